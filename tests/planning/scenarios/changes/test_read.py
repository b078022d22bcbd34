"""Reading scenarios: names, cells, side tables; what is wrong stands in its cell, and the others still run."""

from typing import Any

import pandas as pd
import pytest

from salesplan.planning.scenarios.changes.read import unknown_columns
from tests.planning.scenarios.changes.change_cases import Cells, book, codes, lines, places, plan, read


def test_a_scenario_is_its_typed_cells() -> None:
    done = read(book([{"scenario": "Bold", "growth": 0.15, "hires": 2.0, "note": "why not"}]))
    assert [(each.name, each.row, dict(each.changes)) for each in done.scenarios] == [
        ("Bold", 5, {"growth": 0.15, "hires": 2})
    ]
    assert (done.failed, done.findings) == ([], [])
    bold = done.scenarios[0]
    assert (bold.growth, bold.heads, bold.ramp, bold.rates) == (None, None, None, None)


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("growth", "8 %", 0.08),
        ("company_target", 1234.5, 123450),
        ("season_source", "平均", "even"),
        ("new_rep_share", "zero", "zero"),
        ("new_rep_share", 0.8, 0.8),
        ("rounding_unit", 1000, 100000),
        ("payout_bands", "Flat", "flat"),
        ("growth_cap", "none", None),
        ("company_target", " 无 ", None),
        ("new_rep_share", "無", None),
    ],
)
def test_cells_are_typed_as_the_plans_settings_are(key: str, cell: Any, value: Any) -> None:
    done = read(book([{"scenario": "S", key: cell}]))
    assert dict(done.scenarios[0].changes) == {key: value}


def test_none_of_a_scenarios_own_changes_is_no_change() -> None:
    assert not read(book([{"scenario": "S", "expected_growth": "none", "hires": "None"}])).scenarios[0].changes


def test_columns_that_cannot_or_need_not_differ_are_no_changes() -> None:
    frames = book([{"scenario": "S", "growth": 0.2}])
    frames["Scenarios"] = frames["Scenarios"].assign(plan_year=2030, tier_margin="x", remark="y")
    assert dict(read(frames).scenarios[0].changes) == {"growth": 0.2}


@pytest.mark.parametrize(
    ("key", "cell", "code"),
    [
        ("growth", "a lot", "D102"),
        ("growth", -1.5, "D106"),
        ("hires", -1, "D106"),
        ("hires", 1.5, "D109"),
        ("season_source", "summer", "D108"),
        ("new_rep_share", "medien", "D108"),
        ("new_rep_share", -1, "D106"),
        ("rounding_unit", 0, "D106"),
        ("growth", "none", "F109"),
    ],
)
def test_a_cell_that_does_not_fit_fails_its_scenario_alone(key: str, cell: Any, code: str) -> None:
    done = read(book([{"scenario": "Bad", key: cell}, {"scenario": "Good", "growth": 0.1}]))
    assert places(done) == [(code, "Scenarios", 5, key)]
    assert ([each.name for each in done.scenarios], done.failed) == (["Good"], [("Bad", 5)])


def test_more_cells_than_are_listed_fail_all_the_same() -> None:
    done = read(book([{"scenario": f"S{place}", "growth": "x"} for place in range(130)]))
    assert (len(done.failed), done.scenarios) == (130, [])


@pytest.mark.parametrize(
    ("rows", "found", "good"),
    [
        ([{"growth": 0.1}, {"scenario": "A"}], [("F104", 5)], ["A"]),
        ([{"note": "later"}, {"scenario": "A"}], [], ["A"]),
        ([{"scenario": "Two reps"}, {"scenario": "ＴＷＯ  reps", "growth": 0.2}], [("F105", 6)], ["Two reps"]),
        ([{"scenario": "plan"}, {"scenario": "計畫"}, {"scenario": "A"}], [("F106", 5), ("F106", 6)], ["A"]),
    ],
)
def test_a_name_is_a_scenarios_own(rows: Cells, found: list[tuple[str, int]], good: list[str]) -> None:
    done = read(book(rows))
    assert [(finding.code, finding.row) for finding in done.findings] == found
    assert all(finding.column == "scenario" for finding in done.findings)
    assert ([each.name for each in done.scenarios], done.failed) == (good, [])


def test_the_first_of_two_of_one_name_has_the_side_rows() -> None:
    done = read(
        book(
            [{"scenario": "A"}, {"scenario": "a", "growth": 0.5}],
            adjustments=[{"scenario": " ａ", "dimension": "region", "value": "North", "adjustment": 0.1}],
        )
    )
    assert (len(done.scenarios), done.scenarios[0].row) == (1, 5)
    assert done.scenarios[0].growth is not None


def test_a_side_row_of_no_scenario_counts_nowhere() -> None:
    heads: Cells = [{"scenario": "Bald", "rep_id": "R-01", "capacity": 0.5}, {"scenario": "Plan", "rep_id": "R-01"}]
    done = read(book([{"scenario": "Bold"}], heads=heads))
    assert places(done) == [("F107", "Heads", 5, "scenario"), ("F107", "Heads", 6, "scenario")]
    assert "nearest is “Bold”" in lines(done)[0]
    assert (done.scenarios[0].heads, done.failed) == (None, [])


@pytest.mark.parametrize("place", [("Scenarios", 5), ("Adjustments", 5), ("ScenarioRamp", 5)])
def test_rows_that_are_faulty_already_fail_their_scenario_and_nothing_more_is_said(place: tuple[str, int]) -> None:
    frames = book(
        [{"scenario": "A"}, {"scenario": "B"}],
        adjustments=[{"scenario": "A", "dimension": "region"}, {"scenario": "C"}],
        ramp=[{"scenario": "A", "month": 1}],
    )
    listed = {("Adjustments", 5), ("Adjustments", 6), ("ScenarioRamp", 5)}
    done = read(frames, faulty=listed | {place})
    assert (done.findings, done.failed, [each.name for each in done.scenarios]) == ([], [("A", 5)], ["B"])
    assert read(frames, faulty={("Adjustments", 6), place}).failed == [("A", 5)]


@pytest.mark.parametrize(
    ("settings", "changes", "place"),
    [
        ({"growth_cap": 0.1}, {"growth_floor": 0.2}, ("F111", "growth_floor")),
        ({"growth_floor": 0.1}, {"growth_cap": 0.0}, ("F111", "growth_cap")),
        ({}, {"growth_cap": 0.0, "growth_floor": 0.1}, ("F111", "growth_floor")),
        ({}, {"season_source": "typed"}, ("F112", "season_source")),
        ({"margin_rate": 0.3}, {"margin_change": -0.4}, ("F113", "margin_change")),
        ({}, {"margin_change": 0.8}, ("F113", "margin_change")),
    ],
)
def test_changes_that_do_not_fit_the_plan_are_errors(
    settings: dict[str, Any], changes: dict[str, Any], place: tuple[str, str]
) -> None:
    done = read(book([{"scenario": "S", **changes}, {"scenario": "T"}]), plan(**settings))
    assert places(done) == [(place[0], "Scenarios", 5, place[1])]
    assert done.failed == [("S", 5)]


@pytest.mark.parametrize(
    ("settings", "changes"),
    [
        ({"growth_floor": 0.3, "growth_cap": 0.1}, {"growth": 0.2}),
        ({"growth_floor": 0.3}, {"growth_floor": "none", "growth_cap": 0.1}),
        ({"growth_floor": 0.3}, {"growth_cap": 0.3}),
        ({"margin_rate": 0.3}, {"margin_change": -0.3}),
        ({"margin_rate": 0.1}, {"price_change": -0.5}),
        ({}, {"margin_change": 0.7}),
    ],
)
def test_what_the_scenario_does_not_type_is_not_its_error(settings: dict[str, Any], changes: dict[str, Any]) -> None:
    assert codes(read(book([{"scenario": "S", **changes}]), plan(**settings))) == []


def test_a_typed_season_needs_typed_shares_in_the_plan() -> None:
    typed = plan(season=[{"month": 1, "share": 1.0}])
    assert codes(read(book([{"scenario": "S", "season_source": "typed"}]), typed)) == []


def test_values_that_are_hardly_meant_are_asked_about() -> None:
    done = read(book([{"scenario": "S", "growth": 5, "company_target": 0}]))
    assert codes(done) == ["F110", "F114"]
    assert "Market growth is read as 500 %; if it was meant in points, type 5 %" in lines(done)[0]
    assert done.scenarios[0].changes["company_target"] == 0


@pytest.mark.parametrize(
    ("ramp", "code", "row"),
    [
        ([{"month": 1, "share": 0.5}, {"month": 2, "share": 1}, {"month": 1, "share": 1}], "F117", 7),
        ([{"share": 0.5}], "F108", 5),
        ([{"month": 1}], "F108", 5),
    ],
)
def test_a_ramp_has_each_month_once(ramp: Cells, code: str, row: int) -> None:
    done = read(book([{"scenario": "S"}], ramp=[{"scenario": "S", **month} for month in ramp]))
    assert [(finding.code, finding.table, finding.row) for finding in done.findings] == [(code, "ScenarioRamp", row)]
    assert done.failed == [("S", 5)]


def test_rates_are_checked_where_they_are_typed() -> None:
    rates = [{"from": 0, "to": 1, "rate": 0.02}, {"from": 0.9, "rate": 0.01}, {"rate": 0.5}]
    frames = book([{"scenario": "S"}, {"scenario": "T"}], rates=[{"scenario": "S", **band} for band in rates])
    done = read(frames)
    assert places(done) == [("F108", "ScenarioRates", 7, "from"), ("K151", "ScenarioRates", 6, "from")]
    assert done.failed == [("S", 5)]


@pytest.mark.parametrize(("bands", "found"), [("flat", ["K154"]), (None, [])])
def test_rates_are_checked_by_the_way_in_which_they_pay(bands: str | None, found: list[str]) -> None:
    rates = [
        {"scenario": "S", "from": 0, "to": 1, "rate": 0.02},
        {"scenario": "S", "from": 1, "rate": 0.01},
    ]
    done = read(book([{"scenario": "S", "payout_bands": bands}], rates=rates))
    assert (codes(done), done.failed) == (found, [])


def test_reading_does_not_depend_on_the_order_of_rows() -> None:
    frames = book(
        [{"scenario": "B", "growth": "x"}, {"scenario": "A", "growth": 0.2}, {"scenario": "a"}],
        heads=[{"scenario": "A", "rep_id": "R-01", "capacity": 0.5}, {"scenario": "A", "rep_id": "r-01"}],
        adjustments=[{"scenario": "A", "dimension": "tier", "value": tier, "adjustment": 0.1} for tier in "ABA"],
    )
    turned = {name: table.iloc[::-1] for name, table in frames.items()}
    assert places(read(turned)) == places(read(frames))
    assert read(turned).failed == read(frames).failed == [("B", 5), ("A", 6)]


def test_headers_that_mean_no_change_are_told() -> None:
    headers = ["Scenario", "Market Growth", "growth cap", "毛利率", "计划年度", "visits_a_day", "Note", " ", "Zebra"]
    assert [(header, finding.code) for header, finding in unknown_columns(headers)] == [
        ("growth cap", "F101"),
        ("计划年度", "F102"),
        ("visits_a_day", "F103"),
        ("Zebra", "F101"),
    ]
    (_, known), (_, strange) = (unknown_columns([header])[0] for header in ("growth cap", "Zebra"))
    assert known.message().endswith("; nearest is “growth_cap”")
    assert strange.message().endswith("it changes nothing")
    chinese = unknown_columns(["市场增长"], language="zh-Hans")[0][1]
    assert chinese.message("zh-Hans").endswith("最接近的是“市场增长率”")


def test_an_empty_sheet_has_no_scenarios() -> None:
    done = read(book([]))
    assert (done.scenarios, done.failed, done.findings) == ([], [], [])
    assert isinstance(book([])["Scenarios"], pd.DataFrame)
