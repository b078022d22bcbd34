"""The whole of visits, from frames to frames."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.test_visit_status import CUSTOMERS, VISITS
from tests.planning.visit_cases import Rows, codes, customer, entry, visited


def days(column: "pd.Series[pd.Timestamp]") -> list[str]:
    return column.dt.strftime("%Y-%m-%d").fillna("").tolist()


def test_last_and_next_visit_and_days_overdue() -> None:
    planned = visited(
        [
            customer("C-1", 12),
            customer("C-2", 12),
            customer("C-3", 12),
            customer("C-4", 4),
            customer("C-5", None),
            customer("C-6", 2),
            customer("c-1", 12),
        ],
        [
            entry("2027-01-05", "C-1"),
            entry("2027-02-28", " c-1", rep_id="R-02", kind="joint", joined_by="Mei"),
            entry("2027-03-05", "C-1", kind="call"),
            entry("2027-03-06", "C-1", result="absent"),
            entry("2027-02-27", "C-2"),
            entry("2027-04-01", "C-4"),
            entry("2027-03-09", "C-5"),
        ],
    )
    assert days(planned.customers["last_visit"]) == ["2027-02-28", "2027-02-27", "", "", "2027-03-09", "", ""]
    assert days(planned.customers["next_visit"]) == [
        *("2027-03-28", "2027-03-27", "2027-01-31", "2027-03-31", "", "2027-06-30", "")
    ]
    blank = pd.NA
    assert planned.customers["overdue"].fillna(-1).tolist() == [3, 4, 59, -1, -1, -1, -1]
    assert planned.customers["overdue"].iloc[3] is blank
    assert planned.status["overdue"].tolist() == [3, 0]


def test_customers_come_back_as_they_came() -> None:
    planned = visited([customer("C-2", 12), customer("C-1", 4)], [entry("2027-03-01")])
    assert planned.customers.index.tolist() == [5, 6]
    assert planned.customers["customer_id"].tolist() == ["C-2", "C-1"]
    assert planned.customers.dtypes.astype(str).to_dict() == {
        "customer_id": "str",
        "customer": "str",
        "rep_id": "str",
        "visits_a_year": "float64",
        "last_visit": "datetime64[s]",
        "next_visit": "datetime64[s]",
        "overdue": "Int64",
    }


def test_a_period_of_the_base_year_plans_who_was_never_visited_from_its_first_day_on() -> None:
    planned = visited([customer("C-1", 12)], [], first="2026-10-01", as_of="2026-12-31")
    assert planned.status["planned"].tolist()[0] == 3  # Oct 30, Nov 30, Dec 30
    assert days(planned.customers["next_visit"]) == ["2027-01-31"]


def test_findings() -> None:
    planned = visited(
        [customer("C-1", None)],
        [
            entry("2027-04-01"),
            entry("2027-04-02"),
            entry("2027-03-02", kind="joint"),
            entry("2027-02-02", kind="joint"),  # not in the period
            entry("2027-03-02", kind="joint", joined_by="Mei"),
        ],
        country="XQ",
    )
    assert [finding.line() for finding in planned.findings] == [
        "Customers[visits_a_year] [V104] no customer has visits a year, so no visits are planned; "
        "run salesplan tier first, and see that Tiers says visits a year",
        "Visits[date] row 5 [V103] 2 rows are dated after 2027-03-31 and do not count yet; "
        "set a later As of to count them",
        "Visits[joined_by] row 7 [V107] 1 joint visits do not say who joined; they count as joint all the same; "
        "fill in Joined by",
        "Settings[country] [V101] the country “XQ” is not known; Monday to Friday count as working days, without "
        "holidays; type its two letters, such as CN or US; near it: XK",
    ]
    assert codes(visited([customer("C-1", 12)], [entry("2027-03-31")])) == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_findings_are_worded_in_every_language(language: str) -> None:
    planned = visited([customer("C-1", None)], [entry("2027-04-01"), entry("2027-03-02", kind="joint")], country="XQ")
    assert all("{" not in finding.line(language) for finding in planned.findings)


def test_nothing_at_all() -> None:
    planned = visited([], [], reps=[])
    assert not len(planned.status)
    assert not len(planned.plan)
    assert planned.findings == []


@settings(max_examples=25)
@given(CUSTOMERS, VISITS, st.data())
def test_the_order_of_rows_changes_nothing(customers: Rows, visits: Rows, data: st.DataObject) -> None:
    customers = list({row["customer_id"].strip().casefold(): row for row in customers}.values())
    one = visited(customers, visits)
    other = visited(data.draw(st.permutations(customers)), data.draw(st.permutations(visits)))
    for name in ("status", "plan", "follow_ups"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    first, second = (found.customers.set_index("customer_id").sort_index() for found in (one, other))
    pd.testing.assert_frame_equal(first, second)


@settings(max_examples=15)
@given(CUSTOMERS, VISITS)
def test_planning_again_changes_nothing(customers: Rows, visits: Rows) -> None:
    one, other = visited(customers, visits), visited(customers, visits)
    for name in ("customers", "status", "plan", "follow_ups"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
