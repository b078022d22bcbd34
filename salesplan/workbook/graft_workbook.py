"""The workbook part, in UTF-8, which lists sheets and defined names: both read, and added to by splicing."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from salesplan.workbook.markup import (
    attribute,
    attributes,
    children,
    descendants,
    element_end,
    element_pattern,
    escaped,
    masked,
    spliced,
    tree,
    with_attribute,
)

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT: Final = element_pattern(b"workbook")
_SHEETS: Final = element_pattern(b"sheets")
_SHEET: Final = element_pattern(b"sheet")
_VIEW: Final = element_pattern(b"workbookView")
_NAMES: Final = element_pattern(b"definedNames")
_NAME: Final = element_pattern(b"definedName")
# What may follow definedNames in a workbook part, in the schema's order (ECMA-376 part 1, 18.2.27).
_LATER: Final = element_pattern(
    b"(?:calcPr|oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|fileRecoveryPr"
    b"|webPublishObjects|extLst)"
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet as the workbook lists it: its name, its number (which no other has), the id of its relationship."""

    name: str
    number: int
    relation: str


@dataclass(frozen=True, slots=True)
class Name:
    """One defined name; ``tab`` is the place, from 0, of the only sheet where it holds, None for the whole workbook."""

    name: str
    text: str
    tab: int | None = None
    hidden: bool = False

    @property
    def key(self) -> tuple[str, int | None]:
        """What no other name of the workbook has."""
        return self.name.casefold(), self.tab


def tabs(data: bytes) -> tuple[Tab, ...]:
    """List the sheets, in the order of their tabs."""
    listed = (item for block in children(tree(data), "sheets") for item in children(block, "sheet"))
    return tuple(
        Tab(item.get("name", ""), int(item.get("sheetId") or 0), attribute(item, "id") or "") for item in listed
    )


def names(data: bytes) -> tuple[Name, ...]:
    """List the defined names."""
    found = []
    for item in descendants(tree(data), "definedName"):
        tab = item.get("localSheetId")
        hidden = item.get("hidden") in ("1", "true")
        found.append(Name(item.get("name", ""), item.text or "", int(tab) if tab else None, hidden))
    return tuple(found)


def has_views(data: bytes) -> bool:
    """Say whether the workbook describes a window, in which sheets have their views."""
    return _VIEW.search(masked(data)) is not None


def with_tab(data: bytes, tab: Tab, place: int) -> bytes:
    """Give the part with one more sheet at a place from 0; what counts the sheets behind it is counted on.

    Examples
    --------
    >>> part = b'<workbook><sheets><sheet name="A" sheetId="1"/></sheets><definedNames><definedName name="x" localSheetId="0">1</definedName></definedNames></workbook>'
    >>> [(name.name, name.tab) for name in names(with_tab(part, Tab("B", 2, "rId9"), 0))]
    [('x', 1)]
    """
    mask = masked(data)
    counted = [(tag, b"localSheetId") for tag in _NAME.finditer(mask)]
    counted += [(tag, name) for tag in _VIEW.finditer(mask) for name in (b"activeTab", b"firstSheet")]
    root, block = _required(_ROOT, mask), _required(_SHEETS, mask)
    own = attributes(root[0]).get(b"xmlns:r") == RELATIONSHIPS.encode("ascii")
    declared = b"" if own else b' xmlns:r="%b"' % RELATIONSHIPS.encode("ascii")
    new = b'<%bsheet name="%b" sheetId="%d" r:id="%b"%b/>' % (
        block[1],
        escaped(tab.name),
        tab.number,
        escaped(tab.relation),
        declared,
    )
    end = mask.index(b"</" + block[1] + b"sheets", block.end())
    starts = [tag.start() for tag in _SHEET.finditer(mask, block.end(), end)]
    at = starts[place] if place < len(starts) else end
    return spliced(data, [(at, at, new), *_counted_on(counted, place)])


def _counted_on(tags: Iterable[tuple[re.Match[bytes], bytes]], place: int) -> list[tuple[int, int, bytes]]:
    """Give the tags whose attribute counts a sheet from a place on, with the next number in it."""
    changed: dict[tuple[int, int], bytes] = {}
    for tag, name in tags:
        before = changed.get(tag.span(), tag[0])
        number = attributes(before).get(name)
        if number and int(number) >= place:
            changed[tag.span()] = with_attribute(before, name, b"%d" % (int(number) + 1))
    return [(start, end, tag) for (start, end), tag in changed.items()]


def with_names(data: bytes, new: Collection[Name], gone: Collection[Name]) -> bytes:
    """Give the part with some defined names more, and some less; a new one replaces the old one of its name and sheet."""
    mask = masked(data)
    dropped = {name.key for name in (*new, *gone)}
    prefix = _required(_ROOT, mask)[1]
    slices = [
        (tag.start(), element_end(mask, tag, b"definedName"), b"")
        for tag, name in zip(_NAME.finditer(mask), names(data), strict=True)
        if name.key in dropped
    ]
    listed = b"".join(_listed(name, prefix) for name in new)
    block = _NAMES.search(mask)
    if block and not block[3]:
        end = mask.index(b"</" + block[1] + b"definedNames", block.end())
        return spliced(data, [*slices, (end, end, listed)])
    whole = b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, listed, prefix)
    if block:
        return spliced(data, [(*block.span(), whole)])
    later = _LATER.search(mask, _required(_SHEETS, mask).end())
    at = later.start() if later else mask.rindex(b"</" + prefix + b"workbook")
    return spliced(data, [(at, at, whole)])


def _listed(name: Name, prefix: bytes) -> bytes:
    scope = b"" if name.tab is None else b' localSheetId="%d"' % name.tab
    hidden = b' hidden="1"' if name.hidden else b""
    return b'<%bdefinedName name="%b"%b%b>%b</%bdefinedName>' % (
        prefix,
        escaped(name.name),
        scope,
        hidden,
        escaped(name.text),
        prefix,
    )


def _required(pattern: re.Pattern[bytes], mask: bytes) -> re.Match[bytes]:
    found = pattern.search(mask)
    if found is None:
        raise ValueError("the workbook part lacks an element that it must have")
    return found
