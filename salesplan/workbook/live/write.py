"""Writes put into an open workbook."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import xlwings as xw
from xlwings.main import Table

from salesplan.errors import WriteRefused
from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.live.contents import Column, read_columns, write_column
from salesplan.workbook.live.hosts import NOT_OFFERED
from salesplan.workbook.live.table import TableOnSheet
from salesplan.workbook.live.undo import Undo
from salesplan.workbook.live.where import cells_of
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.row_plan import row_plan
from salesplan.workbook.writes import KEEP, CellWrite, NameWrite, SheetGraft, TableWrite, Value, Write


@dataclass(frozen=True, slots=True)
class LiveWriter:
    """Puts writes into an open workbook.

    Parameters
    ----------
    opened
        The open workbook.
    book
        Where things are in it.
    undo
        Takes note of what is done.
    """

    opened: xw.Book
    book: Book
    undo: Undo

    def write(self, writes: Sequence[Write]) -> None:
        """Write cells and names, then tables; on a sheet the lowest first, for a table that grows may move those below.

        Raises
        ------
        WriteRefused
            When a sheet that was built elsewhere is to come in, or a table shows no headers, or hides rows by a filter.
        TableMissing, ColumnMissing, WorkbookError
            When a table, a column, a sheet or a name is not there.
        """
        cells: list[tuple[str, Area, Value]] = []
        tables: list[TableOnSheet] = []
        for write in writes:
            match write:
                case TableWrite():
                    tables.append(self._table(write))
                case NameWrite(name, value):
                    cells.append((*self.book.cell_of(name), value))
                case CellWrite(sheet, row, column, value):
                    cells.append((self.book.sheet(sheet).name, Area(row, column, row, column), value))
                case SheetGraft(name):
                    problem = "is a whole sheet, which comes only into a closed file"
                    raise WriteRefused(self.book.path, name, "A1", problem, "close the workbook and run again")
        for sheet, area, value in cells:
            self._write_cell(self.opened.sheets[sheet], area, value)
        for table in sorted(tables, key=lambda table: -table.info.first_row):
            table.write()

    def _write_cell(self, sheet: xw.Sheet, area: Area, value: Value) -> None:
        ((before,),) = read_columns(cells_of(sheet, area))
        self.undo.by(lambda: write_column(sheet, area.first_column, area.first_row, [before]))
        write_column(sheet, area.first_column, area.first_row, [value])

    def _table(self, write: TableWrite) -> TableOnSheet:
        info = self.book.table(write.table)
        first = cell_name(info.area.first_row, info.area.first_column)
        if not info.header_rows:
            problem = f"begins table {info.name}, which shows no headers"
            raise WriteRefused(self.book.path, info.sheet, first, problem, "switch its header row on (Table Design)")
        if _is_filtered(self.opened.sheets[info.sheet].tables[info.name]):  # Excel may pass over hidden rows
            problem = f"begins table {info.name}, of which a filter hides rows"
            raise WriteRefused(
                self.book.path, info.sheet, first, problem, "clear the filter (Data > Clear) and run again"
            )
        columns = {self.book.column(info, header): values for header, values in write.columns.items()}
        return TableOnSheet(
            self.opened.sheets[info.sheet],
            self.book,
            row_plan(info, write.rows),
            columns if write.rows else _emptied(info),
            self.undo,
            empties=not write.rows,
        )


def _is_filtered(table: Table) -> bool:
    """Tell whether a filter is set; not where the host does not say so."""
    with suppress(NOT_OFFERED):
        return table.show_autofilter and any(criterion.type != "none" for criterion in table.autofilter.criteria)
    return False


def _emptied(info: TableInfo) -> dict[int, Column]:
    """Give what the one row of a table gets that has no rows left: nothing, but its formulas."""
    return {
        column: [KEEP if header in info.calculated else None]
        for column, header in zip(info.area.columns(), info.columns, strict=True)
    }
