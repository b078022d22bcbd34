"""Killed at any moment, the store is as it was before or as it is after; the next run settles which."""

import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from salesplan.store import schema
from salesplan.store.log import entries, verify
from salesplan.store.records import Change
from salesplan.store.store import Store, store_path
from tests.store.samples import CHANGE, NORTH, ROW, collected, conflict, content, entry, new_plan, seen

pytestmark = [pytest.mark.flow, pytest.mark.skipif(os.name != "posix", reason="needs fork")]

resource = pytest.importorskip("resource")
KILLED = 9
LARGE = replace(CHANGE, entries=tuple(entry("x" * 200, key=str(n)) for n in range(400)))
ROWS = [replace(ROW, key=f'["R{n}"]') for n in range(5)]
Job = Callable[[Path], None]


def in_a_process(job: Callable[[], None]) -> int:
    """Run a job in a process of its own; gives how that ended, negative for a signal."""
    process = os.fork()
    if not process:
        try:
            job()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_at(step: int, job: Job, plan: Path, *, cache: int | None = None) -> bool:
    """Kill a job right before it asks the store for its so manieth statement; says whether it came so far.

    With a small cache half a transaction is in the file already, and has to be rolled back by the next.
    """

    def run() -> None:
        steps = count()
        connected = schema.connected

        def stop(_: str) -> None:
            if next(steps) == step:
                os._exit(KILLED)

        def watched(path: Path | str) -> sqlite3.Connection:
            connection = connected(path)
            if cache:
                connection.execute(f"PRAGMA cache_size = {cache}")
            connection.set_trace_callback(stop)
            return connection

        schema.connected = watched
        job(plan)

    ended = in_a_process(run)
    assert ended in (0, KILLED)
    return ended == KILLED


def digest(plan: Path) -> str:
    return sha256(plan.read_bytes()).hexdigest()


def write(change: Change) -> Job:
    """What a command does: prepare, write the plan, finish."""

    def job(plan: Path) -> None:
        with Store.open(plan, make=True) as store:
            store.recover(digest(plan), [])
            store.prepare(change, before=digest(plan), after=sha256(b"after").hexdigest())
            new = plan.with_name("new")
            new.write_bytes(b"after")
            new.replace(plan)
            store.finish()

    return job


def before(plan: Path) -> None:
    """A store in which something is already."""
    with Store.open(plan, make=True) as store:
        store.add(NORTH, [ROW])
        store.remember(Change(run="r0", entries=(entry("0"),), seen=(seen("0"),), conflicts=(conflict("c0"),)))


def content_of(plan: Path) -> tuple[object, ...]:
    with Store.open(plan, make=False) as store:
        assert verify(store) is None
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return content(store)


@pytest.fixture
def plans(tmp_path: Path) -> Callable[[], Path]:
    """Give as many plans as wanted, each with the same store beside it."""
    (tmp_path / "first").mkdir()
    first = new_plan(tmp_path / "first")
    before(first)
    kept = store_path(first).read_bytes()
    numbers = count()

    def another() -> Path:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        plan = new_plan(folder)
        store_path(plan).write_bytes(kept)
        return plan

    return another


def outcomes(plan: Path, job: Job) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What a store says before a job that nobody kills, and after it."""
    was = content_of(plan)
    job(plan)
    becomes = content_of(plan)
    assert becomes != was
    return was, becomes


def settled(plan: Path, was: tuple[object, ...], becomes: tuple[object, ...], change: Change) -> None:
    """Hold what a killed run left, settled by the next, and that run again."""
    with Store.open(plan, make=True) as store:
        store.recover(digest(plan), [])
        assert store.recover(digest(plan), []) is False
    written = plan.read_bytes() == b"after"
    assert content_of(plan) == (becomes if written else was)
    if not written:
        write(change)(plan)
        assert content_of(plan) == becomes


def test_a_change_killed_at_every_statement(plans: Callable[[], Path]) -> None:
    was, becomes = outcomes(plans(), write(CHANGE))
    for step in count():
        plan = plans()
        if not killed_at(step, write(CHANGE), plan):
            break
        settled(plan, was, becomes, CHANGE)
    assert step > 30


def test_a_large_change_killed_with_half_of_it_in_the_file(plans: Callable[[], Path]) -> None:
    was, becomes = outcomes(plans(), write(LARGE))
    spilled = 0
    for step in range(20, 10_000, 113):
        plan = plans()
        if not killed_at(step, write(LARGE), plan, cache=1):
            break
        spilled += store_path(plan).with_name(store_path(plan).name + "-journal").exists()
        settled(plan, was, becomes, LARGE)
    assert spilled > 3


def test_a_change_killed_in_the_middle_of_writing_a_file(plans: Callable[[], Path]) -> None:
    """The system kills the process at its first write beyond a size: in the middle of a commit."""
    was, becomes = outcomes(plans(), write(LARGE))
    torn = 0
    for pages in range(0, 60, 4):
        plan = plans()
        size = store_path(plan).stat().st_size + pages * 4096

        def run(plan: Path = plan, size: int = size) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            write(LARGE)(plan)

        ended = in_a_process(run)
        assert ended in (0, -signal.SIGXFSZ)
        torn += ended != 0
        settled(plan, was, becomes, LARGE)
    assert torn > 5


def test_a_handout_killed_at_every_statement_is_whole_or_not_there(plans: Callable[[], Path]) -> None:
    def add(plan: Path) -> None:
        with Store.open(plan, make=True) as store:
            store.add(replace(NORTH, id="second", number=2), ROWS)

    was, becomes = outcomes(plans(), add)
    for step in count():
        plan = plans()
        killed = killed_at(step, add, plan)
        assert content_of(plan) == (was if killed else becomes)
        add(plan)
        assert content_of(plan) == becomes
        if not killed:
            break
    assert step > 10


def test_a_restore_killed_at_every_statement(plans: Callable[[], Path]) -> None:
    def collect(plan: Path) -> None:
        with Store.open(plan, make=True) as store:
            store.remember(Change(run="r1", handouts=(collected(),), seen=(seen("7"),), conflicts=()))

    def undo(plan: Path) -> None:
        with Store.open(plan, make=True) as store:
            store.undo_since(datetime(2020, 1, 1))

    ready = plans()
    collect(ready)
    was, becomes = outcomes(ready, undo)
    for step in count():
        plan = plans()
        collect(plan)
        if not killed_at(step, undo, plan):
            break
        assert content_of(plan) == was
        undo(plan)
        assert content_of(plan) == becomes
    assert step > 10


def test_a_store_killed_while_it_is_made_is_whole_or_not_there(tmp_path: Path) -> None:
    def make(plan: Path) -> None:
        with Store.open(plan, make=True) as store:
            store.remember(Change(run="", entries=(entry(),)))

    for step in count():
        folder = tmp_path / str(step)
        folder.mkdir()
        plan = new_plan(folder)
        if not killed_at(step, make, plan):
            break
        with Store.open(plan, make=True) as store:
            assert entries(store) == []
        assert not list(folder.glob("*.new*"))
    assert step > 20
