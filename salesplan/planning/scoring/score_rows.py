"""The rows of Scorecard and Scores: what was scored, as the sheets show it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Floats
from salesplan.planning.money import rounded
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.history import changes, recognised
from salesplan.planning.scoring.measures import MEASURES
from salesplan.tables.model import own_key
from salesplan.tables.scoring import MEASURED


def scorecard_rows(
    graded: Graded, previous: Floats, diagnosis: tuple[str, ...], evidence: tuple[str, ...]
) -> pd.DataFrame:
    """Write the scorecard of a period.

    Parameters
    ----------
    graded
        Its scores.
    previous
        Each rep's total of the period before; NaN for none.
    diagnosis, evidence
        Keys and texts, a rep each.

    Returns
    -------
    DataFrame
        The columns of Scorecard that salesplan computes, a row a rep in the order of the reps; and a pair more for each
        of people's own KPIs, by which the table grows. A standard KPI that the KPIs leave out has an actual, if it
        can be measured, and no score.
    """
    facts, reps = graded.facts, graded.facts.reps
    recognition = recognised(graded, changes(graded.total, previous))
    return pd.DataFrame(
        {
            "period": pd.array([facts.period.name] * len(reps), dtype="str"),
            "rep_id": pd.array(reps.rep_id, dtype="str"),
            "rep": pd.array(reps.rep, dtype="str"),
            "team": pd.array(reps.team, dtype="str"),
            "measured_to": np.full(len(reps), np.datetime64(facts.measured_to, "s")),
            "quota": pd.Series(facts.quota, dtype="Int64").where(facts.has_quota),
            "revenue": pd.array(rounded(facts.revenue), dtype="Int64"),
            "rank": pd.Series(graded.rank, dtype="Int64").where(graded.rank > 0),
            "total": graded.total,
            "grade": pd.array(graded.grade, dtype="str"),
            "measured": graded.measured,
            "previous": previous,
            "recognition": pd.array(recognition, dtype="str"),
            "diagnosis": pd.array(diagnosis, dtype="str"),
            "evidence": pd.array(evidence, dtype="str"),
            **_pairs(graded),
        }
    )


def _pairs(graded: Graded) -> dict[str, Floats]:
    """Give actual and score of every standard KPI, then of people's own."""
    facts = graded.facts
    unknown = np.full(len(facts.reps), np.nan)
    columns: dict[str, Floats] = {}
    for key in MEASURED:
        actual = MEASURES[key](facts) if key in MEASURES else facts.ratings.get(key, unknown)
        columns |= {f"{key}_actual": actual, f"{key}_score": unknown}
    for place, key in enumerate(graded.kpis.folded):
        name = key if key in MEASURED else own_key(key)
        columns |= {f"{name}_actual": graded.actual[:, place], f"{name}_score": graded.score[:, place]}
    return columns


def score_rows(graded: Graded, language: str) -> pd.DataFrame:
    """Write how the totals of a period came about.

    Returns
    -------
    DataFrame
        The columns of Scores, a row a rep and KPI, in their orders. The points of a rep add up to the total, but for
        its rounding.
    """
    facts, kpis = graded.facts, graded.kpis
    reps = len(facts.reps)

    def each_rep(values: Sequence[str]) -> Any:
        return pd.array(np.repeat(np.array(values, dtype=object), len(kpis)), dtype="str")

    def each_kpi(values: Sequence[str]) -> Any:
        return pd.array(np.tile(np.array(values, dtype=object), reps), dtype="str")

    return pd.DataFrame(
        {
            "period": pd.array([facts.period.name] * (reps * len(kpis)), dtype="str"),
            "rep_id": each_rep(facts.reps.rep_id),
            "rep": each_rep(facts.reps.rep),
            "kpi": each_kpi(kpis.keys),
            "label": each_kpi([label.said(language) for label in kpis.labels]),
            "weight": np.tile(np.array([float(weight) for weight in kpis.weights]), reps),
            "actual": graded.actual.ravel(),
            "target": np.tile(graded.target, reps),
            "unit": each_kpi(kpis.unit),
            "ratio": graded.ratio.ravel(),
            "score": graded.score.ravel(),
            "counted": graded.counted.ravel(),
            "points": (graded.score * graded.counted / 100).ravel(),
        }
    )
