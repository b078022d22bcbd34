"""Adjustments of a scenario: checked against the segments that the plan has, and put in place of the plan's own."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.growth import DIMENSIONS, segment_key
from salesplan.planning.names import coded, texts
from salesplan.planning.roster import Roster, active_roster
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.scenarios.changes.frames import in_place_of
from salesplan.planning.scenarios.scenario import PlanInputs
from salesplan.tables import inputs
from salesplan.words import nearest_words

ADJUSTMENTS: Final = "Adjustments"

_LABELS: Final = {dimension.key: dimension.label for dimension in inputs.DIMENSIONS}


class Segments:
    """The segments that a plan has, each dimension looked up when it is first asked for.

    Parameters
    ----------
    plan
        The plan.
    plan_year
        Its reps are those who are active in it.
    """

    def __init__(self, plan: PlanInputs, plan_year: int) -> None:
        self._frames = plan.frames
        self._plan_year = plan_year
        self._values: dict[str, dict[str, str]] = {}

    def values(self, dimension: str) -> dict[str, str]:
        """Give the values of a dimension as they are shown, by their keys."""
        if dimension not in self._values:
            shown = sorted(self._shown(dimension))
            self._values[dimension] = {segment_key(dimension, value)[1]: value for value in reversed(shown)}
        return self._values[dimension]

    @cached_property
    def _roster(self) -> Roster:
        return active_roster(self._frames["Reps"], self._plan_year)[0]

    def _shown(self, dimension: str) -> Iterable[str]:
        if dimension not in DIMENSIONS:
            return ()
        if dimension in {"region", "team", "rep_id"}:
            return {getattr(member, dimension) for member in self._roster.members} - {""}
        tables = {"channel": ("Customers", "Sales"), "product_line": ("Sales",)}.get(dimension, ("Customers",))
        return {key for table in tables for key in coded(self._frames[table][dimension]).keys}


def adjustment_findings(typed: pd.DataFrame, heads: pd.DataFrame | None, segments: Segments) -> list[Finding]:
    """Find what is wrong with a scenario's adjustments.

    Parameters
    ----------
    typed
        dimension, value, adjustment; the index is the row of Adjustments.
    heads
        Its changes of reps, whose regions, teams and ids are known too.
    segments
        Those of the plan.

    Returns
    -------
    list[Finding]
        F108 for rows that are not complete, F115 for a segment that does not occur, F116 for one that is there twice.
    """
    findings: list[Finding] = []
    first: dict[tuple[str, str], int] = {}
    made = _of_heads(heads)
    rates = typed["adjustment"].to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    dimensions, values = texts(typed, "dimension"), texts(typed, "value")
    for row, dimension, value, rate in zip(typed.index.tolist(), dimensions, values, rates, strict=True):
        lacking = next(
            (key for key, cell in (("dimension", dimension), ("value", value)) if not cell),
            "adjustment" if rate != rate else "",
        )
        if lacking:
            findings.append(kinds.INCOMPLETE.at(ADJUSTMENTS, row, lacking, missing=inputs.GROWTH[lacking].label))
            continue
        key = segment_key(dimension, value)
        facts = {"dimension": _LABELS.get(key[0], dimension), "value": value}
        if key in first:
            findings.append(kinds.SEGMENT_TWICE.at(ADJUSTMENTS, row, "value", first=first[key], **facts))
        elif key[1] not in segments.values(key[0]) and key not in made:
            near = nearest_words(value, sorted(segments.values(key[0]).values()))
            findings.append(kinds.UNKNOWN_SEGMENT.at(ADJUSTMENTS, row, "value", near=near, **facts))
        first.setdefault(key, int(row))
    return findings


def _of_heads(heads: pd.DataFrame | None) -> set[tuple[str, str]]:
    """Give the segments that a scenario's own reps make."""
    if heads is None:
        return set()
    return {segment_key(by, value) for by in ("region", "team", "rep_id") for value in texts(heads, by) if value}


def with_adjustments(growth: pd.DataFrame, typed: pd.DataFrame) -> pd.DataFrame:
    """Put a scenario's adjustments in place of the plan's of the same segments; the others stay.

    Parameters
    ----------
    growth, typed
        dimension, value (text), adjustment (fraction).

    Returns
    -------
    DataFrame
        The columns of ``growth``: its rows that stay, then the typed ones, with the index that each has.

    Examples
    --------
    >>> columns = ["dimension", "value", "adjustment"]
    >>> plan = pd.DataFrame([["region", "North", 0.05], ["tier", "A", 0.02]], columns=columns)
    >>> with_adjustments(plan, pd.DataFrame([["region", "north", 0.0]], columns=columns)).to_numpy().tolist()
    [['tier', 'A', 0.02], ['region', 'north', 0.0]]
    """
    taken = set(_keys(typed))
    return in_place_of(growth, typed, np.array([key in taken for key in _keys(growth)], dtype=np.bool_))


def _keys(growth: pd.DataFrame) -> list[tuple[str, str]]:
    pairs = zip(texts(growth, "dimension"), texts(growth, "value"), strict=True)
    return [segment_key(dimension, value) for dimension, value in pairs]
