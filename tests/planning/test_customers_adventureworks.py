"""A real company's customers: thousands of online shoppers, some hundred stores, and a long tail."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest

from salesplan.planning.customers import CustomerPlan, evaluate_customers
from salesplan.planning.listed import MOST_LISTED
from salesplan.planning.money import GRAINS
from salesplan.planning.settings import CustomerSettings
from salesplan.tables.tiers import TIERS
from tests.planning.customer_plans import lines, typed
from tests.planning.test_adventureworks import DATA, read

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the AdventureWorks data is not beside the repository")

AS_OF = date(2013, 12, 31)
CENT = Decimal("0.01")


def customers(stores_only: bool) -> list[dict[str, Any]]:
    owner = {row["BusinessEntityID"]: row for row in read("Sales.Store.csv")}
    return [
        {
            "customer_id": row["CustomerID"],
            "customer": owner.get(row["StoreID"], {}).get("Name", ""),
            "rep_id": owner.get(row["StoreID"], {}).get("SalesPersonID", ""),
        }
        for row in read("Sales.Customer.csv")
        if row["StoreID"] or not stores_only
    ]


def evaluate(
    stores_only: bool, as_of: date = AS_OF, rated: pd.DataFrame | None = None, log: pd.DataFrame | None = None
) -> CustomerPlan:
    listed = customers(stores_only)
    known = {row["customer_id"] for row in listed}
    sales = [
        {
            "month": row["OrderDate"],
            "customer_id": row["CustomerID"],
            "revenue": int(Decimal(row["SubTotal"]) * 100 * GRAINS),
        }
        for row in read("Sales.SalesOrderHeader.csv")
        if row["CustomerID"] in known
    ]
    usual = [
        {key: value for key, value in zip(TIERS.keys, row, strict=True) if value is not None} for row in TIERS.given
    ]
    return evaluate_customers(
        customers=typed("Customers", listed) if rated is None else rated,
        sales=typed("Sales", sales),
        tiers=typed("Tiers", usual),
        reps=typed("Reps", [{"rep_id": row["BusinessEntityID"]} for row in read("Sales.SalesPerson.csv")]),
        moves=typed("Moves", []) if log is None else log,
        settings=CustomerSettings(as_of=as_of, currency="USD"),
    )


def by_hand(stores_only: bool) -> dict[str, tuple[int, Decimal]]:
    """Tier the customers with a pencil: add up exactly, sort, and go down the list; customers and amount by tier."""
    known = {row["customer_id"] for row in customers(stores_only)}
    year: dict[str, Decimal] = defaultdict(Decimal)
    ever: set[str] = set()
    for order in read("Sales.SalesOrderHeader.csv"):
        day, buyer = order["OrderDate"][:10], order["CustomerID"]
        if buyer not in known or day > "2013-12-31":
            continue
        ever.add(buyer)
        if day >= "2013-01-01":
            year[buyer] += Decimal(order["SubTotal"])
    amounts = dict(year)
    total, before, start = sum(amounts.values()), Decimal(0), Decimal(0)
    found: dict[str, tuple[int, Decimal]] = {"prospect": (len(known - ever), Decimal(0))}
    last = None
    for amount in sorted((amounts.get(buyer, Decimal(0)) for buyer in ever), reverse=True):
        if amount != last:
            start, last = before, amount
        share = start / total
        tier = "A" if amount and share < Decimal("0.8") else "B" if amount and share < Decimal("0.95") else "C"
        count, together = found.get(tier, (0, Decimal(0)))
        found[tier] = count + 1, together + amount
        before += amount
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["customers", "stores"])
def both(request: pytest.FixtureRequest) -> tuple[bool, CustomerPlan]:
    return request.param, evaluate(request.param)


def test_the_distribution_is_that_of_a_hand_calculation(both: tuple[bool, CustomerPlan]) -> None:
    stores_only, plan = both
    groups = plan.customers.groupby("tier")["amount"]
    found = {str(tier): (len(amounts), Decimal(int(amounts.sum())) * CENT) for tier, amounts in groups}
    expected = by_hand(stores_only)
    assert {tier: count for tier, (count, _) in found.items()} == {tier: count for tier, (count, _) in expected.items()}
    assert all(abs(amount - expected[tier][1]) < count * CENT for tier, (count, amount) in found.items() if count)
    total = sum((amount for _, amount in expected.values()), Decimal(0)).quantize(CENT, ROUND_HALF_UP)
    assert sum(amount for _, amount in found.values()) == total


BEST = {False: (868, 19_820, 3_490_348_072, 0.8001), True: (154, 1_336, 2_633_270_995, 0.8006)}
"""Customers of tier A, all customers, what A bought in cents, and its share of revenue: of everybody, of stores."""


def test_few_customers_bring_four_fifths(both: tuple[bool, CustomerPlan]) -> None:
    stores_only, plan = both
    best = plan.tiers[plan.tiers["tier"] == "A"].to_dict("records")[0]
    found = (best["customers"], len(plan.customers), best["amount"], round(best["amount_share"], 4))
    assert found == BEST[stores_only]


def test_shoppers_without_an_owner_are_a_short_list(both: tuple[bool, CustomerPlan]) -> None:
    stores_only, plan = both
    assert len(lines(plan.findings, "T117")) == (0 if stores_only else MOST_LISTED)
    assert len(plan.findings) < 30


def test_a_first_evaluation_moves_nobody(both: tuple[bool, CustomerPlan]) -> None:
    _, plan = both
    assert plan.moves.empty
    assert set(plan.customers["move"]) == {"new"}
    assert plan.customers["share"].sum() == pytest.approx(1)
    assert plan.customers["visits_a_year"].notna().all()


def test_a_quarter_later_stores_near_a_boundary_keep_their_tier() -> None:
    first = evaluate(stores_only=True)
    later = evaluate(True, date(2014, 3, 31), first.customers, first.moves)
    moves = later.moves
    held = moves[moves["move"] == "held"]
    assert moves["move"].value_counts().to_dict() == {"down": 30, "held": 13, "up": 6}
    assert ((held["amount"] - held["boundary"]).abs() <= 0.1 * held["boundary"]).all()
    fallen, risen = moves[moves["move"] == "down"], moves[moves["move"] == "up"]
    assert (fallen["amount"] < 0.9 * fallen["boundary"]).all()
    assert (risen["amount"] > 1.1 * risen["boundary"]).all()
