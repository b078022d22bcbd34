"""Splitting totals over members of which some are pinned: what a person typed holds, the rest gives way.

Pins come first, then the total, then bounds, which give way by as little as possible. The unit of a group is the
rounding unit, or the largest part of it that its total and its pins are whole multiples of, so that it always adds up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import Final

import numpy as np

from salesplan.planning.apportion import UNBOUNDED, apportion
from salesplan.planning.arrays import Flags, Floats, Ints, floats_of, sums_of

NOT_PINNED: Final = -1
"""The pin of a member that has none."""

_CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class Groups:
    """Members to share totals, one total a group; positions order them for ties.

    Attributes
    ----------
    totals
        One total per group, in minor units, at least 0.
    of
        The group of each member.
    weights
        The weight of each member.
    lower, upper
        The bounds of each member, in minor units; `UNBOUNDED` where there is none.
    pins
        The pin of each member, in minor units, or `NOT_PINNED`.
    """

    totals: Ints
    of: Ints
    weights: Floats
    lower: Ints
    upper: Ints
    pins: Ints

    @property
    def pinned(self) -> Flags:
        """Tell which members are pinned."""
        return np.not_equal(self.pins, NOT_PINNED)

    def pin_sums(self) -> Ints:
        """Add up each group's pins."""
        return sums_of(np.where(self.pinned, self.pins, 0), self.of, self.totals.size)


@dataclass(frozen=True, slots=True)
class Shared:
    """How totals were shared.

    Attributes
    ----------
    final
        What each member gets: its pin, or its share of what pins leave. Per group the sum is the total, unless
        ``pins_off`` says otherwise.
    proposed
        What each member would get if its own pin, and no other, were cleared.
    bounds_off
        Per group, by how much bounds gave way: negative when floors ask for more than there is, positive when
        caps allow less.
    pins_off
        Per group, by how much the pins alone miss the total: positive when they exceed it, negative when all
        are pinned and fall short.
    """

    final: Ints
    proposed: Ints
    bounds_off: Ints
    pins_off: Ints


def share(groups: Groups, unit: int) -> Shared:
    """Share each group's total over its members, in whole units.

    Examples
    --------
    >>> team = Groups(np.array([1000]), np.array([0, 0, 0]), np.array([1.0, 1.0, 2.0]), np.array([0, 0, 0]),
    ...               np.full(3, UNBOUNDED), np.array([NOT_PINNED, 400, NOT_PINNED]))
    >>> share(team, 100).final.tolist()
    [200, 400, 400]
    >>> share(team, 100).proposed.tolist()
    [200, 200, 400]
    """
    units = _units(groups, unit)
    final, bounds_off, pins_off = _settle(groups, units)
    return Shared(final, _proposed(groups, units, final, unit), bounds_off, pins_off)


def _units(groups: Groups, unit: int) -> Ints:
    """Find each group's unit."""
    units = np.gcd(unit, groups.totals)
    np.gcd.at(units, groups.of[groups.pinned], groups.pins[groups.pinned])
    return units


def _settle(groups: Groups, units: Ints, keys: Ints | None = None) -> tuple[Ints, Ints, Ints]:
    """Give pins what they hold and apportion the rest; also by how much bounds and pins are off.

    ``keys`` order the members for ties, where their position does not.
    """
    count = groups.totals.size
    free = ~groups.pinned
    of = groups.of[free]
    left = groups.totals - groups.pin_sums()
    sharers = np.bincount(of, minlength=count)
    pins_off = np.where((left < 0) | (sharers == 0), -left, 0)
    to_share = np.where(sharers > 0, np.maximum(left, 0), 0)

    own_unit = units[of]
    lower, upper, weights, bounds_off = _relaxed(
        to_share // units, groups.lower[free] // own_unit, groups.upper[free] // own_unit, groups.weights[free], of
    )
    final = groups.pins.copy()
    own_keys = None if keys is None else keys[free]
    final[free] = apportion(to_share // units, weights, lower, upper, groups=of, keys=own_keys) * own_unit
    return final, np.where(left < 0, 0, bounds_off * units), pins_off


def _relaxed(totals: Ints, lower: Ints, upper: Ints, weights: Floats, of: Ints) -> tuple[Ints, Ints, Floats, Ints]:
    """Let bounds that cannot be kept give way, in proportion to themselves, and say by how much."""
    count = totals.size
    least = floats_of(lower.astype(np.float64), of, count)
    most = floats_of(np.minimum(upper, totals[of]).astype(np.float64), of, count)
    too_much, too_little = least > totals, (most < totals) & (np.bincount(of, minlength=count) > 0)
    floors_break, caps_break = too_much[of], too_little[of]
    relaxed = floors_break | caps_break
    off = np.where(too_much, totals - least, np.where(too_little, totals - most, 0.0))
    return (
        np.where(relaxed, 0, lower),
        np.where(relaxed, UNBOUNDED, upper),
        np.where(floors_break, lower, np.where(caps_break, upper, weights)).astype(np.float64),
        off.astype(np.int64),
    )


def _proposed(groups: Groups, units: Ints, final: Ints, unit: int) -> Ints:
    """Replace each pin by what its member would get without it: its group without that pin, solved again."""
    proposed = final.copy()
    pinned = np.flatnonzero(groups.pinned)
    if not pinned.size:
        return proposed
    free = np.flatnonzero(~groups.pinned)
    free = free[np.argsort(groups.of[free], kind="stable")]
    sharers = np.bincount(groups.of[free], minlength=groups.totals.size)
    first = np.cumsum(sharers) - sharers
    left = groups.totals - groups.pin_sums()
    own_units = _units_without_own(groups, units, pinned, unit)
    for chunk in _chunks(sharers[groups.of[pinned]] + 1):
        mine = pinned[chunk]
        group = groups.of[mine]
        sizes = sharers[group]
        case = np.repeat(np.arange(mine.size), sizes)
        others = free[np.arange(case.size) - np.repeat(np.cumsum(sizes) - sizes - first[group], sizes)]
        who, case = np.concatenate([others, mine]), np.concatenate([case, np.arange(mine.size)])
        alone = Groups(
            np.maximum(left[group] + groups.pins[mine], 0),
            case,
            groups.weights[who],
            groups.lower[who],
            groups.upper[who],
            np.full(who.size, NOT_PINNED),
        )
        settled, _, _ = _settle(alone, own_units[chunk], keys=who)
        proposed[mine] = settled[-mine.size :]
    return proposed


def _units_without_own(groups: Groups, units: Ints, pinned: Ints, unit: int) -> Ints:
    """Find the unit that each pin's group has without that pin; only pins off the common unit need a look."""
    base = np.gcd(unit, groups.totals)
    group = groups.of[pinned]
    result: Ints = units[group]
    odd = np.flatnonzero(groups.pins[pinned] % base[group])
    by_group: dict[int, list[int]] = {}
    for place in odd.tolist():
        by_group.setdefault(int(group[place]), []).append(place)
    for code, places in by_group.items():
        amounts = groups.pins[pinned[places]].tolist()
        result[places] = list(_gcd_of_others(amounts, int(base[code])))
    return result


def _gcd_of_others(amounts: list[int], start: int) -> Iterator[int]:
    """Give, for each amount, the greatest common divisor of ``start`` and all other amounts."""
    after = [start]
    for amount in reversed(amounts[1:]):
        after.append(gcd(after[-1], amount))
    before = start
    for amount, rest in zip(amounts, reversed(after), strict=True):
        yield gcd(before, rest)
        before = gcd(before, amount)


def _chunks(sizes: Ints) -> Iterator[slice]:
    """Cut cases into runs of some two million members, at least one case each."""
    run = np.cumsum(sizes) // _CHUNK
    edges = np.flatnonzero(np.diff(run, prepend=-1)).tolist()
    for start, stop in zip(edges, [*edges[1:], sizes.size], strict=True):
        yield slice(start, stop)
