"""The scenarios workbook as it is built: what its cells take, how its figures look, its charts, its formulas."""

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import openpyxl
import pytest

from salesplan.tables.charts import Chart, Shape
from salesplan.tables.model import Holds, Sheet, Table
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenario_likely import BACK_TEST, FAIRNESS, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import RESULTS, RESULTS_BY_REP
from salesplan.tables.scenarios import DRIVERS, NONE_WORDS, SCENARIOS
from salesplan.words import ENGLISH, TRADITIONAL
from salesplan.workbook.addresses import column_letters, quoted
from salesplan.workbook.build import build
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.workbook.excel_rules import violations

HEADER, FIRST = 4, 5
CHARTED = [(sheet, chart) for sheet in SCENARIO_BOOK.sheets for chart in sheet.charts]
charts = pytest.mark.parametrize(("sheet", "chart"), CHARTED, ids=[chart.title.en for _, chart in CHARTED])
languages = pytest.mark.parametrize("language", [ENGLISH, TRADITIONAL])
FIGURES = {"plan_quota": 1000.0, "highest_quota": 1100.0, "lowest_quota": 1000.0}

RESULTS_ROWS: dict[str, list[Any]] = {
    "scenario": ["Plan", "More", "Failed"],
    "state": ["computed", "computed", "failed"],
    "company_last_year": [800, 0, None],
    "company_quota": [1000, 0, None],
    "company_final": [1000, 1100, None],
    "plan_final": [1000, 1000, 1000],
    "change": [0, 100, ""],
    "change_share": [0, 0.1, ""],
    "growth": [0.25, "", ""],
    "reps_final": [1020, 1100, None],
    "over_assignment": [0.02, "", ""],
    "ramped_heads": [9.5, 9.5, None],
    "heads_needed": [10, None, None],
    "heads_gap": [-0.5, "", ""],
    "expected_sales": [900, 0, None],
    "expected_payout": [18, 0, None],
    "cost_of_sales": [0.02, "", ""],
}
SENSITIVITY_ROWS: dict[str, list[Any]] = {
    "rank": list(range(1, 13)),
    "driver": ["Market growth", "More reps", *[None] * 10],
    "final_low": [990, None, *[None] * 10],
    "final_now": [1000, 1000, *[None] * 10],
    "final_high": [1010, 1005, *[None] * 10],
    "change_low": [-10, *[""] * 11],
    "change_high": [10, 5, *[""] * 10],
    "swing": [20, 5, *[""] * 10],
    "chance_low": [0.75, None, *[None] * 10],
    "chance_now": [0.5, 0.5, *[None] * 10],
    "chance_high": [0.25, 0.5, *[None] * 10],
    "chance_change_low": [0.25, *[""] * 11],
    "chance_change_high": [-0.25, 0, *[""] * 10],
}
OUTLOOK_ROWS: dict[str, list[Any]] = {
    "month": list(range(1, 13)),
    "last_year": [70 * month for month in range(1, 13)],
    "quota": [100 * month for month in range(1, 13)],
    **{f"p{part}": [part * month for month in range(1, 13)] for part in (10, 25, 50, 75, 90)},
    "band_low": [10 * month for month in range(1, 13)],
    "band_mid1": [15 * month for month in range(1, 13)],
    "band_mid2": [50 * month for month in range(1, 13)],
    "band_mid3": [15 * month for month in range(1, 13)],
}
BACK_TEST_ROWS: dict[str, list[Any]] = {
    "size": [1, 0],
    "reps": [4, 0],
    "quota": [200, 0],
    "sales": [180, 5],
    "attainment": [0.9, ""],
    "at_quota": [1, 0],
    "share_at_quota": [0.25, ""],
}
ROWS = {
    "Results": RESULTS_ROWS,
    "Sensitivity": SENSITIVITY_ROWS,
    "Outlook": OUTLOOK_ROWS,
    "BackTest": BACK_TEST_ROWS,
}


@cache
def made(language: str = "en") -> bytes:
    return build(SCENARIO_BOOK, language=language, settings={"plan_year": 2027}, rows=ROWS, figures=FIGURES)


@cache
def opened(language: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(made(language)))


def sheet_of(table: Table, language: str = "en") -> Any:
    name = next(sheet.name for sheet in SCENARIO_BOOK.sheets if sheet.table is table)
    return opened(language)[name.said(language)]


def cell_of(table: Table, key: str, row: int = FIRST) -> str:
    return f"{column_letters(table.keys.index(key) + 1)}{row}"


def validation(table: Table, key: str, language: str = "en") -> Any:
    cell, rules = cell_of(table, key), sheet_of(table, language).data_validations.dataValidation
    (found,) = [rule for rule in rules if cell in rule.sqref]
    return found


def conditions(table: Table, key: str) -> dict[str, Any]:
    """Give a column's conditional formats by their condition."""
    areas = sheet_of(table).conditional_formatting
    found = [rule for area in areas if cell_of(table, key) in area.sqref for rule in area.rules]
    return {rule.formula[0]: rule.dxf for rule in found}


@languages
def test_excel_opens_it(language: str) -> None:
    assert violations(made(language)) == []
    assert opened(language).active.title == SCENARIO_BOOK.sheets[0].name.said(language)


@languages
def test_a_change_is_explained_and_takes_none(language: str) -> None:
    for column in (column for column in SCENARIOS if column.raw):
        rule = validation(SCENARIOS, column.key, language)
        assert column.help.said(language) == rule.prompt
        if column.choices:
            labels = ",".join(choice.label.said(language) for choice in column.choices)
            assert (rule.type, rule.formula1, rule.errorStyle) == ("list", f'"{labels}"', "warning")
        else:
            assert (rule.type, rule.errorStyle or "stop") == ("custom", "stop")
            assert NONE_WORDS.said(language) in rule.error


def test_a_change_takes_what_is_in_its_range_or_a_word_for_none_in_any_language(tmp_path: Path) -> None:
    taken = {
        "growth": [-1, 0.05, 10, "none", "None", "无", "無"],
        "hires": [0, 2, "none"],
        "company_target": [0, 12_000_000, "无"],
    }
    refused = {"growth": [-1.5, 11, "ten"], "hires": [1.5, -1, "two"], "company_target": [-1, "auto"]}
    book = openpyxl.Workbook()
    sheet: Any = book.active
    asked = [(key, value, key in taken and value in taken[key]) for key in taken for value in taken[key] + refused[key]]
    for row, (key, value, _) in enumerate(asked, start=1):
        sheet.cell(row, 1, value)
        sheet.cell(row, 2, "=" + validation(SCENARIOS, key).formula1.replace(cell_of(SCENARIOS, key), f"A{row}"))
    book.save(tmp_path / "asked.xlsx")
    values = recalculated_by_ironcalc(tmp_path / "asked.xlsx")
    assert [values[sheet.title, f"B{row}"] for row in range(1, len(asked) + 1)] == [is_taken for *_, is_taken in asked]


def test_scenarios_are_offered_where_one_is_named() -> None:
    names = opened().defined_names
    for table in SCENARIO_BOOK.tables:
        for column in table:
            if column.refers:
                rule = validation(table, column.key)
                assert (rule.type, rule.errorStyle) == ("list", "warning")
                assert names[rule.formula1].attr_text == "Scenarios[Scenario]"


def test_numbers_look_like_what_they_are() -> None:
    formats = {
        (RESULTS, "ramped_heads"): "#,##0.0",
        (RESULTS, "heads_gap"): "+#,##0.0;[Red]-#,##0.0;0.0",
        (RESULTS, "change"): '+#,##0;-#,##0;"–"',
        (RESULTS, "change_share"): "+0.0%;-0.0%;0.0%",
        (SENSITIVITY, "chance_change_low"): "+0.0%;-0.0%;0.0%",
        (RESULTS_BY_REP, "chance"): "0.0%;[Red]-0.0%;0.0%",
        (FAIRNESS, "value"): "0.00",
        (SCENARIOS, "growth"): "0.0%;[Red]-0.0%;0.0%",
    }
    assert {at: sheet_of(at[0])[cell_of(*at)].number_format for at in formats} == formats


def test_a_step_looks_like_a_share_but_where_things_are_counted() -> None:
    (condition,) = [rule for rule, look in conditions(DRIVERS, "step").items() if look.numFmt]
    assert condition.startswith("AND(ISNUMBER($B5),NOT(OR(")
    assert '"hires"' in condition
    assert '"growth"' not in condition


def test_measures_of_fairness_look_like_shares_and_counts() -> None:
    looks = {rule: look.numFmt.formatCode for rule, look in conditions(FAIRNESS, "plan_value").items()}
    assert sorted(looks.values()) == ["#,##0;[Red]-#,##0;0"] * 2 + ["0.0%;[Red]-0.0%;0.0%"]


def test_marks_and_failures_stand_out() -> None:
    fills = {look.fill.bgColor.rgb for look in conditions(RESULTS_BY_REP, "mark").values()}
    assert len(conditions(RESULTS_BY_REP, "mark")) == 5
    assert len(fills) == 4
    (failed,) = conditions(RESULTS, "state")
    assert '"failed"' in failed


def test_ranks_of_drivers_are_no_prizes() -> None:
    assert conditions(SENSITIVITY, "rank") == {}


def tree(markup: bytes) -> Element:
    root = fromstring(markup)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def drawn(chart: Chart, language: str = "en") -> Element:
    """Find a chart by its title."""
    with ZipFile(BytesIO(made(language))) as package:
        roots = [tree(package.read(name)) for name in package.namelist() if name.startswith("xl/charts/chart")]
    (found,) = [root for root in roots if chart.title.said(language) in {item.text for item in root.iter("t")}]
    return found


def cells(sheet: Sheet, key: str, language: str) -> str:
    letters = column_letters(sheet.table.keys.index(key) + 1)
    return f"{quoted(sheet.name.said(language))}!${letters}${FIRST}:${letters}${HEADER + 12}"


@languages
@charts
def test_a_chart_shows_the_cells_of_its_columns(sheet: Sheet, chart: Chart, language: str) -> None:
    root = drawn(chart, language)
    shown = [item.text for item in root.findall(".//ser/val/numRef/f")]
    assert shown == [cells(sheet, key, language) for key in (*chart.columns, *chart.lines)]
    assert {item.text for item in root.findall(".//ser/cat//f")} == {cells(sheet, chart.categories, language)}


def setting_of(root: Element, path: str) -> list[str | None]:
    return [item.get("val") for item in root.findall(path)]


@pytest.mark.parametrize("chart", [chart for _, chart in CHARTED if chart.shape is Shape.TORNADO])
def test_a_tornado_has_its_longest_bar_on_top_and_its_names_to_the_left(chart: Chart) -> None:
    root = drawn(chart)
    assert setting_of(root, ".//barChart/barDir") == ["bar"]
    assert setting_of(root, ".//barChart/overlap") == ["100"]
    assert setting_of(root, ".//catAx/scaling/orientation") == ["maxMin"]
    assert setting_of(root, ".//valAx/scaling/orientation") == ["minMax"]
    assert setting_of(root, ".//catAx/tickLblPos") == ["low"]
    (code,) = [item.get("formatCode") for item in root.findall(".//valAx/numFmt")]
    assert code == ("+0.0%;-0.0%;0%" if SENSITIVITY[chart.columns[0]].holds is Holds.PERCENT else "+#,##0;-#,##0;0")
    assert not root.findall(".//catAx/majorGridlines")


def test_a_fan_stands_on_a_band_that_is_not_seen_and_not_named() -> None:
    (chart,) = [chart for _, chart in CHARTED if chart.shape is Shape.FAN]
    root = drawn(chart)
    assert setting_of(root, ".//areaChart/grouping") == ["stacked"]
    bands = root.findall(".//areaChart/ser")
    assert [band.find("spPr/noFill") is not None for band in bands] == [True, False, False, False]
    assert setting_of(root, ".//legend/legendEntry/idx") == ["0"]
    dashes = [item.find(".//prstDash") is not None for item in root.findall(".//lineChart/ser")]
    assert dashes == [False, False, True]
    assert {item.text for item in bands[0].findall("val//pt/v")} == {str(10 * month) for month in range(1, 13)}


@languages
def test_charts_stand_below_tables_whose_rows_stay(language: str) -> None:
    for sheet in SCENARIO_BOOK.sheets:
        worksheet: Any = opened(language)[sheet.name.said(language)]
        anchors = [chart.anchor for chart in worksheet._charts]
        assert len(anchors) == len(sheet.charts)
        if not anchors:
            continue
        assert sheet.table.fixed
        assert len(sheet.table.given) == 12
        assert all(anchor._from.row >= HEADER + 12 for anchor in anchors)
        places = [(anchor._from.col, anchor.to.col) for anchor in anchors]
        assert all(left[1] <= right[0] for left, right in pairwise(places))


@pytest.mark.parametrize("table", [RESULTS, SENSITIVITY, OUTLOOK, BACK_TEST], ids=lambda table: table.name)
def test_every_formula_has_a_value_in_the_rows_that_are_held_against_a_spreadsheet(table: Table) -> None:
    assert {column.key for column in table if column.formula} <= ROWS[table.name].keys()


@pytest.mark.flow
def test_a_spreadsheet_computes_what_stands_beside_the_formulas(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(made())
    assert formula_mismatches(path, recalculated_by_ironcalc(path)) == []


@pytest.mark.flow
def test_a_blank_book_knows_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(build(SCENARIO_BOOK, language=ENGLISH, settings={"plan_year": 2027}))
    book = openpyxl.load_workbook(path, data_only=True)
    for figure in SCENARIO_BOOK.figures:
        sheet, cell = book.defined_names[figure.key].attr_text.replace("$", "").split("!")
        assert book[sheet][cell].value in ("", None)
    assert formula_mismatches(path, recalculated_by_ironcalc(path)) == []


@languages
def test_sizes_of_the_back_test_are_named(language: str) -> None:
    cell, areas = cell_of(BACK_TEST, "size"), sheet_of(BACK_TEST, language).conditional_formatting
    rules = [rule for area in areas if cell in area.sqref for rule in area.rules]
    codes = {rule.formula[0]: rule.dxf.numFmt.formatCode for rule in rules}
    everybody, smallest = ("all", "smallest") if language == ENGLISH else ("全部", "最小")
    assert codes == {
        f"AND(ISNUMBER($A{FIRST}),$A{FIRST}=0)": f'"{everybody}"',
        f"AND(ISNUMBER($A{FIRST}),$A{FIRST}=1)": f'0" = {smallest}"',
    }


def test_settings_say_what_they_are_for_and_counts_have_separators() -> None:
    sheet: Any = opened()["Settings"]
    assert str(sheet["A2"].value).startswith("What scenarios are computed with, besides the plan.")
    formats = {sheet.cell(row, 5).value: sheet.cell(row, 2).number_format for row in range(5, sheet.max_row + 1)}
    assert formats["draws"] == formats["rows_by_rep"] == "#,##0;[Red]-#,##0;0"
    assert formats["plan_year"] == formats["seed"] == "0"


def test_values_in_words_stand_to_the_right() -> None:
    aligned = {key: sheet_of(SENSITIVITY)[cell_of(SENSITIVITY, key)].alignment.horizontal for key in SENSITIVITY.keys}
    assert [key for key, side in aligned.items() if side == "right"] == ["at", "low", "high"]
    assert aligned["driver"] == "left"
