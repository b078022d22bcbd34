"""Tables written into workbooks that XlsxWriter made: charts, sparklines, comments, rules, a note below."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from salesplan.workbook.apply import edited
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.writes import TableWrite

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """Give a plan with a table in B4:D8, a note four rows below it, and much around it."""
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(path)
    plan = book.add_worksheet("Plan")
    bold = book.add_format({"bold": True, "num_format": "#,##0"})
    columns = [
        {"header": "rep"},
        {"header": "quota", "format": bold},
        {"header": "twice", "formula": "=Quota[[#This Row],[quota]]*2"},
    ]
    plan.add_table("B4:D8", {"name": "Quota", "columns": columns, "data": [[f"r{at}", at * 10] for at in range(4)]})
    plan.data_validation("C5:C8", {"validate": "decimal", "criteria": ">=", "value": 0})
    plan.conditional_format("B5:D8", {"type": "formula", "criteria": "=$C5>15", "format": bold})
    plan.conditional_format("C5:C8", {"type": "data_bar", "bar_solid": True})
    for row in range(4, 8):
        plan.add_sparkline(row, 5, {"range": f"Plan!B{row + 1}:D{row + 1}"})
    plan.write("B13", "a note")
    plan.write_formula("B14", "=SUM(C5:C8)+LEN(B13)")
    plan.write_comment("H2", "mine")
    plan.insert_image("H3", "none.png", {"image_data": io.BytesIO(PIXEL)})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Plan!$C$5:$C$8"})
    book.add_worksheet("Chart").insert_chart("A1", chart)
    book.close()
    return Package.open(path)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def quota(package: Package, rows: tuple[int | None, ...], quotas: list[int]) -> Package:
    return Package(package.path, package.written(edited(package, [TableWrite("Quota", rows, {"quota": quotas})])))


def test_growing_carries_rules_and_note(package: Package) -> None:
    result = quota(package, (0, 1, 2, 3, *[None] * 6), list(range(10)))
    assert str(Book.of(result).table("Quota").area) == "B4:D14"
    sheet = load_workbook(io.BytesIO(result.data))["Plan"]
    assert [sheet.cell(row, 3).value for row in range(5, 15)] == list(range(10))
    assert {sheet.cell(row, 3).number_format for row in range(5, 15)} == {"#,##0"}
    assert sheet["D14"].value == "=Quota[[#This Row],[quota]]*2"
    assert sheet["B19"].value == "a note"
    assert sheet["B20"].value == "=SUM(C5:C8)+LEN(B19)"
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C5:C14"]
    assert sorted(str(rule.sqref) for rule in sheet.conditional_formatting) == ["B5:D14", "C5:C14"]
    assert result.read("xl/worksheets/sheet1.xml").count(b"<xm:sqref>C5:C14</xm:sqref>") == 1


@pytest.mark.parametrize("rows", [(3, 0, 2), (0,), (1, None, 2, None, 0)])
def test_moving_rows_keeps_a_chart_of_the_whole_column_and_sparklines_of_their_row(
    package: Package, rows: tuple[int | None, ...]
) -> None:
    result = quota(package, rows, list(range(len(rows))))
    sheet = load_workbook(io.BytesIO(result.data))["Plan"]
    reps = [sheet.cell(5 + at, 2).value for at in range(len(rows))]
    assert reps == [None if old is None else f"r{old}" for old in rows]
    for part in package.parts:
        if part not in ("xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"):
            assert result.read(part) == package.read(part)
