"""A changed workbook put on the disk: a crash at any moment leaves the old file or the new one, whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from salesplan.errors import ChangedMeanwhile
from salesplan.workbook.backups import backed_up
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.package import Package
from salesplan.workbook.replace import not_writable, refuse_place
from salesplan.workbook.replace import replace as replace_file

Ready = Callable[[str], None]
"""Is told the SHA-256, in hexadecimal, of what a file will be, right before that takes its place."""


def not_awaited(digest: str) -> None:
    """Let a file be written without anybody waiting for it."""


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
    package: Package,
    changed: Mapping[str, bytes | None],
    *,
    to: Path | None = None,
    backup: bool = True,
    ready: Ready = not_awaited,
) -> Saved:
    """Write a workbook back, or a copy of it to another place.

    A backup first (see `salesplan.workbook.backups`), then a temporary file in the same folder, flushed to the disk, and
    one rename. Links are followed; the file's mode stays.

    Parameters
    ----------
    package
        The workbook as it was read.
    changed
        What `salesplan.workbook.apply.edited` gave. With nothing in it the workbook is left alone (a copy is still made).
    to
        Where a copy goes; the workbook itself stays untouched then.
    ready
        Called with the digest of the new file once it is written beside the old one.

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
        kept = backed_up(target) if backup and target.exists() else None
        data = package.written(changed)

        def last_look() -> None:
            ready(sha256(data).hexdigest())
            _refuse(package, target, expected)

        replace_file(target, data, last_look, like=package.path)
    except OSError as error:
        raise not_writable(target, error) from error
    return Saved(target, kept)


def put(target: Path, data: bytes, *, replace: bool, like: Path) -> Saved:
    """Write a new workbook as a whole: a backup of what stands there first, then a temporary file and one rename.

    Where the same bytes stand there already nothing is written.

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
        refuse_place(target)
        if target.exists() and not replace:
            raise ChangedMeanwhile(target)

    refuse()
    try:
        if target.exists() and target.read_bytes() == data:
            return Saved(target, None)
        kept = backed_up(target) if target.exists() else None
        replace_file(target, data, refuse, like=like)
    except OSError as error:
        raise not_writable(target, error) from error
    return Saved(target, kept)


def _refuse(package: Package, target: Path, expected: str | None) -> None:
    """Refuse to write a file that is open, read-only, or not as it was read."""
    for path in {target, package.path.absolute()} if expected else {target}:
        refuse_if_open(path)
    if expected and (not target.is_file() or sha256(target.read_bytes()).hexdigest() != expected):
        raise ChangedMeanwhile(target)
    refuse_place(target)
