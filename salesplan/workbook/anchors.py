"""What hangs on cells of a sheet beside their content: comments, links, pictures, charts, controls, pivots."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from salesplan.workbook.addresses import Area
from salesplan.workbook.blocks import merged_areas
from salesplan.workbook.draft import Draft
from salesplan.workbook.locate import Sheet
from salesplan.workbook.markup import attributes, children, descendants, element_pattern, local, masked
from salesplan.workbook.sheet_xml import SheetXml

_HYPERLINK: Final = element_pattern(b"hyperlink")
_VML_ANCHOR: Final = re.compile(rb"<[\w:]*Anchor\s*>([^<]*)<")
_VML_NOTE: Final = re.compile(
    rb"<[\w:]*ClientData\s[^>]*ObjectType\s*=\s*[\"']Note[\"'][^>]*>.*?</[\w:]*ClientData>", re.DOTALL
)
_FILTER: Final = element_pattern(b"(?:autoFilter|sortState)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing that hangs on cells: what it is, in words, and the cells.

    ``floating`` things (pictures, charts, controls) lie over the cells from their first one.
    """

    what: str
    area: Area
    floating: bool = False


def anchors(draft: Draft, sheet: Sheet, xml: SheetXml) -> Iterator[Anchor]:
    """Find all that hangs on cells of a sheet, Tables left out."""
    for area in merged_areas(xml):
        yield Anchor("merged cells", area)
    yield from _tagged(xml, _HYPERLINK, "a link")
    yield from _tagged(xml, _FILTER, "the sheet's filter")
    yield from _comments(draft, sheet)
    for part in draft.related(sheet.part, "pivotTable"):
        for location in descendants(draft.tree(part), "location"):
            yield Anchor("a pivot table", Area.parse(location.get("ref", "A1")))
    for part in draft.related(sheet.part, "drawing"):
        for drawn in map(_drawn, draft.tree(part)):
            if drawn is not None:
                yield Anchor("a picture, chart or shape", drawn, floating=True)
    for part in draft.related(sheet.part, "vmlDrawing"):
        yield from _controls(draft.read(part))


def _tagged(xml: SheetXml, pattern: re.Pattern[bytes], what: str) -> Iterator[Anchor]:
    for tag in pattern.finditer(masked(xml.tail)):
        ref = attributes(tag[0]).get(b"ref")
        if ref:
            yield Anchor(what, Area.parse(ref.decode("ascii")))


def _comments(draft: Draft, sheet: Sheet) -> Iterator[Anchor]:
    for kind, element in (("comments", "comment"), ("threadedComment", "threadedComment")):
        for part in draft.related(sheet.part, kind):
            for comment in descendants(draft.tree(part), element):
                yield Anchor("a comment", Area.parse(comment.get("ref", "A1")))


def _drawn(anchor: Element) -> Area | None:
    """Give the cells between the two corners of a drawing's anchor; None where it hangs on the page."""
    corners = {local(corner.tag): _corner(corner) for corner in anchor if local(corner.tag) in ("from", "to")}
    if "from" not in corners:
        return None
    first, last = corners["from"], corners.get("to", corners["from"])
    return Area(first[0], first[1], max(first[0], last[0]), max(first[1], last[1]))


def _corner(corner: Element) -> tuple[int, int]:
    """Read row and column, which a drawing counts from 0."""
    row = next((item.text for item in children(corner, "row")), None)
    column = next((item.text for item in children(corner, "col")), None)
    return int(row or 0) + 1, int(column or 0) + 1


def _controls(data: bytes) -> Iterator[Anchor]:
    """Find form controls; the boxes of comments are left out, as the comments themselves are found."""
    for found in _VML_ANCHOR.finditer(_VML_NOTE.sub(b"", data)):
        numbers = [int(number) for number in re.findall(rb"-?[0-9]+", found[1])]
        if len(numbers) == 8:
            left, _, top, _, right, _, bottom, _ = numbers
            yield Anchor(
                "a control", Area(top + 1, left + 1, max(top, bottom) + 1, max(left, right) + 1), floating=True
            )
