"""What inserting and deleting cells does to tables in Excel, and what Excel refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.live.calc.area import Area, address
from tests.live.calc.errors import StrictError
from tests.live.calc.wire import TableEntry

if TYPE_CHECKING:
    from tests.live.calc.book import CalcBook


def before_insert(book: CalcBook, area: Area, shift: str | None) -> str:
    """Check that Excel would let these cells be pushed; give where to."""
    shift = _direction(shift, ("down", "right"))
    for entry in _tables(book, area.sheet):
        _check_moved(area, entry, shift)
    return shift


class Deletion(NamedTuple):
    """What deleting cells comes to: cells taken out (None: none), a row of a table that stays, blank."""

    removed: Area | None
    blanked: Area | None = None
    emptied: str | None = None
    """The table whose rows of data all went."""


def before_delete(book: CalcBook, area: Area, shift: str | None) -> tuple[str, Deletion]:
    """Check that Excel would let these cells be taken out; give where the others go, and what it comes to."""
    shift = _direction(shift, ("up", "left"))
    entries = _tables(book, area.sheet)
    for entry in entries:
        _check_moved(area, entry, shift)
    if shift == "up":
        for entry in entries:
            if _takes_all_data(area, entry):
                rest = area.part(1, 0, area.rows - 1, area.columns)
                return shift, Deletion(rest if rest.rows else None, area.part(0, 0, 1, area.columns), entry.name)
    return shift, Deletion(area)


def _takes_all_data(area: Area, entry: TableEntry) -> bool:
    """Whether all rows of a table's data go, but not its header: Excel keeps a blank row then."""
    body = _body(entry)
    if not (area.spans(body) and area.meets(body)) or area.row < entry.area.row:
        return False
    if area.row < body.row:
        raise StrictError(f"{address(area)} takes the header of table {entry.name} and leaves the table")
    return area.row == body.row and area.last_row >= body.last_row


def _check_moved(area: Area, entry: TableEntry, shift: str) -> None:
    table = entry.area
    if shift in ("left", "right"):
        moved = table.row <= area.last_row and area.row <= table.last_row and table.last_column >= area.column
        whole = area.row <= table.row and table.last_row <= area.last_row
    else:
        moved = table.shares_columns(area) and table.last_row >= area.row
        whole = area.spans(table)
    if moved and not whole:
        raise StrictError(f"{area.sheet}!{address(area)} would shift cells of a part of table {entry.name}")


def _body(entry: TableEntry) -> Area:
    table = entry.area
    return table.part(int(entry.header), 0, table.rows - entry.header - entry.totals, table.columns)


def _tables(book: CalcBook, sheet: str) -> list[TableEntry]:
    return [book.ask("table", name) for name in book.tables_on(sheet)]


def _direction(shift: str | None, allowed: tuple[str, str]) -> str:
    if shift not in allowed:
        raise StrictError(f"Excel would guess where the other cells go: say {' or '.join(allowed)}")
    return shift
