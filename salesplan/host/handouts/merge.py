"""A returned handout against what was sent and what the plan says by now, cell by cell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

import numpy as np

from salesplan.findings import Finding
from salesplan.host.handouts import merge_kinds as kinds
from salesplan.host.handouts.cells import Cell, Current, is_of
from salesplan.host.handouts.keys import match_keys
from salesplan.host.handouts.parts import part_key, part_name
from salesplan.host.handouts.returned import Returned
from salesplan.host.handouts.returned_table import ReturnedTable
from salesplan.host.handouts.texts import column_texts
from salesplan.planning.arrays import Flags
from salesplan.planning.names import folded
from salesplan.planning.standing import QUOTAS
from salesplan.planning.three_way import Outcome, Texts, said_by, three_way
from salesplan.store.records import Conflict, Handout, Seen, SentRow
from salesplan.tables.model import Column
from salesplan.tables.plain import said_text
from salesplan.tables.plan import SALES_PLAN
from salesplan.words import LANGUAGES, Words, nearest_words

_OWNER: Final = ("Customers", "rep_id")
_ID_LENGTH: Final = 8


@dataclass(slots=True)
class Merged:
    """What becomes of the cells of a returned handout.

    Attributes
    ----------
    taken
        Cells of the plan that get what the manager typed.
    conflicts
        Cells that were changed in the plan, too.
    seen
        What cells said that were taken, or that the plan says already.
    counts
        How many cells came to each outcome; rows that are not the part's any more are not among them.
    findings
        Rows and cells of which nothing was taken, with their place in the file.
    """

    taken: list[Cell] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def merge(
    handout: Handout,
    returned: Returned,
    sent: Mapping[str, Mapping[str, SentRow]],
    bases: Mapping[str, Mapping[tuple[str, str], str]],
    current: Current,
    may: Mapping[str, Sequence[str]],
) -> Merged:
    """Compare every cell that a manager may change with what was sent and with the plan.

    Nothing is taken from a row that the plan no longer has, or that belongs to another part by now; nor an owner of a
    customer who is none of the part's own reps. Each that says something new is a finding.

    Parameters
    ----------
    handout
        Whose the returned workbook is.
    returned
        What came back.
    sent
        What was sent, by table and key.
    bases
        What cells said that were dealt with before, by table, and by key and column.
    current
        The plan by now; it is not changed.
    may
        The columns that the manager may change, by table.

    Returns
    -------
    Merged
        The same whatever the order of the rows in the file.
    """
    done = Merged()
    own = {folded(rep_id): rep_id for rep_id in current.reps_of(handout)}
    for name, table in returned.tables.items():
        columns = [key for key in may.get(name, ()) if key in SALES_PLAN.table(name).keys]
        if columns and name in current.frames:
            _TableMerge(handout, returned, table, sent.get(name, {}), bases.get(name, {}), current, own).run(
                columns, done
            )
    done.taken.sort(key=lambda cell: (SALES_PLAN.tables.index(SALES_PLAN.table(cell.table)), cell.row, cell.column))
    return done


class _Row(NamedTuple):
    """A row that was sent and came back: its place in the returned frame, its key, its place in the plan's frame."""

    back: int
    sheet_row: int
    key: str
    plan: int | None
    own: bool


class _TableMerge:
    """The rows of one table that were sent and came back."""

    def __init__(
        self,
        handout: Handout,
        returned: Returned,
        back: ReturnedTable,
        sent: Mapping[str, SentRow],
        bases: Mapping[tuple[str, str], str],
        current: Current,
        own_reps: Mapping[str, str],
    ) -> None:
        self.handout = handout
        self.returned = returned
        self.back = back
        self.name = back.table.name
        self.table = SALES_PLAN.table(self.name)
        self.sent = sent
        self.bases = bases
        self.current = current
        self.own_reps = own_reps
        self.rows = self._rows()
        self.edits: dict[_Row, list[tuple[Column, str]]] = {}
        self.not_again: list[_Row] = []

    def run(self, columns: Sequence[str], done: Merged) -> None:
        """Decide about the cells of some columns."""
        own = [row for row in self.rows if row.own]
        others = [row for row in self.rows if not row.own]
        for key in columns:
            self._merge_column(self.table[key], own, done)
            self._look_for_edits(self.table[key], others)
        done.findings += [self._not_taken(row, edits) for row, edits in self.edits.items()]
        if self.not_again:
            first = self.not_again[0]
            facts = {"count": len(self.not_again), "name": self.sent[first.key].name}
            done.findings.append(self.back.at(kinds.NOT_AGAIN, first.sheet_row, columns[0], **facts))

    def _rows(self) -> list[_Row]:
        places = self.current.places(self.name)
        matched = match_keys(self.sent, self.back.keys)
        index = self.back.frame.index.tolist()
        found = [(back, int(row), key) for back, (row, key) in enumerate(zip(index, matched, strict=True)) if key]
        plan = [places.get(key) for _, _, key in found]
        own = self._own([place for place in plan if place is not None])
        return [
            _Row(back, row, key, place, place is not None and (own[place] or self._is_left(key, place)))
            for (back, row, key), place in zip(found, plan, strict=True)
        ]

    def _own(self, places: Sequence[int]) -> dict[int, bool]:
        """Tell which rows of the plan belong to the handout's part by now."""
        frame = self.current.frames[self.name].iloc[list(places)]
        if self.name in QUOTAS:
            part = part_key(self.handout.region, self.handout.team)
            rows = zip(frame["region"], frame["team"], strict=True)
            return {place: is_of(part, part_key(*row)) for place, row in zip(places, rows, strict=True)}
        owners = map(folded, frame["rep_id"])
        return {place: owner in self.own_reps for place, owner in zip(places, owners, strict=True)}

    def _is_left(self, key: str, place: int) -> bool:
        """Tell whether a customer is nobody's because this part let go of it: it may take it back."""
        if self.name != _OWNER[0] or self._base(key, _OWNER[1]):
            return False
        return not self.current.texts(*_OWNER, [place])[0]

    def _base(self, key: str, column: str) -> str:
        return self.bases.get((key, column), self.sent[key].cells.get(column, ""))

    def _returned(self, column: Column, rows: Sequence[_Row]) -> tuple[Texts, Texts, Flags]:
        """Give what cells said before, what they say in the file, and whether they are cleared."""
        values = self.back.frame[column.key].iloc[[row.back for row in rows]]
        texts = _array(column_texts(column, values, self.current.currency))
        places = [(row.sheet_row, column.key) for row in rows]
        faulty = np.array([place in self.back.faulty for place in places], dtype=np.bool_)
        cleared = np.array([place in self.back.cleared for place in places], dtype=np.bool_)
        if (self.name, column.key) == _OWNER:
            texts = _array([self.own_reps.get(folded(text), text) for text in texts])
        return _array([self._base(row.key, column.key) for row in rows]), np.where(faulty, "", texts), cleared & ~faulty

    def _merge_column(self, column: Column, rows: Sequence[_Row], done: Merged) -> None:
        base, texts, cleared = self._returned(column, rows)
        if (self.name, column.key) == _OWNER:
            texts = self._own_only(rows, base, texts, cleared, done)
        places = [row.plan for row in rows if row.plan is not None]
        now = _array(self.current.texts(self.name, column.key, places))
        outcomes = three_way(base, texts, now, cleared)
        said = said_by(base, texts, cleared)
        done.counts.update(map(Outcome, outcomes.tolist()))
        dealt = (outcomes == Outcome.TAKEN) | ((said != base) & (said == now))
        for at in np.flatnonzero((said != base) | (outcomes == Outcome.KEPT)).tolist():
            row, outcome = rows[at], Outcome(int(outcomes[at]))
            if dealt[at]:
                done.seen.append(Seen(self.handout.id, self.name, row.key, column.key, said[at]))
            if outcome is Outcome.TAKEN:
                where = (self.name, row.key, self.sent[row.key].name, column.key)
                done.taken.append(self.current.cell(*where, now[at], said[at]))
            elif outcome is Outcome.CONFLICT:
                done.conflicts.append(self._conflict(row, column, base[at], now[at], said[at]))
            elif outcome is Outcome.KEPT and self._is_put_back(row, column, now[at]):
                self.not_again.append(row)

    def _own_only(self, rows: Sequence[_Row], base: Texts, texts: Texts, cleared: Flags, done: Merged) -> Texts:
        """Blank the owners whom the manager cannot name, with a finding for each."""
        allowed = set(self.own_reps.values())
        strange = [
            not clear and text not in ("", before) and text not in allowed
            for before, text, clear in zip(base, texts, cleared, strict=True)
        ]
        for at in np.flatnonzero(strange).tolist():
            near = nearest_words(texts[at], list(allowed))
            facts = {"value": texts[at], "part": part_name(self.handout), "near": near}
            name = self.sent[rows[at].key].name
            place = (rows[at].sheet_row, _OWNER[1])
            done.findings.append(self.back.at(kinds.NOT_OWN_REP, *place, name=name, **facts))
        return np.where(strange, "", texts)

    def _is_put_back(self, row: _Row, column: Column, now: str) -> bool:
        """Tell whether the plan says what was sent although something else was taken since."""
        return (row.key, column.key) in self.bases and now == self.sent[row.key].cells.get(column.key, "")

    def _look_for_edits(self, column: Column, rows: Sequence[_Row]) -> None:
        """Note what rows say that is new although nothing of them is taken."""
        base, texts, cleared = self._returned(column, rows)
        said = said_by(base, texts, cleared)
        for at in np.flatnonzero(said != base).tolist():
            self.edits.setdefault(rows[at], []).append((column, said[at]))

    def _not_taken(self, row: _Row, edits: Sequence[tuple[Column, str]]) -> Finding:
        kind = kinds.ROW_GONE if row.plan is None else kinds.ROW_ELSEWHERE
        said = Words(*(", ".join(_edit(column, text, language) for column, text in edits) for language in LANGUAGES))
        facts = {"name": self.sent[row.key].name, "part": part_name(self.handout), "edits": said}
        return self.back.at(kind, row.sheet_row, edits[0][0].key, **facts)

    def _conflict(self, row: _Row, column: Column, base: str, now: str, said: str) -> Conflict:
        return Conflict(
            id=conflict_id(self.handout.id, self.name, row.key, column.key),
            handout=self.handout.id,
            table=self.name,
            key=row.key,
            name=self.sent[row.key].name,
            column=column.key,
            sent=base,
            current=now,
            returned=said,
            returned_by=self.returned.by,
            returned_at=self.returned.saved,
            file=self.returned.name,
        )


def conflict_id(handout: str, table: str, key: str, column: str) -> str:
    """Give the id of the conflict about a cell of a handout: the same whenever it comes up.

    Examples
    --------
    >>> conflict_id("abcdefghijkl", "Quota", '["r1"]', "override")
    '9478f8ac'
    """
    return sha256("\x1f".join((handout, table, key, column)).encode()).hexdigest()[:_ID_LENGTH]


def cell_text(column: Column, text: str, language: str) -> str:
    """Say what a cell says, for people.

    Examples
    --------
    >>> from salesplan.tables.customers import CUSTOMERS
    >>> cell_text(CUSTOMERS["intent"], "high", "zh-Hans"), cell_text(CUSTOMERS["potential"], "", "en")
    ('高', 'blank')
    """
    return said_text(column, text, language) if text else kinds.BLANK.said(language)


def _edit(column: Column, text: str, language: str) -> str:
    return f"{column.label.said(language)} = {cell_text(column, text, language)}"


def _array(texts: Sequence[str]) -> Texts:
    """Give texts as an array of objects, which are compared one by one."""
    return np.array(texts, dtype=object)
