"""The contents of cells in an open workbook: read as values and formulas, and written the same way."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby
from typing import Final

import xlwings as xw

from salesplan.workbook.addresses import Area
from salesplan.workbook.live.hosts import NOT_OFFERED
from salesplan.workbook.live.values import AS_TEXT, entered, is_error, read_block, read_formulas
from salesplan.workbook.live.where import cells_of
from salesplan.workbook.writes import KEEP, Formula, Keep, Value

Column = Sequence[Value | Keep]
"""What the cells of a column get, from the top to the bottom; `KEEP` leaves one as it is."""

_NOISE: Final = 1e-12
"""By how much, in proportion, the text of a number may differ from it: it has 15 digits."""

_FORMULAS_FIRST: Final = (True, False)
"""Excel may fill a formula down the whole column of a table: what is no formula there comes after it."""


def read_columns(cells: xw.Range) -> list[list[Value]]:
    """Read what stands in a range, column by column; formulas only where the host tells them."""
    values = read_block(cells)
    try:
        formulas = read_formulas(cells)
    except NOT_OFFERED:
        formulas = [["" for _ in row] for row in values]
    rows = [
        [_content(value, formula) for value, formula in zip(*line, strict=True)]
        for line in zip(values, formulas, strict=True)
    ]
    return [list(column) for column in zip(*rows, strict=True)]


def _content(value: object, formula: str) -> Value:
    """Tell what a cell holds: constants have what Excel calls a formula, too, which is their text."""
    if formula.startswith("=") and len(formula) > 1 and value != formula:
        return Formula(formula[1:])
    if is_error(value):
        return Formula(str(value))
    if isinstance(value, float):
        return _whole(value, formula)
    if isinstance(value, bool | int | str | date | datetime):
        return None if value == "" else value
    return None


def _whole(value: float, formula: str) -> float:
    """Give a number with all its decimals: of an amount in a currency format the value has four at most."""
    with suppress(ValueError):
        if abs(float(formula) - value) > _NOISE * abs(value):
            return float(formula)
    return value


def write_column(sheet: xw.Sheet, column: int, first_row: int, values: Column) -> None:
    """Write into the cells of a column, as few calls as can be; formats stay, and no text is taken for anything else.

    Parameters
    ----------
    sheet
        The sheet.
    column, first_row
        Where the column and its first cell are, from 1.
    values
        What the cells get.
    """
    runs = []
    row = first_row
    for kind, run in groupby(values, _kind):
        cells = list(run)
        if kind is not KEEP:
            runs.append((kind, Area(row, column, row + len(cells) - 1, column), cells))
        row += len(cells)
    for formulas in _FORMULAS_FIRST:
        for kind, area, cells in runs:
            if kind is formulas:
                _write_run(cells_of(sheet, area), cells)


def _kind(value: Value | Keep) -> bool | Keep:
    """Tell whether a cell gets a formula, or is kept."""
    return KEEP if isinstance(value, Keep) else isinstance(value, Formula)


def _write_run(cells: xw.Range, values: Column) -> None:
    """Write cells that get all a formula, or none."""
    if isinstance(values[0], Formula):
        cells.formula = [[f"={value.text}"] for value in values if isinstance(value, Formula)]
        return
    constants = [value for value in values if not isinstance(value, Formula | Keep)]
    as_text = any(isinstance(value, str) for value in constants) and _keep_texts(cells)
    cells.value = [[entered(value, as_text=as_text)] for value in constants]


def _keep_texts(cells: xw.Range) -> bool:
    """Tell whether whatever is entered into cells stays a text; where the host does not tell formats, it may not."""
    try:
        return cells.number_format == AS_TEXT
    except NOT_OFFERED:
        return False
