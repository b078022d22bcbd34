"""All custom functions: whatever stands in the cells, there is an answer, or an Excel error and a reason."""

import re
from datetime import datetime
from decimal import Decimal
from inspect import Parameter, signature
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.excel import functions
from salesplan.excel.cells import BadArgument

FUNCTIONS = [getattr(functions, name) for name in functions.__all__]
REFUSAL = re.compile(r"#(VALUE!|NUM!|DIV/0!|N/A|REF!|SPILL!) \S.*[^\s.]", re.DOTALL)

CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-3, 30),
    st.integers(),
    st.sampled_from([0.0, 0.01, 0.5, 0.8, 1.0, 1.2, 12.0, 100.0, 1e5, 1e13, 1e15, -1.0, nan, inf]),
    st.sampled_from(["", " ", "abc", "8%", "1,200", "higher", "越低越好", "金额", "count", "flat", "=1+1"]),
    st.sampled_from(["#N/A", "#REF!", "#SPILL!", -2146826246, -2146826243, "#VALUE! total must be a number"]),
    st.just(datetime(2027, 1, 31)),
    st.decimals(-1000, 1000, places=4),
    st.decimals(),
    st.text(max_size=3),
)
NUMBER = st.one_of(st.none(), st.integers(0, 300).map(lambda hundredths: hundredths / 100))


@st.composite
def ranges(draw: st.DrawFn, cells: st.SearchStrategy[Any]) -> list[list[Any]]:
    """Draw a range as Excel hands it over."""
    shapes = [(1, 1), (1, 2), (2, 1), (3, 1), (3, 1), (2, 2), (3, 4), (1, 12), (12, 1)]
    rows, columns = draw(st.sampled_from(shapes))
    return [[draw(cells) for _ in range(columns)] for _ in range(rows)]


ARGUMENT = st.one_of(CELL, ranges(CELL), ranges(NUMBER), ranges(NUMBER))


def is_an_answer(given: Any) -> bool:
    """Tell whether cells can show this: a number, a tier, a blank, or rows of them of one length."""
    if isinstance(given, list):
        return len({len(row) for row in given}) == 1 and all(is_an_answer(cell) for row in given for cell in row)
    return given is None or (type(given) is float and abs(given) < inf) or (isinstance(given, str) and given in "ABC")


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_cells_are_answered(function: Any, data: st.DataObject) -> None:
    answer = function(*(data.draw(ARGUMENT, name) for name in signature(function).parameters))
    assert (isinstance(answer, str) and REFUSAL.fullmatch(answer)) or is_an_answer(answer)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_what_is_refused_is_raised_where_errors_are_shown(function: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = [name for name, given in signature(function).parameters.items() if given.default is Parameter.empty]
    assert REFUSAL.fullmatch(function(*["#REF!"] * len(needed)))
    monkeypatch.setenv("XLWINGS_ON_SERVER", "true")
    with pytest.raises(BadArgument, match=r"^#REF! .* is #REF! itself$"):
        function(*["#REF!"] * len(needed))


def test_an_error_in_one_function_is_the_error_of_the_function_around_it() -> None:
    inner = functions.sp_growth_target("abc", 0.1)
    assert functions.sp_split(inner, [[1, 2]]) == (
        '#VALUE! total: last_year must be a number, such as 120,000 (it is "abc")'
    )


def test_currency_cells_count_like_others() -> None:
    assert functions.sp_growth_target(Decimal("100.10"), Decimal("0.1")) == 110.11
    assert functions.sp_growth_target(Decimal("NaN"), 0.1) == (
        "#NUM! last_year must be a number of 15 digits at most, such as 120,000"
    )
