"""When visits fall due."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.arrays import Ints
from salesplan.planning.cadence import (
    NEVER,
    Span,
    due,
    dues,
    dues_by_customer,
    dues_by_month,
    next_due,
    visits_owed,
)
from tests.planning.visit_cases import due_on, dues_in

CADENCES = [
    Fraction(text)
    for text in ("0", "0.5", "1", "2", "2.5", "3", "4", "5", "6", "7", "12", "18", "24", "52", "100", "366")
]
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
EPOCH = date(1970, 1, 1)


def number(day: date) -> int:
    return (day - EPOCH).days


def day_of(days: int) -> date:
    return EPOCH + timedelta(days)


def dues_from(anchor: date, visits_a_year: float, count: int) -> list[str]:
    nth = np.arange(1, count + 1)
    days = due(np.full(count, number(anchor)), np.full(count, visits_a_year), nth)
    return [str(day_of(int(day))) for day in days]


@pytest.mark.parametrize(
    ("anchor", "visits_a_year", "expected"),
    [
        (date(2027, 1, 31), 12, ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
        (date(2028, 1, 31), 12, ["2028-02-29", "2028-03-31"]),
        (date(2028, 2, 29), 1, ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
        (date(2026, 12, 31), 4, ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]),
        (date(2026, 12, 31), 2, ["2027-06-30", "2027-12-31"]),
        (date(2027, 1, 1), 24, ["2027-01-16", "2027-02-01", "2027-02-16", "2027-03-01"]),
        (date(2027, 1, 1), 5, ["2027-03-13", "2027-05-25", "2027-08-07", "2027-10-19", "2028-01-01"]),
        (date(2027, 1, 15), 0.5, ["2029-01-15", "2031-01-15"]),
        (date(2026, 12, 31), 12, ["2027-01-31"]),
    ],
)
def test_dues_by_hand(anchor: date, visits_a_year: float, expected: list[str]) -> None:
    assert dues_from(anchor, visits_a_year, len(expected)) == expected


@given(DAYS, st.sampled_from(CADENCES[1:]), st.integers(0, 800))
def test_dues_are_the_rules(anchor: date, visits_a_year: Fraction, nth: int) -> None:
    (found,) = due(np.array([number(anchor)]), np.array([float(visits_a_year)]), np.array([nth]))
    assert day_of(int(found)) == due_on(anchor, visits_a_year, nth)


@given(DAYS, st.floats(0.1, 366))
def test_a_later_visit_is_never_due_earlier(anchor: date, visits_a_year: float) -> None:
    days = due(np.full(400, number(anchor)), np.full(400, visits_a_year), np.arange(400))
    assert days[0] == number(anchor)
    assert (np.diff(days) >= 0).all()


def test_next_visits() -> None:
    never = number(date(2026, 12, 31))
    last = np.array([number(date(2026, 8, 31)), NEVER, NEVER, 20_000, 20_000])
    found = next_due(last, np.array([2.0, 12.0, np.nan, 0.0, np.nan]), never).tolist()
    assert found == [number(date(2027, 2, 28)), number(date(2027, 1, 31)), NEVER, NEVER, NEVER]


def spans(first: date, length: int) -> tuple[Span, date, date, date]:
    last, never = first + timedelta(length), min(first - timedelta(1), date(2026, 12, 31))
    return Span(number(first), number(last), number(never)), first, last, never


CUSTOMERS = st.lists(st.tuples(st.none() | DAYS, st.sampled_from(CADENCES)), max_size=8)


def arrays(
    customers: list[tuple[date | None, Fraction]],
) -> tuple[Ints, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    last = np.array([NEVER if day is None else number(day) for day, _ in customers], dtype=np.int64)
    return last, np.array([float(cadence) for _, cadence in customers])


@given(CUSTOMERS, st.dates(date(2026, 1, 1), date(2028, 3, 1)), st.integers(0, 400))
def test_dues_in_a_span_are_those_of_the_plain_rule(
    customers: list[tuple[date | None, Fraction]], begin: date, length: int
) -> None:
    span, first, last, never = spans(begin, length)
    expected = [[number(day) for day in dues_in(*customer, first, last, never)] for customer in customers]
    found: list[list[int]] = [[] for _ in customers]
    for places, days in dues(*arrays(customers), span):
        for place, day in zip(places.tolist(), days.tolist(), strict=True):
            found[place].append(day)
    assert found == expected
    assert dues_by_customer(*arrays(customers), span).tolist() == [len(days) for days in expected]


@given(CUSTOMERS, st.integers(2025, 2029), st.data())
def test_months_of_a_year_count_every_due(
    customers: list[tuple[date | None, Fraction]], year: int, data: st.DataObject
) -> None:
    groups = [data.draw(st.integers(0, 2)) for _ in customers]
    first, last, never = date(year, 1, 1), date(year, 12, 31), date(year - 1, 12, 31)
    expected = Counter(
        (group, day.month - 1)
        for group, customer in zip(groups, customers, strict=True)
        for day in dues_in(*customer, first, last, never)
    )
    span = Span(number(first), number(last), number(never))
    found = dues_by_month(*arrays(customers), span, np.array(groups, dtype=np.int64), 3)
    assert found.shape == (3, 12)
    assert {(int(group), int(month)): int(found[group, month]) for group, month in np.argwhere(found)} == expected


def test_who_is_overdue_at_the_start_is_due_once_on_the_first_day() -> None:
    last = np.array([number(date(2026, 1, 5)), NEVER])
    span = Span(number(date(2027, 6, 1)), number(date(2027, 7, 31)), number(date(2026, 12, 31)))
    found = [
        (int(place), str(day_of(int(day))))
        for places, days in dues(last, np.array([12.0, 4.0]), span)
        for place, day in zip(places, days, strict=True)
    ]
    assert found == [(0, "2027-06-01"), (1, "2027-06-01"), (0, "2027-07-01")]


def test_a_month_end_start_loses_nobody() -> None:
    # A month before Mar 31 is Feb 28, and a month after that Mar 28: such a customer is still due on Mar 31.
    span = Span(number(date(2027, 3, 31)), number(date(2027, 3, 31)), number(date(2026, 12, 31)))
    assert dues_by_customer(np.array([number(date(2027, 2, 28))]), np.array([12.0]), span).tolist() == [1]


def test_a_span_without_days_has_no_dues() -> None:
    span = Span(number(date(2027, 3, 2)), number(date(2027, 3, 1)), number(date(2026, 12, 31)))
    assert dues_by_customer(np.array([NEVER, 20_000]), np.array([12.0, 366.0]), span).tolist() == [0, 0]


@given(st.permutations([0.1, 0.2, 0.3, 12.0, 0.7, 1e5 / 3, float("nan")]))
def test_what_is_owed_is_the_same_in_any_order(cadences: list[float]) -> None:
    owed = visits_owed(np.array(cadences), np.zeros(len(cadences), dtype=np.int64), 1)
    assert owed.tolist() == [33346.633333]
