"""Class and priority: what a customer is worth the trouble, by what it buys, could buy, wants and pays."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.credit import credit_rank
from salesplan.planning.listed import listed
from salesplan.planning.purchases import Purchases
from salesplan.planning.rating_kinds import CREDIT_UNREADABLE, MORE_CREDIT_UNREADABLE
from salesplan.tables.customers import CLASSES

KEY_MONTHS: Final = 6
"""Purchase months of the twelve that a key customer has at least: half."""

Texts: TypeAlias = "Sequence[str] | npt.NDArray[Any] | pd.Series[str]"

_CLASSES: Final = tuple(option.key for option in CLASSES)

_LEAST_SOUND: Final = "B"


def customer_class(
    customers: pd.DataFrame, purchases: Purchases, tier: Texts, best_tier: str
) -> tuple["pd.Series[Any]", list[Finding]]:
    """Class customers as key, potential or general; the first that applies.

    *Key*: in the best tier, bought in at least half of the twelve months, credit not below B (see `sound_credit`;
    blank is not below). *Potential*: never bought, or has a potential and bought less than 20 % of it, in whole
    numbers. Else *general*.

    Parameters
    ----------
    customers
        credit (text), potential (Int64, minor units).
    tier
        The tier of each customer, in the order of ``customers``.
    best_tier
        The tier of key customers.

    Returns
    -------
    classes
        Keys of CLASSES as text, a row a customer, in order.
    findings
        T151 for credits that are no grade, the first of them one by one, T152 for the number of the others.
    """
    sound, findings = _credits(customers)
    best = np.asarray(tier, dtype=object) == best_tier
    potential = customers["potential"].fillna(0).to_numpy(dtype=np.int64)
    rules = {
        "key": best & (purchases.months >= KEY_MONTHS) & sound,
        "potential": ~purchases.bought | ((potential > 0) & (5 * purchases.amount < potential)),
    }
    places = [_CLASSES.index(name) for name in rules]
    codes = np.select(list(rules.values()), places, _CLASSES.index("general"))
    return pd.Series(pd.array(_CLASSES, dtype="str").take(codes)), findings


def sound_credit(credit: str) -> bool | None:
    """Tell whether a credit is not below B; None where it is no grade (see `credit_rank`). Blank is not below.

    Examples
    --------
    >>> [sound_credit(credit) for credit in ("", "a-", "ＢＢ＋", "乙级", "B", "B-", "C", "丙", "good")]
    [True, True, True, True, True, False, False, False, None]
    """
    if not credit.strip():
        return True
    rank, least = credit_rank(credit), credit_rank(_LEAST_SOUND)
    return None if rank is None or least is None else rank <= least


def _credits(customers: pd.DataFrame) -> tuple[Flags, list[Finding]]:
    """Tell whose credit is not below B, and report what is no grade; each different text is read once."""
    codes, spellings = pd.factorize(customers["credit"])
    read = [sound_credit(str(spelling)) for spelling in spellings]
    sound = np.array([grade is True for grade in read] + [True], dtype=np.bool_)  # the last is for missing values
    unreadable = np.array([grade is None for grade in read] + [False], dtype=np.bool_)
    findings = listed(
        CREDIT_UNREADABLE,
        MORE_CREDIT_UNREADABLE,
        "Customers",
        customers.index[unreadable[codes]],
        "credit",
        lambda row: {"value": str(customers["credit"].loc[row]).strip()},
    )
    return sound[codes], findings


def priority(customers: pd.DataFrame) -> "pd.Series[Any]":
    """Give each customer its priority, by what it could buy and how willing it is.

    1 = potential above the median and intent high, 2 = above and not high, 3 = not above and high, 4 = neither.
    The median is that of all potentials typed, the middle of the two middle ones where they are even in number;
    above is more than that, so a potential equal to it is not, and a blank one neither.

    Parameters
    ----------
    customers
        potential (Int64, minor units, 0 or more), intent (key).

    Returns
    -------
    Series
        Int64, a row a customer, in order; blank where neither potential nor intent is typed.

    Examples
    --------
    >>> priority(pd.DataFrame({
    ...     "potential": pd.array([900, 700, 700, None, None], dtype="Int64"),
    ...     "intent": ["high", "high", "", "high", ""],
    ... })).tolist()
    [1, 3, 4, 3, <NA>]
    """
    typed = customers["potential"].notna().to_numpy(dtype=np.bool_)
    potential = customers["potential"].fillna(0).to_numpy(dtype=np.int64)
    above = 2 * potential > _twice_the_median(potential[typed])  # a blank is 0 here, which is above no median
    intent = customers["intent"].to_numpy(dtype=object)
    high = intent == "high"
    result = pd.Series(4 - 2 * above - high, dtype="Int64")
    return result.mask(~typed & (intent == ""))


def _twice_the_median(values: Ints) -> int:
    """Give the sum of the two middle values (twice the middle one where there is only one); 0 without values."""
    if not values.size:
        return 0
    ordered = np.sort(values)
    return int(ordered[(values.size - 1) // 2]) + int(ordered[values.size // 2])
