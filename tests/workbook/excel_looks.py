"""What Excel asks of styles, drawings and charts (ECMA-376 part 1, 18.8, 20.5 and 21.2)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from tests.workbook.excel_book import LAST_COLUMN, LAST_ROW, ExcelBook, area_of, child, children, out_of_order, said
from tests.workbook.excel_formulas import parsed

_ORDER: Final = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
_LOOK: Final = "font numFmt fill alignment border protection extLst"
_MOST_FORMATS: Final = 64_000
_FIRST_OWN: Final = 164
_REFERS: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|[_*].')
_BRACKET: Final = re.compile(
    r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?[0-9]{1,2}|h+|m+|s+|\$[^\]]*|DBNum[0-9]|"
    r"[<>=]{1,2}-?[0-9.]+)\]",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(
    r"(?:General|AM/PM|A/P|E[+-]|[0#?.,%/@yYmMdDhHsSgGebB \-+$():!^&'~{}<>=]|[^\x00-\x7f])*", re.IGNORECASE
)


def legal_format(code: str) -> bool:
    """Say whether a number format is one.

    Examples
    --------
    >>> [legal_format(code) for code in ('"NT$"#,##0;[Red]-0', "yyyy-mm-dd", '"open', "0;0;0;@;0", "0 pieces")]
    [True, True, False, False, False]
    """
    rest = _BRACKET.sub("", _QUOTED.sub("", code))
    return len(code) <= 255 and rest.count(";") <= 3 and all(_PLAIN.fullmatch(part) for part in rest.split(";"))


def broken_styles(book: ExcelBook) -> Iterator[str]:
    """Check the styles."""
    for part in book.related(book.workbook, "styles"):
        root = book.root(part)
        if wrong := out_of_order(root, _ORDER):
            yield f"styles: <{wrong}> is out of order"
        for block in root:
            if block.get("count") and int(block.get("count", "0")) != len(block):
                yield f"styles: <{block.tag}> says it has {block.get('count')}, and has {len(block)}"
        yield from _number_formats(root)
        yield from _cell_formats(root)
        for at, look in enumerate(children(root, "dxfs", "dxf")):
            if wrong := out_of_order(look, _LOOK):
                yield f"styles: <{wrong}> is out of order in the look {at}"
        for colour in root.iter():
            if not re.fullmatch(r"([0-9A-Fa-f]{8})?", colour.get("rgb", "")):
                yield f"styles: {colour.get('rgb')!r} is no colour"


def _number_formats(root: Element) -> Iterator[str]:
    formats = children(root, "numFmts", "numFmt")
    for number, count in Counter(item.get("numFmtId") for item in formats).items():
        if count > 1:
            yield f"styles: {count} number formats have the id {number}"
    for item in root.iter("numFmt"):
        if not legal_format(item.get("formatCode", "")):
            yield f"styles: {item.get('formatCode')!r} is no number format"


def _cell_formats(root: Element) -> Iterator[str]:
    own = {item.get("numFmtId") for item in children(root, "numFmts", "numFmt")}
    sizes = {block: sum(map(len, children(root, block))) for block in _REFERS.values()}
    parents = len(children(root, "cellStyleXfs", "xf"))
    formats = children(root, "cellXfs", "xf")
    if not 0 < len(formats) <= _MOST_FORMATS:
        yield f"styles: there are {len(formats)} cell formats"
    for at, item in enumerate((*formats, *children(root, "cellStyleXfs", "xf"))):
        for key, block in _REFERS.items():
            if int(item.get(key, "0")) >= sizes[block]:
                yield f"styles: the cell format {at} has the {key} {item.get(key)}, which is not there"
        if int(item.get("xfId", "0")) >= max(parents, 1):
            yield f"styles: the cell format {at} is made from {item.get('xfId')}, which is not there"
        number = item.get("numFmtId", "0")
        if int(number) >= _FIRST_OWN and number not in own:
            yield f"styles: the cell format {at} has the number format {number}, which is not there"


def broken_drawings(book: ExcelBook) -> Iterator[str]:
    """Check where drawings stand."""
    for sheet in book.sheets:
        for part in book.related(sheet.part, "drawing"):
            root = book.root(part)
            for anchor in children(root, "twoCellAnchor"):
                first, last = _corner(child(anchor, "from")), _corner(child(anchor, "to"))
                if min(first) < 0 or not (first[0] <= last[0] < LAST_ROW and first[1] <= last[1] < LAST_COLUMN):
                    yield f"{part}: something reaches from {first} to {last}"
            ids = Counter(item.get("id") for item in root.iter("cNvPr"))
            for number, count in ids.items():
                if count > 1:
                    yield f"{part}: {count} drawings have the id {number}"


def _corner(element: Element | None) -> tuple[int, int]:
    if element is None:
        return (-1, -1)
    return int(said(child(element, "row"))), int(said(child(element, "col")))


def broken_charts(book: ExcelBook) -> Iterator[str]:
    """Check what charts show, and that their axes are there."""
    charts = sorted(part for part in book.parts if book.root_tag(part) == "chartSpace")
    for part in charts:
        root = book.root(part)
        for reference in (*root.iter("numRef"), *root.iter("strRef")):
            text = said(child(reference, "f"))
            for fault in parsed(text, book, tables=False).faults:
                yield f"{part}: the reference {text} {fault}"
            area = area_of(text.rpartition("!")[2])
            for cache in (*children(reference, "numCache"), *children(reference, "strCache")):
                count = int(children(cache, "ptCount")[0].get("val", "0")) if children(cache, "ptCount") else 0
                if area and count != area.size:
                    yield f"{part}: {text} has {area.size} cells, and {count} are kept"
        axes = {_value_of(axis, "axId") for axis in root.iter() if axis.tag.endswith("Ax")}
        used = {item.get("val") for item in root.iter("axId")} | {item.get("val") for item in root.iter("crossAx")}
        for axis in used - axes - {"0"}:
            yield f"{part}: the axis {axis} is not there"


def _value_of(element: Element, name: str) -> str | None:
    """Give the ``val`` of a child."""
    found = child(element, name)
    return None if found is None else found.get("val")
