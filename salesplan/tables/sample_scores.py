"""What the fictional company's reps are measured by: quotas of the base year, ratings, and what customers owe."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.random import Generator

from salesplan.tables.sample_names import names_in
from salesplan.tables.scoring import JUDGED, MEASURED

_Columns = dict[str, list[object]]
_Table = Mapping[str, Sequence[object]]
_Ints = np.ndarray[Any, np.dtype[np.int64]]
_Floats = np.ndarray[Any, np.dtype[np.float64]]

_GROWTH: Final = 1.05
_LUCK: Final = 0.08
"""How far quotas miss what last year and growth say, as a share: their standard deviation."""
_HUNDRED: Final = 100
_RATED: Final = (0.04, 0.16, 0.36, 0.32, 0.12)
"""The shares of ratings from 1 to 5."""
_MOVED: Final = (0.15, 0.65, 0.2)
"""How often a rating falls, stays and rises from quarter to quarter."""
_SATISFIED: Final = (3.2, 5.0)
_SLOW: Final = 0.12
"""The share of customers who pay late and in part."""
_PAID_IN_FULL: Final = 0.8
_OPEN_MONTHS: Final = 2
"""For the last so many months nothing came in yet from half of the slow customers."""
_FOCUS: Final = (2, 3)
_OWN_KPIS: Final = {"visits_a_day": (10, 0.1), "new_customers": (0, 1), "growth": (10, 0.1)}
"""Weights and targets that differ from the usual: reps have few customers here, and these are all old ones."""


def focus_lines(language: str) -> str:
    """Give the company's focus product lines, as they are typed into the setting.

    Examples
    --------
    >>> focus_lines("en"), focus_lines("zh-Hans")
    ('Sensors, Controls', '传感器, 控制器')
    """
    lines = names_in(language).product_lines
    return ", ".join(lines[line] for line in _FOCUS)


def sample_scores(company: Mapping[str, _Table], *, year: int, seed: int, language: str) -> dict[str, _Columns]:
    """Make up what the reps' scorecards for the base year are made of, besides sales and visits.

    Parameters
    ----------
    company
        ``Reps``, ``Customers`` and ``Sales`` by column key, as `sample_company` makes them.
    year
        The plan year; the rows are of the year before it.
    seed
        The same seed gives the same rows; nothing else is drawn from it.
    language
        The language of what is rated.

    Returns
    -------
    dict
        For ``KPIs``, ``QuotaHistory``, ``Ratings`` and ``Receivables`` the values by column key as a person would type
        them. KPIs has only the rows that differ from a blank workbook's. A rep who is not new in the plan year has a
        quota for each quarter of the base year, by the company's season and in whole hundreds: half-way between the sales
        of the year before, 5 % more, and what was then sold, give or take. The same reps have ratings of skill,
        attitude and satisfaction for each quarter. What customers bought falls due in the month after, so that the
        rows are of the twelve months of the base year: most is collected, a few customers pay late.

    Examples
    --------
    >>> from salesplan.tables.samples import sample_company
    >>> made = sample_scores(sample_company(), year=2026, seed=1, language="en")
    >>> [made["QuotaHistory"][key][0] for key in ("period", "rep_id")], made["Ratings"]["kpi"][:3]
    (['2025-Q1', 'R001'], ['Skill', 'Attitude', 'Satisfaction'])
    """
    dice = np.random.default_rng([seed, int.from_bytes(b"scores")])
    reps = [
        str(rep)
        for rep, start in zip(company["Reps"]["rep_id"], company["Reps"]["start_date"], strict=True)
        if not (isinstance(start, date) and start.year >= year)
    ]
    return {
        "KPIs": _kpis(),
        "QuotaHistory": _quotas(dice, reps, company["Sales"], year - 1),
        "Ratings": _ratings(dice, reps, year - 1, language),
        "Receivables": _receivables(dice, company, year - 1),
    }


def _kpis() -> _Columns:
    return {
        "kpi": list(_OWN_KPIS),
        "weight": [weight for weight, _ in _OWN_KPIS.values()],
        "target": [target for _, target in _OWN_KPIS.values()],
    }


def _quotas(dice: Generator, reps: Sequence[str], sales: _Table, year: int) -> _Columns:
    """Give each rep a quota a quarter by what was sold the year before; quarter by quarter, reps in their order."""
    before, sold = _sold(reps, sales, year - 1), _sold(reps, sales, year)
    season = before.sum(axis=0) / before.sum() if before.sum() > 0 else np.full(4, 0.25)
    # Whoever set the quotas saw half of what was coming: none is out of the world.
    foreseen = (_GROWTH * before.sum(axis=1) + sold.sum(axis=1)) / 2
    quota = np.outer(foreseen, season) * dice.normal(1.0, _LUCK, (len(reps), 1))
    hundreds = np.maximum(np.rint(quota / _HUNDRED), 1.0) * _HUNDRED
    return {
        "period": [period for period in _quarters(year) for _ in reps],
        "rep_id": [*reps] * 4,
        "quota": hundreds.T.ravel().tolist(),
    }


def _sold(reps: Sequence[str], sales: _Table, year: int) -> _Floats:
    """Add up what each rep sold in each quarter of a year."""
    places = {rep: place for place, rep in enumerate(reps)}
    sold = np.zeros((len(reps), 4))
    for month, rep, revenue in zip(sales["month"], sales["rep_id"], sales["revenue"], strict=True):
        if isinstance(month, date) and month.year == year and rep in places and isinstance(revenue, float):
            sold[places[str(rep)], (month.month - 1) // 3] += revenue
    return sold


def _quarters(year: int) -> list[str]:
    return [f"{year}-Q{quarter}" for quarter in range(1, 5)]


def _ratings(dice: Generator, reps: Sequence[str], year: int, language: str) -> _Columns:
    """Rate each rep each quarter: what is judged in whole points that change little, satisfaction in tenths."""
    size = (len(reps), len(JUDGED))
    judged = dice.choice(5, size, p=_RATED) + 1
    usual = dice.uniform(*_SATISFIED, len(reps))
    names: list[object] = [words.said(language) for words in (*JUDGED.values(), MEASURED["satisfaction"])]
    rated: list[object] = [rep for rep in reps for _ in names]
    values: list[object] = []
    for _ in range(4):
        satisfied = np.clip(usual + dice.normal(0.0, 0.2, len(reps)), *_SATISFIED).round(1)
        values += [value for row in zip(*judged.T.tolist(), satisfied.tolist(), strict=True) for value in row]
        judged = np.clip(judged + dice.choice([-1, 0, 1], size, p=_MOVED), 1, 5)
    return {
        "period": [period for period in _quarters(year) for _ in range(len(reps) * len(names))],
        "rep_id": 4 * rated,
        "kpi": 4 * len(reps) * names,
        "value": values,
    }


def _receivables(dice: Generator, company: Mapping[str, _Table], year: int) -> _Columns:
    """Let fall due in each month what each customer bought in the month before; by month, customers in their order."""
    ids, owner = company["Customers"]["customer_id"], company["Customers"]["rep_id"]
    cents, seller = _bought_before({customer: place for place, customer in enumerate(ids)}, company["Sales"], year)
    month, customer = np.nonzero(cents > 0)
    due = cents[month, customer]
    collected = np.rint(due * _shares(dice, len(ids), month, customer)).astype(np.int64)
    debtors: list[int] = customer.tolist()
    return {
        "month": [date(year, number + 1, 1) for number in month.tolist()],
        "rep_id": [seller[who] if owner[who] is None else None for who in debtors],
        "customer_id": [ids[who] for who in debtors],
        "due": (due / 100).tolist(),
        "collected": [amount / 100 if amount else None for amount in collected.tolist()],
    }


def _bought_before(places: Mapping[object, int], sales: _Table, year: int) -> tuple[_Ints, dict[int, object]]:
    """Add up cents by month of a year, for what was bought a month earlier, and customer; and who sold to each."""
    cents = np.zeros((12, len(places)), dtype=np.int64)
    seller: dict[int, object] = {}
    rows: Iterable[tuple[object, ...]] = zip(
        sales["month"], sales["customer_id"], sales["rep_id"], sales["revenue"], strict=True
    )
    for month, customer, rep, revenue in rows:
        if not (isinstance(month, date) and isinstance(revenue, float)) or customer is None:
            continue
        seller[places[customer]] = rep
        due = 12 * (month.year - year) + month.month
        if 0 <= due < 12:
            cents[due, places[customer]] += round(revenue * 100)
    return cents, seller


def _shares(dice: Generator, customers: int, month: _Ints, customer: _Ints) -> _Floats:
    """Give the share of each amount that came in: most all, some 70 % or more, slow customers less and late."""
    slow = (dice.random(customers) < _SLOW)[customer]
    count = len(customer)
    usual = np.where(dice.random(count) < _PAID_IN_FULL, 1.0, dice.uniform(0.7, 1.0, count))
    part = dice.uniform(0.3, 0.8, count)
    nothing = (month >= 12 - _OPEN_MONTHS) & (dice.random(count) < 0.5)
    return np.where(slow, np.where(nothing, 0.0, part), usual)
