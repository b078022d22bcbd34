"""A workbook as hosts see it: its tables and settings read as cells, and what is computed put back.

Whether it is a file or open in Excel makes no difference to them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from salesplan.errors import ColumnMissing, DuplicateHeader
from salesplan.tables.conform import Rows
from salesplan.tables.model import Owner, Table
from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.found import FoundTable, NamedCell, grown_by, typed_rows
from salesplan.workbook.locate import Book, DefinedName, TableInfo
from salesplan.workbook.save import Ready, Saved, not_awaited
from salesplan.workbook.writes import Write


@dataclass(frozen=True, slots=True)
class Content:
    """The cells of a table's data rows.

    Attributes
    ----------
    columns
        By header, from the first data row to the last; blank = "".
    errors
        The error values by row and column of the sheet, from 1; the cell itself is blank in ``columns``.
    unvalued
        The cells with a formula that was never calculated.
    """

    columns: dict[str, list[object]]
    errors: dict[tuple[int, int], str]
    unvalued: frozenset[tuple[int, int]] = frozenset()


class Workbook(ABC):
    """A workbook that is read table by table and written back.

    Attributes
    ----------
    path
        Where it lies, or would be saved.
    book
        What is in it and where, as it was when it was opened.
    """

    path: Path
    book: Book

    @property
    @abstractmethod
    def signed(self) -> bool:
        """Whether it carries a digital signature, which any change to it breaks."""

    @property
    def calculates(self) -> bool:
        """Whether its formulas are calculated without anybody asking for it: files are as soon as they are opened."""
        return True

    @abstractmethod
    def content(self, info: TableInfo) -> Content:
        """Read the data rows of a table."""

    @abstractmethod
    def values_at(self, sheet: str, areas: Sequence[Area]) -> list[tuple[object, str]]:
        """Read single cells of a sheet: the value of each ("" where blank) and its error value ("" where none)."""

    @abstractmethod
    def can_move(self, table: TableInfo, rows: tuple[int | None, ...]) -> bool:
        """Tell whether rows of a table can move or go without anything else in the workbook losing its place.

        ``rows`` is as in `salesplan.workbook.writes.TableWrite`.
        """

    @abstractmethod
    def put(
        self, writes: Sequence[Write], *, to: Path | None = None, backup: bool = True, ready: Ready = not_awaited
    ) -> Saved:
        """Write into the workbook, or into a copy of it.

        ``ready`` is called with the SHA-256 of what a file will be, right before it takes its place.

        Raises
        ------
        WorkbookError
            When it cannot be written; it is then as it was.
        """

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
        grown = grown_by(declaration, info)
        headers = self.headers(grown)
        content = self.content(info)
        keys = {info.column_of(header): key for key, header in headers.items()}
        errors = {(row, keys[column]): code for (row, column), code in content.errors.items() if column in keys}
        unvalued = frozenset((row, keys[column]) for row, column in content.unvalued if column in keys)
        index = range(info.first_row, info.last_row + 1)
        rows = Rows({key: content.columns[header] for key, header in headers.items()}, index, errors, unvalued)
        typed = typed_rows(grown, info, headers, content.columns)
        own = frozenset(grown.keys) - frozenset(declaration.keys)
        return FoundTable(self.path, grown, info, headers, typed, own), rows

    def headers(self, declaration: Table) -> dict[str, str]:
        """Match a table's headers to its declared columns: the header of each key that is there.

        Raises
        ------
        TableMissing, ColumnMissing, DuplicateHeader
            As `table`.
        """
        info = self._info(declaration)
        declaration = grown_by(declaration, info)
        headers: dict[str, str] = {}
        for header in info.columns:
            column = declaration.column_for(header)
            if column is None:
                continue
            if column.key in headers:
                places = [
                    cell_name(info.header_row, info.column_of(same) or 1) for same in (headers[column.key], header)
                ]
                raise DuplicateHeader(self.path, info.sheet, (places[0], places[1]), column.key)
            headers[column.key] = header
        for column in declaration:
            needed = column.identity or (column.required and column.owner is Owner.PERSON)
            if needed and column.key not in headers:
                raise ColumnMissing(self.path, info.sheet, info.name, column.key, list(info.columns))
        return headers

    def named_cells(self, names: Sequence[str]) -> dict[str, NamedCell]:
        """Read the cells that defined names point at; names that are not there, or are no single cell, are left out."""
        targets = list(self._single_cells({name.casefold() for name in names}))
        found = {}
        for sheet in dict.fromkeys(target.target_sheet for target, _ in targets):
            there = [(target.name.casefold(), area) for target, area in targets if target.target_sheet == sheet]
            values = self.values_at(sheet, [area for _, area in there])
            for (name, area), (value, error) in zip(there, values, strict=True):
                found[name] = NamedCell(sheet, cell_name(area.first_row, area.first_column), value, error)
        return found

    def _single_cells(self, wanted: set[str]) -> Iterator[tuple[DefinedName, Area]]:
        """Find the workbook's own names that point at one cell of a sheet that is there."""
        sheets = {sheet.name for sheet in self.book.sheets}
        for name in self.book.names:
            is_wanted = name.name.casefold() in wanted and not name.sheet
            if is_wanted and name.area and name.area.single and name.target_sheet in sheets:
                yield name, name.area

    def _info(self, declaration: Table) -> TableInfo:
        listed = declaration.name if declaration.name.casefold() in self.book.tables else declaration.excel_name
        return self.book.table(listed)
