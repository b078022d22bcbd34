"""The hidden sheet for Excel's xlwings add-in."""

from functools import cache
from io import BytesIO
from itertools import takewhile

import pytest
from openpyxl import Workbook, load_workbook

from salesplan.tables.model import WorkbookPlan
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.visit_log import VISIT_LOG
from salesplan.words import LANGUAGES
from salesplan.workbook.build import build
from salesplan.workbook.build_config import CONFIG, CONFIG_SHEET, SET_UP_NAME
from salesplan.workbook.build_words import SET_UP
from tests.workbook.small_plans import plan_with

pytestmark = pytest.mark.flow

LEFT_TO_USERS = {"INTERPRETER", "INTERPRETER_WIN", "INTERPRETER_MAC", "PYTHONPATH", "CONDA PATH", "CONDA ENV"}


@cache
def opened(plan: WorkbookPlan, language: str = "en") -> Workbook:
    return load_workbook(BytesIO(build(plan, language=language, settings={})))


def configured(book: Workbook) -> dict[str, object]:
    """Read the sheet as the add-in does: keys in capitals, from A1 down to the first blank one."""
    rows = book[CONFIG_SHEET].iter_rows(max_col=2, values_only=True)
    return {str(key).upper(): value for key, value in takewhile(lambda row: row[0] is not None, rows)}


@pytest.mark.parametrize("plan", [plan_with(), SCENARIO_BOOK], ids=["plan", "scenarios"])
def test_plans_and_scenarios_have_it_hidden_and_last(plan: WorkbookPlan) -> None:
    book = opened(plan)
    assert CONFIG_SHEET == "xlwings.conf"
    assert book.sheetnames[-1] == CONFIG_SHEET
    assert book[CONFIG_SHEET].sheet_state == "hidden"
    assert configured(book) == {"UDF MODULES": "salesplan.excel.functions", "ADD_WORKBOOK_TO_PYTHONPATH": "True"}


def test_which_python_runs_is_left_to_each_user() -> None:
    assert not LEFT_TO_USERS & set(CONFIG)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_named_cell_says_how_excel_is_set_up(language: str) -> None:
    book = opened(plan_with(), language)
    sheet, _, cell = book.defined_names[SET_UP_NAME].attr_text.rpartition("!")
    assert book[sheet.strip("'")][cell.replace("$", "")].value == SET_UP.said(language)
    assert "salesplan excel install" in SET_UP.said(language)


def test_visit_logs_have_none() -> None:
    book = opened(VISIT_LOG)
    assert CONFIG_SHEET not in book.sheetnames
    assert SET_UP_NAME not in book.defined_names
