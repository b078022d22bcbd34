"""Sensitivity: each driver a step down and up, on figures made up so that the rows can be worked out by hand."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import pandas as pd
import pytest

from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking.drivers import Driver, read_drivers
from salesplan.planning.scenarios.seeking.sensitivity import sensitivity
from salesplan.tables.model import Holds
from salesplan.tables.scenario_likely import MOST_DRIVERS, SENSITIVITY
from salesplan.tables.scenarios import DRIVERS, STEPPED
from tests.planning.scenarios.seeking.test_drivers import UNIT, typed

NOW: dict[str, Any] = {
    "growth": 0.1,
    "expected_growth": 0.1,
    "price_change": 0.0,
    "potential_weight": 0.0,
    "growth_cap": None,
    "company_target": None,
    "hires": 0,
    "payout_change": 0.0,
}


def drivers(*rows: tuple[str, float]) -> list[Driver]:
    return read_drivers(typed(rows), currency="CNY", unit=UNIT)[0]


def figures(changes: Mapping[str, Any]) -> Figures:
    """Quotas follow growth or the target, the chance what is expected less what is asked, payouts their change."""
    values = {**NOW, **changes}
    asked = values["growth"] if values["company_target"] is None else values["company_target"] / 1_000_000_00 - 1
    return {
        "company_quota": round(1_000_000 * (1 + asked)) * 100,
        "reps_final": round(1_000_000 * (1 + asked)) * 100,
        "chance": round(0.5 + values["expected_growth"] - asked + values["hires"] / 100, 4),
        "expected_payout": round(20_000 * (1 + values["payout_change"])) * 100,
    }


def evaluate(changes: Sequence[Mapping[str, Any]]) -> list[Figures | None]:
    return [figures(each) for each in changes]


def rows_of(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Give the rows by the driver's key, in their order."""
    key_of = {label: choice.key for choice in STEPPED for label in choice.label.every()}
    return {key_of[row["driver"]]: {str(key): value for key, value in row.items()} for row in table.to_dict("records")}


def test_a_step_down_and_up_are_held_against_now() -> None:
    row = rows_of(sensitivity(drivers(("growth", 0.01)), NOW, evaluate([{}])[0], evaluate))["growth"]
    assert (row["rank"], row["step"], row["at"], row["low"], row["high"]) == (1, "1 pp", "10 %", "9 %", "11 %")
    assert [row[f"final_{side}"] for side in ("low", "now", "high")] == [1_090_000_00, 1_100_000_00, 1_110_000_00]
    assert (row["change_low"], row["change_high"], row["swing"]) == (-10_000_00, 10_000_00, 20_000_00)
    assert [row[f"chance_{side}"] for side in ("low", "now", "high")] == [0.51, 0.5, 0.49]
    assert (row["chance_change_low"], row["chance_change_high"]) == pytest.approx((0.01, -0.01))
    assert [row[f"payout_{side}"] for side in ("low", "now", "high")] == [20_000_00] * 3


def test_the_untyped_company_target_is_moved_by_a_share_of_what_is_computed() -> None:
    row = rows_of(sensitivity(drivers(("company_target", 0.02)), NOW, evaluate([{}])[0], evaluate))["company_target"]
    assert (row["step"], row["at"], row["low"], row["high"]) == ("2 %", "1,100,000", "1,078,000", "1,122,000")
    assert (row["final_low"], row["final_high"]) == (1_078_000_00, 1_122_000_00)


def test_drivers_come_by_quotas_then_chance_then_payout_then_key_and_what_is_not_set_comes_last() -> None:
    wanted = drivers(
        ("growth_cap", 0.01),
        ("price_change", 0.01),
        ("payout_change", 0.05),
        ("potential_weight", 0.1),
        ("expected_growth", 0.01),
        ("hires", 1),
        ("growth", 0.01),
        ("company_target", 0.01),
    )
    table = sensitivity(wanted, NOW, evaluate([{}])[0], evaluate)
    assert table["rank"].tolist() == list(range(1, 9))
    rows = rows_of(table)
    assert list(rows) == [
        "company_target",  # 22,000 against 20,000
        "growth",
        "expected_growth",  # 2 points of chance
        "hires",  # 1 point: there is no step down from 0
        "payout_change",
        "potential_weight",
        "price_change",
        "growth_cap",
    ]
    assert rows["price_change"]["swing"] == 0
    assert (rows["hires"]["low"], rows["hires"]["high"]) == ("", "1")
    assert pd.isna(rows["hires"]["change_low"])
    not_set = rows["growth_cap"]
    assert (not_set["at"], not_set["low"], not_set["high"], not_set["swing"]) == ("not set", "", "", 0)
    assert pd.isna(not_set["final_low"])
    assert not_set["final_now"] == 1_100_000_00
    for order in permutations(wanted[:4]):
        assert sensitivity([*order, *wanted[4:]], NOW, evaluate([{}])[0], evaluate).equals(table)


def test_sides_that_cannot_be_computed_are_blank() -> None:
    def partly(changes: Sequence[Mapping[str, Any]]) -> list[Figures | None]:
        return [None if each.get("growth", 0) > 0.1 else figures(each) for each in changes]

    row = rows_of(sensitivity(drivers(("growth", 0.01)), NOW, partly([{}])[0], partly))["growth"]
    assert (row["high"], row["change_low"], row["swing"]) == ("11 %", -10_000_00, 10_000_00)
    assert pd.isna(row["final_high"])
    assert pd.isna(row["chance_change_high"])


def test_figures_that_are_not_there_are_blank() -> None:
    def without_chance(changes: Sequence[Mapping[str, Any]]) -> list[Figures | None]:
        return [{**figures(each), "chance": None, "expected_payout": None} for each in changes]

    row = rows_of(sensitivity(drivers(("growth", 0.01)), NOW, without_chance([{}])[0], without_chance))["growth"]
    assert row["swing"] == 20_000_00
    assert all(pd.isna(row[key]) for key in ("chance_now", "chance_change_low", "payout_high"))


def test_a_scenario_without_figures_has_no_rows() -> None:
    table = sensitivity(drivers(("growth", 0.01)), NOW, None, lambda changes: [None for _ in changes])
    assert (len(table), tuple(table.columns)) == (0, SENSITIVITY.keys)


def test_the_swing_spans_all_three_values() -> None:
    def valley(changes: Sequence[Mapping[str, Any]]) -> list[Figures | None]:
        return [{**figures(each), "reps_final": round(abs(each.get("growth", 0.1) - 0.1) * 1e6)} for each in changes]

    row = rows_of(sensitivity(drivers(("growth", 0.01)), NOW, valley([{}])[0], valley))["growth"]
    assert (row["change_low"], row["change_high"], row["swing"]) == (10_000, 10_000, 10_000)


def test_at_most_twelve_are_shown() -> None:
    wanted = drivers(*((choice.key, 1.0) for choice in STEPPED))
    assert len(wanted) > MOST_DRIVERS
    table = sensitivity(wanted, dict.fromkeys((driver.key for driver in wanted), 0) | NOW, evaluate([{}])[0], evaluate)
    assert table["rank"].tolist() == list(range(1, MOST_DRIVERS + 1))
    assert next(iter(rows_of(table))) == "company_target"


def test_columns_types_and_languages() -> None:
    wanted = drivers(*((str(key), float(str(step))) for key, step in DRIVERS.given))
    now = NOW | {"growth_floor": None, "over_assignment_rep": 0.0, "margin_change": 0.0}
    table = sensitivity(wanted, now, evaluate([{}])[0], evaluate, language="zh-Hans")
    dtypes = {Holds.INTEGER: "Int64", Holds.MONEY: "Int64", Holds.PERCENT: "float64", Holds.TEXT: "str"}
    for frame in (table, sensitivity([], now, evaluate([{}])[0], evaluate)):
        assert {key: str(dtype) for key, dtype in frame.dtypes.items()} == {
            column.key: dtypes[column.holds] for column in SENSITIVITY
        }
    growth = rows_of(table)["growth"]
    assert (growth["driver"], growth["step"]) == ("市场增长率", "1 个百分点")
    assert rows_of(table)["growth_cap"]["at"] == "未设置"
