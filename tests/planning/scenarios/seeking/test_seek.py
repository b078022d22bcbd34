"""Goal seek: held against bisection by hand, on results that rise, fall, step, jump, wave, and are not there."""

from collections.abc import Callable
from math import sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.quota import attribute, plan_on
from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking.drivers import Driver, Value, driver_named
from salesplan.planning.scenarios.seeking.goals import Goal, parse_goal
from salesplan.planning.scenarios.seeking.seek import MOST_TRIES, seek
from salesplan.planning.scenarios.seeking.sought import Sought, Tried
from salesplan.planning.settings import PlanSettings
from salesplan.words import LANGUAGES
from tests.planning.plans import ANA, BEN, CAI, DEFAULT_RAMP, sale, table

UNIT = 100_00


def driver(name: str = "growth") -> Driver:
    return driver_named(name, currency="CNY", unit=UNIT)


def goal(text: str) -> Goal:
    return parse_goal(text, "CNY")


def sought(
    text: str,
    result: Callable[[Value], float | None],
    *,
    name: str = "growth",
    now: Value | None = 0.1,
) -> Sought:
    """Seek a goal whose result is a function of the driver."""
    wanted = goal(text)
    return seek(driver(name), wanted, lambda value: {wanted.result: result(value)}, now=now, unit=UNIT)


def quota(growth: Value) -> int:
    """A company that sold 10,000,000 last year: its quota, in whole hundreds."""
    return round(100_000 * (1 + growth)) * UNIT


def by_hand(result: Callable[[float], float], target: float, low: float, high: float) -> float:
    """Bisect a rising result the plain way."""
    while high - low > 1e-7:
        middle = (low + high) / 2
        low, high = (middle, high) if result(middle) < target else (low, middle)
    return high


def test_the_simplest_value_that_gives_the_goal_exactly() -> None:
    found = sought("company_final=12,000,000", quota)
    assert (found.solved, found.exact, found.value, found.reached, found.others) == (True, True, 0.2, 12_000_000_00, 0)
    assert found.figures == {"company_final": 12_000_000_00}
    assert found.closest is not None
    assert found.closest.reached == 12_000_000_00
    assert not found.findings()


def test_a_value_of_more_digits_where_it_takes_them() -> None:
    found = sought("company_final=12,345,700", quota)
    assert (found.exact, found.value) == (True, 0.23457)


def test_a_falling_result() -> None:
    found = sought("chance=60%", lambda growth: round(0.9 - 2 * growth, 4))
    assert (found.exact, found.value) == (True, 0.15)


def test_the_present_value_is_the_answer_where_it_gives_the_goal() -> None:
    found = sought("company_final=11,000,000", quota, now=0.1)
    assert (found.value, found.tries) == (0.1, 1)


def test_a_goal_between_two_steps_is_reached_within_a_rounding_unit() -> None:
    found = sought("company_final=12,000,050", quota)
    assert (found.solved, found.exact, found.value) == (True, False, 0.2)
    assert found.reached in (12_000_000_00, 12_000_100_00)
    assert "exactly 12,000,050.00 was not found" in found.said().en


def test_a_jump_over_the_goal_is_no_solution() -> None:
    found = sought("company_final=12,000,000", lambda growth: 11_000_000_00 if growth < 0.17 else 13_500_000_00)
    assert (found.solved, found.value, found.reached, found.figures) == (False, None, None, None)
    assert found.closest is not None
    assert (found.closest.value, found.closest.reached) == (0.1, 11_000_000_00)
    assert found.jump == (Tried(0.169999, 11_000_000_00), Tried(0.17, 13_500_000_00))
    assert [finding.code for finding in found.findings()] == ["F164"]
    assert found.said().en == (
        "no “Market growth” was found that gives “Regions' quotas” of 12,000,000.00: it jumps over it, "
        "16.9999 % gives 11,000,000.00 and 17 % gives 13,500,000.00"
    )


def test_a_jump_is_told_with_the_lower_value_first_wherever_one_starts() -> None:
    fewer = sought("chance=60%", lambda hires: 0.7 if hires < 3 else 0.5, name="hires", now=20)
    assert fewer.jump == (Tried(2, 0.7), Tried(3, 0.5))


def test_what_does_not_jump_over_the_goal_has_no_jump() -> None:
    assert sought("company_final=12,000,000", quota).jump is None
    assert sought("company_final=12,000,000", lambda growth: min(quota(growth), 11_800_000_00)).jump is None
    gone = sought("company_final=12,000,000", lambda growth: 11_000_000_00 if growth < 0.17 else None)
    assert (gone.jump, [finding.code for finding in gone.findings()]) == (None, ["F162"])


def test_a_jump_does_not_hide_the_solution_behind_it() -> None:
    def result(growth: Value) -> int:
        return 11_000_000_00 if growth < 0.17 else 13_500_000_00 if growth < 0.5 else quota(growth - 0.75)

    found = sought("company_final=12,000,000", result)
    assert (found.exact, found.value, found.others) == (True, 0.95, 2)


def test_a_plateau_far_away_is_entered_at_its_near_edge() -> None:
    def capped(growth: Value) -> int:
        return min(quota(growth), 12_345_700_00)

    found = sought("company_final=12,345,700", capped, now=-0.5)
    assert (found.exact, found.value) == (True, 0.24)  # from 23.4565 % on, all values give it
    lower = sought("company_final=12,345,700", lambda growth: max(quota(growth), 12_345_700_00), now=0.5)
    assert (lower.exact, lower.value) == (True, 0.23)


def test_a_result_that_ends_short_of_the_goal_is_no_solution() -> None:
    found = sought("company_final=12,000,000", lambda growth: min(quota(growth), 11_800_000_00))
    assert not found.solved
    assert found.closest is not None
    assert found.closest.reached == 11_800_000_00
    (finding,) = found.findings()
    assert finding.line().startswith(
        "[F161] no “Market growth” from -100 % to 1000 % was found that gives “Regions' quotas” of 12,000,000.00; "
        "the closest is 18 %, which gives 11,800,000.00"
    )


def test_a_result_that_does_not_depend_on_the_driver() -> None:
    found = sought("company_final=12,000,000", lambda growth: 11_000_000_00)
    assert (found.solved, found.depends) == (False, False)
    assert found.said().en == (
        "“Regions' quotas” does not depend on “Market growth”: it is 11,000,000.00 throughout, not 12,000,000.00"
    )
    assert [finding.code for finding in found.findings()] == ["F162"]


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_a_result_without_a_value_anywhere(nothing: float | None) -> None:
    found = sought("chance=60%", lambda growth: nothing)
    assert (found.solved, found.closest) == (False, None)
    assert [finding.code for finding in found.findings()] == ["F163"]
    infeasible = seek(driver(), goal("chance=60%"), lambda growth: None, now=0.1, unit=UNIT)
    assert [finding.code for finding in infeasible.findings()] == ["F163"]


def test_the_nearest_of_many_solutions_is_taken_and_the_others_are_told() -> None:
    def hill(growth: Value) -> int:
        return quota(0.5 - abs(growth - 0.4))  # 12,000,000 at 10 % and at 70 %

    near, far = (sought("company_final=12,000,000", hill, now=now) for now in (0.05, 0.75))
    assert (near.value, far.value) == (0.1, 0.7)
    assert near.others == 0  # that it is found at 5 points, nothing farther was tried
    both = sought("company_final=14,500,000", hill, now=0.3)
    assert (both.value, both.others) == (0.35, 1)
    assert both.said().en.endswith("; it comes to 14,500,000.00 again, or passes it, 1 times at values farther away")


def test_a_hill_between_the_values_tried_is_climbed() -> None:
    def hill(growth: Value) -> int:
        return quota(0.9 - abs(growth - 0.8123))

    found = sought("company_final=18,990,000", hill, now=0.0)  # only within 0.1 points of the top
    assert (found.solved, found.exact) == (True, True)
    assert found.value == pytest.approx(0.8113, abs=0.0002)
    top = sought("company_final=19,500,000", hill, now=0.0)
    assert top.closest is not None
    assert (top.closest.value, top.closest.reached) == (0.8123, 19_000_000_00)


def test_values_without_a_result_are_gone_around() -> None:
    def there_from(growth: Value) -> float | None:
        return None if growth < 0.0703 else quota(growth)

    found = sought("company_final=10,705,000", there_from, now=0.3)  # 7.05 %, just before there is none
    assert (found.exact, found.value) == (True, 0.0705)
    gap = sought("company_final=12,000,000", lambda g: None if 0.15 < g < 0.17 else quota(g), now=0.0)
    assert (gap.exact, gap.value) == (True, 0.2)


def test_noise_that_is_always_the_same_does_not_deceive() -> None:
    def noisy(growth: Value) -> int:
        return quota(growth + 0.003 * sin(growth * 40_000))

    found = sought("company_final=12,000,000", noisy)
    assert found.solved
    assert found.value is not None
    assert abs(noisy(found.value) - 12_000_000_00) <= UNIT
    assert abs(found.value - 0.2) < 0.005


def test_whole_numbers_amounts_and_drivers_that_are_not_set() -> None:
    hires = sought("heads_gap=0", lambda count: -6.97 + count, name="hires", now=0)
    assert (hires.exact, hires.value) == (False, 7)
    assert hires.reached == pytest.approx(0.03)
    target = sought("reps_final=12,345,600", lambda amount: amount, name="company_target", now=10_000_000_00)
    assert (target.exact, target.value) == (True, 12_345_600_00)
    cap = sought("reps_final=10,500,000", lambda share: quota(min(share, 0.1)), name="growth_cap", now=None)
    assert (cap.exact, cap.value) == (True, 0.05)
    far = sought("reps_final=900,000,000", lambda amount: amount, name="company_target", now=10_000_000_00)
    assert (far.exact, far.value) == (True, 900_000_000_00)


def test_a_count_that_jumps_over_the_goal_is_not_looked_for_among_absurd_ones() -> None:
    asked: list[Value] = []

    def result(hires: Value) -> float:
        asked.append(hires)
        return 0.4 + 0.07 * hires

    found = sought("chance=60%", result, name="hires", now=0)
    assert (found.solved, max(asked)) == (False, 28)
    assert found.closest is not None
    assert found.closest.value == 3
    many = sought("chance=60%", lambda hires: 0.4 + hires / 10_000, name="hires", now=0)
    assert (many.exact, many.value) == (True, 2_000)


def test_an_answer_is_computed_once_more() -> None:
    asked: list[Value] = []

    def result(growth: Value) -> int:
        asked.append(growth)
        return quota(growth)

    found = sought("company_final=12,000,000", result)
    assert asked[-1] == found.value
    assert asked.count(asked[-1]) == 2
    assert len(asked) == found.tries + 1


def test_an_answer_that_does_not_hold_is_not_given() -> None:
    seen: set[Value] = set()

    def forgetful(growth: Value) -> int:
        again = growth in seen
        seen.add(growth)
        return 0 if again else quota(growth)

    found = sought("company_final=12,000,000", forgetful)
    assert (found.solved, found.value) == (False, None)


@pytest.mark.parametrize(
    "result",
    [
        quota,
        lambda growth: min(quota(growth), 11_000_000_00),
        lambda growth: 5_00,
        lambda growth: None,
        lambda growth: quota(sin(growth * 90)),
        lambda growth: 10_000_000_00 if growth < 0.10001 else 13_000_000_00,
        lambda growth: None if round(growth * 100) % 2 else 11_000_000_00,
    ],
)
def test_tries_are_few(result: Callable[[Value], float | None]) -> None:
    found = sought("company_final=12,000,000", result)
    assert found.tries <= MOST_TRIES + 12
    if found.solved:
        assert found.value is not None
        reached = result(found.value)
        assert reached is not None
        assert abs(reached - 12_000_000_00) <= UNIT


def test_every_answer_is_said_in_three_languages() -> None:
    answers = [
        sought("company_final=12,000,000", quota),
        sought("company_final=12,000,050", quota),
        sought("company_final=12,000,000", lambda growth: 5_00),
        sought("company_final=12,000,000", lambda growth: min(quota(growth), 11_000_000_00), now=0.0),
        sought("company_final=12,000,000", lambda growth: 5_00 if growth < 0.17 else 13_000_000_00),
        sought("chance=60%", lambda growth: None),
    ]
    assert answers[0].said().every() == (
        "“Market growth” at 20 % gives “Regions' quotas” of 12,000,000.00",
        "“市场增长率”为 20% 时，“区域配额合计”为 12,000,000.00",
        "「市場成長率」為 20% 時，「區域配額合計」為 12,000,000.00",
    )
    for answer in answers:
        assert len(answer.said().every()) == len(LANGUAGES)
        assert not any("{" in said for said in answer.said().every())


@settings(max_examples=50, deadline=None)
@given(
    slope=st.floats(0.2, 5),
    falls=st.booleans(),
    now=st.floats(-0.5, 1.5),
    wanted=st.integers(-400_000, 2_000_000),
)
def test_it_finds_what_a_bisection_by_hand_finds(slope: float, falls: bool, now: float, wanted: int) -> None:
    sign = -1 if falls else 1

    def result(growth: Value) -> int:
        return sign * round(100_000 * (1 + slope * growth)) * UNIT

    target = result(wanted / 1e6)
    found = sought(f"company_final={target // 100}", result, now=now)
    assert found.exact
    assert found.value is not None
    hand = by_hand(lambda growth: sign * result(growth), sign * target, -1, 10)
    assert abs(found.value - hand) <= 1 / (100_000 * slope) + 2e-6  # the step on which all values give the same
    assert result(found.value) == target


@settings(max_examples=50, deadline=None)
@given(
    levels=st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=1, max_size=12),
    width=st.integers(1_000, 300_000),
    target=st.integers(0, 200),
    now=st.integers(-1_000_000, 3_000_000),
)
def test_no_answer_is_ever_wrong(levels: list[int | None], width: int, target: int, now: int) -> None:
    def result(growth: Value) -> float | None:
        level = levels[min(max(round(growth * 1e6) // width, 0), len(levels) - 1)]
        return None if level is None else level * 1_000_00

    found = sought(f"company_final={target * 1_000}", result, now=now / 1e6)
    if found.solved:
        assert found.value is not None
        assert result(found.value) == found.reached == target * 1_000_00
    else:
        assert found.closest is None or found.closest.reached == result(found.closest.value) != target * 1_000_00


@settings(max_examples=50, deadline=None)
@given(
    levels=st.lists(st.integers(0, 50), min_size=1, max_size=10, unique=True),
    falls=st.booleans(),
    before=st.integers(0, 2),
    after=st.integers(0, 2),
    width=st.integers(500, 200_000),
    data=st.data(),
)
def test_steps_that_rise_or_fall_throughout_are_always_found(
    levels: list[int], falls: bool, before: int, after: int, width: int, data: st.DataObject
) -> None:
    steps = [*[None] * before, *sorted(levels, reverse=falls), *[None] * after]
    wanted = data.draw(st.sampled_from(levels))
    now = data.draw(st.integers(before * width, (before + len(levels)) * width - 1))

    def result(growth: Value) -> float | None:
        step = steps[min(max(round(growth * 1e6) // width, 0), len(steps) - 1)]
        return None if step is None else step * 1_000_00

    found = sought(f"company_final={wanted * 1_000}", result, now=now / 1e6)
    assert found.exact
    assert found.value is not None
    assert result(found.value) == wanted * 1_000_00
    assert found.others == 0


def test_a_real_plan_is_sought_to_its_quota() -> None:
    reps, customers = table("reps", [ANA, BEN, CAI]), table("customers", [])
    sales = table("sales", [sale("R-01", 6_000_000), sale("R-02", 3_000_000), sale("R-03", 1_000_123.45)])
    growth = table("growth", [{"dimension": "region", "value": "South", "adjustment": 0.05}])
    known = attribute(reps, customers, sales, PlanSettings(plan_year=2027))
    rest: dict[str, Any] = {name: table(name, []) for name in ("region_quota", "team_quota", "quota")}

    def planned(value: Value) -> Figures:
        plan = plan_on(
            known,
            growth=growth,
            ramp=table("ramp", DEFAULT_RAMP),
            customers=customers,
            settings=PlanSettings(plan_year=2027, growth=value),
            in_full=False,
            **rest,
        )
        return {"company_final": plan.company.allocated}

    found = seek(driver(), goal("company_final=12,000,000"), planned, now=0.1, unit=UNIT)
    assert found.exact
    assert found.value is not None
    assert planned(found.value) == {"company_final": 12_000_000_00}
    hand = by_hand(lambda value: float(planned(value)["company_final"] or 0), 12_000_000_00, -1, 10)
    assert abs(found.value - hand) <= 100 / 10_000_123 + 2e-6
