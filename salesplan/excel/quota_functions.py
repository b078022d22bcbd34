"""Functions of quotas: a target from last year and growth, a split that adds up, a season."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from xlwings import arg, func

from salesplan.excel.amounts import Money, exact, half_up, in_proportion
from salesplan.excel.answers import answered
from salesplan.excel.arguments import CATEGORY, RANGE, Number
from salesplan.excel.cells import Argument, BadArgument, Cells, ExcelError, widest
from salesplan.planning.apportion import LARGEST_TOTAL, UNBOUNDED, apportion
from salesplan.planning.arrays import Floats
from salesplan.planning.money import grown
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
    """Grow last year by a rate: last year × (1 + growth), rounded to the cent and then to the unit, halves up.

    A rate of up to six decimals gives the number of a plan; a longer one, such as 1/12, counts exactly.
    """
    sold, rates = _LAST_YEAR.read(last_year), _GROWTH.read(growth)
    money = Money.rounded_to(rounding_unit, *sold.values)
    asked = widest(sold, rates)
    sold, rates = sold.like(asked), rates.like(asked)
    bases = {
        at: _base(money, amount, _GROWTH.there(rates, at))
        for at, amount in enumerate(sold.values)
        if amount is not None
    }
    targets = grown(np.array(list(bases.values()), dtype=np.int64), 0, money.unit).tolist()
    by_place = dict(zip(bases, money.amounts(map(money.counted, targets)), strict=True))
    return asked.laid_out([by_place.get(at) for at in range(len(asked.values))])


def _base(money: Money, amount: float, rate: float) -> int:
    """Grow an amount, rounded to the minor unit; only then to the rounding unit, as a plan does with base and target."""
    return money.counted(half_up(money.minor(amount) * (1 + exact(rate))))


@func(category=CATEGORY)
@arg("total", doc="The amount to split.", **RANGE)
@arg(
    "weights",
    doc="What it is split by: a column or a row, 0 or more each. Blank = no part, and a blank answer.",
    **RANGE,
)
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
    """Split a total by weights into amounts that add up to it exactly, in multiples of the unit.

    Pins hold; floors go up and caps down to whole units. Where the total or a pin is no multiple, a smaller unit divides
    them all.
    """
    amount, parts = _TOTAL.one(total), _WEIGHTS.read(weights)
    least, most = _FLOORS.read(floors).like(parts), _CAPS.read(caps).like(parts)
    typed = _PINS.read(pins).like(parts)
    money = Money.rounded_to(rounding_unit, amount, *typed.values)
    whole = money.minor(amount)
    members = _members(money, parts, typed, least, most)
    step = _step(money, whole, *(member.pin for member in members if member.pin != NOT_PINNED))
    shared = share(_group(whole, members), step)
    _refuse_unfit(money, shared, some_blank=len(members) < len(parts.values))
    by_place = {member.at: money.amount(final) for member, final in zip(members, shared.final.tolist(), strict=True)}
    return parts.laid_out([by_place.get(at) for at in range(len(parts.values))])


@dataclass(frozen=True, slots=True)
class _Member:
    """Who takes part in a split: its place among the weights, its weight, bounds and pin in minor units."""

    at: int
    weight: float
    lower: int
    upper: int
    pin: int


def _members(
    money: Money,
    weights: Cells[float | None],
    pins: Cells[float | None],
    floors: Cells[float | None],
    caps: Cells[float | None],
) -> list[_Member]:
    """Find who has a weight or a pin; what is pinned needs no bounds.

    Raises
    ------
    BadArgument
        If nobody has, or a cap is below its floor.
    """
    members = []
    for at, (weight, pin) in enumerate(zip(weights.values, pins.values, strict=True)):
        if pin is not None:
            members.append(_Member(at, weight or 0.0, 0, UNBOUNDED, money.minor(pin)))
        elif weight is not None:
            lower, upper = _bounds(money, floors.values[at], caps.values[at], weights.place(at))
            members.append(_Member(at, weight, lower, upper, NOT_PINNED))
    if not members:
        raise BadArgument(ExcelError.VALUE, f"{weights.name} is blank; it must be numbers, such as {_WEIGHTS.like}")
    return members


def _bounds(money: Money, floor: float | None, cap: float | None, place: str) -> tuple[int, int]:
    """Take a floor up and a cap down to whole rounding units, the cap never below the floor: as a plan does.

    Raises
    ------
    BadArgument
        If the cap is below the floor as they were given.
    """
    if floor is not None and cap is not None and cap < floor:
        where = f" ({place})" if place else ""
        raise BadArgument(ExcelError.NUMBER, f"the cap {cap:,.15g} is below the floor {floor:,.15g}{where}")
    lower = 0 if floor is None else money.up(floor)
    return lower, UNBOUNDED if cap is None else max(lower, money.down(cap))


def _group(whole: int, members: Sequence[_Member]) -> Groups:
    """Put members into one group that shares a total."""
    return Groups(
        totals=np.array([whole]),
        of=np.zeros(len(members), dtype=np.int64),
        weights=np.array([member.weight for member in members]),
        lower=np.array([member.lower for member in members]),
        upper=np.array([member.upper for member in members]),
        pins=np.array([member.pin for member in members]),
    )


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


def _refuse_unfit(money: Money, shared: Shared, *, some_blank: bool) -> None:
    """Refuse a split whose pins or bounds do not fit the total, and say by how much."""
    over, off = int(shared.pins_off[0]), int(shared.bounds_off[0])
    amount = money.text(abs(over or off))
    rounded = f", rounded to multiples of {money.text(money.unit)}," if money.unit > 1 else ""
    takes_none = "; a blank weight takes none of it" if some_blank else ""
    for wrong, reason in (
        (over > 0, f"pins exceed the total by {amount}"),
        (over < 0, f"pins fix everything, and {amount} of the total is left over{takes_none}"),
        (off < 0, f"floors{rounded} ask for {amount} more than there is to split"),
        (off > 0, f"caps{rounded} allow {amount} less than there is to split{takes_none}"),
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
    shares = _shares(sales := _SALES.read(months))
    year = Cells("months", *((1, _YEAR) if sales.columns == _YEAR else (_YEAR, 1)), tuple(shares.tolist()))
    if amount is None:
        return year.laid_out(year.values)
    given = _AMOUNT.one(amount)
    money = Money.rounded_to(rounding_unit, given)
    whole = money.minor(given)
    step = _step(money, whole)
    return year.laid_out(money.amounts((apportion(whole // step, shares) * step).tolist()))


def _shares(sales: Cells[float | None]) -> Floats:
    """Pool the years, each in a row or, where there are not 12 columns, in a column."""
    if _YEAR not in sales.shape:
        reason = f"{sales.name} must be 12 cells, or several years of 12 (it is {sales.shape_text})"
        raise BadArgument(ExcelError.VALUE, reason)
    if all(sold is None for sold in sales.values):
        raise BadArgument(ExcelError.VALUE, f"{sales.name} is blank; it must be numbers, such as {_SALES.like}")
    amounts, _ = in_proportion([sold or 0.0 for sold in sales.values])
    months = np.array(amounts, dtype=np.int64).reshape(sales.shape)
    years = months if sales.columns == _YEAR else months.T
    nobody = np.empty(0, dtype=np.int64)
    return seasons(years[np.newaxis], nobody, 0, _BY_HISTORY).company
