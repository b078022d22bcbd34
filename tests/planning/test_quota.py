"""Planning quotas: small cases worked by hand."""

from typing import Any

import pytest

from salesplan.planning.growth import DIMENSIONS
from salesplan.tables.inputs import DIMENSIONS as DECLARED_DIMENSIONS
from salesplan.tables.quota import BRIDGE, MONTHS, QUARTERS, QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.words import LANGUAGES
from tests.planning.plans import ANA, BEN, CAI, codes, lines, of_rep, planned, sale


def test_a_million_and_ten_percent_give_one_million_one_hundred_thousand() -> None:
    plan = planned([ANA], [sale("R-01", 600_000), sale("R-01", 400_000, "2026-12-31")], market=0.10)
    assert (plan.company.last_year, plan.company.base, plan.company.target) == (100_000_000, 110_000_000, 110_000_000)
    assert of_rep(plan.quota, "R-01", "final") == 110_000_000
    assert of_rep(plan.bridge, "R-01", "market_growth") == 10_000_000


def test_frames_have_the_columns_of_their_tables() -> None:
    plan = planned([ANA], [sale("R-01", 100)])
    for frame, declared in (
        (plan.region_quota, REGION_QUOTA),
        (plan.team_quota, TEAM_QUOTA),
        (plan.quota, QUOTA),
        (plan.bridge, BRIDGE),
    ):
        assert tuple(frame.columns) == declared.keys


def test_the_dimensions_are_those_of_the_growth_table() -> None:
    assert tuple(choice.key for choice in DECLARED_DIMENSIONS) == DIMENSIONS


def test_a_row_belongs_to_the_owner_of_its_customer_then_to_its_own_rep_then_to_nobody() -> None:
    customers = [
        {"customer_id": "C-1", "rep_id": "r-02 "},
        {"customer_id": "C-2"},
        {"customer_id": "C-3", "rep_id": "R-99"},
    ]
    sales = [
        sale("R-01", 1, customer_id=" c-1"),
        sale("R-01", 20, customer_id="C-2"),
        sale("r-01 ", 300, customer_id="C-3"),
        sale("R-01", 4_000, customer_id="C-unknown"),
        sale("R-77", 50_000),
        sale("", 600_000),
    ]
    plan = planned([ANA, BEN], sales, customers=customers)
    assert of_rep(plan.quota, "R-02", "last_year") == 100
    assert of_rep(plan.quota, "R-01", "last_year") == 432_000
    assert of_rep(plan.quota, "", "last_year") == 65_000_000
    assert of_rep(plan.quota, "", "rep") == "Unassigned"
    assert plan.company.last_year == 65_432_100
    assert lines(plan, "Q117")[0].startswith("Sales[rep_id] row 9 [Q117] 2 sales rows of 2026")


def test_the_sales_of_who_left_are_unassigned() -> None:
    left = BEN | {"end_date": "2026-12-31"}
    plan = planned([ANA, left], [sale("R-01", 100), sale("R-02", 900)])
    assert plan.quota["rep_id"].tolist() == ["R-01", ""]
    assert plan.region_quota["region"].tolist() == ["North", "Unassigned"]


def test_without_unassigned_sales_there_is_no_such_row() -> None:
    plan = planned([ANA], [sale("R-01", 100), sale("", 70, "2025-05-01")])
    assert plan.quota["rep_id"].tolist() == ["R-01"]


def test_the_ledger_is_summed_before_it_is_rounded() -> None:
    plan = planned([ANA, BEN], [sale("R-01", 0.0049)] * 3 + [sale("R-02", 0.0049)] * 3, rounding_unit=1)
    assert plan.company.last_year == 3
    assert plan.quota["last_year"].sum() == 3


def test_adjustments_that_match_add_up() -> None:
    customers = [{"customer_id": "C-1", "rep_id": "R-01", "industry": "Steel", "tier": "A", "channel": "web"}]
    sales = [
        sale("", 1_000, customer_id="C-1", product_line="Pumps"),
        sale("", 1_000, customer_id="C-1", channel="shop"),
    ]
    growth = [
        {"dimension": "industry", "value": "steel ", "adjustment": 0.01},
        {"dimension": "tier", "value": "A", "adjustment": 0.02},
        {"dimension": "region", "value": "NORTH", "adjustment": 0.04},
        {"dimension": "team", "value": "east", "adjustment": 0.08},
        {"dimension": "rep_id", "value": "r-01", "adjustment": 0.16},
        {"dimension": "product_line", "value": "pumps", "adjustment": 0.32},
        {"dimension": "channel", "value": "web", "adjustment": 0.64},
    ]
    plan = planned([ANA], sales, customers=customers, growth=growth, rounding_unit=1)
    both, web_and_pumps = 0.01 + 0.02 + 0.04 + 0.08 + 0.16, 0.32 + 0.64
    assert plan.company.base == round(100_000 * (2 + 2 * both + web_and_pumps))
    assert of_rep(plan.bridge, "R-01", "adjustments") == plan.company.base - 200_000


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("region", "North"),
        ("team", "East"),
        ("rep_id", "R-01"),
        ("industry", "Steel"),
        ("tier", "A"),
        ("product_line", "Pumps"),
        ("channel", "web"),
    ],
)
def test_an_adjustment_of_any_dimension_counts_alone(dimension: str, value: str) -> None:
    customers = [{"customer_id": "C-1", "rep_id": "R-01", "industry": "Steel", "tier": "A", "channel": "web"}]
    sales = [sale("", 1_000, customer_id="C-1", product_line="Pumps"), sale("R-03", 1_000)]
    growth = [{"dimension": dimension, "value": value, "adjustment": 0.1}]
    plan = planned([ANA, CAI], sales, customers=customers, growth=growth)
    assert plan.quota["base"].tolist() == [110_000, 100_000]


def test_an_adjustment_touches_no_bridge_but_those_it_matches() -> None:
    sales = [sale("R-01", 100.333), sale("R-02", 200.333), sale("R-03", 300.333)]
    growth = [{"dimension": "region", "value": "South", "adjustment": 0.0333}]
    plan = planned([ANA, BEN, CAI], sales, growth=growth)
    assert plan.bridge["adjustments"].tolist()[:2] == [0, 0]


def test_what_is_wrong_with_adjustments_is_said_at_their_rows() -> None:
    growth: list[dict[str, Any]] = [
        {"dimension": "region", "value": "Nort", "adjustment": 0.1},
        {"dimension": "regio", "value": "North", "adjustment": 0.1},
        {"dimension": "team", "value": "", "adjustment": 0.1},
        {},
        {"dimension": "team", "value": "East", "adjustment": None},
        {"dimension": "team", "value": "East", "adjustment": -1.5},
    ]
    plan = planned([ANA], [sale("R-01", 100)], growth=growth)
    assert lines(plan, "Q107")[0].startswith("Growth[value] row 5 [Q107] the region “Nort” occurs nowhere")
    assert "nearest is “north”" in lines(plan, "Q107")[0]
    assert "nearest is “region”" in lines(plan, "Q109")[0]
    assert [finding.row for finding in plan.findings if finding.code == "Q110"] == [7, 9]
    assert lines(plan, "Q108")[0].startswith("Growth[adjustment] row 10 [Q108]")
    assert plan.company.base == 0


def test_rows_that_cannot_count_are_reported_and_not_lost_in_silence() -> None:
    sales = [
        sale("R-01", 100),
        sale("R-01", 40) | {"month": None},
        sale("R-01", 0) | {"revenue": None},
        sale("R-01", 5, "2027-01-01"),
        sale("R-01", 7, "2022-01-01"),
    ]
    plan = planned([ANA], sales)
    assert plan.company.last_year == 10_000
    assert "1 sales rows have no month and are left out, 40.00 in all" in lines(plan, "Q114")[0]
    assert [finding.row for finding in plan.findings if finding.code in ("Q114", "Q115", "Q116")] == [6, 7, 8]


def test_regions_and_teams_are_one_whatever_their_case_and_blank_ones_have_a_name() -> None:
    reps = [ANA, BEN | {"region": "north ", "team": "EAST"}, CAI | {"region": "", "team": ""}]
    plan = planned(reps, [sale("R-01", 100), sale("R-02", 100), sale("R-03", 100)])
    assert plan.region_quota["region"].tolist() == ["(none)", "North"]
    assert plan.team_quota[["region", "team"]].to_numpy().tolist() == [["(none)", "(none)"], ["North", "EAST"]]
    assert lines(plan, "Q113") == [
        'Reps[region] row 7 [Q113] Cai (R-03) has no region + team, and is planned under "(none)"; fill it in'
    ]


def test_an_override_holds_and_its_siblings_take_the_difference() -> None:
    sales = [sale("R-01", 1_000), sale("R-02", 1_000), sale("R-03", 2_000)]
    before = planned([ANA, BEN, CAI], sales)
    plan = planned([ANA, BEN, CAI], sales, quota=[{"rep_id": " r-01", "override": 150_000, "reason": "new shop"}])
    assert plan.quota["final"].tolist() == [150_000, 50_000, 200_000]
    assert plan.quota["proposed"].tolist() == [100_000, 50_000, 200_000]
    assert before.quota["final"].tolist() == [100_000, 100_000, 200_000]
    assert plan.quota["reason"].tolist() == ["new shop", "", ""]
    assert plan.quota["override"].isna().tolist() == [False, True, True]
    assert of_rep(plan.bridge, "R-01", "own_override") == 50_000
    assert of_rep(plan.bridge, "R-02", "other_pins") == -50_000
    assert plan.quota["bound"].tolist() == ["pin", "", ""]


def test_overrides_of_regions_and_teams_move_what_is_below() -> None:
    sales = [sale("R-01", 1_000), sale("R-02", 1_000), sale("R-03", 2_000)]
    region = [{"region": "NORTH", "override": 100_000}]
    team = [{"region": "south", "team": "west", "override": 250_000}]
    plan = planned([ANA, BEN, CAI], sales, region_quota=region, team_quota=team)
    assert plan.region_quota["final"].tolist() == [100_000, 300_000]
    assert plan.region_quota["proposed"].tolist() == [200_000, 300_000]
    assert plan.quota["final"].tolist() == [50_000, 50_000, 250_000]
    assert plan.region_quota["gap"].tolist() == [0, -50_000]
    assert "in South the overrides alone leave a gap of -500.00 to the total" in lines(plan, "Q120")[0]


def test_unassigned_sales_can_be_overridden_by_a_blank_id() -> None:
    plan = planned([ANA], [sale("R-01", 1_000), sale("", 1_000)], quota=[{"rep_id": "", "override": 50_000}])
    assert of_rep(plan.quota, "", "final") == 50_000
    assert of_rep(plan.quota, "", "bound") == "pin"


def test_overrides_that_cannot_stand_are_reported() -> None:
    quota: list[dict[str, Any]] = [
        {"rep_id": "R-01", "override": -5},
        {"rep_id": "R-2", "override": 100},
        {"rep_id": "R-02", "override": 12_345},
        {"rep_id": "R-77", "reason": "gone"},
    ]
    plan = planned([ANA, BEN], [sale("R-01", 1_000), sale("R-02", 1_000)], quota=quota)
    assert lines(plan, "Q103") == ["Quota[override] row 5 [Q103] the override is -0.05; type 0 or more, or clear it"]
    assert (
        "row 6 [Q104] there is an override of 1.00 for R-2, which is not in the plan; nearest is “R-02”"
        in lines(plan, "Q104")[0]
    )
    assert lines(plan, "Q105")[0].endswith("type 100.00")
    assert codes(plan).count("Q104") == 1
    assert plan.quota["final"].tolist() == [187_655, 12_345]
    assert plan.quota["check"].tolist() == [0, 0]


def test_a_typed_target_is_split_exactly_even_if_it_is_odd() -> None:
    plan = planned([ANA, BEN, CAI], [sale(f"R-0{n}", 1_000) for n in (1, 2, 3)], company_target=1_000_050)
    assert plan.quota["final"].sum() == plan.region_quota["final"].sum() == plan.company.final == 1_000_050
    assert lines(plan, "Q106")[0].endswith("rounding unit 100.00; type 10,000.00")
    assert plan.bridge["company_target"].sum() == 1_000_050 - plan.company.base


def test_a_new_rep_takes_the_median_of_the_team_and_ramps_up() -> None:
    reps = [ANA, BEN, {"rep_id": "R-04", "rep": "Dee", "region": "North", "team": "East", "start_date": "2027-01-10"}]
    sales = [sale("R-01", 10_000), sale("R-02", 30_000)]
    plan = planned(reps, sales, season="even", rounding_unit=1)
    weights = [10_000, 30_000, 20_000 * (0.25 + 0.5 + 0.75 + 8) / 12]
    expected = [4_000_000 * weight / sum(weights) for weight in weights]
    assert plan.quota["final"].tolist() == pytest.approx(expected, abs=2)
    assert of_rep(plan.quota, "R-04", "m01") == 0
    assert plan.company.target == 4_000_000
    assert "reps that carry part of the year only: 1; of 3 full quotas 0.2 fall to the others" in lines(plan, "Q123")[0]


@pytest.mark.parametrize(("share", "weight"), [("zero", 0), (0.5, 10_000), ("median", 20_000)])
def test_what_a_rep_without_history_weighs(share: str | float, weight: float) -> None:
    plan = planned(
        [ANA, BEN, CAI | {"region": "North", "team": "East"}],
        [sale("R-01", 10_000), sale("R-02", 30_000)],
        new_rep_share=share,
        rounding_unit=1,
    )
    assert of_rep(plan.quota, "R-03", "final") == pytest.approx(4_000_000 * weight / (40_000 + weight), abs=2)


def test_the_median_comes_from_the_region_or_the_company_where_the_team_has_none() -> None:
    alone = {"rep_id": "R-05", "rep": "Eve", "region": "North", "team": "New"}
    far = {"rep_id": "R-06", "rep": "Fay", "region": "Overseas", "team": "New"}
    plan = planned([ANA, CAI, alone, far], [sale("R-01", 10_000), sale("R-03", 30_000)], rounding_unit=1)
    steps = plan.bridge.set_index("rep_id")
    total = 10_000 + 30_000 + 10_000 + 20_000
    assert steps.at["R-05", "potential_ability"] == pytest.approx(4_000_000 * 10_000 / total, abs=2)
    assert steps.at["R-06", "potential_ability"] == pytest.approx(4_000_000 * 20_000 / total, abs=2)


def test_potential_and_ability_and_capacity_weigh() -> None:
    reps = [ANA | {"potential": 300.0, "ability": 2.0}, BEN | {"potential": 100.0, "capacity": 0.5}]
    sales = [sale("R-01", 1_000), sale("R-02", 1_000)]
    plan = planned(reps, sales, potential_weight=0.5, rounding_unit=1)
    first, second = (0.5 * 0.5 + 0.5 * 0.75) * 2, (0.5 * 0.5 + 0.5 * 0.25) * 0.5
    assert of_rep(plan.quota, "R-01", "final") == pytest.approx(200_000 * first / (first + second), abs=1)
    by_skill = 200_000 * first / (first + second / 0.5)
    assert of_rep(plan.bridge, "R-01", "potential_ability") == pytest.approx(by_skill - 100_000, abs=1)


def test_potential_that_nobody_has_weighs_nothing() -> None:
    plan = planned([ANA, BEN], [sale("R-01", 3_000), sale("R-02", 1_000)], potential_weight=0.8)
    assert plan.quota["final"].tolist() == [300_000, 100_000]
    assert "potential is to weigh 80 %" in lines(plan, "Q112")[0]


def test_a_negative_base_weighs_nothing_and_is_reported() -> None:
    plan = planned([ANA, BEN], [sale("R-01", 3_000), sale("R-02", -1_000)])
    assert plan.company.target == 200_000
    assert plan.quota["final"].tolist() == [200_000, 0]
    assert planned([ANA], [sale("R-01", 0)]).quota["growth"].isna().all()
    assert lines(plan, "Q111")[0].startswith("Reps[rep_id] row 6 [Q111] Ben (R-02) has a base of -1,000.00")


def test_no_sales_is_an_error_unless_a_target_is_typed() -> None:
    assert "Q101" in codes(planned([ANA, BEN, CAI], []))
    plan = planned([ANA, BEN, CAI], [], company_target=300_000, rounding_unit=1)
    assert plan.quota["final"].tolist() == [100_000, 100_000, 100_000]
    assert "Q124" in codes(plan)
    assert "Q101" not in codes(plan)


def test_no_reps_is_an_error() -> None:
    plan = planned([], [sale("R-01", 1_000)])
    assert "Q102" in codes(plan)
    assert plan.quota["final"].tolist() == [100_000]
    nothing = planned([], [])
    assert len(nothing.quota) == 0


def test_months_add_up_to_the_final_and_to_the_companys_season() -> None:
    sales = [sale("R-01", 1_000, "2026-01-01"), sale("R-02", 3_000, "2026-07-01"), sale("R-03", 4_000, "2025-12-01")]
    plan = planned([ANA, BEN, CAI], sales, rounding_unit=1)
    months = plan.quota[list(MONTHS)]
    assert (months.sum(axis=1) == plan.quota["final"]).all()
    assert (plan.quota[list(QUARTERS)].sum(axis=1) == plan.quota["final"]).all()
    assert months.sum().tolist() == [50_000, 0, 0, 0, 0, 0, 150_000, 0, 0, 0, 0, 200_000]
    assert plan.season == pytest.approx((0.125, 0, 0, 0, 0, 0, 0.375, 0, 0, 0, 0, 0.5))


def test_a_rep_with_a_quota_but_no_month_gets_all_months() -> None:
    late = ANA | {"start_date": "2027-12-20"}
    plan = planned([late, BEN], [sale("R-02", 12_000)], quota=[{"rep_id": "R-01", "override": 120_000}], season="even")
    assert of_rep(plan.quota, "R-01", "m01") > 0
    assert lines(plan, "Q121")[0].startswith("Reps[start_date] row 5 [Q121] Ana (R-01) has a quota but no month")


def test_months_that_nobody_works_give_way() -> None:
    plan = planned([ANA | {"start_date": "2027-07-01"}], [sale("R-01", 12_000)], season="even", ramp=[])
    assert plan.quota[list(MONTHS)].to_numpy().tolist() == [[0] * 6 + [200_000] * 6]
    assert "m01 -1,000.00" in lines(plan, "Q122")[0]


def test_stretch_is_in_whole_units() -> None:
    plan = planned([ANA], [sale("R-01", 1_234)], stretch=0.15)
    assert of_rep(plan.quota, "R-01", "final") == 120_000
    assert of_rep(plan.quota, "R-01", "stretch") == 140_000


def test_region_overrides_that_miss_the_target_are_said() -> None:
    sales = [sale("R-01", 1_000), sale("R-03", 1_000)]
    overrides = [{"region": "North", "override": 150_000}, {"region": "South", "override": 100_000}]
    plan = planned([ANA, CAI], sales, region_quota=overrides)
    assert plan.company.gap == 50_000
    assert "the overrides of regions alone miss the company's target by 500.00" in lines(plan, "Q120")[0]


def test_every_finding_can_be_said_in_every_language() -> None:
    sales = [
        sale("R-01", 1_000),
        sale("R-02", -5),
        sale("", 3),
        sale("R-01", 1, "2027-02-01"),
        sale("R-01", 2) | {"month": None},
    ]
    plan = planned(
        [ANA, BEN | {"team": ""}, CAI | {"start_date": "2027-11-30"}],
        sales,
        growth=[{"dimension": "region", "value": "Nrth", "adjustment": 0.1}],
        quota=[{"rep_id": "R-01", "override": 150_001}, {"rep_id": "R-9", "override": -1}],
        company_target=99_999,
        growth_cap=0.0,
        potential_weight=0.5,
        over_assignment_rep=0.5,
    )
    assert {"Q103", "Q105", "Q106", "Q107", "Q111", "Q112", "Q113", "Q114", "Q116", "Q117", "Q118", "Q120"} <= set(
        codes(plan)
    )
    for finding in plan.findings:
        for language in LANGUAGES:
            assert "{" not in finding.line(language)
