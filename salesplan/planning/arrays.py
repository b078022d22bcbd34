"""The array types of planning, months as numbers, and sums over groups of members."""

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


NO_MONTH: Final = int(np.iinfo(np.int64).min)
"""The month of a blank date."""


def months_of(dates: "pd.Series[Any]") -> Ints:
    """Count months from January 1970; `NO_MONTH` where the date is blank.

    Examples
    --------
    >>> months_of(pd.to_datetime(pd.Series(["1971-02-28", None]))).tolist() == [13, NO_MONTH]
    True
    """
    return dates.to_numpy(dtype="datetime64[M]").astype(np.int64)


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


def ratio(part: "Floats | Ints", whole: "Floats | Ints") -> Floats:
    """Divide; NaN where there is nothing above 0 to divide by.

    Examples
    --------
    >>> ratio(np.array([1.0, 1.0, 1.0]), np.array([4.0, 0.0, np.nan])).tolist()
    [0.25, nan, nan]
    """
    ratios = np.full(whole.size, np.nan)
    np.divide(part, whole, out=ratios, where=whole > 0)
    return ratios
