"""Scenarios compared with their plan, from what was read to all tables."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from salesplan.planning.scenarios.changes import kinds as change_kinds
from salesplan.planning.scenarios.changes.read import Read
from salesplan.planning.scenarios.compare import Compared, Wanted, case_of, compare, evaluated
from salesplan.planning.scenarios.engine import Engine
from salesplan.planning.scenarios.likely.simulation import Simulation
from salesplan.planning.scenarios.scenario import PLAN, Scenario
from salesplan.planning.scenarios.seeking.drivers import read_drivers
from salesplan.tables.scenario_likely import OUTLOOK, SENSITIVITY
from salesplan.tables.scenarios import HEADS
from tests.planning.scenarios.changes.change_cases import frame
from tests.planning.scenarios.engine_cases import engine, plan
from tests.planning.scenarios.planned_cases import scenario as planned_scenario
from tests.planning.scenarios.seeking.test_drivers import UNIT, typed

FEW = Simulation(draws=200)
DRIVERS, _ = read_drivers(
    typed([("growth", 0.01), ("expected_growth", 0.01), ("growth_cap", 0.01)]), currency="CNY", unit=UNIT
)
HALF = frame(HEADS, [{"rep_id": "R-01", "end_date": "2027-06-30"}]).drop(columns="scenario")
SAME, MORE = Scenario("Same", 5), Scenario("More", 7, {"growth": 0.2})
LEAVES = Scenario("Leaves", 8, heads=HALF)
UNUSABLE = Scenario("Unusable", 9, {"potential_weight": 2.0})
LAST = Scenario("Last", 11, {"price_change": 0.1, "hires": 1})


@cache
def known() -> Engine:
    return engine(plan())


def compared(*scenarios: Scenario, on: Engine | None = None, **wanted: Any) -> Compared:
    read = Read(list(scenarios), [], [])
    return compare(on or known(), read, Wanted(**{"simulation": FEW, "language": "en", **wanted}))


@cache
def all_of_them() -> Compared:
    return compared(SAME, MORE, LEAVES, UNUSABLE, LAST, drivers=DRIVERS)


def of(done: Compared, table: str, name: str) -> pd.DataFrame:
    rows = done.frames[table]
    return rows[rows["scenario"] == name].reset_index(drop=True)


def cell(done: Compared, table: str, name: str, key: str) -> Any:
    (value,) = of(done, table, name)[key]
    return value


def test_the_tables_are_those_of_results() -> None:
    assert set(all_of_them().frames) == {
        *("Results", "ResultsByRegion", "ResultsByRep", "Movers", "Attainment"),
        *("Fairness", "Outlook", "Sensitivity", "BackTest"),
    }


def test_results_stand_in_the_order_of_the_sheet_failed_ones_in_their_places() -> None:
    misread = [("Misread", 6), ("Side", 10)]
    wrong = change_kinds.NO_TYPED_SEASON.at("Scenarios", 6, "season_source")
    done = compare(
        known(),
        Read([SAME, MORE, UNUSABLE, LAST], misread, [wrong, change_kinds.WITHOUT_NAME.at("Heads", 5, "scenario")]),
        Wanted(simulation=FEW, language="en"),
    )
    results = done.frames["Results"]
    assert results["scenario"].tolist() == ["Plan", "Same", "Misread", "More", "Unusable", "Side", "Last"]
    computed = ["computed", "computed", "failed", "computed", "failed", "failed", "computed"]
    assert results["state"].tolist() == computed
    notes = dict(zip(results["scenario"], results["notes"], strict=True))
    assert notes["Misread"] == wrong.message()
    assert "the setting potential_weight is 2.0" in notes["Unusable"]
    assert notes["Side"]
    assert results["company_final"].isna().tolist() == [state == "failed" for state in computed]
    for table in ("ResultsByRep", "ResultsByRegion", "Attainment", "Fairness"):
        assert list(dict.fromkeys(done.frames[table]["scenario"])) == ["Plan", "Same", "More", "Last"]


def test_what_cannot_be_planned_fails_alone() -> None:
    done = all_of_them()
    (refused,) = [finding for finding in done.findings if finding.code == "F136"]
    assert (refused.table, refused.row, refused.column) == ("Scenarios", 9, "potential_weight")
    alone = compared(LAST)
    for table in ("Results", "ResultsByRep", "ResultsByRegion", "Attainment", "Movers", "Fairness"):
        pd.testing.assert_frame_equal(of(done, table, "Last"), of(alone, table, "Last"), check_exact=True)
    assert list(done.figures) == ["Plan", "Same", "More", "Leaves", "Last"]


def test_a_scenario_that_changes_nothing_is_the_plan_to_the_last_digit_in_every_table() -> None:
    done = all_of_them()
    for table in ("Results", "ResultsByRep", "ResultsByRegion", "Attainment", "Movers", "Fairness"):
        same, own = (of(done, table, name).drop(columns="scenario") for name in ("Same", "Plan"))
        pd.testing.assert_frame_equal(same, own, check_exact=True)
    assert not of(done, "Results", "Same")[["change", "change_share", "raised", "lowered"]].any(axis=None)
    assert of(done, "Movers", "Same").empty
    assert done.figures["Same"] == done.figures["Plan"]
    shown = compared(SAME, focus="Same", drivers=DRIVERS)
    pd.testing.assert_frame_equal(shown.frames["Sensitivity"], done.frames["Sensitivity"], check_exact=True)
    one, other = (each.frames["Outlook"].drop(columns="scenario") for each in (shown, done))
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("name", ["Plan", "More", "Leaves", "Last"])
def test_what_is_expected_adds_up_on_all_levels(name: str) -> None:
    done = all_of_them()
    total = cell(done, "Results", name, "expected_sales")
    assert cell(done, "Attainment", name, "expected_sales") == done.figures[name]["expected_sales"] == total
    assert of(done, "ResultsByRep", name)["expected_sales"].sum() == total
    regions = of(done, "ResultsByRegion", name)
    for rows in (regions[regions["team"] == ""], regions[regions["team"] != ""]):
        assert rows["expected_sales"].sum() == total


def test_who_leaves_within_the_year_leaves_the_rest_of_the_sales_to_nobody_in_particular() -> None:
    done = all_of_them()
    assert cell(done, "Results", "Leaves", "expected_sales") == cell(done, "Results", "Plan", "expected_sales")
    reps = of(done, "ResultsByRep", "Leaves").set_index("rep_id")["expected_sales"]
    assert reps.index.tolist() == ["R-01", "R-02", "R-03", ""]
    assert (reps["R-01"], reps[""]) == (55_000_00, 55_000_00)


def test_what_is_drawn_has_one_member_more_for_what_is_expected_of_nobody_in_particular() -> None:
    planned, _ = known().planned(LEAVES)
    case = case_of(planned)
    assert case.keys == ("r-01", "r-02", "r-03", "\0")
    assert (int(case.expected.sum()), case.target) == (planned.company_expected, planned.plan.company.target)
    assert (case.quota.tolist()[-1], case.spread.tolist()[-1], case.is_rep.tolist()[-1]) == (0, 0.2, False)
    assert case.expected[-1] == planned.others.sum() > 0
    beside = planned_scenario(others=[1, 2, 3])
    assert case_of(beside).expected.tolist()[-1] == 6_00


def test_teams_are_kept_while_they_fit_and_regions_always(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = compared(SAME, MORE).frames["ResultsByRegion"]
    each = len(everything) // 3
    monkeypatch.setattr("salesplan.planning.scenarios.compare.MOST_GROUPS", 2 * each)
    few = compared(SAME, MORE)
    rows = few.frames["ResultsByRegion"]
    assert few.teams_listed == 2
    assert set(rows[rows["scenario"] == "More"]["team"]) == {""}
    pd.testing.assert_frame_equal(rows[rows["scenario"] != "More"], everything[everything["scenario"] != "More"])


def test_the_reps_rows_are_kept_while_they_fit_and_handed_on_all() -> None:
    rows: list[pd.DataFrame] = []
    read = Read([SAME, UNUSABLE, LAST], [], [])
    done = compare(known(), read, Wanted(simulation=FEW, language="en", rows_by_rep=6), by_rep=rows.append)
    assert [(each["scenario"].iloc[0], len(each)) for each in rows] == [("Plan", 3), ("Same", 3), ("Last", 4)]
    assert (done.by_rep_listed, done.by_rep_rows) == (2, 10)
    pd.testing.assert_frame_equal(done.frames["ResultsByRep"], pd.concat(rows[:2], ignore_index=True))
    none = compared(SAME, rows_by_rep=2)
    assert (len(none.frames["ResultsByRep"]), none.by_rep_listed, none.by_rep_rows) == (0, 0, 6)
    assert none.frames["ResultsByRep"].dtypes.equals(done.frames["ResultsByRep"].dtypes)


@pytest.mark.parametrize(("wanted", "focus"), [(" ＭＯＲＥ", "More"), ("", PLAN), ("Most", PLAN)])
def test_the_focus_is_found_by_name_and_else_is_the_plan(wanted: str, focus: str) -> None:
    done = compared(MORE, focus=wanted, drivers=DRIVERS[:1])
    assert done.focus.name == focus
    shown = focus or "Plan"
    assert set(done.frames["Outlook"]["scenario"]) == {shown}
    assert done.frames["Outlook"]["quota"].iloc[-1] == cell(done, "Results", shown, "reps_final")
    (row,) = done.frames["Sensitivity"].to_dict("records")
    assert row["final_now"] == cell(done, "Results", shown, "reps_final")
    assert row["chance_now"] == cell(done, "Attainment", shown, "chance")


def test_a_focus_that_fails_shows_nothing_of_what_was_shown_before() -> None:
    done = compared(UNUSABLE, focus="Unusable", drivers=DRIVERS)
    assert done.frames["Sensitivity"].empty
    outlook = done.frames["Outlook"]
    assert (tuple(outlook.columns), outlook["month"].tolist()) == (OUTLOOK.keys, list(range(1, 13)))
    assert outlook.drop(columns=["month", "scenario"]).isna().all(axis=None)
    assert tuple(done.frames["Sensitivity"].columns) == SENSITIVITY.keys


def test_sensitivity_is_what_scenarios_with_the_steps_give() -> None:
    done = compared(Scenario("Up", 5, {"growth": 0.11}), Scenario("Down", 6, {"growth": 0.09}), drivers=DRIVERS)
    rows = done.frames["Sensitivity"].set_index("driver")
    growth = rows.loc["Market growth"]
    for side, name in (("low", "Down"), ("now", "Plan"), ("high", "Up")):
        assert growth[f"final_{side}"] == cell(done, "Results", name, "reps_final")
        assert growth[f"chance_{side}"] == cell(done, "Attainment", name, "chance")
        assert growth[f"payout_{side}"] == cell(done, "Results", name, "expected_payout")
    assert pd.isna(rows.loc[[name for name in rows.index if "cap" in name.lower()], "final_low"]).all()


def test_the_growth_that_is_believed_for_all_is_the_present_value_of_its_driver() -> None:
    believing = engine(plan(), believed=0.02)
    done = compared(on=believing, drivers=DRIVERS)
    rows = done.frames["Sensitivity"].set_index("driver")
    (name,) = [name for name in rows.index if "xpected" in name]
    assert rows.loc[name, ["low", "at", "high"]].tolist() == ["1 %", "2 %", "3 %"]
    assert rows.loc[name, "chance_low"] <= rows.loc[name, "chance_now"] <= rows.loc[name, "chance_high"]
    own = compared(Scenario("Own", 5, {"expected_growth": 0.05}), on=believing, focus="Own", drivers=DRIVERS)
    assert own.frames["Sensitivity"].set_index("driver").loc[name, "at"] == "5 %"


def test_figures_with_more_changed_are_those_of_such_a_scenario() -> None:
    tell = evaluated(known(), SAME, FEW)
    more, unusable, same = tell([{"growth": 0.2}, {"potential_weight": 2.0}, {}])
    assert (more, unusable, same) == (all_of_them().figures["More"], None, all_of_them().figures["Plan"])
    (bare,) = evaluated(known(), SAME, None)([{"growth": 0.2}])
    assert bare is not None
    assert more is not None
    unknown = {key for key, value in bare.items() if value is None}
    assert unknown == {"chance", "p10", "p50", "p90", "share_at_quota", "share_p10", "share_p90"}
    assert all(bare[key] == more[key] for key in bare.keys() - unknown)


def test_pieces_of_work_are_told_as_they_are_done() -> None:
    told: list[tuple[int, int, str]] = []
    compare(
        known(),
        Read([MORE, UNUSABLE], [("Misread", 6)], []),
        Wanted(simulation=FEW, language="zh-Hans"),
        progress=lambda *piece: told.append(piece),
    )
    done, counts, names = (list(each) for each in zip(*told, strict=True))
    assert list(dict.fromkeys(names)) == ["计划", "More", "Unusable", "敏感度", "模拟", "回测"]
    assert [done[names.index(name)] for name in ("计划", "More", "Unusable", "敏感度", "模拟")] == [0, 1, 2, 3, 4]
    assert (done == sorted(done), len(set(counts)), done[-1] < counts[-1]) == (True, 1, True)


def test_findings_are_counted_in_the_notes_and_given() -> None:
    done = compared(Scenario("Bold", 5, {"company_target": 1_800_000_00}))
    assert cell(done, "Results", "Bold", "notes") == "1 finding"
    assert ("F134", 5) in {(finding.code, finding.row) for finding in done.findings}


def test_the_plan_alone_is_compared_with_itself() -> None:
    done = compared()
    assert done.frames["Results"]["scenario"].tolist() == ["Plan"]
    assert (done.scenarios, done.focus) == ((Scenario(PLAN),), Scenario(PLAN))
    assert (done.by_rep_listed, done.by_rep_rows) == (1, 3)


def test_luck_is_the_same_with_or_without_other_scenarios() -> None:
    alone, among = compared(MORE), all_of_them()
    assert alone.figures["More"] == among.figures["More"]
    assert np.isfinite(float(alone.figures["More"]["chance"] or 0))
