"""What review pages show: plain facts, ready to be laid out.

Amounts are in units of the currency, percentages fractions, None is "not known" and is shown as a dash.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from salesplan.tables.units import Currency


class Kind(StrEnum):
    """The kinds of review; cell A1 of the sheet says which one it is."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLine:
    """One KPI of a rep.

    ``unit`` is a key of `salesplan.tables.scoring.UNITS`. ``counted`` is the weight after sharing out those without
    data; without a ``score`` the line says that there is no data.
    """

    label: str
    unit: str
    actual: float | None
    target: float | None
    score: float | None
    weight: float
    counted: float

    @property
    def points(self) -> float | None:
        """What it adds to the total."""
        return None if self.score is None else self.score * self.counted / 100


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """Sales of a month against its quota; ``month`` is its first day."""

    month: date
    revenue: float
    quota: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """The visits of a rep in the period; ``covered`` of the ``owned`` customers were seen at all."""

    made: float
    planned: float
    kept: float
    orders: float
    covered: float
    owned: float | None
    overdue: float
    working_days: float


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to follow up; ``kind`` in words, ``words`` as the rep wrote them."""

    kind: str
    customer: str
    due: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What a customer owes since a month; ``late`` in whole months."""

    customer: str
    month: date | None
    open: float
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSoFar:
    """Where a rep stands in the year, as `salesplan.tables.tracking` has it."""

    year: int
    quota: float | None
    due: float | None
    actual: float | None
    needed: float | None
    run_rate_needed: float | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A rep's review.

    Attributes
    ----------
    rep_id, rep, team, region
        Whose it is.
    total, grade, meaning, rank, ranked, previous, change
        The score; ``rank`` is of so many ``ranked``. ``change`` is total less previous.
    recognition, diagnosis
        Keys of `salesplan.tables.scorecard.RECOGNITIONS` and `DIAGNOSES`; empty for none.
    evidence
        The figures that the diagnosis rests on, in the workbook's language.
    quota, revenue
        Of the period up to the day it is measured to.
    kpis, months, history
        What the score is made of; the last months, oldest first; earlier periods and their totals, oldest first.
    visits
        None where the plan has no visits.
    follow_ups, open_items
        The most pressing first.
    tracking, payout
        The year so far; the payout in words, empty where there is none.
    actions, actions_before, period_before
        What was agreed for this period, and for an earlier one that had something agreed.
    """

    rep_id: str
    rep: str
    team: str = ""
    region: str = ""
    total: float | None = None
    grade: str = ""
    meaning: str = ""
    rank: int | None = None
    ranked: int = 0
    previous: float | None = None
    change: float | None = None
    recognition: str = ""
    diagnosis: str = ""
    evidence: str = ""
    quota: float | None = None
    revenue: float | None = None
    kpis: tuple[KpiLine, ...] = ()
    months: tuple[MonthPoint, ...] = ()
    history: tuple[tuple[str, float], ...] = ()
    visits: VisitLine | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    tracking: YearSoFar | None = None
    payout: str = ""
    actions: str = ""
    actions_before: str = ""
    period_before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The reviews of a period.

    ``title`` names the plan in the page header; sales are those up to ``sold_to``, which of a week is a later day; ``period`` is written as 2027-03, 2027-Q1, 2027-W14 or 2027.
    The pages come in the order they are printed.
    """

    title: str
    period: str
    measured_to: date
    sold_to: date
    language: str
    currency: Currency
    pages: tuple[Page, ...] = field(default=())
