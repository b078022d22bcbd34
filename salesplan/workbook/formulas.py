"""References in formulas: found, and rewritten when cells are copied or move.

Only plain addresses count (``C5``, ``$B$4:N17``, ``C:C``, ``'My sheet'!A1``). Texts, structured references
(``Quota[[#This Row],[final]]``), names and functions that look like addresses are passed over.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from salesplan.workbook.addresses import Area, column_letters, column_number, quoted
from salesplan.workbook.writes import LAST_COLUMN, LAST_ROW

_SHEET = r"(?:'(?:[^']|'')+'|(?:\[[^\[\]]*\])?[^\W\d][\w.?\\]*(?::[\w.?\\]+)?)!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN: Final = re.compile(
    rf"""
      "(?:[^"]|"")*"                                                # a text
    | \#[A-Z][A-Z0-9/]*[!?]?                                        # an error value
    | (?<![\w.\\])(?P<sheet>{_SHEET})?
      (?P<area>{_CELL}(?::{_CELL})? | \$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}} | \$?[1-9][0-9]*:\$?[1-9][0-9]*)
      (?![\w.(!\[])                                                 # an address
    | (?:[^\W\d][\w.\\]*)?\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]  # a structured reference
    | '(?:[^']|'')*'!                                               # a sheet before a name
    """,
    re.VERBOSE | re.DOTALL,
)
_CORNER: Final = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
BROKEN: Final = "#REF!"


@dataclass(frozen=True, slots=True)
class Reference:
    """One address in a formula: where it stands in the text, its sheet ("" for the formula's own) and its cells."""

    start: int
    end: int
    sheet: str
    text: str
    area: Area

    def on(self, sheet: str, *, home: str) -> bool:
        """Say whether it points into a sheet, written in a formula of the sheet ``home``.

        A reference through several sheets (``Jan:Dec!A1``) counts as pointing into every one.
        """
        name = self.sheet or home
        return name.casefold() == sheet.casefold() or (":" in self.sheet and "[" not in self.sheet)

    @property
    def row_fixed(self) -> bool:
        """Whether a row of it stays when the formula is copied down."""
        return re.search(r"\$[0-9]", self.text) is not None

    def spread(self, rows: int, columns: int) -> Area:
        """Give the cells that it reads when its formula holds for so many rows and columns.

        Examples
        --------
        >>> str(references("$C5")[0].spread(10, 3)), str(references("C$5")[0].spread(10, 3))
        ('C5:C14', 'C5:E5')
        """
        end = self.text.rpartition(":")[2]
        return replace(
            self.area,
            last_row=self.area.last_row if re.search(r"\$[0-9]", end) else min(self.area.last_row + rows - 1, LAST_ROW),
            last_column=self.area.last_column
            if end.startswith("$")
            else min(self.area.last_column + columns - 1, LAST_COLUMN),
        )


@lru_cache(maxsize=4096)
def references(formula: str) -> tuple[Reference, ...]:
    """Find the addresses in a formula.

    Examples
    --------
    >>> [(found.sheet, found.text) for found in references('SUM(C5:C$7)+"A1"+Quota[[#This Row],[m01]]*Plan!B2')]
    [('', 'C5:C$7'), ('Plan', 'B2')]
    """
    return tuple(_found(formula))


def _found(formula: str) -> Iterator[Reference]:
    for token in _TOKEN.finditer(formula):
        text = token["area"]
        if text is None:
            continue
        try:
            area = Area.parse(text)
        except ValueError:  # such as the name ZZZ1, which lies outside of a sheet
            continue
        sheet = (token["sheet"] or "")[:-1]
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        yield Reference(token.start("area"), token.end("area"), sheet, text, area)


def rewritten(formula: str, change: Callable[[Reference], str]) -> str:
    """Replace the address of each reference by what ``change`` gives for it."""
    pieces = []
    done = 0
    for reference in references(formula):
        pieces += [formula[done : reference.start], change(reference)]
        done = reference.end
    return "".join(pieces) + formula[done:]


def with_sheet(formula: str, old: str, new: str) -> str:
    """Give the formula with one sheet's name replaced by another wherever an address names it.

    Examples
    --------
    >>> with_sheet("SUM(Review!A1:B2)+'Review'!C3+Plan!A1", "Review", "Rob's review")
    "SUM('Rob''s review'!A1:B2)+'Rob''s review'!C3+Plan!A1"
    """
    pieces = []
    done = 0
    for found in references(formula):
        if found.sheet.casefold() != old.casefold():
            continue
        in_quotes = formula[found.start - 2] == "'"
        length = len(found.sheet.replace("'", "''")) + 2 if in_quotes else len(found.sheet)
        pieces += [formula[done : found.start - 1 - length], quoted(new), "!"]
        done = found.start
    return "".join(pieces) + formula[done:]


def translated(formula: str, *, rows: int, columns: int = 0) -> str:
    """Give the formula as it reads when its cell is copied to another place.

    Relative addresses go along, those with ``$`` stay; an address that leaves the sheet becomes ``#REF!``.

    Examples
    --------
    >>> translated("C5*$D$1+SUM(C$5:C5)+Plan!A1", rows=2)
    'C7*$D$1+SUM(C$5:C7)+Plan!A3'
    """
    return rewritten(formula, lambda found: _corners(found.text, lambda corner: _copied(corner, rows, columns)))


def with_rows(text: str, change: Callable[[int], int]) -> str:
    """Give an address with each of its row numbers changed; ``$`` stays where it is.

    Examples
    --------
    >>> with_rows("C5:$C$17", lambda row: row + 3), with_rows("C:D", lambda row: row + 3)
    ('C8:$C$20', 'C:D')
    """
    return _corners(
        text, lambda corner: corner[1] + corner[2] + corner[3] + (str(change(int(corner[4]))) if corner[4] else "")
    )


def inserted(formula: str, *, sheet: str, home: str, at: int, count: int) -> str:
    """Give the formula as it reads after whole rows were put into a sheet before row ``at``.

    Examples
    --------
    >>> inserted("SUM(C5:C20)+C4+Plan!C20", sheet="Quota", home="Quota", at=18, count=3)
    'SUM(C5:C23)+C4+Plan!C20'
    """
    return rewritten(
        formula,
        lambda found: (
            with_rows(found.text, lambda row: row + count if row >= at else row)
            if found.on(sheet, home=home)
            else found.text
        ),
    )


def relative(formula: str) -> bool:
    """Say whether a formula reads its own row: a relative row address, or ``[#This Row]``.

    Examples
    --------
    >>> relative("C5*2"), relative("C$5*2"), relative("Quota[[#This Row],[base]]"), relative("5*3")
    (True, False, True, False)
    """
    if "[#This Row]" in formula:
        return True
    return any(
        corner[4] and not corner[3] for found in references(formula) for corner in map(_split, found.text.split(":"))
    )


def _split(text: str) -> re.Match[str]:
    corner = _CORNER.fullmatch(text)
    if corner is None:
        raise ValueError(f"{text!r} is no corner of an address")
    # In "$5" the dollar belongs to the row, though it comes first.
    return corner if corner[2] or not corner[1] else _ROW_CORNER.fullmatch(text) or corner


_ROW_CORNER: Final = re.compile(r"()()(\$?)([0-9]+)")


def _corners(text: str, change: Callable[[re.Match[str]], str]) -> str:
    corners = [change(_split(corner)) for corner in text.split(":")]
    return BROKEN if BROKEN in corners else ":".join(corners)


def _copied(corner: re.Match[str], rows: int, columns: int) -> str:
    column_fixed, letters, row_fixed, digits = corner.groups()
    if letters and not column_fixed:
        column = column_number(letters) + columns
        if not 1 <= column <= LAST_COLUMN:
            return BROKEN
        letters = column_letters(column)
    if digits and not row_fixed:
        row = int(digits) + rows
        if not 1 <= row <= LAST_ROW:
            return BROKEN
        digits = str(row)
    return column_fixed + letters + row_fixed + digits
