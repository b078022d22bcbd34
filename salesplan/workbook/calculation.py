"""What a write means for calculation: recalculate on opening, and no stale calculation chain."""

import re
from typing import Final

from salesplan.workbook.draft import Draft
from salesplan.workbook.markup import element_pattern, masked, utf8, with_attribute
from salesplan.workbook.package import CONTENT_TYPES
from salesplan.workbook.relations import relations_part

_ROOT: Final = element_pattern(b"workbook")
_CALC: Final = element_pattern(b"calcPr")
_FORMULA: Final = re.compile(rb"<(?:[\w.\-]+:)?f[\s/>]")
_SHEETS: Final = element_pattern(b"sheets")
# What may follow calcPr in a workbook part, in the schema's order (ECMA-376 part 1, 18.2.27).
_LATER: Final = re.compile(
    rb"<(?:[\w.\-]+:)?(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|fileRecoveryPr"
    rb"|webPublishObjects|extLst)(?=[\s/>])"
)


def recalculated_on_opening(data: bytes) -> bytes:
    """Give a workbook part that asks for a full calculation when it is opened.

    Examples
    --------
    >>> recalculated_on_opening(b'<workbook><sheets/><calcPr calcId="1"/></workbook>')
    b'<workbook><sheets/><calcPr calcId="1" fullCalcOnLoad="1"/></workbook>'
    >>> recalculated_on_opening(b'<x:workbook xmlns:x="y"><x:sheets/><x:extLst/></x:workbook>')
    b'<x:workbook xmlns:x="y"><x:sheets/><x:calcPr fullCalcOnLoad="1"/><x:extLst/></x:workbook>'
    """
    data = utf8(data)
    mask = masked(data)
    if found := _CALC.search(mask):
        tag = with_attribute(data[found.start() : found.end()], b"fullCalcOnLoad", b"1")
        return data[: found.start()] + tag + data[found.end() :]
    root = _ROOT.search(mask)
    prefix = root[1] if root else b""
    end = mask.rindex(b"</" + prefix + b"workbook")
    sheets = _SHEETS.search(mask)
    later = _LATER.search(mask, sheets.end() if sheets else 0)
    at = later.start() if later else end
    return data[:at] + b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>' + data[at:]


def holds_formulas(draft: Draft, *new: str) -> bool:
    """Tell whether any sheet has a formula, those that were written first; without one there is nothing to calculate.

    ``new`` are the parts of sheets that the book did not have.
    """
    parts = [*new, *(sheet.part for sheet in draft.book.sheets if sheet.kind == "worksheet")]
    written = {part for part in parts if draft.name_of(part) in draft.changed}
    return any(_FORMULA.search(utf8(draft.read(part))) for part in sorted(parts, key=lambda part: part not in written))


def drop_calculation_chain(draft: Draft) -> None:
    """Take the calculation chain out of the package; the program that opens it builds a new one."""
    workbook = draft.package.workbook_part
    for relation in draft.package.relations(workbook):
        if relation.kind != "calcChain" or relation.target not in draft.package:
            continue
        where = relations_part(workbook)
        draft.write(where, _without(draft.read(where), b"Relationship", b"Id", relation.id.encode("utf-8")))
        name = b"/" + relation.target.encode("utf-8")
        draft.write(CONTENT_TYPES, _without(draft.read(CONTENT_TYPES), b"Override", b"PartName", name))
        draft.write(relation.target, None)


def _without(data: bytes, element: bytes, attribute: bytes, value: bytes) -> bytes:
    """Cut out the one empty element that has a value in an attribute."""
    data = utf8(data)
    pattern = re.compile(
        rb"<((?:[\w.\-]+:)?)"
        + element
        + rb"\s(?:[^<>]*\s)?"
        + attribute
        + rb"\s*=\s*[\"']"
        + re.escape(value)
        + rb"[\"'][^<>]*?"
        rb"(?:/>|>\s*</\1" + element + rb"\s*>)",
        re.IGNORECASE,
    )
    return pattern.sub(b"", data, count=1)
