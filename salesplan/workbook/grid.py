"""One sheet of somebody's workbook as a plain grid of values, whatever is on it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from salesplan.errors import NotAWorkbook
from salesplan.words import nearest
from salesplan.workbook.addresses import Area
from salesplan.workbook.error_cells import error_cells, unvalued_formulas
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.markup import Malformed
from salesplan.workbook.package import Package

OLD_KIND: Final = ".xls"
_LARGEST_WHOLE: Final = 2.0**53


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of one sheet.

    Attributes
    ----------
    sheet
        The sheet's name; "" if no sheet of the workbook holds anything.
    cells
        Its rows from row 1, each from column A. Blank = ""; whole numbers are ``int``.
    errors
        Row and column, from 0, of error values; they are "" in ``cells``. Old .xls files do not tell them.
    unvalued
        Row and column, from 0, of formulas without a calculated value.
    """

    sheet: str
    cells: list[list[object]]
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: set[tuple[int, int]] = field(default_factory=set)


def read_grid(path: Path, sheet: str | None = None, *, tables: Sequence[str] = ()) -> Grid:
    """Read one sheet, or one Table, of an .xlsx, .xlsm or .xls file.

    Parameters
    ----------
    path
        The workbook.
    sheet
        The sheet's name, whatever the case; None takes the first that holds something.
    tables
        Names of Excel Tables, whatever the case. Where no sheet is named and the workbook has one of them, the grid
        is blank but for that Table.

    Raises
    ------
    NotAWorkbook
        If the file cannot be read, or has no sheet of that name.
    """
    package = None if path.suffix.lower() == OLD_KIND else Package.open(path)
    try:
        data = path.read_bytes() if package is None else package.data
        table = _table(package, tables) if package and sheet is None else None
        found = _sheet(path, CalamineWorkbook.from_filelike(io.BytesIO(data)), table.sheet if table else sheet)
    except PasswordError as error:
        raise NotAWorkbook(path, "it is encrypted with a password", "take the password off in Excel") from error
    except CalamineError as error:
        raise NotAWorkbook(path, f"it cannot be read ({error})", "open and save it in Excel") from error
    if found is None:
        return Grid("", [])
    cells = [[_whole(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
    if package is None:
        return Grid(found.name, cells)
    grid = _with_errors(package, found.name, cells)
    return _within(table.area, grid) if table else grid


def _table(package: Package, names: Sequence[str]) -> TableInfo | None:
    """Find the first of the named Tables that a workbook has."""
    there = Book.of(package).tables if names else {}
    return next((there[name.casefold()] for name in names if name.casefold() in there), None)


def _within(area: Area, grid: Grid) -> Grid:
    """Blank out everything but one area."""
    first, last = area.first_column - 1, area.last_column
    rows = range(area.first_row - 1, area.last_row)
    blank: list[object] = [""] * first
    cells = [blank + cells[first:last] if row in rows else [] for row, cells in enumerate(grid.cells)]
    inside = {place for place in (*grid.errors, *grid.unvalued) if (place[0] + 1, place[1] + 1) in area}
    errors = {place: code for place, code in grid.errors.items() if place in inside}
    return Grid(grid.sheet, cells, errors, grid.unvalued & inside)


def _sheet(path: Path, book: CalamineWorkbook, name: str | None) -> CalamineSheet | None:
    names = [item.name for item in book.sheets_metadata if item.typ is SheetTypeEnum.WorkSheet]
    if name is None:
        return next((found for found in map(book.get_sheet_by_name, names) if found.start is not None), None)
    folded = {known.strip().casefold(): known for known in names}
    if name.strip().casefold() not in folded:
        near = nearest(name, names)
        hint = f"did you mean {near!r}?" if near else f"sheets there: {', '.join(names)}"
        raise NotAWorkbook(path, f"there is no sheet {name!r}", hint)
    return book.get_sheet_by_name(folded[name.strip().casefold()])


def _with_errors(package: Package, sheet: str, cells: list[list[object]]) -> Grid:
    part = next(item.part for item in Book.of(package).sheets if item.name == sheet)
    try:
        xml = package.read(part)
        return Grid(sheet, cells, error_cells(xml), unvalued_formulas(xml))
    except Malformed as error:
        raise NotAWorkbook(package.path, f"its sheet {sheet!r} cannot be read ({error})", "save it in Excel") from error


def _whole(cell: object) -> object:
    """Give whole numbers as ``int``: every number in a sheet is a float, and ids would grow a ``.0``."""
    if type(cell) is float and cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
        return int(cell)
    return cell
