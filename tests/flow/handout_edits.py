"""A small handout made without a plan, and opened to be edited as people do.

What programs and people do to its rows, columns and sheets as a whole is in `tests.flow.round_forms`.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from salesplan.host.handouts.passwords import Passwords
from salesplan.host.handouts.returned import Returned, read_returned
from salesplan.store.records import SentRow
from salesplan.tables.handout import Part, handout_plan
from salesplan.tables.model import Owner
from salesplan.workbook.build import build

AT: Final = datetime(2027, 3, 1, 9)
ID: Final = "abcdefghijkl"
REPS: Final = ("0012", "013", "R3", "R4")
NAMES: Final = ("Ana", "Bo", "陈晨", "D'Arcy & Co")
_AMOUNTS: Final = (1_000_000.0, 333_333.33, 120_000.5, 0.0)

ROWS: Final[Mapping[str, Mapping[str, list[Any]]]] = {
    "RegionQuota": {"region": ["North"], "last_year": [1_400_000.0], "base": [1_500_000.0], "proposed": [1_550_000.0]},
    "TeamQuota": {"region": ["North"], "team": ["A"], "last_year": [1_400_000.0], "proposed": [1_500_000.0]},
    "Quota": {
        "region": ["North"] * 4,
        "team": ["A"] * 4,
        "rep_id": list(REPS),
        "rep": list(NAMES),
        "last_year": list(_AMOUNTS),
        "proposed": list(_AMOUNTS),
        "final": list(_AMOUNTS),
        "override": [None, 330_000.0, None, None],
        "reason": [None, "agreed in May", None, None],
        "bound": [None, "pin", "floor", "cap"],
    },
    "Customers": {
        "customer_id": ["C1", "C2", "C3"],
        "customer": ["Ace", "@Best", "  Wu\n& Sons"],
        "rep_id": ["0012", "013", "R3"],
        "potential": [5e6, None, 7e5],
        "intent": ["high", "low", None],
        "credit": ["A", None, "B"],
        "visits_a_year": [100 / 3, 12.0, None],
    },
    "Scorecard": {
        "period": ["2027-03", "2027-03", "2027-Q1"],
        "rep_id": ["0012", "013", "0012"],
        "total": [100 / 3, 88.125, 99.9],
        "grade": ["C", "B", "A"],
        "actions": [None, "call back", None],
    },
}


def made(path: Path, part: Part = Part.TEAM, language: str = "en") -> Path:
    """Make a handout of a team, or of a region, with four reps."""
    plan = handout_plan(part)
    rows = {table.name: ROWS[table.name] for table in plan.tables}
    team = {"team": "A"} if part is Part.TEAM else {}
    settings = {"handout": ID, "region": "North", "plan_year": 2027, "currency": "CNY", "manager": "Li"} | team
    path.write_bytes(build(plan, language=language, settings=settings, rows=rows))
    return path


def read(path: Path, passwords: Passwords | None = None) -> Returned:
    """Read it as it came back."""
    return read_returned(path, path.name, AT, passwords)


def sent(path: Path) -> dict[str, dict[str, SentRow]]:
    """Give the rows of a handout as they were sent, by table and key: those that it has before anybody edits it."""
    rows: dict[str, dict[str, SentRow]] = {}
    for name, table in read(path).tables.items():
        kept = [column.key for column in table.table if column.owner is not Owner.SHEET]
        texts = zip(*(table.texts(key) for key in kept), strict=True)
        cells = [dict(zip(kept, said, strict=True)) for said in texts]
        rows[name] = {
            key: SentRow(name, key, f"{name} {key}", said, "") for key, said in zip(table.keys, cells, strict=True)
        }
    return rows


class OpenHandout:
    """A handout, open for editing in the way a phone app does: load, type, save."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.places: dict[str, tuple[Any, int, dict[str, int]]] = {}
        tables = {table.name: table for part in Part for table in handout_plan(part).tables}
        for sheet in self.book.worksheets:
            for listed in sheet.tables.values():
                left, top, _, _ = range_boundaries(listed.ref)
                headers = [column.name for column in listed.tableColumns]
                known = [tables[listed.displayName].column_for(header) for header in headers]
                columns = {column.key: left + at for at, column in enumerate(known) if column}
                self.places[listed.displayName] = (sheet, top, columns)

    def sheet(self, table: str) -> Any:
        return self.places[table][0]

    def address(self, table: str, row: int, column: str) -> str:
        """Give the address of a column's cell in a data row, counted from 0."""
        _, top, columns = self.places[table]
        return f"{get_column_letter(columns[column])}{top + 1 + row}"

    def column(self, table: str, column: str) -> list[Any]:
        """Give the cells of a column, as far as something stands there."""
        sheet, top, columns = self.places[table]
        cells = [sheet.cell(row, columns[column]).value for row in range(top + 1, sheet.max_row + 1)]
        return [cell for cell in cells if cell is not None]

    def type(self, table: str, row: int, **cells: object) -> "OpenHandout":
        """Type into a data row, counted from 0; None clears a cell."""
        for column, value in cells.items():
            self.sheet(table)[self.address(table, row, column)].value = value
        return self

    def type_text(self, table: str, row: int, column: str, text: str) -> "OpenHandout":
        """Type a text that looks like a formula, but is none."""
        cell = self.sheet(table)[self.address(table, row, column)]
        cell.value = text
        cell.data_type = "s"
        return self

    def save(self, to: Path | None = None) -> Path:
        target = to or self.path
        self.book.save(target)
        return target
