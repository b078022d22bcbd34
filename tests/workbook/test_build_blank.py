"""Blank workbooks as ``salesplan new`` makes them: each kind has the settings that are its own."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from salesplan.host.blank import write_blank
from salesplan.tables.plan import WORKBOOKS
from salesplan.words import LANGUAGES
from tests.workbook.excel_rules import violations


def settings_of(path: Path) -> dict[str, Any]:
    sheet = load_workbook(path).worksheets[1]
    return {row[4].value: row[1].value for row in sheet.iter_rows(min_row=5)}


@pytest.mark.parametrize("kind", [workbook.kind for workbook in WORKBOOKS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_made_with_its_settings(kind: str, language: str, tmp_path: Path) -> None:
    path = write_blank(kind, tmp_path / "made.xlsx", year=2028, language=language)
    declared = next(workbook for workbook in WORKBOOKS if workbook.kind == kind)
    values = settings_of(path)
    assert list(values) == [setting.key for setting in declared.settings]
    assert (values["plan_year"], values["language"]) == (2028, language)
    assert violations(path.read_bytes()) == []


@pytest.mark.parametrize(("language", "country"), [("en", "US"), ("zh-Hans", "CN"), ("zh-Hant", "TW"), (None, "US")])
def test_a_plan_s_country_goes_with_its_language(language: str | None, country: str, tmp_path: Path) -> None:
    path = write_blank("plan", tmp_path / "made.xlsx", year=2028, language=language)
    assert settings_of(path)["country"] == country
