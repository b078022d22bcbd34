"""A sheet that was built elsewhere, put into a workbook or in place of the one that stood there."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from salesplan.errors import WriteRefused
from salesplan.workbook.addresses import quoted
from salesplan.workbook.apply import edited
from salesplan.workbook.graft_workbook import names, tabs
from salesplan.workbook.locate import Book
from salesplan.workbook.markup import unescaped
from salesplan.workbook.package import Package
from salesplan.workbook.writes import CellWrite, SheetGraft, TableWrite, Unwritable, Write
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.books import MAIN, RELATED, book_parts, relationships, sheet, zipped
from tests.workbook.donors import DAY, PIXEL, donor
from tests.workbook.excel_rules import violations

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "sales_plan.en.xlsx"
ANCHOR = "review_pages"
Parts = dict[str, str | bytes]
MAY_CHANGE = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"}


@cache
def given(name: str = "Review", charts: int = 2) -> bytes:
    return donor(name, charts=charts)


def plan(*, picture: bool = False) -> Package:
    """Give a plan of three sheets with a table, a chart, a print area and the second sheet in front."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    start, quota, last = (book.add_worksheet(name) for name in ("Start", "Quota", "Rob's notes"))
    quota.add_table("A1:B3", {"name": "Quota", "columns": [{"header": "rep"}, {"header": "day"}]})
    quota.write_formula("D1", "=SUM(A2:B3)", None, 0)
    quota.activate()
    last.print_area("A1:C3")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Quota!$B$2:$B$3"})
    start.insert_chart("A1", chart)
    if picture:
        last.insert_image("A1", "dot.png", {"image_data": io.BytesIO(PIXEL)})
    book.close()
    return Package(Path("plan.xlsx"), out.getvalue())


def after(package: Package, *writes: Write) -> Package:
    result = Package(package.path, package.written(edited(package, writes)))
    assert set(violations(result.data)) <= set(violations(package.data))
    return result


def with_part(package: Package, part: str, old: str, new: str) -> Package:
    text = package.read(part).decode()
    assert old in text
    return Package(package.path, package.written({part: text.replace(old, new).encode()}))


def graft(
    name: str = "Review", *, anchor: str = ANCHOR, donor: bytes | None = None, after: str | None = None
) -> SheetGraft:
    return SheetGraft(name, anchor, donor or given(), after)


def tab_names(package: Package) -> list[str]:
    return [tab.name for tab in tabs(package.read("xl/workbook.xml"))]


def part_of(package: Package, name: str) -> str:
    return Book.of(package).sheet(name).part


def unlike(before: Package, later: Package) -> set[str]:
    """Give the old parts that are gone or no longer as they were."""
    return {part for part in before.parts if part not in later or before.read(part) != later.read(part)}


@pytest.mark.parametrize("package", [plan(), Package.open(TEMPLATE)], ids=["plan", "template"])
def test_a_new_sheet_leaves_all_other_parts_alone(package: Package) -> None:
    result = after(package, graft())
    assert unlike(package, result) <= MAY_CHANGE
    assert set(map(Path, result.parts)) > set(map(Path, package.parts))
    assert tab_names(result) == [*tab_names(package), "Review"]
    found = Book.of(result).name(ANCHOR)
    assert (found.target_sheet, str(found.area)) == ("Review", "A1")


def test_the_sheet_looks_and_reads_as_it_was_built() -> None:
    package = after(Package.open(TEMPLATE), graft())
    built = load_workbook(io.BytesIO(given()))["Review"]
    there = load_workbook(io.BytesIO(package.data))["Review"]
    for row in built.iter_rows():
        for cell in row:
            other = there[cell.coordinate]
            assert other.value == cell.value, cell.coordinate
            for look in ("number_format", "fill", "border", "alignment", "protection"):
                assert repr(getattr(other, look)) == repr(getattr(cell, look)), (cell.coordinate, look)
            assert not cell.has_style or repr(other.font) == repr(cell.font)
    rules = [[rule.dxf.font.color.rgb for rule in found.rules if rule.dxf] for found in there.conditional_formatting]
    assert ["FF9C1C28"] in rules
    assert there.column_dimensions["B"].width == built.column_dimensions["B"].width
    assert there.column_dimensions["B"].number_format == '0.0 "points"'
    assert there.row_dimensions[7].font.bold
    assert there.print_area == "'Review'!$A$1:$D$13"
    assert there.print_title_rows == "$1:$1"
    assert len(there._charts) == 2
    assert there.protection.sheet
    assert not there.sheet_view.tabSelected
    assert b"inlineStr" in package.read(part_of(package, "Review"))


def test_the_same_sheet_again_changes_nothing() -> None:
    once = after(plan(), graft())
    again = after(once, graft())
    assert again.parts == once.parts
    assert unlike(once, again) == set()


def test_another_sheet_takes_its_place_and_its_parts_go() -> None:
    before = after(plan(), CellWrite("Rob's notes", 1, 1, "mine"), graft())
    result = after(before, graft(donor=given(charts=1)), CellWrite("Rob's notes", 2, 1, "mine too"))
    gone = set(before.parts) - set(result.parts)
    assert gone == {"xl/charts/chart3.xml"}
    assert not set(result.parts) - set(before.parts)
    assert b"chart3.xml" not in result.read("[Content_Types].xml")
    assert tab_names(result) == tab_names(before)
    assert names(result.read("xl/workbook.xml")) == names(before.read("xl/workbook.xml"))
    assert result.read("xl/charts/chart1.xml") == before.read("xl/charts/chart1.xml")
    none = after(result, graft(donor=given(charts=0)))
    assert not [part for part in none.parts if "drawing2" in part or "chart2" in part]
    assert load_workbook(io.BytesIO(none.data))["Rob's notes"]["A2"].value == "mine too"


def test_formats_do_not_pile_up() -> None:
    package = after(plan(), graft())
    size = len(package.read("xl/styles.xml"))
    for charts in (1, 0, 2):
        package = after(package, graft(donor=given(charts=charts)))
        assert len(package.read("xl/styles.xml")) == size


@pytest.mark.parametrize("called", ["Q1 R&D", "Rob's", "评估"])
def test_a_renamed_and_moved_sheet_is_found_again(called: str) -> None:
    out = io.BytesIO()
    own = "'" + called.replace("'", "''") + "'"
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Start").write_formula("A1", f"={own}!C7")
        old = book.add_worksheet(called)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": f"={own}!$A$1:$A$2"})
        old.insert_chart("A1", chart)
        book.add_worksheet("Quota").print_area("A1:B2")
        book.define_name(ANCHOR, f"={own}!$A$4")
    package = Package(Path("plan.xlsx"), out.getvalue())
    result = after(package, graft(donor=given("Pages of '27")))
    assert tabs(result.read("xl/workbook.xml")) == tabs(package.read("xl/workbook.xml"))
    assert set(result.parts) - set(package.parts) == {"xl/charts/chart2.xml"}
    assert unlike(package, result) == {
        *("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"),
        *("xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"),
        *("xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml"),
    }
    named = quoted(called)
    assert unescaped(re.findall(rb"<c:f>(.*?)</c:f>", result.read("xl/charts/chart2.xml"))[-1]) == f"{named}!$B$3:$D$3"
    anchor = Book.of(result).name(ANCHOR)
    assert (anchor.target_sheet, str(anchor.area)) == (called, "A1")
    there = load_workbook(io.BytesIO(result.data))[called]
    assert there["B4"].value == f"=SUM({named}!B3:D3)"
    assert there["A12"].hyperlink.location == f"{named}!A1"


def test_names_and_the_front_sheet_move_along_behind_a_new_one() -> None:
    package = plan()
    assert b'activeTab="1"' in package.read("xl/workbook.xml")
    result = after(package, graft(after="Start"))
    assert b'activeTab="2"' in result.read("xl/workbook.xml")
    areas = {name.tab: name.text for name in names(result.read("xl/workbook.xml")) if "Print_Area" in name.name}
    assert areas == {1: "Review!$A$1:$D$13", 3: "'Rob''s notes'!$A$1:$C$3"}
    assert load_workbook(io.BytesIO(result.data)).active.title == "Quota"
    assert tab_names(after(package, graft(after="nowhere")))[-1] == "Review"


def test_a_taken_name_gets_a_number() -> None:
    assert tab_names(after(plan(), graft("quota")))[-1] == "quota 2"
    long = "N" * 31
    package = after(plan(), graft(long), graft(long, anchor="weekly_pages", donor=given_without_names()))
    assert tab_names(package)[-2:] == [long, "N" * 29 + " 2"]
    assert Book.of(package).name("weekly_pages").target_sheet == "N" * 29 + " 2"


def given_without_names() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Weekly").write("A1", "weekly|2027-W14")
    return out.getvalue()


def test_a_deleted_sheet_comes_anew() -> None:
    package = after(plan(), graft())
    package = with_part(package, "xl/workbook.xml", "Review!$A$1<", "#REF!<")
    result = Package(package.path, package.written(edited(package, [graft()])))
    assert tab_names(result)[-2:] == ["Review", "Review 2"]
    assert Book.of(result).name(ANCHOR).target_sheet == "Review 2"
    assert Book.of(result).name("review_kind").target_sheet == "Review 2"


def test_the_selected_sheet_stays_selected() -> None:
    package = after(plan(), graft())
    front = with_part(package, part_of(package, "Review"), "<sheetView ", '<sheetView tabSelected="1" ')
    front = with_part(front, part_of(package, "Quota"), ' tabSelected="1"', "")
    front = with_part(front, "xl/workbook.xml", 'activeTab="1"', 'activeTab="3"')
    result = after(front, graft(donor=given(charts=1)))
    assert load_workbook(io.BytesIO(result.data)).active.title == "Review"
    assert b"tabSelected" in result.read(part_of(result, "Review"))


def test_a_picture_that_others_show_stays() -> None:
    package = after(plan(picture=True), graft(donor=donor(picture=True)))
    rels = next(part for part in package.parts if part.endswith("drawing3.xml.rels"))
    own = re.findall(r"media/\w+\.png", package.read(rels).decode())
    shared = with_part(package, rels, own[0], "media/image1.png")
    cleared = Package(shared.path, shared.written(edited(shared, [graft(donor=given(charts=0))])))
    assert "xl/media/image1.png" in cleared
    assert "xl/media/image2.png" in package
    assert "xl/media/image2.png" not in after(package, graft(donor=given(charts=0)))


def test_tables_dates_and_sheets_in_one_go() -> None:
    writes: list[Write] = [TableWrite("Quota", (0, 1, None), {"rep": ["a", "b", "c"], "day": [DAY, DAY, DAY]}), graft()]
    result = after(plan(), *writes)
    book = load_workbook(io.BytesIO(result.data))
    assert book["Quota"]["B4"].value == datetime(2027, 3, 31)
    assert book["Review"]["B5"].value == datetime(2027, 3, 31)
    assert book["Review"]["B5"].number_format == "yyyy-mm-dd"


def test_formulas_are_calculated_on_opening_and_the_chain_goes_with_the_old_sheet() -> None:
    parts = small()
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'
    parts["xl/calcChain.xml"] = chain
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Rel", f'<Relationship Id="c" Type="{RELATED}/calcChain" Target="calcChain.xml"/></Rel'
    )
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</T",
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.calcChain+xml"/></T',
    )
    package = made(parts)
    once = Package(package.path, package.written(edited(package, [graft()])))
    assert "xl/calcChain.xml" in once
    assert b'fullCalcOnLoad="1"' in once.read("xl/workbook.xml")
    again = Package(package.path, once.written(edited(once, [graft()])))
    assert "xl/calcChain.xml" not in again


def test_the_new_sheet_alone_may_have_formulas() -> None:
    package = made(book_parts({"Plan": sheet("")}))
    assert b"fullCalcOnLoad" in (edited(package, [graft()])["xl/workbook.xml"] or b"")
    plain = edited(package, [graft(donor=given_without_names())])
    assert b"fullCalcOnLoad" not in (plain["xl/workbook.xml"] or b"")


def small(*, calc: str = "", properties: str = "") -> Parts:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    parts = book_parts({"Plan": sheet(rows)}, calc=calc, properties=properties)
    fill = '<fill><patternFill patternType="none"/></fill>'
    return parts | {"xl/styles.xml": str(parts["xl/styles.xml"]).replace("<fill/>", fill)}


def made(parts: Mapping[str, str | bytes]) -> Package:
    return Package(Path("plan.xlsx"), zipped(parts))


def prefixed(xml: str) -> str:
    """Give XML in which the elements of the first namespace have a prefix."""
    xml = re.sub(r"<(/?)(?=[a-zA-Z])(?!x:)", r"<\1x:", xml)
    return xml.replace("xmlns=", "xmlns:x=", 1)


def test_prefixes_are_kept_and_lists_that_are_missing_are_made() -> None:
    parts = {name: prefixed(str(content)) if name in MAY_CHANGE else content for name, content in small().items()}
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<x:definedNames></x:definedNames>", "")
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("xmlns:r", "xmlns:rel").replace(" r:id", " rel:id")
    result = after(made(parts), graft())
    assert b"<x:dxfs " in result.read("xl/styles.xml")
    assert load_workbook(io.BytesIO(result.data))["Review"]["B3"].number_format == '0.0 "points"'
    again = after(result, graft())
    assert unlike(result, again) == set()


@pytest.mark.parametrize("listed", ["<definedNames/>", ""])
def test_a_workbook_without_names_gets_them_in_their_place(listed: str) -> None:
    parts = small(calc='<calcPr calcId="1"/>')
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<definedNames></definedNames>", listed)
    assert Book.of(after(made(parts), graft())).name(ANCHOR).target_sheet == "Review"


def test_without_a_window_a_sheet_has_no_view() -> None:
    package = made(small())
    assert b"sheetView" not in after(package, graft()).read("xl/worksheets/sheet2.xml")
    shown = made(small(properties="<bookViews><workbookView/></bookViews>"))
    assert b"<sheetView " in after(shown, graft()).read("xl/worksheets/sheet2.xml")


@pytest.mark.parametrize(("here", "there"), [(True, False), (False, True), (True, True)])
def test_days_mean_the_same_where_they_are_counted_from_1904(here: bool, there: bool) -> None:
    package = made(small(properties='<workbookPr date1904="1"/>' if here else ""))
    result = after(package, graft(donor=donor(options={"date_1904": there})))
    review = load_workbook(io.BytesIO(result.data))["Review"]
    assert review["B5"].value == datetime(2027, 3, 31)
    assert [cell.value for cell in review["B3:D3"][0]] == [1, 2.5, 4]


def test_macros_know_the_new_sheet_as_the_old_one() -> None:
    package = after(plan(), graft())
    package = with_part(package, part_of(package, "Review"), "<sheetPr>", '<sheetPr codeName="Sheet7">')
    for data in (given(charts=1), given_without_names()):
        result = after(package, graft(donor=data))
        assert b'codeName="Sheet7"' in result.read(part_of(result, "Review"))


def test_names_of_the_sheet_that_people_made_stay_and_old_print_areas_go() -> None:
    package = after(plan(), graft())
    mine = '<definedName name="mine" localSheetId="3">Review!$B$2</definedName>'
    package = with_part(package, "xl/workbook.xml", "</definedNames>", f"{mine}</definedNames>")
    result = after(package, graft(donor=given_without_names()))
    local = [name.name for name in names(result.read("xl/workbook.xml")) if name.tab == 3]
    assert local == ["mine"]


def strict(parts: Parts) -> Parts:
    book = str(parts["xl/workbook.xml"]).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    return {**parts, "xl/workbook.xml": book}


def without_styles(parts: Parts) -> Parts:
    rels = relationships(("rId1", "worksheet", "worksheets/sheet1.xml"))
    return {**parts, "xl/_rels/workbook.xml.rels": rels}


def without_formats(parts: Parts) -> Parts:
    return {**parts, "xl/styles.xml": re.sub("<cellXfs.*</cellXfs>", "", str(parts["xl/styles.xml"]))}


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [(strict, "Strict"), (without_styles, "no styles"), (without_formats, "no cell formats")],
)
def test_a_workbook_that_cannot_take_a_sheet(spoilt: Callable[[Parts], Parts], says: str) -> None:
    with pytest.raises(WriteRefused, match=says):
        edited(made(spoilt(small())), [graft()])


def test_a_sheet_with_a_table_is_not_replaced() -> None:
    with pytest.raises(WriteRefused, match=r"'Quota'!A1 cannot be replaced: the sheet holds a table"):
        edited(with_anchor("Quota!$A$1"), [graft()])


def with_anchor(target: str) -> Package:
    name = f'<definedName name="{ANCHOR}">{target}</definedName>'
    return with_part(plan(), "xl/workbook.xml", "</definedNames>", f"{name}</definedNames>")


def test_a_chart_sheet_is_not_replaced() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Plan").write("A1", 1)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Plan!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.define_name(ANCHOR, "=Chart!$A$1")
    with pytest.raises(WriteRefused, match="chartsheet"):
        edited(Package(Path("plan.xlsx"), out.getvalue()), [graft()])


def test_names_that_mean_something_else_are_not_taken() -> None:
    name = '<definedName name="Review_Kind">Quota!$A$1</definedName>'
    package = with_part(plan(), "xl/workbook.xml", "</definedNames>", f"{name}</definedNames>")
    with pytest.raises(WriteRefused, match="review_kind is used already"):
        edited(package, [graft()])
    with pytest.raises(WriteRefused, match="quota is used already"):
        edited(plan(), [graft(anchor="quota")])


def test_what_cannot_come_along() -> None:
    def built(fill: str) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            found = book.add_worksheet("Review")
            if fill == "comment":
                found.write_comment("A1", "said")
            elif fill == "second":
                book.add_worksheet("More")
            else:
                found.write_dynamic_array_formula("A1:A3", "=SORT(B1:B3)")
        return out.getvalue()

    for fill, says in (("comment", "with a"), ("second", "no other sheet"), ("array", "metadata")):
        with pytest.raises(ValueError, match=says):
            edited(plan(), [graft(donor=built(fill))])
    with pytest.raises(ValueError, match="written twice"):
        edited(plan(), [graft(), graft(anchor="REVIEW_pages")])


@pytest.mark.parametrize("name", ["", "a/b", "x" * 32, "'quoted", "History"])
def test_names_that_no_sheet_has(name: str) -> None:
    with pytest.raises(Unwritable):
        SheetGraft(name, ANCHOR, b"")


@pytest.mark.live
def test_libreoffice_shows_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(after(after(Package.open(TEMPLATE), graft()), graft()).data)
    result = recalculated_by_libreoffice(path, tmp_path / "out")[path]
    there = load_workbook(result, data_only=True)["Review"]
    assert there["B4"].value == 7.5
    assert there["C4"].value == "xR&D <north>"
    assert there["B8"].value == "call back"
    assert there["B5"].value.date() == date(2027, 3, 31)
    assert len(there._charts) == 2
