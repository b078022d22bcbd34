"""A real quota history: attainment of every rep and calendar quarter, added up with Decimal from the same files."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from salesplan.findings import Finding, errors
from salesplan.planning.money import GRAINS
from salesplan.planning.periods import Period
from salesplan.planning.scoring.scorecard import Scored, score_reps
from salesplan.planning.settings import ScoreSettings
from salesplan.sources.files import read_source
from salesplan.sources.mapped import apply
from salesplan.sources.mapping import Mapping as MappingFile
from salesplan.tables.conform import Rows, conform
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.units import currency
from tests.planning.test_adventureworks import DATA, MANAGERS, read

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the AdventureWorks data is not beside the repository")

QUOTAS = Path(__file__).resolve().parents[3] / "docs" / "adventureworks" / "quotas.toml"
USD = currency("USD")
CENT = Decimal("0.01")
SETTINGS = ScoreSettings(
    as_of=date(2014, 6, 30), period=Period.of("2014-Q2"), since=Period.of("2011-Q2"), plan_year=2014, currency="USD"
)
Cells = Mapping[tuple[str, str], Decimal]
"""Amounts by quarter and rep."""


@dataclass(frozen=True)
class ByHand:
    """What each rep was to sell, and sold, in each quarter."""

    quota: Cells
    sold: Cells


def typed(name: str, columns: Mapping[str, list[object]]) -> pd.DataFrame:
    """Make a frame of a table; what is not given is blank."""
    height = len(next(iter(columns.values()), []))
    done = conform(SALES_PLAN.table(name), Rows(columns, range(5, 5 + height)), currency=USD, from_text=True)
    assert done.findings == []
    return done.frame


def listed(rows: list[dict[str, str]], **columns: str) -> dict[str, list[object]]:
    """Take columns of a file by other names."""
    return {key: [row[header] for row in rows] for key, header in columns.items()}


def quota_history(dated: bool) -> pd.DataFrame:
    """Read the quotas as a load does; with their days as they are, or as the quarters that the mapping file says."""
    if dated:
        rows = list(read("Sales.SalesPersonQuotaHistory.csv"))
        cells = listed(rows, rep_id="BusinessEntityID", quota="SalesQuota")
        return typed("QuotaHistory", {**cells, "period": [row["QuotaDate"][:10] for row in rows]})
    mapped = apply(
        read_source(DATA / "Sales.SalesPersonQuotaHistory.csv"),
        SALES_PLAN.table("QuotaHistory"),
        MappingFile.load(QUOTAS),
    )
    return typed("QuotaHistory", dict(mapped.columns))


def reps() -> pd.DataFrame:
    hired = {row["BusinessEntityID"]: row["HireDate"] for row in read("HumanResources.Employee.csv")}
    territories = {row["TerritoryID"]: row for row in read("Sales.SalesTerritory.csv")}
    rows = [
        {
            "id": row["BusinessEntityID"],
            "hired": hired[row["BusinessEntityID"]],
            "region": territories.get(row["TerritoryID"], {}).get("Group", ""),
            "team": territories.get(row["TerritoryID"], {}).get("Name", ""),
        }
        for row in read("Sales.SalesPerson.csv")
    ]
    return typed("Reps", listed(rows, rep_id="id", start_date="hired", region="region", team="team"))


def sales() -> pd.DataFrame:
    sold = [row for row in read("Sales.SalesOrderHeader.csv") if row["SalesPersonID"]]
    assert len(sold) == 3_806
    return typed(
        "Sales",
        listed(sold, month="OrderDate", customer_id="CustomerID", rep_id="SalesPersonID", revenue="SubTotal"),
    )


@pytest.fixture(scope="module")
def ledger() -> pd.DataFrame:
    return sales()


@pytest.fixture(scope="module", params=[False, True], ids=["quarters", "days"])
def scored(request: pytest.FixtureRequest, ledger: pd.DataFrame) -> Scored:
    blank = (
        "KPIs",
        "Grades",
        "Ratings",
        "Receivables",
        "Customers",
        "Quota",
        "Visits",
        "Rates",
        "Scorecard",
        "Payouts",
    )
    tables: dict[str, Any] = {name.lower(): typed(name, {}) for name in blank}
    return score_reps(
        reps=reps(),
        sales=ledger,
        quota_history=quota_history(request.param),
        settings=SETTINGS,
        language="en",
        **tables,
    )


@pytest.fixture(scope="module")
def by_hand() -> ByHand:
    sold: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for order in read("Sales.SalesOrderHeader.csv"):
        sold[quarter(order["OrderDate"]), order["SalesPersonID"]] += Decimal(order["SubTotal"])
    quotas = {
        (quarter(row["QuotaDate"]), row["BusinessEntityID"]): Decimal(row["SalesQuota"])
        for row in read("Sales.SalesPersonQuotaHistory.csv")
    }
    return ByHand(quotas, sold)


def quarter(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{year}-Q{(month + 2) // 3}"


def cards(scored: Scored) -> dict[tuple[str, str], dict[Hashable, Any]]:
    """Give the scorecard's rows by quarter and rep."""
    return {(row["period"], row["rep_id"]): row for row in scored.frames["Scorecard"].to_dict("records")}


def money(cents: int) -> Decimal:
    return Decimal(int(cents)) * CENT


def problems(scored: Scored) -> list[Finding]:
    return errors(scored.findings)


def test_every_quota_has_its_attainment(scored: Scored, by_hand: ByHand) -> None:
    assert problems(scored) == []
    found = cards(scored)
    with_quota = {key for key, row in found.items() if not pd.isna(row["quota"])}
    assert len(by_hand.quota) == 163
    assert with_quota == set(by_hand.quota)
    for key, quota in by_hand.quota.items():
        row, sold = found[key], by_hand.sold.get(key, Decimal(0))
        assert money(row["quota"]) == quota, key
        assert money(row["revenue"]) == sold.quantize(CENT, ROUND_HALF_UP), key
        assert money(row["variance"]) == sold.quantize(CENT, ROUND_HALF_UP) - quota, key
        assert row["target_attainment_actual"] == pytest.approx(float(sold / quota), rel=1e-12, abs=0), key


def test_facts_are_exact(scored: Scored, by_hand: ByHand) -> None:
    """Sums of the ledger are exact to its last decimal, and so is what quarters are made of."""
    compared = 0
    for graded in scored.graded:
        facts = graded.facts
        for place, rep in enumerate(facts.reps.rep_id):
            key = facts.period.name, rep
            assert Fraction(int(facts.revenue[place]), 100 * GRAINS) == Fraction(by_hand.sold.get(key, Decimal(0))), key
            assert bool(facts.has_quota[place]) == (key in by_hand.quota), key
            if key in by_hand.quota:
                assert money(int(facts.quota[place])) == money(int(facts.full_quota[place])) == by_hand.quota[key], key
                compared += 1
    assert compared == 163


def test_quarters_without_sales_lack_the_whole_quota(scored: Scored, by_hand: ByHand) -> None:
    idle = by_hand.quota.keys() - by_hand.sold.keys()
    assert idle == {("2011-Q2", "274"), ("2013-Q2", "285")}
    found = cards(scored)
    for key in idle:
        assert (found[key]["revenue"], found[key]["target_attainment_actual"]) == (0, 0)
        assert money(found[key]["variance"]) == -by_hand.quota[key]


def test_reps_who_joined_late_are_scored_from_their_first_quarter_on(scored: Scored) -> None:
    first: dict[str, str] = {}
    for period, rep in sorted(cards(scored)):
        first.setdefault(rep, period)
    assert len(first) == 17
    late = {rep: period for rep, period in first.items() if period > "2011-Q2"}
    assert late == {
        "284": "2012-Q3", "285": "2013-Q1", "286": "2013-Q2", "287": "2012-Q2", "288": "2013-Q2", "289": "2012-Q2",
        "290": "2012-Q2",
    }  # fmt: skip


def test_managers_without_a_territory_are_scored_like_the_others(scored: Scored, by_hand: ByHand) -> None:
    found = cards(scored)
    for manager in MANAGERS:
        quarters = [key for key in by_hand.quota if key[1] == manager]
        assert len(quarters) in (4, 8, 12)
        assert {found[key]["team"] for key in quarters} == {""}
        assert all(found[key]["target_attainment_actual"] >= 0 for key in quarters)


def test_a_quarter_after_the_last_quota_has_sales_but_no_attainment(scored: Scored, by_hand: ByHand) -> None:
    rows = [row for (period, _), row in cards(scored).items() if period == "2014-Q2"]
    assert len(rows) == 17
    for row in rows:
        sold = by_hand.sold.get(("2014-Q2", row["rep_id"]), Decimal(0))
        assert money(row["revenue"]) == sold.quantize(CENT, ROUND_HALF_UP)
        assert all(pd.isna(row[key]) for key in ("quota", "variance", "target_attainment_actual"))
