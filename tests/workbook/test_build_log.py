"""What a visit log does while a rep fills it in: lists, checks, colours, and that it survives other programs."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from salesplan.tables.customers import CUSTOMERS as PLAN_CUSTOMERS
from salesplan.tables.model import Holds, Owner
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.visit_log import LOGGED, MY_CUSTOMERS, MY_QUOTA, VISIT_LOG
from salesplan.words import LANGUAGES
from salesplan.workbook.build import build
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.excel_rules import violations
from tests.workbook.log_books import CUSTOMERS, ROWS, YEAR, log

pytestmark = pytest.mark.flow

HEADER, FIRST = 4, 5
languages = pytest.mark.parametrize("language", LANGUAGES)
TYPED = [column for column in LOGGED if column.owner is Owner.PERSON]


@cache
def opened(language: str = "en") -> Workbook:
    return load_workbook(BytesIO(log(language)))


def sheet_of(name: str, language: str = "en", book: Workbook | None = None) -> Any:
    sheet = next(sheet.name for sheet in VISIT_LOG.sheets if sheet.table.name == name)
    return (book or opened(language))[sheet.said(language)]


def place(key: str, row: int = FIRST) -> str:
    return f"{chr(ord('A') + LOGGED.keys.index(key))}{row}"


def validation(sheet: Any, cell: str) -> DataValidation:
    (found,) = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    assert isinstance(found, DataValidation)
    return found


def conditions(sheet: Any, cell: str) -> list[str]:
    areas = sheet.conditional_formatting
    return [rule.formula[0] for area in areas if cell in area.sqref for rule in area.rules]


@languages
def test_excel_opens_a_log_without_repair(language: str) -> None:
    assert violations(log(language)) == []
    assert violations(build(VISIT_LOG, language=language, settings={"plan_year": YEAR})) == []


@languages
def test_a_log_opens_on_its_visits_and_start_stays_first(language: str) -> None:
    book = opened(language)
    assert book.active.title == sheet_of("Visits", language).title
    assert book.sheetnames[0] == {"en": "Start", "zh-Hans": "开始", "zh-Hant": "開始"}[language]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [book.active.title]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}


@languages
def test_the_customers_of_the_rep_are_offered_and_others_warned_of(language: str) -> None:
    rule = validation(sheet_of("Visits", language), place("customer_id"))
    quoted = {"en": "'My customers'", "zh-Hans": "我的客户", "zh-Hant": "我的客戶"}[language]
    assert (rule.type, rule.formula1) == ("list", f"{quoted}!$A${FIRST}:$A${FIRST + len(CUSTOMERS) - 1}")
    assert (rule.errorStyle, rule.showErrorMessage) == ("warning", True)
    listed = [row[0].value for row in sheet_of("MyCustomers", language)[f"A{FIRST}:A{HEADER + len(CUSTOMERS)}"]]
    assert listed == list(CUSTOMERS)
    assert not [name for name in opened(language).defined_names if name.startswith("list_")]


@languages
def test_of_a_customer_not_offered_it_is_said_what_is_taken(language: str) -> None:
    rule = validation(sheet_of("Visits", language), place("customer_id"))
    said = {
        "en": "an ID or another customer's full name",
        "zh-Hans": "客户编号或其他客户的全名",
        "zh-Hant": "客戶編號或其他客戶的全名",
    }
    assert said[language] in rule.error
    assert sheet_of("MyCustomers", language).title not in rule.error


@languages
def test_no_hint_names_a_sheet_that_is_not_in_the_log(language: str) -> None:
    absent = {sheet.name.said(language) for sheet in SALES_PLAN.sheets} - set(opened(language).sheetnames)
    named = {"en": "sheet {}", "zh-Hans": "“{}”", "zh-Hant": "「{}」"}[language]
    for sheet in opened(language).worksheets:
        for rule in sheet.data_validations.dataValidation:
            said = f"{rule.prompt} {rule.error}"
            assert [name for name in absent if named.format(name) in said] == [], sheet.title


@languages
def test_yellow_columns_are_spoken_of_only_where_there_are_some(language: str) -> None:
    yellow = {"en": "yellow", "zh-Hans": "黄色", "zh-Hant": "黃色"}[language]
    for sheet in opened(language).worksheets[1:]:
        guards = [rule.error for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
        assert guards
        spoken = {yellow in error for error in guards}
        assert spoken == {sheet.title == sheet_of("Visits", language).title}, sheet.title


@languages
@pytest.mark.parametrize("key", ["kind", "stage", "result"])
def test_choices_are_offered_in_the_language(key: str, language: str) -> None:
    rule = validation(sheet_of("Visits", language), place(key))
    labels = ",".join(choice.label.said(language) for choice in LOGGED[key].choices)
    assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("list", f'"{labels}"', "stop")


def test_only_days_of_the_year_are_taken_and_any_day_for_what_comes_after() -> None:
    sheet = sheet_of("Visits")
    rule = validation(sheet, place("date"))
    first, last = (date(YEAR, 1, 1) - date(1899, 12, 30)).days, (date(YEAR, 12, 31) - date(1899, 12, 30)).days
    assert (rule.type, rule.operator or "between") == ("date", "between")
    assert (rule.formula1, rule.formula2, rule.errorStyle or "stop") == (str(first), str(last), "stop")
    assert f"{YEAR}-01-01" in rule.error
    later = validation(sheet, place("next_date"))
    assert (later.type, later.operator, later.formula1) == ("date", "greaterThanOrEqual", "1")


def test_an_order_is_no_less_than_nothing() -> None:
    rule = validation(sheet_of("Visits"), place("amount"))
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_every_row_to_fill_in_is_checked_and_dressed_as_the_first() -> None:
    sheet = sheet_of("Visits")
    last = FIRST + ROWS - 1
    assert sheet.tables["Visits"].ref == f"A{HEADER}:N{last}"
    for column in LOGGED:
        rule = validation(sheet, place(column.key))
        assert validation(sheet, place(column.key, last)) is rule
        assert sheet[place(column.key, last)].number_format == sheet[place(column.key)].number_format
        assert sheet[place(column.key, last)].fill.fgColor.rgb == sheet[place(column.key)].fill.fgColor.rgb


def test_entries_and_facts_of_the_issue_are_grey_and_guarded() -> None:
    guarded = [(sheet_of("Visits"), place("entry", row)) for row in (FIRST, FIRST + ROWS - 1)]
    settings = opened()["Settings"]
    guarded += [(settings, f"B{row}") for row in range(FIRST, FIRST + len(VISIT_LOG.settings))]
    for sheet, cell in guarded:
        rule = validation(sheet, cell)
        assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("custom", "FALSE", "stop"), cell
        assert sheet[cell].fill.fgColor.rgb == "FFF0F1F3"
    assert "nothing to fill in" in settings["A2"].value


def test_a_fact_that_is_not_given_may_be_typed() -> None:
    book = load_workbook(BytesIO(build(VISIT_LOG, language="en", settings={"plan_year": YEAR})))
    settings = book["Settings"]
    rows = {row[4].value: row[1].coordinate for row in settings.iter_rows(min_row=FIRST)}
    assert settings[rows["rep_id"]].fill.fgColor.rgb == "FFFFF9DB"
    assert (validation(settings, rows["rep_id"]).type or "none") == "none"
    assert validation(settings, rows["plan_year"]).type == "custom"


@pytest.mark.parametrize("key", ["date", "customer_id", "kind"])
def test_what_a_begun_row_lacks_turns_amber(key: str) -> None:
    sheet = sheet_of("Visits")
    cell, last = place(key), place(TYPED[-1].key)
    assert f'AND(${cell}="",COUNTA($A{FIRST}:${last})>0)' in conditions(sheet, cell)
    assert conditions(sheet, place(key, FIRST + ROWS - 1)) == conditions(sheet, cell)


def test_visits_that_are_due_are_red_then_amber_and_only_in_the_log() -> None:
    column = chr(ord("A") + MY_CUSTOMERS.keys.index("next_visit"))
    cell = f"${column}{FIRST}"
    assert conditions(sheet_of("MyCustomers"), f"{column}{FIRST}") == [
        f"AND(ISNUMBER({cell}),{cell}<TODAY())",
        f"AND(ISNUMBER({cell}),{cell}>=TODAY(),{cell}<=TODAY()+14)",
    ]
    plan = load_workbook(BytesIO(build(SALES_PLAN, language="en", settings={"plan_year": YEAR})))["Customers"]
    place_in_plan = PLAN_CUSTOMERS.keys.index("next_visit")
    assert conditions(plan, plan.cell(FIRST, place_in_plan + 1).coordinate) == []


def test_months_look_like_months() -> None:
    sheet = sheet_of("MyQuota")
    assert [column.key for column in MY_QUOTA if column.holds is Holds.MONTH] == ["month"]
    assert sheet[f"A{FIRST}"].number_format == "yyyy-mm"


@languages
def test_a_phone_has_room_beside_what_stays_in_view(language: str) -> None:
    for table in VISIT_LOG.tables:
        sheet = sheet_of(table.name, language)
        frozen = ord(sheet.freeze_panes[0]) - ord("A")
        assert sheet.freeze_panes[1:] == str(FIRST)
        assert frozen >= 1
        widths = [sheet.column_dimensions[chr(ord("A") + at)].width for at in range(frozen)]
        assert sum(widths) <= 31
        assert sheet.print_title_rows == f"$1:${HEADER}"
    first = [column.key for column in LOGGED][:3]
    assert first == ["date", "customer_id", "kind"]


def test_the_start_sheet_speaks_to_the_rep() -> None:
    said = {cell.value for row in opened()["Start"].iter_rows() for cell in row}
    assert "Filled in for you; leave it as it is." in said
    assert opened()["Start"]["B1"].value == '="Visit log "&plan_year'


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({}, "Li Wei · R-07 · 2026-12-01"),
        ({"rep": None}, "R-07 · 2026-12-01"),
        ({"rep": None, "rep_id": None, "issued_on": None}, None),
    ],
)
def test_the_start_sheet_says_whose_log_it_is(facts: dict[str, Any], shown: str | None, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(log(**facts))
    assert load_workbook(path, data_only=True)["Start"]["C2"].value == shown
    assert (recalculated_by_ironcalc(path).get(("Start", "C2")) or None) == shown


@pytest.mark.live
@languages
def test_lists_checks_and_tables_survive_a_save_in_libreoffice(language: str, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(log(language))
    saved = load_workbook(recalculated_by_libreoffice(path, tmp_path / "saved")[path])
    before, after = sheet_of("Visits", language), sheet_of("Visits", language, saved)
    assert set(saved.sheetnames) == set(opened(language).sheetnames)
    assert after.tables["Visits"].ref == before.tables["Visits"].ref
    for column in LOGGED:
        for row in (FIRST, FIRST + ROWS - 1):
            was, is_now = validation(before, place(column.key, row)), validation(after, place(column.key, row))
            assert is_now.type == was.type, column.key
            assert (is_now.errorStyle or "stop") == (was.errorStyle or "stop")
            if was.type == "list":
                assert is_now.formula1.replace("$'", "'").replace("'", "") == was.formula1.replace("'", "")
    for name in VISIT_LOG.tables:
        assert sheet_of(name.name, language, saved).tables[name.name].ref
    assert [cell.value for cell in after[FIRST]][:3] == [cell.value for cell in before[FIRST]][:3]
    assert (after[place("complaint")].value, after[place("complaint")].data_type) == ("=1+1", "s")


@pytest.mark.live
def test_libreoffice_computes_what_stands_beside_the_formulas(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(log())
    saved = load_workbook(recalculated_by_libreoffice(path, tmp_path / "saved")[path], data_only=True)
    ours = load_workbook(path, data_only=True)
    for row in range(HEADER - 1, FIRST + 12):
        for column in range(1, 5):
            was = ours["My quota"].cell(row, column).value
            assert saved["My quota"].cell(row, column).value == (pytest.approx(was) if isinstance(was, float) else was)
    assert saved["Start"]["C5"].value == pytest.approx(ours["Start"]["C5"].value)
    assert saved["Start"]["C6"].value == pytest.approx(ours["Start"]["C6"].value)
