"""One cell as XML: a value put out, an existing cell taken apart or carried to another place.

The forms are those of ECMA-376 part 1, 18.3.1.4 (c) and 18.18.11 (ST_CellType): numbers as they are,
truth values ``t="b"``, texts ``t="inlineStr"`` so that the shared strings stay untouched, dates as serial numbers.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.markup import attributes, content_text, element_pattern, escaped, with_attribute
from salesplan.workbook.writes import Formula, Scalar, Unwritable, Value

LONGEST_TEXT: Final = 32_767
_MUST_ESCAPE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY: Final = timedelta(days=1)
_USUAL_STYLE: Final = re.compile(rb'<c r="[A-Z]+[0-9]+" s="([0-9]+)"')
_FORMULA_TAG: Final = element_pattern(b"f")


def cell_xml(
    prefix: bytes, row: int, column: int, style: bytes | None, value: Value, *, date1904: bool = False
) -> bytes | None:
    """Put a cell out; None where neither a value nor a style is left of it.

    Parameters
    ----------
    prefix
        The namespace prefix of the sheet's elements, with its colon, or nothing.
    style
        The cell's ``s``, as it stands in the file.

    Raises
    ------
    Unwritable
        If a text is longer than 32,767 characters, or a date lies before the workbook's first day.

    Examples
    --------
    >>> cell_xml(b"", 14, 3, b"7", 1200.5)
    b'<c r="C14" s="7"><v>1200.5</v></c>'
    >>> cell_xml(b"", 1, 1, None, "=1+1")
    b'<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>'
    """
    kind, content = _content(prefix, value, date1904)
    if not content:
        return None if style is None else b"<%bc%b%b/>" % (prefix, _place(row, column), _style(style))
    return b"<%bc%b%b%b>%b</%bc>" % (prefix, _place(row, column), _style(style), kind, content, prefix)


def _place(row: int, column: int) -> bytes:
    return b' r="%b"' % cell_name(row, column).encode("ascii")


def _style(style: bytes | None) -> bytes:
    return b"" if style is None else b' s="%b"' % style


def _content(prefix: bytes, value: Value, date1904: bool) -> tuple[bytes, bytes]:
    """Give a value's type attribute and its elements."""
    if value is None:
        return b"", b""
    if isinstance(value, Formula):
        kind, cached = _cached(prefix, value.value, date1904)
        return kind, _element(prefix, b"f", value.text, escaped) + cached
    if isinstance(value, str):
        return b' t="inlineStr"', b"<%bis>%b</%bis>" % (prefix, _element(prefix, b"t", value, cell_text), prefix)
    return _cached(prefix, value, date1904)


def _cached(prefix: bytes, value: Scalar, date1904: bool) -> tuple[bytes, bytes]:
    if value is None:
        return b"", b""
    if isinstance(value, str):
        return b' t="str"', _element(prefix, b"v", value, cell_text)
    kind = b' t="b"' if isinstance(value, bool) else b""
    return kind, b"<%bv>%b</%bv>" % (prefix, _number(value, date1904), prefix)


def _number(value: bool | int | float | Decimal | date, date1904: bool) -> bytes:
    if isinstance(value, date):
        value = serial(value, date1904=date1904)
    if isinstance(value, bool):
        return b"1" if value else b"0"
    # repr is the shortest text that reads back as the same float; Decimals and ints say all their digits.
    return (repr(float(value)).removesuffix(".0") if isinstance(value, float) else str(value)).encode("ascii")


def _element(prefix: bytes, name: bytes, text: str, written: Callable[[str], bytes]) -> bytes:
    keep = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    return b"<%b%b%b>%b</%b%b>" % (prefix, name, keep, written(text), prefix, name)


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


class OldCell:
    """An existing cell's XML, taken apart as far as needed.

    Examples
    --------
    >>> old = OldCell(b'<c r="B2" s="4" t="str"><f>A2&amp;"!"</f><v>x!</v></c>')
    >>> old.style, old.formula
    (b'4', 'A2&"!"')
    >>> old.at(9, 2, formula='A9&"!"')
    b'<c r="B9" s="4" t="str"><f>A9&amp;&quot;!&quot;</f><v>x!</v></c>'
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._tag_end = _tag_end(xml)
        self.tag = xml[: self._tag_end]

    @property
    def style(self) -> bytes | None:
        """Its ``s`` as it stands there."""
        usual = _USUAL_STYLE.match(self.tag)
        return usual[1] if usual else attributes(self.tag).get(b"s")

    @property
    def empty(self) -> bool:
        """Whether it holds nothing but a style."""
        return self._tag_end == len(self.xml) or b"<" not in self.xml[self._tag_end : self.xml.rfind(b"</")]

    @property
    def has_formula(self) -> bool:
        """Whether it holds a formula of any kind."""
        return _FORMULA_TAG.search(self.xml, self._tag_end) is not None

    @property
    def formula_attributes(self) -> dict[bytes, bytes]:
        """The attributes of its formula element; none without one."""
        found = _FORMULA_TAG.search(self.xml, self._tag_end)
        return attributes(found[0]) if found else {}

    @property
    def formula(self) -> str:
        """Its formula's text without ``=``, "" where it has none or takes part in another cell's."""
        found = _FORMULA_TAG.search(self.xml, self._tag_end)
        if not found or found[3]:
            return ""
        return content_text(self.xml[found.end() : self.xml.index(b"</", found.end())])

    def at(self, row: int, column: int, *, formula: str | None = None) -> bytes:
        """Carry the cell to a place, with another formula text if one is given.

        An array formula that fills this one cell is carried along; any other kind becomes a plain
        formula where a text is given.
        """
        place = cell_name(row, column).encode("ascii")
        tag = with_attribute(self.tag, b"r", place)
        found = _FORMULA_TAG.search(self.xml, self._tag_end)
        if not found:
            return tag + self.xml[self._tag_end :]
        start, end = found.start(), found.end()
        formula_tag = found[0]
        kind = attributes(formula_tag).get(b"t")
        if kind == b"array":
            formula_tag = with_attribute(formula_tag, b"ref", place)
        if formula is None:
            return tag + self.xml[self._tag_end : start] + formula_tag + self.xml[end:]
        return (
            tag
            + self.xml[self._tag_end : start]
            + self._with_text(formula_tag, formula, found)
            + self._after_formula(found)
        )

    def _with_text(self, tag: bytes, formula: str, found: re.Match[bytes]) -> bytes:
        if attributes(tag).get(b"t") == b"shared":
            for name in (b"t", b"ref", b"si"):
                tag = with_attribute(tag, name, None)
        opened = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
        return opened + escaped(formula) + b"</%bf>" % found[1]

    def _after_formula(self, found: re.Match[bytes]) -> bytes:
        if found[3]:
            return self.xml[found.end() :]
        return self.xml[self.xml.index(b">", self.xml.index(b"</", found.end())) + 1 :]

    def array_area(self) -> Area | None:
        """Give the cells that its array formula or data table fills, if it is the master of one."""
        found = self.formula_attributes
        if found.get(b"t") not in (b"array", b"dataTable") or b"ref" not in found:
            return None
        return Area.parse(found[b"ref"].decode("ascii"))


_CELL_TAG: Final = element_pattern(b"c")


def _tag_end(xml: bytes) -> int:
    found = _CELL_TAG.match(xml)
    if found is None:
        raise ValueError(f"{xml[:40]!r} is no cell")
    return found.end()
