"""Class by tier, months and credit; priority by potential and intent."""

from fractions import Fraction
from statistics import median
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.findings import Finding
from salesplan.planning.customer_class import customer_class, priority, sound_credit
from salesplan.planning.listed import MOST_LISTED
from salesplan.tables.customers import CLASSES
from tests.planning.bought import PROSPECT, Customer, customers, frame, of

KEY: dict[str, Any] = {"tier": "A", "months": 6, "amount": 100}


def classed(*drawn: Customer, best_tier: str = "A") -> tuple[list[str], list[Finding]]:
    classes, findings = customer_class(frame(*drawn), of(*drawn), [customer.tier for customer in drawn], best_tier)
    return classes.tolist(), findings


def class_of(**facts: Any) -> str:
    return classed(Customer(**facts))[0][0]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "key"),
        ({"months": 5}, "general"),
        ({"tier": "B"}, "general"),
        ({"credit": "B"}, "key"),
        ({"credit": "C"}, "general"),
        ({"credit": "?"}, "general"),
        ({"potential": 10_000}, "key"),
        ({"potential": 10_000, "credit": "D"}, "potential"),
    ],
)
def test_key_needs_all_three_and_goes_before_potential(facts: dict[str, Any], expected: str) -> None:
    assert class_of(**KEY | facts) == expected


@pytest.mark.parametrize(
    ("amount", "potential", "expected"),
    [
        (20, 100, "general"),
        (19, 100, "potential"),
        (20, 101, "potential"),
        (20_000_000_000_000, 100_000_000_000_000, "general"),
        (19_999_999_999_999, 100_000_000_000_000, "potential"),
        (0, 1, "potential"),
        (-5, 1, "potential"),
        (-5, 0, "general"),
        (0, None, "general"),
    ],
)
def test_potential_is_below_20_percent_exactly(amount: int, potential: int | None, expected: str) -> None:
    assert class_of(amount=amount, potential=potential) == expected


def test_a_prospect_is_potential() -> None:
    assert classed(PROSPECT)[0] == ["potential"]


def test_the_best_tier_may_have_another_name() -> None:
    gold = Customer(tier="Gold", months=12, amount=5)
    assert classed(gold)[0] == ["general"]
    assert classed(gold, best_tier="Gold")[0] == ["key"]


@pytest.mark.parametrize(
    "credit",
    ["", " ", "A", "a", "AA", "AAA", "A-", "A+", "bb", "BB+", "BB-", "B", "B+", "Ａ", "Ｂ＋", "甲", "乙级", "A 級"],
)
def test_not_below_b(credit: str) -> None:
    assert sound_credit(credit) is True


@pytest.mark.parametrize("credit", ["B-", "b−", "Ｂ－", "乙-", "C", "CCC+", "c", "丙", "丁等", "D", "E", "F"])
def test_below_b(credit: str) -> None:
    assert sound_credit(credit) is False


@pytest.mark.parametrize("credit", ["good", "AB", "AAAA", "B2", "1", "+", "级", "ABC", "戊", "G"])
def test_no_grade(credit: str) -> None:
    assert sound_credit(credit) is None


def test_a_credit_that_is_no_grade_is_reported_at_its_cell() -> None:
    _, findings = classed(Customer(credit="A"), Customer(credit=" fine "), Customer(credit="C"))
    assert [finding.line() for finding in findings] == [
        "Customers[credit] row 6 [T151] the credit “fine” is no grade, so it counts as below B; "
        "type a grade such as A, BB+ or C, or 甲, 乙, 丙, 丁; or clear it"
    ]


def test_many_of_them_are_counted() -> None:
    _, findings = classed(*[Customer(credit=f"grade {place}") for place in range(30)])
    assert [finding.code for finding in findings] == ["T151"] * MOST_LISTED + ["T152"]
    assert findings[-1].facts["count"] == 30 - MOST_LISTED


def test_blank_credits_are_not() -> None:
    assert classed(Customer(), PROSPECT, Customer(credit="  "))[1] == []


def test_missing_credits_are_blank() -> None:
    rows = frame(Customer(**KEY), Customer(**KEY))
    rows["credit"] = pd.array(["C", None], dtype="str")
    classes, findings = customer_class(rows, of(Customer(**KEY), Customer(**KEY)), ["A", "A"], "A")
    assert (classes.tolist(), findings) == (["general", "key"], [])


@given(st.lists(customers(), max_size=20))
def test_everybody_has_one_class_whoever_the_others_are(drawn: list[Customer]) -> None:
    classes = classed(*drawn)[0]
    assert set(classes) <= {option.key for option in CLASSES}
    assert classes == [classed(customer)[0][0] for customer in drawn]


@given(st.integers(0, 1000), st.integers(-100, 1000))
def test_potential_is_as_exact_fractions_say(potential: int, amount: int) -> None:
    below = potential > 0 and Fraction(amount) < Fraction(potential, 5)
    assert class_of(amount=amount, potential=potential) == ("potential" if below else "general")


def priorities(*drawn: Customer) -> list[int | None]:
    return [None if value is pd.NA else value for value in priority(frame(*drawn)).tolist()]


def test_four_priorities_by_hand() -> None:
    drawn = [
        Customer(potential=900, intent="high"),
        Customer(potential=800, intent="low"),
        Customer(potential=801),
        Customer(potential=100, intent="high"),
        Customer(potential=100, intent="low"),
        Customer(potential=100),
        Customer(intent="high"),
        Customer(intent="low"),
        Customer(),
    ]
    assert priorities(*drawn) == [1, 2, 2, 3, 4, 4, 3, 4, None]


def test_the_median_itself_is_not_above() -> None:
    assert priorities(*[Customer(potential=value) for value in (1, 5, 9)]) == [4, 4, 2]
    assert priorities(*[Customer(potential=value) for value in (1, 4, 5, 9)]) == [4, 4, 2, 2]  # the median is 4.5
    assert priorities(*[Customer(potential=7)] * 3) == [4, 4, 4]
    assert priorities(Customer(potential=7, intent="high")) == [3]


def test_no_customers() -> None:
    assert classed() == ([], [])
    assert priorities() == []


@given(st.lists(customers(), min_size=1, max_size=20))
def test_priorities_are_as_the_median_says(drawn: list[Customer]) -> None:
    typed = [Fraction(customer.potential) for customer in drawn if customer.potential is not None]
    for customer, found in zip(drawn, priorities(*drawn), strict=True):
        above = customer.potential is not None and customer.potential > median(typed)
        blank = customer.potential is None and not customer.intent
        table = {(True, True): 1, (True, False): 2, (False, True): 3, (False, False): 4}
        assert found == (None if blank else table[above, customer.intent == "high"])
