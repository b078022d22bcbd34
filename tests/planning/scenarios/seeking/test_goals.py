"""What goal seek is asked for, as people type it."""

import pytest

from salesplan.errors import UnknownName
from salesplan.planning.scenarios.seeking.goals import UnusableGoal, parse_goal
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS


@pytest.mark.parametrize(
    ("text", "currency", "result", "target", "said"),
    [
        ("company_final=12000000", "CNY", "company_final", 12_000_000_00, "12,000,000.00"),
        (" Company_Final = ¥12,000,000.05 ", "CNY", "company_final", 12_000_000_05, "12,000,000.05"),
        ("company_final=12000000", "JPY", "company_final", 12_000_000, "12,000,000"),
        ("change=-5,000", "USD", "change", -5_000_00, "-5,000.00"),
        ("chance=60%", "CNY", "chance", 0.6, "60 %"),
        ("chance = 0.6", "CNY", "chance", 0.6, "60 %"),
        ("目标达成可能性＝60％", "CNY", "chance", 0.6, "60 %"),
        ("growth=120 %", "CNY", "growth", 1.2, "120 %"),
        ("heads_gap=-1.5", "CNY", "heads_gap", -1.5, "-1.50"),
        ("capped=0", "CNY", "capped", 0, "0"),
    ],
)
def test_goals_are_read_as_people_type_them(text: str, currency: str, result: str, target: float, said: str) -> None:
    goal = parse_goal(text, currency)
    assert (goal.result, goal.target, goal.text(goal.target)) == (result, target, said)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("company_final", "says no value"),
        ("company_final=", "is no number"),
        ("company_final=much", "is no number"),
        ("company_final=1e999", "is no number"),
        ("company_final=60%", "is a percentage"),
        ("company_final=0.001", "is finer than can be reached; company_final has 2 decimals"),
        ("capped=1.5", "is finer than can be reached"),
        ("chance=60", "may be a share or a percentage; write 60% or 6000%"),
        ("growth=1", "write 1% or 100%"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, problem: str) -> None:
    with pytest.raises(UnusableGoal, match=problem):
        parse_goal(text, "CNY")


@pytest.mark.parametrize("name", ["company_finl", "state", "notes", "mark", "scenario"])
def test_only_results_that_are_numbers_can_be_sought(name: str) -> None:
    with pytest.raises(UnknownName, match="there is no result"):
        parse_goal(f"{name}=1", "CNY")


def test_every_other_column_of_results_and_attainment_can() -> None:
    for column in (*RESULTS, *ATTAINMENT):
        if column.key not in {"scenario", "state", "notes", "mark"}:
            assert parse_goal(f"{column.key}=0", "CNY").result == column.key


def test_tolerances() -> None:
    def tolerance(name: str) -> float:
        return parse_goal(f"{name}=0", "CNY").tolerance(100_00)

    assert tolerance("reps_final") == 100_00
    assert tolerance("chance") == pytest.approx(0.0005, rel=1e-4)
    assert tolerance("heads_gap") == pytest.approx(0.05)
    assert tolerance("too_hard") < 1e-6
