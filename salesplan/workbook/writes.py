"""What is to be written into a workbook, as plain data.

A write says where and what; it changes nothing. A dry run prints writes, `salesplan.workbook.apply`
turns them into changed parts of the package, `salesplan.workbook.save` puts those on the disk.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
LONGEST_FORMULA: Final = 8_192
LARGEST_NUMBER: Final = 10**308

_UNDOUBTED: Final = 1e300

Scalar: TypeAlias = bool | int | float | Decimal | str | date | datetime | None


class Unwritable(ValueError):
    """A value that no cell can hold."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the value that is written beside it.

    Parameters
    ----------
    text
        The formula without its leading ``=``, in the file's own form: English function names, commas,
        ``Table[[#This Row],[column]]`` for Excel's ``[@column]``.
    value
        What the formula computes, shown until the program recalculates; None writes no value.

    Raises
    ------
    Unwritable
        If the text is empty, begins with ``=``, is longer than 8,192 characters or holds a control
        character.

    Examples
    --------
    >>> Formula("SUM(Quota[final])", 1_100_000).text
    'SUM(Quota[final])'
    """

    text: str
    value: Scalar = None

    def __post_init__(self) -> None:
        _check_formula(self.text)
        plain = _scalar(self.value)
        if plain is not self.value:
            object.__setattr__(self, "value", plain)


@lru_cache(maxsize=4096)  # a column's formulas are mostly one text
def _check_formula(text: str) -> None:
    if not text or text.startswith("="):
        raise Unwritable(f"the formula {text!r} must be written without its '=' and not be empty")
    if len(text) > LONGEST_FORMULA:
        raise Unwritable(f"a formula of {len(text):,} characters is longer than {LONGEST_FORMULA:,}")
    if any(ord(letter) < 32 and letter not in "\t\n" for letter in text):
        raise Unwritable(f"the formula {text!r} holds a control character")


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep.KEEP
"""Stands in a column of a `TableWrite` for: leave this cell as it is."""

Value: TypeAlias = Scalar | Formula


@dataclass(frozen=True, slots=True)
class CellWrite:
    """One cell, by its address.

    Parameters
    ----------
    sheet
        The sheet's name; upper and lower case are the same, as in Excel.
    row, column
        Counted from 1.
    value
        None (or an empty text) makes the cell empty; its style stays. Numpy and pandas scalars become
        plain ones, NaN, NaT and NA become None.
    """

    sheet: str
    row: int
    column: int
    value: Value

    def __post_init__(self) -> None:
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            raise Unwritable(f"row {self.row}, column {self.column} is outside of a sheet")
        object.__setattr__(self, "value", coerced(self.value))


@dataclass(frozen=True, slots=True)
class NameWrite:
    """The single cell that a defined name points at."""

    name: str
    value: Value

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", coerced(self.value))


@dataclass(frozen=True, slots=True)
class TableWrite:
    """The rows of a whole Excel Table.

    Parameters
    ----------
    table
        The table's name; upper and lower case are the same.
    rows
        For every data row after the write, the data row (from 0) that it was before, or None for a new
        one. A row that is not in it is removed. No rows at all leaves one empty row: a table has one.
    columns
        Header, as in the sheet, to one value a row after the write. Columns that are not named keep their
        cells, which travel with their row; so does a cell whose value is `KEEP`.

    Raises
    ------
    ValueError
        If a column has another length than ``rows``, or an old row is named twice.

    Examples
    --------
    >>> write = TableWrite("Quota", rows=(0, 1, None), columns={"proposed": [10, 20, 30.5]})
    >>> write.columns["proposed"]
    (10, 20, 30.5)
    """

    table: str
    rows: tuple[int | None, ...]
    columns: Mapping[str, Sequence[Value | Keep]]

    def __post_init__(self) -> None:
        rows = tuple(None if row is None else int(row) for row in self.rows)
        kept = [row for row in rows if row is not None]
        if len(set(kept)) != len(kept) or any(row < 0 for row in kept):
            raise ValueError(f"the rows of table {self.table} name an old row twice, or one below 0")
        for header, values in self.columns.items():
            if len(values) != len(rows):
                raise ValueError(
                    f"column {header!r} of table {self.table} has {len(values)} values for {len(rows)} rows"
                )
        plain = {header: _coerced_column(values) for header, values in self.columns.items()}
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "columns", plain)


@dataclass(frozen=True, slots=True)
class SheetGraft:
    """A whole sheet that was built elsewhere, with its charts and pictures.

    If the workbook's name ``anchor`` points at a sheet already, that one is replaced where it stands, whatever people
    have called it since; its own name, order and state stay.

    Parameters
    ----------
    name
        What a new sheet is called; a number is added where another sheet is called so.
    anchor
        The defined name, of the whole workbook, that points at the sheet's cell A1 and by which it is found again.
    donor
        The bytes of an .xlsx with this one sheet. Its texts, formats, defined names, links, Tables, charts and pictures
        come along; its formulas may name Tables and names of the workbook that it goes into.
    after
        The sheet behind which a new one is put; None, or one that is not there: at the end.
    over
        The sheet that is replaced, whatever the anchor leads to; "" for none, so that a new one comes. None: the anchor
        tells.

    Raises
    ------
    Unwritable
        If no sheet can be called so.
    """

    name: str
    anchor: str
    donor: bytes
    after: str | None = None
    over: str | None = None

    def __post_init__(self) -> None:
        if not _SHEET_NAME.fullmatch(self.name):
            raise Unwritable(f"a sheet cannot be called {self.name!r}")


_SHEET_NAME: Final = re.compile(r"(?!'|(?i:history)$)[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")
"""How sheets may be called."""
_NUMBERS: Final = frozenset({int, float})
# Among numbers, 1, 1.0 and True are equal, which a cell tells apart; and so are 0.0 and -0.0.
_ALIKE_WHERE_EQUAL: Final = frozenset({str, date, datetime, pd.Timestamp, type(pd.NaT), type(None), Keep})
_PLAIN: Final = _NUMBERS | {str, bool, date, type(None), Keep, Formula}

Write: TypeAlias = CellWrite | NameWrite | TableWrite | SheetGraft


def coerced(value: object) -> Value:
    """Turn what a frame holds into what a cell can hold.

    Numpy scalars become Python's, NaN, NaT, NA and the empty text None, a pandas Timestamp a datetime.

    Raises
    ------
    Unwritable
        If the value is infinite, a date with a time zone, a text with half a character (a lone surrogate), or of no
        type that a cell has.

    Examples
    --------
    >>> coerced(np.int64(7)), coerced(np.float64("nan")), coerced(pd.NA), coerced(np.bool_(True))
    (7, None, None, True)
    """
    if isinstance(value, Formula):
        return value
    return _scalar(value) if not isinstance(value, str) or value else None


def _coerced_column(values: Sequence[Any]) -> tuple[Value | Keep, ...]:
    """Coerce a column: plain values are taken as they stand, of texts and dates each only once."""
    if _plain_already(values):
        return tuple(values)
    if _ALIKE_WHERE_EQUAL.issuperset(map(type, values)):
        known = {value: _coerced_or_kept(value) for value in dict.fromkeys(values)}
        return tuple(map(known.__getitem__, values))
    return tuple(map(_coerced_or_kept, values))


def _plain_already(values: Sequence[Any]) -> bool:
    """Say whether `coerced` surely gives every value back; dates with a time and numpy's types are left to it."""
    kinds = set(map(type, values))
    if not kinds <= _PLAIN:
        return False
    texts = {value for value in values if type(value) is str} if str in kinds else set()
    numbers = (value for value in values if type(value) in _NUMBERS) if kinds & _NUMBERS else ()
    return (
        "" not in texts
        and _encodable("".join(texts))
        and all(-_UNDOUBTED < number < _UNDOUBTED for number in numbers)  # NaN is nowhere
    )


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _coerced_or_kept(value: object) -> Value | Keep:
    return KEEP if value is KEEP else coerced(value)


def _scalar(value: object) -> Scalar:
    if (type(value) is float or type(value) is int) and -_UNDOUBTED < value < _UNDOUBTED:
        return value
    if isinstance(value, np.generic):
        return _scalar(_plain(value))
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value
    raise Unwritable(f"{value!r} is a {type(value).__name__}, which no cell can hold")


def _plain(value: np.generic) -> object:
    if isinstance(value, np.datetime64):
        return pd.Timestamp(value)
    return float(value) if isinstance(value, np.floating) else value.item()


def _number(value: int | float | Decimal) -> int | float | Decimal | None:
    if value != value:  # only NaN differs from itself
        return None
    if not -LARGEST_NUMBER < value < LARGEST_NUMBER:
        raise Unwritable(f"{value} is no number that a cell can hold")
    return value


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unwritable(f"the text {value!r} holds half a character (a lone surrogate)") from error
    return str(value)


def _moment(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise Unwritable(f"{value} has a time zone, which no cell can hold")
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value
