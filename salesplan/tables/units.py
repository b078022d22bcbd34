"""Currencies: how many decimals they have and how their amounts are shown."""

from dataclasses import dataclass
from typing import Final

GRAINS_PER_MINOR: Final = 10_000
"""Ledger amounts are held in ten-thousandths of a minor unit, so that sums are exact before they are rounded."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code, with its decimals and its sign, and the country that has it where just one does."""

    code: str
    decimals: int = 2
    sign: str = ""
    country: str = ""

    @property
    def minor(self) -> int:
        """Minor units (cents, fen) in one unit."""
        return int(10**self.decimals)

    @property
    def number_format(self) -> str:
        """The number format of an amount with its sign, as Excel writes it."""
        sign = self.sign or f"{self.code} "
        return f'"{sign}"#,##0;[Red]-"{sign}"#,##0;"{sign}"0'


_KNOWN: Final = {
    currency.code: currency
    for currency in (
        Currency("CNY", sign="¥", country="CN"),
        Currency("USD", sign="$", country="US"),
        Currency("EUR", sign="€"),
        Currency("GBP", sign="£", country="GB"),
        Currency("TWD", sign="NT$", country="TW"),
        Currency("HKD", sign="HK$", country="HK"),
        Currency("SGD", sign="S$", country="SG"),
        Currency("JPY", 0, "¥", country="JP"),
        Currency("KRW", 0, "₩", country="KR"),
        Currency("VND", 0, "₫", country="VN"),
        Currency("IDR", 0, "Rp", country="ID"),
        Currency("CLP", 0, country="CL"),
        Currency("ISK", 0, country="IS"),
        Currency("KWD", 3, country="KW"),
        Currency("BHD", 3, country="BH"),
        Currency("OMR", 3, country="OM"),
        Currency("JOD", 3, country="JO"),
        Currency("TND", 3, country="TN"),
    )
}


def currency(code: str) -> Currency:
    """Give the currency of a code; an unknown code has two decimals and its code as sign.

    Examples
    --------
    >>> currency("JPY").decimals, currency("cny").sign, currency("CHF").decimals
    (0, '¥', 2)
    """
    folded = code.strip().upper()
    return _KNOWN.get(folded) or Currency(folded)
