"""What has a name in a workbook: tables and defined names."""

from typing import Any, Final

from tests.live.calc.area import Area
from tests.live.calc.bridge.contents import CONTENTS
from tests.live.calc.bridge.places import area_of, cells, placed
from tests.live.calc.wire import TableEntry

_BUILT_IN: Final = "_xlnm."


def table_names(document: Any) -> tuple[str, ...]:
    return tuple(document.DatabaseRanges.ElementNames)


def table_places(document: Any) -> dict[str, Area]:
    """Give the area of each table, by its name."""
    sheets, ranges = document.Sheets.ElementNames, document.DatabaseRanges
    places = {name: ranges.getByName(name).DataArea for name in ranges.ElementNames}
    return {name: placed(sheets[place.Sheet], place) for name, place in places.items()}


def table(document: Any, name: str) -> TableEntry:
    found = document.DatabaseRanges.getByName(name)
    area = area_of(document, found.DataArea)
    return TableEntry(name, area, bool(found.ContainsHeader), bool(found.TotalsRow))


def autofilter(document: Any, name: str) -> bool:
    return bool(document.DatabaseRanges.getByName(name).AutoFilter)


def filtered_fields(document: Any, name: str) -> list[int]:
    """Give the columns of a table, from 1, by which its rows are filtered."""
    return [field.Field + 1 for field in document.DatabaseRanges.getByName(name).getFilterDescriptor().FilterFields2]


def set_autofilter(document: Any, name: str, value: bool) -> None:
    document.DatabaseRanges.getByName(name).AutoFilter = value


def resize_table(document: Any, name: str, area: Area) -> None:
    """Give a table another area.

    Rows that fall out of the table keep what they hold, but Calc would let a formula about "this row" there spoil
    the same formula in all rows; so they are taken out before, and put back after.
    """
    found = document.DatabaseRanges.getByName(name)
    before = area_of(document, found.DataArea)
    left_out = None
    if before.last_row > area.last_row:
        rows = before.last_row - area.last_row
        left_out = cells(document, Area(area.sheet, area.last_row + 1, before.column, rows, before.columns))
        kept = left_out.getFormulaArray()
        left_out.clearContents(CONTENTS)
    found.setDataArea(cells(document, area).RangeAddress)
    if left_out is not None:
        left_out.setFormulaArray(kept)


def defined_names(document: Any) -> list[tuple[str | None, str]]:
    """Give the sheet (None: the workbook) and the name of each defined name."""
    found: list[tuple[str | None, str]] = [(None, name) for name in document.NamedRanges.ElementNames]
    for sheet in document.Sheets.ElementNames:
        found += [(sheet, name) for name in _scope(document, sheet).ElementNames]
    return [(sheet, _plain(name)) for sheet, name in found if not _plain(name).startswith("_")]


def name_content(document: Any, sheet: str | None, name: str) -> str | None:
    """Give what a defined name stands for, in Calc's words; None where there is no such name."""
    ranges = _scope(document, sheet)
    for spelled in (name, _BUILT_IN + name):
        if ranges.hasByName(spelled):
            return str(ranges.getByName(spelled).Content)
    return None


def define_name(document: Any, sheet: str | None, name: str, content: str) -> None:
    ranges = _scope(document, sheet)
    if ranges.hasByName(name):
        ranges.getByName(name).Content = content
        return
    start = cells(document, Area(document.Sheets.getByIndex(0).Name, 1, 1, 1, 1)).getCellByPosition(0, 0)
    ranges.addNewByName(name, content, start.CellAddress, 0)


def rename_name(document: Any, sheet: str | None, old: str, new: str) -> None:
    _scope(document, sheet).getByName(old).Name = new


def remove_name(document: Any, sheet: str | None, name: str) -> None:
    _scope(document, sheet).removeByName(name)


def _scope(document: Any, sheet: str | None) -> Any:
    return document.NamedRanges if sheet is None else document.Sheets.getByName(sheet).NamedRanges


def _plain(name: str) -> str:
    """Give Print_Area and its like the names that Excel shows."""
    return name.removeprefix(_BUILT_IN)
