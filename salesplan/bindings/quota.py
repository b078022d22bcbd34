"""Quotas: last year plus growth, split to rep and month."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from salesplan.bindings.binding import Binding, Frames, Outcome
from salesplan.planning.quota import plan_quotas
from salesplan.planning.settings import PlanSettings, Season
from salesplan.tables import kinds
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES, SEASON
from salesplan.tables.quota import BRIDGE, QUOTA, REGION_QUOTA, TEAM_QUOTA


def plan_settings(settings: Mapping[str, Any], season: pd.DataFrame) -> PlanSettings:
    """Give the planning functions their settings, from the workbook's.

    The typed shares of the Season table count when the setting season says so.
    """
    source: Season = settings["season_source"] or "history"
    shares = season.set_index("month")["share"].reindex(range(1, 13)).fillna(0.0)
    return PlanSettings(
        plan_year=int(settings["plan_year"]),
        currency=settings["currency"],
        growth=settings["growth"] or 0.0,
        price_change=settings["price_change"] or 0.0,
        company_target=settings["company_target"],
        rounding_unit=settings["rounding_unit"],
        growth_floor=settings["growth_floor"],
        growth_cap=settings["growth_cap"],
        potential_weight=settings["potential_weight"] or 0.0,
        over_assignment_region=settings["over_assignment_region"] or 0.0,
        over_assignment_team=settings["over_assignment_team"] or 0.0,
        over_assignment_rep=settings["over_assignment_rep"] or 0.0,
        stretch=settings["stretch"] or 0.0,
        new_rep_share=settings["new_rep_share"] if settings["new_rep_share"] is not None else "median",
        season=tuple(shares) if settings["season_source"] == "typed" else source,
    )


def _quota(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    typed = settings["season_source"] == "typed"
    if typed and not (frames["Season"]["share"].fillna(0) > 0).any():
        return Outcome({}, [kinds.SEASON_BLANK.at("Season", None, "share")])
    used = plan_settings(settings, frames["Season"])
    plan = plan_quotas(
        growth=frames["Growth"],
        ramp=frames["Ramp"],
        reps=frames["Reps"],
        customers=frames["Customers"],
        sales=frames["Sales"],
        region_quota=frames["RegionQuota"],
        team_quota=frames["TeamQuota"],
        quota=frames["Quota"],
        settings=used,
    )
    computed = {
        "RegionQuota": plan.region_quota,
        "TeamQuota": plan.team_quota,
        "Quota": plan.quota,
        "Bridge": plan.bridge,
        "Season": _season_used(frames["Season"], plan.season),
    }
    figures = {"company_quota": plan.company.target, "company_gap": plan.company.gap}
    return Outcome(computed, plan.findings, figures, (plan, used))


def _season_used(season: pd.DataFrame, shares: Sequence[float]) -> pd.DataFrame:
    """Show beside the typed shares the company's season that the plan uses."""
    used = pd.DataFrame({"month": pd.array(range(1, 13), dtype="Int64"), "used": shares})
    return used[used["month"].isin(season["month"])] if len(season) else used


QUOTA_BINDING: Final = Binding(
    "quota",
    _quota,
    reads=(GROWTH, RAMP, SEASON, REPS, CUSTOMERS, SALES, REGION_QUOTA, TEAM_QUOTA, QUOTA),
    writes=(REGION_QUOTA, TEAM_QUOTA, QUOTA, BRIDGE, SEASON),
)
