"""Values as XML, read back by another program's reader."""

import io
import math
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from python_calamine import CalamineWorkbook

from salesplan.workbook.cell_content import LONGEST_TEXT, serial
from salesplan.workbook.cells import cell_xml
from salesplan.workbook.styles import Styles, shows_date
from salesplan.workbook.writes import KEEP, CellWrite, Formula, TableWrite, Unwritable, Value, coerced
from tests.workbook.books import STYLES, book_parts, cells_of, sheet, zipped


def read_back(values: list[Value]) -> list[object]:
    """Write values down column A and let calamine read them."""
    cells = [cell_xml(b"", row, 1, None, value) or b"" for row, value in enumerate(values, 1)]
    rows = "".join(f'<row r="{row}">{cell.decode()}</row>' for row, cell in enumerate(cells, 1))
    book = CalamineWorkbook.from_filelike(io.BytesIO(zipped(book_parts({"Plan": sheet(rows)}))))
    return [row[0] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


TRICKY = [
    '=HYPERLINK("http://x")',
    "+1",
    "@x",
    "-1",
    "_x0041_",
    "a_x005F_b",
    "\x07\x00\x1f",
    "😀表",
    " lead",
    "trail ",
    "a\nb\tc",
    "\r\n",
    "<&>\"'",
    "]]>",
    "007",
    "1e5",
    "TRUE",
    "#N/A",
    "_x",
    "_x00",
]


def test_texts_stay_texts() -> None:
    assert read_back([*TRICKY]) == TRICKY


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20),
        min_size=1,
        max_size=20,
    )
)
def test_any_text_reads_back(texts: list[str]) -> None:
    assert read_back([*texts]) == texts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.floats(allow_nan=False, allow_infinity=False, max_value=1e307, min_value=-1e307), min_size=1, max_size=20
    )
)
def test_numbers_read_back_to_the_last_bit(numbers: list[float]) -> None:
    assert read_back([*numbers]) == numbers


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)), st.booleans())
def test_dates_are_the_serials_that_excel_counts(day: date, date1904: bool) -> None:
    if date1904 and day < date(1904, 1, 1):
        with pytest.raises(Unwritable):
            serial(day, date1904=True)
        return
    epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
    back = from_excel(serial(day, date1904=date1904), epoch)
    assert isinstance(back, datetime)
    # The reader reads 1900's first two months one day off on purpose: its 29 February never was.
    assert back.date() - day in (
        {timedelta(0)} if date1904 or day >= date(1900, 3, 1) else {timedelta(0), timedelta(-1)}
    )


def test_forms_of_values() -> None:
    assert cell_xml(b"", 1, 1, b"3", None) == b'<c r="A1" s="3"/>'
    assert cell_xml(b"", 1, 1, None, None) is None
    assert cell_xml(b"x:", 2, 28, b"1", True) == b'<x:c r="AB2" s="1" t="b"><x:v>1</x:v></x:c>'
    assert cell_xml(b"", 1, 1, None, Decimal("10.50")) == b'<c r="A1"><v>10.50</v></c>'
    assert cell_xml(b"", 1, 1, None, 0.1 + 0.2) == b'<c r="A1"><v>0.30000000000000004</v></c>'
    formula = Formula('IF(Quota[[#This Row],[override]]="",1,2)&"<"', "1<")
    assert cells_of(b"<a><row>" + (cell_xml(b"", 1, 1, None, formula) or b"") + b"</row></a>") == {
        (1, 1): (None, "str", formula.text, "1<")
    }


def test_too_long_a_text_is_refused() -> None:
    assert cell_xml(b"", 1, 1, None, "x" * LONGEST_TEXT)
    with pytest.raises(Unwritable, match="longer than the 32,767"):
        cell_xml(b"", 1, 1, None, "😀" * (LONGEST_TEXT // 2 + 1))


@pytest.mark.parametrize(
    ("given_", "plain"),
    [
        (np.int64(7), 7),
        (np.float64(1.5), 1.5),
        (np.longdouble(1.5), 1.5),
        (np.bool_(False), False),
        (np.str_("a"), "a"),
        (np.datetime64("2026-01-31"), datetime(2026, 1, 31)),
        (pd.Timestamp("2026-01-31 10:00"), datetime(2026, 1, 31, 10)),
        (math.nan, None),
        (np.float64("nan"), None),
        (np.datetime64("NaT"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (Decimal("NaN"), None),
        ("", None),
        (0, 0),
        (False, False),
    ],
)
def test_scalars_become_plain(given_: object, plain: object) -> None:
    value = coerced(given_)
    assert value == plain
    assert type(value) is type(plain)


@pytest.mark.parametrize(
    "value",
    [
        math.inf,
        -math.inf,
        np.float64("inf"),
        Decimal("Infinity"),
        10**400,
        "\ud800",
        pd.Timestamp("2026-01-01", tz="UTC"),
        object(),
        [1],
        1j,
    ],
)
def test_what_no_cell_holds_is_refused(value: object) -> None:
    with pytest.raises(Unwritable):
        coerced(value)


@pytest.mark.parametrize("text", ["", "=A1", "A1\x00", "1" * 9000])
def test_formulas_that_no_file_holds_are_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        Formula(text)


def test_writes_check_themselves() -> None:
    with pytest.raises(ValueError, match="2 values for 1 rows"):
        TableWrite("T", (0,), {"a": [1, 2]})
    with pytest.raises(ValueError, match="twice"):
        TableWrite("T", (0, 0), {})
    with pytest.raises(Unwritable, match="outside"):
        CellWrite("S", 0, 1, 5)
    assert TableWrite("T", (0, None), {"a": [KEEP, np.float64(2)]}).columns["a"] == (KEEP, 2.0)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy/m/d", True),
        ("[$-409]mmm yy", True),
        ("[h]:mm", True),
        ("@", False),
        ("0.0E+00", False),
        ('"day" 0', False),
        (r"\d0", False),
    ],
)
def test_formats_that_show_dates(code: str, is_date: bool) -> None:
    assert shows_date(code) == is_date


def test_a_conditional_format_with_the_number_of_a_number_format_is_none() -> None:
    look = '<dxfs count="1"><dxf><numFmt numFmtId="164" formatCode="0.0%"/></dxf></dxfs></styleSheet>'
    styles = Styles(STYLES.replace("</styleSheet>", look).encode())
    assert styles.dated(b"1", with_time=True) == b"1"


def test_a_date_gets_a_date_style_once() -> None:
    styles = Styles(STYLES.encode())
    assert styles.dated(b"1", with_time=False) == b"1"
    assert styles.changed() is None
    assert [styles.dated(style, with_time=False) for style in (None, b"0", b"2", b"2")] == [b"3", b"3", b"4", b"4"]
    assert styles.dated(b"0", with_time=True) == b"5"
    changed = (styles.changed() or b"").decode()
    assert '<cellXfs count="6">' in changed
    assert '<xf numFmtId="22" fontId="0" applyNumberFormat="1"/></cellXfs>' in changed
