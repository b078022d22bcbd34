"""Single cells written into a sheet, and what every write of cells must mind."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from salesplan.errors import WriteRefused
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.blocks import (
    Position,
    array_areas,
    covered_cell,
    expanded,
    merged_areas,
    shared_formulas,
    split_array,
)
from salesplan.workbook.cells import OldCell, cell_xml, style_of
from salesplan.workbook.draft import Draft
from salesplan.workbook.locate import Sheet
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import KEEP, Formula, Keep, Unwritable, Value


def write_cells(draft: Draft, sheet: Sheet, values: Mapping[Position, Value]) -> None:
    """Write values into cells of one sheet, each keeping its style.

    Raises
    ------
    WriteRefused
        If a cell is a header or total of a Table, part of an array formula, hidden by a merge, or cannot
        hold its value.
    """
    _refuse_table_frames(draft, sheet, values)
    xml = opened(draft, sheet, lambda: values)
    for (row, column), value in values.items():
        put_value(draft, sheet, xml, row, column, value, xml.cells(row).get(column))
    draft.write(sheet.part, xml.render())


def opened(draft: Draft, sheet: Sheet, written: Callable[[], Collection[Position]]) -> SheetXml:
    """Open a sheet in which some cells will be written; shared formulas that live in one of them are spelled out.

    Parameters
    ----------
    written
        Gives these cells; asked only where the sheet has cells that belong together.

    Raises
    ------
    WriteRefused
        If one of the cells is part of an array formula or hidden by a merge.
    """
    xml = draft.sheet(sheet)
    arrays, merges, shared = array_areas(xml), merged_areas(xml), shared_formulas(xml)
    if not (arrays or merges or shared):
        return xml
    cells = written()
    if found := split_array(arrays, cells):
        (row, column), area = found
        raise draft.refuse(
            sheet.name,
            cell_name(row, column),
            f"is part of the array formula in {area}",
            f"clear {area} or write elsewhere",
        )
    if found := covered_cell(merges, cells):
        (row, column), area = found
        raise draft.refuse(sheet.name, cell_name(row, column), f"is hidden in the merged cells {area}", "unmerge them")
    hit = [group for group in shared if group.master in cells]
    return expanded(xml, hit) if hit else xml


def put_value(
    draft: Draft, sheet: Sheet, xml: SheetXml, row: int, column: int, value: Value, old: bytes | None
) -> None:
    """Write one value where a cell is, or is to be; ``old`` is the cell whose style it takes.

    Raises
    ------
    WriteRefused
        If the cell cannot hold the value.
    """
    style = dated_style(draft, style_before(xml, row, column, value, old), value)
    draft.formulas_gone |= loses_formula(old, value)
    try:
        xml.put(row, column, cell_xml(xml.prefix, row, column, style, value, date1904=draft.book.date1904))
    except Unwritable as error:
        raise unwritable(draft, sheet, row, column, error) from error


def unwritable(draft: Draft, sheet: Sheet, row: int, column: int, error: Unwritable) -> WriteRefused:
    """Word the refusal of a value that its cell cannot hold."""
    return draft.refuse(sheet.name, cell_name(row, column), f"cannot be written: {error}", "change the value")


def style_before(xml: SheetXml, row: int, column: int, value: Value | Keep, old: bytes | None) -> bytes | None:
    """Give the style of a cell, or of one that is absent and gets a value."""
    if old is not None:
        return style_of(old)
    return None if value is None else xml.standing_style(row, column)


def dated_style(draft: Draft, style: bytes | None, value: Value | Keep) -> bytes | None:
    """Give the style that a cell of this one needs to show its value, a date perhaps, as it is."""
    shown = value.value if isinstance(value, Formula) else value
    if not isinstance(shown, date):
        return style
    return draft.dated(style, with_time=isinstance(shown, datetime) and shown.time() != datetime.min.time())


def loses_formula(old: bytes | None, value: Value | Keep) -> bool:
    """Say whether a write takes a cell's formula away."""
    if old is None or b"f" not in old or value is KEEP or isinstance(value, Formula):
        return False
    return OldCell(old).has_formula


def _refuse_table_frames(draft: Draft, sheet: Sheet, cells: Collection[Position]) -> None:
    """Refuse to change a header or a totals row, which the Table's own part must repeat."""
    for table in draft.book.tables.values():
        if table.sheet != sheet.name:
            continue
        frame = {table.header_row} if table.header_rows else set()
        frame |= set(range(table.last_row + 1, table.area.last_row + 1))
        for row, column in cells:
            if row in frame and (row, column) in table.area:
                raise draft.refuse(
                    sheet.name,
                    cell_name(row, column),
                    f"is a header or total of table {table.name}",
                    "write into its data rows",
                )
