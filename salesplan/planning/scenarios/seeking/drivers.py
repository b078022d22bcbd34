"""Drivers: the numbers of a plan that can be moved step by step, their range, and what a step is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any, Final, TypeAlias

import pandas as pd

from salesplan.errors import UnknownName
from salesplan.findings import Finding
from salesplan.planning.money import MILLION, decimals, millionths
from salesplan.planning.names import folded
from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking import kinds
from salesplan.planning.wording import amount_text, spoken
from salesplan.tables.model import Holds, Setting
from salesplan.tables.scenarios import OWN_CHANGES, STEPPED
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words, nearest_words

Value: TypeAlias = int | float
"""A driver's value as plans hold it: a fraction, minor units, a whole number."""

TARGET: Final = "company_target"
"""The driver whose step is a share of it."""

_MOST_MONEY: Final = 2**49
"""The largest amount that is planned for, minor units."""

_STEPPED: Final = {
    setting.key: setting for setting in (*SETTINGS, *OWN_CHANGES) if setting.key in {choice.key for choice in STEPPED}
}
_POINTS: Final = Words("{points} pp", "{points} 个百分点", "{points} 個百分點")


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A number of a plan that can be moved.

    Its values are counted in *places*, so that steps and bisections are exact: a share's are millionths, those of a
    whole number are itself, those of money are whole units of ``grain``.

    Attributes
    ----------
    setting
        What it is.
    currency
        Of amounts.
    grain
        How many minor units a place of money is.
    step
        By how much it is moved: a fraction, minor units, a whole number; of the company target, a share of it. 0 for a
        driver that is not stepped.

    Examples
    --------
    >>> growth = driver_named("market growth", currency="CNY", unit=100_00)
    >>> growth.first, growth.place(0.1), growth.value(110_000), growth.text(0.11)
    (-1000000, 100000, 0.11, '11 %')
    """

    setting: Setting
    currency: str
    grain: int = 1
    step: float = 0.0

    @property
    def key(self) -> str:
        """The key of its setting."""
        return self.setting.key

    @property
    def label(self) -> Words:
        """What people call it."""
        return self.setting.label

    @property
    def is_share(self) -> bool:
        """Whether its values are fractions or other numbers with a comma, and not whole ones."""
        return self.setting.holds in (Holds.PERCENT, Holds.NUMBER)

    @property
    def is_whole(self) -> bool:
        """Whether it counts something."""
        return self.setting.holds is Holds.INTEGER

    @property
    def first(self) -> int:
        """The place of the least value allowed."""
        least = self.setting.minimum
        return 0 if least is None else ceil(self._places_of_typed(least))

    @property
    def last(self) -> int:
        """The place of the greatest value allowed."""
        most = self.setting.maximum
        return _MOST_MONEY // self.grain if most is None else floor(self._places_of_typed(most))

    @property
    def least_step(self) -> float:
        """The least step that moves it."""
        return 1 / MILLION if self.is_share or self.key == TARGET else 1.0

    def usual_step(self, place: int) -> int:
        """Give the places of a step that people think in: a percentage point, one, some 1 % of an amount.

        A power of ten, so that steps lead to values of few digits.
        """
        if self.is_share:
            return MILLION // 100
        return 10 ** (len(str((place or MILLION) // 100)) - 1) if self.setting.holds is Holds.MONEY else 1

    def place(self, value: Value) -> int:
        """Give the place nearest to a value, within the range."""
        place = millionths(value) if self.is_share else (2 * round(value) + self.grain) // (2 * self.grain)
        return self.clipped(place)

    def value(self, place: int) -> Value:
        """Give the value of a place."""
        return place / MILLION if self.is_share else place * self.grain

    def clipped(self, place: int) -> int:
        """Give the nearest place within the range."""
        return min(max(place, self.first), self.last)

    def sides(self, place: int) -> tuple[int | None, int | None]:
        """Give the places one step down and up, at most to the ends of the range; None where no step can be taken."""
        places = self._step_places(place)
        low, high = (self.clipped(place + moved) for moved in (-places, places))
        return (low if low < place else None), (high if high > place else None)

    def text(self, value: Value) -> str:
        """Write a value for people, to the last digit."""
        match self.setting.holds:
            case Holds.PERCENT:
                return f"{_trimmed(f'{value * 100:.4f}')} %"
            case Holds.MONEY:
                return _whole_if_it_is(amount_text(round(value), self.currency))
            case _:
                return _trimmed(f"{value:.6f}")

    @property
    def step_text(self) -> Words:
        """Say what a step is: percentage points, a share of the target, an amount, a number."""
        if self.key == TARGET:
            return spoken(f"{_trimmed(f'{self.step * 100:.4f}')} %")
        if self.setting.holds is Holds.PERCENT:
            return _POINTS.filled(points=_trimmed(f"{self.step * 100:.4f}"))
        return Words(self.text(self.step))

    def present(self, values: Mapping[str, Any], figures: Figures | None) -> Value | None:
        """Give its value in a plan; None where it has none.

        Parameters
        ----------
        values
            From `present_values`.
        figures
            Of the plan with these values: without a typed company target, it is the computed one that is moved.
        """
        value: Value | None = values.get(self.key)
        if value is None and self.key == TARGET and figures is not None:
            return figures.get("company_quota")
        return value

    def _step_places(self, place: int) -> int:
        if self.key == TARGET:
            return round(place * self.step)
        return millionths(self.step) if self.is_share else round(self.step / self.grain)

    def _places_of_typed(self, typed: float) -> float:
        """Give the place of a limit of the range, which is in the unit that people type."""
        if self.is_share:
            return round(typed * MILLION)
        return typed * _minor(self.setting, self.currency) / self.grain


def driver_named(name: str, *, currency: str, unit: int) -> Driver:
    """Find a driver by its key, or its label in any language.

    Parameters
    ----------
    name
        As people type it; case and outer blanks do not matter.
    currency
        Of amounts.
    unit
        The plan's rounding unit in minor units: company targets are whole multiples of it.

    Raises
    ------
    UnknownName
        If there is none, with the nearest.
    """
    setting = _setting_named(name)
    if setting is None:
        raise UnknownName("driver", name, list(_STEPPED))
    return _driver(setting, currency, unit)


def read_drivers(drivers: pd.DataFrame, *, currency: str, unit: int) -> tuple[list[Driver], list[Finding]]:
    """Read which drivers are moved, and by how much.

    Parameters
    ----------
    drivers
        driver (keys; "" blank), step (float64, as typed; NaN blank); the index is the sheet's row, the order of the rows
        changes nothing.
    currency, unit
        As for `driver_named`.

    Returns
    -------
    list[Driver]
        In the order of the sheet, each once.
    list[Finding]
        F145, F146: a driver that there is not, a step that moves nothing.
    """
    found: dict[str, Driver] = {}
    findings = []
    for row, name, typed in drivers[["driver", "step"]].sort_index().itertuples():
        if not name:
            continue
        setting = _setting_named(name)
        if setting is None:
            near = nearest_words(name, list(_STEPPED))
            findings.append(kinds.NOT_A_DRIVER.at("Drivers", row, "driver", name=name, near=near))
            continue
        driver = _driver(setting, currency, unit)
        stepped = replace(driver, step=0.0 if pd.isna(typed) else _held_step(driver, typed))
        if stepped.step < driver.least_step:
            least = replace(driver, step=driver.least_step).step_text
            findings.append(kinds.NO_STEP.at("Drivers", row, "step", label=driver.label, least=least))
        else:
            found.setdefault(driver.key, stepped)
    return list(found.values()), findings


def present_values(settings: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values that a scenario has now: the plan's settings, and its changes instead.

    Parameters
    ----------
    settings, changes
        Of the plan and of the scenario, as `PlanInputs` and `Scenario` hold them.

    Returns
    -------
    dict
        By key. What is blank and means nothing else is 0; growth expected is the plan's growth; no cap, floor,
        company target or margin rate stays None.

    Examples
    --------
    >>> values = present_values({"growth": 0.1, "growth_cap": None, "stretch": None}, {"growth": 0.2})
    >>> values["growth"], values["expected_growth"], values["growth_cap"], values["stretch"], values["hires"]
    (0.2, 0.1, None, 0, 0)
    """
    values = {**settings, **changes}
    if values.get("expected_growth") is None:
        values["expected_growth"] = settings.get("growth")
    for key, setting in _STEPPED.items():
        if values.get(key) is None and (setting in OWN_CHANGES or setting.default is not None):
            values[key] = 0
    return values


def _setting_named(name: str) -> Setting | None:
    wanted = folded(name)
    return next((s for s in _STEPPED.values() if wanted in (s.key, *map(folded, s.label.every()))), None)


def _driver(setting: Setting, currency: str, unit: int) -> Driver:
    return Driver(setting=setting, currency=currency, grain=unit if setting.key == TARGET else 1)


def _held_step(driver: Driver, typed: float) -> float:
    """Give a typed step as plans hold it; that of the company target is a share."""
    if driver.key == TARGET or driver.is_share:
        return typed
    return float(round(typed * _minor(driver.setting, driver.currency)))


def _minor(setting: Setting, currency: str) -> int:
    return int(10 ** decimals(currency)) if setting.holds is Holds.MONEY else 1


def _whole_if_it_is(amount: str) -> str:
    """Leave out the cents of an amount that has none."""
    whole, _, rest = amount.partition(".")
    return amount if rest.strip("0") else whole


def _trimmed(number: str) -> str:
    """Leave out what says nothing behind the point.

    Examples
    --------
    >>> _trimmed("10.5000"), _trimmed("20.0000"), _trimmed("-0.0000")
    ('10.5', '20', '0')
    """
    short = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if short == "-0" else short
