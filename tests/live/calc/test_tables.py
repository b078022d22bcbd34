"""Tables grow, shrink and move as Excel lets them, with the formulas and looks of their rows."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.live.calc.errors import StrictError

pytestmark = pytest.mark.live


def quota(sheet: xw.Sheet) -> Any:
    return sheet.tables["Quota"]


def test_a_table_has_its_parts(book: xw.Book) -> None:
    table: Any = quota(book.sheets["Plan"])
    totals: Any = book.sheets["Totals"].tables["Counts"]
    assert [found.name for found in book.sheets["Plan"].tables] == ["Quota"]
    assert table.range.address == "$A$3:$D$6"
    assert table.header_row_range.value == ["Rep", "Base", "Others' share", "Final"]
    assert table.data_body_range.address == "$A$4:$D$6"
    assert (table.show_headers, table.show_totals, table.totals_row_range) == (True, False, None)
    assert totals.data_body_range.address == "$B$3:$C$4"
    assert totals.totals_row_range.address == "$B$5:$C$5"
    assert totals.show_totals
    assert book.sheets["Plan"]["B5"].table == table
    assert book.sheets["Plan"]["A9"].table is None


def test_formulas_follow_a_table_that_grows_and_shrinks(plan: xw.Sheet) -> None:
    table = quota(plan)
    table.resize(plan["A3:D8"])
    plan["A7"].value = [["Dee", 400.0, 4.0], ["Eve", 500.0, 5.0]]
    plan["D7:D8"].formula = "=Quota[[#This Row],[Base]]*Quota[[#This Row],[Others'' share]]"
    assert plan["G1:G2"].value == [5500.0, 5.0]
    table.resize(plan["A3:D5"])
    assert plan["G1:G2"].value == [500.0, 2.0]
    assert plan["D4:D8"].options(err_to_str=True).value == [100.0, 400.0, "#VALUE!", "#VALUE!", "#VALUE!"]
    plan["A6:D8"].clear_contents()
    assert plan["G1:G2"].value == [500.0, 2.0]
    assert table.data_body_range.address == "$A$4:$D$5"


def test_rows_that_fall_out_of_a_table_keep_what_they_hold(plan: xw.Sheet) -> None:
    plan["A6:C6"].value = ["'2027-01-05", "'001", True]
    quota(plan).resize(plan["A3:D5"])
    assert plan["A6:C6"].value == ["2027-01-05", "001", True]


@pytest.mark.parametrize("address", ["A4:D6", "A2:D6", "A3:D3", "F3:G6"])
def test_a_resize_that_excel_refuses_is_refused(plan: xw.Sheet, address: str) -> None:
    with pytest.raises(StrictError, match="Quota"):
        quota(plan).resize(plan[address])


def test_deleted_rows_shrink_a_table_and_pull_up_what_is_below(plan: xw.Sheet) -> None:
    plan["A4:D4"].delete("up")
    assert quota(plan).range.address == "$A$3:$D$5"
    assert plan["A4:A8"].value == ["Ben", "Cai", None, None, "below"]
    assert plan["G1:G2"].value == [1300.0, 2.0]


def test_a_table_whose_rows_are_all_deleted_keeps_a_blank_one(plan: xw.Sheet) -> None:
    quota(plan).data_body_range.delete("up")
    assert quota(plan).range.address == "$A$3:$D$4"
    assert quota(plan).data_body_range is None
    assert plan["A4:D4"].value == [None] * 4
    plan["A4"].value = "Ann"
    assert quota(plan).data_body_range.address == "$A$4:$D$4"


def test_inserted_rows_grow_a_table_and_look_like_those_above(plan: xw.Sheet) -> None:
    plan["A5:D6"].insert("down")
    assert quota(plan).range.address == "$A$3:$D$8"
    assert plan["A4:A11"].value == ["Ann", None, None, "Ben", "Cai", None, None, "below"]
    assert plan["B5:B6"].number_format == "#,##0"
    assert plan["B5"].color == (0xFF, 0xEE, 0xCC)


@pytest.mark.parametrize("address", ["A4:C4", "B1:B2", "A3:D4"])
def test_cells_of_a_part_of_a_table_are_not_shifted(plan: xw.Sheet, address: str) -> None:
    with pytest.raises(StrictError, match="table Quota"):
        plan[address].delete("up")


def test_formats_are_filled_down_with_validations_and_rules(plan: xw.Sheet, tmp_path: Path) -> None:
    plan["A6:D6"].autofill(plan["A6:D8"], "fill_formats")
    assert plan["B4:B8"].number_format == "#,##0"
    assert plan["A7:D8"].value == [[None] * 4] * 2
    assert plan["A4:B4"].number_format is None
    plan.book.save(tmp_path / "filled.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Plan"]
    assert {str(found.sqref) for found in saved.data_validations.dataValidation} == {"A4:A8"}
    assert [str(found.sqref) for found in saved.conditional_formatting] == ["B4:B8"]


def test_a_table_is_found_where_its_sheet_is_called_otherwise(plan: xw.Sheet) -> None:
    assert [table.name for table in plan.tables] == ["Quota"]
    plan.name = "My plan"
    assert [table.name for table in plan.tables] == ["Quota"]
    assert quota(plan).data_body_range[0, 0].value == "Ann"
