"""Cells of a sheet that belong together and cannot be written one by one.

Array formulas and data tables fill a range from their master cell, shared formulas live in one cell
and are used by others, merged cells show only the first of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from salesplan.workbook.addresses import Area
from salesplan.workbook.cells import OldCell
from salesplan.workbook.formulas import translated
from salesplan.workbook.markup import attributes, element_pattern, masked
from salesplan.workbook.sheet_xml import SheetXml

_MERGE: Final = element_pattern(b"mergeCell")
Position = tuple[int, int]


@dataclass(slots=True)
class Shared:
    """One shared formula: the cell that holds its text, and every cell that uses it, the master included."""

    master: Position
    text: str
    members: list[Position] = field(default_factory=list)


def shared_formulas(sheet: SheetXml) -> list[Shared]:
    """Find the shared formulas of a sheet."""
    groups: dict[bytes, Shared] = {}
    waiting: dict[bytes, list[Position]] = {}
    if not sheet.contains(b"shared"):
        return []
    for row, column, xml in sheet.all_cells(b"shared"):
        if b"shared" not in xml:
            continue
        cell = OldCell(xml)
        found = cell.formula_attributes
        if found.get(b"t") != b"shared":
            continue
        index = found.get(b"si", b"")
        waiting.setdefault(index, []).append((row, column))
        if cell.formula:
            groups[index] = Shared((row, column), cell.formula)
    for index, group in groups.items():
        group.members = waiting[index]
    return list(groups.values())


def expanded(sheet: SheetXml, groups: Iterable[Shared]) -> SheetXml:
    """Give every user of some shared formulas its own text, so that their cells can be written or moved."""
    for group in groups:
        master_row, master_column = group.master
        for row, column in group.members:
            text = translated(group.text, rows=row - master_row, columns=column - master_column)
            sheet.put(row, column, OldCell(sheet.cells(row)[column]).at(row, column, formula=text))
    return SheetXml(sheet.render(), rendered_here=True)


def array_areas(sheet: SheetXml) -> list[Area]:
    """Find what array formulas, spills and data tables fill."""
    found = []
    for kind in (b"array", b"dataTable"):
        if sheet.contains(kind):
            found += [
                area for _, _, xml in sheet.all_cells(kind) if kind in xml and (area := OldCell(xml).array_area())
            ]
    return found


def merged_areas(sheet: SheetXml) -> list[Area]:
    """Find the merged cells of a sheet."""
    return [
        Area.parse(ref.decode("ascii"))
        for tag in _MERGE.finditer(masked(sheet.tail))
        if (ref := attributes(tag[0]).get(b"ref"))
    ]


def cells_within(area: Area, cells: Collection[Position]) -> set[Position]:
    """Give those cells that lie in an area, whichever of the two is smaller."""
    size = len(area.rows()) * len(area.columns())
    if size < len(cells):
        return {(row, column) for row in area.rows() for column in area.columns() if (row, column) in cells}
    return {cell for cell in cells if cell in area}


def split_array(areas: Iterable[Area], cells: Collection[Position]) -> tuple[Position, Area] | None:
    """Find a cell to be written that is part of an array formula not written as a whole."""
    for area in areas:
        inside = cells_within(area, cells)
        if inside and len(inside) < len(area.rows()) * len(area.columns()):
            return min(inside), area
    return None


def covered_cell(merges: Iterable[Area], cells: Collection[Position]) -> tuple[Position, Area] | None:
    """Find a cell to be written that a merge hides: any of it but the first."""
    for area in merges:
        hidden = cells_within(area, cells) - {(area.first_row, area.first_column)}
        if hidden:
            return min(hidden), area
    return None
