"""Cells of custom functions: what Excel hands over, row by row, and the error that a function answers with.

Excel gives a cell as a single value and a range as rows of values: numbers, texts, truth values, dates, and error values
by their names. A blank is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Generic, TypeAlias, TypeVar

from salesplan.errors import SalesplanError
from salesplan.workbook.live.values import ERROR_NUMBERS

T = TypeVar("T")

Argument: TypeAlias = Any
"""An argument or an answer as it passes between Excel and a function.

xlwings picks a converter by the type hint, and knows none for unions; `Any` leaves the values as they are.
"""

_ERROR: Final = re.compile(r"(#(?:N/A|[A-Z0-9_/]+[!?]))(?:\s+(.*))?", re.DOTALL)
"""The name of an error value; after it the reason, where a function of ours gave it."""


class ExcelError(StrEnum):
    """The error values that custom functions answer with."""

    VALUE = "#VALUE!"
    NUMBER = "#NUM!"
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
        match self.shape:
            case 1, 1:
                return "one cell"
            case 1, columns:
                return f"a row of {columns} cells"
            case rows, 1:
                return f"a column of {rows} cells"
            case rows, columns:
                return f"{rows} rows of {columns} cells"

    def place(self, at: int) -> str:
        """Say where one of the cells is; nothing where it is the only one."""
        row, column = divmod(at, self.columns)
        return ", ".join([f"row {row + 1}"] * (self.rows > 1) + [f"column {column + 1}"] * (self.columns > 1))

    def called(self, at: int) -> str:
        """Name one of the cells.

        Examples
        --------
        >>> Cells("weights", 1, 1, (7,)).called(0), Cells("weights", 2, 1, (7, 8)).called(1)
        ('weights', 'weights, row 2')
        >>> Cells("weights", 2, 2, (7, 8, 9, 6)).called(2)
        'weights, row 2, column 1'
        """
        return ", ".join(filter(None, (self.name, self.place(at))))

    def heads(self, at: int) -> bool:
        """Tell whether a text is likely a header: in the first of several rows, no digit in it, no text below it."""
        cell, below = self.values[at], self.values[at + self.columns :: self.columns]
        is_words = isinstance(cell, str) and not any(map(str.isdigit, cell))
        return is_words and at < self.columns and bool(below) and not any(isinstance(each, str) for each in below)

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
        sizes = f"({self.name} is {self.shape_text}, {other.name} {other.shape_text})"
        if len(self.values) == len(other.values):
            alike = f"{self.name} and {other.name} must be laid out alike: a column for a column, a row for a row"
            raise BadArgument(ExcelError.VALUE, f"{alike} {sizes}")
        raise BadArgument(ExcelError.VALUE, f"{self.name} must be one cell, or as many as {other.name} {sizes}")

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


def _plain(cell: object) -> object:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _pass_on_error(called: str, cell: object) -> None:
    """Refuse an error value with the same error, as Excel's own functions do."""
    if type(cell) is int and cell in ERROR_NUMBERS:
        raise BadArgument(ExcelError.VALUE, f"{called} is an error value itself")
    match = _ERROR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match:
        code, reason = match.groups()
        raise BadArgument(code, f"{called}: {reason}" if reason else f"{called} is {code} itself")
