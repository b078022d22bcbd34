"""A plan in any of the three languages, or with keys as headers, gives the same numbers."""

import random
from pathlib import Path

import openpyxl
import pytest

from salesplan.tables.plan import SALES_PLAN
from salesplan.words import ENGLISH, LANGUAGES, SIMPLIFIED, TRADITIONAL
from tests.flow.company import FINAL, SALES, as_json, column, company, filled, rows, salesplan, tables, type_in
from tests.flow.relabel import by_keys, in_language, relabelled, reordered

UNASSIGNED = {ENGLISH: "Unassigned", SIMPLIFIED: "未分配", TRADITIONAL: "未分配"}
WARNING = {ENGLISH: "warning", SIMPLIFIED: "警告", TRADITIONAL: "警告"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_any_language(tmp_path: Path, language: str) -> None:
    growth = [{"dimension": "region", "value": "South", "adjustment": 0.10}]
    book = company(tmp_path, language=language, Growth=growth)
    salesplan("quota", book)
    type_in(book, "Quota", "R1", override=500_000, reason="四月起接手一家大客户")
    said = salesplan("quota", book)
    regions, quotas, findings = tables(book, "RegionQuota", "Quota", "Findings")
    assert column(quotas, "final") == FINAL | {"R1": 500_000, "R2": 160_000, "R4": 240_000, "R5": 48_000}
    assert regions[-1]["region"] == quotas[-1]["rep"] == UNASSIGNED[language]
    assert len(quotas) == 6
    assert findings[0]["severity"] == WARNING[language]
    assert findings[0]["message"] in said.stderr
    assert findings[0]["message"].isascii() == (language == ENGLISH)
    assert as_json("quota", book, "--dry-run")["tables"]["Quota"][-1]["rep"] == "Unassigned"


@pytest.mark.parametrize("language", LANGUAGES)
def test_lang_overrides_the_workbooks_language(planned: Path, language: str) -> None:
    before = column(rows(planned, "Quota"), "final")
    salesplan("quota", planned, "--lang", language)
    quotas, regions = tables(planned, "Quota", "RegionQuota")
    assert column(quotas, "final") == before
    assert quotas[-1]["rep"] == UNASSIGNED[language]
    assert [row["region"] for row in regions] == ["North", "South", UNASSIGNED[language]]
    salesplan("quota", planned)
    assert rows(planned, "Quota")[-1]["rep"] == "Unassigned"


def test_headers_may_be_keys(tmp_path: Path) -> None:
    book = relabelled(blank(tmp_path), by_keys)
    assert "over_assignment" in headers(book, "Bridge")
    plan_and_check(book)


@pytest.mark.parametrize("language", [SIMPLIFIED, TRADITIONAL])
def test_headers_may_be_renamed_to_another_language(tmp_path: Path, language: str) -> None:
    book = relabelled(blank(tmp_path), in_language(language))
    assert "团队" in headers(book, "Quota") or "團隊" in headers(book, "Quota")
    plan_and_check(book)


def test_headers_may_differ_in_case_and_outer_blanks(tmp_path: Path) -> None:
    plan_and_check(relabelled(blank(tmp_path), lambda column, header: f" {header.upper()} "))


def test_headers_may_be_of_mixed_languages(tmp_path: Path) -> None:
    dice = random.Random(1)
    plan_and_check(relabelled(blank(tmp_path), lambda column, _: dice.choice([*column.label.every(), column.key])))


def test_columns_may_be_reordered(tmp_path: Path) -> None:
    book = reordered(blank(tmp_path), seed=3)
    assert headers(book, "Quota")[0] != "Region"
    plan_and_check(book)


def blank(folder: Path) -> Path:
    book = folder / "plan.xlsx"
    salesplan("new", "plan", book, "--year", 2027, "--currency", "USD")
    return book


def headers(book: Path, table: str) -> list[str]:
    [found] = [s.tables[table] for s in openpyxl.load_workbook(book).worksheets if table in s.tables]
    return list(found.column_names)


def plan_and_check(book: Path) -> None:
    """Fill, plan and override; the numbers must come out, and formulas must name the headers as they are."""
    filled(book, Reps=[{"Rep ID": f"R{n}", "区域": r, "team": t} for n, r, t in ROSTER], Sales=SALES)
    salesplan("quota", book)
    type_in(book, "TeamQuota", ("North", "A"), override=616_000)
    salesplan("quota", book)
    quotas, teams = tables(book, "Quota", "TeamQuota")
    assert column(quotas, "final") == FINAL | {"R1": 410_700, "R2": 205_300, "R3": 154_000}
    assert column(teams, "allocated", of="team") == {"A": 616_000, "B": 154_000, "C": 264_000, "Unassigned": 66_000}
    opened = openpyxl.load_workbook(book)
    for sheet in opened.worksheets:
        for table in sheet.tables.values():
            declared = SALES_PLAN.table("Growth" if table.name == "GrowthBySegment" else table.name)
            known = [header for header in table.column_names if declared.column_for(header)]
            for line in sheet[table.ref][1:]:
                for cell in line:
                    for mention in mentioned(str(cell.value), table.name):
                        assert mention in known, (sheet.title, cell.coordinate, cell.value)


def mentioned(formula: str, table: str) -> list[str]:
    """Give the columns of this row that a formula names."""
    if not formula.startswith("="):
        return []
    start = f"{table}[[#This Row],["
    return [part.split("]]")[0].replace("''", "'") for part in formula.split(start)[1:]]


ROSTER = ((1, "North", "A"), (2, "North", "A"), (3, "North", "B"), (4, "South", "C"), (5, "South", "C"))
