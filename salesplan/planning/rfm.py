"""RFM: how recently, how often and how much a customer buys, against all the others."""

from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Ints
from salesplan.planning.purchases import NEVER, Purchases

QUINTILES: Final = 5

SEGMENT_GRID: Final = (
    ("asleep", "asleep", "at_risk", "cannot_lose", "cannot_lose"),
    ("asleep", "asleep", "at_risk", "at_risk", "cannot_lose"),
    ("attention", "attention", "attention", "loyal", "loyal"),
    ("new", "promising", "loyal", "champions", "champions"),
    ("new", "promising", "loyal", "champions", "champions"),
)
"""The segment by the score of recency (rows, 1 to 5) and the mean score of frequency and amount (columns, 1 to 5)."""

_SEGMENTS: Final = tuple(dict.fromkeys(segment for row in SEGMENT_GRID for segment in row))
_BLANK: Final = -1


def rfm(purchases: Purchases) -> pd.DataFrame:
    """Score customers by recency, frequency and amount, and name the segment of each.

    A customer who ever bought is scored among all who did: recency by the months since the last purchase month
    (fewer score higher), frequency by the purchase months of the last twelve, amount by what they bought in them.
    Each is a quintile, see `quintiles`.

    The segment comes from `SEGMENT_GRID`: recency against the mean of frequency and amount, halves up. It is the
    usual reading of RFM on two axes (Hughes, *Strategic Database Marketing*; the grids of today's CRM tools), whose
    ranges overlap; here each combination has one segment. A customer who bought this month is never scored below 3
    in recency, hence never at risk or asleep.

    Returns
    -------
    DataFrame
        recency (Int64, 0 = bought this month; blank without a purchase month), frequency (Int64), rfm (such as "545")
        and segment (keys); a row a customer, in order. All four are blank for who never bought.

    Examples
    --------
    >>> never = np.array([0, 0, 0])
    >>> bought = Purchases(
    ...     month=10, amount=np.array([900, 100, 0]), before=never, months=np.array([9, 1, 0]), months_before=never,
    ...     first=np.array([0, 0, NEVER]), last=np.array([10, 4, NEVER]), bought=np.array([True, True, False]),
    ... )
    >>> rfm(bought).to_numpy().tolist()
    [[0, 9, '444', 'champions'], [6, 1, '222', 'asleep'], [<NA>, <NA>, '', '']]
    """
    buyers = np.flatnonzero(purchases.bought)
    since = purchases.month - purchases.last
    recency = quintiles(-since[buyers])
    frequency = quintiles(purchases.months[buyers])
    amount = quintiles(purchases.amount[buyers])
    mean = (frequency + amount + 1) // 2
    size = purchases.bought.size
    return pd.DataFrame(
        {
            "recency": pd.Series(since, dtype="Int64").mask(~purchases.bought | (purchases.last == NEVER)),
            "frequency": pd.Series(purchases.months, dtype="Int64").mask(~purchases.bought),
            "rfm": _told(_SCORES, _spread(_score_place(recency, frequency, amount), buyers, size)),
            "segment": _told(_SEGMENTS, _spread(_PLACES[recency - 1, mean - 1], buyers, size)),
        }
    )


def quintiles(values: Ints) -> Ints:
    """Score values by their fifth, 1 for the smallest to 5; equal values get equal scores.

    A value stands at the middle of its equals: at (below + equal ÷ 2) ÷ n of all, where ``below`` are smaller and
    ``equal`` are its equals with itself. Whole numbers throughout, so that no place on a boundary is left to chance.
    All equal, or one alone, score 3.

    Examples
    --------
    >>> quintiles(np.array([10, 20, 30, 40, 50])).tolist(), quintiles(np.array([7, 7])).tolist()
    ([1, 2, 3, 4, 5], [3, 3])
    """
    if not values.size:
        return np.zeros(0, dtype=np.int64)
    _, place, equal = np.unique(values, return_inverse=True, return_counts=True)
    below = np.cumsum(equal) - equal
    return np.asarray((QUINTILES * (2 * below + equal) // (2 * values.size) + 1)[place], dtype=np.int64)


_PLACES: Final = np.array([[_SEGMENTS.index(segment) for segment in row] for row in SEGMENT_GRID], dtype=np.int64)
_SCORES: Final = tuple(
    f"{recency}{frequency}{amount}" for recency in range(1, 6) for frequency in range(1, 6) for amount in range(1, 6)
)


def _score_place(recency: Ints, frequency: Ints, amount: Ints) -> Ints:
    """Find the place of three scores in `_SCORES`."""
    return ((recency - 1) * QUINTILES + frequency - 1) * QUINTILES + amount - 1


def _spread(codes: Ints, buyers: Ints, size: int) -> Ints:
    """Give the buyers their codes, and `_BLANK` to everybody else."""
    result = np.full(size, _BLANK, dtype=np.int64)
    result[buyers] = codes
    return result


def _told(texts: tuple[str, ...], codes: Ints) -> Any:
    """Turn codes into texts; `_BLANK` is blank."""
    return pd.array([*texts, ""], dtype="str").take(codes)
