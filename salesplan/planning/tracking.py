"""Tracking: sales so far against the season, and what every month that is left has to bring."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import tracking_kinds as kinds
from salesplan.planning.apportion import apportion
from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.calendar import calendar_findings
from salesplan.planning.money import GRAINS, whole_parts
from salesplan.planning.names import texts
from salesplan.planning.periods import Period
from salesplan.planning.roster import NOBODY, Member, Roster, day_of
from salesplan.planning.scoring.quotas import Quotas, quotas
from salesplan.planning.scoring.sold import Owners, lines_of, sold_by_month
from salesplan.planning.scoring.spans import Span, span_of
from salesplan.planning.tracking_notes import Standing, note_of
from salesplan.planning.visit_entries import Staff
from salesplan.planning.wording import amount_text
from salesplan.tables.quota import MONTHS
from salesplan.words import ENGLISH, Words

_STOP: Final = Words("; ", "；", "；")
_LARGEST: Final = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSettings:
    """What a year is tracked by.

    Attributes
    ----------
    as_of
        The day that counts as today: its year is tracked, and its month is the last whose sales count.
    plan_year
        The year whose quotas the plan's own table holds.
    currency
        Three-letter code, for the amounts in words.
    country
        Whose calendar of working days counts, two letters.
    """

    as_of: date
    plan_year: int
    currency: str = "CNY"
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class Tracked:
    """The year so far.

    Attributes
    ----------
    frame
        The columns of Tracking, a row a rep.
    findings
        What is wrong or out of the ordinary.
    as_of
        The day that counted as today.
    """

    frame: pd.DataFrame
    findings: list[Finding]
    as_of: date


def track(
    *,
    reps: pd.DataFrame,
    customers: pd.DataFrame,
    sales: pd.DataFrame,
    quota: pd.DataFrame,
    quota_history: pd.DataFrame,
    settings: TrackSettings,
    language: str = ENGLISH,
) -> Tracked:
    """Hold the year's sales against the part of the quota that is due by now, and spread what is missing.

    What is due follows the months' quotas, so the season, not the calendar: whole months, and of the running one the
    part whose working days are gone. The months that are over show what was sold; the others what they have to bring
    so that the year reaches its quota: the rest, apportioned by the months' quotas (Webster's method), the running
    month at least what is sold in it already.

    Parameters
    ----------
    reps
        rep_id, rep, region, team (text), start_date, end_date (datetime64), capacity (float64). Of rows with the same
        id the first counts.
    customers
        customer_id, rep_id (text).
    sales
        month (datetime64), customer_id, rep_id, product_line (text), revenue, margin (Int64, grains).
    quota
        rep_id (text), m01 … m12 (Int64, minor units): the plan's.
    quota_history
        period, rep_id (text), quota, margin (Int64, minor units).
    settings
        The day that counts as today, the plan year, the currency, the country.
    language
        Of the notes.

    Returns
    -------
    Tracked
        A row for each rep who is employed in the year or has a quota or sales in it, by region, team and id, as in
        Quota; last the sales and the plan's quota that no rep of Reps has. ``actual`` adds up to the ledger's total,
        rounded once. While a month is open, a rep's months add up to the larger of quota and actual, exactly; without
        a quota, months to come are blank. The order of the input rows changes nothing.

    Raises
    ------
    AmountsTooLarge
        If the sales cannot be summed exactly.

    Examples
    --------
    >>> reps = pd.DataFrame({"rep_id": ["R-1"], "rep": ["Ana"], "region": ["North"], "team": ["East"],
    ...     "start_date": None, "end_date": None, "capacity": 1.0})
    >>> sales = pd.DataFrame({"month": pd.to_datetime(["2027-01-01"]), "customer_id": [""], "rep_id": ["R-1"],
    ...     "product_line": [""], "revenue": [70_0000], "margin": [None]}).astype({"revenue": "Int64", "margin": "Int64"})
    >>> plan = pd.DataFrame({"rep_id": ["R-1"]} | {key: [100] for key in MONTHS}).astype(dict.fromkeys(MONTHS, "Int64"))
    >>> blank = pd.DataFrame({key: pd.array([], dtype=dtype) for key, dtype in {"period": "str", "rep_id": "str",
    ...     "customer_id": "str", "quota": "Int64", "margin": "Int64"}.items()})
    >>> tracked = track(reps=reps, customers=blank, sales=sales, quota=plan, quota_history=blank,
    ...                 settings=TrackSettings(as_of=date(2027, 2, 28), plan_year=2027))
    >>> tracked.frame[["due", "actual", "needed", "run_rate_needed", "m01", "m02", "m03"]].to_string(
    ...     header=False, index=False)
    '200 70 1130 113 70 0 113'
    """
    span = span_of(Period.of(f"{settings.as_of.year:04d}"), settings.as_of, settings.country)
    staff = Staff.of(reps)
    laid, quota_findings = quotas(quota, quota_history, staff, span.whole, settings.plan_year)
    laid = _with_nobodys(laid, quota, staff, settings)
    lines, sales_findings = lines_of(sales, Owners.of(customers, staff), staff, span.last)
    sold = _in_minor_units(sold_by_month(lines, staff, span.whole).revenue)
    year = _Year.of(laid, sold, span, settings.as_of)
    roster = _roster(reps, staff, year.any | _employed(staff, settings.as_of.year))
    places = staff.places_of(pd.Series([member.rep_id for member in roster.members], dtype="str"))
    return Tracked(
        _frame(roster, year.only(places), settings, language),
        [*quota_findings, *sales_findings, *_findings(year, staff.nobody, settings)],
        settings.as_of,
    )


def _with_nobodys(laid: Quotas, quota: pd.DataFrame, staff: Staff, settings: TrackSettings) -> Quotas:
    """Add what the plan gives to nobody of Reps: its unassigned sales have a quota too."""
    if settings.plan_year != settings.as_of.year:
        return laid
    rows = quota.loc[staff.places_of(quota["rep_id"]) == staff.nobody, list(MONTHS)]
    amount, known = laid.amount.copy(), laid.known.copy()
    amount[staff.nobody] = rows.fillna(0).to_numpy(dtype=np.int64).sum(axis=0)
    known[staff.nobody] = amount[staff.nobody].any()
    return replace(laid, amount=amount, known=known)


def _in_minor_units(grains: Ints) -> Ints:
    """Round places × months so that places add up to the rounded total, and months to their place.

    Each is cut to minor units, and the largest fractions get one more; ties go to the first.
    """
    totals = whole_parts(grains.sum(axis=1).tolist(), GRAINS)
    whole, fraction = np.divmod(grains, GRAINS)
    missing = totals - whole.sum(axis=1)
    turn = np.argsort(np.argsort(-fraction, axis=1, kind="stable"), axis=1)
    return np.asarray(whole + (turn < missing[:, None]), dtype=np.int64)


def _employed(staff: Staff, year: int) -> Flags:
    return staff.employed(day_of(year, 1, 1), day_of(year, 12, 31))


def _roster(reps: pd.DataFrame, staff: Staff, shown: Flags) -> Roster:
    """Put those who are shown in the order of the quotas."""
    rows = reps.loc[staff.rows]
    columns = zip(staff.rep_ids, staff.names, texts(rows, "region"), texts(rows, "team"), shown.tolist(), strict=False)
    members = [Member(rep_id, rep, region, team) for rep_id, rep, region, team, listed in columns if listed]
    return Roster.of([*members, NOBODY] if shown[staff.nobody] else members)


@dataclass(frozen=True, slots=True)
class _Year:
    """The year by rep, minor units.

    ``monthly`` are quotas and ``sold`` sales by month; ``has_quota`` tells who has any, ``due`` is the quota by now,
    ``over`` is how many months are over.
    """

    monthly: Ints
    has_quota: Flags
    due: Ints
    sold: Ints
    over: int

    @classmethod
    def of(cls, laid: Quotas, sold: Ints, span: Span, as_of: date) -> "_Year":
        month_is_over = (as_of + timedelta(days=1)).day == 1
        over = span.last - span.first + month_is_over
        return cls(laid.amount, laid.given(span.whole), laid.due(span), sold, over)

    def only(self, places: Ints) -> "_Year":
        """Give some reps, by their places."""
        return _Year(self.monthly[places], self.has_quota[places], self.due[places], self.sold[places], self.over)

    @property
    def any(self) -> Flags:
        """Who has a quota or sales."""
        return np.asarray(self.has_quota | self.sold.any(axis=1))

    @property
    def quota(self) -> Ints:
        """Of the whole year."""
        return np.asarray(self.monthly.sum(axis=1), dtype=np.int64)

    @property
    def actual(self) -> Ints:
        """Sold so far."""
        return np.asarray(self.sold.sum(axis=1), dtype=np.int64)

    @property
    def gone(self) -> Ints:
        """Sold in the months that are over."""
        return np.asarray(self.sold[:, : self.over].sum(axis=1), dtype=np.int64)


def _months(year: _Year) -> Ints:
    """Give what was sold in the months that are over, and what the others have to bring.

    Where returns leave less than nothing to be brought, the running month shows it.
    """
    months = year.sold.copy()
    if year.over == len(MONTHS):
        return months
    need = np.maximum(year.quota, year.actual) - year.gone
    done = year.has_quota & (need <= 0)
    months[done, year.over] = need[done]
    asked = np.flatnonzero(year.has_quota & (need > 0))
    least = np.maximum(year.sold[asked, year.over :], 0)
    split = apportion(
        need[asked],
        year.monthly[asked, year.over :].ravel(),
        least.ravel(),
        groups=np.repeat(np.arange(asked.size), least.shape[1]),
    )
    months[asked, year.over :] = split.reshape(least.shape)
    return months


def _frame(roster: Roster, year: _Year, settings: TrackSettings, language: str) -> pd.DataFrame:
    """Give Tracking."""
    months, quota, actual = _months(year), year.quota, year.actual
    left = len(MONTHS) - year.over
    needed = np.maximum(quota - actual, 0)
    more = _more(year, months, needed)
    teams = [roster.teams[team] for team in roster.team_of]
    frame = pd.DataFrame(
        {
            "region": pd.array([region for region, _ in teams], dtype="str"),
            "team": pd.array([team for _, team in teams], dtype="str"),
            "rep_id": pd.array([member.rep_id for member in roster.members], dtype="str"),
            "rep": pd.array([member.rep for member in roster.members], dtype="str"),
            "as_of": pd.Series(np.full(quota.size, settings.as_of, dtype="datetime64[s]")),
            "quota": _money(quota, year.has_quota),
            "due": _money(year.due, year.has_quota),
            "actual": _money(actual),
            "variance": _money(actual - year.due, year.has_quota),
            "attainment": _share(actual, year.due),
            "season_share": _share(year.due, quota),
            "projected": _projected(year),
            "needed": _money(needed),
            "months_left": pd.array([left] * quota.size, dtype="Int64"),
            "run_rate": _money(_per(year.gone, year.over), np.full(quota.size, year.over > 0)),
            "run_rate_needed": _money(_per(needed, left), (needed == 0) & (left > 0) | ~np.isnan(more)),
            "raise": more,
        }
    )
    for place, key in enumerate(MONTHS):
        frame[key] = _money(months[:, place], year.has_quota | (place < settings.as_of.month))
    most = np.where(year.has_quota, np.maximum(quota, actual), actual)
    frame["check"] = _money((months.sum(axis=1) - most) * (left > 0))
    frame["note"] = pd.array(_notes(roster, year, more, settings, language), dtype="str")
    return frame


def _money(amounts: Ints, known: Flags | None = None) -> "pd.Series[Any]":
    """Give minor units, blank where they are not known."""
    column = pd.Series(amounts, dtype="Int64")
    return column if known is None else column.where(known)


def _share(part: Ints, whole: Ints) -> Floats:
    return np.asarray(np.divide(part, whole, out=np.full(part.size, np.nan), where=whole != 0))


def _per(amounts: Ints, count: int) -> Ints:
    """Divide by a count, halves up; 0 by none."""
    return (2 * amounts + count) // (2 * count) if count else np.zeros_like(amounts)


def _projected(year: _Year) -> "pd.Series[Any]":
    """Give actual × quota ÷ due, halves up; blank where nothing is due, and beyond what can be counted."""
    amounts: list[int | None] = []
    for actual, quota, due in zip(year.actual.tolist(), year.quota.tolist(), year.due.tolist(), strict=True):
        amount = (2 * actual * quota + due) // (2 * due) if due > 0 else _LARGEST
        amounts.append(amount if abs(amount) < _LARGEST else None)
    return pd.Series(amounts, dtype="Int64")


def _more(year: _Year, months: Ints, needed: Ints) -> Floats:
    """By how much the open months must exceed their quotas; NaN where nothing is needed, or nothing was planned."""
    planned, asked = (table[:, year.over :].sum(axis=1) for table in (year.monthly, months))
    return np.where(year.has_quota & (needed > 0), np.maximum(_share(asked, planned) - 1, -1), np.nan)


def _notes(roster: Roster, year: _Year, more: Floats, settings: TrackSettings, language: str) -> list[str]:
    columns = zip(
        roster.members,
        year.has_quota.tolist(),
        year.quota.tolist(),
        year.due.tolist(),
        year.actual.tolist(),
        more.tolist(),
        strict=True,
    )
    notes = []
    for member, has_quota, quota, due, actual, rise in columns:
        standing = Standing(bool(member.key), quota if has_quota else None, due, actual, rise)
        pieces = note_of(
            standing, year=settings.as_of.year, closed=year.over == len(MONTHS), currency=settings.currency
        )
        notes.append(_STOP.said(language).join(piece.said(language) for piece in pieces))
    return notes


def _findings(year: _Year, nobody: int, settings: TrackSettings) -> list[Finding]:
    """Report a year without quotas, sales that no rep has, and what makes the calendar an estimate."""
    day = settings.as_of
    findings = []
    if not year.has_quota.any():
        findings.append(kinds.NO_QUOTA_OF_YEAR.at("Quota", None, "m01", year=day.year, as_of=day.isoformat()))
    if year.sold[nobody].any():
        value = amount_text(int(year.actual[nobody]), settings.currency)
        findings.append(kinds.UNASSIGNED_THIS_YEAR.at("Sales", None, "rep_id", year=day.year, value=value))
    return [*findings, *calendar_findings(settings.country, [day.year])]
