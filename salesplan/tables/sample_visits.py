"""Whom the fictional company knows at its customers, and the visits that its reps logged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.random import Generator

from salesplan.tables.customers import CONTACTS
from salesplan.tables.model import label_of
from salesplan.tables.sample_names import Names, names_in
from salesplan.tables.visits import VISITS

_Columns = dict[str, list[object]]
_Table = Mapping[str, Sequence[object]]
_Objects = np.ndarray[Any, np.dtype[np.object_]]
_Ints = np.ndarray[Any, np.dtype[np.int64]]
_Floats = np.ndarray[Any, np.dtype[np.float64]]
_Flags = np.ndarray[Any, np.dtype[np.bool_]]

_LARGE: Final = 0.15
_MEDIUM: Final = 0.35
_CARELESS: Final = 0.2
_USUAL: Final = 0.93
_KINDS: Final = {"visit": 0.84, "call": 0.10, "joint": 0.06}
_RESULTS: Final = {"order": 0.26, "quote": 0.12, "progress": 0.29, "none": 0.18, "refused": 0.05, "absent": 0.10}
_ORDER, _QUOTE, _PROGRESS, _ABSENT = (list(_RESULTS).index(key) for key in ("order", "quote", "progress", "absent"))
_STAGES: Final = (
    ("won", "won"), ("proposal", "proposal"), ("needs", "follow_up"), ("contact", "follow_up"), ("lost", "lost"),
    (None, None),
)  # fmt: skip
"""The stages that go with each result."""
_SENT: Final = 0.8
_FORGOTTEN: Final = 0.15
_COMPLAINED: Final = 0.012
_NOTED: Final = 0.2
_LATE_QUOTES: Final = 3
_RECENT: Final = 30
_COURTED: Final = {"prospect": "progress", "contact": "progress", "needs": "none"}
"""The stages that prospects went through, with the result of each visit."""


def sample_visits(company: Mapping[str, _Table], *, year: int, seed: int, language: str) -> dict[str, _Columns]:
    """Make up the contacts of a company's customers, and the visits of its base year.

    Parameters
    ----------
    company
        ``Reps``, ``Customers`` and ``Sales`` by column key, as `sample_company` makes them.
    year
        The plan year; visits are of the year before it.
    seed
        The same seed gives the same contacts and visits; nothing else is drawn from it.
    language
        The language of names, choices and remarks.

    Returns
    -------
    dict
        For ``Contacts`` and ``Visits`` the values by column key as a person would type them. The owner of a customer
        visits it on weekdays: the largest customers about monthly, the next quarterly, the others twice, once or
        not at all. Each customer is visited once a day at most. Of three reps or more the one with most visits to
        make logs next to nothing, and the second makes more. The last working day has a complaint; the last quotes of
        December have no answer. Prospects, who have no first purchase, were visited or called a few times since
        summer. Beside what people type, visits have the customer's name.

    Examples
    --------
    >>> from salesplan.tables.samples import sample_company
    >>> visits = sample_visits(sample_company(), year=2026, seed=1, language="en")["Visits"]
    >>> len(visits["date"]), visits["date"][-1], visits["complaint"][-1]
    (232, datetime.date(2025, 12, 31), 'the invoice had the wrong price')
    """
    dice = np.random.default_rng([seed, int.from_bytes(b"visits")])
    names = names_in(language)
    buyers, prospects = _divided(company["Customers"])
    company = {**company, "Customers": buyers}
    bought = bought_in(buyers, company["Sales"], year - 1)
    size = np.empty(len(bought))
    size[np.argsort(-bought, kind="stable")] = np.arange(len(bought)) / len(bought)
    people = _people(dice, names, company["Reps"], size)
    visits = _visits(dice, company, bought, size, _Calendar.of(year - 1))
    contacts = _contacts(dice, names, people, buyers, language)
    logged = _logged(dice, names, visits, company, people, language)
    courted = _courted(
        np.random.default_rng([seed, int.from_bytes(b"courted")]), names, prospects, visits.calendar, language
    )
    return {
        "Contacts": contacts,
        "Visits": _by_date(courted, logged),
    }


@dataclass(frozen=True, slots=True)
class _People:
    """The contacts, in the order of their customers: who they are, whose, and from where to where a customer's are."""

    name: _Objects
    customer: _Ints
    first: _Ints
    count: _Ints


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Weekdays of a year, but not New Year's Day, and of the two months after it; ``count`` of them are in the year."""

    days: _Objects
    count: int

    @classmethod
    def of(cls, year: int) -> "_Calendar":
        span = (date(year, 1, 2) + timedelta(days) for days in range(365 + 59))
        days = [day for day in span if day.weekday() < 5]
        return cls(_objects(days), sum(day.year == year for day in days))


@dataclass(frozen=True, slots=True)
class _Visits:
    """The visits by date, one entry each: places of customer and rep, of the day, and of kind and result."""

    calendar: _Calendar
    customer: _Ints
    rep: _Ints
    day: _Ints
    kind: _Ints
    result: _Ints
    quoted: _Flags
    complained: _Flags
    planned_on: _Flags
    amount: _Floats


def _objects(values: Iterable[object]) -> _Objects:
    return np.array(list(values), dtype=object)


def _divided(customers: _Table) -> tuple[_Columns, _Columns]:
    """Part customers from prospects, who have no first purchase."""
    rows = range(len(customers["customer_id"]))
    buyers = [row for row in rows if customers["first_purchase"][row] is not None]
    prospects = [row for row in rows if customers["first_purchase"][row] is None]
    return _rows_of(customers, buyers), _rows_of(customers, prospects)


def _rows_of(table: _Table, rows: Sequence[int]) -> _Columns:
    return {key: [values[row] for row in rows] for key, values in table.items()}


def bought_in(customers: _Table, sales: _Table, year: int) -> _Floats:
    """Add up what each customer bought in a year; both tables by column key, as `sample_company` makes them."""
    places = {customer: place for place, customer in enumerate(customers["customer_id"])}
    bought = np.zeros(len(places))
    for month, customer, revenue in zip(sales["month"], sales["customer_id"], sales["revenue"], strict=True):
        if isinstance(month, date) and month.year == year and isinstance(revenue, float) and customer is not None:
            bought[places[customer]] += revenue
    return bought


def _people(dice: Generator, names: Names, reps: _Table, size: _Floats) -> _People:
    """Give each larger customer one contact or two, who are nobody of the company's own where names suffice."""
    count = np.where(size < _MEDIUM, dice.integers(1, 3, len(size)), 0)
    customer = np.repeat(np.arange(len(size)), count)
    own = {*reps["rep"], *reps["manager"]}
    pairs = dice.permutation(len(names.family) * len(names.given)).tolist()
    called = (
        names.person.format(family=names.family[pair % len(names.family)], given=names.given[pair // len(names.family)])
        for pair in pairs
    )
    free = list(islice((name for name in called if name not in own), len(customer))) or list(names.given)
    return _People(np.resize(_objects(free), len(customer)), customer, np.cumsum(count) - count, count)


def _contacts(dice: Generator, names: Names, people: _People, customers: _Table, language: str) -> _Columns:
    count = len(people.name)
    second = (np.arange(count) > people.first[people.customer]).astype(np.int64)
    # The two of one customer differ in role.
    role = (2 * dice.integers(len(names.roles) // 2, size=count) + second) % len(names.roles)
    influence = dice.integers(3, size=count)
    words = _words(CONTACTS["influence"].choices, [choice.key for choice in CONTACTS["influence"].choices], language)
    remark = dice.integers(len(names.contact_notes), size=count)
    return {
        "customer_id": _objects(customers["customer_id"])[people.customer].tolist(),
        "contact": people.name.tolist(),
        "role": _objects(names.roles)[role].tolist(),
        "wants": _objects(names.wants)[role].tolist(),
        "influence": words[influence].tolist(),
        "note": _only(dice.random(count) < _NOTED, _objects(names.contact_notes)[remark]),
    }


def _visits(
    dice: Generator, company: Mapping[str, _Table], bought: _Floats, size: _Floats, calendar: _Calendar
) -> _Visits:
    """Draw who is visited when, how, and what came of it."""
    ids = {rep: place for place, rep in enumerate(company["Reps"]["rep_id"])}
    owner = np.array([ids.get(rep, -1) for rep in company["Customers"]["rep_id"]], dtype=np.int64)
    wanted, habit = _habits(owner, np.where(owner >= 0, _wanted(dice, size), 0), size, len(ids))
    customer, day = _made(dice, wanted, habit[owner], calendar.count)
    count = len(day)
    # What nobody came back to is seldom left open, unless it is of late.
    pursued = ~_is_last(customer) | (day > calendar.count - _RECENT) | (dice.random(count) < _FORGOTTEN)
    result = dice.choice(len(_RESULTS), count, p=list(_RESULTS.values()))
    result[(result == _ORDER) & (bought[customer] <= 0)] = _PROGRESS
    visits = _Visits(
        calendar,
        customer,
        owner[customer],
        day,
        dice.choice(len(_KINDS), count, p=list(_KINDS.values())),
        result,
        (result == _QUOTE) & (dice.random(count) < _SENT) & pursued,
        (result != _ABSENT) & (dice.random(count) < _COMPLAINED),
        (dice.random(count) < habit[owner[customer]] ** 4) & pursued,
        bought[customer] / np.maximum(wanted[customer], 4) * dice.lognormal(0.0, 0.4, count),
    )
    _end_of_year(visits)
    return visits


def _wanted(dice: Generator, size: _Floats) -> _Ints:
    """Give how often each customer is to be visited; size is the share of customers that are larger."""
    few = dice.choice(3, len(size), p=[0.2, 0.4, 0.4])
    return np.where(size < _LARGE, 12, np.where(size < _MEDIUM, 4, few))


def _habits(owner: _Ints, wanted: _Ints, size: _Floats, reps: int) -> tuple[_Ints, _Floats]:
    """Give the visits that reps mean to make, and the share of them that they make and log: mostly most.

    Of the two with most to do one logs few; the other makes all, and means to make more.
    """
    habit = np.full(reps, _USUAL)
    if reps < 3:
        return wanted, habit
    busiest = np.argsort(-np.bincount(owner[owner >= 0], wanted[owner >= 0], reps), kind="stable")
    habit[busiest[:2]] = _CARELESS, 1.0
    eager = np.where(size < _LARGE + _MEDIUM, 12, np.where(size < 2 * _MEDIUM, 4, 2))
    return np.where(owner == busiest[1], eager, wanted), habit


def _made(dice: Generator, wanted: _Ints, chance: _Floats, days: int) -> tuple[_Ints, _Ints]:
    """Spread visits over the year, leave some out, and give customer and day of the others by day."""
    customer = np.repeat(np.arange(len(wanted)), wanted)
    number = np.arange(len(customer)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    day = ((number + dice.random(len(customer))) / wanted[customer] * days).astype(np.int64)
    made = dice.random(len(customer)) < chance[customer]
    # Two on one day at one customer are one.
    cells = np.unique(day[made] * len(wanted) + customer[made])
    return cells % len(wanted), cells // len(wanted)


def _is_last(customer: _Ints) -> _Flags:
    """Mark the last visit of each customer; visits are by day."""
    last = np.zeros(len(customer), dtype=np.bool_)
    last[len(customer) - 1 - np.unique(customer[::-1], return_index=True)[1]] = True
    return last


def _end_of_year(visits: _Visits) -> None:
    """Put a complaint on the last working day, and quotes that nobody answers into the days before it."""
    if not len(visits.day):
        return
    visits.day[-1] = visits.calendar.count - 1
    visits.complained[-1] = True
    visits.result[-1] = _PROGRESS
    visits.quoted[-1] = False
    left = visits.calendar.count - visits.day
    late = np.flatnonzero(_is_last(visits.customer) & (left > 3) & (left <= 10))[:_LATE_QUOTES]
    visits.result[late] = _QUOTE
    visits.quoted[late] = True
    visits.complained[late] = False


def _logged(
    dice: Generator,
    names: Names,
    visits: _Visits,
    company: Mapping[str, _Table],
    people: _People,
    language: str,
) -> _Columns:
    """Put the visits into the words of a language."""
    count = len(visits.day)
    days, reps = visits.calendar.days, company["Reps"]
    at_customer = people.count[visits.customer]
    met = (at_customer > 0) & (visits.result != _ABSENT)
    whom = people.first[visits.customer] + (dice.random(count) * at_customer).astype(np.int64)
    either = dice.integers(2, size=count)
    stages = np.stack([_words(VISITS["stage"].choices, pair, language) for pair in _STAGES])
    sent = np.minimum(visits.day + dice.integers(3, size=count), visits.calendar.count - 1)
    by = visits.day + dice.integers(3, 26, count)
    return {
        "date": days[visits.day].tolist(),
        "rep_id": _objects(reps["rep_id"])[visits.rep].tolist(),
        "customer_id": _objects(company["Customers"]["customer_id"])[visits.customer].tolist(),
        "kind": _words(VISITS["kind"].choices, _KINDS, language)[visits.kind].tolist(),
        "contact": _only(met, _picked(people.name, np.where(met, whom, 0))),
        "joined_by": _only(visits.kind == list(_KINDS).index("joint"), _objects(reps["manager"])[visits.rep]),
        "stage": stages[visits.result, either].tolist(),
        "result": _words(VISITS["result"].choices, _RESULTS, language)[visits.result].tolist(),
        "amount": _only(visits.result == _ORDER, _objects(_as_typed(visits.amount).tolist())),
        "quote_sent": _only(visits.quoted, days[np.where(_last_days(visits), visits.day, sent)]),
        "complaint": _only(visits.complained, _drawn(dice, names.complaints, count)),
        "next_step": _only(visits.planned_on, _objects(names.next_steps)[2 * visits.result + either]),
        "next_date": _only(visits.planned_on, days[by]),
        "note": _only(dice.random(count) < _NOTED, _drawn(dice, names.visit_notes, count)),
        "customer": _objects(company["Customers"]["customer"])[visits.customer].tolist(),
    }


def _courted(dice: Generator, names: Names, prospects: _Table, calendar: _Calendar, language: str) -> _Columns:
    """Log one to three visits or calls at each prospect since summer, a stage each; the first is a call."""
    times = dice.integers(1, len(_COURTED) + 1, len(prospects["customer_id"]))
    customer = np.repeat(np.arange(len(times)), times)
    stage = np.arange(len(customer)) - np.repeat(np.cumsum(times) - times, times)
    # Each stage has a third of the time, so that they follow each other.
    summer, third = calendar.count // 2, calendar.count // 2 // len(_COURTED)
    day = summer + stage * third + dice.integers(third - 1, size=len(customer))
    last = stage == times[customer] - 1
    result = np.array([list(_RESULTS).index(key) for key in _COURTED.values()])[stage]
    step = _objects(names.next_steps)[2 * result + dice.integers(2, size=len(customer))]
    columns: _Columns = {
        "date": calendar.days[day].tolist(),
        "rep_id": _objects(prospects["rep_id"])[customer].tolist(),
        "customer_id": _objects(prospects["customer_id"])[customer].tolist(),
        "kind": _words(VISITS["kind"].choices, ("call", "visit"), language)[np.minimum(stage, 1)].tolist(),
        "stage": _words(VISITS["stage"].choices, _COURTED, language)[stage].tolist(),
        "result": _words(VISITS["result"].choices, _RESULTS, language)[result].tolist(),
        "next_step": _only(last, step),
        "next_date": _only(last, calendar.days[day + dice.integers(8, 26, len(customer))]),
        "customer": _objects(prospects["customer"])[customer].tolist(),
    }
    return columns


def _by_date(one: _Columns, other: _Columns) -> _Columns:
    """Put the rows of two tables into one by date, on the same day those of the first before; with the other's columns."""
    days = np.array([*one["date"], *other["date"]], dtype="datetime64[D]")
    order = np.argsort(days, kind="stable").tolist()
    blank: list[object] = [None] * len(one["date"])
    return _rows_of({key: [*one.get(key, blank), *values] for key, values in other.items()}, order)


def _last_days(visits: _Visits) -> _Flags:
    """Mark the last two weeks, whose quotes are sent on the day."""
    return visits.calendar.count - visits.day <= 10


def _as_typed(amounts: _Floats) -> _Floats:
    """Round amounts to two figures, and to whole units of the currency, one at least."""
    whole = np.maximum(amounts, 1.0)
    unit = 10.0 ** np.maximum(np.floor(np.log10(whole)) - 1, 0)
    return np.asarray(np.rint(whole / unit) * unit)


def _words(choices: Sequence[Any], keys: Iterable[str | None], language: str) -> _Objects:
    return _objects(None if key is None else label_of(tuple(choices), key, language) for key in keys)


def _drawn(dice: Generator, texts: Sequence[str], count: int) -> _Objects:
    return _objects(texts)[dice.integers(len(texts), size=count)]


def _picked(values: _Objects, places: _Ints) -> _Objects:
    """Pick values; where there are none at all, blanks."""
    return values[places] if len(values) else np.full(len(places), None)


def _only(wanted: _Flags, values: _Objects) -> list[object]:
    """Leave values blank where they are not wanted."""
    kept = values.copy()
    kept[~wanted] = None
    return list(kept.tolist())
