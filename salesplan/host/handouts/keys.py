"""Rows of a handout found again by their keys, also where a spreadsheet has taken an id for a number."""

import json
import re
from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Final

from salesplan.tables.parse import text_of

_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e\+?[0-9]+)?")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def match_keys(sent: Iterable[str], returned: Sequence[str]) -> list[str]:
    """Find for each returned key the sent one that it means; "" where there is none.

    A key that stands among the sent ones means itself. Of the others each is looked for as a spreadsheet would have made
    it, had it taken an id for a number or a month for a date: ``0012`` became 12, ``2E3`` 2000, ``2027-03`` the first of
    March. It must be the only one on both sides. ``00012`` is not what any spreadsheet makes of ``0012``: it is another id.

    Parameters
    ----------
    sent, returned
        Keys as `salesplan.host.handouts.texts.row_keys` gives them; no key stands twice in ``returned``.

    Examples
    --------
    >>> match_keys(['["0012"]', '["r7"]', '["005"]', '["05"]'], ['["12"]', '["r7"]', '["5"]', '["r8"]'])
    ['["0012"]', '["r7"]', '', '']
    >>> match_keys(['["00012"]'], ['["0012"]'])
    ['']
    """
    exact = set(sent)
    left = exact.difference(returned)
    strangers = [key for key in returned if key not in exact]
    wanted, offered = _alike(left), _alike(strangers)
    only = {
        theirs[0]: ours[0]
        for mistaken, theirs in offered.items()
        if len(theirs) == 1 and len(ours := wanted.get(mistaken, [])) == 1 and _made(ours[0], theirs[0])
    }
    return [key if key in exact else only.get(key, "") for key in returned]


def _alike(keys: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for key in sorted(keys):
        alike.setdefault(tuple(map(_mistaken, json.loads(key))), []).append(key)
    return alike


def _made(ours: str, theirs: str) -> bool:
    """Tell whether a spreadsheet may have made the one key of the other."""
    pairs = zip(json.loads(ours), json.loads(theirs), strict=True)
    return all(back in (part, _written(_mistaken(part))) for part, back in pairs)


def _written(part: str) -> str:
    """Give a part as it is read from a cell that holds it as a number."""
    return text_of(float(part)) if _NUMBER.fullmatch(part) else part


def _mistaken(part: str) -> str:
    """Give what a part of a key becomes where a spreadsheet takes it for a number or a date.

    Examples
    --------
    >>> [_mistaken(part) for part in ("0012", "2e3", "2027-03", "r-01", "1e999")]
    ['12.0', '2000.0', '2027-03-01', 'r-01', '1e999']
    """
    if _NUMBER.fullmatch(part) and isfinite(number := float(part)):
        return str(number)
    return f"{part}-01" if _MONTH.fullmatch(part) else part
