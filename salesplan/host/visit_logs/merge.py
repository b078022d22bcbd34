"""The rows of all logs against each other, and against the visits that the plan has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from salesplan.findings import Finding, Kind
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.host.visit_logs.checks import Checked, Identity, LogRow, contents, identity_of, mark_of
from salesplan.host.visit_logs.entries import typed_entry
from salesplan.planning.names import folded
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


@dataclass(frozen=True, slots=True, eq=False)
class PlanRow:
    """One visit that the plan has.

    Attributes
    ----------
    row
        Its row on the sheet.
    entry
        Its entry; of a visit that has none, the one that a log gives it.
    numbered
        Whether it has one itself.
    content
        What it says now.
    taken, saved, log
        What the log said when it was read, when that log was saved, and which it was; "" and None for a visit that
        was typed in the plan.
    """

    row: int
    entry: str
    numbered: bool
    content: dict[str, Any]
    taken: str
    saved: datetime | None
    log: str

    @property
    def identity(self) -> Identity:
        """What tells it from the rep's other visits."""
        return identity_of(self.content)


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
    plan = _plan_rows(visits, by_rep)
    done = Merged()
    for key in sorted(by_rep):
        versions = sorted(by_rep[key], key=lambda each: each.log.name)
        versions.sort(key=lambda each: each.log.saved, reverse=True)
        _Merging(versions, plan.get(key, []), done, currency, language).run()
    done.new.sort(key=lambda each: (each[1].content["date"], folded(each[0]), *map(str, each[1].identity)))
    return done


def _plan_rows(visits: pd.DataFrame, reps: Iterable[str]) -> dict[str, list[PlanRow]]:
    """Give the visits of some reps, by rep."""
    wanted = set(reps)
    owner = visits["rep_id"].map(lambda rep: folded(str(rep)))
    own = visits[owner.isin(wanted) & visits["date"].notna()]
    found: dict[str, list[PlanRow]] = defaultdict(list)
    kept = zip(own.index, own["rep_id"], own["entry"], own["taken"], own["saved_at"], own["log"], strict=True)
    for (row, rep, entry, taken, saved, log), content in zip(kept, contents(own), strict=True):
        given = entry or typed_entry(content["date"], rep, content["customer_id"], content["kind"])
        when = None if pd.isna(saved) else saved.to_pydatetime()
        found[folded(str(rep))].append(PlanRow(int(row), given, bool(entry), content, taken, when, log))
    return found


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

    def run(self) -> None:
        """Decide about every row."""
        rows = self._one_version([self._once(log.rows) for log in self.logs])
        claims = self._claims(rows)
        updates: dict[LogRow, PlanRow] = {}
        fresh: list[LogRow] = []
        for row in rows:
            if row not in claims:
                fresh.append(row)
            elif self._counts(row, claims[row]):
                updates[row] = claims[row]
        self._take(updates, fresh)
        self._report_gone(rows, claims)

    def _settle(self, row: LogRow, fate: Fate, *findings: Finding) -> None:
        self.done.fates[row] = fate
        self.done.findings += findings

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
        """Take each row from the log that was saved last."""
        kept: list[LogRow] = []
        by_entry: dict[str, LogRow] = {}
        by_identity: dict[Identity, LogRow] = {}
        for rows in versions:
            fresh = []
            for row in rows:
                newer = by_entry.get(row.entry) or by_identity.get(row.identity)
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

    def _counts(self, row: LogRow, known: PlanRow) -> bool:
        """Tell whether a row changes what the plan has."""
        mark = mark_of(known.content | dict(row.content))
        older = known.saved is not None and row.log.saved < known.saved
        agrees = mark == mark_of(known.content)
        if mark == known.taken or agrees:
            if agrees and mark != known.taken and not older:
                self.done.agreed[known.row] = row
            self._settle(row, Fate.UNCHANGED)
        elif older:
            self._settle(row, Fate.LEFT_OUT, _said(row, kinds.OLDER, log=known.log))
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
        before, after = known.identity, row.identity
        if before[0] != after[0] and before[1] != after[1]:
            said = f"{known.content['date']} {known.content['customer_id']}"
            yield _said(row, kinds.OTHER_VISIT, before=said)
        changed = [key for key, value in row.content.items() if _differ(value, known.content[key])]
        if mark_of(known.content) != known.taken and changed:
            said = "; ".join(self._change(VISITS[key], known.content[key], row.content[key]) for key in changed)
            yield row.log.at(row.table, kinds.BOTH_CHANGED, row.row, changed[0], changes=said)

    def _change(self, column: Column, before: object, after: object) -> str:
        label = column.label.said(self.language)
        return f"{label} {self._shown(column, before)} → {self._shown(column, after)}"

    def _shown(self, column: Column, value: Any) -> str:
        if value is None or value == "":
            return _BLANK.said(self.language)
        if column.holds is Holds.MONEY:
            return f"{value / self.currency.minor:,.{self.currency.decimals}f}"
        return label_of(column.choices, text_of(value), self.language)

    def _report_gone(self, rows: Sequence[LogRow], claims: dict[LogRow, PlanRow]) -> None:
        """Report the visits that the newest log does not have any more, although it has, or had, their rows."""
        newest = self.logs[0]
        code = _issue_of(newest)
        theirs = {claims[row] for row in claims if row.log is newest.log}
        for known in self.plan:
            is_of = _is_of(known.entry, code) if known.numbered else known.log == newest.log.name
            if is_of and known.taken and known not in theirs and not newest.entries.get(known.entry):
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


def _issue_of(log: Checked) -> str:
    """Give the letters of the issue that a log is: those of its blank rows; rows of earlier issues are filled in."""
    blank = Counter(entry.partition("-")[0] for entry, is_filled in log.entries.items() if not is_filled)
    every = blank or Counter(entry.partition("-")[0] for entry in log.entries)
    return max(every, key=lambda code: (every[code], code), default="")


def _is_of(entry: str, code: str) -> bool:
    return bool(code) and entry.startswith(f"{code}-")
