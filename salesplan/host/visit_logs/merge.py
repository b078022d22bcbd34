"""The rows of all logs against each other, and against the visits that the plan has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from salesplan.findings import Finding, Kind
from salesplan.host.visit_logs import merge_kinds as kinds
from salesplan.host.visit_logs.checks import Checked, Content, Identity, LogRow, mark_of
from salesplan.host.visit_logs.entries import typed_entry
from salesplan.host.visit_logs.log_file import TYPED
from salesplan.host.visit_logs.plan_rows import PlanRow, plan_rows
from salesplan.planning.names import folded
from salesplan.planning.wording import amount_text
from salesplan.tables.model import Column, Holds, label_of
from salesplan.tables.parse import text_of
from salesplan.tables.units import Currency
from salesplan.tables.visits import VISITS
from salesplan.words import ENGLISH, Words


class Fate(StrEnum):
    """What became of a row of a log."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(slots=True)
class Merged:
    """What becomes of the plan's visits.

    Attributes
    ----------
    new
        Rows that the plan does not have yet, with their rep.
    changed
        Rows of the plan, by sheet row, and the row of a log that they are to say from now on.
    agreed
        Rows of the plan, by sheet row, that say what the log says although it was not taken from there.
    fates
        What became of each row of the logs.
    findings
        Those about the plan's own rows have no workbook yet.
    """

    new: list[tuple[str, LogRow]] = field(default_factory=list)
    changed: dict[int, LogRow] = field(default_factory=dict)
    agreed: dict[int, LogRow] = field(default_factory=dict)
    fates: dict[LogRow, Fate] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the plan stays as it is."""
        return not (self.new or self.changed or self.agreed)


def merged(logs: Iterable[Checked], visits: pd.DataFrame, currency: Currency, language: str = ENGLISH) -> Merged:
    """Bring the rows of logs together with the visits that the plan has.

    Of several logs of one rep the one saved last comes first; what an older one has beside it is taken, too. A row is
    the same as another by its entry, or else by day, customer and kind. The order of the logs does not matter.

    Parameters
    ----------
    logs
        All logs, checked.
    visits
        The plan's Visits, typed.
    currency, language
        For amounts and choices in findings.
    """
    by_rep: dict[str, list[Checked]] = defaultdict(list)
    for log in logs:
        by_rep[folded(log.rep_id)].append(log)
    plan = plan_rows(visits, by_rep)
    done = Merged()
    for key in sorted(by_rep):
        versions = sorted(by_rep[key], key=lambda each: each.log.name)
        versions.sort(key=lambda each: each.log.saved, reverse=True)
        _Merging(versions, plan.get(key, []), done, currency, language).run()
    done.new.sort(key=lambda each: (each[1].content["date"], folded(each[0]), *map(str, each[1].identity)))
    return done


class _Merging:
    """The logs of one rep, the newest first, and the plan's visits of that rep."""

    def __init__(
        self, logs: Sequence[Checked], plan: Sequence[PlanRow], done: Merged, currency: Currency, language: str
    ) -> None:
        self.logs = logs
        self.plan = plan
        self.done = done
        self.currency = currency
        self.language = language
        self.by_entry = {each.entry: each for each in reversed(plan)}
        self.by_identity = {each.identity: each for each in reversed(plan)}
        self.by_taken = {each.taken: each for each in self.by_entry.values() if each.taken}
        self.last_saved: dict[str, datetime] = {}
        for each in plan:
            if each.numbered and each.saved is not None:
                code = _code_of(each.entry)
                self.last_saved[code] = max(each.saved, self.last_saved.get(code, each.saved))

    def run(self) -> None:
        """Decide about every row."""
        rows = self._one_version([self._once(self._found_again(log.rows)) for log in self.logs])
        claims = self._claims(rows)
        updates: dict[LogRow, PlanRow] = {}
        fresh: list[LogRow] = []
        for row in rows:
            if row not in claims:
                fresh += [row] if self._is_new(row) else []
            elif self._counts(row, claims[row]):
                updates[row] = claims[row]
        self._take(updates, fresh)
        self._report_gone(rows, claims)

    def _settle(self, row: LogRow, fate: Fate, *findings: Finding) -> None:
        self.done.fates[row] = fate
        self.done.findings += findings

    def _found_again(self, rows: Sequence[LogRow]) -> list[LogRow]:
        """Give rows that say what the plan took, wherever they stand by now, the entries that the plan has them by.

        Rows lose their entries to each other when they are sorted, or cut and pasted, without the column of entries.
        What is typed where such a row stood gets the entry of the place where that row stands now.
        """
        marks = {row: mark_of(row.content) for row in rows if len(row.content) == len(TYPED)}
        by_entry = {row: self.by_entry[row.entry] for row in rows if row.entry in self.by_entry}
        stay = {row for row, known in by_entry.items() if known.taken and known.taken == marks.get(row)}
        settled = {by_entry[row] for row in stay}
        free = {mark: known.entry for mark, known in self.by_taken.items() if known not in settled}
        moved: dict[str, str] = {}
        home: dict[LogRow, str] = {}
        for row in rows:
            if row not in stay and (entry := free.pop(marks.get(row, ""), "")):
                home[row], moved[entry] = entry, row.entry
        return [
            row if row in stay else replace(row, entry=home[row] if row in home else _followed(row.entry, moved))
            for row in rows
        ]

    def _once(self, rows: Sequence[LogRow]) -> list[LogRow]:
        """Take each visit of one log once, the row first that the plan knows by its entry."""
        kept: dict[Identity, LogRow] = {}
        entries: set[str] = set()
        for row in sorted(rows, key=self._strangeness):
            # A row that was copied with its entry: the copy has none of its own.
            own = replace(row, entry="") if row.entry in entries else row
            first = kept.setdefault(own.identity, own)
            if first is own:
                entries.add(own.entry)
            elif mark_of(first.content) == mark_of(own.content):
                self._settle(own, Fate.LEFT_OUT, _said(own, kinds.TWICE, first=first.place))
            else:
                self._settle(own, Fate.REFUSED, _said(own, kinds.TWICE_DIFFERENT, first=first.place))
        return list(kept.values())

    def _strangeness(self, row: LogRow) -> tuple[bool, bool, bool, str]:
        known = self.by_entry.get(row.entry)
        return known is None, known is not None and known.identity != row.identity, not row.entry, row.entry

    def _one_version(self, versions: Sequence[Sequence[LogRow]]) -> list[LogRow]:
        """Take each row from the log that was saved last.

        One blank row that was filled in with different visits on two devices gives both.
        """
        kept: list[LogRow] = []
        by_entry: dict[str, LogRow] = {}
        by_identity: dict[Identity, LogRow] = {}
        for rows in versions:
            fresh = []
            for row in rows:
                newer = by_entry.get(row.entry) or by_identity.get(row.identity)
                if newer is not None and row.entry not in self.by_entry and _is_other(newer.identity, row.identity):
                    first, newer = newer, by_identity.get(row.identity)
                    if newer is None:
                        own = replace(row, entry="")
                        fresh.append(own)
                        self.done.findings.append(_said(own, kinds.ON_TWO_DEVICES, newer=first.place))
                        continue
                if newer is None:
                    fresh.append(row)
                elif _agree(newer, row):
                    self._settle(row, Fate.LEFT_OUT)
                else:
                    self._settle(row, Fate.LEFT_OUT, _said(row, kinds.SUPERSEDED, newer=newer.place))
            kept += fresh
            by_entry |= {row.entry: row for row in fresh if row.entry}
            by_identity |= {row.identity: row for row in fresh}
        return kept

    def _claims(self, rows: Sequence[LogRow]) -> dict[LogRow, PlanRow]:
        """Match rows to the plan's, by entry before identity."""
        claims = {row: self.by_entry[row.entry] for row in rows if row.entry in self.by_entry}
        claimed = set(claims.values())
        for row in rows:
            same = self.by_identity.get(row.identity)
            if row not in claims and same is not None and same not in claimed:
                claims[row] = same
        return claims

    def _is_new(self, row: LogRow) -> bool:
        """Tell whether a row that the plan does not have was typed by the rep, not handed out as what the plan had."""
        content = row.content
        if row.entry != typed_entry(content["date"], self.logs[0].rep_id, content["customer_id"], content["kind"]):
            return True
        self._settle(row, Fate.LEFT_OUT, _said(row, kinds.NOT_AS_ISSUED))
        return False

    def _counts(self, row: LogRow, known: PlanRow) -> bool:
        """Tell whether a row changes what the plan has."""
        mark = mark_of(known.content | dict(row.content))
        # Another row of the same log may have been taken from a later version, in which this one was as it was before.
        older = known.saved is not None and row.log.saved < max(
            known.saved, self.last_saved.get(_code_of(known.entry), known.saved)
        )
        agrees = mark == mark_of(known.content)
        if mark == known.taken or agrees:
            if agrees and mark != known.taken and not older:
                self.done.agreed[known.row] = row
            self._settle(row, Fate.UNCHANGED)
        elif older:
            changes = self._changes(row.content, known.content, self._changed_keys(row, known))
            self._settle(row, Fate.LEFT_OUT, _said(row, kinds.OLDER, log=known.log, changes=changes))
        return row not in self.done.fates

    def _take(self, updates: dict[LogRow, PlanRow], fresh: Sequence[LogRow]) -> None:
        """Take changed and new rows, but for those that would be there twice then."""
        for row, rival in self._collisions(updates, fresh).items():
            self._settle(row, Fate.REFUSED, _said(row, kinds.COLLIDES, row=rival.row))
        for row, known in updates.items():
            if row not in self.done.fates:
                self.done.changed[known.row] = row
                self._settle(row, Fate.UPDATED, *self._of_update(row, known))
        for row in fresh:
            if row not in self.done.fates:
                self.done.new.append((self.logs[0].rep_id, row))
                self._settle(row, Fate.NEW)

    def _collisions(self, updates: dict[LogRow, PlanRow], fresh: Sequence[LogRow]) -> dict[LogRow, PlanRow]:
        """Find the rows that would become what another row of the plan is, and stays."""
        refused: dict[LogRow, PlanRow] = {}
        while True:
            moving = {row: known for row, known in updates.items() if row not in refused}
            moved = set(moving.values())
            there = {known.identity: known for known in self.plan if known not in moved}
            clashing: dict[LogRow, PlanRow] = {}
            for row in (*moving, *(row for row in fresh if row not in refused)):
                holder = there.setdefault(row.identity, moving.get(row) or _NOBODY)
                if holder is not moving.get(row) and holder is not _NOBODY:
                    clashing[row] = holder
            if not clashing:
                return refused
            refused |= clashing

    def _of_update(self, row: LogRow, known: PlanRow) -> Iterable[Finding]:
        """Say where the plan was changed, too, and where a row holds quite another visit."""
        if _is_other(known.identity, row.identity):
            yield _said(row, kinds.OTHER_VISIT, before=_visit_of(known.content), after=_visit_of(row.content))
        changed = self._changed_keys(row, known)
        if mark_of(known.content) != known.taken and changed:
            said = self._changes(known.content, row.content, changed)
            yield row.log.at(row.table, kinds.BOTH_CHANGED, row.row, changed[0], changes=said)

    def _changed_keys(self, row: LogRow, known: PlanRow) -> list[str]:
        return [key for key, value in row.content.items() if _differ(value, known.content[key])]

    def _changes(self, before: Content, after: Content, keys: Iterable[str]) -> str:
        return "; ".join(self._change(VISITS[key], before[key], after[key]) for key in keys)

    def _change(self, column: Column, before: object, after: object) -> str:
        label = column.label.said(self.language)
        return f"{label} {self._shown(column, before)} → {self._shown(column, after)}"

    def _shown(self, column: Column, value: Any) -> str:
        if value is None or value == "":
            return _BLANK.said(self.language)
        if column.holds is Holds.MONEY:
            return amount_text(value, self.currency.code)
        return label_of(column.choices, text_of(value), self.language)

    def _report_gone(self, rows: Sequence[LogRow], claims: dict[LogRow, PlanRow]) -> None:
        """Report the visits that the newest log does not have any more, although it has, or had, their rows."""
        newest = self.logs[0]
        code = _issue_of(newest)
        theirs = {claims[row] for row in claims if row.log is newest.log}
        for known in self.plan:
            is_of = _is_of(known.entry, code) if known.numbered else known.log == newest.log.name
            is_later = known.saved is not None and known.saved > newest.log.saved
            if is_of and known.taken and not is_later and known not in theirs and not newest.entries.get(known.entry):
                self.done.findings.append(kinds.GONE.at(VISITS.name, known.row, "date", log=newest.log.name))
        for row in rows:
            is_new = self.done.fates[row] is Fate.NEW and row.log is not newest.log
            if is_new and _is_of(row.entry, code) and not newest.entries.get(row.entry):
                self.done.findings.append(_said(row, kinds.GONE, log=newest.log.name))


_BLANK = Words("blank", "空", "空")
_NOBODY = PlanRow(0, "", False, {}, "", None, "")
"""Holds the place of a row that the plan does not have yet."""


def _said(row: LogRow, kind: Kind, /, **facts: object) -> Finding:
    return row.log.at(row.table, kind, row.row, "date", **facts)


def _agree(one: LogRow, other: LogRow) -> bool:
    """Tell whether two rows say the same in the columns that both have."""
    return mark_of({**one.content, **other.content}) == mark_of({**other.content, **one.content})


def _differ(one: object, other: object) -> bool:
    return text_of(one).split() != text_of(other).split()


def _is_other(one: Identity, other: Identity) -> bool:
    """Tell whether two rows are about another day or another customer."""
    return one[:2] != other[:2]


def _visit_of(content: Content) -> str:
    return f"{content['date']} {content['customer_id']}"


def _followed(entry: str, moved: Mapping[str, str]) -> str:
    """Give the entry of the place to which what stood here was moved, and so on; "" where that comes round."""
    seen = set()
    while entry in moved and entry not in seen:
        seen.add(entry)
        entry = moved[entry]
    return "" if entry in seen else entry


def _code_of(entry: str) -> str:
    return entry.partition("-")[0]


def _issue_of(log: Checked) -> str:
    """Give the letters of the issue that a log is: those of its blank rows; rows of earlier issues are filled in."""
    blank = Counter(_code_of(entry) for entry, is_filled in log.entries.items() if not is_filled)
    every = blank or Counter(_code_of(entry) for entry in log.entries)
    return max(every, key=lambda code: (every[code], code), default="")


def _is_of(entry: str, code: str) -> bool:
    return bool(code) and entry.startswith(f"{code}-")
