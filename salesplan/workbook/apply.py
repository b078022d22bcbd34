"""Writes turned into the changed parts of a workbook; nothing is saved here."""

from collections.abc import Iterable

from salesplan.workbook.blocks import Position
from salesplan.workbook.calculation import drop_calculation_chain, holds_formulas, recalculated_on_opening
from salesplan.workbook.cell_edit import write_cells
from salesplan.workbook.draft import Draft
from salesplan.workbook.graft import graft_sheet
from salesplan.workbook.package import Package
from salesplan.workbook.table_edit import write_table
from salesplan.workbook.writes import CellWrite, NameWrite, SheetGraft, TableWrite, Value, Write


def edited(package: Package, writes: Iterable[Write]) -> dict[str, bytes | None]:
    """Apply writes to a workbook.

    Parameters
    ----------
    package
        The workbook as it was read; it is not changed.
    writes
        Addresses are those of the workbook as it was read; single cells and names are written before
        Tables, whole sheets last. Of two writes to one cell, the later holds.

    Returns
    -------
    dict
        Part name to new content, None for a part that goes: what `Package.written` and
        `salesplan.workbook.save.save` take. Only the written sheets, their Tables' parts, the workbook part (calculation
        on opening, where there is a formula), the styles (where a date needed one) and the calculation chain can be in it;
        with a whole sheet its own parts, new or gone, the relationships of the workbook and the content types too. Empty where
        there is nothing to write.

    Raises
    ------
    WriteRefused
        If a write would damage something; it names the cell and says why.
    TableMissing, ColumnMissing, WorkbookError
        If a table, a column, a sheet or a name is not there.
    NotAWorkbook
        If a part that is needed cannot be read.
    ValueError
        If a table, or a sheet that was built elsewhere, is written twice.
    """
    draft = Draft(package)
    cells: dict[str, dict[Position, Value]] = {}
    tables: dict[str, TableWrite] = {}
    grafts: dict[str, SheetGraft] = {}
    for write in writes:
        if isinstance(write, TableWrite):
            if write.table.casefold() in tables:
                raise ValueError(f"table {write.table} is written twice")
            tables[write.table.casefold()] = write
        elif isinstance(write, SheetGraft):
            if write.anchor.casefold() in grafts:
                raise ValueError(f"the sheet of {write.anchor} is written twice")
            grafts[write.anchor.casefold()] = write
        else:
            sheet, position = _place(draft, write)
            cells.setdefault(sheet, {})[position] = write.value
    for name, values in cells.items():
        write_cells(draft, draft.book.sheet(name), values)
    for table in tables.values():
        write_table(draft, table)
    grafted = [graft_sheet(draft, graft) for graft in grafts.values()]
    if draft.changed and holds_formulas(draft, *grafted):
        workbook = package.workbook_part
        draft.write(workbook, recalculated_on_opening(draft.read(workbook)))
    if draft.formulas_gone:
        drop_calculation_chain(draft)
    return draft.finished()


def _place(draft: Draft, write: CellWrite | NameWrite) -> tuple[str, Position]:
    if isinstance(write, CellWrite):
        return draft.book.sheet(write.sheet).name, (write.row, write.column)
    name, area = draft.book.cell_of(write.name)
    return draft.book.sheet(name).name, (area.first_row, area.first_column)
