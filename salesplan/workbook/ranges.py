"""The cell ranges that a sheet keeps outside of its rows: validations, conditional formats, merges, links, breaks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from salesplan.workbook.addresses import Area
from salesplan.workbook.formulas import inserted
from salesplan.workbook.markup import PREFIX, attributes, content_text, element_pattern, escaped, masked, with_attribute

Change = Callable[[Area], Area]

_RULE: Final = re.compile(
    rb"<("
    + PREFIX
    + rb"(?:dataValidation|conditionalFormatting))(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>.*?</\1\s*>)",
    re.DOTALL,
)
_RULE_TAG: Final = element_pattern(b"(?:dataValidation|conditionalFormatting)")
_LATE_SQREF: Final = re.compile(rb"(<(" + PREFIX + rb"sqref)\s*>)([^<]*)(</\2\s*>)")
_RULE_FORMULA: Final = re.compile(rb"(<(" + PREFIX + rb"(?:f|formula[12]?))(?=[\s>])[^<>]*>)([^<]*)(</\2\s*>)")
_OTHER: Final = element_pattern(b"(?:ignoredError|protectedRange)")
_PLACED: Final = element_pattern(b"(?:mergeCell|hyperlink)")
_LINK: Final = element_pattern(b"hyperlink")
_EMPTY_LINKS: Final = re.compile(rb"<(" + PREFIX + rb")hyperlinks\s*>\s*</\1hyperlinks\s*>")
_BREAKS: Final = re.compile(rb"<(" + PREFIX + rb")rowBreaks(?=[\s>]).*?</\1rowBreaks\s*>", re.DOTALL)
_BREAK: Final = element_pattern(b"brk")


@dataclass(frozen=True, slots=True)
class Rule:
    """One validation or conditional format: the ranges for which it holds, and its formulas."""

    areas: tuple[Area, ...]
    formulas: tuple[str, ...]

    @property
    def around(self) -> Area:
        """The rectangle around all of its ranges; its formulas are written for the first cell."""
        return around(self.areas)


def around(areas: Sequence[Area]) -> Area:
    """Give the rectangle around some ranges, one at least.

    Examples
    --------
    >>> str(around([Area.parse("C5:C9"), Area.parse("B7")]))
    'B5:C9'
    """
    return Area(
        min(area.first_row for area in areas),
        min(area.first_column for area in areas),
        max(area.last_row for area in areas),
        max(area.last_column for area in areas),
    )


def rules(piece: bytes) -> list[Rule]:
    """Find the validations and conditional formats in what a sheet holds after its rows, those in extensions too."""
    found = []
    for rule in _RULE.finditer(masked(piece)):
        areas = tuple(_areas(rule[0]))
        formulas = tuple(content_text(formula[3]) for formula in _RULE_FORMULA.finditer(rule[0]))
        if areas:
            found.append(Rule(areas, formulas))
    return found


def without_rules(piece: bytes) -> bytes:
    """Blank out the validations and conditional formats, keeping every position."""
    return _RULE.sub(lambda rule: b" " * len(rule[0]), masked(piece))


def _areas(rule: bytes) -> list[Area]:
    return [Area.parse(area.decode("ascii")) for area in _sqref(rule).split()]


def _sqref(rule: bytes) -> bytes:
    tag = _RULE_TAG.match(rule)
    early = attributes(tag[0]).get(b"sqref") if tag else None
    late = _LATE_SQREF.search(rule)
    return early or (late[3] if late else b"")


def grown(piece: bytes, table: Area, *, last: int, new_last: int, end: int) -> bytes:
    """Let the rules that reach down to a Table's last row grow or shrink with it.

    Parameters
    ----------
    piece
        What a sheet holds after its rows.
    table
        The table's area before.
    last, new_last
        Its last data row before and after the write.
    end
        Its last row before, the totals row included.
    """

    def change(area: Area) -> Area:
        beside = area.last_column < table.first_column or area.first_column > table.last_column
        if beside or area.last_row not in (last, end) or area.first_row > last:
            return area
        return replace(area, last_row=max(area.last_row + new_last - last, area.first_row))

    return _with_rules(_with_sqref(piece, _OTHER, change), change, None)


def links_followed(piece: bytes, table: Area, kept: dict[int, int], gone: set[int]) -> bytes:
    """Let the links on a Table's rows follow their rows; those on removed rows go.

    ``kept`` is sheet row before to sheet row after, ``gone`` are the rows removed.
    """

    def followed(link: bytes) -> bytes:
        ref = attributes(link).get(b"ref", b"")
        area = Area.parse(ref.decode("ascii")) if ref else None
        if area is None or (area.first_row, area.first_column) not in table:
            return link
        if area.first_row in gone:
            return b""
        return changed_attribute(link, b"ref", lambda area: _on_row(area, kept.get(area.first_row, area.first_row)))

    return _EMPTY_LINKS.sub(b"", spliced(piece, _LINK, followed))


def _on_row(area: Area, row: int) -> Area:
    return replace(area, first_row=row, last_row=row)


def moved_down(piece: bytes, *, sheet: str, at: int, by: int) -> bytes:
    """Move everything that stands on the rows from ``at`` on down with them."""

    def change(area: Area) -> Area:
        return Area(
            area.first_row + by if area.first_row >= at else area.first_row,
            area.first_column,
            area.last_row + by if area.last_row >= at else area.last_row,
            area.last_column,
        )

    def formula(text: str) -> str:
        return inserted(text, sheet=sheet, home=sheet, at=at, count=by)

    piece = spliced(piece, _PLACED, lambda tag: changed_attribute(tag, b"ref", change))
    piece = _with_sqref(piece, _OTHER, change)
    piece = spliced(piece, _BREAKS, lambda breaks: _BREAK.sub(lambda tag: _moved_break(tag[0], at, by), breaks))
    return _with_rules(piece, change, lambda first, text: formula(text) if first >= at else text)


def _moved_break(tag: bytes, at: int, by: int) -> bytes:
    row = int(attributes(tag).get(b"id", b"0"))
    return with_attribute(tag, b"id", b"%d" % (row + by)) if row >= at else tag


def _with_rules(piece: bytes, change: Change, formula: Callable[[int, str], str] | None) -> bytes:
    def rewritten(rule: bytes) -> bytes:
        areas = _areas(rule)
        if not areas:
            return rule
        if formula is not None:
            first = min(area.first_row for area in areas)
            rule = _RULE_FORMULA.sub(lambda found: _with_formula(found, formula(first, content_text(found[3]))), rule)
        tag = _RULE_TAG.match(rule)
        if tag and b"sqref" in attributes(tag[0]):
            return changed_attribute(tag[0], b"sqref", change) + rule[tag.end() :]
        return _LATE_SQREF.sub(lambda found: found[1] + _changed_areas(found[3], change) + found[4], rule)

    return spliced(piece, _RULE, rewritten)


def _with_formula(found: re.Match[bytes], text: str) -> bytes:
    """Give a formula element with another text; one with the same text stays byte for byte."""
    return found[0] if text == content_text(found[3]) else found[1] + escaped(text) + found[4]


def _with_sqref(piece: bytes, pattern: re.Pattern[bytes], change: Change) -> bytes:
    return spliced(piece, pattern, lambda tag: changed_attribute(tag, b"sqref", change))


def spliced(piece: bytes, pattern: re.Pattern[bytes], change: Callable[[bytes], bytes]) -> bytes:
    """Change what a pattern finds, comments passed over; what ``change`` leaves alone stays byte for byte."""
    pieces = []
    done = 0
    for found in pattern.finditer(masked(piece)):
        pieces += [piece[done : found.start()], change(piece[found.start() : found.end()])]
        done = found.end()
    return b"".join(pieces) + piece[done:]


def changed_attribute(tag: bytes, name: bytes, change: Change) -> bytes:
    """Change the ranges that an attribute lists; a tag that comes out the same stays byte for byte."""
    value = attributes(tag).get(name)
    if value is None:
        return tag
    changed = _changed_areas(value, change)
    return tag if changed == value else with_attribute(tag, name, changed)


def _changed_areas(sqref: bytes, change: Change) -> bytes:
    """Change the ranges of a list; a range that stays keeps its spelling."""
    pieces = []
    for text in sqref.split():
        area = Area.parse(text.decode("ascii"))
        new = change(area)
        pieces.append(text if new == area else str(new).encode("ascii"))
    return b" ".join(pieces) if pieces != sqref.split() else sqref
