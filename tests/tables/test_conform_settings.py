"""Settings that an older workbook does not have."""

import pytest

from salesplan.tables.conform_settings import conform_settings
from salesplan.tables.settings import SETTINGS
from salesplan.tables.units import currency

DEFAULTS = {setting.key: setting.default for setting in SETTINGS} | {"plan_year": 2027}


def codes(*lacking: str) -> list[tuple[str, str]]:
    cells = {key: value for key, value in DEFAULTS.items() if key not in lacking}
    _, findings = conform_settings(SETTINGS, cells, errors={}, currency=currency("CNY"))
    return [(finding.code, finding.column) for finding in findings]


@pytest.mark.parametrize("key", ["focus_lines", "margin_rate", "growth_cap"])
def test_one_that_would_be_blank_anyway_is_not_missed(key: str) -> None:
    assert DEFAULTS[key] is None
    assert codes(key) == []


def test_one_that_came_after_the_first_plans_is_not_missed() -> None:
    assert DEFAULTS["payout_bands"] == "marginal"
    assert codes("payout_bands") == []


@pytest.mark.parametrize("key", ["tier_margin", "growth", "currency"])
def test_one_with_a_default_is_said_to_take_it(key: str) -> None:
    assert codes(key) == [("S102", key)]


def test_one_that_must_be_filled_is_missed_although_it_has_no_default() -> None:
    assert ("S102", "plan_year") in codes("plan_year")
