"""Blank workbooks as ``salesplan new`` makes them: each kind has the settings that are its own."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from salesplan.host.blank import write_blank
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import LANGUAGES
from tests.workbook.excel_rules import violations

pytestmark = pytest.mark.flow


def settings_of(path: Path) -> dict[str, Any]:
    book = load_workbook(path, read_only=True)  # which reads no other sheet
    try:
        return {row[4].value: row[1].value for row in book.worksheets[1].iter_rows(min_row=5)}
    finally:
        book.close()


@pytest.mark.parametrize("kind", [workbook.kind for workbook in WORKBOOKS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_made_with_its_settings(kind: str, language: str, tmp_path: Path) -> None:
    path = write_blank(kind, tmp_path / "made.xlsx", year=2028, language=language)
    declared = next(workbook for workbook in WORKBOOKS if workbook.kind == kind)
    values = settings_of(path)
    assert list(values) == [setting.key for setting in declared.settings]
    assert (values["plan_year"], values["language"]) == (2028, language)
    assert violations(path.read_bytes()) == []


@pytest.fixture(params=LANGUAGES)
def blank_log(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Workbook]:
    path = write_blank("visit-log", tmp_path / "made.xlsx", year=2028, language=request.param)
    return request.param, load_workbook(path)


def rules_of(sheet: Any, cell: str) -> DataValidation:
    (found,) = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    assert isinstance(found, DataValidation)
    return found


def test_a_blank_log_has_a_hundred_rows_for_visits_and_lists_no_customers(blank_log: tuple[str, Workbook]) -> None:
    visits = blank_log[1].worksheets[2]
    assert visits.tables["Visits"].ref == "A4:N104"
    assert {cell.value for row in visits["A5:N104"] for cell in row} == {None}
    assert visits["A104"].fill.fgColor.rgb == visits["A5"].fill.fgColor.rgb == "FFFFF9DB"
    assert rules_of(visits, "B104").type == "textLength"


def test_a_blank_log_says_what_to_fill_in(blank_log: tuple[str, Workbook]) -> None:
    language, book = blank_log
    settings = book.worksheets[1]
    prompt = rules_of(settings, "B5").prompt
    asked = {"en": "Type the Rep ID here.", "zh-Hans": "请在此填写销售编号。", "zh-Hant": "請在此填寫業務編號。"}
    assert settings["E5"].value == "rep_id"
    assert prompt.startswith(asked[language])
    blank = {"en": "Type what is still blank.", "zh-Hans": "请填写空白项。", "zh-Hant": "請填寫空白項。"}[language]
    assert settings["A2"].value.endswith(blank)
    assert settings["A2"].value in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


@pytest.mark.parametrize(("language", "country"), [("en", "US"), ("zh-Hans", "CN"), ("zh-Hant", "TW"), (None, "US")])
def test_a_plan_s_country_goes_with_its_language(language: str | None, country: str, tmp_path: Path) -> None:
    path = write_blank("plan", tmp_path / "made.xlsx", year=2028, language=language)
    assert settings_of(path)["country"] == country
