"""Amounts in cells, counted in whole minor units, so that what is split adds up exactly; and numbers as they were typed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from salesplan.excel.arguments import Number
from salesplan.excel.cells import Argument, BadArgument, ExcelError
from salesplan.tables.settings import SETTINGS

_ROUNDING_UNIT: Final = Number.of(next(each for each in SETTINGS if each.key == "rounding_unit"), like="100")
_HALF: Final = Decimal("0.5")
_LARGEST: Final = 2**53
"""Up to here a number in a cell tells neighbouring minor units apart."""
_LARGEST_UNIT: Final = 10**12
_THOUSANDTHS: Final = 3
_TYPED: Final = 9
"""The most decimals that people type; a number that has more was computed."""
_DIGITS: Final = 18
"""Whole numbers of so many digits fit 64 bits."""


def exact(number: float) -> Decimal:
    """Give a number as it was typed; one that was computed, with all its digits.

    What binary fractions leave behind the 15 digits that Excel shows is no part of it.

    Examples
    --------
    >>> exact(3 * 0.3), exact(1 / 12)
    (Decimal('0.9'), Decimal('0.08333333333333333'))
    """
    shown = Decimal(f"{number:.15g}")
    return shown if decimals_of(shown) <= _TYPED else Decimal(repr(number))


def decimals_of(number: Decimal) -> int:
    """Count the decimals of a finite number.

    Examples
    --------
    >>> decimals_of(Decimal("0.125")), decimals_of(Decimal("1E+2"))
    (3, 0)
    """
    return max(0, -int(number.as_tuple().exponent))


def is_typed(number: Decimal) -> bool:
    """Tell whether a number has no more decimals than people type."""
    return decimals_of(number) <= _TYPED


def half_up(number: Decimal) -> int:
    """Round to a whole number, halves up."""
    return math.floor(number + _HALF)


def in_proportion(amounts: Sequence[float]) -> tuple[list[int], int]:
    """Make whole numbers of amounts of which only the proportions count, and say how many decimals they had.

    They keep all their decimals, as far as 64 bits hold their sum.

    Examples
    --------
    >>> in_proportion([0.004, 1.5])
    ([4, 1500], 3)
    """
    numbers = [exact(amount) for amount in amounts]
    digits = sum(map(abs, numbers), Decimal(0)).adjusted() + 1
    places = min(max(map(decimals_of, numbers), default=0), _DIGITS - digits)
    return [half_up(number.scaleb(places)) for number in numbers], places


@dataclass(frozen=True, slots=True)
class Money:
    """How amounts are counted.

    Attributes
    ----------
    places
        The decimals of minor units: 2, or 3 where the rounding unit or one of the amounts has as many.
    unit
        The rounding unit, in minor units.
    """

    places: int = 2
    unit: int = 1

    @property
    def scale(self) -> int:
        """Minor units in one."""
        return int(10**self.places)

    @classmethod
    def rounded_to(cls, rounding_unit: Argument, *amounts: float | None) -> "Money":
        """Count amounts, by the rounding unit that was given; blank rounds to the cent.

        Raises
        ------
        BadArgument
            If it is no unit of 0.001 or more in whole thousandths.

        Examples
        --------
        >>> Money.rounded_to(None), Money.rounded_to(100.0), Money.rounded_to(0.005)
        (Money(places=2, unit=1), Money(places=2, unit=10000), Money(places=3, unit=5))
        >>> Money.rounded_to(100.0, 20.0, 1.125)
        Money(places=3, unit=100000)
        """
        unit = _ROUNDING_UNIT.one_or(rounding_unit, 0.01)
        thousandths = round(unit * 1000)
        if abs(thousandths - unit * 1000) > 1e-6 or thousandths > _LARGEST_UNIT:
            reason = f"{_ROUNDING_UNIT.name} must be an amount such as 100, 1 or 0.01 (it is {unit:,.15g})"
            raise BadArgument(ExcelError.NUMBER, reason)
        decimals = (decimals_of(exact(amount)) for amount in amounts if amount is not None)
        is_fine = bool(thousandths % 10) or _THOUSANDTHS in decimals
        return cls(_THOUSANDTHS, thousandths) if is_fine else cls(2, thousandths // 10)

    def minor(self, amount: float) -> int:
        """Count an amount in minor units, halves up, as it is written and not as binary fractions have it.

        Raises
        ------
        BadArgument
            If it is too large to be counted.

        Examples
        --------
        >>> Money().minor(2.675), Money().minor(1.1 * 1.1), Money().minor(-0.005)
        (268, 121, 0)
        """
        return self.counted(half_up(Decimal(repr(amount)) * self.scale))

    def up(self, amount: float) -> int:
        """Take an amount up to whole rounding units, in minor units; else as `minor`."""
        return self.counted(math.ceil(self._units(amount)) * self.unit)

    def down(self, amount: float) -> int:
        """Take an amount down to whole rounding units, in minor units; else as `minor`."""
        return self.counted(math.floor(self._units(amount)) * self.unit)

    def _units(self, amount: float) -> Fraction:
        return Fraction(exact(amount)) * self.scale / self.unit

    def counted(self, minor: int) -> int:
        """Let an amount pass that a cell can hold exactly.

        Raises
        ------
        BadArgument
        """
        if abs(minor) > _LARGEST:
            raise BadArgument(
                ExcelError.NUMBER,
                f"amounts above {self.text(_LARGEST)} cannot be counted exactly; give them in thousands",
            )
        return minor

    def amount(self, minor: int) -> float:
        """Give minor units as the number in a cell."""
        return float(minor) / self.scale

    def amounts(self, minors: Iterable[int]) -> list[float]:
        """Give minor units as numbers in cells."""
        return [self.amount(minor) for minor in minors]

    def text(self, minor: int) -> str:
        """Write minor units for people.

        Examples
        --------
        >>> Money().text(123_450)
        '1,234.50'
        """
        return f"{Decimal(minor).scaleb(-self.places):,.{self.places}f}"
