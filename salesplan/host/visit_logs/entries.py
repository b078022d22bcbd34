"""Entry numbers of visit logs: what a row keeps while everything else in it is corrected.

An entry is four letters and three digits, ``KDTW-017``. The letters are those of one issue of one rep's log, the digits
its row. A visit that was typed in the plan itself has no entry: the log gives it one that follows from what it is, so
that it is the same in every issue.
"""

from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from salesplan.planning.names import folded

_LETTERS: Final = "BCDFGHJKMNPQRSTVWXYZ"
"""Without those that are read as digits or as each other, and without vowels: no words come of them."""

MOST_ENTRIES: Final = 999
"""Entries that an issue can number."""


def issue_code(rep_id: str, at: datetime, taken: Collection[str] = ()) -> str:
    """Give the letters of one issue of a rep's log.

    Parameters
    ----------
    taken
        Entries that the plan has already; their letters are not given again, lest a new row pass for an old one.

    Examples
    --------
    >>> code = issue_code("R001", datetime(2027, 1, 4))
    >>> code == issue_code(" r001", datetime(2027, 1, 4)), code == issue_code("R001", datetime(2027, 1, 4), {f"{code}-003"})
    (True, False)
    """
    used = {entry.partition("-")[0] for entry in taken}
    turn = 0
    while (code := _letters(_number(folded(rep_id), at.isoformat(), str(turn)))) in used:
        turn += 1
    return code


def numbered(code: str, number: int) -> str:
    """Give an entry of an issue.

    Examples
    --------
    >>> numbered("KDTW", 17)
    'KDTW-017'
    """
    return f"{code}-{number:03d}"


def typed_entry(day: date, rep_id: str, customer_id: str, kind: str) -> str:
    """Give the entry of a visit that was typed in the plan: always the same for the same visit.

    Examples
    --------
    >>> entry = typed_entry(date(2027, 3, 5), "R001", "C0007", "visit")
    >>> len(entry), entry == typed_entry(date(2027, 3, 5), "r001 ", "c0007", "visit")
    (8, True)
    """
    letters, number = divmod(_number(day.isoformat(), folded(rep_id), folded(customer_id), kind), MOST_ENTRIES)
    return numbered(_letters(letters), number + 1)


def _number(*parts: str) -> int:
    return int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:12], "big")


def _letters(number: int) -> str:
    letters = []
    for _ in range(4):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)
