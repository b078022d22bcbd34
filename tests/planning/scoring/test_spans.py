"""The months of a period, and how much of them is gone."""

from datetime import date

import pytest

from salesplan.planning.periods import Period
from salesplan.planning.scoring.spans import Span, last_day, month_number, span_of


def test_of_a_running_month_the_part_counts_whose_working_days_are_gone() -> None:
    quarter = span_of(Period.of("2027-Q2"), date(2027, 5, 7), "US")
    assert (quarter.part, quarter.length, len(quarter.whole)) == (5 / 20, 1 + 5 / 20, 3)  # Memorial Day is the 31st
    over = span_of(Period.of("2027-Q2"), date(2027, 6, 30), "US")
    assert (over.part, over.length) == (1, 3)


def test_a_month_without_working_days_is_gone_as_a_whole() -> None:
    closed = Span(first=684, last=685, end=686, gone=0, days=0)
    assert (closed.part, closed.length) == (1, 2)


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 2, 28), date(2028, 2, 29)])
def test_the_last_day_of_a_month(day: date) -> None:
    assert last_day(month_number(day)) == day
