"""Arguments of custom functions: numbers and words, read cell by cell, and refused with a reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from salesplan.excel.cells import Argument, BadArgument, Cells, ExcelError, cells_of, single
from salesplan.planning.scoring.kpis import TYPED_AS_POINTS
from salesplan.tables.model import Choice, Column, Holds, Setting
from salesplan.words import nearest

CATEGORY: Final = "salesplan"
"""Under what Excel lists the functions."""

RANGE: Final[dict[str, Any]] = {"ndim": 2, "err_to_str": True}
"""How xlwings hands an argument over: as rows of cells, also a single one; error values by their names."""

_LARGEST: Final = 1e15
"""Numbers above have more digits than Excel keeps."""

_MOST_SHOWN: Final = 40


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
        salesplan.excel.cells.BadArgument: #VALUE! growth, column 2 must be a number, such as 8% (it is "abc")
        """
        return self.within(cells_of(self.name, given))

    def within(self, cells: Cells[object]) -> Cells[float | None]:
        """Read numbers out of cells; else as `read`."""
        numbers = tuple(None if cell is None else self._number(cells, at, cell) for at, cell in enumerate(cells.values))
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

    def _number(self, cells: Cells[object], at: int, cell: object) -> float:
        if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
            header = "; leave the header row out" if cells.heads(at) else ""
            reason = f"{cells.called(at)} must be a number, such as {self.like} (it is {_shown(cell)}){header}"
            raise BadArgument(ExcelError.VALUE, reason)
        if not _has_few_digits(cell):
            reason = f"{cells.called(at)} must be a number of 15 digits at most, such as {self.like}"
            raise BadArgument(ExcelError.NUMBER, reason)
        number = float(cell)
        too_low = self.least is not None and number < self.least
        if too_low or (self.most is not None and number > self.most):
            points = f"; type {self.like}, not {self.like[:-1]}" if self.percent and number > TYPED_AS_POINTS else ""
            reason = f"{cells.called(at)} must be {self._range_text()} (it is {self._text(number)}){points}"
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


def _has_few_digits(number: int | float | Decimal) -> bool:
    is_one = not (isinstance(number, Decimal) and number.is_nan())  # such a Decimal cannot even be compared
    return is_one and -_LARGEST <= number <= _LARGEST


def _shown(cell: object) -> str:
    """Show what a cell holds."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return f"the date {cell:%Y-%m-%d}"
    if isinstance(cell, str):
        return f'"{cell}"' if len(cell) <= _MOST_SHOWN else f'"{cell[:_MOST_SHOWN]}…"'
    return f"{cell:,.15g}" if isinstance(cell, int | float) else "neither text nor number"
