"""The weekly summary: a line a rep under its team, totals, and what to do next."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesplan.words import LANGUAGES
from salesplan.workbook.review_data import FollowUp, OpenItem, Page, Review
from salesplan.workbook.review_next import next_step
from salesplan.workbook.review_weekly import weekly_sheet
from tests.workbook.excel_rules import violations
from tests.workbook.review_cases import bare, page, review

WEEK = "2027-W13"


def week(language: str = "en") -> Review:
    """Give reps of two teams, in the order of their ranks."""
    pages = [replace(page(language, place), team=("North", "South")[place % 2]) for place in range(4)]
    return review(*pages, replace(bare(4), team=""), language=language, period=WEEK)


def sheet_of(data: bytes, *, values: bool = False) -> Worksheet:
    return load_workbook(BytesIO(data), data_only=values).worksheets[0]


def rows_of(sheet: Worksheet) -> dict[str, int]:
    return {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("live", [True, False])
def test_excel_opens_it(language: str, live: bool) -> None:
    assert violations(weekly_sheet(week(language), live=live)) == []


def test_reps_stand_under_their_team() -> None:
    sheet = sheet_of(weekly_sheet(week(), live=False))
    assert list(rows_of(sheet)) == [f"weekly|{WEEK}", *(f"page|{WEEK}|R-0{number}" for number in (1, 3, 2, 4, 5))]
    first = [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)]
    assert first == ["North", 1, 3, "South", 2, 4, "No team", "–", None]


def test_one_team_needs_no_heading() -> None:
    alone = review(replace(bare(), team=""), period=WEEK)
    sheet = sheet_of(weekly_sheet(alone, live=False))
    assert sheet.cell(4, 3).value == "New Hire"


def test_totals_are_sums_of_the_lines() -> None:
    data = weekly_sheet(week(), live=True)
    sheet, values = sheet_of(data), sheet_of(data, values=True)
    rows = sorted(rows_of(sheet).values())
    last = sheet.max_row
    assert sheet.cell(last, 8).value == f"=SUM(H{rows[1]}:H{rows[-1]})"
    assert values.cell(last, 8).value == 4 * 1_191_700
    assert values.cell(last, 10).value == 60
    for column in range(2, 16):
        if str(sheet.cell(last, column).value).startswith("=SUM"):
            lines = [values.cell(row, column).value for row in rows[1:]]
            assert values.cell(last, column).value == sum(value for value in lines if value != "–")


def test_it_repeats_its_header_and_prints_wide() -> None:
    sheet = sheet_of(weekly_sheet(week(), live=False))
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.protection.sheet
    assert not [cell for line in sheet.iter_rows() for cell in line if not cell.protection.locked]


def test_nobody_to_review() -> None:
    data = weekly_sheet(review(period=WEEK), live=True)
    assert violations(data) == []


QUOTE = FollowUp("quote", "City Power", date(2027, 3, 8))
OPEN = (
    OpenItem("A", date(2027, 3, 1), 900.0, 0),
    OpenItem("B", date(2027, 1, 1), 400.5, 2),
    OpenItem("C", None, 300.0, 9),
)
VISITS = page().visits


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"diagnosis": "talk"}, "talk"),
        ({"visits": VISITS}, "see 4 overdue customers"),
        ({"visits": VISITS, "open_items": OPEN[:1]}, "see 4 overdue customers"),
        ({"visits": VISITS, "open_items": OPEN}, "collect 400 from B"),
        ({"diagnosis": "train", "open_items": OPEN, "follow_ups": (QUOTE,)}, "train; quote, City Power, due 03-08"),
        ({"follow_ups": (replace(QUOTE, due=None),)}, "quote, City Power"),
    ],
)
def test_what_presses_most_comes_next(facts: dict[str, Any], said: str) -> None:
    assert next_step(replace(Page(rep_id="R-01", rep="Anna"), **facts), "en") == said


def test_braces_in_a_customers_name_are_letters() -> None:
    one = Page(rep_id="R-01", rep="Anna", follow_ups=(replace(QUOTE, customer="{x} GmbH"),))
    assert "{x} GmbH" in next_step(one, "zh-Hans")
