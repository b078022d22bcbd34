"""Bounds: the least and the most that a quota may grow over last year."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.apportion import UNBOUNDED
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.money import MILLION, millionths
from salesplan.planning.roster import Roster, day_of
from salesplan.planning.settings import PlanSettings


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most of each member, in minor units; 0 and `UNBOUNDED` where there is none."""

    lower: Ints
    upper: Ints

    @classmethod
    def none(cls, members: int) -> "Bounds":
        """Bound nobody."""
        return cls(np.zeros(members, dtype=np.int64), np.full(members, UNBOUNDED))


def growth_bounds(roster: Roster, last_year: Ints, has_history: Flags, settings: PlanSettings, unit: int) -> Bounds:
    """Find each member's bounds, in whole units: the floor rounded up, the cap down but never below the floor.

    A rep is bounded when last year was a full one, the plan year will be one, and last year's sales are above 0.

    Parameters
    ----------
    last_year
        Minor units by member.
    unit
        The unit to round to, in minor units.
    """
    bounded = has_history & (last_year > 0) & full_years(roster, settings)
    bounds = Bounds.none(last_year.size)
    lower, upper = bounds.lower, bounds.upper
    for place in np.flatnonzero(bounded).tolist():  # one by one, as the products exceed 64 bits
        last = int(last_year[place])
        if settings.growth_floor is not None:
            lower[place] = -(-last * (MILLION + millionths(settings.growth_floor)) // (MILLION * unit)) * unit
        if settings.growth_cap is not None:
            most = last * (MILLION + millionths(settings.growth_cap)) // (MILLION * unit) * unit
            upper[place] = max(most, int(lower[place]))
    return bounds


def full_years(roster: Roster, settings: PlanSettings) -> Flags:
    """Tell which reps are employed for the whole of the base year and the plan year."""
    return roster.throughout(day_of(settings.base_year, 1, 1), day_of(settings.plan_year, 12, 31))
