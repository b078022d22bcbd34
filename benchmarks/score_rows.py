"""What reps are scored from in the measure of that: the same frames for both ways, and a judge of their results."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.frames import Values, frame_of
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.quota import MONTHS, QUOTA
from salesplan.tables.scoring import KPIS, RATINGS, RECEIVABLES
from salesplan.tables.units import GRAINS_PER_MINOR
from salesplan.tables.visits import VISITS

YEAR: Final = 2027
TODAY: Final = date(YEAR, 12, 31)
COUNTRY: Final = "US"
FOCUS: Final = ("Sensors", "Controls")
MARGIN_RATE: Final = 0.3
KPI_ROWS: Final[dict[str, tuple[int, float | None]]] = {
    "target_attainment": (30, 1.0),
    "margin_attainment": (10, 1.0),
    "collection": (10, 0.95),
    "visits_a_day": (10, 0.2),
    "active_customers": (10, None),
    "breadth": (10, 0.4),
    "product_mix": (5, 0.4),
    "satisfaction": (5, 4.5),
    "new_customers": (5, 0.2),
    "growth": (5, 0.1),
}
"""Weight and target of each KPI; without one it is the median of the reps."""

_LINES: Final = ("Pumps", "Valves", *FOCUS, "Service")
_CUSTOMERS_A_REP: Final = 10
_SALES_A_REP: Final = 100
_VISITS_A_REP: Final = 50
_DUE_A_REP: Final = 20
_MONTHS: Final = 24
"""Of sales: the year that is scored and the one before it."""
_SOLD_BY_ANOTHER: Final = 0.1
_RETURNED: Final = 0.02


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tables, typed as reading a workbook types them."""

    kpis: pd.DataFrame
    reps: pd.DataFrame
    customers: pd.DataFrame
    sales: pd.DataFrame
    quota: pd.DataFrame
    ratings: pd.DataFrame
    receivables: pd.DataFrame
    visits: pd.DataFrame


def inputs(count: int) -> Inputs:
    """Make reps with ten customers, a hundred sales rows, fifty visits and twenty amounts due each.

    Sales are of the year that is scored and the one before; one row in ten is sold by another rep than the customer's,
    one in fifty is a return. Every rep has a quota for each month, and nine in ten a rating of satisfaction.

    Examples
    --------
    >>> made = inputs(10)
    >>> [len(table) for table in (made.reps, made.customers, made.sales, made.quota, made.visits)]
    [10, 100, 1000, 10, 495]
    """
    dice = np.random.default_rng(7)
    reps = _ids("R", count)
    customers = _ids("C", count * _CUSTOMERS_A_REP)
    owner = np.repeat(np.arange(count), _CUSTOMERS_A_REP)
    months = {month: dice.integers(80, 400, count) * 10_000 for month in MONTHS}
    return Inputs(
        kpis=_kpis(),
        reps=frame_of(REPS, count, rep_id=reps, rep=reps),
        customers=frame_of(
            CUSTOMERS,
            len(customers),
            customer_id=customers,
            customer=customers,
            rep_id=reps[owner],
            visits_a_year=np.array([2, 4, 12])[dice.integers(3, size=len(customers))],
        ),
        sales=_sales(dice, reps, customers, owner),
        quota=frame_of(QUOTA, count, rep_id=reps, **months),
        ratings=_ratings(dice, reps),
        receivables=_receivables(dice, reps, customers, owner),
        visits=_visits(dice, reps, customers, owner),
    )


def _kpis() -> pd.DataFrame:
    units = {row[KPIS.keys.index("kpi")]: row[KPIS.keys.index("unit")] for row in KPIS.given}
    weights, targets = zip(*KPI_ROWS.values(), strict=True)
    return frame_of(
        KPIS,
        len(KPI_ROWS),
        kpi=np.array(list(KPI_ROWS), dtype=object),
        weight=np.array(weights, dtype=np.float64),
        target=np.array(targets, dtype=np.float64),
        unit=np.array([units[kpi] for kpi in KPI_ROWS], dtype=object),
        floor=np.full(len(KPI_ROWS), 0.5),
    )


def _ids(letter: str, count: int) -> Values:
    return np.array([f"{letter}{number:07}" for number in range(count)], dtype=object)


def _months(first: int, numbers: Values) -> Values:
    return (np.datetime64(f"{first}-01", "M") + numbers).astype("datetime64[s]")


def _sales(dice: np.random.Generator, reps: Values, customers: Values, owner: Values) -> pd.DataFrame:
    rows = len(reps) * _SALES_A_REP
    customer = dice.integers(len(customers), size=rows)
    seller = np.where(dice.random(rows) < _SOLD_BY_ANOTHER, dice.integers(len(reps), size=rows), owner[customer])
    cents = np.rint(dice.lognormal(12.8, 0.7, rows)).astype(np.int64)
    cents = np.where(dice.random(rows) < _RETURNED, -cents // 5, cents)
    margin = np.rint(cents * dice.uniform(0.2, 0.45, rows)).astype(np.int64)
    # Every fifth customer first buys in the year that is scored.
    first = np.where(np.arange(len(customers)) % 5 == 0, dice.integers(12, _MONTHS, len(customers)), 0)[customer]
    return frame_of(
        SALES,
        rows,
        month=_months(YEAR - 1, first + (dice.random(rows) * (_MONTHS - first)).astype(np.int64)),
        customer_id=customers[customer],
        rep_id=reps[seller],
        product_line=np.array(_LINES, dtype=object)[dice.integers(len(_LINES), size=rows)],
        revenue=cents * GRAINS_PER_MINOR,
        margin=margin * GRAINS_PER_MINOR,
    )


def _ratings(dice: np.random.Generator, reps: Values) -> pd.DataFrame:
    rated = np.flatnonzero(dice.random(12 * len(reps)) < 0.9)
    periods = np.array([f"{YEAR}-{month:02}" for month in range(1, 13)], dtype=object)
    return frame_of(
        RATINGS,
        len(rated),
        period=periods[rated % 12],
        rep_id=reps[rated // 12],
        kpi=np.full(len(rated), "satisfaction", dtype=object),
        value=dice.integers(30, 51, len(rated)) / 10,
    )


def _receivables(dice: np.random.Generator, reps: Values, customers: Values, owner: Values) -> pd.DataFrame:
    rows = len(reps) * _DUE_A_REP
    customer = dice.integers(len(customers), size=rows)
    due = dice.integers(50_000, 900_000, rows)
    return frame_of(
        RECEIVABLES,
        rows,
        month=_months(YEAR, dice.integers(12, size=rows)),
        rep_id=reps[owner[customer]],
        customer_id=customers[customer],
        due=due,
        collected=(due * dice.choice([0.0, 0.5, 0.9, 1.0], rows, p=[0.05, 0.1, 0.25, 0.6])).astype(np.int64),
    )


def _visits(dice: np.random.Generator, reps: Values, customers: Values, owner: Values) -> pd.DataFrame:
    rows = len(reps) * _VISITS_A_REP
    customer = dice.integers(len(customers), size=rows)
    kinds = np.array(["visit", "joint", "call"], dtype=object)
    results = np.array(["order", "progress", "none", "absent"], dtype=object)
    day = np.datetime64(TODAY, "D") - dice.integers(0, 365, rows)
    # Two visits of one day at one customer might be one entered twice.
    once = np.unique(day.astype(np.int64) * len(customers) + customer, return_index=True)[1]
    return frame_of(
        VISITS,
        len(once),
        date=day[once].astype("datetime64[s]"),
        rep_id=reps[owner[customer[once]]],
        customer_id=customers[customer[once]],
        kind=kinds[dice.choice(3, len(once), p=[0.8, 0.1, 0.1])],
        result=results[dice.choice(4, len(once), p=[0.25, 0.3, 0.35, 0.1])],
    )


def judged(scores: pd.DataFrame) -> str:
    """Count the scorecards, and give a fingerprint of total, rank and grade of every one of them."""
    ordered = scores.sort_values(["period", "rep_id"])
    totals = ordered["total"].map("{:.2f}".format)
    ranks = ordered["rank"].astype("Int64").astype("str")
    columns: list[Any] = [ordered["period"], ordered["rep_id"], totals, ranks, ordered["grade"]]
    rows = "\n".join(map("|".join, zip(*columns, strict=True)))
    return f"{len(ordered):,}: {sha256(rows.encode()).hexdigest()[:8]}"
