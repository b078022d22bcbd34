"""Workbooks that no program would write: each is refused in words, or read without what makes no sense."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan.errors import NotAWorkbook
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.read import WorkbookReader
from tests.workbook.books import book_parts, sheet, table, zipped

CELLS = '<row r="1"><c r="A1" t="str"><v>month</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'


def package(parts: dict[str, str | bytes]) -> Package:
    return Package(Path("a.xlsx"), zipped(parts))


@pytest.mark.parametrize(
    "name",
    [
        '<definedName name="x" localSheetId="first">A!$A$1</definedName>',
        '<definedName name="x">A!$ZZZ$1</definedName>',
        '<definedName name="x">A!$A$0</definedName>',
        '<definedName name="x">A!$A$9999999</definedName>',
    ],
)
def test_a_name_that_points_nowhere(name: str) -> None:
    (found,) = Book.of(package(book_parts({"A": sheet(CELLS)}, names=name))).names
    assert (found.name, found.sheet) == ("x", "")
    assert (found.area is None) == ("localSheetId" not in name)


@pytest.mark.parametrize("attributes", [' headerRowCount="one"', ' totalsRowCount=""'])
def test_a_table_that_counts_in_words(attributes: str) -> None:
    listed = table("Ramp", "A1:A2", ["month"], attributes=attributes)
    with pytest.raises(NotAWorkbook, match="damaged"):
        Book.of(package(book_parts({"A": sheet(CELLS)}, tables={"A": [listed]})))


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" t="e"><v>&#x110000;</v></c></row>',
        '<row r="1"><c r="1A"><f>1+1</f></c></row>',
    ],
)
def test_cells_with_nonsense_in_them(tmp_path: Path, row: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(book_parts({"A": sheet(row)})))
    with pytest.raises(NotAWorkbook, match="cells could not be read"):
        WorkbookReader(path).faults("A")


def _shortened(data: bytes) -> bytes:
    """Let the directory point at what looks like an entry and is cut off."""
    place = data.rindex(b"PK\x01\x02")
    end = len(data) - 4
    return data[: place + 42] + end.to_bytes(4, "little") + data[place + 46 : -4] + b"PK\x03\x04"


@pytest.mark.parametrize("change", [_shortened, lambda data: data[:-1], lambda data: data[: len(data) // 2]])
def test_an_archive_that_is_cut_off(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(NotAWorkbook, match="damaged"):
        Package(Path("a.xlsx"), change(zipped(book_parts({"A": sheet(CELLS)}))))
