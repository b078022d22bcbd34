"""Rows of a Table, and what stands below it, moving: where they may, and what follows them."""

from pathlib import Path

import pytest

from salesplan.errors import WriteRefused
from salesplan.workbook.locate import Book
from salesplan.workbook.rows_move import can_move
from salesplan.workbook.writes import TableWrite
from tests.workbook.books import Cell, sheet
from tests.workbook.quota_books import (
    SHEET,
    TOTALS,
    Parts,
    after,
    comments_at,
    drawn,
    package_of,
    quota_parts,
    second_table,
)

RULE = '<conditionalFormatting sqref="C5"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
NOTE = (
    '<row r="7"/><row r="8" ht="30"><c r="B8" s="2"><f>SUM(C4:C6)+B9</f><v>1</v></c></row>'
    '<row r="9"><c r="B9"><v>5</v></c><c r="C9"><f>B9*$B$8+Other!A9</f><v>5</v></c></row>'
)
OTHER = sheet('<row r="1"><c r="A1"><f>Plan!B8</f><v>1</v></c></row>')
ARRAY_BELOW = '<row r="8"><c r="B8"><f t="array" ref="B8:B9">C4:C5</f></c></row>'
GROWN = (0, 1, 2, None, None)
RUNNING = {SHEET: str(quota_parts(3)[SHEET]).replace("C6*2", "C5+C6")}
READ_ABOVE = {SHEET: str(quota_parts(3)[SHEET]).replace("C4*2", "C4*2+C6")}
ACROSS = {SHEET: str(quota_parts(3)[SHEET]).replace("C6*2", "SUM(E6:H6)")}
AT_ONCE = {SHEET: str(quota_parts(3)[SHEET]).replace("<f>C4*2", '<f t="array" ref="D4:D6">C4:C6*2')}


def test_a_rule_that_takes_in_the_totals_row_still_does(tmp_path: Path) -> None:
    rule = RULE.replace('sqref="C5"', 'sqref="C4:C7"')
    parts = quota_parts(3, below=TOTALS, totals=True, after=rule)
    assert 'sqref="C4:C8"' in after(tmp_path, parts, TableWrite("Quota", (0, 1, 2, None), {}))[2]


def test_a_rule_of_the_totals_row_alone_is_not_left_behind(tmp_path: Path) -> None:
    parts = quota_parts(3, below=TOTALS, totals=True, after=RULE.replace('sqref="C5"', 'sqref="C7"'))
    with pytest.raises(WriteRefused, match=r"'Plan'!C7 is in the totals row"):
        after(tmp_path, parts, TableWrite("Quota", GROWN, {}))


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


def test_what_stands_right_under_the_table_moves_too(tmp_path: Path) -> None:
    rule = RULE.replace('sqref="C5"', 'sqref="B7"').replace("<formula>1<", "<formula>B7&gt;1<")
    more = '<mergeCells count="1"><mergeCell ref="G7:H7"/></mergeCells><rowBreaks count="1"><brk id="7"/></rowBreaks>'
    more += '<ignoredErrors><ignoredError sqref="B7" formula="1"/></ignoredErrors>'
    below = '<row r="7"><c r="B7"><v>5</v></c></row>'
    parts = quota_parts(3, below=below, after=more + rule)
    cells, _, xml = after(tmp_path, parts, TableWrite("Quota", (0, 1, 2, None, None), {}))
    assert cells[9, 2].value == "5"
    for moved in ('ref="G9:H9"', '<brk id="9"/>', 'Formatting sqref="B9"', "<formula>B9&gt;1</", 'Error sqref="B9"'):
        assert moved in xml


@pytest.mark.parametrize(
    ("below", "last", "says"), [("", 8, "as far down as a sheet goes"), (NOTE, 11, "the sheet is full")]
)
def test_a_sheet_is_filled_to_its_last_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str, last: int, says: str
) -> None:
    write = TableWrite("Quota", (0, 1, 2, None, None), {})
    monkeypatch.setattr("salesplan.workbook.rows_move.LAST_ROW", last)
    assert str(after(tmp_path, quota_parts(3, below=below), write)[1].area) == "B3:E8"
    monkeypatch.setattr("salesplan.workbook.rows_move.LAST_ROW", last - 1)
    with pytest.raises(WriteRefused, match=says):
        after(tmp_path, quota_parts(3, below=below), write)


def test_free_rows_below_are_used_before_anything_moves(tmp_path: Path) -> None:
    cells, _, _ = after(tmp_path, quota_parts(3, below=NOTE), TableWrite("Quota", (0, 1, 2, None), {}))
    assert cells[8, 2].formula == "SUM(C4:C6)+B9"


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


@pytest.mark.parametrize(("below", "first"), [(NOTE, 5), ("", 7)])
def test_a_picture_is_not_in_the_way(tmp_path: Path, below: str, first: int) -> None:
    """It lies over the cells: one that begins on the table stays, and the table grows beneath one that is below it."""
    parts = drawn(quota_parts(3, below=below), first=first, last=10)
    assert str(after(tmp_path, parts, TableWrite("Quota", GROWN, {}))[1].area) == "B3:E8"


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
        (quota_parts(3, other=OTHER.replace("B8", "H5")), None),
        (
            quota_parts(3, below=TOTALS, totals=True, other=OTHER.replace("B8", "C7")),
            "C7 is pointed at by a formula in sheet Other",
        ),
        (quota_parts(3, below='<row r="9"><c r="H9"><f>C5</f></c></row>'), "C5 is pointed at by the formula in H9"),
        (comments_at(quota_parts(3), "B5"), "B5 holds a comment"),
        (comments_at(quota_parts(3), "H5"), None),
        (drawn(quota_parts(3), first=5, last=6), "B5 holds a picture, chart or shape"),
        (quota_parts(3, after=RULE), "C5 has a validation or conditional format of its own"),
        (quota_parts(3) | RUNNING, "D6 has a formula that reads rows which move or go"),
        (quota_parts(3) | READ_ABOVE, "C6 is pointed at by the formula in D4"),
        (quota_parts(3) | ACROSS, "D6 has a formula that reads rows which move or go"),
        (quota_parts(3) | AT_ONCE, "D4 is part of the array formula in D4:D6"),
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


def test_a_range_of_rows_is_not_turned_upside_down(tmp_path: Path) -> None:
    parts = quota_parts(3) | {SHEET: str(quota_parts(3)[SHEET]).replace("C4*2", "SUM(C4:C5)")}
    package = package_of(tmp_path, parts)
    book = Book.of(package)
    reason = can_move(package, book, book.table("Quota"), (2, 1, 0))
    assert reason == "D4 has a formula that reads rows which move or go"


def test_links_follow_their_rows(tmp_path: Path) -> None:
    links = '<hyperlinks><hyperlink ref="B5" location="a"/><hyperlink ref="B6" location="b"/><hyperlink ref="H5" location="c"/></hyperlinks>'
    _, _, xml = after(tmp_path, quota_parts(3, after=links), TableWrite("Quota", (0, 2), {}))
    assert '<hyperlinks><hyperlink ref="B5" location="b"/><hyperlink ref="H5" location="c"/></hyperlinks>' in xml


def test_no_links_leave_no_list_of_links(tmp_path: Path) -> None:
    """An empty one is not allowed (ECMA-376 part 1, 18.3.1.48)."""
    links = '<hyperlinks><hyperlink ref="B5" location="a"/></hyperlinks>'
    _, _, xml = after(tmp_path, quota_parts(3, after=links), TableWrite("Quota", (0, 2), {}))
    assert "hyperlink" not in xml
