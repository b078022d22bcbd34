"""Whole Tables written: growing, shrinking and moving, with all that belongs to them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import ColumnMissing, TableMissing, WriteRefused
from salesplan.workbook.apply import edited
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.package import Package
from salesplan.workbook.rows_move import can_move
from salesplan.workbook.writes import KEEP, Formula, TableWrite
from tests.workbook.books import Cell, book_parts, cells_of, relationships, sheet, table, zipped

SHEET = "xl/worksheets/sheet1.xml"
HEADERS = ["id", "amount", "twice", "plus"]
CALCULATED = (
    '<tableColumn id="1" name="id"/><tableColumn id="2" name="amount"/><tableColumn id="3" name="twice"/><tableColumn id="4" name="plus">'
    "<calculatedColumnFormula>Quota[[#This Row],[amount]]+1</calculatedColumnFormula></tableColumn>"
)
Parts = dict[str, str | bytes]


def quota_rows(height: int, *, first: int = 4) -> str:
    """Word a header row and data rows: id, amount, twice the amount by address, one more by column."""
    cells = "".join(
        f'<c r="{letter}{first - 1}" t="inlineStr"><is><t>{header}</t></is></c>'
        for letter, header in zip("BCDE", HEADERS, strict=True)
    )
    rows = [f'<row r="{first - 1}">{cells}</row>']
    for at in range(height):
        row = first + at
        rows.append(
            f'<row r="{row}" ht="20" customHeight="1"><c r="B{row}" s="2" t="inlineStr"><is><t>r{at}</t></is></c>'
            f'<c r="C{row}" s="1"><v>{at * 10}</v></c><c r="D{row}"><f>C{row}*2</f><v>{at * 20}</v></c>'
            f'<c r="E{row}" s="2"><f>Quota[[#This Row],[amount]]+1</f><v>{at * 10 + 1}</v></c></row>'
        )
    return "".join(rows)


def quota_parts(
    height: int = 3, *, below: str = "", after: str = "", totals: bool = False, inside: str = "", **more: str
) -> Parts:
    """Give a workbook with the table Quota in B3:E..., and what is wanted below and around it."""
    end = 3 + height + totals
    quota = table(
        "Quota",
        f"B3:E{end}",
        HEADERS,
        columns=CALCULATED,
        inside=inside,
        attributes=' totalsRowCount="1"' if totals else "",
    )
    if totals:
        quota = quota.replace(f'<autoFilter ref="B3:E{end}"', f'<autoFilter ref="B3:E{end - 1}"')
    other = more.pop("other", "")
    sheets = {"Plan": sheet(quota_rows(height) + below, before='<dimension ref="B3:E9"/>', after=after)} | (
        {"Other": other} if other else {}
    )
    return book_parts(sheets, tables={"Plan": [quota]}, names=more.pop("names", ""))


def package_of(tmp_path: Path, parts: Parts) -> Package:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(parts))
    return Package.open(path)


def after(tmp_path: Path, parts: Parts, write: TableWrite) -> tuple[dict[tuple[int, int], Cell], TableInfo, str]:
    """Write a table: the sheet's cells, the table, and the sheet's XML afterwards."""
    package = package_of(tmp_path, parts)
    result = Package(package.path, package.written(edited(package, [write])))
    return cells_of(result.read(SHEET)), Book.of(result).table(write.table), result.read(SHEET).decode()


def column(cells: dict[tuple[int, int], Cell], number: int, first: int = 4, last: int = 99) -> list[str | None]:
    """Give what a column holds: its formulas, or else its values."""
    return [
        cell.formula or cell.value for (row, at), cell in sorted(cells.items()) if at == number and first <= row <= last
    ]


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
        '<conditionalFormatting sqref="C4:C6 G1"><cfRule type="expression" priority="1"><formula>$C4&gt;5</formula></cfRule></conditionalFormatting>'
        '<conditionalFormatting sqref="C4:C5"><cfRule type="expression" priority="2"><formula>1</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="2"><dataValidation type="list" sqref="B4:B6"><formula1>"a,b"</formula1></dataValidation>'
        '<dataValidation type="list" sqref="H4:H6"><formula1>"a,b"</formula1></dataValidation></dataValidations>'
        '<extLst><ext><x14:dataValidation xmlns:x14="a" xmlns:xm="b"><xm:sqref>D4:D6</xm:sqref></x14:dataValidation></ext></extLst>'
    )
    sort = '<sortState ref="B4:E6"><sortCondition ref="C4:C6"/></sortState>'
    package = package_of(tmp_path, quota_parts(3, after=rules, inside=sort))
    changed = edited(package, [TableWrite("Quota", (0, 1, 2, None, None), {})])
    xml = (changed[SHEET] or b"").decode()
    for reached in (
        'sqref="C4:C8 G1"',
        'sqref="C4:C5"',
        'sqref="B4:B8"',
        'sqref="H4:H6"',
        "<xm:sqref>D4:D8</xm:sqref>",
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


TOTALS = '<row r="7"><c r="B7" t="inlineStr"><is><t>Total</t></is></c><c r="C7"><f>SUBTOTAL(109,C4:C6)</f><v>30</v></c><c r="G7"><v>1</v></c></row>'


@pytest.mark.parametrize(("rows", "row"), [((0, 1, 2, None), 8), ((0, 1), 6)])
def test_the_totals_row_travels_with_the_end(tmp_path: Path, rows: tuple[int | None, ...], row: int) -> None:
    cells, quota, _ = after(tmp_path, quota_parts(3, below=TOTALS, totals=True), TableWrite("Quota", rows, {}))
    assert str(quota.area) == f"B3:E{row}"
    assert cells[row, 2].value == "Total"
    assert cells[row, 3].formula == f"SUBTOTAL(109,C4:C{row - 1})"
    assert cells[7, 7].value == "1"
    assert (7, 2) not in cells or row > 7


NOTE = (
    '<row r="7"/><row r="8" ht="30"><c r="B8" s="2"><f>SUM(C4:C6)+B9</f><v>1</v></c></row>'
    '<row r="9"><c r="B9"><v>5</v></c><c r="C9"><f>B9*$B$8+Other!A9</f><v>5</v></c></row>'
)


def test_a_note_below_moves_down_as_whole_rows(tmp_path: Path) -> None:
    after_rows = '<mergeCells count="1"><mergeCell ref="D8:E8"/></mergeCells><conditionalFormatting sqref="B9"><cfRule type="expression" priority="1"><formula>B8&gt;1</formula></cfRule></conditionalFormatting><hyperlinks><hyperlink ref="B9" location="x"/></hyperlinks><rowBreaks count="1"><brk id="8"/></rowBreaks>'
    cells, quota, xml = after(
        tmp_path, quota_parts(3, below=NOTE, after=after_rows), TableWrite("Quota", (0, 1, 2, None, None), {})
    )
    assert str(quota.area) == "B3:E8"
    assert cells[10, 2] == Cell("2", "n", "SUM(C4:C6)+B11", "1")
    assert cells[11, 3] == Cell(None, "n", "B11*$B$10+Other!A9", "5")
    for moved in (
        '<mergeCell ref="D10:E10"/>',
        'sqref="B11"',
        "<formula>B10&gt;1</formula>",
        '<hyperlink ref="B11"',
        '<brk id="10"/>',
        '<row r="10" ht="30">',
    ):
        assert moved in xml
    assert '<dimension ref="B3:E11"/>' in xml


def test_free_rows_below_are_used_before_anything_moves(tmp_path: Path) -> None:
    cells, _, _ = after(tmp_path, quota_parts(3, below=NOTE), TableWrite("Quota", (0, 1, 2, None), {}))
    assert cells[8, 2].formula == "SUM(C4:C6)+B9"


def comments_at(parts: Parts, ref: str) -> Parts:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    more = relationships(("c", "comments", "../comments1.xml")).split("<Relationships", 1)[1].split(">", 1)[1]
    parts[rels] = str(parts[rels]).replace("</Relationships>", more)
    parts["xl/comments1.xml"] = f'<comments><commentList><comment ref="{ref}"/></commentList></comments>'
    return parts


def second_table(parts: Parts, ref: str) -> Parts:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    more = relationships(("t2", "table", "../tables/second.xml")).split("<Relationships", 1)[1].split(">", 1)[1]
    parts[rels] = str(parts[rels]).replace("</Relationships>", more)
    parts["xl/tables/second.xml"] = table("Second", ref, ["a"])
    return parts


OTHER = sheet('<row r="1"><c r="A1"><f>Plan!B8</f><v>1</v></c></row>')
ARRAY_BELOW = '<row r="8"><c r="B8"><f t="array" ref="B8:B9">C4:C5</f></c></row>'
GROWN = (0, 1, 2, None, None)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (quota_parts(3, below=NOTE, other=OTHER), "a formula in sheet Other points at it"),
        (
            quota_parts(3, below=NOTE, names='<definedName name="note">Plan!$B$8</definedName>'),
            "the name note points at it",
        ),
        (quota_parts(3, below=NOTE + '<row r="1048575"/>'), "the sheet is full"),
        (quota_parts(3, below=ARRAY_BELOW), "an array formula is there"),
        (comments_at(quota_parts(3, below=NOTE), "B9"), "a comment is there"),
        (second_table(quota_parts(3), "B8:B12"), r"table Second \(B8:B12\) is there"),
        (second_table(quota_parts(3, below=NOTE), "G1:G20"), r"table Second \(G1:G20\) is there"),
        (
            quota_parts(3, below=NOTE, after='<mergeCells count="1"><mergeCell ref="G6:G8"/></mergeCells>'),
            "merged cells is there",
        ),
        (
            quota_parts(3, below=NOTE).copy()
            | {SHEET: str(quota_parts(3, below=NOTE)[SHEET]).replace("C4*2", "C4*2+B9")},
            "the formula in D4",
        ),
    ],
)
def test_growing_is_refused_where_what_is_below_cannot_move(tmp_path: Path, parts: Parts, says: str) -> None:
    with pytest.raises(WriteRefused, match=says) as refusal:
        after(tmp_path, parts, TableWrite("Quota", GROWN, {}))
    assert refusal.value.cell.startswith("B")
    assert "leave 2 free rows below the table" in refusal.value.fix


DRAWN = (
    '<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from>'
    "<xdr:to><xdr:col>2</xdr:col><xdr:row>5</xdr:row></xdr:to></xdr:twoCellAnchor></xdr:wsDr>"
)


def drawn(parts: Parts) -> Parts:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    more = relationships(("d", "drawing", "../drawings/drawing1.xml")).split("<Relationships", 1)[1].split(">", 1)[1]
    parts[rels] = str(parts[rels]).replace("</Relationships>", more)
    parts["xl/drawings/drawing1.xml"] = DRAWN
    return parts


RULE = '<conditionalFormatting sqref="C5"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
RUNNING = {SHEET: str(quota_parts(3)[SHEET]).replace("C6*2", "C5+C6")}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (quota_parts(3, other=OTHER.replace("B8", "C6")), "C6 is pointed at by a formula in sheet Other"),
        (quota_parts(3, names='<definedName name="best">Plan!$C$4:$C$6</definedName>'), None),
        (
            quota_parts(3, names='<definedName name="best">Plan!$C$4:$C$5</definedName>'),
            "C4 is pointed at by the name best",
        ),
        (quota_parts(3, other=OTHER.replace("B8", "C4:C6")), None),
        (quota_parts(3, other=OTHER.replace("B8", "C4")), None),
        (quota_parts(3, below='<row r="9"><c r="H9"><f>C5</f></c></row>'), "C5 is pointed at by the formula in H9"),
        (comments_at(quota_parts(3), "B5"), "B5 holds a comment"),
        (comments_at(quota_parts(3), "H5"), None),
        (drawn(quota_parts(3)), "B5 holds a picture, chart or shape"),
        (quota_parts(3, after=RULE), "C5 has a validation or conditional format of its own"),
        (quota_parts(3) | RUNNING, "D6 has a formula that reads rows which move or go"),
    ],
)
def test_rows_move_up_only_where_nothing_points_at_one_of_them(tmp_path: Path, parts: Parts, says: str | None) -> None:
    """The middle one of three rows goes."""
    package = package_of(tmp_path, parts)
    book = Book.of(package)
    reason = can_move(package, book, book.table("Quota"), (0, 2))
    write = TableWrite("Quota", (0, 2), {})
    if says is None:
        assert reason is None
        assert str(after(tmp_path, parts, write)[1].area) == "B3:E5"
        return
    assert reason
    assert says in reason
    with pytest.raises(WriteRefused):
        after(tmp_path, parts, write)


def test_links_follow_their_rows(tmp_path: Path) -> None:
    links = '<hyperlinks><hyperlink ref="B5" location="a"/><hyperlink ref="B6" location="b"/><hyperlink ref="H5" location="c"/></hyperlinks>'
    _, _, xml = after(tmp_path, quota_parts(3, after=links), TableWrite("Quota", (0, 2), {}))
    assert '<hyperlinks><hyperlink ref="B5" location="b"/><hyperlink ref="H5" location="c"/></hyperlinks>' in xml


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
    with pytest.raises(ValueError, match="no row 5"):
        after(tmp_path, quota_parts(1), TableWrite("Quota", (5,), {}))
    parts = quota_parts(1)
    parts["xl/tables/table1.xml"] = str(parts["xl/tables/table1.xml"]).replace(" ref=", ' headerRowCount="0" ref=', 1)
    with pytest.raises(WriteRefused, match="shows no headers"):
        after(tmp_path, parts, TableWrite("Quota", (0,), {}))
