"""What goal seek is after: a result of a scenario, and the value that it is to have."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

from salesplan.errors import UnknownName, UsageError
from salesplan.planning.money import decimals
from salesplan.planning.wording import amount_text
from salesplan.tables.model import Column, Holds
from salesplan.tables.parse import number_in
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS
from salesplan.words import Words

_NUMERIC: Final = (Holds.MONEY, Holds.PERCENT, Holds.NUMBER, Holds.INTEGER)
_RESULTS: Final[dict[str, Column]] = {
    column.key: column for column in (*ATTAINMENT, *RESULTS) if column.holds in _NUMERIC
}
_TOLERANCES: Final = {Holds.PERCENT: 0.0005, Holds.NUMBER: 0.05, Holds.INTEGER: 0.0}
_SAME: Final = 1e-9
"""Shares and heads that differ by less are the same."""


class UnusableGoal(UsageError):
    """What a result is to be cannot be read."""

    def __init__(self, goal: str, problem: str, fix: str) -> None:
        super().__init__(f"the goal {goal!r} {problem}; {fix}")


@dataclass(frozen=True, slots=True)
class Goal:
    """A result, and what it is to be.

    Attributes
    ----------
    column
        The column of Results or Attainment that shows it.
    target
        Minor units, a fraction, a count or heads.
    currency
        Of amounts.
    """

    column: Column
    target: int | float
    currency: str

    @property
    def result(self) -> str:
        """The key of the result."""
        return self.column.key

    @property
    def label(self) -> Words:
        """What people call the result."""
        return self.column.label

    def error(self, reached: float) -> float:
        """Say how far a result is from the goal; 0 where it is the same."""
        error = abs(reached - self.target)
        return 0.0 if error <= _SAME else error

    def tolerance(self, unit: int) -> float:
        """Say how near a result must be: a rounding unit, 0.05 % of a share, 0.05 heads, a count exactly.

        Parameters
        ----------
        unit
            The plan's rounding unit in minor units.
        """
        return float(unit) if self.column.holds is Holds.MONEY else _TOLERANCES[self.column.holds] + _SAME

    def text(self, value: float) -> str:
        """Write a value of the result for people."""
        match self.column.holds:
            case Holds.MONEY:
                return amount_text(round(value), self.currency)
            case Holds.PERCENT:
                return f"{value * 100:.4f}".rstrip("0").rstrip(".") + " %"
            case Holds.INTEGER:
                return f"{value:.0f}"
            case _:
                return f"{value:.2f}"


def parse_goal(text: str, currency: str) -> Goal:
    """Read a goal: ``company_final=12,000,000``, ``chance=60%``, ``heads_gap=0``.

    Parameters
    ----------
    text
        A result by its key, or its header in any language, and what it is to be: amounts in the currency, not in its
        minor units.
    currency
        Three-letter code.

    Raises
    ------
    UnusableGoal
        If it is not written so, or no amount, share or number.
    UnknownName
        If there is no such result, with the nearest.

    Examples
    --------
    >>> goal = parse_goal("company_final = 12,000,000", "CNY")
    >>> goal.result, goal.target, goal.text(goal.target)
    ('company_final', 1200000000, '12,000,000.00')
    >>> parse_goal("chance=60%", "CNY").target
    0.6
    """
    name, sign, typed = (part.strip() for part in text.replace("＝", "=").partition("="))
    if not sign:
        raise UnusableGoal(text, "says no value", "write RESULT=VALUE, such as company_final=12000000 or chance=60%")
    column = _result_named(name)
    number = number_in(typed)
    if number is None or not isfinite(number):
        raise UnusableGoal(text, "is no number", "write an amount, a percentage or a number, such as 12000000 or 60%")
    return Goal(column, _target(text, column, number, typed.endswith(("%", "％")), currency), currency)


def _result_named(name: str) -> Column:
    for column in _RESULTS.values():
        if column.named(name):
            return column
    raise UnknownName("result", name, list(_RESULTS))


def _target(text: str, column: Column, number: float, is_share: bool, currency: str) -> int | float:
    """Give the value as scenarios hold it, or say what is wrong with it."""
    if column.holds is Holds.PERCENT:
        if not is_share and abs(number) >= 1:
            raise UnusableGoal(text, "may be a share or a percentage", f"write {number:g}% or {number * 100:g}%")
        return number
    if is_share:
        raise UnusableGoal(text, "is a percentage", f"{column.key} is none: write the number itself")
    if column.holds is Holds.NUMBER:
        return number
    places = decimals(currency) if column.holds is Holds.MONEY else 0
    amount = number * int(10**places)
    whole = round(amount)
    if abs(amount - whole) > _SAME * max(1.0, abs(number)):
        raise UnusableGoal(text, "is finer than can be reached", f"{column.key} has {places} decimals")
    return whole
