"""Working days of a country: its weekdays less public holidays, plus the days off that are worked to make up for them.

The days are those of the ``holidays`` package: national holidays, the country's own weekend (Friday and Saturday, say),
and make-up workdays where a country has them.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Final

import numpy as np

from salesplan.findings import Finding
from salesplan.planning import visit_kinds as kinds
from salesplan.planning.arrays import Flags
from salesplan.words import Words

_MAKE_UP_MEMORY: Final = 3
"""For how many years a country that had make-up workdays is expected to have them again."""


def working_days(country: str, first: date, last: date) -> Flags:
    """Tell which days are working days.

    Parameters
    ----------
    country
        Two letters, in any case. The plain weekdays count for one that is not known.
    first, last
        The first and the last day.

    Returns
    -------
    Flags
        One for each day; none where ``last`` is before ``first``.

    Examples
    --------
    >>> working_days("CN", date(2026, 2, 13), date(2026, 2, 16)).tolist()  # Saturday the 14th is worked
    [True, True, False, False]
    >>> int(working_days("US", date(2027, 7, 1), date(2027, 7, 31)).sum())
    21
    """
    if last < first:
        return np.zeros(0, dtype=np.bool_)
    code = _code(country)
    days = np.concatenate([_year(code, year) for year in range(first.year, last.year + 1)])
    start = (first - date(first.year, 1, 1)).days
    return days[start : start + (last - first).days + 1]


def calendar_findings(country: str, years: Iterable[int]) -> list[Finding]:
    """Report what makes a calendar an estimate.

    Returns
    -------
    list[Finding]
        A country that is not known, with those that begin alike; a year without make-up workdays though the country
        had some in the three years before and has none later: they are announced year by year, as in China.

    Examples
    --------
    >>> [finding.code for finding in calendar_findings("cn", [2025, 2026])]
    []
    >>> calendar_findings("XQ", [2027])[0].message()
    'the country “XQ” is not known; Monday to Friday count as working days, without holidays'
    """
    code = _code(country)
    if code not in _countries():
        return [kinds.UNKNOWN_COUNTRY.at("Settings", None, "country", value=country, near=_near(code))]
    return [
        kinds.MAKE_UP_UNKNOWN.at("Settings", None, "country", country=code, year=year)
        for year in sorted(set(years))
        if _make_up_unknown(code, year)
    ]


def _code(country: str) -> str:
    return country.strip().upper()


@cache
def _countries() -> frozenset[str]:
    """Give the codes that are known."""
    # Imported where it is needed: no other command shall wait for it.
    from holidays import list_supported_countries

    return frozenset(code for code in list_supported_countries() if len(code) == 2)


def _near(code: str) -> Words:
    """Name the countries that a mistyped code may mean: the same letters the other way round, or the same first one."""
    if code[::-1] in _countries():
        near = [code[::-1]]
    else:
        near = sorted(known for known in _countries() if known[:1] == code[:1])
    if not near:
        return Words("")
    return Words(f"; near it: {', '.join(near)}", f"；相近的有 {'、'.join(near)}", f"；相近的有 {'、'.join(near)}")


@cache
def _year(code: str, year: int) -> Flags:
    """Tell which days of a year are working days."""
    days = [date(year, 1, 1) + timedelta(days=day) for day in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    if code in _countries():
        from holidays import country_holidays

        calendar = country_holidays(code, years=year)
        flags = np.array([calendar.is_working_day(day) for day in days], dtype=np.bool_)
    else:
        flags = np.array([day.weekday() < 5 for day in days], dtype=np.bool_)
    flags.setflags(write=False)
    return flags


def _make_up_unknown(code: str, year: int) -> bool:
    """Tell whether a year lacks make-up workdays that the years before had, and no later year has them either."""
    from holidays import country_holidays

    known = country_holidays(code, years=range(year - _MAKE_UP_MEMORY, year + 2)).weekend_workdays
    years = {day.year for day in known}
    return bool(years & set(range(year - _MAKE_UP_MEMORY, year))) and not years & {year, year + 1}
