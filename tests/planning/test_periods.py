"""Periods by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import UsageError
from salesplan.planning.periods import (
    MOST_PERIODS,
    Period,
    PeriodNotBegun,
    SinceLater,
    TooManyPeriods,
    UnlikePeriods,
    UnusablePeriod,
)


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("2027-03", "2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("2028-2", "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027/12", "2027-12", date(2027, 12, 1), date(2027, 12, 31)),
        ("2027-Q1", "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        (" 2027q4 ", "2027-Q4", date(2027, 10, 1), date(2027, 12, 31)),
        ("2027-W14", "2027-W14", date(2027, 4, 5), date(2027, 4, 11)),
        ("2027-w1", "2027-W01", date(2027, 1, 4), date(2027, 1, 10)),
        ("2026-W53", "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2027", "2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027年", "2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027年3月", "2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("２０２７年３月", "2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("2027年1季度", "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027年第三季度", "2027-Q3", date(2027, 7, 1), date(2027, 9, 30)),
        ("2027年第四季", "2027-Q4", date(2027, 10, 1), date(2027, 12, 31)),
        ("2027年第14周", "2027-W14", date(2027, 4, 5), date(2027, 4, 11)),
        ("2027年14週", "2027-W14", date(2027, 4, 5), date(2027, 4, 11)),
    ],
)
def test_forms(text: str, name: str, first: date, last: date) -> None:
    assert Period.of(text) == Period(name, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March",
        "2027-13",
        "2027-0",
        "2027-00",
        "2027-Q0",
        "2027-Q5",
        "2027-W54",
        "2027-W53",
        "2027-W0",
        "27-03",
        "0001",
        "2027-03-01",
    ],
)
def test_other_texts_are_refused_with_the_forms(text: str) -> None:
    with pytest.raises(UnusablePeriod, match="2027-03, a quarter as 2027-Q1, an ISO week as 2027-W14") as refused:
        Period.of(text)
    assert isinstance(refused.value, UsageError)
    assert repr(text) in str(refused.value)


def test_to_date() -> None:
    march = Period.of("2027-03")
    assert march.to_date(date(2027, 3, 9)).last == date(2027, 3, 9)
    assert march.to_date(date(2027, 4, 1)) == march
    assert march.to_date(date(2027, 3, 1)).last == march.first
    with pytest.raises(PeriodNotBegun, match="2027-03 begins on 2027-03-01, after 2027-02-28"):
        march.to_date(date(2027, 2, 28))


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_every_day_is_in_its_periods_and_they_follow_each_other(day: date) -> None:
    year, week, _ = day.isocalendar()
    for name in (f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{year}-W{week:02d}", f"{day.year}"):
        period = Period.of(name)
        assert period.name == name
        assert period.first <= day <= period.last
        before = period.first - timedelta(1)
        assert before.isocalendar()[:2] != day.isocalendar()[:2] or "W" not in name
        assert Period.of(period.name) == period


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2027-03-01", "2027-03"),
        ("2027/3/31", "2027-03"),
        ("2027.3.5", "2027-03"),
        ("2027年3月1日", "2027-03"),
        (" 2027-03-01 00:00:00", "2027-03"),
        ("2027-03-01T00:00:00.000", "2027-03"),
        ("2027-03", "2027-03"),
        ("2027-W14", "2027-W14"),
        ("2027年第一季度", "2027-Q1"),
        ("2027", "2027"),
    ],
)
def test_a_date_in_a_cell_means_its_month(text: str, name: str) -> None:
    assert Period.of_cell(text) == Period.of(name)


@pytest.mark.parametrize("text", ["2027-02-30", "2027-13-01", "1527-03-01", "03/01/2027", "2027-03-01 noon", "Q1", ""])
def test_cells_that_say_no_period(text: str) -> None:
    with pytest.raises(UnusablePeriod):
        Period.of_cell(text)


@given(st.dates(date(1902, 1, 8), date(2198, 12, 31)))
def test_the_period_before_ends_the_day_before(day: date) -> None:
    year, week, _ = day.isocalendar()
    names = {
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "week": f"{year}-W{week:02d}",
        "year": f"{day.year}",
    }
    for kind, name in names.items():
        period = Period.of(name)
        before = period.before()
        assert (period.kind, before.kind) == (kind, kind)
        assert before.last + timedelta(1) == period.first
        assert before == Period.of(before.name)
        assert period.since(before) == [before, period]
        assert period.since(period) == period.since(None) == [period]


def test_a_series_needs_two_ends_of_a_kind_in_order_and_not_too_far_apart() -> None:
    week = Period.of("2027-W02")
    assert [period.name for period in week.since(Period.of("2026-W52"))] == [
        "2026-W52",
        "2026-W53",
        "2027-W01",
        "2027-W02",
    ]
    assert len(Period.of("2079").since(Period.of("2020"))) == MOST_PERIODS
    for first, refusal in (("2026-12", UnlikePeriods), ("2027-W03", SinceLater), ("2025-W45", TooManyPeriods)):
        with pytest.raises(refusal, match=first):
            week.since(Period.of(first))
