"""What users add to a plan and change about it survives planning, to the byte where salesplan has no business."""

import struct
import zlib
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import TableColumn, TableFormula

from salesplan.workbook.writes import Formula
from tests.flow.company import (
    FINAL,
    REPS,
    SALES,
    by,
    column,
    everything,
    filled,
    parts,
    rows,
    salesplan,
    tables,
    type_cells,
    type_in,
    write_csv,
)

NOTE = "agreed with finance on 3 May"
RENAMED = {"Quota": "2027 Quotas & 'stretch'", "Reps": "团队", "Settings": "Knobs"}
ORDER = ["Mine", "Runs"]


@pytest.fixture(scope="module")
def arranged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that its user has made their own, filled and planned."""
    book = tmp_path_factory.mktemp("own") / "plan.xlsx"
    salesplan("new", "plan", book, "--year", 2027, "--currency", "USD")
    opened = openpyxl.load_workbook(book)
    _own_sheet(opened)
    _own_columns(opened)
    _own_marks(opened["Quota"])
    for old, new in RENAMED.items():
        _rename(opened, old, new)
    for position, name in enumerate(ORDER):
        opened.move_sheet(name, position - opened.sheetnames.index(name))
    opened.save(book)
    filled(book, Reps=REPS, Sales=SALES)
    salesplan("quota", book)
    type_cells(book, "Mine", {"B1": Formula("SUM(Quota[Final])", 1_100_000), "B2": Formula(f"{_quoted()}!J5", 440_000)})
    for rep in ("R1", "R4"):
        type_in(book, "Quota", rep, **{"My notes": f"note on {rep}"})
    type_in(book, "Reps", "R2", Car="blue")
    return book


@pytest.fixture
def arranged(arranged_once: Path, tmp_path: Path) -> Path:
    return Path(copyfile(arranged_once, tmp_path / "plan.xlsx"))


def _quoted() -> str:
    return "'" + RENAMED["Quota"].replace("'", "''") + "'"


def _picture() -> Image:
    """Give a picture without the library that openpyxl would look into it with."""
    picture = Image.__new__(Image)
    picture.ref, picture.width, picture.height, picture.format = None, 8, 8, "png"
    picture._data = dot
    return picture


def _own_sheet(opened: Any) -> None:
    sheet = opened.create_sheet("Mine")
    sheet["A1"], sheet["A2"], sheet["A4"] = "all quotas", "the first", "=1+1"
    sheet["A1"].comment = Comment("ask Ana", "Bo")
    sheet["A6"], sheet["A7"] = 3, 5
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=6, max_row=7))
    sheet.add_chart(chart, "D2")
    sheet.add_image(_picture(), "D20")
    opened.defined_names["my_rate"] = DefinedName("my_rate", attr_text="Mine!$A$6")


def _rename(opened: Any, old: str, new: str) -> None:
    """Rename a sheet with all that names it, as a spreadsheet program does."""
    opened[old].title = new
    quoted = "'" + new.replace("'", "''") + "'!"
    for name in opened.defined_names.values():
        name.attr_text = name.attr_text.replace(f"{old}!", quoted)
    for sheet in opened.worksheets:
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            if cell.hyperlink and cell.hyperlink.location:
                cell.hyperlink.location = cell.hyperlink.location.replace(f"{old}!", quoted)


def _own_columns(opened: Any) -> None:
    """Add a column of values and a column of formulas to Quota, and one of values to Reps."""
    _append(opened["Quota"], "Quota", "My notes")
    _append(opened["Quota"], "Quota", "Half", "Quota[[#This Row],[Final]]/2")
    _append(opened["Reps"], "Reps", "Car")


def _append(sheet: Any, table: str, header: str, formula: str = "") -> None:
    found = sheet.tables[table]
    left, top, right, bottom = range_boundaries(found.ref)
    sheet.cell(top, right + 1, header)
    made = TableColumn(id=len(found.tableColumns) + 1, name=header)
    if formula:
        made.calculatedColumnFormula = TableFormula(attr_text=formula)
        sheet.cell(top + 1, right + 1, f"={formula}")
    found.tableColumns.append(made)
    found.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    found.autoFilter.ref = found.ref


def _own_marks(sheet: Any) -> None:
    """Write under the table and beside it, and mark cells above it."""
    sheet["B8"] = NOTE
    sheet["B8"].font = copy(sheet["A1"].font)
    sheet["B9"] = "=Mine!A6*2"
    sheet["A1"].comment = Comment("the title", "Bo")
    sheet["AL2"] = "beside"
    sheet.conditional_formatting.add(
        "AL2", CellIsRule(operator="equal", formula=['"beside"'], fill=PatternFill("solid", "FFFF00"))
    )
    check = DataValidation(type="list", formula1='"beside,not"')
    check.add("AL2")
    sheet.add_data_validation(check)


def test_the_numbers_come_out(arranged: Path) -> None:
    quotas = by(rows(arranged, "Quota"), "rep_id")
    assert {rep: row["final"] for rep, row in quotas.items()} == FINAL
    assert {rep: row["My notes"] for rep, row in quotas.items() if row["My notes"]} == {
        "R1": "note on R1",
        "R4": "note on R4",
    }
    assert column(rows(arranged, "Reps"), "Car")["R2"] == "blue"
    sheet = openpyxl.load_workbook(arranged)[RENAMED["Quota"]]
    half = [cell.value for (cell,) in sheet["AF5:AF10"]]
    assert half == ["=Quota[[#This Row],[Final]]/2"] * 6


def test_other_parts_stay_to_the_byte(arranged: Path) -> None:
    type_in(arranged, "Quota", "R1", override=500_000)
    before, cells_before = parts(arranged), everything(arranged)
    salesplan("quota", arranged)
    after, cells_after = parts(arranged), everything(arranged)
    assert before.keys() == after.keys()
    untouched = {name for name in before if before[name] == after[name]}
    own = sheet_part(arranged, "Mine")
    assert {own, "xl/charts/chart1.xml", "xl/media/image1.png"} <= untouched
    assert {name for name in before if "drawing" in name.lower() or "comment" in name.lower()} <= untouched
    # Only the sheets of tables that salesplan writes may differ.
    written = ("RegionQuota", "TeamQuota", "Quota", "Bridge", "Season", "Findings", "Runs")
    may_differ = {sheet_part(arranged, sheet_of(arranged, table)) for table in written}
    may_differ |= {name for name in before if name.startswith("xl/tables/")}
    may_differ |= {"xl/workbook.xml", "xl/styles.xml", sheet_part(arranged, "Start")}
    assert before.keys() - untouched <= may_differ
    computed = {
        name for name in openpyxl.load_workbook(arranged).sheetnames if name not in (RENAMED["Reps"], "Mine", "Sales")
    }
    assert {cell: value for cell, value in cells_before.items() if cell[0] not in computed} == {
        cell: value for cell, value in cells_after.items() if cell[0] not in computed
    }
    assert openpyxl.load_workbook(arranged).sheetnames[:2] == ORDER


def test_a_growing_table_pushes_the_note_down(arranged: Path) -> None:
    sheet = RENAMED["Quota"]
    [note] = where(arranged, sheet, NOTE)
    assert int(note[1:]) > 10
    new_reps(arranged)
    salesplan("quota", arranged)
    moved = int(note[1:]) + 4
    assert where(arranged, sheet, NOTE) == [f"B{moved}"]
    opened = openpyxl.load_workbook(arranged)
    assert opened[sheet][f"B{moved + 1}"].value == "=Mine!A6*2"
    assert opened[sheet]["AL2"].value == "beside"
    assert opened[sheet]["A1"].comment.text == "the title"
    notes = {row["rep_id"]: row["My notes"] for row in rows(arranged, "Quota") if row["My notes"]}
    assert notes == {"R1": "note on R1", "R4": "note on R4"}
    assert len(rows(arranged, "Quota")) == 10


def test_a_note_that_a_formula_points_at_is_never_torn_off(arranged: Path) -> None:
    [note] = where(arranged, RENAMED["Quota"], NOTE)
    type_cells(arranged, "Mine", {"B3": Formula(f"{_quoted()}!{note}", NOTE)})
    new_reps(arranged)
    before = arranged.read_bytes()
    said = salesplan("quota", arranged, code=3)
    assert f"a formula in sheet Mine points at it ({note})" in said.stderr
    assert "leave 4 free rows below the table" in said.stderr
    assert arranged.read_bytes() == before


def new_reps(book: Path) -> None:
    more = [{"rep_id": f"N{n}", "region": "North", "team": "A"} for n in range(4)]
    salesplan("load", book, "Reps", write_csv(book.with_name("more.csv"), more))


def test_without_the_start_sheet_and_the_totals_the_rest_still_works(planned: Path) -> None:
    """A deleted sheet or row leaves names behind that point nowhere."""
    opened = openpyxl.load_workbook(planned)
    del opened["Start"]
    for name, defined in opened.defined_names.items():
        if name.startswith(("company_", "total_Quota")) and name != "company_target":
            defined.attr_text = "#REF!" if name.startswith("company_") else "Quota!#REF!"
    opened.save(planned)
    type_in(planned, "Quota", "R1", override=500_000)
    salesplan("quota", planned)
    assert column(rows(planned, "Quota"), "final") == FINAL | {"R1": 500_000, "R2": 160_000}


def test_own_rows_follow_their_rep_through_a_sort(arranged: Path) -> None:
    """The user sorts Quota by final, with everything in the rows; planning finds each rep where it is now."""
    opened = openpyxl.load_workbook(arranged)
    sheet = opened[RENAMED["Quota"]]
    lines = [[cell.value for cell in line] for line in sheet["A5:AF10"]]
    for line, values in zip(sheet["A5:AF10"], reversed(lines), strict=True):
        for cell, value in zip(line, values, strict=True):
            cell.value = value
    opened.save(arranged)
    type_in(arranged, "Quota", "R4", override=200_000, reason="moved")
    salesplan("quota", arranged)
    quotas = rows(arranged, "Quota")
    assert [row["rep_id"] or "" for row in quotas] == ["", "R5", "R4", "R3", "R2", "R1"]
    assert column(quotas, "final") == FINAL | {"R4": 200_000, "R5": 64_000}
    found = by(quotas, "rep_id")
    assert (found["R4"]["reason"], found["R4"]["My notes"], found["R1"]["My notes"]) == (
        "moved",
        "note on R4",
        "note on R1",
    )


def test_settings_work_from_wherever_they_are(arranged: Path) -> None:
    [regions] = tables(arranged, "RegionQuota")
    assert column(regions, "final", of="region")["North"] == 770_000
    opened = openpyxl.load_workbook(arranged)
    [(sheet, address)] = opened.defined_names["growth"].destinations
    assert sheet == RENAMED["Settings"]
    opened["Mine"]["H9"] = 0.2
    opened.defined_names["growth"].attr_text = "Mine!$H$9"
    opened[sheet][address.replace("$", "")] = "elsewhere"
    opened.save(arranged)
    salesplan("quota", arranged)
    assert column(rows(arranged, "Quota"), "final") == {rep: final // 11 * 12 for rep, final in FINAL.items()}


def where(book: Path, sheet: str, text: str) -> list[str]:
    return [
        cell.coordinate
        for line in openpyxl.load_workbook(book)[sheet].iter_rows()
        for cell in line
        if cell.value == text
    ]


def sheet_of(book: Path, table: str) -> str:
    return next(str(sheet.title) for sheet in openpyxl.load_workbook(book).worksheets if table in sheet.tables)


def sheet_part(book: Path, sheet: str) -> str:
    """Give the part of a sheet, by openpyxl's own reading of the workbook's relationships."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(book)
    reader.read_manifest()
    reader.read_workbook()
    found: Iterator[tuple[Any, Any]] = reader.parser.find_sheets()
    return str(next(str(relation.target) for named, relation in found if named.name == sheet))


def dot() -> bytes:
    """Give a PNG of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
