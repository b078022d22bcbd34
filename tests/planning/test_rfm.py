"""Recency, frequency, amount: quintiles by hand, properties, and a segment for every score."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.purchases import NEVER
from salesplan.planning.rfm import SEGMENT_GRID, quintiles, rfm
from salesplan.tables.customers import SEGMENTS
from tests.planning.bought import AS_OF, Customer, customers, of

VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=40)


def scores(*values: int) -> list[int]:
    return [int(score) for score in quintiles(np.array(values, dtype=np.int64))]


def by_hand(values: Sequence[int]) -> list[int]:
    """Count, value by value, how many are smaller and how many equal."""
    places = [2 * sum(other < value for other in values) + values.count(value) for value in values]
    return [next(score for score in range(1, 6) if place * 5 < score * 2 * len(values)) for place in places]


def test_ten_different_values_are_two_a_score() -> None:
    assert scores(*range(10)) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_equals_stand_in_their_middle() -> None:
    assert scores(0, 0, 0, 0, 0, 0, 0, 0, 5, 9) == [3, 3, 3, 3, 3, 3, 3, 3, 5, 5]  # (0 + 8 / 2) / 10 is 40 %
    assert scores(0, 0, 0, 0, 0, 0, 0, 1, 5, 9) == [2, 2, 2, 2, 2, 2, 2, 4, 5, 5]  # (0 + 7 / 2) / 10 is 35 %


def test_all_equal_one_alone_and_nobody() -> None:
    assert scores(7, 7, 7) == [3, 3, 3]
    assert scores(-4) == [3]
    assert scores() == []


@given(VALUES)
def test_quintiles_are_as_counted_one_by_one(values: list[int]) -> None:
    assert scores(*values) == by_hand(values)


@given(VALUES, st.integers(1, 100))
def test_more_never_scores_less(values: list[int], more: int) -> None:
    raised = [values[0] + more, *values[1:]]
    assert scores(*raised)[0] >= scores(*values)[0]


@given(VALUES)
def test_larger_values_score_no_less_and_equal_ones_equal(values: list[int]) -> None:
    ranked = [score for _, score in sorted(zip(values, scores(*values), strict=True))]
    assert ranked == sorted(ranked)
    assert len(set(zip(values, scores(*values), strict=True))) == len(set(values))


def test_five_customers_by_hand() -> None:
    found = rfm(
        of(
            Customer(amount=900, months=12, last=AS_OF),
            Customer(amount=50, months=1, last=AS_OF - 1),
            Customer(amount=400, months=2, last=AS_OF - 9),
            Customer(amount=200, months=4, last=AS_OF - 4),
            Customer(amount=0, months=0, last=AS_OF - 30),
        )
    )
    assert found["recency"].tolist() == [0, 1, 9, 4, 30]
    assert found["frequency"].tolist() == [12, 1, 2, 4, 0]
    assert found["rfm"].tolist() == ["555", "422", "234", "343", "111"]
    assert found["segment"].tolist() == ["champions", "promising", "at_risk", "loyal", "asleep"]


@pytest.mark.parametrize(
    ("amount", "scored", "segment"), [(2, "522", "promising"), (5, "523", "loyal"), (7, "524", "loyal")]
)
def test_the_mean_of_frequency_and_amount_is_rounded_up(amount: int, scored: str, segment: str) -> None:
    pairs = ((1, 1), (4, 4), (6, 5), (9, 6))
    others = [Customer(amount=bought, months=months, last=AS_OF - 5) for bought, months in pairs]
    found = rfm(of(Customer(amount=amount, months=2, last=AS_OF), *others))
    assert [found["rfm"][0], found["segment"][0]] == [scored, segment]


def test_who_never_bought_is_blank_and_does_not_count_among_the_others() -> None:
    buyer, prospect = Customer(amount=10, months=1, last=AS_OF), Customer(bought=False)
    found = rfm(of(prospect, buyer, prospect, prospect))
    assert found["recency"].isna().tolist() == [True, False, True, True]
    assert found["frequency"].isna().tolist() == [True, False, True, True]
    assert found["rfm"].tolist() == ["", "333", "", ""]
    assert found["segment"].tolist() == ["", "attention", "", ""]


def test_who_only_returned_goods_has_no_recency_but_a_score_of_1() -> None:
    found = rfm(of(*[Customer(amount=10, months=1, last=AS_OF)] * 4, Customer(amount=-10, months=0, last=NEVER)))
    assert found["recency"].isna().tolist() == [False] * 4 + [True]
    assert found["rfm"].tolist() == ["444"] * 4 + ["111"]


def test_no_customers() -> None:
    found = rfm(of())
    assert found.empty
    assert [str(dtype) for dtype in found.dtypes] == ["Int64", "Int64", "str", "str"]


def test_the_grid_names_each_segment_and_no_other() -> None:
    assert [len(row) for row in SEGMENT_GRID] == [5] * 5
    assert {segment for row in SEGMENT_GRID for segment in row} == {option.key for option in SEGMENTS}


@pytest.mark.parametrize("row", range(4))
def test_a_better_recency_is_never_a_worse_segment(row: int) -> None:
    """In the order of urgency: who slips away, who is middling, who stays."""
    rank = {"asleep": 0, "at_risk": 0, "cannot_lose": 0, "attention": 1}
    for place in range(5):
        assert rank.get(SEGMENT_GRID[row][place], 2) <= rank.get(SEGMENT_GRID[row + 1][place], 2)


@given(st.lists(customers(), min_size=1, max_size=30))
def test_scores_are_1_to_5_or_blank_and_each_has_a_segment(drawn: list[Customer]) -> None:
    found = rfm(of(*drawn))
    for customer, score, segment in zip(drawn, found["rfm"], found["segment"], strict=True):
        assert bool(score) == bool(segment) == customer.bought
        assert all(figure in "12345" for figure in score)


@given(st.lists(customers(), min_size=1, max_size=20), st.randoms())
def test_the_order_of_customers_does_not_matter(drawn: list[Customer], random: Any) -> None:
    places = list(range(len(drawn)))
    random.shuffle(places)
    shuffled = rfm(of(*[drawn[place] for place in places]))
    assert shuffled.equals(rfm(of(*drawn)).iloc[places].reset_index(drop=True))


@given(st.lists(customers(), min_size=1, max_size=30))
def test_who_bought_this_month_is_neither_at_risk_nor_asleep(drawn: list[Customer]) -> None:
    found = rfm(of(*drawn))
    fresh = found.loc[found["recency"].eq(0).fillna(False), "segment"]
    assert not set(fresh) & {"asleep", "at_risk", "cannot_lose"}
