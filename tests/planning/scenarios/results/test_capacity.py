"""Margins and heads of scenarios, by hand."""

import numpy as np
import pandas as pd
import pytest

from salesplan.planning.money import AmountsTooLarge
from salesplan.planning.scenarios.margins import base_margin_rate, changed_margin_rate, margin_rate
from salesplan.planning.scenarios.results.capacity import all_heads, gap, heads_by, sales_per_head
from salesplan.planning.scenarios.scenario import Planned
from tests.planning.plans import ANA, CAI, sale
from tests.planning.scenarios.planned_cases import SOLD, THREE, scenario


def ledger(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    months, revenue, margin = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "month": pd.to_datetime(list(months)),
            "revenue": pd.array(revenue, dtype="Int64"),
            "margin": pd.array(margin, dtype="Int64"),
        }
    )


def test_the_margin_rate_is_that_of_the_base_years_rows_with_a_margin() -> None:
    sales = ledger(
        ("2025-12-01", 100, 100),
        ("2026-01-01", 600, 100),
        ("2026-12-31", 400, 200),
        ("2026-06-01", 900, None),
        ("2027-01-01", 100, 100),
    )
    assert base_margin_rate(sales, 2027) == 0.3
    assert base_margin_rate(sales.iloc[::-1], 2027) == 0.3


@pytest.mark.parametrize("row", [("2026-01-01", 500, None), ("2026-01-01", 500, -1), ("2026-01-01", None, 5)])
def test_without_margins_above_zero_there_is_no_margin_rate(row: tuple[str, int | None, int | None]) -> None:
    assert base_margin_rate(ledger(row), 2027) is None


def test_a_margin_without_a_month_counts_nowhere() -> None:
    assert base_margin_rate(ledger(("2026-01-01", 400, 100), ("", 400, 400)), 2027) == 0.25


def test_margins_that_cannot_be_summed_exactly_are_refused() -> None:
    with pytest.raises(AmountsTooLarge):
        base_margin_rate(ledger(*[("2026-01-01", 2**61, 2**61)] * 4), 2027)


def test_higher_prices_at_the_same_costs_raise_the_margin_rate() -> None:
    # Sold for 100 at costs of 70; for 110 the margin is 40.
    assert margin_rate(0.3, 0.1, 0.0) == pytest.approx(40 / 110)
    assert margin_rate(0.3, 0.1, -0.02) == pytest.approx(40 / 110 - 0.02)


def test_prices_of_nothing_leave_no_margin_rate() -> None:
    assert margin_rate(0.3, -1.0, 0.1) is None


def test_a_head_sells_what_the_plan_expects_at_the_scenarios_prices() -> None:
    plan = scenario(expected=[100_000, 200_000, 300_000], price_change=0.25)
    dearer = scenario(expected=[1, 1, 1], price_change=0.5)
    assert sales_per_head(plan, plan) == 200_000_00
    assert sales_per_head(dearer, plan) == pytest.approx(240_000_00)


def test_sales_that_no_rep_has_are_sold_by_no_head() -> None:
    plan = scenario(sales=[*SOLD, sale("R-99", 500_000)])
    assert sales_per_head(plan, plan) == 200_000_00
    heads = all_heads(plan, 200_000_00)
    assert (heads.full[0], heads.ramped[0], heads.needed[0]) == (3.0, pytest.approx(3.0), pytest.approx(3.0))


@pytest.mark.parametrize(
    "plan",
    [
        scenario(expected=[0, 0, 0]),
        scenario(reps=[{**rep, "capacity": 0.0} for rep in THREE]),
        scenario(price_change=-1.0, company_target=60_000_00, expected=[1, 1, 1]),
    ],
    ids=["no sales", "no heads", "no prices"],
)
def test_where_nobody_knows_what_a_head_sells_nobody_knows_how_many_are_needed(plan: Planned) -> None:
    assert np.isnan(sales_per_head(plan, plan))


def test_heads_of_groups_add_up_and_part_years_take_from_them() -> None:
    late = {**CAI, "rep_id": "R-04", "start_date": "2027-07-01", "capacity": 0.5}
    plan = scenario(reps=[ANA, late], sales=[sale("R-01", 120_000), sale("R-04", 40_000)], season="even")
    heads = heads_by(plan, 100_000_00, np.array([1, 0]), 3)
    # Half a head, from July: months 1 to 5 of tenure carry 0, 25, 50, 75, 100 %, and the sixth all.
    ramped = 0.5 * 3.5 / 12
    assert heads.full.tolist() == [0.5, 1.0, 0.0]
    assert heads.ramped == pytest.approx([ramped, 1.0, 0.0])
    # Of its customers' 40,000 the late one is expected to sell that part; its quota is higher than that, Ana's lower.
    late_final, ana_final = plan.final[1] / 100, plan.final[0] / 100
    assert late_final + ana_final == 160_000
    assert late_final > 40_000 * ramped
    expected = [ramped + (late_final - 40_000 * ramped) / 100_000, 1 + (ana_final - 120_000) / 100_000, 0.0]
    assert heads.needed == pytest.approx(expected, abs=1e-6)


def test_heads_are_lacking_just_by_what_quotas_exceed_the_expected_sales() -> None:
    plan = scenario(expected=[100_000, 200_000, 300_000])
    more = scenario(company_target=660_000_00, expected=[100_000, 200_000, 300_000])
    assert all_heads(plan, 200_000_00).needed[0] == pytest.approx(3.0)
    assert all_heads(more, 200_000_00).needed[0] == pytest.approx(3.3)
    fewer = scenario(company_target=100_00, expected=[1_000_000, 200_000, 300_000])
    assert all_heads(fewer, 200_000_00).needed[0] == 0.0


def test_the_gap_is_to_a_tenth_of_a_head_whatever_the_last_digit_of_a_float() -> None:
    ramped, needed = np.array([2.0, 2.0, 2.15, 3.0, 3.0, 1.0]), np.array([2.15, 2.149, 2.0, 3.04, 2.7, np.nan])
    over = gap(ramped, needed)
    assert over[:5].tolist() == [-0.2, -0.1, 0.2, 0.0, 0.3]
    assert np.isnan(over[5])
    assert not np.signbit(over[3])


@pytest.mark.parametrize(
    ("changes", "settings", "rate"),
    [
        ({}, {}, 0.25),
        ({"margin_change": -0.05}, {}, 0.2),
        ({"price_change": 0.25}, {}, 0.4),  # sold for 1.25 at costs of 0.75
        ({}, {"price_change": 0.25}, 0.4),
        ({"margin_rate": 0.3, "price_change": 0.25, "margin_change": 0.1}, {}, 0.4),
        ({}, {"margin_rate": 0.3, "price_change": 0.25}, 0.3),
        ({"price_change": 0.25}, {"margin_rate": 0.3, "price_change": 0.25}, 0.3),
        ({"price_change": 0.25}, {"margin_rate": 0.3}, 0.44),  # 0.55 ÷ 1.25
        ({"margin_rate": None}, {"margin_rate": 0.3}, 0.25),
        ({"price_change": None}, {"price_change": 0.25}, 0.25),
    ],
)
def test_a_typed_margin_rate_is_at_the_prices_of_where_it_is_typed(
    changes: dict[str, float | None], settings: dict[str, float], rate: float
) -> None:
    usual = {"margin_rate": None, "price_change": 0.0}
    assert changed_margin_rate(changes, usual | settings, 0.25) == pytest.approx(rate)


def test_a_margin_rate_that_nobody_knows_is_none() -> None:
    assert changed_margin_rate({"margin_change": 0.1}, {"margin_rate": None, "price_change": 0.0}, None) is None
