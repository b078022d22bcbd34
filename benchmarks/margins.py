"""What the two-way split is measured on: the years of reps, the months of a company, and the season of each rep."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.apportion import apportion
from salesplan.planning.arrays import Floats, Ints

_REPS_A_TEAM = 20
_NEW_OF_A_HUNDRED = 8


@dataclass(frozen=True, slots=True)
class Margins:
    """Row sums, column sums (both in whole units, of the same total), and the weights of the cells."""

    rows: Ints
    columns: Ints
    seed: Floats


def margins(reps: int) -> Margins:
    """Make the margins of a company: teams of twenty with seasons of their own, some reps who start within the year.

    Examples
    --------
    >>> made = margins(100)
    >>> made.seed.shape, bool(made.rows.sum() == made.columns.sum())
    ((100, 12), True)
    """
    random = np.random.default_rng(20)
    rows = np.rint(random.lognormal(9.0, 0.6, reps)).astype(np.int64)
    company = random.dirichlet(np.full(12, 40.0))
    teams = random.dirichlet(60 * company, size=reps // _REPS_A_TEAM + 1)
    seed = teams[np.arange(reps) // _REPS_A_TEAM]
    for rep in random.choice(reps, reps * _NEW_OF_A_HUNDRED // 100, replace=False):
        seed[rep, : random.integers(1, 10)] = 0.0
    return Margins(rows, apportion(int(rows.sum()), company), seed)
