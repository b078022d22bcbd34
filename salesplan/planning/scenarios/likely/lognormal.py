"""One rep's year as a lognormal: the chance of its quota, its quantiles and its expected payout, in closed form.

Sales S of a year are E · exp(σ · Z - σ² / 2) with Z standard normal: the mean is E, they are never negative, and σ is
the standard deviation of their logarithm. Where σ or E is 0, sales are E for certain.
"""

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist
from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.scoring.payouts import Earned
from salesplan.planning.scoring.rates import PARTS, Rates

_ROOT_2: Final = sqrt(2)


def normal(z: Floats) -> Floats:
    """Give the chance that a standard normal is below each number.

    Taken from the complementary error function, which keeps its digits far out on either side. The standard library's
    is called for each number: numpy has none, and 100,000 numbers take some 6 ms.

    Examples
    --------
    >>> normal(np.array([-np.inf, 0.0, 1.96])).round(4).tolist()
    [0.0, 0.5, 0.975]
    """
    return np.fromiter(map(erfc, (z.ravel() / -_ROOT_2).tolist()), dtype=np.float64, count=z.size).reshape(z.shape) / 2


def needed(expected: Ints, spread: Floats, amount: "Ints | Floats") -> Floats:
    """Find how far above 0 the luck Z must be to sell an amount: infinite where nothing is left to luck.

    Examples
    --------
    >>> needed(np.array([100, 100, 0]), np.array([0.2, 0.0, 0.2]), np.array([100, 100, 100])).round(3).tolist()
    [0.1, -inf, inf]
    """
    luck = np.where(amount > expected, np.inf, -np.inf)
    open_to_it = (spread > 0) & (expected > 0) & (amount > 0)
    sigma = spread[open_to_it]
    with np.errstate(over="ignore"):  # a spread next to nothing leaves nothing to luck either
        luck[open_to_it] = np.log(amount[open_to_it] / expected[open_to_it]) / sigma + sigma / 2
    return luck


def chance(expected: Ints, spread: Floats, quota: Ints) -> Floats:
    """Give the chance that each rep sells its quota or more.

    Parameters
    ----------
    expected, quota
        Minor units by rep, at least 0.
    spread
        The standard deviation of the logarithm of a year's sales, at least 0.

    Returns
    -------
    Floats
        0 to 1; NaN where the quota is 0, as there is no attainment.

    Examples
    --------
    >>> chance(np.array([100, 100, 100]), np.array([0.2, 0.0, 0.2]), np.array([90, 100, 0])).round(4).tolist()
    [0.6652, 1.0, nan]
    """
    return np.where(quota > 0, normal(-needed(expected, spread, quota)), np.nan)


def quantile(expected: Ints, spread: Floats, share: float) -> Ints:
    """Give the sales that each rep stays below in a share of all years, rounded to minor units.

    Examples
    --------
    >>> quantile(np.array([1_000, 1_000]), np.array([0.2, 0.0]), 0.10).tolist()
    [759, 1000]
    """
    luck = NormalDist().inv_cdf(share)
    return np.rint(expected * np.exp(spread * luck - spread**2 / 2)).astype(np.int64)


def payout_at(revenue: Ints, quota: Ints, rates: Rates, flat: bool = False) -> Ints:
    """Pay reps for the sales of a year that are known, exactly as `salesplan.planning.scoring.payouts.payouts` does.

    Parameters
    ----------
    revenue, quota
        Minor units by rep.
    rates
        Bands from low to high that do not overlap.
    flat
        Whether the rate of the band reached pays for all sales.

    Returns
    -------
    Ints
        Minor units by rep, bonuses included; 0 without a quota or sales above 0.
    """
    return Earned.of(revenue, quota, rates, flat).total


def expected_payout(expected: Ints, spread: Floats, quota: Ints, rates: Rates, flat: bool = False) -> Ints:
    """Give what each rep is paid on average over all the years that may come.

    Marginal bands pay for the sales between their ends: the mean of min(S, end) less that of min(S, beginning). Flat
    ones pay for all sales where attainment ends in them, which is a partial mean; the last one goes on paying for
    what it ends at. Each bonus counts by the chance that its band's beginning is reached. (The means are those of
    Black and Scholes, 1973, without interest.)

    Parameters
    ----------
    expected, spread, quota
        As `chance` takes them.
    rates, flat
        As `payout_at` takes them.

    Returns
    -------
    Ints
        Minor units by rep, rounded; 0 where the quota is 0 or nothing is expected.

    Examples
    --------
    >>> from salesplan.planning.scoring.rates import Band
    >>> rates = Band(0, PARTS, PARTS // 100, 0, 5), Band(PARTS, None, PARTS // 50, 0, 6)
    >>> expected_payout(np.array([100_000]), np.array([0.2]), np.array([100_000]), rates).tolist()
    [1080]
    """
    paid = np.zeros(expected.size, dtype=np.int64)
    certain = spread <= 0
    paid[certain] = payout_at(expected[certain], quota[certain], rates, flat)
    lucky = ~certain & (expected > 0) & (quota > 0)
    years = _Years(expected[lucky], spread[lucky], quota[lucky])
    average = np.zeros(int(lucky.sum()))
    for place, band in enumerate(rates):
        if not flat:
            counted = years.up_to(band.last) - years.up_to(band.first)
        elif place < len(rates) - 1:
            counted = years.beyond(band.first) - years.beyond(band.last)
        else:
            counted = years.beyond(band.first) - years.beyond(band.last) + years.held_at(band.last)
        average += counted * (band.rate / PARTS) + band.bonus * years.reaching(band.first)
    paid[lucky] = np.rint(average).astype(np.int64)
    return paid


@dataclass(frozen=True, slots=True)
class _Years:
    """All the years that may come, for reps with a quota and something left to luck.

    An edge is an attainment in billionths; None is one that is never reached.
    """

    expected: Ints
    spread: Floats
    quota: Ints

    def reaching(self, edge: int | None) -> Floats:
        """Give the chance of an attainment."""
        return normal(-self._needed(edge))

    def beyond(self, edge: int | None) -> Floats:
        """Give the mean of the sales, counting 0 where an attainment is not reached."""
        return self.expected * normal(self.spread - self._needed(edge))

    def held_at(self, edge: int | None) -> Floats:
        """Give the mean of the sales at an attainment, counting 0 where it is not reached."""
        return np.zeros(self.quota.size) if edge is None else self._amount(edge) * self.reaching(edge)

    def up_to(self, edge: int | None) -> Floats:
        """Give the mean of the sales, counting none above an attainment."""
        return self.expected - self.beyond(edge) + self.held_at(edge)

    def _amount(self, edge: int) -> Floats:
        return np.asarray(self.quota * (edge / PARTS), dtype=np.float64)

    def _needed(self, edge: int | None) -> Floats:
        never = np.full(self.quota.size, np.inf)
        return never if edge is None else needed(self.expected, self.spread, self._amount(edge))
