"""The rows of a table that a write touches: what their cells said before, and what they will say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from salesplan.host.audit.heaps import Cells, Ints, is_number, numbers, told_cells, typed_cells, written_cells
from salesplan.host.audit.texts import cell_texts
from salesplan.host.handouts.texts import column_texts
from salesplan.host.opened import OpenedPlan
from salesplan.tables.model import Column
from salesplan.tables.units import Currency
from salesplan.workbook.found import FoundTable
from salesplan.workbook.writes import KEEP, Keep, TableWrite, Value

NOWHERE = -1
"""The place of a row that is new, or was blank before."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows that a write changes, adds or takes away.

    Attributes
    ----------
    frame
        The table as it was read.
    rows
        The rows after the write, counted from 0, in which a typed cell is written.
    was
        The place in ``frame`` that each of them had, or `NOWHERE`.
    before
        The places in ``frame`` of all rows that are changed or go.
    """

    found: FoundTable
    write: TableWrite
    currency: Currency
    frame: pd.DataFrame
    rows: Ints
    was: Ints
    before: Ints

    def only(self, before: Ints, rows: Ints) -> "Touched":
        """Leave all rows out but some, by their places among ``before`` and ``rows``."""
        return replace(self, before=self.before[before], rows=self.rows[rows], was=self.was[rows])

    def texts_before(self, column: Column) -> list[str]:
        """Give the plain texts of a column in the rows ``before``."""
        return column_texts(column, self.frame[column.key].iloc[self.before], self.currency)

    def texts_after(self, column: Column) -> list[str]:
        """Give the plain texts that a column will have in ``rows``."""
        cells = self._written(column)
        texts = cell_texts(column, cells)
        if kept := self._kept(cells):
            old = column_texts(column, self.frame[column.key].iloc[self.was[kept]], self.currency)
            for place, text in zip(kept, old, strict=True):
                texts[place] = text
        return texts

    def cells_before(self, column: Column) -> Cells:
        """Give the cells of a column in the rows ``before``."""
        return typed_cells(column, self.frame[column.key].iloc[self.before], self.currency)

    def cells_after(self, column: Column) -> Cells:
        """Give the cells that a column will have in ``rows``."""
        cells = self._written(column)
        kept = self._kept(cells)
        if not kept:
            return written_cells(column, cells)
        if not is_number(column):
            return told_cells(self.texts_after(column))
        values = numbers(cells)
        values[kept] = typed_cells(column, self.frame[column.key].iloc[self.was[kept]], self.currency).values
        return Cells(values)

    def _written(self, column: Column) -> Sequence[Value | Keep]:
        cells = self.write.columns.get(self.found.headers[column.key])
        if cells is None:
            return [KEEP] * len(self.rows)
        return cells if len(self.rows) == len(cells) else [cells[row] for row in self.rows.tolist()]

    def _kept(self, cells: Sequence[Value | Keep]) -> list[int]:
        """Find the rows whose cell stays and was not blank in a row that is new."""
        if not (self.was != NOWHERE).any() or KEEP not in cells:
            return []
        return [place for place, was in enumerate(self.was.tolist()) if was != NOWHERE and cells[place] is KEEP]


def touched(opened: OpenedPlan, found: FoundTable, write: TableWrite, keys: Sequence[str]) -> Touched:
    """Find the rows that a write touches in some columns, or takes away."""
    frame = opened.as_read(found.table.name)
    place_of = np.full(found.info.height, NOWHERE, dtype=np.int64)
    place_of[frame.index.to_numpy(dtype=np.int64) - found.info.first_row] = np.arange(len(frame))
    old = np.fromiter((NOWHERE if row is None else row for row in write.rows), dtype=np.int64, count=len(write.rows))
    was = np.where(old == NOWHERE, NOWHERE, place_of[old])
    rows = _written_rows(found, write, keys)
    stays = np.zeros(len(frame), dtype=np.bool_)
    stays[was[was != NOWHERE]] = True
    changed = was[rows]
    before = np.concatenate([changed[changed != NOWHERE], np.flatnonzero(~stays)])
    return Touched(found, write, opened.currency, frame, rows, changed, before)


def _written_rows(found: FoundTable, write: TableWrite, keys: Sequence[str]) -> Ints:
    """Find the rows after a write in which some cell of these columns is not just kept."""
    written = np.zeros(len(write.rows), dtype=np.bool_)
    for key in keys:
        cells = write.columns[found.headers[key]]
        if KEEP not in cells:
            return np.arange(len(write.rows), dtype=np.int64)
        written |= np.fromiter((cell is not KEEP for cell in cells), dtype=np.bool_, count=len(cells))
    return np.flatnonzero(written)


def loses_typed(found: FoundTable, write: TableWrite) -> bool:
    """Tell whether a row goes in which a person has typed."""
    stays = np.zeros(found.info.height, dtype=np.bool_)
    stays[[row for row in write.rows if row is not None]] = True
    return bool((found.typed & ~stays).any())
