"""The cells of a sheet that a defined name marks, read back."""

from pathlib import Path

import pytest

from salesplan.errors import NotAWorkbook
from salesplan.workbook.apply import edited
from salesplan.workbook.graft_read import Placed, anchored_sheet
from salesplan.workbook.package import Package
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.writes import CellWrite, Formula, SheetGraft, Write
from tests.workbook.books import book_parts, sheet, zipped
from tests.workbook.donors import donor

PLAIN = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')


def reader(tmp_path: Path, data: bytes) -> WorkbookReader:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    return WorkbookReader(path)


def written(data: bytes, *writes: Write) -> bytes:
    package = Package(Path("plan.xlsx"), data)
    return package.written(edited(package, writes))


def test_keys_boxes_and_formulas_are_read_back(tmp_path: Path) -> None:
    data = written(zipped(book_parts({"Plan": PLAIN})), SheetGraft("Review", "review_pages", donor()))
    data = written(data, CellWrite("Review", 20, 2, Formula('IF(A1="","",A1)', "")))
    found = anchored_sheet(reader(tmp_path, data), "REVIEW_pages")
    assert found is not None
    assert found.name == "Review"
    assert found.texts(1) == {1: "monthly|2027-03", 8: "actions|2027-03|R-01", 12: "top", 13: "more"}
    assert found[8, 2] == Placed("call back")
    assert found[4, 3] == Placed("xR&D <north>", '"x"&B1')
    assert found[20, 2] == Placed("", 'IF(A1="","",A1)')
    assert found[99, 1] == Placed()
    assert (9, 2) not in found.cells


def test_shared_formulas_are_spelled_out(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    name = '<definedName name="here">Plan!$A$1</definedName>'
    found = anchored_sheet(reader(tmp_path, zipped(book_parts({"Plan": sheet(rows)}, names=name))), "here")
    assert found is not None
    assert [found[row, 1] for row in (1, 2)] == [Placed(1.0, "B1+1"), Placed(1.0, "B2+1")]


@pytest.mark.parametrize(
    "name",
    [
        "",
        '<definedName name="here">#REF!</definedName>',
        '<definedName name="here">Gone!$A$1</definedName>',
        '<definedName name="here" localSheetId="0">Plan!$A$1</definedName>',
    ],
)
def test_without_a_sheet_there_is_nothing(tmp_path: Path, name: str) -> None:
    assert anchored_sheet(reader(tmp_path, zipped(book_parts({"Plan": PLAIN}, names=name))), "here") is None


def test_a_damaged_sheet_is_said_to_be_one(tmp_path: Path) -> None:
    name = '<definedName name="here">Plan!$A$1</definedName>'
    broken = sheet('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>')
    with pytest.raises(NotAWorkbook, match="Plan"):
        anchored_sheet(reader(tmp_path, zipped(book_parts({"Plan": broken}, names=name))), "here")
