"""One sheet of somebody's workbook as a plain grid of values, whatever is on it."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from salesplan.errors import NotAWorkbook
from salesplan.words import nearest
from salesplan.workbook.error_cells import error_cells, unvalued_formulas
from salesplan.workbook.locate import Book
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


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """Read one sheet of an .xlsx, .xlsm or .xls file.

    Parameters
    ----------
    path
        The workbook.
    sheet
        The sheet's name, whatever the case; None takes the first that holds something.

    Raises
    ------
    NotAWorkbook
        If the file cannot be read, or has no sheet of that name.
    """
    package = None if path.suffix.lower() == OLD_KIND else Package.open(path)
    try:
        data = path.read_bytes() if package is None else package.data
        found = _sheet(path, CalamineWorkbook.from_filelike(io.BytesIO(data)), sheet)
    except PasswordError as error:
        raise NotAWorkbook(path, "it is encrypted with a password", "take the password off in Excel") from error
    except CalamineError as error:
        raise NotAWorkbook(path, f"it cannot be read ({error})", "open and save it in Excel") from error
    if found is None:
        return Grid("", [])
    cells = [[_whole(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
    if package is None:
        return Grid(found.name, cells)
    return _with_errors(package, found.name, cells)


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
