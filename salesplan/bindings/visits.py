"""Visits: planned against made, overdue, and what to follow up."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from salesplan.bindings.binding import Binding, Frames, Outcome, or_default, typed_as_of
from salesplan.planning.periods import Period
from salesplan.planning.settings import VisitSettings
from salesplan.planning.visits import plan_visits
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.visit_status import FOLLOW_UPS, VISIT_PLAN, VISIT_STATUS
from salesplan.tables.visits import VISITS


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
    day = typed_as_of(settings) or min(settings["today"], date(plan_year, 12, 31))
    so_far = (period or Period.of(f"{day.year}")).to_date(day)
    return VisitSettings(
        as_of=day,
        first=so_far.first,
        last=so_far.last,
        plan_year=plan_year,
        country=or_default(settings, "country"),
        visits_a_day=or_default(settings, "visits_a_day"),
    )


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
