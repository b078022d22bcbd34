"""From our areas to LibreOffice's ranges and back."""

import importlib
from typing import Any

from tests.live.calc.area import Area


def cells(document: Any, area: Area) -> Any:
    """Give the range of an area."""
    sheet = document.Sheets.getByName(area.sheet)
    return sheet.getCellRangeByPosition(area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1)


def area_of(document: Any, place: Any) -> Area:
    """Give the area of a CellRangeAddress."""
    return placed(document.Sheets.getByIndex(place.Sheet).Name, place)


def placed(sheet: str, place: Any) -> Area:
    """Give the area of a CellRangeAddress on a sheet that is known; asking for the sheet takes two calls."""
    rows, columns = place.EndRow - place.StartRow + 1, place.EndColumn - place.StartColumn + 1
    return Area(sheet, place.StartRow + 1, place.StartColumn + 1, rows, columns)


def enum(name: str, value: str) -> Any:
    """Give one of UNO's enumerated values."""
    return importlib.import_module("uno").Enum(f"com.sun.star.{name}", value)
