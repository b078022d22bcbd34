"""Files that came back from others: found in a folder, called so that it can be printed, and when each was saved."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from salesplan.errors import UsageError
from salesplan.workbook.backups import BACKUPS_ENDING
from salesplan.workbook.package import Package
from salesplan.workbook.properties import saved_at

TAKEN_ENDINGS: Final = (".xlsx", ".xlsm")
OTHER_ENDINGS: Final = (".xls", ".xlsb", ".ods", ".fods", ".numbers", ".et", ".csv")
"""What a workbook may have been saved as instead."""

_UNPRINTABLE: Final = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Categories of characters that break a line, or that no cell holds."""
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


class FileState(StrEnum):
    """What a file that came back was; an older version, and what was accepted, only of handouts."""

    READ = "read"
    COPY = "copy"
    OLDER = "older"
    ACCEPTED = "accepted"
    FAULTY = "faulty"
    PASSED_OVER = "passed over"


def returned_paths(folder: Path, plan: Path) -> Iterator[Path]:
    """Find the files of a folder, and of those below it, that are or may have been workbooks; sorted.

    Left out: the plan itself, hidden files, the locks and temporary files of spreadsheet programs, and backups. None is
    opened: a pipe that is called like a workbook comes along, and is refused when it is read.

    Raises
    ------
    UsageError
        When the folder is none.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; name the folder with the workbooks that came back")
    for path in sorted(folder.rglob("*"), key=_place):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) or part.endswith(BACKUPS_ENDING) for part in inside):
            continue
        if path.suffix.lower() in (*TAKEN_ENDINGS, *OTHER_ENDINGS) and not _same(path, plan):
            yield path


def _place(path: Path) -> tuple[tuple[str, ...], str]:
    """Sort ``log.xlsx`` before its copy ``log (1).xlsx``."""
    return path.with_suffix("").parts, path.suffix


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # a link that leads nowhere, or in a circle
        return False


def printable_names(paths: Sequence[Path], folder: Path) -> list[str]:
    """Give each file the path below a folder by which it is called in cells, findings and on the terminal.

    Bytes that are not UTF-8 are taken for GBK, as in archives that were packed on a Chinese Windows. No two are the same.
    """
    names: dict[str, None] = {}
    for path in paths:
        plainly = "/".join(map(printable, path.relative_to(folder).parts))
        name, number = plainly, 1
        while name in names:
            number += 1
            name = f"{plainly} ({number})"
        names[name] = None
    return list(names)


def printable(name: str) -> str:
    r"""Give a file's name as it can be printed.

    Examples
    --------
    >>> printable(os.fsdecode(b"\xb0\xdd.xlsx")), printable("a\nb.xlsx")
    ('拜.xlsx', 'a�b.xlsx')
    """
    text = name
    try:
        name.encode()
    except UnicodeEncodeError:
        text = _decoded(os.fsencode(name))
    return "".join(_REPLACEMENT if unicodedata.category(letter) in _UNPRINTABLE else letter for letter in text)


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gbk"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode(errors="replace")


def time_saved(package: Package, path: Path, at: datetime) -> datetime:
    """Say when a file was last saved, to the second, in local time: what the workbook says, or else the file's own time.

    ``at`` is the time of the run; a file that was saved later than that, by a clock that is fast, counts as saved then.
    """
    said = saved_at(package)
    moment = said.astimezone().replace(tzinfo=None) if said else _file_time(path, at)
    return min(moment, at).replace(microsecond=0)


def _file_time(path: Path, at: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:  # gone since it was read
        return at
