"""Where cells are: a rectangle of a sheet, as both sides of the pipe name it, and its address in Excel's words."""

import re
from typing import Final, NamedTuple

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384

_CELL: Final = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_CELLS: Final = re.compile(rf"({_CELL})(?::({_CELL}))?", re.IGNORECASE)
_WHOLE_COLUMNS: Final = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_WHOLE_ROWS: Final = re.compile(r"\$?([1-9]\d{0,6}):\$?([1-9]\d{0,6})")


class Area(NamedTuple):
    """A rectangle of cells; rows and columns count from 1, and either size may be 0."""

    sheet: str
    row: int
    column: int
    rows: int
    columns: int

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1

    def part(self, row: int, column: int, rows: int = 1, columns: int = 1) -> "Area":
        """Give a part of the area; row and column count from 0 in its upper left cell."""
        return Area(self.sheet, self.row + row, self.column + column, rows, columns)

    def meets(self, other: "Area") -> bool:
        return (
            self.sheet == other.sheet
            and self.row <= other.last_row
            and other.row <= self.last_row
            and self.shares_columns(other)
        )

    def common(self, other: "Area") -> "Area":
        """Give the cells that are in both, where they meet."""
        row, column = max(self.row, other.row), max(self.column, other.column)
        last_row, last_column = min(self.last_row, other.last_row), min(self.last_column, other.last_column)
        return Area(self.sheet, row, column, last_row - row + 1, last_column - column + 1)

    def shares_columns(self, other: "Area") -> bool:
        return self.column <= other.last_column and other.column <= self.last_column

    def spans(self, other: "Area") -> bool:
        """Whether the other area's columns all lie within this one's."""
        return self.column <= other.column and other.last_column <= self.last_column


def letters(column: int) -> str:
    """Give a column's letters.

    >>> letters(1), letters(27), letters(16_384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """Give a column's number.

    >>> number("XFD")
    16384
    """
    total = 0
    for letter in text.upper():
        total = total * 26 + ord(letter) - 64
    return total


def address(area: Area, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """Give an area's address without its sheet.

    >>> address(Area("Quota", 5, 1, 2, 3)), address(Area("Quota", 1, 2, 1_048_576, 1))
    ('$A$5:$C$6', '$B:$B')
    """
    row, column = "$" * row_absolute, "$" * column_absolute
    first, last = letters(area.column), letters(area.last_column)
    if area.rows == ROWS:
        return f"{column}{first}:{column}{last}"
    if area.columns == COLUMNS:
        return f"{row}{area.row}:{row}{area.last_row}"
    start = f"{column}{first}{row}{area.row}"
    if (area.rows, area.columns) == (1, 1):
        return start
    return f"{start}:{column}{last}{row}{area.last_row}"


def located(text: str, sheet: str) -> Area | None:
    """Read an address; None where the text is none.

    >>> located("$B$2:A1", "Quota")
    Area(sheet='Quota', row=1, column=1, rows=2, columns=2)
    >>> located("Quota", "Quota")
    """
    if found := _CELLS.fullmatch(text):
        start = _cell(found[1])
        end = _cell(found[2] or found[1])
    elif found := _WHOLE_COLUMNS.fullmatch(text):
        start, end = (1, number(found[1])), (ROWS, number(found[2]))
    elif found := _WHOLE_ROWS.fullmatch(text):
        start, end = (int(found[1]), 1), (int(found[2]), COLUMNS)
    else:
        return None
    return between(sheet, start, end)


def between(sheet: str, start: tuple[int, int], end: tuple[int, int]) -> Area:
    """Give the area with these two corners, each a row and a column."""
    top, bottom = sorted((start[0], end[0]))
    left, right = sorted((start[1], end[1]))
    return Area(sheet, top, left, bottom - top + 1, right - left + 1)


def _cell(text: str) -> tuple[int, int]:
    plain = text.replace("$", "")
    column = plain.rstrip("0123456789")
    return int(plain[len(column) :]), number(column)
