"""Heads: who comes, leaves or changes; what is wrong with it stands in its cell."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.apportion import apportion
from salesplan.planning.roster import active_roster
from salesplan.planning.scenarios.changes.staff import with_heads
from salesplan.tables.scenarios import HEADS
from tests.planning.scenarios.changes.change_cases import YEAR, Cells, book, frame, lines, places, plan, read

PLAN = plan()
REPS = PLAN.frames["Reps"]


def changed(heads: Cells, hires: int = 0, reps: pd.DataFrame = REPS, **rest: Any) -> pd.DataFrame:
    return with_heads(reps, frame(HEADS, heads), hires, YEAR, **rest)


def found(heads: Cells) -> list[tuple[str, int | None, str]]:
    """Give code, row and column of what is wrong with one scenario's heads; errors, and nothing else, fail it."""
    done = read(book([{"scenario": "S"}, {"scenario": "T"}], heads=[{"scenario": "S", **row} for row in heads]), PLAN)
    assert bool(done.failed) == any(finding.severity == "error" for finding in done.findings)
    assert all(table == "Heads" for _, table, _, _ in places(done))
    return [(code, row, column) for code, _, row, column in places(done)]


def test_what_is_filled_in_takes_the_place_of_what_the_plan_says() -> None:
    after = changed([{"rep_id": "r-02 ", "team": "Hill", "end_date": "2027-06-30", "potential": 7}])
    assert after.index.tolist() == REPS.index.tolist()
    ben, before = after.iloc[1].to_dict(), REPS.iloc[1].to_dict()
    assert {key for key in ben if ben[key] != before[key] and not (pd.isna(ben[key]) and pd.isna(before[key]))} == {
        "team",
        "end_date",
        "potential",
    }
    assert (ben["team"], str(ben["end_date"])[:10], ben["potential"]) == ("Hill", "2027-06-30", 700)
    pd.testing.assert_frame_equal(after.drop(index=6), REPS.drop(index=6))
    assert after.dtypes.equals(REPS.dtypes)


def test_blank_cells_and_equal_ones_change_nothing() -> None:
    assert changed([{"rep_id": "R-01"}, {"rep_id": "R-03", "capacity": 0.5, "team": "West"}]) is REPS
    assert with_heads(REPS, None, 0, YEAR) is REPS


def test_zero_is_not_blank() -> None:
    assert changed([{"rep_id": "R-01", "capacity": 0}])["capacity"].tolist()[0] == 0.0


def test_a_new_id_is_a_new_rep_from_january() -> None:
    after = changed([{"rep_id": "R-77", "rep": "Dee", "region": "South", "team": "West", "ability": 1.2}])
    dee = after.iloc[-1]
    assert (dee["rep_id"], dee["rep"], str(dee["start_date"])[:10], dee["ability"]) == (
        "R-77",
        "Dee",
        "2027-01-01",
        1.2,
    )
    assert pd.isna(dee["potential"])
    assert (dee["manager"], dee["email"], after.index[-1]) == ("", "", 5)
    assert after.dtypes.equals(REPS.dtypes)


def test_reps_by_count_get_ids_that_nobody_has() -> None:
    taken = pd.concat([REPS, REPS.iloc[:1].assign(rep_id="new-2")])
    heads: Cells = [
        {"region": "North", "team": "East", "count": 2},
        {"rep_id": "NEW-1", "region": "North", "team": "East"},
    ]
    after = changed(heads, reps=taken).iloc[len(taken) :]
    assert after["rep_id"].tolist() == ["NEW-1", "NEW-3", "NEW-4"]
    assert after["rep"].tolist() == ["", "New rep 3", "New rep 4"]
    assert after.index.tolist() == [6, 5, 5]


@pytest.mark.parametrize("counts", [(2, None), (None, 2)])
def test_a_typed_name_is_numbered_where_several_have_it(counts: tuple[int | None, ...]) -> None:
    heads = [{"rep": "Trainee", "region": "North", "team": "East", "count": count} for count in counts]
    assert changed(heads)["rep"].tolist()[3:] == ["Trainee 1", "Trainee 2", "Trainee"]


def test_hires_go_to_teams_by_their_heads() -> None:
    # 2 heads in East, 0.5 in West: 8 and 2 of ten.
    after = with_heads(REPS, None, 10, YEAR, row=9, language="zh-Hans").iloc[3:]
    assert after["team"].tolist() == ["East"] * 8 + ["West"] * 2
    assert after["region"].tolist() == ["North"] * 8 + ["South"] * 2
    assert (after["rep"].iloc[0], after["rep_id"].iloc[-1], set(after.index)) == ("新销售代表 1", "NEW-10", {9})
    assert set(after["start_date"].astype(str)) == {"2027-01-01"}


def test_hires_pass_over_teams_that_are_gone_and_see_those_that_are_new() -> None:
    gone = REPS.assign(end_date=pd.Series(["2026-01-31", "2026-01-31", None], index=REPS.index, dtype="datetime64[s]"))
    assert with_heads(gone, None, 2, YEAR)["team"].tolist()[3:] == ["West", "West"]
    more = changed([{"region": "South", "team": "Isle", "count": 9}], hires=1)
    assert more["team"].tolist()[-1] == "Isle"


def test_teams_and_heads_are_those_of_the_roster() -> None:
    reps = plan(
        reps=[
            {"rep_id": "R-01", "region": "north", "team": "East", "capacity": 0.1},
            {"rep_id": "R-02", "region": "North", "team": "east ", "capacity": 0.2},
            {"rep_id": "r-02", "region": "South", "team": "West", "capacity": 9},
            {"rep_id": "R-03", "region": "South", "team": "West"},
            {"rep_id": "R-04"},
        ]
    ).frames["Reps"]
    roster = active_roster(reps, YEAR)[0].without_unassigned()
    heads = np.bincount(roster.team_of, weights=roster.numbers(lambda member: member.capacity))
    after = with_heads(reps, None, 23, YEAR)
    grown = active_roster(after, YEAR)[0].without_unassigned()
    assert grown.teams == roster.teams
    assert np.bincount(grown.team_of).tolist() == np.add(apportion(23, heads), [1, 2, 1]).tolist()


def test_hires_of_a_plan_without_reps_are_in_no_team() -> None:
    assert with_heads(REPS.iloc[:0], None, 1, YEAR)["rep_id"].tolist() == ["NEW-1"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([{"rep_id": "R-01", "capacity": 1}, {"rep_id": "r-01", "ability": 2}], [("F118", 6, "rep_id")]),
        ([{"rep_id": "R-99"}], [("F119", 5, "region")]),
        ([{"region": "North", "count": 2}], [("F119", 5, "team")]),
        ([{"region": "Nort", "team": "East"}], [("F120", 5, "region")]),
        ([{"rep_id": "R-01", "region": "Nowhere"}], [("F120", 5, "region")]),
        ([{"region": "North", "team": "Est"}, {"region": "north", "team": "est "}], [("F121", 5, "team")]),
        ([{"rep_id": "R-01", "region": "South"}], [("F121", 5, "region")]),
        ([{"rep_id": "R-01", "region": "South", "team": "West"}], []),
        ([{"rep_id": "R-88", "region": "South", "team": "West", "count": 2}], [("F122", 5, "count")]),
        ([{"rep_id": "R-88", "region": "South", "team": "West", "count": 1}], []),
        ([{"rep_id": "R-01", "start_date": "2028-01-01"}], [("F123", 5, "start_date")]),
        ([{"rep_id": "R-01", "start_date": "2027-12-31"}], []),
        ([{"rep_id": "R-01", "end_date": "2026-12-31"}], [("F124", 5, "end_date")]),
        ([{"rep_id": "R-01", "end_date": "2027-01-01"}], []),
        ([{"rep_id": "R-02", "start_date": "2027-05-01", "end_date": "2027-04-30"}], [("F125", 5, "end_date")]),
        ([{"region": "North", "team": "East", "start_date": "2026-05-01"}], [("F126", 5, "start_date")]),
        ([{"rep_id": "R-02", "start_date": "2026-05-01"}], []),
        ([{"rep_id": "R-01"}], [("F127", 5, "rep_id")]),
        ([{"rep_id": "R-03", "capacity": 0.5, "region": "South"}], [("F127", 5, "rep_id")]),
        ([{"rep_id": "R-03", "capacity": 0.5, "potential": 0}], []),
        ([{"rep_id": "R-01", "capacity": 0}], []),
    ],
)
def test_what_cannot_be_meant_is_told_in_its_cell(heads: Cells, expected: list[tuple[str, int, str]]) -> None:
    assert found(heads) == expected


def test_dates_are_held_against_those_of_the_plan() -> None:
    known = plan(
        reps=[
            {"rep_id": "R-01", "region": "N", "team": "E", "end_date": "2027-03-31"},
            {"rep_id": "R-02", "region": "N", "team": "E", "end_date": "2026-03-31"},
        ]
    )
    heads: Cells = [
        {"scenario": "S", "rep_id": "R-01", "start_date": "2027-06-01"},
        {"scenario": "T", "rep_id": "R-02", "capacity": 0.5},
        {"scenario": "U", "rep_id": "R-02", "end_date": "2027-03-31"},
    ]
    done = read(book([{"scenario": name} for name in "STU"], heads=heads), known)
    assert places(done) == [("F125", "Heads", 5, "start_date"), ("F127", "Heads", 6, "rep_id")]
    assert done.failed == [("S", 5)]


def test_the_words_say_who_and_what_is_near() -> None:
    heads = [{"rep_id": "R-04"}, {"region": "North"}, {"region": "Soth", "team": "West"}]
    done = read(book([{"scenario": "S"}], heads=[{"scenario": "S", **row} for row in heads]), PLAN)
    first, second, third = lines(done)
    assert "R-04 is not in the plan, and a new rep needs a region and a team; nearest is “R-0" in first
    assert "a rep like this is not in the plan" in second
    assert "there is no region “Soth” in the plan; nearest is “South”" in third
    assert "此行人员不在计划中" in done.findings[1].line("zh-Hans")


ROWS = st.lists(
    st.fixed_dictionaries(
        {"region": st.sampled_from(["North", "South"]), "team": st.sampled_from(["East", "West"])},
        optional={
            "rep_id": st.sampled_from(["R-01", "R-03", "X-1", "X-2"]),
            "rep": st.sampled_from(["Dee", "Eve"]),
            "capacity": st.sampled_from([0.0, 0.5, 1.0]),
            "start_date": st.sampled_from(["2027-02-01", "2027-07-01"]),
            "count": st.integers(1, 3),
        },
    ),
    max_size=5,
    unique_by=lambda row: row.get("rep_id", id(row)),
)


@settings(max_examples=12, deadline=None)
@given(ROWS, st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nobody(heads: list[dict[str, Any]], hires: int, luck: Any) -> None:
    shuffled = heads.copy()
    luck.shuffle(shuffled)
    places_of = list(range(len(REPS)))
    luck.shuffle(places_of)
    one = changed(heads, hires).sort_values("rep_id").reset_index(drop=True)
    other = changed(shuffled, hires, REPS.iloc[places_of]).sort_values("rep_id").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, other)
    assert one["rep_id"].is_unique
