"""The engine: what is expected whatever is asked, what it keeps from scenario to scenario, and where findings belong."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from salesplan.findings import Finding
from salesplan.planning.plan import Attributed
from salesplan.planning.quota import attribute
from salesplan.planning.scenarios.engine import Engine
from salesplan.planning.scenarios.scenario import PLAN, Planned, Scenario
from salesplan.planning.settings import UnusableSetting
from salesplan.tables.scenarios import ADJUSTMENTS, HEADS, SCENARIO_RATES
from tests.planning.plans import ANA, BEN, CAI
from tests.planning.scenarios.changes.change_cases import Cells, frame
from tests.planning.scenarios.engine_cases import REPS, SALES, engine, plan

THREE = plan()


def asking(**changes: Any) -> Scenario:
    return Scenario("S", 5, changes)


def heads(*rows: dict[str, Any], **changes: Any) -> Scenario:
    return Scenario("S", 5, changes, heads=frame(HEADS, rows).drop(columns="scenario"))


def adjusting(*rows: tuple[str, str, float]) -> Scenario:
    cells = [dict(zip(("dimension", "value", "adjustment"), row, strict=True)) for row in rows]
    return Scenario("S", 5, growth=frame(ADJUSTMENTS, cells).drop(columns="scenario"))


def expected(planned: Planned) -> list[float]:
    """Give what is expected of each member, in the currency."""
    return [amount / 100 for amount in planned.expected.tolist()]


def test_the_plan_is_a_scenario_without_a_change() -> None:
    known = engine(THREE)
    assert known.plan.scenario == Scenario(PLAN)
    assert known.plan.final.tolist() == [110_000_00, 220_000_00, 330_000_00]
    assert expected(known.plan) == [110_000, 220_000, 330_000]
    assert (known.plan.spread.tolist(), known.plan.others_spread) == ([0.2] * 3, 0.2)
    assert (known.plan.others.tolist(), known.plan.margin_rate, len(known.plan.rates)) == ([0, 0, 0], 0.3, 2)
    again, findings = known.planned(Scenario(PLAN))
    assert (again.final.tolist(), findings) == (known.plan.final.tolist(), [])


@pytest.mark.parametrize(
    "asked",
    [
        asking(growth=0.5),
        asking(growth=-0.2, growth_floor=None),
        asking(company_target=900_000_00),
        asking(over_assignment_rep=0.1, growth_cap=0.0),
        asking(margin_change=0.1, payout_change=0.5),
        adjusting(("region", "North", 0.4)),
    ],
)
def test_the_same_is_expected_whatever_is_asked(asked: Scenario) -> None:
    known = engine(THREE)
    planned, _ = known.planned(asked)
    assert expected(planned) == expected(known.plan) == [110_000, 220_000, 330_000]


def test_what_is_asked_moves_quotas() -> None:
    assert engine(THREE).planned(asking(growth=0.5))[0].final.tolist() == [150_000_00, 300_000_00, 450_000_00]
    assert engine(THREE).planned(adjusting(("region", "North", 0.4)))[0].final.tolist()[0] == 150_000_00


def test_the_plans_adjustments_are_believed_and_those_of_a_scenario_are_not() -> None:
    known = engine(plan(growth=[{"dimension": "region", "value": "North", "adjustment": 0.05}]))
    assert expected(known.plan) == [115_000, 230_000, 330_000]
    planned, _ = known.planned(adjusting(("region", "North", 0.0)))
    assert planned.final.tolist() == [110_000_00, 220_000_00, 330_000_00]
    assert expected(planned) == [115_000, 230_000, 330_000]


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        ({"expected_growth": 0.2}, 720_000),
        ({"expected_growth": 0.0, "growth": 0.2}, 600_000),
        ({"price_change": 0.1}, 726_000),
        ({"price_change": -0.5, "expected_growth": 0.0}, 300_000),
    ],
)
def test_a_scenarios_own_belief_and_its_prices_move_what_is_expected(changes: dict[str, float], total: float) -> None:
    assert engine(THREE).planned(asking(**changes))[0].company_expected == total * 100


def test_the_growth_believed_for_all_counts_unless_a_scenario_says_its_own() -> None:
    known = engine(THREE, believed=0.02)
    assert expected(known.plan) == [102_000, 204_000, 306_000]
    assert known.plan.final.tolist() == [110_000_00, 220_000_00, 330_000_00]
    assert expected(known.planned(asking(growth=0.4))[0]) == [102_000, 204_000, 306_000]
    assert expected(known.planned(asking(expected_growth=0.05))[0]) == [105_000, 210_000, 315_000]
    assert known.settings["expected_growth"] == 0.02


VARIED = [
    Scenario(PLAN),
    asking(price_change=0.1),
    heads({"rep_id": "R-01", "end_date": "2027-06-30"}),
    heads({"rep_id": "R-01", "capacity": 0.5}, price_change=0.1),
    asking(hires=2, growth=0.3),
    asking(expected_growth=0.3),
    heads({"rep_id": "R-02", "region": "South", "team": "West"}, expected_growth=0.3),
    asking(growth=0.2),
]


def test_what_is_kept_of_one_scenario_is_nothing_to_the_next() -> None:
    inputs = plan(growth=[{"dimension": "team", "value": "East", "adjustment": 0.05}])
    known = engine(inputs)
    fresh = [engine(inputs).planned(scenario)[0] for scenario in VARIED]
    order = range(len(VARIED))
    for place in (*order, *order[::-1], *order[::3]):
        kept, alone = known.planned(VARIED[place])[0], fresh[place]
        np.testing.assert_array_equal(kept.expected, alone.expected)
        np.testing.assert_array_equal(kept.others, alone.others)
        np.testing.assert_array_equal(kept.spread, alone.spread)
        pd.testing.assert_frame_equal(kept.plan.quota, alone.plan.quota)


def test_sales_are_attributed_once_for_all_scenarios_with_the_same_reps(monkeypatch: pytest.MonkeyPatch) -> None:
    rosters: list[int] = []

    def counted(reps: pd.DataFrame, *rest: Any) -> Attributed:
        rosters.append(len(reps))
        return attribute(reps, *rest)

    monkeypatch.setattr("salesplan.planning.scenarios.engine.attribute", counted)
    known = engine(THREE)
    for scenario in (asking(growth=0.2), asking(price_change=0.1), asking(hires=1), asking(company_target=1_00)):
        known.planned(scenario)
    assert rosters == [3, 4]


def test_months_are_planned_where_they_are_wanted() -> None:
    known = engine(THREE)
    assert "m01" not in known.planned(asking())[0].plan.quota
    assert known.planned(asking(), in_full=True)[0].plan.quota["m01"].sum() > 0


def in_the_plan(**cells: Any) -> Callable[[], Planned]:
    return lambda: engine(plan(reps=({**ANA, **cells}, BEN, CAI))).plan


def in_a_scenario(**cells: Any) -> Callable[[], Planned]:
    return lambda: engine(THREE).planned(heads({"rep_id": "R-01", **cells}))[0]


@pytest.mark.parametrize(
    "left",
    [
        in_the_plan(end_date="2026-12-31"),
        in_a_scenario(end_date="2027-01-01"),
        in_a_scenario(capacity=0.0),
        in_the_plan(capacity=0.0),
        in_a_scenario(end_date="2027-06-30"),
        in_a_scenario(start_date="2027-03-01"),
        in_a_scenario(capacity=0.4),
        in_a_scenario(capacity=2.0),
    ],
    ids=["gone before", "gone on 1 January", "capacity 0", "capacity 0 in the plan", "June", "March", "part", "twice"],
)
def test_customers_stay_however_it_is_typed_that_their_rep_does_not(left: Callable[[], Planned]) -> None:
    assert left().company_expected == 660_000_00


def test_what_a_rep_does_not_carry_is_expected_of_nobody_in_particular() -> None:
    gone = in_a_scenario(capacity=0.0)()
    assert (expected(gone), gone.others.tolist()) == ([0, 220_000, 330_000], [110_000_00, 0, 0])
    before = in_the_plan(end_date="2026-12-31")()
    assert (expected(before), before.is_rep.tolist()) == ([220_000, 330_000, 110_000], [True, True, False])
    assert not before.others.any()


def test_a_new_rep_sells_on_top_and_has_the_spread_of_the_team() -> None:
    monthly: Cells = [
        {"rep_id": f"R-0{place}", "month": f"{year}-{month:02}-01", "revenue": amount}
        for place, years in enumerate(((100, 130), (200, 180), (300, 330)), start=1)
        for year, amount in zip((2025, 2026), years, strict=True)
        for month in range(1, 13)
    ]
    known = engine(plan(sales=monthly), spread=None)
    planned, _ = known.planned(heads({"region": "South", "team": "West"}))
    assert planned.plan.quota["rep_id"].tolist() == ["R-01", "R-02", "NEW-1", "R-03"]
    assert planned.company_expected > known.plan.company_expected
    spread = planned.spread.tolist()
    assert [spread[place] for place in (0, 1, 3)] == known.plan.spread.tolist()
    assert min(spread[:2]) < max(spread[:2])
    assert 0 < spread[2] != spread[3]
    moved, _ = known.planned(heads({"rep_id": "R-02", "region": "South", "team": "West"}))
    assert sorted(moved.spread.tolist()) == sorted(known.plan.spread.tolist())


def places(findings: list[Finding]) -> list[tuple[str, str, int | None, str]]:
    return [(finding.code, finding.table, finding.row, finding.column) for finding in findings]


STARTED = {"rep_id": "R-09", "region": "North", "team": "East", "start_date": "2026-02-01"}


@pytest.mark.parametrize(
    ("scenario", "place"),
    [
        (asking(company_target=600_000_50), ("Scenarios", 5, "company_target")),
        (asking(over_assignment_rep=0.3), ("Scenarios", 5, "over_assignment_rep")),
        (asking(over_assignment_team=0.3), ("Scenarios", 5, "scenario")),  # what is told of it has another cell
        (adjusting(("region", "Nort", 0.1)), ("Adjustments", 5, "value")),
        (heads(STARTED), ("Heads", 5, "rep_id")),
        (
            Scenario("S", 9, rates=frame(SCENARIO_RATES, [{"from": 0.0, "rate": 0.9}]).drop(columns="scenario")),
            ("ScenarioRates", 5, "rate"),
        ),
        (asking(hires=1, potential_weight=0.5), ("Scenarios", 5, "scenario")),
    ],
    ids=["target", "own setting", "another setting", "adjustment", "head", "rate", "no cell"],
)
def test_a_finding_is_in_the_cell_of_the_scenario_that_it_is_about(
    scenario: Scenario, place: tuple[str, int, str]
) -> None:
    assert [rest for _, *rest in places(engine(THREE).planned(scenario)[1])] == [[*place]]


def test_of_each_kind_of_finding_the_first_is_told() -> None:
    nowhere = adjusting(("region", "North", 0.1), ("region", "Nort", 0.1), ("team", "Est", 0.1), ("tier", "", 0.1))
    assert [(code, row) for code, _, row, _ in places(engine(THREE).planned(nowhere)[1])] == [("Q110", 8), ("Q107", 6)]


def test_what_is_wrong_with_the_plan_is_not_told_again_of_a_scenario() -> None:
    inputs = plan(growth=[{"dimension": "region", "value": "Nort", "adjustment": 0.1}])
    known = engine(inputs)
    (code,) = {finding.code for finding in known.findings}
    assert known.planned(asking(growth=0.2))[1] == []
    # The row of the same number in the other workbook is another one.
    assert places(known.planned(adjusting(("region", "Sout", 0.1)))[1]) == [(code, "Adjustments", 5, "value")]


def test_a_row_of_the_plan_that_a_scenario_leaves_without_meaning_is_told_of_the_scenario() -> None:
    known = engine(plan(growth=[{"dimension": "rep_id", "value": "R-01", "adjustment": 0.1}]))
    assert known.findings == []
    gone = heads({"rep_id": "R-01", "end_date": "2026-12-31"})
    found = places(known.planned(gone)[1])
    assert ("Q107", "Scenarios", 5, "scenario") in found
    assert {table for _, table, _, _ in found} == {"Scenarios"}


def test_quotas_far_above_what_is_expected_are_doubted_in_the_plan_or_in_a_scenario() -> None:
    assert "F134" not in {finding.code for finding in engine(THREE).findings}
    (doubt,) = engine(THREE).planned(asking(company_target=1_800_000_00))[1]
    assert (doubt.code, doubt.table, doubt.row, doubt.column) == ("F134", "Scenarios", 5, "scenario")
    bold = engine(THREE, market=2.0, believed=0.1)
    assert "F134" in {finding.code for finding in bold.findings}
    assert bold.planned(asking(growth=3.0))[1] == []


def test_reps_who_started_within_the_base_year_are_told_once_of_the_plan() -> None:
    known = engine(plan(reps=({**ANA, "start_date": "2026-01-20"}, BEN, CAI)))
    assert [finding.code for finding in known.findings] == ["F133"]
    assert known.planned(asking(growth=0.2))[1] == []


def test_a_setting_that_no_plan_takes_is_refused_and_the_engine_goes_on() -> None:
    known = engine(THREE)
    with pytest.raises(UnusableSetting) as refused:
        known.planned(asking(potential_weight=2.0))
    assert refused.value.setting == "potential_weight"
    assert known.planned(asking())[0].final.tolist() == known.plan.final.tolist()


def test_the_order_of_all_rows_changes_nothing() -> None:
    straight = engine(THREE)
    turned = engine(plan(reps=REPS[::-1], sales=SALES[::-1]))
    for scenario in VARIED[::2]:
        one, other = (known.planned(scenario)[0] for known in (straight, turned))
        assert (one.expected.tolist(), one.others.tolist()) == (other.expected.tolist(), other.others.tolist())


def test_rates_with_errors_are_no_rates() -> None:
    overlapping = frame(SCENARIO_RATES, [{"from": 0.0, "to": 1.0, "rate": 0.1}, {"from": 0.5, "rate": 0.1}])
    planned, findings = engine(THREE).planned(Scenario("S", 9, rates=overlapping.drop(columns="scenario")))
    assert (planned.rates, planned.flat) == ((), False)
    assert [finding.table for finding in findings] == ["ScenarioRates"]


def test_margins_follow_prices() -> None:
    known = engine(THREE)
    assert known.planned(asking(price_change=0.25))[0].margin_rate == pytest.approx(0.44)
    assert known.planned(asking(margin_rate=0.2))[0].margin_rate == 0.2


def test_an_engine_is_of_one_plan() -> None:
    known: Engine = engine(THREE)
    assert known.frames is THREE.frames
    assert known.settings["growth"] == 0.1
