"""Whether the rows of a Table, and what stands below it, may move; and how formulas follow.

Cells of a Table move up when rows before them go; whole rows below it move down when it grows into
them. Both are done only where nothing else in the workbook would then point at the wrong cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.anchors import Anchor, anchors
from salesplan.workbook.blocks import array_areas
from salesplan.workbook.cells import OldCell
from salesplan.workbook.draft import Draft
from salesplan.workbook.formulas import Reference, references, rewritten, with_rows
from salesplan.workbook.locate import Book, Sheet, TableInfo
from salesplan.workbook.package import Package
from salesplan.workbook.pointers import Pointer, pointers
from salesplan.workbook.ranges import rules
from salesplan.workbook.row_plan import RowPlan, row_plan
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import LAST_ROW

_TRAVELLING = ("a link",)
_MOVED_WITH_ROWS = ("merged cells", "a link")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why rows cannot move: the cell where it shows, and the reason in words."""

    cell: str
    reason: str


def can_move(package: Package, book: Book, table: TableInfo, rows: tuple[int | None, ...]) -> str | None:
    """Say why a Table's rows cannot move or go as planned; None if they can.

    Parameters
    ----------
    rows
        As in `salesplan.workbook.writes.TableWrite`. With a reason in hand, a caller may keep a row in its place and
        empty it instead.
    """
    found = obstacle(Draft(package, book), row_plan(table, rows))
    return f"{found.cell} {found.reason}" if found else None


def obstacle(draft: Draft, plan: RowPlan) -> Obstacle | None:
    """Find what forbids the moves and removals inside of a Table, its totals row included."""
    if plan.affected is None:
        return None
    sheet = draft.book.sheet(plan.table.sheet)
    xml = draft.sheet(sheet)
    return next(_obstacles(draft, plan, sheet, xml, plan.affected), None)


def _obstacles(draft: Draft, plan: RowPlan, sheet: Sheet, xml: SheetXml, area: Area) -> Iterator[Obstacle]:
    for anchor in anchors(draft, sheet, xml):
        if anchor.what not in _TRAVELLING and _hangs_on(anchor, area):
            yield _at(anchor.area, f"holds {anchor.what}, which would not move with its row")
    for array in array_areas(xml):
        if not array.single and array.meets(area):
            yield _at(array, f"is part of the array formula in {array}")
    for ruled in (ruled for rule in rules(xml.tail) for ruled in rule.areas):
        if plan.torn(ruled) and not (ruled.first_row <= area.first_row and ruled.last_row >= plan.table.last_row):
            yield _at(ruled, f"has a validation or conditional format of its own ({ruled})")
    for pointer in pointers(draft, sheet, xml):
        if plan.torn(pointer.area) and not _moves_along(pointer, plan):
            yield _at(pointer.area, f"is pointed at by {pointer.where}")
    yield from _unfollowable(plan, xml, sheet.name)


def _at(area: Area, reason: str) -> Obstacle:
    return Obstacle(cell_name(area.first_row, area.first_column), reason)


def _hangs_on(anchor: Anchor, area: Area) -> bool:
    if anchor.floating:
        return (anchor.area.first_row, anchor.area.first_column) in area
    return anchor.area.meets(area)


def _moves_along(pointer: Pointer, plan: RowPlan) -> bool:
    """Say whether a pointer is the formula of a cell that moves or goes itself, and so is looked at on its own."""
    if pointer.host is None or pointer.host not in plan.table.area:
        return False
    return pointer.host[0] in plan.displaced


def _unfollowable(plan: RowPlan, xml: SheetXml, sheet: str) -> Iterator[Obstacle]:
    for old in plan.moved:
        for column, cell in xml.cells(old).items():
            if column not in plan.table.area.columns() or b"f" not in cell:
                continue
            if (formula := OldCell(cell).formula) and followed(formula, plan, sheet) is None:
                yield Obstacle(cell_name(old, column), "has a formula that reads rows which move or go")


def followed(formula: str, plan: RowPlan, sheet: str) -> str | None:
    """Give the formula of a Table's cell as it reads after its row moved: each address follows its cells.

    Addresses outside of the rows that move stay, as do those that hold all data rows. None if an address
    cannot follow: its rows go, or are torn apart.
    """
    columns = plan.table.area.columns()

    def target(found: Reference) -> str | None:
        area = found.area
        if not found.on(sheet, home=sheet) or not plan.torn(area):
            return found.text
        inside = area.first_column in columns and area.last_column in columns
        single = area.first_row == area.last_row
        ends_stay = not {area.first_row, area.last_row} & (plan.displaced - set(plan.moved))
        if not (inside and ends_stay and (single or plan.in_order)):
            return None
        return with_rows(found.text, lambda number: plan.moved.get(number, number))

    if any(target(found) is None for found in references(formula)):
        return None
    return rewritten(formula, lambda found: target(found) or found.text)


def room_below(draft: Draft, plan: RowPlan, xml: SheetXml) -> int:
    """Give by how many rows the rows below a growing Table must move down; 0 where there is room.

    Raises
    ------
    WriteRefused
        If something is in the way that cannot move safely.
    """
    table = plan.table
    if plan.growth <= 0:
        return 0
    sheet = draft.book.sheet(table.sheet)
    end = table.area.last_row
    if end + plan.growth > LAST_ROW:
        raise draft.refuse(
            sheet.name, cell_name(end, 1), "is as far down as a sheet goes", "remove rows from the table"
        )
    wanted = Area(end + 1, table.area.first_column, end + plan.growth, table.area.last_column)
    hanging = list(anchors(draft, sheet, xml))
    in_the_way = _in_the_way(draft, sheet, xml, wanted, hanging)
    if in_the_way is None:
        return 0
    reason = next(_fixed_below(draft, sheet, xml, end, plan.growth, hanging), None)
    if reason is None:
        return plan.growth
    raise draft.refuse(
        sheet.name,
        in_the_way,
        f"is in the way of table {table.name}, which grows by {plan.growth} rows, and cannot move down: {reason}",
        f"leave {plan.growth} free rows below the table, or move what is there to another sheet",
    )


def _in_the_way(draft: Draft, sheet: Sheet, xml: SheetXml, wanted: Area, hanging: list[Anchor]) -> str | None:
    for table in draft.book.tables.values():
        if table.sheet == sheet.name and table.area.meets(wanted):
            return cell_name(table.area.first_row, table.area.first_column)
    for anchor in hanging:
        if not anchor.floating and anchor.area.meets(wanted):
            return cell_name(anchor.area.first_row, anchor.area.first_column)
    filled = (
        cell_name(row, column)
        for row in wanted.rows()
        for column, cell in xml.cells(row).items()
        if column in wanted.columns() and not OldCell(cell).empty
    )
    return next(filled, None)


def _fixed_below(draft: Draft, sheet: Sheet, xml: SheetXml, end: int, by: int, hanging: list[Anchor]) -> Iterator[str]:
    """Find reasons why the rows below ``end`` cannot move down as a whole."""
    if xml.rows and xml.rows[-1].number + by > LAST_ROW:
        yield "the sheet is full"
    for table in draft.book.tables.values():
        if table.sheet == sheet.name and table.area.last_row > end:
            yield f"table {table.name} ({table.area}) is there"
    for anchor in hanging:
        straddles = anchor.area.first_row <= end < anchor.area.last_row
        if anchor.what in _MOVED_WITH_ROWS and not straddles:
            continue
        if anchor.area.first_row > end or (straddles and not anchor.floating):
            yield f"{anchor.what} is there ({anchor.area})"
    for array in array_areas(xml):
        if array.last_row > end:
            yield f"an array formula is there ({array})"
    for pointer in pointers(draft, sheet, xml):
        if pointer.area.last_row > end and not (pointer.host and pointer.host[0] > end):
            yield f"{pointer.where} points at it ({pointer.area})"
