"""Everything in a workbook that points at the cells of one sheet by their address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.blocks import Position, shared_formulas
from salesplan.workbook.cells import OldCell
from salesplan.workbook.draft import Draft
from salesplan.workbook.formulas import Reference, references, translated
from salesplan.workbook.locate import Sheet
from salesplan.workbook.markup import (
    PREFIX,
    Malformed,
    attributes,
    content_text,
    element_pattern,
    masked,
    unescaped,
    utf8,
)
from salesplan.workbook.ranges import rules, without_rules
from salesplan.workbook.sheet_xml import SheetXml

_FORMULA: Final = re.compile(
    rb"<("
    + PREFIX
    + rb"(?:f|formula[12]?|oldFormula|calculatedColumnFormula|totalsRowFormula|Fmla\w+))(?=[\s>])[^<>]*>([^<]*)</\1\s*>"
)
_SPARKLINE: Final = re.compile(rb"<(" + PREFIX + rb"sparkline)\s*>(.*?)</\1\s*>", re.DOTALL)
_CELL_OF_SPARKLINE: Final = re.compile(rb"sqref\s*>([^<]*)<")
_LINK: Final = re.compile(rb"""\s(?:textlink|fmla\w+|linkedCell|listFillRange)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SOURCE: Final = element_pattern(b"(?:worksheetSource|dataRef)")
# These hold texts and formats, no formulas; a text may well look like one.
_NO_FORMULAS: Final = re.compile(
    r"sharedStrings|styles|theme|comment|persons?/|docProps/|customXml|calcChain|_rels/|\[Content_Types\]|metadata|richData",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One address that something holds: where it is said (in words), the cells it points at, and its host cell if it is a formula."""

    where: str
    area: Area
    host: Position | None = None


def pointers(draft: Draft, sheet: Sheet, xml: SheetXml) -> Iterator[Pointer]:
    """Find all addresses that point into a sheet, from the sheet itself and from all other parts.

    Whole columns are left out: they hold wherever rows go. Names that the program keeps itself (print
    area and titles) are too.
    """
    yield from _own(sheet, xml)
    yield from _defined_names(draft, sheet)
    own = draft.package.name_of(sheet.part)
    for part in draft.package.parts:
        if part != own and _may_hold_formulas(part) and draft.changed.get(part, b"") is not None:
            yield from _foreign(draft, part, sheet)


def _may_hold_formulas(part: str) -> bool:
    return part.lower().endswith((".xml", ".vml")) and not _NO_FORMULAS.search(part)


def _own(sheet: Sheet, xml: SheetXml) -> Iterator[Pointer]:
    for (row, column), formula in _formula_texts(xml):
        for found in _pointing(formula, sheet.name, home=sheet.name):
            yield Pointer(f"the formula in {cell_name(row, column)}", found.area, (row, column))
    yield from _from_rules(sheet, xml)
    for piece in (xml.head, xml.tail):
        mask = _SPARKLINE.sub(_blank_row_bound, without_rules(piece))
        for found in _formulas(mask, sheet.name, home=sheet.name):
            yield Pointer(f"something else in sheet {sheet.name}", found.area)


def _from_rules(sheet: Sheet, xml: SheetXml) -> Iterator[Pointer]:
    """Find what validations and conditional formats read, but for what each reads in its own row."""
    for rule in rules(xml.tail):
        around = rule.around
        for found in (found for formula in rule.formulas for found in _pointing(formula, sheet.name, home=sheet.name)):
            own_row = found.area.first_row == around.first_row == found.area.last_row and not found.row_fixed
            if not own_row:
                area = found.spread(len(around.rows()), len(around.columns()))
                yield Pointer(f"a rule for {around}", area, (around.first_row, around.first_column))


def _formula_texts(xml: SheetXml) -> Iterator[tuple[Position, str]]:
    """Give every cell's formula, spelled out where it uses a shared one."""
    for row, column, cell in xml.all_cells():
        if b"f" in cell and (formula := OldCell(cell).formula):
            yield (row, column), formula
    for group in shared_formulas(xml):
        master_row, master_column = group.master
        for row, column in group.members:
            yield (row, column), translated(group.text, rows=row - master_row, columns=column - master_column)


def _blank_row_bound(found: re.Match[bytes]) -> bytes:
    """Blank out a sparkline that shows its own row: it holds for whatever data comes to stand there."""
    formula, cell = _FORMULA.search(found[2]), _CELL_OF_SPARKLINE.search(found[2])
    if formula and cell:
        areas = [reference.area for reference in references(content_text(formula[2]))]
        row = Area.parse(cell[1].decode("ascii")).first_row
        if all(area.first_row == row == area.last_row for area in areas):
            return b" " * len(found[0])
    return found[0]


def _defined_names(draft: Draft, sheet: Sheet) -> Iterator[Pointer]:
    for name in draft.book.names:
        if name.name.startswith("_xlnm.Print_"):
            continue
        for found in _pointing(name.text, sheet.name, home=name.sheet):
            yield Pointer(f"the name {name.name}", found.area)


def _foreign(draft: Draft, part: str, sheet: Sheet) -> Iterator[Pointer]:
    try:
        mask = masked(utf8(draft.read(part)))
    except Malformed:
        return  # not XML for Excel either
    for found in _qualified(mask, sheet.name):
        yield Pointer(_said(draft, part), found.area)
    for tag in _SOURCE.finditer(mask):
        source = attributes(tag[0])
        if b"ref" in source and unescaped(source.get(b"sheet", b"")).casefold() == sheet.name.casefold():
            yield Pointer(_said(draft, part), Area.parse(source[b"ref"].decode("ascii")))


def _formulas(mask: bytes, sheet: str, *, home: str) -> Iterator[Reference]:
    for found in _FORMULA.finditer(mask):
        yield from _pointing(content_text(found[2]), sheet, home=home)
    for found in _LINK.finditer(mask):
        yield from _pointing(unescaped(found[1] or found[2] or b""), sheet, home=home)


def _qualified(mask: bytes, sheet: str) -> Iterator[Reference]:
    """Find what another sheet's formulas read: such a reference has an exclamation mark, so only the tags around one are looked at."""
    start = -1
    mark = mask.find(b"!")
    while mark >= 0:
        if (tag := mask.rfind(b"<", 0, mark)) != start:
            start = tag
            end = mask.find(b">", mark)
            if formula := _FORMULA.match(mask, start):
                end = formula.end()
            yield from _formulas(mask[max(start, 0) : end if end >= 0 else len(mask)], sheet, home="")
        mark = mask.find(b"!", mark + 1)


def _pointing(formula: str, sheet: str, *, home: str) -> Iterator[Reference]:
    for found in references(formula):
        if ":" in found.text and not re.search("[0-9]", found.text):
            continue  # whole columns
        if found.on(sheet, home=home):
            yield found


def _said(draft: Draft, part: str) -> str:
    for sheet in draft.book.sheets:
        if draft.package.name_of(sheet.part) == part:
            return f"a formula in sheet {sheet.name}"
    kind = part.rsplit("/", 2)[-2] if "/" in part else part
    return f"a part of the workbook ({kind.removesuffix('s')})"
