"""Expected sales: what the market is believed to give each rep in the plan year, whatever is asked."""

import numpy as np

from salesplan.planning.arrays import Ints
from salesplan.planning.plan import Standing
from salesplan.planning.settings import PlanSettings
from salesplan.planning.weights import team_medians


def expected_sales(standing: Standing, base: Ints, settings: PlanSettings) -> Ints:
    """Find the sales that are expected of each member.

    A member with history is expected to sell its base, a rep without any its share of the median base of its team's
    reps, times ability and capacity; both for the part of the year that the rep is there and ramped. A base holds what
    ability and capacity made of last year, so these count only where there is none.

    Parameters
    ----------
    standing
        Who is there, with which ramp.
    base
        Minor units by member: last year grown by what the market is believed to do, not by what is asked.
    settings
        Only what a rep without history weighs is read.

    Returns
    -------
    Ints
        Minor units by member, at least 0, rounded. The sales that no rep has are expected too.

    Examples
    --------
    >>> from salesplan.planning.growth import Grown
    >>> from salesplan.planning.roster import Member, Roster
    >>> from salesplan.planning.season import Seasons
    >>> ana, new = Member("R-01", "Ana", "North", "East"), Member("R-02", "Ben", "North", "East", ability=1.2)
    >>> base, even = np.array([100_000_00, 0]), np.full((1, 12), 1 / 12)
    >>> carries = np.array([[1.0] * 12, [0.0] * 6 + [1.0] * 6])
    >>> known, monthly = np.array([True, False]), np.zeros((2, 3, 12), dtype=np.int64)
    >>> roster, grown = Roster.of([ana, new]), Grown(base, base, base)
    >>> stand = Standing(roster, grown, known, monthly, carries, Seasons(even[0], even))
    >>> expected_sales(stand, base, PlanSettings(plan_year=2027)).tolist()
    [10000000, 6000000]
    """
    roster = standing.roster
    own = np.maximum(base, 0).astype(np.float64)
    able = roster.numbers(lambda member: member.ability * member.capacity)
    of_new = settings.median_share * team_medians(roster, own) * able
    full_year = np.where(standing.has_history, own, of_new)
    return np.rint(full_year * standing.ramp).astype(np.int64)
