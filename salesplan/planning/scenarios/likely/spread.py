"""Spread: by how much a rep's sales of a year may differ from what is expected, estimated from history.

A plan expects last year, grown. How well that has done is seen where a rep has two full years on end: the growth of its
sales, less that of all such reps together. Two or three years say little of one rep, so each is drawn towards its
team, and the team towards the company.
"""

from dataclasses import dataclass, replace
from math import fsum, log, sqrt
from typing import Final

import numpy as np

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Floats, Ints, floats_of, sums_of
from salesplan.planning.plan import Standing
from salesplan.planning.roster import Roster
from salesplan.planning.scenarios.likely import kinds
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings
from salesplan.planning.wording import percent_text

FULL_YEAR: Final = 10
"""Months with sales that make a year full: the ledger does not say who was there."""
TRUST: Final = 2
"""What the others show counts as two years of one's own, as many as a rep can have: own history is half at most."""
LEAST: Final = 0.02
MOST: Final = 1.0
UNKNOWN: Final = 0.25
"""The spread where history says nothing."""


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations of the logarithm of a year's sales, 0.02 to 1 unless typed.

    Attributes
    ----------
    of
        Each member's.
    company
        That of all reps; also of the sales that no rep has.
    years
        How many years of its own each member's rests on, 0 to 2.
    """

    of: Floats
    company: float
    years: Ints


@dataclass(frozen=True, slots=True)
class _Swings:
    """What history shows: per member the squares of its deviations, summed, and their number."""

    squares: Floats
    count: Ints


def spreads(standing: Standing, settings: PlanSettings, *, typed: float | None = None) -> tuple[Spreads, list[Finding]]:
    """Estimate the spread of every member.

    A year is full when at least ten of its months have sales. A rep's deviation in a year is the logarithm of its
    growth less that of the growth of all reps with the same two full years, at most 1 either way (beyond is a change
    of territory, not luck); the mean square of a year is taken by n - 1 of its n reps, as their common growth is
    estimated from them. With n own deviations of mean square s²::

        variance of a rep  = (n · s² + 2 · variance of its team) / (n + 2)
        variance of a team = (N · S² + 2 · variance of the company) / (N + 2)

    where N and S² are those of all its reps (a mean in the manner of empirical Bayes: Efron and Morris, 1975). A rep
    without two full years has the variance of its team. What moves the whole market alike is in nobody's deviation: it
    takes more years than a plan has to tell it from a trend.

    Parameters
    ----------
    standing
        Monthly sales of three years, by member.
    settings
        The plan year, for what is said.
    typed
        The spread of everybody, where it is typed.

    Returns
    -------
    Spreads
        In the order of the members, which changes no figure; members without history change nobody else's.
    list[Finding]
        F131 where fewer than two reps have two full years: then the months of the base year are taken, as one year's
        worth. Their distances from the season, as shares of the year, have squares that add up to the variance of the
        year if months are independent; as years also differ as a whole, that is a lower bound. F132 where there is no
        full year either: then it is 0.25 for everybody.
    """
    members = len(standing.roster.members)
    if typed is not None:
        return Spreads(np.full(members, typed), typed, np.zeros(members, dtype=np.int64)), []
    by_years = _between_years(standing)
    if by_years.count.any():
        return _drawn(by_years, by_years.count, standing.roster), []
    none = np.zeros(members, dtype=np.int64)
    by_months = _within_the_year(standing, settings)
    if by_months.count.any():
        finding = kinds.SPREAD_BY_MONTHS.at(
            "Settings", None, "spread", year=settings.plan_year, base_year=settings.base_year
        )
        return _drawn(by_months, none, standing.roster), [finding]
    finding = kinds.SPREAD_UNKNOWN.at("Settings", None, "spread", year=settings.plan_year, spread=percent_text(UNKNOWN))
    return Spreads(np.full(members, UNKNOWN), UNKNOWN, none), [finding]


def _full_years(standing: Standing) -> Flags:
    """Find the years of which a rep has sales throughout, and above 0 in all: members × 3."""
    months = np.count_nonzero(standing.monthly, axis=2)
    return np.asarray((months >= FULL_YEAR) & (standing.monthly.sum(axis=2) > 0) & standing.roster.is_rep[:, None])


def _between_years(standing: Standing) -> _Swings:
    """Compare each full year with the one before it."""
    yearly, full = standing.monthly.sum(axis=2), _full_years(standing)
    squares, count = np.zeros(len(yearly)), np.zeros(len(yearly), dtype=np.int64)
    for newer in range(yearly.shape[1] - 1):
        both = np.flatnonzero(full[:, newer] & full[:, newer + 1])
        if both.size < 2:  # one rep alone is its own trend
            continue
        after, before = yearly[both, newer], yearly[both, newer + 1]
        trend = log(int(after.sum()) / int(before.sum()))
        deviation = np.clip(np.log(after / before) - trend, -MOST, MOST)
        squares[both] += deviation**2 * (both.size / (both.size - 1))
        count[both] += 1
    return _Swings(squares, count)


def _within_the_year(standing: Standing, settings: PlanSettings) -> _Swings:
    """Compare the months of the base year with the season that history shows."""
    roster = standing.roster
    shaped = seasons(standing.monthly, roster.team_of, len(roster.teams), replace(settings, season="history"))
    full = _full_years(standing)[:, 0]
    months = standing.monthly[:, 0]
    shares = months / np.where(full, months.sum(axis=1), 1)[:, None]
    variance = ((shares - shaped.teams[roster.team_of]) ** 2).sum(axis=1)
    return _Swings(np.where(full, np.log1p(variance), 0.0), full.astype(np.int64))


def _drawn(swings: _Swings, years: Ints, roster: Roster) -> Spreads:
    """Draw teams towards the company, and reps towards their team."""
    company = fsum(swings.squares.tolist()) / int(swings.count.sum())
    teams = len(roster.teams)
    of_team = _mixed(
        floats_of(swings.squares, roster.team_of, teams), sums_of(swings.count, roster.team_of, teams), company
    )
    of_rep = _mixed(swings.squares, swings.count, of_team[roster.team_of])
    variance = np.where(roster.is_rep, of_rep, company)
    return Spreads(np.clip(np.sqrt(variance), LEAST, MOST), min(max(sqrt(company), LEAST), MOST), years)


def _mixed(squares: Floats, count: Ints, towards: Floats | float) -> Floats:
    return np.asarray((squares + TRUST * towards) / (count + TRUST))
