"""Drivers: what can be moved, how far, by which steps."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import UnknownName
from salesplan.planning.scenarios.seeking.drivers import Driver, driver_named, present_values, read_drivers
from salesplan.tables.scenarios import DRIVERS, STEPPED
from salesplan.words import LANGUAGES

UNIT = 100_00


def named(name: str, currency: str = "CNY", unit: int = UNIT) -> Driver:
    return driver_named(name, currency=currency, unit=unit)


def typed(rows: Sequence[tuple[str, float]]) -> pd.DataFrame:
    """Give Drivers as it is read from a sheet, from row 5."""
    return pd.DataFrame(
        {
            "driver": pd.array([name for name, _ in rows], dtype="str"),
            "step": pd.array([step for _, step in rows], dtype="float64"),
        },
        index=pd.RangeIndex(5, 5 + len(rows)),
    )


def read(*rows: tuple[str, float]) -> tuple[list[Driver], list[str]]:
    drivers, findings = read_drivers(typed(rows), currency="CNY", unit=UNIT)
    return drivers, [finding.line() for finding in findings]


def test_every_stepped_change_is_a_driver_by_its_key_and_its_labels() -> None:
    for choice in STEPPED:
        for name in (choice.key, *choice.label.every()):
            assert named(f" {name.upper()} ").key == choice.key


@pytest.mark.parametrize("name", ["season_source", "plan_year", "tier_margin", ""])
def test_what_cannot_be_stepped_is_no_driver(name: str) -> None:
    with pytest.raises(UnknownName):
        named(name)


def test_a_mistyped_driver_gets_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no driver 'growht'; did you mean 'growth'\?"):
        named("growht")


def test_places_are_exact() -> None:
    growth, target, hires = named("growth"), named("company_target"), named("hires")
    assert (growth.first, growth.last) == (-1_000_000, 10_000_000)
    assert growth.value(growth.place(0.1) + growth.place(0.2)) == 0.3
    assert target.place(12_345_678_99) == 123_457
    assert target.value(123_457) == 12_345_700_00
    assert (hires.first, hires.last, hires.value(3)) == (0, 10_000, 3)


def test_places_stay_in_the_range() -> None:
    assert named("potential_weight").place(1.5) == 1_000_000
    assert named("growth").place(-2) == -1_000_000
    assert named("rounding_unit").first == 1
    assert named("rounding_unit", "KWD").first == 1


def test_a_step_is_in_the_unit_that_people_type() -> None:
    drivers, lines = read(("growth", 0.01), ("hires", 2), ("rounding_unit", 50), ("company_target", 0.01))
    assert not lines
    assert [driver.step for driver in drivers] == [0.01, 2, 50_00, 0.01]
    sides = [drivers[0].sides(100_000), drivers[1].sides(1), drivers[2].sides(100_00), drivers[3].sides(110_000)]
    assert sides == [(90_000, 110_000), (0, 3), (50_00, 150_00), (108_900, 111_100)]


def test_steps_end_where_the_range_does() -> None:
    (weight,), _ = read(("potential_weight", 0.1))
    assert weight.sides(0) == (None, 100_000)
    assert weight.sides(50_000) == (0, 150_000)
    assert weight.sides(1_000_000) == (900_000, None)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("growth", 0.1, "10 %"),
        ("growth", -0.025, "-2.5 %"),
        ("growth", 1.234567, "123.4567 %"),
        ("growth", -0.0, "0 %"),
        ("company_target", 12_000_000_00, "12,000,000"),
        ("hires", 3, "3"),
    ],
)
def test_values_are_said_to_the_last_digit(name: str, value: float, text: str) -> None:
    assert named(name).text(value) == text


def test_steps_are_said_as_they_are_meant() -> None:
    drivers, _ = read(("growth", 0.01), ("company_target", 0.01), ("hires", 1), ("rounding_unit", 50))
    said = [[driver.step_text.said(language) for language in LANGUAGES] for driver in drivers]
    assert said == [["1 pp", "1 个百分点", "1 個百分點"], ["1 %", "1%", "1%"], ["1"] * 3, ["50"] * 3]


def test_the_given_drivers_are_read_without_findings() -> None:
    drivers, lines = read(*((str(key), float(str(step))) for key, step in DRIVERS.given))
    assert (len(drivers), lines) == (len(DRIVERS.given), [])


def test_what_is_wrong_with_drivers_is_said_at_their_rows() -> None:
    drivers, lines = read(
        ("growht", 0.01),
        ("hires", 0),
        ("growth", float("nan")),
        ("hires", 0.4),
        ("stretch", 1e-8),
        ("", 0.1),
        ("growth", 0.01),
        ("growth", 0.02),
    )
    assert [(driver.key, driver.step) for driver in drivers] == [("growth", 0.01)]
    assert lines[0].startswith(
        "Drivers[driver] row 5 [F145] “growht” is nothing that can be moved in steps; nearest is “growth”"
    )
    assert [line[: line.index("]", 15)] for line in lines[1:]] == [
        f"Drivers[step] row {row} [F146" for row in (6, 7, 8, 9)
    ]
    assert lines[1].endswith("type a step of 1 or more")
    assert lines[2].endswith("type a step of 0.0001 pp or more")


def test_present_values_are_the_scenarios_over_the_plans() -> None:
    settings_typed = {"growth": 0.1, "growth_cap": None, "stretch": None, "company_target": None, "margin_rate": 0.3}
    values = present_values(settings_typed, {"growth": 0.2, "margin_rate": None, "hires": 2, "expected_growth": None})
    assert (values["growth"], values["expected_growth"], values["hires"]) == (0.2, 0.1, 2)
    assert (values["stretch"], values["payout_change"], values["margin_change"]) == (0, 0, 0)
    assert values["growth_cap"] is None
    assert values["margin_rate"] is None


def test_an_untyped_company_target_is_the_computed_one() -> None:
    target = named("company_target")
    values = present_values({"company_target": None}, {})
    assert target.present(values, {"company_quota": 110_000_00}) == 110_000_00
    assert target.present(values, None) is None
    assert target.present({"company_target": 5_00}, {"company_quota": 110_000_00}) == 5_00
    assert named("growth_cap").present(values, {"company_quota": 1}) is None


@settings(max_examples=50, deadline=None)
@given(
    key=st.sampled_from([choice.key for choice in STEPPED]),
    place=st.integers(-(10**8), 10**8),
    currency=st.sampled_from(["CNY", "JPY", "KWD"]),
)
def test_a_place_has_a_value_and_the_value_its_place(key: str, place: int, currency: str) -> None:
    driver = named(key, currency)
    within = driver.clipped(place)
    assert driver.first <= within <= driver.last
    assert driver.place(driver.value(within)) == within
    size = driver.usual_step(within)
    assert size >= 1
    assert str(size).rstrip("0") == "1"
