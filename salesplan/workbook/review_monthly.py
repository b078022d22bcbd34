"""The full review: one printed page a rep."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from salesplan.workbook import review_words as words
from salesplan.workbook.build import with_empty_texts
from salesplan.workbook.build_styles import MUTED
from salesplan.workbook.review_blocks import (
    WAS,
    write_agreed,
    write_diagnosis,
    write_follow_ups,
    write_signatures,
    write_visits_and_open_items,
)
from salesplan.workbook.review_charts import DATA, add_charts, write_chart_data
from salesplan.workbook.review_columns import BAR, KEYS, LABEL, LAST, SEGMENT_WIDTH, SEGMENTS, WIDTHS, WIDTHS_AFTER
from salesplan.workbook.review_data import Kind, Page, Review
from salesplan.workbook.review_paper import Paper, workbook
from salesplan.workbook.review_top import write_band, write_kpis, write_results

PAGE_HEIGHT: Final = 803
"""Points of rows that fit on a sheet of paper when the columns are as wide as it.

LibreOffice, whose columns are a little wider, has room for a few more. Never set on how many pages a sheet has to fit:
page breaks are ignored then.
"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A page that was written: its first row, the rows of charts and box, how high box and page are."""

    page: Page
    first: int
    charts: int
    box: int
    box_height: float
    height: float


def review_sheet(review: Review, *, live: Mapping[str, str] | None = None) -> bytes:
    """Lay out the full review: a workbook of one sheet, one A4 page a rep.

    Each page has the rep with total, grade and rank; results and year so far beside two charts; the KPIs with bars;
    visits, open receivables and follow-ups; the diagnosis with its figures; what was agreed last time, a box for what
    is agreed now, and lines to sign. All pages are equally high; the box takes what is left.

    Parameters
    ----------
    live
        The headers of the plan's Scorecard by key, for a sheet that goes into the plan: sums are formulas then, and
        each box one that shows Scorecard's actions for its rep and period. None: values only, as for a PDF.

    Returns
    -------
    bytes
        The .xlsx file. Cell A1 is ``monthly|<period>``; the first row of each page has ``page|<period>|<rep_id>`` in
        column A, the row of its box ``actions|<period>|<rep_id>``, and the box itself begins in column B. In a live
        sheet two hidden cells of that row hold ``shown|`` and the text that the box shows. The sheet is protected
        without a password; only the boxes are unlocked. The same call gives the same bytes.
    """
    file = BytesIO()
    with workbook(file, review.language, printed_only=live is None) as book:
        sheet = book.add_worksheet(words.MONTHLY_SHEET.said(review.language))
        paper = Paper(book, sheet, review, live)
        _heading(paper)
        placed = [_write(paper, page) for page in review.pages]
        if not placed:
            paper.put(paper.next_row(30), LABEL, LAST, paper.said(words.NO_REPS), paper.look(font_size=12))
        _fit(paper, placed)
        _set_print(paper, placed)
    return with_empty_texts(file.getvalue())


def _heading(paper: Paper) -> None:
    """Write the first row, which is seen on the screen only."""
    row = paper.next_row(20, f"{Kind.MONTHLY}|{paper.review.period}")
    paper.put(row, LABEL, LAST, paper.said(words.MONTHLY_HELP), paper.look(font_color=MUTED))
    paper.sheet.freeze_panes(1, 0)


def _write(paper: Paper, page: Page) -> _Placed:
    first, top = paper.row, paper.height
    write_band(paper, page, f"page|{paper.review.period}|{page.rep_id}")
    charts = write_results(paper, page)
    write_chart_data(paper, page, charts)
    write_kpis(paper, page)
    write_visits_and_open_items(paper, page)
    write_follow_ups(paper, page)
    write_diagnosis(paper, page)
    box, box_height = write_agreed(paper, page)
    write_signatures(paper)
    return _Placed(page, first, charts, box, box_height, paper.height - top)


def _fit(paper: Paper, placed: list[_Placed]) -> None:
    """Make all pages equally high, by their boxes, and the columns so wide that this height fits on the paper."""
    height = max([PAGE_HEIGHT, *(each.height for each in placed)])
    stretch = height / PAGE_HEIGHT
    widths = WIDTHS | {BAR + place: SEGMENT_WIDTH for place in range(SEGMENTS)} | WIDTHS_AFTER
    for column, pixels in widths.items():
        paper.sheet.set_column_pixels(column, column, round(pixels * stretch), None, {"hidden": column == KEYS})
    paper.sheet.set_column(DATA, WAS, None, None, {"hidden": True})
    for each in placed:
        paper.sheet.set_row(each.box, each.box_height + height - each.height)
        add_charts(paper, each.page, each.charts, stretch)


def _set_print(paper: Paper, placed: list[_Placed]) -> None:
    title = paper.said(words.HEADING, sheet=paper.said(words.MONTHLY_SHEET), period=paper.review.period)
    paper.set_page(title, landscape=False)
    paper.sheet.print_area(1, LABEL, paper.row - 1, LAST)
    paper.sheet.set_h_pagebreaks([each.first for each in placed[1:]])
