"""Quotas by rep and month."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from salesplan.tables.quota import MONTHS
from tests.planning.scoring.gather_cases import codes, facts_of, gathered, given, lines, sale

PLAN = {"rep_id": "R-1"} | {key: 100 * place for place, key in enumerate(MONTHS, start=1)}


def test_the_plans_quota_is_that_of_its_year() -> None:
    assert facts_of("2027-03", quota=[PLAN]).quota.tolist() == [300, 0]
    assert facts_of("2027-03", quota=[PLAN]).has_quota.tolist() == [True, False]
    assert facts_of("2027-Q2", quota=[PLAN]).quota.tolist() == [1500, 0]
    assert facts_of("2027", quota=[PLAN]).full_quota.tolist() == [7800, 0]
    assert not facts_of("2026-12", quota=[PLAN]).has_quota.any()
    assert not facts_of("2028-01", quota=[PLAN]).has_quota.any()


def test_a_quota_given_elsewhere_counts_instead_of_the_plans() -> None:
    facts = facts_of("2027-Q1", quota=[PLAN], quota_history=[given("2027-02", 0), given("2027-1", 7)])
    assert facts.quota.tolist() == [7 + 0 + 300, 0]


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2026-Q4", {"2026-09": 0, "2026-10": 33, "2026-11": 34, "2026-12": 33, "2027-01": 0}),
        ("2026-10-15", {"2026-10": 100, "2026-11": 0}),
        ("2026年10月", {"2026-10": 100}),
        ("2026", {"2026-01": 8, "2026-02": 9, "2026-12": 8, "2026": 100, "2026-Q2": 25}),
    ],
)
def test_a_longer_quota_is_spread_evenly(period: str, months: dict[str, int]) -> None:
    for month, quota in months.items():
        assert facts_of(month, quota_history=[given(period, 100)]).quota.tolist() == [quota, 0], month


def test_a_running_month_is_due_by_its_working_days() -> None:
    # March 2027 has 23 working days in the US, 11 of them up to Monday the 15th
    facts = facts_of("2027-Q1", as_of="2027-03-15", quota=[PLAN])
    assert facts.quota.tolist() == [100 + 200 + round(300 * 11 / 23), 0]
    assert facts.full_quota.tolist() == [600, 0]
    assert facts_of("2027-Q1", as_of="2027-03-31", quota=[PLAN]).quota.tolist() == [600, 0]
    # April 1 to 30 has 22 working days; one of 2 is a half, rounded up
    assert facts_of("2027-04", as_of="2027-04-01", quota_history=[given("2027-04", 11)]).quota.tolist() == [1, 0]
    assert facts_of("2027-04", as_of="2027-04-01", quota_history=[given("2027-04", 10)]).quota.tolist() == [0, 0]


def test_a_month_that_has_not_begun_is_no_month_with_a_quota() -> None:
    facts = facts_of("2027-Q1", as_of="2027-02-28", quota_history=[given("2027-03", 90)])
    assert (facts.quota[0], facts.full_quota[0], bool(facts.has_quota[0])) == (0, 90, False)


def test_a_week_has_the_quota_of_the_month_in_which_it_ends() -> None:
    assert facts_of("2027-W13", quota=[PLAN]).quota.tolist() == [400, 0]  # Mar 29 to Apr 4
    running = facts_of("2027-W14", as_of="2027-04-11", quota=[PLAN])
    assert running.quota.tolist() == [round(400 * 7 / 22), 0]
    assert facts_of("2027-W13", as_of="2027-03-30", quota=[PLAN]).full_quota.tolist() == [300, 0]


def test_margin_quotas_are_typed_or_by_a_rate() -> None:
    history = [given("2027-Q1", 300, margin=60), given("2027-04", 200), given("2027-04", 100, "R-2", margin=9)]
    assert facts_of("2027-03", quota_history=history).margin_quota[0] == 20
    by_rate = facts_of("2027-Q2", quota_history=history, setting={"margin_rate": 0.25}).margin_quota
    assert by_rate.tolist() == [50.0, 9.0]
    assert facts_of("2027", quota_history=history, setting={"margin_rate": 0.25}).margin_quota.tolist() == [110.0, 9.0]
    np.testing.assert_array_equal(facts_of("2027-Q2", quota_history=history).margin_quota, [np.nan, 9.0])
    assert np.isnan(facts_of("2027-07", quota_history=history, setting={"margin_rate": 0.25}).margin_quota).all()


def test_the_margin_rate_is_the_companys_of_the_calendar_year_before() -> None:
    sales = [
        sale("2026-01", 100, margin=10),
        sale("2026-12", 300, "R-2", margin=110),
        sale("2026-12", 9_999),  # no margin: no part of the rate
        sale("2025-12", 100, margin=100),
        sale("2027-01", 100, margin=100),
    ]
    quota = [given("2027-03", 1000)]
    assert facts_of("2027-03", quota_history=quota, sales=sales).margin_quota[0] == 300
    losing = [sale("2026-01", 100, margin=-1)]
    assert np.isnan(facts_of("2027-03", quota_history=quota, sales=losing).margin_quota[0])


def test_periods_that_quotas_cannot_have_are_errors() -> None:
    found = gathered(quota_history=[given("March", 1), given("2027-W14", 1), given("2027-02-30", 1)])
    assert codes(found) == ["K122", "K122", "K124"]
    assert lines(found, "K122")[0].startswith("QuotaHistory[period] row 5 [K122] there is no period “March”")
    assert lines(found, "K124")[0].startswith("QuotaHistory[period] row 6 [K124] the quota is for the week 2027-W14")


def test_two_quotas_for_a_month_are_an_error() -> None:
    history = [given("2027", 1200), given("2027-02", 5), given("2027-Q1", 30), given("2027-02", 5, "R-2")]
    found = gathered(quota_history=history)
    assert codes(found) == ["K126", "K126"]
    said = (
        "QuotaHistory[period] row 7 [K126] Ana (R-1) has two quotas for 2027-01: this one for 2027-Q1, and the one for"
    )
    assert lines(found, "K126")[1].startswith(said + " 2027 in row 5")
    assert found.facts[0].quota.tolist() == [100, 0]
    assert codes(gathered(quota_history=[given("2027-03", 1), given("2027年3月", 1)])) == ["K126"]


def test_the_same_text_twice_is_found_when_the_sheet_is_read() -> None:
    assert codes(gathered(quota_history=[given("2027-q1", 1), given("2027-Q1", 1)])) == []


def test_rows_that_say_nothing_count_nothing() -> None:
    facts = facts_of(
        quota_history=[given("", 5), given("2027-03", None), given("2027-03", 5, "R-9"), given("2027-03", 5, "")]
    )
    assert not facts.has_quota.any()
    assert not facts.quota.any()


def test_periods_without_any_quota_are_told() -> None:
    found = gathered("2027-03", since="2027-01", quota_history=[given("2027-02", 5)])
    assert lines(found, "K121")[0].startswith(
        "QuotaHistory[quota] [K121] no rep has a quota in 2027-01, 2027-03, so there is no attainment"
    )


@limits(max_examples=20, deadline=None)
@drawn(st.integers(0, 10**12), st.sampled_from(["2027", "2027-Q1", "2027-Q4", "2027-05"]))
def test_what_is_spread_adds_up(amount: int, period: str) -> None:
    found = gathered("2027-12", since="2027-01", quota_history=[given(period, amount)])
    months = [int(facts.quota[0]) for facts in found.facts if facts.has_quota[0]]
    assert sum(months) == amount
    assert max(months) - min(months) <= 1
