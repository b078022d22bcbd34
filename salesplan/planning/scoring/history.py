"""Periods that were scored before: kept as they are recorded, and what they say of progress."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.names import folded, texts
from salesplan.planning.periods import Period, UnusablePeriod
from salesplan.planning.scoring.graded import Graded
from salesplan.tables.model import Owner, Table

LEAST_OF_THE_BEST: Final = 85.0
"""A total below this is nobody's best: the first of those who failed is not held up to the others."""

_NO_RANK = np.iinfo(np.int64).max


def merged(table: Table, recorded: pd.DataFrame, scored: pd.DataFrame, periods: Sequence[str]) -> pd.DataFrame:
    """Put newly scored rows in the place of the recorded ones of their periods; other periods' rows stay.

    Parameters
    ----------
    table
        Scorecard or Payouts, whose rows are told apart by period and rep_id.
    recorded
        The table as it stands; it may have columns of people's own KPIs beside the table's.
    scored
        The new rows, with all columns that are not typed, and maybe columns of own KPIs.
    periods
        The names of the periods that were scored.

    Returns
    -------
    DataFrame
        The table's columns, then those of own KPIs that were scored, NaN where they were not recorded. Rows are
        in the order of period, rank if there is one, and rep_id. What people typed goes along to the new row of the
        same period and rep; a recorded row of a scored period whose rep is scored in it no more is left out.
    """
    again = _are_of(recorded, periods)
    own = [key for key in scored.columns if key not in table.keys]
    parts = [recorded[~again], _with_typed(table, recorded[again], scored)]
    columns = [*table.keys, *own]
    whole = pd.concat(
        [part.reindex(columns=columns) for part in parts if len(part)] or [recorded[:0].reindex(columns=columns)]
    )
    return whole.iloc[_order(whole)].reset_index(drop=True)


def _are_of(recorded: pd.DataFrame, periods: Sequence[str]) -> Flags:
    wanted = {folded(name) for name in periods}
    return np.array([folded(name) in wanted for name in texts(recorded, "period")], dtype=np.bool_)


def _with_typed(table: Table, recorded: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """Take along what people typed: text."""
    columns = {}
    for key in (column.key for column in table if column.owner is Owner.PERSON):
        typed = dict(reversed(list(zip(_rows(recorded), recorded[key].tolist(), strict=True))))
        columns[key] = pd.array([typed.get(row, "") for row in _rows(scored)], dtype="str")
    return scored.assign(**columns)


def _rows(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Give the period and the rep of each row as they are matched."""
    pairs = zip(texts(frame, "period"), texts(frame, "rep_id"), strict=True)
    return [(folded(period), folded(rep)) for period, rep in pairs]


def _order(frame: pd.DataFrame) -> Ints:
    periods, reps = np.array(_rows(frame), dtype=object).reshape(-1, 2).T
    rank = frame["rank"].fillna(_NO_RANK) if "rank" in frame else np.zeros(len(frame))
    return np.asarray(np.lexsort((reps, np.asarray(rank, dtype=np.int64), periods)), dtype=np.int64)


class Totals:
    """The totals of reps by period: those recorded, and then those scored.

    Parameters
    ----------
    recorded
        The table Scorecard as it stands.
    periods
        The names of the periods that are scored now: what is recorded of them counts no more.
    """

    def __init__(self, recorded: pd.DataFrame, periods: Sequence[str]) -> None:
        kept = recorded[~_are_of(recorded, periods)]
        self._totals = dict(reversed(list(zip(_rows(kept), kept["total"].tolist(), strict=True))))

    def add(self, graded: Graded) -> None:
        """Take the totals of a period that was scored."""
        rows = zip(self._rows_of(graded, graded.facts.period.name), graded.total.tolist(), strict=True)
        self._totals.update(rows)

    def previous(self, graded: Graded) -> Floats:
        """Give each rep's total of the period before, of the same kind; NaN where there is none."""
        rows = self._rows_of(graded, graded.facts.period.before().name)
        return np.array([self._totals.get(row, np.nan) for row in rows], dtype=np.float64)

    @staticmethod
    def _rows_of(graded: Graded, period: str) -> list[tuple[str, str]]:
        return [(folded(period), folded(rep)) for rep in graded.facts.reps.rep_id]


def with_previous(whole: pd.DataFrame, periods: Sequence[str]) -> pd.DataFrame:
    """Give the rows of periods that follow scored ones the totals that these have now.

    Parameters
    ----------
    whole
        The Scorecard with all its periods.
    periods
        The names of the periods that were scored.
    """
    rows, totals = _rows(whole), whole["total"].tolist()
    before = {name: _before(name) for name in dict.fromkeys(texts(whole, "period"))}
    follows = {folded(name): folded(last) for name, last in before.items() if last in periods}
    known = dict(reversed(list(zip(rows, totals, strict=True))))
    previous = [
        known.get((follows[period], rep), np.nan) if period in follows else recorded
        for (period, rep), recorded in zip(rows, whole["previous"].tolist(), strict=True)
    ]
    return whole.assign(previous=np.array(previous, dtype=np.float64))


def _before(name: str) -> str:
    """Name the period before a recorded one; "" for what is no period."""
    try:
        return Period.of_cell(name).before().name
    except UnusablePeriod:
        return ""


def changes(total: Floats, previous: Floats) -> Floats:
    """Give total less previous, rounded to the two decimals that they have; NaN where one is missing.

    Examples
    --------
    >>> changes(np.array([100.1, 90.0, np.nan]), np.array([99.9, np.nan, 80.0])).tolist()
    [0.2, nan, nan]
    """
    return np.asarray(np.round(total - previous, 2) + 0.0, dtype=np.float64)


def recognised(graded: Graded, change: Floats) -> tuple[str, ...]:
    """Choose who is recognised: the best, and who improved most of the others; equal ones share it.

    Parameters
    ----------
    graded
        The scores of a period. Who has left is not recognised; the best is then the first of those who stay, with
        a total of `LEAST_OF_THE_BEST` or more.
    change
        Each total less that of the period before; NaN without one. Only a gain counts.

    Returns
    -------
    tuple[str, ...]
        A key of `salesplan.tables.scorecard.RECOGNITIONS` a rep, or "".
    """
    stays = ~graded.facts.reps.left
    ranked = stays & (graded.rank > 0)
    best = ranked & (graded.rank == graded.rank[ranked].min(initial=_NO_RANK)) & (graded.total >= LEAST_OF_THE_BEST)
    gained = ranked & ~best & (change > 0)
    improved = gained & (change == change[gained].max(initial=0.0))
    return tuple(np.select([best, improved], ["best", "improved"], "").tolist())
