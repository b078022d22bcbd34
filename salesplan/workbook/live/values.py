"""What stands in cells, between an open workbook and plain Python."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, TypeAlias

import xlwings as xw

from salesplan.workbook.live.hosts import texts_shown
from salesplan.workbook.writes import Scalar

Block: TypeAlias = list[list[object]]
"""The cells of a range, row by row; blank = ""."""

ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
OTHER_ERROR: Final = "#VALUE!"
"""What an error value is called whose name the host does not tell."""

AS_TEXT: Final = "@"
"""The number format of cells in which whatever is entered stays a text."""

ERROR_NUMBERS: Final = range(-2_146_826_300, -2_146_826_200)
"""The numbers by which Excel for Windows hands on error values; those in cells are never whole numbers."""

_MARKS: Final = ("=", "+", "-", "@", "'", "/")
_CALLED: Final = frozenset({"true", "false", *(error.casefold() for error in ERRORS)})
_WORD: Final = re.compile(r"[^\W\d_]+")
_IN_NUMBERS: Final = re.compile(
    r"e|[ap]m?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    r"|dec(ember)?|mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?|sun(day)?"
    r"|cny|usd|eur|gbp|jpy|twd|hkd|rmb|[年月日号號时時分秒元第季度]+|[上下]午",
    re.IGNORECASE,
)
"""The words of dates, times and amounts as people type them."""


def read_block(cells: xw.Range) -> Block:
    """Read the values of a range: numbers, texts, truth values, datetimes; an error value by its name."""
    shown = texts_shown(cells)
    block = cells.options(ndim=2, err_to_str=shown is None, empty="").value
    plain = [[_plain(value) for value in row] for row in block]
    return _with_errors(plain, shown) if shown else plain


def _with_errors(block: Block, shown: list[list[str]]) -> Block:
    """Put the names of error values where the values alone are blank."""
    return [
        [text if value == "" and text in ERRORS else value for value, text in zip(*line, strict=True)]
        for line in zip(block, shown, strict=True)
    ]


def read_formulas(cells: xw.Range) -> list[list[str]]:
    """Read the formulas of a range, each with its ``=``; where there is none, the text of the constant."""
    given = cells.formula
    if not isinstance(given, list | tuple):
        return [[_text(given)]]
    return [[_text(cell) for cell in (row if isinstance(row, list | tuple) else (row,))] for row in given]


def _text(formula: object) -> str:
    return "" if formula is None else str(formula)


def _plain(value: object) -> object:
    if type(value) is int and value in ERROR_NUMBERS:
        return OTHER_ERROR
    if value is None:
        return ""
    return float(value) if isinstance(value, Decimal) else value


def is_error(value: object) -> bool:
    """Tell whether a value that was read is the name of an error value."""
    return isinstance(value, str) and value in ERRORS


def entered(value: Scalar, *, as_text: bool = False) -> object:
    """Give what must be handed to Excel so that a cell holds a value.

    Parameters
    ----------
    value
        The value.
    as_text
        The cell keeps whatever is entered as text.

    Examples
    --------
    >>> entered("R-01"), entered("1-2"), entered("1-2", as_text=True), entered(7)
    ('R-01', "'1-2", '1-2', 7.0)
    """
    if value is None or isinstance(value, bool | datetime):
        return value
    if isinstance(value, int | float | Decimal):
        return float(value)
    if isinstance(value, date):
        return datetime.combine(value, time())
    return value if as_text and not value.startswith("'") else protected(value)


def protected(text: str) -> str:
    """Put an apostrophe before a text that Excel would take for a number, a date, a truth value or a formula.

    Examples
    --------
    >>> [protected(text) for text in ("=1+1", "001", "Mar-27", "TRUE", "2027-Q1", "见 2 项")]
    ["'=1+1", "'001", "'Mar-27", "'TRUE", '2027-Q1', '见 2 项']
    """
    stripped = text.strip()
    if stripped.startswith(_MARKS) or stripped.casefold() in _CALLED or _may_be_a_number(stripped):
        return f"'{text}"
    return text


def _may_be_a_number(text: str) -> bool:
    """Tell whether a text has digits, and no words but those of dates and amounts."""
    if not any(letter.isdecimal() for letter in text):
        return False
    return all(map(_IN_NUMBERS.fullmatch, _WORD.findall(text)))
