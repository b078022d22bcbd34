"""Reps scored: the whole, from frames to frames."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.scoring.diagnosis import diagnose
from salesplan.planning.scoring.evidence import evidence
from salesplan.planning.scoring.gather import gather
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.grades import read_grades
from salesplan.planning.scoring.grading import grade
from salesplan.planning.scoring.history import Totals, changes, merged, with_previous
from salesplan.planning.scoring.kpis import read_kpis
from salesplan.planning.scoring.measures import measured
from salesplan.planning.scoring.payouts import payouts as pay
from salesplan.planning.scoring.rates import Rates, read_rates
from salesplan.planning.scoring.score_rows import score_rows, scorecard_rows
from salesplan.planning.scoring.sensitivity import rank_sensitivity
from salesplan.planning.settings import ScoreSettings
from salesplan.tables.incentives import PAYOUTS
from salesplan.tables.scorecard import RANK_SENSITIVITY, SCORECARD, SCORES
from salesplan.words import ENGLISH


@dataclass(frozen=True, slots=True)
class Scored:
    """The reps, scored.

    Attributes
    ----------
    frames
        The tables Scorecard, Scores, RankSensitivity and Payouts by name; none where KPIs, Grades or Rates have errors.
    graded
        The scores behind them, a period each, oldest first.
    months
        Revenue and quota by rep and month, for the twelve months up to the last one measured (see `gather`).
    open_items
        What the reps' customers owe, by customer and month due (see `gather`).
    findings
        What is wrong or out of the ordinary.
    """

    frames: dict[str, pd.DataFrame]
    graded: list[Graded] = field(default_factory=list)
    months: pd.DataFrame = field(default_factory=pd.DataFrame)
    open_items: pd.DataFrame = field(default_factory=pd.DataFrame)
    findings: list[Finding] = field(default_factory=list)


def score_reps(
    *,
    kpis: pd.DataFrame,
    grades: pd.DataFrame,
    ratings: pd.DataFrame,
    receivables: pd.DataFrame,
    reps: pd.DataFrame,
    customers: pd.DataFrame,
    sales: pd.DataFrame,
    quota: pd.DataFrame,
    quota_history: pd.DataFrame,
    visits: pd.DataFrame,
    rates: pd.DataFrame,
    scorecard: pd.DataFrame,
    payouts: pd.DataFrame,
    settings: ScoreSettings,
    language: str = ENGLISH,
) -> Scored:
    """Score reps in a period, or in several: measures, points, ranks, diagnoses and payouts.

    Parameters
    ----------
    kpis, grades, ratings, receivables, reps, customers, sales, quota, quota_history, visits, rates
        The tables by their column keys; the index is the sheet's row. Text is blank as ``""``, dates are datetime64,
        numbers float64, money Int64 in minor units, the ledger's Int64 in grains. Empty ``kpis`` and ``grades`` take
        the usual ones; without ``rates`` nothing is paid.
    scorecard, payouts
        What was scored before. Other periods stay as they are; what people agreed stays, always.
    settings
        The day, the period, the period since which to score, and more.
    language
        Of the texts in the result.

    Returns
    -------
    Scored
        The order of the input rows changes nothing, and scoring again with the result changes nothing. Scores and
        RankSensitivity are of the last period alone, and so are the findings about it.

    Raises
    ------
    UnlikePeriods, SinceLater, TooManyPeriods
        If the settings name no series of periods.
    AmountsTooLarge
        If the sales cannot be summed exactly.
    """
    read, kpi_findings = read_kpis(kpis)
    names, grade_findings = read_grades(grades)
    bands, rate_findings = read_rates(rates, flat=settings.flat_bands)
    findings = [*kpi_findings, *grade_findings, *rate_findings]
    if read is None or names is None or errors(findings):
        return Scored({}, findings=findings)
    gathered = gather(
        reps=reps,
        customers=customers,
        sales=sales,
        quota=quota,
        quota_history=quota_history,
        receivables=receivables,
        ratings=ratings,
        visits=visits,
        kpis=read,
        settings=settings,
    )
    scores = [grade(facts, read, measured(facts, read), names) for facts in gathered.facts]
    graded, last_findings = [each for each, _ in scores], scores[-1][1]
    frames = {
        SCORECARD.name: _scorecard(graded, scorecard, settings.currency, language),
        SCORES.name: score_rows(graded[-1], language),
        RANK_SENSITIVITY.name: rank_sensitivity(graded[-1], _names(graded[-1]), language),
        PAYOUTS.name: _payouts(graded, payouts, bands, settings, language),
    }
    return Scored(frames, graded, gathered.months, gathered.open_items, [*findings, *gathered.findings, *last_findings])


def _scorecard(graded: list[Graded], recorded: pd.DataFrame, currency: str, language: str) -> pd.DataFrame:
    """Write the scorecards of the periods, each with the total of the one before, into the recorded ones."""
    periods = [each.facts.period.name for each in graded]
    totals = Totals(recorded, periods)
    rows = []
    for each in graded:
        diagnosis = diagnose(each)
        texts = evidence(each, diagnosis, currency, language)
        rows.append(scorecard_rows(each, totals.previous(each), diagnosis.keys, texts))
        totals.add(each)
    whole = with_previous(merged(SCORECARD, recorded, pd.concat(rows, ignore_index=True), periods), periods)
    return whole.assign(
        variance=whole["revenue"].fillna(0) - whole["quota"],
        change=changes(whole["total"].to_numpy(np.float64), whole["previous"].to_numpy(np.float64)),
    )


def _payouts(
    graded: list[Graded], recorded: pd.DataFrame, bands: Rates, settings: ScoreSettings, language: str
) -> pd.DataFrame:
    """Write the payouts of the periods into the recorded ones."""
    rows = [
        pay(each.facts, bands, flat=settings.flat_bands, currency=settings.currency, language=language)
        for each in graded
    ]
    periods = [each.facts.period.name for each in graded]
    whole = merged(PAYOUTS, recorded, pd.concat(rows, ignore_index=True), periods)
    quota = whole["quota"].to_numpy(np.float64, na_value=np.nan)
    return whole.assign(
        attainment=whole["revenue"].fillna(0).to_numpy(np.float64) / np.where(quota == 0, np.nan, quota),
        payout=whole["commission"].fillna(0) + whole["bonus"].fillna(0),
    )


def _names(graded: Graded) -> list[str]:
    """Give what the reps are called; the id where there is no name."""
    reps = graded.facts.reps
    return [name or rep_id for name, rep_id in zip(reps.rep, reps.rep_id, strict=True)]
