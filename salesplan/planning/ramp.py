"""Ramp: the share of a full quota that a rep carries in each month of the plan year."""

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Floats
from salesplan.planning.roster import FOREVER, LONG_AGO, Roster


def carried(ramp: pd.DataFrame, roster: Roster, plan_year: int) -> Floats:
    """Find what each member carries in each month of the plan year.

    Parameters
    ----------
    ramp
        month (of tenure, 1 is the month of the start), share (fraction). A month that is not listed takes the
        share of the one listed before it, months after the last carry all. Of a month listed twice the first counts.

    Returns
    -------
    Floats
        Members × 12 shares: 0 before the start and after the end, 1 for a member without a start date.
    """
    shares = _by_tenure(ramp)
    months = (plan_year - 1970) * 12 + np.arange(12)
    starts = np.array([_month(member.start, LONG_AGO, -(10**9)) for member in roster.members], dtype=np.int64)
    ends = np.array([_month(member.end, FOREVER, 10**9) for member in roster.members], dtype=np.int64)
    tenure = months - starts[:, None] + 1
    employed = (tenure >= 1) & (months <= ends[:, None])
    return np.where(employed, shares[np.clip(tenure, 0, shares.size - 1)], 0.0)


def _by_tenure(ramp: pd.DataFrame) -> Floats:
    """Give the share of each month of tenure, from 0 (before the start) to the one after the last listed."""
    months = ramp["month"].to_numpy(dtype=np.float64, na_value=np.nan)
    shares = ramp["share"].to_numpy(dtype=np.float64, na_value=np.nan)
    listed: dict[int, float] = {}
    for month, share in zip(months.tolist(), shares.tolist(), strict=True):
        if month >= 1 and share == share:
            listed.setdefault(int(month), max(share, 0.0))
    result = [0.0]
    current = listed[min(listed)] if listed else 1.0
    for month in range(1, max(listed, default=0) + 1):
        current = listed.get(month, current)
        result.append(current)
    return np.array([*result, 1.0])


def _month(day: int, blank: int, value: int) -> int:
    """Count a day's month from January 1970."""
    if day == blank:
        return value
    return int(np.datetime64(day, "D").astype("datetime64[M]").astype(np.int64))


def ramp_of(carries: Floats, season_of: Floats) -> Floats:
    """Give each member's ramp: what it carries of a full year, by its season.

    Examples
    --------
    >>> ramp_of(np.array([[0.0] * 6 + [1.0] * 6]), np.full((1, 12), 1 / 12)).round(6).tolist()
    [0.5]
    """
    return np.asarray((carries * season_of).sum(axis=1))
