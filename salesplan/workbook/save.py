"""A changed workbook put on the disk: a crash at any moment leaves the old file or the new one, whole."""

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import ChangedMeanwhile, NotWritable
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.package import Package

BACKUPS_KEPT: Final = 10
BACKUPS_ENDING: Final = ".salesplan-backups"
"""How the folder beside a workbook that holds its backups ends, after the workbook's own name."""
_WRITE_BITS: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NO_RIGHTS: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written where.

    Attributes
    ----------
    path
        The workbook.
    backup
        The copy of what stood there before, None if nothing did or none was wanted.
    on_disk
        False for a workbook that is open in Excel and not saved yet.
    """

    path: Path
    backup: Path | None
    on_disk: bool = True


def save(
    package: Package, changed: Mapping[str, bytes | None], *, to: Path | None = None, backup: bool = True
) -> Saved:
    """Write a workbook back, or a copy of it to another place.

    A backup first (the newest ten are kept in ``<name>.salesplan-backups`` beside the file), then a temporary file
    in the same folder, flushed to the disk, and one rename. Links are followed; the file's mode stays.

    Parameters
    ----------
    package
        The workbook as it was read.
    changed
        What `salesplan.workbook.apply.edited` gave. With nothing in it the workbook is left alone (a copy is still made).
    to
        Where a copy goes; the workbook itself stays untouched then.

    Raises
    ------
    FileInUse
        If Excel or LibreOffice has the file open.
    ChangedMeanwhile
        If the workbook is no longer as it was read.
    NotWritable
        If the file is read-only, the disk is full, or rights are missing. Nothing was written then.
    """
    target = (to or package.path).resolve()
    in_place = target == package.path.resolve()
    if in_place and not changed:
        return Saved(target, None)
    expected = package.fingerprint if in_place else None
    _refuse(package, target, expected)
    try:
        kept = _backed_up(target) if backup and target.exists() else None
        _replace(target, package.written(changed), lambda: _refuse(package, target, expected), like=package.path)
    except OSError as error:
        raise _not_writable(target, error) from error
    return Saved(target, kept)


def put(target: Path, data: bytes, *, replace: bool, like: Path) -> Saved:
    """Write a new workbook as a whole: a backup of what stands there first, then a temporary file and one rename.

    Parameters
    ----------
    replace
        A file may stand there already; without it the write is refused then, and that file is as it was.
    like
        The file whose mode a new file gets.

    Raises
    ------
    FileInUse
        If Excel or LibreOffice has the file open.
    ChangedMeanwhile
        If a file stands there and is not to be replaced.
    NotWritable
        If the file is read-only, the disk is full, or rights are missing. Nothing was written then.
    """

    def refuse() -> None:
        refuse_if_open(target)
        _refuse_place(target)
        if target.exists() and not replace:
            raise ChangedMeanwhile(target)

    refuse()
    try:
        kept = _backed_up(target) if target.exists() else None
        _replace(target, data, refuse, like=like)
    except OSError as error:
        raise _not_writable(target, error) from error
    return Saved(target, kept)


def _refuse(package: Package, target: Path, expected: str | None) -> None:
    """Refuse to write a file that is open, read-only, or not as it was read."""
    for path in {target, package.path.absolute()} if expected else {target}:
        refuse_if_open(path)
    if expected and (not target.is_file() or sha256(target.read_bytes()).hexdigest() != expected):
        raise ChangedMeanwhile(target)
    _refuse_place(target)


def _refuse_place(target: Path) -> None:
    """Refuse to write where no file can be, or over one that is read-only."""
    if target.is_dir():
        raise NotWritable(target, "it is a folder", "give the name of a file")
    if not target.parent.is_dir():
        raise NotWritable(target, f"there is no folder {target.parent}", "make the folder first")
    if target.exists() and (not target.stat().st_mode & _WRITE_BITS or not os.access(target, os.W_OK)):
        raise NotWritable(target, "it is read-only", "take off its write protection, or write a copy (--out)")


def _backed_up(target: Path) -> Path:
    folder = target.with_name(target.name + BACKUPS_ENDING)
    folder.mkdir(exist_ok=True)
    start = f"{target.stem}.{datetime.now():%Y%m%d-%H%M%S}-"
    # One more than the last of this second, so that names sort by age although old ones are deleted.
    numbers = [int(path.stem.removeprefix(start)) for path in _backups(folder, target) if path.name.startswith(start)]
    kept = folder / f"{start}{max(numbers, default=0) + 1:03d}{target.suffix}"
    _replace(kept, target.read_bytes(), lambda: None, like=target)
    _forget_old(folder, target)
    return kept


def _forget_old(folder: Path, target: Path) -> None:
    """Delete all but the newest backups; their names sort by time. Other files are left alone."""
    for old in _backups(folder, target)[:-BACKUPS_KEPT]:
        with suppress(OSError):  # a backup too many harms nobody
            old.unlink()


def _backups(folder: Path, target: Path) -> list[Path]:
    """Give the backups of a workbook, the oldest first."""
    ours = re.compile(re.escape(target.stem) + r"\.[0-9]{8}-[0-9]{6}-[0-9]{3}" + re.escape(target.suffix))
    return sorted(path for path in folder.iterdir() if ours.fullmatch(path.name))


def _replace(target: Path, data: bytes, check: Callable[[], None], *, like: Path) -> None:
    """Put bytes in place of a file at one stroke, with its mode or that of ``like``; ``check`` may still refuse."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(temporary, "xb", opener=_privately) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        model = target if target.exists() else like
        temporary.chmod(stat.S_IMODE(model.stat().st_mode))
        check()
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last; not every system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_writable(target: Path, error: OSError) -> NotWritable:
    if error.errno in _NO_ROOM:
        return NotWritable(target, "the disk is full; the workbook is as it was", "make room and run again")
    if error.errno in _NO_RIGHTS:
        return NotWritable(
            target, f"there is no right to write in {target.parent}", "ask for it, or write a copy elsewhere (--out)"
        )
    return NotWritable(
        target, f"it could not be written ({error.strerror or error}); it is as it was", "check the disk and run again"
    )
