"""A workbook's sheets: their order, which is looked at, their rows moved, their notes, calculation."""

from typing import Any

from tests.live.calc.area import COLUMNS, Area
from tests.live.calc.bridge.formats import fill_formats
from tests.live.calc.bridge.places import area_of, cells, enum

_INSERT = {"down": "DOWN", "right": "RIGHT"}
_DELETE = {"up": "UP", "left": "LEFT"}


def sheet_names(document: Any) -> tuple[str, ...]:
    return tuple(document.Sheets.ElementNames)


def add_sheet(document: Any, name: str, place: int) -> None:
    document.Sheets.insertNewByName(name, place)


def remove_sheet(document: Any, name: str) -> None:
    document.Sheets.removeByName(name)


def rename_sheet(document: Any, old: str, new: str) -> None:
    document.Sheets.getByName(old).Name = new


def visible(document: Any, name: str) -> bool:
    return bool(document.Sheets.getByName(name).IsVisible)


def set_visible(document: Any, name: str, value: bool) -> None:
    document.Sheets.getByName(name).IsVisible = value


def used(document: Any, name: str) -> Area:
    """Give the area of a sheet that holds anything; its first cell where it holds nothing."""
    cursor = document.Sheets.getByName(name).createCursor()
    cursor.gotoEndOfUsedArea(False)
    cursor.gotoStartOfUsedArea(True)
    return area_of(document, cursor.RangeAddress)


def active_sheet(document: Any) -> str:
    return str(document.CurrentController.ActiveSheet.Name)


def activate(document: Any, name: str) -> None:
    document.CurrentController.setActiveSheet(document.Sheets.getByName(name))


def selection(document: Any) -> Area | None:
    """Give what is selected; None where that is no single range of cells."""
    selected = document.CurrentSelection
    if not hasattr(selected, "RangeAddress"):
        return None
    return area_of(document, selected.RangeAddress)


def select(document: Any, area: Area) -> None:
    activate(document, area.sheet)
    document.CurrentController.select(cells(document, area))


def insert(document: Any, area: Area, shift: str, like_above: bool) -> None:
    """Push cells down or to the right; new rows look like the row above (or below), as they do in Excel."""
    sheet = document.Sheets.getByName(area.sheet)
    if shift == "down" and area.columns == COLUMNS:  # whole rows: cell by cell it would take minutes
        sheet.Rows.insertByIndex(area.row - 1, area.rows)
        return
    sheet.insertCells(cells(document, area).RangeAddress, enum("sheet.CellInsertMode", _INSERT[shift]))
    pattern = area.row - 1 if like_above else area.last_row + 1
    if shift == "down" and pattern >= 1:
        fill_formats(document, Area(area.sheet, pattern, area.column, 1, area.columns), area)


def delete(document: Any, area: Area, shift: str) -> None:
    sheet = document.Sheets.getByName(area.sheet)
    if shift == "up" and area.columns == COLUMNS:
        sheet.Rows.removeByIndex(area.row - 1, area.rows)
        return
    sheet.removeRange(cells(document, area).RangeAddress, enum("sheet.CellDeleteMode", _DELETE[shift]))


def notes(document: Any, name: str) -> list[tuple[int, int, str, str]]:
    """Give row, column, text and author of each note."""
    found = document.Sheets.getByName(name).Annotations
    return [(note.Position.Row + 1, note.Position.Column + 1, note.String, note.Author) for note in found]


def add_note(document: Any, area: Area, text: str) -> None:
    remove_note(document, area)
    place = cells(document, area).getCellByPosition(0, 0).CellAddress
    document.Sheets.getByName(area.sheet).Annotations.insertNew(place, text)


def remove_note(document: Any, area: Area) -> None:
    found = document.Sheets.getByName(area.sheet).Annotations
    for index in reversed(range(found.Count)):
        place = found.getByIndex(index).Position
        if (place.Row + 1, place.Column + 1) == (area.row, area.column):
            found.removeByIndex(index)


def set_automatic(document: Any, value: bool) -> None:
    document.enableAutomaticCalculation(value)
    if value:
        document.calculate()


def calculate(document: Any) -> None:
    document.calculate()
