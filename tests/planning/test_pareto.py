"""What the best customers bring."""

from math import ceil
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.pareto import pareto
from salesplan.planning.purchases import Purchases
from salesplan.tables.tiers import PARETO, SLICES


def of(amounts: list[int], ever: list[bool] | None = None) -> pd.DataFrame:
    amount, nothing = np.array(amounts, dtype=np.int64), np.zeros(len(amounts), dtype=np.int64)
    everybody = np.array([True] * len(amounts) if ever is None else ever, dtype=bool)
    return pareto(Purchases(0, amount, nothing, nothing, nothing, nothing, nothing, everybody))


def test_twenty_customers_are_a_slice_each() -> None:
    found = of([100 - 5 * place for place in range(20)])
    assert found["customers"].tolist() == list(range(1, 21))
    assert found["amount"].tolist()[:3] == [100, 195, 285]
    assert found["share"].iloc[-1] == 1.0
    assert found.loc[1, "gained"] == 95 / 1_050


def test_who_never_bought_is_not_among_them() -> None:
    found = of([60, 40, 0, 0], [True, True, False, False])
    assert found["customers"].tolist()[9:11] == [1, 2]
    assert found["share"].tolist()[9:11] == [0.6, 1.0]


def test_returns_stand_at_the_end_and_take_from_the_sum() -> None:
    found = of([100, -10])
    assert found["amount"].tolist()[9:11] == [100, 90]
    assert found["share"].iloc[-1] == 0.9
    assert found["gained"].iloc[10] == pytest.approx(-0.1)


@pytest.mark.parametrize("amounts", [[], [0, 0], [-5]])
def test_nothing_bought_leaves_shares_blank(amounts: list[int]) -> None:
    found = of(amounts)
    assert len(found) == SLICES
    assert found[["share", "gained"]].isna().all(axis=None)
    assert found["amount"].iloc[-1] == sum(amounts)


def test_columns_are_the_tables() -> None:
    found = of([1])
    assert tuple(found.columns) == PARETO.keys
    assert [(row[0]) for row in PARETO.given] == found["best"].tolist()


@given(st.lists(st.integers(-20, 90), max_size=50), st.randoms(use_true_random=False))
def test_sums_are_exact_in_any_order(amounts: list[int], random: Any) -> None:
    shuffled = list(amounts)
    random.shuffle(shuffled)
    found = of(shuffled)
    largest = sorted(amounts, reverse=True)
    for place, row in enumerate(found.itertuples(), start=1):
        count = ceil(place * len(amounts) / SLICES - 1e-9)
        assert (row.customers, row.amount) == (count, sum(largest[:count]))
