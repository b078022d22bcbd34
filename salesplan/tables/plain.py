"""The cells of a typed column as plain texts, as people would type them: what is compared, remembered and logged."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Column, Holds, Setting, Table, label_of
from salesplan.tables.units import Currency

_CENTS: Final = 2
_EXACT: Final = 1e15
"""Below it a whole number has no more digits than ``.15g`` writes."""


def same_breaks(text: str) -> str:
    r"""Write every break of a line as ``\n``: programs write them in several ways.

    Examples
    --------
    >>> same_breaks("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain_text(cell: object) -> str:
    """Write one cell, in the unit people type, as a text that is the same whenever the cell is; blank = "".

    Examples
    --------
    >>> plain_text(1_100_000.0), plain_text(0.25), plain_text(None), plain_text(" South "), plain_text(date(2027, 3, 1))
    ('1100000', '0.25', '', 'South', '2027-03-01')
    """
    match cell:
        case None:
            return ""
        case bool() | str():
            return str(cell).strip()
        case datetime():
            return f"{cell:%Y-%m-%d}" if cell.time() == datetime.min.time() else f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return f"{cell:%Y-%m-%d}"
        case Decimal() | int() | float():
            return "" if cell != cell else _number(cell)
    return "" if pd.isna(pd.Series([cell])).any() else str(cell)


def _number(value: Decimal | int | float) -> str:
    return str(int(value)) if value == int(value) else f"{float(value):.15g}"


def plain_texts(cells: Sequence[object]) -> list[str]:
    """Write the cells of a column (see `plain_text`): what stands in many of them only once."""
    types = set(map(type, cells))
    if types == {float} and (texts := _plain_numbers(cells)):
        return texts
    if bool in types:  # True is no 1, though they are equal
        return [plain_text(cell) for cell in cells]
    known = {cell: plain_text(cell) for cell in dict.fromkeys(cells)}
    return [known[cell] for cell in cells]


def _plain_numbers(cells: Sequence[Any]) -> list[str]:
    """Write many numbers at once, as `_number` does one; nothing where some are so large that the format is another."""
    if not all(-_EXACT < cell < _EXACT for cell in cells):  # nor is NaN
        return []
    return [f"{cell:.15g}" if cell else "0" for cell in cells]


def said_text(declared: Column | Setting, text: str, language: str) -> str:
    """Say a plain text as people read it: an amount with separators, a share in per cent, a choice in words.

    Examples
    --------
    >>> from salesplan.tables.customers import CUSTOMERS
    >>> said_text(CUSTOMERS["potential"], "1200000", "en"), said_text(CUSTOMERS["potential"], "0.5", "en")
    ('1,200,000', '0.50')
    >>> said_text(CUSTOMERS["rep_id"], "007", "en"), said_text(CUSTOMERS["intent"], "high", "zh-Hans")
    ('007', '高')
    """
    if declared.choices:
        return label_of(declared.choices, text, language)
    try:
        match declared.holds:
            case Holds.MONEY | Holds.LEDGER:
                amount = Decimal(text)
                return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.{max(_CENTS, -_exponent(amount))}f}"
            case Holds.PERCENT:
                return f"{Decimal(text) * 100:.12g}%"
    except (InvalidOperation, OverflowError, ValueError):
        return text
    return text


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def typed_again(
    table: Table, texts: dict[str, Sequence[str]], index: Sequence[int], currency: Currency
) -> tuple[pd.DataFrame, list[Finding]]:
    """Turn plain texts back into a typed frame, with a finding for each that does not fit its column.

    Examples
    --------
    >>> from salesplan.tables.quota import QUOTA
    >>> from salesplan.tables.units import currency
    >>> frame, findings = typed_again(QUOTA, {"rep_id": ["R1"], "override": ["1100000.5"]}, [5], currency("CNY"))
    >>> frame["override"].tolist(), findings
    ([110000050], [])
    """
    columns: dict[str, Sequence[Any]] = dict(texts)
    done = conform(table, Rows(columns, index), currency=currency, from_text=True)
    return done.frame, done.findings
