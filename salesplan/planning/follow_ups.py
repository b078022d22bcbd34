"""What to follow up: complaints, quotes without an answer, promised next steps that are due."""

from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.cadence import NEVER
from salesplan.planning.names import NOWHERE
from salesplan.planning.visit_entries import Clients, Entries, Staff, dates_of, day_number, days_of, latest

DAYS_FOR_A_QUOTE: Final = 3
"""After how many days without an answer a quote is followed up."""

_ANSWERS: Final = {"result": ("order", "refused"), "stage": ("won", "lost")}

_Texts = npt.NDArray[np.object_]


def follow_ups(
    visits: pd.DataFrame, customers: pd.DataFrame, staff: Staff, clients: Clients, entries: Entries, as_of: date
) -> pd.DataFrame:
    """List what is to be followed up on a day.

    * A complaint, until something later is logged for the customer, by whomever, be it a call. It is due at once.
    * A quote that was sent three days ago or more, until an entry of the customer says order, refused, won or lost:
      the same entry, one of the same day (entries of a day have no order), or a later one.
    * A next step whose date has come, until something later is logged for the customer: the later entry says what
      comes next.

    Whoever logged it is to act; the customer's owner where that rep has left, or is not in Reps.

    Parameters
    ----------
    visits, customers
        The tables.
    entries
        The visits up to ``as_of``.

    Returns
    -------
    pd.DataFrame
        The columns of FollowUps: complaints first, then by days late, rep and customer.
    """
    today = day_number(as_of)
    newest = _latest_of_client(entries, np.ones(len(entries.day), dtype=np.bool_))
    answered = _latest_of_client(entries, _answers(visits, entries))
    quoted, promised = (days_of(visits[key])[entries.position] for key in ("quote_sent", "next_date"))
    alone = newest <= entries.day
    quote_due = np.where(quoted == NEVER, NEVER, quoted + DAYS_FOR_A_QUOTE)
    parts = [
        _items("complaint", alone & (_texts(visits, "complaint", entries) != ""), entries.day),
        _items("quote", (quoted != NEVER) & (quote_due <= today) & (answered < entries.day), quote_due),
        _items("next_step", alone & (promised != NEVER) & (promised <= today), promised),
    ]
    items = pd.concat(parts, ignore_index=True)
    return _sorted(_described(items, visits, customers, staff, clients, entries, today))


def _latest_of_client(entries: Entries, which: Flags) -> Ints:
    """Give for each entry the latest day of those of its customer; entries without customer have only themselves."""
    some = entries.kept(which)
    count = int(entries.client.max(initial=NOWHERE)) + 1
    by_client = np.append(latest(some.day, some.client, count), NEVER)
    return np.where(entries.client == NOWHERE, np.where(which, entries.day, NEVER), by_client[entries.client])


def _answers(visits: pd.DataFrame, entries: Entries) -> Flags:
    """Tell which entries answer a quote."""
    answers = np.zeros(len(entries.day), dtype=np.bool_)
    for column, values in _ANSWERS.items():
        said = _texts(visits, column, entries)
        for value in values:
            answers |= said == value
    return answers


def _items(kind: str, which: Flags, due: Ints) -> pd.DataFrame:
    place = np.flatnonzero(which)
    return pd.DataFrame({"kind": pd.array([kind] * len(place), dtype="str"), "place": place, "due": due[place]})


def _described(
    items: pd.DataFrame,
    visits: pd.DataFrame,
    customers: pd.DataFrame,
    staff: Staff,
    clients: Clients,
    entries: Entries,
    today: int,
) -> pd.DataFrame:
    """Say of each item who is to act, for whom, and what was written."""
    own = entries.kept(items["place"].to_numpy(dtype=np.int64))
    actor = _actor(own, staff, clients, today)
    due = items["due"].to_numpy(dtype=np.int64)
    unknown, nobody = own.customer == NOWHERE, actor == staff.nobody

    def typed(column: str) -> _Texts:
        return _texts(visits, column, own)

    def of_customer(column: str) -> _Texts:
        if not len(customers):
            return typed(column)
        known = customers[column].to_numpy(dtype=object)[own.customer]
        return np.where(unknown, typed(column), known)

    step = typed("next_step")
    complained = (items["kind"] == "complaint").to_numpy()
    words = np.where(complained, typed("complaint"), np.where(step != "", step, typed("note")))
    columns: dict[str, Any] = {
        "kind": items["kind"],
        "due": dates_of(due),
        "days": pd.array(today - due, dtype="Int64"),
        "rep_id": np.where(nobody, typed("rep_id"), np.array(staff.rep_ids, dtype=object)[actor]),
        "rep": np.array(staff.names, dtype=object)[actor],
        "customer_id": of_customer("customer_id"),
        "customer": of_customer("customer"),
        "contact": typed("contact"),
        "since": dates_of(own.day),
        "words": words,
    }
    written = ("rep_id", "rep", "customer_id", "customer", "contact", "words")
    return pd.DataFrame(columns | {key: pd.array(columns[key], dtype="str") for key in written})


def _actor(own: Entries, staff: Staff, clients: Clients, today: int) -> Ints:
    """Find who is to act: the rep who logged it, while employed; else the owner; else that rep all the same."""
    owner = np.append(clients.owner, staff.nobody)[own.customer]
    stays = (own.rep != staff.nobody) & (staff.end[own.rep] >= today)
    return np.where(stays | (owner == staff.nobody), own.rep, owner)


def _sorted(found: pd.DataFrame) -> pd.DataFrame:
    """Put complaints first, then what is latest; the same whatever the order of the visits."""
    later = (found["kind"] != "complaint").rename("later")
    keys = [found[key].str.casefold().rename(f"{key} folded") for key in ("rep_id", "customer_id")]
    order = pd.concat([found, later, *keys], axis=1).sort_values(
        ["later", "days", "rep_id folded", "customer_id folded", "kind", "since", "contact", "words", "due"],
        ascending=[True, False, *[True] * 7],
    )
    return found.loc[order.index].reset_index(drop=True)


def _texts(visits: pd.DataFrame, column: str, entries: Entries) -> _Texts:
    texts: _Texts = visits[column].to_numpy(dtype=object)[entries.position]
    return texts
