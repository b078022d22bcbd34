"""Single cells written into a sheet, and what every write of cells must mind."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

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
from salesplan.workbook.cells import OldCell, cell_xml
from salesplan.workbook.draft import Draft
from salesplan.workbook.locate import Sheet
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import Formula, Unwritable, Value


def write_cells(draft: Draft, sheet: Sheet, values: Mapping[Position, Value]) -> None:
    """Write values into cells of one sheet, each keeping its style.

    Raises
    ------
    WriteRefused
        If a cell is a header or total of a Table, part of an array formula, hidden by a merge, or cannot
        hold its value.
    """
    _refuse_table_frames(draft, sheet, values)
    xml = opened(draft, sheet, values)
    for (row, column), value in values.items():
        put_value(draft, sheet, xml, row, column, value, xml.cells(row).get(column))
    draft.write(sheet.part, xml.render())


def opened(draft: Draft, sheet: Sheet, cells: Collection[Position]) -> SheetXml:
    """Open a sheet in which some cells will be written; shared formulas that live in one of them are spelled out.

    Raises
    ------
    WriteRefused
        If one of the cells is part of an array formula or hidden by a merge.
    """
    xml = draft.sheet(sheet)
    if found := split_array(array_areas(xml), cells):
        (row, column), area = found
        raise draft.refuse(
            sheet.name,
            cell_name(row, column),
            f"is part of the array formula in {area}",
            f"clear {area} or write elsewhere",
        )
    if found := covered_cell(merged_areas(xml), cells):
        (row, column), area = found
        raise draft.refuse(sheet.name, cell_name(row, column), f"is hidden in the merged cells {area}", "unmerge them")
    hit = [group for group in shared_formulas(xml) if group.master in cells]
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
    style = None
    if old is not None:
        cell = OldCell(old)
        style = cell.style
        if b"f" in old and cell.has_formula and not isinstance(value, Formula):
            draft.formulas_gone = True
    elif value is not None:
        style = xml.standing_style(row, column)
    shown = value.value if isinstance(value, Formula) else value
    if isinstance(shown, date):
        style = draft.dated(style, with_time=isinstance(shown, datetime) and shown.time() != datetime.min.time())
    try:
        xml.put(row, column, cell_xml(xml.prefix, row, column, style, value, date1904=draft.book.date1904))
    except Unwritable as error:
        raise draft.refuse(
            sheet.name, cell_name(row, column), f"cannot be written: {error}", "change the value"
        ) from error


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
