"""The XML of a worksheet made to fit into another workbook: the places of its formats, its texts, its dates, its view."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from salesplan.workbook.cell_content import digits
from salesplan.workbook.markup import attributes, element_end, element_pattern, masked, spliced, with_attribute

_CELL: Final = re.compile(rb"<c(\s[^<>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_BAND: Final = re.compile(rb"<(?:row|col)\s[^<>]*>")
_VALUE: Final = re.compile(rb"<v>([^<]*)</v>")
_RULE: Final = element_pattern(b"cfRule")
_VIEW: Final = element_pattern(b"sheetView")
_VIEWS: Final = element_pattern(b"sheetViews")
_PROPERTIES: Final = element_pattern(b"sheetPr")
_SHEET: Final = element_pattern(b"worksheet")
_TRUE: Final = (b"1", b"true")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a worksheet has to be fitted to.

    Attributes
    ----------
    texts
        The shared texts that its cells point at, as XML.
    cell, rule
        Give the new place of a cell format, and of a conditional format's look.
    shows_date
        Says whether a cell format, at its old place, shows dates.
    days
        What is added to a date: the two workbooks may count their days from 1900 and from 1904.
    """

    texts: Sequence[bytes]
    cell: Callable[[int], int]
    rule: Callable[[int], int]
    shows_date: Callable[[int], bool]
    days: int = 0


def fitted(data: bytes, fit: Fit) -> bytes:
    """Give a worksheet with its formats at their new places and its texts in its cells.

    Raises
    ------
    ValueError
        If a cell needs the workbook's metadata, as a dynamic array does.

    Examples
    --------
    >>> fit = Fit([b"<t>North</t>"], lambda style: style + 40, lambda rule: rule, lambda style: False)
    >>> fitted(b'<row r="1"><c r="A1" s="2" t="s"><v>0</v></c><c r="B1" s="3"/></row>', fit)
    b'<row r="1"><c r="A1" s="42" t="inlineStr"><is><t>North</t></is></c><c r="B1" s="43"/></row>'
    """
    data = _CELL.sub(lambda found: _cell(found, fit), data)
    data = _BAND.sub(lambda found: _moved(_moved(found[0], b"s", fit.cell), b"style", fit.cell), data)
    return _RULE.sub(lambda found: _moved(found[0], b"dxfId", fit.rule), data)


def _cell(found: re.Match[bytes], fit: Fit) -> bytes:
    tag = b"<c" + found[1] + b">"
    inside = found[2] or b""
    said = attributes(tag)
    if b"cm" in said or b"vm" in said:
        raise ValueError(f"the cell {said[b'r'].decode()} needs the workbook's metadata, which cannot come along")
    style = int(said.get(b"s", b"0"))
    tag = _moved(tag, b"s", fit.cell)
    kind = said.get(b"t", b"n")
    if kind == b"s":
        tag = with_attribute(tag, b"t", b"inlineStr")
        inside = _VALUE.sub(lambda value: b"<is>" + fit.texts[int(value[1])] + b"</is>", inside)
    elif kind == b"n" and fit.days and fit.shows_date(style):
        inside = _VALUE.sub(lambda value: b"<v>" + digits(Decimal(value[1].decode()) + fit.days) + b"</v>", inside)
    return tag + inside + b"</c>" if inside else tag[:-1] + b"/>"


def _moved(tag: bytes, name: bytes, place: Callable[[int], int]) -> bytes:
    """Give a tag with the place in one of its attributes changed, if it has that attribute."""
    said = attributes(tag).get(name)
    return tag if said is None else with_attribute(tag, name, b"%d" % place(int(said)))


def is_selected(data: bytes) -> bool:
    """Say whether a worksheet is the selected one in any of its views."""
    return any(attributes(tag[0]).get(b"tabSelected") in _TRUE for tag in _VIEW.finditer(masked(data)))


def with_selection(data: bytes, *, selected: bool) -> bytes:
    """Give a worksheet whose view is the selected one, or is not."""
    return _VIEW.sub(lambda tag: with_attribute(tag[0], b"tabSelected", b"1" if selected else None), data)


def without_views(data: bytes) -> bytes:
    """Give a worksheet that says nothing of its view, as it must where the workbook describes no window."""
    mask = masked(data)
    return spliced(data, [(tag.start(), element_end(mask, tag, b"sheetViews"), b"") for tag in _VIEWS.finditer(mask)])


def code_name(data: bytes) -> bytes | None:
    """Give the name by which a workbook's macros know a worksheet."""
    found = _PROPERTIES.search(masked(data))
    return attributes(found[0]).get(b"codeName") if found else None


def with_code_name(data: bytes, name: bytes) -> bytes:
    """Give a worksheet that macros know by a name.

    Examples
    --------
    >>> with_code_name(b"<worksheet><sheetData/></worksheet>", b"Sheet7")
    b'<worksheet><sheetPr codeName="Sheet7"/><sheetData/></worksheet>'
    """
    mask = masked(data)
    if found := _PROPERTIES.search(mask):
        return spliced(data, [(found.start(), found.end(), with_attribute(found[0], b"codeName", name))])
    opened = _SHEET.search(mask)
    at = opened.end() if opened else 0
    return spliced(data, [(at, at, b'<sheetPr codeName="%b"/>' % name)])
