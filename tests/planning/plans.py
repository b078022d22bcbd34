"""Small plans, written down in a few words."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import pandas as pd

from salesplan.planning.money import GRAINS
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.quota import plan_quotas
from salesplan.planning.settings import PlanSettings

Rows: TypeAlias = Sequence[dict[str, Any]]

_TEXT = {
    "growth": ("dimension", "value"),
    "ramp": (),
    "reps": ("rep_id", "rep", "region", "team", "manager"),
    "customers": ("customer_id", "rep_id", "region", "industry", "channel", "tier"),
    "sales": ("customer_id", "rep_id", "product_line", "channel"),
    "region_quota": ("region", "reason"),
    "team_quota": ("region", "team", "reason"),
    "quota": ("rep_id", "reason"),
}
_NUMBERS = {"growth": ("adjustment",), "ramp": ("month", "share"), "reps": ("capacity", "ability", "potential")}
_MONEY = {"sales": ("revenue",), "region_quota": ("override",), "team_quota": ("override",), "quota": ("override",)}
_DATES = {"reps": ("start_date", "end_date"), "sales": ("month",)}
ANA: dict[str, Any] = {"rep_id": "R-01", "rep": "Ana", "region": "North", "team": "East"}
BEN: dict[str, Any] = {"rep_id": "R-02", "rep": "Ben", "region": "North", "team": "East"}
CAI: dict[str, Any] = {"rep_id": "R-03", "rep": "Cai", "region": "South", "team": "West"}
DEFAULT_RAMP = [{"month": month, "share": share} for month, share in enumerate((0.0, 0.25, 0.5, 0.75, 1.0), start=1)]


def table(name: str, rows: Rows) -> pd.DataFrame:
    """Make a typed frame as it is read from a sheet: row numbers from 5, blanks where nothing is given."""
    columns: dict[str, Any] = {key: pd.array([row.get(key, "") for row in rows], dtype="str") for key in _TEXT[name]}
    for kinds, dtype in ((_NUMBERS, "float64"), (_MONEY, "Int64"), (_DATES, "datetime64[ns]")):
        columns |= {key: pd.Series([row.get(key) for row in rows], dtype=dtype).array for key in kinds.get(name, ())}
    return pd.DataFrame(columns, index=pd.RangeIndex(5, 5 + len(rows)))


def sale(rep_id: str, amount: float, month: str = "2026-01-15", **more: Any) -> dict[str, Any]:
    """Give a sales row; the amount in the currency, of two decimals."""
    return {"rep_id": rep_id, "month": month, "revenue": round(amount * 100 * GRAINS), **more}


def planned(
    reps: Rows,
    sales: Rows,
    *,
    growth: Rows = (),
    ramp: Rows = DEFAULT_RAMP,
    customers: Rows = (),
    region_quota: Rows = (),
    team_quota: Rows = (),
    quota: Rows = (),
    market: float = 0.0,
    **settings: Any,
) -> QuotaPlan:
    """Plan 2027, with market growth as said."""
    return plan_quotas(
        growth=table("growth", growth),
        ramp=table("ramp", ramp),
        reps=table("reps", reps),
        customers=table("customers", customers),
        sales=table("sales", sales),
        region_quota=table("region_quota", region_quota),
        team_quota=table("team_quota", team_quota),
        quota=table("quota", quota),
        settings=PlanSettings(plan_year=2027, growth=market, **settings),
    )


def of_rep(frame: pd.DataFrame, rep_id: str, column: str) -> Any:
    """Give one cell of a frame of reps."""
    return frame.set_index("rep_id").at[rep_id, column]


def codes(plan: QuotaPlan) -> list[str]:
    """Give the codes of a plan's findings."""
    return [finding.code for finding in plan.findings]


def lines(plan: QuotaPlan, code: str) -> list[str]:
    """Give a plan's findings of one code, in words."""
    return [finding.line() for finding in plan.findings if finding.code == code]
