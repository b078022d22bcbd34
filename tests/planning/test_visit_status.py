"""Planned against made, rep by rep."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.listed import MOST_LISTED
from salesplan.planning.visits import VisitsPlanned
from salesplan.tables.model import Holds, Table
from salesplan.tables.quota import MONTHS
from salesplan.tables.visit_status import VISIT_PLAN, VISIT_STATUS
from tests.planning.visit_cases import ANA, BEN, Rows, codes, customer, dues_in, entry, status_of, visited

DTYPES = {
    Holds.TEXT: "str",
    Holds.INTEGER: "Int64",
    Holds.MONEY: "Int64",
    Holds.NUMBER: "float64",
    Holds.PERCENT: "float64",
    Holds.DATE: "datetime64[s]",
}


@pytest.mark.parametrize(("name", "table"), [("status", VISIT_STATUS), ("plan", VISIT_PLAN)])
def test_frames_are_as_their_tables_say(name: str, table: Table) -> None:
    found: pd.DataFrame = getattr(visited([customer("C-1", 12)], [entry("2027-03-02")]), name)
    assert {key: str(dtype) for key, dtype in found.dtypes.items()} == {
        column.key: DTYPES[column.holds] for column in table
    }
    assert list(found) == [column.key for column in table]


def test_a_month_by_hand() -> None:
    planned = visited(
        [
            customer("C-1", 12),
            customer("C-2", 12),
            customer("C-3", 4),
            customer("C-4", None),
            customer("C-5", 12, "R-02"),
        ],
        [
            entry("2027-02-10", "C-1"),  # due again on Mar 10
            entry("2027-03-09", "C-1", result="order", amount=50_000),
            entry("2027-03-20", "C-1", kind="joint", joined_by="Mei", amount=70_000),  # more than planned
            entry("2027-03-15", "C-3", kind="call", result="order", amount=1_000),  # no visit
            entry("2027-03-16", "C-2", rep_id="R-02", result="order"),  # by somebody else
            entry("2027-03-17", "C-4"),  # asked for none, but covered
            entry("2027-03-18", "C-9"),  # unknown customer
        ],
    )
    assert _figures(planned, "R-01", "customers planned made kept covered") == [4, 3, 4, 1, 2]
    assert _figures(planned, "R-01", "orders order_amount calls joint owed") == [2, 121_000, 1, 1, 28]
    assert _figures(planned, "R-01", "adherence coverage") == [1 / 3, 2 / 4]
    assert _figures(planned, "R-01", "strike_rate strike_rate_planned") == [2 / 4, 2 / 3]
    assert _figures(planned, "R-01", "working_days visits_a_day") == [23, 0.17]
    period = [pd.Timestamp("2027-03-01"), pd.Timestamp("2027-03-31")]
    assert _figures(planned, "R-01", "period_from period_to") == period
    assert _figures(planned, "R-02", "customers planned made kept orders order_amount") == [1, 1, 1, 0, 1, 0]


def _figures(planned: VisitsPlanned, rep_id: str, columns: str) -> list[Any]:
    """Give some figures of a rep's status."""
    return [status_of(planned, rep_id, column) for column in columns.split()]


def test_more_visits_to_one_customer_do_not_stand_in_for_another() -> None:
    planned = visited([customer("C-1", 12), customer("C-2", 12)], [entry(f"2027-03-{day:02d}") for day in (1, 8, 15)])
    assert _figures(planned, "R-01", "planned made kept") == [2, 3, 1]


def test_a_visit_where_nobody_was_met_is_made_but_keeps_nothing() -> None:
    planned = visited([customer("C-1", 12)], [entry("2027-03-01", result="absent")])
    assert _figures(planned, "R-01", "made kept covered overdue") == [1, 0, 0, 1]
    assert planned.customers["last_visit"].isna().all()


def test_a_visit_where_nobody_was_met_leaves_the_customer_due() -> None:
    assert status_of(visited([customer("C-1", 4)], [entry("2027-02-01")]), "R-01", "planned") == 0
    assert status_of(visited([customer("C-1", 4)], [entry("2027-02-01", result="absent")]), "R-01", "planned") == 1


def test_visits_a_day_are_rounded_half_up() -> None:
    planned = visited([], [entry("2027-03-01")], as_of="2027-03-10")  # 1 visit in 8 working days
    assert _figures(planned, "R-01", "working_days visits_a_day") == [8, 0.13]


def test_a_customer_without_id_counts_nowhere() -> None:
    planned = visited([customer("", 12), customer("C-1", 12)], [entry("2027-03-02", "")])
    assert _figures(planned, "R-01", "customers planned made kept owed") == [1, 1, 1, 0, 12]
    assert planned.customers["last_visit"].isna().all()


def test_nothing_after_today_counts() -> None:
    planned = visited(
        [customer("C-1", 12)],
        [entry("2027-03-10"), entry("2027-03-11", result="order")],
        as_of="2027-03-10",
        last="2027-03-31",
    )
    assert _figures(planned, "R-01", "made orders kept") == [1, 0, 1]


def test_rates_without_anything_to_divide_by_are_blank() -> None:
    planned = visited([], [], reps=[ANA])
    rates = ["adherence", "coverage", "strike_rate", "strike_rate_planned"]
    assert planned.status[rates].isna().all(axis=None)
    assert planned.status["visits_a_day"].tolist() == [0.0]
    assert planned.status["workload"].tolist() == [0.0]


def test_working_days_and_capacity_are_those_of_the_employment() -> None:
    reps = [
        {**ANA, "start_date": "2027-03-15"},
        {**BEN, "end_date": "2027-03-05", "capacity": 0.5},
        {"rep_id": "R-03", "rep": "Cai"},
    ]
    planned = visited([], [], reps=reps)
    assert planned.status["working_days"].tolist() == [13, 5, 23]
    # 2027 has 261 weekdays and in the US 12 holidays on them, 3 of these before Mar 5; 51 weekdays are before Mar 15.
    assert planned.status["capacity"].tolist() == [4 * (261 - 12 - (51 - 3)), 4 * (46 - 3) * 0.5, 4 * (261 - 12)]


def test_chinese_make_up_workdays_are_working_days() -> None:
    planned = visited([], [], reps=[ANA], first="2026-02-01", as_of="2026-02-28", plan_year=2026, country="CN")
    assert planned.status["working_days"].tolist() == [16]


def test_who_has_a_row() -> None:
    reps = [
        {"rep_id": "r-05", "rep": "In the plan year", "start_date": "2027-12-31"},
        {"rep_id": "R-04", "rep": "In the period", "end_date": "2026-12-15"},
        {"rep_id": "R-03", "rep": "Left, owns", "end_date": "2020-01-01"},
        {"rep_id": "R-02", "rep": "Left, visited", "end_date": "2020-01-01"},
        {"rep_id": "R-01", "rep": "Left", "end_date": "2020-01-01"},
        {"rep_id": "R-06", "rep": "Not yet", "start_date": "2028-01-01"},
        {"rep_id": "R-07", "rep": "Never", "start_date": "2027-02-01", "end_date": "2027-01-01"},
    ]
    customers = [customer("C-1", None, "R-03"), customer("C-2", None, "")]
    visits = [entry("2026-12-20", rep_id="R-02")]
    planned = visited(customers, visits, reps=reps, first="2026-12-01", as_of="2026-12-31")
    assert planned.status["rep_id"].tolist() == ["R-02", "R-03", "R-04", "r-05"]
    assert planned.plan["rep_id"].tolist() == planned.status["rep_id"].tolist()


def test_customers_without_known_owner_have_the_last_row() -> None:
    planned = visited([customer("C-1", 12, ""), customer("C-2", 4, "R-99")], [entry("2027-03-05", "C-1", "R-98")])
    assert planned.status["rep_id"].tolist() == ["R-01", "R-02", ""]
    assert _figures(planned, "", "rep customers planned made owed") == ["Unassigned", 2, 2, 1, 16]
    assert _figures(planned, "", "capacity working_days") == [0, 0]
    assert np.isnan(_figures(planned, "", "workload visits_a_day")).all()


def test_who_cannot_make_what_is_owed_is_reported() -> None:
    planned = visited(
        [customer("C-1", 366), customer("C-2", 366), customer("C-3", 366), customer("C-4", 366, "R-02")],
        [],
        visits_a_day=4,
    )
    (finding,) = [finding for finding in planned.findings if finding.code == "V105"]
    assert finding.row == 5
    assert finding.message() == "Ana (R-01) owes 1,098 visits a year and can make 996"
    assert status_of(planned, "R-01", "workload") == pytest.approx(1098 / 996)
    assert "V105" not in codes(visited([customer("C-1", 366)], [], visits_a_day=0))


def test_many_overloaded_reps_are_listed_shortly() -> None:
    reps = [{"rep_id": f"R-{number}", "rep": "X"} for number in range(30)]
    customers = [customer(f"C-{number}", 12, f"R-{number}") for number in range(30)]
    planned = visited(customers, [], reps=reps, visits_a_day=0.01)
    assert codes(planned).count("V105") == MOST_LISTED
    assert [finding.facts["count"] for finding in planned.findings if finding.code == "V106"] == [30 - MOST_LISTED]


def test_the_plan_by_month() -> None:
    planned = visited(
        [customer("C-1", 12), customer("C-2", 4), customer("C-3", 4, "R-02"), customer("C-4", 0)],
        [entry("2026-02-01", "C-2"), entry("2027-02-10", "C-3")],
    )
    ana, ben = planned.plan[[*MONTHS, "year"]].to_numpy(dtype=float).tolist()
    assert ana == [2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 16]
    assert ben == [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 4]  # the visit of February moves nothing: the plan is the year's


CADENCES = st.sampled_from([None, 0.0, 0.5, 2.0, 4.0, 5.0, 12.0, 52.0])
CUSTOMERS = st.lists(
    st.builds(
        customer,
        st.sampled_from(["C-1", "c-1 ", "C-2", "C-3", "C-4"]),
        CADENCES,
        st.sampled_from(["R-01", "R-02", "", "R-9"]),
    ),
    max_size=5,
)
VISITS = st.lists(
    st.builds(
        entry,
        st.dates(date(2026, 6, 1), date(2027, 5, 1)).map(str),
        st.sampled_from(["C-1", "C-2", "C-3", "C-9", ""]),
        st.sampled_from(["R-01", "R-02", "R-9"]),
        st.sampled_from(["visit", "call", "joint"]),
        result=st.sampled_from(["", "order", "absent", "refused"]),
        amount=st.none() | st.integers(0, 900),
        complaint=st.sampled_from(["", "late"]),
        quote_sent=st.none() | st.dates(date(2027, 3, 1), date(2027, 4, 1)).map(str),
        next_date=st.none() | st.dates(date(2027, 3, 1), date(2027, 4, 1)).map(str),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(CUSTOMERS, VISITS, st.sampled_from(["2027-03-01", "2026-11-15", "2027-01-01"]))
def test_figures_bound_each_other_and_lose_nothing(customers: Rows, visits: Rows, first: str) -> None:
    planned = visited(customers, visits, first=first)
    status = planned.status
    assert (status["kept"] <= status["planned"]).all()
    assert (status["kept"] <= status["made"]).all()
    assert (status["covered"] <= status["customers"]).all()
    assert (status["joint"] <= status["made"]).all()
    assert (status["orders"] <= status["made"]).all()
    logged = [visit for visit in visits if first <= visit["date"] <= "2027-03-31"]
    assert status["made"].sum() == sum(visit["kind"] != "call" for visit in logged)
    assert status["calls"].sum() == sum(visit["kind"] == "call" for visit in logged)
    assert status["order_amount"].sum() == sum(visit["amount"] or 0 for visit in logged)
    assert (planned.plan[list(MONTHS)].sum(axis=1).astype(float) == planned.plan["year"]).all()


@settings(max_examples=60)
@given(CUSTOMERS, VISITS, st.sampled_from(["2027-03-01", "2026-11-15", "2027-01-01"]))
def test_planned_is_what_the_plain_rule_plans(customers: Rows, visits: Rows, first: str) -> None:
    start, year_start = date.fromisoformat(first), date(2027, 1, 1)
    never = min(date(2026, 12, 31), date.fromordinal(start.toordinal() - 1))
    in_period: dict[str, int] = {}
    in_year: dict[str, int] = {}
    seen: set[str] = set()
    for row in customers:
        key = row["customer_id"].strip().casefold()
        if key in seen:
            continue
        seen.add(key)
        owner = row["rep_id"] if row["rep_id"] != "R-9" else ""
        cadence = Fraction(row["visits_a_year"] or 0)
        days = _met(visits, key)
        before = max((day for day in days if day < start), default=None)
        last = max((day for day in days if day < year_start), default=None)
        in_period[owner] = in_period.get(owner, 0) + len(dues_in(before, cadence, start, date(2027, 3, 31), never))
        in_year[owner] = in_year.get(owner, 0) + len(
            dues_in(last, cadence, year_start, date(2027, 12, 31), date(2026, 12, 31))
        )
    planned = visited(customers, visits, first=first)
    assert _by_rep(planned.status, "planned") == {rep: count for rep, count in in_period.items() if count}
    assert _by_rep(planned.plan, "year") == {rep: count for rep, count in in_year.items() if count}


def _met(visits: Rows, customer_id: str) -> list[date]:
    """List the days up to today on which a customer was met."""
    return [
        date.fromisoformat(visit["date"])
        for visit in visits
        if visit["customer_id"].strip().casefold() == customer_id
        and visit["kind"] != "call"
        and visit["result"] != "absent"
        and visit["date"] <= "2027-03-31"
    ]


def _by_rep(found: pd.DataFrame, column: str) -> dict[str, Any]:
    return {rep: count for rep, count in zip(found["rep_id"], found[column], strict=True) if count}
