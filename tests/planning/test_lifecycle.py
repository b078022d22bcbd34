"""Stages of customers' lives: boundaries by hand, and sums over all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.lifecycle import lifecycle, lifecycle_table
from salesplan.planning.purchases import NEVER
from salesplan.tables.customers import LIFECYCLES
from salesplan.tables.lifecycle import LIFECYCLE
from tests.planning.bought import AS_OF, PROSPECT, Customer, customers, of

STAGES = [stage.key for stage in LIFECYCLES]


def stage(**facts: Any) -> str:
    return str(lifecycle(of(Customer(**facts)))[0])


@pytest.mark.parametrize(
    ("amount", "before", "expected"),
    [
        (120_000_000_000_001, 100_000_000_000_000, "growing"),
        (120_000_000_000_000, 100_000_000_000_000, "steady"),
        (80_000_000_000_000, 100_000_000_000_000, "steady"),
        (79_999_999_999_999, 100_000_000_000_000, "declining"),
        (1, 1, "steady"),
        (2, 1, "growing"),
        (-5, 10, "declining"),
        (1, 0, "growing"),
        (0, 0, "steady"),
        (-1, 0, "declining"),
        (1, -100, "growing"),
        (-100, -100, "steady"),
        (-90, -100, "steady"),
        (-101, -100, "declining"),
    ],
)
def test_growth_and_decline_are_exact_at_20_percent(amount: int, before: int, expected: str) -> None:
    assert stage(amount=amount, before=before) == expected


@pytest.mark.parametrize(
    ("ago", "expected"), [(0, "growing"), (5, "growing"), (6, "dormant"), (17, "dormant"), (18, "lost"), (99, "lost")]
)
def test_dormant_after_6_months_lost_after_18(ago: int, expected: str) -> None:
    assert stage(amount=1, last=AS_OF - ago, first=AS_OF - 100) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (AS_OF, AS_OF, "new"),
        (AS_OF - 11, AS_OF, "new"),
        (AS_OF - 12, AS_OF, "growing"),
        (AS_OF - 8, AS_OF - 6, "dormant"),
    ],
)
def test_new_is_the_first_purchase_within_twelve_months(first: int, last: int, expected: str) -> None:
    assert stage(amount=10, first=first, last=last) == expected


def test_who_never_bought_is_a_prospect_and_who_only_returned_is_lost() -> None:
    assert lifecycle(of(PROSPECT, Customer(amount=-5, first=NEVER, last=NEVER))).tolist() == ["prospect", "lost"]


def test_the_table_by_hand() -> None:
    drawn = [
        Customer(amount=500, before=100),
        Customer(amount=300, before=200),
        Customer(amount=0, before=70, last=AS_OF - 13),
        PROSPECT,
    ]
    found = lifecycle_table(lifecycle(of(*drawn)), of(*drawn))
    assert found["stage"].tolist() == STAGES == found["advice"].tolist()
    assert found["customers"].tolist() == [1, 0, 2, 0, 0, 1, 0]
    assert found["customers_share"].tolist() == [0.25, 0.0, 0.5, 0.0, 0.0, 0.25, 0.0]
    assert found["amount"].tolist() == [0, 0, 800, 0, 0, 0, 0]
    assert found["amount_before"].tolist() == [0, 0, 300, 0, 0, 70, 0]


def test_the_table_without_customers() -> None:
    found = lifecycle_table(lifecycle(of()), of())
    assert found.columns.tolist() == [column.key for column in LIFECYCLE.columns]
    assert found["customers"].tolist() == [0] * 7
    assert found["customers_share"].isna().all()


@given(st.lists(customers(), min_size=1, max_size=30))
def test_everybody_has_one_stage_and_the_table_adds_up(drawn: list[Customer]) -> None:
    bought = of(*drawn)
    stages = lifecycle(bought)
    found = lifecycle_table(stages, bought)
    assert set(stages) <= set(STAGES)
    assert found["customers"].tolist() == [stages.tolist().count(name) for name in STAGES]
    assert found["customers"].sum() == len(drawn)
    assert found["customers_share"].sum() == pytest.approx(1)
    assert found["amount"].sum() == bought.amount.sum()
    assert found["amount_before"].sum() == bought.before.sum()


@given(st.integers(-300, 300), st.integers(-300, 300), st.integers(1, 100))
def test_buying_more_is_never_a_worse_stage(amount: int, before: int, more: int) -> None:
    ladder = ["declining", "steady", "growing"]
    now, then = stage(amount=amount + more, before=before), stage(amount=amount, before=before)
    assert ladder.index(now) >= ladder.index(then)


@given(st.lists(customers(), min_size=1, max_size=20))
def test_a_stage_depends_on_nobody_else(drawn: list[Customer]) -> None:
    assert lifecycle(of(*drawn)).tolist() == [lifecycle(of(customer))[0] for customer in drawn]
