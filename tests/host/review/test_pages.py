"""What the pages of a review show, from what was scored."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.host.review.pages import review_of
from salesplan.planning.scoring.scorecard import Scored
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.units import currency
from salesplan.workbook.review_data import FollowUp, MonthPoint, Page, Review
from tests.planning.scoring.score_cases import Row, again, company, kpi, score, sold, typed

KPIS = [
    kpi("target_attainment", 60, 1.0, "percent"),
    kpi("active_customers", 20, 2.0),
    kpi("NPS", 20, 50.0, label="Promoters"),
]
TABLES = company(
    kpis=KPIS,
    reps=[{"rep_id": "R-1", "rep": "Ana", "team": "North", "region": "East"}, {"rep_id": "r-2", "rep": "Ben"}],
    sales=[sold("2027-02", "R-1", 500), sold("2027-03", "R-1", 900), sold("2027-03", "R-2", 300, "C-2")],
    quota=[{"rep_id": "R-1", "m02": 100_000, "m03": 100_000}],
    rates=[{"from": 0.0, "rate": 0.1}],
    receivables=[{"month": "2027-01-01", "rep_id": "R-1", "customer_id": "C-1", "due": 20_000, "collected": 5_000}],
)


def pages(
    tables: Mapping[str, pd.DataFrame] = TABLES,
    *,
    period: str = "2027-03",
    language: str = "en",
    **frames: pd.DataFrame,
) -> tuple[Review, list[Page]]:
    """Score a company, and give the pages of all its reps."""
    done = score(tables, period, language=language)
    opened = SimpleNamespace(
        plan=SALES_PLAN,
        language=language,
        settings={"plan_year": 2027},
        currency=currency("USD"),
        frames={"Grades": tables["grades"]},
    )
    who = range(len(done.graded[-1].facts.reps))
    review = review_of(cast("OpenedPlan", opened), done, {**done.frames, **frames}, list(who))
    return review, list(review.pages)


def with_cards(done: Scored, *rows: Row) -> dict[str, pd.DataFrame]:
    """Put rows of other periods onto the Scorecard."""
    tables = again(TABLES, done)
    return {**tables, "scorecard": pd.concat([tables["scorecard"], typed("Scorecard", *rows)], ignore_index=True)}


def test_a_page_by_hand() -> None:
    review, (ana, ben) = pages()
    assert (review.period, review.measured_to, review.language) == ("2027-03", date(2027, 3, 31), "en")
    assert (ana.rep_id, ana.rep, ana.team, ana.region) == ("R-1", "Ana", "North", "East")
    assert (ana.quota, ana.revenue, ana.rank, ana.ranked) == (1000.0, 900.0, 1, 1)
    assert (ben.quota, ben.revenue, ben.rank, ben.total, ben.grade, ben.meaning) == (None, 300.0, None, None, "", "")
    assert ana.months[-2:] == (
        MonthPoint(date(2027, 2, 1), 500.0, 1000.0),
        MonthPoint(date(2027, 3, 1), 900.0, 1000.0),
    )
    assert len(ana.months) == 12
    assert ana.payout.startswith("90.00")
    assert "900.00 × 10 %" in ana.payout


def test_kpis_have_their_points_and_those_without_data_none() -> None:
    _, (ana, _) = pages()
    attainment, customers, promoters = ana.kpis
    assert (attainment.actual, attainment.target, attainment.score, attainment.weight) == (0.9, 1.0, 90.0, 60.0)
    assert (attainment.counted, customers.counted) == (75.0, 25.0)
    assert (promoters.label, promoters.actual, promoters.score, promoters.points) == ("Promoters", None, None, None)
    assert attainment.points == 67.5
    assert ana.total == round(sum(line.points or 0 for line in ana.kpis), 2)


def test_what_is_open_is_the_customers_and_how_late() -> None:
    _, (ana, ben) = pages()
    (item,) = ana.open_items
    assert (item.customer, item.month, item.open, item.late) == ("C-1", date(2027, 1, 1), 150.0, 2)
    assert ben.open_items == ()


def test_what_was_agreed_last_is_shown_of_the_latest_period_that_ended_before() -> None:
    tables = with_cards(
        score(TABLES, "2027-02"),
        {"period": "2027-Q1", "rep_id": "R-1", "actions": "ends with this month"},
        {"period": "2026", "rep_id": "R-1", "total": 80.0, "actions": "of the year before"},
        {"period": "2027-W06", "rep_id": "r-1", "actions": "of a week in February"},
        {"period": "2027-04", "rep_id": "R-1", "actions": "later"},
        {"period": "some day", "rep_id": "R-1", "actions": "nowhere"},
    )
    _, (ana, ben) = pages(tables)
    assert (ana.period_before, ana.actions_before) == ("2027-W06", "of a week in February")
    assert (ben.period_before, ben.actions_before) == ("", "")
    _, (ana, _) = pages(tables, period="2027-02")
    assert (ana.period_before, ana.actions_before) == ("2027-W06", "of a week in February")


def test_the_totals_before_are_those_of_periods_of_the_same_kind() -> None:
    months = [{"period": f"2026-{month:02d}", "rep_id": "R-1", "total": 50.0 + month} for month in range(1, 13)]
    tables = with_cards(score(TABLES, "2027-02"), *months, {"period": "2026-Q4", "rep_id": "R-1", "total": 1.0})
    _, (ana, ben) = pages(tables)
    assert [name for name, _ in ana.history] == ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-02"]
    assert ana.history[-2] == ("2026-12", 62.0)
    assert ana.previous == ana.history[-1][1]
    assert ben.history == ()


def test_what_was_agreed_in_the_period_itself_stands_in_the_box() -> None:
    tables = with_cards(score(TABLES, "2027-02"), {"period": "2027-03", "rep_id": "R-1", "actions": "call\nvisit"})
    _, (ana, ben) = pages(tables)
    assert (ana.actions, ben.actions) == ("call\nvisit", "")


def test_follow_ups_and_the_year_are_found_by_the_rep_however_written() -> None:
    follow_ups = typed(
        "FollowUps",
        {"rep_id": "r-1", "kind": "complaint", "customer_id": "C-1", "customer": "", "words": "late"},
    )
    tracking = typed("Tracking", {"rep_id": "R-1", "quota": 1_200_000, "due": 200_000, "actual": 140_000, "needed": 1})
    _, (ana, ben) = pages(FollowUps=follow_ups, Tracking=tracking)
    assert ana.follow_ups == (FollowUp("complaint", "C-1", None, "late"),)
    assert ana.tracking is not None
    assert (ana.tracking.year, ana.tracking.quota, ana.tracking.needed) == (2027, 12_000.0, 0.01)
    assert ana.tracking.run_rate_needed is None
    assert (ben.follow_ups, ben.tracking, ben.visits) == ((), None, None)


def test_labels_and_meanings_are_in_the_language() -> None:
    review, (ana, _) = pages(language="zh-Hans")
    assert ana.kpis[0].label == "目标达成率"
    assert ana.grade == "C"
    assert "落后" in ana.meaning
    assert review.title.startswith("销售计划")


def test_a_grade_of_ones_own_has_its_own_meaning() -> None:
    grades: Any = typed("Grades", {"grade": "good", "from": 0.0, "meaning": "thank you"})
    _, (ana, _) = pages({**TABLES, "grades": grades})
    assert (ana.grade, ana.meaning) == ("good", "thank you")
