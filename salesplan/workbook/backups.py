"""Backups of a workbook: copies in a folder beside it, made before each write, listed and put back."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import ChangedMeanwhile
from salesplan.words import Words
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.package import Package
from salesplan.workbook.replace import clear_leftovers, clear_temporaries, not_writable, refuse_place, replace

NEWEST_KEPT: Final = 10
DAYS_KEPT: Final = 14
RULE: Final = Words(
    f"the newest {NEWEST_KEPT} are kept, and the first of each of the newest {DAYS_KEPT} days that have any",
    f"保留最新的 {NEWEST_KEPT} 份，以及最近 {DAYS_KEPT} 个有备份的日期中每天的第一份",
    f"保留最新的 {NEWEST_KEPT} 份，以及最近 {DAYS_KEPT} 個有備份的日期中每天的第一份",
)
"""Which backups are kept. The first of a day is the workbook as it was before that day's work."""
BACKUPS_ENDING: Final = ".salesplan-backups"
"""How the folder beside a workbook that holds its backups ends, after the workbook's own name."""
_TIME: Final = re.compile(r"\.([0-9]{8}-[0-9]{6})-[0-9]{3}\.[^.]*$")
_DAY: Final = 8
_NEAR: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a workbook as it was.

    Attributes
    ----------
    path
        The copy.
    at
        When it was made, local time: right before a write took its place.
    size
        In bytes.
    """

    path: Path
    at: datetime
    size: int


def backups_of(workbook: Path) -> list[Backup]:
    """Give the backups of a workbook, the oldest first; the workbook itself need not be there any more."""
    target = workbook.resolve()
    found = []
    for path in _files(_folder(target), target):
        with suppress(OSError, ValueError):  # just deleted by another run; no time of day
            status = path.stat()
            found.append(Backup(path, _time(path, status.st_mtime), status.st_size))
    return found


def backed_up(target: Path, *, spare: Path | None = None) -> Path:
    """Copy a file into the folder of its backups, and delete those that need not be kept (see `RULE`), but for ``spare``.

    Where the newest backup is the same file already, because what it was made for could not be written, that one is renamed:
    trying again, as on a full disk, makes no copies and pushes no backup out.
    """
    folder = _folder(target)
    folder.mkdir(exist_ok=True)
    start = f"{target.stem}.{datetime.now():%Y%m%d-%H%M%S}-"
    # One more than the last of this second, so that names sort by age although old ones are deleted.
    numbers = [int(path.stem.removeprefix(start)) for path in _files(folder, target) if path.name.startswith(start)]
    kept = folder / f"{start}{max(numbers, default=0) + 1:03d}{target.suffix}"
    data = target.read_bytes()
    if same := _copy_of(target, data):
        os.replace(same, kept)
        os.utime(kept)
    else:
        replace(kept, data, lambda: None, like=target)
    _forget_old(folder, target, spare)
    return kept


def clear_unfinished(workbook: Path) -> None:
    """Delete what killed runs left of their writing of a workbook and its backups; nobody else may be writing them now."""
    target = workbook.resolve()
    clear_leftovers(target)
    clear_temporaries(_folder(target), ".*.")


def restore(workbook: Path, backup: Path, data: bytes, *, ready: Callable[[], None] = lambda: None) -> Path | None:
    """Put the bytes of a backup in place of a workbook, at one stroke; what stands there now is backed up first.

    The backup that is restored is kept. Where the newest backup is the present workbook already, none is made.

    Parameters
    ----------
    workbook
        Where it goes; there may be no file any more.
    backup
        Where the bytes come from.
    data
        All of them.
    ready
        Called when nothing is left to do but the stroke.

    Returns
    -------
    Path or None
        The backup of what stood there; None where nothing did.

    Raises
    ------
    FileInUse
        If Excel or LibreOffice has the workbook open.
    NotAWorkbook
        If the backup is none any more.
    ChangedMeanwhile
        If the workbook changes at this moment.
    NotWritable
        If the file is read-only, the disk is full, or rights are missing.
    """
    target = workbook.resolve()
    Package.of(backup, data)
    refuse_if_open(workbook.absolute())
    refuse_if_open(target)
    refuse_place(target)
    try:
        present = target.read_bytes() if target.exists() else None
        copy = None if present is None else _copy_of(target, present) or backed_up(target, spare=backup)

        def last_look() -> None:
            refuse_if_open(target)
            if (target.read_bytes() if target.exists() else None) != present:
                raise ChangedMeanwhile(target)
            ready()

        replace(target, data, last_look, like=backup)
    except OSError as error:
        raise not_writable(target, error) from error
    return copy


def _copy_of(target: Path, present: bytes) -> Path | None:
    """Give the newest backup if it is the file as it is now: a restoring that was killed had come so far."""
    newest = _files(_folder(target), target)[-1:]
    digest = sha256(present).digest()
    return next((path for path in newest if sha256(path.read_bytes()).digest() == digest), None)


def kept(paths: Sequence[Path]) -> set[Path]:
    """Choose the backups that are kept (see `RULE`).

    Parameters
    ----------
    paths
        All of one workbook, the oldest first.

    Examples
    --------
    >>> days = [Path(f"plan.202703{day:02d}-090000-{turn:03d}.xlsx") for day in range(1, 21) for turn in range(1, 4)]
    >>> [path.name for path in sorted(kept(days))][:11:5]
    ['plan.20270307-090000-001.xlsx', 'plan.20270312-090000-001.xlsx', 'plan.20270317-090000-001.xlsx']
    >>> len(kept(days)), kept(days) >= set(days[-10:])
    (21, True)
    """
    first = {_day(path): path for path in reversed(paths)}
    return {*paths[-NEWEST_KEPT:], *(first[day] for day in sorted(first)[-DAYS_KEPT:])}


def _forget_old(folder: Path, target: Path, spare: Path | None) -> None:
    """Delete the backups that need not be kept. Other files are left alone."""
    paths = _files(folder, target)
    for old in set(paths) - kept(paths) - {spare}:
        with suppress(OSError):  # a backup too many harms nobody
            old.unlink()


def _folder(target: Path) -> Path:
    return target.with_name(target.name + BACKUPS_ENDING)


def _files(folder: Path, target: Path) -> list[Path]:
    """Give the backups of a workbook, the oldest first."""
    if not folder.is_dir():
        return []
    ours = re.compile(re.escape(target.stem) + r"\.[0-9]{8}-[0-9]{6}-[0-9]{3}" + re.escape(target.suffix))
    return sorted(path for path in folder.iterdir() if ours.fullmatch(path.name))


def _stamp(path: Path) -> str:
    match = _TIME.search(path.name)
    return match[1] if match else ""


def _day(path: Path) -> str:
    return _stamp(path)[:_DAY]


def _time(path: Path, modified: float) -> datetime:
    """Read the time from the name, which stays when the file is copied; from the file where that is the same, but finer."""
    named, exact = datetime.strptime(_stamp(path), "%Y%m%d-%H%M%S"), datetime.fromtimestamp(modified)
    return exact if abs(exact - named) <= _NEAR else named
