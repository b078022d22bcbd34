"""Periods as people name them: a month, a quarter, a week, a year."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias
from unicodedata import normalize

from salesplan.errors import UsageError

_FORMS: Final = (
    re.compile(r"(?P<year>(?:19|20|21)\d\d)年?"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)[-/.年](?P<month>\d{1,2})月?"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)[- ]?Q(?P<quarter>\d)"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)年第?(?P<quarter>[1-4一二三四])季度?"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)[- ]?W(?P<week>\d{1,2})"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)年第?(?P<week>\d{1,2})[周週]"),
)
_NUMERALS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_DATE: Final = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?:[ T]\d{1,2}:\d{2}[\d:.]*)?"
)

PeriodKind: TypeAlias = Literal["month", "quarter", "week", "year"]

MOST_PERIODS: Final = 60
"""Periods that are taken at a time."""


class UnusablePeriod(UsageError):
    """A period is named in a way that says no days."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"there is no period {text!r}; name a month as 2027-03, a quarter as 2027-Q1, an ISO week as 2027-W14, "
            "or a year as 2027"
        )


class PeriodNotBegun(UsageError):
    """A period lies wholly after the day that counts as today."""

    def __init__(self, name: str, first: date, as_of: date) -> None:
        super().__init__(
            f"the period {name} begins on {first.isoformat()}, after {as_of.isoformat()}, the day that counts as today; "
            "name an earlier one, or set a later As of"
        )


class UnlikePeriods(UsageError):
    """Periods of different kinds stand at the two ends of a series."""

    def __init__(self, since: str, name: str, kind: str) -> None:
        super().__init__(f"the first period {since} is no {kind} as {name} is; name the first {kind}")


class SinceLater(UsageError):
    """A series of periods ends before it begins."""

    def __init__(self, since: str, name: str) -> None:
        super().__init__(f"the first period {since} is later than {name}; name an earlier one")


class TooManyPeriods(UsageError):
    """A series of periods is longer than `MOST_PERIODS`."""

    def __init__(self, since: str, name: str) -> None:
        super().__init__(
            f"from {since} to {name} there are more than {MOST_PERIODS} periods; take longer ones, or fewer at a time"
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Days that belong together.

    Attributes
    ----------
    name
        As it is written: 2027-03, 2027-Q1, 2027-W14 or 2027.
    first, last
        Its first and its last day.
    """

    name: str
    first: date
    last: date

    @classmethod
    def of(cls, text: str) -> "Period":
        """Read a period: a month, a quarter, an ISO week (from Monday on) or a year, of 1900 to 2199.

        Chinese forms will do as well (2027年3月, 2027年第一季度, 2027年第14周); so do lower case and full-width digits.

        Raises
        ------
        UnusablePeriod
            If the text names no such days, as 2027-13 or a week 53 of a year that has 52.

        Examples
        --------
        >>> Period.of("2027-q1")
        Period(name='2027-Q1', first=datetime.date(2027, 1, 1), last=datetime.date(2027, 3, 31))
        >>> Period.of("2027年3月").name, str(Period.of("2026-W53").last)
        ('2027-03', '2027-01-03')
        """
        plain = normalize("NFKC", text).strip().upper()
        for form in _FORMS:
            if found := form.fullmatch(plain):
                said = {part: _NUMERALS.get(number) or int(number) for part, number in found.groupdict().items()}
                try:
                    return cls._of_numbers(**said)
                except ValueError:
                    break
        raise UnusablePeriod(text)

    @classmethod
    def of_cell(cls, text: str) -> "Period":
        """Read a period from a cell, in which a date means its month: Excel makes a date of a month that is typed.

        Raises
        ------
        UnusablePeriod
            As `of` does, and for a date that there is not.

        Examples
        --------
        >>> Period.of_cell("2027-03-01").name, Period.of_cell("2027年3月").name, Period.of_cell("2027-Q1").name
        ('2027-03', '2027-03', '2027-Q1')
        """
        found = _DATE.fullmatch(normalize("NFKC", text).strip())
        if not found:
            return cls.of(text)
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            raise UnusablePeriod(text) from None
        return cls.of(f"{day:%Y-%m}")

    @classmethod
    def _of_numbers(
        cls, year: int, month: int | None = None, quarter: int | None = None, week: int | None = None
    ) -> "Period":
        """Give the days of a year or of a part of it; ValueError where there is no such part."""
        if week is not None:
            monday = date.fromisocalendar(year, week, 1)
            return cls(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))
        if quarter is not None:
            return cls(f"{year}-Q{quarter}", date(year, 3 * quarter - 2, 1), _last_day(year, 3 * quarter))
        if month is not None:
            return cls(f"{year}-{month:02d}", date(year, month, 1), _last_day(year, month))
        return cls(f"{year}", date(year, 1, 1), date(year, 12, 31))

    @property
    def kind(self) -> PeriodKind:
        """What it is: a month, quarter, week or year."""
        if "W" in self.name:
            return "week"
        if "Q" in self.name:
            return "quarter"
        return "month" if "-" in self.name else "year"

    def before(self) -> "Period":
        """Give the period of the same kind that ends the day before this one begins.

        Examples
        --------
        >>> [Period.of(name).before().name for name in ("2027-01", "2027-Q3", "2027-W01", "2027")]
        ['2026-12', '2027-Q2', '2026-W53', '2026']
        """
        day = self.first - timedelta(days=1)
        match self.kind:
            case "week":
                year, week, _ = day.isocalendar()
                return self._of_numbers(year, week=week)
            case "quarter":
                return self._of_numbers(day.year, quarter=(day.month + 2) // 3)
            case "month":
                return self._of_numbers(day.year, month=day.month)
            case "year":
                return self._of_numbers(day.year)

    def since(self, first: "Period | None") -> list["Period"]:
        """List the periods from a first one of the same kind to this one, oldest first; None lists this one alone.

        Raises
        ------
        UnlikePeriods, SinceLater, TooManyPeriods
            If there is no such series, or it is longer than `MOST_PERIODS`.

        Examples
        --------
        >>> [period.name for period in Period.of("2027-02").since(Period.of("2026-12"))]
        ['2026-12', '2027-01', '2027-02']
        """
        if first is None:
            return [self]
        if first.kind != self.kind:
            raise UnlikePeriods(first.name, self.name, self.kind)
        if first.first > self.first:
            raise SinceLater(first.name, self.name)
        series = [self]
        while series[-1].first > first.first:
            if len(series) == MOST_PERIODS:
                raise TooManyPeriods(first.name, self.name)
            series.append(series[-1].before())
        return series[::-1]

    def to_date(self, as_of: date) -> "Period":
        """End the period on a day, where it would go on after it.

        Raises
        ------
        PeriodNotBegun
            If it begins after that day.

        Examples
        --------
        >>> str(Period.of("2027").to_date(date(2027, 5, 3)).last)
        '2027-05-03'
        """
        if as_of < self.first:
            raise PeriodNotBegun(self.name, self.first, as_of)
        return replace(self, last=min(self.last, as_of))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
