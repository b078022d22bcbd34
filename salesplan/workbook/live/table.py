"""A whole Table of an open workbook written: rows go, come and move, and nothing else loses its place."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import xlwings as xw
from xlwings.main import Table

from salesplan.errors import UnknownName, WriteRefused
from salesplan.tables.model import Owner
from salesplan.tables.workbooks import table_named
from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.formulas import translated
from salesplan.workbook.live.contents import Column, read_columns, write_column
from salesplan.workbook.live.undo import Undo
from salesplan.workbook.live.where import cells_of
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.row_plan import RowPlan
from salesplan.workbook.rows_move import followed
from salesplan.workbook.writes import Formula, Keep, Value

_MOST_CUTS: Final = 50
"""In how many places rows are taken out one after the other; beyond that, moving all contents is quicker."""


@dataclass(frozen=True)
class TableOnSheet:
    """A table of an open workbook, on the way to its new rows.

    Parameters
    ----------
    sheet
        Its sheet.
    book
        Where things are in the workbook.
    plan
        Its rows before and after.
    columns
        Column of the sheet, from 1, to what its data rows get.
    undo
        Takes note of what is done.
    empties
        Whether the one row that stays only stays because a table has one.
    """

    sheet: xw.Sheet
    book: Book
    plan: RowPlan
    columns: Mapping[int, Column]
    undo: Undo
    empties: bool = False

    @property
    def info(self) -> TableInfo:
        """The table as it was read."""
        return self.plan.table

    @cached_property
    def _table(self) -> Table:
        return self.sheet.tables[self.info.name]

    def write(self) -> None:
        """Write the table.

        Rows that go are taken out, with formats and notes, where nothing stands below and no row comes; else contents move
        up and formats stay. New rows come at the end, look like the last one, and have the formulas of columns that users
        added. What stands below moves down in whole rows, where the table grows into it.

        Raises
        ------
        WriteRefused
            When something is in the way of the growing table that cannot move.
        """
        self._note_contents()
        columns = self.columns
        if self._goes_natively:
            self._take_out()
        elif self.plan.moved or self.plan.removed:
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

    def _cells(self, area: Area) -> xw.Range:
        return cells_of(self.sheet, area)

    def _rows(self, first: int, last: int) -> Area:
        """Give the table's cells in some rows of the sheet."""
        return Area(first, self.info.area.first_column, last, self.info.area.last_column)

    @cached_property
    def _goes_natively(self) -> bool:
        """Whether Excel's own taking out of rows does it: some only go, and nothing below would move with it."""
        plan = self.plan
        only_goes = bool(plan.removed) and plan.in_order and not (plan.new_rows or self.empties)
        if not only_goes or self.info.totals_rows or len(list(_runs(sorted(plan.removed)))) > _MOST_CUTS:
            return False
        used = self.sheet.used_range
        end = used.row + used.shape[0] - 1
        below = self._rows(self.info.area.last_row + 1, max(end, self.info.area.last_row + 1))
        return self._in_the_way(below) is None

    def _take_out(self) -> None:
        for first, last in reversed(list(_runs(sorted(self.plan.removed)))):
            self._delete(self._rows(first, last))

    def _delete(self, area: Area) -> None:
        self._cells(area).delete("up")
        self.undo.by(lambda: self._cells(area).insert("down"))

    def _insert(self, area: Area) -> None:
        self._cells(area).insert("down")
        self.undo.by(lambda: self._cells(area).delete("up"))

    def _fit(self) -> None:
        """Let the table grow or shrink to its new height."""
        last = self.info.last_row - (len(self.plan.removed) if self._goes_natively else 0)
        if self.plan.last_row > last:
            self._grow(last, self.plan.last_row)
        elif self.plan.last_row < last:
            self._shrink(last, self.plan.last_row)

    def _grow(self, last: int, new_last: int) -> None:
        added = self._rows(last + 1, new_last)
        if self.info.totals_rows:
            self._grow_over_totals(added)
        elif (place := self._in_the_way(added)) is not None:
            self._push_down(added, place)
        else:
            self.undo.by(self._cells(added).clear)
        self._resize(new_last)
        self._cells(self._rows(last, last)).autofill(self._cells(self._rows(last, new_last)), "fill_formats")
        for column, formula in self._calculated.items():
            write_column(self.sheet, column, last + 1, [self._at(formula, row) for row in added.rows()])

    def _grow_over_totals(self, added: Area) -> None:
        """Push the totals row down, and nothing that stands below it."""
        count = len(added.rows())
        free = self._rows(added.first_row + 1, added.last_row + 1)
        if (place := self._in_the_way(free)) is not None:
            raise self._refusal(count, place)
        self._insert(added)
        self._delete(self._rows(added.last_row + 2, added.last_row + 1 + count))

    def _push_down(self, added: Area, place: tuple[int, int]) -> None:
        """Push down whole rows, so that what stands side by side there stays so."""
        first, last = added.first_row, added.last_row
        if any(table.area.first_row < first <= table.area.last_row for table in self._others):
            raise self._refusal(len(added.rows()), place)
        rows = f"{first}:{last}"
        self.sheet.range(rows).insert("down")
        self.undo.by(lambda: self.sheet.range(rows).delete("up"))
        self._cells(added).clear()

    def _refusal(self, count: int, place: tuple[int, int]) -> WriteRefused:
        return WriteRefused(
            self.book.path,
            self.info.sheet,
            cell_name(*place),
            f"is in the way of table {self.info.name}, which grows by {count} rows",
            f"leave {count} free rows below the table, or move what is there to another sheet",
        )

    @property
    def _others(self) -> list[TableInfo]:
        """The other tables of the sheet."""
        tables = self.book.tables.values()
        return [table for table in tables if table.sheet == self.info.sheet and table.name != self.info.name]

    def _in_the_way(self, area: Area) -> tuple[int, int] | None:
        """Find the first cell of an area that is not free: filled, a formula that shows nothing, or another table's."""
        for table in self._others:
            if table.area.meets(area):
                return table.area.first_row, table.area.first_column
        columns = zip(area.columns(), read_columns(self._cells(area)), strict=True)
        filled = (
            (row, column)
            for column, cells in columns
            for row, cell in zip(area.rows(), cells, strict=True)
            if cell is not None
        )
        return min(filled, default=None)

    def _shrink(self, last: int, new_last: int) -> None:
        vacated = self._rows(new_last + 1, last)
        if self.info.totals_rows:
            self._delete(vacated)
            below = self._rows(new_last + 2, last + 1)
            self._insert(below)
            self._cells(below).clear()
        else:
            self._resize(new_last)
            self._cells(vacated).clear()

    def _resize(self, last: int) -> None:
        area = self._rows(self.info.area.first_row, last + self.info.totals_rows)
        if Area.parse(self._table.range.address) != area:
            self._table.resize(self._cells(area))

    @cached_property
    def _calculated(self) -> dict[int, str]:
        """The formulas of the columns that users added: not written, and not for typing."""
        is_typed = self._is_typed()
        theirs = {self.info.column_of(header): (header, text) for header, text in self.info.calculated.items()}
        return {
            column: text
            for column, (header, text) in theirs.items()
            if column and column not in self.columns and not is_typed(header)
        }

    def _is_typed(self) -> Callable[[str], bool]:
        """Give what tells whether a header is of a declared column that people type into."""
        with suppress(UnknownName):
            declared = table_named(self.info.name)
            return lambda header: (column := declared.column_for(header)) is not None and column.owner is Owner.PERSON
        return lambda header: False

    def _at(self, formula: str, row: int) -> Formula:
        """Give the formula of the first data row as it reads in another row of the sheet."""
        return Formula(translated(formula, rows=row - self.info.first_row))

    def _carried(self) -> dict[int, list[Value]]:
        """Give all columns with the rows in their new order: what is written, and what was there."""
        before = read_columns(self._cells(self.info.data))
        return {
            column: self._in_new_order(column, old, self.columns.get(column))
            for column, old in zip(self.info.area.columns(), before, strict=True)
        }

    def _in_new_order(self, column: int, old: list[Value], new: Column | None) -> list[Value]:
        fresh = self._calculated.get(column)
        there = [
            self._moved(old[before]) if before is not None else self._at(fresh, row) if fresh else None
            for row, before in enumerate(self.plan.rows, self.info.first_row)
        ]
        if new is None:
            return there
        return [was if isinstance(cell, Keep) else cell for was, cell in zip(there, new, strict=True)]

    def _moved(self, cell: Value) -> Value:
        """Give what a cell holds after its row moved: the addresses in a formula follow their cells."""
        if not isinstance(cell, Formula):
            return cell
        return Formula(followed(cell.text, self.plan, self.info.sheet) or cell.text)


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Give the first and the last of each run of ascending rows without a gap."""
    first = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            yield rows[first], row
            first = at + 1
