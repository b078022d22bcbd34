"""Where the store of a plan is, and the lock that lets one salesplan at a time work on a plan."""

import json
import os
import platform
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from salesplan.errors import NotWritable, PlanInUse
from salesplan.store.who import user

STORE_ENDING: Final = ".salesplan.db"
"""How the store of a plan is called, after the plan's own name."""
_LOCK_ENDING: Final = ".salesplan.lock"
_NOTE_ENDING: Final = ".who"
_LONGEST: Final = 200

_held: dict[tuple[int, Path], int] = {}
"""How many times this process has entered each lock; with the process's number, as a fork holds nothing."""


def store_path(plan: Path) -> Path:
    """Say where the store of a plan is: beside it, links followed.

    Examples
    --------
    >>> store_path(Path("sales_plan.xlsx")).name
    'sales_plan.xlsx.salesplan.db'
    """
    plan = plan.resolve()
    return plan.with_name(plan.name + STORE_ENDING)


def lock_path(plan: Path) -> Path:
    """Say which file is locked while salesplan works on a plan; it stays there, empty."""
    plan = plan.resolve()
    return plan.with_name(f".{plan.name}{_LOCK_ENDING}")


def mode_beside(plan: Path) -> int:
    """Give the mode of a new file about a plan: its owner's alone, or as wide as the plan's where that is wider."""
    with suppress(OSError):
        return 0o600 | (stat.S_IMODE(plan.stat().st_mode) & 0o666)
    return 0o600


def nobody_told() -> None:
    """Wait in silence."""


@contextmanager
def locked(plan: Path, *, wait: float = 20.0, waiting: Callable[[], None] = nobody_told) -> Iterator[None]:
    """Keep every other salesplan off a plan for a while.

    The lock is the operating system's: it is free again when its holder ends, however that happens. The process that
    holds it may enter again. It says nothing to Excel and LibreOffice, which have locks of their own.

    Parameters
    ----------
    plan
        The workbook; it need not exist.
    wait
        How many seconds to wait for another salesplan.
    waiting
        Called once, when there is one to wait for.

    Raises
    ------
    PlanInUse
        If the other one has not finished by then; it says who that is, as far as that is noted.
    NotWritable
        If no lock can be made beside the plan.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, locked(Path(folder) / "plan.xlsx"):
    ...     lock_path(Path(folder) / "plan.xlsx").exists()
    True
    """
    path = lock_path(plan)
    if not path.parent.is_dir():
        raise NotWritable(plan, f"there is no folder {path.parent}", "make the folder first")
    place = (os.getpid(), path)
    if place not in _held:
        with _alone(plan, path, wait, waiting), _counted(place):
            yield
        return
    with _counted(place):
        yield


@contextmanager
def _counted(place: tuple[int, Path]) -> Iterator[None]:
    _held[place] = _held.get(place, 0) + 1
    try:
        yield
    finally:
        _held[place] -= 1
        if not _held[place]:
            del _held[place]


@contextmanager
def _alone(plan: Path, path: Path, wait: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the system's lock, with a note beside it of who does."""
    lock = FileLock(path, mode=mode_beside(plan))
    note = path.with_name(path.name + _NOTE_ENDING)
    try:
        _acquire(lock, wait, waiting)
    except Timeout:
        raise PlanInUse(plan, _noted(note)) from None
    except OSError as error:
        raise NotWritable(
            plan, f"it could not be locked ({error.strerror or error})", f"ask for the right to write in {path.parent}"
        ) from error
    try:
        _leave(note, mode_beside(plan))
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, wait: float, waiting: Callable[[], None]) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire(timeout=wait)


def _leave(note: Path, mode: int) -> None:
    """Note who holds the lock; without the note it is held as well."""
    said = {"by": user(), "on": platform.node(), "process": os.getpid(), "since": f"{datetime.now():%Y-%m-%d %H:%M}"}
    with suppress(OSError):
        note.unlink(missing_ok=True)  # another user's, left by a run that was killed, could not be written into
        note.write_text(json.dumps(said), "utf-8")
        note.chmod(mode)


def _noted(note: Path) -> str:
    """Say who holds the lock, as noted; "" where that cannot be read."""
    try:
        said = json.loads(note.read_text("utf-8"))
        holder = f"{said['by']} on {said['on']} since {said['since']}, process {said['process']}"
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    return "".join(filter(str.isprintable, holder))[:_LONGEST]
