"""A sheet put into workbooks that Excel and others made: nothing else in them may change."""

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesplan.errors import WriteRefused
from salesplan.workbook.apply import edited
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.writes import SheetGraft
from tests.workbook.donors import donor
from tests.workbook.excel_rules import violations
from tests.workbook.test_real_workbooks import BOOKS, MAY_CHANGE, contents, openpyxl_reads

pytestmark = [
    pytest.mark.flow,
    pytest.mark.skipif(not BOOKS, reason="the shared workbooks are not there"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
LARGE = 100_000


@cache
def review() -> SheetGraft:
    return SheetGraft("Review", "review_pages", donor(picture=True))


def grafted(package: Package) -> Package:
    try:
        return Package(package.path, package.written(edited(package, [review()])))
    except WriteRefused as refusal:
        pytest.skip(str(refusal))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_sheet_is_added_and_replaced_and_nothing_else_changes(path: Path) -> None:
    package = Package.open(path)
    once = grafted(package)
    again = grafted(once)
    before, after, later = contents(package.data), contents(once.data), contents(again.data)
    may_change = {*MAY_CHANGE, package.workbook_part}
    assert {part for part in before if after.get(part) != before[part]} <= may_change
    new = set(after) - set(before)
    assert len(new) == 7
    assert [sheet.name for sheet in Book.of(again).sheets] == [*(s.name for s in Book.of(package).sheets), "Review"]
    assert {part for part in after if later.get(part) != after[part]} <= {*MAY_CHANGE} - {"xl/styles.xml"}
    assert set(later) <= set(after)
    if path.stat().st_size < LARGE:
        assert set(violations(again.data)) <= set(violations(package.data))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_openpyxl_reads_the_sheet_where_it_read_the_others(path: Path) -> None:
    if path.stat().st_size > LARGE:
        pytest.skip("openpyxl takes long over it")
    package = Package.open(path)
    if not openpyxl_reads(package.data, Book.of(package).sheets[0].name):
        pytest.skip("openpyxl does not read the original")
    there = load_workbook(io.BytesIO(grafted(package).data))["Review"]
    assert there["B4"].number_format == '0.0 "points"'
    assert there["A1"].fill.fgColor.rgb == "FF17324D"
    assert len(there._charts) == 2
