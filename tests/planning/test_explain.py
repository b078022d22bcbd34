"""A rep's bridge in words."""

from typing import Any

import pytest

from salesplan.planning.explain import UnknownRep, explain
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import planned, sale

SETTINGS = PlanSettings(plan_year=2027, growth=0.1)
REPS: list[dict[str, Any]] = [
    {"rep_id": "R-01", "rep": "Ana", "region": "North", "team": "East"},
    {"rep_id": "R-02", "rep": "Ben", "region": "North", "team": "East"},
]
SALES = [sale("R-01", 600_000), sale("R-02", 400_000)]


def test_the_steps_that_are_not_zero_are_told() -> None:
    plan = planned(REPS, SALES, market=0.1, quota=[{"rep_id": "R-01", "override": 70_000_000, "reason": "big order"}])
    assert explain("ana", plan, SETTINGS) == [
        "Company: last year 1,000,000.00 × (1 + 10 %) = 1,100,000.00",
        "Ana (R-01), North / East: quota 700,000.00",
        "  600,000.00  Last year",
        "  +60,000.00  Market growth",
        "  +40,000.00  Own override",
        "  700,000.00  Final",
        "Reason of the override: big order",
    ]


def test_a_typed_target_adjustments_and_over_assignment_are_told() -> None:
    growth = [{"dimension": "rep_id", "value": "R-01", "adjustment": 0.1}]
    plan = planned(REPS, SALES, market=0.1, growth=growth, company_target=120_000_000, over_assignment_rep=0.05)
    lines = explain("R-02", plan, SETTINGS)
    assert lines[:3] == [
        "Company: last year 1,000,000.00, with market growth of 10 % 1,100,000.00, with adjustments 1,160,000.00",
        "Company target, as typed: 1,200,000.00",
        "Over all levels, quotas exceed the target by 5 % on purpose",
    ]


def test_a_rounded_target_is_told() -> None:
    plan = planned(REPS, [sale("R-01", 1_234.56)])
    assert "Company target, in whole units: 1,200.00" in explain("R-01", plan, SETTINGS)


def test_it_speaks_chinese() -> None:
    plan = planned(REPS, [*SALES, sale("", 100_000)], market=0.1)
    assert explain("未分配", plan, SETTINGS, "zh-Hans")[:2] == [
        "公司：去年 1,100,000.00 ×（1 + 10 %）= 1,210,000.00",
        "未分配：配额 110,000.00",
    ]
    assert explain("Unassigned", plan, SETTINGS, "zh-Hant")[1] == "未分配：配額 110,000.00"
    assert explain("Unassigned", plan, SETTINGS, "zh-Hant")[2].endswith("去年")


def test_unassigned_sales_have_no_region_and_no_team() -> None:
    plan = planned(REPS, [*SALES, sale("", 100_000)], market=0.1)
    assert explain("unassigned", plan, SETTINGS)[1] == "Unassigned: quota 110,000.00"


def test_an_unknown_rep_gets_the_nearest() -> None:
    with pytest.raises(UnknownRep, match=r"there is no rep 'R-011' in the plan; did you mean 'R-01'\?"):
        explain("R-011", planned(REPS, SALES), SETTINGS)
