"""What the best customers bring: the first 5 % of them, the first 10 %, and so on."""

import numpy as np
import pandas as pd

from salesplan.planning.purchases import Purchases
from salesplan.tables.tiers import SLICES


def pareto(purchases: Purchases) -> pd.DataFrame:
    """Add up what the best customers bought, slice by slice.

    Parameters
    ----------
    purchases
        What customers bought; those who ever did count, from the largest amount down. Who only sent goods back, or
        bought nothing in the twelve months, stands at the end.

    Returns
    -------
    DataFrame
        PARETO's columns, a row a slice: best (5 % … 100 %), customers (rounded up, Int64), amount (exact sum, Int64
        minor units), share (of the sum of positive amounts) and gained (over the slice before); the last
        two are blank where nothing was bought. Returns make the share fall at the end.

    Examples
    --------
    >>> bought = Purchases(0, *(np.array([5, 75, 20]) for _ in range(6)), np.array([True] * 3))
    >>> pareto(bought).iloc[[0, 6, 19]].values.tolist()
    [[0.05, 1, 75, 0.75, 0.75], [0.35, 2, 95, 0.95, 0.2], [1.0, 3, 100, 1.0, 0.0]]
    """
    amounts = np.sort(purchases.amount[purchases.bought])[::-1]
    sums = np.concatenate([[0], np.cumsum(amounts)]).astype(np.int64)
    slices = np.arange(1, SLICES + 1)
    customers = -(-slices * amounts.size // SLICES)
    amount = sums[customers]
    total = int(amounts[amounts > 0].sum())
    gained = np.diff(amount, prepend=0)
    return pd.DataFrame(
        {
            "best": np.round(slices / SLICES, 2),
            "customers": pd.array(customers, dtype="Int64"),
            "amount": pd.array(amount, dtype="Int64"),
            "share": amount / total if total else np.nan,
            "gained": gained / total if total else np.nan,
        }
    )
