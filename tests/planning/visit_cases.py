"""Small companies with visits, written down in a few words, and the rules of visits told again in plain Python."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

import pandas as pd

from salesplan.planning.settings import VisitSettings
from salesplan.planning.visits import VisitsPlanned, plan_visits

Rows: TypeAlias = Sequence[dict[str, Any]]

_TEXT = {
    "reps": ("rep_id", "rep"),
    "customers": ("customer_id", "customer", "rep_id"),
    "visits": (
        *("rep_id", "customer_id", "kind", "contact", "joined_by", "stage", "result"),
        *("complaint", "next_step", "note", "customer"),
    ),
}
_NUMBERS = {"reps": ("capacity",), "customers": ("visits_a_year",)}
_MONEY = {"visits": ("amount",)}
_DATES = {
    "reps": ("start_date", "end_date"),
    "customers": ("last_visit", "next_visit"),
    "visits": ("date", "quote_sent", "next_date"),
}
ANA: dict[str, Any] = {"rep_id": "R-01", "rep": "Ana"}
BEN: dict[str, Any] = {"rep_id": "R-02", "rep": "Ben"}


def frame(name: str, rows: Rows) -> pd.DataFrame:
    """Make a typed frame as it is read from a sheet: row numbers from 5, blanks where nothing is given."""
    columns: dict[str, Any] = {key: pd.array([row.get(key, "") for row in rows], dtype="str") for key in _TEXT[name]}
    for kinds, dtype in ((_NUMBERS, "float64"), (_MONEY, "Int64"), (_DATES, "datetime64[s]")):
        columns |= {key: pd.Series([row.get(key) for row in rows], dtype=dtype).array for key in kinds.get(name, ())}
    return pd.DataFrame(columns, index=pd.RangeIndex(5, 5 + len(rows)))


def customer(customer_id: str, visits_a_year: float | None, rep_id: str = "R-01") -> dict[str, Any]:
    """Give a customer."""
    return {
        "customer_id": customer_id,
        "customer": f"{customer_id} Ltd",
        "rep_id": rep_id,
        "visits_a_year": visits_a_year,
    }


def entry(day: str, customer_id: str = "C-1", rep_id: str = "R-01", kind: str = "visit", **more: Any) -> dict[str, Any]:
    """Give a logged visit."""
    return {"date": day, "customer_id": customer_id, "rep_id": rep_id, "kind": kind, **more}


def visited(
    customers: Rows,
    visits: Rows,
    *,
    reps: Rows = (ANA, BEN),
    as_of: str = "2027-03-31",
    first: str = "2027-03-01",
    last: str = "",
    plan_year: int = 2027,
    country: str = "US",
    visits_a_day: float = 4.0,
) -> VisitsPlanned:
    """Plan visits; the period is March 2027 unless said."""
    return plan_visits(
        customers=frame("customers", customers),
        reps=frame("reps", reps),
        visits=frame("visits", visits),
        settings=VisitSettings(
            as_of=date.fromisoformat(as_of),
            first=date.fromisoformat(first),
            last=date.fromisoformat(last or as_of),
            plan_year=plan_year,
            country=country,
            visits_a_day=visits_a_day,
        ),
    )


def status_of(planned: VisitsPlanned, rep_id: str, column: str) -> Any:
    """Give one figure of a rep's status."""
    return planned.status.set_index("rep_id").at[rep_id, column]


def codes(planned: VisitsPlanned) -> list[str]:
    """Give the codes of the findings."""
    return [finding.code for finding in planned.findings]


def months_on(day: date, months: int) -> date:
    """Go some calendar months on, to the month's last day where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(anchor: date, visits_a_year: Fraction, nth: int) -> date:
    """Give the day on which the n-th visit after an anchor is due."""
    months = 12 * nth / visits_a_year
    whole = int(months)
    days = int((months - whole) * Fraction(36525, 1200) + Fraction(1, 2))
    return min(months_on(anchor, whole) + timedelta(days), months_on(anchor, whole + 1))


def dues_in(last_visit: date | None, visits_a_year: Fraction, first: date, last: date, never: date) -> list[date]:
    """List the visits that fall due from one day to another."""
    if not visits_a_year:
        return []
    anchor, nth = last_visit or never, 1
    if due_on(anchor, visits_a_year, 1) < first:
        anchor, nth = first, 0
    found = []
    while (day := due_on(anchor, visits_a_year, nth)) <= last:
        found.append(day)
        nth += 1
    return found
