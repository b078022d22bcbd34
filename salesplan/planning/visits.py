"""Visits planned and made: the whole, from frames to frames."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import visit_kinds as kinds
from salesplan.planning.cadence import NEVER, next_due
from salesplan.planning.calendar import calendar_findings
from salesplan.planning.follow_ups import follow_ups
from salesplan.planning.listed import first_row
from salesplan.planning.settings import VisitSettings
from salesplan.planning.visit_entries import Clients, Staff, dates_of, day_number, latest, matched
from salesplan.planning.visit_status import load_findings, load_of, shown, visit_plan, visit_status


@dataclass(frozen=True, slots=True)
class VisitsPlanned:
    """Visits by cadence and by log.

    Attributes
    ----------
    customers
        The customers as they came, with last_visit, next_visit and overdue.
    status
        A row a rep: planned and made in the period.
    plan
        A row a rep: visits due by month of the plan year, as they stood when it began.
    follow_ups
        What to follow up.
    findings
        What is wrong or out of the ordinary.
    """

    customers: pd.DataFrame
    status: pd.DataFrame
    plan: pd.DataFrame
    follow_ups: pd.DataFrame
    findings: list[Finding]


def plan_visits(
    *, customers: pd.DataFrame, reps: pd.DataFrame, visits: pd.DataFrame, settings: VisitSettings
) -> VisitsPlanned:
    """Hold the visits that were logged against the cadence of the customers.

    The next visit is due 12 ÷ visits-a-year months after the last one, by whomever. A visit alone or a joint one is a
    visit; a call is none, and neither is one at which nobody was met: it is made, but the customer still waits.
    Customers never visited count as visited on the last day of the base year. Nothing dated after ``as_of`` counts.

    Parameters
    ----------
    customers
        customer_id, customer, rep_id (text), visits_a_year (float64; 0 or NaN asks for no visits), and more that is
        left as it is. Of rows with the same id the first counts.
    reps
        rep_id, rep (text), start_date, end_date (datetime64), capacity (float64, blank = 1).
    visits
        Visits' columns: date, quote_sent, next_date (datetime64), amount (Int64, minor units), kind, stage and result
        by key, the rest text.
    settings
        The day that counts as today, the period, the plan year, the country, what a rep can make.

    Returns
    -------
    VisitsPlanned
        Status and plan have a row for each rep employed in the period or the plan year, or owning customers, or with
        visits, by id; and a last one with blank rep_id where customers without owner are owed visits, or unknown reps
        made some. The order of the input rows changes nothing else than the order of the customers.

    Examples
    --------
    >>> day = "datetime64[s]"
    >>> text = dict.fromkeys(("stage", "result", "complaint", "next_step", "note", "contact", "joined_by", "customer"), "")
    >>> visits = pd.DataFrame({"date": ["2027-01-08"], "rep_id": ["R-01"], "customer_id": ["C-1"], "kind": ["visit"],
    ...     "amount": pd.array([None], dtype="Int64"), "quote_sent": None, "next_date": None, **text})
    >>> planned = plan_visits(
    ...     customers=pd.DataFrame({"customer_id": ["C-1"], "customer": ["Cho"], "rep_id": ["R-01"], "visits_a_year": 12.0}),
    ...     reps=pd.DataFrame({"rep_id": ["R-01"], "rep": ["Ana"], "start_date": None, "end_date": None, "capacity": 1.0}),
    ...     visits=visits.astype({"date": day, "quote_sent": day, "next_date": day}),
    ...     settings=VisitSettings(as_of=date(2027, 2, 15), first=date(2027, 1, 1), last=date(2027, 1, 31), plan_year=2027))
    >>> planned.customers[["next_visit", "overdue"]].to_string(header=False, index=False)
    '2027-02-08 7'
    >>> planned.status[["planned", "made", "kept", "working_days"]].to_string(header=False, index=False)
    '1 1 1 20'
    """
    staff = Staff.of(reps)
    clients, entries = matched(customers, visits, staff, settings.as_of)
    met = entries.kept(entries.met)
    last_visit = latest(met.day, met.customer, len(customers))
    never = day_number(date(settings.plan_year - 1, 12, 31))
    next_visit = next_due(last_visit, clients.visits_a_year, never)
    late = day_number(settings.as_of) - next_visit
    overdue = (next_visit != NEVER) & (late > 0)
    load = load_of(staff, clients, settings)
    rows = shown(staff, clients, load, entries, settings)
    status = visit_status(staff, clients, entries, overdue, load, settings)
    before = met.kept(met.day < day_number(date(settings.plan_year, 1, 1)))
    plan = visit_plan(staff, clients, latest(before.day, before.customer, len(customers)), settings.plan_year)
    return VisitsPlanned(
        customers.assign(
            last_visit=dates_of(last_visit).array,
            next_visit=dates_of(next_visit).array,
            overdue=pd.Series(late, dtype="Int64").where(overdue).array,
        ),
        status.iloc[rows].reset_index(drop=True),
        plan.iloc[rows].reset_index(drop=True),
        follow_ups(visits, customers, staff, clients, entries, settings.as_of),
        [
            *_cadence_findings(clients),
            *load_findings(load, staff, settings.visits_a_day),
            *_visit_findings(visits, settings),
            *calendar_findings(settings.country, {settings.first.year, settings.last.year, settings.plan_year}),
        ],
    )


def _cadence_findings(clients: Clients) -> list[Finding]:
    """Report that no customer has a cadence."""
    if not len(clients.visits_a_year) or clients.visits_a_year.any():
        return []
    return [kinds.NO_CADENCE.at("Customers", None, "visits_a_year")]


def _visit_findings(visits: pd.DataFrame, settings: VisitSettings) -> list[Finding]:
    """Report visits after today, and joint visits of the period that do not say with whom."""
    dates = visits["date"].to_numpy(dtype="datetime64[D]")
    after = dates > np.datetime64(settings.as_of)
    inside = (dates >= np.datetime64(settings.first)) & (dates <= np.datetime64(settings.last))
    alone = inside & ((visits["kind"] == "joint") & (visits["joined_by"] == "")).to_numpy(dtype=np.bool_)
    findings = []
    if after.any():
        day = settings.as_of.isoformat()
        findings.append(
            kinds.VISITS_LATER.at("Visits", first_row(visits, after), "date", count=int(after.sum()), as_of=day)
        )
    if alone.any():
        row = first_row(visits, alone)
        findings.append(kinds.NOBODY_JOINED.at("Visits", row, "joined_by", count=int(alone.sum())))
    return findings
