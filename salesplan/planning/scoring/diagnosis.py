"""What a rep below target needs: a talk, training, or another quota."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from salesplan.planning.arrays import Flags, Floats, Ints, ratio
from salesplan.planning.money import GRAINS
from salesplan.planning.names import NOWHERE
from salesplan.planning.scoring.facts import Facts, VisitFacts
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.measures import visits_a_day

ACTIVITY_SHARE: Final = 0.8
"""Visits a working day below this share of their target are too few."""

ADHERENCE: Final = 0.7
"""Below this share of the planned visits made, too many are left out, unless most reps leave out as many."""

ADHERENCE_SHARE: Final = 0.8
"""Where the reps' median adherence is low itself, below this share of it too many are left out."""

COVERAGE_SHARE: Final = 0.7
"""Coverage below this share of the reps' median is low."""

LEAST_ADHERENCE: Final = 0.4
"""Below this share of the planned visits made, too many are left out, whatever the others do."""

RESULT_SHARE: Final = 0.8
"""Orders a visit below this share of the reps' median are low."""

ENOUGH_VISITS: Final = 5
"""Of fewer visits made, the share that brought an order says nothing."""

WEAK_SCORE: Final = 60.0
"""A KPI below this score shows a skill that is missing."""

ENOUGH_REPS: Final = 3
"""The least number of reps whose median says what is usual."""

VISITS_A_DAY: Final = "visits_a_day"
NO_SKILL: Final = frozenset({VISITS_A_DAY, "target_attainment", "margin_attainment", "growth", "attitude"})
"""KPIs that show no skill: activity, will, and what follows from the revenue alone, which may be the quota's fault."""

_HAIR: Final = 1 - 1e-9
"""A figure on the line is not below it, however the line was rounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of every rep, and what it is held against.

    Attributes
    ----------
    value
        A value a rep; NaN without data.
    usual
        The target or the median; NaN where there is none, or none above 0.
    low
        Whether the rep's is clearly below it.
    line
        Below what it is low.
    """

    value: Floats
    usual: float
    low: Flags
    line: float

    @classmethod
    def held(cls, value: Floats, usual: float, share: float) -> "Figure":
        """Hold values against a share of what is usual.

        Examples
        --------
        >>> Figure.held(np.array([2.4, 2.3, np.nan]), 3.0, 0.8).low.tolist()
        [False, True, False]
        """
        line = usual if usual > 0 else np.nan
        return cls(value, float(line), value < share * line * _HAIR, float(share * line))

    @property
    def known(self) -> Flags:
        """Whose figure there is, with something to hold it against."""
        return np.asarray(~np.isnan(self.value) & (not np.isnan(self.usual)), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Activity:
    """How much reps do.

    Attributes
    ----------
    a_day
        Visits a working day, against their target.
    adherence
        Planned visits made ÷ planned, against all of them; where the reps' median is low, against that.
    coverage
        Customers visited ÷ owned, against the median.
    targeted
        Whether the line of ``a_day`` was set by people; else it is the reps' median.
    """

    a_day: Figure
    adherence: Figure
    coverage: Figure
    targeted: bool

    @property
    def low(self) -> Flags:
        """Who does too little."""
        return self.a_day.low | self.adherence.low | self.coverage.low

    @property
    def known(self) -> Flags:
        """Of whom anything is known."""
        return self.a_day.known | self.adherence.known | self.coverage.known


@dataclass(frozen=True, slots=True)
class Results:
    """What comes of it.

    Attributes
    ----------
    strike
        Visits with an order ÷ visits made, against the median; of `ENOUGH_VISITS` or more.
    a_visit
        Revenue a visit in minor units, against the median; it decides nothing: who visits more has less of it.
    weakest
        The place of the KPI that shows a skill and misses most points by weight, one below `WEAK_SCORE` before others;
        `NOWHERE` where all reach 100.
    weak
        Whether that KPI is below `WEAK_SCORE`.
    scored
        Whether the rep has a score on any such KPI.
    """

    strike: Figure
    a_visit: Figure
    weakest: Ints
    weak: Flags
    scored: Flags

    @property
    def low(self) -> Flags:
        """Whose results are low."""
        return self.strike.low | self.weak

    @property
    def known(self) -> Flags:
        """Of whom anything is known."""
        return self.strike.known | self.scored


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the figures of a period ask of the manager.

    Attributes
    ----------
    keys
        A key of `salesplan.tables.scorecard.DIAGNOSES` a rep; "" without a quota to hold sales against.
    activity
        None where nobody made a visit, or the plan has none.
    results
        What comes of the visits and the KPIs.
    """

    keys: tuple[str, ...]
    activity: Activity | None
    results: Results


def diagnose(graded: Graded) -> Diagnosis:
    """Say of each rep below target what is missing: activity, skill, or a fair quota.

    Low activity (visits a day, adherence, or coverage) asks for a talk. If activity is fine but results are low (orders
    a visit, or a KPI that shows skill), training is due. If both are fine, the quota or the
    territory is at fault. What cannot be known is "unclear": a quota is not called wrong for want of data.

    Parameters
    ----------
    graded
        A period's facts and scores.

    Returns
    -------
    Diagnosis
        In the order of the reps.
    """
    facts = graded.facts
    activity, results = _activity(graded), _results(graded)
    nothing = np.zeros(len(facts.reps), dtype=np.bool_)
    low, known = (activity.low, activity.known) if activity else (nothing, nothing)
    cases = (
        (~facts.has_quota | (facts.quota <= 0), ""),
        (facts.revenue >= facts.quota * GRAINS, "on_target"),
        (low, "talk"),
        (~known, "unclear"),
        (results.low, "train"),
        (~results.known, "unclear"),
    )
    keys = np.select([who for who, _ in cases], [key for _, key in cases], "review")
    return Diagnosis(tuple(keys.tolist()), activity, results)


def _activity(graded: Graded) -> Activity | None:
    visits, owned = graded.facts.visits, graded.facts.owned
    if visits is None or not np.nansum(visits.made):
        return None
    a_day, coverage = visits_a_day(graded.facts), ratio(visits.covered, owned)
    adherence = ratio(visits.kept, visits.planned)
    target = _target_a_day(graded)
    return Activity(
        Figure.held(a_day, usual(a_day) if np.isnan(target) else target, ACTIVITY_SHARE),
        Figure.held(adherence, 1.0, _least_adherence(adherence)),
        Figure.held(coverage, usual(coverage), COVERAGE_SHARE),
        targeted=not np.isnan(target),
    )


def _least_adherence(adherence: Floats) -> float:
    """Give the line: a cadence that nobody can keep is no rep's fault, but who makes hardly any visit is not excused."""
    # Of NaN, where reps are few, fmin gives the other.
    return max(LEAST_ADHERENCE, float(np.fmin(ADHERENCE, ADHERENCE_SHARE * usual(adherence))))


def _target_a_day(graded: Graded) -> float:
    """Give the target that people set for visits a day; NaN where they set none."""
    keys = graded.kpis.folded
    if VISITS_A_DAY not in keys or np.isnan(graded.kpis.target[keys.index(VISITS_A_DAY)]):
        return np.nan
    return float(graded.target[keys.index(VISITS_A_DAY)])


def _results(graded: Graded) -> Results:
    facts = graded.facts
    nothing = np.full(len(facts.reps), np.nan)
    strike, a_visit = _of_visits(facts, facts.visits) if facts.visits else (nothing, nothing)
    skills = np.array([key not in NO_SKILL for key in graded.kpis.folded], dtype=np.bool_)
    counts = (graded.counted > 0) & skills
    weak = counts & (graded.score < WEAK_SCORE)
    any_weak = np.any(weak, axis=1)
    candidates = np.where(any_weak[:, None], weak, counts)
    return Results(
        Figure.held(strike, usual(strike), RESULT_SHARE),
        Figure.held(a_visit, usual(a_visit), RESULT_SHARE),
        weakest_of(graded, candidates),
        any_weak,
        np.any(counts, axis=1),
    )


def _of_visits(facts: Facts, visits: VisitFacts) -> tuple[Floats, Floats]:
    enough = np.where(visits.made >= ENOUGH_VISITS, visits.made, np.nan)
    return ratio(visits.orders, enough), ratio(facts.revenue / GRAINS, visits.made)


def weakest_of(graded: Graded, candidates: Flags) -> Ints:
    """Give each rep's KPI that misses most points by its weight, of some; ties go to the first in KPIs.

    Parameters
    ----------
    candidates
        n × k, which KPIs come into question; those of 100 points and more do not.
    """
    short = np.where(candidates, graded.counted * (100.0 - graded.score), 0.0).round(6)
    nothing = np.zeros((len(short), 1))  # the first of the largest where no points are missed
    return np.asarray(np.hstack([nothing, short]).argmax(axis=1) + NOWHERE, dtype=np.int64)


def usual(values: Floats) -> float:
    """Give the median of the reps who have the figure; NaN where they are too few.

    Examples
    --------
    >>> usual(np.array([0.1, 0.3, np.nan, 0.2])), usual(np.array([0.1, 0.3]))
    (0.2, nan)
    """
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size >= ENOUGH_REPS else np.nan
