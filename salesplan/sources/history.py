"""Sales history from a file or database, added up by month before it reaches Python."""

import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesplan.errors import SourceError
from salesplan.findings import Finding
from salesplan.sources.kinds import UNREADABLE, UNREADABLE_DETAIL
from salesplan.sources.ledger_sql import Ledger, cell_rules, summed, unreadable
from salesplan.sources.ledgers import open_ledger
from salesplan.sources.mapping import Mapping
from salesplan.sources.recipes import Recipes, recipes_for
from salesplan.tables.conform import Rows
from salesplan.tables.inputs import SALES
from salesplan.tables.model import Table
from salesplan.words import ENGLISH

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class History:
    """A ledger's sums, one row for each different month, customer, rep, product line and channel.

    Attributes
    ----------
    name
        The file's name.
    columns
        By column key: months as ``date`` (their first day), texts without outer blanks, amounts as
        ``float`` (None = blank). A sum is exact to six decimals; its float is too, up to 9,007,199,254.
    rows
        1, 2, …: a row of the sums is no row of the file.
    taken, left
        As in `salesplan.sources.mapped.Mapped`.
    read, skipped
        How many rows the file has, and how many of them the mapping's filters left out.
    findings
        Rows that could not be read, counted, with the first few.
    """

    name: str
    columns: dict[str, list[object]]
    rows: list[int]
    taken: dict[str, str]
    left: list[str]
    read: int
    skipped: int
    findings: list[Finding]

    def as_rows(self) -> Rows:
        """Give the sums as `salesplan.tables.conform.conform` reads them."""
        return Rows(self.columns, self.rows)


def read_history(
    path: Path, *, mapping: Mapping | None = None, table: Table = SALES, language: str = ENGLISH
) -> History:
    """Read a sales ledger and add it up.

    CSV, Parquet and database files are read and added up by DuckDB, so hundreds of millions of rows take
    the memory of their sums; Excel files and text in other encodings than UTF-8 are read whole.

    Parameters
    ----------
    path
        A text, Excel or Parquet file, or a DuckDB or SQLite database.
    mapping
        How its columns become the table's, and which ``table`` of a database to take.
    table
        The ledger's declaration: its month and text columns tell the sums apart, its other columns are added up.
    language
        The language of the labels in the findings.

    Returns
    -------
    History
        Sums in the order of their keys. Rows whose required values cannot be read are in no sum; findings count
        them. Rows read = rows summed + rows skipped + rows counted in findings as unreadable.

    Raises
    ------
    UsageError
        If the ending is not taken, or as `recipes_for`.
    SourceError
        If the file is missing or cannot be read, or the database lacks the table.
    """
    import duckdb

    mapping = mapping or Mapping()
    with duckdb.connect(config={"temp_directory": tempfile.gettempdir()}) as connection:
        opened = open_ledger(connection, path, mapping)
        ledger = opened.ledger
        recipes = recipes_for(path.name, list(ledger.types), table, mapping)
        try:
            with cell_rules(connection):
                sums = _columns(connection.execute(summed(ledger, table, recipes)))
                findings = _unread(connection, ledger, table, recipes, sums, language)
        except duckdb.Error as error:
            raise SourceError(path, f"it cannot be read ({str(error).strip()})", "export it again") from error
        findings = [*opened.findings(connection), *findings]
    return _history(path.name, table, recipes, sums, findings)


def _columns(result: "DuckDBPyConnection") -> dict[str, list[Any]]:
    """Fetch a result column by column: there may be as many sums as a month has customers, many times over."""
    names = [item[0] for item in result.description or ()]
    rows = result.fetchall()
    columns = zip(*rows, strict=True) if rows else [() for _ in names]
    return {name: list(values) for name, values in zip(names, columns, strict=True)}


def _history(name: str, table: Table, recipes: Recipes, sums: dict[str, list[Any]], findings: list[Finding]) -> History:
    whole = list(sums["kept"])
    for key in recipes.by_key:
        if table[key].required:
            whole = [so_far and value is not None for so_far, value in zip(whole, sums[key], strict=True)]
    columns = {key: [_plain(value) for value in compress(sums[key], whole)] for key in recipes.by_key}
    read = sum(sums["rows"])
    return History(
        name=name,
        columns=columns,
        rows=list(range(1, sum(whole) + 1)),
        taken={key: recipe.said for key, recipe in recipes.by_key.items()},
        left=recipes.left,
        read=read,
        skipped=read - sum(compress(sums["rows"], sums["kept"])),
        findings=[finding.placed(workbook=name, sheet="", cell="") for finding in findings],
    )


def _plain(value: str | date | Decimal | None) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _unread(
    connection: "DuckDBPyConnection",
    ledger: Ledger,
    table: Table,
    recipes: Recipes,
    sums: dict[str, list[Any]],
    language: str,
) -> list[Finding]:
    """Report, column by column, the rows whose value is missing where it is required, or is unreadable."""
    findings = []
    for key in recipes.by_key:
        required = table[key].required
        count = _unread_rows(sums, key, required=required)
        if not count:
            continue
        query = unreadable(ledger, table, recipes, key, filled=not required, limit=_EXAMPLES)
        rows = connection.execute(query).fetchall()
        examples = ", ".join(f"row {row}: {text!r}" for row, text in rows) + (" …" if count > len(rows) else "")
        kind = UNREADABLE if required else UNREADABLE_DETAIL
        findings.append(
            kind.at(table.name, rows[0][0], key, count=count, label=table[key].label.said(language), examples=examples)
        )
    return findings


def _unread_rows(sums: dict[str, list[Any]], key: str, *, required: bool) -> int:
    """Count the rows kept whose value was missing (required ones) or unreadable (the others)."""
    if f"no_{key}" in sums:
        return sum(compress(sums[f"no_{key}" if required else f"odd_{key}"], sums["kept"]))
    if not required:
        return 0
    missing = (kept and value is None for kept, value in zip(sums["kept"], sums[key], strict=True))
    return sum(compress(sums["rows"], missing))
