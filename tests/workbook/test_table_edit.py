"""Whole Tables written: growing and shrinking, with all that belongs to them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import ColumnMissing, TableMissing, WriteRefused
from salesplan.workbook.apply import edited
from salesplan.workbook.writes import KEEP, Formula, TableWrite
from tests.workbook.books import Cell
from tests.workbook.quota_books import SHEET, TOTALS, after, column, package_of, quota_parts


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_rows_go_where_they_are_sent(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 5))
    kept = data.draw(st.permutations(range(height)))[: data.draw(st.integers(0, height))]
    rows: list[int | None] = [*kept, *data.draw(st.lists(st.none(), max_size=3))]
    rows = data.draw(st.permutations(rows))
    if not rows:
        rows = [0]
    amounts = data.draw(st.lists(st.sampled_from([5, 7.5, KEEP, None]), min_size=len(rows), max_size=len(rows)))
    below = '<row r="12"><c r="A12"><v>12</v></c><c r="C12"><v>99</v></c></row>'
    parts = quota_parts(height, below=below)
    cells, quota, _ = after(tmp_path_factory.mktemp("t"), parts, TableWrite("quota", tuple(rows), {"amount": amounts}))
    end = 3 + len(rows)
    assert str(quota.area) == f"B3:E{end}"
    assert column(cells, 2, last=end) == [None if old is None else f"r{old}" for old in rows]
    assert column(cells, 4, last=end) == [f"C{row}*2" for row in range(4, end + 1)]
    assert column(cells, 5, last=end) == ["Quota[[#This Row],[amount]]+1"] * len(rows)
    for at, (old, amount) in enumerate(zip(rows, amounts, strict=True)):
        stays = None if old is None else str(old * 10)
        expected = stays if amount is KEEP else None if amount is None else str(amount)
        assert cells[4 + at, 3] == Cell("1", "n", None, expected)
        assert cells[4 + at, 2].style == "2"
    note = 12 + max(0, len(rows) - height) if end >= 12 else 12
    assert (cells[note, 1].value, cells[note, 3].value) == ("12", "99")
    assert not [cell for cell in cells if end < cell[0] < note]


def test_unwritten_columns_and_rows_keep_their_bytes(tmp_path: Path) -> None:
    parts = quota_parts(3)
    _, _, xml = after(tmp_path, parts, TableWrite("Quota", (0, 1, 2), {"amount": [1, KEEP, 3]}))
    before = str(parts[SHEET])
    assert xml == before.replace('s="1"><v>0<', 's="1"><v>1<').replace('s="1"><v>20<', 's="1"><v>3<')


def test_new_rows_take_style_height_and_formulas_without_a_stale_value(tmp_path: Path) -> None:
    cells, quota, xml = after(tmp_path, quota_parts(2), TableWrite("Quota", (0, 1, None), {"id": [KEEP, KEEP, "new"]}))
    assert cells[6, 2] == Cell("2", "inlineStr", None, "new")
    assert cells[6, 3] == Cell("1", "n", None, None)
    assert cells[6, 4] == Cell(None, "n", "C6*2", None)
    assert cells[6, 5] == Cell("2", "n", "Quota[[#This Row],[amount]]+1", None)
    assert '<row r="6" ht="20" customHeight="1">' in xml
    assert quota.last_row == 6


def test_a_formula_in_the_last_row_alone_is_nobody_elses(tmp_path: Path) -> None:
    parts = quota_parts(3)
    parts[SHEET] = str(parts[SHEET]).replace("C4*2", "7").replace("C5*2", "8")
    cells, _, _ = after(tmp_path, parts, TableWrite("Quota", (0, 1, 2, None), {"id": [KEEP, KEEP, KEEP, "new"]}))
    assert cells[6, 4].formula == "C6*2"
    assert (7, 4) not in cells or cells[7, 4].formula is None


def test_a_written_formula_has_its_value_beside_it(tmp_path: Path) -> None:
    cells, _, _ = after(
        tmp_path, quota_parts(1), TableWrite("Quota", (0,), {"amount": [Formula("Quota[[#This Row],[id]]", "r0")]})
    )
    assert cells[4, 3] == Cell("1", "str", "Quota[[#This Row],[id]]", "r0")


def test_a_table_keeps_one_row(tmp_path: Path) -> None:
    cells, quota, _ = after(tmp_path, quota_parts(3), TableWrite("Quota", (), {"amount": []}))
    assert str(quota.area) == "B3:E4"
    assert column(cells, 2) == [None]
    assert column(cells, 4) == ["C4*2"]
    assert max(row for row, _ in cells) == 4


def test_filters_sorts_validations_and_formats_reach_the_new_last_row(tmp_path: Path) -> None:
    rules = (
        '<!-- <conditionalFormatting sqref="C4:C6"/> --><conditionalFormatting sqref="C4:C6 G1:G1"><cfRule type="expression" priority="1"><formula>$C4&gt;5</formula></cfRule></conditionalFormatting>'
        '<conditionalFormatting sqref="C4:C5"><cfRule type="expression" priority="2"><formula>1</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="2"><dataValidation type="list" sqref="B4:B6"><formula1>"a,b"</formula1></dataValidation>'
        '<dataValidation type="list" sqref="H4:H6"><formula1>"a,b"</formula1></dataValidation></dataValidations>'
        '<extLst><ext><x14:dataValidation xmlns:x14="a" xmlns:xm="b"><xm:sqref>D4:D6</xm:sqref></x14:dataValidation></ext></extLst>'
        '<ignoredErrors><ignoredError sqref="E4:E6" formula="1"/></ignoredErrors>'
    )
    sort = '<sortState ref="B4:E6"><sortCondition ref="C4:C6"/></sortState>'
    package = package_of(tmp_path, quota_parts(3, after=rules, inside=sort))
    changed = edited(package, [TableWrite("Quota", (0, 1, 2, None, None), {})])
    xml = (changed[SHEET] or b"").decode()
    for reached in (
        '<!-- <conditionalFormatting sqref="C4:C6"/> -->',
        'sqref="C4:C8 G1:G1"',
        'sqref="C4:C5"',
        'sqref="B4:B8"',
        'sqref="H4:H6"',
        "<xm:sqref>D4:D8</xm:sqref>",
        '<ignoredError sqref="E4:E8"',
        "<formula>$C4&gt;5</formula>",
    ):
        assert reached in xml
    declared = (changed["xl/tables/table1.xml"] or b"").decode()
    for reached in (
        'displayName="Quota" ref="B3:E8"',
        '<autoFilter ref="B3:E8"',
        '<sortState ref="B4:E8"',
        '<sortCondition ref="C4:C8"',
    ):
        assert reached in declared


def test_rows_hidden_by_a_filter_stay_hidden_where_they_go(tmp_path: Path) -> None:
    parts = quota_parts(3)
    parts[SHEET] = str(parts[SHEET]).replace('<row r="6"', '<row r="6" hidden="1"')
    parts["xl/tables/table1.xml"] = str(parts["xl/tables/table1.xml"]).replace(
        '<autoFilter ref="B3:E6"/>',
        '<autoFilter ref="B3:E6"><filterColumn colId="0"><filters><filter val="r0"/></filters></filterColumn></autoFilter>',
    )
    _, _, xml = after(tmp_path, parts, TableWrite("Quota", (0, 2, None, None), {}))
    hidden = [
        row
        for row in (4, 5, 6, 7)
        if f'<row r="{row}"' in xml and "hidden" in xml.split(f'<row r="{row}"')[1].split(">")[0]
    ]
    assert hidden == [5]


@pytest.mark.parametrize(("rows", "row"), [((0, 1, 2, None), 8), ((0, 1), 6)])
def test_the_totals_row_travels_with_the_end(tmp_path: Path, rows: tuple[int | None, ...], row: int) -> None:
    cells, quota, _ = after(tmp_path, quota_parts(3, below=TOTALS, totals=True), TableWrite("Quota", rows, {}))
    assert str(quota.area) == f"B3:E{row}"
    assert cells[row, 2].value == "Total"
    assert cells[row, 3].formula == f"SUBTOTAL(109,C4:C{row - 1})"
    assert cells[7, 7].value == "1"
    assert (7, 2) not in cells or row > 7


def test_shared_formulas_in_moving_rows_are_spelled_out(tmp_path: Path) -> None:
    parts = quota_parts(3)
    xml = str(parts[SHEET]).replace("<f>C4*2</f>", '<f t="shared" ref="D4:D6" si="3">C4*2</f>')
    parts[SHEET] = xml.replace("<f>C5*2</f>", '<f t="shared" si="3"/>').replace("<f>C6*2</f>", '<f t="shared" si="3"/>')
    cells, _, _ = after(tmp_path, parts, TableWrite("Quota", (2, 0, None), {}))
    assert column(cells, 4) == ["C4*2", "C5*2", "C6*2"]


def test_a_formula_that_fills_its_own_cell_as_an_array_is_carried(tmp_path: Path) -> None:
    parts = quota_parts(2)
    xml = str(parts[SHEET])
    for row in (4, 5):
        xml = xml.replace(
            f'<c r="D{row}"><f>C{row}*2</f>', f'<c r="D{row}" cm="1"><f t="array" ref="D{row}">C{row}*2</f>'
        )
    parts[SHEET] = xml
    _, _, xml = after(tmp_path, parts, TableWrite("Quota", (1, None), {}))
    assert '<c r="D4" cm="1"><f t="array" ref="D4">C4*2</f><v>20</v></c>' in xml
    assert '<c cm="1" r="D5"><f t="array" ref="D5">C5*2</f></c>' in xml


def test_an_empty_table_gets_its_first_row(tmp_path: Path) -> None:
    parts = quota_parts(1)
    parts["xl/tables/table1.xml"] = str(parts["xl/tables/table1.xml"]).replace(" ref=", ' insertRow="1" ref=', 1)
    changed = edited(package_of(tmp_path, parts), [TableWrite("Quota", (0,), {"id": ["a"]})])
    assert changed["xl/tables/table1.xml"] == str(parts["xl/tables/table1.xml"]).replace(' insertRow="1"', "").encode()


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableMissing):
        after(tmp_path, quota_parts(1), TableWrite("Qota", (0,), {}))
    with pytest.raises(ColumnMissing, match="'Plan' table Quota has no column 'amounts'"):
        after(tmp_path, quota_parts(1), TableWrite("Quota", (0,), {"amounts": [1]}))
    with pytest.raises(ValueError, match="no row 1"):
        after(tmp_path, quota_parts(1), TableWrite("Quota", (1,), {}))
    parts = quota_parts(1)
    parts["xl/tables/table1.xml"] = str(parts["xl/tables/table1.xml"]).replace(" ref=", ' headerRowCount="0" ref=', 1)
    with pytest.raises(WriteRefused, match="shows no headers"):
        after(tmp_path, parts, TableWrite("Quota", (0,), {}))
