"""Scorecards: measures, scores, ranking, diagnosis, payouts of a period."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from salesplan.bindings.binding import Binding, Frames, Outcome, or_default, typed_as_of
from salesplan.findings import errors
from salesplan.planning.periods import Period
from salesplan.planning.scoring.scorecard import score_reps
from salesplan.planning.settings import ScoreSettings
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.incentives import PAYOUTS, RATES
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.quota import QUOTA
from salesplan.tables.scorecard import RANK_SENSITIVITY, SCORECARD, SCORES
from salesplan.tables.scoring import GRADES, KPIS, QUOTA_HISTORY, RATINGS, RECEIVABLES
from salesplan.tables.visits import VISITS

LAST: Final = "last"
"""Asks for the last month that is over; where nothing is asked for, it is scored only if somebody has a quota in it."""
_COMMAS: Final = re.compile(r"[,;，；、]")


def score_settings(settings: Mapping[str, Any]) -> ScoreSettings:
    """Give the scoring its settings, from the workbook's and from what was asked.

    The day that counts as today is the one that was typed, else today. Where no period is named, it is the last month
    that was over by then.

    Raises
    ------
    UnusablePeriod, PeriodNotBegun
        When the period, or the one since which to score, is none, or begins after that day.
    """
    day = typed_as_of(settings) or settings["today"]
    named = settings["period"] or LAST
    period = last_month(day) if named == LAST else Period.of(named)
    period.to_date(day)
    return ScoreSettings(
        as_of=day,
        period=period,
        since=Period.of(settings["since"]) if settings["since"] else None,
        plan_year=int(settings["plan_year"]),
        currency=settings["currency"],
        country=or_default(settings, "country"),
        focus_lines=_names(settings["focus_lines"]),
        margin_rate=settings["margin_rate"],
        flat_bands=or_default(settings, "payout_bands") == "flat",
    )


def last_month(day: date) -> Period:
    """Give the last month that is over at the end of a day.

    Examples
    --------
    >>> last_month(date(2027, 3, 30)).name, last_month(date(2027, 3, 31)).name
    ('2027-02', '2027-03')
    """
    month = Period.of(f"{day:%Y-%m}")
    return month if month.last <= day else month.before()


def _names(text: str | None) -> tuple[str, ...]:
    """Part a list of names, with Western or Chinese commas between them."""
    return tuple(name.strip() for name in _COMMAS.split(text or "") if name.strip())


def _score(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    used = score_settings(settings)
    done = score_reps(
        kpis=frames["KPIs"],
        grades=frames["Grades"],
        ratings=frames["Ratings"],
        receivables=frames["Receivables"],
        reps=frames["Reps"],
        customers=frames["Customers"],
        sales=frames["Sales"],
        quota=frames["Quota"],
        quota_history=frames["QuotaHistory"],
        visits=frames["Visits"],
        rates=frames["Rates"],
        scorecard=frames["Scorecard"],
        payouts=frames["Payouts"],
        settings=used,
        language=settings["language"],
    )
    if not settings["period"] and not any(each.facts.has_quota.any() for each in done.graded):
        return Outcome({}, errors(done.findings), result=done)
    return Outcome(done.frames, done.findings, result=done)


SCORE_BINDING: Final = Binding(
    "score",
    _score,
    reads=(KPIS, GRADES, RATINGS, RECEIVABLES, REPS, CUSTOMERS, SALES, QUOTA, QUOTA_HISTORY, VISITS, RATES),
    writes=(SCORECARD, SCORES, RANK_SENSITIVITY, PAYOUTS),
)
