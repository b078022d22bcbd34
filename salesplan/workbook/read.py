"""Reading a workbook file's tables and settings as cells, each with its address.

Values come from python-calamine; what it cannot tell (error values, formulas that were never
calculated) is looked up in the sheet's own text.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from salesplan.errors import NotAWorkbook
from salesplan.workbook.addresses import Area
from salesplan.workbook.apply import edited
from salesplan.workbook.error_cells import error_cells, unvalued_formulas
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.package import Package
from salesplan.workbook.rows_move import can_move
from salesplan.workbook.save import Ready, Saved, not_awaited, save
from salesplan.workbook.workbook import Content, Workbook
from salesplan.workbook.writes import Write


class WorkbookReader(Workbook):
    """One workbook, opened for reading; its file is read once and may change afterwards."""

    def __init__(self, path: Path | str, data: bytes | None = None) -> None:
        """Read a file, or take its bytes where they were read, or decrypted, before."""
        self.package = Package.open(path) if data is None else Package.of(Path(path), data)
        self.path = self.package.path
        self.book = Book.of(self.package)

    @cached_property
    def _cells(self) -> CalamineWorkbook:
        with self._reading():
            return CalamineWorkbook.from_filelike(BytesIO(self.package.data))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what calamine says of a file that it cannot read into this package's own words."""
        try:
            yield
        except (CalamineError, OSError) as problem:
            raise self._unreadable(problem) from problem
        except BaseException as problem:
            # A number too large for the date that its format makes of it: Rust's panics are no `Exception`.
            if type(problem).__name__ != "PanicException":
                raise
            raise self._unreadable(problem) from None

    def _unreadable(self, problem: BaseException) -> NotAWorkbook:
        return NotAWorkbook(
            self.package.path, f"its cells could not be read ({problem})", "open it in Excel and save it again"
        )

    def grid(self, sheet: str) -> list[Sequence[object]]:
        """Read all cells of a sheet: its rows from row 1, each from column A; blank = "".

        Raises
        ------
        NotAWorkbook
            When its cells cannot be read.
        """
        return list(self._lines(sheet, 0, None))

    def faults(self, sheet: str) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
        """Find the error values of a sheet, and its formulas without a value, by row and column from 0.

        Raises
        ------
        NotAWorkbook
            When the sheet's text cannot be read.
        """
        markup = self.package.read(self.book.sheet(sheet).part)
        try:
            return error_cells(markup), unvalued_formulas(markup)
        except ValueError as problem:  # an address or a reference that is none
            raise self._unreadable(problem) from problem

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature."""
        return self.package.signed

    def content(self, info: TableInfo) -> Content:
        """Read the data rows of a table.

        Raises
        ------
        NotAWorkbook
            When its cells cannot be read.
        """
        errors, unvalued = self.faults(info.sheet)
        rows = range(info.first_row - 1, info.last_row)
        return Content(
            self._columns(info),
            {(row + 1, column + 1): code for (row, column), code in errors.items() if row in rows},
            frozenset((row + 1, column + 1) for row, column in unvalued if row in rows),
        )

    def values_at(self, sheet: str, areas: Sequence[Area]) -> list[tuple[object, str]]:
        """Read single cells of a sheet: the value of each and its error value."""
        grid = self.grid(sheet)
        errors, _ = self.faults(sheet)
        places = [(area.first_row, area.first_column) for area in areas]
        return [(_at(grid, row, column), errors.get((row - 1, column - 1), "")) for row, column in places]

    def can_move(self, table: TableInfo, rows: tuple[int | None, ...]) -> bool:
        """Tell whether rows of a table can move or go."""
        return can_move(self.package, self.book, table, rows) is None

    def put(
        self, writes: Sequence[Write], *, to: Path | None = None, backup: bool = True, ready: Ready = not_awaited
    ) -> Saved:
        """Write the file, or a copy of it, at one stroke.

        Raises
        ------
        WorkbookError
            As `salesplan.workbook.apply.edited` and `salesplan.workbook.save.save`.
        """
        return save(self.package, edited(self.package, writes), to=to, backup=backup, ready=ready)

    def _columns(self, info: TableInfo) -> dict[str, list[object]]:
        """Read the columns of a table, row by row, so that its sheet is never in memory twice."""
        first, last = info.area.first_column - 1, info.area.last_column
        columns: list[list[object]] = [[] for _ in info.columns]
        blank: list[object] = [""] * last
        for line in self._lines(info.sheet, info.first_row - 1, info.last_row):
            cells = line if len(line) >= last else [*line, *blank[len(line) :]]
            for column, cell in zip(columns, cells[first:last], strict=True):
                column.append(cell)
        for column in columns:
            column += [""] * (info.height - len(column))
        return dict(zip(info.columns, columns, strict=True))

    def _lines(self, sheet: str, start: int, stop: int | None) -> Iterator[Sequence[object]]:
        """Give the rows of a sheet from ``start`` up to ``stop``, from 0."""
        with self._reading():
            opened = self._cells.get_sheet_by_name(sheet)
            left = [""] * (opened.start[1] if opened.start else 0)
            for line in islice(opened.iter_rows(), start, stop):
                yield [*left, *line] if left else line


def _at(grid: Sequence[Sequence[object]], row: int, column: int) -> object:
    """Give the cell at a row and column, from 1; "" outside of what is there."""
    line = grid[row - 1] if row <= len(grid) else []
    return line[column - 1] if column <= len(line) else ""
