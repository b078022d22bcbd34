"""Reps come, go, are renamed and change teams: their rows follow, and nothing that a person typed is ever lost."""

from pathlib import Path

import pytest

from salesplan.workbook.writes import TableWrite
from tests.flow.company import (
    FINAL,
    REPS,
    Row,
    by,
    column,
    filled,
    put,
    rows,
    salesplan,
    tables,
    type_in,
    typed_settings,
    write_csv,
)


def test_a_new_rep_gets_a_row_and_the_totals_stay(planned: Path) -> None:
    type_in(planned, "Quota", "R2", override=100_000, reason="half a year away")
    filled(planned, Reps=[{"rep_id": "R0", "rep": "Zoe", "region": "South", "team": "C"}])
    salesplan("quota", planned)
    quotas, bridge, regions = tables(planned, "Quota", "Bridge", "RegionQuota")
    # The rep without history weighs the median of the team's 220 and 44 thousand: 132 of then 1,232. Of 1,100,000 North's
    # 770 get 687,500 (A 589,300), South's 396 get 353,600, and the 66 of nobody the rest.
    north = {"R1": 489_300, "R2": 100_000, "R3": 98_200}
    south = {"R4": 196_400, "R5": 39_300, "R0": 117_900}
    assert column(quotas, "final") == north | south | {"": 58_900}
    assert [row["rep_id"] or "" for row in quotas] == [row["rep_id"] or "" for row in bridge]
    assert by(quotas, "rep_id")["R2"]["reason"] == "half a year away"
    assert by(quotas, "rep_id")["R0"]["last_year"] == 0
    assert sum(column(regions, "final", of="region").values()) == 1_100_000


def test_a_rep_who_is_gone_takes_the_row_along(planned: Path) -> None:
    without(planned, "R3")
    salesplan("quota", planned)
    quotas, bridge, teams = tables(planned, "Quota", "Bridge", "TeamQuota")
    # Nobody else is in team B: R3's sales are nobody's now.
    assert (
        column(quotas, "final")
        == column(bridge, "final")
        == {rep: v for rep, v in FINAL.items() if rep != "R3"} | {"": 176_000}
    )
    assert [row["team"] for row in teams] == ["A", "C", "Unassigned"]
    assert column(quotas, "last_year")[""] == 160_000


@pytest.mark.parametrize(
    "typed", [{"override": 90_000}, {"reason": "on leave"}, {"override": 90_000, "reason": "on leave"}]
)
def test_what_was_typed_for_a_rep_who_is_gone_stays(planned: Path, typed: Row) -> None:
    type_in(planned, "Quota", "R3", **typed)
    without(planned, "R3")
    before = planned.read_bytes()
    if "override" in typed:
        said = salesplan("quota", planned, code=1)
        assert "'Quota'!H7 [Q104]" in said.stderr
        assert planned.read_bytes() == before
        said = salesplan("quota", planned, "--partial", code=1)
    else:
        said = salesplan("quota", planned)
    assert "[W101]" in said.stderr
    quotas = by(rows(planned, "Quota"), "rep_id")
    row = quotas["R3"]
    assert {key: row[key] for key in typed} == typed
    assert row["last_year"] is None
    assert row["proposed"] is None
    assert sum(quotas[rep]["final"] for rep in (*FINAL.keys() - {"R3"},)) == 1_100_000


def test_an_override_comes_back_with_its_rep(planned: Path) -> None:
    type_in(planned, "Quota", "R2", override=100_000, reason="half a year away")
    without(planned, "R2")
    salesplan("quota", planned, "--partial", code=1)
    filled(planned, Reps=[rep for rep in REPS if rep["rep_id"] == "R2"])
    salesplan("quota", planned)
    row = by(rows(planned, "Quota"), "rep_id")["R2"]
    assert (row["final"], row["reason"]) == (100_000, "half a year away")
    assert len(rows(planned, "Quota")) == 6


def test_a_renamed_rep_keeps_all(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=500_000, reason="why")
    type_in(planned, "Reps", "R1", rep="Ana Maria")
    salesplan("quota", planned)
    row = by(rows(planned, "Quota"), "rep_id")["R1"]
    assert (row["rep"], row["final"], row["reason"], row["row"]) == ("Ana Maria", 500_000, "why", 5)


def test_a_rep_in_another_team_takes_the_override_along(planned: Path) -> None:
    type_in(planned, "Quota", "R2", override=200_000, reason="why")
    type_in(planned, "Reps", "R2", region="South", team="D")
    salesplan("quota", planned)
    regions, teams, quotas = tables(planned, "RegionQuota", "TeamQuota", "Quota")
    row = by(quotas, "rep_id")["R2"]
    assert (row["region"], row["team"], row["final"], row["reason"]) == ("South", "D", 200_000, "why")
    # D is R2 alone: the override stands against the team's 220,000, and the gap shows it.
    team = by(teams, "region", "team")["South", "D"]
    assert (team["final"], team["allocated"], team["gap"]) == (220_000, 200_000, -20_000)
    assert column(regions, "final", of="region") == {"North": 550_000, "South": 484_000, "Unassigned": 66_000}


def test_a_region_that_is_gone_goes_unless_somebody_typed_there(planned: Path) -> None:
    type_in(planned, "TeamQuota", ("South", "C"), reason="keep me")
    for rep in ("R4", "R5"):
        type_in(planned, "Reps", rep, region="West", team="W")
    salesplan("quota", planned)
    regions, teams = tables(planned, "RegionQuota", "TeamQuota")
    assert {row["region"] for row in regions} == {"North", "West", "Unassigned"}
    left = by(teams, "region", "team")["South", "C"]
    assert (left["reason"], left["last_year"], left["final"] or 0) == ("keep me", None, 0)


def test_a_row_that_stayed_goes_once_it_is_cleared(planned: Path) -> None:
    type_in(planned, "Quota", "R3", reason="on leave")
    without(planned, "R3")
    salesplan("quota", planned)
    type_in(planned, "Quota", "R3", reason=None)
    salesplan("quota", planned)
    assert "R3" not in by(rows(planned, "Quota"), "rep_id")


def test_dates_make_a_rep_new_or_gone_within_the_year(planned: Path) -> None:
    typed_settings(planned, season_source="even")
    filled(planned, Reps=[{"rep_id": "R4", "end_date": "2027-06-30"}, {"rep_id": "R3", "start_date": "2027-03-01"}])
    salesplan("quota", planned)
    found = by(rows(planned, "Quota"), "rep_id")
    assert [found["R4"][f"m{month:02d}"] > 0 for month in range(1, 13)] == [True] * 6 + [False] * 6
    assert [found["R3"][f"m{month:02d}"] > 0 for month in range(1, 13)] == [False] * 3 + [True] * 9
    assert all(row["check"] == 0 for row in found.values())
    # Everything that is left to R5 and to the other months still adds up.
    assert sum(row["final"] for row in found.values()) == 1_100_000


def without(book: Path, rep: str) -> None:
    """Delete a rep's row from Reps."""
    found = rows(book, "Reps")
    stay = tuple(at for at, row in enumerate(found) if row["rep_id"] != rep)
    put(book, [TableWrite("Reps", stay, {})])


def test_reps_replaced_by_a_file(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=500_000, reason="why")
    file = write_csv(planned.with_name("reps.csv"), list(reversed(REPS)))
    salesplan("load", planned, "Reps", file, "--replace")
    salesplan("quota", planned)
    row = by(rows(planned, "Quota"), "rep_id")["R1"]
    assert (row["final"], row["reason"]) == (500_000, "why")
    assert column(rows(planned, "Quota"), "final") == FINAL | {"R1": 500_000, "R2": 160_000}
