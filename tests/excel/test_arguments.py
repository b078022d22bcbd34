"""What Excel hands over: read cell by cell, and refused with an error and a reason that names the place."""

from datetime import date, datetime
from decimal import Decimal
from math import inf, nan
from typing import Any

import pytest

from salesplan.excel.amounts import Money, decimals_of, exact, in_proportion
from salesplan.excel.answers import answered
from salesplan.excel.arguments import Number, Word
from salesplan.excel.cells import BadArgument, Cells, cells_of, single
from salesplan.tables.scoring import DIRECTIONS, KPIS
from salesplan.tables.tiers import RULES

GROWTH = Number(name="growth", like="8%", least=-1, most=10, percent=True)
TOTAL = Number(name="total", like="100", least=0)


def refusal(number: Number, given: Any) -> str:
    with pytest.raises(BadArgument) as refused:
        number.one(given)
    return str(refused.value)


@pytest.mark.parametrize(
    ("given", "rows", "columns", "values"),
    [
        (5.0, 1, 1, (5.0,)),
        (None, 1, 1, (None,)),
        ([[5.0]], 1, 1, (5.0,)),
        ([1.0, 2.0], 1, 2, (1.0, 2.0)),
        ([[1.0], [2.0]], 2, 1, (1.0, 2.0)),
        (((1.0, "a"), (None, "  ")), 2, 2, (1.0, "a", None, None)),
    ],
)
def test_cells_are_read_row_by_row(given: Any, rows: int, columns: int, values: tuple[Any, ...]) -> None:
    assert cells_of("x", given) == Cells("x", rows, columns, values)


@pytest.mark.parametrize("given", [[], [[]], [[1.0], [1.0, 2.0]]])
def test_what_is_no_range_is_refused(given: Any) -> None:
    with pytest.raises(BadArgument, match="#VALUE! x must be a cell or a range of cells"):
        cells_of("x", given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("abc", '#VALUE! growth must be a number, such as 8% (it is "abc")'),
        ("8%", '#VALUE! growth must be a number, such as 8% (it is "8%")'),
        ("x" * 50, f'#VALUE! growth must be a number, such as 8% (it is "{"x" * 40}…")'),
        (True, "#VALUE! growth must be a number, such as 8% (it is TRUE)"),
        (datetime(2027, 1, 31), "#VALUE! growth must be a number, such as 8% (it is the date 2027-01-31)"),
        (date(2027, 1, 31), "#VALUE! growth must be a number, such as 8% (it is the date 2027-01-31)"),
        ({}, "#VALUE! growth must be a number, such as 8% (it is neither text nor number)"),
        (None, "#VALUE! growth is blank; it must be a number, such as 8%"),
        ([[0.1], [0.2]], "#VALUE! growth must be one cell (it is a column of 2 cells)"),
        ([[0.1, None]], "#VALUE! growth, column 2 is blank; it must be a number, such as 8%"),
        ([[0.1, 0.2], ["a", 0.2]], '#VALUE! growth, row 2, column 1 must be a number, such as 8% (it is "a")'),
        (nan, "#NUM! growth must be a number of 15 digits at most, such as 8%"),
        (-inf, "#NUM! growth must be a number of 15 digits at most, such as 8%"),
        (10**400, "#NUM! growth must be a number of 15 digits at most, such as 8%"),
        (-1.01, "#NUM! growth must be between -100% and 1,000% (it is -101%)"),
        (10.5, "#NUM! growth must be between -100% and 1,000% (it is 1,050%); type 8%, not 8"),
        (Decimal("NaN"), "#NUM! growth must be a number of 15 digits at most, such as 8%"),
        (Decimal("-Infinity"), "#NUM! growth must be a number of 15 digits at most, such as 8%"),
        (
            [["Growth"], [0.1]],
            '#VALUE! growth, row 1 must be a number, such as 8% (it is "Growth"); leave the header row out',
        ),
        ([["1,000"], [0.1]], '#VALUE! growth, row 1 must be a number, such as 8% (it is "1,000")'),
        ([["a"], ["b"]], '#VALUE! growth, row 1 must be a number, such as 8% (it is "a")'),
    ],
)
def test_bad_numbers_are_refused_with_a_reason(given: Any, said: str) -> None:
    assert refusal(GROWTH, given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("#N/A", "#N/A total is #N/A itself"),
        ("#DIV/0!", "#DIV/0! total is #DIV/0! itself"),
        ("#NAME?", "#NAME? total is #NAME? itself"),
        ("#SPILL!", "#SPILL! total is #SPILL! itself"),
        ([["#REF!", 3.0]], "#REF! total, column 1 is #REF! itself"),
        (-2146826238, "#VALUE! total is an error value itself"),
        ("#NUM! growth must be -100% or more", "#NUM! total: growth must be -100% or more"),
    ],
)
def test_an_error_is_passed_on_with_the_argument_it_is_in(given: Any, said: str) -> None:
    assert refusal(TOTAL, given) == said


@pytest.mark.parametrize("given", ["#1", "# of reps", "#hash!", "n/a"])
def test_other_text_is_no_error_value(given: str) -> None:
    assert refusal(TOTAL, given).startswith("#VALUE! total must be a number")


def test_amounts_that_excel_shows_as_currency_are_numbers() -> None:
    assert TOTAL.one(Decimal("12.50")) == 12.5


def test_ranges_are_those_of_the_plan() -> None:
    floor = Number.of(KPIS["floor"], like="50%")
    assert floor == Number(name="floor", like="50%", least=0, most=0.99, percent=True)
    assert refusal(Number(name="x", like="1", most=3), 4) == "#NUM! x must be 3 or less (it is 4)"


@pytest.mark.parametrize("choice", [*RULES, *DIRECTIONS], ids=lambda choice: choice.key)
def test_words_are_known_in_every_language_of_the_workbooks(choice: Any) -> None:
    word = Word("rule", RULES if choice in RULES else DIRECTIONS)
    for said in (choice.key, *choice.label.every()):
        assert word.one(f" {said.upper()} ") == choice.key


def test_a_blank_word_is_the_first_one() -> None:
    assert Word("rule", RULES).read([["count", None]]).values == ("count", "share")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("shares", '#VALUE! rule must be share or amount or count (it is "shares"); did you mean share?'),
        ("zebra", '#VALUE! rule must be share or amount or count (it is "zebra")'),
        (3.0, "#VALUE! rule must be share or amount or count (it is 3)"),
        ("#N/A", "#N/A rule is #N/A itself"),
        ([["share", "count"]], "#VALUE! rule must be one cell (it is a row of 2 cells)"),
    ],
)
def test_other_words_are_refused(given: Any, said: str) -> None:
    with pytest.raises(BadArgument) as refused:
        Word("rule", RULES).one(given)
    assert str(refused.value) == said


def test_a_single_cell_stands_for_as_many_as_there_are() -> None:
    three = cells_of("actual", [[1.0], [2.0], [3.0]])
    assert cells_of("target", 9.0).like(three) == Cells("target", 3, 1, (9.0, 9.0, 9.0))
    assert three.like(three) is three


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            [[1.0, 2.0, 3.0]],
            "target and actual must be laid out alike: a column for a column, a row for a row "
            "(target is a row of 3 cells, actual a column of 3 cells)",
        ),
        (
            [[1.0, 2.0], [3.0, 4.0]],
            "target must be one cell, or as many as actual (target is 2 rows of 2 cells, actual a column of 3 cells)",
        ),
    ],
)
def test_ranges_of_other_shapes_are_refused(given: Any, said: str) -> None:
    with pytest.raises(BadArgument) as refused:
        cells_of("target", given).like(cells_of("actual", [[1.0], [2.0], [3.0]]))
    assert str(refused.value) == f"#VALUE! {said}"


def test_answers_are_laid_out_as_the_cells_are() -> None:
    assert cells_of("x", [[1, 2, 3], [4, 5, 6]]).laid_out("abcdef") == [["a", "b", "c"], ["d", "e", "f"]]
    assert cells_of("x", [[1, 2]]).laid_out("ab") == [["a", "b"]]
    assert cells_of("x", 1).laid_out("a") == "a"
    assert single(cells_of("x", [[1]])) == 1


@pytest.mark.parametrize(
    ("unit", "money"),
    [
        (None, Money(2, 1)),
        (0.01, Money(2, 1)),
        (1, Money(2, 100)),
        (0.1 + 0.2, Money(2, 30)),
        (0.005, Money(3, 5)),
        (1.125, Money(3, 1125)),
    ],
)
def test_amounts_are_counted_as_finely_as_the_rounding_unit_asks(unit: float | None, money: Money) -> None:
    assert Money.rounded_to(unit) == money


@pytest.mark.parametrize(
    ("amounts", "money"),
    [
        ([100.0, None, 2.5], Money(2, 100)),
        ([100.0, 500_000.125], Money(3, 1000)),
        ([2_731_165.8099999996, 0.1 + 0.2], Money(2, 100)),
        ([1_000 / 3], Money(2, 100)),
    ],
)
def test_amounts_in_thousandths_are_counted_in_thousandths(amounts: list[float | None], money: Money) -> None:
    assert Money.rounded_to(1, *amounts) == money


def test_numbers_are_taken_as_typed_and_not_as_binary_fractions_have_them() -> None:
    assert [str(exact(number)) for number in (0.1 + 0.2, 0.3 - 0.2, 3 * 0.3, 8300 * 1.1)] == [
        "0.3",
        "0.1",
        "0.9",
        "9130",
    ]
    assert str(exact(1 / 12)) == "0.08333333333333333"
    assert [decimals_of(exact(number)) for number in (1e-9, 0.25, 3.0, 1e15)] == [9, 2, 0, 0]


def test_proportions_are_kept_as_finely_as_they_are_given() -> None:
    assert in_proportion([0.004, 0.016, -1, 0.1 + 0.2]) == ([4, 16, -1000, 300], 3)
    assert in_proportion([1e15, 1e-9]) == ([10**17, 0], 2)
    assert in_proportion([]) == ([], 0)
    assert in_proportion([1 / 3])[0][0] == 3_333_333_333_333_333


@pytest.mark.parametrize(
    ("unit", "reason"), [(0, "0.001 or more"), (-5, "0.001 or more"), (0.0125, "such as 100, 1 or")]
)
def test_a_unit_that_amounts_cannot_be_counted_in_is_refused(unit: float, reason: str) -> None:
    with pytest.raises(BadArgument, match=f"#NUM! rounding_unit must be .*{reason}"):
        Money.rounded_to(unit)


def test_amounts_too_large_to_be_exact_are_refused() -> None:
    largest = 2**53 / 100
    assert Money().minor(largest) == 2**53
    with pytest.raises(BadArgument, match=r"#NUM! amounts above 90,071,992,547,409\.92 cannot be counted exactly"):
        Money().minor(largest * 1.01)


@answered
def third(of: Any, by: Any = 3.0) -> Any:
    """Give a third of a number,
    or another part of it.
    """
    return TOTAL.one(of) / TOTAL.one(by)


def test_what_cannot_be_computed_is_a_text_on_the_desktop() -> None:
    assert third(6.0) == 2.0
    assert third("abc") == '#VALUE! total must be a number, such as 100 (it is "abc")'


def test_it_is_raised_where_the_host_makes_an_error_value_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLWINGS_ON_SERVER", "true")
    with pytest.raises(BadArgument) as refused:
        third("abc")
    assert (refused.value.code, str(refused.value).split()[:2]) == ("#VALUE!", ["#VALUE!", "total"])


def test_a_mistake_of_our_own_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        third(1.0, 0.0)


def test_excel_sees_name_signature_and_one_line_of_doc() -> None:
    from inspect import signature

    assert third.__name__ == "third"
    assert list(signature(third).parameters) == ["of", "by"]
    assert third.__doc__ == "Give a third of a number, or another part of it."
