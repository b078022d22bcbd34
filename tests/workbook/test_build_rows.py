"""What a workbook is filled with: texts as texts, choices in its language, totals and figures of the cells."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from salesplan.errors import UnknownName
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.model import Table
from salesplan.tables.tiers import TIERS
from salesplan.tables.visit_log import VISIT_LOG
from salesplan.words import LANGUAGES
from salesplan.workbook.build import build
from salesplan.workbook.build_rows import total_of
from tests.workbook.excel_rules import violations
from tests.workbook.log_books import log
from tests.workbook.small_plans import plan_with

pytestmark = pytest.mark.flow

FIRST = 5
PLAN = plan_with(CUSTOMERS, TIERS, LIFECYCLE, CUSTOMER_METRICS)


def plan(language: str = "en", figures: dict[str, float] | None = None, **given: dict[str, list[Any]]) -> bytes:
    year = {"plan_year": 2027, "currency": "USD"}
    return build(PLAN, language=language, settings=year, rows=given, figures=figures or {})


@lru_cache(maxsize=2)
def opened(data: bytes, *, values: bool) -> Workbook:
    return load_workbook(BytesIO(data), data_only=values)


def sheet_of(data: bytes, table: Table, language: str = "en", *, values: bool = False) -> Worksheet:
    name = next(sheet.name for sheet in PLAN.sheets if sheet.table is table)
    sheet = opened(data, values=values)[name.said(language)]
    assert isinstance(sheet, Worksheet)
    return sheet


def column(sheet: Worksheet, table: Table, key: str) -> list[Any]:
    place = table.keys.index(key) + 1
    return [sheet.cell(row, place).value for row in range(FIRST, sheet.max_row + 1)]


def named(book: Workbook, name: str) -> Any:
    sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value


def text_of_part(data: bytes, part: str) -> str:
    with ZipFile(BytesIO(data)) as package:
        return package.read(part).decode()


def test_cells_hold_what_they_are_given() -> None:
    data = plan(
        Customers={
            "customer_id": ["0001", "0002", "0003"],
            "customer": ["Ann", None, ""],
            "potential": [1000.25, Decimal("0.10"), 3],
            "first_purchase": [date(2020, 1, 31), None, datetime(2021, 2, 3)],
        }
    )
    sheet = sheet_of(data, CUSTOMERS)
    assert column(sheet, CUSTOMERS, "customer_id") == ["0001", "0002", "0003"]
    assert column(sheet, CUSTOMERS, "customer") == ["Ann", None, None]
    assert column(sheet, CUSTOMERS, "potential") == [1000.25, 0.1, 3]
    assert column(sheet, CUSTOMERS, "first_purchase") == [datetime(2020, 1, 31), None, datetime(2021, 2, 3)]
    assert sheet.tables["Customers"].ref.endswith(str(FIRST + 2))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM", "=", "{=1}", "http://x.y", "mailto:a@b", "0012", "1e5", "#N/A", "TRUE"]
)
def test_a_text_stays_a_text(text: str) -> None:
    data = plan(Customers={"customer_id": [text], "customer": [text], "tier": [text]})
    sheet = sheet_of(data, CUSTOMERS)
    for key in ("customer_id", "customer", "tier"):
        cell = sheet.cell(FIRST, CUSTOMERS.keys.index(key) + 1)
        assert (cell.value, cell.hyperlink) == (text, None)
    assert f"<t>{text}</t>" in text_of_part(data, "xl/sharedStrings.xml")
    assert violations(data) == []


def test_a_text_longer_than_a_cell_takes_is_cut() -> None:
    sheet = sheet_of(plan(Customers={"customer": ["x" * 40_000]}), CUSTOMERS)
    assert column(sheet, CUSTOMERS, "customer") == ["x" * 32_767]


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_are_said_in_the_language(language: str) -> None:
    data = plan(language, Customers={"customer_id": ["1", "2", "3"], "move": ["up", "held", "of their own"]})
    labels = {choice.key: choice.label.said(language) for choice in CUSTOMERS["move"].choices}
    shown = column(sheet_of(data, CUSTOMERS, language), CUSTOMERS, "move")
    assert shown == [labels["up"], labels["held"], "of their own"]
    for table, key in ((TIERS, "rule"), (LIFECYCLE, "stage"), (LIFECYCLE, "advice"), (CUSTOMER_METRICS, "meaning")):
        place = table.keys.index(key)
        said = {choice.key: choice.label.said(language) for choice in table[key].choices}
        declared = [said.get(str(row[place])) for row in table.given]
        assert column(sheet_of(data, table, language), table, key) == declared


def test_rows_take_the_place_of_the_declared_ones_and_none_is_one_empty_row() -> None:
    data = plan(Tiers={"tier": ["Gold", "Rest"], "rule": ["count", None]}, Lifecycle={"stage": []})
    assert column(sheet_of(data, TIERS), TIERS, "tier") == ["Gold", "Rest"]
    assert column(sheet_of(data, LIFECYCLE), LIFECYCLE, "stage") == [None]
    assert violations(data) == []


def test_a_live_formula_keeps_the_value_beside_it() -> None:
    book = load_workbook(BytesIO(log()))
    assert "SUMIFS(" in book["My quota"]["C6"].value
    cached = load_workbook(BytesIO(log()), data_only=True)["My quota"]
    assert [cached.cell(row, 3).value for row in range(FIRST, FIRST + 3)] == [0, 12_500.5, 0]


def test_totals_and_figures_are_of_the_cells() -> None:
    cached = load_workbook(BytesIO(log()), data_only=True)
    assert named(cached, "total_MyQuota_quota") == 12_001.2
    assert named(cached, "total_MyQuota_ordered") == 12_500.5
    assert (named(cached, "my_quota"), named(cached, "my_orders")) == (12_001.2, 12_500.5)


def test_figures_that_are_given_count_and_growth_follows() -> None:
    quotas: dict[str, list[Any]] = {"region": ["East"], "last_year": [200], "final": [250]}
    cached = load_workbook(BytesIO(plan(figures={"company_quota": 260.5}, RegionQuota=quotas)), data_only=True)
    assert named(cached, "company_quota") == 260.5
    assert (named(cached, "company_last_year"), named(cached, "company_final")) == (200, 250)
    assert named(cached, "company_growth") == 0.25
    assert not named(load_workbook(BytesIO(plan()), data_only=True), "company_growth")


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="'Customers'"):
        plan(Custmers={"customer_id": ["1"]})
    with pytest.raises(UnknownName, match="'customer_id'"):
        plan(Customers={"customer_ids": ["1"]})
    with pytest.raises(UnknownName, match="'company_quota'"):
        plan(figures={"company_quotas": 1.0})
    with pytest.raises(ValueError, match="Customers differ in length"):
        plan(Customers={"customer_id": ["1", "2"], "customer": ["x"]})


@given(st.lists(st.integers(-(10**14), 10**14), max_size=40))
def test_totals_of_minor_units_are_exact(minor: list[int]) -> None:
    assert total_of([amount / 100 for amount in minor if abs(amount) < 10**13]) == float(
        Decimal(sum(amount for amount in minor if abs(amount) < 10**13)) / 100
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4))
def test_any_text_is_read_as_it_was_given(texts: list[str]) -> None:
    data = build(VISIT_LOG, language="en", settings={"plan_year": 2027}, rows={"Visits": {"note": texts}})
    assert violations(data) == []
    grid = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Visits").to_python(skip_empty_area=False)
    place = VISIT_LOG.table("Visits").keys.index("note")
    read = [row[place] if place < len(row) else "" for row in grid[FIRST - 1 :]]
    assert read + [""] * (len(texts) - len(read)) == texts


def test_the_same_rows_give_the_same_bytes() -> None:
    assert log("zh-Hans") == log("zh-Hans")
