"""Where sheets, names and Tables are, by relationships alone."""

from pathlib import Path

import pytest

from salesplan.errors import ColumnMissing, NotAWorkbook, TableMissing, WorkbookError
from salesplan.workbook.addresses import Area
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from tests.workbook.books import MAIN, RELATED, book_parts, relationships, sheet, table, zipped


def opened(tmp_path: Path, parts: dict[str, str | bytes]) -> Book:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(parts))
    return Book.of(Package.open(path))


def quota_parts() -> dict[str, str | bytes]:
    columns = (
        '<tableColumn id="1" name="rep_x000a_id"/><tableColumn id="2" name="final">'
        "<calculatedColumnFormula>Quota[[#This Row],[a]]&amp;1</calculatedColumnFormula></tableColumn>"
    )
    quota = table("Quota", "B4:C9", ["", ""], attributes=' totalsRowCount="1"', columns=columns)
    return book_parts(
        {"Plan": sheet(""), "Rob's R&amp;D": sheet("")},
        tables={"Rob's R&amp;D": [quota]},
        names="<definedName name=\"growth\">'Rob''s R&amp;D'!$C$4</definedName><definedName name=\"all\">Plan!$A$1:$B$2</definedName>"
        '<definedName name="growth" localSheetId="0">Plan!$A$1</definedName><definedName name="odd">SUM(1,2)</definedName>',
        properties='<workbookPr date1904="1"/>',
    )


def test_tables_tell_their_place(tmp_path: Path) -> None:
    book = opened(tmp_path, quota_parts())
    quota = book.table("QUOTA")
    assert (quota.name, quota.sheet, str(quota.area)) == ("Quota", "Rob's R&D", "B4:C9")
    assert (quota.header_row, quota.first_row, quota.last_row, quota.height) == (4, 5, 8, 4)
    assert quota.columns == ("rep\nid", "final")
    assert quota.calculated == {"final": "Quota[[#This Row],[a]]&1"}
    assert not quota.filtered
    assert book.column(quota, " FINAL ") == 3
    assert book.date1904


def test_names_point_at_cells(tmp_path: Path) -> None:
    book = opened(tmp_path, quota_parts())
    growth = book.name("Growth")
    assert (growth.sheet, growth.target_sheet, growth.area) == ("", "Rob's R&D", Area.parse("C4"))
    assert str(book.name("all").area) == "A1:B2"
    assert book.name("odd").area is None


def test_what_is_missing_is_said_with_what_is_near(tmp_path: Path) -> None:
    book = opened(tmp_path, quota_parts())
    with pytest.raises(TableMissing, match="rename table 'Quota'"):
        book.table("Quotas")
    with pytest.raises(ColumnMissing, match="no column 'finl'"):
        book.column(book.table("Quota"), "finl")
    with pytest.raises(WorkbookError, match="did you mean 'Plan'"):
        book.sheet("Plann")
    with pytest.raises(WorkbookError, match="no defined name 'grwth'"):
        book.name("grwth")


def test_odd_but_legal_packages(tmp_path: Path) -> None:
    """Strict types, a prefix, absolute and percent-encoded targets, UTF-16, a hidden sheet and a chart sheet."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    workbook = (
        f'<?xml version="1.0" encoding="UTF-16"?><x:workbook xmlns:x="{main}" xmlns:q="{strict}"><x:sheets>'
        '<x:sheet name="A b" sheetId="1" state="veryHidden" q:id="r1"/><x:sheet name="Chart" sheetId="2" q:id="r2"/></x:sheets></x:workbook>'
    )
    rels = relationships(("r1", "worksheet", "/xl/my%20sheets/one.xml"), ("r2", "chartsheet", "../xl/chart.xml"))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r", "officeDocument", "/xl/book.xml")).replace(RELATED, strict),
        "xl/book.xml": workbook.encode("utf-16"),
        "xl/_rels/book.xml.rels": rels.replace(RELATED, strict),
        "xl/my sheets/one.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        "xl/my sheets/_rels/one.xml.rels": relationships(("t", "table", "../T.xml")),
        "xl/T.xml": table("T", "A1:A2", ["a"]),
        "xl/chart.xml": "<chartsheet/>",
    }
    book = opened(tmp_path, parts)
    assert [(item.name, item.kind, item.state) for item in book.sheets] == [
        ("A b", "worksheet", "veryHidden"),
        ("Chart", "chartsheet", "visible"),
    ]
    assert book.table("t").sheet == "A b"


def test_a_sheet_whose_part_is_gone(tmp_path: Path) -> None:
    parts = quota_parts()
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(NotAWorkbook, match="'Plan' is missing"):
        opened(tmp_path, parts)
