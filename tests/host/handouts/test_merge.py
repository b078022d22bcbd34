"""Returned handouts against the plan: what is taken, what is in conflict, what belongs to others by now."""

import random
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.findings import Finding
from salesplan.planning.three_way import Outcome
from salesplan.store.records import Seen
from tests.host.handouts.merge_cases import (
    CUSTOMERS,
    MARK,
    NORTH_A,
    QUOTA,
    Row,
    changed,
    merged,
    outcome,
    plan,
    sent_rows,
    table_back,
)

OWN = QUOTA[:2]


def codes(findings: list[Finding]) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.row, finding.column) for finding in findings]


def test_an_untouched_file_says_nothing() -> None:
    done = merged(plan(), table_back("Quota", OWN), table_back("Customers", CUSTOMERS))
    assert (done.taken, done.conflicts, done.seen, done.findings) == ([], [], [], [])
    assert done.counts == {Outcome.UNCHANGED: 2 * 2 + 2 * 4}


def test_edits_are_taken_by_key_and_blanks_change_nothing() -> None:
    back = [{"rep_id": "r2 ", "override": 150, "reason": "=1+1"}, {"rep_id": "R1", "override": 0}]
    done = merged(plan(), table_back("Quota", back))
    assert outcome(done) == ({("Ana", "override"): "0", ("Bo", "override"): "150", ("Bo", "reason"): "=1+1"}, {})
    assert [(cell.row, cell.before, cell.rep_id) for cell in done.taken] == [
        (5, "90", "R1"),
        (6, "", "R2"),
        (6, "", "R2"),
    ]
    assert {(each.column, each.text) for each in done.seen} == {
        ("override", "0"),
        ("override", "150"),
        ("reason", "=1+1"),
    }


def test_the_mark_clears_and_what_cannot_be_read_does_not() -> None:
    back = [{"rep_id": "R1", "override": "ninety", "reason": MARK}]
    assert outcome(merged(plan(), table_back("Quota", back))) == ({("Ana", "reason"): ""}, {})


def test_a_cell_that_both_changed_is_a_conflict_and_one_that_both_changed_alike_is_none() -> None:
    current = plan(changed(QUOTA, {"R1": {"override": 80}, "R2": {"override": 150}}))
    done = merged(current, table_back("Quota", changed(OWN, {"R1": {"override": 70}, "R2": {"override": 150}})))
    assert outcome(done) == ({}, {("Ana", "override"): ("90", "80", "70")})
    assert [(each.key, each.text) for each in done.seen] == [('["r2"]', "150")]
    (conflict,) = done.conflicts
    assert (conflict.handout, conflict.file, conflict.returned_by) == (NORTH_A.id, "north a.xlsx", "Li")
    assert merged(current, table_back("Quota", [{"rep_id": "R1", "override": 70}])).conflicts[0].id == conflict.id


def test_rows_that_went_or_belong_to_others_are_reported_and_not_taken() -> None:
    moved = plan(changed(QUOTA[1:], {"R2": {"team": "B"}}))
    back = changed(OWN, {"R1": {"override": 1}, "R2": {"override": 2, "reason": "new"}})
    done = merged(moved, table_back("Quota", back), table_back("Customers", CUSTOMERS))
    assert (done.taken, done.conflicts, done.seen) == ([], [], [])
    assert codes(done.findings) == [("H331", 5, "override"), ("H332", 6, "override")]
    assert "Override = 2, Reason = new" in done.findings[1].line()
    assert "原因 = new" in done.findings[1].line("zh-Hans")


def test_a_row_that_quota_left_behind_is_gone() -> None:
    left = {"rep_id": "R1", "override": 90, "region": "North", "team": "A"}
    done = merged(plan([left, *QUOTA[1:]]), table_back("Quota", changed(OWN, {"R1": {"override": 1}})))
    assert codes(done.findings) == [("H331", 5, "override")]


def test_a_customer_goes_to_reps_of_the_part_only() -> None:
    back = changed(CUSTOMERS, {"0012": {"rep_id": "r2"}, "C2": {"rep_id": "R3"}})
    done = merged(plan(), table_back("Customers", back))
    assert outcome(done) == ({("Ace", "rep_id"): "R2"}, {})
    assert codes(done.findings) == [("H333", 6, "rep_id")]


def test_a_customer_of_nobody_can_be_taken_back_by_who_let_it_go() -> None:
    nobodys = changed(CUSTOMERS, {"C2": {"rep_id": ""}})
    back = table_back("Customers", changed(CUSTOMERS, {"C2": {"rep_id": "R1", "credit": "C"}}))
    let_go = Seen(NORTH_A.id, "Customers", '["c2"]', "rep_id", "")
    assert outcome(merged(plan(customers=nobodys), back, seen=[let_go]))[0] == {
        ("Best", "rep_id"): "R1",
        ("Best", "credit"): "C",
    }
    assert codes(merged(plan(customers=nobodys), back).findings) == [("H332", 6, "rep_id")]
    others = changed(CUSTOMERS, {"C2": {"rep_id": "R3"}})
    done = merged(plan(customers=others), back, seen=[let_go])
    assert (outcome(done), codes(done.findings)) == (({}, {}), [("H332", 6, "rep_id")])


def test_an_id_that_lost_its_zeros_is_found() -> None:
    back = changed(CUSTOMERS, {"0012": {"customer_id": 12, "credit": "C"}})
    assert outcome(merged(plan(), table_back("Customers", back)))[0] == {("Ace", "credit"): "C"}


def test_what_was_taken_before_is_not_taken_again_where_the_plan_was_put_back() -> None:
    taken = Seen(NORTH_A.id, "Quota", '["r1"]', "override", "70")
    back = table_back("Quota", changed(OWN, {"R1": {"override": 70}}))
    done = merged(plan(), back, seen=[taken])
    assert outcome(done) == ({}, {})
    assert codes(done.findings) == [("H334", 5, "override")]
    later = merged(plan(changed(QUOTA, {"R1": {"override": 71}})), back, seen=[taken])
    assert (outcome(later), later.findings) == (({}, {}), [])


def test_a_region_has_the_reps_of_all_its_teams() -> None:
    north = replace(NORTH_A, by="region", team="")
    back = table_back("Quota", changed(QUOTA, {"R3": {"override": 5}}))
    assert outcome(merged(plan(), back, handout=north))[0] == {("Cy", "override"): "5"}
    assert codes(merged(plan(), back).findings) == [("H332", 7, "override")]


EDITS = st.dictionaries(st.sampled_from(["R1", "R2"]), st.sampled_from(["", 0, 70, 90, MARK]), max_size=2)
HEAD_OFFICE = st.dictionaries(st.sampled_from(["R1", "R2"]), st.sampled_from(["", 0, 70, 90]), max_size=2)


@given(EDITS, HEAD_OFFICE, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_merging_again_takes_nothing_whatever_the_order_of_rows(
    edits: dict[str, Any], moved: dict[str, Any], dice: random.Random
) -> None:
    current = plan(changed(QUOTA, {rep: {"override": cell} for rep, cell in moved.items()}))
    back: list[Row] = changed(OWN, {rep: {"override": cell} for rep, cell in edits.items()})
    shuffled = dice.sample(back, len(back))
    done = merged(current, table_back("Quota", back))
    assert outcome(merged(current, table_back("Quota", shuffled))) == outcome(done)
    current.put(done.taken)
    again = merged(current, table_back("Quota", shuffled), seen=done.seen)
    assert again.taken == []
    assert outcome(again)[1] == outcome(done)[1]


@pytest.mark.parametrize("said", [datetime(2027, 3, 1), 5])
def test_columns_of_others_are_not_looked_at(said: object) -> None:
    back = changed(OWN, {"R1": {"proposed": 5, "rep": str(said)}})
    done = merged(plan(), table_back("Quota", back), sent=sent_rows(plan()))
    assert (done.taken, done.conflicts, done.findings) == ([], [], [])
