"""Prospects: what each member may look forward to, whatever the others do."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.scenarios.likely.lognormal import chance, expected_payout
from salesplan.planning.scenarios.scenario import Planned


@dataclass(frozen=True, slots=True)
class Prospects:
    """The prospects of each member.

    Attributes
    ----------
    chance
        Of reaching its quota; NaN for who has no quota above 0, and for the sales that no rep has.
    payout
        What it is expected to be paid, minor units; nobody is paid for the sales that no rep has.
    """

    chance: Floats
    payout: Ints

    @classmethod
    def of(cls, planned: Planned) -> "Prospects":
        """Find them in closed form."""
        reps, quota = planned.is_rep, planned.final
        chances = chance(planned.expected, planned.spread, quota)
        paid = expected_payout(planned.expected, planned.spread, quota, planned.rates, planned.flat)
        return cls(np.where(reps & (quota > 0), chances, np.nan), np.where(reps, paid, 0))
