"""Values as what a cell holds: all of its XML that follows its place and style.

The forms are those of ECMA-376 part 1, 18.3.1.4 (c) and 18.18.11 (ST_CellType): numbers as they are,
truth values ``t="b"``, texts ``t="inlineStr"`` so that the shared strings stay untouched, dates as serial numbers.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, TypeGuard

from salesplan.workbook.markup import escaped
from salesplan.workbook.writes import KEEP, Formula, Keep, Scalar, Unwritable, Value

LONGEST_TEXT: Final = 32_767
BLANK: Final = b"/>"
"""The content of a cell that holds nothing but a style."""
UNTOUCHED: Final = b""
"""Stands for a cell that is left as it is."""

_MUST_ESCAPE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY: Final = timedelta(days=1)
_REMEMBERED: Final = 1 << 16
# Equal values of these types are put out alike; among numbers 1, 1.0 and True are equal, and 0.0 and -0.0.
_ALIKE_WHERE_EQUAL: Final = frozenset({str, date, datetime, type(None), Keep})


class Encoder:
    """Puts values out as the content of one sheet's cells.

    Parameters
    ----------
    prefix
        The namespace prefix of the sheet's elements, with its colon, or nothing.
    date1904
        Whether the workbook counts its days from 1904.

    Examples
    --------
    >>> Encoder().contents([1200.5, "=1+1", None, True])
    [b'><v>1200.5</v></c>', b' t="inlineStr"><is><t>=1+1</t></is></c>', b'/>', b' t="b"><v>1</v></c>']
    """

    def __init__(self, prefix: bytes = b"", *, date1904: bool = False) -> None:
        self.prefix = prefix
        self.date1904 = date1904
        self._number_form = self._filled(b"", self._value(b"%b"))
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self.content)
        self._formula = lru_cache(maxsize=256)(self._formula_element)

    def contents(self, values: Sequence[Value | Keep]) -> list[bytes]:
        """Put a column of values out, each as `content` does; columns of numbers and of texts are quick.

        Raises
        ------
        Unwritable
            As `content` does.
        """
        if _all_floats(values):
            return [self._number_form % _shortest(value) for value in values]
        if _ALIKE_WHERE_EQUAL.issuperset(map(type, values)):
            return list(map(self._remembered, values))
        return list(map(self.content, values))

    def content(self, value: Value | Keep) -> bytes:
        """Put one value out: `BLANK` for None, `UNTOUCHED` for `KEEP`.

        Raises
        ------
        Unwritable
            If a text is longer than 32,767 characters, or a date lies before the workbook's first day.
        """
        if value is KEEP:
            return UNTOUCHED
        if value is None:
            return BLANK
        if isinstance(value, Formula):
            kind, cached = self._cached(value.value)
            return self._filled(kind, self._formula(value.text) + cached)
        if isinstance(value, str):
            text = self._element(b"t", value, cell_text)
            return self._filled(b' t="inlineStr"', b"<%bis>%b</%bis>" % (self.prefix, text, self.prefix))
        return self._filled(*self._cached(value))

    def _filled(self, kind: bytes, elements: bytes) -> bytes:
        return b"%b>%b</%bc>" % (kind, elements, self.prefix)

    def _cached(self, value: Scalar) -> tuple[bytes, bytes]:
        """Give the type attribute and the ``v`` of a value that stands in a cell or beside a formula."""
        if value is None:
            return b"", b""
        if isinstance(value, str):
            return b' t="str"', self._element(b"v", value, cell_text)
        if isinstance(value, bool):
            return b' t="b"', self._value(b"1" if value else b"0")
        if isinstance(value, date):
            value = serial(value, date1904=self.date1904)
        return b"", self._value(digits(value))

    def _value(self, said: bytes) -> bytes:
        return b"<%bv>%b</%bv>" % (self.prefix, said, self.prefix)

    def _formula_element(self, text: str) -> bytes:
        return self._element(b"f", text, escaped)

    def _element(self, name: bytes, text: str, written: Callable[[str], bytes]) -> bytes:
        keep = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
        return b"<%b%b%b>%b</%b%b>" % (self.prefix, name, keep, written(text), self.prefix, name)


def _all_floats(values: Sequence[Value | Keep]) -> TypeGuard[Sequence[float]]:
    return set(map(type, values)) == {float}


def digits(number: int | float | Decimal) -> bytes:
    """Write a number.

    Examples
    --------
    >>> digits(0.1 + 0.2), digits(7.0), digits(-0.0), digits(10**20)
    (b'0.30000000000000004', b'7', b'-0', b'100000000000000000000')
    """
    if isinstance(number, float):
        return _shortest(number)
    return str(number).encode("ascii")  # Decimals and ints say all their digits


def _shortest(number: float) -> bytes:
    """Write the shortest text that reads back as the same float."""
    return repr(float(number)).removesuffix(".0").encode("ascii")


def cell_text(text: str) -> bytes:
    """Write a cell's text: characters that XML cannot hold as ``_xHHHH_``, a literal ``_xHHHH_`` protected.

    Raises
    ------
    Unwritable
        If it is longer than 32,767 UTF-16 units, as Excel counts.

    Examples
    --------
    >>> cell_text("bell" + chr(7) + ", _x0041_ & Co")
    b'bell_x0007_, _x005F_x0041_ &amp; Co'
    """
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Unwritable(f"a text of {len(text):,} characters is longer than the {LONGEST_TEXT:,} that a cell holds")
    return escaped(_MUST_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


@cache
def _epoch(date1904: bool) -> datetime:
    return datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 31)


def serial(moment: date, *, date1904: bool = False) -> int | float:
    """Give the serial number of a day, or of a day and time.

    Counted from 1900, where Excel has a 29 February 1900 that never was, or from 1904.

    Raises
    ------
    Unwritable
        If the day lies before the first one.

    Examples
    --------
    >>> serial(date(1900, 2, 28)), serial(date(1900, 3, 1)), serial(date(2026, 1, 31), date1904=True)
    (59, 61, 44591)
    >>> serial(datetime(2026, 1, 31, 18))
    46053.75
    """
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    days: float = (at - _epoch(date1904)) / _DAY
    if days < 0:
        raise Unwritable(f"{moment} lies before the first day that the workbook can hold")
    if not date1904 and days >= 60:
        days += 1
    return int(days) if days == int(days) else days
