"""What a workbook says its formulas give, against what a spreadsheet program makes of them."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

NEAR: Final = 1e-6


class Mismatch(NamedTuple):
    """A formula whose saved value is not what it gives."""

    sheet: str
    cell: str
    formula: str
    cached: object
    recalculated: object


def cell_values(path: Path) -> dict[tuple[str, str], object]:
    """Give the saved value of every cell that is not empty, by sheet and cell."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Give every formula of a workbook, by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value.text if isinstance(cell.value, ArrayFormula) else str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def formula_mismatches(path: Path, recalculated: Path | Mapping[tuple[str, str], Any]) -> list[Mismatch]:
    """Compare the saved value of every formula with the recalculated one.

    Numbers may differ by a millionth of themselves; text must be the same; blank and "" are the same.
    ``recalculated`` is a workbook or the values themselves.
    """
    new = cell_values(recalculated) if isinstance(recalculated, Path) else recalculated
    old = cell_values(path)
    return [
        Mismatch(*where, formula, old.get(where), new.get(where))
        for where, formula in formulas(path).items()
        if not same(old.get(where), new.get(where))
    ]


def same(one: object, other: object) -> bool:
    """Tell whether two cell values are the same to a reader."""
    one, other = _plain(one), _plain(other)
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=NEAR, abs_tol=1e-9)
    return one == other


def _plain(value: object) -> str | float:
    """Give a value as text or number, with a date as its day number: programs differ in which they save."""
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return float(value)
        case datetime() | date() | time() | timedelta():
            return float(to_excel(value))
        case _:
            return str(value)
