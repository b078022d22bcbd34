"""The figures of a scenario: what it asks for, what that takes, and how likely it is."""

import math
from typing import Any, Final

import numpy as np

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.scenarios.likely.lognormal import payout_at
from salesplan.planning.scenarios.likely.marks import TOO_EASY_ABOVE, TOO_HARD_BELOW
from salesplan.planning.scenarios.likely.prospects import Prospects
from salesplan.planning.scenarios.likely.simulation import Likely
from salesplan.planning.scenarios.results.capacity import all_heads, gap, sales_per_head
from salesplan.planning.scenarios.results.pairs import Pairs
from salesplan.planning.scenarios.scenario import Figures, Planned

SIMULATED: Final = ("chance", "p10", "p50", "p90", "share_at_quota", "share_p10", "share_p90")
"""The figures that come of a simulation."""


def figures(planned: Planned, against: Planned) -> Figures:
    """Give the figures of a scenario: all numbers of Results and Attainment, by key; those of a simulation are still None.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.

    Returns
    -------
    Figures
        Amounts in minor units, shares as fractions, counts of reps. None where there is no such figure: a ratio to 0,
        a margin of no known rate, payouts without rates, heads that nobody knows the sales of. Reps that only one
        of the two has are neither raised nor lowered. Sales that no rep has count in amounts of the company, and in no
        count of reps.
    """
    return {
        **_asked(planned, against),
        **_capacity(planned, against),
        **_earned(planned),
        **dict.fromkeys(SIMULATED),
    }


def over(part: float, whole: float) -> float | None:
    """Divide; None where there is nothing to divide by, as the sheet's formulas leave the cell blank.

    Examples
    --------
    >>> over(1, 4), over(1, 0)
    (0.25, None)
    """
    return part / whole if whole else None


def growth_of(now: int, before: int) -> float | None:
    """Give growth; None where there was nothing before.

    Examples
    --------
    >>> growth_of(150, 100), growth_of(150, 0)
    (0.5, None)
    """
    return now / before - 1 if before else None


def nearest_whole(amount: float) -> int:
    """Round half up.

    Examples
    --------
    >>> nearest_whole(2.5), nearest_whole(-2.5)
    (3, -2)
    """
    return math.floor(amount + 0.5)


def _asked(planned: Planned, against: Planned) -> Figures:
    """Give what is asked of the company and its reps."""
    company, before = planned.plan.company, against.plan.company
    reps_final = int(planned.final.sum())
    pairs = Pairs.of(planned, against)
    final, plan_final = pairs.finals(planned, against)
    compared = pairs.in_both & pairs.is_rep
    bound = planned.plan.quota["bound"].to_numpy()
    margin = planned.margin_rate
    return {
        "company_last_year": company.last_year,
        "company_base": company.base,
        "company_quota": company.target,
        "company_final": company.allocated,
        "plan_final": before.allocated,
        "change": company.allocated - before.allocated,
        "change_share": over(company.allocated - before.allocated, before.allocated),
        "growth": growth_of(company.allocated, company.last_year),
        "reps_final": reps_final,
        "company_gap": company.gap,
        "over_assignment": growth_of(reps_final, company.target),
        "raised": _count(compared & (final > plan_final)),
        "lowered": _count(compared & (final < plan_final)),
        "capped": _count(planned.is_rep & (bound == "cap")),
        "floored": _count(planned.is_rep & (bound == "floor")),
        "pinned": _count(planned.is_rep & (bound == "pin")),
        "margin": None if margin is None else nearest_whole(reps_final * margin),
    }


def _capacity(planned: Planned, against: Planned) -> Figures:
    """Give the heads there are, and those that are needed."""
    heads = all_heads(planned, sales_per_head(planned, against))
    full, ramped, needed = float(heads.full[0]), float(heads.ramped[0]), float(heads.needed[0])
    known = not math.isnan(needed)
    return {
        "heads": full,
        "ramped_heads": ramped,
        "heads_needed": needed if known else None,
        "heads_gap": float(gap(heads.ramped, heads.needed)[0]) if known else None,
    }


def _earned(planned: Planned) -> Figures:
    """Give expected sales and payouts, and how many quotas are out of the ordinary."""
    prospects, quota = Prospects.of(planned), planned.final
    expected = planned.company_expected
    paid = int(prospects.payout.sum()) if planned.rates else None
    return {
        "payout_at_quota": _payout_at_quota(planned) if planned.rates else None,
        "expected_sales": expected,
        "expected_payout": paid,
        "cost_of_sales": None if paid is None else over(paid, expected),
        "expected_attainment": over(expected, planned.plan.company.target),
        "reps": _count(planned.is_rep & (quota > 0)),
        "too_hard": _count(prospects.chance < TOO_HARD_BELOW),
        "too_easy": _count(prospects.chance > TOO_EASY_ABOVE),
    }


def _payout_at_quota(planned: Planned) -> int:
    """Pay every rep for exactly its quota."""
    quota: Ints = np.where(planned.is_rep, planned.final, 0)
    return int(payout_at(quota, quota, planned.rates, planned.flat).sum())


def simulated(likely: Likely) -> Figures:
    """Give the figures that come of a simulation."""
    return {key: _known(getattr(likely, key)) for key in SIMULATED}


def _known(value: Any) -> int | float | None:
    """Give a number of Python's own; None for NaN."""
    if value is None or value != value:
        return None
    return int(value) if isinstance(value, int | np.integer) else float(value)


def _count(which: Flags) -> int:
    return int(np.count_nonzero(which))
