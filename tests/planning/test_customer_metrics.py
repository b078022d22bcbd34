"""Retention, loyalty, repeat purchase, acquisition, reactivation and churn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.customer_metrics import customer_metrics
from salesplan.tables.lifecycle import CUSTOMER_METRICS, METRICS
from tests.planning.bought import AS_OF, PROSPECT, Customer, customers, of

LONG = AS_OF - 60


def measured(*drawn: Customer, currency: str = "CNY") -> dict[str, tuple[float, float]]:
    rows = customer_metrics(of(*drawn), currency)
    return dict(zip(rows["metric"].tolist(), zip(rows["part"], rows["whole"], strict=True), strict=True))


COMPANY = [
    Customer(amount=60_050, months=12, before=50_000, months_before=12, first=LONG),  # stays
    Customer(amount=20_000, months=1, before=10_000, months_before=2, first=AS_OF - 20),  # stays
    Customer(amount=30_000, months=2, first=AS_OF - 3),  # new
    Customer(amount=9_950, months=1, first=AS_OF - 30),  # comes back
    Customer(amount=-4_000, months=1, first=AS_OF - 12),  # long known, by its first purchase typed; more returns
    Customer(before=70_000, months_before=5, first=LONG, last=AS_OF - 14),  # gone
    Customer(first=LONG, last=AS_OF - 40),  # long gone
    PROSPECT,
]


def test_a_company_by_hand() -> None:
    assert measured(*COMPANY) == {
        "retention": (2, 3),
        "loyalty": (800.5, 1200.0),
        "repeat": (2, 5),
        "acquisition": (1, 5),
        "reactivation": (1, 5),
        "churn": (1, 3),
    }


def test_the_frame_is_the_table() -> None:
    found = customer_metrics(of(*COMPANY), "CNY")
    keys = [metric.key for metric in METRICS]
    assert found.columns.tolist() == [column.key for column in CUSTOMER_METRICS.columns]
    assert found["metric"].tolist() == found["meaning"].tolist() == keys
    assert found["rate"].tolist() == pytest.approx([2 / 3, 800.5 / 1200, 2 / 5, 1 / 5, 1 / 5, 1 / 3])


def test_amounts_are_in_units_of_the_currency() -> None:
    assert measured(*COMPANY, currency="JPY")["loyalty"] == (80_050, 120_000)
    assert measured(*COMPANY, currency="KWD")["loyalty"] == (80.05, 120.0)


def test_the_first_purchase_at_the_edges_of_the_windows() -> None:
    drawn = [Customer(amount=1, months=1, first=AS_OF - ago) for ago in (0, 11, 12, 23, 24)]
    found = measured(*drawn)
    assert found["acquisition"] == (2, 5)
    assert found["reactivation"] == (1, 5)


@pytest.mark.parametrize("drawn", [[], [PROSPECT], [Customer(first=LONG, last=AS_OF - 40)]])
def test_without_purchases_there_are_no_rates(drawn: list[Customer]) -> None:
    found = customer_metrics(of(*drawn), "CNY")
    assert found[["part", "whole"]].to_numpy().tolist() == [[0, 0]] * 6
    assert found["rate"].isna().all()


@given(st.lists(customers(), max_size=30))
def test_parts_are_among_their_wholes_and_who_does_not_stay_is_gone(drawn: list[Customer]) -> None:
    found = measured(*drawn)
    assert all(0 <= part <= whole for part, whole in found.values())
    assert found["retention"][1] == found["churn"][1] == found["retention"][0] + found["churn"][0]


@given(st.lists(customers(), max_size=30))
def test_the_order_of_customers_does_not_matter(drawn: list[Customer]) -> None:
    assert measured(*drawn) == measured(*reversed(drawn))
