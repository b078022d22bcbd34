"""Very many rows of a table at once, as arrays: which come and go, and a digest of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from pandas.util import hash_array

from salesplan.host.audit.texts import cell_texts, value_of
from salesplan.host.handouts.texts import column_texts
from salesplan.host.writing import cells_of
from salesplan.tables.model import Column, Holds
from salesplan.tables.units import Currency
from salesplan.workbook.writes import Keep, Value

Ints: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
_Hashes: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]

_NUMBERS: Final = frozenset({Holds.MONEY, Holds.LEDGER, Holds.PERCENT, Holds.NUMBER, Holds.INTEGER})
_NUMBER_TYPES: Final = frozenset({int, float, type(None)})
_MIX: Final = np.uint64(1_000_003)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column: numbers, NaN where blank; or the places of their texts among ``texts``."""

    values: Floats | Ints
    texts: tuple[str, ...] | None = None

    @property
    def filled(self) -> Flags:
        """Which cells say something."""
        if self.texts is None:
            return ~np.isnan(self.values)
        return np.fromiter((text != "" for text in self.texts), np.bool_, len(self.texts))[self.values.astype(np.int64)]

    @property
    def hashes(self) -> _Hashes:
        """A number for each cell, the same for cells that say the same."""
        if self.texts is None:
            return hash_array(self.values + 0.0)  # no -0.0
        return hash_array(np.array(self.texts, dtype=object))[self.values.astype(np.int64)]

    def bytes_of(self, rows: Ints) -> bytes:
        """Write the cells of some rows: numbers as doubles, lowest byte first, texts as UTF-8, each after a NUL."""
        if self.texts is None:
            return (self.values[rows] + 0.0).astype("<f8").tobytes()
        texts = np.array(self.texts, dtype=object)[self.values[rows].astype(np.int64)]
        return "\0".join(["", *texts]).encode("utf-8", "backslashreplace")


def is_number(column: Column) -> bool:
    """Tell whether the cells of a column are compared as numbers."""
    return column.holds in _NUMBERS and not column.raw


def typed_cells(column: Column, values: "pd.Series[Any]", currency: Currency) -> Cells:
    """Take the cells of a typed column."""
    if is_number(column):
        return Cells(numbers(cells_of(column, values, currency=currency)))
    codes, distinct = pd.factorize(values, use_na_sentinel=False)
    return Cells(codes.astype(np.int64), tuple(column_texts(column, pd.Series(distinct), currency)))


def written_cells(column: Column, cells: Sequence[Value | Keep]) -> Cells:
    """Take what is written into a column; `KEEP` as a blank."""
    if is_number(column):
        return Cells(numbers(cells))
    places = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    codes = np.fromiter(map(places.__getitem__, cells), dtype=np.int64, count=len(cells))
    return Cells(codes, tuple(cell_texts(column, list(places))))


def told_cells(texts: Sequence[str]) -> Cells:
    """Take plain texts."""
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    return Cells(codes.astype(np.int64), tuple(distinct))


def numbers(cells: Sequence[Any]) -> Floats:
    """Give numbers as doubles, NaN where blank or kept."""
    if _NUMBER_TYPES.issuperset(map(type, cells)):
        return np.array(cells, dtype=np.float64)
    known = (value_of(cell) for cell in cells)
    return np.array([np.nan if cell is None else cell for cell in known]).astype(np.float64)


def filled(columns: Sequence[Cells]) -> Flags:
    """Tell which rows say something."""
    some: Flags = np.any([column.filled for column in columns], axis=0)
    return some


def beyond(old: Sequence[Cells], new: Sequence[Cells]) -> tuple[Ints, Ints]:
    """Find the rows that stand on one side only, each as many times as it has no equal on the other.

    Returns
    -------
    gone, came : ndarray of int64
        Places among the old and the new rows; those that say nothing are left out.
    """
    if not len(old[0].values):
        return np.zeros(0, dtype=np.int64), np.flatnonzero(filled(new))
    sides = [_hashes(old), _hashes(new)]
    left = [_without_equal(sides[0], sides[1]) & filled(old), _without_equal(sides[1], sides[0]) & filled(new)]
    gone, came = (np.flatnonzero(which) for which in left)
    return gone, came


def _hashes(columns: Sequence[Cells]) -> _Hashes:
    total = np.zeros(len(columns[0].values), dtype=np.uint64)
    for column in columns:
        total = total * _MIX ^ column.hashes
    return total


def _without_equal(ours: _Hashes, theirs: _Hashes) -> Flags:
    """Tell which of our rows have no equal left among theirs: of three against two, the third."""
    if not len(theirs) or not len(ours):
        return np.ones(len(ours), dtype=np.bool_)
    turn = pd.Series(ours).groupby(ours).cumcount().to_numpy()
    known, counts = np.unique(theirs, return_counts=True)
    place = np.minimum(np.searchsorted(known, ours), len(known) - 1)
    return turn >= np.where(known[place] == ours, counts[place], 0)


def digested(columns: Sequence[Cells], rows: Ints) -> str:
    """Give how many rows there are, and the SHA-256 of them, column by column, as JSON; "" where there are none.

    Numbers count as doubles, lowest byte first, and texts as UTF-8, each after a NUL.
    """
    if not len(rows):
        return ""
    code = sha256()
    for column in columns:
        code.update(column.bytes_of(rows))
    return json.dumps({"rows": len(rows), "sha256": code.hexdigest()})
