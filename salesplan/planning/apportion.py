"""Splitting a total of whole units over members, exactly: one way.

Webster's method with bounds (M. L. Balinski and H. P. Young, *Fair Representation*, 1982): member i gets
``clip(round(λ·w_i), l_i, u_i)``, with the λ that makes the sum the total. It is monotone, which
largest remainders is not: a larger total lowers nobody, and a larger weight never gets less.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from salesplan.errors import SalesplanError
from salesplan.planning.arrays import Flags, Floats, Ints

UNBOUNDED: Final = 2**62
"""The upper bound of a member that has none."""

LARGEST_TOTAL: Final = 2**50
"""The largest total; up to here a float64 tells neighbouring halves apart."""

_TIE: Final = 16 * np.finfo(np.float64).eps
"""Thresholds that differ by less than this share are equal: it is what scaling the weights can move them by."""

_NEGLIGIBLE: Final = 2.0**-500
"""A weight below this share of its group's largest counts as 0."""


class CannotApportion(SalesplanError):
    """A total cannot be split as asked: bounds, weights or sizes do not allow it."""


def apportion(
    total: int | npt.ArrayLike,
    weights: npt.ArrayLike,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
    *,
    groups: npt.ArrayLike | None = None,
    keys: npt.ArrayLike | None = None,
) -> Ints:
    """Split whole totals over members by weight, within bounds, for any number of groups at once.

    Parameters
    ----------
    total
        The total, in whole units, 0 to 2^50; with ``groups``, one per group.
    weights
        n weights, finite and at least 0, in any unit: only their ratios within a group count.
    lower, upper
        The least and the most that each member may get, in whole units; 0 and `UNBOUNDED` where not given.
    groups
        The group of each member, 0 to the number of totals - 1, in any order; all in one if not given.
    keys
        Numbers that order the members of a group, for ties; their position if not given.

    Returns
    -------
    Ints
        n whole numbers that add up to the totals and keep the bounds. Ties go to the larger weight, then to the
        smaller key, so the order of the members does not matter (above some 2^44 units float64 cannot always tell a
        tie from a near miss: sums stay exact, a unit may go to the other). Members of weight 0 stay at their lower
        bound until all others are at their upper one; what is then left, they share evenly.

    Raises
    ------
    CannotApportion
        If a total lies outside the sums of the bounds, or a weight or size is out of range.

    Examples
    --------
    >>> apportion(10, [3, 2, 1]).tolist()
    [5, 3, 2]
    >>> apportion(10, [3, 2, 1], upper=[4, 9, 9]).tolist()
    [4, 4, 2]
    >>> apportion([10, 1], [1, 1, 1, 1, 1], groups=[0, 0, 0, 1, 1]).tolist()
    [4, 3, 3, 1, 0]
    """
    weight = np.asarray(weights, dtype=np.float64)
    totals = np.atleast_1d(np.asarray(total, dtype=np.int64))
    group = np.zeros(weight.size, np.int64) if groups is None else np.asarray(groups, dtype=np.int64)
    low = np.zeros(weight.size, np.int64) if lower is None else np.asarray(lower, dtype=np.int64)
    high = np.full(weight.size, UNBOUNDED) if upper is None else np.asarray(upper, dtype=np.int64)
    key = np.arange(weight.size) if keys is None else np.asarray(keys, dtype=np.int64)
    _refuse_out_of_range(totals, weight, low)

    order = np.argsort(group, kind="stable")
    present, starts = np.unique(group[order], return_index=True)
    if np.delete(totals, present).any():
        raise CannotApportion("a total has no members to be split over")
    members = _Members.of(totals[present], weight[order], low[order], high[order], key[order], starts)
    result = np.empty(weight.size, np.int64)
    result[order] = _split(members)
    return result


@dataclass(frozen=True, slots=True)
class _Members:
    """Members sorted by group; amounts are whole numbers held as floats, exact up to 2^53.

    A float sum of such amounts is exact as long as it is below 2^53, and above every total if it is not; so it
    compares rightly with a total, and cannot overflow.
    """

    total: Floats
    starts: Ints
    group: Ints
    weight: Floats
    low: Floats
    high: Floats
    key: Ints

    @classmethod
    def of(cls, totals: Ints, weight: Floats, low: Ints, high: Ints, key: Ints, starts: Ints) -> "_Members":
        """Put weights on one scale, cut bounds at the total, and settle who of weight 0 takes part."""
        total = totals.astype(np.float64)
        sizes = np.diff(starts, append=weight.size)
        group = np.repeat(np.arange(total.size), sizes)
        members = cls(total, starts, group, weight, low.astype(np.float64), high.astype(np.float64), key)
        if not total.size:
            return members
        most = np.minimum(members.high, total[group])
        _refuse_infeasible(members, most)
        return _with_zero_weights(members, most)

    def sums(self, amounts: Floats) -> Floats:
        """Add up by group."""
        return np.add.reduceat(amounts, self.starts)

    def at(self, rate: Floats) -> Floats:
        """Give what each member gets at its group's λ."""
        return np.clip(np.floor(rate[self.group] * self.weight + 0.5), self.low, self.high)

    def of_groups(self, chosen: Flags) -> "_Members":
        """Keep some groups only."""
        kept = chosen[self.group]
        group = (np.cumsum(chosen) - 1)[self.group[kept]]
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        return _Members(
            self.total[chosen], starts, group, self.weight[kept], self.low[kept], self.high[kept], self.key[kept]
        )


def _with_zero_weights(members: _Members, most: Floats) -> _Members:
    """Hold members of weight 0 at their lower bound, or, where the others cannot take it all, the others at theirs."""
    largest = np.maximum.reduceat(members.weight, members.starts)
    relative = members.weight / np.where(largest > 0, largest, 1.0)[members.group]
    weighty = relative >= _NEGLIGIBLE
    left_over = (members.total > members.sums(np.where(weighty, most, members.low)))[members.group]
    low = np.where(weighty & left_over, most, members.low)
    high = np.where(weighty | left_over, most, members.low)
    weight = np.where(weighty, relative, 1.0)
    return _Members(members.total, members.starts, members.group, weight, low, high, members.key)


def _split(members: _Members) -> Ints:
    """Bracket each group's λ until no member moves by more than a unit, then hand the last units out.

    Between neighbouring floats none does, as totals are no larger than `LARGEST_TOTAL`; so the halving ends.
    """
    result = members.low.copy()
    if not members.total.size:
        return result.astype(np.int64)
    opened = members.total > members.sums(members.low)
    places = np.flatnonzero(opened[members.group])
    active = members.of_groups(opened)
    below, above = _first_bracket(active)
    at_below, at_above = active.at(below), active.at(above)
    while active.total.size:
        widest = np.maximum.reduceat(at_above - at_below, active.starts)
        done = widest <= 1
        if done.any():
            mine = done[active.group]
            result[places[mine]] = _hand_out(active.of_groups(done), at_below[mine], at_above[mine])
            active, places, below, above = active.of_groups(~done), places[~mine], below[~done], above[~done]
            at_below, at_above = at_below[~mine], at_above[~mine]
            continue
        middle = _between(below, above)
        at_middle = active.at(middle)
        short = active.sums(at_middle) < active.total
        below, above = np.where(short, middle, below), np.where(short, above, middle)
        mine = short[active.group]
        at_below, at_above = np.where(mine, at_middle, at_below), np.where(mine, at_above, at_middle)
    return result.astype(np.int64)


def _first_bracket(members: _Members) -> tuple[Floats, Floats]:
    """Give λ's below and above the one sought: closely where bounds do not bind."""
    if not members.total.size:
        return np.empty(0), np.empty(0)
    below = np.zeros(members.total.size)
    above = np.maximum.reduceat((members.high + 1) / members.weight, members.starts)
    free = members.high > members.low
    weight = members.sums(np.where(free, members.weight, 0.0))
    total = members.total - members.sums(np.where(free, 0.0, members.low))
    count = members.sums(free.astype(np.float64))
    for guess in ((total - count) / weight, (total + count) / weight):
        short = members.sums(members.at(guess)) < members.total
        below = np.where(short, np.maximum(below, guess), below)
        above = np.where(short, above, np.minimum(above, guess))
    return below, above


def _between(below: Floats, above: Floats) -> Floats:
    """Halve the floats that lie between, by their bits: at most some 60 halvings make any two neighbours."""
    bits = below.view(np.int64)
    return np.asarray((bits + (above.view(np.int64) - bits) // 2).view(np.float64))


def _hand_out(members: _Members, at_below: Floats, at_above: Floats) -> Floats:
    """Give the units that are still missing to the members whose next threshold comes first."""
    missing = (members.total - members.sums(at_below)).astype(np.int64)
    moving = np.flatnonzero(at_above > at_below)
    threshold = (at_below[moving] + 0.5) / members.weight[moving]
    by_threshold = np.lexsort((threshold, members.group[moving]))
    moving, threshold = moving[by_threshold], threshold[by_threshold]

    place = _places(members.group[moving])
    given = at_below.copy()
    given[moving[place < missing[members.group[moving]]]] += 1
    last = threshold[np.flatnonzero(place == 0) + missing - 1]
    return _settle_ties(members, given, last)


def _settle_ties(members: _Members, given: Floats, last: Floats) -> Floats:
    """Give the units at the last threshold again, by the rule: rounding, not the rule, chose who has them.

    A member ties with the unit it got last or with the one it would get next, never with both.
    """
    position = last[members.group] * members.weight
    distance = position - given
    tied = np.abs(np.abs(distance) - 0.5) <= np.minimum(_TIE * position, 0.25)
    holds = tied & (distance < 0) & (given > members.low)
    wants = tied & (distance > 0) & (given < members.high)

    units = np.bincount(members.group[holds], minlength=members.total.size)
    rivals = np.flatnonzero(holds | wants)
    rivals = rivals[np.lexsort((members.key[rivals], -members.weight[rivals], members.group[rivals]))]
    group = members.group[rivals]
    settled = given - holds
    settled[rivals[_places(group) < units[group]]] += 1
    return settled


def _places(group: Ints) -> Ints:
    """Count from 0 within each group; the groups are sorted."""
    return np.arange(group.size) - np.searchsorted(group, group)


def _refuse_out_of_range(totals: Ints, weight: Floats, low: Ints) -> None:
    if totals.size and (totals.min() < 0 or totals.max() > LARGEST_TOTAL):
        raise CannotApportion(f"a total of {totals.min()} to {totals.max()} units is outside 0 to {LARGEST_TOTAL}")
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise CannotApportion("a weight is negative or no number")
    if low.size and low.min() < 0:
        raise CannotApportion("a lower bound is negative")


def _refuse_infeasible(members: _Members, most: Floats) -> None:
    least_sum, most_sum = members.sums(members.low), members.sums(most)
    for wrong, sums, words in (
        (least_sum > members.total, least_sum, "less than its members must get"),
        (most_sum < members.total, most_sum, "more than its members may get"),
    ):
        if wrong.any():
            first = int(np.argmax(wrong))
            raise CannotApportion(f"a total of {members.total[first]:.0f} units is {words}, {sums[first]:.0f}")
    if (members.low > most).any():
        raise CannotApportion("a lower bound is above its upper bound")
