"""Which customer a rep means: by id, by name, or by both, however it was typed."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import pandas as pd

from salesplan.findings import Kind
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.planning.listed import few
from salesplan.planning.names import folded, titled
from salesplan.words import Words, nearest_words

_OPENING: Final = "(（"
_CLOSING: Final = (")", "）")
_MOST_COMPARED: Final = 20_000
"""Names that a mistyped one is compared with; with more it takes too long."""
_MOST_NAMED: Final = 5
"""Namesakes that a finding lists."""


def plain(text: str) -> str:
    """Give a name as it is matched: whatever the case, the blanks and the width of its letters.

    Characters that only format, such as the blanks of no width that come along from a chat, are left out.

    Examples
    --------
    >>> plain("  ACME　Ｃｏ．（C-01） "), plain("Ace" + chr(0x200B))
    ('acme co.(c-01)', 'ace')
    """
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if not narrow.isprintable():  # which characters that format are not
        narrow = "".join(letter for letter in narrow if unicodedata.category(letter) != "Cf")
    return " ".join(narrow.casefold().split())


@dataclass(frozen=True, slots=True)
class Meant:
    """The customer that is meant, "" for none, and what there is to say of it: a kind of finding and its facts."""

    customer_id: str
    name: str = ""
    kind: Kind | None = None
    facts: dict[str, object] | None = None


class Offered:
    """The customers that the list of a log offers, as it was issued.

    Parameters
    ----------
    pairs
        What each is called in the list, and its id.

    Examples
    --------
    >>> offered = Offered([("Ace Ltd", "C1"), ("Ace  Ltd", "C2"), ("Best", "C3")])
    >>> offered.id_of("Ace  Ltd"), offered.id_of("BEST "), offered.id_of("ace ltd")
    ('C2', 'C3', '')
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._exact: dict[str, set[str]] = {}
        self._plain: dict[str, set[str]] = {}
        for label, customer_id in pairs:
            self._exact.setdefault(label.strip(), set()).add(customer_id)
            self._plain.setdefault(plain(label), set()).add(customer_id)

    def id_of(self, text: str) -> str:
        """Give the id of the customer that is offered as a text; "" where none is, or several are."""
        for ids in (self._exact.get(text.strip(), ()), self._plain.get(plain(text), ())):
            if len(ids) == 1:
                return next(iter(ids))
        return ""


_NOTHING_OFFERED: Final = Offered()


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
        self._by_plain_id: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_owner: dict[str, list[int]] = {}
        for place, (each, name, owner) in enumerate(zip(self._ids, self._names, self._owners, strict=True)):
            key = folded(each)
            if not key or self._by_id.setdefault(key, place) != place:
                continue
            self._by_plain_id.setdefault(plain(each), []).append(place)
            self._by_owner.setdefault(plain(owner), []).append(place)
            if name:
                self._by_name.setdefault(plain(name), []).append(place)
        self._once_called = self._past_names(visits)

    def _past_names(self, visits: pd.DataFrame) -> dict[str, set[int]]:
        """Give the customers that had a name when a log was collected."""
        past: dict[str, set[int]] = {}
        pairs = zip(visits["customer"].tolist(), visits["customer_id"].tolist(), strict=True)
        for name, each in set(pairs):
            if name and (place := self._by_id.get(folded(str(each)))) is not None:
                past.setdefault(plain(str(name)), set()).add(place)
        return past

    def meant(self, text: str, rep_id: str, offered: Offered = _NOTHING_OFFERED, *, as_number: bool = False) -> Meant:
        """Find the customer that a rep means: one that their log offers, then one of their own, then any.

        Parameters
        ----------
        offered
            The log's own list: what is chosen from it means who it meant on issue, whatever the plan calls them now.
        as_number
            Whether the cell holds a number, which has lost the zeros that an id may begin with.
        """
        key, owner = plain(text), plain(rep_id)
        if (chosen := self._by_id.get(folded(offered.id_of(text)))) is not None:
            return self._chosen(chosen, text, owner)
        if as_number and (numbered := self._own_without_zeros(key, owner)) is not None:
            return self._found(numbered, owner)
        ways = self._ways(text, key)
        own = ([place for place in places if plain(self._owners[place]) == owner] for places in ways)
        match next(filter(None, own), None) or next(filter(None, ways), []):
            case [place]:
                return self._found(place, owner)
            case []:
                return Meant("", kind=kinds.UNKNOWN_CUSTOMER, facts={"value": text, "near": self._near(key, owner)})
            case several:
                return Meant("", kind=kinds.NAMESAKES, facts={"value": text, "ids": self._listed(several)})

    def _ways(self, text: str, key: str) -> list[list[int]]:
        """Find the customers that have it as id, as name, as name and id, and those that were called so once."""
        beside_name = (self._with_id(each) for each in _ids_beside_name(text))
        return [
            self._with_id(text),
            self._by_name.get(key, []),
            next(filter(None, beside_name), []),
            sorted(self._once_called.get(key, ())),
        ]

    def _chosen(self, place: int, text: str, owner: str) -> Meant:
        """Give the customer of a choice; say so where the plan has another of the rep's customers by that name."""
        found = self._found(place, owner)
        called = self._by_name.get(plain(text), [])
        other = next((each for each in called if plain(self._owners[each]) == owner), place)
        meant, others = (titled(self._names[each], self._ids[each]) for each in (place, other))
        if found.kind or place in called or other == place or plain(text) == plain(meant):
            return found
        facts: dict[str, object] = {"value": text, "meant": meant, "other": others}
        return Meant(found.customer_id, found.name, kinds.NAME_OF_ANOTHER, facts)

    def _own_without_zeros(self, key: str, owner: str) -> int | None:
        """Find the rep's customer of a number, by the number itself or else with zeros before it; None unless it is one."""
        bare = key.lstrip("0")
        own = [place for place in self._by_owner.get(owner, ()) if plain(self._ids[place]).lstrip("0") == bare]
        exact = [place for place in own if plain(self._ids[place]) == key]
        return (exact or own)[0] if len(exact or own) == 1 else None

    def _with_id(self, text: str) -> list[int]:
        """Find the customer of an id as the plan matches them; else those whose ids look the same."""
        place = self._by_id.get(folded(text))
        return self._by_plain_id.get(plain(text), []) if place is None else [place]

    def _found(self, place: int, owner: str) -> Meant:
        customer_id, name, theirs = self._ids[place], self._names[place], self._owners[place]
        if plain(theirs) == owner:
            return Meant(customer_id, name)
        kind = kinds.MOVED if theirs else kinds.OWNERLESS
        return Meant(customer_id, name, kind, {"customer": titled(name, customer_id), "owner": theirs})

    def _near(self, key: str, owner: str) -> Words:
        """Say which customer is most likely meant: one of the rep's own, or else anybody's."""
        own = self._by_owner.get(owner, [])
        near = nearest_words(key, list(chain.from_iterable((self._names[at], self._ids[at]) for at in own)))
        if near.en or len(self._ids) > _MOST_COMPARED:
            return near
        return nearest_words(key, [*self._names, *self._ids])

    def _listed(self, places: list[int]) -> str:
        return few([self._ids[place] for place in places], _MOST_NAMED)


def _ids_beside_name(text: str) -> Iterator[str]:
    """Give what may be the id in ``name (id)``, the shortest first: an id may have brackets, too."""
    whole = text.strip()
    if whole.endswith(_CLOSING):
        for place in range(len(whole) - 2, -1, -1):
            if whole[place] in _OPENING:
                yield whole[place + 1 : -1]
