"""Tiers in formulas: those that the plan's rules give."""

from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.excel.functions import sp_tier
from salesplan.planning.tier_rules import read_rules, usual_tiers
from salesplan.planning.tiers import plain_tiers

AMOUNTS = [[80], [15], [5], [0], [-2]]


def test_tiers_need_proportions_only() -> None:
    assert sp_tier([[0.008], [0.0015], [0.0005]]) == [["A"], ["B"], ["C"]]
    assert sp_tier([[8e14], [1.5e14], [5e13]]) == [["A"], ["B"], ["C"]]
    assert sp_tier([[0.1 + 0.2], [0.3]], cuts=[[0.4, 0.5]]) == [["A"], ["A"]]
    assert sp_tier([[1.2345], [1.2344]], None, "amount", 1.2345) == [["A"], ["B"]]
    assert sp_tier([[20], [10]], None, "amount", 10.5) == [["A"], ["B"]]


def test_all_customers_or_some_of_them() -> None:
    assert sp_tier(AMOUNTS) == [["A"], ["B"], ["C"], ["C"], ["C"]]
    assert sp_tier([[80, None, 15, 5]]) == [["A", None, "B", "C"]]
    assert sp_tier(AMOUNTS, 15) == "B"
    assert sp_tier(AMOUNTS, [[5, None, 80]]) == [["C", None, "A"]]
    assert sp_tier(None) is None


@pytest.mark.parametrize("rule", ["amount", "Amount", "金额", "金額"])
def test_a_rule_by_amount_in_any_language(rule: str) -> None:
    assert sp_tier(AMOUNTS, cuts=[[50], [10]], rule=rule) == [["A"], ["B"], ["C"], ["C"], ["C"]]


def test_other_rules_and_cuts() -> None:
    assert sp_tier(AMOUNTS, 15, "count", 2) == "A"
    assert sp_tier(AMOUNTS, 5, "数量", [[1, 2]]) == "C"
    assert sp_tier(AMOUNTS, 15, None, [[0.5, 0.79, 0.9]]) == "C"
    assert sp_tier(AMOUNTS, 15, "累计占比", 0.95) == "A"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((AMOUNTS, 7), "#N/A customer_amount must be one of the amounts (it is 7)"),
        ((AMOUNTS, [[80], [7]]), "#N/A customer_amount, row 2 must be one of the amounts (it is 7)"),
        (([[80], ["x"]],), "#VALUE! amounts, row 2 must be a number"),
        (([["Revenue"], [80]],), '#VALUE! amounts, row 1 must be a number, such as 120,000 (it is "Revenue"); leave'),
        ((AMOUNTS, None, "ABC"), "#VALUE! rule must be share or amount or count"),
        ((AMOUNTS, None, "amount"), "#VALUE! cuts is blank; it must be a number, such as 100,000"),
        ((AMOUNTS, None, "share", [[0.8, None]]), "#VALUE! cuts, column 2 is blank"),
        ((AMOUNTS, None, "share", 80), "#NUM! cuts: the share of tier A is cut at 80, which is more than 100 %"),
        ((AMOUNTS, None, "amount", 0.8), "#NUM! cuts: tier A is cut by amount at 0.8, which looks like a share"),
        ((AMOUNTS, None, "share", [[0.95, 0.8]]), "#NUM! cuts: nobody gets tier B"),
        ((AMOUNTS, None, "share", -0.5), "#NUM! cuts must be 0 or more"),
        (
            (AMOUNTS, None, "count", [list(range(1, 27))]),
            "#VALUE! cuts must be 25 cells at most (it is a row of 26 cells)",
        ),
    ],
)
def test_what_cannot_be_rated_is_refused(given: tuple[Any, ...], said: str) -> None:
    assert sp_tier(*given).startswith(said)


CUTS: dict[str, st.SearchStrategy[Any]] = {
    "share": st.lists(st.integers(1, 100).map(lambda cut: cut / 100), min_size=1, max_size=4, unique=True).map(sorted),
    "count": st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True).map(sorted),
    "amount": st.lists(st.integers(1, 500), min_size=1, max_size=4, unique=True).map(lambda cuts: sorted(cuts)[::-1]),
}


@settings(max_examples=25, deadline=None)
@given(
    st.data(), st.sampled_from(sorted(CUTS)), st.lists(st.none() | st.integers(-500, 50_000), min_size=2, max_size=9)
)
def test_tiers_are_those_of_planning(data: st.DataObject, rule: str, cents: list[int | None]) -> None:
    cuts = data.draw(CUTS[rule])
    names = list("ABCDE"[: len(cuts) + 1])
    table = {"tier": names, "rule": rule, "cut": [*cuts, nan], "visits_a_year": 1.0}
    rules = read_rules(pd.DataFrame(table))[0]
    there = np.array([amount for amount in cents if amount is not None], dtype=np.int64)
    places = iter(plain_tiers(there, np.ones(there.size, np.bool_), rules).place)
    expected = [None if amount is None else rules.names[next(places)] for amount in cents]
    amounts = [[None if amount is None else amount / 100] for amount in cents]
    assert sp_tier(amounts, None, rule, [cuts]) == [[tier] for tier in expected]
    assert sp_tier(amounts, [amounts[0]], rule, [cuts]) == expected[0]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=9))
def test_without_rule_and_cuts_they_are_the_usual_ones(cents: list[int]) -> None:
    rules = read_rules(usual_tiers())[0]
    places = plain_tiers(np.array(cents), np.ones(len(cents), np.bool_), rules).place
    assert sp_tier([[amount / 100 for amount in cents]]) == [[rules.names[place] for place in places]]
