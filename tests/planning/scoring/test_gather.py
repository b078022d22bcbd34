"""The facts of periods, whole."""

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from salesplan.findings import Severity
from salesplan.planning.money import GRAINS
from salesplan.planning.periods import MOST_PERIODS, Period, PeriodNotBegun, SinceLater, TooManyPeriods, UnlikePeriods
from salesplan.planning.scoring.facts import Facts, VisitFacts
from salesplan.planning.scoring.gather import gather
from salesplan.planning.settings import VisitSettings
from salesplan.planning.visits import plan_visits
from tests.planning.scoring.gather_cases import (
    ANA,
    BEN,
    facts_of,
    frames,
    gathered,
    given,
    lines,
    sale,
    settings,
    usual,
)
from tests.planning.scoring.score_cases import Row, typed
from tests.planning.scoring.told_facts import REP_IDS, Told


def test_periods_are_oldest_first() -> None:
    found = gathered("2027-02", since="2026-12")
    assert [facts.period.name for facts in found.facts] == ["2026-12", "2027-01", "2027-02"]
    assert [facts.measured_to for facts in found.facts] == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]
    weeks = gathered("2027-W01", since="2026-W52", as_of="2027-01-05")
    assert [facts.period.name for facts in weeks.facts] == ["2026-W52", "2026-W53", "2027-W01"]
    assert weeks.facts[-1].measured_to == date(2027, 1, 5)
    assert [facts.months for facts in gathered("2027-Q2", since="2027-Q2").facts] == [3.0]
    assert [facts.months for facts in weeks.facts] == [1.0, 2 / 19, 2 / 19]


def test_periods_that_cannot_be_are_refused() -> None:
    with pytest.raises(UnlikePeriods, match="2027-Q1 is no month as 2027-03 is"):
        gathered("2027-03", since="2027-Q1")
    with pytest.raises(SinceLater, match="2027-04 is later than 2027-03"):
        gathered("2027-03", since="2027-04")
    with pytest.raises(TooManyPeriods, match="from 2022-03 to 2027-03 there are more than 60"):
        gathered("2027-03", since="2022-03")
    assert len(gathered("2027-03", since="2022-04").facts) == MOST_PERIODS
    with pytest.raises(PeriodNotBegun):
        gathered("2027-03", as_of="2027-02-28")


def test_who_is_scored() -> None:
    reps: list[Row] = [
        BEN,
        ANA,
        {**ANA, "rep": "Ana again"},
        {"rep_id": "R-3", "rep": "joins late", "start_date": "2027-03-31"},
        {"rep_id": "R-4", "rep": "joins later", "start_date": "2027-04-01"},
        {"rep_id": "R-5", "rep": "leaves in between", "end_date": "2027-03-15"},
        {"rep_id": "R-6", "rep": "left", "end_date": "2027-02-28"},
        {"rep_id": "R-7", "rep": "stays a day longer", "end_date": "2027-04-01"},
        {"rep_id": "R-8", "rep": "leaves on the last day", "end_date": "2027-03-31"},
        {"rep_id": "r-0", "rep": "manager, of no team"},
        {"rep_id": "", "rep": "nobody"},
    ]
    scored = facts_of(reps=reps).reps
    assert scored.rep_id == ("r-0", "R-1", "R-2", "R-3", "R-5", "R-7", "R-8")
    assert scored.rep[1:3] == ("Ana", "Ben")
    assert (scored.team, scored.region) == (("", "N1", "S1", *[""] * 4), ("", "North", "South", *[""] * 4))
    assert scored.rows.tolist() == [14, 6, 5, 8, 10, 12, 13]
    assert scored.left.tolist() == [False, False, False, False, True, False, True]
    running = facts_of(reps=reps, as_of="2027-03-14").reps
    assert running.rep_id == ("r-0", "R-1", "R-2", "R-5", "R-7", "R-8")
    assert not running.left.any()


def test_a_period_without_sales_has_a_variance_of_the_whole_quota() -> None:
    facts = facts_of("2027-Q1", quota_history=[given("2027-Q1", 900)], sales=[sale("2026-01", 5)])
    assert (facts.revenue - facts.quota).tolist() == [-900, 0]


def test_a_period_without_sales_is_told_and_scored_all_the_same() -> None:
    found = gathered("2027-03", since="2027-01", sales=[sale("2027-02", 5), sale("2027-04", 7)])
    assert lines(found, "K140")[0].startswith(
        "Sales[month] [K140] there are no sales of 2027-01, 2027-03 in the ledger; everybody's actual is 0"
    )
    assert [facts.revenue.tolist() for facts in found.facts] == [[0, 0], [5, 0], [0, 0]]
    assert [finding.severity for finding in found.findings if finding.code == "K140"] == [Severity.WARNING]
    assert lines(gathered(sales=[sale("2027-03", 5, "R-9")]), "K140") == []  # nobody's sales are sales, too
    assert len(lines(gathered("2027-W13", sales=[sale("2027-03", 5)]), "K140")) == 1  # it ends in April
    assert lines(gathered("2027-W13", sales=[sale("2027-04", 5)]), "K140") == []


@pytest.mark.parametrize(
    ("period", "as_of", "month"),
    [
        ("2027-03", "2027-03-30", "2027-03"),
        ("2027-Q1", "2027-03-30", "2027-03"),
        ("2027-W10", "2027-03-20", "2027-03"),  # the week is over, not the month that it counts as
        ("2027-03", "2027-03-31", ""),
        ("2027-02", "2027-03-30", ""),
        ("2027-Q1", "2027-02-15", ""),  # a month that has no sales
    ],
)
def test_a_month_that_runs_is_told_where_it_has_sales(period: str, as_of: str, month: str) -> None:
    found = gathered(period, as_of=as_of, sales=[sale("2027-01", 5), sale("2027-03", 5)])
    told = [finding for finding in found.findings if finding.code == "K141"]
    assert [(finding.severity, finding.facts["month"], finding.facts["as_of"]) for finding in told] == (
        [(Severity.INFO, month, as_of)] if month else []
    )


@pytest.mark.parametrize(
    ("period", "as_of", "sold_to"),
    [
        ("2027-03", "2027-12-31", "2027-03-31"),
        ("2027-Q1", "2027-02-15", "2027-02-15"),
        ("2027-W10", "2027-12-31", "2027-03-31"),  # measured to the 14th
        ("2027-W13", "2027-12-31", "2027-04-30"),
        ("2027-W13", "2027-04-15", "2027-04-15"),
        ("2027-W13", "2027-03-30", "2027-03-30"),
    ],
)
def test_the_last_day_whose_months_sales_count(period: str, as_of: str, sold_to: str) -> None:
    assert facts_of(period, as_of=as_of).sold_to == date.fromisoformat(sold_to)


def test_the_trend() -> None:
    sales = [sale("2027-03", 149 * GRAINS // 100), sale("2027-02", GRAINS // 2), sale("2026-04", 3 * GRAINS)]
    months = gathered(
        "2027-Q2",
        as_of="2027-04-15",
        sales=[*sales, sale("2027-04", 7 * GRAINS, "R-2")],
        quota_history=[given("2027-Q2", 30), given("2026-05", 0, "R-2")],
    ).months
    assert months.dtypes.astype(str).to_dict() == {
        "rep_id": "str",
        "month": "datetime64[s]",
        "revenue": "Int64",
        "quota": "Int64",
    }
    assert months["rep_id"].tolist() == ["R-1"] * 12 + ["R-2"] * 12
    assert months["month"].tolist() == [*pd.date_range("2026-05-01", "2027-04-01", freq="MS")] * 2
    assert months["revenue"].tolist() == [0] * 9 + [1, 1, 0] + [0] * 11 + [7]
    assert months["quota"].fillna(-1).tolist() == [-1] * 11 + [10] + [0] + [-1] * 11


def test_the_trend_of_a_week_ends_with_its_month() -> None:
    months = gathered("2027-W13", reps=[ANA]).months
    assert (len(months), str(months["month"].iloc[-1].date())) == (12, "2027-04-01")


def test_an_empty_company_has_empty_facts() -> None:
    found = gathered(reps=[])
    assert len(found.facts[0].reps) == len(found.months) == len(found.open_items) == 0
    assert found.facts[0].visits is None


@pytest.mark.parametrize(
    ("period", "as_of", "first", "last"),
    [
        ("2027-03", "2027-12-31", "2027-03-01", "2027-03-31"),
        ("2027-Q1", "2027-03-10", "2027-01-01", "2027-03-10"),
        ("2027-W10", "2027-12-31", "2027-03-08", "2027-03-14"),
        ("2026-11", "2027-12-31", "2026-11-01", "2026-11-30"),
    ],
)
def test_visits_are_counted_as_visit_status_counts_them(period: str, as_of: str, first: str, last: str) -> None:
    rng = np.random.default_rng(7)
    reps = [BEN, ANA, {"rep_id": "R-3", "start_date": "2027-03-09"}, {"rep_id": "R-4", "end_date": "2026-10-31"}]
    customers: list[Row] = [
        {"customer_id": f"C-{number}", "rep_id": f"R-{number % 5}", "visits_a_year": [12.0, 52.0, 4.0][number % 3]}
        for number in range(12)
    ]
    visits: list[Row] = [
        {
            "date": str(np.datetime64("2026-10-01") + int(day)),
            "rep_id": f"R-{rng.integers(1, 5)}",
            "customer_id": f"C-{rng.integers(0, 12)}",
            "kind": str(rng.choice(["visit", "joint", "call"])),
            "result": str(rng.choice(["order", "absent", "follow_up"])),
        }
        for day in rng.integers(0, 260, 500)
    ]
    facts = facts_of(period, as_of=as_of, reps=reps, customers=customers, visits=visits)
    planned = plan_visits(
        reps=typed("Reps", *reps),
        customers=typed("Customers", *customers),
        visits=typed("Visits", *visits),
        settings=VisitSettings(
            as_of=date.fromisoformat(last),
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            plan_year=2027,
            country="US",
        ),
    ).status.set_index("rep_id")
    assert facts.visits is not None
    assert facts.visits.made.sum() > 5
    for field in fields(VisitFacts):
        expected = planned.loc[list(facts.reps.rep_id), field.name].tolist()
        assert getattr(facts.visits, field.name).tolist() == expected, field.name


_month = st.builds(lambda number: f"{number // 12}-{number % 12 + 1:02d}", st.integers(2026 * 12, 2027 * 12 + 7))
_rep = st.sampled_from([*REP_IDS, "r-2 ", "R-9", ""])
_client = st.sampled_from(["C-1", "C-2", "C-3", "c-3", "C-9", ""])
_sales = st.lists(
    st.builds(
        sale,
        _month,
        st.integers(-3, 9),
        _rep,
        _client,
        product_line=st.sampled_from(["Servo", "pump", ""]),
        margin=st.none() | st.integers(-2, 5),
    ),
    max_size=12,
)
_customers = st.lists(
    st.fixed_dictionaries(
        {
            "customer_id": st.sampled_from(["C-1", "C-2", "C-3", "C-4"]),
            "rep_id": _rep,
            "first_purchase": st.sampled_from([None, None, "2026-02-03", "2027-03-04"]),
        }
    ),
    max_size=4,
)
_receivables = st.lists(
    st.builds(
        lambda month, due, **rest: {"month": f"{month}-01", "due": due, **rest},
        _month,
        st.integers(-2, 9),
        collected=st.none() | st.integers(0, 5),
        rep_id=_rep,
        customer_id=_client,
    ),
    max_size=6,
)
_history = st.lists(
    st.builds(given, _month, st.integers(0, 50), _rep),
    max_size=5,
    unique_by=lambda row: (row["period"], row["rep_id"].strip().casefold()),
)
_plan = st.lists(
    st.builds(
        lambda rep_id, amounts: (
            {"rep_id": rep_id} | {f"m{month:02d}": amount for month, amount in enumerate(amounts, 1)}
        ),
        st.sampled_from(REP_IDS),
        st.lists(st.none() | st.integers(0, 99), min_size=12, max_size=12),
    ),
    max_size=2,
)
_whole = st.sampled_from(["2027-03", "2027-Q1", "2027-Q2", "2027", "2026-12", "2027-W13"])
STAFF: tuple[Row, ...] = (ANA, BEN, {"rep_id": "R-3", "end_date": "2027-03-20"})


@limits(max_examples=60, deadline=None)
@drawn(_sales, _customers, _receivables, _history, _plan, _whole, st.sampled_from(["2027-02-15", "2027-12-31"]))
def test_facts_as_told_in_plain_python(
    sales: list[Row],
    customers: list[Row],
    receivables: list[Row],
    quota_history: list[Row],
    quota: list[Row],
    name: str,
    as_of: str,
) -> None:
    if str(Period.of(name).first) > as_of:
        return
    focus = {"focus_lines": ("servo",)}
    tables = {
        "sales": sales,
        "customers": customers,
        "receivables": receivables,
        "quota_history": quota_history,
        "quota": quota,
    }
    facts = facts_of(name, as_of=as_of, reps=STAFF, setting=focus, **tables)
    told = Told(tables, Period.of(name), date.fromisoformat(as_of))
    for place, rep_id in enumerate(facts.reps.rep_id):
        said = told.facts(rep_id)
        assert {key: _plain(getattr(facts, key)[place]) for key in said} == {key: _plain(said[key]) for key in said}


@limits(max_examples=30, deadline=None)
@drawn(_sales, _customers, _receivables, _history, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    sales: list[Row], customers: list[Row], receivables: list[Row], quota_history: list[Row], random: Any
) -> None:
    once = {str(row["customer_id"]): row for row in customers}  # of repeated customers the first counts
    tables = frames(
        reps=STAFF, sales=sales, customers=[*once.values()], receivables=receivables, quota_history=quota_history
    )
    shuffled = {key: frame.loc[random.sample(list(frame.index), len(frame))] for key, frame in tables.items()}
    wanted = settings("2027-Q1", since="2026-Q4", focus_lines=("Servo",))
    plain = gather(**tables, kpis=usual(), settings=wanted)
    other = gather(**shuffled, kpis=usual(), settings=wanted)
    pd.testing.assert_frame_equal(plain.months, other.months)
    pd.testing.assert_frame_equal(plain.open_items, other.open_items)
    assert [finding.line() for finding in plain.findings] == [finding.line() for finding in other.findings]
    for one, two in zip(plain.facts, other.facts, strict=True):
        for field in fields(Facts):
            if isinstance(mine := getattr(one, field.name), np.ndarray):
                np.testing.assert_array_equal(mine, getattr(two, field.name), err_msg=field.name)
        assert one.reps.rep_id == two.reps.rep_id


def _plain(value: Any) -> float | None:
    return None if value != value else float(value)


def test_margins_of_a_part_of_the_sales_are_told() -> None:
    sales = [
        sale("2026-01", 1),
        sale("2027-03", 60, margin=20),
        sale("2027-03", 40),
        sale("2027-03", 50, "R-2", margin=5),
    ]
    (line,) = lines(gathered("2027-03", sales=sales), "K146")
    assert "only 60% of the revenue of" in line
