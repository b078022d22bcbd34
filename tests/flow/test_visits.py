"""Visits held against the cadence, from the command line."""

from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.flow.company import Row, as_json, by, column, company, rows, salesplan
from tests.flow.test_tiers import CUSTOMERS, SALES

VISITS: list[Row] = [
    {"date": "2027-01-11", "rep_id": "R1", "customer_id": "C1", "kind": "visit", "result": "order", "amount": 5_000},
    {"date": "2027-01-20", "rep_id": "R1", "customer_id": "C2", "kind": "call", "quote_sent": "2027-01-20"},
    {"date": "2027-02-09", "rep_id": "R1", "customer_id": "C1", "kind": "joint", "joined_by": "Mo"},
    {"date": "2027-02-24", "rep_id": "R2", "customer_id": "C3", "kind": "visit", "complaint": "=late"},
    {
        "date": "2027-04-20",
        "rep_id": "R1",
        "customer_id": "C1",
        "kind": "visit",
        "next_step": "call",
        "next_date": "2027-04-28",
    },
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    book = company(tmp_path, sales=SALES, Customers=CUSTOMERS, Visits=VISITS)
    on("2027-05-03", "tier", book)
    return book


def on(day: str, *arguments: object, code: int = 0) -> str:
    """Run a command on a day."""
    with patch("salesplan.cli.clock.now", lambda: datetime.fromisoformat(f"{day} 09:00")):
        return salesplan(*arguments, code=code).output


def test_the_status_of_a_quarter(plan: Path) -> None:
    said = on("2027-05-03", "visits", "status", plan, "--period", "2027-Q1")
    status = by(rows(plan, "VisitStatus"), "rep_id")
    first = status["R1"]
    assert (first["planned"], first["made"], first["kept"], first["calls"], first["joint"]) == (4, 2, 2, 1, 1)
    assert first["adherence"] == pytest.approx(0.5)
    assert (first["strike_rate"], first["strike_rate_planned"]) == (pytest.approx(0.5), pytest.approx(0.25))
    assert (first["covered"], first["coverage"]) == (1, pytest.approx(0.5))
    assert first["working_days"] == 61  # 64 weekdays less three public holidays
    assert (first["period_from"].month, first["period_to"].month) == (1, 3)
    assert "adherence" in said


def test_a_period_bounds_the_status_and_leaves_today_alone(plan: Path) -> None:
    on("2027-05-03", "visits", "status", plan)
    of_today = rows(plan, "Customers"), rows(plan, "FollowUps")
    on("2027-05-03", "visits", "status", plan, "--period", "2027-01")
    assert (rows(plan, "Customers"), rows(plan, "FollowUps")) == of_today
    last = column(rows(plan, "Customers"), "last_visit", of="customer_id")
    assert last["C1"].isoformat()[:10] == "2027-04-20"


def test_a_period_that_has_not_begun_is_refused(plan: Path) -> None:
    before = plan.read_bytes()
    assert "2027-Q4" in on("2027-05-03", "visits", "status", plan, "--period", "2027-Q4", code=2)
    assert "2027-Q4" not in on("2027-05-03", "visits", "status", plan, "--period", "last month", code=2)
    assert plan.read_bytes() == before


def test_what_to_follow_up(plan: Path) -> None:
    on("2027-05-03", "visits", "status", plan)
    found = [(row["kind"], row["customer_id"], row["days"], row["words"]) for row in rows(plan, "FollowUps")]
    assert found == [
        ("complaint", "C3", 68, "=late"),
        ("quote without answer", "C2", 100, None),
        ("next step due", "C1", 5, "call"),
    ]


def test_after_the_plan_year_its_last_day_counts(plan: Path) -> None:
    assert "from 2027-01-01 to 2027-12-31" in on("2028-01-04", "visits", "status", plan)


def test_a_typed_day_counts_before_today(plan: Path) -> None:
    assert "from 2027-01-01 to 2027-02-28" in on("2027-05-03", "visits", "status", plan, "--as-of", "2027-02-28")


def test_json_has_the_status_and_the_list(plan: Path) -> None:
    with patch("salesplan.cli.clock.now", lambda: datetime(2027, 5, 3, 9)):
        tables = as_json("visits", "status", plan)["tables"]
    assert {"VisitStatus", "VisitPlan", "FollowUps", "Customers"} == set(tables)
    assert tables["VisitPlan"][0]["year"] == 16


def test_rows_that_cannot_be_read_are_findings(plan: Path) -> None:
    file = plan.with_name("more.csv")
    file.write_text("date,rep_id,customer_id,kind\n13.04.2026x,R1,C1,visit\n,R1,C1,visit\n", encoding="utf-8")
    said = salesplan("load", plan, "Visits", file, code=1)
    assert "[D104]" in said.stderr


def test_visits_are_listed_under_their_group(plan: Path) -> None:
    assert "issue" in salesplan("visits", "--help").stdout
    assert "status" in salesplan("visits", "statuss", plan, code=2).stderr
