"""A whole Table of an open workbook written: rows go, come and move as Excel itself would do it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import xlwings as xw
from xlwings.main import Table

from salesplan.workbook.addresses import Area
from salesplan.workbook.formulas import translated
from salesplan.workbook.live.contents import Column, read_columns, write_column
from salesplan.workbook.live.undo import Undo
from salesplan.workbook.live.values import read_block
from salesplan.workbook.live.where import cells_of
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.row_plan import RowPlan
from salesplan.workbook.writes import Formula, Keep, Value


@dataclass(frozen=True)
class TableOnSheet:
    """A table of an open workbook, on the way to its new rows.

    Parameters
    ----------
    sheet
        Its sheet.
    plan
        Its rows before and after.
    columns
        Column of the sheet, from 1, to what its data rows get.
    undo
        Takes note of what is done.
    """

    sheet: xw.Sheet
    plan: RowPlan
    columns: Mapping[int, Column]
    undo: Undo

    @property
    def info(self) -> TableInfo:
        """The table as it was read."""
        return self.plan.table

    @cached_property
    def _table(self) -> Table:
        return self.sheet.tables[self.info.name]

    def write(self) -> None:
        """Write the table.

        Rows that go take their formats and notes along, those below them and whatever stands below the table keep
        theirs; new rows come at the end, look like the last one, and have the formulas of calculated columns. Where rows
        change their order, or none stays, only contents move.
        """
        self._note_contents()
        columns = self.columns
        if self._natively:
            self._take_out()
        else:
            columns = self._carried()
        self._fit()
        for column, values in columns.items():
            write_column(self.sheet, column, self.info.first_row, values)

    def _note_contents(self) -> None:
        """Take note of what stands in the columns that change: all, where rows move or go."""
        before = dict(zip(self.info.area.columns(), read_columns(self._cells(self.info.data)), strict=True))
        changing = before if self.plan.displaced else {column: before[column] for column in self.columns}

        def back() -> None:
            self._resize(self.info.last_row)
            for column, values in changing.items():
                write_column(self.sheet, column, self.info.first_row, values)

        self.undo.by(back)

    @cached_property
    def _natively(self) -> bool:
        """Whether Excel's own taking out of rows does it: some stay, in their order, and new ones come after them."""
        stays = [row is not None for row in self.plan.rows]
        return self.plan.in_order and stays[0] and sorted(stays, reverse=True) == stays

    def _cells(self, area: Area) -> xw.Range:
        return cells_of(self.sheet, area)

    def _rows(self, first: int, last: int) -> Area:
        """Give the table's cells in some rows of the sheet."""
        return Area(first, self.info.area.first_column, last, self.info.area.last_column)

    def _take_out(self) -> None:
        """Take out the rows that go, the last ones first; what stands below the table stays where it is."""
        gone = sorted(self.plan.removed)
        for first, last in reversed(list(_runs(gone))):
            self._delete(self._rows(first, last))
        if gone:
            end = self.info.area.last_row
            room = self._rows(end - len(gone) + 1, end)
            self._insert(room)
            self._cells(room).clear()

    def _delete(self, area: Area) -> None:
        self._cells(area).delete("up")
        self.undo.by(lambda: self._cells(area).insert("down"))

    def _insert(self, area: Area) -> None:
        self._cells(area).insert("down")
        self.undo.by(lambda: self._cells(area).delete("up"))

    def _fit(self) -> None:
        """Let the table grow or shrink to its new height."""
        last = self.info.last_row - (len(self.plan.removed) if self._natively else 0)
        if self.plan.last_row > last:
            self._grow(last, self.plan.last_row)
        elif self.plan.last_row < last:
            self._shrink(last, self.plan.last_row)

    def _grow(self, last: int, new_last: int) -> None:
        added = self._rows(last + 1, new_last)
        is_free = all(cell == "" for row in read_block(self._cells(added)) for cell in row)
        if self.info.totals_rows or not is_free:
            self._insert(added)
        else:
            self.undo.by(self._cells(added).clear)
        self._resize(new_last)
        self._cells(self._rows(last, last)).autofill(self._cells(self._rows(last, new_last)), "fill_formats")
        for column, formula in self._calculated.items():
            write_column(self.sheet, column, last + 1, [self._at(formula, row) for row in added.rows()])

    def _at(self, formula: str, row: int) -> Formula:
        """Give the formula of the first data row as it reads in another row of the sheet."""
        return Formula(translated(formula, rows=row - self.info.first_row))

    def _shrink(self, last: int, new_last: int) -> None:
        vacated = self._rows(new_last + 1, last)
        if self.info.totals_rows:
            self._delete(vacated)
        else:
            self._resize(new_last)
            self._cells(vacated).clear()

    def _resize(self, last: int) -> None:
        area = self._rows(self.info.area.first_row, last + self.info.totals_rows)
        if Area.parse(self._table.range.address) != area:
            self._table.resize(self._cells(area))

    @property
    def _calculated(self) -> dict[int, str]:
        """The formulas of the columns that are not written: those that users added."""
        theirs = {self.info.column_of(header): formula for header, formula in self.info.calculated.items()}
        return {column: formula for column, formula in theirs.items() if column and column not in self.columns}

    def _carried(self) -> dict[int, list[Value]]:
        """Give all columns with the rows in their new order: what is written, and what was there."""
        before = read_columns(self._cells(self.info.data))
        return {
            column: self._in_new_order(column, old, self.columns.get(column))
            for column, old in zip(self.info.area.columns(), before, strict=True)
        }

    def _in_new_order(self, column: int, old: list[Value], new: Column | None) -> list[Value]:
        formula = self._calculated.get(column)
        there = [
            old[before] if before is not None else self._at(formula, row) if formula else None
            for row, before in enumerate(self.plan.rows, self.info.first_row)
        ]
        if new is None:
            return there
        return [was if isinstance(cell, Keep) else cell for was, cell in zip(there, new, strict=True)]


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Give the first and the last of each run of ascending rows without a gap."""
    first = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            yield rows[first], row
            first = at + 1
