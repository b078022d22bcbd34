"""A plan's rows divided among its parts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import UnknownName
from salesplan.host.handouts.parts import PartRows, chosen, part_key, part_name, parts
from salesplan.planning.names import folded
from salesplan.tables.handout import Part

Rep = tuple[str, str, str, str]
REPS: list[Rep] = [
    ("R1", "North", "A", "Li"),
    ("R2", "north ", "a", "Wu"),
    ("R3", "North", "B", "Wu"),
    ("R4", "South", "A", ""),
    ("R5", "（无）", "（无）", "Xu"),
]


def frames(reps: list[Rep], customers: list[str]) -> dict[str, pd.DataFrame]:
    """Make the tables of a plan; a customer is an owner."""
    columns = dict(zip(("rep_id", "region", "team", "manager"), zip(*reps, strict=True), strict=True))
    table = pd.DataFrame({key: list(cells) for key, cells in columns.items()}, index=range(5, 5 + len(reps)))
    quota = table.drop(columns="manager")
    unassigned = pd.DataFrame({"rep_id": [""], "region": ["Unassigned"], "team": ["Unassigned"]}, index=[99])
    teams = quota.drop(columns="rep_id").drop_duplicates()
    return {
        "Reps": table[::-1],
        "Quota": pd.concat([quota, unassigned]),
        "TeamQuota": teams,
        "RegionQuota": teams.drop(columns="team").drop_duplicates(),
        "Customers": pd.DataFrame({"rep_id": customers}, index=range(5, 5 + len(customers))),
        "Scorecard": pd.DataFrame({"rep_id": [*customers, ""]}),
    }


def ids(part: PartRows, table: str = "Quota") -> list[str]:
    return [str(rep_id) for rep_id in part.frames[table]["rep_id"]]


def test_teams_of_one_name_are_several_where_their_regions_differ() -> None:
    found = parts(frames(REPS, ["R1", "r2", "R4", "R9", ""]), Part.TEAM)
    assert [(part.region, part.team) for part in found] == [
        ("North", "A"),
        ("North", "B"),
        ("South", "A"),
        ("（无）", "（无）"),
    ]
    assert [ids(part) for part in found] == [["R1", "R2"], ["R3"], ["R4"], ["R5"]]
    assert [ids(part, "Customers") for part in found] == [["R1", "r2"], [], ["R4"], []]
    assert [part.manager for part in found] == ["Wu, Li", "Wu", "", "Xu"]
    assert "RegionQuota" not in found[0].frames
    assert found[0].frames["Quota"].index.tolist() == [5, 6]


def test_regions_have_all_their_teams() -> None:
    north, south, nowhere = parts(frames(REPS, ["R3"]), Part.REGION)
    assert (part_name(north), ids(north), ids(north, "Customers")) == ("North", ["R1", "R2", "R3"], ["R3"])
    assert len(north.frames["TeamQuota"]) == 3
    assert [part.key for part in (south, nowhere)] == [("south", ""), ("(none)", "")]


def test_no_more_than_three_managers_are_named() -> None:
    reps = [(f"R{at}", "N", "A", name) for at, name in enumerate(["Li", "li ", "Wu", "Xu", "Yu", "Yu"])]
    assert parts(frames(reps, []), Part.TEAM)[0].manager == "Yu, Xu, Wu …"


def test_an_empty_plan_has_no_parts() -> None:
    assert parts(frames([("", "Unassigned", "Unassigned", "")], []), Part.TEAM) == []


@given(
    reps=st.lists(
        st.tuples(
            st.sampled_from(["R1", "r1 ", "R2", "R3", "R4"]), *[st.sampled_from(["N", "n", "S"])] * 2, st.just("")
        ),
        min_size=1,
        max_size=6,
    ),
    customers=st.lists(st.sampled_from(["R1", "R2", " r3", "R4", "R5", ""]), max_size=8),
    by=st.sampled_from(Part),
)
@settings(max_examples=40, deadline=None)
def test_every_row_is_in_the_part_of_its_rep_and_in_no_other(reps: list[Rep], customers: list[str], by: Part) -> None:
    plan = frames(reps, customers)
    found = parts(plan, by)
    key_of: dict[str, tuple[str, str]] = {}
    for rep_id, region, team, _ in reps:
        key_of.setdefault(folded(rep_id), part_key(region, team if by is Part.TEAM else ""))
    assert {part.key for part in found} >= set(key_of.values())
    for part in found:
        expected = [row for row, owner in plan["Customers"]["rep_id"].items() if key_of.get(folded(owner)) == part.key]
        assert part.frames["Customers"].index.tolist() == expected
    assert sum(len(part.frames["Quota"]) for part in found) == len(reps)


def test_parts_are_named_in_many_ways() -> None:
    found = parts(frames(REPS, []), Part.TEAM)
    for name, count in {"north": 2, "a": 2, "North / B": 1, "south/a": 1, "WU": 1, "wu, li": 1}.items():
        assert len(chosen(found, [name])) == count, name
    assert chosen(found, []) == found
    assert len(chosen(found, ["B", "South"])) == 2
    with pytest.raises(UnknownName, match="North / A"):
        chosen(found, ["B", "Nort / A"])


def test_a_team_that_a_rep_was_in_before_is_not_named() -> None:
    moved = pd.DataFrame({"rep_id": ["R1", "R1", "R2", "R1"], "team": ["Old", "A", " a", ""]})
    (part, *_) = parts(frames(REPS, []) | {"Scorecard": moved}, Part.TEAM)
    assert part.frames["Scorecard"]["team"].tolist() == ["", "A", " a", ""]
    assert moved["team"].tolist() == ["Old", "A", " a", ""]
