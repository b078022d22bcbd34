"""Margins: what part of sales is earned, and what other prices and costs make of it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from salesplan.planning.arrays import months_of
from salesplan.planning.money import refuse_overflow


def base_margin_rate(sales: pd.DataFrame, plan_year: int) -> float | None:
    """Give the company's margin ÷ revenue in the year before the plan year, of rows with a margin.

    It is the rate that margin quotas are scored by (`salesplan.planning.scoring.sold.Sold.margin_rate`).

    Parameters
    ----------
    sales
        month (datetime64), revenue, margin (Int64, grains).

    Returns
    -------
    float or None
        None unless both sums are above 0. The order of the rows changes nothing.

    Raises
    ------
    AmountsTooLarge
        If the amounts cannot be summed exactly.

    Examples
    --------
    >>> sales = pd.DataFrame({"month": pd.to_datetime(["2026-03-01", "2026-04-01", "2025-04-01"]),
    ...     "revenue": pd.array([800, 900, 100], dtype="Int64"), "margin": pd.array([200, None, 100], dtype="Int64")})
    >>> base_margin_rate(sales, 2027)
    0.25
    """
    january = (plan_year - 1971) * 12
    months = months_of(sales["month"])
    counted = (months >= january) & (months < january + 12) & sales["margin"].notna().to_numpy(dtype=np.bool_)
    revenue, margin = (sales[key].to_numpy(dtype=np.int64, na_value=0)[counted] for key in ("revenue", "margin"))
    refuse_overflow(revenue)
    refuse_overflow(margin)
    sold, earned = int(revenue.sum()), int(margin.sum())
    return earned / sold if earned > 0 and sold > 0 else None


def margin_rate(rate: float | None, price_change: float, margin_change: float) -> float | None:
    """Change a margin rate m by a change of prices p at unchanged costs, (m + p) ÷ (1 + p), then by points.

    Parameters
    ----------
    rate
        Margin ÷ sales at the prices before; None where it is not known.
    price_change
        By how much prices change, a fraction.
    margin_change
        What is added to the rate, a fraction of sales.

    Returns
    -------
    float or None
        None where the rate is not known, or nothing is left of prices.

    Examples
    --------
    >>> margin_rate(0.25, 0.25, 0.0), margin_rate(0.25, 0.0, -0.05), margin_rate(None, 0.1, 0.1)
    (0.4, 0.2, None)
    """
    if rate is None or price_change <= -1:
        return None
    return (rate + price_change) / (1 + price_change) + margin_change


def changed_margin_rate(
    changes: Mapping[str, Any], settings: Mapping[str, Any], last_year: float | None
) -> float | None:
    """Give the margin rate of a scenario: typed for it, typed for the plan, or last year's; prices move the latter two.

    Parameters
    ----------
    changes
        Of the scenario, by key.
    settings
        The plan's, by key. A rate that is typed there is at the plan's prices.
    last_year
        From `base_margin_rate`, at last year's prices.

    Examples
    --------
    >>> changed_margin_rate({"price_change": 0.25, "margin_change": 0.1}, {"margin_rate": None, "price_change": 0}, 0.25)
    0.5
    >>> changed_margin_rate({"margin_rate": 0.3, "price_change": 0.25}, {"margin_rate": None, "price_change": 0}, 0.25)
    0.3
    """
    more = float(changes.get("margin_change") or 0.0)
    if changes.get("margin_rate") is not None:
        return margin_rate(float(changes["margin_rate"]), 0.0, more)
    merged = {**settings, **changes}
    price = float(merged.get("price_change") or 0.0)
    if merged.get("margin_rate") is None:
        return margin_rate(last_year, price, more)
    planned = float(settings.get("price_change") or 0.0)
    return margin_rate(float(merged["margin_rate"]), (1 + price) / (1 + planned) - 1, more)
