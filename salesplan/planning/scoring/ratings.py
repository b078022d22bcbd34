"""The managers' ratings, by KPI and period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, Kind
from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.listed import listed
from salesplan.planning.names import coded, folded
from salesplan.planning.periods import Period, UnusablePeriod
from salesplan.planning.scoring import fact_kinds as kinds
from salesplan.planning.scoring.kpis import TYPED_AS_POINTS, Kpis, kpi_key
from salesplan.planning.visit_entries import Staff, day_number
from salesplan.planning.wording import percent_text
from salesplan.tables.scoring import COMPUTED, JUDGED, MEASURED
from salesplan.words import nearest_words

_MOST_POINTS: Final = 5
_FAR: Final = 10.0
RATED: Final = frozenset({*MEASURED, *JUDGED}) - COMPUTED
"""Known measures that are rated; the other known ones are computed from the data."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings, one entry each, by rep, KPI, period: first day, then last.

    Attributes
    ----------
    keys
        The KPIs that are rated, as they are matched: those of the scorecard that are not computed, skill and attitude.
    rep
        A place in the staff.
    kpi
        A place in ``keys``.
    first, last
        The period's days, counted from 1970-01-01.
    value
        The rating.
    """

    keys: tuple[str, ...]
    rep: Ints
    kpi: Ints
    first: Ints
    last: Ints
    value: Floats

    def of(self, period: Period, staff: Staff) -> dict[str, Floats]:
        """Give the ratings for a period, by KPI and place in the staff; NaN for none.

        That of the period itself counts; else the mean of those for periods that lie inside it; else that of the
        shortest period which contains it, of equally short ones the earliest.
        """
        first, last = day_number(period.first), day_number(period.last)
        cell = self.kpi * staff.count + self.rep
        size = len(self.keys) * staff.count
        ratings = self._around(cell, size, first, last)
        for inside in (
            (self.first >= first) & (self.last <= last),
            (self.first == first) & (self.last == last),
        ):
            count = np.bincount(cell[inside], minlength=size)
            total = np.bincount(cell[inside], weights=self.value[inside], minlength=size)
            np.divide(total, count, out=ratings, where=count > 0)
        return dict(zip(self.keys, ratings.reshape(len(self.keys), staff.count), strict=True))

    def _around(self, cell: Ints, size: int, first: int, last: int) -> Floats:
        """Give the rating for the shortest period that contains some days."""
        around = np.flatnonzero((self.first <= first) & (self.last >= last))
        longest_first = np.argsort((self.first - self.last)[around], kind="stable")
        shortest = around[longest_first]
        found = np.full(size, np.nan)
        found[cell[shortest]] = self.value[shortest]  # of repeated places the last that is written, the shortest, stays
        return found


def ratings_of(ratings: pd.DataFrame, kpis: Kpis, staff: Staff) -> tuple[Ratings, list[Finding]]:
    """Match ratings with KPIs and reps.

    Parameters
    ----------
    ratings
        period, rep_id, kpi (text), value (float64); the index is the sheet's row. A KPI is named by its key or its label,
        in any language. Of several ratings of a rep for the same KPI and period the upper one counts.

    Returns
    -------
    Ratings
        Those of known reps that have a value.
    list[Finding]
        K128 periods that there are not, K130 KPIs that there are not, K132 ratings of what is computed from the data,
        K142 percentages that were typed in points, K144 skill or attitude outside of 1 to 5.
    """
    rows = ratings.sort_index()
    keys = tuple(dict.fromkeys([*(key for key in kpis.folded if key not in COMPUTED), *sorted(RATED)]))
    period = _coded_periods(rows)
    kpi = _coded_kpis(rows, kpis, keys)
    rep = staff.places_of(rows["rep_id"])
    value, in_points = _values(rows["value"].to_numpy(dtype=np.float64), kpi.place, keys, kpis)
    counts = np.flatnonzero((period.last >= period.first) & (kpi.place >= 0) & (rep != staff.nobody) & ~np.isnan(value))
    order = np.lexsort((period.last[counts], period.first[counts], kpi.place[counts], rep[counts]))
    counts = counts[order]
    found = np.stack([rep[counts], kpi.place[counts], period.first[counts], period.last[counts]])
    once = np.r_[True, (found[:, 1:] != found[:, :-1]).any(axis=0)][: counts.size]
    by, what, first, last = found[:, once]
    return Ratings(keys, by, what, first, last, value[counts][once]), [
        *_findings(rows, period, kpi, kpis),
        *_in_points(rows, in_points, kpi.place, keys, kpis),
        *_out_of_range(rows, kpi.place, keys),
    ]


def _values(typed: Floats, kpi: Ints, keys: tuple[str, ...], kpis: Kpis) -> tuple[Floats, Flags]:
    """Give the ratings, percentages as fractions also where they were typed in points; and where they were.

    Of a percent KPI what is above 200 % was typed in points, and what is more than ten times the target: 1.5 for 1.5 %
    where 5 % is the target, as it is nearer to it so.
    """
    units = dict(zip(kpis.folded, kpis.unit, strict=True))
    targets = dict(zip(kpis.folded, kpis.target.tolist(), strict=True))
    percent = np.array([units.get(key) == "percent" for key in keys], dtype=np.bool_)
    target = np.array([targets.get(key, np.nan) for key in keys], dtype=np.float64)[kpi]
    far = (np.abs(typed) > TYPED_AS_POINTS) | (np.abs(typed) > _FAR * np.where(target > 0, target, np.nan))
    in_points = (kpi >= 0) & percent[kpi] & far
    return np.where(in_points, typed / 100, typed), in_points


def _in_points(rows: pd.DataFrame, which: Flags, kpi: Ints, keys: tuple[str, ...], kpis: Kpis) -> list[Finding]:
    """Report percentages that were typed in points."""
    labels = dict(zip(kpis.folded, kpis.labels, strict=True))
    typed = zip(rows.index[which].tolist(), rows["value"][which].tolist(), kpi[which].tolist(), strict=True)
    said = {
        row: {"name": labels[keys[place]], "value": f"{value:,.10g}", "read": percent_text(value / 100)}
        for row, value, place in typed
    }
    return listed(kinds.RATING_IN_POINTS, kinds.MORE_RATINGS_IN_POINTS, "Ratings", said, "value", said.__getitem__)


def _out_of_range(rows: pd.DataFrame, kpi: Ints, keys: tuple[str, ...]) -> list[Finding]:
    """Report ratings of skill and attitude that are none."""
    judged = np.array([key in JUDGED for key in keys], dtype=np.bool_)
    value = rows["value"].to_numpy(dtype=np.float64)
    which = (kpi >= 0) & judged[kpi] & ((value < 1) | (value > _MOST_POINTS))
    typed = zip(rows.index[which].tolist(), value[which].tolist(), kpi[which].tolist(), strict=True)
    said = {row: {"name": JUDGED[keys[place]], "value": f"{rating:,.10g}"} for row, rating, place in typed}
    return listed(kinds.JUDGED_OUT_OF_RANGE, kinds.MORE_JUDGED_OUT_OF_RANGE, "Ratings", said, "value", said.__getitem__)


@dataclass(frozen=True, slots=True)
class _Periods:
    """The periods of rows: days, the last before the first for none; and whether there is a text that is no period."""

    first: Ints
    last: Ints
    unreadable: Flags


def _coded_periods(rows: pd.DataFrame) -> _Periods:
    codes, spelt = pd.factorize(rows["period"])
    first, last = np.ones(len(spelt), dtype=np.int64), np.zeros(len(spelt), dtype=np.int64)
    unreadable = np.zeros(len(spelt), dtype=np.bool_)
    for place, text in enumerate(spelt.tolist()):
        try:
            period = Period.of_cell(text)
        except UnusablePeriod:
            unreadable[place] = bool(text.strip())
            continue
        first[place], last[place] = day_number(period.first), day_number(period.last)
    return _Periods(first[codes], last[codes], unreadable[codes])


@dataclass(frozen=True, slots=True)
class _Named:
    """The KPIs of rows: a place among the rated ones, or why there is none."""

    place: Ints
    computed: Flags
    unknown: Flags


def _coded_kpis(rows: pd.DataFrame, kpis: Kpis, keys: tuple[str, ...]) -> _Named:
    names = coded(rows["kpi"])
    meant = [_meant(name, kpis) for name in names.keys]
    computed = names.values([key in COMPUTED for key in meant], 0) > 0
    known = {*keys, *MEASURED}
    unknown = names.values([key not in known for key in meant], 0) > 0
    return _Named(names.places_in(_places(names.keys, meant, keys)), computed, unknown)


def _places(names: list[str], meant: list[str], keys: tuple[str, ...]) -> dict[str, int]:
    return {name: keys.index(key) for name, key in zip(names, meant, strict=True) if key in keys}


def _meant(name: str, kpis: Kpis) -> str:
    """Give the key of the KPI that a name means: as it stands in KPIs, or of a known measure."""
    place = kpis.places().get(kpi_key(name), kpis.places().get(name))
    return kpi_key(name) if place is None else kpis.folded[place]


def _findings(rows: pd.DataFrame, period: _Periods, kpi: _Named, kpis: Kpis) -> list[Finding]:
    known = [*RATED, *(said for words in kpis.labels for said in words.every()), *kpis.keys]

    def listing(which: Flags, kind: Kind, more: Kind, column: str, of: Callable[[str], Mapping[str, object]]) -> None:
        texts = dict(zip(rows.index[which].tolist(), rows[column][which].tolist(), strict=True))
        found.extend(listed(kind, more, "Ratings", texts, column, lambda row: of(texts[row])))

    found: list[Finding] = []
    listing(
        period.unreadable,
        kinds.RATING_PERIOD_UNREADABLE,
        kinds.MORE_RATING_PERIODS_UNREADABLE,
        "period",
        lambda text: {"value": text},
    )
    listing(
        kpi.unknown,
        kinds.RATING_UNKNOWN,
        kinds.MORE_RATINGS_UNKNOWN,
        "kpi",
        lambda text: {"value": text, "near": nearest_words(text, sorted(known))},
    )
    listing(
        kpi.computed,
        kinds.RATING_OF_MEASURED,
        kinds.MORE_RATINGS_OF_MEASURED,
        "kpi",
        lambda text: {"name": MEASURED[_meant(folded(text), kpis)]},
    )
    return found
