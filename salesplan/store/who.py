"""Who runs salesplan: the name that goes into the log beside what was changed, and beside the lock."""

import getpass
import os
from typing import Final

_LONGEST: Final = 80
_NOBODY: Final = "unknown"


def user() -> str:
    """Give the name under which somebody is logged in; ``unknown`` where the system tells none.

    Examples
    --------
    >>> bool(user())
    True
    """
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, no such account, no accounts at all (Windows)
        name = f"uid {os.getuid()}" if hasattr(os, "getuid") else ""
    return clean(name) or _NOBODY


def clean(name: str) -> str:
    r"""Give a name as one short printable line.

    Examples
    --------
    >>> clean(" Ana\n Li ")
    'Ana Li'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(printable.split())[:_LONGEST]
