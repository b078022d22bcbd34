"""The backups of a plan: listed with the run before which each was made, and put back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from salesplan.errors import NotAWorkbook, SourceError, UnknownName, UsageError, WorkbookError
from salesplan.host.audit.history import HANDOUTS, opened_runs
from salesplan.host.audit.remembered import BEGINS, WHOLE, digest_of, runs_codes
from salesplan.host.opened import language_of
from salesplan.host.wish import Wish
from salesplan.store.log import entries, run_code
from salesplan.store.place import locked
from salesplan.store.records import Change, Entry
from salesplan.store.store import Store
from salesplan.store.who import user
from salesplan.tables.journal import RUNS
from salesplan.words import ENGLISH
from salesplan.workbook.backups import Backup, backups_of, clear_unfinished
from salesplan.workbook.backups import restore as put_back
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.package import Package
from salesplan.workbook.read import WorkbookReader

RESTORE: Final = "backup restore"
_NUMBER: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup, and what took its place: the command, when and by whom it was run; blank where that is not known.

    ``number`` counts from the newest, which is 1.
    """

    number: int
    backup: Backup
    command: str = ""
    by: str = ""
    run_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backups:
    """All backups of a plan, the newest first, and the language to speak of them in."""

    listed: list[Listed]
    language: str

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return sum(each.backup.size for each in self.listed)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring.

    Attributes
    ----------
    backup
        The one that was, or in a dry run would be, put back.
    kept
        The backup of what stood there; None where nothing did, and in a dry run.
    changed
        False where the plan is as it is in the backup already.
    language
        The language of the backup.
    """

    backup: Backup
    kept: Path | None
    changed: bool
    language: str


class _Run(NamedTuple):
    at: datetime
    command: str


def listed(plan: Path) -> Backups:
    """List the backups of a plan; it need not be there any more, nor be a workbook.

    Raises
    ------
    NotAWorkbook
        When there is neither the plan nor a backup of it.
    StoreError
        When the log cannot be read.
    """
    backups = backups_of(plan)
    if not backups and not plan.exists():
        raise NotAWorkbook(plan, "there is no such file, and no backup of it", "check the name")
    language, runs = _runs(plan)
    with Store.open(plan, make=False) as store:
        runs |= {_Run(entry.at, entry.command): entry.through for entry in entries(store) if _wrote(entry)}
    before = _replaced_by(backups, runs)
    newest_first = list(zip(backups, before, strict=True))[::-1]
    return Backups(
        [
            Listed(number, backup, run.command, runs[run], run.at) if run else Listed(number, backup)
            for number, (backup, run) in enumerate(newest_first, 1)
        ],
        language,
    )


def _wrote(entry: Entry) -> bool:
    """Tell whether an entry is of a run that wrote into the plan."""
    return entry.table != HANDOUTS and entry.command != BEGINS


def _runs(plan: Path) -> tuple[str, dict[_Run, str]]:
    """Read the language of a plan and its runs, by nobody known; no runs where it is no workbook any more."""
    try:
        opened = opened_runs(WorkbookReader(plan))
    except WorkbookError:
        return ENGLISH, {}
    ran = opened.frames[RUNS.name].dropna(subset=["at"])
    pairs = zip(ran["at"].dt.to_pydatetime(), ran["command"], strict=True)
    return opened.language, {_Run(at, str(command)): "" for at, command in pairs}


def _replaced_by(backups: Sequence[Backup], runs: Iterable[_Run]) -> list[_Run | None]:
    """Find for each backup the run before which it was made: the last that had begun by then, after the backup before.

    ``backups`` are the oldest first. Times of runs are to the second: of several in one each has its own backup.
    """
    found: list[_Run | None] = []
    waiting = sorted(runs, key=lambda run: run.at)
    earlier = [datetime.min, *(backup.at.replace(microsecond=0) for backup in backups)]
    for backup, since in list(zip(backups, earlier, strict=False))[::-1]:
        while waiting and waiting[-1].at > backup.at:
            waiting.pop()
        is_its = bool(waiting) and waiting[-1].at >= since
        found.append(waiting.pop() if is_its else None)
    return found[::-1]


def restore(plan: Path, name: str | None, wish: Wish) -> Restored:
    """Put a backup in place of a plan, byte for byte; what stands there now is backed up first.

    What was collected from handouts since the backup was made counts as not collected, so that the next collect takes
    it again. Killed at any moment and run again, it comes to the same end.

    Parameters
    ----------
    plan
        The workbook; it may be missing, or damaged.
    name
        The name of the backup, or its number in the list; None for the newest that is not the plan as it is.
    wish
        Of it the command, the time and whether it is a dry run count.

    Raises
    ------
    UsageError
        When there is no backup.
    UnknownName
        When there is none of that name or number.
    FileInUse, NotWritable, PlanInUse
        When the plan is open elsewhere, or cannot be written; it is then as it was.
    NotAWorkbook
        When the backup itself is damaged.
    """
    refuse_if_open(plan.absolute())
    with locked(plan):
        if wish.dry_run:
            chosen, present = _chosen(plan, name), digest_of(plan)
            data = _bytes(chosen)
            return Restored(chosen, None, sha256(data).hexdigest() != present, _language(chosen, data))
        with Store.open(plan, make=bool(backups_of(plan))) as store:
            return _restored(plan, name, wish, store)


def _restored(plan: Path, name: str | None, wish: Wish, store: Store) -> Restored:
    clear_unfinished(plan)
    present = digest_of(plan)
    was_cut_off = store.recover(present, _codes(plan))
    last = entries(store)[-1:] if was_cut_off else []
    if last and last[0].command == RESTORE and name is None:
        name = last[0].note  # the same again: it had only to be finished
    chosen = _chosen(plan, name)
    data = _bytes(chosen)
    after, language = sha256(data).hexdigest(), _language(chosen, data)
    if after == present:
        return Restored(chosen, None, changed=False, language=language)

    def ready() -> None:
        store.prepare(_change(chosen, wish, present, after), before=present, after=after)
        # Before the plan changes: what the plan has already is found again by the next collect, whatever happens now.
        store.undo_since(chosen.at)

    try:
        kept = put_back(plan, chosen.path, data, ready=ready)
    except BaseException:
        store.recover(digest_of(plan), ())
        raise
    store.finish()
    return Restored(chosen, kept, changed=True, language=language)


def _change(backup: Backup, wish: Wish, before: str, after: str) -> Change:
    who = user()
    entry = Entry(
        at=wish.at.replace(microsecond=0),
        by=who,
        through=who,
        command=RESTORE,
        table=WHOLE,
        before=before,
        after=after,
        note=backup.path.name,
    )
    return Change(run=run_code([entry]), entries=(entry,))


def _codes(plan: Path) -> set[str]:
    try:
        return runs_codes(WorkbookReader(plan))
    except WorkbookError:
        return set()


def _chosen(plan: Path, name: str | None) -> Backup:
    """Find a backup by its name or its number, or the newest workbook that says something else than the plan does."""
    backups = backups_of(plan)[::-1]
    if not backups:
        raise UsageError(f"there is no backup of {plan.name}")
    if name is None:
        present = digest_of(plan)
        return next((each for each in backups if digest_of(each.path) != present and _is_workbook(each)), backups[0])
    if _NUMBER.fullmatch(name) and 1 <= int(name) <= len(backups):
        return backups[int(name) - 1]
    for backup in backups:
        if Path(name).name == backup.path.name:
            return backup
    raise UnknownName("backup", name, [each.path.name for each in backups])


def _is_workbook(backup: Backup) -> bool:
    """Tell whether a backup is whole: a plan that was damaged is among them once another took its place."""
    try:
        Package.of(backup.path, _bytes(backup))
    except (NotAWorkbook, SourceError):
        return False
    return True


def _bytes(backup: Backup) -> bytes:
    try:
        return backup.path.read_bytes()
    except OSError as error:
        problem = f"it cannot be read ({error.strerror or error})"
        raise SourceError(backup.path, problem, "choose another backup, or ask for the right to read it") from error


def _language(backup: Backup, data: bytes) -> str:
    """Give the language of a backup.

    Raises
    ------
    NotAWorkbook
        When it is damaged.
    """
    Package.of(backup.path, data)
    return language_of(WorkbookReader(backup.path, data))
