"""The bridge: the steps from last year to the final quota, which add up to it exactly.

Each step is the difference that adding it makes: the company's target is split anew with one thing more taken into
account, in minor units, and the split before is taken off.
"""

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Ints
from salesplan.planning.bounds import Bounds
from salesplan.planning.growth import Grown
from salesplan.planning.roster import Roster
from salesplan.planning.split import OverAssignment, Pins, Split, split
from salesplan.planning.weights import Weights
from salesplan.tables.quota import BRIDGE_STEPS

STEPS = tuple(key for key, _, _ in BRIDGE_STEPS[1:-1])
"""The steps' keys, from market growth to the own override."""


def build_bridge(
    target: int,
    roster: Roster,
    grown: Grown,
    weights: Weights,
    bounds: Bounds,
    pins: Pins,
    over: OverAssignment,
    planned: Split,
) -> pd.DataFrame:
    """Explain each member's final.

    Parameters
    ----------
    target
        The company's target, in minor units.
    bounds
        Each member's bounds to the minor unit.
    planned
        The split that counts.

    Returns
    -------
    pd.DataFrame
        rep_id, rep, the steps in minor units, and check, which is the steps' sum less the final: 0 in every row.
    """
    free, unpinned, exact = Bounds.none(len(roster.members)), Pins.none(roster), OverAssignment()
    states: list[Ints] = [
        grown.last_year,
        grown.with_market,
        grown.base,
        _finals(split(target, roster, weights.base, free, unpinned, exact, 1)),
        _finals(split(target, roster, weights.skill, free, unpinned, exact, 1)),
        _finals(split(target, roster, weights.full, free, unpinned, exact, 1)),
        _finals(split(target, roster, weights.full, free, unpinned, over, 1)),
        _finals(split(target, roster, weights.full, bounds, unpinned, over, 1)),
        split(target, roster, weights.full, bounds, pins, over, 1).reps.shared.proposed,
        planned.reps.shared.proposed,
        planned.reps.shared.final,
    ]
    frame = pd.DataFrame(
        {
            "rep_id": [member.rep_id for member in roster.members],
            "rep": [member.rep for member in roster.members],
            "last_year": states[0],
        }
    )
    steps = np.diff(np.array(states), axis=0)
    for key, step in zip(STEPS, steps, strict=True):
        frame[key] = step
    frame["final"] = states[-1]
    frame["check"] = frame[["last_year", *STEPS]].sum(axis=1) - frame["final"]
    return frame


def _finals(of: Split) -> Ints:
    return of.reps.shared.final
