"""The values of a whole Table put into its rows, column by column."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from salesplan.errors import WriteRefused
from salesplan.workbook.cell_content import UNTOUCHED, Encoder
from salesplan.workbook.cell_edit import dated_style, loses_formula, style_before, unwritable
from salesplan.workbook.cells import Rows, cell_xml, cells_down, style_of
from salesplan.workbook.draft import Draft
from salesplan.workbook.locate import Sheet
from salesplan.workbook.new_rows import Filler, put_run, runs
from salesplan.workbook.row_plan import RowPlan
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import KEEP, Keep, Unwritable, Value

Columns = Mapping[int, Sequence[Value | Keep]]
"""Column number in the sheet to one value a data row after the write."""
_Cells = list[bytes | None]
"""A column's cells down some rows: None is no cell, `UNTOUCHED` one to be left as it is."""
_Values = Sequence[Value | Keep]
_NEVER_DATES: Final = frozenset({float, int, bool, str, type(None), Keep})
_ROWS_AT_ONCE: Final = 1024


@dataclass(frozen=True, slots=True)
class TableValues:
    """What a write puts into a Table, on the way into its sheet."""

    draft: Draft
    sheet: Sheet
    plan: RowPlan
    xml: SheetXml
    encoder: Encoder
    columns: Columns

    def write_over(self, fresh: Collection[int]) -> None:
        """Write into rows that the sheet has, or that were carried to their place; cells keep their style.

        Parameters
        ----------
        fresh
            The sheet rows to leave out, for `write_fresh` makes them.

        Raises
        ------
        WriteRefused
            If a cell cannot hold its value.
        """
        rows = self._written_rows(fresh)
        blanks = {column: self._styled_blank(column) for column in self.columns}
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[start : start + _ROWS_AT_ONCE]
            before = [self._cells_before(row, blanks) for row in some]
            written = [
                self._cells_over(column, some, [cells.get(column) for cells in before]) for column in self.columns
            ]
            for row, cells in zip(some, zip(*written, strict=True), strict=True):
                put = {column: cell for column, cell in zip(self.columns, cells, strict=True) if cell != UNTOUCHED}
                self.xml.put_cells(row, put)

    def write_fresh(self, fresh: Sequence[int], fillers: Sequence[Filler], shape: bytes) -> None:
        """Make rows where the sheet has none, of what fills new ones and of their values.

        Parameters
        ----------
        fresh
            The sheet rows.
        fillers
            What new rows hold in each of the Table's columns, in their order.
        shape
            The rows' further attributes, each with a blank before it.

        Raises
        ------
        WriteRefused
            If a cell cannot hold its value.
        """
        columns = [filler.column for filler in fillers]
        for rows in runs(fresh):
            put_run(self.xml, rows, columns, [self._fresh_cells(filler, rows) for filler in fillers], shape)

    def _fresh_cells(self, filler: Filler, rows: Rows) -> _Cells:
        """Give the cells of one column in new rows: their values, or else what fills them."""
        if filler.column not in self.columns:
            return filler.cells(self.encoder, rows)
        cells = self._new_cells(filler.column, rows)
        if UNTOUCHED not in cells:
            return cells
        filled = filler.cells(self.encoder, rows)
        return [fill if cell == UNTOUCHED else cell for cell, fill in zip(cells, filled, strict=True)]

    def _new_cells(self, column: int, rows: Rows) -> _Cells:
        """Put a column's values into new rows."""
        values = self._values(column, rows)
        if blank := self._styled_blank(column):
            return self._cells(column, rows, values, [style_of(blank)] * len(rows))
        return self._cells(column, rows, values, self._styles(column, rows, values, repeat(None)))

    def _cells_over(self, column: int, rows: Rows, old: Sequence[bytes | None]) -> _Cells:
        """Put a column's values in the place of old cells."""
        values = self._values(column, rows)
        self.draft.formulas_gone |= any(map(loses_formula, old, values))
        return self._cells(column, rows, values, self._styles(column, rows, values, old))

    def _cells(self, column: int, rows: Rows, values: _Values, styles: _Cells) -> _Cells:
        if not _NEVER_DATES.issuperset(map(type, values)):
            styles = [dated_style(self.draft, style, value) for style, value in zip(styles, values, strict=True)]
        try:
            contents = self.encoder.contents(values)
        except Unwritable as error:
            raise next(self._refusals()) from error
        return cells_down(self.encoder.prefix, column, rows, styles, contents)

    def _styles(self, column: int, rows: Rows, values: _Values, old: Iterable[bytes | None]) -> _Cells:
        return list(map(style_before, repeat(self.xml), rows, repeat(column), values, old))

    def _values(self, column: int, rows: Rows) -> _Values:
        first, values = self.plan.table.first_row, self.columns[column]
        if isinstance(rows, range):
            return values[rows.start - first : rows.stop - first]
        return [values[row - first] for row in rows]

    def _written_rows(self, fresh: Collection[int]) -> tuple[int, ...]:
        """Give the sheet rows in which something is to be written, fresh ones left out."""
        first, columns = self.plan.table.first_row, self.columns.values()
        return tuple(
            row
            for at, row in enumerate(range(first, self.plan.last_row + 1))
            if row not in fresh and any(values[at] is not KEEP for values in columns)
        )

    def _cells_before(self, row: int, new: Mapping[int, bytes | None]) -> Mapping[int, bytes | None]:
        """Give the cells of a data row as they were before the write, or what a new one has in their place."""
        first = self.plan.table.first_row
        old = self.plan.rows[row - first]
        return new if old is None else self.xml.cells(first + old)

    def _styled_blank(self, column: int) -> bytes | None:
        """Give the cell that a value in a new row takes its style from: that of the first data row, emptied."""
        first = self.xml.cells(self.plan.table.first_row).get(column)
        return cell_xml(b"", 1, 1, style_of(first), None) if first else None

    def _refusals(self) -> Iterator[WriteRefused]:
        """Word the refusal of each cell that cannot hold its value, row by row."""
        for at in range(len(self.plan.rows)):
            for column, values in self.columns.items():
                try:
                    self.encoder.content(values[at])
                except Unwritable as error:
                    yield unwritable(self.draft, self.sheet, self.plan.table.first_row + at, column, error)
