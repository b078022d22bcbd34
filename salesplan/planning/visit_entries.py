"""Reps, customers and logged visits as arrays, matched with each other."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.cadence import NEVER
from salesplan.planning.names import NOWHERE, coded, first_of_each, first_places, folded, texts
from salesplan.planning.roster import FOREVER, LONG_AGO, day_of


def day_number(day: date) -> int:
    """Give a date as days since 1970-01-01."""
    return day_of(day.year, day.month, day.day)


def dates_of(days: Ints) -> "pd.Series[Any]":
    """Give days as dates, blank where they are `NEVER`."""
    dates = np.where(days == NEVER, np.datetime64("NaT"), days.astype("datetime64[D]"))
    return pd.Series(dates.astype("datetime64[s]"))


@dataclass(frozen=True, slots=True)
class Staff:
    """The reps, by id; of rows with the same id the first counts.

    One place more, ``nobody``, stands for who is not in Reps: the owner of customers without one, and the maker of
    visits by unknown reps.

    Attributes
    ----------
    rep_ids, names
        As they are typed; both are ``""`` for nobody.
    rows
        Rows of the sheet.
    start, end
        The first and the last day of employment; nobody's lie in the wrong order.
    capacity
        1 = full time; nobody has 0.
    """

    rep_ids: list[str]
    names: list[str]
    rows: Ints
    start: Ints
    end: Ints
    capacity: Floats

    @classmethod
    def of(cls, reps: pd.DataFrame) -> "Staff":
        """Take the reps from their table."""
        ids, names = texts(reps, "rep_id"), texts(reps, "rep")
        by_key = sorted(first_places(map(folded, ids)).items())
        kept = np.array([place for _, place in by_key], dtype=np.int64)
        capacity = reps["capacity"].to_numpy(dtype=np.float64, na_value=np.nan)[kept]
        return cls(
            [*(ids[place] for place in kept), ""],
            [*(names[place] for place in kept), ""],
            reps.index.to_numpy(dtype=np.int64)[kept],
            np.append(days_of(reps["start_date"], LONG_AGO)[kept], FOREVER),
            np.append(days_of(reps["end_date"], FOREVER)[kept], LONG_AGO),
            np.append(np.where(np.isnan(capacity), 1.0, np.maximum(capacity, 0.0)), 0.0),
        )

    @property
    def nobody(self) -> int:
        """The place of who is not in Reps."""
        return len(self.rep_ids) - 1

    @property
    def count(self) -> int:
        """How many places there are, nobody's included."""
        return len(self.rep_ids)

    def places_of(self, ids: "pd.Series[Any]") -> Ints:
        """Give the place of each id; nobody's where it is blank or unknown."""
        places = coded(ids).places_in(first_places(map(folded, self.rep_ids)))
        return np.where(places == NOWHERE, self.nobody, places)

    def employed(self, first: int, last: int) -> Flags:
        """Tell who is employed on any of these days."""
        return (np.maximum(self.start, first) <= np.minimum(self.end, last)) & (first <= last)


@dataclass(frozen=True, slots=True)
class Clients:
    """The customers, one entry a row.

    Attributes
    ----------
    counts
        Whether the row counts: it has an id, and is the first to have it.
    owner
        The place in the staff.
    visits_a_year
        The cadence; 0 where no visits are asked for.
    """

    counts: Flags
    owner: Ints
    visits_a_year: Floats


@dataclass(frozen=True, slots=True)
class Entries:
    """Logged visits and calls, one entry each, dated up to the day that counts as today.

    Attributes
    ----------
    position
        Where it is in the table of visits.
    day
        Days since 1970-01-01.
    rep
        Who made it, a place in the staff.
    client
        A number for each different customer id, known or not; `NOWHERE` where it is blank.
    customer
        The customer's row, `NOWHERE` where it is unknown.
    made
        It is a visit, alone or joint: calls are none.
    met
        It is a visit and somebody was met: what keeps the cadence.
    call, joint
        Its kind.
    order
        It brought an order: by its result, or by an amount above 0.
    amount
        Of the order, minor units.
    """

    position: Ints
    day: Ints
    rep: Ints
    client: Ints
    customer: Ints
    made: Flags
    met: Flags
    call: Flags
    joint: Flags
    order: Flags
    amount: Ints

    def kept(self, which: Flags) -> "Entries":
        """Take some of them."""
        return Entries(**{field.name: getattr(self, field.name)[which] for field in fields(self)})

    def within(self, first: int, last: int) -> "Entries":
        """Take those of a span of days."""
        return self.kept((self.day >= first) & (self.day <= last))


def matched(customers: pd.DataFrame, visits: pd.DataFrame, staff: Staff, as_of: date) -> tuple[Clients, Entries]:
    """Match customers and visits with each other and with the staff.

    Ids match ignoring case and outer blanks. Visits without a date, or after ``as_of``, are left out.
    """
    ids = coded(pd.concat([customers["customer_id"], visits["customer_id"]], ignore_index=True))
    own, client = ids.codes[: len(customers)], ids.codes[len(customers) :]
    first = np.append(first_of_each(own, len(ids.keys)), NOWHERE)
    counts = first[own] == np.arange(len(customers))
    asked = customers["visits_a_year"].to_numpy(dtype=np.float64, na_value=np.nan)
    clients = Clients(counts, staff.places_of(customers["rep_id"]), np.where(counts & (asked > 0), asked, 0.0))
    return clients, _entries(visits, client, first[client], staff, day_number(as_of))


def latest(days: Ints, groups: Ints, count: int) -> Ints:
    """Give the latest day of each group, `NEVER` where there is none; members of the group `NOWHERE` have none.

    Examples
    --------
    >>> latest(np.array([5, 9, 7]), np.array([1, 1, NOWHERE]), 2).tolist() == [NEVER, 9]
    True
    """
    found = np.full(count, NEVER, dtype=np.int64)
    known = groups != NOWHERE
    np.maximum.at(found, groups[known], days[known])
    return found


def _entries(visits: pd.DataFrame, client: Ints, customer: Ints, staff: Staff, as_of: int) -> Entries:
    kind, result = visits["kind"].to_numpy(dtype=object), visits["result"].to_numpy(dtype=object)
    joint = (kind == "joint").astype(np.bool_)
    made = joint | (kind == "visit")
    amount = visits["amount"].to_numpy(dtype=np.int64, na_value=0)
    days = days_of(visits["date"])
    return Entries(
        position=np.arange(len(visits), dtype=np.int64),
        day=days,
        rep=staff.places_of(visits["rep_id"]),
        client=client,
        customer=customer,
        made=made,
        met=made & (result != "absent"),
        call=(kind == "call").astype(np.bool_),
        joint=joint,
        order=(result == "order") | (amount > 0),
        amount=amount,
    ).kept((days != NEVER) & (days <= as_of))


def days_of(dates: "pd.Series[Any]", blank: int = NEVER) -> Ints:
    """Give dates as days since 1970-01-01, and another number where they are blank.

    Examples
    --------
    >>> days_of(pd.to_datetime(pd.Series(["1970-02-01", None])), -1).tolist()
    [31, -1]
    """
    days = dates.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(days), blank, days.astype(np.int64))
