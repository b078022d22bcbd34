"""Excel would open, without an offer to repair it, each workbook that salesplan makes or changes."""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from salesplan.cli import main
from salesplan.errors import WriteRefused
from salesplan.tables.customers import CUSTOMERS
from salesplan.words import LANGUAGES
from salesplan.workbook.apply import edited
from salesplan.workbook.build import build
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.writes import TableWrite
from tests.flow.company import REPS, SALES, company, type_in, write_csv
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.books import zipped
from tests.workbook.excel_rules import violations
from tests.workbook.small_plans import plan_with
from tests.workbook.test_real_workbooks import BOOKS
from tests.workbook.test_real_workbooks import written as with_cells_written

pytestmark = pytest.mark.flow

CURRENCIES = ("USD", "CNY", "TWD", "JPY", "KWD", "CHF", "ZZZ")
LARGE = 100_000
HOSTILE = [
    {"customer_id": "=1+1", "customer": " blanks ", "rep_id": "R1", "first_purchase": "2020-01-31"},
    {"customer_id": "_x0041_", "customer": '+1\t<&>"', "rep_id": "R99"},
]


@cache
def blank(currency: str = "USD") -> bytes:
    return build(plan_with(CUSTOMERS), language="en", settings={"plan_year": 2027, "currency": currency})


@pytest.mark.parametrize("currency", CURRENCIES)
def test_a_blank_plan_in_a_currency(currency: str) -> None:
    assert violations(blank(currency)) == []


def run(book: Path, command: str, *arguments: object) -> None:
    """Run a command on a workbook, which may have findings, and hold the workbook to the rules."""
    done = CliRunner().invoke(main, [command, str(book), *map(str, arguments)])
    assert done.exit_code in (0, 1), done.output
    assert violations(book.read_bytes()) == []


def load(book: Path, table: str, rows: Sequence[Mapping[str, Any]], *options: str) -> None:
    """Load rows, none perhaps."""
    file = write_csv(book.with_name("rows.csv"), rows)
    if not rows:
        file.write_text("month,rep_id,revenue\n" if table == "Sales" else "rep_id,rep\n")
    run(book, "load", table, file, *options)


@pytest.mark.flow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_while_it_is_worked_on(tmp_path: Path, language: str) -> None:
    book = company(tmp_path, language=language)
    assert violations(book.read_bytes()) == []
    run(book, "quota")
    type_in(book, "Quota", "R1", override=500_000, reason="a key account")
    run(book, "quota")
    load(book, "Reps", [{"rep_id": f"N{at}", "rep": f'<{at}> & "', "region": "Ost", "team": "neu"} for at in range(5)])
    run(book, "quota")


@pytest.mark.flow
def test_a_plan_that_shrinks_to_nothing_and_grows_again(tmp_path: Path) -> None:
    book = company(tmp_path)
    run(book, "quota")
    load(book, "Customers", HOSTILE)
    run(book, "quota", "--partial")
    for rows in (REPS[1:2], [], REPS):
        load(book, "Reps", rows, "--replace")
        run(book, "quota", "--partial")
    for sales in (SALES[:3], [], SALES):
        load(book, "Sales", sales, "--replace")
        run(book, "quota", "--partial")
    load(book, "Customers", [{"customer_id": "C1", "rep_id": "R1"}], "--replace")
    run(book, "quota")


@pytest.mark.live
def test_a_plan_that_libreoffice_saved(tmp_path: Path) -> None:
    book = company(tmp_path)
    run(book, "quota")
    saved = recalculated_by_libreoffice(book, tmp_path / "saved")[book]
    run(saved, "quota")
    load(saved, "Reps", [{"rep_id": "N1", "rep": "new", "region": "East", "team": "E9"}])
    run(saved, "quota")


def own_table() -> Package:
    """Give a plan of somebody's own: totals, a filter, rules, sparklines, links, a chart, merged cells below."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("It's mine")
    bold = book.add_format({"bold": True, "num_format": '"NT$"#,##0;[Red]-0'})
    columns = [
        {"header": "rep [#1]'s", "total_string": "all"},
        {"header": "quota", "format": bold, "total_function": "sum"},
        {"header": "two\nlines", "formula": "=Own[[#This Row],[quota]]*2"},
    ]
    data = [[f"r{at}", at * 10] for at in range(4)]
    sheet.add_table("B4:D9", {"name": "Own", "columns": columns, "data": data, "total_row": True})
    sheet.data_validation("C5:C8", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format("B5:D8", {"type": "formula", "criteria": "=$C5>15", "format": bold})
    sheet.conditional_format("C5:C8", {"type": "data_bar", "bar_solid": True})
    sheet.write_url("F5", "https://example.com/")
    sheet.write_comment("H2", "mine")
    for row in range(4, 8):
        sheet.add_sparkline(row, 5, {"range": f"'It''s mine'!C{row + 1}:D{row + 1}"})
    sheet.merge_range("B13:D13", "a note")
    sheet.write_formula("B14", "=SUM(Own[quota])+SUM(C5:C8)+LEN(B13)")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='It''s mine'!$C$5:$C$8"})
    book.add_worksheet("Chart").insert_chart("A1", chart)
    book.close()
    return Package(Path("own.xlsx"), out.getvalue())


@pytest.mark.parametrize("rows", [(0, 1, 2, 3), (0,), (), (3, 1), (0, None, 2), (0, 1, 2, 3, *[None] * 6)])
def test_a_table_of_somebodys_own(rows: tuple[int | None, ...]) -> None:
    package = own_table()
    assert violations(package.data) == []
    write = TableWrite("Own", rows, {"quota": list(range(len(rows)))})
    assert violations(package.written(edited(package, [write]))) == []


@pytest.mark.flow
@pytest.mark.skipif(not BOOKS, reason="the shared workbooks are not there")
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_real_workbook_breaks_no_more_rules_than_before(path: Path) -> None:
    package, _, _, changed = with_cells_written(path)
    before = Counter(violations(package.data))
    assert Counter(violations(package.written(changed))) <= before
    if len(package.data) > LARGE:
        return  # its tables hold nothing that the smaller ones do not
    for table in [*Book.of(package).tables.values()][:2]:
        size = table.last_row - table.first_row + 1
        for rows in ((*range(size), None, None), tuple(reversed(range(size)))[1:]):
            try:
                changed = edited(package, [TableWrite(table.name, rows, {})])
            except WriteRefused:
                continue
            assert Counter(violations(package.written(changed))) <= before


SHEET = "xl/worksheets/sheet3.xml"
TABLE = "xl/tables/table1.xml"
BROKEN = [
    ("xl/workbook.xml", 'sheet name="Quota"', 'sheet name="Quo/ta"', "is no name for a sheet"),
    ("xl/workbook.xml", 'sheet name="Quota"', 'sheet name="bridge"', "2 sheets have the name"),
    ("xl/workbook.xml", 'sheetId="5"', 'sheetId="4"', "2 sheets have the sheetId"),
    ("xl/workbook.xml", '"growth"', '"R1C1"', "name 'R1C1' is no name"),
    ("xl/workbook.xml", '"growth"', '"quota"', "name quota is given 2 times"),
    ("xl/workbook.xml", "<sheets>", "<calcPr/><sheets>", "<sheets> is out of order"),
    ("xl/workbook.xml", "Reps[Rep ID]", "Reps[Rep]Id", "beside another operand"),
    ("xl/workbook.xml", "Reps[Rep ID]", "Reps[Rep no]", "column 'Rep no', which table Reps does not have"),
    ("xl/workbook.xml", "Settings!$B$7<", "Knobs!$B$7<", "sheet 'Knobs', which is not there"),
    ("xl/workbook.xml", "xmlns:r=", 'mc:Ignorable="x" xmlns:mc="urn:mc" xmlns:r=', "'x', a prefix"),
    ("xl/_rels/workbook.xml.rels", "styles.xml", "style.xml", "xl/styles.xml belongs to nothing"),
    ("xl/_rels/workbook.xml.rels", '"rId5"', '"rId99"', "sheet 'Quota' has no part"),
    (
        "[Content_Types].xml",
        "/xl/tables/table1.xml",
        "/xl/tables/table99.xml",
        "table1.xml is a table, and its content type is of another",
    ),
    ("docProps/app.xml", '<vt:vector size="4"', '<vt:vector size="5"', "a list of 4 says it has 5"),
    ("docProps/core.xml", "2026-01-01T00:00:00Z", "yesterday", "'yesterday', no date"),
    ("xl/sharedStrings.xml", "<si>", "<si>\x01", "is not well-formed"),
    ("xl/sharedStrings.xml", "<sst", "<!DOCTYPE sst><sst", "document type declaration"),
    (SHEET, "</sheetData>", "</sheetData><cols/>", "<cols> is out of order"),
    (SHEET, '<row r="5"', '<row r="4"', "row 4 comes after row 4"),
    (SHEET, '<c r="B5"', '<c r="A5"', "out of order"),
    (SHEET, '<c r="B5"', '<c r="B6"', "row 5 holds the cell 'B6'"),
    (SHEET, '<c r="B5" s="', '<c r="B5" s="9', "which is not there"),
    (SHEET, 't="s"><v>', 't="s"><v>9999', "is the shared text"),
    (SHEET, 't="s"><v>', "><v>x", "is the number"),
    (SHEET, 't="str"><f>', 't="text"><f>', "is of the type 'text'"),
    (SHEET, "<f>SUBTOTAL(109,", "<f>SUBTOTAL(109;", "cannot be read from"),
    (SHEET, "<f>SUBTOTAL(109,", "<f>_xlfn.AGGREGATE(109,", "uses AGGREGATE, which Excel 2007 did not have"),
    (SHEET, "<f>SUBTOTAL(109,", "<f>SUBTOTALS(109,", "uses SUBTOTALS, which is no function"),
    (SHEET, "<f>SUBTOTAL(109,RegionQuota[Gap])", "<f>RegionQuota[[#This Row],[Gap]]", "asks for its own row"),
    (SHEET, "over_assignment_team", "over_assignment_teams", "which is not there"),
    (SHEET, "RegionQuota[[#This Row],[Override]]", "RegionQuota[@Override]", "column '@Override'"),
    (SHEET, 'promptTitle="Region"', f'promptTitle="{"x" * 33}"', "longer promptTitle than 32"),
    (SHEET, "<formula1>0<", "<formula1>RegionQuota[Base]<", "where only cells can stand"),
    (SHEET, '<dataValidations count="', '<dataValidations count="1', "<dataValidations> says"),
    (SHEET, 'sqref="B5"', 'sqref="A5:B5"', "overlaps another"),
    (SHEET, 'dxfId="', 'dxfId="99', "has the look"),
    (SHEET, 'priority="2"', 'priority="1"', "have the priority '1'"),
    (SHEET, 'location="go_Start"', 'location="go_Nowhere"', "leads to go_Nowhere"),
    (SHEET, "&amp;R&amp;A", "&amp;R&amp;q", "its oddHeader is"),
    (SHEET, 'activePane="bottomRight"', 'activePane="topLeft"', "topLeft is active"),
    (SHEET, '<tablePart r:id="rId1"/>', "", "lists 0"),
    (SHEET, '<tablePart r:id="rId1"/>', '<tablePart r:id="rId7"/>', "refers to rId7"),
    (SHEET, "<pageMargins", '<mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells><pageMargins', "are merged"),
    (TABLE, 'id="1"', 'id="2"', "2 tables have the id"),
    (TABLE, '<autoFilter ref="A4:J5"', '<autoFilter ref="A4:J4"', "its filter is on A4:J4"),
    (TABLE, 'count="10"', 'count="9"', "10 columns wide"),
    (TABLE, 'name="Base"', 'name="base"', "'base' has the header 'Base'"),
    (TABLE, 'name="Base"', 'name="REGION"', "2 columns are called 'region'"),
    (TABLE, 'dataDxfId="', 'dataDxfId="99', "is not there"),
    (TABLE, "TeamQuota[Final]", "TeamQuota[Finale]", "column 'Finale'"),
    (TABLE, "TeamQuota[Final]", "TeamQuota[Base]", "has another formula"),
    (TABLE, 'displayName="RegionQuota"', 'displayName="Region Quota"', "has no name for a table"),
    ("xl/styles.xml", '<fonts count="', '<fonts count="9', "<fonts> says"),
    ("xl/styles.xml", 'fontId="', 'fontId="9', "which is not there"),
    ("xl/styles.xml", 'formatCode="#,##0.00;', 'formatCode="#,##0.00 each;', "is no number format"),
    ("xl/styles.xml", '<color rgb="FF', '<color rgb="', "is no colour"),
    ("xl/charts/chart1.xml", "Start!$C$15:$C$26", "Start!$C$15:$C$27", "13 cells, and 12 are kept"),
    ("xl/charts/chart1.xml", "Start!$C$15:$C$26", "Quota[Jan]", "where only cells can stand"),
    ("xl/drawings/drawing1.xml", "<xdr:row>26<", "<xdr:row>4<", "something reaches from"),
]


@pytest.mark.parametrize(("part", "old", "new", "words"), BROKEN, ids=lambda value: str(value)[:24])
def test_a_broken_rule_is_said(part: str, old: str, new: str, words: str) -> None:
    with zipfile.ZipFile(io.BytesIO(blank())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    assert [line for line in violations(zipped(parts)) if words in line]
