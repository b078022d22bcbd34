"""Amounts in cells, counted in whole minor units, so that what is split adds up exactly."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from salesplan.excel.arguments import Argument, BadArgument, ExcelError, Number
from salesplan.tables.settings import SETTINGS

_ROUNDING_UNIT: Final = Number.of(next(each for each in SETTINGS if each.key == "rounding_unit"), like="100")
_HALF: Final = Decimal("0.5")
_LARGEST: Final = 2**53
"""Up to here a number in a cell tells neighbouring minor units apart."""
_LARGEST_UNIT: Final = 10**12


@dataclass(frozen=True, slots=True)
class Money:
    """How amounts are counted.

    Attributes
    ----------
    places
        The decimals of minor units: 2, or 3 where the rounding unit has as many.
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
    def rounded_to(cls, rounding_unit: Argument) -> "Money":
        """Count by the rounding unit that was given; blank rounds to the cent.

        Raises
        ------
        BadArgument
            If it is no unit of 0.001 or more in whole thousandths.

        Examples
        --------
        >>> Money.rounded_to(None), Money.rounded_to(100.0), Money.rounded_to(0.005)
        (Money(places=2, unit=1), Money(places=2, unit=10000), Money(places=3, unit=5))
        """
        unit = _ROUNDING_UNIT.one_or(rounding_unit, 0.01)
        thousandths = round(unit * 1000)
        if abs(thousandths - unit * 1000) > 1e-6 or thousandths > _LARGEST_UNIT:
            reason = f"{_ROUNDING_UNIT.name} must be an amount such as 100, 1 or 0.01 (it is {unit:,.15g})"
            raise BadArgument(ExcelError.NUMBER, reason)
        return cls(3, thousandths) if thousandths % 10 else cls(2, thousandths // 10)

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
        return self.counted(math.floor(Decimal(repr(amount)) * self.scale + _HALF))

    def minors(self, amounts: Iterable[float]) -> list[int]:
        """Count amounts that can also be added up; else as `minor`."""
        minors = [self.minor(amount) for amount in amounts]
        self.counted(sum(map(abs, minors)))
        return minors

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
