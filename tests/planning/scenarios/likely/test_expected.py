"""Expected sales, by hand."""

import numpy as np

from salesplan.planning.roster import NOBODY
from salesplan.planning.scenarios.likely.expected import expected_sales
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import ANA, BEN, CAI, planned, sale
from tests.planning.scenarios.likely.likely_cases import SETTINGS, rep, standing


def test_a_rep_with_history_sells_the_part_of_its_base_that_it_carries_and_nobody_in_particular_the_rest() -> None:
    stand = standing([(rep("r-1", ability=1.5, capacity=0.5), [1200]), (rep("r-2"), [2400])], ramp=[1, 0.25])
    found = expected_sales(stand, np.array([1_320, 2_640]), SETTINGS)
    assert (found.own.tolist(), found.others.tolist()) == ([660, 660], [660, 1_980])


def test_nobody_carries_more_than_all_of_its_customers() -> None:
    stand = standing([(rep("r-1", capacity=1.5), [1000]), (rep("r-2", capacity=1.5), [1000])], ramp=[1, 0.5])
    found = expected_sales(stand, np.array([1_000, 1_000]), SETTINGS)
    assert (found.own.tolist(), found.others.tolist()) == ([1_000, 750], [0, 250])


def test_both_parts_add_up_to_the_base_whatever_is_rounded() -> None:
    stand = standing([(rep(f"r-{number}"), [1000]) for number in range(3)], ramp=[0.5, 1 / 3, 2 / 3])
    found = expected_sales(stand, np.array([3, 100, 101]), SETTINGS)
    assert (found.own.tolist(), found.others.tolist()) == ([2, 33, 67], [1, 67, 34])


def test_a_new_rep_is_expected_to_sell_the_median_of_the_team_by_ability_capacity_and_ramp_on_top() -> None:
    old = [(rep(f"r-{number}"), [amount]) for number, amount in enumerate((1000, 4000, 2000))]
    new = rep("r-9", ability=1.2, capacity=0.5)
    stand = standing([*old, (rep("w-1", team="West"), [90_000]), (new, [])], ramp=[1, 1, 1, 1, 0.5])
    base = stand.grown.base
    found = expected_sales(stand, base, SETTINGS)
    assert (found.own.tolist(), found.others.tolist()) == ([1000, 4000, 2000, 600, 90_000], [0] * 5)
    assert expected_sales(stand, base, PlanSettings(plan_year=2027, new_rep_share=0.5)).own.tolist()[3] == 300
    assert expected_sales(stand, base, PlanSettings(plan_year=2027, new_rep_share="zero")).own.tolist()[3] == 0


def test_returns_are_expected_to_be_nothing_and_what_no_rep_has_counts() -> None:
    stand = standing([(rep("r-1"), [-500]), (NOBODY, [700])])
    found = expected_sales(stand, stand.grown.base, SETTINGS)
    assert (found.own.tolist(), found.others.tolist()) == ([0, 700], [0, 0])


def test_growth_that_is_asked_for_moves_the_base_but_not_what_is_expected_at_another() -> None:
    reps = [ANA, BEN, CAI | {"start_date": "2027-07-01"}]
    sales = [sale("R-01", 120_000), sale("R-02", 60_000)]
    modest, bold = (planned(reps, sales, market=market, season="even").standing for market in (0.0, 0.5))
    believed = modest.grown.base
    first, second = (expected_sales(stand, believed, SETTINGS).own.tolist() for stand in (modest, bold))
    assert first == second
    assert first[:2] == [120_000_00, 60_000_00]
    assert first[2] == round(90_000_00 * (0 + 0.25 + 0.5 + 0.75 + 1 + 1) / 12)
