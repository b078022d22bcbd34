"""The array types of planning, and sums over groups of members."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


def sums_of(values: Ints, groups: Ints, count: int) -> Ints:
    """Sum whole numbers by group, exactly.

    Parameters
    ----------
    values, groups
        n whole numbers and the group, 0 to ``count`` - 1, of each; in any order.

    Returns
    -------
    Ints
        ``count`` sums; a group without members has 0.

    Examples
    --------
    >>> sums_of(np.array([5, 7, 1]), np.array([2, 0, 2]), 3).tolist()
    [7, 0, 6]
    """
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, groups, values)
    return sums


def floats_of(values: Floats, groups: Ints, count: int) -> Floats:
    """Sum weights by group; members in the same order give the same sum to the last bit."""
    return np.bincount(groups, weights=values, minlength=count).astype(np.float64)
