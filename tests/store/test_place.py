"""One salesplan at a time on a plan."""

import json
import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesplan.errors import NotWritable, PlanInUse
from salesplan.store.place import lock_path, locked, mode_beside, store_path
from tests.store.samples import new_plan

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs fork and modes")


@contextmanager
def held_elsewhere(plan: Path) -> Iterator[int]:
    """Let another process hold the lock until it is killed; gives its number."""
    told, tells = os.pipe()
    process = os.fork()
    if not process:
        with locked(plan):
            os.write(tells, b"!")
            signal.pause()
    try:
        os.read(told, 1)
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(told)
        os.close(tells)


def test_the_store_is_beside_the_plan_itself_not_beside_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    plan = new_plan(tmp_path / "real")
    link = tmp_path / "link.xlsx"
    link.symlink_to(plan)
    assert store_path(link) == tmp_path / "real" / "plan.xlsx.salesplan.db"
    assert lock_path(link) == tmp_path / "real" / ".plan.xlsx.salesplan.lock"


def test_who_holds_the_lock_may_enter_again_and_the_note_goes(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with locked(plan), locked(plan, wait=0):
        assert lock_path(plan).with_name(".plan.xlsx.salesplan.lock.who").exists()
    with locked(plan, wait=0):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"plan.xlsx", ".plan.xlsx.salesplan.lock"}


def test_an_error_meanwhile_frees_the_lock(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with pytest.raises(ZeroDivisionError), locked(plan):
        raise ZeroDivisionError
    with locked(plan, wait=0):
        pass


@POSIX
def test_another_process_is_named_and_its_end_frees_the_lock(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    waited: list[str] = []
    with held_elsewhere(plan) as process:
        with (
            pytest.raises(PlanInUse, match=f"process {process}\\).*wait"),
            locked(plan, wait=0.1, waiting=lambda: waited.append("")),
        ):
            pytest.fail("two at once")
        assert len(waited) == 1
    with locked(plan, wait=0):
        pass


@POSIX
def test_who_waits_goes_on_when_the_other_is_killed(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with held_elsewhere(plan) as process, locked(plan, wait=10, waiting=lambda: os.kill(process, signal.SIGKILL)):
        pass


@POSIX
def test_a_fork_holds_nothing(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with locked(plan):
        process = os.fork()
        if not process:
            try:
                with locked(plan, wait=0):
                    os._exit(0)
            except PlanInUse:
                os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 7


@POSIX
def test_an_unreadable_note_still_refuses(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with held_elsewhere(plan):
        lock_path(plan).with_name(".plan.xlsx.salesplan.lock.who").write_text("[1")
        with (
            pytest.raises(PlanInUse, match="another salesplan is at work on it; nothing was done"),
            locked(plan, wait=0),
        ):
            pytest.fail("two at once")


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="there is no folder"), locked(tmp_path / "no" / "plan.xlsx"):
        pytest.fail("locked")
    assert not (tmp_path / "no").exists()


def test_what_cannot_be_locked_says_so(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    lock_path(plan).mkdir()
    with pytest.raises(NotWritable, match="could not be locked"), locked(plan):
        pytest.fail("locked")


def test_the_note_of_a_killed_run_is_replaced(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    note = lock_path(plan).with_name(".plan.xlsx.salesplan.lock.who")
    note.write_text("left")
    with locked(plan):
        assert json.loads(note.read_text("utf-8"))["process"] == os.getpid()


@POSIX
@pytest.mark.parametrize(("of_plan", "beside"), [(0o600, 0o600), (0o400, 0o600), (0o664, 0o664), (0o755, 0o644)])
def test_files_beside_a_plan_are_as_private_as_it(tmp_path: Path, of_plan: int, beside: int) -> None:
    plan = new_plan(tmp_path)
    plan.chmod(of_plan)
    assert mode_beside(plan) == beside
    with locked(plan):
        assert stat.S_IMODE(lock_path(plan).stat().st_mode) == beside


def test_a_plan_that_is_gone_has_private_files(tmp_path: Path) -> None:
    assert mode_beside(tmp_path / "gone.xlsx") == 0o600
