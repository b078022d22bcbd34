"""Ramp and rates of a scenario: checked, and scaled."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any, Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.scoring.rates import read_rates
from salesplan.tables.incentives import RATES
from salesplan.tables.inputs import RAMP
from salesplan.tables.model import Table

SCENARIO_RAMP: Final = "ScenarioRamp"
SCENARIO_RATES: Final = "ScenarioRates"

_HALF: Final = Fraction(1, 2)


def ramp_findings(ramp: pd.DataFrame) -> list[Finding]:
    """Find what is wrong with a scenario's ramp: a month that is there twice (F117), a row that is not complete (F108).

    Parameters
    ----------
    ramp
        month, share; the index is the row of ScenarioRamp.
    """
    findings = _lacking(ramp, RAMP, SCENARIO_RAMP, ("month", "share"))
    months = ramp["month"].dropna()
    first: dict[int, int] = {}
    for row, month in zip(months.index.tolist(), months.tolist(), strict=True):
        if int(month) in first:
            findings.append(
                kinds.MONTH_TWICE.at(SCENARIO_RAMP, row, "month", month=int(month), first=first[int(month)])
            )
        first.setdefault(int(month), int(row))
    return findings


def rates_findings(rates: pd.DataFrame, *, flat: bool) -> list[Finding]:
    """Find what is wrong with a scenario's rates: K151 to K155, as in the plan's, and rows that are not complete (F108).

    Parameters
    ----------
    rates
        from, to, rate, bonus; the index is the row of ScenarioRates.
    flat
        Whether the rate of the band reached pays for all sales.
    """
    found = read_rates(rates, flat=flat)[1]
    lacking = _lacking(rates, RATES, SCENARIO_RATES, ("from",))
    return [*lacking, *(replace(finding, table=SCENARIO_RATES) for finding in found)]


def _lacking(rows: pd.DataFrame, table: Table, name: str, keys: Sequence[str]) -> list[Finding]:
    return [
        kinds.INCOMPLETE.at(name, row, key, missing=table[key].label)
        for key in keys
        for row in rows.index[rows[key].isna()].tolist()
    ]


def scaled(rates: pd.DataFrame, change: float) -> pd.DataFrame:
    """Multiply all rates and bonuses by 1 + a change, exactly; bonuses to whole minor units, halves up.

    Examples
    --------
    >>> rates = pd.DataFrame({"from": [0.0], "rate": [0.03], "bonus": pd.array([5], dtype="Int64")})
    >>> scaled(rates, 0.1).to_dict("list")
    {'from': [0.0], 'rate': [0.033], 'bonus': [6]}
    """
    factor = 1 + Fraction(repr(float(change)))
    return rates.assign(
        rate=pd.Series([_times(rate, factor) for rate in rates["rate"].tolist()], index=rates.index, dtype="float64"),
        bonus=pd.Series([_whole(paid, factor) for paid in rates["bonus"].tolist()], index=rates.index, dtype="Int64"),
    )


def _times(rate: Any, factor: Fraction) -> float:
    return float("nan") if pd.isna(rate) else float(Fraction(repr(float(rate))) * factor)


def _whole(amount: Any, factor: Fraction) -> Any:
    return pd.NA if pd.isna(amount) else floor(int(amount) * factor + _HALF)
