"""Single cells and names written: what else may change, and what is refused."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest

from salesplan.errors import WorkbookError, WriteRefused
from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.writes import CellWrite, Formula, NameWrite, TableWrite, Value, Write
from tests.workbook.books import Cell, book_parts, cells_of, sheet, table, zipped

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, str | bytes]


def package_of(tmp_path: Path, parts: Parts) -> Package:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(parts))
    return Package.open(path)


def after(
    tmp_path: Path, parts: Parts, writes: Iterable[Write]
) -> tuple[dict[tuple[int, int], Cell], dict[str, bytes | None]]:
    changed = edited(package_of(tmp_path, parts), writes)
    return cells_of(changed[SHEET] or b""), changed


def one_sheet(rows: str, *, after: str = "", names: str = "", calc: str = "", properties: str = "") -> Parts:
    return book_parts({"Plan": sheet(rows, after=after)}, names=names, calc=calc, properties=properties)


def test_nothing_to_write_changes_nothing(tmp_path: Path) -> None:
    assert edited(package_of(tmp_path, one_sheet("")), []) == {}


def test_a_cell_keeps_its_style_and_loses_its_rich_value(tmp_path: Path) -> None:
    cells, changed = after(
        tmp_path,
        one_sheet('<row r="1"><c r="A1" s="2" cm="1" vm="3" t="s"><v>0</v></c></row>'),
        [CellWrite("PLAN", 1, 1, 5)],
    )
    assert cells == {(1, 1): Cell("2", "n", None, "5")}
    assert b"vm=" not in (changed[SHEET] or b"")
    assert set(changed) == {SHEET}, "without a formula there is nothing to calculate anew"


def test_the_later_write_holds(tmp_path: Path) -> None:
    cells, _ = after(tmp_path, one_sheet(""), [CellWrite("Plan", 2, 2, "a"), CellWrite("plan", 2, 2, "b")])
    assert cells == {(2, 2): Cell(None, "inlineStr", None, "b")}


def test_recalculation_is_asked_for_and_the_rest_of_the_workbook_part_kept(tmp_path: Path) -> None:
    formula = '<row r="9"><c r="B9"><f>A1+1</f><v>1</v></c></row>'
    parts = one_sheet(formula, calc='<calcPr calcId="191029" calcMode="manual"/>')
    _, changed = after(tmp_path, parts, [CellWrite("Plan", 1, 1, 1)])
    expected = str(parts["xl/workbook.xml"]).replace('calcMode="manual"/>', 'calcMode="manual" fullCalcOnLoad="1"/>')
    assert changed["xl/workbook.xml"] == expected.encode()


def test_a_name_is_written_where_it_points(tmp_path: Path) -> None:
    names = '<definedName name="growth">Plan!$B$2</definedName><definedName name="area">Plan!$B$2:$B$3</definedName>'
    cells, _ = after(tmp_path, one_sheet("", names=names), [NameWrite("GROWTH", 0.1)])
    assert cells == {(2, 2): Cell(None, "n", None, "0.1")}
    with pytest.raises(WorkbookError, match="no single cell"):
        after(tmp_path, one_sheet("", names=names), [NameWrite("area", 0.1)])
    with pytest.raises(WorkbookError, match="no defined name"):
        after(tmp_path, one_sheet("", names=names), [NameWrite("missing", 0.1)])


def test_dates_get_a_date_style_and_styles_are_only_added_to(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/></row>'
    writes = [
        CellWrite("Plan", 1, 1, date(2026, 1, 31)),
        CellWrite("Plan", 1, 2, date(2026, 1, 31)),
        CellWrite("Plan", 1, 3, datetime(2026, 1, 31, 6)),
    ]
    parts = one_sheet(rows)
    cells, changed = after(tmp_path, parts, writes)
    assert [cells[1, column] for column in (1, 2, 3)] == [
        ("1", "n", None, "46053"),
        ("3", "n", None, "46053"),
        ("4", "n", None, "46053.25"),
    ]
    added = b'<xf numFmtId="14" fontId="0" applyNumberFormat="1"/><xf numFmtId="22" fontId="0" applyNumberFormat="1"/>'
    assert (changed["xl/styles.xml"] or b"").replace(added, b"").replace(b'count="5"', b'count="3"').decode() == parts[
        "xl/styles.xml"
    ]


def test_dates_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    cells, _ = after(
        tmp_path,
        one_sheet("", properties='<workbookPr date1904="true"/>'),
        [CellWrite("Plan", 1, 1, date(2026, 1, 31))],
    )
    assert cells[1, 1].value == str(46053 - 1462)


SHARED_COLUMN = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2" s="2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"></f><v>3</v></c></row>'
)


def test_users_of_a_shared_formula_keep_it_when_its_master_goes(tmp_path: Path) -> None:
    cells, _ = after(tmp_path, one_sheet(SHARED_COLUMN), [CellWrite("Plan", 1, 2, 9)])
    assert cells[1, 2] == Cell(None, "n", None, "9")
    assert cells[2, 2] == Cell("2", "n", "A2*$A$1", "2")
    assert cells[3, 2] == Cell(None, "n", "A3*$A$1", "3")


def test_a_user_of_a_shared_formula_may_go_alone(tmp_path: Path) -> None:
    _, changed = after(tmp_path, one_sheet(SHARED_COLUMN), [CellWrite("Plan", 2, 2, 9)])
    assert b'<f t="shared" ref="B1:B3" si="0">A1*$A$1</f>' in (changed[SHEET] or b"")


ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>'
)


def test_arrays_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match=r"'Plan'!A2 is part of the array formula in A1:A2"):
        after(tmp_path, one_sheet(ARRAY), [CellWrite("Plan", 2, 1, 5)])
    cells, _ = after(tmp_path, one_sheet(ARRAY), [CellWrite("Plan", 1, 1, None), CellWrite("Plan", 2, 1, 5)])
    assert cells == {(2, 1): Cell(None, "n", None, "5")}


def test_merged_cells_take_a_value_in_their_first_cell_only(tmp_path: Path) -> None:
    parts = one_sheet(
        '<row r="1"><c r="A1"/></row>', after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    )
    with pytest.raises(WriteRefused, match="'Plan'!B2 is hidden in the merged cells A1:B2"):
        after(tmp_path, parts, [CellWrite("Plan", 2, 2, 5)])
    assert after(tmp_path, parts, [CellWrite("Plan", 1, 1, 5)])[0][1, 1].value == "5"


@pytest.mark.parametrize(("row", "refused"), [(3, True), (4, False), (5, False), (6, True)])
def test_headers_and_totals_of_tables_are_not_cells_to_write(tmp_path: Path, row: int, refused: bool) -> None:
    parts = book_parts(
        {"Plan": sheet("")}, tables={"Plan": [table("T", "B3:C6", ["a", "b"], attributes=' totalsRowCount="1"')]}
    )
    if refused:
        with pytest.raises(WriteRefused, match="header or total of table T"):
            after(tmp_path, parts, [CellWrite("Plan", row, 2, 5)])
    else:
        assert after(tmp_path, parts, [CellWrite("Plan", row, 2, 5)])[0][row, 2].value == "5"


def test_what_no_cell_holds_is_refused_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match="'Plan'!C7 cannot be written: a text of"):
        after(tmp_path, one_sheet(""), [CellWrite("Plan", 7, 3, "x" * 40_000)])
    with pytest.raises(WriteRefused, match="before the first day"):
        after(tmp_path, one_sheet(""), [CellWrite("Plan", 7, 3, date(1850, 1, 1))])


def test_a_chart_sheet_has_no_cells(tmp_path: Path) -> None:
    parts = one_sheet("")
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "/worksheet", "/chartsheet", 1
    )
    with pytest.raises(WriteRefused, match="chartsheet"):
        after(tmp_path, parts, [CellWrite("Plan", 1, 1, 5)])


def test_a_table_is_written_once(tmp_path: Path) -> None:
    parts = book_parts({"Plan": sheet("")}, tables={"Plan": [table("T", "A1:A2", ["a"])]})
    with pytest.raises(ValueError, match="twice"):
        after(tmp_path, parts, [TableWrite("T", (0,), {}), TableWrite("t", (0,), {})])


def chained() -> Parts:
    parts = one_sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f><v>2</v></c></row>')
    parts["xl/calcChain.xml"] = '<calcChain><c r="A1" i="1"/><c r="B1"/></calcChain>'
    override = '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd...calcChain+xml"/>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", override + "</Types>")
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    chain = '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", chain + "</Relationships>")
    return parts


@pytest.mark.parametrize(("value", "dropped"), [(5, True), (None, True), (Formula("2+2", 4), False)])
def test_the_calculation_chain_goes_with_a_formula(tmp_path: Path, value: Value, dropped: bool) -> None:
    package = package_of(tmp_path, chained())
    changed = edited(package, [CellWrite("Plan", 1, 1, value)])
    result = Package(package.path, package.written(changed))
    assert ("xl/calcChain.xml" not in result) == dropped
    assert (b"calcChain" not in result.read("[Content_Types].xml")) == dropped
    assert any(item.kind == "calcChain" for item in result.relations("xl/workbook.xml")) != dropped
    assert result.relations("xl/workbook.xml")[0].kind == "worksheet"
