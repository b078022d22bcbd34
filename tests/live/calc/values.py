"""Values as xlwings hands them over and as Calc takes them, and back as Excel would give them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from tests.live.calc.wire import Block

ERRORS: Final = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
"""The numbers by which Excel for Windows hands out errors."""

_TEXT_OF: Final = {code: text for text, code in ERRORS.items()}
UNREADABLE: Final = frozenset((501, *range(505, 514), 516, 517, 518, 520))
"""Calc's errors for a formula that it cannot read; Excel does not let such a one into the cell."""

_OF_CALC: Final = {
    **dict.fromkeys(UNREADABLE, "#NAME?"),
    525: "#NAME?",
    503: "#NUM!",
    523: "#NUM!",
    521: "#NULL!",
    522: "#REF!",
    524: "#REF!",
    532: "#DIV/0!",
    32767: "#N/A",
}
"""Excel's errors by the numbers of Calc's; what is not here is #VALUE!."""

_EPOCH: Final = dt.datetime(1899, 12, 30)
_LAST_DAY: Final = 2_958_466
_MILLISECONDS: Final = 86_400_000

Value = float | bool | str | dt.datetime | Decimal | int | None


def shown(block: Block) -> tuple[tuple[Value, ...], ...]:
    """Give an area's values as Excel's ``Value`` does: dates, money and truth values by format, errors as numbers."""
    values: list[list[Value]] = [[None if value == "" else value for value in row] for row in block.values]
    for kind in block.kinds:
        if kind.name == "text":
            continue
        turn = as_date if kind.name == "date" else as_money
        for row in values[kind.row : kind.row + kind.rows]:
            for column in range(kind.column, min(kind.column + kind.columns, len(row))):
                value = row[column]
                if isinstance(value, float):
                    row[column] = turn(value)
    for row_, column in block.truths:
        values[row_][column] = bool(block.values[row_][column])
    for (row_, column), code in block.errors.items():
        values[row_][column] = ERRORS[error_text(code)]
    return tuple(map(tuple, values))


def error_text(code: int) -> str:
    """Give Excel's error for a number of Calc's.

    >>> error_text(532), error_text(32767), error_text(519)
    ('#DIV/0!', '#N/A', '#VALUE!')
    """
    return _OF_CALC.get(code, "#VALUE!")


def as_date(number: float) -> dt.datetime | float:
    """Give a day number's date and time; a number that is none stays.

    >>> as_date(46392.5), as_date(-1.0)
    (datetime.datetime(2027, 1, 5, 12, 0), -1.0)
    """
    if not 0 <= number < _LAST_DAY:
        return number
    return _EPOCH + dt.timedelta(milliseconds=round(number * _MILLISECONDS))


def as_money(number: float) -> Decimal:
    """Give an amount in a money format, which Excel hands out with four decimals.

    >>> as_money(12.34567)
    Decimal('12.3457')
    """
    return Decimal(str(round(number, 4)))


def day_number(value: dt.date) -> float:
    """Give a date's day number.

    >>> day_number(dt.date(2027, 1, 5)), day_number(dt.datetime(2027, 1, 5, 12))
    (46392.0, 46392.5)
    """
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    return (moment - _EPOCH) / dt.timedelta(days=1)


def cleaned(
    data: Sequence[Sequence[Value]],
    datetime_builder: Any,
    empty_as: Any,
    number_builder: Any,
    err_to_str: bool,
) -> list[list[Any]]:
    """Give raw values as xlwings' options want them."""

    def clean(value: Value) -> Any:
        if value is None or value == "":
            return empty_as
        if isinstance(value, dt.datetime):
            parts = {name: getattr(value, name) for name in _PARTS}
            return datetime_builder(**parts, tzinfo=None)
        if isinstance(value, float):
            return value if number_builder is None else number_builder(value)
        if isinstance(value, int) and value in _TEXT_OF:
            return _TEXT_OF[value] if err_to_str else None
        return value

    return [[clean(value) for value in row] for row in data]


_PARTS: Final = ("year", "month", "day", "hour", "minute", "second", "microsecond")
