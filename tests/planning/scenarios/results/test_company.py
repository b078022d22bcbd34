"""Rows of results by company, region and rep: by hand, and what holds of all of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scenarios.likely.lognormal import chance, quantile
from salesplan.planning.scenarios.results.by_region import by_region
from salesplan.planning.scenarios.results.by_rep import by_rep, movers
from salesplan.planning.scenarios.results.company import attainment_row_of, failed_row, results_row_of
from salesplan.planning.scenarios.results.fairness import fairness
from salesplan.planning.scenarios.results.figures import figures, simulated
from salesplan.planning.scenarios.scenario import PLAN as PLAN_KEY
from salesplan.planning.scenarios.scenario import Planned, Scenario
from salesplan.tables.model import Holds, Table
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import MOVERS, RESULTS, RESULTS_BY_REGION, RESULTS_BY_REP
from tests.planning.plans import ANA, BEN, CAI, Rows, sale
from tests.planning.scenarios.planned_cases import LIKELY, SOLD, THREE, scenario

PLAN = scenario()
DTYPES = {Holds.TEXT: "str", Holds.CHOICE: "str", Holds.MONEY: "Int64", Holds.INTEGER: "Int64"}


def check_columns(frame: pd.DataFrame, table: Table) -> None:
    assert tuple(frame.columns) == table.keys
    assert [str(dtype) for dtype in frame.dtypes] == [DTYPES.get(column.holds, "float64") for column in table]


def row_of(frame: pd.DataFrame, **where: str) -> dict[str, Any]:
    for key, value in where.items():
        frame = frame[frame[key] == value]
    (row,) = frame.to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_a_row_of_results_has_the_figures_and_says_how_many_findings() -> None:
    row = results_row_of(Scenario("Ambitious"), (figures(PLAN, PLAN) | simulated(LIKELY)), 2)
    check_columns(row, RESULTS)
    told = row_of(row)
    assert (told["scenario"], told["state"], told["notes"]) == ("Ambitious", "computed", "2 findings")
    assert (told["company_final"], told["change"], told["raised"]) == (600_000_00, 0, 0)
    assert pd.isna(told["margin"])


@pytest.mark.parametrize(("count", "notes"), [(0, ""), (1, "1 个问题"), (12, "12 个问题")])
def test_the_plan_and_the_notes_are_named_in_the_language(count: int, notes: str) -> None:
    told = row_of(results_row_of(Scenario(PLAN_KEY), (figures(PLAN, PLAN) | simulated(LIKELY)), count, "zh-Hans"))
    assert (told["scenario"], told["notes"]) == ("计划", notes)


def test_a_failed_scenario_has_no_figures() -> None:
    row = failed_row("Ambitious", "growth is abc")
    check_columns(row, RESULTS)
    told = row_of(row)
    assert (told.pop("scenario"), told.pop("state"), told.pop("notes")) == ("Ambitious", "failed", "growth is abc")
    assert all(pd.isna(value) for value in told.values())


def test_rows_of_several_scenarios_stand_together() -> None:
    both = pd.concat([failed_row("A", "why"), results_row_of(Scenario("B"), (figures(PLAN, PLAN) | simulated(LIKELY)))])
    check_columns(both, RESULTS)


def test_a_row_of_attainment_is_marked_by_the_share_of_reps_at_quota() -> None:
    row = attainment_row_of(Scenario("Ambitious"), (figures(PLAN, PLAN) | simulated(LIKELY)))
    check_columns(row, ATTAINMENT)
    told = row_of(row)
    assert (told["mark"], told["share_at_quota"], told["p90"], told["reps"]) == ("as_it_should_be", 0.65, 70_000_001, 3)
    unknown = attainment_row_of(Scenario("Ambitious"), figures(PLAN, PLAN))
    assert (row_of(unknown)["mark"], pd.isna(row_of(unknown)["chance"])) == ("", True)


def test_regions_and_their_teams_by_hand() -> None:
    west = {**CAI, "region": "North"}
    more = scenario(reps=[ANA, BEN, west], growth=0.1, expected=[100_000, 200_000, 300_000], name="More")
    rows = by_region(more, scenario(reps=[ANA, BEN, west]))
    check_columns(rows, RESULTS_BY_REGION)
    assert rows[["region", "team"]].to_numpy().tolist() == [["North", ""], ["North", "East"], ["North", "West"]]
    east = row_of(rows, team="East")
    assert east.pop("heads_needed") == pytest.approx(2.15)  # 30,000 more than expected, of 200,000 a head
    assert east == {
        "scenario": "More",
        "region": "North",
        "team": "East",
        "last_year": 300_000_00,
        "base": 330_000_00,
        "plan_final": 300_000_00,
        "final": 330_000_00,
        "change": 30_000_00,
        "change_share": 0.1,
        "growth": pytest.approx(0.1),
        "expected_sales": 300_000_00,
        "expected_attainment": pytest.approx(300 / 330),
        "heads": 2.0,
        "ramped_heads": pytest.approx(2.0),
        "heads_gap": -0.2,
        "expected_payout": 3_000_00,
    }


def test_a_region_that_only_one_of_the_two_has_has_no_quota_in_the_other() -> None:
    moved = scenario(reps=[ANA, BEN, {**CAI, "region": "Abroad", "team": "Far"}], name="Moved")
    rows = by_region(moved, PLAN)
    assert rows["region"].tolist() == ["Abroad", "Abroad", "North", "North", "South", "South"]
    there, gone = row_of(rows, team="Far"), row_of(rows, team="West")
    assert (there["plan_final"], there["final"], pd.isna(there["change_share"])) == (0, 300_000_00, True)
    assert (gone["plan_final"], gone["final"], gone["change"], gone["change_share"]) == (300_000_00, 0, -300_000_00, -1)
    assert (gone["last_year"], gone["heads"], gone["heads_needed"], gone["expected_payout"]) == (0, 0.0, 0.0, 0)
    assert rows.loc[rows["team"] == "", "change"].sum() == 0


def test_names_spelt_in_another_way_are_the_same_region() -> None:
    rows = by_region(scenario(reps=[{**rep, "region": str(rep["region"]).upper()} for rep in THREE]), PLAN)
    assert rows["region"].tolist() == ["NORTH", "NORTH", "SOUTH", "SOUTH"]
    assert not rows["change"].any()


def test_reps_by_hand() -> None:
    more = scenario(name="More", growth_cap=0.0)
    rows = by_rep(more, PLAN)
    check_columns(rows, RESULTS_BY_REP)
    ben = row_of(rows, rep_id="R-02")
    assert ben["chance"] == chance(np.array([200_000_00]), np.array([0.2]), np.array([200_000_00]))[0]
    quantiles = [quantile(np.array([200_000_00]), np.array([0.2]), share)[0] for share in (0.1, 0.5, 0.9)]
    assert [ben.pop(key) for key in ("p10", "p50", "p90")] == quantiles
    assert 0.4 < ben.pop("chance") < 0.6
    assert ben == {
        "scenario": "More",
        "rep_id": "R-02",
        "rep": "Ben",
        "region": "North",
        "team": "East",
        "last_year": 200_000_00,
        "plan_final": 200_000_00,
        "final": 200_000_00,
        "change": 0,
        "change_share": 0.0,
        "growth": 0.0,
        "bound": "cap",
        "expected_sales": 200_000_00,
        "spread": 0.2,
        "expected_payout": 2_000_00,
        "mark": "hard",
    }


def test_a_rep_who_leaves_keeps_a_row_and_a_new_one_has_one() -> None:
    new = {**ANA, "rep_id": "R-00", "rep": "New"}
    rows = by_rep(scenario(reps=[ANA, BEN, new], name="Other"), PLAN)
    assert rows["rep_id"].tolist() == ["R-00", "R-01", "R-02", "R-03", ""]
    gone, came = row_of(rows, rep_id="R-03"), row_of(rows, rep_id="R-00")
    assert (gone["rep"], gone["team"], gone["plan_final"], gone["final"]) == ("Cai", "West", 300_000_00, 0)
    assert (gone["last_year"], gone["expected_sales"], gone["mark"], gone["bound"]) == (0, 0, "", "")
    assert all(pd.isna(gone[key]) for key in ("spread", "chance", "p10", "p50", "p90", "expected_payout", "growth"))
    assert (came["plan_final"], came["final"] > 0, pd.isna(came["change_share"])) == (0, True, True)


def test_sales_that_no_rep_has_come_last_without_chance_or_payout() -> None:
    plan = scenario(sales=[*SOLD, sale("R-99", 400_000)])
    last = by_rep(plan, plan).iloc[-1].to_dict()
    assert (last["rep_id"], last["region"], last["final"], last["mark"]) == ("", "Unassigned", 400_000_00, "")
    assert (pd.isna(last["chance"]), pd.isna(last["expected_payout"]), last["p90"] > 400_000_00) == (True, True, True)


def test_what_nobody_in_particular_sells_is_with_the_sales_that_no_rep_has() -> None:
    half = [{**ANA, "capacity": 0.5}, BEN, CAI]
    alone = scenario(half)
    rows = by_rep(alone, alone)
    assert rows["rep_id"].tolist() == ["R-01", "R-02", "R-03", ""]
    assert rows["expected_sales"].tolist() == [50_000_00, 200_000_00, 300_000_00, 50_000_00]
    last = rows.iloc[-1].to_dict()
    assert last["region"] == "Unassigned"
    assert [last[key] for key in ("last_year", "plan_final", "final", "change")] == [0, 0, 0, 0]
    assert (last["spread"], last["p50"] < 50_000_00, last["mark"]) == (0.2, True, "")
    assert all(pd.isna(last[key]) for key in ("chance", "expected_payout", "growth", "change_share"))
    beside = scenario(half, [*SOLD, sale("R-99", 400_000)])
    rows = by_rep(beside, beside)
    assert (len(rows), row_of(rows, rep_id="")["expected_sales"]) == (4, 450_000_00)
    assert by_rep(alone, PLAN)["expected_sales"].sum() == by_rep(PLAN, alone)["expected_sales"].sum() == 600_000_00


def test_what_nobody_in_particular_sells_counts_for_region_and_team_of_the_rep() -> None:
    half = scenario([{**ANA, "capacity": 0.5}, BEN, CAI])
    rows = by_region(half, half)
    assert rows["expected_sales"].tolist() == [300_000_00, 300_000_00, 300_000_00, 300_000_00]
    assert rows["heads"].tolist() == [1.5, 1.5, 1.0, 1.0]
    assert figures(half, half)["expected_sales"] == half.company_expected == 600_000_00


def test_without_rates_payouts_are_blank() -> None:
    bare = scenario(rates=())
    assert by_rep(bare, PLAN)["expected_payout"].isna().all()
    assert by_region(bare, PLAN)["expected_payout"].isna().all()


def test_a_plan_of_nobody_has_no_rows() -> None:
    nobody = scenario(reps=[], sales=[])
    assert by_rep(nobody, nobody).empty
    assert by_region(nobody, nobody).empty
    assert movers(nobody, nobody).empty


AMOUNTS = st.integers(-2_000, 400_000)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Rows, Rows, dict[str, Any]]:
    """Draw reps with their sales, some of whom are new, part-time or without a group; and settings."""
    reps, sales = [], []
    for number in range(draw(st.integers(0, 5))):
        rep: dict[str, Any] = {"rep_id": f"R-{number}", "rep": f"Rep {number}"}
        rep["region"] = draw(st.sampled_from(["North", "South", ""]))
        rep["team"] = draw(st.sampled_from(["East", "West"]))
        rep["capacity"] = draw(st.sampled_from([1.0, 0.5, 0.3]))
        rep["potential"] = draw(st.sampled_from([0.0, 100.0, 250.0]))
        rep["start_date"] = draw(st.sampled_from([None, "2026-05-01", "2027-04-01"]))
        reps.append(rep)
        sales += [sale(rep["rep_id"], draw(AMOUNTS)) for _ in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        sales.append(sale("R-99", draw(AMOUNTS), "2026-08-01"))
    changes = {
        "growth": draw(st.sampled_from([0.0, 0.1, -0.2])),
        "over_assignment_team": draw(st.sampled_from([0.0, 0.05])),
        "growth_cap": draw(st.sampled_from([None, 0.05])),
        "price_change": draw(st.sampled_from([0.0, 0.03])),
    }
    return reps, sales, changes


CASES = drawn()


@settings(max_examples=10, deadline=None)
@given(CASES, CASES, st.randoms(use_true_random=False))
def test_rows_add_up_whatever_their_order_and_the_plan_against_itself_changes_nothing(
    one: tuple[Rows, Rows, Any], other: tuple[Rows, Rows, Any], luck: Any
) -> None:
    planned, plan = (scenario(reps, sales, margin_rate=0.3, **changes) for reps, sales, changes in (one, other))
    check_sums(planned, plan)
    check_no_change(replace(plan, scenario=Scenario("Same")), plan)
    reps, sales = (luck.sample(list(rows), len(rows)) for rows in one[:2])
    check_same(planned, scenario(reps, sales, margin_rate=0.3, **one[2]), plan)


def check_sums(planned: Planned, plan: Planned) -> None:
    known = figures(planned, plan) | simulated(LIKELY)
    reps, groups = by_rep(planned, plan), by_region(planned, plan)
    whole = groups["team"] == ""
    regions, teams = groups[whole], groups[~whole]
    assert reps["final"].sum() == known["reps_final"] == teams["final"].sum() + _over(planned)
    assert reps["plan_final"].sum() == plan.final.sum()
    assert reps["last_year"].sum() == regions["last_year"].sum() == known["company_last_year"]
    assert regions["final"].sum() == known["company_final"]
    assert regions["plan_final"].sum() == known["plan_final"]
    assert regions["change"].sum() == known["change"]
    for key in ("expected_sales", "expected_payout"):
        assert reps[key].sum() == regions[key].sum() == teams[key].sum() == known[key]
    for rows in (regions, teams):
        for key in ("heads", "ramped_heads"):
            assert rows[key].sum() == pytest.approx(known[key])
        # What one group could spare beyond all its heads, another does not get.
        needed = pytest.approx(known["heads_needed"] or 0.0)
        assert rows["heads_needed"].sum() == needed or (rows["heads_needed"] == 0).any()
    moved = movers(planned, plan, most=1_000)
    assert (moved["direction"] == "raised").sum() == known["raised"]
    assert (moved["direction"] == "lowered").sum() == known["lowered"]


def _over(planned: Planned) -> int:
    """Give by how much the reps' quotas differ from their teams'."""
    return int(planned.final.sum() - planned.plan.team_quota["final"].sum())


def check_no_change(again: Planned, plan: Planned) -> None:
    known = figures(again, plan) | simulated(LIKELY)
    assert [known[key] for key in ("change", "raised", "lowered")] == [0, 0, 0]
    assert not known["change_share"]
    for rows in (by_rep(again, plan), by_region(again, plan)):
        assert not rows["change"].any()
        assert not rows["change_share"].fillna(0).any()
        assert (rows["final"] == rows["plan_final"]).all()
    assert movers(again, plan).empty
    fair = fairness(again, plan)
    assert fair["value"].equals(fair["plan_value"])
    pd.testing.assert_frame_equal(fair.assign(scenario=""), fairness(plan, plan).assign(scenario=""))


def check_same(planned: Planned, shuffled: Planned, plan: Planned) -> None:
    assert (figures(planned, plan) | simulated(LIKELY)) == (figures(shuffled, plan) | simulated(LIKELY))
    for rows in (by_rep, by_region, movers, fairness):
        pd.testing.assert_frame_equal(rows(planned, plan), rows(shuffled, plan), check_exact=True)
    pd.testing.assert_frame_equal(by_rep(plan, planned), by_rep(plan, shuffled), check_exact=True)


def test_movers_have_their_columns() -> None:
    check_columns(movers(scenario(growth=0.1), PLAN), MOVERS)
    check_columns(movers(PLAN, PLAN), MOVERS)
