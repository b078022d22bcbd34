from pathlib import Path

import openpyxl
import pytest

from salesplan.errors import NotAWorkbook
from salesplan.workbook.error_cells import error_cells
from salesplan.workbook.grid import read_grid
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "workbooks"
BOOKS = sorted(FOLDER.glob("*.xls[xm]")) if FOLDER.is_dir() else []


def sample(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "First"
    second = book.create_sheet("Second")
    second["B2"], second["C3"], second["B4"] = 7, "#DIV/0!", "=B2+1"
    book.save(path)
    return path


def test_the_first_sheet_with_something_on_it_is_read_from_its_first_cell(tmp_path: Path) -> None:
    grid = read_grid(sample(tmp_path / "a.xlsx"))
    assert grid.sheet == "Second"
    assert [row[:2] for row in grid.cells][:2] == [["", ""], ["", 7]]
    assert type(grid.cells[1][1]) is int
    assert (grid.errors, grid.unvalued) == ({(2, 2): "#DIV/0!"}, {(3, 1)})


def test_a_sheet_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook, match="no sheet 'Secnd'; did you mean 'Second'"):
        read_grid(sample(tmp_path / "a.xlsx"), "Secnd")


@pytest.mark.skipif(not BOOKS, reason="the shared workbooks are not here")
def test_errors_in_real_workbooks_are_those_that_openpyxl_finds() -> None:
    found_any = False
    for path in BOOKS:
        package = Package.open(path)
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (KeyError, ValueError, TypeError, AttributeError):
            continue  # openpyxl does not open every workbook that Excel saves
        parts = {sheet.name: sheet.part for sheet in Book.of(package).sheets if sheet.kind == "worksheet"}
        for sheet in book.worksheets:
            expected = {
                (cell.row - 1, cell.column - 1): cell.value
                for row in sheet.iter_rows()
                for cell in row
                if getattr(cell, "data_type", "") == "e"
            }
            found_any |= bool(expected)
            assert error_cells(package.read(parts[sheet.title])) == expected, f"{path.name} {sheet.title}"
    assert found_any
