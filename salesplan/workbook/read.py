"""Reading a workbook's tables and settings as cells, each with its address.

Values come from python-calamine; what it cannot tell (error values, formulas that were never
calculated) is looked up in the sheet's own text.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook

from salesplan.errors import ColumnMissing, DuplicateHeader, NotAWorkbook
from salesplan.tables.conform import Rows
from salesplan.tables.model import Owner, Table
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.error_cells import error_cells, unvalued_formulas
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.package import Package


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table as it stands in a workbook.

    Attributes
    ----------
    workbook
        The file.
    table
        Its declaration, with the columns that users added as it allows.
    info
        Where it lies.
    headers
        The header, as written in the sheet, of each of its keys that is there.
    typed
        For each data row, whether a person has typed something in it: in a typed column, or in one of their own.
    own
        The keys of the columns that users added as the declaration allows.
    """

    workbook: Path
    table: Table
    info: TableInfo
    headers: dict[str, str]
    typed: np.ndarray[Any, np.dtype[np.bool_]]
    own: frozenset[str] = frozenset()

    def is_typed(self, row: int) -> bool:
        """Tell whether a person has typed something in a sheet row."""
        return bool(self.typed[row - self.info.first_row])

    def cell(self, row: int | None, key: str) -> str:
        """Give the address of a row's cell in a column; of the header where the row is None."""
        header = self.headers.get(key)
        column = self.info.column_of(header) if header else self.info.area.first_column
        return cell_name(row if row is not None else self.info.header_row, column or self.info.area.first_column)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """The cell of a defined name: where it is and what it holds."""

    sheet: str
    cell: str
    value: object
    error: str = ""


class WorkbookReader:
    """One workbook, opened for reading; its file is read once and may change afterwards."""

    def __init__(self, path: Path | str) -> None:
        self.package = Package.open(path)
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

    def has(self, declaration: Table) -> bool:
        """Tell whether the workbook has a table, under its Excel name or its own."""
        return not self.book.tables.keys().isdisjoint({declaration.name.casefold(), declaration.excel_name.casefold()})

    def table(self, declaration: Table) -> tuple[FoundTable, Rows]:
        """Read one table: where it is, and its cells indexed by sheet row.

        Raises
        ------
        TableMissing, ColumnMissing, DuplicateHeader
            When the table, or a column that must be there, is absent, or two headers mean the same.
        """
        info = self._info(declaration)
        grown = _grown(declaration, info)
        headers = self.headers(grown)
        errors, unvalued = self._faults(info, {header: key for key, header in headers.items()})
        columns = self._columns(info)
        index = range(info.first_row, info.last_row + 1)
        rows = Rows({key: columns[header] for key, header in headers.items()}, index, errors, unvalued)
        typed = _typed(grown, info, headers, columns)
        own = frozenset(grown.keys) - frozenset(declaration.keys)
        return FoundTable(self.package.path, grown, info, headers, typed, own), rows

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

    def _info(self, declaration: Table) -> TableInfo:
        listed = declaration.name if declaration.name.casefold() in self.book.tables else declaration.excel_name
        return self.book.table(listed)

    def headers(self, declaration: Table) -> dict[str, str]:
        """Match a table's headers to its declared columns: the header of each key that is there.

        Raises
        ------
        TableMissing, ColumnMissing, DuplicateHeader
            As `table`.
        """
        info = self._info(declaration)
        declaration = _grown(declaration, info)
        headers: dict[str, str] = {}
        for header in info.columns:
            column = declaration.column_for(header)
            if column is None:
                continue
            if column.key in headers:
                places = [
                    cell_name(info.header_row, info.column_of(same) or 1) for same in (headers[column.key], header)
                ]
                raise DuplicateHeader(self.package.path, info.sheet, (places[0], places[1]), column.key)
            headers[column.key] = header
        for column in declaration:
            needed = column.identity or (column.required and column.owner is Owner.PERSON)
            if needed and column.key not in headers:
                raise ColumnMissing(self.package.path, info.sheet, info.name, column.key, list(info.columns))
        return headers

    def _faults(
        self, info: TableInfo, keys: dict[str, str]
    ) -> tuple[dict[tuple[int, str], str], frozenset[tuple[int, str]]]:
        """Find error values and uncalculated formulas among the table's cells."""
        codes, formulas = self.faults(info.sheet)
        by_column = {info.column_of(header): key for header, key in keys.items()}

        def in_table(row: int, column: int) -> bool:
            return info.first_row <= row + 1 <= info.last_row and column + 1 in by_column

        errors = {
            (row + 1, by_column[column + 1]): code for (row, column), code in codes.items() if in_table(row, column)
        }
        unvalued = frozenset((row + 1, by_column[column + 1]) for row, column in formulas if in_table(row, column))
        return errors, unvalued

    def named_cells(self, names: Sequence[str]) -> dict[str, NamedCell]:
        """Read the cells that defined names point at; names that are not there, or are no single cell, are left out."""
        wanted = {name.casefold() for name in names}
        targets = [
            name
            for name in self.book.names
            if name.name.casefold() in wanted and not name.sheet and name.area is not None
        ]
        grids = {sheet: self.grid(sheet) for sheet in {target.target_sheet for target in targets} if self._has(sheet)}
        faults = {sheet: self.faults(sheet)[0] for sheet in grids}
        found = {}
        for target in targets:
            if target.area is None or not target.area.single or target.target_sheet not in grids:
                continue
            row, column = target.area.first_row, target.area.first_column
            value = _at(grids[target.target_sheet], row, column)
            error = faults[target.target_sheet].get((row - 1, column - 1), "")
            found[target.name.casefold()] = NamedCell(target.target_sheet, cell_name(row, column), value, error)
        return found

    def _has(self, sheet: str) -> bool:
        return any(sheet == known.name for known in self.book.sheets)


def _at(grid: Sequence[Sequence[object]], row: int, column: int) -> object:
    """Give the cell at a row and column, from 1; "" outside of what is there."""
    line = grid[row - 1] if row <= len(grid) else []
    return line[column - 1] if column <= len(line) else ""


def _grown(declaration: Table, info: TableInfo) -> Table:
    """Add to a declaration the columns that users added; one for a thing of theirs, with a formula, stays their own."""
    return declaration.grown(
        header for header in info.columns if header not in info.calculated or declaration.further(header)
    )


def _typed(
    declaration: Table, info: TableInfo, headers: dict[str, str], columns: dict[str, list[object]]
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Find the rows in which a person has typed: into a typed column, or a constant into a column of their own."""
    known = {header: declaration[key] for key, header in headers.items()}
    typed = np.zeros(info.height, dtype=np.bool_)
    for header, cells in columns.items():
        column = known.get(header)
        theirs = column.owner is Owner.PERSON if column else header not in info.calculated
        if theirs:
            typed |= np.fromiter((cell != "" for cell in cells), dtype=np.bool_, count=info.height)
    return typed
