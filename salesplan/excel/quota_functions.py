"""Functions of quotas: a target from last year and growth, a split that adds up, a season."""

import math
from typing import Final

import numpy as np
from xlwings import arg, func

from salesplan.excel.amounts import Money
from salesplan.excel.answers import answered
from salesplan.excel.arguments import CATEGORY, RANGE, Argument, BadArgument, Cells, ExcelError, Number, widest
from salesplan.planning.apportion import LARGEST_TOTAL, UNBOUNDED, apportion
from salesplan.planning.arrays import Floats
from salesplan.planning.money import grown, millionths
from salesplan.planning.pins import NOT_PINNED, Groups, Shared, share
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings
from salesplan.tables.quota import MONTHS
from salesplan.tables.settings import SETTINGS

_LAST_YEAR: Final = Number(name="last_year", like="120,000", least=0)
_GROWTH: Final = Number.of(next(each for each in SETTINGS if each.key == "growth"), like="8%")
_TOTAL: Final = Number(name="total", like="1,000,000", least=0)
_WEIGHTS: Final = Number(name="weights", like="3", least=0)
_FLOORS: Final = Number(name="floors", like="50,000", least=0)
_CAPS: Final = Number(name="caps", like="200,000", least=0)
_PINS: Final = Number(name="pins", like="100,000", least=0)
_SALES: Final = Number(name="months", like="10,000")
_AMOUNT: Final = Number(name="amount", like="1,200,000", least=0)

_YEAR: Final = len(MONTHS)
_BY_HISTORY: Final = PlanSettings(plan_year=1)
"""The year plays no part in a season that comes from sales."""


@func(category=CATEGORY)
@arg("last_year", doc="Last year's sales: one cell or a range. A blank cell has a blank answer.", **RANGE)
@arg("growth", doc="By how much they grow, such as 8%: one cell, or as many as last_year.", **RANGE)
@arg("rounding_unit", doc="Round to multiples of this amount, such as 100; to the cent if left out.", **RANGE)
@answered
def sp_growth_target(last_year: Argument, growth: Argument, rounding_unit: Argument = None) -> Argument:
    """Grow last year by a rate: last year × (1 + growth), rounded to the unit, halves up.

    1,000,000 and 10% give 1,100,000.
    """
    money = Money.rounded_to(rounding_unit)
    sold, rates = _LAST_YEAR.read(last_year), _GROWTH.read(growth)
    asked = widest(sold, rates)
    sold, rates = sold.like(asked), rates.like(asked)
    return asked.laid_out(
        [
            None if amount is None else _grown(money, amount, _GROWTH.there(rates, at))
            for at, amount in enumerate(sold.values)
        ]
    )


def _grown(money: Money, amount: float, rate: float) -> float:
    """Grow an amount; rounded to the minor unit first and then to the unit, as a plan does with its base and target."""
    base = grown(np.array([money.minor(amount)]), millionths(rate))
    return money.amount(money.counted(int(grown(base, 0, money.unit)[0])))


@func(category=CATEGORY)
@arg("total", doc="The amount to split.", **RANGE)
@arg("weights", doc="What it is split by: a column or a row, 0 or more each. A blank counts 0.", **RANGE)
@arg("floors", doc="The least that each may get: as many cells as weights, or one for all. Blank = 0.", **RANGE)
@arg("caps", doc="The most that each may get: as many cells as weights, or one for all. Blank = no cap.", **RANGE)
@arg("pins", doc="Amounts that are fixed: they hold, and the others share the rest. Blank = not fixed.", **RANGE)
@arg("rounding_unit", doc="Split in multiples of this amount, such as 100; to the cent if left out.", **RANGE)
@answered
def sp_split(
    total: Argument,
    weights: Argument,
    floors: Argument = None,
    caps: Argument = None,
    pins: Argument = None,
    rounding_unit: Argument = None,
) -> Argument:
    """Split a total by weights into amounts that add up to it exactly.

    Pins hold, floors and caps are kept, in whole units: of the rounding unit, or of the largest part of it that makes
    the total and the pins come out.
    """
    money = Money.rounded_to(rounding_unit)
    whole = money.minor(_TOTAL.one(total))
    parts = _WEIGHTS.read(weights)
    if all(weight is None for weight in parts.values):
        raise BadArgument(ExcelError.VALUE, f"{parts.name} is blank; it must be numbers, such as {_WEIGHTS.like}")
    pinned = _counted(money, _PINS.read(pins).like(parts))
    step = _step(money, whole, *(pin for pin in pinned.values if pin is not None))
    lower, upper = _bounds(money, step, pinned, _FLOORS.read(floors).like(parts), _CAPS.read(caps).like(parts))
    members = Groups(
        totals=np.array([whole]),
        of=np.zeros(len(parts.values), dtype=np.int64),
        weights=np.array([weight or 0.0 for weight in parts.values]),
        lower=np.array(lower),
        upper=np.array(upper),
        pins=np.array([NOT_PINNED if pin is None else pin for pin in pinned.values]),
    )
    shared = share(members, step)
    _refuse_unfit(money, shared)
    return parts.laid_out(money.amounts(shared.final.tolist()))


def _step(money: Money, whole: int, *pins: int) -> int:
    """Find what a total is split in: the rounding unit, or the largest part of it that the total and pins are multiples of.

    Raises
    ------
    BadArgument
        If the total has more of them than can be told apart.
    """
    step = math.gcd(money.unit, whole, *pins)
    if whole // step > LARGEST_TOTAL:
        reason = f"{money.text(whole)} is too much to split in steps of {money.text(step)}; give a larger rounding_unit"
        raise BadArgument(ExcelError.NUMBER, reason)
    return step


def _counted(money: Money, amounts: Cells[float | None]) -> Cells[int | None]:
    """Count amounts that may be blank in minor units."""
    minors = tuple(None if amount is None else money.minor(amount) for amount in amounts.values)
    return Cells(amounts.name, amounts.rows, amounts.columns, minors)


def _bounds(
    money: Money, step: int, pinned: Cells[int | None], floors: Cells[float | None], caps: Cells[float | None]
) -> tuple[list[int], list[int]]:
    """Take floors up and caps down to whole steps; what is pinned needs neither.

    Raises
    ------
    BadArgument
        If nothing lies between a floor and its cap.
    """
    lower, upper = [], []
    for at, pin in enumerate(pinned.values):
        floor, cap = floors.values[at], caps.values[at]
        least = 0 if pin is not None or floor is None else -(-money.minor(floor) // step) * step
        most = UNBOUNDED if pin is not None or cap is None else money.minor(cap) // step * step
        if least > most:
            bounds = f"{floor or 0:,.15g} and {caps.name} {cap:,.15g}"
            reason = f"{floors.called(at)} is {bounds}: no multiple of {money.text(step)} lies between"
            raise BadArgument(ExcelError.NUMBER, reason)
        lower.append(least)
        upper.append(most)
    return lower, upper


def _refuse_unfit(money: Money, shared: Shared) -> None:
    """Refuse a split whose pins or bounds do not fit the total, and say by how much."""
    over, off = int(shared.pins_off[0]), int(shared.bounds_off[0])
    amount = money.text(abs(over or off))
    for wrong, reason in (
        (over > 0, f"pins exceed the total by {amount}"),
        (over < 0, f"pins fix everything, and {amount} of the total is left over"),
        (off < 0, f"floors ask for {amount} more than there is to split"),
        (off > 0, f"caps allow {amount} less than there is to split"),
    ):
        if wrong:
            raise BadArgument(ExcelError.NUMBER, reason)


@func(category=CATEGORY)
@arg("months", doc="Sales by month: 12 cells, or several years of 12, a row or a column each. Blank = 0.", **RANGE)
@arg("amount", doc="The amount to split into months; the shares if left out.", **RANGE)
@arg("rounding_unit", doc="Split in multiples of this amount, such as 100; to the cent if left out.", **RANGE)
@answered
def sp_season(months: Argument, amount: Argument = None, rounding_unit: Argument = None) -> Argument:
    """Find the share of a year that falls in each month, by the sales of one year or several; or split an amount by it.

    The parts of an amount add up to it exactly. A month below 0 counts 0; without sales all are even.
    """
    money = Money.rounded_to(rounding_unit)
    sales = _SALES.read(months)
    shares = _shares(sales)
    year = Cells("months", *((1, _YEAR) if sales.columns == _YEAR else (_YEAR, 1)), tuple(shares.tolist()))
    if amount is None:
        return year.laid_out(year.values)
    whole = money.minor(_AMOUNT.one(amount))
    step = _step(money, whole)
    return year.laid_out(money.amounts((apportion(whole // step, shares) * step).tolist()))


def _shares(sales: Cells[float | None]) -> Floats:
    """Pool the years, each in a row or, where there are not 12 columns, in a column."""
    if _YEAR not in sales.shape:
        reason = f"{sales.name} must be 12 cells, or several years of 12 (it is {sales.shape_text})"
        raise BadArgument(ExcelError.VALUE, reason)
    if all(sold is None for sold in sales.values):
        raise BadArgument(ExcelError.VALUE, f"{sales.name} is blank; it must be numbers, such as {_SALES.like}")
    minors = np.array(Money().minors(sold or 0.0 for sold in sales.values), dtype=np.int64).reshape(sales.shape)
    years = minors if sales.columns == _YEAR else minors.T
    nobody = np.empty(0, dtype=np.int64)
    return seasons(years[np.newaxis], nobody, 0, _BY_HISTORY).company
