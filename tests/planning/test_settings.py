"""The plan's settings."""

from typing import Any

import pytest

from salesplan.planning.settings import PlanSettings, UnusableSetting


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("plan_year", 0),
        ("rounding_unit", -1),
        ("company_target", -5),
        ("potential_weight", 1.5),
        ("growth", -1.5),
        ("growth", float("nan")),
        ("growth_floor", -2.0),
        ("over_assignment_rep", -1.0),
        ("new_rep_share", -0.5),
        ("season", (1.0,) * 11),
        ("season", (0.0,) * 12),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(setting: str, value: Any) -> None:
    values: dict[str, Any] = {"plan_year": 2027} | {setting: value}
    with pytest.raises(UnusableSetting, match=f"the setting {setting} is"):
        PlanSettings(**values)


def test_the_rounding_unit_is_a_hundred_of_the_currency() -> None:
    assert PlanSettings(plan_year=2027).unit == 10_000
    assert PlanSettings(plan_year=2027, currency="JPY").unit == 100
    assert PlanSettings(plan_year=2027, rounding_unit=1).unit == 1


def test_over_assignment_multiplies_over_the_levels() -> None:
    settings = PlanSettings(
        plan_year=2027, over_assignment_region=0.1, over_assignment_team=0.1, over_assignment_rep=0.1
    )
    assert settings.over_assignment == pytest.approx(0.331)
