"""Customers evaluated: what holds of every evaluation, and the tables that come out of it."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan.planning.customers import CustomerPlan, evaluate_customers
from salesplan.planning.settings import CustomerSettings
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.tiers import MOVES, PARETO, TIERS
from tests.planning.customer_plans import AS_OF, bought, evaluated, ids, lines, tiers_of, typed

USUAL: list[dict[str, Any]] = [
    {key: value for key, value in zip(TIERS.keys, row, strict=True) if value is not None} for row in TIERS.given
]


@pytest.fixture(scope="module")
def plan() -> CustomerPlan:
    customers: list[dict[str, Any]] = [
        {"customer_id": "C-1", "customer": "Acme", "last_visit": "2026-11-05", "overdue": 3, "credit": "A"},
        {"customer_id": "C-2"},
        {"customer_id": "C-3"},
        {"customer_id": "C-4", "potential": 100, "intent": "high"},
        {"customer_id": "C-5", "potential": 900, "intent": "high"},
        {"customer_id": "C-6"},
    ]
    sales = [bought("C-1", 850), bought("C-2", 150), bought("C-3", -10)]
    return evaluated(customers, sales, tiers=USUAL)


def test_customers_have_amounts_shares_and_tiers(plan: CustomerPlan) -> None:
    assert plan.customers["amount"].tolist() == [85_000, 15_000, -1_000, 0, 0, 0]
    assert plan.customers["share"].tolist()[:3] == [0.85, 0.15, -0.01]
    assert plan.customers["share"].isna().tolist()[3:] == [True] * 3
    assert list(tiers_of(plan).values()) == ["A", "B", "C", "prospect", "prospect", "prospect"]
    assert plan.customers["move"].tolist() == ["new"] * 6


def test_visits_a_year_are_those_of_the_tier_and_of_prospects_by_priority(plan: CustomerPlan) -> None:
    assert plan.customers["priority"].tolist()[3:] == [3, 1, pd.NA]
    assert plan.customers["visits_a_year"].tolist() == [12, 4, 2, 2, 12, 1]


def test_what_belongs_to_visits_is_left_as_it_came(plan: CustomerPlan) -> None:
    assert plan.customers["last_visit"].iloc[0] == pd.Timestamp("2026-11-05")
    assert plan.customers["overdue"].tolist()[0] == 3


def test_the_tier_table_counts_every_customer_once(plan: CustomerPlan) -> None:
    table = plan.tiers.set_index("tier")
    assert table["customers"].to_dict() == {"A": 1, "B": 1, "C": 1, "P1": 1, "P2": 0, "P3": 1, "P4": 1}
    assert table["customers_share"].sum() == pytest.approx(1)
    assert table["amount"].tolist() == [85_000, 15_000, -1_000, 0, 0, 0, 0]
    assert table["amount_share"].tolist()[:3] == [0.85, 0.15, -0.01]
    assert table["visits"].sum() == plan.customers["visits_a_year"].sum() == 33
    assert plan.tiers.index.tolist() == list(range(5, 12))


def test_every_table_has_its_columns_and_types(plan: CustomerPlan) -> None:
    declared = {CUSTOMERS: plan.customers, TIERS: plan.tiers, MOVES: plan.moves}
    for table, frame in declared.items():
        assert tuple(frame.columns) == table.keys
        assert frame.dtypes.astype(str).to_dict() == typed(table.name, []).dtypes.astype(str).to_dict()
    assert tuple(plan.pareto.columns) == PARETO.keys
    assert set(plan.lifecycle.columns) <= set(LIFECYCLE.keys)
    assert set(plan.metrics.columns) <= set(CUSTOMER_METRICS.keys)
    assert plan.lifecycle["customers"].sum() == 6


def test_a_tier_named_twice_counts_once() -> None:
    tiers = evaluated(ids(1), [bought("C-1", 5)], tiers=[*USUAL, {"tier": "a", "rule": "share"}]).tiers
    assert tiers["customers"].tolist() == [1, 0, 0, 0, 0, 0, 0, 0]


def test_an_empty_table_of_tiers_is_the_usual_one() -> None:
    plan = evaluated(ids(2), [bought("C-1", 5)])
    assert plan.tiers["tier"].tolist() == [row[0] for row in TIERS.given]
    assert plan.tiers["customers"].tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert len(lines(plan.findings, "T110")) == 1


def test_the_best_tier_is_the_first_whatever_it_is_called() -> None:
    tiers = [{"tier": "Gold", "rule": "count", "cut": 1.0, "visits_a_year": 9.0}, {"tier": "Tin", "visits_a_year": 1.0}]
    sales = [bought("C-1", 5, f"2026-{month:02d}-01") for month in range(1, 8)] + [bought("C-2", 1)]
    plan = evaluated(ids(2), sales, tiers=tiers)
    assert plan.customers["customer_class"].tolist() == ["key", "general"]
    assert plan.customers["visits_a_year"].tolist() == [9, 1]


def test_nothing_to_rate_and_nothing_sold() -> None:
    empty = evaluated([], [])
    assert len(empty.customers) == 0
    assert len(lines(empty.findings, "T103")) == 1
    assert empty.tiers["customers"].sum() == 0
    idle = evaluated(ids(2), [bought("C-1", 5, "2020-01-01"), bought("C-2", -5)])
    assert list(tiers_of(idle).values()) == ["C", "C"]
    assert "in the twelve months up to 2026-12" in lines(idle.findings, "T102")[0]
    assert idle.customers["share"].isna().all()


def test_all_equal_are_one_tier() -> None:
    plan = evaluated(ids(7), [bought(row["customer_id"], 3) for row in ids(7)])
    assert set(tiers_of(plan).values()) == {"A"}


MONTHS = st.sampled_from(["2024-05-01", "2025-02-01", "2025-11-01", "2026-01-01", "2026-08-01", "2026-12-01"])


@st.composite
def companies(draw: st.DrawFn) -> dict[str, Any]:
    """Draw customers with a past, their sales, and what was logged."""
    count = draw(st.integers(1, 8))
    evaluations = st.sampled_from([None, "2026-06-30", "2026-12-31", "2027-03-31"])
    past = st.sampled_from(["", "A", "B", "C", "prospect", "Z"])
    customers = [
        row
        | {
            "rep_id": draw(st.sampled_from(["", "R-1", "R-2"])),
            "customer": draw(st.sampled_from(["", "Acme", "acme", "Best"])),
            "credit": draw(st.sampled_from(["", "A", "B-", "丙", "?"])),
            "tier": draw(past),
            "last_tier": draw(past),
            "evaluated_credit": draw(st.sampled_from(["", "A", "C"])),
            "evaluated_on": draw(evaluations),
            "potential": draw(st.sampled_from([None, 100, 900])),
            "intent": draw(st.sampled_from(["", "high", "low"])),
        }
        for row in ids(count)
    ]
    known = st.sampled_from([*(row["customer_id"] for row in customers), "C-99"])
    sales = draw(st.lists(st.tuples(known, st.integers(-40, 400), MONTHS), max_size=14))
    day = st.sampled_from(["2026-06-30", "2026-12-31"])
    log = draw(
        st.lists(st.tuples(day, known, st.sampled_from(["", "call"])), max_size=4, unique_by=lambda row: row[:2])
    )
    return {
        "customers": typed("Customers", customers),
        "sales": typed("Sales", [bought(*sale) for sale in sales]),
        "tiers": typed("Tiers", USUAL),
        "reps": typed("Reps", [{"rep_id": "R-1", "end_date": "2026-03-31"}]),
        "moves": typed("Moves", [{"as_of": on, "customer_id": key, "follow_up": text} for on, key, text in log]),
        "settings": CustomerSettings(as_of=AS_OF, tier_margin=draw(st.sampled_from([0.0, 0.1, 0.5]))),
    }


QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(companies())
def test_twice_is_once(company: dict[str, Any]) -> None:
    first = evaluate_customers(**company)
    again = evaluate_customers(**company | {"customers": first.customers, "moves": first.moves, "tiers": first.tiers})
    for name in ("customers", "tiers", "pareto", "lifecycle", "metrics", "moves"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(first, name))


@QUICK
@given(companies(), st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_nothing(company: dict[str, Any], seed: int) -> None:
    first = evaluate_customers(**company)
    mixed = {name: company[name].sample(frac=1, random_state=seed) for name in ("customers", "sales", "reps")}
    second = evaluate_customers(**company | mixed)
    pd.testing.assert_frame_equal(second.customers.sort_index(), first.customers)
    for name in ("tiers", "pareto", "lifecycle", "metrics", "moves"):
        pd.testing.assert_frame_equal(getattr(second, name), getattr(first, name))
    assert sorted(finding.line() for finding in second.findings) == sorted(finding.line() for finding in first.findings)


@QUICK
@given(companies())
def test_tables_add_up(company: dict[str, Any]) -> None:
    plan = evaluate_customers(**company)
    count = len(plan.customers)
    assert plan.tiers["customers"].sum() == plan.lifecycle["customers"].sum() == count
    assert plan.tiers["amount"].sum() == plan.customers["amount"].sum() == plan.pareto["amount"].iloc[-1]
    assert plan.tiers["visits"].sum() == plan.customers["visits_a_year"].sum()
    prospects = plan.customers["tier"] == "prospect"
    assert plan.pareto["customers"].iloc[-1] == count - prospects.sum()
    assert (plan.customers["lifecycle"] == "prospect").tolist() == prospects.tolist()
    assert np.isin(plan.customers["move"], ["new", "up", "down", "held", "same"]).all()
    listed = plan.moves[plan.moves["as_of"] == pd.Timestamp(AS_OF)]
    moved = plan.customers[plan.customers["move"].isin(["up", "down", "held"])]
    assert set(moved["customer_id"]) <= set(listed["customer_id"])


def test_a_year_later_the_window_has_moved_on() -> None:
    first = evaluated(ids(2), [bought("C-1", 90), bought("C-2", 5)])
    sales = [bought("C-1", 90), bought("C-2", 5), bought("C-2", 300, "2027-02-01")]
    later = evaluated(first.customers, sales, moves=first.moves, as_of=date(2027, 12, 31))
    assert later.customers["last_tier"].tolist() == ["A", "B"]
    assert tiers_of(later) == {"C-1": "C", "C-2": "A"}
    assert later.moves["customer_id"].tolist() == ["C-1", "C-2"]
