"""A file put in place of another at one stroke: a crash at any moment leaves the old one or the new one, whole."""

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Final

from salesplan.errors import NotWritable

_MARK_LENGTH: Final = 8
_ENDING: Final = ".tmp"
_WRITE_BITS: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NO_RIGHTS: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


def refuse_place(target: Path) -> None:
    """Refuse to write where no file can be, or over one that is read-only."""
    if target.is_dir():
        raise NotWritable(target, "it is a folder", "give the name of a file")
    if not target.parent.is_dir():
        raise NotWritable(target, f"there is no folder {target.parent}", "make the folder first")
    if target.exists() and (not target.stat().st_mode & _WRITE_BITS or not os.access(target, os.W_OK)):
        raise NotWritable(target, "it is read-only", "take off its write protection, or write a copy (--out)")


def replace(target: Path, data: bytes, check: Callable[[], None], *, like: Path) -> None:
    """Put bytes in place of a file at one stroke, with its mode or that of ``like``; ``check`` may still refuse."""
    temporary = target.with_name(f"{_beside(target)}{secrets.token_hex(_MARK_LENGTH // 2)}{_ENDING}")
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


def clear_leftovers(target: Path) -> None:
    """Delete what a killed run left of its writing of a file; nobody else may be writing it now."""
    clear_temporaries(target.parent, escape(_beside(target)))


def clear_temporaries(folder: Path, beginning: str) -> None:
    """Delete the temporary files of a folder whose names begin so; ``beginning`` is a pattern."""
    for left in folder.glob(f"{beginning}{'[0-9a-f]' * _MARK_LENGTH}{_ENDING}"):
        with suppress(OSError):  # a file too many harms nobody
            left.unlink()


def _beside(target: Path) -> str:
    return f".{target.name}."


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


def not_writable(target: Path, error: OSError) -> NotWritable:
    """Say why the system did not take a file, and what to do."""
    if error.errno in _NO_ROOM:
        return NotWritable(target, "the disk is full; the workbook is as it was", "make room and run again")
    if error.errno in _NO_RIGHTS:
        return NotWritable(
            target, f"there is no right to write in {target.parent}", "ask for it, or write a copy elsewhere (--out)"
        )
    return NotWritable(
        target, f"it could not be written ({error.strerror or error}); it is as it was", "check the disk and run again"
    )
