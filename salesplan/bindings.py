"""Which planning function is bound to which tables: the register that every host uses.

To add a planning function: write it in `salesplan.planning`, declare its tables in
`salesplan.tables`, and bind it here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.customers import evaluate_customers
from salesplan.planning.periods import Period
from salesplan.planning.quota import plan_quotas
from salesplan.planning.settings import CustomerSettings, PlanSettings, Season, VisitSettings
from salesplan.planning.visits import plan_visits
from salesplan.tables import kinds
from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES, SEASON
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.model import Table
from salesplan.tables.quota import BRIDGE, QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.settings import SETTINGS
from salesplan.tables.tiers import MOVES, PARETO, TIERS
from salesplan.tables.visit_status import FOLLOW_UPS, VISIT_PLAN, VISIT_STATUS
from salesplan.tables.visits import VISITS

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a planning function gives.

    Attributes
    ----------
    frames
        Computed tables by name.
    findings
        What is wrong in the data.
    figures
        Key figures that are no sum over a table, by key, in minor units.
    result
        Its own result, for who asks for more.
    """

    frames: dict[str, pd.DataFrame]
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    result: Any = None


@dataclass(frozen=True, slots=True)
class Binding:
    """One planning function and its tables.

    Attributes
    ----------
    name
        The command that runs it.
    compute
        Takes typed frames by table name and the settings by key; beside the workbook's own there are ``today`` and
        ``period``, a text or None.
    reads, writes
        The tables that it needs and those that it computes. A table in both carries what people typed in it.
    about
        The table that it is about: a plan that has no rows in it can do without.
    """

    name: str
    compute: Callable[[Frames, Mapping[str, Any]], Outcome]
    reads: tuple[Table, ...]
    writes: tuple[Table, ...]
    about: Table | None = None


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


def customer_settings(settings: Mapping[str, Any], customers: pd.DataFrame) -> CustomerSettings:
    """Give the evaluation of customers its settings, from the workbook's.

    Where no day is typed, it is of the last day of the base year, or of the evaluation that the customers have
    already, if that is later: who leaves the day open does not ask to go back.
    """
    usual = pd.Timestamp(int(settings["plan_year"]) - 1, 12, 31)
    evaluated = customers["evaluated_on"].max()
    return CustomerSettings(
        as_of=_typed_as_of(settings) or (usual if pd.isna(evaluated) else max(usual, evaluated)).date(),
        tier_margin=_or_default(settings, "tier_margin"),
        currency=settings["currency"],
    )


def _tier(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    done = evaluate_customers(
        customers=frames["Customers"],
        sales=frames["Sales"],
        tiers=frames["Tiers"],
        reps=frames["Reps"],
        moves=frames["Moves"],
        settings=customer_settings(settings, frames["Customers"]),
    )
    computed = {
        "Customers": done.customers,
        "Pareto": done.pareto,
        "Lifecycle": done.lifecycle,
        "CustomerMetrics": done.metrics,
        "Moves": done.moves,
    }
    if len(frames["Tiers"]):  # the usual rules count for an empty table, but they are nobody's to write into it
        computed["Tiers"] = done.tiers
    return Outcome(computed, done.findings, result=done)


TIER_BINDING: Final = Binding(
    "tier",
    _tier,
    reads=(TIERS, REPS, CUSTOMERS, CONTACTS, SALES, MOVES),
    writes=(CUSTOMERS, TIERS, PARETO, LIFECYCLE, CUSTOMER_METRICS, MOVES),
    about=CUSTOMERS,
)


def visit_settings(settings: Mapping[str, Any]) -> VisitSettings:
    """Give the status of visits its settings, from the workbook's and from what was asked.

    The day that counts as today is the one that was typed, else today, but not after the plan year. A period bounds
    what was planned and made in it, up to that day; today stays today. Without one it is that day's year so far.

    Raises
    ------
    UnusablePeriod, PeriodNotBegun
        When the period is none, or begins after that day.
    """
    plan_year = int(settings["plan_year"])
    period = Period.of(settings["period"]) if settings["period"] else None
    day = _typed_as_of(settings) or min(settings["today"], date(plan_year, 12, 31))
    so_far = (period or Period.of(f"{day.year}")).to_date(day)
    return VisitSettings(
        as_of=day,
        first=so_far.first,
        last=so_far.last,
        plan_year=plan_year,
        country=_or_default(settings, "country"),
        visits_a_day=_or_default(settings, "visits_a_day"),
    )


def _or_default(settings: Mapping[str, Any], key: str) -> Any:
    """Give a setting, or what it is where it is left blank."""
    value = settings[key]
    return next(setting.default for setting in SETTINGS if setting.key == key) if value is None else value


def _typed_as_of(settings: Mapping[str, Any]) -> date | None:
    """Give the day that was typed or asked for, without its time."""
    typed = settings["as_of"]
    return None if typed is None else date(typed.year, typed.month, typed.day)


def _visits(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    used = visit_settings(settings)
    done = plan_visits(customers=frames["Customers"], reps=frames["Reps"], visits=frames["Visits"], settings=used)
    computed = {
        "Customers": done.customers,
        "VisitStatus": done.status,
        "VisitPlan": done.plan,
        "FollowUps": done.follow_ups,
    }
    return Outcome(computed, done.findings, result=(done, used))


VISITS_BINDING: Final = Binding(
    "visits",
    _visits,
    reads=(REPS, CUSTOMERS, VISITS),
    writes=(CUSTOMERS, VISIT_STATUS, VISIT_PLAN, FOLLOW_UPS),
    about=CUSTOMERS,
)

BINDINGS: Final = (TIER_BINDING, QUOTA_BINDING, VISITS_BINDING)
"""All bindings, in the order in which ``run`` takes them: tiers may weigh in quotas, and they say how often to visit."""


def binding(name: str) -> Binding:
    """Give the binding of a name; KeyError when there is none."""
    return next(known for known in BINDINGS if known.name == name)
