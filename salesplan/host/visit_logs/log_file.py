"""One visit log that came back: whose it is, when it was saved, what stands in its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import DuplicateHeader
from salesplan.findings import Finding, Kind
from salesplan.host.returned_files import time_saved
from salesplan.tables.conform import Rows
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.model import Owner
from salesplan.tables.parse import number_in, text_of
from salesplan.tables.visit_log import LOGGED, MY_CUSTOMERS
from salesplan.workbook.found import NamedCell
from salesplan.workbook.loose import LooseTable, loose_tables, refuse_far_cells, settings_there
from salesplan.workbook.read import WorkbookReader

NEEDED: Final = ("date", "customer_id", "kind")
"""The columns that a log cannot do without."""

TYPED: Final = tuple(column.key for column in LOGGED if column.owner is Owner.PERSON)
"""The columns that a rep fills in."""

_SETTINGS: Final = ("rep_id", "plan_year", "currency", "rep")

_OFFERED: Final = ("customer", "customer_id")


@dataclass(frozen=True, slots=True)
class LogFile:
    """One visit log, read.

    Attributes
    ----------
    name
        Its path below the folder of logs, as it can be printed.
    rep_id, year, currency
        Whose it is, for which year, in which currency; "" where it does not say it.
    settings
        The cells that say so, by key.
    saved
        When it was last saved, to the second, in local time.
    digest
        The same for files of the same bytes.
    tables
        The tables of visits, a sheet at a time: one, unless somebody copied the sheet; the Excel Table comes first.
    is_plan, is_log
        What it is; some other workbook where it is neither.
    names_gone
        Whether a setting's defined name is gone and it was read by its key.
    date1904
        Whether its days are counted from 1904.
    rep
        The rep's name, as issued.
    offered
        What its list of customers calls each, and their ids as issued.
    """

    name: str
    rep_id: str
    year: str
    currency: str
    settings: dict[str, NamedCell]
    saved: datetime
    digest: str
    tables: list[LooseTable]
    is_plan: bool
    is_log: bool
    names_gone: bool
    date1904: bool
    rep: str = ""
    offered: tuple[tuple[str, str], ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether anything was filled in."""
        return any(filled_rows(table.rows).index for table in self.tables)

    def finding(self, kind: Kind, setting: str = "", /, **facts: object) -> Finding:
        """Report something of the file, at one of its settings where one is named."""
        cell = self.settings.get(setting)
        sheet, address = (cell.sheet, cell.cell) if cell else ("", "")
        found = kind.at(SETTINGS_TABLE if cell else "", None, setting, **facts)
        return found.placed(workbook=self.name, sheet=sheet, cell=address)

    def at(self, table: LooseTable, kind: Kind, row: int | None, key: str, /, **facts: object) -> Finding:
        """Report something of a row, at one of its cells; of a header where the row is None."""
        return kind.at(LOGGED.name, row, key, **facts).placed(
            workbook=self.name, sheet=table.sheet, cell=table.cell(row, key)
        )


def read_log(path: Path, name: str, at: datetime) -> LogFile:
    """Read one visit log.

    Parameters
    ----------
    name
        What findings call it.
    at
        The time of the run. A file that was saved later than that, by a clock that is fast, counts as saved then.

    Raises
    ------
    WorkbookError
        When the file cannot be read, or two of its columns mean the same.
    """
    reader = WorkbookReader(path)
    refuse_far_cells(reader)
    cells, names_gone = settings_there(reader, _SETTINGS)
    tables = sorted(loose_tables(reader, LOGGED, NEEDED), key=lambda table: not table.named)
    rep_id, year, currency, rep = (text_of(cells[key].value) if key in cells else "" for key in _SETTINGS)
    number = number_in(year)
    is_plan = reader.has(REPS) and reader.has(CUSTOMERS)
    return LogFile(
        name=name,
        rep_id=rep_id,
        year=year if number is None else f"{number:g}",
        currency=currency.upper(),
        settings=cells,
        saved=time_saved(reader.package, path, at),
        digest=sha256(reader.package.data).hexdigest(),
        tables=tables,
        is_plan=is_plan,
        is_log="rep_id" in cells or reader.has(MY_CUSTOMERS) or (bool(tables) and not is_plan),
        names_gone=names_gone,
        date1904=reader.book.date1904,
        rep=rep,
        offered=tuple(_offered(reader, {table.sheet for table in tables})),
    )


def _offered(reader: WorkbookReader, visited: set[str]) -> Iterator[tuple[str, str]]:
    """Give what the log's list of customers calls each, and their ids; numbers are none, for they have lost zeros."""
    try:
        lists = loose_tables(reader, MY_CUSTOMERS, _OFFERED)
    except DuplicateHeader:  # the plan's own names are enough then
        return
    for table in lists:
        if table.sheet not in visited:
            for label, customer_id in zip(*(table.rows.columns[key] for key in _OFFERED), strict=True):
                if isinstance(customer_id, str) and text_of(label) and text_of(customer_id):
                    yield text_of(label), text_of(customer_id)


def filled_rows(rows: Rows) -> Rows:
    """Leave out the rows in which nothing stands that a rep would fill in: those with nothing, or nothing but an entry."""
    typed = [rows.columns[key] for key in TYPED if key in rows.columns]
    faulty = {row for row, key in (*rows.errors, *rows.unvalued) if key in TYPED}
    places = [
        place
        for place, row in enumerate(rows.index)
        if row in faulty or any(text_of(column[place]) for column in typed)
    ]
    columns = {key: [cells[place] for place in places] for key, cells in rows.columns.items()}
    index = [rows.index[place] for place in places]
    kept = set(index)
    return Rows(
        columns,
        index,
        {(row, key): code for (row, key), code in rows.errors.items() if row in kept},
        frozenset((row, key) for row, key in rows.unvalued if row in kept),
    )
