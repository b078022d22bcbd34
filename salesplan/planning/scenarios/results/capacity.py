"""Capacity: the heads that there are, against those that the quotas need."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats, Ints, floats_of, sums_of
from salesplan.planning.scenarios.scenario import Planned

_FINE: Final = 9
"""Decimals of heads that count before they are rounded."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Full-time heads by group.

    Attributes
    ----------
    full
        All that are employed at some time of the plan year.
    ramped
        Less what ramp and part years take.
    needed
        Those that the reps' quotas need, at least 0; NaN where it is not known what a head sells.
    """

    full: Floats
    ramped: Floats
    needed: Floats


def sales_per_head(planned: Planned, against: Planned) -> float:
    """Give what a ramped head is expected to sell in a year: the plan's, at the prices of a scenario.

    It is the plan's, and not the scenario's own, so that all scenarios are held against the same head.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.

    Returns
    -------
    float
        Minor units; NaN where the plan has no heads, expects no sales, or has no prices left.
    """
    reps = against.is_rep
    heads, sales = float(against.ramped_heads[reps].sum()), int(against.expected[reps].sum())
    prices = 1 + against.settings.price_change
    if heads <= 0 or sales <= 0 or prices <= 0:
        return float("nan")
    return sales / heads * ((1 + planned.settings.price_change) / prices)


def heads_by(planned: Planned, per_head: float, groups: Ints, count: int) -> Heads:
    """Sum heads by group, and find how many the quotas of each group's reps need.

    They need the heads that there are, and as many more as the quotas exceed what the reps are expected to sell, each
    selling what an average one does in the plan. So heads are lacking just where the reps are expected to miss.

    Parameters
    ----------
    per_head
        From `sales_per_head`.
    groups
        The group, 0 to ``count`` - 1, of each member.
    """
    missing = sums_of(np.where(planned.is_rep, planned.final - planned.expected, 0), groups, count)
    full, ramped = (floats_of(column, groups, count) for column in (planned.capacity, planned.ramped_heads))
    needed = np.maximum(ramped + missing / (per_head if per_head > 0 else np.nan), 0)
    return Heads(full, ramped, needed)


def gap(ramped: Floats, needed: Floats) -> Floats:
    """Give the heads that are over, negative where they are lacking: to a tenth of a head, halves away from 0.

    What floats leave behind is no difference, as it is none to the sheet's formula.

    Examples
    --------
    >>> gap(np.array([2.0, 2.0, 2.0]), np.array([2.15, 2.00001, 1.0])).tolist()
    [-0.2, 0.0, 1.0]
    """
    over = np.round(ramped - needed, _FINE)
    return np.copysign(np.floor(np.abs(over) * 10 + 0.5) / 10, over) + 0.0


def all_heads(planned: Planned, per_head: float) -> Heads:
    """Sum the heads of the company: one group."""
    return heads_by(planned, per_head, np.zeros(planned.final.size, dtype=np.int64), 1)
