"""What people chose on the sheet of conflicts, and what becomes of the plan by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from salesplan.findings import Finding
from salesplan.host.handouts import merge_kinds as kinds
from salesplan.host.handouts.cells import Cell, Current
from salesplan.host.handouts.merge import cell_text
from salesplan.host.handouts.texts import column_texts
from salesplan.host.opened import OpenedPlan
from salesplan.planning.names import folded
from salesplan.store.records import Conflict, Seen
from salesplan.tables.conflicts import CONFLICTS, KEEP, TAKE
from salesplan.tables.model import Choice, Column
from salesplan.tables.plain import plain_text, typed_again
from salesplan.tables.scenarios import NONE_WORDS
from salesplan.words import ENGLISH, LANGUAGES, Words, nearest_words


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for a conflict.

    Attributes
    ----------
    conflict
        The conflict.
    row
        Its row on the sheet of conflicts.
    text
        What the plan's cell is to say, as a plain text; for ``keep`` what it said when the list was made.
    note
        What was typed beside it.
    """

    conflict: Conflict
    row: int
    text: str
    note: str

    def said(self, language: str = ENGLISH) -> str:
        """Say what was chosen, and what was noted beside it."""
        whose = KEEP if self.text == self.conflict.current else TAKE if self.text == self.conflict.returned else None
        chosen = whose.label.said(language) if whose else ""
        return "; ".join(part for part in (chosen, self.note) if part)


@dataclass(slots=True)
class Resolved:
    """What came of choices.

    Attributes
    ----------
    taken
        Cells of the plan that change.
    seen
        What the returned cells said that are settled now.
    settled
        The choices that were applied.
    still_open
        The conflicts that are not settled, with what their cells say now; none where that is what came back.
    findings
        Choices that were not applied, at their cells.
    """

    taken: list[Cell] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    settled: list[Chosen] = field(default_factory=list)
    still_open: list[Conflict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def choices(opened: OpenedPlan, conflicts: Sequence[Conflict]) -> tuple[list[Chosen], list[Finding]]:
    """Read the choices that were made: keep or take in any language, the word that clears, or a value of the column.

    Parameters
    ----------
    opened
        The plan, with its Conflicts; with its Reps, owners of customers must be among them.
    conflicts
        Those that are open; choices for others are passed over.

    Returns
    -------
    chosen : list of Chosen
        In the order of the conflicts. Where a row stands twice, the first that has a choice counts.
    findings : list of Finding
        Those that fit neither.
    """
    frame = opened.frames.get(CONFLICTS.name)
    if frame is None:
        return [], []
    typed: dict[str, tuple[int, object, str]] = {}
    for row, each, cell, note in zip(frame.index, frame["id"], frame["choice"], frame["note"], strict=True):
        if plain_text(cell):
            typed.setdefault(folded(str(each)), (int(row), cell, str(note)))
    chosen: list[Chosen] = []
    findings: list[Finding] = []
    for conflict in conflicts:
        if conflict.id in typed:
            row, cell, note = typed[conflict.id]
            text = _wanted(opened, conflict, cell)
            if isinstance(text, str):
                chosen.append(Chosen(conflict, row, text, note))
            else:
                column = opened.plan.table(conflict.table)[conflict.column]
                facts = {"value": plain_text(cell), "column": column.label, "fix": text}
                findings.append(kinds.BAD_CHOICE.at(CONFLICTS.name, row, "choice", **facts))
    return chosen, opened.placed(findings)


def resolve(opened: OpenedPlan, conflicts: Sequence[Conflict], current: Current) -> Resolved:
    """Apply the choices that were made; a cell of the plan that was changed after the list was made stays as it is.

    Parameters
    ----------
    opened
        As in `choices`.
    conflicts
        All that are open.
    current
        The plan's cells as they are; it is not changed.
    """
    chosen, findings = choices(opened, conflicts)
    by_id = {each.conflict.id: each for each in chosen}
    done = Resolved(findings=findings)
    new: dict[tuple[str, str, str], str] = {}
    waiting: list[Conflict] = []
    for conflict in conflicts:
        column = opened.plan.table(conflict.table)[conflict.column]
        choice = by_id.get(conflict.id)
        if conflict.key not in current.places(conflict.table):
            row = choice.row if choice else None
            gone = kinds.NO_LONGER_THERE.at(CONFLICTS.name, row, "choice", name=conflict.name, column=column.label)
            done.findings += opened.placed([gone])
        elif choice is None:
            waiting.append(conflict)
        else:
            where, now = (conflict.table, conflict.key, conflict.column), _now(conflict, new, current)
            if now == conflict.current or (where in new and now == choice.text):
                new[where] = choice.text
                _settle(done, choice, now, current)
            else:
                done.findings += opened.placed([_changed_again(choice, column, now)])
                waiting.append(conflict)
    # Only now all is settled that there may be about the same cells.
    for conflict in waiting:
        now = _now(conflict, new, current)
        if now == conflict.returned:
            done.seen.append(_seen(conflict))
        else:
            done.still_open.append(replace(conflict, current=now))
    return done


def _now(conflict: Conflict, new: Mapping[tuple[str, str, str], str], current: Current) -> str:
    """Give what the cell of a conflict says, with what was chosen for it so far."""
    where = (conflict.table, conflict.key, conflict.column)
    if where in new:
        return new[where]
    return current.texts(conflict.table, conflict.column, [current.places(conflict.table)[conflict.key]])[0]


def _settle(done: Resolved, choice: Chosen, now: str, current: Current) -> None:
    conflict = choice.conflict
    done.settled.append(choice)
    done.seen.append(_seen(conflict))
    if choice.text != now:
        where = (conflict.table, conflict.key, conflict.name, conflict.column)
        done.taken.append(current.cell(*where, now, choice.text))


def _seen(conflict: Conflict) -> Seen:
    return Seen(conflict.handout, conflict.table, conflict.key, conflict.column, conflict.returned)


def _changed_again(choice: Chosen, column: Column, now: str) -> Finding:
    conflict = choice.conflict
    before, after = (
        Words(*(cell_text(column, text, language) for language in LANGUAGES)) for text in (conflict.current, now)
    )
    facts = {"name": conflict.name, "column": column.label, "before": before, "now": after}
    return kinds.CHANGED_AGAIN.at(CONFLICTS.name, choice.row, "choice", **facts)


def _wanted(opened: OpenedPlan, conflict: Conflict, cell: object) -> str | Words:
    """Give what the plan's cell is to say; what to do about it, where that cannot be told."""
    text = plain_text(cell)
    if _means(KEEP, text):
        return conflict.current
    if _means(TAKE, text):
        return conflict.returned
    if folded(text) in map(folded, NONE_WORDS.every()):
        return ""
    table = opened.plan.table(conflict.table)
    column = table[conflict.column]
    if column.refers and (known := _known(opened, column)) is not None:
        if folded(text) in known:
            return known[folded(text)]
        near = nearest_words(text, list(known.values()))
        return Words(*(kinds.NO_SUCH_REP.said(language).format(near=near.said(language)) for language in LANGUAGES))
    frame, findings = typed_again(table, {table.identity[0]: ["1"], column.key: [text]}, [1], opened.currency)
    if findings:
        return Words(*(findings[0].fix(language) for language in LANGUAGES))
    return column_texts(column, frame[column.key], opened.currency)[0]


def _means(option: Choice, text: str) -> bool:
    return folded(text) in (option.key, *map(folded, option.label.every()))


def _known(opened: OpenedPlan, column: Column) -> dict[str, str] | None:
    """Give the values that another table has for a column, as they are matched; None where that table was not read."""
    name, _, key = column.refers.partition(".")
    if name not in opened.frames:
        return None
    return {folded(text): text for text in opened.frames[name][key].tolist() if text}
