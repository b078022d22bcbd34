"""Whole columns put out at once are what their cells are one by one."""

import math
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import WriteRefused
from salesplan.workbook.addresses import Area
from salesplan.workbook.apply import edited
from salesplan.workbook.cell_content import UNTOUCHED, Encoder
from salesplan.workbook.cells import cell_xml, cells_down
from salesplan.workbook.package import Package
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import KEEP, Keep, TableWrite, Unwritable, Value, coerced
from tests.workbook.books import STYLES, Cell, book_parts, cells_of, sheet, table, zipped
from tests.workbook.values import columns

SHEET = "xl/worksheets/sheet1.xml"
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>due</t></is></c></row>'
)
FIRST = '<row r="2" ht="20" customHeight="1"><c r="A2" s="2"/><c r="B2"/></row>'


def written(folder: Path, write: TableWrite, more: str = "", *, height: int = 1, before: str = "") -> bytes:
    """Write the table of two columns that has one row, and as many more as are said; give the sheet."""
    path = folder / "plan.xlsx"
    declared = table("T", f"A1:B{height + 1}", ["id", "due"])
    xml = sheet(HEADER + FIRST + more, before=f'<dimension ref="A1:B2"/>{before}')
    path.write_bytes(zipped(book_parts({"Plan": xml}, tables={"Plan": [declared]})))
    return edited(Package.open(path), [write])[SHEET] or b""


def looks(folder: Path, write: TableWrite, more: str) -> dict[tuple[int, int], Cell]:
    """Write the table; give the cells with their formats in place of these formats' numbers, which are as they come."""
    cells = cells_of(written(folder, write, more))
    changed = edited(Package.open(folder / "plan.xlsx"), [write]).get("xl/styles.xml") or STYLES.encode()
    formats = re.findall(r"<xf .*?(?:/>|</xf>)", changed.decode())
    return {place: cell._replace(style=formats[int(cell.style or 0)]) for place, cell in cells.items()}


@settings(max_examples=150, deadline=None)
@given(columns(6), st.sampled_from([b"", b"x:"]), st.booleans(), st.lists(st.sampled_from([None, b"4"]), min_size=6))
def test_a_column_is_its_cells(values: list[Value], prefix: bytes, date1904: bool, styles: list[bytes | None]) -> None:
    plain = TableWrite("T", (None,) * 6, {"id": values}).columns["id"]
    cells = cells_down(prefix, 28, range(9, 15), styles, Encoder(prefix, date1904=date1904).contents(plain))
    one_by_one = [
        UNTOUCHED if value is KEEP else cell_xml(prefix, row, 28, style, value, date1904=date1904)
        for row, value, style in zip(range(9, 15), plain, styles, strict=False)
    ]
    assert cells == one_by_one


@settings(max_examples=60, deadline=None)
@given(columns(5), columns(5), st.sets(st.integers(3, 6)))
def test_rows_that_the_sheet_lacks_come_out_as_those_that_it_has(
    tmp_path_factory: pytest.TempPathFactory,
    ids: list[Value | Keep],
    dues: list[Value | Keep],
    there: set[int],
) -> None:
    """Rows without a cell are written one cell at a time, rows that are not there as a whole."""
    folder = tmp_path_factory.mktemp("t")
    write = TableWrite("T", (0, None, None, None, None), {"due": dues, "id": ids})
    bare = "".join(f'<row r="{row}"/>' for row in sorted(there))
    general = "".join(f'<row r="{row}"/>' for row in range(3, 7))
    assert looks(folder, write, bare) == looks(folder, write, general)


def test_new_rows_are_whole_runs(tmp_path: Path) -> None:
    count = 2_500
    xml = written(tmp_path, TableWrite("T", (0,) + (None,) * count, {"id": [KEEP, *range(count)]}))
    rows = b"".join(
        b'<row r="%d" ht="20" customHeight="1"><c r="A%d" s="2"><v>%d</v></c></row>' % (at + 3, at + 3, at)
        for at in range(count)
    )
    assert FIRST.encode() + rows + b"</sheetData>" in xml
    assert b'<dimension ref="A1:B2502"/>' in xml


def test_a_value_kept_in_a_new_row_leaves_what_fills_it(tmp_path: Path) -> None:
    xml = written(tmp_path, TableWrite("T", (0, None, None), {"id": [KEEP, KEEP, "b"]}))
    assert [cells_of(xml)[row, 1] for row in (3, 4)] == [Cell("2", "n", None, None), Cell("2", "inlineStr", None, "b")]


def test_a_row_without_cells_is_not_a_new_row(tmp_path: Path) -> None:
    """Its cells take the style that stands in their column, not that of the first row."""
    column = '<cols><col min="1" max="1" style="1"/></cols>'
    write = TableWrite("T", (0, 1, None), {"id": [KEEP, 5, 6]})
    cells = cells_of(written(tmp_path, write, '<row r="3"/>', height=2, before=column))
    assert (cells[3, 1].style, cells[4, 1].style) == ("1", "2")


def test_the_first_cell_by_rows_is_refused(tmp_path: Path) -> None:
    too_early = datetime(1800, 1, 1)
    write = TableWrite("T", (0, None, None), {"id": [KEEP, 1, "x" * 40_000], "due": [None, too_early, None]})
    with pytest.raises(WriteRefused, match="before the first day") as refusal:
        written(tmp_path, write)
    assert refusal.value.cell == "B3"


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        columns(5),
        st.lists(st.sampled_from([1.0, True, 1, math.nan, "", pd.NaT, pd.NA, np.float64(2)]), min_size=5, max_size=5),
    )
)
def test_a_column_is_coerced_as_its_values_are(values: list[Value | Keep]) -> None:
    expected = [value if value is KEEP else coerced(value) for value in values]
    given_ = TableWrite("T", (None,) * 5, {"a": values}).columns["a"]
    assert [(type(value), repr(value)) for value in given_] == [(type(value), repr(value)) for value in expected]


def test_equal_numbers_of_other_types_stay_what_they_are() -> None:
    given_ = TableWrite("T", (None,) * 6, {"a": [math.nan, 1.0, True, 1, -0.0, 0.0]}).columns["a"]
    assert [repr(value) for value in given_] == ["None", "1.0", "True", "1", "-0.0", "0.0"]


@pytest.mark.parametrize("bad", [math.inf, -math.inf, 1e308, 10**400, "\ud800", pd.Timestamp("2026-01-01", tz="UTC")])
@pytest.mark.parametrize("good", [1.5, 7, "a", None, datetime(2026, 1, 1)])
def test_one_bad_value_in_a_column_is_refused(good: Value, bad: Value) -> None:
    with pytest.raises(Unwritable):
        TableWrite("T", (None,) * 3, {"a": [good, bad, good]})


def test_dates_are_coerced_once_each_and_keep_their_times() -> None:
    stamps: list[Any] = [
        pd.Timestamp("2026-01-01 10:00"),
        pd.NaT,
        pd.Timestamp("2026-01-02"),
        pd.Timestamp("2026-01-01 10:00"),
    ]
    plain = TableWrite("T", (None,) * 4, {"a": stamps}).columns["a"]
    assert plain == (datetime(2026, 1, 1, 10), None, datetime(2026, 1, 2), datetime(2026, 1, 1, 10))
    assert {type(value) for value in plain if value is not None} == {datetime}


def test_blocks_of_rows_stand_between_other_rows() -> None:
    data = b'<worksheet><dimension ref="A1:A5"/><sheetData><row r="1"/><row r="5"/></sheetData></worksheet>'
    xml = SheetXml(data)
    xml.put(4, 1, b'<c r="A4"/>')
    xml.put_rows(2, b'<row r="2"><c r="C2"/></row><row r="3"/>', Area(2, 3, 2, 3))
    assert xml.render() == (
        b'<worksheet><dimension ref="A1:C5"/><sheetData><row r="1"/><row r="2"><c r="C2"/></row><row r="3"/>'
        b'<row r="4"><c r="A4"/></row><row r="5"/></sheetData></worksheet>'
    )


def test_rows_fill_a_sheet_that_has_none() -> None:
    xml = SheetXml(b"<x:worksheet><x:sheetData/></x:worksheet>".replace(b"<x:worksheet>", b'<x:worksheet xmlns:x="u">'))
    xml.put_rows(1, b'<x:row r="1"/>', None)
    assert xml.render() == b'<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>'
