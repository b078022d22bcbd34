"""Functions of scores and pay: the points of a KPI, and what attainment earns."""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd
from xlwings import arg, func

from salesplan.excel.amounts import Money, exact, half_up, is_typed
from salesplan.excel.answers import answered
from salesplan.excel.arguments import CATEGORY, RANGE, Number, Word
from salesplan.excel.cells import Argument, BadArgument, Cells, ExcelError, cells_of, widest
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

_HUNDRED: Final = 100
_NOISE: Final = Fraction(1, 10**9)
"""What binary fractions may leave of a sum of weights."""

_ATTAINMENT: Final = Number(name="attainment", like="95%", most=10, percent=True)
_QUOTA: Final = Number(name="quota", like="1,000,000", least=0)
_BANDS: Final = Word("payout_bands", next(each for each in SETTINGS if each.key == "payout_bands").choices)
_RATE_COLUMNS: Final = (
    Number.of(RATES["from"], like="80%", name="rates (from)"),
    Number.of(RATES["to"], like="100%", name="rates (to)"),
    # above 100 % where the quota is the pay on target; what is above 100 times was typed in points
    Number(name="rates (rate)", like="2%", least=0, most=100, percent=True),
    Number.of(RATES["bonus"], like="1,000", name="rates (bonus)"),
)
_FEWEST_COLUMNS: Final = 3


@func(category=CATEGORY)
@arg("actual", doc="What was reached: one cell or a range. A blank cell has a blank answer.", **RANGE)
@arg(
    "target",
    doc="What earns 100 points, in the unit of actual: one cell, or as many. A target a month: times the months.",
    **RANGE,
)
@arg("direction", doc="higher (if left out) or lower is better: one cell, or as many as actual.", **RANGE)
@arg("floor", doc="The share of the target that earns 0 points; 0% if left out.", **RANGE)
@arg("cap", doc="The share of the target that earns 120 points, the most; 120% if left out.", **RANGE)
@arg(
    "weight",
    doc="Points of 100, such as 30, or percentages that add up to 100%: the answer is then weight × score ÷ 100.",
    **RANGE,
)
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

    The ratio is actual ÷ target, or target ÷ actual where lower is better. A target of 0 has no ratio and a blank answer;
    where lower is better, 0 meets it.
    """
    reached, aims, ways = _ACTUAL.read(actual), _TARGET.read(target), _DIRECTION.read(direction)
    floors, caps, weights = _FLOOR.read(floor), _CAP.read(cap), _in_points(_WEIGHT.read(weight))
    asked = widest(reached, aims, ways, floors, caps, weights)
    reached, aims, ways = reached.like(asked), aims.like(asked), ways.like(asked)
    points = _points(reached, aims, ways, _or(floors.like(asked), USUAL_FLOOR), _or(caps.like(asked), USUAL_CAP))
    shares = weights.like(asked).values
    return asked.laid_out(
        [
            None if math.isnan(point) else point * share / _HUNDRED
            for point, share in zip(points.tolist(), shares, strict=True)
        ]
    )


def _in_points(weights: Cells[float | None]) -> Cells[float]:
    """Give weights in points of 100: those of several KPIs that add up to 1 are percentages, as in a plan.

    Left out, the score itself is wanted; a blank among weights is 0.

    Raises
    ------
    BadArgument
        If another is below 1: a percentage of which nobody knows the others.
    """
    typed = [Fraction(repr(weight or 0.0)) for weight in weights.values]
    total = sum(typed, Fraction(0))
    if all(weight is None for weight in weights.values):
        typed = [Fraction(_HUNDRED)] * len(typed)
    elif len(typed) > 1 and abs(total - 1) * _HUNDRED <= _NOISE:
        typed = [weight * _HUNDRED / total for weight in typed]
    elif abs(total - _HUNDRED) > _NOISE:
        _refuse_percentages(weights)
    return Cells(weights.name, weights.rows, weights.columns, tuple(map(float, typed)))


def _refuse_percentages(weights: Cells[float | None]) -> None:
    for at, weight in enumerate(weights.values):
        if weight and weight < 1:
            reason = f"{weights.called(at)} is in points of 100: type 30, not 30% (it is {weight:,.15g})"
            raise BadArgument(ExcelError.NUMBER, reason)


def _points(
    reached: Cells[float | None], aims: Cells[float | None], ways: Cells[str], floors: Floats, caps: Floats
) -> Floats:
    """Score each cell by its own target and scale; NaN where there is no actual, or no ratio to its target.

    Raises
    ------
    BadArgument
        If a target that is needed is blank.
    """
    known = [at for at, amount in enumerate(reached.values) if amount is not None]
    target = np.full(len(reached.values), np.nan)
    target[known] = [_TARGET.there(aims, at) for at in known]
    kpis = _kpis(target, ways, floors, caps)
    points: Floats = scores(kpis, ratios(kpis, _or(reached, np.nan)[np.newaxis], target))[0]
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
@arg(
    "rates",
    doc="Columns as in the table Rates, without the header row: from, to, rate and, if there are any, bonus and others."
    " A rate may be above 100%, as where quota is the pay at 100%.",
    **RANGE,
)
@arg(
    "payout_bands",
    doc="marginal (if left out): a rate pays for its band; flat: the rate reached pays for all.",
    **RANGE,
)
@arg("rounding_unit", doc="What pay is rounded to: 1 for yen, 0.001 for dinars; the cent if left out.", **RANGE)
@answered
def sp_payout(
    attainment: Argument,
    quota: Argument,
    rates: Argument,
    payout_bands: Argument = None,
    rounding_unit: Argument = None,
) -> Argument:
    """Pay what attainment earns by the rates of its bands: commission and bonuses.

    Each band is rounded by itself, halves up. An attainment on an edge is in the upper band. Sales outside of all bands
    earn nothing.
    """
    flat = _BANDS.one(payout_bands) == "flat"
    reached, quotas = _ATTAINMENT.read(attainment), _QUOTA.read(quota)
    money = Money.rounded_to(rounding_unit, *quotas.values)
    paid_by = _rates(rates, money, flat)
    asked = widest(reached, quotas)
    reached, quotas = reached.like(asked), quotas.like(asked)
    shares = {at: share for at, share in enumerate(reached.values) if share is not None}
    wholes = {at: money.minor(_QUOTA.there(quotas, at)) for at in shares}
    sold = [_sold(money, share, wholes[at]) for at, share in shares.items()]
    earned = Earned.of(_in_units(money, sold), _in_units(money, wholes.values()), paid_by, flat)
    paid = [money.amount(money.counted(units * money.unit)) for units in earned.total.tolist()]
    by_place = dict(zip(shares, paid, strict=True))
    return asked.laid_out([by_place.get(at) for at in range(len(asked.values))])


def _sold(money: Money, attainment: float, quota: int) -> Decimal:
    """Find the sales behind an attainment, in minor units.

    A typed one is taken exactly, so that it is on the edge that it is typed on; another was divided from sales, and they
    are whole.
    """
    share = exact(attainment)
    sold = share * quota
    whole = money.counted(half_up(sold))
    return sold if is_typed(share) else Decimal(whole)


def _in_units(money: Money, minors: Iterable[int | Decimal]) -> Any:
    """Give amounts in rounding units, which pay is whole multiples of: exactly, as a fraction where they are not whole."""
    return np.array(
        [Fraction(minor) / money.unit if minor % money.unit else int(minor // money.unit) for minor in minors],
        dtype=np.object_,
    )


def _rates(rates: Argument, money: Money, flat: bool) -> Rates:
    """Read the bands; bonuses in rounding units.

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
    extras = [column.values[at] or 0.0 for column in bonuses for at in bands] or [0.0] * len(bands)
    table = {
        "from": [_RATE_COLUMNS[0].there(first, at) for at in bands],
        "to": _or(last, math.nan)[bands],
        "rate": _or(rate, math.nan)[bands],
        "bonus": pd.array(_bonuses(money, extras), dtype="Int64"),
    }
    read, findings = read_rates(pd.DataFrame(table), flat=flat)
    for finding in errors(findings):
        raise BadArgument(ExcelError.NUMBER, f"{cells.name}: {finding.message()}; {finding.fix()}")
    return read


def _bonuses(money: Money, amounts: list[float]) -> list[int]:
    """Give bonuses in rounding units; together they can be counted."""
    minors = [money.minor(amount) for amount in amounts]
    money.counted(sum(minors))
    return [(2 * minor + money.unit) // (2 * money.unit) for minor in minors]
