"""The months of a period for which sales, quotas and receivables count."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from salesplan.planning.calendar import working_days
from salesplan.planning.periods import Period


@dataclass(frozen=True, slots=True)
class Span:
    """Months of a period, counted from January 1970.

    Attributes
    ----------
    first
        The first month.
    last
        The last one that has begun on the day that counts as today.
    end
        The last of the whole period.
    gone, days
        Working days of ``last`` that are gone, of those that it has; 1 of 1 once it is over.
    """

    first: int
    last: int
    end: int
    gone: int = 1
    days: int = 1

    @property
    def so_far(self) -> range:
        """The months that have begun."""
        return range(self.first, self.last + 1)

    @property
    def part(self) -> float:
        """The part of ``last`` that is gone, by working days; all of a month that has none."""
        return self.gone / self.days if self.days else 1.0

    @property
    def length(self) -> float:
        """How many months have gone by: whole ones, and of a running one the part that is gone."""
        return len(self.so_far) - 1 + self.part

    @property
    def whole(self) -> range:
        """All months of the period."""
        return range(self.first, self.end + 1)


def month_number(day: date) -> int:
    """Count months from January 1970.

    Examples
    --------
    >>> month_number(date(1971, 2, 28))
    13
    """
    return (day.year - 1970) * 12 + day.month - 1


def first_day(month: int) -> date:
    """Give the first day of a month counted from January 1970.

    Examples
    --------
    >>> first_day(13)
    datetime.date(1971, 2, 1)
    """
    return date(1970 + month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Give the last day of a month counted from January 1970.

    Examples
    --------
    >>> last_day(13)
    datetime.date(1971, 2, 28)
    """
    begins = first_day(month)
    return begins.replace(day=monthrange(begins.year, begins.month)[1])


def span_of(period: Period, as_of: date, country: str) -> Span:
    """Find the months of a period, as of a day in it or after it.

    A week counts as the month in which it ends, or in which it stands as of that day: sales have no days.

    Examples
    --------
    >>> span_of(Period.of("2027-Q1"), date(2027, 2, 26), "US")  # the 27th and 28th are a weekend
    Span(first=684, last=685, end=686, gone=19, days=19)
    >>> span_of(Period.of("2027-W14"), date(2027, 4, 11), "US")
    Span(first=687, last=687, end=687, gone=7, days=22)
    """
    if period.kind == "week":
        first = end = month_number(min(period.last, as_of))
    else:
        first, end = month_number(period.first), month_number(period.last)
    last = min(end, month_number(as_of))
    begins, ends = first_day(last), last_day(last)
    if as_of >= ends:
        return Span(first, last, end)
    gone, days = (int(working_days(country, begins, until).sum()) for until in (as_of, ends))
    return Span(first, last, end, gone, days)
