"""Visits planned against visits made, rep by rep, and the months in which visits fall due."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import visit_kinds as kinds
from salesplan.planning.arrays import Flags, Floats, Ints, sums_of
from salesplan.planning.cadence import Span, dues_by_customer, dues_by_month, visits_owed
from salesplan.planning.calendar import working_days
from salesplan.planning.listed import listed
from salesplan.planning.names import NOWHERE, titled
from salesplan.planning.settings import VisitSettings
from salesplan.planning.visit_entries import Clients, Entries, Staff, day_number, latest
from salesplan.tables.quota import MONTHS, UNASSIGNED


@dataclass(frozen=True, slots=True)
class Load:
    """What reps owe and can make in the plan year, one entry a place in the staff.

    Attributes
    ----------
    owed
        Visits a year of the customers owned.
    capacity
        Visits that the rep can make on the working days of the year while employed.
    """

    owed: Floats
    capacity: Floats


def load_of(staff: Staff, clients: Clients, settings: VisitSettings) -> Load:
    """Hold what reps owe in the plan year against what they can make."""
    year = date(settings.plan_year, 1, 1), date(settings.plan_year, 12, 31)
    days = days_employed(staff, settings.country, *year)
    return Load(
        visits_owed(clients.visits_a_year, clients.owner, staff.count),
        settings.visits_a_day * days * staff.capacity,
    )


def load_findings(load: Load, staff: Staff, visits_a_day: float) -> list[Finding]:
    """Report the reps who cannot make what they owe; none where the setting says that no visit can be made."""
    if visits_a_day <= 0:
        return []
    over = {int(staff.rows[place]): place for place in np.flatnonzero((load.owed > load.capacity)[: staff.nobody])}

    def facts_of(row: int) -> dict[str, object]:
        place = over[row]
        return {
            "name": titled(staff.names[place], staff.rep_ids[place]),
            "owed": f"{load.owed[place]:,.1f}".removesuffix(".0"),
            "capacity": f"{load.capacity[place]:,.1f}".removesuffix(".0"),
        }

    return listed(kinds.OVERLOADED, kinds.MORE_OVERLOADED, "Reps", over, "rep_id", facts_of)


def days_employed(staff: Staff, country: str, first: date, last: date) -> Ints:
    """Count each rep's working days in a span while employed.

    Returns
    -------
    Ints
        By place in the staff.
    """
    worked = working_days(country, first, last)
    until = np.concatenate([[0], np.cumsum(worked, dtype=np.int64)])
    begin = day_number(first)
    start = np.clip(staff.start, begin, begin + len(worked)) - begin
    end = np.clip(staff.end, begin - 1, begin + len(worked) - 1) + 1 - begin
    return np.where(end > start, until[end] - until[start], 0)


def shown(staff: Staff, clients: Clients, load: Load, entries: Entries, settings: VisitSettings) -> Ints:
    """Choose the reps who have a row, in their order: employed in the period or the plan year, owners, visitors.

    Nobody has one where customers without owner are owed visits, or unknown reps made some.
    """
    first, last = day_number(settings.first), day_number(settings.last)
    year = day_number(date(settings.plan_year, 1, 1)), day_number(date(settings.plan_year, 12, 31))
    visits = np.bincount(entries.within(first, last).rep, minlength=staff.count)
    owned = np.bincount(clients.owner[clients.counts], minlength=staff.count)
    owned[staff.nobody] = load.owed[staff.nobody] > 0
    return np.flatnonzero((visits > 0) | (owned > 0) | staff.employed(first, last) | staff.employed(*year))


def visit_status(
    staff: Staff, clients: Clients, entries: Entries, overdue: Flags, load: Load, settings: VisitSettings
) -> pd.DataFrame:
    """Count what was planned and made in the period.

    Planned are the visits due by cadence from the last visit before the period on. Planned visits that were made are
    counted customer by customer: those that the owner made there, at most the planned ones. A visit at which nobody
    was met is made, but covers nobody and is none of the planned ones.

    Parameters
    ----------
    entries
        Up to ``as_of``.
    overdue
        By customer, whether the next visit is past.

    Returns
    -------
    pd.DataFrame
        The columns of VisitStatus, a row for every place in the staff. Rates are NaN where there is nothing to
        divide by. ``kept`` is at most ``planned`` and at most ``made``, ``covered`` at most ``customers``.
    """
    planned = _due_in_period(clients, entries, settings)
    period = entries.within(day_number(settings.first), day_number(settings.last))
    made_there = _made_by_owner(period, clients)

    def owners(values: Ints | Flags) -> Ints:
        return sums_of(values[clients.counts].astype(np.int64), clients.owner[clients.counts], staff.count)

    def makers(which: Flags) -> Ints:
        return np.bincount(period.rep[which], minlength=staff.count)

    customers, due = owners(clients.counts), owners(planned)
    made, kept, covered = makers(period.made), owners(np.minimum(planned, made_there)), owners(made_there > 0)
    orders = makers(period.made & period.order)
    days = days_employed(staff, settings.country, settings.first, settings.last)
    whole: dict[str, Ints] = {
        "customers": customers,
        "planned": due,
        "made": made,
        "kept": kept,
        "covered": covered,
        "overdue": owners(overdue),
        "orders": orders,
        "order_amount": sums_of(period.amount, period.rep, staff.count),
        "calls": makers(period.call),
        "joint": makers(period.joint),
        "working_days": days,
    }
    part: dict[str, Floats] = {
        "adherence": _rate(kept, due),
        "coverage": _rate(covered, customers),
        "strike_rate": _rate(orders, made),
        "strike_rate_planned": _rate(orders, due),
        "visits_a_day": _hundredths(made, days),
        "owed": load.owed,
        "capacity": load.capacity,
        "workload": _rate(load.owed, load.capacity),
    }
    return _named(staff, _period(staff.count, settings) | _columns(whole) | part)[_STATUS_COLUMNS]


_STATUS_COLUMNS = [
    *("rep_id", "rep", "period_from", "period_to", "customers", "planned", "made", "kept", "adherence"),
    *("covered", "coverage", "overdue", "orders", "strike_rate", "strike_rate_planned", "order_amount"),
    *("calls", "joint", "working_days", "visits_a_day", "owed", "capacity", "workload"),
]


def visit_plan(staff: Staff, clients: Clients, last_visit: Ints, plan_year: int) -> pd.DataFrame:
    """Count the visits that fall due in each month of the plan year, from the last visit on.

    Customers whose next visit is past when the year begins are due on its first day.

    Returns
    -------
    pd.DataFrame
        The columns of VisitPlan, a row for every place in the staff.
    """
    first, last = day_number(date(plan_year, 1, 1)), day_number(date(plan_year, 12, 31))
    span = Span(first, last, first - 1)
    months = dues_by_month(last_visit, clients.visits_a_year, span, clients.owner, staff.count)
    counts = _columns({key: months[:, place] for place, key in enumerate(MONTHS)})
    return _named(staff, counts | {"year": months.sum(axis=1).astype(np.float64)})


def _due_in_period(clients: Clients, entries: Entries, settings: VisitSettings) -> Ints:
    """Count the visits to each customer that fall due in the period, from the last one before it on."""
    first, last = day_number(settings.first), day_number(settings.last)
    never = min(day_number(date(settings.plan_year - 1, 12, 31)), first - 1)
    before = entries.kept(entries.met & (entries.day < first))
    visited = latest(before.day, before.customer, len(clients.owner))
    return dues_by_customer(visited, clients.visits_a_year, Span(first, last, never))


def _made_by_owner(period: Entries, clients: Clients) -> Ints:
    """Count the visits that each customer's owner made there."""
    there = period.kept(period.met & (period.customer != NOWHERE))
    own = there.rep == clients.owner[there.customer]
    return np.bincount(there.customer[own], minlength=len(clients.owner))


def _rate(part: Ints | Floats, whole: Ints | Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    rates = np.full(len(whole), np.nan)
    np.divide(part, whole, out=rates, where=whole > 0)
    return rates


def _hundredths(part: Ints, whole: Ints) -> Floats:
    """Divide and round half up to two decimals, as the sheet's formula does."""
    hundredths = (200 * part + whole) // np.maximum(2 * whole, 1)
    return np.where(whole > 0, hundredths / 100, np.nan)


def _period(count: int, settings: VisitSettings) -> dict[str, object]:
    return {
        key: np.full(count, day.isoformat(), dtype="datetime64[s]")
        for key, day in (("period_from", settings.first), ("period_to", settings.last))
    }


def _columns(counts: dict[str, Ints]) -> dict[str, object]:
    return {key: pd.array(values, dtype="Int64") for key, values in counts.items()}


def _named(staff: Staff, columns: dict[str, object]) -> pd.DataFrame:
    """Put ids and names before the columns."""
    names = {
        "rep_id": pd.array(staff.rep_ids, dtype="str"),
        "rep": pd.array([*staff.names[:-1], UNASSIGNED.en], dtype="str"),
    }
    return pd.DataFrame(names | columns)
