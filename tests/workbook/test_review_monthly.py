"""The full review: its pages, keys, boxes, formulas, and that Excel opens it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from salesplan.words import LANGUAGES
from salesplan.workbook.review_blocks import MARK, SHOWN, WAS
from salesplan.workbook.review_columns import ACTUAL, BAR, KEYS, LABEL, LAST, SCORE, SEGMENTS, WIDTH
from salesplan.workbook.review_data import Page, Review
from salesplan.workbook.review_monthly import PAGE_HEIGHT, review_sheet
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.excel_rules import violations
from tests.workbook.review_cases import HEADERS, PERIOD, bare, full, kpis, page, review, total_of

pytestmark = pytest.mark.flow


@cache
def built(language: str = "en") -> bytes:
    return review_sheet(full(language), live=HEADERS)


def sheet_of(data: bytes, *, values: bool = False) -> Worksheet:
    return load_workbook(BytesIO(data), data_only=values).worksheets[0]


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def faults(data: bytes) -> list[str]:
    """Give what Excel would mind, but for the table of the plan that the sheet goes into."""
    return [line for line in violations(data) if "refers to Scorecard" not in line]


def keyed(sheet: Worksheet) -> dict[str, int]:
    """Give the rows that have a key, from 1."""
    texts = {sheet.cell(row, KEYS + 1).value: row for row in range(1, sheet.max_row + 1)}
    return {text: row for text, row in texts.items() if text}


def labelled(sheet: Worksheet, label: str, column: int = LABEL) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column + 1).value == label)


def heights(sheet: Worksheet) -> list[float]:
    """Give the height of each page."""
    rows = [row for text, row in keyed(sheet).items() if text.startswith("page|")]
    ends = [*rows[1:], sheet.max_row + 1]
    return [
        sum(sheet.row_dimensions[row].height for row in range(first, end))
        for first, end in zip(rows, ends, strict=True)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_opens_it_in_every_language(language: str) -> None:
    assert faults(built(language)) == []
    assert violations(review_sheet(full(language, 2))) == []


def test_keys_say_what_stands_where() -> None:
    assert list(keyed(sheet_of(built()))) == [
        "monthly|2027-03",
        *(f"{what}|2027-03|R-0{number}" for number in (1, 2, 3, 4) for what in ("page", "actions")),
    ]


def test_every_rep_has_a_page_of_the_same_height() -> None:
    sheet = sheet_of(built())
    assert len(set(heights(sheet))) == 1
    pages = [row for text, row in keyed(sheet).items() if text.startswith("page|")]
    assert [mark.id for mark in sheet.row_breaks.brk] == [row - 1 for row in pages[1:]]
    assert sheet.print_area == f"'Review'!$B$2:$T${sheet.max_row}"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")


def test_a_page_with_little_on_it_is_as_high_as_the_paper() -> None:
    assert heights(sheet_of(review_sheet(review(bare())))) == pytest.approx([PAGE_HEIGHT], abs=1)


def test_more_than_fits_makes_all_pages_larger_and_wider_alike() -> None:
    pages = (page(own=20), bare(1))
    sheet = sheet_of(review_sheet(review(*pages)))
    first, second = heights(sheet)
    assert first == second > PAGE_HEIGHT
    shown = [column for column in sheet.column_dimensions.values() if not column.hidden]
    pixels = sum((column.max - column.min + 1) * column.width * 7 for column in shown)
    assert pixels == pytest.approx(WIDTH * first / PAGE_HEIGHT, rel=0.03)


def test_only_the_boxes_are_unlocked() -> None:
    sheet = sheet_of(built())
    boxes = {row for text, row in keyed(sheet).items() if text.startswith("actions|")}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert {cell.row for line in sheet.iter_rows() for cell in line if not cell.protection.locked} == boxes
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"B{row}:T{row}" for row in boxes} <= merged


def test_a_box_shows_what_scorecard_holds() -> None:
    headers = {"period": "期间", "rep_id": "Rep [new]", "actions": "Who's #1"}
    one = replace(page(), rep_id='R"1', actions="")
    data = review_sheet(review(one), live=headers)
    sheet = sheet_of(data)
    row = keyed(sheet)[f'actions|{PERIOD}|R"1']
    assert sheet.cell(row, LABEL + 1).value == (
        "=IFERROR(INDEX(Scorecard[Who''s '#1],MATCH(1,INDEX((Scorecard[期间]=\"2027-03\")"
        '*(Scorecard[Rep \'[new\']]="R""1"),0),0))&"","")'
    )
    assert f'<c r="B{row}"' in part(data, "xl/worksheets/sheet1.xml")
    assert 't="str"><f>IFERROR' in part(data, "xl/worksheets/sheet1.xml")


def test_what_a_box_shows_is_kept_beside_it_unseen() -> None:
    pages = (page(), replace(page(place=1), actions=""))
    sheet = sheet_of(review_sheet(review(*pages), live=HEADERS))
    rows = keyed(sheet)
    for each in pages:
        row = rows[f"actions|{PERIOD}|{each.rep_id}"]
        assert (sheet.cell(row, MARK + 1).value, sheet.cell(row, WAS + 1).value or "") == (SHOWN, each.actions)
    hidden = sheet.column_dimensions["V"]  # openpyxl keeps columns that are alike as one
    assert hidden.hidden
    assert hidden.max == WAS + 1
    printed = sheet_of(review_sheet(review(*pages)))
    assert not [cell for line in printed.iter_rows() for cell in line if cell.value == SHOWN]


def test_formulas_and_their_values() -> None:
    sheet, values = sheet_of(built()), sheet_of(built(), values=True)
    variance = labelled(sheet, "Variance")
    assert sheet.cell(variance, ACTUAL + 1).value == f"=C{variance - 1}-C{variance - 2}"
    assert values.cell(variance, ACTUAL + 1).value == 1_191_700 - 1_280_000
    assert values.cell(variance + 1, ACTUAL + 1).value == pytest.approx(1_191_700 / 1_280_000)
    total = labelled(sheet, "Total")
    assert sheet.cell(total, LAST + 1).value == f"=ROUND(SUM(T{total - 10}:T{total - 1}),2)"
    assert values.cell(total, LAST + 1).value == total_of(kpis())


def test_a_pdf_is_made_of_values_only() -> None:
    sheet = sheet_of(review_sheet(full(count=1)))
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert sheet.cell(keyed(sheet)["actions|2027-03|R-01"], LABEL + 1).value == page().actions


def bars(score: float | None) -> list[str]:
    """Give the colours of the cells of a bar."""
    line = replace(kpis()[0], score=score, label="Bar")
    sheet = sheet_of(review_sheet(review(replace(page(), kpis=(line,)))))
    row = labelled(sheet, "Bar")
    return [sheet.cell(row, BAR + 1 + place).fill.fgColor.rgb for place in range(SEGMENTS)]


@pytest.mark.parametrize(
    ("score", "full_cells", "pale"),
    [(0.0, 0, 0), (4.9, 0, 0), (5.0, 0, 1), (85.0, 8, 1), (99.99, 9, 1), (100.0, 10, 0), (120.0, 12, 0)],
)
def test_a_bar_is_as_long_as_its_score(score: float, full_cells: int, pale: int) -> None:
    cells = bars(score)
    kinds = list(dict.fromkeys(cells))
    lengths = [cells.count(kind) for kind in kinds]
    assert lengths == [count for count in (full_cells, pale, SEGMENTS - full_cells - pale) if count]


def test_a_kpi_without_data_says_so() -> None:
    sheet = sheet_of(built())
    row = labelled(sheet, "Satisfaction")
    assert [sheet.cell(row, column + 1).value for column in (ACTUAL, SCORE, BAR, LAST)] == ["–", "–", "no data", "–"]


def texts(data: bytes) -> set[str]:
    return {str(cell.value) for line in sheet_of(data).iter_rows() for cell in line if cell.value is not None}


def test_lists_are_cut_and_say_how_much_is_left() -> None:
    said = texts(built())
    assert {"To follow up · and 2 more", "2 more: 96,000", "888000"} <= said


def test_a_rep_of_whom_nothing_is_known() -> None:
    data = review_sheet(review(bare()), live=HEADERS)
    assert faults(data) == []
    assert {
        "No visits are recorded in the plan.",
        "Nothing is open.",
        "Nothing is waiting.",
        "Diagnosis · No quota to hold sales against, no diagnosis",
        "0% of the weights have data; the others’ are shared out",
    } <= texts(data)
    assert not [name for name in ZipFile(BytesIO(data)).namelist() if "chart" in name]


def test_nobody_to_review() -> None:
    data = review_sheet(review(), live=HEADERS)
    assert violations(data) == []
    assert "There is nobody to review." in texts(data)


def test_text_stays_text() -> None:
    one = replace(page(), rep="=1+1", evidence="=HYPERLINK(1)", actions_before="+2", team="https://a.b")
    sheet = sheet_of(review_sheet(review(one)))
    found = {cell.value: cell.data_type for line in sheet.iter_rows() for cell in line if cell.value}
    assert [found[text] for text in ("=1+1", "=HYPERLINK(1)", "+2")] == ["s", "s", "s"]


def test_charts_show_hidden_cells_of_their_own_page() -> None:
    data = built()
    first = part(data, "xl/charts/chart1.xml")
    assert '<c:plotVisOnly val="0"/>' in first or "plotVisOnly" not in first
    row = labelled(sheet_of(data), "Results")
    assert f"$W${row}:$W${row + 11}" in first
    assert f"$X${row}:$X${row + 11}" in first
    sheet = sheet_of(data)
    assert sheet.column_dimensions["V"].hidden
    with ZipFile(BytesIO(data)) as package:
        assert sum("charts/chart" in name for name in package.namelist()) == 8


def test_nothing_in_it_needs_an_extension() -> None:
    assert "extLst" not in part(built(), "xl/worksheets/sheet1.xml")


def test_the_header_has_the_title_as_it_is() -> None:
    one = replace(review(page()), title="2027 R&D")
    text = part(review_sheet(one), "xl/worksheets/sheet1.xml")
    assert "&amp;L2027 R&amp;&amp;D&amp;R" in text


def test_the_same_review_gives_the_same_bytes() -> None:
    assert review_sheet(full("zh-Hans", 2)) == review_sheet(full("zh-Hans", 2))


def in_a_plan(case: Review, actions: dict[str, str], path: Path) -> Path:
    """Put a review beside a Scorecard, without the values of its formulas."""
    book: Workbook = load_workbook(BytesIO(review_sheet(case, live=HEADERS)))
    scorecard = book.create_sheet("Scorecard")
    scorecard.append(list(HEADERS.values()))
    for period in ("2027-02", PERIOD):
        for rep_id, text in actions.items():
            scorecard.append([period, rep_id, text if period == PERIOD else "older"])
    scorecard.add_table(Table(displayName="Scorecard", ref=f"A1:C{scorecard.max_row}"))
    book.save(path)
    return path


def formulas(case: Review) -> Iterator[tuple[str, Any]]:
    """Give the cells of a review that hold formulas, and the values beside them."""
    data = review_sheet(case, live=HEADERS)
    values = sheet_of(data, values=True)
    for line in sheet_of(data).iter_rows():
        for cell in line:
            if cell.data_type == "f":
                yield cell.coordinate, values[cell.coordinate].value or ""


def recalculating() -> tuple[Review, dict[str, str]]:
    pages: tuple[Page, ...] = (page(), replace(page(place=1), actions=""), page(place=2), bare(3))
    return review(*pages), {each.rep_id: each.actions for each in pages}


def same(found: object, value: object) -> bool:
    if isinstance(value, int | float):
        return found == pytest.approx(value, rel=1e-12)
    return (found or "") == value


@pytest.mark.flow
def test_ironcalc_recalculates_the_values_beside_the_formulas(tmp_path: Path) -> None:
    case, actions = recalculating()
    found = recalculated_by_ironcalc(in_a_plan(case, actions, tmp_path / "plan.xlsx"))
    wrong = {
        at: (found.get(("Review", at)), value)
        for at, value in formulas(case)
        if not same(found.get(("Review", at)), value)
    }
    assert wrong == {}


@pytest.mark.live
def test_libreoffice_recalculates_the_values_beside_the_formulas(tmp_path: Path) -> None:
    case, actions = recalculating()
    path = in_a_plan(case, actions, tmp_path / "plan.xlsx")
    saved = recalculated_by_libreoffice(path, tmp_path / "saved")[path]
    found = load_workbook(saved, data_only=True)["Review"]
    wrong = {at: (found[at].value, value) for at, value in formulas(case) if not same(found[at].value, value)}
    assert wrong == {}
