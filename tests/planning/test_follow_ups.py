"""Complaints, quotes without an answer, next steps that are due."""

from typing import Any

import pytest

from salesplan.tables.visit_status import FOLLOW_UPS
from tests.planning.visit_cases import ANA, BEN, Rows, customer, entry, visited

COMPLAINT = {"complaint": "broken pump"}
QUOTE = {"quote_sent": "2027-03-10"}
STEP = {"next_step": "send samples", "next_date": "2027-03-15"}


def listed(visits: Rows, as_of: str = "2027-03-31", **more: Any) -> list[tuple[str, str, int]]:
    """Plan, and give what, when due and how late."""
    found = visited([customer("C-1", 12), customer("C-2", 4, "R-02")], visits, as_of=as_of, **more).follow_ups
    return list(zip(found["kind"], found["due"].dt.strftime("%m-%d"), found["days"], strict=True))


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        ([], True),
        ([entry("2027-03-01", kind="call")], True),  # before
        ([entry("2027-03-10", kind="call")], True),  # the same day: which came first is not known
        ([entry("2027-03-11", kind="call")], False),
        ([entry("2027-03-11", rep_id="R-02", result="absent")], False),  # anybody, anything
        ([entry("2027-03-11", "C-2")], True),  # somebody else
        ([entry("2027-04-01")], True),  # not yet
    ],
)
def test_a_complaint_is_open_until_something_later_is_logged(later: Rows, open_: bool) -> None:
    found = listed([entry("2027-03-10", **COMPLAINT), *later])
    assert found == ([("complaint", "03-10", 21)] if open_ else [])


def test_a_complaint_of_today_is_due_today() -> None:
    assert listed([entry("2027-03-10", **COMPLAINT)], as_of="2027-03-10") == [("complaint", "03-10", 0)]
    assert listed([entry("2027-03-10", **COMPLAINT)], as_of="2027-03-09", first="2027-03-01") == []


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        ([], True),
        ([entry("2027-03-20", result="progress", stage="follow_up")], True),
        ([entry("2027-03-20", result="order")], False),
        ([entry("2027-03-20", kind="call", result="refused")], False),
        ([entry("2027-03-20", stage="won")], False),
        ([entry("2027-03-20", stage="lost"), entry("2027-03-25")], False),
        ([entry("2027-03-10", kind="call", result="order")], False),  # the same day
        ([entry("2027-03-09", result="order")], True),  # of something before
        ([entry("2027-03-20", "C-2", result="order")], True),
        ([entry("2027-04-02", result="order")], True),  # not yet
    ],
)
def test_a_quote_is_open_until_it_is_answered(later: Rows, open_: bool) -> None:
    found = listed([entry("2027-03-10", **QUOTE), *later])
    assert found == ([("quote", "03-13", 18)] if open_ else [])


def test_a_quote_has_three_days() -> None:
    assert listed([entry("2027-03-10", **QUOTE)], as_of="2027-03-12") == []
    assert listed([entry("2027-03-10", **QUOTE)], as_of="2027-03-13") == [("quote", "03-13", 0)]
    assert listed([entry("2027-03-10", result="order", **QUOTE)]) == []


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        ([], True),
        ([entry("2027-03-10", kind="call")], True),
        ([entry("2027-03-12", kind="call")], False),  # it says what comes next
        ([entry("2027-03-12", "C-2")], True),
    ],
)
def test_a_next_step_is_due_until_something_later_is_logged(later: Rows, open_: bool) -> None:
    found = listed([entry("2027-03-10", **STEP), *later])
    assert found == ([("next_step", "03-15", 16)] if open_ else [])


def test_a_next_step_is_due_on_its_day_and_needs_one() -> None:
    assert listed([entry("2027-03-10", **STEP)], as_of="2027-03-14") == []
    assert listed([entry("2027-03-10", **STEP)], as_of="2027-03-15") == [("next_step", "03-15", 0)]
    assert listed([entry("2027-03-10", next_step="think")]) == []
    assert listed([entry("2027-03-10", next_date="2027-03-11")]) == [("next_step", "03-11", 20)]


def test_what_each_says() -> None:
    found = visited(
        [customer("C-1", 12)],
        [
            entry("2027-03-10", "c-1 ", contact="Mr Li", note="by mail", **COMPLAINT, **QUOTE, **STEP),
            entry("2027-03-10", "C-9", customer="Old Shop", note="will think", next_date="2027-03-11"),
        ],
    ).follow_ups
    assert list(found) == [column.key for column in FOLLOW_UPS]
    assert found["kind"].tolist() == ["complaint", "next_step", "quote", "next_step"]
    assert found["words"].tolist() == ["broken pump", "will think", "send samples", "send samples"]
    assert found["customer_id"].tolist() == ["C-1", "C-9", "C-1", "C-1"]
    assert found["customer"].tolist() == ["C-1 Ltd", "Old Shop", "C-1 Ltd", "C-1 Ltd"]
    assert found["contact"].tolist() == ["Mr Li", "", "Mr Li", "Mr Li"]
    assert found["rep"].tolist() == ["Ana"] * 4
    assert found["since"].dt.strftime("%Y-%m-%d").tolist() == ["2027-03-10"] * 4
    assert (str(found["due"].dtype), str(found["days"].dtype)) == ("datetime64[s]", "Int64")


@pytest.mark.parametrize(
    ("reps", "maker", "owner", "actor"),
    [
        ([ANA, BEN], "R-02", "R-01", ("R-02", "Ben")),  # who logged it
        ([ANA, {**BEN, "end_date": "2027-03-30"}], "R-02", "R-01", ("R-01", "Ana")),  # has left
        ([ANA, {**BEN, "end_date": "2027-03-31"}], "R-02", "R-01", ("R-02", "Ben")),  # today is the last day
        ([ANA], "R-02", "R-01", ("R-01", "Ana")),  # unknown
        ([ANA], "R-02", "", ("R-02", "")),  # nobody else
    ],
)
def test_who_is_to_act(reps: Rows, maker: str, owner: str, actor: tuple[str, str]) -> None:
    found = visited(
        [customer("C-1", 12, owner)], [entry("2027-03-10", rep_id=maker, **COMPLAINT)], reps=reps
    ).follow_ups
    assert list(zip(found["rep_id"], found["rep"], strict=True)) == [actor]


def test_order_of_the_list() -> None:
    found = visited(
        [customer("C-1", 12), customer("C-2", 12), customer("C-3", 12), customer("C-4", 12), customer("C-5", 12)],
        [
            entry("2027-03-01", "C-1", next_date="2027-03-20"),
            entry("2027-03-01", "C-2", quote_sent="2027-03-01"),
            entry("2027-03-05", "C-4", rep_id="R-02", complaint="b"),
            entry("2027-03-05", "C-5", complaint="c"),
            entry("2027-03-30", "C-3", complaint="a"),
        ],
    ).follow_ups
    assert found["customer_id"].tolist() == ["C-5", "C-4", "C-3", "C-2", "C-1"]


def test_rows_without_customer_do_not_answer_each_other() -> None:
    visits = [
        entry("2027-03-01", "", **COMPLAINT),
        entry("2027-03-02", "", **QUOTE),
        entry("2027-03-20", "", result="order"),
    ]
    assert [kind for kind, *_ in listed(visits)] == ["complaint", "quote"]
    assert listed([entry("2027-03-01", "", result="order", **QUOTE)]) == []


def test_no_visits() -> None:
    assert not len(visited([customer("C-1", 12)], []).follow_ups)
    assert not len(visited([], []).follow_ups)
