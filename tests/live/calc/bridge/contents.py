"""What cells hold: values and formulas, read and written a range at a time."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from tests.live.calc.area import Area
from tests.live.calc.bridge.formats import as_dates, forget_truths, kinds
from tests.live.calc.bridge.places import cells, placed
from tests.live.calc.wire import Block, Formulas, Run

_FORMULA: Final = 16
_NUMBERS: Final = 1
_ERRORS: Final = 4
CONTENTS: Final = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
_FORMATS: Final = 32 | 64  # hard attributes and styles
_NOTES: Final = 8
_AT_ONCE: Final = 1000
"""Rows of formulas in one call: more in one take Calc much longer a row."""

_TRUTHS: Final = ("=TRUE()", "=FALSE()")
_MAY_BE_TRUTH: Final = re.compile(r"[<>]|.=|\b(?:TRUE|FALSE|AND|OR|NOT|XOR|IS[A-Z]+|EXACT)\(|^=\$?[\w'.$ ]+$")


def read(document: Any, area: Area) -> Block:
    """Give the values of an area in one answer."""
    range_ = cells(document, area)
    values = range_.getDataArray()
    errors = {
        (row, column): int(range_.getCellByPosition(column, row).getError())
        for row, line in enumerate(values)
        if None in line
        for column, value in enumerate(line)
        if value is None
    }
    return Block(values, errors, kinds(document, area), list(_truths(document, area, values)))


def formulas(document: Any, area: Area) -> Formulas:
    """Give formulas and constants of an area in one answer."""
    return Formulas(dict(_formulas(document, area, _FORMULA)), cells(document, area).getDataArray())


def write(
    document: Any,
    area: Area,
    constants: tuple[tuple[float | str, ...], ...] | None,
    runs: Sequence[Run],
    dates: Sequence[tuple[Area, str]],
) -> list[tuple[int, int, int]]:
    """Write constants, then formulas over them; give the formulas that are errors: row, column, code."""
    if constants is not None:
        cells(document, area).setDataArray(constants)
    for run in runs:
        _write_run(document, area, run)
    for place, code in dates:
        as_dates(document, place, code)
    return _wrong(document, area) if runs else []


def clear(document: Any, area: Area, contents: bool, formats: bool) -> None:
    flags = CONTENTS * contents | _FORMATS * formats | _NOTES * (contents and formats)
    cells(document, area).clearContents(flags)


def _write_run(document: Any, area: Area, run: Run) -> None:
    forget_truths(document, area.part(run.row, run.column, len(run.formulas)))
    for start in range(0, len(run.formulas), _AT_ONCE):
        texts = run.formulas[start : start + _AT_ONCE]
        place = area.part(run.row + start, run.column, len(texts))
        cells(document, place).setFormulaArray(tuple((text,) for text in texts))


def _wrong(document: Any, area: Area) -> list[tuple[int, int, int]]:
    range_ = cells(document, area)
    wrong = _asked(document, area, lambda range_: range_.queryFormulaCells(_ERRORS))
    return [
        (row, column, int(range_.getCellByPosition(column, row).getError()))
        for part in wrong
        for row in range(part.row - area.row, part.last_row - area.row + 1)
        for column in range(part.column - area.column, part.last_column - area.column + 1)
    ]


def _asked(document: Any, area: Area, query: Callable[[Any], Any]) -> list[Area]:
    """Find the parts of an area that a query is about; where few cells are asked Calc may look through the whole sheet."""
    found = (placed(area.sheet, place) for place in query(cells(document, area)).RangeAddresses)
    return [part.common(area) for part in found if part.meets(area)]


def _formulas(document: Any, area: Area, what: int) -> Iterator[tuple[tuple[int, int], str]]:
    for part in _asked(document, area, lambda range_: range_.queryContentCells(what)):
        for row, line in enumerate(cells(document, part).getFormulaArray(), start=part.row - area.row):
            for column, text in enumerate(line, start=part.column - area.column):
                yield (row, column), text


def _truths(document: Any, area: Area, values: tuple[tuple[float | str | None, ...], ...]) -> Iterator[tuple[int, int]]:
    """Find the cells that hold TRUE or FALSE, which Calc keeps as a number of a formula."""
    range_ = cells(document, area)
    for part in _asked(document, area, lambda range_: range_.queryFormulaCells(_NUMBERS)):
        top, left = part.row - area.row, part.column - area.column
        if not any(value in (0.0, 1.0) for line in values[top : top + part.rows] for value in line):
            continue
        for row, line in enumerate(cells(document, part).getFormulaArray(), start=top):
            for column, text in enumerate(line, start=left):
                if values[row][column] in (0.0, 1.0) and _is_truth(range_, row, column, text):
                    yield row, column


def _is_truth(range_: Any, row: int, column: int, text: str) -> bool:
    if text in _TRUTHS:
        return True
    # What a cell shows costs a call a cell, so it is asked only where the formula may say it.
    if not _MAY_BE_TRUTH.search(text):
        return False
    return range_.getCellByPosition(column, row).String in ("TRUE", "FALSE")
