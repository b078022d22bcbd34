"""The measures of the scorecard: one function each, from the facts of a period to a figure a rep.

A new measure is one function here, named by its key, and one row in `salesplan.tables.scoring.MEASURES`.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from salesplan.planning.arrays import Floats, ratio
from salesplan.planning.money import GRAINS
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.kpis import Kpis

Measure: TypeAlias = Callable[[Facts], Floats]
"""Gives a figure a rep in the KPI's unit, percentages as fractions; NaN where there is no data."""

MEASURES: Final[dict[str, Measure]] = {}
"""What is computed, by KPI; every other KPI is rated."""


def _measure(function: Measure) -> Measure:
    """Register a measure under its name."""
    MEASURES[function.__name__] = function
    return function


@_measure
def target_attainment(facts: Facts) -> Floats:
    """Divide revenue by the quota due; NaN where that is 0 or absent."""
    return ratio(facts.revenue / GRAINS, np.where(facts.has_quota, facts.quota, 0))


@_measure
def margin_attainment(facts: Facts) -> Floats:
    """Divide margin by the margin quota due; NaN without either."""
    return ratio(facts.margin / GRAINS, facts.margin_quota)


@_measure
def collection(facts: Facts) -> Floats:
    """Divide what was collected by what was due; NaN where nothing was."""
    return ratio(facts.collected, facts.due)


@_measure
def visits_a_day(facts: Facts) -> Floats:
    """Divide the visits made by the working days; NaN where the plan has no visits, or the rep no such days."""
    visits = facts.visits
    return np.full(len(facts.reps), np.nan) if visits is None else ratio(visits.made, visits.working_days)


@_measure
def active_customers(facts: Facts) -> Floats:
    """Count the customers with revenue above 0 that the rep sold."""
    return facts.active


@_measure
def breadth(facts: Facts) -> Floats:
    """Divide the customers owned that bought by those owned; NaN for who owns none."""
    return ratio(facts.active_owned, facts.owned)


@_measure
def product_mix(facts: Facts) -> Floats:
    """Divide revenue in focus lines by revenue; NaN where no line is named, or revenue is not above 0."""
    return ratio(facts.focus, facts.revenue)


@_measure
def new_customers(facts: Facts) -> Floats:
    """Count the customers with the first purchase ever in these months."""
    return facts.new


@_measure
def growth(facts: Facts) -> Floats:
    """Hold revenue against that of the same months a year before; NaN where that is not above 0."""
    return ratio(facts.revenue - facts.revenue_before, facts.revenue_before)


def measured(facts: Facts, kpis: Kpis) -> Floats:
    """Measure every KPI of a scorecard.

    Returns
    -------
    Floats
        Reps × KPIs; NaN where there is no data.
    """
    unrated = np.full(len(facts.reps), np.nan)
    columns = [MEASURES[key](facts) if key in MEASURES else facts.ratings.get(key, unrated) for key in kpis.folded]
    return np.array(columns, dtype=np.float64).reshape(len(kpis), len(facts.reps)).T
