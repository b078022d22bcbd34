"""Currencies: how many decimals they have and how their amounts are shown."""

from dataclasses import dataclass
from typing import Final

GRAINS_PER_MINOR: Final = 10_000
"""Ledger amounts are held in ten-thousandths of a minor unit, so that sums are exact before they are rounded."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code, with its decimals and its sign."""

    code: str
    decimals: int = 2
    sign: str = ""

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
        Currency("CNY", sign="¥"),
        Currency("USD", sign="$"),
        Currency("EUR", sign="€"),
        Currency("GBP", sign="£"),
        Currency("TWD", sign="NT$"),
        Currency("HKD", sign="HK$"),
        Currency("SGD", sign="S$"),
        Currency("JPY", 0, "¥"),
        Currency("KRW", 0, "₩"),
        Currency("VND", 0, "₫"),
        Currency("IDR", 0, "Rp"),
        Currency("CLP", 0),
        Currency("ISK", 0),
        Currency("KWD", 3),
        Currency("BHD", 3),
        Currency("OMR", 3),
        Currency("JOD", 3),
        Currency("TND", 3),
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
    return _KNOWN.get(folded, Currency(folded))
