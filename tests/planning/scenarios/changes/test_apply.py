"""A plan with the changes of a scenario: what changes, and that the plan itself does not."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scenarios.changes.read import applied
from salesplan.planning.scenarios.scenario import PlanInputs, Scenario
from tests.planning.scenarios.changes.change_cases import YEAR, Cells, book, codes, lines, one, places, plan, read

GROWTH: Cells = [
    {"dimension": "region", "value": "North", "adjustment": 0.05, "note": "boom"},
    {"dimension": "product_line", "value": "Tools", "adjustment": 0.02},
    {"dimension": "region", "value": "north", "adjustment": 0.01},
]
PLAN = plan(growth=GROWTH, growth_cap=0.3)
CHANGEABLE = ("Growth", "Reps", "Ramp", "Rates")


def segments(changed: PlanInputs) -> list[tuple[int, str, float]]:
    growth = changed.frames["Growth"]
    return list(zip(growth.index, growth["value"], growth["adjustment"], strict=True))


def assert_same(one: PlanInputs, other: PlanInputs) -> None:
    """Hold two plans against each other, whatever the order and the index of their rows."""
    assert one.settings == other.settings
    for name in CHANGEABLE:
        by = list(one.frames[name].columns)
        left, right = (each.frames[name].sort_values(by).reset_index(drop=True) for each in (one, other))
        pd.testing.assert_frame_equal(left, right)


def test_the_plan_and_an_empty_scenario_change_nothing() -> None:
    for scenario in (Scenario(), one(PLAN, {})):
        after = applied(PLAN, scenario, YEAR)
        assert after.settings == PLAN.settings
        assert all(after.frames[name] is frame for name, frame in PLAN.frames.items())


def test_settings_are_replaced_and_own_changes_are_none_of_them() -> None:
    before = dict(PLAN.settings)
    scenario = one(PLAN, {"growth": 0.2, "growth_cap": "none", "expected_growth": 0.1, "margin_change": 0.01})
    after = applied(PLAN, scenario, YEAR)
    assert after.settings == before | {"growth": 0.2, "growth_cap": None}
    assert dict(PLAN.settings) == before
    assert all(after.frames[name] is frame for name, frame in PLAN.frames.items())


def test_adjustments_take_the_place_of_the_plans_of_their_segment() -> None:
    adjustments = [
        {"dimension": "region", "value": "NORTH ", "adjustment": 0.0},
        {"dimension": "tier", "value": "a", "adjustment": -0.1},
    ]
    after = applied(PLAN, one(PLAN, {}, adjustments=adjustments), YEAR)
    assert segments(after) == [(6, "Tools", 0.02), (5, "NORTH", 0.0), (6, "a", -0.1)]
    assert after.frames["Growth"].dtypes.equals(PLAN.frames["Growth"].dtypes)
    assert after.frames["Reps"] is PLAN.frames["Reps"]


@pytest.mark.parametrize(
    ("dimension", "value", "near"),
    [
        ("region", "Nort", "nearest is “North”"),
        ("team", "Eas", "nearest is “East”"),
        ("rep_id", "R-04", "nearest is “R-0"),
        ("industry", "Stel", "nearest is “steel”"),
        ("tier", "Z", ""),
        ("product_line", "Tool", "nearest is “tools”"),
        ("channel", "dirct", "nearest is “direct”"),
    ],
)
def test_a_segment_that_the_plan_does_not_have_fails_its_scenario(dimension: str, value: str, near: str) -> None:
    adjustment = {"dimension": dimension, "value": value, "adjustment": 0.1}
    both = [{"scenario": "S", **adjustment}, {"scenario": "T", "dimension": "tier", "value": "A", "adjustment": 0.1}]
    done = read(book([{"scenario": "S"}, {"scenario": "T"}], adjustments=both), PLAN)
    assert places(done) == [("F115", "Adjustments", 5, "value")]
    assert near in lines(done)[0]
    assert (done.failed, [each.name for each in done.scenarios]) == ([("S", 5)], ["T"])


def test_segments_that_the_scenario_makes_are_known() -> None:
    heads = [{"scenario": "S", "rep_id": "R-01", "team": "Hill"}]
    hill = {"scenario": "S", "dimension": "team", "value": "hill", "adjustment": 0.1}
    assert codes(read(book([{"scenario": "S"}], adjustments=[hill], heads=heads), PLAN)) == ["F121"]


def test_a_segment_typed_twice_adds_up_and_is_told() -> None:
    twice = [
        {"scenario": "S", "dimension": "region", "value": value, "adjustment": 0.1} for value in ("South", "south")
    ]
    done = read(book([{"scenario": "S"}], adjustments=twice), PLAN)
    assert places(done) == [("F116", "Adjustments", 6, "value")]
    after = applied(PLAN, done.scenarios[0], YEAR)
    assert sorted(rate for _, value, rate in segments(after) if value.lower() == "south") == [0.1, 0.1]


def test_ramp_and_rates_take_the_place_of_the_whole_table() -> None:
    ramp = [{"month": 1, "share": 0.0}, {"month": 2, "share": 1.0}]
    after = applied(PLAN, one(PLAN, {}, ramp=ramp, rates=[{"from": 0, "rate": 0.05, "bonus": 7}]), YEAR)
    assert after.frames["Ramp"]["share"].tolist() == [0.0, 1.0]
    assert after.frames["Rates"].to_dict("records")[0] | {"to": 0} == {
        "from": 0.0,
        "to": 0,
        "rate": 0.05,
        "bonus": 700,
        "note": "",
    }
    for name in ("Ramp", "Rates"):
        assert after.frames[name].dtypes.equals(PLAN.frames[name].dtypes)


def test_a_change_of_payouts_scales_rates_and_bonuses_halves_up() -> None:
    after = applied(PLAN, one(PLAN, {"payout_change": 0.1}), YEAR).frames["Rates"]
    # 1,005 fen × 1.1 = 1,105.5
    assert (after["rate"].tolist(), after["bonus"].tolist()) == ([0.011, 0.033], [pd.NA, 1106])
    scaled = applied(PLAN, one(PLAN, {"payout_change": -1}, rates=[{"from": 0, "rate": 0.05, "bonus": 7}]), YEAR)
    assert (scaled.frames["Rates"]["rate"].tolist(), scaled.frames["Rates"]["bonus"].tolist()) == ([0.0], [0])
    assert applied(PLAN, one(PLAN, {"payout_change": 0}), YEAR).frames["Rates"] is PLAN.frames["Rates"]


def test_heads_and_hires_are_put_among_the_reps() -> None:
    known = PlanInputs(PLAN.frames, {**PLAN.settings, "language": "zh-Hant"})
    scenario = one(known, {"hires": 1}, heads=[{"rep_id": "R-01", "capacity": 0.5}])
    reps = applied(known, scenario, YEAR).frames["Reps"]
    assert reps["rep_id"].tolist() == ["R-01", "R-02", "R-03", "NEW-1"]
    assert (reps["capacity"].iloc[0], reps["rep"].iloc[3]) == (0.5, "新業務代表 1")


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "growth": st.sampled_from([0.0, 0.15]),
        "growth_cap": st.sampled_from(["none", 0.5]),
        "company_target": st.sampled_from([1000, "none"]),
        "stretch": st.none(),
    },
)
SIDES = st.fixed_dictionaries(
    {},
    optional={
        "adjustments": st.lists(
            st.fixed_dictionaries(
                {
                    "dimension": st.just("region"),
                    "value": st.sampled_from(["North", "south", "NORTH"]),
                    "adjustment": st.sampled_from([0.0, 0.2]),
                }
            ),
            max_size=3,
        ),
        "heads": st.lists(
            st.fixed_dictionaries(
                {
                    "rep_id": st.sampled_from(["R-01", "r-02", "X-1"]),
                    "region": st.just("North"),
                    "team": st.just("East"),
                },
                optional={"capacity": st.sampled_from([0.0, 0.7]), "end_date": st.just("2027-09-30")},
            ),
            max_size=2,
            unique_by=lambda row: row["rep_id"],
        ),
        "ramp": st.lists(
            st.fixed_dictionaries({"month": st.integers(1, 4), "share": st.sampled_from([0.2, 1.0])}),
            max_size=3,
            unique_by=lambda row: row["month"],
        ),
        "rates": st.just([{"from": 0, "rate": 0.02}]),
    },
)


@settings(max_examples=12, deadline=None)
@given(CHANGES, SIDES)
def test_applying_again_changes_nothing(changes: dict[str, Any], sides: dict[str, Cells]) -> None:
    scenario = one(PLAN, changes, **sides)
    once = applied(PLAN, scenario, YEAR)
    assert_same(applied(once, scenario, YEAR), once)


@settings(max_examples=12, deadline=None)
@given(CHANGES, SIDES, st.integers(0, 3), st.randoms(use_true_random=False))
def test_applying_does_not_depend_on_the_order_of_rows(
    changes: dict[str, Any], sides: dict[str, Cells], hires: int, luck: Any
) -> None:
    def turned(frame: pd.DataFrame) -> pd.DataFrame:
        order = list(range(len(frame)))
        luck.shuffle(order)
        return frame.iloc[order]

    def shuffled(rows: Cells) -> Cells:
        return [*luck.sample(list(rows), len(rows))]

    other = PlanInputs({**PLAN.frames, **{name: turned(PLAN.frames[name]) for name in CHANGEABLE}}, PLAN.settings)
    scenario = one(PLAN, {**changes, "hires": hires}, **sides)
    again = one(other, {**changes, "hires": hires}, **{name: shuffled(rows) for name, rows in sides.items()})
    assert_same(applied(other, again, YEAR), applied(PLAN, scenario, YEAR))
