"""Totals: scores weighed and added up exactly, and ranked.

Scores are whole hundredths and weights whole shares, so that a total is a ratio of two whole numbers, rounded once.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from salesplan.planning.arrays import Flags, Floats, Ints

Whole: TypeAlias = npt.NDArray[Any]
"""Whole numbers: int64, or Python's where they would overflow."""

_LARGEST_SUM = 2**62 // (2 * 12_000 + 1)


def totals_of(score: Floats, weights: Sequence[Fraction]) -> Floats:
    """Weigh scores: Σ weight × score ÷ Σ weight over the KPIs that have a score; two decimals, halves up, exactly.

    Parameters
    ----------
    score
        n × k with two decimals; NaN for none, whose weight is so shared out over the others.
    weights
        k, at least 0.

    Returns
    -------
    Floats
        n; NaN where no weight has a score.

    Examples
    --------
    >>> score = np.array([[100.0, 50.01], [80.0, np.nan], [np.nan, np.nan]])
    >>> totals_of(score, [Fraction(50), Fraction(50)]).tolist()
    [75.01, 80.0, nan]
    """
    shares = _shares(weights)
    there = ~np.isnan(score)
    weight = there.astype(shares.dtype) @ shares
    points = np.rint(np.where(there, score, 0) * 100).astype(np.int64).astype(shares.dtype) @ shares
    counts = np.asarray(weight > 0, dtype=np.bool_)
    divisor = np.where(counts, weight, 1)
    total = ((2 * points + divisor) // (2 * divisor)).astype(np.int64)
    return np.where(counts, total / 100, np.nan)


def measured_of(score: Floats, weights: Sequence[Fraction]) -> tuple[Floats, Flags]:
    """Tell how much of the weights have a score.

    Returns
    -------
    measured
        n shares, 0 to 1.
    enough
        Whether it is half of them or more; exactly.

    Examples
    --------
    >>> measured, enough = measured_of(np.array([[1.0, np.nan], [np.nan, 1.0]]), [Fraction(30), Fraction(70)])
    >>> measured.tolist(), enough.tolist()
    ([0.3, 0.7], [False, True])
    """
    shares = _shares(weights)
    weight = (~np.isnan(score)).astype(shares.dtype) @ shares
    whole = shares.sum()
    return (weight / whole).astype(np.float64), np.asarray(2 * weight >= whole, dtype=np.bool_)


def counted_of(score: Floats, weights: Sequence[Fraction]) -> Floats:
    """Share out the weights of KPIs without a score over the others, in proportion.

    Returns
    -------
    Floats
        n × k; a row adds up to 100, or has only 0 where no weight has a score.

    Examples
    --------
    >>> counted_of(np.array([[90.0, 80.0, np.nan]]), [Fraction(30), Fraction(20), Fraction(50)]).tolist()
    [[60.0, 40.0, 0.0]]
    """
    there = np.where(np.isnan(score), 0.0, _shares(weights).astype(np.float64))
    sums = there.sum(axis=1, keepdims=True)
    return 100 * there / np.where(sums > 0, sums, 1)


def ranks_of(total: Floats) -> Ints:
    """Rank totals from the largest down, equal ones alike (1, 2, 2, 4); 0 for NaN.

    Examples
    --------
    >>> ranks_of(np.array([90.0, 110.0, np.nan, 90.0, 80.0])).tolist()
    [2, 1, 0, 2, 4]
    """
    there = ~np.isnan(total)
    values = total[there]
    ranks = np.zeros(total.size, dtype=np.int64)
    ranks[there] = 1 + values.size - np.searchsorted(np.sort(values), values, side="right")
    return ranks


def _shares(weights: Sequence[Fraction]) -> Whole:
    """Give weights as the smallest whole numbers in the same proportion, in int64 where weighing cannot overflow."""
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    common = gcd(*whole) or 1
    shares = [weight // common for weight in whole]
    return np.array(shares, dtype=np.int64 if sum(shares) <= _LARGEST_SUM else object)
