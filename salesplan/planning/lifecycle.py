"""Lifecycle: what a customer's last two windows of twelve months say about its stage."""

from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, sums_of
from salesplan.planning.purchases import Purchases
from salesplan.tables.customers import LIFECYCLES

DORMANT_MONTHS: Final = 6
LOST_MONTHS: Final = 18
"""After so many months without a purchase a customer is dormant, or lost."""

_STAGES: Final = tuple(stage.key for stage in LIFECYCLES)


def lifecycle(purchases: Purchases) -> "pd.Series[Any]":
    """Name each customer's stage.

    The first that applies: *prospect*, never bought; *lost*, no purchase for 18 months or more (or returns only);
    *dormant*, none for 6 or more; *new*, the first purchase in the last twelve months; *growing*, more than 1.2 times
    the twelve months before, or something against nothing; *declining*, less than 0.8 times; else *steady*. Exactly
    1.2 and 0.8 times is steady: compared in whole numbers. Where the twelve months before are 0 or less (returns),
    any positive amount is growth and any amount below them a decline.

    Returns
    -------
    Series
        Keys of LIFECYCLES as text, a row a customer, in order.

    Examples
    --------
    >>> long_ago, this_month = np.array([-99] * 3), np.array([0] * 3)
    >>> lifecycle(Purchases(
    ...     month=0, amount=np.array([121, 120, 79]), before=np.array([100] * 3), months=np.array([1] * 3),
    ...     months_before=np.array([1] * 3), first=long_ago, last=this_month, bought=np.array([True] * 3),
    ... )).tolist()
    ['growing', 'steady', 'declining']
    """
    since = purchases.month - purchases.last
    rules = {
        "prospect": ~purchases.bought,
        "lost": since >= LOST_MONTHS,
        "dormant": since >= DORMANT_MONTHS,
        "new": purchases.first > purchases.month - 12,
        "growing": _growing(purchases),
        "declining": _declining(purchases),
    }
    places = [_STAGES.index(stage) for stage in rules]
    codes = np.select(list(rules.values()), places, _STAGES.index("steady"))
    return pd.Series(pd.array(_STAGES, dtype="str").take(codes))


def _growing(purchases: Purchases) -> Flags:
    amount, before = purchases.amount, purchases.before
    return np.where(before > 0, 5 * amount > 6 * before, amount > 0)


def _declining(purchases: Purchases) -> Flags:
    amount, before = purchases.amount, purchases.before
    return np.where(before > 0, 5 * amount < 4 * before, amount < before)


def lifecycle_table(stages: "pd.Series[Any]", purchases: Purchases) -> pd.DataFrame:
    """Sum customers up by stage.

    Parameters
    ----------
    stages
        The stage of each customer, in the order of ``purchases``.

    Returns
    -------
    DataFrame
        The columns of LIFECYCLE, a row a stage in the order of LIFECYCLES: customers (Int64), their share of all
        (NaN without customers), amount and amount_before (Int64, minor units), the advice's key. Customers and
        amounts add up to those of all customers.
    """
    codes = pd.Index(_STAGES).get_indexer(pd.Index(stages)).astype(np.int64)
    count, total = len(_STAGES), codes.size
    customers = np.bincount(codes, minlength=count)
    return pd.DataFrame(
        {
            "stage": pd.array(_STAGES, dtype="str"),
            "customers": pd.array(customers, dtype="Int64"),
            "customers_share": customers / total if total else np.full(count, np.nan),
            "amount": pd.array(sums_of(purchases.amount, codes, count), dtype="Int64"),
            "amount_before": pd.array(sums_of(purchases.before, codes, count), dtype="Int64"),
            "advice": pd.array(_STAGES, dtype="str"),
        }
    )
