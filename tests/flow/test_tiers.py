"""Customers rated from the command line: a company whose tiers are plain to see by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests.flow.company import Row, as_json, by, column, company, filled, rows, salesplan, type_in, typed_settings

CUSTOMERS: list[Row] = [
    {"customer_id": "C1", "customer": "Ace", "rep_id": "R1", "potential": 900_000, "intent": "high", "credit": "A"},
    {"customer_id": "C2", "customer": "Best", "rep_id": "R1", "potential": 400_000, "intent": "low", "credit": "B"},
    {"customer_id": "C3", "customer": "=1+1", "rep_id": "R2", "potential": 50_000, "intent": "low", "credit": "C"},
    {"customer_id": "C4", "customer": "Dove", "rep_id": "R2", "intent": "low"},
    {"customer_id": "005", "customer": "New", "rep_id": "R3", "potential": 800_000, "intent": "high"},
]
AMOUNTS = {"C1": 800_000, "C2": 150_000, "C3": 50_000, "C4": -10_000}
SALES: list[Row] = [
    {"month": "2026-11-30", "customer_id": customer, "rep_id": "R1", "revenue": amount}
    for customer, amount in AMOUNTS.items()
]
TIERS = {"C1": "A", "C2": "B", "C3": "C", "C4": "C", "005": "prospect"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return company(tmp_path, sales=SALES, Customers=CUSTOMERS)


def rated(book: Path, key: str) -> dict[str, Any]:
    return column(rows(book, "Customers"), key, of="customer_id")


def test_tiers_shares_and_cadence_stand_beside_the_customers(plan: Path) -> None:
    salesplan("tier", plan)
    assert rated(plan, "tier") == TIERS
    assert rated(plan, "amount") == AMOUNTS | {"005": 0}
    assert rated(plan, "share")["C1"] == pytest.approx(0.8)
    assert rated(plan, "visits_a_year") == {"C1": 12, "C2": 4, "C3": 2, "C4": 2, "005": 12}
    assert rated(plan, "customer_class") == {
        "C1": "general",  # bought in one month only
        "C2": "general",
        "C3": "general",
        "C4": "general",
        "005": "potential",
    }
    assert rated(plan, "lifecycle") == {"C1": "new", "C2": "new", "C3": "new", "C4": "lost", "005": "prospect"}
    assert rated(plan, "priority") == {"C1": 1, "C2": 4, "C3": 4, "C4": 4, "005": 1}
    assert rated(plan, "customer")["C3"] == "=1+1"


def test_the_tables_about_customers_add_up(plan: Path) -> None:
    said = salesplan("tier", plan)
    assert "A: 1 of 5 customers (20.0%) bring 80.0% of 1,000,000" in said.stdout
    tiers = by(rows(plan, "Tiers"), "tier")
    assert {name: tiers[name]["customers"] for name in tiers} == {
        "A": 1,
        "B": 1,
        "C": 2,
        "P1": 1,
        "P2": 0,
        "P3": 0,
        "P4": 0,
    }
    assert tiers["C"]["amount"] == 40_000
    stages = column(rows(plan, "Lifecycle"), "customers", of="stage")
    assert sum(stages.values()) == 5
    slices = rows(plan, "Pareto")
    assert (slices[-1]["customers"], slices[-1]["amount"]) == (4, 990_000)


def test_twice_is_once(plan: Path) -> None:
    salesplan("tier", plan)
    first = as_json("tier", plan)["tables"]
    again = as_json("tier", plan)["tables"]
    assert first == again
    assert set(rated(plan, "move").values()) == {"new"}


def test_a_later_evaluation_moves_who_is_past_the_margin_and_holds_who_is_not(plan: Path) -> None:
    typed = {"A": ("amount", 500_000), "B": ("amount", 100_000)}
    for tier, (rule, cut) in typed.items():
        type_in(plan, "Tiers", tier, rule=rule, cut=cut)
    salesplan("tier", plan)
    more = [
        {"month": "2027-01-31", "customer_id": "C2", "revenue": 390_000},  # 540,000: 8 % above A's cut
        {"month": "2027-01-31", "customer_id": "C3", "revenue": 61_000},  # 111,000: 11 % above B's cut
    ]
    salesplan("load", plan, "Sales", write(plan, more), "--append")
    salesplan("tier", plan, "--as-of", "2027-01-31")
    assert rated(plan, "tier") == TIERS | {"C3": "B"}
    assert rated(plan, "move") == {"C1": "same", "C2": "held", "C3": "up", "C4": "same", "005": "same"}
    moves = by(rows(plan, "Moves"), "customer_id")
    assert set(moves) == {"C2", "C3"}
    assert moves["C2"]["boundary"] == 500_000
    salesplan("tier", plan)  # no day is said: the evaluation stays where it is
    assert rated(plan, "move")["C3"] == "up"


def test_an_evaluation_does_not_go_back(plan: Path) -> None:
    salesplan("tier", plan, "--as-of", "2027-01-31")
    before = plan.read_bytes()
    said = salesplan("tier", plan, "--as-of", "2026-12-31", code=1)
    assert "[T114]" in said.stderr
    assert plan.read_bytes() == before


def test_a_tier_that_was_loaded_is_the_last_one_and_other_ratings_are_left_alone(plan: Path) -> None:
    known = [{"customer_id": "C2", "tier": "A", "segment": "gold", "priority": 9}]
    said = salesplan("load", plan, "Customers", write(plan, known))
    assert "not taken: segment, priority" in said.stdout
    salesplan("tier", plan)
    assert rated(plan, "last_tier")["C2"] == "A"
    assert rated(plan, "move")["C2"] == "down"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ({"cut": 80}, "T105"),
        ({"rule": "count"}, "T123"),
        ({"rule": "amount"}, "T123"),
        ({"rule": None}, "T104"),
    ],
)
def test_a_rule_that_cannot_be_meant_stops_the_evaluation(plan: Path, cell: Row, code: str) -> None:
    type_in(plan, "Tiers", "A", **cell)
    before = plan.read_bytes()
    assert f"'Tiers'!C5 [{code}]" in salesplan("tier", plan, code=1).stderr.replace("'Tiers'!B5", "'Tiers'!C5")
    assert plan.read_bytes() == before


def test_a_customer_typed_twice_keeps_the_rating_of_its_first_row(plan: Path) -> None:
    salesplan("load", plan, "Customers", write(plan, [{"customer_id": "X9", "customer": "Copy", "rep_id": "R2"}]))
    type_in(plan, "Customers", "X9", customer_id="c1")
    salesplan("tier", plan, code=1)
    said = salesplan("tier", plan, "--partial", code=1)
    assert "W101" not in said.stderr
    found = [(row["customer_id"], row["tier"]) for row in rows(plan, "Customers")]
    assert found[0] == ("C1", "A")
    assert sum(row["customers"] for row in rows(plan, "Tiers")) == 5


def test_owners_are_checked(plan: Path) -> None:
    type_in(plan, "Customers", "C3", rep_id=None)
    type_in(plan, "Customers", "C4", customer="ACE ")
    said = salesplan("tier", plan).stderr
    assert "'Customers'!C7 [T117]" in said
    assert "[T121]" in said


def test_nothing_bought_says_so_in_words(tmp_path: Path) -> None:
    plan = company(tmp_path, sales=[SALES[0] | {"month": "2020-01-31"}], Customers=CUSTOMERS)
    said = salesplan("tier", plan)
    assert "nan" not in said.output
    assert "[T102]" in said.stderr


def test_prospects_without_a_row_are_said(plan: Path) -> None:
    type_in(plan, "Tiers", "P1", tier="Gold")
    assert "[T124]" in salesplan("tier", plan).stderr


def test_quota_may_grow_by_tier(plan: Path) -> None:
    filled(plan, Growth=[{"dimension": "tier", "value": "A", "adjustment": 0.05}])
    salesplan("run", plan)
    assert column(rows(plan, "Quota"), "base")["R1"] == pytest.approx(800_000 * 1.15 + 150_000 * 1.10)


def test_run_rates_customers_before_it_splits_quotas(plan: Path) -> None:
    said = salesplan("run", plan).stdout
    assert said.index("Tier ") < said.index("Region ") < said.index("Rep ID ")
    assert rated(plan, "next_visit")["C1"] is not None


def test_a_plan_without_customers_is_not_bothered(filled: Path) -> None:
    said = salesplan("check", filled)
    assert "[T" not in said.stderr
    assert "[T103]" in salesplan("tier", filled).stderr


def test_load_into_a_table_that_is_not_there(plan: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(plan)
    sheet = next(sheet for sheet in book if "Contacts" in sheet.tables)
    del sheet.tables["Contacts"]
    book.save(tmp_path / "less.xlsx")
    said = salesplan(
        "load", tmp_path / "less.xlsx", "Contacts", write(plan, [{"customer_id": "C1", "contact": "Li"}]), code=3
    )
    assert "there is no table 'Contacts'" in said.stderr


def test_contacts_of_unknown_customers_are_said(plan: Path) -> None:
    filled(plan, Contacts=[{"customer_id": "C1", "contact": "Li"}, {"customer_id": "C9", "contact": "Wu"}])
    assert "[C105]" in salesplan("tier", plan).stderr


def test_settings_may_be_typed(plan: Path) -> None:
    typed_settings(plan, tier_margin=0.5, as_of=None)
    salesplan("tier", plan)
    assert rated(plan, "evaluated_on")["C1"].isoformat()[:10] == "2026-12-31"


def write(plan: Path, given: list[Row]) -> Path:
    from tests.flow.company import write_csv

    return write_csv(plan.with_name("more.csv"), given)
