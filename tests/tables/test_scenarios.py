"""What the scenarios workbook declares: changes from settings, side tables from the plan's, results of given keys."""

import re

import pytest

from salesplan.tables.conform import Rows, conform
from salesplan.tables.inputs import GROWTH, RAMP, REPS
from salesplan.tables.model import Holds, Owner, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenario_likely import ATTAINMENT, BACK_TEST, FAIRNESS, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import MOVERS, RESULTS, RESULTS_BY_REGION, RESULTS_BY_REP
from salesplan.tables.scenarios import (
    ADJUSTMENTS,
    DRIVERS,
    HEADS,
    NONE_WORDS,
    OWN_CHANGES,
    PLAN_NAME,
    SAME_FOR_ALL,
    SCENARIO_RAMP,
    SCENARIO_RATES,
    SCENARIOS,
    STEPPED,
    WITHOUT_EFFECT,
)
from salesplan.tables.settings import SETTINGS
from salesplan.tables.units import currency
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import LANGUAGES, Words

CONTRACT = {
    SCENARIOS: "scenario growth expected_growth price_change company_target growth_floor growth_cap potential_weight "
    "over_assignment_region over_assignment_team over_assignment_rep stretch season_source hires payout_change "
    "margin_change note",
    ADJUSTMENTS: "scenario dimension value adjustment note",
    HEADS: "scenario rep_id rep region team start_date end_date capacity ability potential count note",
    SCENARIO_RAMP: "scenario month share",
    SCENARIO_RATES: "scenario from to rate bonus",
    DRIVERS: "driver step",
    RESULTS: "scenario state company_last_year company_base company_quota company_final plan_final change change_share "
    "growth reps_final company_gap over_assignment raised lowered capped floored pinned heads ramped_heads heads_needed "
    "heads_gap margin payout_at_quota expected_sales expected_payout cost_of_sales notes",
    RESULTS_BY_REGION: "scenario region team last_year base plan_final final change change_share growth expected_sales "
    "expected_attainment heads ramped_heads heads_needed heads_gap expected_payout",
    RESULTS_BY_REP: "scenario rep_id rep region team last_year plan_final final change change_share growth bound "
    "expected_sales spread chance p10 p50 p90 expected_payout mark",
    MOVERS: "scenario direction place rep_id rep region team plan_final final change change_share",
    ATTAINMENT: "scenario company_quota expected_sales expected_attainment chance p10 p50 p90 reps share_at_quota "
    "share_p10 share_p90 too_hard too_easy expected_payout mark",
    OUTLOOK: "month scenario last_year quota p10 p25 p50 p75 p90 band_low band_mid1 band_mid2 band_mid3",
    SENSITIVITY: "rank driver step at low high final_low final_now final_high change_low change_high swing chance_low "
    "chance_now chance_high chance_change_low chance_change_high payout_low payout_now payout_high",
    FAIRNESS: "scenario measure value plan_value said",
    BACK_TEST: "size reps smallest largest quota sales attainment at_quota share_at_quota middle said",
}
OTHER_SHEETS = Words("Comparison", "比较", "比較")


@pytest.mark.parametrize(("table", "keys"), CONTRACT.items(), ids=lambda value: getattr(value, "name", ""))
def test_the_columns_are_those_of_the_contract_in_order(table: Table, keys: str) -> None:
    assert " ".join(table.keys) == keys


def test_a_workbook_made_before_needs_no_more_than_scenarios_and_results() -> None:
    assert [table.name for table in SCENARIO_BOOK.tables if not table.optional] == ["Scenarios", "Results"]


def test_every_setting_is_a_column_a_further_one_or_cannot_differ() -> None:
    changes = {column.key for column in (*SCENARIOS, *SCENARIOS.more)} - {"scenario", "note"}
    every = {setting.key for setting in (*SETTINGS, *OWN_CHANGES)}
    assert changes | set(SAME_FOR_ALL) | set(WITHOUT_EFFECT) == every
    assert len(changes) + len(SAME_FOR_ALL) + len(WITHOUT_EFFECT) == len(every)


def test_a_change_is_read_and_shown_as_its_setting() -> None:
    settings = {setting.key: setting for setting in (*SETTINGS, *OWN_CHANGES)}
    for column in (*SCENARIOS, *SCENARIOS.more):
        if column.key in ("scenario", "note"):
            assert not column.raw
            continue
        setting = settings[column.key]
        assert column.raw
        assert column.owner is Owner.PERSON
        assert (column.label, column.holds, column.minimum, column.maximum, column.choices) == (
            setting.label,
            setting.holds,
            setting.minimum,
            setting.maximum,
            setting.choices,
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_a_change_says_once_what_a_blank_means(language: str) -> None:
    blank = {"en": "blank", "zh-Hans": "留空", "zh-Hant": "留空"}[language]
    for column in (*SCENARIOS, *SCENARIOS.more):
        if column.raw:
            assert column.help.said(language).casefold().count(blank) == 1, column.key


@pytest.mark.parametrize("header", ["rounding_unit", " Rounding Unit ", "取整单位", "毛利率", "new_rep_share"])
def test_a_further_setting_may_be_a_column(header: str) -> None:
    grown = SCENARIOS.grown(["Scenario", header, "My remarks"])
    assert grown.keys[:-1] == SCENARIOS.keys
    assert grown.column_for(header) is grown.columns[-1]
    assert grown.columns[-1].raw
    assert grown.grown([header]) is grown


@pytest.mark.parametrize("header", ["growth", "plan_year", "Tier margin", "My remarks"])
def test_no_other_header_is_one(header: str) -> None:
    assert SCENARIOS.grown([header]) is SCENARIOS


def test_side_tables_take_what_the_plan_s_tables_take() -> None:
    for side, table in ((ADJUSTMENTS, GROWTH), (HEADS, REPS), (SCENARIO_RAMP, RAMP)):
        for key in set(side.keys) & set(table.keys) - {"note"}:
            assert (side[key].label, side[key].holds) == (table[key].label, table[key].holds)
            assert (side[key].minimum, side[key].maximum) == (table[key].minimum, table[key].maximum)
            assert not side[key].identity


def test_drivers_are_the_changes_that_are_numbers() -> None:
    numeric = {Holds.PERCENT, Holds.MONEY, Holds.INTEGER, Holds.NUMBER}
    wanted = {column.key for column in (*SCENARIOS, *SCENARIOS.more) if column.raw and column.holds in numeric}
    assert {choice.key for choice in STEPPED} == wanted
    assert {key for key, _ in DRIVERS.given} <= wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_drivers_is_no_longer_than_excel_takes(language: str) -> None:
    assert len(",".join(choice.label.said(language) for choice in STEPPED)) <= 255


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scenarios_of_a_blank_book_are_read_without_a_finding(language: str) -> None:
    said = [[cell.said(language) if isinstance(cell, Words) else cell for cell in row] for row in SCENARIOS.given]
    rows = Rows(dict(zip(SCENARIOS.keys, map(list, zip(*said, strict=True)), strict=True)), range(5, 8))
    done = conform(SCENARIOS, rows, currency=currency("CNY"))
    assert not done.findings
    typed = [{key: cell for key, cell in row.items() if cell} for row in done.frame.to_dict("records")]
    for row in typed:
        assert row.pop("scenario")
        assert row.pop("note")
    assert typed == [{"growth": 0.15}, {"growth": 0.05}, {"hires": 2}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes_and_leave_room_for_others(language: str) -> None:
    names = [sheet.name.said(language).casefold() for sheet in SCENARIO_BOOK.sheets]
    assert len(set(names)) == len(names)
    assert OTHER_SHEETS.said(language).casefold() not in names
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_no_name_of_a_table_is_that_of_a_setting_or_figure() -> None:
    names = {table.excel_name.casefold() for table in SCENARIO_BOOK.tables}
    names_of_cells = {each.key for each in SCENARIO_BOOK.settings} | {each.key for each in SCENARIO_BOOK.figures}
    assert not names & names_of_cells


def test_what_both_workbooks_set_is_said_of_both_in_like_manner() -> None:
    plan = {setting.key: setting for setting in SALES_PLAN.settings}
    shared = [setting for setting in SCENARIO_BOOK.settings if setting.key in plan]
    assert {setting.key for setting in shared} == {"plan_year", "currency", "language"}
    for setting in shared:
        assert (setting.label, setting.holds, setting.choices) == (
            plan[setting.key].label,
            plan[setting.key].holds,
            plan[setting.key].choices,
        )


def test_settings_are_said_in_every_language() -> None:
    for setting in (*OWN_CHANGES, *SCENARIO_BOOK.settings):
        assert all((setting.label.hant, setting.help.en, setting.help.hans, setting.help.hant)), setting.key
    for said in (PLAN_NAME, NONE_WORDS, *(figure.label for figure in SCENARIO_BOOK.figures), *SCENARIO_BOOK.steps):
        assert all((said.en, said.hans, said.hant))


def test_the_book_is_one_of_the_workbooks() -> None:
    assert [book.kind for book in WORKBOOKS] == ["plan", "scenarios", "visit-log"]
    assert SCENARIO_BOOK.front == "Scenarios"
