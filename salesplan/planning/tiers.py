"""Plain tiers: what each customer's purchases say, before anything of the past plays in."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.money import decimals
from salesplan.planning.tier_rules import TierRule, TierRules


class Boundary(NamedTuple):
    """The amounts, in minor units, between which one tier ends and the next begins.

    ``inner`` is the least that is in the tier or a better one, ``outer`` the most that is in none of them (0 where
    all are in). A tier by amount has one boundary, its cut. Otherwise a customer that climbs is held against
    ``outer`` and one that falls against ``inner``, so that nobody is held against its own amount.
    """

    inner: int
    outer: int


@dataclass(frozen=True, slots=True)
class PlainTiers:
    """Tiers by the rules alone.

    Attributes
    ----------
    place
        Of each customer in the rules' names; prospects stand below the last tier.
    boundaries
        The lower boundary of each tier; None where nobody is in it or above, and where it takes the rest.
    """

    place: Ints
    boundaries: tuple[Boundary | None, ...]


def plain_tiers(amount: Ints, bought: Flags, rules: TierRules, currency: str = "CNY") -> PlainTiers:
    """Give each customer the first tier whose rule it meets.

    The rules look at what it bought, down from the most. *share*: the cumulative share of revenue before the
    customer is below the cut; *amount*: it bought the cut or more; *count*: its standard rank (1, 2, 2, 4) is the cut
    or less. Shares are of the sum of positive amounts, and are compared exactly, as typed. Equal amounts share a
    tier: that of the first of them. The tier without a cut takes the rest, and whoever bought, but has no positive
    amount; who never bought is a prospect. This is the ABC analysis of inventory and customers (Dickie 1951), with
    the cuts free.

    Parameters
    ----------
    amount
        Minor units; of customers who bought at all.
    bought
        Who ever did.
    currency
        Its decimals: the cut of an amount is in whole units.

    Examples
    --------
    >>> from salesplan.planning.tier_rules import read_rules, usual_tiers
    >>> rules = read_rules(usual_tiers())[0]
    >>> amount, bought = np.array([80, 15, 5, 0, 0]), np.array([True, True, True, True, False])
    >>> [rules.names[place] for place in plain_tiers(amount, bought, rules).place]
    ['A', 'B', 'C', 'C', 'prospect']
    """
    positive = bought & (amount > 0)
    boundaries = tuple(_boundaries(rules, _Ranked.of(amount[positive]), 10 ** decimals(currency)))
    place = np.where(bought, rules.rest, rules.prospect).astype(np.int64)
    for tier in reversed(range(rules.rest)):
        boundary = boundaries[tier]
        if boundary is not None:
            place[positive & (amount >= boundary.inner)] = tier
    return PlainTiers(place, boundaries)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Different positive amounts, down from the largest; how many customers, and how much, stand before each."""

    amounts: Ints
    customers_before: Ints
    sum_before: Ints
    total: int

    @classmethod
    def of(cls, amounts: Ints) -> "_Ranked":
        values, counts = np.unique(amounts, return_counts=True)
        values, counts = values[::-1], counts[::-1].astype(np.int64)
        sums = values * counts
        return cls(values, np.cumsum(counts) - counts, np.cumsum(sums) - sums, int(sums.sum()))


def _boundaries(rules: TierRules, ranked: _Ranked, minor: int) -> Iterator[Boundary | None]:
    """Give each tier's lower boundary: the lowest of its own and those above; none from the rest on."""
    lowest: Boundary | None = None
    for place, tier in enumerate(rules.tiers):
        if place >= rules.rest:
            yield None
            continue
        own = _own_boundary(tier, ranked, minor)
        lowest = _lower(lowest, own)
        yield lowest


def _lower(one: Boundary | None, other: Boundary | None) -> Boundary | None:
    """Give the boundary of who is on the better side of one or the other."""
    if one is None or other is None:
        return one or other
    return Boundary(min(one.inner, other.inner), min(one.outer, other.outer))


def _own_boundary(tier: TierRule, ranked: _Ranked, minor: int) -> Boundary | None:
    """Find the boundary of a tier's own rule."""
    if tier.cut is None or not tier.rule:
        return None
    if tier.rule == "amount":
        cut = ceil(tier.cut * minor)
        return Boundary(cut, cut)
    # all are whole numbers, so below the exact cut is below the next whole number
    if tier.rule == "share":
        within = ranked.sum_before < ceil(tier.cut * ranked.total)
    else:
        within = ranked.customers_before < floor(tier.cut)
    last = int(np.count_nonzero(within))
    if not last:
        return None
    outer = int(ranked.amounts[last]) if last < ranked.amounts.size else 0
    return Boundary(int(ranked.amounts[last - 1]), outer)
