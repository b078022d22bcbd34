"""A real ledger: lumpy months, managers without a territory, and most orders without a rep."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesplan.planning.money import GRAINS
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.quota import plan_quotas
from salesplan.planning.settings import PlanSettings
from salesplan.tables.quota import MONTHS
from tests.planning.plans import DEFAULT_RAMP, of_rep, table

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "adventureworks"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the AdventureWorks data is not beside the repository")

MANAGERS = ("274", "285", "287")


def read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def plan() -> QuotaPlan:
    territories = {row["TerritoryID"]: row for row in read("Sales.SalesTerritory.csv")}
    reps = [
        {
            "rep_id": row["BusinessEntityID"],
            "region": territories.get(row["TerritoryID"], {}).get("Group", ""),
            "team": territories.get(row["TerritoryID"], {}).get("Name", ""),
        }
        for row in read("Sales.SalesPerson.csv")
    ]
    sales: list[dict[str, Any]] = [
        {
            "month": row["OrderDate"],
            "rep_id": row["SalesPersonID"],
            "channel": "reseller" if row["SalesPersonID"] else "online",
            "revenue": int(Decimal(row["SubTotal"]) * 100 * GRAINS),
        }
        for row in read("Sales.SalesOrderHeader.csv")
    ]
    blank = {name: table(name, []) for name in ("customers", "region_quota", "team_quota")}
    return plan_quotas(
        growth=table("growth", [{"dimension": "channel", "value": "online", "adjustment": 0.05}]),
        ramp=table("ramp", DEFAULT_RAMP),
        reps=table("reps", reps),
        sales=table("sales", sales),
        quota=table("quota", [{"rep_id": "276", "override": 500_000_000}]),
        settings=PlanSettings(plan_year=2014, currency="USD", growth=0.1),
        **blank,
    )


def test_last_year_is_the_ledgers_total_on_every_level(plan: QuotaPlan) -> None:
    assert plan.company.last_year == 4_362_247_905
    for frame in (plan.region_quota, plan.team_quota, plan.quota):
        assert frame["last_year"].sum() == 4_362_247_905


def test_finals_add_up_on_every_level_and_month_by_month(plan: QuotaPlan) -> None:
    for frame in (plan.region_quota, plan.team_quota, plan.quota):
        assert frame["final"].sum() == plan.company.final
        assert not (frame["final"] % 10_000).any()
    assert plan.quota[list(MONTHS)].to_numpy().sum() == plan.company.final
    assert not plan.quota["check"].any()
    assert not plan.bridge["check"].any()


def test_online_sales_are_a_row_of_their_own_and_managers_keep_theirs(plan: QuotaPlan) -> None:
    assert plan.quota["rep"].tolist()[-1] == "Unassigned"
    assert of_rep(plan.quota, "", "base") == pytest.approx(of_rep(plan.quota, "", "last_year") * 1.15, abs=1)
    for manager in MANAGERS:
        assert of_rep(plan.quota, manager, "team") == "(none)"
        assert of_rep(plan.quota, manager, "last_year") > 0


def test_the_pin_holds_and_only_its_team_gives(plan: QuotaPlan) -> None:
    moved = plan.bridge.set_index("rep_id")["other_pins"]
    assert of_rep(plan.quota, "276", "final") == 500_000_000
    assert moved[moved != 0].index.tolist() == ["281"]
