"""File names of visit logs, made from rep ids that may hold anything."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from salesplan.planning.names import folded

_LONGEST: Final = 40
"""Letters of an id in a file name: four bytes each, they leave room for a number and for a backup's date."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')


def log_names(rep_ids: Iterable[str]) -> dict[str, str]:
    r"""Give each rep's log a file name that Windows, macOS and Linux take; ids that come out alike get a number.

    Parameters
    ----------
    rep_ids
        All ids of the plan, so that a name does not depend on whose logs are issued. Their order does not matter.

    Returns
    -------
    dict
        File names by id as it is matched. No two differ in nothing but case.

    Examples
    --------
    >>> log_names(["R-01", "华东/01", "R/02", "R:02"])
    {'r-01': 'visit_log_R-01.xlsx', 'r/02': 'visit_log_R_02.xlsx', 'r:02': 'visit_log_R_02_2.xlsx', '华东/01': 'visit_log_华东_01.xlsx'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    spelt = {folded(rep_id): rep_id for rep_id in sorted(rep_ids, reverse=True)}
    for key in sorted(filter(None, spelt)):
        plain = _plain(spelt[key])
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.casefold())
        names[key] = f"visit_log_{name}.xlsx"
    return names


def _plain(rep_id: str) -> str:
    """Replace what no file name may hold; a dot or blank at the end is lost on Windows."""
    composed = unicodedata.normalize("NFC", rep_id.strip())
    visible = "".join("_" if unicodedata.category(letter).startswith("C") else letter for letter in composed)
    return _FORBIDDEN.sub("_", visible)[:_LONGEST].rstrip(". ") or "_"
