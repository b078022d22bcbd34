"""Values are what Excel gives and takes; what Excel would take otherwise is refused."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

from tests.live.calc.errors import StrictError
from tests.live.calc.sample import DAY

pytestmark = pytest.mark.live


@pytest.fixture
def loose(app: xw.App) -> Iterator[None]:
    app.impl.engine.strict = False
    yield
    app.impl.engine.strict = True


def test_values_are_read_as_excel_gives_them(book: xw.Book) -> None:
    column = book.sheets["Values"]["B1:B10"].value
    time = dt.datetime(1899, 12, 30, 12)
    assert column == [0.08, "north", True, False, DAY, time, Decimal("12.3457"), "001", True, None]
    assert [type(value) for value in column[2:4]] == [bool, bool]


def test_errors_are_texts_if_asked_for_and_nothing_if_not(book: xw.Book) -> None:
    errors = book.sheets["Values"]["B11:B16"]
    assert errors.options(err_to_str=True).value == ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!", "#NUM!"]
    assert errors.value == [None] * 6


def test_shapes_and_blanks_are_as_xlwings_options_say(book: xw.Book) -> None:
    values = book.sheets["Values"]
    assert values["B1"].options(ndim=2).value == [[0.08]]
    assert values["B9:C10"].options(empty="").value == [[True, ""], ["", ""]]


def test_a_block_is_written_as_it_reads(book: xw.Book) -> None:
    place = book.sheets["Values"]["E1"]
    block = [["a", 1.5, None], [True, False, DAY], ["", dt.datetime(2027, 1, 5, 12), Decimal("2.5")]]
    place.value = block
    assert place.resize(3, 3).value == [["a", 1.5, None], [True, False, DAY], [None, dt.datetime(2027, 1, 5, 12), 2.5]]
    assert place.offset(1, 2).number_format == "m/d/yyyy"
    assert place.offset(1, 0).number_format == "General"
    assert place.offset(1, 0).formula == "TRUE"


def test_one_value_fills_a_range_and_none_empties_it(book: xw.Book) -> None:
    cells = book.sheets["Values"]["E1:F2"]
    cells.value = 7.0
    assert cells.value == [[7.0, 7.0], [7.0, 7.0]]
    cells.value = None
    assert cells.value == [[None, None], [None, None]]
    assert book.sheets["Values"].used_range.address == "$A$1:$B$16"


@pytest.mark.parametrize("text", ["001", "1-2", "TRUE", "=A1", "#N/A", "-", "plain", "'quoted"])
def test_an_apostrophe_keeps_a_text(scratch: xw.Sheet, text: str) -> None:
    cell = scratch["H1"]
    cell.value = f"'{text}"
    assert cell.value == text
    assert cell.formula == text


RETYPED = [
    *("001", "1.5", "-3", "+4", "1,000", "1e5", "1E-3", ".5", "12 %", "$5", "€ 5.20", "5 €", "(12)", " 12 "),
    *("1-2", "3/4", "2027-01-05", "5.1.2027", "1/5/27 10:30", "5-Jan", "Jan 27", "march 5, 2027", "2027年1月5日"),
    *("10:30", "1:02:03", "3 PM", "true", "FALSE", "#N/A", "#DIV/0!", "=A1", "=", "+x", "-x", "@home"),
]


@pytest.mark.parametrize("text", RETYPED)
def test_a_text_that_excel_would_retype_is_refused(scratch: xw.Sheet, text: str) -> None:
    cells = scratch["H1:I2"]
    with pytest.raises(StrictError, match="Plan!I2: "):
        cells.value = [["a", "b"], ["c", text]]
    assert cells.value == [[None, None], [None, None]]
    cells.number_format = "@"
    cells.value = text
    assert cells.value == [[text, text], [text, text]]


@pytest.mark.parametrize(
    "text", ["-", "a", "C-001", "Q1 2027", "Market 12", "1-2-3-4", "2027 plan", "x=1", "North/South"]
)
def test_a_text_that_excel_leaves_is_taken(scratch: xw.Sheet, text: str) -> None:
    cell = scratch["H1"]
    cell.value = text
    assert cell.value == text


REFUSED: list[Any] = [
    *(np.float64(1.5), np.int64(1), np.bool_(True), np.str_("a"), pd.NA, pd.NaT, pd.Timestamp("2027-01-05"), {1}),
    *(2**31, -(2**31) - 1, float("nan"), float("inf"), Decimal("NaN"), "x" * 32_768),
    *(dt.datetime(2027, 1, 5, tzinfo=dt.UTC), dt.date(1899, 12, 31)),
]


@pytest.mark.parametrize("value", REFUSED, ids=lambda value: f"{type(value).__name__} {value}"[:30])
def test_what_com_or_excel_refuses_is_refused(scratch: xw.Sheet, value: Any) -> None:
    with pytest.raises(StrictError, match="Plan!H1: "):
        scratch["H1"].value = [[value]]


@pytest.mark.parametrize("value", [5.0, 5, True, DAY])
def test_a_text_cell_would_make_a_text_of_it(book: xw.Book, value: Any) -> None:
    with pytest.raises(StrictError, match=r"Values!B8: .*format @"):
        book.sheets["Values"]["B8"].value = value


@pytest.mark.parametrize("rows", [[[1.0, 2.0], [3.0]], [[1.0], [2.0, 3.0]]])
def test_ragged_rows_are_refused(scratch: xw.Sheet, rows: list[list[float]]) -> None:
    with pytest.raises(StrictError, match="rows of 1 and 2"):
        scratch["H1:I2"].raw_value = rows


@pytest.mark.usefixtures("loose")
def test_what_is_not_strict_takes_a_text_as_calc_does(book: xw.Book) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.value = "1-2"
    assert cell.value == "1-2"
    cell.value = np.float64(1.5)
    assert cell.value == 1.5
