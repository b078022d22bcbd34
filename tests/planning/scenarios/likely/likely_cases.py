"""Standings written down in a few words, for what is expected and how far it may be off."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from salesplan.planning.growth import Grown
from salesplan.planning.money import GRAINS
from salesplan.planning.plan import Standing
from salesplan.planning.roster import Member, Roster
from salesplan.planning.season import Seasons, seasons
from salesplan.planning.settings import PlanSettings

SETTINGS = PlanSettings(plan_year=2027)
Years: TypeAlias = Sequence[float | Sequence[float]]
"""A member's sales, the base year first: of a year (even over its months) or of each of its months."""


def rep(name: str, team: str = "East", **more: Any) -> Member:
    return Member(name, name, "North", team, **more)


def standing(people: Sequence[tuple[Member, Years]], ramp: Sequence[float] | None = None) -> Standing:
    """Give who stands where, in the roster's order; ramp is of everybody in the order given, all months alike."""
    given = [member for member, _ in people]
    roster = Roster.of(given)
    monthly = np.zeros((len(people), 3, 12), dtype=np.int64)
    carries = np.ones((len(people), 12))
    for place, member in enumerate(roster.members):
        number = given.index(member)
        for year, sold in enumerate(people[number][1]):
            months = np.asarray(sold, dtype=np.float64) / (12 if np.ndim(sold) == 0 else 1)
            monthly[place, year] = np.rint(months * GRAINS)
        carries[place] *= 1.0 if ramp is None else ramp[number]
    last = np.rint(monthly[:, 0].sum(axis=1) / GRAINS).astype(np.int64)
    even = Seasons(np.full(12, 1 / 12), np.full((len(roster.teams), 12), 1 / 12))
    shaped = seasons(monthly, roster.team_of, len(roster.teams), SETTINGS) if monthly.any() else even
    return Standing(roster, Grown(last, last, last), np.asarray(monthly.any(axis=(1, 2))), monthly, carries, shaped)
