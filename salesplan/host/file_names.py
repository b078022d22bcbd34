"""File names made from names and ids that may hold anything."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, TypeVar

_LONGEST: Final = 40
"""Letters of a name: four bytes each, they leave room for a number and for a backup's date."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')

Key = TypeVar("Key")


def file_names(spelt: Mapping[Key, str], name: str) -> dict[Key, str]:
    r"""Give each of some things a file name that Windows, macOS and Linux take; those that come out alike get a number.

    Parameters
    ----------
    spelt
        What each is called, in an order that is always the same.
    name
        The names, with ``{}`` where that goes in.

    Returns
    -------
    dict
        No two names differ in nothing but case.

    Examples
    --------
    >>> file_names({1: "R/02", 2: "r:02", 3: " R\t2. "}, "log_{}.xlsx")
    {1: 'log_R_02.xlsx', 2: 'log_r_02_2.xlsx', 3: 'log_R_2.xlsx'}
    """
    names: dict[Key, str] = {}
    taken: set[str] = set()
    for key, text in spelt.items():
        plain = _plain(text)
        free, number = plain, 1
        while free.casefold() in taken:
            number += 1
            free = f"{plain}_{number}"
        taken.add(free.casefold())
        names[key] = name.format(free)
    return names


def _plain(text: str) -> str:
    """Replace what no file name may hold; a dot or blank at the end is lost on Windows."""
    composed = unicodedata.normalize("NFC", text.strip())
    visible = "".join("_" if unicodedata.category(letter).startswith("C") else letter for letter in composed)
    return _FORBIDDEN.sub("_", visible)[:_LONGEST].rstrip(". ") or "_"
