"""What a run changes of what people typed: every human cell of its writes, as lines of the log."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from salesplan.host.audit.heaps import Cells, beyond, digested, filled
from salesplan.host.audit.texts import chosen, value_of
from salesplan.host.audit.touched import NOWHERE, Touched, loses_typed, touched
from salesplan.host.handouts.texts import row_keys
from salesplan.host.opened import OpenedPlan
from salesplan.host.wish import Wish
from salesplan.host.writing import counted, setting_cell
from salesplan.planning.names import titled
from salesplan.store.records import Entry
from salesplan.store.who import user
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.model import Column, Holds, Owner
from salesplan.tables.plain import plain_text
from salesplan.workbook.writes import NameWrite, TableWrite, Write

MOST_ROWS: Final = 1000
"""Rows of a table that come or go in one run and are listed one by one; more are counted, with a digest."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose change it is, and where it comes from: the file, a comment."""

    by: str
    note: str = ""


Authors: TypeAlias = Mapping[tuple[str, str, str], Author]
"""Whose a change is that is not the user's own, by table, key and column."""

NO_OTHERS: Final[Authors] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Changed:
    """A cell that changes; with a blank ``column`` a row, or many, that come or go."""

    table: str
    key: str
    name: str
    column: str
    rep_id: str
    before: str
    after: str


def human_changes(
    opened: OpenedPlan,
    writes: Sequence[Write],
    wish: Wish,
    *,
    authors: Authors = NO_OTHERS,
    note: str = "",
    seeded: bool = False,
) -> list[Entry]:
    """Find what writes change of what people typed.

    A cell of a typed column, or of a person's setting, that will say something else is an entry; one that is kept, or gets
    what it says already, is none. So is a row with anything typed in it that comes or goes: its typed cells as JSON. Where
    more than `MOST_ROWS` of a table do, one entry tells how many, and the SHA-256 of them all. The rows of a table without
    identity have no name to be known by: there only rows come and go.

    Parameters
    ----------
    opened
        The plan; what it said before is as it was read.
    authors
        Whose changes are not the user's own.
    note
        What is noted where ``authors`` does not tell.
    seeded
        Columns that salesplan computes from what `load` gave them first count as people's.

    Returns
    -------
    list of Entry
        Without the code of their run. Nothing is read or compared where nothing typed is written.
    """
    changed = [change for write in writes for change in _changed(opened, write, seeded=seeded)]
    if not changed:
        return []
    who, at = user(), wish.at.replace(microsecond=0)
    own = Author(who, note)
    entries = []
    for change in changed:
        author = authors.get((change.table, change.key, change.column), own)
        entries.append(
            Entry(
                at=at,
                by=author.by,
                through=who,
                command=wish.command,
                table=change.table,
                key=change.key,
                name=change.name,
                column=change.column,
                rep_id=change.rep_id,
                before=change.before,
                after=change.after,
                note=author.note,
            )
        )
    return entries


def _changed(opened: OpenedPlan, write: Write, *, seeded: bool) -> Sequence[_Changed]:
    match write:
        case TableWrite():
            return _in_table(opened, write, seeded=seeded)
        case NameWrite():
            return _in_settings(opened, write)
    return ()


def _in_settings(opened: OpenedPlan, write: NameWrite) -> Sequence[_Changed]:
    setting = next((each for each in opened.plan.settings if each.key == write.name.casefold()), None)
    if setting is None or setting.owner is not Owner.PERSON:
        return ()
    value = opened.setting_as_read(setting.key)
    before = str(value) if setting.choices and isinstance(value, str) else None
    before = before or plain_text(setting_cell(setting, value, currency=opened.currency))
    after = chosen(setting.choices, plain_text(value_of(write.value)))
    if before == after:
        return ()
    name = setting.label.said(opened.language)
    return (_Changed(SETTINGS_TABLE, setting.key, name, setting.key, "", before, after),)


def _in_table(opened: OpenedPlan, write: TableWrite, *, seeded: bool) -> Sequence[_Changed]:
    wanted = write.table.casefold()
    found = next((each for each in opened.found.values() if each.info.name.casefold() == wanted), None)
    # A choice is in the log as what it decides.
    if found is None or found.table.name == CONFLICTS.name:
        return ()
    human = [
        column
        for column in found.table
        if (column.owner is Owner.PERSON or (seeded and column.seeded)) and column.key in found.headers
    ]
    written = [column.key for column in human if found.headers[column.key] in write.columns]
    if not written and not loses_typed(found, write):
        return ()
    rows = touched(opened, found, write, written)
    return [*(_with_identity(rows, human) if found.table.identity else _as_heap(rows, human))]


def _as_heap(rows: Touched, human: Sequence[Column]) -> Iterator[_Changed]:
    """Compare rows that have no identity as a heap, in which equal ones are the same."""
    old, new = _sides(rows, human)
    gone, came = beyond(old, new)
    if len(gone) + len(came) > MOST_ROWS:
        yield _many(rows, digested(old, gone), digested(new, came))
    else:
        yield from _listed(rows.only(gone, came), human)


def _sides(rows: Touched, human: Sequence[Column]) -> tuple[list[Cells], list[Cells]]:
    return [rows.cells_before(column) for column in human], [rows.cells_after(column) for column in human]


def _with_identity(rows: Touched, human: Sequence[Column]) -> Iterator[_Changed]:
    """Compare rows that have the same identity; others come or go."""
    compared = _Compared(rows, human)
    before, after = compared.keys(compared.before), compared.keys(compared.after)
    place_of = {place: number for number, place in enumerate(rows.before.tolist())}
    pairs = {
        row: place_of[was]
        for row, was in enumerate(rows.was.tolist())
        if was != NOWHERE and before[place_of[was]] == after[row]
    }
    left, came = _unpaired(pairs, before, after)
    waiting = dict(zip(counted([(before[place],) for place in left]), left, strict=True))
    for row, key in zip(came, counted([(after[row],) for row in came]), strict=True):
        if key in waiting:
            pairs[row] = waiting.pop(key)
    for row in sorted(pairs):
        yield from compared.cells(pairs[row], row, after[row])
    left, came = _unpaired(pairs, before, after)
    rest = rows.only(np.array(left, dtype=np.int64), np.array(came, dtype=np.int64))
    if not left and not came:
        return
    old, new = _sides(rest, human)
    gone, fresh = np.flatnonzero(filled(old)), np.flatnonzero(filled(new))
    if len(gone) + len(fresh) > MOST_ROWS:
        yield _many(rows, digested(old, gone), digested(new, fresh))
    else:
        yield from _listed(rest, human)


def _unpaired(pairs: Mapping[int, int], before: Sequence[str], after: Sequence[str]) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return (
        [place for place in range(len(before)) if place not in taken],
        [row for row in range(len(after)) if row not in pairs],
    )


def _many(rows: Touched, before: str, after: str) -> _Changed:
    """Tell of many rows together."""
    return _Changed(rows.found.table.name, "", "", "", "", before, after)


def _listed(rows: Touched, human: Sequence[Column]) -> Iterator[_Changed]:
    """List rows that go, and then those that come, if they say something."""
    if len(rows.before) or len(rows.rows):
        compared = _Compared(rows, human)
        yield from compared.rows(compared.before, gone=True)
        yield from compared.rows(compared.after, gone=False)


class _Compared:
    """Rows before and after a write, cell by cell as plain texts."""

    def __init__(self, rows: Touched, human: Sequence[Column]) -> None:
        self.table = rows.found.table
        self.human = [column.key for column in human]
        named = [key.removesuffix("_id") for key in self.table.identity if key.endswith("_id")]
        keys = dict.fromkeys([*self.human, *self.table.identity, *named, "rep_id"])
        columns = [self.table[key] for key in keys if key in rows.found.headers]
        self.before = {column.key: rows.texts_before(column) for column in columns}
        self.after = {column.key: rows.texts_after(column) for column in columns}

    def keys(self, side: Mapping[str, list[str]]) -> list[str]:
        """Give the key of each row, made of texts as it is of typed cells elsewhere; none of rows without identity."""
        count = len(next(iter(side.values())))
        if not self.table.identity:
            return [""] * count
        parts = {
            key: [_as_typed(self.table[key], text) for text in side.get(key, [""] * count)]
            for key in self.table.identity
        }
        return row_keys(self.table, pd.DataFrame(parts, dtype="str"))

    def cells(self, place: int, row: int, key: str) -> Iterator[_Changed]:
        """Give the cells that differ in a row."""
        for column in self.human:
            before, after = self.before[column][place], self.after[column][row]
            if before != after:
                name, rep_id = self._name(self.after, row), self._about(self.after, row)
                yield _Changed(self.table.name, key, name, column, rep_id, before, after)

    def rows(self, side: Mapping[str, list[str]], *, gone: bool) -> Iterator[_Changed]:
        """Give rows that go, or come, and say something: their typed cells as JSON."""
        for row, key in enumerate(self.keys(side)):
            cells = {column: side[column][row] for column in self.human if side[column][row]}
            if cells:
                text = json.dumps(cells, ensure_ascii=False)
                before, after = (text, "") if gone else ("", text)
                name, rep_id = self._name(side, row), self._about(side, row)
                yield _Changed(self.table.name, key, name, "", rep_id, before, after)

    def _name(self, side: Mapping[str, list[str]], row: int) -> str:
        """Give a row the name that people know it by."""
        parts = []
        for key in self.table.identity:
            text, named = side[key][row] if key in side else "", side.get(key.removesuffix("_id"))
            parts.append(titled(named[row], text) if named and key.endswith("_id") else text)
        return " / ".join(part for part in parts if part)

    def _about(self, side: Mapping[str, list[str]], row: int) -> str:
        return side["rep_id"][row] if "rep_id" in side else ""


def _as_typed(column: Column, text: str) -> str:
    """Give a plain text as the typed value would be written, by which rows are told apart."""
    match column.holds:
        case Holds.DATE | Holds.MONTH | Holds.MOMENT if text:
            return str(pd.Timestamp(text))
        case Holds.PERCENT | Holds.NUMBER if text:
            return str(float(text))
    return text
