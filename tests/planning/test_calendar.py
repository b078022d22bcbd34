"""Working days by country."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from salesplan.findings import Severity
from salesplan.planning.calendar import calendar_findings, working_days


def worked(country: str, first: date, last: date) -> list[int]:
    """Give the days of the month that are worked."""
    flags = working_days(country, first, last).tolist()
    return [(first + timedelta(day)).day for day, flag in enumerate(flags) if flag]


def test_chinese_holidays_with_their_make_up_workdays() -> None:
    january = worked("CN", date(2026, 1, 1), date(2026, 1, 31))
    assert january == [4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30]
    february = worked("CN", date(2026, 2, 1), date(2026, 2, 28))
    assert february == [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28]


def test_a_holiday_on_a_sunday_is_observed_on_monday_where_the_country_does() -> None:
    assert worked("US", date(2027, 7, 1), date(2027, 7, 9)) == [1, 2, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("country", "day", "work"),
    [
        ("SA", date(2026, 11, 13), False),  # a Friday
        ("SA", date(2026, 11, 15), True),  # a Sunday
        ("IL", date(2026, 11, 15), True),
        ("AE", date(2026, 11, 13), True),  # since 2022 Saturday and Sunday
        ("AE", date(2026, 11, 14), False),
        ("AE", date(2019, 11, 15), False),
        ("DE", date(2026, 11, 14), False),
    ],
)
def test_the_weekend_is_the_countrys(country: str, day: date, work: bool) -> None:
    assert working_days(country, day, day).tolist() == [work]


def test_codes_match_in_any_case() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert (working_days(" cn ", first, last) == working_days("CN", first, last)).all()


def test_an_unknown_country_has_plain_weekdays_and_is_reported() -> None:
    assert worked("XQ", date(2027, 1, 1), date(2027, 1, 11)) == [1, 4, 5, 6, 7, 8, 11]
    (finding,) = calendar_findings("XQ", [2027, 2026])
    assert finding.code == "V101"
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(("typed", "near"), [("su", "near it: US"), ("EQ", "near it: EC, EE, EG, EH, ER, ES, ET")])
def test_an_unknown_country_names_those_it_may_mean(typed: str, near: str) -> None:
    (finding,) = calendar_findings(typed, [2027])
    assert finding.fix().endswith(near)


def test_a_year_whose_make_up_workdays_are_not_announced_is_an_estimate() -> None:
    known = max(day.year for day in country_holidays("CN", years=range(2026, 2040)).weekend_workdays)
    assert not calendar_findings("CN", [known - 1, known])
    (finding,) = calendar_findings("CN", [known, known + 1])
    assert (finding.code, finding.severity) == ("V102", Severity.INFO)
    assert f"for {known + 1}" in finding.message()


def test_a_country_without_make_up_workdays_is_no_estimate() -> None:
    assert not calendar_findings("US", range(2025, 2035))


def test_no_days_and_leap_years() -> None:
    assert not len(working_days("CN", date(2027, 3, 1), date(2027, 2, 28)))
    assert len(working_days("CN", date(2028, 1, 1), date(2028, 12, 31))) == 366


@given(st.dates(date(2023, 11, 1), date(2026, 3, 1)), st.integers(0, 500), st.integers(0, 500))
def test_spans_join(first: date, days: int, more: int) -> None:
    middle, last = first + timedelta(days), first + timedelta(days + more + 1)
    both = [*working_days("CN", first, middle).tolist(), *working_days("CN", middle + timedelta(1), last).tolist()]
    assert both == working_days("CN", first, last).tolist()
