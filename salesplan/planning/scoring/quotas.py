"""Quotas by rep and month: those given outside of the plan, else the plan's own."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Floats, Ints, sums_of
from salesplan.planning.listed import listed
from salesplan.planning.names import folded, titled
from salesplan.planning.periods import Period, UnusablePeriod
from salesplan.planning.scoring import fact_kinds as kinds
from salesplan.planning.scoring.spans import Span, first_day, month_number
from salesplan.planning.visit_entries import Staff
from salesplan.tables.quota import MONTHS


@dataclass(frozen=True, slots=True)
class Quotas:
    """Quotas by place in the staff and month, minor units.

    Attributes
    ----------
    first
        The first month, counted from January 1970.
    amount
        Places × months; 0 where there is no quota. Nobody, the last place, has none.
    known
        Where there is one; a quota of 0 is one.
    margin
        Margin quotas that were typed; 0 elsewhere.
    has_margin
        Where one was typed.
    """

    first: int
    amount: Ints
    known: Flags
    margin: Ints
    has_margin: Flags

    def columns(self, months: range) -> slice:
        """Give the columns of some months."""
        return slice(months.start - self.first, months.stop - self.first)

    def given(self, months: range) -> Flags:
        """Tell who has a quota for any of these months."""
        return np.asarray(self.known[:, self.columns(months)].any(axis=1))

    def full(self, months: range) -> Ints:
        """Sum the quotas of these months."""
        return np.asarray(self.amount[:, self.columns(months)].sum(axis=1), dtype=np.int64)

    def due(self, span: Span) -> Ints:
        """Sum the quotas of the months so far; of the last one the part whose working days are gone, halves up."""
        return np.asarray(_gone(self.amount[:, self.columns(span.so_far)], span).sum(axis=1), dtype=np.int64)

    def margin_due(self, span: Span, rate: float) -> Floats:
        """Sum the margin quotas of the months so far: those typed, elsewhere the quota × a rate.

        Returns
        -------
        Floats
            Minor units; NaN for who has neither, or needs a rate where it is NaN.
        """
        months = self.columns(span.so_far)
        typed, known = self.has_margin[:, months], self.known[:, months]
        by_rate = np.where(typed, 0, _gone(self.amount[:, months], span)).sum(axis=1)
        margins = _gone(self.margin[:, months], span).sum(axis=1)
        needs_rate = (known & ~typed).any(axis=1)
        due = margins + np.where(needs_rate, by_rate * rate, 0.0)
        return np.where((known | typed).any(axis=1), due, np.nan)


def _gone(amount: Ints, span: Span) -> Ints:
    """Give amounts by month, of the last month the part whose working days are gone, halves up."""
    days = max(span.days, 1)
    part = (2 * amount[:, -1:] * span.gone + days) // (2 * days)
    return np.concatenate([amount[:, :-1], part], axis=1)


def quotas(
    quota: pd.DataFrame, quota_history: pd.DataFrame, staff: Staff, months: range, plan_year: int
) -> tuple[Quotas, list[Finding]]:
    """Lay quotas out by rep and month.

    A row of QuotaHistory counts for all months of its period, evenly in whole minor units; the sum is exact. The plan's
    own quota counts for the months of its year that have none there.

    Parameters
    ----------
    quota
        rep_id (text), m01 … m12 (Int64, minor units): the plan's. Of rows with the same id the first counts.
    quota_history
        period, rep_id (text), quota, margin (Int64, minor units); the index is the sheet's row.
    staff
        Whose quotas are wanted; those of others are left out.
    months
        The months that are laid out, counted from January 1970.

    Returns
    -------
    Quotas
        The order of the rows changes nothing.
    list[Finding]
        K122 periods that there are not, K124 weeks, K126 months that two rows cover; of these the upper row counts.

    Examples
    --------
    >>> reps = pd.DataFrame({"rep_id": ["R-1"], "rep": ["Ana"], "start_date": None, "end_date": None, "capacity": 1.0})
    >>> given = pd.DataFrame({"period": ["2026-Q4"], "rep_id": ["r-1"], "quota": [100], "margin": [None]})
    >>> plan = pd.DataFrame({"rep_id": ["R-1"]} | {key: [50] for key in MONTHS})
    >>> laid, _ = quotas(plan.astype(dict.fromkeys(MONTHS, "Int64")), given.astype({"quota": "Int64", "margin": "Int64"}),
    ...                  Staff.of(reps), range(681, 686), 2027)
    >>> laid.amount[0].tolist()
    [33, 34, 33, 50, 50]
    """
    given, findings = _given(quota_history, staff)
    planned, planned_known = _planned(quota, staff, months, plan_year)
    amount, known = given.laid_out(given.quota, staff.count, months)
    margin, has_margin = given.laid_out(given.margin, staff.count, months)
    return Quotas(
        months.start,
        np.where(known, amount, planned),
        known | planned_known,
        margin,
        has_margin,
    ), findings


@dataclass(frozen=True, slots=True)
class _Given:
    """Quotas that were given, one entry a row and month, no month of a rep twice; -1 is a margin not typed."""

    rep: Ints
    month: Ints
    quota: Ints
    margin: Ints

    def laid_out(self, values: Ints, count: int, months: range) -> tuple[Ints, Flags]:
        """Give values by rep and month, and where there are some."""
        inside = (self.month >= months.start) & (self.month < months.stop) & (values >= 0)
        cell = self.rep[inside] * len(months) + self.month[inside] - months.start
        size = count * len(months)
        shape = count, len(months)
        there = np.bincount(cell, minlength=size) > 0
        return sums_of(values[inside], cell, size).reshape(shape), there.reshape(shape)


def _given(history: pd.DataFrame, staff: Staff) -> tuple[_Given, list[Finding]]:
    """Spread the given quotas over their months."""
    rows = history.sort_index()
    first, length, unreadable, weeks = _periods(rows)
    rep = staff.places_of(rows["rep_id"])
    counts = (length > 0) & (rep != staff.nobody) & rows["quota"].notna().to_numpy(dtype=np.bool_)
    place = np.repeat(np.flatnonzero(counts), length[counts])
    step = np.arange(place.size) - np.repeat(np.cumsum(length[counts]) - length[counts], length[counts])
    spread = {
        key: _part(rows[key].to_numpy(dtype=np.int64, na_value=-1)[place], length[place], step)
        for key in ("quota", "margin")
    }
    month = first[place] + step
    again, before = _covered_twice(rep[place], month)
    sheet_rows = rows.index.to_numpy(dtype=np.int64)
    findings = [
        *_period_findings(rows, unreadable, weeks),
        *_twice(rows, staff, rep, sheet_rows, place[again], place[before], month[again]),
    ]
    once = np.ones(place.size, dtype=np.bool_)
    once[again] = False
    return _Given(rep[place][once], month[once], spread["quota"][once], spread["margin"][once]), findings


def _part(amount: Ints, length: Ints, step: Ints) -> Ints:
    """Give a month's part of an amount spread evenly, each cumulative part rounded half up; what is below 0 stays."""
    parts = (2 * amount * (step + 1) + length) // (2 * length) - (2 * amount * step + length) // (2 * length)
    return np.where(amount < 0, amount, parts)


def _periods(rows: pd.DataFrame) -> tuple[Ints, Ints, Flags, Flags]:
    """Read each row's period: its first month and how many it has, 0 for none; and what is no period, what a week."""
    codes, spelt = pd.factorize(rows["period"])
    first, length = np.zeros(len(spelt), dtype=np.int64), np.zeros(len(spelt), dtype=np.int64)
    unreadable, weeks = np.zeros(len(spelt), dtype=np.bool_), np.zeros(len(spelt), dtype=np.bool_)
    for place, text in enumerate(spelt.tolist()):
        if not text.strip():
            continue
        try:
            period = Period.of_cell(text)
        except UnusablePeriod:
            unreadable[place] = True
            continue
        if period.kind == "week":
            weeks[place] = True
            continue
        first[place] = month_number(period.first)
        length[place] = month_number(period.last) + 1 - first[place]
    return first[codes], length[codes], unreadable[codes], weeks[codes]


def _covered_twice(rep: Ints, month: Ints) -> tuple[Ints, Ints]:
    """Find the entries whose rep and month stand in an earlier one, and that one of each."""
    if not rep.size:
        return rep, rep
    cell = rep * (int(np.ptp(month)) + 1) + month - month.min()
    order = np.argsort(cell, kind="stable")
    starts = np.r_[True, cell[order][1:] != cell[order][:-1]]
    opens = order[starts][np.cumsum(starts) - 1]
    return order[~starts], opens[~starts]


def _period_findings(rows: pd.DataFrame, unreadable: Flags, weeks: Flags) -> list[Finding]:
    def said(row: int) -> Mapping[str, object]:
        return {"value": rows.at[row, "period"]}

    found = []
    for which, kind, more in (
        (unreadable, kinds.QUOTA_PERIOD_UNREADABLE, kinds.MORE_QUOTA_PERIODS_UNREADABLE),
        (weeks, kinds.QUOTA_OF_A_WEEK, kinds.MORE_QUOTAS_OF_WEEKS),
    ):
        found += listed(kind, more, "QuotaHistory", rows.index[which].tolist(), "period", said)
    return found


def _twice(
    rows: pd.DataFrame, staff: Staff, rep: Ints, sheet_rows: Ints, again: Ints, before: Ints, month: Ints
) -> list[Finding]:
    """Report rows that cover a month of an earlier one, once each; the same text twice is found with the cells."""
    texts = rows["period"].tolist()
    pairs: dict[int, tuple[int, int]] = {}
    for later, earlier, number in sorted(zip(again.tolist(), before.tolist(), month.tolist(), strict=True)):
        if folded(texts[later]) != folded(texts[earlier]):
            pairs.setdefault(later, (earlier, number))
    by_row = {int(sheet_rows[later]): (later, *pair) for later, pair in pairs.items()}

    def facts(row: int) -> Mapping[str, object]:
        later, earlier, number = by_row[row]
        return {
            "name": titled(staff.names[rep[later]], staff.rep_ids[rep[later]]),
            "month": f"{first_day(number):%Y-%m}",
            "value": texts[later],
            "other": texts[earlier],
            "row": int(sheet_rows[earlier]),
        }

    return listed(kinds.QUOTA_TWICE, kinds.MORE_QUOTAS_TWICE, "QuotaHistory", by_row, "period", facts)


def _planned(quota: pd.DataFrame, staff: Staff, months: range, plan_year: int) -> tuple[Ints, Flags]:
    """Lay the plan's quotas out by rep and month."""
    amount = np.zeros((staff.count, len(months)), dtype=np.int64)
    known = np.zeros(amount.shape, dtype=np.bool_)
    rep = staff.places_of(quota["rep_id"])
    rows = np.flatnonzero(rep != staff.nobody)[::-1]  # of repeated reps the last that is written, the first, stays
    january = (plan_year - 1970) * 12
    for place, key in enumerate(MONTHS):
        if (month := january + place) not in months:
            continue
        column = month - months.start
        amount[rep[rows], column] = quota[key].to_numpy(dtype=np.int64, na_value=0)[rows]
        known[rep[rows], column] = quota[key].notna().to_numpy(dtype=np.bool_)[rows]
    return amount, known
