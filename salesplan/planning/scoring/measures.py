"""The measures of the scorecard: one function each, from the facts of a period to a figure a rep.

A new measure is one function here, one row in `MEASURES`, and its words in `salesplan.tables.scoring.MEASURED`.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.money import GRAINS
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.kpis import Kpis

Measure: TypeAlias = Callable[[Facts], Floats]
"""Gives a figure a rep in the KPI's unit, percentages as fractions; NaN where there is no data."""


def target_attainment(facts: Facts) -> Floats:
    """Divide revenue by the quota due; NaN where that is 0 or absent."""
    return _ratio(facts.revenue / GRAINS, np.where(facts.has_quota, facts.quota, 0))


def margin_attainment(facts: Facts) -> Floats:
    """Divide margin by the margin quota due; NaN without either."""
    return _ratio(facts.margin / GRAINS, facts.margin_quota)


def collection(facts: Facts) -> Floats:
    """Divide what was collected by what was due; NaN where nothing was."""
    return _ratio(facts.collected, facts.due)


def visits_a_day(facts: Facts) -> Floats:
    """Divide the visits made by the working days; NaN where the plan has no visits, or the rep no such days."""
    visits = facts.visits
    return np.full(len(facts.reps), np.nan) if visits is None else _ratio(visits.made, visits.working_days)


def active_customers(facts: Facts) -> Floats:
    """Count the customers with revenue above 0 that the rep sold."""
    return facts.active


def breadth(facts: Facts) -> Floats:
    """Divide the customers owned that bought by those owned; NaN for who owns none."""
    return _ratio(facts.active_owned, facts.owned)


def product_mix(facts: Facts) -> Floats:
    """Divide revenue in focus lines by revenue; NaN where no line is named, or revenue is not above 0."""
    return _ratio(facts.focus, facts.revenue)


def new_customers(facts: Facts) -> Floats:
    """Count the customers with the first purchase ever in these months."""
    return facts.new


def growth(facts: Facts) -> Floats:
    """Hold revenue against that of the same months a year before; NaN where that is not above 0."""
    return _ratio(facts.revenue - facts.revenue_before, facts.revenue_before)


MEASURES: Final[dict[str, Measure]] = {
    "target_attainment": target_attainment,
    "margin_attainment": margin_attainment,
    "collection": collection,
    "visits_a_day": visits_a_day,
    "active_customers": active_customers,
    "breadth": breadth,
    "product_mix": product_mix,
    "new_customers": new_customers,
    "growth": growth,
}
"""What is computed, by KPI; every other KPI is rated."""


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


def _ratio(part: Floats | Ints, whole: Floats | Ints) -> Floats:
    """Divide; NaN where there is nothing above 0 to divide by."""
    ratios = np.full(len(whole), np.nan)
    np.divide(part, whole, out=ratios, where=whole > 0)
    return ratios
