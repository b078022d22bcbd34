"""Where the rows of a Table go in a write."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from salesplan.workbook.addresses import Area
from salesplan.workbook.locate import TableInfo


@dataclass(frozen=True)
class RowPlan:
    """The data rows of a Table before and after a write.

    Attributes
    ----------
    table
        The table as it was read.
    rows
        For every data row after the write the data row before, from 0, or None for a new one; never empty.

    Examples
    --------
    >>> from salesplan.workbook.locate import TableInfo
    >>> table = TableInfo("T", "S", "", Area.parse("A1:B5"), ("a", "b"), 1, 0, False, {}, frozenset())
    >>> plan = RowPlan(table, (0, 2, 3, None, None))
    >>> plan.growth, plan.moved, plan.removed, plan.new_rows
    (1, {4: 3, 5: 4}, {3}, [5, 6])
    """

    table: TableInfo
    rows: tuple[int | None, ...]

    @cached_property
    def growth(self) -> int:
        """By how many rows the table grows; negative where it shrinks."""
        return len(self.rows) - self.table.height

    @cached_property
    def last_row(self) -> int:
        """The last data row after the write."""
        return self.table.last_row + self.growth

    @cached_property
    def kept(self) -> dict[int, int]:
        """Sheet row before to sheet row after, of all data rows that stay; in the order after."""
        first = self.table.first_row
        return {first + old: first + new for new, old in enumerate(self.rows) if old is not None}

    @cached_property
    def moved(self) -> dict[int, int]:
        """Sheet row before to sheet row after, of the data rows that change their place."""
        return {old: new for old, new in self.kept.items() if old != new}

    @cached_property
    def removed(self) -> set[int]:
        """The sheet rows of the data rows that go."""
        return set(range(self.table.first_row, self.table.last_row + 1)) - set(self.kept)

    @cached_property
    def new_rows(self) -> list[int]:
        """The sheet rows, after the write, of the new data rows."""
        return [self.table.first_row + new for new, old in enumerate(self.rows) if old is None]

    @cached_property
    def in_order(self) -> bool:
        """Whether the rows that stay keep their order."""
        return list(self.kept) == sorted(self.kept)

    @cached_property
    def affected(self) -> Area | None:
        """The cells from the first row that moves or goes to the end of the table; None if none does."""
        if not self.displaced:
            return None
        area = self.table.area
        return Area(min(self.displaced), area.first_column, area.last_row, area.last_column)

    @cached_property
    def displaced(self) -> set[int]:
        """The sheet rows, before the write, that move or go; the totals row too where the table's height changes."""
        totals = range(self.table.last_row + 1, self.table.area.last_row + 1) if self.growth else ()
        return {*self.moved, *self.removed, *totals}

    def torn(self, area: Area) -> bool:
        """Say whether an address would not hold after the write.

        It holds if it has none of the rows that move or go in it, or all data rows of the table. One row is never taken
        for all of them: it may well mean that row.
        """
        if self.affected is None or not area.meets(self.affected):
            return False
        whole = area.first_row <= self.table.first_row and area.last_row >= self.table.last_row > area.first_row
        at = bisect_left(self._in_turn, area.first_row)
        return not whole and at < len(self._in_turn) and self._in_turn[at] <= area.last_row

    @cached_property
    def _in_turn(self) -> list[int]:
        return sorted(self.displaced)


def row_plan(table: TableInfo, rows: tuple[int | None, ...]) -> RowPlan:
    """Plan a write; with no rows left, the first stays, to be emptied.

    Raises
    ------
    ValueError
        If a row is named that the table does not have.
    """
    wrong = next((row for row in rows if row is not None and row >= table.height), None)
    if wrong is not None:
        raise ValueError(f"table {table.name} has {table.height} rows; there is no row {wrong}, counted from 0")
    return RowPlan(table, rows or (0,))
