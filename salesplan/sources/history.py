"""Sales history from a file or database, added up by month before it reaches Python."""

import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesplan.errors import SourceError
from salesplan.findings import Finding
from salesplan.sources.kinds import UNREADABLE, UNREADABLE_DETAIL
from salesplan.sources.ledger_sql import Ledger, cell_rules, parted, summed, unreadable
from salesplan.sources.ledgers import open_ledger
from salesplan.sources.mapping import Mapping
from salesplan.sources.recipes import Recipes, recipes_for
from salesplan.tables.conform import Rows
from salesplan.tables.inputs import SALES
from salesplan.tables.model import Table

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


def read_history(path: Path, *, mapping: Mapping | None = None, table: Table = SALES) -> History:
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
                sums = connection.execute(summed(ledger, table, recipes))
                names = [item[0] for item in sums.description or ()]
                groups = [dict(zip(names, row, strict=True)) for row in sums.fetchall()]
                findings = _unread(connection, ledger, table, recipes, groups)
        except duckdb.Error as error:
            raise SourceError(path, f"it cannot be read ({str(error).strip()})", "export it again") from error
        findings = [*opened.findings(connection), *findings]
    return _history(path.name, table, recipes, groups, findings)


def _history(
    name: str, table: Table, recipes: Recipes, groups: list[dict[str, Any]], findings: list[Finding]
) -> History:
    required = [key for key in recipes.by_key if table[key].required]
    whole = [group for group in groups if group["kept"] and all(group[key] is not None for key in required)]
    return History(
        name=name,
        columns={key: [_plain(group[key]) for group in whole] for key in recipes.by_key},
        rows=list(range(1, len(whole) + 1)),
        taken={key: recipe.said for key, recipe in recipes.by_key.items()},
        left=recipes.left,
        read=sum(group["rows"] for group in groups),
        skipped=sum(group["rows"] for group in groups if not group["kept"]),
        findings=[finding.placed(workbook=name, sheet="", cell="") for finding in findings],
    )


def _plain(value: str | date | Decimal | None) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _unread(
    connection: "DuckDBPyConnection", ledger: Ledger, table: Table, recipes: Recipes, groups: list[dict[str, Any]]
) -> list[Finding]:
    """Report, column by column, the rows whose value is missing where it is required, or is unreadable."""
    dimensions, _ = parted(table, recipes)
    counted = [group for group in groups if group["kept"]]
    findings = []
    for key in recipes.by_key:
        required = table[key].required
        if key in dimensions:
            count = sum(group["rows"] for group in counted if required and group[key] is None)
        else:
            count = sum(group[f"no_{key}" if required else f"odd_{key}"] for group in counted)
        if count:
            query = unreadable(ledger, table, recipes, key, filled=not required, limit=_EXAMPLES)
            rows = connection.execute(query).fetchall()
            examples = ", ".join(f"row {row}: {text!r}" for row, text in rows) + (" …" if count > len(rows) else "")
            kind = UNREADABLE if required else UNREADABLE_DETAIL
            label = table[key].label.en
            findings.append(kind.at(table.name, rows[0][0], key, count=count, label=label, examples=examples))
    return findings
