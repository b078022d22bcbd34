"""The reps that a scenario raises and lowers most."""

from salesplan.planning.scenarios.results.by_rep import movers
from tests.planning.plans import ANA, BEN, CAI, sale
from tests.planning.scenarios.planned_cases import SOLD, THREE, scenario

PLAN = scenario()


def test_the_raised_come_first_each_by_the_size_of_its_change() -> None:
    # Ana's 100,000 becomes 130,000, Cai's 300,000 becomes 280,000, and Ben takes the rest of a target of 600,000.
    overrides = [{"rep_id": "R-01", "override": 130_000_00}, {"rep_id": "R-03", "override": 280_000_00}]
    flat = [{**rep, "region": "North", "team": "East"} for rep in THREE]
    rows = movers(scenario(reps=flat, name="Moved", tables={"quota": overrides}), scenario(reps=flat))
    assert rows[["direction", "place", "rep_id", "change"]].to_numpy().tolist() == [
        ["raised", 1, "R-01", 30_000_00],
        ["lowered", 1, "R-03", -20_000_00],
        ["lowered", 2, "R-02", -10_000_00],
    ]
    first = rows.iloc[0]
    assert (first["scenario"], first["rep"], first["region"], first["team"]) == ("Moved", "Ana", "North", "East")
    assert (first["plan_final"], first["final"], first["change_share"]) == (100_000_00, 130_000_00, 0.3)


def test_ties_go_by_rep_id_whatever_the_region() -> None:
    people = [{**ANA, "rep_id": "R-09"}, {**BEN, "rep_id": "R-08"}, {**CAI, "rep_id": "R-07"}]
    sold = [sale(str(rep["rep_id"]), 100_000) for rep in people]
    rows = movers(scenario(people, sold, growth=0.1), scenario(people, sold))
    assert rows["rep_id"].tolist() == ["R-07", "R-08", "R-09"]


def test_there_are_no_more_than_wanted() -> None:
    rows = movers(scenario(growth=0.1), PLAN, most=2)
    assert rows["rep_id"].tolist() == ["R-03", "R-02"]
    assert movers(scenario(growth=-0.1), PLAN, most=2)["rep_id"].tolist() == ["R-03", "R-02"]


def test_who_comes_or_leaves_and_the_sales_that_no_rep_has_are_no_movers() -> None:
    spare = [*SOLD, sale("R-99", 400_000)]
    changed = scenario([ANA, BEN, {**CAI, "rep_id": "R-04"}], spare, growth=0.5)
    assert movers(changed, scenario(sales=spare))["rep_id"].tolist() == ["R-02", "R-01"]


def test_a_rep_who_changes_team_is_compared_with_itself() -> None:
    rows = movers(scenario([ANA, BEN, {**CAI, "region": "North"}], growth=0.1), PLAN)
    assert rows.loc[rows["rep_id"] == "R-03", ["region", "plan_final"]].to_numpy().tolist() == [["North", 300_000_00]]


def test_the_plan_is_named_in_the_language() -> None:
    assert set(movers(PLAN, scenario(growth=0.1), "zh-Hant")["scenario"]) == {"計畫"}
