"""The splicing editor against the standard parser, on sheets in all the forms that the schema allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.workbook.addresses import cell_name
from salesplan.workbook.cells import cell_xml
from salesplan.workbook.markup import Malformed
from salesplan.workbook.sheet_xml import SheetXml
from tests.workbook.books import MAIN, Cell, cells_of

JUNK = ("", "", "", "\n  ", "<!-- </c></row> <c r='A1'/> -->", "<?note a > b?>")
CONTENTS = (
    "<{p}v>{n}</{p}v>",
    "<{p}v><![CDATA[{n}]]></{p}v>",
    "<{p}f>A1&gt;2</{p}f><{p}v>{n}</{p}v>",
    "<{p}v>{n}<!-- </c> --></{p}v>",
)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Draw a worksheet: rows and cells with and without addresses, odd quotes, comments, prefixes, self-closed forms."""
    p = draw(st.sampled_from(["", "x:", "a.b-c:"]))
    pieces = []
    number = 0
    for gap in draw(st.lists(st.integers(1, 3), max_size=5)):
        number += gap
        place = "" if gap == 1 and draw(st.booleans()) else f" r={draw(quotes())}".replace("#", str(number))
        cells = draw_cells(draw, p, number)
        pieces.append(draw(st.sampled_from(JUNK)))
        pieces.append(f"<{p}row{place} spans='1:3'>{cells}</{p}row >" if cells else f"<{p}row{place} ht='20' />")
    name = p.removesuffix(":")
    space = f"xmlns:{name}" if p else "xmlns"
    rows = "".join(pieces)
    data = f"<{p}sheetData>{rows}</{p}sheetData>" if rows else f"<{p}sheetData />"
    return f'<{p}worksheet {space}="{MAIN}"><{p}dimension ref="A1"/>{data}<!-- end --></{p}worksheet>'.encode()


def quotes() -> st.SearchStrategy[str]:
    return st.sampled_from(['"#"', "'#'"])


def draw_cells(draw: st.DrawFn, p: str, row: int) -> str:
    pieces = []
    column = 0
    for gap in draw(st.lists(st.integers(1, 3), max_size=4)):
        column += gap
        place = "" if gap == 1 and draw(st.booleans()) else f" r={draw(quotes())}".replace("#", cell_name(row, column))
        style = draw(st.sampled_from(["", " s='4'", ' s="5"', ' cm="1" s="6" vm="2"']))
        content = draw(st.sampled_from(CONTENTS)).format(p=p, n=draw(st.integers(0, 99)))
        closed = draw(st.booleans())
        pieces.append(draw(st.sampled_from(JUNK)))
        pieces.append(f"<{p}c{place}{style}/>" if closed else f"<{p}c{place}{style}>{content}</{p}c>")
    return "".join(pieces)


@settings(max_examples=150, deadline=None)
@given(
    sheets(),
    st.dictionaries(st.tuples(st.integers(1, 14), st.integers(1, 12)), st.sampled_from([None, 7, "x"]), max_size=8),
)
def test_writes_land_and_nothing_else_changes(data: bytes, writes: dict[tuple[int, int], int | str | None]) -> None:
    before = cells_of(data)
    sheet = SheetXml(data)
    for (row, column), value in writes.items():
        sheet.put(row, column, cell_xml(sheet.prefix, row, column, None, value))
    out = sheet.render()
    expected = {cell: said for cell, said in before.items() if cell not in writes}
    for cell, value in writes.items():
        if value is not None:
            expected[cell] = Cell(None, "n" if value == 7 else "inlineStr", None, str(value))
    assert cells_of(out) == expected
    assert list(cells_of(out)) == sorted(expected)
    if not writes:
        assert out == data


@settings(max_examples=50, deadline=None)
@given(sheets(), st.integers(1, 12), st.integers(1, 5))
def test_shifted_rows_carry_their_cells(data: bytes, first: int, by: int) -> None:
    before = cells_of(data)
    sheet = SheetXml(data)
    sheet.shift(first, by)
    moved = {(row + by if row >= first else row, column): cell for (row, column), cell in before.items()}
    assert cells_of(sheet.render()) == moved


def test_untouched_rows_keep_their_bytes() -> None:
    row = b"<row  r='2' x='a>b'><c  r='A2'  s = '1'><v>1</v></c> <!-- kept --></row>"
    data = b"<worksheet xmlns='" + MAIN.encode() + b"'><sheetData>" + row + b"</sheetData></worksheet>"
    sheet = SheetXml(data)
    sheet.put(1, 1, b'<c r="A1"><v>5</v></c>')
    assert sheet.render() == data.replace(row, b'<row r="1"><c r="A1"><v>5</v></c></row>' + row)


def test_spans_and_dimension_make_room() -> None:
    data = b'<worksheet><dimension ref="B2:C3"/><sheetData><row r="2" spans="2:3"/></sheetData></worksheet>'
    sheet = SheetXml(data)
    sheet.put(2, 5, b'<c r="E2"/>')
    assert sheet.render() == (
        b'<worksheet><dimension ref="B2:E3"/><sheetData><row r="2"><c r="E2"/></row></sheetData></worksheet>'
    )


def test_utf16_becomes_utf8_with_its_declaration() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row r="1"><c r="A1"><v>ä</v></c></row></sheetData></worksheet>'
    sheet = SheetXml(text.encode("utf-16"))
    assert sheet.render() == text.replace("UTF-16", "UTF-8").encode()


def test_a_missing_cell_takes_the_style_of_its_row_or_column() -> None:
    data = (
        b'<worksheet><cols><col min="2" max="3" style="8"/></cols><sheetData><row r="1" s="4" customFormat="1"/>'
        b'<row r="2" s="5"/></sheetData></worksheet>'
    )
    sheet = SheetXml(data)
    assert [sheet.standing_style(row, 2) for row in (1, 2, 3)] == [b"4", b"8", b"8"]
    assert sheet.standing_style(3, 1) is None


@pytest.mark.parametrize(
    "data",
    [
        b"<worksheet><sheetData><row></sheetData></worksheet>",
        b"<worksheet/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
        b'<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
        b'<?xml version="1.0" encoding="no-such"?><worksheet><sheetData/></worksheet>',
    ],
)
def test_what_cannot_be_edited_safely_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        SheetXml(data)


def test_cells_out_of_order_are_refused() -> None:
    sheet = SheetXml(b'<worksheet><sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData></worksheet>')
    with pytest.raises(Malformed, match="row 1"):
        sheet.cells(1)
