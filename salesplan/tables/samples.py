"""A fictional company: believable rows for the input tables, for the demo, tests and measurements."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.random import Generator

from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import DIMENSIONS
from salesplan.tables.model import label_of
from salesplan.tables.sample_names import Names, names_in
from salesplan.tables.sample_scores import sample_scores
from salesplan.tables.sample_visits import bought_in, sample_visits
from salesplan.words import ENGLISH

Columns = dict[str, list[object]]
"""Column key to the values of its rows."""
Numbers = np.ndarray[Any, np.dtype[np.int64]]
Reals = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

YEARS: Final = 3
"""Years of history: the base year and the two before it."""
_TEAM_SIZE: Final = 6
_SEASON: Final = np.array([0.8, 0.6, 1.1, 1.0, 1.0, 1.2, 0.9, 0.9, 1.1, 1.0, 1.2, 1.5])
_YEARLY_GROWTH: Final = 1.08
_MARGINS: Final = np.array([0.32, 0.28, 0.41, 0.38, 0.55])
_PRICES: Final = np.array([1800, 240, 95, 1250, 600])
_RETURNED: Final = 0.01
_PROSPECTS: Final = 20
"""One prospect for so many customers."""
_WIDE_OPEN: Final = 0.1
"""The share of customers who buy far less than they could."""


def sample_company(
    *,
    reps: int = 12,
    customers: int = 80,
    prospects: int | None = None,
    sales_rows: int = 1_500,
    year: int = 2026,
    seed: int = 1,
    language: str = ENGLISH,
    last_year_total: Decimal | int = 1_000_000,
) -> dict[str, Columns]:
    """Make up a company.

    Parameters
    ----------
    reps, customers, sales_rows
        How many rows the tables get; at least one each. Prospects come on top of the customers.
    prospects
        How many rows of who never bought follow the customers; one for twenty customers where it is not said.
    year
        The plan year. Sales are of the three years before it.
    seed
        The same seed gives the same company.
    language
        The language of its names.
    last_year_total
        What the revenue of the base year adds up to, to the cent.

    Returns
    -------
    dict
        For ``Growth``, ``Reps``, ``Customers``, ``Sales``, ``Contacts``, ``Visits``, ``KPIs``, ``QuotaHistory``,
        ``Ratings`` and ``Receivables`` the values by column key as a person would type them: text, numbers, dates,
        None for blank. Reps come by region and team. One rep in fifty, and one at least of four or more, is new in
        the plan year and owns nobody yet; as many leave during it, and as many work half time. Sales are seasonal and
        lumpy, with a few returns; one row in a thousand, and two at least, is of the base year and has neither
        customer nor rep. A customer could buy up to three times what it bought in the base year, one in ten six to
        ten times as much. Prospects have an owner and a potential, but neither sales nor a first purchase. Contacts
        and visits are those of `sample_visits`, the last four tables those of `sample_scores`.

    Examples
    --------
    >>> company = sample_company(reps=4, customers=9, sales_rows=50)
    >>> company["Reps"]["rep_id"], company["Reps"]["start_date"][-1]
    (['R001', 'R002', 'R003', 'R004'], datetime.date(2026, 3, 1))
    >>> base = [r for r, m in zip(company["Sales"]["revenue"], company["Sales"]["month"]) if m.year == 2025]
    >>> round(sum(base), 2)
    1000000.0
    """
    dice = np.random.default_rng(seed)
    names = names_in(language)
    staff = _reps(dice, names, reps, year)
    owned = _customers(dice, names, customers, staff, year, language)
    total = int(Decimal(last_year_total) * 100)
    sales = _sales(dice, names, owned, sales_rows, year, total)
    # What else customers are comes of dice of its own, so that sales stay what they are.
    owned["potential"] = _potentials(_dice_of(seed, "potential"), bought_in(owned, sales, year - 1)).tolist()
    count = customers // _PROSPECTS if prospects is None else prospects
    company = {
        "Growth": _growth(names, staff, language),
        "Reps": staff.columns,
        "Customers": _with_prospects(_dice_of(seed, "prospects"), names, owned, count, staff, language),
        "Sales": sales,
    }
    visits = sample_visits(company, year=year, seed=seed, language=language)
    return company | visits | sample_scores(company, year=year, seed=seed, language=language)


def _dice_of(seed: int, what: str) -> Generator:
    return np.random.default_rng([seed, int.from_bytes(what.encode())])


@dataclass(frozen=True, slots=True)
class _Staff:
    """The reps, and the positions of those who own customers: all but the new ones."""

    columns: Columns
    established: Numbers


def _reps(dice: Generator, names: Names, count: int, year: int) -> _Staff:
    place = np.arange(count)
    regions = min(len(names.regions), max(1, count // 4))
    region = place * regions // count
    first_of_region = np.searchsorted(region, np.arange(regions))
    in_region = place - first_of_region[region]
    size = min(_TEAM_SIZE, max(2, -(-count // regions) // 2))
    team = [
        names.team.format(region=names.regions[where], number=number)
        for where, number in zip(region, in_region // size + 1, strict=True)
    ]
    people = _people(dice, names, count + len(set(team)))
    managers = dict(zip(dict.fromkeys(team), people[count:], strict=True))
    width = max(3, len(str(count)))
    ids = [f"R{number:0{width}}" for number in range(1, count + 1)]
    new, leaving, part_time = _special(count)
    columns: Columns = {
        "rep_id": list(ids),
        "rep": list(people[:count]),
        "region": [names.regions[where] for where in region],
        "team": list(team),
        "manager": [managers[name] for name in team],
        "start_date": [date(year, 3, 1) if at in new else _started(dice, year) for at in range(count)],
        "end_date": [date(year, 6, 30) if at in leaving else None for at in range(count)],
        "capacity": [0.5 if at in part_time else None for at in range(count)],
        "ability": [float(dice.choice([0.9, 1.1])) if at % 7 == 3 else None for at in range(count)],
        "potential": [float(value) * 1000 for value in dice.integers(200, 2000, count)],
        "email": [f"{rep_id.lower()}@example.com" for rep_id in ids],
    }
    return _Staff(columns, np.array([at for at in range(count) if at not in new]))


def _special(count: int) -> tuple[range, range, range]:
    """Give the positions of the new, the leaving and the half-time reps: one of each in every fifty, none in three."""
    every = min(count, 50)
    if every < 4:
        return range(0), range(0), range(0)
    return range(every - 1, count, every), range(every // 2, count, every), range(every // 4, count, every)


def _started(dice: Generator, year: int) -> date | None:
    """Give a day in the years before the history, or no day for half of the reps."""
    if dice.random() < 0.5:
        return None
    return date(int(year - YEARS - dice.integers(1, 9)), int(dice.integers(1, 13)), 1)


def _people(dice: Generator, names: Names, count: int) -> list[str]:
    """Give different names; where the names run out they get a number."""
    pairs = len(names.family) * len(names.given)
    drawn = np.resize(dice.permutation(pairs), count)
    people = []
    for place, pair in enumerate(drawn):
        family, given = names.family[pair % len(names.family)], names.given[pair // len(names.family)]
        again = f" {place // pairs + 1}" if place >= pairs else ""
        people.append(names.person.format(family=family, given=given) + again)
    return people


def _customers(dice: Generator, names: Names, count: int, staff: _Staff, year: int, language: str) -> Columns:
    owner = dice.permutation(np.resize(staff.established, count))
    industry = dice.integers(len(names.industries), size=count)
    size = np.digitize(np.arange(count) / count, [0.1, 0.4])
    ids = staff.columns["rep_id"]
    regions = [staff.columns["region"][rep] for rep in owner]
    intents = _intents(language)
    # One customer in fifty has no owner: its sales count for the rep of the sales row.
    orphans = set(range(7, count, 50))
    return {
        "customer_id": _customer_ids(1, count, count),
        "customer": _firms(dice, names, regions, industry, Counter()),
        "rep_id": [None if at in orphans else ids[rep] for at, rep in enumerate(owner)],
        "region": regions,
        "industry": [names.industries[kind] for kind in industry],
        "size": [names.sizes[kind] for kind in size],
        "channel": [names.channels[kind] for kind in dice.choice(3, count, p=[0.6, 0.3, 0.1])],
        "potential": [None] * count,
        "intent": [intents[kind] for kind in dice.integers(2, size=count)],
        "credit": [str(grade) for grade in dice.choice(["A", "B", "C"], count, p=[0.5, 0.4, 0.1])],
        "first_purchase": [
            date(int(year - 1 - back), int(month), 15) for back, month in dice.integers((3, 1), (9, 13), (count, 2))
        ],
    }


def _customer_ids(first: int, last: int, customers: int) -> list[object]:
    width = max(4, len(str(customers)))
    return [f"C{number:0{width}}" for number in range(first, last + 1)]


def _intents(language: str) -> list[object]:
    return [label_of(CUSTOMERS["intent"].choices, key, language) for key in ("high", "low")]


def _potentials(dice: Generator, bought: Reals) -> Reals:
    """Give what customers could buy in a year by what they bought in one: most little more, some far more.

    Who bought nothing could buy as if it had bought as much as the middle of the others.
    """
    usual = float(np.median(bought[bought > 0])) if (bought > 0).any() else 0.0
    wide_open = dice.random(len(bought)) < _WIDE_OPEN
    times = np.where(wide_open, dice.uniform(6, 10, len(bought)), dice.uniform(1.1, 3, len(bought)))
    return _in_thousands(np.where(bought > 0, bought, usual) * times)


def _in_thousands(amounts: Reals) -> Reals:
    return np.asarray(np.maximum(np.ceil(amounts / 1000), 1.0) * 1000)


def _with_prospects(
    dice: Generator, names: Names, customers: Columns, count: int, staff: _Staff, language: str
) -> Columns:
    """Add who never bought: as able to buy as customers are, but for the smallest and the largest."""
    known = len(customers["customer_id"])
    owner = dice.choice(staff.established, count)
    regions = [staff.columns["region"][rep] for rep in owner]
    industry = dice.integers(len(names.industries), size=count)
    taken = Counter(str(firm).rstrip(" 0123456789") for firm in customers["customer"])
    intents = _intents(language)
    potential = np.quantile(np.array(customers["potential"], dtype=np.float64), dice.uniform(0.3, 0.9, count))
    told: Columns = {
        "customer_id": _customer_ids(known + 1, known + count, known),
        "customer": _firms(dice, names, regions, industry, taken),
        "rep_id": [staff.columns["rep_id"][rep] for rep in owner],
        "region": regions,
        "industry": [names.industries[kind] for kind in industry],
        "potential": _in_thousands(potential).tolist(),
        "intent": [intents[kind] for kind in dice.integers(2, size=count)],
    }
    blank: list[object] = [None] * count
    return {key: [*values, *told.get(key, blank)] for key, values in customers.items()}


def _wealth(count: int) -> Reals:
    """Give how much customers buy in proportion: the first most, one fifth of them some four fifths of all."""
    return np.asarray(1.0 / (np.arange(count) + 2.0 + count / 50) ** 1.1)


def _firms(
    dice: Generator, names: Names, regions: Sequence[object], industry: Numbers, taken: Counter[str]
) -> list[object]:
    """Name customers by a place in their region and their trade; a name that is taken gets a number.

    ``taken`` says how often each name is taken already; the new ones are counted in it.
    """
    firms: list[object] = []
    for region, kind in zip(regions, industry, strict=True):
        place = names.places[2 * names.regions.index(str(region)) + int(dice.integers(2))]
        brand = names.brands[int(dice.integers(len(names.brands)))]
        firm = names.customer.format(place=place, brand=brand, trade=names.trades[kind])
        taken[firm] += 1
        firms.append(firm if taken[firm] == 1 else f"{firm} {taken[firm]}")
    return firms


def _sales(dice: Generator, names: Names, customers: Columns, count: int, year: int, total: int) -> Columns:
    buyers = len(customers["customer_id"])
    wealth = _wealth(buyers)
    often = np.sqrt(wealth)
    buyer = dice.choice(buyers, count, p=often / often.sum())
    line = (buyer + dice.integers(0, 3, count)) % len(names.product_lines)
    unknown = _unknown(count)
    month = _months(dice, unknown)
    weight = wealth[buyer] / often[buyer] * _YEARLY_GROWTH ** (month // 12) * dice.lognormal(0.0, 0.6, count)
    weight = np.where(dice.random(count) < _RETURNED, -0.2 * weight, weight)
    weight[0] = abs(weight[0])
    cents = _to_cents(weight, month >= 12 * (YEARS - 1), total)
    margin = np.rint(cents * _MARGINS[line] * dice.uniform(0.9, 1.1, count))
    units = np.sign(cents) * np.maximum(1, np.rint(np.abs(cents) / 100 / _PRICES[line]))
    made: dict[str, np.ndarray[Any, Any]] = {
        "month": _objects(date(year - YEARS + at // 12, at % 12 + 1, 1) for at in range(12 * YEARS))[month],
        "customer_id": _objects(customers["customer_id"])[buyer],
        "rep_id": _objects(_sellers(dice, customers))[buyer],
        "product_line": _objects(names.product_lines)[line],
        "channel": _objects(customers["channel"])[buyer],
        "revenue": cents / 100,
        "margin": margin / 100,
        "units": units,
    }
    made["customer_id"][unknown] = None
    made["rep_id"][unknown] = None
    order = np.argsort(month, kind="stable")
    return {key: values[order].tolist() for key, values in made.items()}


def _objects(values: Iterable[object]) -> np.ndarray[Any, Any]:
    return np.array(list(values), dtype=object)


def _unknown(count: int) -> Flags:
    """Mark the rows of which nobody knows who bought or sold: not the first, but one in a thousand and two at least."""
    unknown = np.zeros(count, dtype=np.bool_)
    unknown[1 : 1 + max(2, count // 1000)] = True
    return unknown


def _months(dice: Generator, unknown: Flags) -> Numbers:
    """Draw months of the history, from 0; the first row and the unknown ones are in the base year, where they show."""
    chance = np.tile(_SEASON, YEARS)
    month = dice.choice(12 * YEARS, len(unknown), p=chance / chance.sum())
    to_base_year = unknown.copy()
    to_base_year[0] = True
    return np.where(to_base_year, month % 12 + 12 * (YEARS - 1), month)


def _to_cents(weight: Reals, in_base_year: Flags, total: int) -> Numbers:
    """Scale amounts so that the base year adds up to the total exactly; its largest row takes what rounding leaves."""
    scale = total / weight[in_base_year].sum()
    cents: Numbers = np.rint(weight * scale).astype(np.int64)
    largest = np.argmax(np.where(in_base_year, cents, np.iinfo(np.int64).min))
    cents[largest] += total - cents[in_base_year].sum()
    return cents


def _sellers(dice: Generator, customers: Columns) -> list[object]:
    """Give the rep who sells to each customer: its owner, or just anybody where it has none."""
    reps = sorted({str(rep) for rep in customers["rep_id"] if rep is not None})
    return [reps[int(dice.integers(len(reps)))] if rep is None else rep for rep in customers["rep_id"]]


def _growth(names: Names, staff: _Staff, language: str) -> Columns:
    regions = list(dict.fromkeys(map(str, staff.columns["region"])))
    adjusted = (
        ("region", regions[0], 0.03),
        ("product_line", names.product_lines[1], -0.02),
        ("channel", names.channels[2], 0.05),
    )
    return {
        "dimension": [label_of(DIMENSIONS, dimension, language) for dimension, _, _ in adjusted],
        "value": [value for _, value, _ in adjusted],
        "adjustment": [adjustment for _, _, adjustment in adjusted],
        "note": list(names.notes),
    }
