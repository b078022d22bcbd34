"""Where Excel would do otherwise than Calc with a value that is written into a cell."""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Any, Final

LONGEST: Final = 32_767
_WHOLE: Final = 2**31
_FIRST_DAY: Final = dt.date(1900, 1, 1)
_TAKEN: Final = (type(None), bool, int, float, str, dt.datetime, dt.date, Decimal)

_MONEY: Final = r"[$€£¥￥₩]?"
_NUMBER: Final = rf"[-+]?\s*{_MONEY}\s*(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*%?\s*{_MONEY}"
_DAY: Final = r"\d{1,4}"
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH: Final = f"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\\.?"
_TIME: Final = r"\d{1,4}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?:\s*[ap]m?)?"
_DATES: Final = (
    rf"{_DAY}[-/.]{_DAY}(?:[-/.]{_DAY})?",
    rf"{_DAY}[-/ ]?{_MONTH}(?:[-/ ,]+{_DAY})?",
    rf"{_MONTH}[-/ ]{_DAY}(?:[-/ ,]+{_DAY})?",
    rf"{_DAY}年(?:{_DAY}月(?:{_DAY}日)?)?",
    rf"{_DAY}月(?:{_DAY}日)?",
)
_RETYPED: Final = (
    ("a number", rf"{_NUMBER}|\(\s*{_MONEY}\s*[\d,]*\.?\d+\s*\)|[-+]?\d+ \d+/\d+"),
    ("a date", "|".join(rf"(?:{date})(?:\s+{_TIME})?" for date in _DATES)),
    ("a time", rf"{_TIME}|\d{{1,2}}\s*[ap]m?"),
    ("a truth value", "true|false"),
    ("an error", r"#(?:n/a|ref!|div/0!|name\?|null!|num!|value!)"),
    ("a formula", r"[=+@].*|-(?!\s*$).*"),
)
_PATTERNS: Final = tuple((what, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for what, pattern in _RETYPED)


def retyped(text: str) -> str | None:
    """Say what Excel makes of a text that is entered into a cell; None where it stays a text.

    >>> retyped("1-2"), retyped("001"), retyped("-"), retyped("C-001")
    ('a date', 'a number', None, None)
    """
    inner = text.strip()
    return next((what for what, pattern in _PATTERNS if pattern.fullmatch(inner)), None)


def objection(value: Any, *, in_text_cell: bool) -> str | None:
    """Say what Excel or COM has against a value for a cell; None where it enters the cell as it is.

    ``in_text_cell``: the cell's number format is "@", which makes a text of all that is entered.
    """
    if type(value) not in _TAKEN:
        return f"COM takes no {type(value).__module__}.{type(value).__qualname__}"
    if isinstance(value, str):
        return _text_objection(value, in_text_cell=in_text_cell)
    if value is not None and in_text_cell:
        return "a cell of format @ would make a text of it"
    if isinstance(value, dt.date):
        return _date_objection(value)
    if isinstance(value, int) and not -_WHOLE <= value < _WHOLE:
        return "Excel takes no whole number beyond 32 bits from COM; give a float"
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return "a cell holds finite numbers only"
    return None


def _text_objection(text: str, *, in_text_cell: bool) -> str | None:
    if len(text.removeprefix("'")) > LONGEST:
        return f"a cell holds {LONGEST} characters, not {len(text)}"
    if in_text_cell or text.startswith("'"):
        return None
    what = retyped(text)
    return what and f"Excel would make {what} of it; an apostrophe before it, or the cell's format @, keeps it a text"


def _date_objection(value: dt.date) -> str | None:
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            return "a cell knows no time zone"
        value = value.date()
    return "Excel knows no date before 1900" if value < _FIRST_DAY else None
