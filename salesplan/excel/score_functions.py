"""Functions of scores and pay: the points of a KPI, and what attainment earns."""

import math
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd
from xlwings import arg, func

from salesplan.excel.amounts import Money
from salesplan.excel.answers import answered
from salesplan.excel.arguments import (
    CATEGORY,
    RANGE,
    Argument,
    BadArgument,
    Cells,
    ExcelError,
    Number,
    Word,
    cells_of,
    widest,
)
from salesplan.findings import errors
from salesplan.planning.arrays import Floats
from salesplan.planning.scoring.kpis import USUAL_CAP, USUAL_FLOOR, Kpis
from salesplan.planning.scoring.payouts import Earned
from salesplan.planning.scoring.points import ratios, scores
from salesplan.planning.scoring.rates import Rates, read_rates
from salesplan.tables.incentives import RATES
from salesplan.tables.scoring import DIRECTIONS, KPIS
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words

_ACTUAL: Final = Number(name="actual", like="95%")
_TARGET: Final = Number.of(KPIS["target"], like="100%")
_DIRECTION: Final = Word("direction", DIRECTIONS)
_FLOOR: Final = Number.of(KPIS["floor"], like="50%")
_CAP: Final = Number.of(KPIS["cap"], like="120%")
_WEIGHT: Final = Number.of(KPIS["weight"], like="30")

_ATTAINMENT: Final = Number(name="attainment", like="95%", percent=True)
_QUOTA: Final = Number(name="quota", like="1,000,000", least=0)
_BANDS: Final = Word("payout_bands", next(each for each in SETTINGS if each.key == "payout_bands").choices)
_RATE_COLUMNS: Final = tuple(
    Number.of(RATES[key], like=like, name=f"rates ({key})")
    for key, like in (("from", "80%"), ("to", "100%"), ("rate", "2%"), ("bonus", "1,000"))
)
_FEWEST_COLUMNS: Final = 3


@func(category=CATEGORY)
@arg("actual", doc="What was reached: one cell or a range. A blank cell has a blank answer.", **RANGE)
@arg("target", doc="What earns 100 points: one cell, or as many as actual.", **RANGE)
@arg("direction", doc="higher (if left out) or lower is better: one cell, or as many as actual.", **RANGE)
@arg("floor", doc="The share of the target that earns 0 points; 0% if left out.", **RANGE)
@arg("cap", doc="The share of the target that earns 120 points, the most; 120% if left out.", **RANGE)
@arg("weight", doc="Points of 100, such as 30: the answer is then weight × score ÷ 100.", **RANGE)
@answered
def sp_kpi_score(
    actual: Argument,
    target: Argument,
    direction: Argument = None,
    floor: Argument = None,
    cap: Argument = None,
    weight: Argument = None,
) -> Argument:
    """Score a KPI, 0 to 120 points: 0 at the floor, 100 on target, 120 at the cap, straight lines between.

    The ratio is actual ÷ target, or target ÷ actual where lower is better.
    """
    reached, aims, ways = _ACTUAL.read(actual), _TARGET.read(target), _DIRECTION.read(direction)
    floors, caps, weights = _FLOOR.read(floor), _CAP.read(cap), _WEIGHT.read(weight)
    asked = widest(reached, aims, ways, floors, caps, weights)
    reached, aims, ways = reached.like(asked), aims.like(asked), ways.like(asked)
    points = _points(reached, aims, ways, _or(floors.like(asked), USUAL_FLOOR), _or(caps.like(asked), USUAL_CAP))
    shares = _or(weights.like(asked), 100.0)
    return asked.laid_out(
        [
            None if amount is None else point * share / 100
            for amount, point, share in zip(reached.values, points.tolist(), shares.tolist(), strict=True)
        ]
    )


def _points(
    reached: Cells[float | None], aims: Cells[float | None], ways: Cells[str], floors: Floats, caps: Floats
) -> Floats:
    """Score each cell by its own target and scale; NaN where nothing is known.

    Raises
    ------
    BadArgument
        If a target that is needed is blank, or makes no ratio.
    """
    known = [at for at, amount in enumerate(reached.values) if amount is not None]
    target = np.full(len(reached.values), np.nan)
    target[known] = [_TARGET.there(aims, at) for at in known]
    kpis = _kpis(target, ways, floors, caps)
    points: Floats = scores(kpis, ratios(kpis, _or(reached, np.nan)[np.newaxis], target))[0]
    for at in known:
        if math.isnan(points[at]):
            raise BadArgument(ExcelError.DIVISION, f"{aims.called(at)} is 0, and there is no ratio to it")
    return points


def _kpis(target: Floats, ways: Cells[str], floors: Floats, caps: Floats) -> Kpis:
    """Make a KPI, without a name, of each cell."""
    count = target.size
    nameless = ("",) * count
    return Kpis(
        keys=nameless,
        folded=nameless,
        labels=(Words(""),) * count,
        weights=(),
        target=target,
        unit=("number",) * count,
        lower=np.array([way == "lower" for way in ways.values], dtype=np.bool_),
        floor=floors,
        cap=caps,
        rows=(None,) * count,
    )


def _or(cells: Cells[float | None], otherwise: float) -> Floats:
    """Give numbers as an array, another where one is blank."""
    return np.array([otherwise if number is None else number for number in cells.values], dtype=np.float64)


@func(category=CATEGORY)
@arg("attainment", doc="Sales ÷ quota, such as 95%: one cell or a range. A blank cell has a blank answer.", **RANGE)
@arg("quota", doc="The quota; or the pay at 100%, where rates are shares of it. One cell, or as many.", **RANGE)
@arg("rates", doc="Columns as in the table Rates: from, to, rate and, if there are any, bonus and others.", **RANGE)
@arg(
    "payout_bands",
    doc="marginal (if left out): a rate pays for its band; flat: the rate reached pays for all.",
    **RANGE,
)
@answered
def sp_payout(attainment: Argument, quota: Argument, rates: Argument, payout_bands: Argument = None) -> Argument:
    """Pay what attainment earns by the rates of its bands, to the cent: commission and bonuses.

    Each band is rounded by itself, halves up. Sales outside of all bands earn nothing.
    """
    flat = _BANDS.one(payout_bands) == "flat"
    paid_by = _rates(rates, flat)
    reached, quotas = _ATTAINMENT.read(attainment), _QUOTA.read(quota)
    asked = widest(reached, quotas)
    reached, quotas = reached.like(asked), quotas.like(asked)
    known = [at for at, share in enumerate(reached.values) if share is not None]
    whole = [Money().minor(_QUOTA.there(quotas, at)) for at in known]
    sold = [_sold(reached.values[at] or 0.0, quota) for at, quota in zip(known, whole, strict=True)]
    earned = Earned.of(np.array(sold, dtype=np.int64), np.array(whole, dtype=np.int64), paid_by, flat)
    paid = [Money().amount(Money().counted(minor)) for minor in earned.total.tolist()]
    by_place = dict(zip(known, paid, strict=True))
    return asked.laid_out([by_place.get(at) for at in range(len(asked.values))])


def _sold(attainment: float, quota: int) -> int:
    """Find the sales behind an attainment, in minor units: exactly those that it was divided from."""
    return Money().counted(math.floor(Decimal(repr(attainment)) * quota + Decimal("0.5")))


def _rates(rates: Argument, flat: bool) -> Rates:
    """Read the bands.

    Raises
    ------
    BadArgument
        If there are none, or they are none that can be paid by.
    """
    cells = cells_of("rates", rates)
    if cells.columns < _FEWEST_COLUMNS:
        reason = f"{cells.name} must have the columns from, to and rate (it is {cells.shape_text})"
        raise BadArgument(ExcelError.VALUE, reason)
    columns = [number.within(cells.column(at, number.name)) for at, number in enumerate(_RATE_COLUMNS[: cells.columns])]
    bands = [at for at in range(cells.rows) if any(column.values[at] is not None for column in columns)]
    if not bands:
        raise BadArgument(ExcelError.VALUE, f"{cells.name} is blank; it must have a row a band, such as 0%, 80%, 2%")
    first, last, rate, *bonuses = columns
    extras = [column.values[at] for column in bonuses for at in bands] or [None] * len(bands)
    table = {
        "from": [_RATE_COLUMNS[0].there(first, at) for at in bands],
        "to": _or(last, math.nan)[bands],
        "rate": _or(rate, math.nan)[bands],
        "bonus": pd.array([None if extra is None else Money().minor(extra) for extra in extras], dtype="Int64"),
    }
    read, findings = read_rates(pd.DataFrame(table), flat=flat)
    for finding in errors(findings):
        raise BadArgument(ExcelError.NUMBER, f"{cells.name}: {finding.message()}; {finding.fix()}")
    return read
