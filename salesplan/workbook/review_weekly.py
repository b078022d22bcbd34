"""The short weekly summary: one line a rep, teams together."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.tracking import TRACKING
from salesplan.words import Words
from salesplan.workbook import review_words as words
from salesplan.workbook.build_styles import COUNT, INK, MUTED, SHARE, WHOLE, WRONG_INK
from salesplan.workbook.review_columns import KEYS
from salesplan.workbook.review_data import Kind, Page, Review, VisitLine
from salesplan.workbook.review_next import next_step
from salesplan.workbook.review_paper import Paper, Value, cell, height_of, ruled, workbook

SIZE: Final = 10
_LINE: Final = 17.25
_CHANGE: Final = '"▲ "0.0;"▼ "0.0;"± "0'


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the summary: what it says of a page; ``summed`` where a total makes sense."""

    label: Words
    pixels: int
    of: Callable[[Page], Value]
    shown: str = "General"
    align: str = "right"
    summed: bool = False


def _visits(count: Callable[[VisitLine], float]) -> Callable[[Page], Value]:
    return lambda page: count(page.visits) if page.visits else None


def _a_day(page: Page) -> Value:
    visits = page.visits
    return visits.made / visits.working_days if visits and visits.working_days else None


def _attainment(page: Page) -> Value:
    return page.revenue / page.quota if page.revenue is not None and page.quota else None


_COLUMNS: Final = (
    _Column(SCORECARD["rank"].label, 34, lambda page: page.rank, align="center"),
    _Column(SCORECARD["rep"].label, 134, lambda page: page.rep, align="left"),
    _Column(SCORECARD["total"].label, 50, lambda page: page.total, "0.00"),
    _Column(SCORECARD["grade"].label, 44, lambda page: page.grade, align="center"),
    _Column(SCORECARD["change"].label, 54, lambda page: page.change, _CHANGE),
    _Column(words.QUOTA_DUE, 82, lambda page: page.quota, COUNT, summed=True),
    _Column(SCORECARD["revenue"].label, 82, lambda page: page.revenue, COUNT, summed=True),
    _Column(TRACKING["attainment"].label, 72, _attainment, SHARE),
    _Column(words.WEEK_MADE, 46, _visits(lambda visits: visits.made), COUNT, summed=True),
    _Column(words.WEEK_PLANNED, 54, _visits(lambda visits: visits.planned), COUNT, summed=True),
    _Column(words.WEEK_A_DAY, 46, _a_day, "0.00"),
    _Column(words.WEEK_OVERDUE, 68, _visits(lambda visits: visits.overdue), COUNT, summed=True),
    _Column(words.WEEK_FOLLOW_UPS, 62, lambda page: len(page.follow_ups), COUNT, summed=True),
    _Column(words.WEEK_OPEN, 80, lambda page: sum(item.open for item in page.open_items), WHOLE, summed=True),
)
_FIRST: Final = 1
_NEXT: Final = _FIRST + len(_COLUMNS)
_NOTE: Final = _NEXT + 1
_NEXT_PIXELS: Final = 350
_NOTE_PIXELS: Final = 130
_REP, _QUOTA, _REVENUE, _ATTAINMENT, _OVERDUE = (_FIRST + at for at in (1, 5, 6, 7, 11))
_PLACES: Final = {_FIRST + place: column for place, column in enumerate(_COLUMNS)}


def weekly_sheet(review: Review, *, live: bool) -> bytes:
    """Lay out the weekly summary: a workbook of one sheet that prints on A4, landscape, with its header on each page.

    Reps stand under their team, in the order of the pages; each line says how the rep stands and what to do next, and
    has room for a note by hand.

    Parameters
    ----------
    live
        For a sheet that goes into the plan: totals and attainment are formulas. False: values only, as for a PDF.

    Returns
    -------
    bytes
        The .xlsx file. Cell A1 is ``weekly|<period>``, column A of a rep's line ``page|<period>|<rep_id>``. The sheet
        is protected without a password. The same call gives the same bytes.
    """
    file = BytesIO()
    with workbook(file, review.language, printed_only=not live) as book:
        sheet = book.add_worksheet(words.WEEKLY_SHEET.said(review.language))
        paper = Paper(book, sheet, review, {} if live else None)
        _set_columns(paper)
        header = _heading(paper)
        rows = [row for team, pages in _teams(review.pages) for row in _team(paper, team, pages)]
        _totals(paper, rows)
        _set_print(paper, header)
    return file.getvalue()


def _teams(pages: tuple[Page, ...]) -> list[tuple[str, list[Page]]]:
    """Put the reps of a team together, teams in the order of their first rep."""
    order = {team: place for place, team in enumerate(dict.fromkeys(page.team for page in pages))}
    together = sorted(pages, key=lambda page: order[page.team])
    return [(team, list(members)) for team, members in groupby(together, key=lambda page: page.team)]


def _set_columns(paper: Paper) -> None:
    paper.sheet.set_column_pixels(KEYS, KEYS, 12, None, {"hidden": True})
    widths = [column.pixels for column in _COLUMNS] + [_NEXT_PIXELS, _NOTE_PIXELS]
    for place, pixels in enumerate(widths, start=_FIRST):
        paper.sheet.set_column_pixels(place, place, pixels)


def _heading(paper: Paper) -> int:
    """Write what the sheet is, and the header; the header's row."""
    row = paper.next_row(20, f"{Kind.WEEKLY}|{paper.review.period}")
    paper.put(row, _FIRST, _NOTE, paper.said(words.WEEKLY_HELP), paper.look(font_color=MUTED))
    row = paper.next_row(30)
    title = _title(paper)
    paper.put(row, _FIRST, _NEXT - 1, title, paper.look(bold=True, font_size=16, font_color=INK))
    day = paper.measured()
    paper.put(row, _NEXT, _NOTE, day, paper.look(font_color=MUTED, align="right"))
    header = paper.next_row(32)
    labels = {place: (column.label, column.align) for place, column in _PLACES.items()}
    labels |= {_NEXT: (words.NEXT, "left"), _NOTE: (words.NOTE, "left")}
    for place, (label, align) in labels.items():
        apart = {"indent": 1} if place >= _NEXT else {}
        look = paper.look(bold=True, font_color="white", bg_color=INK, text_wrap=True, align=align, **apart)
        paper.put(header, place, place, paper.said(label), look)
    paper.sheet.freeze_panes(header + 1, _FIRST + 2)
    return header


def _team(paper: Paper, team: str, pages: list[Page]) -> list[int]:
    """Write a team's heading and lines; the rows of the lines."""
    if team or len(pages) < len(paper.review.pages):
        look = paper.look(bold=True, font_size=SIZE, font_color=INK, bg_color="#E8EEF4", indent=1)
        paper.put(paper.next_row(16.5), _FIRST, _NOTE, team or paper.said(words.NO_TEAM), look)
    return [_line(paper, page) for page in pages]


def _line(paper: Paper, page: Page) -> int:
    step = next_step(page, paper.review.language)
    texts = ((step, _NEXT_PIXELS - 12), (page.rep, _PLACES[_REP].pixels - 4))
    height = max(height_of(text, pixels, SIZE - 0.5, most=3) for text, pixels in texts)
    row = paper.next_row(height, f"page|{paper.review.period}|{page.rep_id}")
    for place, column in _PLACES.items():
        value = column.of(page)
        own: dict[str, Any] = {"text_wrap": True, "bold": True} if place == _REP else {"shrink": True}
        if place == _OVERDUE and value:
            own["font_color"] = WRONG_INK
        looks = ruled(font_size=SIZE, num_format=column.shown, align=column.align, **own)
        formula = f"={cell(row, _REVENUE)}/{cell(row, _QUOTA)}" if place == _ATTAINMENT and value is not None else ""
        paper.put(row, place, place, "–" if value in (None, "") else value, paper.look(**looks), formula=formula)
    look = paper.look(**ruled(font_size=SIZE - 0.5, text_wrap=True, align="left", indent=1))
    paper.put(row, _NEXT, _NEXT, step, look)
    paper.put(row, _NOTE, _NOTE, None, paper.look(**ruled(left=1, left_color=MUTED)))
    return row


def _totals(paper: Paper, rows: list[int]) -> None:
    """Write the totals of what can be added up."""
    if not rows:
        paper.put(paper.next_row(30), _FIRST, _NOTE, paper.said(words.NO_REPS), paper.look(font_size=12))
        return
    row = paper.next_row(_LINE)
    pages = paper.review.pages
    for place in range(_FIRST, _NOTE + 1):
        column = _PLACES.get(place)
        shown = column.shown if column else "General"
        looks: dict[str, Any] = {"bold": True, "font_size": SIZE, "font_color": INK, "top": 1, "top_color": INK}
        look = paper.look(num_format=shown, align=column.align if column else "left", **looks)
        value: Value = paper.said(words.ALL) if place == _REP else None
        formula = ""
        if column and column.summed:
            value = _sum(column, pages)
            formula = f"=SUM({cell(rows[0], place)}:{cell(rows[-1], place)})"
        paper.put(row, place, place, value, look, formula=formula)


def _sum(column: _Column, pages: tuple[Page, ...]) -> float:
    return sum(value for value in map(column.of, pages) if isinstance(value, int | float))


def _title(paper: Paper) -> str:
    return paper.said(words.HEADING, sheet=paper.said(words.WEEKLY_SHEET), period=paper.review.period)


def _set_print(paper: Paper, header: int) -> None:
    paper.set_page(_title(paper), landscape=True)
    paper.sheet.print_area(1, _FIRST, paper.row - 1, _NOTE)
    paper.sheet.repeat_rows(header)
