"""Periods scored before: kept, compared with, and who is recognised."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.arrays import Floats
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.history import Totals, merged, recognised, with_previous
from salesplan.tables.incentives import PAYOUTS
from salesplan.tables.model import Table
from salesplan.tables.scorecard import SCORECARD
from tests.planning.scoring.score_cases import facts, graded, kpi, kpis, rep, typed

ONE = kpis(kpi("nps", 100, 100.0))


def recorded(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return typed(SCORECARD, *({"period": period, "rep_id": rep_id, "total": total} for period, rep_id, total in rows))


def scored(*totals: float, period: str = "2027-03", left: Sequence[int] = ()) -> Graded:
    """Score reps R-0, R-1 … by a single KPI whose points are the total."""
    reps = [rep(f"R-{place}", left=place in left) for place in range(len(totals))]
    return graded(facts(*reps, period=period), ONE, [[total] for total in totals])


def keys(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["period"], frame["rep_id"], strict=True))


def test_scored_periods_are_replaced_and_others_stay() -> None:
    before = recorded(("2027-02", "R-1", 90), ("2027-03", "R-1", 50), ("2027-03", "R-9", 40), ("2027-Q1", "R-1", 70))
    after = merged(SCORECARD, before, recorded(("2027-03", "R-1", 80), ("2027-03", "R-2", 85)), ["2027-03"])
    assert keys(after) == [("2027-02", "R-1"), ("2027-03", "R-1"), ("2027-03", "R-2"), ("2027-Q1", "R-1")]
    assert after["total"].tolist() == [90, 80, 85, 70]
    assert after.index.tolist() == [0, 1, 2, 3]


def test_rows_are_in_the_order_of_period_rank_and_rep() -> None:
    rows = [("2027-03", "R-1", 2), ("2027-03", "R-3", 1), ("2027-03", "R-2", 1), ("2027-03", "R-0", None)]
    new = typed(SCORECARD, *({"period": period, "rep_id": rep_id, "rank": rank} for period, rep_id, rank in rows))
    after = merged(SCORECARD, recorded(("2027-04", "R-1", 1)), new, ["2027-03"])
    assert [rep_id for _, rep_id in keys(after)] == ["R-2", "R-3", "R-1", "R-0", "R-1"]


def test_what_was_agreed_goes_along_with_the_row_of_the_same_period_and_rep() -> None:
    rows = [
        {"period": "2027-03", "rep_id": "R-1", "actions": "two visits more"},
        {"period": "2027-02", "rep_id": "R-2", "actions": "call C-7"},
    ]
    new = recorded(("2027-03", "r-1 ", 80), ("2027-03", "R-2", 85))
    after = merged(SCORECARD, typed(SCORECARD, *rows), new, ["2027-03"])
    assert after["actions"].tolist() == ["call C-7", "two visits more", ""]


def test_own_kpis_keep_their_history_and_gain_columns() -> None:
    before = recorded(("2027-02", "R-1", 90), ("2027-03", "R-1", 50)).assign(
        old_score=[70.0, 71.0], kept_score=[60.0, 61.0]
    )
    new = recorded(("2027-03", "R-1", 80)).assign(nps_score=[95.0], kept_score=[62.0])
    after = merged(SCORECARD, before, new, ["2027-03"])
    # A column of a KPI that is gone is nobody's to write: it stays as it is in the sheet.
    assert list(after.columns) == [*SCORECARD.keys, "nps_score", "kept_score"]
    assert after["kept_score"].tolist() == [60, 62]
    assert after["nps_score"].fillna(-1).tolist() == [-1, 95]


@pytest.mark.parametrize("table", [SCORECARD, PAYOUTS])
def test_columns_keep_what_they_hold(table: Table) -> None:
    one = typed(table, {"period": "2027-03", "rep_id": "R-1"})
    for before, new in ((typed(table), one), (one, typed(table)), (typed(table), typed(table)), (one, one)):
        after = merged(table, before, new, ["2027-03"])
        assert after.dtypes.to_dict() == one.dtypes.to_dict()
        assert len(after) == len(new)


def test_previous_is_the_recorded_total_of_the_period_before_of_the_same_kind() -> None:
    rows = (("2027-02", "r-0", 90.0), ("2027-01", "R-1", 80.0), ("2027-Q1", "R-1", 70.0), ("2026-Q4", "R-0", 60.0))
    totals = Totals(recorded(*rows), ["2027-03"])
    np.testing.assert_equal(totals.previous(scored(100, 100)), [90.0, np.nan])
    np.testing.assert_equal(totals.previous(scored(100, 100, period="2027-Q1")), [60.0, np.nan])
    np.testing.assert_equal(totals.previous(scored(100, 100, period="2027-W10")), [np.nan, np.nan])


def test_previous_is_the_newly_scored_total_where_that_period_is_scored_as_well() -> None:
    totals = Totals(recorded(("2027-02", "R-0", 90.0), ("2027-02", "R-9", 40.0)), ["2027-02", "2027-03"])
    assert np.isnan(totals.previous(scored(1))).all()
    totals.add(scored(95, period="2027-02"))
    assert totals.previous(scored(100)).tolist() == [95.0]


def changed(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(
    ("period", "change", "expected"),
    [
        (scored(100, 90, 80), changed(9, 1, 2), ("best", "", "improved")),  # not both for the best
        (scored(100, 100, 80), changed(0, 0, np.nan), ("best", "best", "")),
        (scored(100, 90, 80), changed(0, 3, 3), ("best", "improved", "improved")),
        (scored(100, 90, 80), changed(0, -1, 0), ("best", "", "")),
        (scored(100, 90, 80, left=[0]), changed(0, 9, 1), ("", "best", "improved")),
        (scored(100, 90, 80, left=[1]), changed(0, 9, 1), ("best", "", "improved")),
        (scored(100, np.nan), changed(1, np.nan), ("best", "")),
        (scored(np.nan, np.nan), changed(np.nan, np.nan), ("", "")),
        (scored(85), changed(np.nan), ("best",)),
        (scored(84.99), changed(np.nan), ("",)),  # the first of those who failed
        (scored(84.99, 80), changed(1, 2), ("", "improved")),
        (scored(84.99, 80), changed(3, 2), ("improved", "")),
        (scored(100, 84.99, left=[0]), changed(np.nan, np.nan), ("", "")),
    ],
)
def test_the_best_and_who_improved_most(period: Graded, change: Floats, expected: tuple[str, ...]) -> None:
    assert recognised(period, change) == expected


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(["2027-01", "2027-02", "2027-Q1"]), st.sampled_from("abc"), st.integers(0, 9)),
        max_size=8,
    ),
    st.sets(st.sampled_from("abc")),
    st.randoms(),
)
def test_merging_twice_is_merging_once_in_any_order(
    rows: list[tuple[str, str, int]], reps: set[str], random: Random
) -> None:
    unique = list({(period, name): (period, name, float(total)) for period, name, total in rows}.values())
    before, new = recorded(*unique), recorded(*(("2027-02", name, 99) for name in sorted(reps)))
    once = merged(SCORECARD, before, new, ["2027-02"])
    pd.testing.assert_frame_equal(merged(SCORECARD, once, new, ["2027-02"]), once)
    random.shuffle(unique)
    pd.testing.assert_frame_equal(merged(SCORECARD, recorded(*unique), new[::-1], ["2027-02"]), once)
    others = before[before["period"] != "2027-02"]
    assert len(once) == len(others) + len(reps)
    assert {*keys(others)} <= {*keys(once)}


def test_a_period_scored_again_is_the_previous_one_of_the_next() -> None:
    before = recorded(("2027-01", "R-1", 105.0), ("2027-02", "R-1", 82.5), ("2027-03", "R-1", 90.0))
    before["previous"] = [np.nan, 105.0, 82.5]
    whole = merged(SCORECARD, before, recorded(("2027-01", "r-1", 75.0)), ["2027-01"])
    after = with_previous(whole, ["2027-01"]).set_index("period")["previous"]
    np.testing.assert_array_equal(after.to_numpy(), [np.nan, 75.0, 82.5])
