"""What is to be written into cells, checked against Excel and laid out for Calc: constants, formulas, dates."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from tests.live.calc.area import Area, address
from tests.live.calc.errors import StrictError
from tests.live.calc.grammar import to_calc
from tests.live.calc.strict import objection
from tests.live.calc.values import day_number
from tests.live.calc.wire import Kind, Run

_DAY: Final = "m/d/yyyy"
_MOMENT: Final = "m/d/yyyy h:mm"

Cell = float | str | dt.date | None
Rows = Sequence[Sequence[Any]]


class Formula(str):
    """A formula in Calc's grammar, told from a text that reads the same."""


class Entry(NamedTuple):
    """An area's new content: constants (None: there are none), formulas over them, cells that become dates."""

    constants: tuple[tuple[float | str, ...], ...] | None
    runs: list[Run]
    dates: list[tuple[Area, str]]


def values_entry(rows: Rows, area: Area, kinds: Sequence[Kind], *, strict: bool) -> Entry:
    """Lay out what ``Range.value`` is given; strict: raise StrictError naming the cell that Excel objects to."""
    if strict:
        check(rows, area, text_cells(kinds))
    return _entry([[_entered(value) for value in row] for row in rows], area)


def formulas_entry(rows: Rows, area: Area, kinds: Sequence[Kind], tables: tuple[str, ...], *, strict: bool) -> Entry:
    """Lay out what ``Range.formula`` is given: formulas, and constants as a person types them."""
    texts = text_cells(kinds)
    laid: list[list[Cell]] = []
    for row, line in enumerate(rows):
        laid.append([])
        for column, value in enumerate(line):
            place = (row, column)
            if isinstance(value, str) and value.startswith("=") and len(value) > 1:
                if strict and place in texts:
                    raise StrictError(f"{_named(area, place)}: a cell of format @ would show {value!r} as a text")
                laid[-1].append(_formula(value, tables, area, place))
                continue
            typed = _typed(value)
            if strict:
                check([[typed]], area.part(row, column), {(0, 0)} & ({(0, 0)} if place in texts else set()))
            laid[-1].append(_entered(typed))
    return _entry(laid, area)


def check(rows: Rows, area: Area, texts: set[tuple[int, int]]) -> None:
    """Raise StrictError for the first value that Excel or COM would not take as it is."""
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if type(value) is float and value - value == 0.0 and not texts:
                continue  # most cells are such
            reason = objection(value, in_text_cell=(row, column) in texts)
            if reason is not None:
                raise StrictError(f"{_named(area, (row, column))}: {value!r}: {reason}")


def text_cells(kinds: Sequence[Kind]) -> set[tuple[int, int]]:
    """Give the cells of format "@"."""
    return {
        (row, column)
        for kind in kinds
        if kind.name == "text"
        for row in range(kind.row, kind.row + kind.rows)
        for column in range(kind.column, kind.column + kind.columns)
    }


def _formula(value: str, tables: tuple[str, ...], area: Area, place: tuple[int, int]) -> Formula:
    try:
        return Formula(to_calc(value, tables))
    except StrictError as error:
        raise StrictError(f"{_named(area, place)}: {error}") from None


def _named(area: Area, place: tuple[int, int]) -> str:
    return f"{area.sheet}!{address(area.part(*place), row_absolute=False, column_absolute=False)}"


def _typed(value: Any) -> Any:
    """Read a constant among formulas: what is typed as a number or a truth value is one."""
    if not isinstance(value, str):
        return value
    if value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    try:
        return float(value)
    except ValueError:
        return value


def _entered(value: Any) -> Cell:
    """Give a value as it lands in the cell."""
    if value is None or isinstance(value, Formula | dt.date):
        return value
    if isinstance(value, bool):
        return Formula(f"={str(value).upper()}()")  # Calc knows a truth value only as what a formula says
    if isinstance(value, str):
        return value.removeprefix("'")
    if isinstance(value, float | int | Decimal):
        number = float(value)
        return number if number == number else None
    raise TypeError(f"a cell takes no {type(value).__name__}: {value!r}")


def _entry(rows: Sequence[Sequence[Cell]], area: Area) -> Entry:
    formulas = _only_formulas(rows)
    constants = None if formulas else tuple(tuple(map(_constant, row)) for row in rows)
    runs = [Run(row, column, [str(value) for value in found]) for row, column, found in _runs(rows, _is_formula)]
    dates = [
        (area.part(row, column, len(found)), _MOMENT if any(map(_has_time, found)) else _DAY)
        for row, column, found in _runs(rows, _is_date)
    ]
    return Entry(constants, runs, dates)


def _only_formulas(rows: Sequence[Sequence[Cell]]) -> bool:
    return all(type(value) is Formula for row in rows for value in row)


def _constant(value: Cell) -> float | str:
    if value is None or type(value) is Formula:
        return ""
    return day_number(value) if isinstance(value, dt.date) else value


def _runs(rows: Sequence[Sequence[Cell]], wanted: Callable[[Cell], bool]) -> Iterator[tuple[int, int, list[Cell]]]:
    """Give what lies one below the other and is wanted: first row, column, values."""
    for column in range(len(rows[0])):
        found: list[Cell] = []
        for row, line in enumerate(rows):
            if wanted(line[column]):
                found.append(line[column])
            elif found:
                yield row - len(found), column, found
                found = []
        if found:
            yield len(rows) - len(found), column, found


def _is_formula(value: Cell) -> bool:
    return type(value) is Formula


def _is_date(value: Cell) -> bool:
    return isinstance(value, dt.date)


def _has_time(value: Cell) -> bool:
    return isinstance(value, dt.datetime) and value.time() != dt.time()
