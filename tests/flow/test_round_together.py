"""Two at once: one waits for the other, or is told why not."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from salesplan.store.log import entries, verify
from salesplan.store.place import locked
from salesplan.store.store import Store
from tests.flow.company import salesplan
from tests.flow.round_company import tiny
from tests.flow.round_edits import human_cells, type_all
from tests.flow.round_managers import changeable
from tests.flow.round_shown import conflicts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose handouts came back, with a conflict."""
    folder = tmp_path_factory.mktemp("together")
    plan = tiny(folder)
    salesplan("handout", plan, folder / "out", "--by", "team")
    for file in (folder / "out").glob("*.xlsx"):
        cells = sorted(cell for cell in changeable(human_cells(file), ("Quota",)) if cell[2] == "override")
        type_all(file, dict.fromkeys(cells, 90_000.0))
        type_all(plan, {cells[0]: 95_000.0})
    return folder


@pytest.fixture
def plan(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "plan")) / "plan.xlsx"


def _started(*arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "salesplan", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _remembered(plan: Path) -> tuple[object, ...]:
    with Store.open(plan, make=False) as store:
        assert verify(store) is None
        log = [
            (entry.command, entry.table, entry.key, entry.column, entry.before, entry.after) for entry in entries(store)
        ]
        return sorted(log), [(each.id, each.state, each.taken) for each in store.handouts()]


def test_two_collects_at_once(plan: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(plan.parent, tmp_path / "alone")) / "plan.xlsx"
    salesplan("collect", alone, alone.parent / "out")
    both = [_started("collect", plan, plan.parent / "out") for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert human_cells(plan) == human_cells(alone)
    assert conflicts(plan) == conflicts(alone)
    assert _remembered(plan) == _remembered(alone)


def _held(plan: Path) -> tuple[int, int]:
    """Let another process hold a plan until a pipe is closed; give the process and the pipe."""
    until, end = os.pipe()
    told, tell = os.pipe()
    holder = os.fork()
    if not holder:
        os.close(end)
        with locked(plan):
            os.write(tell, b"!")
            os.read(until, 1)
        os._exit(0)
    os.close(until)
    os.read(told, 1)
    return holder, end


@pytest.mark.parametrize(
    "command", [("collect", "{plan}", "{out}"), ("collect", "{plan}", "--resolve"), ("handout", "{plan}", "{out}")]
)
def test_one_that_waits_too_long_is_told_who_is_at_work(
    plan: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    before = plan.read_bytes()
    arguments = [word.format(plan=plan, out=plan.parent / "out") for word in command]
    acquire = FileLock.acquire
    holder, end = _held(plan)
    try:
        with monkeypatch.context() as patch:
            # Nobody waits twenty seconds in a test.
            patch.setattr(FileLock, "acquire", lambda lock, timeout=0: acquire(lock, timeout=0))
            done = salesplan(*arguments, code=3)
        assert f"process {holder}" in done.output
        assert plan.read_bytes() == before
    finally:
        os.close(end)
        os.waitpid(holder, 0)
    salesplan(*arguments)


def test_the_lock_of_one_that_was_killed_is_free(plan: Path) -> None:
    holder, _ = _held(plan)
    os.kill(holder, signal.SIGKILL)
    os.waitpid(holder, 0)
    salesplan("collect", plan, plan.parent / "out")
