"""Small companies whose facts are gathered, written down in a few words."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import pandas as pd

from salesplan.planning.periods import Period
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.gather import Gathered, gather
from salesplan.planning.scoring.kpis import Kpis, read_kpis, usual_kpis
from salesplan.planning.settings import ScoreSettings
from tests.planning.scoring.score_cases import Row, typed

ANA: Final[Row] = {"rep_id": "R-1", "rep": "Ana", "region": "North", "team": "N1"}
BEN: Final[Row] = {"rep_id": "R-2", "rep": "Ben", "region": "South", "team": "S1"}
TABLES: Final = {
    "reps": "Reps",
    "customers": "Customers",
    "sales": "Sales",
    "quota": "Quota",
    "quota_history": "QuotaHistory",
    "receivables": "Receivables",
    "ratings": "Ratings",
    "visits": "Visits",
}


@cache
def usual() -> Kpis:
    """Give the standard scorecard."""
    read, _ = read_kpis(usual_kpis())
    assert read is not None
    return read


def sale(month: str, revenue: int, rep_id: str = "R-1", customer_id: str = "", **more: Any) -> Row:
    """Give a sales row; amounts in grains."""
    return {"month": f"{month}-01", "revenue": revenue, "rep_id": rep_id, "customer_id": customer_id, **more}


def given(period: str, quota: int | None, rep_id: str = "R-1", **more: Any) -> Row:
    """Give a row of QuotaHistory."""
    return {"period": period, "quota": quota, "rep_id": rep_id, **more}


def frames(**tables: Sequence[Row]) -> dict[str, pd.DataFrame]:
    """Make the frames of a company; Ana and Ben work there unless said."""
    return {key: typed(name, *tables.get(key, (ANA, BEN) if key == "reps" else ())) for key, name in TABLES.items()}


def settings(period: str = "2027-03", as_of: str = "2028-12-31", since: str = "", **more: Any) -> ScoreSettings:
    """Give settings; the period is March 2027, and over, unless said."""
    return ScoreSettings(
        as_of=date.fromisoformat(as_of),
        period=Period.of(period),
        since=Period.of(since) if since else None,
        **{"plan_year": 2027, "country": "US", **more},
    )


def gathered(
    period: str = "2027-03",
    *,
    as_of: str = "2028-12-31",
    since: str = "",
    kpis: Kpis | None = None,
    setting: dict[str, Any] | None = None,
    **tables: Sequence[Row],
) -> Gathered:
    """Gather the facts of a company."""
    return gather(**frames(**tables), kpis=kpis or usual(), settings=settings(period, as_of, since, **(setting or {})))


def facts_of(period: str = "2027-03", **more: Any) -> Facts:
    """Give the facts of the last period."""
    return gathered(period, **more).facts[-1]


def codes(found: Gathered) -> list[str]:
    """Give the codes of the findings, without those of periods without quotas or sales, as most of these have none."""
    return [finding.code for finding in found.findings if finding.code not in {"K121", "K140"}]


def lines(found: Gathered, code: str) -> list[str]:
    """Give the findings of a code in words."""
    return [finding.line() for finding in found.findings if finding.code == code]
