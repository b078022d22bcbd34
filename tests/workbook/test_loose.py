"""Tables and settings found although Excel Tables and defined names are gone."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as Listed

from salesplan.errors import DuplicateHeader, NotAWorkbook
from salesplan.tables.visit_log import LOGGED, VISIT_LOG
from salesplan.workbook.build import build
from salesplan.workbook.loose import loose_tables, refuse_far_cells, settings_by_key
from salesplan.workbook.read import WorkbookReader

NEEDED = ("date", "customer_id", "kind")


def book(path: Path, lines: list[list[object]], *, listed: str = "", top: int = 3) -> Path:
    """Make a workbook with these lines from B3 on, and a Table round some of them."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = "Visits"
    for row, line in enumerate(lines, start=top):
        for column, value in enumerate(line, start=2):
            sheet.cell(row, column).value = value
    if listed:
        sheet.add_table(Listed(displayName="Visits", ref=listed))
    made.save(path)
    return path


LINES: list[list[object]] = [
    ["kind", "Whatever", "客户", " DATE "],
    ["visit", 1, "Ace", date(2027, 3, 1)],
    [None, None, None, None],
    ["call", None, "Best", None],
]


def test_a_table_is_found_by_its_headers(tmp_path: Path) -> None:
    (found,) = loose_tables(WorkbookReader(book(tmp_path / "a.xlsx", LINES)), LOGGED, NEEDED)
    assert (found.sheet, found.named, found.header_row) == ("Visits", False, 3)
    assert found.columns == {"kind": 2, "customer_id": 4, "date": 5}
    assert list(found.rows.index) == [4, 6]
    assert found.rows.columns["customer_id"] == ["Ace", "Best"]
    assert (found.cell(6, "date"), found.cell(None, "date"), found.cell(6, "note")) == ("E6", "E3", "B6")


def test_rows_under_an_excel_table_belong_to_it(tmp_path: Path) -> None:
    (found,) = loose_tables(WorkbookReader(book(tmp_path / "a.xlsx", LINES, listed="B3:E4")), LOGGED, NEEDED)
    assert found.named
    assert list(found.rows.index) == [4, 6]


def test_a_totals_row_is_none_of_its_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*LINES, ["Total", None, 2, None], ["visit", None, "Under", None]], listed="B3:E7")
    made = openpyxl.load_workbook(path)
    made["Visits"].tables["Visits"].totalsRowCount = 1
    made.save(path)
    (found,) = loose_tables(WorkbookReader(path), LOGGED, NEEDED)
    assert list(found.rows.index) == [4, 6, 8]


def test_a_row_with_nothing_but_an_error_is_a_row(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*LINES, ["#N/A", None, None, None], [None, None, None, "=1+1"]])
    (found,) = loose_tables(WorkbookReader(path), LOGGED, NEEDED)
    assert list(found.rows.index) == [4, 6, 7, 8]
    assert found.rows.errors == {(7, "kind"): "#N/A"}
    assert found.rows.unvalued == {(8, "date")}
    assert found.rows.columns["kind"] == ["visit", "call", "", ""]


def test_two_headers_of_one_meaning_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["date", "customer", "kind", "日期"]])
    with pytest.raises(DuplicateHeader, match=r"B3.*E3"):
        loose_tables(WorkbookReader(path), LOGGED, NEEDED)


def test_a_sheet_without_the_headers_has_no_table(tmp_path: Path) -> None:
    reader = WorkbookReader(book(tmp_path / "a.xlsx", [["date", "customer", "sort"]]))
    assert loose_tables(reader, LOGGED, NEEDED) == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_settings_are_found_by_their_keys(tmp_path: Path, language: str) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(build(VISIT_LOG, language=language, settings={"plan_year": 2027, "rep_id": "007"}))
    reader = WorkbookReader(path)
    keys = ("rep_id", "plan_year", "nothing")
    assert settings_by_key(reader, keys) == reader.named_cells(keys)
    assert {key: cell.value for key, cell in settings_by_key(reader, keys).items()} == {
        "rep_id": "007",
        "plan_year": 2027.0,
    }


def test_a_key_without_its_headers_is_just_a_word(tmp_path: Path) -> None:
    reader = WorkbookReader(book(tmp_path / "a.xlsx", [["R1", "rep_id"], ["Value", "Unit"], ["R1", "rep_id"]]))
    assert settings_by_key(reader, ("rep_id",)) == {}


def test_a_cell_far_out_is_refused(tmp_path: Path) -> None:
    refuse_far_cells(WorkbookReader(book(tmp_path / "a.xlsx", [["x"] * 4], top=6)), 30)
    with pytest.raises(NotAWorkbook, match="E7"):
        refuse_far_cells(WorkbookReader(book(tmp_path / "b.xlsx", [["x"] * 4], top=7)), 30)
