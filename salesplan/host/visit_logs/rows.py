"""What stands in a rep's visit log: their customers, their quota, their visits, and rows to fill in.

Nothing of anybody else goes in: customers are those that the rep owns, visits those that the rep made to customers that
are not somebody else's by now.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, Final

import pandas as pd

from salesplan.host.visit_logs.customers import plain
from salesplan.host.visit_logs.entries import MOST_ENTRIES, issue_code, numbered, typed_entry
from salesplan.host.visit_logs.shares import Share
from salesplan.host.writing import built_cells
from salesplan.planning.names import folded, titled
from salesplan.tables.customers import CONTACTS, PROSPECT
from salesplan.tables.model import Column
from salesplan.tables.quota import MONTHS
from salesplan.tables.units import Currency
from salesplan.tables.visit_log import LOGGED, MY_CUSTOMERS
from salesplan.words import ENGLISH, Words

Cells = dict[str, list[object]]
"""Column key to the cells of its rows, as a person would type them; choices by their keys."""

_FEWEST_ROWS: Final = 100
_ROUND_ROWS: Final = 50
_ROWS_PER_VISIT: Final = 1.5
"""Rows to fill in for each visit that is owed: calls and second visits want rows too."""

_PERSON: Final = Words("{contact} ({role})", "{contact}（{role}）", "{contact}（{role}）")
_WISH: Final = Words("{person}: {wants}", "{person}：{wants}", "{person}：{wants}")
_NEXT: Final = Words("; ", "；", "；")
_INFLUENCE: Final = {option.key: place for place, option in enumerate(CONTACTS["influence"].choices)}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is the same for all logs of one issue; ``taken`` are the entries that the plan's visits have."""

    year: int
    at: datetime
    currency: Currency
    language: str = ENGLISH
    taken: frozenset[str] = frozenset()


def log_rows(share: Share, contacts: Mapping[str, str], occasion: Occasion) -> dict[str, Cells]:
    """Put together the contents of a rep's log.

    Parameters
    ----------
    share
        What is the rep's own.
    contacts
        What to say of the people at a customer, by the customer's id as it is matched (see `contacts_said`).
    occasion
        Year, time, currency and language of the issue.

    Returns
    -------
    dict
        Cells by table name; a table without rows is absent.
    """
    own, visits = in_order(share.customers), share.visits
    labels = labels_of(own)
    made = _visit_cells(share, labels, occasion)
    blank = min(rows_for(float(own["visits_a_year"].sum())), MOST_ENTRIES)
    for key in LOGGED.keys:
        made[key] += [None] * blank
    code = issue_code(share.rep_id, occasion.at, occasion.taken.union(map(str, made["entry"])))
    made["entry"][len(visits) :] = [numbered(code, number) for number in range(1, blank + 1)]
    tables = {"MyQuota": _quota_cells(share.months, visits, occasion), LOGGED.name: made}
    if len(own):
        tables["MyCustomers"] = _customer_cells(own, labels, contacts, occasion)
    return tables


def rows_for(owed: float) -> int:
    """Say how many rows a log has to fill in, by the visits that are owed in a year.

    Examples
    --------
    >>> rows_for(0), rows_for(68), rows_for(300)
    (100, 150, 450)
    """
    return max(_FEWEST_ROWS, ceil(owed * _ROWS_PER_VISIT / _ROUND_ROWS) * _ROUND_ROWS)


def in_order(customers: pd.DataFrame) -> pd.DataFrame:
    """Sort a rep's customers by when the next visit is due, then by tier, name and id; blank dates come last."""
    rank = pd.DataFrame(
        {
            "due": customers["next_visit"],
            "tier": [(folded(str(tier)) or "\uffff") for tier in customers["tier"]],
            "name": [folded(str(name)) for name in customers["customer"]],
            "id": [folded(str(each)) for each in customers["customer_id"]],
        },
        index=customers.index,
    )
    return customers.loc[rank.sort_values(list(rank.columns), na_position="last").index]


def labels_of(customers: pd.DataFrame) -> dict[str, str]:
    """Say how a rep's customers are called in the log: by name, and by name and id where the name says too little.

    Returns
    -------
    dict
        By id as it is matched. No two are the same, nor is a name the id of another customer; names are compared as
        they are when the log is collected.

    Examples
    --------
    >>> frame = pd.DataFrame({"customer_id": ["C1", "C2", "C3", "C4"], "customer": ["Ace", "Best", "ａｃｅ ", ""]})
    >>> labels_of(frame)
    {'c1': 'Ace (C1)', 'c2': 'Best', 'c3': 'ａｃｅ (C3)', 'c4': 'C4'}
    """
    ids = [str(each).strip() for each in customers["customer_id"]]
    names = [str(each).strip() for each in customers["customer"]]
    known = Counter(map(plain, names)) + Counter(map(plain, ids))
    # Where name and id are the same text, that text still means one customer.
    known -= Counter(plain(name) for each, name in zip(ids, names, strict=True) if plain(each) == plain(name))
    ways = [(name, titled(name, each), each) for each, name in zip(ids, names, strict=True)]
    used = [0 if name and known[plain(name)] == 1 else 1 for name in names]
    while clashing := _clashing([way[at] for way, at in zip(ways, used, strict=True)], used):
        for place in clashing:
            used[place] += 1
    return {folded(each): way[at] for each, way, at in zip(ids, ways, used, strict=True)}


def _clashing(labels: Sequence[str], used: Sequence[int]) -> list[int]:
    """Find the labels that must say more, for another one is the same: those that say the least of them.

    Bare names must differ in more than case, blanks and width; with ids beside them it is enough that they differ.
    """
    alike: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        alike.setdefault(plain(label), []).append(place)
    clashing = []
    for places in alike.values():
        least = min(used[place] for place in places)
        same = places if least == 0 else _same_text(labels, places)
        if len(same) > 1:
            least = min(used[place] for place in same)
            clashing += [place for place in same if used[place] == least]
    return clashing


def _same_text(labels: Sequence[str], places: Sequence[int]) -> list[int]:
    times = Counter(folded(labels[place]) for place in places)
    return [place for place in places if times[folded(labels[place])] > 1]


def contacts_said(contacts: pd.DataFrame, language: str = ENGLISH) -> dict[str, str]:
    """Say who the people at each customer are, the most influential first: "Li Wei (buyer): price; …".

    Returns
    -------
    dict
        By customer id as it is matched.

    Examples
    --------
    >>> frame = pd.DataFrame({"customer_id": ["C1", "c1"], "contact": ["Bo", "Li Wei"], "role": ["", "buyer"],
    ...                       "wants": ["", "price"], "influence": ["", "high"]})
    >>> contacts_said(frame)
    {'c1': 'Li Wei (buyer): price; Bo'}
    """
    people: dict[str, list[tuple[int, str, str]]] = {}
    columns = (contacts[key] for key in ("customer_id", "contact", "role", "wants", "influence"))
    for customer_id, contact, role, wants, influence in zip(*columns, strict=True):
        person = _PERSON.said(language).format(contact=contact, role=role) if role else contact
        said = _WISH.said(language).format(person=person, wants=wants) if wants else person
        rank = _INFLUENCE.get(influence, len(_INFLUENCE))
        people.setdefault(folded(customer_id), []).append((rank, folded(contact), said))
    return {
        customer_id: _NEXT.said(language).join(said for _, _, said in sorted(group))
        for customer_id, group in people.items()
    }


def _customer_cells(
    own: pd.DataFrame, labels: Mapping[str, str], contacts: Mapping[str, str], occasion: Occasion
) -> Cells:
    ids = [folded(str(each)) for each in own["customer_id"]]
    cells: Cells = {"customer": [labels[each] for each in ids], "contacts": [contacts.get(each) for each in ids]}
    for column in MY_CUSTOMERS:
        if column.key not in cells:
            cells[column.key] = _typed(column, own[column.key], occasion)
    prospects = {folded(word) for word in PROSPECT.every()}
    said = PROSPECT.said(occasion.language)
    cells["tier"] = [said if tier and folded(str(tier)) in prospects else tier for tier in cells["tier"]]
    return cells


def _quota_cells(months: Sequence[int] | None, visits: pd.DataFrame, occasion: Occasion) -> Cells:
    by_month = visits.groupby(visits["date"].dt.month)["amount"]
    ordered, logged = by_month.sum().to_dict(), by_month.size().to_dict()
    minor = occasion.currency.minor
    every = range(1, len(MONTHS) + 1)
    return {
        "month": [date(occasion.year, month, 1) for month in every],
        "quota": [amount / minor for amount in months] if months is not None else [None] * len(every),
        "ordered": [int(ordered.get(month, 0)) / minor for month in every],
        "visits": [int(logged.get(month, 0)) for month in every],
    }


def _visit_cells(share: Share, labels: Mapping[str, str], occasion: Occasion) -> Cells:
    """Give the rep's visits by day, customer and kind; a customer of nobody is called by name and id."""
    said = {key: titled(name.strip(), each.strip()) for key, (each, name) in share.nobodys.items()} | dict(labels)
    ids = share.visits["customer_id"]
    ranked = share.visits.assign(customer_id=[said[folded(each)] for each in ids], typed=ids)
    ranked = ranked.sort_values(["date", "customer_id", "kind", "entry"], kind="stable")
    cells = {column.key: _typed(column, ranked[column.key], occasion) for column in LOGGED}
    cells["entry"] = list(_entries(share.rep_id, ranked))
    return cells


def _entries(rep_id: str, visits: pd.DataFrame) -> Iterable[str | None]:
    """Give each visit an entry of its own: the one it has, else the one of a visit that was typed."""
    given: set[str] = set()
    columns = (visits[key] for key in ("entry", "date", "typed", "kind"))
    for entry, day, customer_id, kind in zip(*columns, strict=True):
        entry = entry if entry and entry not in given else typed_entry(day.date(), rep_id, customer_id, kind)
        yield None if entry in given else entry
        given.add(entry)


def _typed(column: Column, values: "pd.Series[Any]", occasion: Occasion) -> list[object]:
    """Turn a typed column into cells."""
    return built_cells(column, values, currency=occasion.currency, language=occasion.language)
