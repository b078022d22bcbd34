"""Opening a ledger for DuckDB: text, Parquet and Excel files, DuckDB and SQLite databases."""

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from salesplan.errors import SourceError, UsageError
from salesplan.findings import Finding
from salesplan.sources.files import ENDINGS, PARQUET_ENDINGS, TEXT_ENDINGS, checked_ending, read_source
from salesplan.sources.kinds import REFUSED_LINES
from salesplan.sources.ledger_sql import Ledger, literal, quoted
from salesplan.sources.mapping import Mapping, did_you_mean
from salesplan.sources.source import headers_of
from salesplan.sources.text_files import delimiter_of
from salesplan.tables.inputs import SALES
from salesplan.tables.parse import text_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DATABASE_ENDINGS: Final = (".duckdb", ".ddb", ".db", ".sqlite", ".sqlite3")
_SQLITE_MAGIC: Final = b"SQLite format 3\0"
_BEGINNING: Final = 1 << 20
_CHUNK: Final = 100_000
_EXAMPLES: Final = 3


def _none(_: "DuckDBPyConnection") -> list[Finding]:
    return []


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger, and what to ask for once it has been read: the findings about its lines."""

    ledger: Ledger
    findings: Callable[["DuckDBPyConnection"], list[Finding]] = _none


def open_ledger(connection: "DuckDBPyConnection", path: Path, mapping: Mapping) -> Opened:
    """Make a ledger readable for a DuckDB connection.

    Raises
    ------
    UsageError
        If the ending is not taken, or a database's table is not said or not there.
    SourceError
        If the file is missing or cannot be read.
    """
    ending = checked_ending(path, ENDINGS + DATABASE_ENDINGS)
    if ending in DATABASE_ENDINGS:
        return Opened(_database(connection, path, mapping))
    if ending in PARQUET_ENDINGS:
        return Opened(_typed(connection, path, f"read_parquet({literal(str(path))})"))
    if ending in TEXT_ENDINGS and (text := _utf8_beginning(path)) is not None:
        return _text_file(path, text)
    return _whole_file(connection, path, mapping)


def _typed(connection: "DuckDBPyConnection", path: Path, relation: str) -> Ledger:
    """Describe a relation whose columns have types."""
    import duckdb

    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()  # noqa: S608 (quoted by the caller)
    except duckdb.Error as error:
        raise SourceError(path, f"it cannot be read ({str(error).strip()})", "export it again") from error
    places = headers_of(path, [name for name, *_ in described], [True] * len(described))
    return Ledger(
        relation,
        types={header: described[place][1] for header, place in places.items()},
        names={header: described[place][0] for header, place in places.items()},
    )


def _utf8_beginning(path: Path) -> str | None:
    """Give the first megabyte of a file, up to a whole line, if that is UTF-8; else None."""
    with path.open("rb") as file:
        data = file.read(_BEGINNING)
        cut = bool(file.read(1))
    if b"\0" in data:
        return None
    try:
        return data[: data.rfind(b"\n") + 1 if cut else len(data)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _text_file(path: Path, beginning: str) -> Opened:
    delimiter, body = delimiter_of(beginning, usual="\t" if path.suffix.lower() == ".tsv" else ",")
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    cells = next((record for record in reader if any(record)), None)
    if cells is None:
        raise SourceError(path, "it is empty", "export it again, with a row of headers")
    skipped = reader.line_num + (body != beginning)
    places = headers_of(path, cells, [True] * len(cells))
    names = [f"c{place}" for place in range(len(cells))]
    columns = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    relation = (
        f"read_csv({literal(str(path))}, delim={literal(delimiter)}, header=false, skip={skipped}, quote='\"', "
        f"escape='\"', auto_detect=false, store_rejects=true, columns={{{columns}}})"
    )
    ledger = Ledger(relation, dict.fromkeys(places, "VARCHAR"), {header: names[at] for header, at in places.items()})
    return Opened(ledger, _refused)


def _refused(connection: "DuckDBPyConnection") -> list[Finding]:
    """Report the lines that DuckDB could not cut into cells."""
    # The reject tables keep the lines of every scan, and examples are found by scanning again.
    found = connection.execute("SELECT DISTINCT line, csv_line FROM reject_errors ORDER BY line").fetchall()
    if not found:
        return []
    rows = ", ".join(f"{line}: {text!r}" for line, text in found[:_EXAMPLES]) + (" …" if len(found) > _EXAMPLES else "")
    return [REFUSED_LINES.at("", found[0][0], count=len(found), rows=rows)]


def _whole_file(connection: "DuckDBPyConnection", path: Path, mapping: Mapping) -> Opened:
    """Read a file that DuckDB does not read into memory, as text."""
    source = read_source(path, sheet=mapping.sheet, tables=(SALES.name,))
    frame = pd.DataFrame({header: list(map(text_of, cells)) for header, cells in source.columns.items()}, dtype=object)
    places = {row: place for place, row in enumerate(source.rows)}
    for (row, header), code in source.errors.items():
        frame.loc[places[row], header] = code
    connection.register("source", frame)
    ledger = Ledger("source", dict.fromkeys(source.headers, "VARCHAR"), {name: name for name in source.headers})
    return Opened(ledger, lambda _: source.findings)


def _database(connection: "DuckDBPyConnection", path: Path, mapping: Mapping) -> Ledger:
    with path.open("rb") as file:
        if file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC:
            return _sqlite(connection, path, mapping)
    return _duckdb(connection, path, mapping)


def _duckdb(connection: "DuckDBPyConnection", path: Path, mapping: Mapping) -> Ledger:
    import duckdb

    try:
        connection.execute(f"ATTACH {literal(str(path))} AS history (READ_ONLY)")
    except duckdb.Error as error:
        raise SourceError(path, f"it is no database that can be read ({error})", "check the file") from error
    found = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'history' "
        "UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = 'history' AND NOT internal"
    ).fetchall()
    names = {name if schema == "main" else f"{schema}.{name}": (schema, name) for schema, name in found}
    schema, name = names[_table_wanted(path, mapping, sorted(names))]
    return _typed(connection, path, f"history.{quoted(schema)}.{quoted(name)}")


def _sqlite(connection: "DuckDBPyConnection", path: Path, mapping: Mapping) -> Ledger:
    """Copy a SQLite table into DuckDB, chunk by chunk and as text."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            listed = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
            name = _table_wanted(path, mapping, [row[0] for row in listed])
            rows = database.execute(f"SELECT * FROM {quoted(name)}")  # noqa: S608 (a name from the database, quoted)
            places = headers_of(path, [item[0] for item in rows.description], [True] * len(rows.description))
            connection.execute(f"CREATE TABLE source ({', '.join(f'{quoted(header)} VARCHAR' for header in places)})")
            while chunk := rows.fetchmany(_CHUNK):
                texts = {header: [text_of(row[place]) for row in chunk] for header, place in places.items()}
                connection.register("chunk", pd.DataFrame(texts, dtype=object))
                connection.execute("INSERT INTO source SELECT * FROM chunk")
                connection.unregister("chunk")
    except sqlite3.Error as error:
        raise SourceError(path, f"it is no database that can be read ({error})", "check the file") from error
    return Ledger("source", dict.fromkeys(places, "VARCHAR"), {header: header for header in places})


def _table_wanted(path: Path, mapping: Mapping, there: list[str]) -> str:
    """Choose the table that the mapping names; the only one, where it names none."""
    if mapping.table is None:
        if len(there) == 1:
            return there[0]
        raise UsageError(
            f'{path.name}: say in the mapping which table to take, as table = "…" (there: {", ".join(there)})'
        )
    folded = {name.casefold(): name for name in there}
    if mapping.table.casefold() not in folded:
        hint = did_you_mean(mapping.table, there)
        raise UsageError(f"{path.name}: there is no table {mapping.table!r} (there: {', '.join(there)}){hint}")
    return folded[mapping.table.casefold()]
