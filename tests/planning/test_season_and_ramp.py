"""Season and ramp."""

import numpy as np
import pandas as pd
import pytest

from salesplan.planning.ramp import carried, ramp_of
from salesplan.planning.roster import Member, Roster, day_of
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import DEFAULT_RAMP, table


def by_year(*years: dict[int, int]) -> list[list[int]]:
    """Write a member's amounts by year, base year first, from amounts by month."""
    given = [[year.get(month, 0) for month in range(1, 13)] for year in years]
    return given + [[0] * 12] * (3 - len(given))


HISTORY = PlanSettings(plan_year=2027)


def test_years_are_pooled_before_shares_are_taken() -> None:
    monthly = np.array([by_year({1: 30}, {2: 60}, {3: 10})])
    season = seasons(monthly, np.array([0]), 1, HISTORY)
    assert season.company[:4].tolist() == [0.3, 0.6, 0.1, 0.0]
    assert season.teams[0].tolist() == pytest.approx(season.company.tolist())


def test_a_team_is_drawn_to_the_company_by_how_little_history_it_has() -> None:
    monthly = np.array([by_year({1: 100}), by_year({12: 50}, {12: 25}, {12: 25})])
    season = seasons(monthly, np.array([0, 1]), 2, HISTORY)
    assert season.company[[0, 11]].tolist() == [0.5, 0.5]
    assert season.teams[0, [0, 11]].tolist() == pytest.approx([0.75, 0.25])  # one year: half its own
    assert season.teams[1, [0, 11]].tolist() == pytest.approx([0.125, 0.875])  # three years: three quarters


def test_members_beyond_the_roster_count_for_the_company_only() -> None:
    monthly = np.array([by_year({1: 100}), by_year({2: 300})])
    season = seasons(monthly, np.array([0]), 1, HISTORY)
    assert season.company[:2].tolist() == [0.25, 0.75]
    assert season.teams.shape == (1, 12)


def test_a_month_of_returns_counts_nothing() -> None:
    season = seasons(np.array([by_year({1: 100, 2: -50})]), np.array([0]), 1, HISTORY)
    assert season.company[:2].tolist() == [1.0, 0.0]


def test_no_history_is_even_and_a_team_without_takes_the_companys() -> None:
    assert seasons(np.array([by_year()]), np.array([0]), 1, HISTORY).teams[0] == pytest.approx([1 / 12] * 12)
    season = seasons(np.array([by_year(), by_year({1: 1})]), np.array([0, 1]), 2, HISTORY)
    assert season.teams[0].tolist() == season.company.tolist()


def test_working_days_are_those_of_the_plan_year() -> None:
    season = seasons(np.array([by_year()]), np.array([0]), 1, PlanSettings(plan_year=2027, season="working_days"))
    assert (season.company * 261).round(9).tolist()[:3] == [21, 20, 23]
    assert season.company.sum() == pytest.approx(1)


def test_typed_shares_count_by_their_proportions() -> None:
    settings = PlanSettings(plan_year=2027, season=(3.0, 1.0, *[0.0] * 10))
    assert seasons(np.array([by_year()]), np.array([0]), 1, settings).teams[0, :2].tolist() == [0.75, 0.25]


def carries(ramp: pd.DataFrame, **days: int) -> list[float]:
    member = Member("R", "R", "N", "T", **days)
    shares: list[float] = carried(ramp, Roster.of([member]), 2027)[0].tolist()
    return shares


def test_the_month_of_the_start_is_the_first_of_the_ramp() -> None:
    shares = carries(table("ramp", DEFAULT_RAMP), start=day_of(2027, 3, 20))
    assert shares == [0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1]


def test_a_ramp_begun_last_year_goes_on() -> None:
    assert carries(table("ramp", DEFAULT_RAMP), start=day_of(2026, 11, 1))[:4] == [0.5, 0.75, 1, 1]


def test_months_after_the_end_are_not_carried() -> None:
    assert carries(table("ramp", []), end=day_of(2027, 2, 3))[:4] == [1, 1, 0, 0]


def test_a_month_that_is_not_listed_takes_the_one_before_and_after_the_last_all_is_carried() -> None:
    ramp = table("ramp", [{"month": 4, "share": 0.8}, {"month": 2, "share": 0.3}, {"month": 2, "share": 0.9}])
    assert carries(ramp, start=day_of(2027, 1, 1))[:6] == [0.3, 0.3, 0.3, 0.8, 1, 1]


def test_the_ramp_of_a_year_weighs_months_by_season() -> None:
    season = np.array([[0.5, *[0.0] * 10, 0.5]])
    assert ramp_of(np.array([[0.0] * 6 + [1.0] * 6]), season).tolist() == [0.5]
