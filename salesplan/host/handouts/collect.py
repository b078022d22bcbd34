"""Handouts that came back, into the plan: what ``salesplan collect`` does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from salesplan.errors import WorkbookError
from salesplan.findings import Finding, Kind, Severity, errors
from salesplan.host.audit.changes import Author
from salesplan.host.audit.remembered import recover
from salesplan.host.handouts import collect_kinds as kinds
from salesplan.host.handouts.cells import Cell, Current, cells_write
from salesplan.host.handouts.choices import Chosen, resolve
from salesplan.host.handouts.collected import Collected, CollectedFile
from salesplan.host.handouts.conflicts import conflict_writes
from salesplan.host.handouts.edits import Edit, Place, edits, lost
from salesplan.host.handouts.merge import Merged, merge
from salesplan.host.handouts.parts import part_key, part_name
from salesplan.host.handouts.passwords import Passwords
from salesplan.host.handouts.returned import Returned, fixed_edits, missing, read_returned, strangers
from salesplan.host.handouts.returned_kinds import NO_TABLE
from salesplan.host.journal import JOURNAL
from salesplan.host.opened import OpenedPlan, fingerprint
from salesplan.host.returned_files import TAKEN_ENDINGS, FileState, printable, printable_names, returned_paths
from salesplan.host.run import journaled, saved
from salesplan.host.visit_logs import FileProgress
from salesplan.host.wish import Wish
from salesplan.planning.standing import gaps
from salesplan.planning.three_way import Outcome
from salesplan.store.place import locked, nobody_told
from salesplan.store.records import Change, Conflict, Entry, Handout, Seen, State
from salesplan.store.store import Store
from salesplan.store.who import user
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.handout import Part, may_change
from salesplan.tables.inputs import REPS
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import COMPANY, QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.save import Saved
from salesplan.workbook.writes import Write

TABLES: Final = (REGION_QUOTA, TEAM_QUOTA, QUOTA, CUSTOMERS, SCORECARD, REPS, CONFLICTS)
"""The tables of the plan that handouts change, or are held against."""


def collect(
    path: Path,
    folder: Path | None,
    wish: Wish,
    *,
    resolve_choices: bool = False,
    passwords: Passwords | None = None,
    progress: FileProgress = lambda done, count, name: None,
    waiting: Callable[[], None] = nobody_told,
) -> Collected:
    """Merge the handouts of a folder, and of those below it, into a plan, cell by cell.

    A cell that a manager changed is taken where the plan says what was sent; where the plan was changed, too, it stays, and
    a conflict is listed on the sheet Conflicts. What is wrong in a file stops neither its other cells nor other files. With
    an error in the plan's own tables nothing is written, unless the wish is partial. The same files again change nothing.

    Parameters
    ----------
    path
        The plan workbook.
    folder
        Where the handouts are. They are only read; what they are called does not matter. None for none.
    wish
        What the user asked for.
    resolve_choices
        Apply the choices on the sheet Conflicts first.
    passwords
        Open encrypted handouts.
    progress
        Called before each file with how many are done, how many there are, and its name.
    waiting
        Called once when another salesplan is at work on the plan.

    Raises
    ------
    UsageError
        When the folder is none.
    WorkbookError
        When the plan, or what is remembered of it, cannot be read or written; both are then as they were.
    """
    paths = list(returned_paths(folder, path)) if folder else []
    with locked(path, waiting=waiting), Store.open(path, make=False) as store:
        opened = OpenedPlan(path, SALES_PLAN, (*TABLES, *JOURNAL), language=wish.language)
        recover(store, path, opened)
        opened.check_references()
        work = _Collecting(opened, store, wish, passwords)
        if resolve_choices:
            work.resolve()
        if folder:
            work.merge(paths, folder, progress)
        return work.done()


class _Collecting:
    """One run of collecting: the plan, what is remembered of it, what was read so far."""

    def __init__(self, opened: OpenedPlan, store: Store, wish: Wish, passwords: Passwords | None) -> None:
        self.opened = opened
        self.store = store
        self.wish = wish
        self.passwords = passwords
        self.handouts = {handout.id: handout for handout in store.handouts()}
        self.before = dict(self.handouts)
        self.parts = {part_key(each.region, each.team) for each in self.handouts.values()}
        self.conflicts = {conflict.id: conflict for conflict in store.conflicts()}
        self.scorecard = opened.found[SCORECARD.name].table if SCORECARD.name in opened.found else SCORECARD
        self.current = Current(opened.frames, opened.currency)
        self.cells: dict[tuple[str, str, str], Cell] = {}
        self.authors: dict[tuple[str, str, str], Author] = {}
        self.seen: list[Seen] = []
        self.files: dict[str, CollectedFile] = {}
        self.findings: list[Finding] = []
        self.settled = 0
        self.decided: list[Entry] = []

    def resolve(self) -> None:
        """Apply the choices that were filled in."""
        resolved = resolve(self.opened, list(self.conflicts.values()), self.current)
        open_now = {conflict.id: conflict for conflict in resolved.still_open}
        self.settled = len(self.conflicts) - len(open_now)
        decisions = {(each.conflict.table, each.conflict.key, each.conflict.column): each for each in resolved.settled}
        for cell in resolved.taken:
            decision = decisions[cell.table, cell.key, cell.column]
            self._take(cell, Author(user(), decision.said(self.opened.language)))
        self.decided += [self._decided(each) for place, each in decisions.items() if place not in self.cells]
        self.seen += resolved.seen
        self.conflicts = open_now
        self.findings += self.opened.placed(resolved.findings)

    def _decided(self, decision: Chosen) -> Entry:
        """Give the line of the log for a choice that leaves the plan as it is."""
        cell, who = decision.conflict, user()
        return Entry(
            at=self.wish.at.replace(microsecond=0),
            by=who,
            through=who,
            command=self.wish.command,
            table=cell.table,
            key=cell.key,
            name=cell.name,
            column=cell.column,
            before=decision.text,
            after=decision.text,
            note=decision.said(self.opened.language),
        )

    def merge(self, paths: Sequence[Path], folder: Path, progress: FileProgress) -> None:
        """Read the files, and merge those that count, the one saved first first."""
        read = list(self._read(paths, folder, progress))
        for handout, returned in sorted(self._newest(read), key=lambda each: (each[1].saved, each[0].id)):
            self._merge_one(handout, returned)
        if not paths:
            self.findings.append(kinds.NO_HANDOUTS.at(folder=printable(str(folder))))

    def _read(self, paths: Sequence[Path], folder: Path, progress: FileProgress) -> Iterator[tuple[Handout, Returned]]:
        """Give the files that are handouts of this plan, and report the others."""
        for place, (path, name) in enumerate(zip(paths, printable_names(paths, folder), strict=True)):
            progress(place, len(paths), name)
            if path.suffix.lower() not in TAKEN_ENDINGS:
                self._pass(name, FileState.FAULTY, kinds.OTHER_ENDING.at(ending=path.suffix))
                continue
            try:
                returned = read_returned(
                    path,
                    name,
                    self.wish.at,
                    self.passwords,
                    scorecard=self.scorecard,
                    language=self.opened.language,
                )
            except WorkbookError as problem:
                self._pass(name, FileState.FAULTY, kinds.UNREADABLE.at(problem=problem.problem, fix=problem.fix))
                continue
            if not returned.is_handout:
                self._pass(name, FileState.PASSED_OVER, kinds.OTHER_FILE.at())
            elif errors(returned.findings) and not returned.handout:
                self.files[name] = CollectedFile(name)
                self.findings += returned.findings
            elif (handout := self.handouts.get(returned.handout)) is None:
                self._pass(name, FileState.FAULTY, kinds.UNKNOWN_HANDOUT.at(handout=returned.handout))
            elif self._says_other_part(handout, returned):
                found = kinds.OTHER_PART.at(part=part_name(handout), said=part_name(returned))
                self._pass(name, FileState.FAULTY, found)
            else:
                yield handout, returned
        if paths:
            progress(len(paths), len(paths), "")

    def _says_other_part(self, handout: Handout, returned: Returned) -> bool:
        """Tell whether a file says that it is of a part to whom another handout went: the code was changed in it."""
        said = part_key(returned.region, returned.team)
        return said in self.parts and said != part_key(handout.region, handout.team)

    def _newest(self, read: Sequence[tuple[Handout, Returned]]) -> Iterator[tuple[Handout, Returned]]:
        """Give of each handout the version that was saved last, unless a later one was collected before."""
        versions: dict[str, list[Returned]] = {}
        for handout, returned in read:
            versions.setdefault(handout.id, []).append(returned)
        for key, several in versions.items():
            handout = self.handouts[key]
            newest, *others = sorted(
                sorted(several, key=lambda each: each.name), key=lambda each: each.saved, reverse=True
            )
            said = {place: edit.text for place, edit in self._edits(handout, newest).items()} if others else {}
            for other in others:
                self._pass_version(handout, other, said, kinds.SUPERSEDED, other=newest.name)
            late = handout.returned_at is not None and newest.saved < handout.returned_at
            if late and newest.digest != handout.digest:
                at = f"{handout.returned_at:%Y-%m-%d %H:%M}"
                self._pass_version(handout, newest, self._dealt_with(handout), kinds.OLDER, at=at)
            else:
                yield handout, newest

    def _pass_version(
        self, handout: Handout, older: Returned, said: Mapping[Place, str], kind: Kind, **facts: object
    ) -> None:
        """Note a version that does not count, and report it where it says what is nowhere else."""
        left = lost(self._edits(handout, older), said)
        if not left:
            self.files[older.name] = CollectedFile(older.name, handout.id, part_name(handout), FileState.COPY)
            return
        (table, _, column), first = next(iter(left.items()))
        finding = older.at(table, kind, first.row, column, count=len(left), **facts)
        self._pass(older.name, FileState.OLDER, finding, handout)

    def _edits(self, handout: Handout, returned: Returned) -> dict[Place, Edit]:
        sent = {name: self.store.sent(handout.id, name) for name in returned.tables}
        return edits(returned, sent, {name: self._may(Part(handout.by), name) for name in sent})

    def _dealt_with(self, handout: Handout) -> dict[Place, str]:
        """Give what cells of a handout said when they were collected."""
        tables = (table.name for table in SALES_PLAN.tables)
        return {(name, *cell): text for name in tables for cell, text in self._bases(handout, name).items()}

    def _bases(self, handout: Handout, table: str) -> dict[tuple[str, str], str]:
        """Give what cells of a handout said that were dealt with, in this run or before."""
        now = {
            (each.key, each.column): each.text
            for each in self.seen
            if (each.handout, each.table) == (handout.id, table)
        }
        return self.store.bases(handout.id, table) | now

    def _pass(self, name: str, state: FileState, finding: Finding, handout: Handout | None = None) -> None:
        """Note a file from which nothing is taken, and why."""
        part = part_name(handout) if handout else ""
        refused = int(state in (FileState.FAULTY, FileState.OLDER, FileState.ACCEPTED))
        self.files[name] = CollectedFile(name, handout.id if handout else "", part, state, refused=refused)
        self.findings.append(finding if finding.workbook else finding.placed(workbook=name, sheet="", cell=""))

    def _merge_one(self, handout: Handout, returned: Returned) -> None:
        """Merge one handout into the plan as it is after those before it."""
        part = Part(handout.by)
        tables = [table for table in SALES_PLAN.tables if table.name in returned.tables]
        sent = {table.name: self.store.sent(handout.id, table.name) for table in tables}
        bases = {table.name: self._bases(handout, table.name) for table in tables}
        may = {table.name: self._may(part, table.name) for table in tables}
        merged = merge(handout, returned, sent, bases, self.current, may)
        if handout.state is State.ACCEPTED and (merged.taken or merged.conflicts):
            count = len(merged.taken) + len(merged.conflicts)
            self._pass(returned.name, FileState.ACCEPTED, kinds.ACCEPTED.at(count=count), handout)
            return
        found = [*self._of_what_was_sent(handout, returned), *merged.findings]
        for table in tables:
            back = returned.tables[table.name]
            found += fixed_edits(back, sent[table.name], may[table.name])
            found += strangers(back, sent[table.name])
            found += missing(back, sent[table.name])
        self._count(handout, returned, merged, found)
        self._remember(handout, returned, merged)

    def _of_what_was_sent(self, handout: Handout, returned: Returned) -> Iterator[Finding]:
        """Give what is wrong with a file, but for a table that is not there because nothing of it was sent."""
        for finding in returned.findings:
            if finding.kind is not NO_TABLE or self.store.sent(handout.id, str(finding.facts["table"])):
                yield finding

    def _may(self, part: Part, table: str) -> tuple[str, ...]:
        """Give the columns of a table that the manager may change, and that the plan still has."""
        found = self.opened.found.get(table)
        return tuple(key for key in may_change(part, table) if found and key in found.headers)

    def _remember(self, handout: Handout, returned: Returned, merged: Merged) -> None:
        who = returned.by or handout.manager or part_name(handout)
        for cell in merged.taken:
            self._take(cell, Author(who, returned.name))
        self.current.put(merged.taken)
        self.seen += merged.seen
        self.conflicts = {key: each for key, each in self.conflicts.items() if each.handout != handout.id}
        self.conflicts |= {conflict.id: conflict for conflict in merged.conflicts}
        if handout.digest == returned.digest and not merged.taken:
            return
        is_back = handout.state in (State.SENT, State.PREPARING, State.SENT_BACK)
        self.handouts[handout.id] = replace(
            handout,
            state=State.RETURNED if is_back else handout.state,
            returned_at=returned.saved,
            returned_by=returned.by,
            returned_file=returned.name,
            digest=returned.digest,
            collected_at=self.wish.at.replace(microsecond=0),
            taken=handout.taken + len(merged.taken),
        )

    def _take(self, cell: Cell, author: Author) -> None:
        """Let a cell of the plan become what somebody typed; of several the last counts."""
        place = (cell.table, cell.key, cell.column)
        self.cells[place] = cell
        self.authors[place] = author

    def _count(self, handout: Handout, returned: Returned, merged: Merged, found: Sequence[Finding]) -> None:
        if handout.state is State.REPLACED and merged.taken:
            newer = next(each.id for each in self.store.latest() if _same_part(each, handout))
            file = self.handouts[newer].file
            found = [*found, kinds.REPLACED.at(newer=file).placed(workbook=returned.name, sheet="", cell="")]
        self.findings += found
        self.files[returned.name] = CollectedFile(
            returned.name,
            handout.id,
            part_name(handout),
            FileState.READ,
            taken=merged.counts[Outcome.TAKEN],
            kept=merged.counts[Outcome.KEPT],
            unchanged=merged.counts[Outcome.UNCHANGED],
            conflicts=merged.counts[Outcome.CONFLICT],
            refused=sum(finding.severity is not Severity.INFO for finding in found),
        )

    def done(self) -> Collected:
        """Write all of it at once, and remember it; nothing where nothing is new."""
        opened, wish = self.opened, self.wish
        conflicts = sorted(self.conflicts.values(), key=lambda each: (each.table, each.name, each.column, each.id))
        writes, frames = cells_write(opened, list(self.cells.values()))
        standing = gaps(frames, opened.settings)
        listed = conflict_writes(opened, conflicts, self.handouts)
        change = self._change(conflicts)
        found = [*opened.findings, *self.findings, *self._standing(standing, conflicts)]
        stopped = errors(opened.findings) and not wish.partial
        kept: Saved | None = None
        planned: list[Write] = []
        if (writes or listed) and not stopped:
            inputs = fingerprint(opened.settings, opened.frames, TABLES)
            all_of_it = journaled(
                opened, ([*writes, *listed], []), found, wish, inputs, also=change, authors=self.authors
            )
            planned, found = all_of_it.writes, all_of_it.findings
            kept = saved(opened, planned, wish, change=all_of_it.change)
        elif wish.out and not stopped:
            kept = saved(opened, [], wish)
        elif not change.nothing and not stopped and not wish.dry_run:
            self.store.remember(change)
        return Collected(
            opened,
            [self.files[name] for name in sorted(self.files)],
            found,
            conflicts,
            standing,
            {handout.id: part_name(handout) for handout in self.handouts.values()},
            self.settled,
            planned,
            kept,
        )

    def _change(self, conflicts: Sequence[Conflict]) -> Change:
        moved = [handout for key, handout in self.handouts.items() if handout != self.before[key]]
        same = {each.id: each for each in conflicts} == {each.id: each for each in self.store.conflicts()}
        return Change(
            run="",
            entries=tuple(self.decided),
            handouts=tuple(moved),
            seen=tuple(self.seen),
            conflicts=None if same else tuple(conflicts),
        )

    def _standing(self, standing: pd.DataFrame, conflicts: Sequence[Conflict]) -> Iterator[Finding]:
        """Say what is still to be done: choices to make, targets to rebalance."""
        if conflicts:
            yield from self.opened.placed(
                [kinds.OPEN_CONFLICTS.at(CONFLICTS.name, None, "choice", count=len(conflicts))]
            )
        apart = standing[standing["gap"] != 0]
        if self.cells and len(apart):
            first = apart.iloc[0]
            name = " / ".join(part for part in (first["region"], first["team"]) if part) or COMPANY
            gap = f"{int(first['gap']) / self.opened.currency.minor:+,.{self.opened.currency.decimals}f}"
            yield from self.opened.placed([kinds.GAPS.at(count=len(apart), first=name, gap=gap)])


def _same_part(one: Handout, other: Handout) -> bool:
    return (one.by, one.region, one.team) == (other.by, other.region, other.team)
