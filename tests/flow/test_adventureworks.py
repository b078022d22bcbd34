"""The guide's commands on a real ledger, against the same figures added up with Decimal from the CSV."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesplan.tables.quota import BRIDGE_STEPS, MONTHS
from tests.flow.company import Row, as_json, by, column, rows, salesplan, tables
from tests.spreadsheet.compare import same

HERE = Path(__file__).resolve()
DATA = HERE.parents[3] / "shared" / "data" / "adventureworks"
MAPS = HERE.parents[2] / "docs" / "adventureworks"
LAST_YEAR = Decimal("43622479.05")
ONLINE = Decimal("10732127.33")
MANAGERS = {"274", "285", "287"}
STEPS = [key for key, _, _ in BRIDGE_STEPS[:-1]]

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the AdventureWorks data is not beside the repository")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = tmp_path_factory.mktemp("adventureworks") / "aw.xlsx"
    salesplan("new", "plan", plan, "--year", 2014, "--currency", "USD")
    salesplan("load", plan, "Reps", DATA / "SalesPersonNames.csv", "--map", MAPS / "reps.toml")
    salesplan("load", plan, "Reps", DATA / "Sales.SalesPerson.csv", "--map", MAPS / "territories.toml")
    salesplan("load", plan, "Reps", DATA / "HumanResources.Employee.csv", "--map", MAPS / "start_dates.toml")
    salesplan("load", plan, "Sales", DATA / "Sales.SalesOrderHeader.csv", "--map", MAPS / "sales.toml")
    return plan


@pytest.fixture(scope="module")
def document(book: Path) -> dict[str, Any]:
    return as_json("quota", book)


@pytest.fixture(scope="module")
def sheets(book: Path, document: dict[str, Any]) -> dict[str, list[Row]]:
    names = ("RegionQuota", "TeamQuota", "Quota", "Bridge", "Season")
    return dict(zip(names, tables(book, *names), strict=True))


def orders() -> Iterator[dict[str, str]]:
    with (DATA / "Sales.SalesOrderHeader.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def money(value: object) -> Decimal:
    """Give what a cell's float means: an amount of whole cents."""
    return Decimal(str(value))


def total(found: list[Row], key: str) -> Decimal:
    return sum((money(row[key]) for row in found), Decimal(0))


def test_last_year_is_the_ledgers_total_on_every_level(sheets: dict[str, list[Row]]) -> None:
    ledger = sum(Decimal(order["SubTotal"]) for order in orders() if order["OrderDate"].startswith("2013"))
    assert cents(Decimal(ledger)) == LAST_YEAR
    for name in ("RegionQuota", "TeamQuota", "Quota", "Bridge"):
        assert total(sheets[name], "last_year") == LAST_YEAR, name


def test_each_rep_has_the_orders_of_their_own(sheets: dict[str, list[Row]]) -> None:
    own: dict[str, Decimal] = defaultdict(Decimal)
    for order in orders():
        if order["OrderDate"].startswith("2013"):
            own[order["SalesPersonID"]] += Decimal(order["SubTotal"])
    assert own[""].quantize(Decimal("0.01")) == ONLINE
    found = column(sheets["Quota"], "last_year")
    assert found.keys() == own.keys()
    # Rounding to cents is shared out, so that the parts add up: each is within a cent of its own sum.
    assert {rep for rep, amount in own.items() if abs(money(found[rep]) - amount) >= Decimal("0.01")} == set()


def test_finals_add_up_on_every_level_in_whole_units(sheets: dict[str, list[Row]]) -> None:
    target = cents(LAST_YEAR * Decimal("1.1") / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100
    assert target == 47_984_700
    for name in ("RegionQuota", "TeamQuota", "Quota", "Bridge"):
        assert total(sheets[name], "final") == target, name
        assert all(row["final"] % 100 == 0 for row in sheets[name])
    teams = sheets["TeamQuota"]
    for region in sheets["RegionQuota"]:
        assert region["final"] == sum(t["final"] for t in teams if t["region"] == region["region"])
        assert (region["allocated"], region["gap"]) == (region["final"], 0)
    for team in teams:
        own = [row for row in sheets["Quota"] if (row["region"], row["team"]) == (team["region"], team["team"])]
        assert team["final"] == sum(row["final"] for row in own)
        assert total(own, "last_year") == money(team["last_year"])


def test_months_add_up(sheets: dict[str, list[Row]]) -> None:
    quotas = sheets["Quota"]
    for row in quotas:
        assert sum(row[month] for month in MONTHS) == row["final"]
        assert row["check"] == 0
        assert all(row[month] % 100 == 0 for month in MONTHS)
    # The company's months are its target by season, to the unit.
    for month, share in zip(MONTHS, (row["used"] for row in sheets["Season"]), strict=True):
        assert abs(sum(row[month] for row in quotas) - 47_984_700 * share) <= 100


def test_the_bridge_adds_up_to_the_cent(sheets: dict[str, list[Row]]) -> None:
    for row in sheets["Bridge"]:
        assert sum(money(row[step]) for step in STEPS) == money(row["final"]), row["rep"]


def test_unassigned_and_managers_are_rows_of_their_own(sheets: dict[str, list[Row]]) -> None:
    last = sheets["Quota"][-1]
    assert (last["rep_id"], last["rep"], last["region"], money(last["last_year"])) == (
        None,
        "Unassigned",
        "Unassigned",
        ONLINE,
    )
    found = by(sheets["Quota"], "rep_id")
    assert {rep for rep, row in found.items() if row["region"] == "Managers"} == MANAGERS
    assert len(found) == 18


def test_json_says_what_the_workbook_says(sheets: dict[str, list[Row]], document: dict[str, Any]) -> None:
    for name, in_sheet in sheets.items():
        listed = document["tables"][name]
        assert len(listed) == len(in_sheet)
        for said, shown in zip(listed, in_sheet, strict=True):
            assert {key for key, value in said.items() if not same(value, shown[key])} == set(), (name, shown["row"])


def test_key_figures(book: Path, document: dict[str, Any]) -> None:
    opened = openpyxl.load_workbook(book, data_only=True)

    def named(name: str) -> object:
        [(sheet, address)] = opened.defined_names[name].destinations
        return opened[sheet][address.replace("$", "")].value

    assert (named("company_last_year"), named("company_final")) == (43_622_479.05, 47_984_700)
    assert sum(money(named(f"company_{month}")) for month in MONTHS) == 47_984_700
    assert money(named("total_Sales_revenue")) == sum(Decimal(order["SubTotal"]) for order in orders())


def test_explain(book: Path, document: dict[str, Any]) -> None:
    said = salesplan("explain", book, "Linda Mitchell").stdout
    assert "Company: last year 43,622,479.05 × (1 + 10 %) = 47,984,726.96" in said
    assert "Linda Mitchell (276), North America / Southwest: quota 4,522,400.00" in said


def test_the_whole_ledger_came_in(book: Path) -> None:
    sales = rows(book, "Sales")
    assert len(sales) == 31_465
    assert sum(row["rep_id"] is not None for row in sales) == 3_806
    assert {row["channel"] for row in sales} == {"Reseller", "Online"}
