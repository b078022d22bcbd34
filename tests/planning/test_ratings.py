"""All ratings together: a small company by hand, order, dtypes."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.findings import Finding
from salesplan.planning.ratings import rate
from salesplan.tables.customers import CUSTOMERS
from tests.planning.bought import AS_OF, PROSPECT, Customer, customers, frame, of

DTYPES = {
    "recency": "Int64",
    "frequency": "Int64",
    "rfm": "str",
    "segment": "str",
    "customer_class": "str",
    "lifecycle": "str",
    "priority": "Int64",
}


def rated(*drawn: Customer, best_tier: str = "A") -> tuple[pd.DataFrame, list[Finding]]:
    return rate(frame(*drawn), of(*drawn), [customer.tier for customer in drawn], best_tier=best_tier)


def told(*drawn: Customer) -> list[list[Any]]:
    found = rated(*drawn)[0].astype(object)
    return [list(row) for row in found.where(found.notna(), None).itertuples(index=False)]


def test_a_company_by_hand() -> None:
    big = Customer(tier="A", amount=900, before=500, months=12, credit="aa", potential=1_000, intent="high")
    small = Customer(tier="C", amount=10, before=10, months=1, last=AS_OF - 4, potential=500, intent="low")
    gone = Customer(tier="C", last=AS_OF - 20, before=30, credit="C")
    hopeful = Customer(bought=False, tier="prospect", potential=800, intent="high")
    assert told(big, small, gone, hopeful) == [
        [0, 12, "555", "champions", "key", "growing", 1],
        [4, 1, "333", "attention", "potential", "steady", 4],
        [20, 0, "111", "asleep", "general", "lost", None],
        [None, None, "", "", "potential", "prospect", 3],
    ]


def test_rows_keep_their_address_and_columns_their_kind() -> None:
    found, findings = rated(Customer(credit="??"), PROSPECT)
    assert found.index.tolist() == [5, 6]
    assert {key: str(dtype) for key, dtype in found.dtypes.items()} == DTYPES
    assert [(finding.row, finding.column) for finding in findings] == [(5, "credit")]


def test_every_column_is_one_of_customers() -> None:
    assert set(rated()[0].columns) <= {column.key for column in CUSTOMERS.columns}


def test_no_customers() -> None:
    found, findings = rated()
    assert (len(found), findings) == (0, [])
    assert {key: str(dtype) for key, dtype in found.dtypes.items()} == DTYPES


def test_all_equal_are_rated_alike() -> None:
    rows = told(*[Customer(tier="A", amount=5, before=5, months=7, potential=8, intent="high")] * 4)
    assert rows == [[0, 7, "333", "attention", "key", "steady", 3]] * 4


def test_the_best_tier_is_the_one_given() -> None:
    gold = Customer(tier="Gold", amount=5, months=12)
    assert rated(gold, best_tier="Gold")[0]["customer_class"].tolist() == ["key"]
    assert rated(gold)[0]["customer_class"].tolist() == ["general"]


def test_tiers_may_come_as_an_array_or_a_column() -> None:
    drawn = [Customer(tier="A", months=6), Customer(tier="B", months=6)]
    by_column, _ = rate(frame(*drawn), of(*drawn), pd.Series(["A", "B"], dtype="str", index=[5, 6]))
    by_array, _ = rate(frame(*drawn), of(*drawn), np.array(["A", "B"], dtype=object))
    assert by_column["customer_class"].tolist() == by_array["customer_class"].tolist() == ["key", "general"]


@pytest.mark.flow
@given(st.lists(customers(), max_size=15), st.randoms())
def test_the_order_of_customers_does_not_matter(drawn: list[Customer], random: Any) -> None:
    places = list(range(len(drawn)))
    random.shuffle(places)
    rows = told(*drawn)
    assert told(*[drawn[place] for place in places]) == [rows[place] for place in places]
