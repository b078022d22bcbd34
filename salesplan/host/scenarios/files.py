"""The files of a command: none that is read may be written over by mistake."""

import os
from collections.abc import Sequence
from pathlib import Path

from salesplan.errors import UsageError


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, be it through links, or one that is not there yet."""
    if one.resolve() == other.resolve():
        return True
    return one.exists() and other.exists() and os.path.samefile(one, other)


def refuse_copy_over(out: Path | None, read: Sequence[Path]) -> None:
    """Refuse a copy that would take the place of a file that is only read.

    Parameters
    ----------
    out
        Where the copy is to go; None for no copy.
    read
        The files that are only read.

    Raises
    ------
    UsageError
        When it is one of them.
    """
    if out is not None and any(is_same_file(out, other) for other in read):
        raise UsageError(f"--out would write over {out.name}, which is only read; name another file")
