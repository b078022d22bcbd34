"""The figures of a scenario, by hand."""

from dataclasses import replace

import pytest

from salesplan.planning.scenarios.likely.lognormal import chance
from salesplan.planning.scenarios.results.figures import figures, simulated
from salesplan.planning.scoring.rates import PARTS, Band
from salesplan.tables.model import Holds
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS
from tests.planning.plans import ANA, BEN, sale
from tests.planning.scenarios.planned_cases import LIKELY, SOLD, THREE, scenario

PLAN = scenario()


def test_ten_percent_more_by_hand() -> None:
    more = scenario(growth=0.1, expected=[100_000, 200_000, 300_000], margin_rate=0.25, over_assignment_rep=0.05)
    known = figures(more, PLAN) | simulated(LIKELY)
    assert known["company_last_year"] == known["plan_final"] == 600_000_00
    assert known["company_base"] == known["company_quota"] == known["company_final"] == 660_000_00
    assert (known["change"], known["change_share"], known["reps_final"]) == (60_000_00, 0.1, 693_000_00)
    assert (known["raised"], known["lowered"], known["company_gap"], known["heads"]) == (3, 0, 0, 3.0)
    assert known["margin"] == 173_250_00
    assert (known["payout_at_quota"], known["expected_payout"]) == (6_930_00, 6_000_00)
    assert (known["expected_sales"], known["cost_of_sales"]) == (600_000_00, 0.01)
    assert (known["chance"], known["p10"], known["p90"]) == (0.4, 50_000_000, 70_000_001)
    assert (known["share_at_quota"], known["share_p10"], known["share_p90"]) == (0.65, 0.5, 0.75)
    # A head sells 200,000 in the plan; quotas are 93,000 above what is expected of the three heads there are.
    near = {"growth": 0.1, "over_assignment": 0.05, "expected_attainment": 600 / 660}
    near |= {"ramped_heads": 3.0, "heads_needed": 3.465, "heads_gap": -0.5}
    assert {key: known[key] for key in near} == pytest.approx(near)


def test_all_numbers_of_the_tables_are_figures() -> None:
    numbers = {
        column.key
        for column in (*RESULTS, *ATTAINMENT)
        if column.holds in {Holds.MONEY, Holds.PERCENT, Holds.NUMBER, Holds.INTEGER}
    }
    assert set(figures(PLAN, PLAN) | simulated(LIKELY)) == numbers


def test_figures_are_pythons_own_numbers() -> None:
    assert {type(value) for value in (figures(PLAN, PLAN) | simulated(LIKELY)).values()} == {int, float, type(None)}


def test_the_plan_against_itself_changes_nothing() -> None:
    known = figures(PLAN, PLAN) | simulated(LIKELY)
    assert [known[key] for key in ("change", "change_share", "raised", "lowered", "company_gap")] == [0] * 5


def test_what_is_not_simulated_is_not_known() -> None:
    known, drawn = figures(PLAN, PLAN), figures(PLAN, PLAN) | simulated(LIKELY)
    unknown = {key for key, value in known.items() if value is None} - {"margin"}
    assert unknown == {"chance", "p10", "p50", "p90", "share_at_quota", "share_p10", "share_p90"}
    assert all(known[key] == drawn[key] for key in known.keys() - unknown)


def test_a_chance_that_is_no_number_is_none() -> None:
    assert simulated(replace(LIKELY, chance=float("nan")))["chance"] is None


def test_nothing_is_divided_by_zero() -> None:
    nothing = scenario(sales=[])
    known = figures(nothing, nothing)
    ratios = ("change_share", "growth", "over_assignment", "expected_attainment", "cost_of_sales", "heads_needed")
    assert [known[key] for key in ratios] == [None] * 6
    assert (known["heads_gap"], known["reps"], known["payout_at_quota"]) == (None, 0, 0)


def test_without_rates_there_are_no_payouts() -> None:
    known = figures(scenario(rates=()), PLAN)
    assert [known[key] for key in ("payout_at_quota", "expected_payout", "cost_of_sales")] == [None] * 3


def test_everybody_at_quota_is_paid_each_band_and_bonus() -> None:
    rates = Band(0, PARTS // 2, PARTS // 100, 0, 5), Band(PARTS // 2, None, PARTS // 50, 1_000_00, 6)
    known = figures(scenario(rates=rates), PLAN)
    assert known["payout_at_quota"] == 3_000_00 + 6_000_00 + 3 * 1_000_00


def test_a_rep_who_comes_or_leaves_is_neither_raised_nor_lowered() -> None:
    new = {**BEN, "rep_id": "R-04"}
    known = figures(scenario(reps=[*THREE, new], company_target=600_000_00), PLAN)
    assert (known["raised"], known["lowered"], known["reps"]) == (0, 3, 4)
    fewer = figures(scenario(reps=[ANA, BEN]), PLAN)
    assert (fewer["raised"], fewer["lowered"], fewer["reps"]) == (0, 0, 2)


def test_sales_that_no_rep_has_count_for_the_company_alone() -> None:
    plan = scenario(sales=[*SOLD, sale("R-99", 400_000)])
    known = figures(plan, plan)
    assert known["company_final"] == known["reps_final"] == known["expected_sales"] == 1_000_000_00
    assert (known["reps"], known["heads"], known["payout_at_quota"]) == (3, 3.0, 6_000_00)
    assert known["heads_needed"] == pytest.approx(3.0)
    assert known["expected_payout"] == 6_000_00
    assert figures(scenario(growth=0.1, sales=[*SOLD, sale("R-99", 400_000)]), plan)["raised"] == 3


def test_quotas_that_a_bound_or_an_override_holds_are_counted() -> None:
    bounded = scenario(growth=0.1, growth_cap=0.05, tables={"quota": [{"rep_id": "R-03", "override": 350_000_00}]})
    known = figures(bounded, PLAN)
    assert (known["capped"], known["floored"], known["pinned"]) == (2, 0, 1)
    floored = figures(scenario(growth_floor=0.2), PLAN)
    assert (floored["capped"], floored["floored"], floored["pinned"]) == (0, 3, 0)


def test_quotas_are_too_hard_or_too_easy_by_their_chance() -> None:
    mixed = scenario(expected=[50_000, 210_000, 600_000])
    chances = chance(mixed.expected, mixed.spread, mixed.final)
    assert (chances[0] < 0.4, 0.4 < chances[1] < 0.8, chances[2] > 0.8) == (True, True, True)
    known = figures(mixed, PLAN)
    assert (known["too_hard"], known["too_easy"]) == (1, 1)


def test_a_margin_is_rounded_half_up() -> None:
    odd = scenario(company_target=1_00, rounding_unit=100, margin_rate=0.005, reps=[ANA], sales=SOLD[:1])
    assert odd.final.tolist() == [100]
    assert figures(odd, odd)["margin"] == 1


def test_order_of_members_and_sales_changes_no_figure() -> None:
    late = [{**rep, "start_date": "2027-03-01", "capacity": 0.7} for rep in THREE]
    straight, turned = scenario(late, SOLD, season="even"), scenario(late[::-1], SOLD[::-1], season="even")
    known = figures(straight, straight) | simulated(LIKELY)
    assert known == (figures(turned, straight) | simulated(LIKELY)) == (figures(straight, turned) | simulated(LIKELY))
    assert known["ramped_heads"] == pytest.approx(3 * 0.7 * 7.5 / 12)
