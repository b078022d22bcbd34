"""One cell as XML: a value put out at its place, an existing cell taken apart or carried to another place."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import Final

from salesplan.workbook.addresses import Area, cell_name, column_letters
from salesplan.workbook.cell_content import BLANK, UNTOUCHED, Encoder
from salesplan.workbook.markup import attributes, content_text, element_pattern, escaped, with_attribute
from salesplan.workbook.writes import Value

Rows = range | tuple[int, ...]
"""Numbers of a sheet's rows."""
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
    content = _encoder(prefix, date1904).content(value)
    return cells_down(prefix, column, (row,), [style], [content])[0]


@cache
def _encoder(prefix: bytes, date1904: bool) -> Encoder:
    return Encoder(prefix, date1904=date1904)


def cells_down(
    prefix: bytes,
    column: int,
    rows: Rows,
    styles: Iterable[bytes | None],
    contents: Sequence[bytes],
) -> list[bytes | None]:
    """Put the cells of one column out.

    Parameters
    ----------
    rows
        The rows' numbers.
    styles
        Each cell's ``s``; as many as there are rows, or more.
    contents
        What `Encoder.contents` gave for their values.

    Returns
    -------
    list
        A cell for every row; None where neither a value nor a style is left of it, `UNTOUCHED` as in ``contents``.

    Examples
    --------
    >>> cells_down(b"", 2, range(7, 10), [b"4", b"4", None], [b"><v>1</v></c>", b"/>", b"/>"])
    [b'<c r="B7" s="4"><v>1</v></c>', b'<c r="B8" s="4"/>', None]
    """
    opening = b'<%bc r="%b' % (prefix, column_letters(column).encode("ascii"))
    return list(map(_cell, repeat(opening), in_digits(rows), styles, contents))


@lru_cache(maxsize=4)  # the columns of some rows are put out one after the other
def in_digits(rows: Rows) -> tuple[bytes, ...]:
    """Write row numbers."""
    return tuple([b"%d" % row for row in rows])


def _cell(opening: bytes, row: bytes, style: bytes | None, content: bytes) -> bytes | None:
    if content == UNTOUCHED:
        return UNTOUCHED
    if style is not None:
        return b'%b%b" s="%b"%b' % (opening, row, style, content)
    return None if content == BLANK else b'%b%b"%b' % (opening, row, content)


def style_of(cell: bytes) -> bytes | None:
    """Give a cell's ``s`` as it stands there."""
    usual = _USUAL_STYLE.match(cell)
    return usual[1] if usual else attributes(cell[: _tag_end(cell)]).get(b"s")


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
        return style_of(self.xml)

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
