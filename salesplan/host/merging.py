"""Rows from outside among the rows that a table has: which stay, change, come and go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from salesplan.errors import UsageError
from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import NOWHERE, arrange, cells_of, formula_text, identity_of
from salesplan.tables.model import Owner, Table
from salesplan.words import nearest_words
from salesplan.workbook.writes import KEEP, Formula, TableWrite


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
    """The rows after a merge: each by its data row, its place in the table before, and its place among the new rows."""

    data: tuple[int | None, ...]
    before: list[int]
    incoming: list[int]

    @property
    def stayed(self) -> list[tuple[int, int]]:
        """The places, before and among the new rows, of the rows that the table had."""
        return [(place, position) for place, position in self._pairs if place != NOWHERE]

    @property
    def fresh(self) -> list[int]:
        """The places among the new rows of those that are added."""
        return [position for place, position in self._pairs if place == NOWHERE != position]

    @property
    def _pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.before, self.incoming, strict=True)


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
        When rows to be appended are in the table already, or rows are new to a table that salesplan itself fills.
    """
    current = opened.frames[table.name]
    rows = (
        _anew(opened, table, new) if mode is Mode.REPLACE and not table.identity else _matched(opened, table, new, mode)
    )
    return Merge(
        _write(opened, table, new, rows, keys, mode),
        _after(current, new, rows, keys, mode),
        added=len(rows.fresh),
        updated=len(new) - len(rows.fresh),
        removed=len(current) - len(rows.stayed),
    )


def _anew(opened: OpenedPlan, table: Table, new: pd.DataFrame) -> _Rows:
    """Write new rows over the old ones, so that nothing needs to move."""
    reused = min(opened.found[table.name].info.height, len(new))
    data = tuple(range(reused)) + (None,) * (len(new) - reused)
    return _Rows(data, [NOWHERE] * len(new), list(range(len(new))))


def _matched(opened: OpenedPlan, table: Table, new: pd.DataFrame, mode: Mode) -> _Rows:
    """Match new rows with those of the table by identity; without one, all are added."""
    current = opened.frames[table.name]
    names = identity_of(table, new) if table.identity else list(enumerate(new.index))
    position_of = {name: position for position, name in enumerate(names)}
    known = identity_of(table, current) if table.identity else []
    found = {row: position_of.pop(name, NOWHERE) for row, name in zip(current.index, known, strict=False)}
    if mode is Mode.APPEND:
        _refuse_known(table, current, found)
    if table.identity and all(table[key].owner is Owner.SALESPLAN for key in table.identity):
        _refuse_new(table, new.iloc[sorted(position_of.values())], current)
    stay = [row for row in current.index if mode is not Mode.REPLACE or found[row] != NOWHERE]
    fresh = sorted(position_of.values())
    arranged = arrange(opened.found[table.name], current, stay, len(fresh))
    place_of = {row: place for place, row in enumerate(current.index)}
    return _Rows(
        arranged.rows,
        [place_of.get(row, NOWHERE) for row in arranged.old],
        [
            fresh[added] if added != NOWHERE else found.get(row, NOWHERE)
            for row, added in zip(arranged.old, arranged.new, strict=True)
        ],
    )


def _refuse_known(table: Table, current: pd.DataFrame, found: dict[int, int]) -> None:
    known = [row for row, position in found.items() if position != NOWHERE]
    if known:
        example = " / ".join(str(part) for part in current.loc[known[0], list(table.identity)])
        raise UsageError(
            f"{len(known):,} of the rows are in {table.name} already, {example} for one; choose --update to change them"
        )


def _refuse_new(table: Table, new: pd.DataFrame, current: pd.DataFrame) -> None:
    """Refuse rows that a table cannot have before salesplan computes them."""
    if len(new):
        keys = list(table.identity)
        example = " / ".join(str(part) for part in new.iloc[0][keys])
        known = [" / ".join(str(part) for part in row) for row in current[keys].itertuples(index=False)]
        raise UsageError(
            f"{len(new):,} of the rows are not in {table.name}, {example} for one{nearest_words(example, known).en}; "
            f"salesplan makes the rows of {table.name}: put that right, or run quota first"
        )


def _after(current: pd.DataFrame, new: pd.DataFrame, rows: _Rows, keys: Sequence[str], mode: Mode) -> pd.DataFrame:
    """Give the table as it will be, old rows first."""
    old, fresh = current.iloc[[place for place, _ in rows.stayed]], new.iloc[rows.fresh]
    after = pd.concat([old, fresh], ignore_index=True) if len(old) else fresh.reset_index(drop=True)
    changed = [(row, position) for row, (_, position) in enumerate(rows.stayed) if position != NOWHERE]
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
    columns: dict[str, list[Any]] = {}
    for column in table:
        header = found.headers.get(column.key)
        if header is None:
            continue
        if column.owner is Owner.SHEET:
            formula = Formula(formula_text(found, column, opened.headers), None)
            columns[header] = [formula if place == NOWHERE else KEEP for place in rows.before]
        elif column.key in keys:
            cells = cells_of(column, new[column.key], currency=opened.currency, language=opened.language)
            columns[header] = _merged(cells, rows, mode, named=column.identity)
        elif mode is Mode.REPLACE and column.owner is Owner.PERSON:
            columns[header] = [None] * len(rows.data)
    if mode is Mode.REPLACE and not table.identity:
        own = [header for header in found.info.columns if header not in found.headers.values()]
        columns |= {header: [None] * len(rows.data) for header in own if header not in found.info.calculated}
    return TableWrite(found.info.name, rows.data, columns)


def _merged(cells: Sequence[Any], rows: _Rows, mode: Mode, *, named: bool) -> list[Any]:
    """Give the cells of a column that was brought in; ``named`` says that it identifies rows."""
    if mode is Mode.REPLACE:
        return [KEEP if position == NOWHERE else cells[position] for position in rows.incoming]
    # A blank changes nothing, and "r1" finds the row R1 but does not rename it.
    return [
        KEEP if position == NOWHERE or (place != NOWHERE and (named or cells[position] is None)) else cells[position]
        for place, position in zip(rows.before, rows.incoming, strict=True)
    ]
