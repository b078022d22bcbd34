"""Writes into a plan, with what is remembered of them beside it: both come, or neither."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.host.audit.changes import NO_OTHERS, Authors, human_changes
from salesplan.host.opened import OpenedPlan
from salesplan.host.wish import Wish
from salesplan.store.chain import last
from salesplan.store.log import run_code
from salesplan.store.place import locked
from salesplan.store.records import Change, Entry
from salesplan.store.store import Store
from salesplan.tables.journal import RUNS
from salesplan.workbook.backups import clear_unfinished
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.save import Saved
from salesplan.workbook.workbook import Workbook
from salesplan.workbook.writes import Write

WHOLE: Final = "Plan"
"""What the log's entries about the whole workbook have for a table."""
BEGINS: Final = "log begins"
"""What the first entry of a log has for a command whose plan lists earlier runs: ``before`` has their codes."""
_LOGGED: Final = ", log {code}"
_CODE: Final = re.compile(r", log ([0-9a-f]{12})$")


def change_of(
    opened: OpenedPlan,
    writes: Sequence[Write],
    wish: Wish,
    *,
    also: Change | None = None,
    authors: Authors = NO_OTHERS,
    note: str = "",
    seeded: bool = False,
) -> Change | None:
    """Give all that is to be remembered of writes into a plan; None where it is nothing.

    Nothing is remembered of a dry run, of a copy, and of a workbook that is open in Excel.

    Parameters
    ----------
    also
        What a command itself wants remembered; its entries come before those of the writes.
    authors, note, seeded
        As in `salesplan.host.audit.changes.human_changes`.
    """
    if not _in_place(opened, wish):
        return None
    entries = human_changes(opened, writes, wish, authors=authors, note=note, seeded=seeded)
    merged = replace(also or Change(run=""), entries=(*(also.entries if also else ()), *entries))
    if merged.nothing:
        return None
    if not merged.entries:
        return merged
    code = run_code(merged.entries)
    return replace(merged, run=code, entries=tuple(replace(entry, run=code) for entry in merged.entries))


def _in_place(opened: OpenedPlan, wish: Wish) -> bool:
    copied = wish.out is not None and wish.out.resolve() != opened.path.resolve()
    return isinstance(opened.reader, WorkbookReader) and not wish.dry_run and not copied


def with_code(written: str, change: Change | None) -> str:
    """Add to what a line of Runs says the code under which the log has the run.

    Examples
    --------
    >>> with_code("Quota 5", Change(run="3f9a2c51b0de")), with_code("Quota 5", None)
    ('Quota 5, log 3f9a2c51b0de', 'Quota 5')
    """
    return written + _LOGGED.format(code=change.run) if change and change.run else written


def run_codes(written: Sequence[object]) -> list[str]:
    """Find the codes in what the lines of Runs say.

    Examples
    --------
    >>> run_codes(["Quota 5, log 3f9a2c51b0de", "Quota 5", None])
    ['3f9a2c51b0de']
    """
    return [match[1] for text in written if isinstance(text, str) and (match := _CODE.search(text))]


def runs_codes(source: OpenedPlan | Workbook) -> set[str]:
    """Give the codes of all runs of which the plan's Runs say that they are in the log."""
    if isinstance(source, OpenedPlan) and RUNS.name in source.frames:
        return set(run_codes(source.frames[RUNS.name]["written"].tolist()))
    reader = source.reader if isinstance(source, OpenedPlan) else source
    if not reader.has(RUNS):
        return set()
    _, rows = reader.table(RUNS)
    return set(run_codes(rows.columns.get("written", ())))


def put(opened: OpenedPlan, writes: Sequence[Write], change: Change | None, *, to: Path | None, backup: bool) -> Saved:
    """Write into a plan where it lies, and remember a change along with it.

    Where a run was killed between the two, the next one makes good for it first. Of what is written into a workbook that
    is open in Excel nothing is remembered: it is not saved.

    Raises
    ------
    WorkbookError
        When the plan cannot be written, or somebody else is at it; plan and store are then as they were.
    """
    is_file = isinstance(opened.reader, WorkbookReader)
    if not is_file or (change is None and not Store.there(opened.path)):
        return opened.reader.put(writes, to=to, backup=backup)
    with locked(opened.path), Store.open(opened.path, make=change is not None) as store:
        recover(store, opened.path, opened)
        if change is None:
            return opened.reader.put(writes, to=to, backup=backup)
        return _put_both(opened, writes, change, store, to=to, backup=backup)


def _put_both(
    opened: OpenedPlan, writes: Sequence[Write], change: Change, store: Store, *, to: Path | None, backup: bool
) -> Saved:
    before = opened.file.package.fingerprint
    prepared: list[str] = []
    _begin(store, runs_codes(opened), change)

    def ready(after: str) -> None:
        store.prepare(change, before=before, after=after)
        prepared.append(after)

    try:
        done = opened.reader.put(writes, to=to, backup=backup, ready=ready)
    except BaseException:
        # The plan itself tells: it may have been written before what went wrong.
        store.recover(digest_of(opened.path), ())
        raise
    if prepared:
        store.finish()
    else:  # nothing in the plan says anything else than before
        store.remember(change)
    return done


def _begin(store: Store, earlier: set[str], change: Change) -> None:
    """Note in a log that begins which runs of the plan are in another: it was copied, or has a new name."""
    if earlier and change.entries and last(store.connection)[0] == 0:
        first = change.entries[0]
        entry = Entry(
            at=first.at,
            by=first.through,
            through=first.through,
            command=BEGINS,
            table=WHOLE,
            before=" ".join(sorted(earlier)),
        )
        store.remember(Change(run="", entries=(entry,)))


def recover(store: Store, plan: Path, opened: OpenedPlan | None = None) -> bool:
    """Make good for a run that was killed between the plan and the store; say whether it had written the plan.

    The plan must be `locked`: what a killed run left of its writing goes.

    Parameters
    ----------
    plan
        The workbook.
    opened
        The same as it was read, which spares reading it again where it is still so.

    Raises
    ------
    WorkbookError
        When the plan cannot be read.
    """
    clear_unfinished(plan)
    data = plan.read_bytes()
    digest = sha256(data).hexdigest()
    as_read = opened is not None and opened.file.package.fingerprint == digest
    return store.recover(digest, runs_codes(opened if opened and as_read else WorkbookReader(plan, data)))


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file; "" where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
