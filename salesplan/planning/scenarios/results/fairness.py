"""Fairness: whether a scenario asks alike of everybody, in figures and in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Floats
from salesplan.planning.bounds import full_years
from salesplan.planning.scenarios.ranks import is_slight, is_sure, rank_correlation
from salesplan.planning.scenarios.results import fairness_words as words
from salesplan.planning.scenarios.rows import over_each, rows_of, shown_name
from salesplan.planning.scenarios.scenario import Planned
from salesplan.tables.scenario_likely import FAIRNESS
from salesplan.words import ENGLISH, LANGUAGES, Words

_MOST_NAMED: Final = 5
_FEWEST: Final = 2
_FEWEST_SIZES: Final = 3
_FINE: Final = 3
"""Decimals of expected attainment that are compared: what quotas are rounded by makes nobody's easier."""


def fairness(planned: Planned, against: Planned, language: str = ENGLISH) -> pd.DataFrame:
    """Measure whether a scenario is fair, and the plan beside it.

    Percentiles lie on straight lines between values (Hyndman and Fan, 1996, type 7: Excel's PERCENTILE.INC). Sales that
    no rep has are not among reps.

    - growth_spread: P90 - P10 of the growth that quotas ask for over last year, a fraction; of reps with sales last
      year who are there for the whole of both years, as those of others rest on parts of a year.
    - potential_spread: P90 ÷ P10 of quota ÷ potential; of reps with a potential who carry a full year's quota.
    - gini_potential: the Gini coefficient of the same, 0 (all alike) to 1: half the mean difference of two members of
      the group ÷ their mean (Gini, 1912).
    - gini_quota: that of the quotas above 0.
    - capped, floored: the number of reps whose quota a bound holds; NaN without a cap, a floor.
    - size_correlation: Spearman's rank correlation of expected sales ÷ quota with last year's sales, equal values sharing
      the middle rank; of reps with both above 0. Attainment counts to the tenth of a percent. 0 where one of the two
      never differs.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.
    language
        Of what is said.

    Returns
    -------
    pd.DataFrame
        The columns of Fairness, a row a measure; NaN, and words that say so, where there are too few reps, or no such bound.
    """
    own, other = ([measure(each) for measure in _MEASURES.values()] for each in (planned, against))
    return rows_of(
        FAIRNESS,
        len(_MEASURES),
        {
            "scenario": shown_name(planned.scenario, language),
            "measure": list(_MEASURES),
            "value": [measured.value for measured in own],
            "plan_value": [measured.value for measured in other],
            "said": [measured.said.said(language) for measured in own],
        },
    )


def gini(values: Floats) -> float:
    """Give the Gini coefficient of numbers of 0 or more: half their mean difference ÷ their mean.

    Returns
    -------
    float
        0 where all are the same, towards 1 where one has all; NaN where none is above 0.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([3.0, 0.0, 0.0, 1.0]))
    (0.0, 0.625)
    """
    ordered = np.sort(values)
    total = float(ordered.sum())
    if total <= 0:
        return nan
    ranks = 2 * np.arange(1, ordered.size + 1) - ordered.size - 1
    # The ranks add up to 0, so that the smallest can be taken off: the same for all then is exactly 0.
    return float((ranks * (ordered - ordered[0])).sum()) / (ordered.size * total)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A measure of a scenario: its value, and what that says."""

    value: float
    said: Words


def _growth_spread(planned: Planned) -> _Measured:
    last_year = planned.plan.quota["last_year"].to_numpy(dtype=np.int64)
    counted = full_years(planned.plan.standing.roster, planned.settings) & (last_year > 0)
    growth = planned.final[counted] / last_year[counted] - 1
    if growth.size < _FEWEST:
        return _Measured(nan, words.NO_GROWTH)
    low, high = np.percentile(growth, [10, 90]).tolist()
    facts = {"count": growth.size, "low": _points(low, "+"), "high": _points(high, "+")}
    said = words.GROWTH if facts["low"] != facts["high"] else words.SAME_GROWTH
    return _Measured(high - low, said.filled(**facts))


def _potential_spread(planned: Planned) -> _Measured:
    asked = _asked_of_potential(planned)
    if asked.size < _FEWEST:
        return _Measured(nan, words.NO_POTENTIAL)
    low, high = np.percentile(asked, [10, 90]).tolist()
    if low <= 0:
        return _Measured(nan, words.NO_QUOTAS)
    times = f"{high / low:,.1f}"
    said = words.SAME_POTENTIAL if times == "1.0" else words.POTENTIAL.filled(times=times)
    return _Measured(high / low, said)


def _asked_of_potential(planned: Planned) -> Floats:
    """Give quota ÷ potential of the reps who carry a full year's quota."""
    potential = planned.plan.standing.roster.numbers(lambda member: member.potential)
    full = planned.plan.standing.ramp > 1 - 1e-9
    counted = planned.is_rep & full & (potential > 0)
    return np.asarray(planned.final[counted] / potential[counted])


def _gini_potential(planned: Planned) -> _Measured:
    return _difference(_asked_of_potential(planned), words.POTENTIAL_DIFFERS, words.NO_POTENTIAL)


def _gini_quota(planned: Planned) -> _Measured:
    quotas = planned.final[planned.is_rep & (planned.final > 0)]
    return _difference(quotas.astype(np.float64), words.QUOTAS_DIFFER, words.NO_QUOTAS)


def _difference(values: Floats, said: Words, none: Words) -> _Measured:
    """Measure by the Gini coefficient, and say the mean difference that it is half of, two draws of the same one counted."""
    value = gini(values) if values.size >= _FEWEST else nan
    if isnan(value):
        return _Measured(nan, none)
    return _Measured(value, said.filled(share=_points(2 * value)))


def _capped(planned: Planned) -> _Measured:
    if planned.settings.growth_cap is None:
        return _Measured(nan, words.NO_CAP)
    return _held(planned, "cap", words.CAPPED, words.NOBODY_CAPPED)


def _floored(planned: Planned) -> _Measured:
    if planned.settings.growth_floor is None:
        return _Measured(nan, words.NO_FLOOR)
    return _held(planned, "floor", words.FLOORED, words.NOBODY_FLOORED)


def _held(planned: Planned, bound: str, some: Words, none: Words) -> _Measured:
    """Count the reps whose quota a bound holds, and name the first of them."""
    held = planned.is_rep & (planned.plan.quota["bound"].to_numpy() == bound)
    names = [planned.plan.standing.roster.members[place].title for place in np.flatnonzero(held)]
    if not names:
        return _Measured(0.0, none)
    said = (some.said(language).format(names=_listed(names, language)) for language in LANGUAGES)
    return _Measured(float(len(names)), Words(*said))


def _listed(names: list[str], language: str) -> str:
    listed = words.BETWEEN_NAMES.said(language).join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return listed + (words.MORE.filled(count=more).said(language) if more > 0 else "")


def _size_correlation(planned: Planned) -> _Measured:
    last_year = planned.plan.quota["last_year"].to_numpy(dtype=np.int64)
    counted = planned.is_rep & (planned.final > 0) & (last_year > 0)
    reps = int(np.count_nonzero(counted))
    if reps < _FEWEST_SIZES:
        return _Measured(nan, words.NO_SIZES)
    attainment = over_each(planned.expected, planned.final)[counted].round(_FINE)
    rho = rank_correlation(attainment, last_year[counted])
    if is_slight(rho) or not is_sure(rho, reps):
        said = words.SIZE_IS_NOTHING
    else:
        said = words.LARGER_EASIER if rho > 0 else words.SMALLER_EASIER
    return _Measured(rho, said.filled(rho=f"{rho:z.2f}"))


def _points(share: float, sign: str = "") -> str:
    """Write a fraction in percent, to a tenth, without the sign of percent.

    Examples
    --------
    >>> _points(0.1846, "+"), _points(-0.02, "+"), _points(-0.0001), _points(12.5)
    ('+18.5', '-2.0', '0.0', '1,250.0')
    """
    return f"{share * 100:{sign}z,.1f}"


_MEASURES: Final[dict[str, Callable[[Planned], _Measured]]] = {
    "growth_spread": _growth_spread,
    "potential_spread": _potential_spread,
    "gini_potential": _gini_potential,
    "gini_quota": _gini_quota,
    "capped": _capped,
    "floored": _floored,
    "size_correlation": _size_correlation,
}
"""The measures by key, in the order of the table's choices."""
