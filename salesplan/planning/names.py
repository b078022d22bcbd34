"""Names and ids as people type them: matched ignoring case and outer blanks, and looked up as numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Ints
from salesplan.tables.quota import NO_GROUP, UNASSIGNED

NOWHERE: Final = -1
"""The place of a blank or unknown name."""


def folded(text: str) -> str:
    """Give a name as it is matched.

    Examples
    --------
    >>> folded(" R-01 ")
    'r-01'
    """
    return text.strip().casefold()


def titled(name: str, name_id: str) -> str:
    """Give a name and its id, for people; one of them where the other is blank.

    Examples
    --------
    >>> titled("Ana", "R-01"), titled("", "R-01")
    ('Ana (R-01)', 'R-01')
    """
    return f"{name} ({name_id})" if name and name_id else name_id or name


_NO_GROUP_KEYS: Final = frozenset(folded(name) for name in NO_GROUP.every()) | {""}
_UNASSIGNED_KEYS: Final = frozenset(folded(name) for name in UNASSIGNED.every())

NO_GROUP_KEY: Final = folded(NO_GROUP.en)
UNASSIGNED_KEY: Final = folded(UNASSIGNED.en)


def group_key(text: str) -> str:
    """Give the name of a region or team as it is matched: "(none)" and "Unassigned" in any language are one.

    Examples
    --------
    >>> group_key("（无）"), group_key(""), group_key("未分配"), group_key("North ")
    ('(none)', '(none)', 'unassigned', 'north')
    """
    key = folded(text)
    if key in _NO_GROUP_KEYS:
        return NO_GROUP_KEY
    return UNASSIGNED_KEY if key in _UNASSIGNED_KEYS else key


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of names as numbers.

    Attributes
    ----------
    codes
        For each row the place of its name in ``keys``, or `NOWHERE` where it is blank.
    keys
        Each different name once, as it is matched.
    """

    codes: Ints
    keys: list[str]

    def places_in(self, known: dict[str, int]) -> Ints:
        """Give each row's place in something known by key, or `NOWHERE`."""
        return self.values([known.get(key, NOWHERE) for key in self.keys], NOWHERE)

    def values(self, by_key: Iterable[int], blank: int) -> Ints:
        """Give each row the number of its name, and blank names another."""
        return np.array([*by_key, blank], dtype=np.int64)[self.codes]


def coded(names: "pd.Series[Any]") -> Coded:
    """Turn a column of names into numbers, each different spelling looked at once.

    Examples
    --------
    >>> coded(pd.Series(["R-01", "r-01 ", "", "R-02"]))
    Coded(codes=array([ 0,  0, -1,  1]), keys=['r-01', 'r-02'])
    """
    codes, spellings = pd.factorize(names)
    keys: dict[str, int] = {}
    places = [
        NOWHERE if not (key := folded(str(text))) else keys.setdefault(key, len(keys)) for text in spellings.tolist()
    ]
    return Coded(np.array([*places, NOWHERE], dtype=np.int64)[codes], list(keys))


def first_of_each(codes: Ints, count: int) -> Ints:
    """Give the first place of each code, 0 to ``count`` - 1; `NOWHERE` for one that has none.

    Examples
    --------
    >>> first_of_each(np.array([1, NOWHERE, 1, 0]), 3).tolist()
    [3, 0, -1]
    """
    firsts = np.full(count, NOWHERE, dtype=np.int64)
    places = np.flatnonzero(codes != NOWHERE)[::-1]
    firsts[codes[places]] = places  # of repeated codes the last that is written, the first place, stays
    return firsts


def texts(frame: pd.DataFrame, column: str) -> list[str]:
    """Give a column of text, stripped; a missing column is blank throughout."""
    if column not in frame:
        return [""] * len(frame)
    return [str(text).strip() for text in frame[column].tolist()]


def first_places(keys: Iterable[str]) -> dict[str, int]:
    """Give each key's first place; blank keys have none.

    Examples
    --------
    >>> first_places(["a", "", "b", "a"])
    {'a': 0, 'b': 2}
    """
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key:
            places.setdefault(key, place)
    return places
