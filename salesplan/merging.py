"""Rows from outside among the rows that a table has: which stay, change, come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from salesplan.errors import UsageError
from salesplan.opened import OpenedPlan
from salesplan.tables.model import Owner, Table
from salesplan.workbook.writes import KEEP, Formula, TableWrite
from salesplan.writing import cells_of, formula_text, identity_of

_NOWHERE = -1
"""The place of a row that has none: in the table before, or in the file."""


class Mode(StrEnum):
    """What becomes of the rows that the table has: they go, are updated by identity, or stay."""

    REPLACE = "replace"
    UPDATE = "update"
    APPEND = "append"


@dataclass(frozen=True, slots=True)
class Merge:
    """A table as it will be.

    Attributes
    ----------
    write
        What is to be written.
    after
        Its typed rows, for the totals over them.
    added, updated, removed
        How many rows.
    """

    write: TableWrite
    after: pd.DataFrame
    added: int
    updated: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows after a merge, each by its place in the table before and its place among the new rows."""

    before: list[int]
    incoming: list[int]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return list(zip(self.before, self.incoming, strict=True))


def merged(opened: OpenedPlan, table: Table, new: pd.DataFrame, keys: Sequence[str], mode: Mode) -> Merge:
    """Bring typed rows into a table.

    Rows that the table has keep their place, and what a person typed beside the columns that are brought in. In an
    update a blank changes nothing; in a replacement every typed column becomes what the new rows say, and rows
    that are not among them go.

    Parameters
    ----------
    new
        Typed rows, as `salesplan.tables.conform.conform` gives them.
    keys
        The columns that were brought in; the others are blank in new rows.

    Raises
    ------
    UsageError
        When rows to be appended are in the table already.
    """
    current = opened.frames[table.name]
    rows = _matched(table, current, new, mode)
    known = sum(place != _NOWHERE and position != _NOWHERE for place, position in rows.pairs)
    stayed = sum(place != _NOWHERE for place in rows.before)
    write = _write(opened, table, new, rows, keys, mode)
    replaced_whole = mode is Mode.REPLACE and not table.identity
    return Merge(
        write,
        _after(current, new, rows, keys, mode),
        added=len(new) - known,
        updated=known,
        removed=len(current) if replaced_whole else len(current) - stayed,
    )


def _matched(table: Table, current: pd.DataFrame, new: pd.DataFrame, mode: Mode) -> _Rows:
    """Find the place of every row after the merge, in the table before and among the new rows."""
    if not table.identity:
        kept = 0 if mode is Mode.REPLACE else len(current)
        return _Rows(
            list(range(kept)) + [_NOWHERE] * len(new),
            [_NOWHERE] * kept + list(range(len(new))),
        )
    position_of = {identity: position for position, identity in enumerate(identity_of(table, new))}
    incoming = [position_of.pop(identity, _NOWHERE) for identity in identity_of(table, current)]
    if mode is Mode.APPEND:
        _refuse_known(table, current, incoming)
    stay = [place for place, position in enumerate(incoming) if mode is not Mode.REPLACE or position != _NOWHERE]
    fresh = sorted(position_of.values())
    return _Rows(stay + [_NOWHERE] * len(fresh), [incoming[place] for place in stay] + fresh)


def _refuse_known(table: Table, current: pd.DataFrame, incoming: list[int]) -> None:
    known = [place for place, position in enumerate(incoming) if position != _NOWHERE]
    if known:
        example = " / ".join(str(part) for part in current.iloc[known[0]][list(table.identity)])
        raise UsageError(
            f"{len(known):,} of the rows are in {table.name} already, {example} for one; choose --update to change them"
        )


def _after(current: pd.DataFrame, new: pd.DataFrame, rows: _Rows, keys: Sequence[str], mode: Mode) -> pd.DataFrame:
    """Give the table as it will be."""
    old = current.iloc[[place for place in rows.before if place != _NOWHERE]]
    fresh = new.iloc[[position for place, position in rows.pairs if place == _NOWHERE]]
    after = pd.concat([old, fresh], ignore_index=True) if len(old) else fresh.reset_index(drop=True)
    changed = [(row, position) for row, (place, position) in enumerate(rows.pairs) if place != _NOWHERE != position]
    for key in keys if changed else ():
        values = new[key].iloc[[position for _, position in changed]]
        filled = (values.notna() & (values.astype(str) != "")).to_numpy() | (mode is Mode.REPLACE)
        chosen = [row for (row, _), is_filled in zip(changed, filled, strict=True) if is_filled]
        after.loc[chosen, key] = values[filled].to_numpy()
    return after


def _write(
    opened: OpenedPlan, table: Table, new: pd.DataFrame, rows: _Rows, keys: Sequence[str], mode: Mode
) -> TableWrite:
    """Say what every cell gets: the file's values, blanks for the rest of new rows, live formulas."""
    found = opened.found[table.name]
    places = _data_rows(opened, table, rows, mode)
    columns: dict[str, list[Any]] = {}
    for column in table:
        header = found.headers.get(column.key)
        if header is None:
            continue
        if column.owner is Owner.SHEET:
            formula = Formula(formula_text(found, column, opened.headers), None)
            columns[header] = [formula if place == _NOWHERE else KEEP for place in rows.before]
        elif column.key in keys:
            cells = cells_of(column, new[column.key], currency=opened.currency, language=opened.language)
            columns[header] = [_cell(cells, place, position, mode) for place, position in rows.pairs]
        elif mode is Mode.REPLACE and column.owner is Owner.PERSON:
            columns[header] = [None] * len(places)
    if mode is Mode.REPLACE and not table.identity:
        own = [header for header in found.info.columns if header not in found.headers.values()]
        columns |= {header: [None] * len(places) for header in own if header not in found.info.calculated}
    return TableWrite(found.info.name, places, columns)


def _cell(cells: Sequence[Any], place: int, position: int, mode: Mode) -> Any:
    """Give a cell its new value; a blank in an update changes nothing."""
    if position == _NOWHERE:
        return KEEP
    cell = cells[position]
    return KEEP if cell is None and place != _NOWHERE and mode is not Mode.REPLACE else cell


def _data_rows(opened: OpenedPlan, table: Table, rows: _Rows, mode: Mode) -> tuple[int | None, ...]:
    """Give the data row that each row was before the write."""
    info = opened.found[table.name].info
    if mode is Mode.REPLACE and not table.identity:
        # Rows without identity are written over the old ones, so that nothing needs to move.
        reused = min(info.height, len(rows.before))
        return tuple(range(reused)) + (None,) * (len(rows.before) - reused)
    index = opened.frames[table.name].index
    return tuple(None if place == _NOWHERE else int(index[place]) - info.first_row for place in rows.before)
