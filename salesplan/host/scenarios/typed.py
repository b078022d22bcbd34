"""Rows of a plan as a scenario wants them: only what differs is typed, and all else stays what people made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import NOWHERE, Arrangement, arrange, cells_of, counted, identity_of
from salesplan.planning.arrays import Flags
from salesplan.planning.growth import segment_key
from salesplan.planning.names import group_key
from salesplan.planning.scenarios.changes.staff import is_typed
from salesplan.tables.inputs import GROWTH, REPS
from salesplan.tables.model import Column, Holds, Owner, Table
from salesplan.workbook.found import FoundTable
from salesplan.workbook.writes import KEEP, TableWrite

_SEGMENT: Final = ("dimension", "value")
"""What tells the rows of Growth apart."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into a table.

    Attributes
    ----------
    write
        None where nothing differs.
    after
        Its rows as they will be, indexed by the sheet's rows then.
    changed
        How many rows change, come or go.
    lacking
        The columns in which something would have to be typed, but which the workbook has not.
    """

    write: TableWrite | None
    after: pd.DataFrame
    changed: int
    lacking: list[Column]


def typed(opened: OpenedPlan, table: Table, frame: pd.DataFrame) -> Typed:
    """Type rows into a table of a plan.

    Rows are matched by what tells them apart: of those that are in both, only cells that differ are written, so that notes,
    formulas and columns of one's own stay. A text that the new rows leave blank stays, too, and so do the names of what
    rows are about, as they are spelled. New rows come at the end, in a table that is sorted by numbers where they belong.

    Parameters
    ----------
    frame
        The rows that the table is to have; columns as it has them.
    """
    found, current = opened.found[table.name], opened.frames[table.name]
    rows = _Rows(opened, found, current, _spelled(frame, current) if table.name == REPS.name else frame)
    arranged = rows.arranged
    columns = {found.headers[column.key]: rows.cells(column) for column in rows.columns if column.key in found.headers}
    write = TableWrite(found.info.name, arranged.rows, columns) if rows.changed else None
    lacking = [column for column in rows.columns if column.key not in found.headers and rows.needs(column)]
    return Typed(write, rows.after, rows.changed, lacking)


def _spelled(reps: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Write regions and teams as the plan writes them."""
    regions: dict[str, str] = {}
    teams: dict[tuple[str, str], str] = {}
    pairs = list(zip(known["region"].tolist(), known["team"].tolist(), strict=True))
    for region, team in pairs:
        regions.setdefault(group_key(region), region)
        teams.setdefault((group_key(region), group_key(team)), team)
    there = set(pairs)
    spelled = [
        (region, team)
        if (region, team) in there
        else (regions.get(group_key(region), region), teams.get((group_key(region), group_key(team)), team))
        for region, team in zip(reps["region"].tolist(), reps["team"].tolist(), strict=True)
    ]
    columns = {key: pd.array([pair[at] for pair in spelled], dtype="str") for at, key in enumerate(("region", "team"))}
    return reps.assign(**columns)


class _Rows:
    """The rows that a table has and those that it is to have, matched; ``places`` are among the former."""

    def __init__(self, opened: OpenedPlan, found: FoundTable, current: pd.DataFrame, frame: pd.DataFrame) -> None:
        self._opened = opened
        self._found = found
        self._current = current
        self._frame = frame
        self.columns = [column for column in found.table if column.owner is Owner.PERSON and column.key in frame]
        place_of = {name: place for place, name in enumerate(_names(found.table, current))}
        self._places = np.array([place_of.pop(name, NOWHERE) for name in _names(found.table, frame)], dtype=np.int64)
        self._gone = [int(current.index[place]) for place in place_of.values()]
        self._differing = {column.key: self._differs(column) for column in self.columns}

    def _differs(self, column: Column) -> Flags:
        """Tell which of the new rows say something else in a column than the row that they are matched with, if any."""
        known, new = self._places != NOWHERE, self._frame[column.key]
        if not known.any() or column.key in (self._found.table.identity or _SEGMENT):
            return np.asarray(~known)
        old = self._current[column.key].take(np.maximum(self._places, 0))
        filled = is_typed(new)
        equal = np.asarray(pd.Series(new.array == old.array).fillna(False), dtype=np.bool_)
        same = equal | ~(filled | is_typed(old)) | (~filled & (column.holds is Holds.TEXT))
        return np.asarray(~known | ~same)

    @cached_property
    def changed(self) -> int:
        """How many rows change, come or go."""
        differs = np.logical_or.reduce(list(self._differing.values())) if len(self._frame) else np.zeros(0)
        return int(differs.sum()) + len(self._gone)

    def needs(self, column: Column) -> bool:
        """Tell whether something has to be typed into a column."""
        return bool((self._differing[column.key] & is_typed(self._frame[column.key])).any())

    @cached_property
    def arranged(self) -> Arrangement:
        """Where rows go, with which of the new rows each becomes; one that is to go but cannot is emptied in its place."""
        stay = [int(self._current.index[place]) for place in self._places if place != NOWHERE]
        fresh = np.flatnonzero(self._places == NOWHERE).tolist()
        wanted = self._arranged(stay, fresh)
        if self._can_move(ordered := self._by_number(wanted) if fresh else wanted):
            return ordered
        return wanted if self._can_move(wanted) else self._arranged([*stay, *self._gone], fresh)

    def _arranged(self, stay: Sequence[int], fresh: Sequence[int]) -> Arrangement:
        arranged = arrange(self._found, self._current, stay, len(fresh))
        becomes = {int(self._current.index[old]): new for new, old in enumerate(self._places) if old != NOWHERE}
        new = [
            fresh[added] if added != NOWHERE else becomes.get(old, NOWHERE)
            for old, added in zip(arranged.old, arranged.new, strict=True)
        ]
        return Arrangement(arranged.rows, arranged.old, new)

    def _by_number(self, arranged: Arrangement) -> Arrangement:
        """Sort the rows of a table whose rows are told apart by a number; those that are empty come last."""
        by = self._found.table.identity
        if len(by) != 1 or self._found.table[by[0]].holds is Holds.TEXT:
            return arranged
        numbers = [*self._frame[by[0]].astype("float64").fillna(inf).tolist(), inf]
        order = sorted(range(len(arranged.new)), key=lambda row: numbers[arranged.new[row]])
        return Arrangement(
            tuple(arranged.rows[row] for row in order),
            [arranged.old[row] for row in order],
            [arranged.new[row] for row in order],
        )

    def _can_move(self, arranged: Arrangement) -> bool:
        reader = self._opened.reader
        return reader.can_move(self._found.info, arranged.rows)

    def cells(self, column: Column) -> list[Any]:
        """Give what a column gets, row by row."""
        typed = cells_of(
            column, self._frame[column.key], currency=self._opened.currency, language=self._opened.language
        )
        differs, gone = self._differing[column.key], set(self._gone)
        return [
            (None if old in gone else KEEP) if new == NOWHERE else typed[new] if differs[new] else KEEP
            for old, new in zip(self.arranged.old, self.arranged.new, strict=True)
        ]

    @cached_property
    def after(self) -> pd.DataFrame:
        """The rows as they will be."""
        rows = [(row, new) for row, new in enumerate(self.arranged.new, self._found.info.first_row) if new != NOWHERE]
        merged = self._frame.copy()
        for column in self.columns:
            kept = ~self._differing[column.key]
            if kept.any():
                merged[column.key].array[kept] = self._current[column.key].array.take(self._places[kept])
        return merged.iloc[[new for _, new in rows]].set_axis([row for row, _ in rows])


def _names(table: Table, frame: pd.DataFrame) -> list[Any]:
    """Give what tells rows apart; where it is there twice, the number of its turn, too."""
    if table.name != GROWTH.name:
        return counted(identity_of(table, frame))
    pairs = zip(frame["dimension"].tolist(), frame["value"].tolist(), strict=True)
    return counted([segment_key(dimension, value) for dimension, value in pairs])
