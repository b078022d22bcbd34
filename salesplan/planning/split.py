"""The split, top down: company to regions, to teams, to reps."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.apportion import UNBOUNDED
from salesplan.planning.arrays import Floats, Ints, floats_of, sums_of
from salesplan.planning.bounds import Bounds
from salesplan.planning.money import grown, millionths, over_children
from salesplan.planning.pins import NOT_PINNED, Groups, Shared, share
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings


@dataclass(frozen=True, slots=True)
class Pins:
    """The overrides of each level, in minor units, `NOT_PINNED` where there is none."""

    regions: Ints
    teams: Ints
    reps: Ints

    @classmethod
    def none(cls, roster: Roster) -> "Pins":
        """Pin nothing."""
        return cls(*(np.full(count, NOT_PINNED) for count in _sizes(roster)))


@dataclass(frozen=True, slots=True)
class OverAssignment:
    """By how much the quotas of each level exceed their parent's, in millionths."""

    regions: int = 0
    teams: int = 0
    reps: int = 0

    @classmethod
    def of(cls, settings: PlanSettings) -> "OverAssignment":
        """Take it from the plan's settings."""
        return cls(
            millionths(settings.over_assignment_region),
            millionths(settings.over_assignment_team),
            millionths(settings.over_assignment_rep),
        )


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a split.

    Attributes
    ----------
    totals
        What each parent hands down: its final with over-assignment.
    bounds
        The bounds that held on this level.
    shared
        What each child got.
    """

    totals: Ints
    bounds: Bounds
    shared: Shared


@dataclass(frozen=True, slots=True)
class Split:
    """A company's target, split down to its reps."""

    regions: Level
    teams: Level
    reps: Level


def split(
    target: int, roster: Roster, weights: Floats, bounds: Bounds, pins: Pins, over: OverAssignment, unit: int
) -> Split:
    """Split a target from level to level; each parent's weight and bounds come from its reps.

    Parameters
    ----------
    target
        The company's target in minor units, at least 0.
    weights, bounds
        Of each member. Pins change no bound of a parent: an override moves siblings only.
    unit
        The rounding unit in minor units.

    Returns
    -------
    Split
        On every level the children's finals add up to the parent's final with over-assignment, unless pins alone
        miss it.
    """
    regions, teams, _ = _sizes(roster)
    team_bounds = _above(bounds, roster.team_of, teams, over.reps, unit)
    region_bounds = _above(team_bounds, roster.region_of, regions, over.teams, unit)
    team_weights = floats_of(weights, roster.team_of, teams)
    region_weights = floats_of(team_weights, roster.region_of, regions)

    company = np.array([target], dtype=np.int64)
    top = np.zeros(regions, dtype=np.int64)
    by_region = _level(company, over.regions, top, region_weights, region_bounds, pins.regions, unit)
    by_team = _level(by_region.shared.final, over.teams, roster.region_of, team_weights, team_bounds, pins.teams, unit)
    by_rep = _level(by_team.shared.final, over.reps, roster.team_of, weights, bounds, pins.reps, unit)
    return Split(by_region, by_team, by_rep)


def handed_down(finals: Ints, over: int, unit: int) -> Ints:
    """Give what the children of each parent are to add up to: rounded to the unit where there is over-assignment.

    Examples
    --------
    >>> handed_down(np.array([1_050]), 0, 100).tolist(), handed_down(np.array([1_050]), 100_000, 100).tolist()
    ([1050], [1200])
    """
    return grown(finals, over, unit) if over else finals


def _level(parents: Ints, over: int, parent_of: Ints, weights: Floats, bounds: Bounds, pins: Ints, unit: int) -> Level:
    totals = handed_down(parents, over, unit)
    groups = Groups(totals, parent_of, weights, bounds.lower, bounds.upper, pins)
    return Level(totals, bounds, share(groups, unit))


def _above(bounds: Bounds, parent_of: Ints, parents: int, over: int, unit: int) -> Bounds:
    """Add up children's bounds for their parents, over-assignment taken off; a parent of one unbounded child has no cap."""
    free = bounds.upper == UNBOUNDED
    capped = np.bincount(parent_of[free], minlength=parents) == 0
    lower = over_children(sums_of(bounds.lower, parent_of, parents), over, unit, up=True)
    upper = over_children(sums_of(np.where(free, 0, bounds.upper), parent_of, parents), over, unit, up=False)
    return Bounds(lower, np.where(capped, np.maximum(upper, lower), UNBOUNDED))


def _sizes(roster: Roster) -> tuple[int, int, int]:
    return len(roster.regions), len(roster.teams), len(roster.members)
