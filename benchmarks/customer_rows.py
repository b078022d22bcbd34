"""What customers are evaluated from in the measure of that: the same frames for both ways, and a judge of their results."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.frames import frame_of
from salesplan.tables.conform import Rows, conform
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.tiers import MOVES, TIERS
from salesplan.tables.units import GRAINS_PER_MINOR, currency
from salesplan.tables.visits import VISITS

PLAN_YEAR: Final = 2027
EVALUATED: Final = date(PLAN_YEAR - 1, 12, 31)
TODAY: Final = date(PLAN_YEAR, 6, 30)
CADENCE: Final = {"A": 12, "B": 4, "C": 2, "P1": 12, "P2": 4, "P3": 2, "P4": 1}

_SALES_A_CUSTOMER: Final = 10
_CUSTOMERS_A_REP: Final = 200
_MONTHS: Final = 36
_JUDGED: Final = ("tier", "lifecycle", "rfm", "last_visit", "next_visit", "overdue")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tables, typed as reading a workbook types them."""

    customers: pd.DataFrame
    sales: pd.DataFrame
    visits: pd.DataFrame
    reps: pd.DataFrame
    tiers: pd.DataFrame
    moves: pd.DataFrame


def inputs(count: int) -> Inputs:
    """Make customers, ten sales rows and one visit for each, and a rep for every two hundred.

    Customers buy between a first and a last month of their own; one in twenty never did. One sales row in fifty is a
    return, one visit in ten a call, and at one in ten nobody was met.

    Examples
    --------
    >>> made = inputs(1_000)
    >>> len(made.customers), len(made.sales), len(made.visits), len(made.reps)
    (1000, 10000, 1000, 5)
    """
    dice = np.random.default_rng(7)
    ids = np.array([f"C{number:07}" for number in range(count)], dtype=object)
    reps = np.array([f"R{number:05}" for number in range(max(1, count // _CUSTOMERS_A_REP))], dtype=object)
    owner = dice.integers(len(reps), size=count)
    intents = np.array(["high", "low", ""], dtype=object)
    return Inputs(
        customers=frame_of(
            CUSTOMERS,
            count,
            customer_id=ids,
            customer=ids,
            rep_id=reps[owner],
            potential=dice.integers(1_000_000, 90_000_000, count),
            intent=intents[dice.integers(3, size=count)],
            credit=np.array(["A", "B", "C", ""], dtype=object)[dice.integers(4, size=count)],
        ),
        sales=_sales(dice, ids),
        visits=_visits(dice, ids, reps[owner]),
        reps=frame_of(REPS, len(reps), rep_id=reps, rep=reps),
        tiers=conform(
            TIERS,
            Rows(dict(zip(TIERS.keys, zip(*TIERS.given, strict=True), strict=True)), range(len(TIERS.given))),
            currency=currency("CNY"),
        ).frame,
        moves=frame_of(MOVES, 0),
    )


def _sales(dice: np.random.Generator, ids: np.ndarray[Any, Any]) -> pd.DataFrame:
    count = len(ids)
    rows = count * _SALES_A_CUSTOMER
    buyers = np.flatnonzero(dice.random(count) < 0.95)
    wealth = dice.pareto(1.2, len(buyers)) + 0.1
    often = np.sqrt(wealth)
    place = dice.choice(len(buyers), rows, p=often / often.sum())
    first, last = np.sort(dice.integers(-_MONTHS, 2 * _MONTHS, (2, len(buyers))), axis=0)
    first, last = np.clip(first, 0, _MONTHS - 1), np.clip(last, 0, _MONTHS - 1)
    month = first[place] + (dice.random(rows) * (last - first + 1)[place]).astype(np.int64)
    cents = np.rint(wealth[place] / often[place] * dice.lognormal(9.0, 0.6, rows)).astype(np.int64)
    cents = np.where(dice.random(rows) < 0.02, -cents // 5, cents)
    start = np.datetime64(f"{PLAN_YEAR - 3}-01", "M")
    return frame_of(
        SALES,
        rows,
        month=(start + month).astype("datetime64[s]"),
        customer_id=ids[buyers][place],
        revenue=cents * GRAINS_PER_MINOR,
    )


def _visits(dice: np.random.Generator, ids: np.ndarray[Any, Any], owner: np.ndarray[Any, Any]) -> pd.DataFrame:
    count = len(ids)
    place = dice.integers(count, size=count)
    kinds = np.array(["visit", "joint", "call"], dtype=object)
    results = np.array(["order", "progress", "none", "absent"], dtype=object)
    day = np.datetime64(TODAY, "D") - dice.integers(0, 365, count)
    return frame_of(
        VISITS,
        count,
        date=day.astype("datetime64[s]"),
        rep_id=owner[place],
        customer_id=ids[place],
        kind=kinds[dice.choice(3, count, p=[0.8, 0.1, 0.1])],
        result=results[dice.choice(4, count, p=[0.25, 0.3, 0.35, 0.1])],
    )


def judged(customers: pd.DataFrame) -> str:
    """Count the customers, and give a fingerprint of what became of every one of them."""
    columns = [customers[key].astype("str").fillna("").to_numpy(dtype=object) for key in _JUDGED]
    rows = "\n".join(map("|".join, zip(*columns, strict=True)))
    return f"{len(customers):,}: {sha256(rows.encode()).hexdigest()[:8]}"
