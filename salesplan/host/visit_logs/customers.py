"""Which customer a rep means: by id, by name, or by both, however it was typed."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import Final

import pandas as pd

from salesplan.findings import Kind
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.words import Words, nearest_words

_NAME_AND_ID: Final = re.compile(r".*\((.+?)\)")
_MOST_COMPARED: Final = 20_000
"""Names that a mistyped one is compared with; with more it takes too long."""
_MOST_NAMED: Final = 5
"""Namesakes that a finding lists."""


def plain(text: str) -> str:
    """Give a name as it is matched: whatever the case, the blanks and the width of its letters.

    Examples
    --------
    >>> plain("  ACME　Ｃｏ．（C-01） ")
    'acme co.(c-01)'
    """
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(narrow.casefold().split())


@dataclass(frozen=True, slots=True)
class Meant:
    """The customer that is meant, "" for none, and what there is to say of it: a kind of finding and its facts."""

    customer_id: str
    name: str = ""
    kind: Kind | None = None
    facts: dict[str, object] | None = None


class CustomerIndex:
    """The plan's customers, to be found by what a rep typed.

    Parameters
    ----------
    customers
        The plan's Customers: ``customer_id``, ``customer`` and ``rep_id``. Of two rows with one id the first counts.
    visits
        The plan's Visits: ``customer_id`` and ``customer``, the name that a customer had when a log was collected.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": ["C1", "C2"], "customer": ["Ace", "Best"], "rep_id": ["R1", "R2"]})
    >>> index = CustomerIndex(customers, pd.DataFrame({"customer_id": [], "customer": []}))
    >>> index.meant("ACE", "R1").customer_id, index.meant("best (c2)", "R1").kind.code
    ('C1', 'L327')
    """

    def __init__(self, customers: pd.DataFrame, visits: pd.DataFrame) -> None:
        self._ids = [str(each) for each in customers["customer_id"]]
        self._names = [str(name) for name in customers["customer"]]
        self._owners = [str(owner) for owner in customers["rep_id"]]
        self._by_id: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_owner: dict[str, list[int]] = {}
        for place, (each, name, owner) in enumerate(zip(self._ids, self._names, self._owners, strict=True)):
            key = plain(each)
            if not key or self._by_id.setdefault(key, place) != place:
                continue
            self._by_owner.setdefault(plain(owner), []).append(place)
            if name:
                self._by_name.setdefault(plain(name), []).append(place)
        self._once_called = self._past_names(visits)

    def _past_names(self, visits: pd.DataFrame) -> dict[str, set[int]]:
        """Give the customers that had a name when a log was collected."""
        past: dict[str, set[int]] = {}
        pairs = zip(visits["customer"].tolist(), visits["customer_id"].tolist(), strict=True)
        for name, each in set(pairs):
            if name and (place := self._by_id.get(plain(str(each)))) is not None:
                past.setdefault(plain(str(name)), set()).add(place)
        return past

    def meant(self, text: str, rep_id: str) -> Meant:
        """Find the customer that a rep means: first among their own, then among all."""
        key, owner = plain(text), plain(rep_id)
        ways = self._ways(key)
        own = ([place for place in places if plain(self._owners[place]) == owner] for places in ways)
        match next(filter(None, own), None) or next(filter(None, ways), []):
            case [place]:
                return self._found(place, owner)
            case []:
                return Meant("", kind=kinds.UNKNOWN_CUSTOMER, facts={"value": text, "near": self._near(key, owner)})
            case several:
                return Meant("", kind=kinds.NAMESAKES, facts={"value": text, "ids": self._listed(several)})

    def _ways(self, key: str) -> list[list[int]]:
        """Find the customers that have it as id, as name, as name and id, and those that were called so once."""
        both = _NAME_AND_ID.fullmatch(key)
        return [
            self._with_id(key),
            self._by_name.get(key, []),
            self._with_id(both[1]) if both else [],
            sorted(self._once_called.get(key, ())),
        ]

    def _with_id(self, key: str) -> list[int]:
        return [self._by_id[key]] if key in self._by_id else []

    def _found(self, place: int, owner: str) -> Meant:
        customer_id, name, theirs = self._ids[place], self._names[place], self._owners[place]
        if plain(theirs) == owner:
            return Meant(customer_id, name)
        kind = kinds.MOVED if theirs else kinds.OWNERLESS
        said = f"{name} ({customer_id})" if name else customer_id
        return Meant(customer_id, name, kind, {"customer": said, "owner": theirs})

    def _near(self, key: str, owner: str) -> Words:
        """Say which customer is most likely meant: one of the rep's own, or else anybody's."""
        own = self._by_owner.get(owner, [])
        near = nearest_words(key, list(chain.from_iterable((self._names[at], self._ids[at]) for at in own)))
        if near.en or len(self._ids) > _MOST_COMPARED:
            return near
        return nearest_words(key, [*self._names, *self._ids])

    def _listed(self, places: list[int]) -> str:
        ids = [self._ids[place] for place in places]
        return ", ".join(ids[:_MOST_NAMED]) + (" …" if len(ids) > _MOST_NAMED else "")
