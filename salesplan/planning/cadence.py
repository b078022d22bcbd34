"""The cadence in time: when visits fall due.

Dates are days since 1970-01-01, as `salesplan.planning.roster.day_of` gives them. All is computed for all customers
at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.money import MILLION

NEVER: Final = -(2**40)
"""The last visit of a customer who never had one."""

_DAYS_A_MONTH: Final = 365.25 / 12
_SLOWEST, _FASTEST = 0.01, 366.0


def months_later(days: Ints, months: Ints) -> Ints:
    """Go some months on; where the month is too short, to its last day.

    Examples
    --------
    >>> later = months_later(np.array([20849, 20849]), np.array([1, 2]))  # from 2027-01-31
    >>> later.astype("datetime64[D]").astype(str).tolist()
    ['2027-02-28', '2027-03-31']
    """
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    of_month = day - month.astype("datetime64[D]")
    end = (month + months + 1).astype("datetime64[D]") - 1
    same: Ints = np.minimum((month + months).astype("datetime64[D]") + of_month, end).astype(np.int64)
    return same


def due(anchor: Ints, visits_a_year: Floats, nth: Ints) -> Ints:
    """Give the day on which the n-th visit after an anchor is due: n intervals of 12 ÷ visits-a-year months on.

    Always counted from the anchor, so nothing drifts: monthly from Jan 31 is Feb 28, Mar 31, Apr 30. Whole months go
    by the calendar; the fraction that is left counts 365.25 ÷ 12 days a month, to the nearest day, but never past the
    next whole month. Weekends and holidays are due days like any other.

    Parameters
    ----------
    anchor, visits_a_year, nth
        Customers' days, cadences above 0 (taken as once in 100 years to daily), and which visit: 0 is the anchor.

    Returns
    -------
    Ints
        Days; a later visit is never due earlier.

    Examples
    --------
    >>> due(np.array([20819]), np.array([24.0]), np.array([3])).astype("datetime64[D]")  # from 2027-01-01
    array(['2027-02-16'], dtype='datetime64[D]')
    """
    # Rounded, as a division may miss a whole number of months by the last bit.
    months = np.round(12 * nth / np.clip(visits_a_year, _SLOWEST, _FASTEST), 9)
    whole = np.floor(months).astype(np.int64)
    days = np.floor((months - whole) * _DAYS_A_MONTH + 0.5).astype(np.int64)
    day: Ints = np.minimum(months_later(anchor, whole) + days, months_later(anchor, whole + 1))
    return day


def next_due(last_visit: Ints, visits_a_year: Floats, never: int) -> Ints:
    """Give each customer's next visit: one interval after the last, `NEVER` without a cadence.

    Parameters
    ----------
    last_visit
        Days; `NEVER` where there was none.
    never
        The day that stands in for the last visit of who never had one.

    Examples
    --------
    >>> next_due(np.array([20849, NEVER]), np.array([4.0, np.nan]), 0).tolist() == [20938, NEVER]  # 2027-04-30
    True
    """
    asked = np.flatnonzero(visits_a_year > 0)
    found = np.full(len(last_visit), NEVER, dtype=np.int64)
    anchor = np.where(last_visit == NEVER, never, last_visit)[asked]
    found[asked] = due(anchor, visits_a_year[asked], np.ones(len(asked), dtype=np.int64))
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, and the day that stands in for the last visit of customers who never had one."""

    first: int
    last: int
    never: int

    @property
    def count(self) -> int:
        """How many days it has."""
        return max(self.last - self.first + 1, 0)


def dues(last_visit: Ints, visits_a_year: Floats, span: Span) -> Iterator[tuple[Ints, Ints]]:
    """Walk through the visits that fall due in a span, by cadence from the last visit on.

    A customer whose next visit is past when the span begins is due once, on its first day, and goes on from there.

    Parameters
    ----------
    last_visit
        Days; `NEVER` where there was none.
    visits_a_year
        0 or NaN where no visits are asked for.

    Yields
    ------
    Ints
        Customers, as places, each at most once.
    Ints
        The day on which the next of each is due.
    """
    late = next_due(last_visit, visits_a_year, span.never)
    overdue = (late != NEVER) & (late < span.first)
    customers = np.flatnonzero(late != NEVER)
    anchor = np.where(overdue, span.first, np.where(last_visit == NEVER, span.never, last_visit))[customers]
    nth = np.where(overdue, 0, 1)[customers]
    while customers.size:
        days = due(anchor, visits_a_year[customers], nth)
        within = days <= span.last
        customers, anchor, nth = customers[within], anchor[within], nth[within] + 1
        if customers.size:
            yield customers, days[within]


def dues_by_customer(last_visit: Ints, visits_a_year: Floats, span: Span) -> Ints:
    """Count the visits that fall due in a span, by customer; see `dues`."""
    counts = np.zeros(len(last_visit), dtype=np.int64)
    for customers, _ in dues(last_visit, visits_a_year, span):
        counts[customers] += 1
    return counts


def dues_by_month(last_visit: Ints, visits_a_year: Floats, span: Span, groups: Ints, count: int) -> Ints:
    """Count the visits that fall due in a year, by group of customers and month.

    Returns
    -------
    Ints
        ``count`` groups × 12.
    """
    cells = np.zeros(count * 12, dtype=np.int64)
    for customers, days in dues(last_visit, visits_a_year, span):
        month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
        cells += np.bincount(groups[customers] * 12 + month, minlength=count * 12)
    return cells.reshape(count, 12)


def visits_owed(visits_a_year: Floats, groups: Ints, count: int) -> Floats:
    """Sum cadences by group of customers, exactly to a millionth, so that their order changes nothing."""
    asked = np.where(visits_a_year > 0, visits_a_year, 0.0)
    owed = np.zeros(count, dtype=np.int64)
    np.add.at(owed, groups, np.rint(asked * MILLION).astype(np.int64))
    return owed / MILLION
