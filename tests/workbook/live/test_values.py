from datetime import date, datetime
from decimal import Decimal

import pytest

from salesplan.workbook.live.contents import _content
from salesplan.workbook.live.values import entered, protected
from salesplan.workbook.writes import Formula

NUMBERS = ("001", "1-2", "3/4", "2027-01-05", "1e5", "1E3", "12 %", "(5)", "CNY 100", "¥1,200", " 7 ")
TIMES = ("Mar-27", "5 May 2027", "10:30", "10:30 PM", "1月5日", "2027年")
OTHERS = ("=1+1", "+1", "-1", "@x", "'quoted", "TRUE", "false", "#N/A", "#DIV/0!")


@pytest.mark.parametrize("text", [*NUMBERS, *TIMES, *OTHERS])
def test_a_text_that_excel_would_retype_is_protected(text: str) -> None:
    assert protected(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["R-01", "Li Wei", "华东", "2027-Q1", "Quota!D17", "3 visits are due", "见 2 项", "→", "true enough", "n/a", "X1"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert protected(text) == text


def test_a_cell_for_text_needs_no_protection_but_from_its_own_apostrophe() -> None:
    assert entered("001", as_text=True) == "001"
    assert entered("'001", as_text=True) == "''001"


def test_numbers_and_days_are_handed_on_as_excel_takes_them() -> None:
    assert entered(7) == 7.0
    assert type(entered(7)) is float
    assert type(entered(Decimal("0.1"))) is float
    assert entered(True) is True
    assert entered(date(2027, 1, 5)) == datetime(2027, 1, 5)
    assert entered(None) is None


def test_what_stands_in_a_cell_is_told_by_its_value_and_its_formula() -> None:
    assert _content(3.0, "=1+2") == Formula("1+2")
    assert _content(3.0, "3") == 3.0
    assert _content("=x", "=x") == "=x"
    assert _content("#N/A", "=NA()") == Formula("NA()")
    assert _content("#N/A", "#N/A") == Formula("#N/A")
    assert _content("", "") is None
