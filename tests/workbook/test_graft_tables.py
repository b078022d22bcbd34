"""A sheet with an Excel Table, put into a workbook in which nothing else may change."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from salesplan.errors import WriteRefused
from salesplan.workbook.apply import edited
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.writes import SheetGraft, TableWrite
from tests.workbook.donors import DAY, table_donor
from tests.workbook.excel_rules import violations
from tests.workbook.test_graft import MAY_CHANGE, TEMPLATE, after, made, part_of, plan, small, strict, unlike, with_part
from tests.workbook.test_graft_real import LARGE
from tests.workbook.test_real_workbooks import BOOKS, contents, openpyxl_reads

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

ANCHOR = "go_Listed"


def graft(name: str = "Listed", *, anchor: str = ANCHOR, donor: bytes | None = None) -> SheetGraft:
    return SheetGraft(name, anchor, donor or table_donor(name), over="")


def declared(package: Package, table: str = "Listed") -> ElementTree.Element:
    return package.tree(Book.of(package).table(table).part)


def test_all_other_parts_stay_and_the_table_is_there() -> None:
    before = plan(picture=True)
    result = after(before, graft())
    assert unlike(before, result) <= MAY_CHANGE
    sheet = part_of(result, "Listed")
    relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    assert set(result.parts) - set(before.parts) == {"xl/tables/table2.xml", sheet, relations}
    info = Book.of(result).table("listed")
    assert (info.sheet, str(info.area), info.columns) == ("Listed", "A4:D6", ("what", "amount", "twice", "day"))
    assert (declared(result, "Quota").get("id"), declared(result).get("id")) == ("1", "2")
    assert Book.of(result).name("total_listed").target_sheet == "Listed"
    assert Book.of(result).name(ANCHOR).target_sheet == "Listed"
    assert not violations(result.data)


def test_the_sheet_keeps_its_rules_and_looks() -> None:
    package = after(plan(), graft())
    there = load_workbook(io.BytesIO(package.data))["Listed"]
    assert [there.cell(5, column).value for column in (1, 2)] == ["=1+1", 1.5]
    assert there["A5"].data_type == "s"
    assert there["B5"].number_format == "0.0000"
    assert there["A1"].hyperlink.location == "'Listed'!A4"
    assert there.freeze_panes == "B5"
    assert there.print_title_rows == "$1:$4"
    (rule,) = (rule for found in there.conditional_formatting for rule in found.rules)
    assert rule.dxf.fill.bgColor.rgb == "FFF8D7DA"
    (check,) = there.data_validations.dataValidation
    assert (str(check.sqref), check.formula1) == ("A5:A6", '"=1+1,R&D"')
    grid = CalamineWorkbook.from_filelike(io.BytesIO(package.data)).get_sheet_by_name("Listed").to_python()
    assert grid[3:5] == [["what", "amount", "twice", "day"], ["=1+1", 1.5, 3.0, DAY]]


def test_formats_of_its_columns_are_found_again() -> None:
    package = after(plan(), graft())
    styles = package.tree("xl/styles.xml")
    looks = [item for item in styles.iter() if item.tag.endswith("}dxf")]
    columns = [item for item in declared(package).iter() if item.tag.endswith("}tableColumn")]
    codes = [looks[int(columns[at].get("dataDxfId", "-1"))][0].get("formatCode") for at in (1, 2, 3)]
    assert codes == ["0.0000", "0.0000", "yyyy/mm/dd"]
    size = len(looks)
    twice = after(package, graft("More", anchor="go_More", donor=table_donor("More", table="More")))
    assert len([item for item in twice.tree("xl/styles.xml").iter() if item.tag.endswith("}dxf")]) == size


def test_two_come_in_one_go() -> None:
    more = table_donor("More", table="More", names={"total_more": "=More!$B$3"})
    package = after(plan(), graft(), graft("More", anchor="go_More", donor=more))
    assert sorted(declared(package, name).get("id", "") for name in ("Quota", "Listed", "More")) == ["1", "2", "3"]
    with pytest.raises(WriteRefused, match="has a table Listed already"):
        edited(plan(), [graft(), graft("More", anchor="go_More", donor=table_donor("More"))])


def test_a_taken_sheet_name_gets_a_number_and_formulas_follow() -> None:
    package = after(plan(), graft("Rob's notes"))
    assert Book.of(package).table("Listed").sheet == "Rob's notes 2"
    assert b"'Rob''s notes 2'!$H$1</calculatedColumnFormula>" in package.read(Book.of(package).table("Listed").part)
    assert Book.of(package).name("total_listed").target_sheet == "Rob's notes 2"


def test_the_same_table_again_is_refused() -> None:
    once = after(plan(), graft())
    with pytest.raises(WriteRefused, match=r"'Listed'!A1 cannot be put in: the workbook has a table Listed already"):
        edited(once, [graft()])


@pytest.mark.parametrize(("table", "what"), [("QUOTA", "table QUOTA"), ("mine", "name mine")])
def test_a_table_whose_name_is_taken_is_refused(table: str, what: str) -> None:
    package = with_part(
        plan(), "xl/workbook.xml", "</definedNames>", '<definedName name="Mine">1</definedName></definedNames>'
    )
    with pytest.raises(WriteRefused, match=f"the workbook has a {what} already; give that {what[:5].strip()}"):
        edited(package, [graft(donor=table_donor(table=table))])


def test_names_that_mean_something_else_stay_and_the_anchor_moves() -> None:
    names = '<definedName name="Total_Listed">Quota!$B$1</definedName><definedName name="go_Listed">Start!$A$1</definedName>'
    package = with_part(plan(), "xl/workbook.xml", "</definedNames>", f"{names}</definedNames>")
    book = Book.of(after(package, graft()))
    assert book.name("total_listed").target_sheet == "Quota"
    assert book.name(ANCHOR).target_sheet == "Listed"


def test_a_name_that_is_broken_is_put_right() -> None:
    name = '<definedName name="total_listed">#REF!$B$3</definedName></definedNames>'
    package = with_part(plan(), "xl/workbook.xml", "</definedNames>", name)
    result = Package(package.path, package.written(edited(package, [graft()])))
    assert Book.of(result).name("total_listed").target_sheet == "Listed"
    assert not violations(result.data)


def test_its_rows_are_written_as_those_of_others() -> None:
    package = after(plan(), graft())
    rows = TableWrite("Listed", (1, None, None, 0), {"what": ["a", "b", "=c", "d"], "amount": [1, 2, 3, 4]})
    result = after(package, rows)
    there = load_workbook(io.BytesIO(result.data))["Listed"]
    assert [there.cell(row, 1).value for row in range(4, 9)] == ["what", "a", "b", "=c", "d"]
    assert str(Book.of(result).table("Listed").area) == "A4:D8"
    assert [str(check.sqref) for check in there.data_validations.dataValidation] == ["A5:A8"]
    assert there["C6"].value == "=Listed[[#This Row],[amount]]*2+'Listed'!$H$1"


def test_days_are_counted_as_in_the_workbook() -> None:
    package = made(small(properties='<workbookPr date1904="1"/>'))
    there = load_workbook(io.BytesIO(after(package, graft()).data))["Listed"]
    assert there["D5"].value.date() == DAY


def test_a_strict_workbook_is_refused() -> None:
    with pytest.raises(WriteRefused, match="Strict"):
        edited(made(strict(small())), [graft()])


@pytest.mark.flow
def test_macros_and_buttons_stay() -> None:
    package = Package.open(TEMPLATE.with_suffix(".xlsm"))
    result = after(package, graft())
    assert unlike(package, result) <= MAY_CHANGE
    assert result.read("xl/vbaProject.bin") == package.read("xl/vbaProject.bin")
    assert set(violations(result.data)) <= set(violations(package.data))
    tables = Book.of(result).tables
    assert len({declared(result, name).get("id") for name in tables}) == len(tables) > 30


@pytest.mark.flow
@pytest.mark.skipif(not BOOKS, reason="the shared workbooks are not there")
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_real_workbooks_take_it(path: Path) -> None:
    package = Package.open(path)
    try:
        once = Package(path, package.written(edited(package, [graft()])))
    except WriteRefused as refusal:
        pytest.skip(str(refusal))
    before, later = contents(package.data), contents(once.data)
    assert {part for part in before if later.get(part) != before[part]} <= {*MAY_CHANGE, package.workbook_part}
    assert len(set(later) - set(before)) == 3
    with pytest.raises(WriteRefused, match="has a table Listed already"):
        edited(once, [graft()])
    grid = CalamineWorkbook.from_filelike(io.BytesIO(once.data)).get_sheet_by_name("Listed").to_python()
    assert [row[0] for row in grid if row[0]] == ["Listed", "what", "=1+1", "R&D"]
    if path.stat().st_size < LARGE:
        assert set(violations(once.data)) <= set(violations(package.data))
        if openpyxl_reads(package.data, Book.of(package).sheets[0].name):
            assert list(load_workbook(io.BytesIO(once.data))["Listed"].tables) == ["Listed"]
