"""Points: what an actual earns against its target."""

from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats
from salesplan.planning.scoring.kpis import Kpis

ON_TARGET: Final = 100.0
MOST: Final = 120.0

_NOISE: Final = 1e-9
"""Of a hundredth point: what binary fractions may take from a half, which is still rounded up."""


def targets_of(kpis: Kpis, actual: Floats, months: float) -> Floats:
    """Give the targets of a period.

    A number a month is multiplied by the months; a blank target is the median of the actuals, at least 0.

    Parameters
    ----------
    kpis
        k KPIs.
    actual
        n × k, NaN without data.
    months
        How many months of the period have gone by.

    Returns
    -------
    Floats
        k targets, at least 0; NaN where the target is blank and nobody has data.

    Examples
    --------
    >>> from salesplan.planning.scoring.kpis import read_kpis, usual_kpis
    >>> table = usual_kpis().set_index("kpi").loc[["active_customers", "new_customers"]].reset_index()
    >>> kpis, _ = read_kpis(table.assign(weight=[60.0, 40.0]))
    >>> targets_of(kpis, np.array([[4, 0], [9, 1], [np.nan, 5]]), 3).tolist()
    [6.5, 3.0]
    """
    a_month = np.array([unit == "per_month" for unit in kpis.unit], dtype=np.bool_)
    typed = np.where(a_month, kpis.target * months, kpis.target)
    return np.where(np.isnan(typed), np.maximum(_medians(actual), 0), typed)


def _medians(actual: Floats) -> Floats:
    there = [column[~np.isnan(column)] for column in actual.T]
    return np.array([np.median(column) if column.size else np.nan for column in there], dtype=np.float64)


def ratios(kpis: Kpis, actual: Floats, target: Floats) -> Floats:
    """Hold the actuals against the targets: actual ÷ target; target ÷ actual where lower is better.

    Where lower is better, 0 or less is better than any target above 0: infinity. Against a target of 0 it is on
    target, 1, and anything more is 0. Where higher is better, there is no ratio to a target of 0 that was typed; a
    median of 0 is met by 0, anything more is better than any ratio, infinity, and less is 0.

    Parameters
    ----------
    actual, target
        n × k and k; NaN for none.

    Returns
    -------
    Floats
        n × k; NaN where there is no actual, no target or no ratio.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        of_zero = np.where(np.isnan(kpis.target), np.select([actual > 0, actual == 0], [np.inf, 1.0], 0.0), np.nan)
        higher = np.where(target > 0, actual / target, of_zero)
        lower = np.where(actual > 0, target / actual, np.where(target > 0, np.inf, 1.0))
    return np.where(np.isnan(actual) | np.isnan(target), np.nan, np.where(kpis.lower, lower, higher))


def scores(kpis: Kpis, ratio: Floats) -> Floats:
    """Turn ratios into points: 0 at the floor, 100 at 1, 120 at the cap, straight lines between, flat outside.

    Parameters
    ----------
    ratio
        n × k, NaN for none.

    Returns
    -------
    Floats
        n × k, 0 to 120, two decimals, halves up; NaN where there is no ratio. A larger ratio never has fewer points.

    Examples
    --------
    >>> from salesplan.planning.scoring.kpis import read_kpis, usual_kpis
    >>> kpis, _ = read_kpis(usual_kpis().iloc[:1].assign(weight=100.0))
    >>> scores(kpis, np.array([[0.4], [0.75], [1.0], [1.1], [9.0], [np.nan]]))[:, 0].tolist()
    [0.0, 50.0, 100.0, 110.0, 120.0, nan]
    """
    below = ON_TARGET * (ratio - kpis.floor) / (1 - kpis.floor)
    above = ON_TARGET + (MOST - ON_TARGET) * (ratio - 1) / (kpis.cap - 1)
    points = np.clip(np.where(ratio < 1, below, above), 0, MOST)
    return np.asarray(np.floor(points * 100 + 0.5 + _NOISE) / 100, dtype=np.float64)
