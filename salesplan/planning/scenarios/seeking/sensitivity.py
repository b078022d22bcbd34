"""Sensitivity: what one step of each driver does to quotas, to the chance of the target, and to payouts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking.drivers import Driver, Value
from salesplan.planning.scenarios.seeking.kinds import NOT_SET
from salesplan.planning.wording import spoken
from salesplan.tables.model import Holds
from salesplan.tables.scenario_likely import MOST_DRIVERS, SENSITIVITY
from salesplan.words import ENGLISH

_SHOWN: Final = {"final": "reps_final", "chance": "chance", "payout": "expected_payout"}
"""The figures that are shown, by the first word of their columns."""

_DTYPES: Final = {Holds.INTEGER: "Int64", Holds.MONEY: "Int64", Holds.PERCENT: "float64", Holds.TEXT: "str"}


@dataclass(frozen=True, slots=True)
class _Moved:
    """A driver now, one step down and one step up; None where there is no such value, or no figures with it."""

    driver: Driver
    now: Value | None
    low: Value | None
    high: Value | None
    figures_low: Figures | None = None
    figures_high: Figures | None = None


def sensitivity(
    drivers: Sequence[Driver],
    now: Mapping[str, Any],
    present: Figures | None,
    evaluate: Callable[[Sequence[Mapping[str, Any]]], Sequence[Figures | None]],
    *,
    language: str = ENGLISH,
) -> pd.DataFrame:
    """Move each driver one step down and up, all else as it is.

    Steps end where a driver's range does. A driver that is not set (no cap) cannot be moved, only shown.

    Parameters
    ----------
    drivers
        With their steps.
    now
        The values of the scenario, from `salesplan.planning.scenarios.seeking.drivers.present_values`.
    present
        Its figures; None where it has none.
    evaluate
        Gives the figures of the scenario with each of some changes on top, by key as `Scenario.changes` holds them;
        None where it cannot be computed.
    language
        Of driver names.

    Returns
    -------
    DataFrame
        The columns of Sensitivity: amounts Int64, shares float64, steps and values as text. The driver that swings the
        reps' quotas most comes first, then by the chance, by payouts, and by key; drivers that are not set come last.
        At most twelve. A side without a step or figures is blank. No rows where the scenario itself has no figures.
    """
    if present is None:
        return _frame([])
    moved = [_moved(driver, now, present) for driver in drivers]
    tried = iter(evaluate(steps(drivers, now, present)))
    rows = [_row(_evaluated(one, tried), present, language) for one in moved]
    first = sorted(rows, key=_order)[:MOST_DRIVERS]
    return _frame([row | {"rank": rank} for rank, row in enumerate(first, start=1)])


def steps(drivers: Sequence[Driver], now: Mapping[str, Any], present: Figures) -> list[Mapping[str, Any]]:
    """Give the changes that `sensitivity` will ask for, in its order; of the figures only the company's quota is read."""
    moved = [_moved(driver, now, present) for driver in drivers]
    return [{one.driver.key: value} for one in moved for value in _steps(one)]


def _moved(driver: Driver, now: Mapping[str, Any], figures: Figures) -> _Moved:
    value = driver.present(now, figures)
    if value is None:
        return _Moved(driver, None, None, None)
    low, high = (None if place is None else driver.value(place) for place in driver.sides(driver.place(value)))
    return _Moved(driver, value, low, high)


def _steps(moved: _Moved) -> list[Value]:
    return [value for value in (moved.low, moved.high) if value is not None]


def _evaluated(moved: _Moved, tried: Iterator[Figures | None]) -> _Moved:
    """Take the figures of a driver's steps, which come in the order of the steps."""
    low = None if moved.low is None else next(tried)
    high = None if moved.high is None else next(tried)
    return _Moved(moved.driver, moved.now, moved.low, moved.high, low, high)


def _row(moved: _Moved, present: Figures, language: str) -> dict[str, Any]:
    driver = moved.driver
    row: dict[str, Any] = {
        "key": driver.key,
        "driver": driver.label.said(language),
        "step": driver.step_text.said(language),
        "at": NOT_SET.said(language) if moved.now is None else spoken(driver.text(moved.now)).said(language),
        "low": "" if moved.low is None else spoken(driver.text(moved.low)).said(language),
        "high": "" if moved.high is None else spoken(driver.text(moved.high)).said(language),
    }
    for name, result in _SHOWN.items():
        figures = {"low": moved.figures_low, "now": present, "high": moved.figures_high}
        row |= {f"{name}_{side}": None if of is None else of.get(result) for side, of in figures.items()}
    for side in ("low", "high"):
        row[f"change_{side}"] = _less(row[f"final_{side}"], row["final_now"])
        row[f"chance_change_{side}"] = _less(row[f"chance_{side}"], row["chance_now"])
    row["swing"] = None if row["final_now"] is None else _swing(row, "final")
    return row


def _less(value: float | None, now: float | None) -> float | None:
    return None if value is None or now is None else value - now


def _swing(row: Mapping[str, Any], name: str) -> float:
    """Give the way from the lowest to the highest of the three values that there are."""
    there = [value for side in ("low", "now", "high") if (value := row[f"{name}_{side}"]) is not None]
    return max(there, default=0) - min(there, default=0)


def _order(row: Mapping[str, Any]) -> tuple[float, float, float, bool, str]:
    final, chance, payout = (-round(_swing(row, name), 9) for name in _SHOWN)
    is_still = not row["low"] and not row["high"]
    return final, chance, payout, is_still, row["key"]


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.key: pd.Series([row[column.key] for row in rows], dtype=_DTYPES[column.holds])
            for column in SENSITIVITY
        }
    )
