"""Cell addresses: ``C14``, ``B4:N17``, ``'My sheet'!$C$4``."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from salesplan.workbook.writes import LAST_COLUMN, LAST_ROW

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9][0-9]{0,6})")
_NEEDS_QUOTES: Final = re.compile(r"[^\w.]|^[0-9]|^[A-Za-z]{1,3}[0-9]+$|^[Rr][0-9]*([Cc][0-9]*)?$|^[Cc][0-9]*$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four edges included and counted from 1.

    Examples
    --------
    >>> Area.parse("B4:N17")
    Area(first_row=4, first_column=2, last_row=17, last_column=14)
    >>> str(Area.parse("$C$4")), str(Area.parse("C:C")) == f"C1:C{LAST_ROW}"
    ('C4', True)
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def parse(cls, text: str) -> "Area":
        """Read a range, a cell, whole columns or whole rows; ``$`` is ignored.

        Raises
        ------
        ValueError
            If the text is no such address.
        """
        first, _, last = text.partition(":")
        rows, columns = zip(_corner(first, 1, 1), _corner(last or first, LAST_ROW, LAST_COLUMN), strict=True)
        return cls(min(rows), min(columns), max(rows), max(columns))

    def __str__(self) -> str:
        first = cell_name(self.first_row, self.first_column)
        last = cell_name(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.first_row == self.last_row and self.first_column == self.last_column

    def meets(self, other: "Area") -> bool:
        """Say whether the two have a cell in common."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def rows(self) -> range:
        """Give the numbers of its rows."""
        return range(self.first_row, self.last_row + 1)

    def columns(self) -> range:
        """Give the numbers of its columns."""
        return range(self.first_column, self.last_column + 1)


def _corner(text: str, row: int, column: int) -> tuple[int, int]:
    """Read one corner; a missing row or column is the one given."""
    if found := _CELL.fullmatch(text):
        row, column = int(found[2]), column_number(found[1])
    elif found := _COLUMN.fullmatch(text):
        column = column_number(found[1])
    elif found := _ROW.fullmatch(text):
        row = int(found[1])
    else:
        raise ValueError(f"{text!r} is no cell address")
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"{text!r} is outside of a sheet")
    return row, column


@cache
def column_letters(column: int) -> str:
    """Give the letters of a column counted from 1.

    Examples
    --------
    >>> [column_letters(number) for number in (1, 26, 27, 16_384)]
    ['A', 'Z', 'AA', 'XFD']
    """
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Give the number, from 1, of a column's letters.

    Examples
    --------
    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """Give a cell's address.

    Examples
    --------
    >>> cell_name(14, 3)
    'C14'
    """
    return f"{column_letters(column)}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """Give row and column of a cell's address; the inverse of `cell_name`."""
    area = Area.parse(name)
    return area.first_row, area.first_column


def quoted(sheet: str) -> str:
    """Give a sheet's name as it stands in a formula, in quotes where it needs them.

    Examples
    --------
    >>> quoted("Quota"), quoted("Rob's plan")
    ('Quota', "'Rob''s plan'")
    """
    return "'" + sheet.replace("'", "''") + "'" if _NEEDS_QUOTES.search(sheet) else sheet
