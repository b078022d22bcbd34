"""Reading one cell that people or systems wrote as text: numbers, percentages, dates.

Used where a cell is not of the type that its column holds; clean columns never come here.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final

_SIGNS: Final = re.compile(r"^(?:[A-Z]{3}\s?|[A-Z]{0,2}[¥￥$€£₩₫]\s?|Rp\s?)|(?:\s?(?:[¥￥$€£₩₫元]|[A-Z]{3}))$")
_GROUPED: Final = re.compile(r"^\d{1,3}(?:[,，'  ]\d{3})+(?:\.\d*)?$|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$")
_PLAIN: Final = re.compile(r"^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$")
_DATE: Final = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:[ T]\d{1,2}:\d{2}.*)?$"
)
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－＋％，（）", "0123456789.-+%,()")

_SERIALS: Final = range(20_000, 80_000)
"""Day numbers that are taken for dates: 1954 to 2119. Others are more likely something else."""


def number_in(text: str) -> float | None:
    """Read a number as people type it; None when it is none.

    Signs of currency, thousands separators, percent signs, brackets for negatives and full-width
    digits are understood.

    Examples
    --------
    >>> number_in("1,234.50"), number_in("¥ 8"), number_in("(5)"), number_in("12 %"), number_in("n/a")
    (1234.5, 8.0, -5.0, 0.12, None)
    """
    plain = text.strip().translate(_FULL_WIDTH)
    negative = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if negative else plain
    if plain[:1] in "+-−":
        negative ^= plain[:1] not in {"", "+"}
        plain = plain[1:]
    percent = plain.endswith("%")
    plain = _SIGNS.sub("", plain.removesuffix("%").strip()).strip()
    if _GROUPED.match(plain):
        plain = re.sub(r"[,，'  ]", "", plain)
    if not _PLAIN.match(plain):
        return None
    value = float(plain) / (100 if percent else 1)
    return -value if negative else value


def date_in(text: str) -> date | None:
    """Read a date or month as people type it, year first; None when it is none.

    Day-first and month-first forms (03/04/2026) are not guessed at.

    Examples
    --------
    >>> date_in("2026/3/5"), date_in("2026年3月"), date_in("20260305"), date_in("03/04/2026")
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 1), datetime.date(2026, 3, 5), None)
    """
    plain = text.strip().translate(_FULL_WIDTH)
    match = _DATE.match(plain) or _COMPACT.match(plain)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_number(value: float, *, date1904: bool = False) -> date | None:
    """Read a number in a date column: a day number whose date format was lost, 202603 or 20260305.

    Examples
    --------
    >>> date_of_number(46086), date_of_number(202603), date_of_number(7)
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 1), None)
    """
    if not float(value).is_integer():
        return None
    if int(value) in _SERIALS:
        epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
        return (epoch + timedelta(days=int(value))).date()
    return date_in(str(int(value)))


def text_of(value: object) -> str:
    """Write a cell's value as text: whole numbers without a point, dates as yyyy-mm-dd, blank as "".

    Examples
    --------
    >>> text_of(7.0), text_of(" 007 "), text_of(None), text_of(True)
    ('7', '007', '', 'TRUE')
    """
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case _:
            return str(value)
