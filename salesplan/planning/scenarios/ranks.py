"""Rank correlation: whether one thing goes with another, and whether that may be chance."""

from math import sqrt
from typing import Final

import pandas as pd

from salesplan.planning.arrays import Floats, Ints

_SURE: Final = 1.96
"""Standard errors, of 1/√(n - 1) each, beyond which a rank correlation is hardly chance: 19 times of 20."""
_SLIGHT: Final = 0.1
"""A rank correlation below which nothing goes with anything, however many show it."""


def rank_correlation(one: "Floats | Ints", other: "Floats | Ints") -> float:
    """Give Spearman's correlation: of the ranks, equal values sharing the middle one; 0 where one of them never differs.

    Examples
    --------
    >>> import numpy as np
    >>> rank_correlation(np.array([1, 2, 3]), np.array([10, 30, 20])), rank_correlation(np.ones(3), np.arange(3))
    (0.5, 0.0)
    """
    first, second = (2 * pd.Series(values).rank().to_numpy() - values.size - 1 for values in (one, other))
    scale = sqrt(float(first @ first) * float(second @ second))
    return float(first @ second) / scale if scale else 0.0


def is_slight(rho: float) -> bool:
    """Tell whether a rank correlation is too weak to matter."""
    return abs(rho) < _SLIGHT


def is_sure(rho: float, count: int) -> bool:
    """Tell whether a rank correlation of so many is hardly chance.

    Without any relation it has the standard deviation 1/√(n - 1) (Kendall, *Rank Correlation Methods*).

    Examples
    --------
    >>> is_sure(0.5, 10), is_sure(0.5, 20)
    (False, True)
    """
    return abs(rho) * sqrt(count - 1) >= _SURE
