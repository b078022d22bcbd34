"""Over-assignment, floors and caps: small cases worked by hand."""

from typing import Any

import pytest

from tests.planning.plans import ANA, BEN, CAI, codes, lines, of_rep, planned, sale


def test_over_assignment_multiplies_down_the_levels_and_is_shown() -> None:
    over: dict[str, Any] = {"over_assignment_region": 0.05, "over_assignment_team": 0.10, "over_assignment_rep": 0.20}
    plan = planned([ANA, BEN, CAI], [sale(f"R-0{n}", 1_000_000) for n in (1, 2, 3)], **over)
    assert plan.region_quota["final"].sum() == 315_000_000
    assert plan.team_quota["final"].sum() == 346_500_000
    assert plan.quota["final"].sum() == 415_800_000
    assert plan.company.over_assignment == pytest.approx(0.386)
    assert plan.region_quota["allocated"].sum() == 346_500_000
    assert not plan.region_quota["gap"].any()
    assert "by 38.6 %" in lines(plan, "Q118")[0]
    assert plan.bridge["over_assignment"].sum() == 115_800_000


def test_floor_and_cap_hold_for_reps_with_full_years_only() -> None:
    reps = [ANA | {"ability": 3.0}, BEN, CAI | {"region": "North", "team": "East", "start_date": "2026-02-01"}]
    plan = planned(reps, [sale(f"R-0{n}", 10_000) for n in (1, 2, 3)], ramp=[], growth_floor=-0.1, growth_cap=0.2)
    assert plan.quota["final"].tolist() == [1_200_000, 900_000, 900_000]
    assert plan.quota["bound"].tolist() == ["cap", "floor", ""]
    assert plan.bridge["floor_cap"].tolist() == [-600_000, 300_000, 300_000]


def test_who_sold_nothing_last_year_has_no_bound() -> None:
    sales = [sale("R-01", 10_000), sale("R-02", -1_000), sale("R-03", 0)]
    plan = planned([ANA, BEN, CAI], sales, growth_floor=-0.1, growth_cap=0.1)
    assert plan.quota["bound"].tolist()[1:] == ["", ""]


def test_a_floor_in_whole_units_beats_a_cap_below_it() -> None:
    bounds: dict[str, Any] = {"growth_floor": 0.0, "growth_cap": 0.0}
    plan = planned([ANA], [sale("R-01", 12_345.67)], company_target=1_240_000, **bounds)
    assert of_rep(plan.quota, "R-01", "final") == 1_240_000
    assert not lines(plan, "Q119")


def test_bounds_that_leave_no_room_give_way_in_proportion_and_it_is_said_once() -> None:
    plan = planned([ANA, BEN], [sale("R-01", 10_000), sale("R-02", 20_000)], growth_cap=0.1, company_target=6_000_000)
    assert plan.quota["final"].tolist() == [2_000_000, 4_000_000]
    assert lines(plan, "Q119")[0].startswith(
        "RegionQuota[final] [Q119] in the whole company the bounds on growth leave no room: they give way by 27,000.00"
    )
    assert codes(plan).count("Q119") == 1


def test_bounds_of_parents_are_their_reps_with_over_assignment_taken_off() -> None:
    reps, sales = [ANA | {"ability": 0.1}, CAI], [sale("R-01", 10_000), sale("R-03", 10_000)]
    over: dict[str, Any] = {"over_assignment_team": 0.25, "over_assignment_rep": 0.10}
    plan = planned(reps, sales, growth_floor=0.0, company_target=2_000_000, **over)
    assert plan.region_quota["final"].tolist()[0] == 730_000  # 1,000,000 / 1.1 / 1.25, each up to a whole unit
    assert plan.team_quota["final"].tolist()[0] == 910_000
    assert plan.quota["final"].tolist()[0] == 1_000_000


def test_a_parent_whose_bounds_fall_between_two_units_is_planned_at_its_floor() -> None:
    """1,000,000 / 1.03 lies between 970,000 and 980,000."""
    bounds: dict[str, Any] = {"growth_floor": 0.0, "growth_cap": 0.0, "over_assignment_rep": 0.03}
    plan = planned([ANA, CAI], [sale("R-01", 10_000), sale("R-03", 10_000)], company_target=1_960_000, **bounds)
    assert plan.team_quota["final"].tolist() == [980_000, 980_000]
    assert [line.split("[")[0] for line in lines(plan, "Q119")] == ["Quota", "Quota"]
