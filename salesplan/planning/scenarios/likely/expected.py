"""Expected sales: what the market is believed to give each rep in the plan year, whatever is asked."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.arrays import Ints
from salesplan.planning.plan import Standing
from salesplan.planning.settings import PlanSettings
from salesplan.planning.weights import team_medians


@dataclass(frozen=True, slots=True)
class Expected:
    """The sales that are expected in the plan year, minor units by member.

    Attributes
    ----------
    own
        Of the member itself.
    others
        Of its customers, but of nobody in particular: what the member does not carry of them.
    """

    own: Ints
    others: Ints


def expected_sales(standing: Standing, base: Ints, settings: PlanSettings) -> Expected:
    """Find the sales that are expected of each member.

    The customers of a member with history are expected to buy its base. The member sells the part that it carries: its
    capacity (at most all) times its ramp, which is the part of the year that it is there and ramped. Customers stay, so the
    rest is expected of nobody in particular, whether a rep leaves before or within the year, begins, or works half time.
    A rep without history has no customers yet, and is expected to sell its share of the median base of its team's
    reps, times ability, capacity and ramp, on top.

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
    Expected
        All at least 0, rounded; of a member with history both parts add up to its base. The sales that no rep has are
        expected, too.

    Examples
    --------
    >>> from salesplan.planning.growth import Grown
    >>> from salesplan.planning.roster import Member, Roster
    >>> from salesplan.planning.season import Seasons
    >>> ana = Member("R-01", "Ana", "North", "East", capacity=0.75)
    >>> new = Member("R-02", "Ben", "North", "East", ability=1.2)
    >>> base, even = np.array([100_000_00, 0]), np.full((1, 12), 1 / 12)
    >>> carries = np.array([[1.0] * 12, [0.0] * 6 + [1.0] * 6])
    >>> known, monthly = np.array([True, False]), np.zeros((2, 3, 12), dtype=np.int64)
    >>> stand = Standing(Roster.of([ana, new]), Grown(base, base, base), known, monthly, carries, Seasons(even[0], even))
    >>> found = expected_sales(stand, base, PlanSettings(plan_year=2027))
    >>> found.own.tolist(), found.others.tolist()
    ([7500000, 6000000], [2500000, 0])
    """
    roster, ramp = standing.roster, standing.ramp
    bought = np.maximum(base, 0)
    capacity = roster.numbers(lambda member: member.capacity)
    carried = np.minimum(capacity * ramp, 1.0)
    medians = team_medians(roster, bought.astype(np.float64))
    new = settings.median_share * medians * roster.numbers(lambda member: member.ability) * capacity * ramp
    own = np.rint(np.where(standing.has_history, bought * carried, new)).astype(np.int64)
    return Expected(own, np.where(standing.has_history, bought - own, 0))
