"""Cells written into workbooks that Excel made: nothing else in them may change."""

import io
import os
import signal
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from salesplan.workbook.apply import edited
from salesplan.workbook.blocks import array_areas, merged_areas
from salesplan.workbook.locate import Book, Sheet, unescaped_characters
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import CellWrite, Value
from tests.workbook.books import SHARED, Cell, cells_of

BOOKS = sorted(SHARED.glob("*.xls*"))
MAY_CHANGE = (
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/calcChain.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)
VALUES: tuple[Value, ...] = (1, -2.5, True, "text", "=1+1", "_x0041_ & <b>", date(2026, 1, 31), None, " blanks ", "表")

pytestmark = pytest.mark.skipif(not BOOKS, reason="the shared workbooks are not there")


def first_worksheet(package: Package) -> Sheet:
    return next(sheet for sheet in Book.of(package).sheets if sheet.kind == "worksheet")


def free_cells(package: Package, sheet: Sheet) -> list[tuple[int, int]]:
    """Give 30 cells, existing and new, that are no part of an array, a merge or a table's frame."""
    xml = SheetXml(package.read(sheet.part))
    book = Book.of(package)
    barred = [
        *array_areas(xml),
        *merged_areas(xml),
        *(table.area for table in book.tables.values() if table.sheet == sheet.name),
    ]
    present = [(row, column) for row, column, _ in xml.all_cells()]
    wanted = [*present[:: max(1, len(present) // 15)][:15], *((row * 3, row * 2 + 1) for row in range(1, 60))]
    free = [cell for cell in dict.fromkeys(wanted) if not any(cell in area for area in barred)]
    return free[:30]


def written(path: Path) -> tuple[Package, Sheet, dict[tuple[int, int], Value], dict[str, bytes | None]]:
    package = Package.open(path)
    sheet = first_worksheet(package)
    values = {cell: VALUES[at % len(VALUES)] for at, cell in enumerate(free_cells(package, sheet))}
    changed = edited(package, [CellWrite(sheet.name, row, column, value) for (row, column), value in values.items()])
    return package, sheet, values, changed


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {item.filename: archive.read(item) for item in archive.infolist()}


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_only_the_written_cells_change(path: Path) -> None:
    package, sheet, values, changed = written(path)
    before, after = contents(package.data), contents(package.written(changed))
    own = package.name_of(sheet.part)
    for part, content in before.items():
        if part != own and part not in MAY_CHANGE and part != package.workbook_part:
            assert after[part] == content, part
    assert set(before) - set(after) <= {"xl/calcChain.xml"}
    old, new = cells_of(before[own]), cells_of(after[own])
    shared = {cell for cell in old if old[cell].formula == "" or new.get(cell, old[cell]).formula != old[cell].formula}
    for position, cell in old.items():
        if position in values:
            continue
        found = new[position]
        if position in shared and found.formula:  # spelled out: its master was overwritten
            found = found._replace(formula=cell.formula)
        assert found == cell, position
    assert set(new) - set(old) <= set(values)
    for position, value in values.items():
        check_value(value, new.get(position))
    assert surroundings(before[own]) == surroundings(after[own])


def check_value(value: Value, found: Cell | None) -> None:
    if value is None:
        assert found is None or found.value is None
        return
    assert found is not None
    assert found.formula is None
    said = "1" if value is True else "46053" if isinstance(value, date) else str(value)
    assert unescaped_characters(found.value or "") == said


def surroundings(xml: bytes) -> list[tuple[str, dict[str, str], str | None]]:
    """Give all elements of a sheet but those in its rows, and but its dimension."""
    root = ElementTree.fromstring(xml)
    blocks = [block for block in root if not block.tag.endswith(("}sheetData", "}dimension"))]
    return [(item.tag, item.attrib, item.text) for block in blocks for item in block.iter()]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_openpyxl_opens_what_it_opened_before(path: Path) -> None:
    if path.stat().st_size > 150_000:
        pytest.skip("openpyxl takes long over it")
    package, sheet, values, changed = written(path)
    if not openpyxl_reads(package.data, sheet.name):
        pytest.skip("openpyxl does not read the original")
    book = load_workbook(io.BytesIO(package.written(changed)), data_only=True)
    for (row, column), value in values.items():
        if isinstance(value, str):
            assert unescaped_characters(book[sheet.name].cell(row, column).value) == value


def openpyxl_reads(data: bytes, sheet: str) -> bool:
    try:
        return sheet in load_workbook(io.BytesIO(data)).sheetnames
    except (TypeError, KeyError, ValueError):
        return False


@pytest.mark.live
def test_libreoffice_opens_all(tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir()
    for path in BOOKS:
        package, _, _, changed = written(path)
        save(package, changed, to=results / f"{path.stem}.xlsx")
    out = tmp_path / "csv"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    books = [str(path) for path in sorted(results.glob("*.xlsx"))]
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(out), *books]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        run.wait(timeout=240)
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
    assert len(list(out.glob("*.csv"))) == len(books)
