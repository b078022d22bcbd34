"""Visit logs that came back, into the plan: what ``salesplan visits collect`` does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from salesplan.bindings import VISITS_BINDING
from salesplan.errors import WorkbookError
from salesplan.findings import Finding, errors
from salesplan.host.journal import JOURNAL
from salesplan.host.opened import OpenedPlan, fingerprint
from salesplan.host.returned_files import TAKEN_ENDINGS, FileState, printable, printable_names, returned_paths
from salesplan.host.run import computed, journaled, saved, table_writes
from salesplan.host.visit_logs import FileProgress
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.host.visit_logs.checks import Checked, Rules, checked
from salesplan.host.visit_logs.customers import CustomerIndex
from salesplan.host.visit_logs.log_file import NEEDED, LogFile, read_log
from salesplan.host.visit_logs.merge import Fate, Merged, merged
from salesplan.host.visit_logs.whose import Whose
from salesplan.host.visit_logs.write import check_columns, visits_after
from salesplan.host.wish import Wish
from salesplan.planning.listed import shortened
from salesplan.planning.names import folded
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.visit_log import LOGGED
from salesplan.tables.visits import VISITS
from salesplan.words import LANGUAGES, Words, nearest_words
from salesplan.workbook.save import Saved
from salesplan.workbook.writes import Write


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """One file of the folder, and what became of its rows.

    Attributes
    ----------
    name
        Its path below the folder.
    rep_id
        Whose log it is; "" where that is not known.
    state
        ``read``; ``copy`` of a file that was read; ``faulty``, nothing was taken from it; ``passed over``, no log.
    rows
        How many rows say something: those after it add up to it.
    new, updated, unchanged, refused, left_out
        How many were added to the plan, changed it, are there already, have an error, or stand in another row or
        in a later version of the log.
    """

    name: str
    rep_id: str
    state: FileState
    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of collecting.

    Attributes
    ----------
    opened
        The plan, its Visits as they are after collecting.
    files
        Every file of the folder that is or may have been a log, by name.
    findings
        All findings, with their files, sheets and cells.
    frames
        The tables computed from the visits; none where nothing new came.
    writes
        What was, or in a dry run would be, written.
    saved
        Where it was written; None when nothing was.
    results
        What the planning of visits gave, by the name of its binding.
    """

    opened: OpenedPlan
    files: list[CollectedFile]
    findings: list[Finding]
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    saved: Saved | None = None
    results: dict[str, Any] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """How many visits are new to the plan."""
        return sum(file.new for file in self.files)

    @property
    def updated(self) -> int:
        """How many visits of the plan were corrected."""
        return sum(file.updated for file in self.files)

    @property
    def unchanged(self) -> int:
        """How many rows the plan had already."""
        return sum(file.unchanged for file in self.files)

    @property
    def refused(self) -> int:
        """How many rows have an error."""
        return sum(file.refused for file in self.files)


def collect(
    path: Path, folder: Path, wish: Wish, *, progress: FileProgress = lambda done, count, name: None
) -> Collected:
    """Bring the visits of all logs in a folder, and in those below it, into a plan.

    What is wrong in a log stops neither its other rows nor other logs. The plan is written only where the logs say
    something that it does not have; then its Findings are those of this collecting. With an error in the plan's own
    tables nothing is written, unless the wish is partial.

    Parameters
    ----------
    path
        The plan workbook.
    folder
        Where the logs are. They are only read; what they are called does not matter.
    wish
        What the user asked for.
    progress
        Called before each file with how many are done, how many there are, and its name.

    Raises
    ------
    UsageError
        When the folder is none.
    WorkbookError
        When the plan cannot be read or written, or has no Visits; it is then as it was.
    """
    tables = {table.name: table for table in (*VISITS_BINDING.reads, *VISITS_BINDING.writes, *JOURNAL)}
    paths = list(returned_paths(folder, path))
    opened = OpenedPlan(path, SALES_PLAN, tuple(tables.values()), language=wish.language)
    check_columns(opened)
    if opened.settings["plan_year"] is None:
        return Collected(opened, [], opened.findings)
    return _Collecting(opened, folder, wish).run(paths, progress)


class _Collecting:
    """One run of collecting: the plan, what was read so far, what was found."""

    def __init__(self, opened: OpenedPlan, folder: Path, wish: Wish) -> None:
        self.opened = opened
        self.folder = folder
        self.wish = wish
        self.files: dict[str, CollectedFile] = {}
        self.findings: list[Finding] = []
        self.seen: dict[str, str] = {}
        self.whose = Whose(opened.frames["Reps"], opened.frames[VISITS.name])
        self.rules = Rules(
            customers=CustomerIndex(opened.frames["Customers"], opened.frames[VISITS.name]),
            year=int(opened.settings["plan_year"]),
            today=wish.at.date(),
            currency=opened.currency,
            language=opened.language,
        )

    def run(self, paths: Sequence[Path], progress: FileProgress) -> Collected:
        """Read all files, merge them into the plan, and write it."""
        logs = list(self._logs(paths, progress))
        done = merged(logs, self.opened.frames[VISITS.name], self.opened.currency, self.opened.language)
        self.findings += [
            finding if finding.workbook else self.opened.placed([finding])[0] for finding in done.findings
        ]
        for log in logs:
            self._count(log, done)
        if not paths:
            self._report(kinds.NO_LOGS.at(folder=printable(str(self.folder))))
        self.findings = shortened(self.findings, kinds.MORE)
        return self._written(done)

    def _logs(self, paths: Sequence[Path], progress: FileProgress) -> Iterator[Checked]:
        """Read and check the logs among the files, and report the others."""
        names = printable_names(paths, self.folder)
        for place, (path, name) in enumerate(zip(paths, names, strict=True)):
            progress(place, len(paths), name)
            if path.suffix.lower() not in TAKEN_ENDINGS:
                self._pass(name, FileState.FAULTY, kinds.OTHER_ENDING.at(ending=path.suffix))
                continue
            try:
                log = read_log(path, name, self.wish.at)
            except WorkbookError as problem:
                self._pass(name, FileState.FAULTY, kinds.UNREADABLE.at(problem=problem.problem, fix=problem.fix))
                continue
            if (rep_id := self._owner(log)) is not None:
                done = checked(log, rep_id, self.rules)
                if trouble := self.whose.of_visits(done):
                    self._pass(name, FileState.FAULTY, trouble, rep_id)
                    continue
                self.findings += done.findings
                yield done
        if paths:
            progress(len(paths), len(paths), "")

    def _report(self, finding: Finding, name: str = "") -> None:
        self.findings.append(finding.placed(workbook=name, sheet="", cell="") if not finding.workbook else finding)

    def _pass(self, name: str, state: FileState, finding: Finding, rep_id: str = "") -> None:
        """Note a file from which nothing is taken, and why."""
        self.files[name] = CollectedFile(name, rep_id, state)
        self._report(finding, name)

    def _owner(self, log: LogFile) -> str | None:
        """Give the rep whose log it is, as the plan writes the id; None where nothing can be taken from it."""
        rep_id = self.whose.rep_ids.get(folded(log.rep_id), "") if log.rep_id else ""
        if (first := self.seen.setdefault(log.digest, log.name)) != log.name:
            self._pass(log.name, FileState.COPY, log.finding(kinds.COPY, other=first), rep_id)
        elif log.is_plan or (log.is_log and not log.rep_id and not log.is_filled):
            self._pass(log.name, FileState.PASSED_OVER, log.finding(kinds.OTHER_PLAN))
        elif not log.is_log:
            self._pass(log.name, FileState.PASSED_OVER, log.finding(kinds.NOT_A_LOG))
        elif trouble := self._trouble(log, rep_id):
            self._pass(log.name, FileState.FAULTY, trouble, rep_id)
        else:
            if log.names_gone:
                self._report(log.finding(kinds.NAMES_GONE, "rep_id", sheet=log.settings["rep_id"].sheet))
            return rep_id
        return None

    def _trouble(self, log: LogFile, rep_id: str) -> Finding | None:
        """Say why nothing of a log can be taken; None where it can."""
        year, currency = str(self.rules.year), self.opened.currency.code
        if not log.rep_id:
            return log.finding(kinds.NO_REP, "rep_id")
        if not rep_id:
            near = nearest_words(log.rep_id, list(self.whose.rep_ids.values()))
            return log.finding(kinds.UNKNOWN_REP, "rep_id", rep=log.rep_id, near=near)
        if log.year not in ("", year):
            return log.finding(kinds.OTHER_YEAR, "plan_year", year=log.year, planned=year)
        if log.currency not in ("", currency):
            return log.finding(kinds.OTHER_CURRENCY, "currency", currency=log.currency, planned=currency)
        if not log.tables:
            return log.finding(kinds.NO_TABLE, headers=_HEADERS)
        return self.whose.of_name(log, rep_id)

    def _count(self, log: Checked, done: Merged) -> None:
        fates = Counter(fate for row, fate in done.fates.items() if row.log is log.log)
        rows = sum(fates.values()) + log.refused
        self.files[log.log.name] = CollectedFile(
            log.log.name,
            log.rep_id,
            FileState.READ,
            rows=rows,
            new=fates[Fate.NEW],
            updated=fates[Fate.UPDATED],
            unchanged=fates[Fate.UNCHANGED],
            refused=fates[Fate.REFUSED] + log.refused,
            left_out=fates[Fate.LEFT_OUT],
        )

    def _written(self, done: Merged) -> Collected:
        """Compute what follows from the visits, and write all of it at once; nothing where nothing is new."""
        opened, wish = self.opened, self.wish
        files = [self.files[name] for name in sorted(self.files)]
        if done.nothing:
            opened.check_references()
            findings = opened.findings + self.findings
            return Collected(opened, files, findings, saved=saved(opened, [], wish) if wish.out else None)
        after, visits_write = visits_after(opened, done)
        opened.frames[VISITS.name] = after
        opened.check_references()
        outcome = computed(opened, [VISITS_BINDING], wish)
        of_plan = opened.findings + opened.placed(outcome.findings)
        if errors(of_plan) and not (wish.partial and outcome.frames):
            return Collected(opened, files, of_plan + self.findings, outcome.frames, results=outcome.result)
        tables, left = table_writes(opened, [VISITS_BINDING], outcome)
        inputs = fingerprint(opened.settings, opened.frames, VISITS_BINDING.reads)
        found = of_plan + self.findings
        note = printable(self.folder.name)
        planned = journaled(opened, ([visits_write, *tables], left), found, wish, inputs, note=note)
        kept = saved(opened, planned.writes, wish, change=planned.change)
        return Collected(opened, files, planned.findings, outcome.frames, planned.writes, kept, outcome.result)


_HEADERS: Final = Words(*(", ".join(LOGGED[key].label.said(language) for key in NEEDED) for language in LANGUAGES))
