"""Arguments of custom functions: what Excel hands over, read cell by cell, and refused with a reason.

Excel gives a cell as a single value and a range as rows of values: numbers, texts, truth values, dates, and error values
by their names. A blank is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Generic, TypeAlias, TypeVar

from salesplan.errors import SalesplanError
from salesplan.tables.model import Choice, Column, Holds, Setting
from salesplan.words import nearest

T = TypeVar("T")

Argument: TypeAlias = Any
"""An argument or an answer as it passes between Excel and a function.

xlwings picks a converter by the type hint, and knows none for unions; `Any` leaves the values as they are.
"""

CATEGORY: Final = "salesplan"
"""Under what Excel lists the functions."""

RANGE: Final[dict[str, Any]] = {"ndim": 2, "err_to_str": True}
"""How xlwings hands an argument over: as rows of cells, also a single one; error values by their names."""

_LARGEST: Final = 1e15
"""Numbers above have more digits than Excel keeps."""

_ERROR: Final = re.compile(r"(#(?:N/A|[A-Z0-9_/]+[!?]))(?:\s+(.*))?", re.DOTALL)
"""The name of an error value; after it the reason, where a function of ours gave it."""

_ERROR_NUMBERS: Final = range(-2_146_826_300, -2_146_826_200)
"""By these whole numbers Excel for Windows hands on the error values that xlwings has no name for, as #SPILL!."""

_MOST_SHOWN: Final = 40


class ExcelError(StrEnum):
    """The error values that custom functions answer with."""

    VALUE = "#VALUE!"
    NUMBER = "#NUM!"
    DIVISION = "#DIV/0!"
    NOT_FOUND = "#N/A"


class BadArgument(SalesplanError):
    """A custom function cannot compute with what it was given.

    Parameters
    ----------
    code
        The error value that Excel's own functions would answer.
    reason
        What is wrong, and what belongs there.

    Examples
    --------
    >>> str(BadArgument(ExcelError.NUMBER, "total must be 0 or more (it is -5)"))
    '#NUM! total must be 0 or more (it is -5)'
    """

    def __init__(self, code: str, reason: str) -> None:
        self.code = str(code)
        self.reason = reason
        super().__init__(f"{self.code} {reason}")


@dataclass(frozen=True, slots=True)
class Cells(Generic[T]):
    """The cells of one argument.

    Attributes
    ----------
    name
        What the argument is called.
    rows, columns
        Its shape; a single cell is 1 × 1.
    values
        Row by row.
    """

    name: str
    rows: int
    columns: int
    values: tuple[T, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def is_single(self) -> bool:
        """Whether it is one cell."""
        return self.shape == (1, 1)

    @property
    def shape_text(self) -> str:
        """The shape, for people."""
        return f"{self.rows} × {self.columns} cells"

    def called(self, at: int) -> str:
        """Name one of the cells.

        Examples
        --------
        >>> Cells("weights", 1, 1, (7,)).called(0), Cells("weights", 2, 1, (7, 8)).called(1)
        ('weights', 'weights, row 2')
        >>> Cells("weights", 2, 2, (7, 8, 9, 6)).called(2)
        'weights, row 2, column 1'
        """
        row, column = divmod(at, self.columns)
        parts = [f"row {row + 1}"] * (self.rows > 1) + [f"column {column + 1}"] * (self.columns > 1)
        return ", ".join([self.name, *parts])

    def column(self, at: int, name: str) -> "Cells[T]":
        """Take one column out, under a name of its own."""
        return Cells(name, self.rows, 1, self.values[at :: self.columns])

    def like(self, other: "Cells[Any]") -> "Cells[T]":
        """Give one value for each cell of another argument: as many are there, or a single cell stands for all.

        Raises
        ------
        BadArgument
            If the shapes differ.
        """
        if self.is_single:
            return Cells(self.name, other.rows, other.columns, self.values * len(other.values))
        if self.shape == other.shape:
            return self
        sizes = f"it is {self.shape_text}, {other.name} {other.shape_text}"
        raise BadArgument(ExcelError.VALUE, f"{self.name} must be one cell, or as many as {other.name} ({sizes})")

    def laid_out(self, answers: Sequence[object]) -> Argument:
        """Lay one answer a cell out as the cells are: a column for a column, one value for one cell.

        Examples
        --------
        >>> Cells("weights", 2, 1, (7, 8)).laid_out([0.5, None]), Cells("weights", 1, 1, (7,)).laid_out([1.0])
        ([[0.5], [None]], 1.0)
        """
        if self.is_single:
            return answers[0]
        return [list(answers[start : start + self.columns]) for start in range(0, len(answers), self.columns)]


def cells_of(name: str, given: Argument) -> Cells[object]:
    """Read an argument as it stands; blanks are None.

    Raises
    ------
    BadArgument
        If a cell holds an error value: the same error is passed on.

    Examples
    --------
    >>> cells_of("weights", [[3.0], [" "]])
    Cells(name='weights', rows=2, columns=1, values=(3.0, None))
    """
    lines = given if isinstance(given, list | tuple) else [[given]]
    rows = [list(line) for line in lines] if all(isinstance(line, list | tuple) for line in lines) else [list(lines)]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or 0 in widths:
        raise BadArgument(ExcelError.VALUE, f"{name} must be a cell or a range of cells")
    cells = Cells(name, len(rows), widths.pop(), tuple(_plain(cell) for row in rows for cell in row))
    for at, cell in enumerate(cells.values):
        _pass_on_error(cells.called(at), cell)
    return cells


def single(cells: Cells[T]) -> T:
    """Give the value of an argument that is one cell.

    Raises
    ------
    BadArgument
    """
    if not cells.is_single:
        raise BadArgument(ExcelError.VALUE, f"{cells.name} must be one cell (it is {cells.shape_text})")
    return cells.values[0]


def widest(*given: Cells[Any]) -> Cells[Any]:
    """Give the argument with the most cells: the first of them.

    Examples
    --------
    >>> widest(Cells("last_year", 1, 1, (9,)), Cells("growth", 3, 1, (7, 8, 9))).name
    'growth'
    """
    return max(given, key=lambda cells: len(cells.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An argument of numbers.

    Attributes
    ----------
    name
        What it is called.
    like
        An example of it, as people type it.
    least, most
        The allowed range.
    percent
        Whether it is a fraction that people see as a percentage.
    """

    name: str
    like: str
    least: float | None = None
    most: float | None = None
    percent: bool = False

    @classmethod
    def of(cls, declared: Column | Setting, *, like: str, name: str = "") -> "Number":
        """Take the range from the column or setting of the plan that holds the same."""
        return cls(
            name=name or declared.key,
            like=like,
            least=declared.minimum,
            most=declared.maximum,
            percent=declared.holds is Holds.PERCENT,
        )

    def read(self, given: Argument) -> Cells[float | None]:
        """Read numbers; blanks are None.

        Raises
        ------
        BadArgument
            At the first cell that is no number, or out of range.

        Examples
        --------
        >>> growth = Number(name="growth", like="8%", least=-1, percent=True)
        >>> growth.read([[0.08, None]]).values
        (0.08, None)
        >>> growth.read([[0.08, "abc"]])
        Traceback (most recent call last):
            ...
        salesplan.excel.arguments.BadArgument: #VALUE! growth, column 2 must be a number, such as 8% (it is "abc")
        """
        return self.within(cells_of(self.name, given))

    def within(self, cells: Cells[object]) -> Cells[float | None]:
        """Read numbers out of cells; else as `read`."""
        numbers = tuple(
            None if cell is None else self._number(cells.called(at), cell) for at, cell in enumerate(cells.values)
        )
        return Cells(cells.name, cells.rows, cells.columns, numbers)

    def all_of(self, given: Argument) -> Cells[float]:
        """Read numbers of which none may be blank; else as `read`."""
        cells = self.read(given)
        there = tuple(self.there(cells, at) for at in range(len(cells.values)))
        return Cells(cells.name, cells.rows, cells.columns, there)

    def there(self, cells: Cells[float | None], at: int) -> float:
        """Give one of the numbers that were read.

        Raises
        ------
        BadArgument
            If it is blank.
        """
        number = cells.values[at]
        if number is None:
            raise BadArgument(
                ExcelError.VALUE, f"{cells.called(at)} is blank; it must be a number, such as {self.like}"
            )
        return number

    def one(self, given: Argument) -> float:
        """Read one number; else as `all_of`."""
        return single(self.all_of(given))

    def one_or(self, given: Argument, otherwise: float) -> float:
        """Read one number, or take another where it is blank; else as `read`."""
        number = single(self.read(given))
        return otherwise if number is None else number

    def _number(self, called: str, cell: object) -> float:
        if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
            reason = f"{called} must be a number, such as {self.like} (it is {_shown(cell)})"
            raise BadArgument(ExcelError.VALUE, reason)
        if not -_LARGEST <= cell <= _LARGEST:
            raise BadArgument(ExcelError.NUMBER, f"{called} must be a number of 15 digits at most, such as {self.like}")
        number = float(cell)
        too_low = self.least is not None and number < self.least
        if too_low or (self.most is not None and number > self.most):
            reason = f"{called} must be {self._range_text()} (it is {self._text(number)})"
            raise BadArgument(ExcelError.NUMBER, reason)
        return number

    def _range_text(self) -> str:
        if self.least is None:
            return f"{self._text(self.most or 0)} or less"
        if self.most is None:
            return f"{self._text(self.least)} or more"
        return f"between {self._text(self.least)} and {self._text(self.most)}"

    def _text(self, number: float) -> str:
        return f"{number * 100:,.15g}%" if self.percent else f"{number:,.15g}"


@dataclass(frozen=True, slots=True)
class Word:
    """An argument that is one of a few words, by its key or by what it is called in any language; blank is the first.

    Examples
    --------
    >>> from salesplan.tables.scoring import DIRECTIONS
    >>> Word("direction", DIRECTIONS).read([["Lower"], ["越高越好"], [None]]).values
    ('lower', 'higher', 'higher')
    """

    name: str
    choices: tuple[Choice, ...]

    def read(self, given: Argument) -> Cells[str]:
        """Read the keys of words.

        Raises
        ------
        BadArgument
            At the first that is none of them.
        """
        cells = cells_of(self.name, given)
        keys = tuple(self._key(cells.called(at), cell) for at, cell in enumerate(cells.values))
        return Cells(cells.name, cells.rows, cells.columns, keys)

    def one(self, given: Argument) -> str:
        """Read the key of one word; else as `read`."""
        return single(self.read(given))

    def _key(self, called: str, cell: object) -> str:
        if cell is None:
            return self.choices[0].key
        known = {said.casefold(): choice.key for choice in self.choices for said in (choice.key, *choice.label.every())}
        if isinstance(cell, str) and (key := known.get(cell.strip().casefold())):
            return key
        near = nearest(cell, list(known)) if isinstance(cell, str) else None
        meant = f"; did you mean {known[near]}?" if near else ""
        words = " or ".join(choice.key for choice in self.choices)
        raise BadArgument(ExcelError.VALUE, f"{called} must be {words} (it is {_shown(cell)}){meant}")


def _plain(cell: object) -> object:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _pass_on_error(called: str, cell: object) -> None:
    """Refuse an error value with the same error, as Excel's own functions do."""
    if type(cell) is int and cell in _ERROR_NUMBERS:
        raise BadArgument(ExcelError.VALUE, f"{called} is an error value itself")
    match = _ERROR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match:
        code, reason = match.groups()
        raise BadArgument(code, f"{called}: {reason}" if reason else f"{called} is {code} itself")


def _shown(cell: object) -> str:
    """Show what a cell holds."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return f"the date {cell:%Y-%m-%d}"
    if isinstance(cell, str):
        return f'"{cell}"' if len(cell) <= _MOST_SHOWN else f'"{cell[:_MOST_SHOWN]}…"'
    return f"{cell:,.15g}" if isinstance(cell, int | float) else "neither text nor number"
