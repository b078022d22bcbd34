"""Amounts and percentages as whole numbers, so that sums are exact.

Money is in minor units (cents, fen). The ledger has finer amounts, so its sums are kept in *grains* of 1/10,000 of a
minor unit and rounded only once summed. A percentage is a whole number of millionths.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np

from salesplan.errors import SalesplanError
from salesplan.planning.arrays import Ints
from salesplan.tables.units import GRAINS_PER_MINOR, currency

GRAINS: Final = GRAINS_PER_MINOR
"""Grains in a minor unit."""

MILLION: Final = 1_000_000

_MOST_GRAINS = 2.0**62


class AmountsTooLarge(SalesplanError):
    """The ledger's amounts are too large to be summed exactly."""

    def __init__(self) -> None:
        super().__init__(
            "the sales add up to more than salesplan can sum exactly (some 460 trillion minor units); "
            "check the amounts, or load them in thousands"
        )


def decimals(code: str) -> int:
    """Tell how many decimals a currency has.

    Examples
    --------
    >>> decimals("CNY"), decimals("jpy"), decimals("KWD")
    (2, 0, 3)
    """
    return currency(code).decimals


def millionths(share: float) -> int:
    """Give a percentage in whole millionths.

    Examples
    --------
    >>> millionths(0.1)
    100000
    """
    return round(share * MILLION)


Grains = TypeVar("Grains", int, Ints)


def rounded(grains: Grains) -> Grains:
    """Round ledger amounts to minor units, halves up.

    Examples
    --------
    >>> rounded(15_000), rounded(np.array([14_999, -15_000, -15_001])).tolist()
    (2, [1, -1, -2])
    """
    return (grains + GRAINS // 2) // GRAINS


def refuse_overflow(grains: Ints) -> None:
    """Raise `AmountsTooLarge` where summing these amounts could leave the range of whole numbers."""
    if np.abs(grains, dtype=np.float64).sum() >= _MOST_GRAINS:
        raise AmountsTooLarge


def grown(amounts: Ints, rate: int, unit: int = 1) -> Ints:
    """Multiply amounts by 1 + a rate and round to a unit, halves up; exactly.

    Parameters
    ----------
    amounts
        Minor units, at least 0.
    rate
        The rate in millionths, at least -1,000,000.
    unit
        The unit to round to, in minor units.

    Examples
    --------
    >>> grown(np.array([100_000_000, 1]), 100_000).tolist()
    [110000000, 1]
    >>> grown(np.array([1_250]), 0, 100).tolist()
    [1300]
    """
    whole, rest = np.divmod(amounts, MILLION)
    more, part = np.divmod(rest * (MILLION + rate), MILLION)
    units, left = np.divmod(whole * (MILLION + rate) + more, unit)
    half_or_more = 2 * (left * MILLION + part) >= unit * MILLION
    return np.asarray((units + half_or_more) * unit, dtype=np.int64)


def over_children(amounts: Ints, rate: int, unit: int, *, up: bool) -> Ints:
    """Divide amounts by 1 + a rate, up or down to a whole unit, exactly.

    Examples
    --------
    >>> over_children(np.array([1_100, 1_000]), 100_000, 100, up=True).tolist()
    [1000, 1000]
    >>> over_children(np.array([1_100, 1_000]), 100_000, 100, up=False).tolist()
    [1000, 900]
    """
    divisor = unit * (MILLION + rate)
    rise = divisor - 1 if up else 0
    return np.array([(amount * MILLION + rise) // divisor * unit for amount in amounts.tolist()], dtype=np.int64)


def whole_parts(parts: Sequence[int], divisor: int, like: Sequence[int | None] | None = None) -> Ints:
    """Round fine amounts to whole ones that add up to the rounded total.

    Each is floored, and the largest fractions get one more; ties go to the first. The total is rounded half up.

    Parameters
    ----------
    parts
        Amounts in a fine unit, of either sign, any size.
    divisor
        Fine units in a whole one.
    like
        Whole amounts that some of the same parts were rounded to before (None for the others): these are rounded
        the same way again, as far as the total allows.

    Examples
    --------
    >>> whole_parts([15_000, 15_000, -5_000], 10_000).tolist()
    [2, 2, -1]
    >>> whole_parts([4_000, 4_000, 4_000], 10_000).tolist()
    [1, 0, 0]
    >>> whole_parts([4_000, 4_000, 4_000], 10_000, [0, None, 1]).tolist()
    [0, 0, 1]
    """
    floors, fractions = [part // divisor for part in parts], [part % divisor for part in parts]
    extra = (2 * sum(parts) + divisor) // (2 * divisor) - sum(floors)
    before = like or [None] * len(floors)

    def turn(place: int) -> tuple[int, int]:
        fraction, wanted = fractions[place], before[place]
        if wanted is None or not fraction:
            return (1 if fraction else 3), -fraction
        return (0 if wanted > floors[place] else 2), -fraction

    result = np.array(floors, dtype=np.int64)
    result[sorted(range(len(floors)), key=turn)[:extra]] += 1
    return result
