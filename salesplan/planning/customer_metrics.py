"""Measures of how customers stay: retention, loyalty, repeat purchase, acquisition, reactivation, churn."""

import numpy as np
import pandas as pd

from salesplan.planning.money import decimals
from salesplan.planning.purchases import Purchases
from salesplan.tables.lifecycle import METRICS


def customer_metrics(purchases: Purchases, currency: str) -> pd.DataFrame:
    """Measure how customers stay, over the last two windows of twelve months.

    A customer bought in a window that has a purchase month of its. Parts and wholes are numbers of customers; those
    of loyalty are amounts in units of the currency, where customers with more returns than sales count 0. Each part
    is among its whole, so that rates are 0 to 1; retention and churn add up to 1.

    Returns
    -------
    DataFrame
        The columns of CUSTOMER_METRICS, a row a measure in the order of METRICS: metric and meaning (keys), part,
        whole and rate (float64); the rate is NaN where the whole is 0.
    """
    now, before = purchases.months > 0, purchases.months_before > 0
    first = purchases.first
    bought = np.maximum(purchases.amount, 0)
    unit = 10 ** decimals(currency)
    counts = {
        "retention": (before & now, before),
        "repeat": (purchases.months > 1, now),
        "acquisition": (now & (first > purchases.month - 12), now),
        "reactivation": (now & ~before & (first <= purchases.month - 24), now),
        "churn": (before & ~now, before),
    }
    measured = {metric: (int(part.sum()), int(whole.sum())) for metric, (part, whole) in counts.items()}
    measured["loyalty"] = int(bought[before & now].sum()) / unit, int(bought.sum()) / unit
    metrics = [metric.key for metric in METRICS]
    parts, wholes = np.array([measured[metric] for metric in metrics], dtype=np.float64).T
    return pd.DataFrame(
        {
            "metric": pd.array(metrics, dtype="str"),
            "part": parts,
            "whole": wholes,
            "rate": np.divide(parts, wholes, out=np.full(len(metrics), np.nan), where=wholes != 0),
            "meaning": pd.array(metrics, dtype="str"),
        }
    )
