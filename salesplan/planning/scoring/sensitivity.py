"""Sensitivity of a ranking: who would stand where if a weight were another."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.totals import ranks_of, totals_of
from salesplan.tables.scorecard import RANK_SENSITIVITY
from salesplan.words import ENGLISH, Words

STEP: Final = 5
"""Points by which a weight is moved, up and down."""

_MOST_NAMED: Final = 5
_MORE: Final = Words(" and {count} more", "，另有 {count} 人", "，另有 {count} 人")
_KEYS: Final = RANK_SENSITIVITY.keys
_DTYPES: Final = {"moved": "float64", "weight": "float64", "ranks_changed": "Int64", "largest": "Int64"}


def rank_sensitivity(graded: Graded, names: Sequence[str], language: str = ENGLISH) -> pd.DataFrame:
    """Move each weight by 5 points up and down, the others in proportion, and rank anew.

    Totals are computed as those of the scorecard, and the same reps have one: half of the weights as they are must
    have a score. KPIs of weight 0 are not moved; a weight stays within 0 and 100, and one of 100 has no other
    weights to take from it.

    Parameters
    ----------
    graded
        The scores of a period.
    names
        What its reps are called, in their order.
    language
        Of the labels.

    Returns
    -------
    pd.DataFrame
        The columns of RankSensitivity; KPIs in their order, down before up. ``moved`` is what the weight really
        moved by; ``top`` names who would be first, the first five of them.
    """
    kpis = graded.kpis
    rows = [
        {
            "period": graded.facts.period.name,
            "kpi": kpis.keys[place],
            "label": kpis.labels[place].said(language),
            "moved": float(moved),
            "weight": float(kpis.weights[place]),
            **_compared(graded, moved_weights(kpis.weights, place, moved), names, language),
        }
        for place, moved in _moves(kpis.weights)
    ]
    return pd.DataFrame({key: pd.Series([row[key] for row in rows], dtype=_DTYPES.get(key, "str")) for key in _KEYS})


def moved_weights(weights: Sequence[Fraction], place: int, moved: Fraction) -> list[Fraction]:
    """Move one of weights that add up to 100, and the others in proportion so that all still do; exactly.

    Examples
    --------
    >>> [str(weight) for weight in moved_weights([Fraction(60), Fraction(30), Fraction(10)], 0, Fraction(5))]
    ['65', '105/4', '35/4']
    """
    others = 100 - weights[place]
    changed = [weight * (others - moved) / others for weight in weights]
    changed[place] = weights[place] + moved
    return changed


def _moves(weights: Sequence[Fraction]) -> Iterator[tuple[int, Fraction]]:
    for place, weight in enumerate(weights):
        if 0 < weight < 100:
            yield place, max(Fraction(-STEP), -weight)
            yield place, min(Fraction(STEP), 100 - weight)


def _compared(graded: Graded, weights: Sequence[Fraction], names: Sequence[str], language: str) -> dict[str, Any]:
    """Say who would be first by other weights, and how many ranks would change."""
    total = np.where(np.isnan(graded.total), np.nan, totals_of(graded.score, weights))
    rank = ranks_of(total)
    first: Flags = rank == 1
    change: Ints = np.abs(rank - graded.rank)
    return {
        "top": _named(first, names, language),
        "top_changes": "no" if np.array_equal(first, graded.rank == 1) else "yes",
        "ranks_changed": int(np.count_nonzero(change)),
        "largest": int(change.max(initial=0)),
    }


def _named(which: Flags, names: Sequence[str], language: str) -> str:
    places = np.flatnonzero(which).tolist()
    named = ", ".join(names[place] for place in places[:_MOST_NAMED])
    more = len(places) - _MOST_NAMED
    return named + (_MORE.filled(count=more).said(language) if more > 0 else "")
