"""Measures of fairness: by hand and by brute force, and what they say."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scenarios.results.fairness import fairness, gini
from salesplan.planning.scenarios.scenario import Planned
from salesplan.tables.scenario_likely import FAIRNESS, MEASURES
from tests.planning.plans import Rows, sale
from tests.planning.scenarios.planned_cases import SOLD, scenario

TEN = [{"rep_id": f"R-{place:02}", "rep": f"Rep {place}", "region": "North", "team": "East"} for place in range(1, 11)]
TEN_SOLD = [sale(f"R-{place:02}", 10_000 * place) for place in range(1, 11)]
OVERRIDES = {
    "quota": [{"rep_id": f"R-{place:02}", "override": 1_000_000 * place + 10_000 * place**2} for place in range(1, 11)]
}
"""Growth of 1 % for the smallest rep of ten to 10 % for the largest."""


def told(planned: Planned, measure: str, language: str = "en", plan: Planned | None = None) -> dict[str, Any]:
    rows = fairness(planned, plan or planned, language).set_index("measure")
    return {str(key): value for key, value in rows.loc[measure].to_dict().items()}


def of_ten(people: Rows = TEN, **more: Any) -> Planned:
    return scenario(people, TEN_SOLD, **more)


def test_there_is_a_row_for_each_measure_in_its_order() -> None:
    rows = fairness(scenario(name="Same"), scenario())
    assert tuple(rows.columns) == FAIRNESS.keys
    assert rows["measure"].tolist() == [measure.key for measure in MEASURES]
    assert set(rows["scenario"]) == {"Same"}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_everything_is_said_in_every_language(language: str) -> None:
    for planned in (of_ten(tables=OVERRIDES), scenario(sales=[])):
        said = fairness(planned, planned, language)["said"]
        assert said.str.len().min() > 0
        assert not said.str.contains(r"[{}]").any()


def test_growth_asked_spreads_from_the_tenth_to_the_ninetieth_percentile() -> None:
    spread = told(of_ten(tables=OVERRIDES), "growth_spread", plan=of_ten())
    assert spread["value"] == pytest.approx(0.091 - 0.019)  # on the lines between 1 and 2 %, and 9 and 10 %
    assert spread["plan_value"] == 0
    assert spread["said"] == "The middle 80 % of 10 reps are asked for growth between +1.9 % and +9.1 %."


def test_the_same_growth_for_all_is_no_spread() -> None:
    spread = told(of_ten(growth=-0.02), "growth_spread", "zh-Hans")
    assert (spread["value"], spread["said"]) == (0.0, "10 名销售代表中，居中 80% 的增长要求相同，均为 -2.0%。")


def test_growth_counts_reps_who_are_there_for_both_years() -> None:
    part = [{**rep, "start_date": "2026-02-01"} if rep["rep_id"] == "R-01" else rep for rep in TEN]
    part[1] = {**part[1], "end_date": "2027-12-30"}
    assert "of 8 reps" in told(of_ten(part, tables=OVERRIDES), "growth_spread")["said"]


def test_quota_for_the_same_potential() -> None:
    people = [{**rep, "potential": 1.0} for rep in TEN]
    plan = of_ten(people)
    ratio = told(plan, "potential_spread")
    assert ratio["value"] == pytest.approx(91 / 19)
    assert ratio["said"].endswith("is asked for at least 4.8 times as much as another one in ten.")
    even = told(plan, "gini_potential")
    assert even["value"] == told(plan, "gini_quota")["value"] == pytest.approx(0.3)
    # All 100 draws of two, a rep drawn twice too, differ by 33,000 on average; the average quota is 55,000.
    assert even["said"].endswith("differ on average by 60.0 % of the average quota.")


def test_the_same_quota_for_the_same_potential_is_fair() -> None:
    people = [{**rep, "potential": 1.5 * place} for place, rep in enumerate(TEN, start=1)]
    ratio, even = (told(of_ten(people), key) for key in ("potential_spread", "gini_potential"))
    assert (ratio["value"], ratio["said"]) == (1.0, "For the same potential, nearly all reps are asked for the same.")
    assert even["value"] == 0


def test_potential_counts_reps_who_carry_a_full_quota() -> None:
    people = [{**rep, "potential": 1.0, "start_date": "2027-01-01"} for rep in TEN[:8]] + [
        {**rep, "potential": 1.0} for rep in TEN[8:]
    ]
    planned = of_ten(people, season="even")
    assert told(planned, "gini_potential")["value"] == pytest.approx(gini(planned.final[8:].astype(np.float64)))


def test_bounds_name_whom_they_hold() -> None:
    capped = told(of_ten(growth_cap=0.0), "capped")
    assert capped["value"] == 10
    assert capped["said"] == (
        "The cap holds down the quotas of Rep 1 (R-01), Rep 2 (R-02), Rep 3 (R-03), Rep 4 (R-04), Rep 5 (R-05) and 5 more."
    )
    floored = told(of_ten(TEN[:2], growth_floor=0.1, company_target=33_000_00), "floored", "zh-Hans")
    assert (floored["value"], floored["said"]) == (2, "受下限约束：Rep 1 (R-01)、Rep 2 (R-02)。")


def test_bounds_that_hold_nobody_and_those_that_there_are_not() -> None:
    wide = scenario(growth_cap=0.5, growth_floor=-0.5)
    assert [told(wide, key)["said"] for key in ("capped", "floored")] == [
        "The cap holds nobody's quota down.",
        "The floor holds nobody's quota up.",
    ]
    assert [told(scenario(), key)["said"] for key in ("capped", "floored")] == [
        "There is no cap.",
        "There is no floor.",
    ]
    assert told(wide, "capped")["value"] == 0
    assert pd.isna([told(scenario(), key)["value"] for key in ("capped", "floored")]).all()


def test_larger_reps_with_easier_quotas_are_told() -> None:
    upward = told(of_ten(expected=[1_000 * place * (10 + place) for place in range(1, 11)]), "size_correlation")
    assert (upward["value"], upward["said"]) == (1.0, "Larger reps find their quota easier (rank correlation 1.00).")
    downward = told(of_ten(tables=OVERRIDES), "size_correlation")
    assert (downward["value"], downward["said"]) == (
        -1.0,
        "Smaller reps find their quota easier (rank correlation -1.00).",
    )


def test_what_rounding_does_to_quotas_makes_nobodys_easier() -> None:
    sold = [sale(f"R-{place:02}", 100_000 * place + 7 * place) for place in range(1, 11)]
    alike = told(scenario(TEN, sold, growth=0.03), "size_correlation")
    assert (alike["value"], alike["said"]) == (
        0.0,
        "Quotas are no easier or harder for larger reps (rank correlation 0.00).",
    )


def test_a_slight_or_chance_correlation_says_nothing() -> None:
    expected = [10_000 * place + (1_000 * place if place % 2 else 0) for place in range(1, 11)]
    slight = told(of_ten(expected=expected), "size_correlation")
    assert -0.3 < slight["value"] < 0
    assert slight["said"].startswith("Quotas are no easier or harder")


def test_too_few_reps_give_no_data() -> None:
    one = scenario(TEN[:1], TEN_SOLD[:1])
    rows = fairness(one, one)
    missing = rows["measure"].isin(
        ["growth_spread", "potential_spread", "gini_potential", "gini_quota", "size_correlation"]
    )
    assert rows.loc[missing, ["value", "plan_value"]].isna().all(axis=None)
    assert rows.loc[missing, "said"].str.startswith("No data").all()


def test_sales_that_no_rep_has_are_no_rep() -> None:
    spare = scenario(sales=[*SOLD, sale("R-99", 900_000)])
    pd.testing.assert_frame_equal(fairness(spare, spare), fairness(scenario(), scenario()))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_gini_is_half_the_mean_difference_to_the_mean(values: list[int], luck: Any) -> None:
    found = gini(np.array(values, dtype=np.float64))
    if not any(values):
        assert np.isnan(found)
        return
    pairs = sum(abs(one - other) for one in values for other in values)
    assert found == pytest.approx(pairs / (2 * len(values) * sum(values)))
    assert found == gini(np.array(luck.sample(values, len(values)), dtype=np.float64))
