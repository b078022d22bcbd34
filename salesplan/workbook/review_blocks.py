"""The lower half of a review page: visits, receivables, follow-ups, diagnosis, what was agreed."""

from collections.abc import Mapping
from typing import Any, Final

from salesplan.tables.model import written_formula
from salesplan.tables.scorecard import SCORECARD
from salesplan.words import Words
from salesplan.workbook import review_words as words
from salesplan.workbook.build_styles import (
    CALM_FILL,
    CALM_INK,
    COUNT,
    GOOD_FILL,
    GOOD_INK,
    INK,
    MUTED,
    NOTICE_FILL,
    NOTICE_INK,
    TYPED_FILL,
    TYPED_INK,
    WHOLE,
    WRONG_FILL,
    WRONG_INK,
)
from salesplan.workbook.review_charts import TOTAL
from salesplan.workbook.review_columns import (
    ACTUAL,
    BAR,
    COUNTED,
    HALF,
    LABEL,
    LAST,
    RIGHT,
    SCORE,
    TARGET,
    WEIGHT,
    WIDTH,
)
from salesplan.workbook.review_data import Page, VisitLine
from salesplan.workbook.review_paper import BODY, Paper, height_of, ruled

OPEN_SHOWN: Final = 6
FOLLOW_UPS_SHOWN: Final = 5
BOX_LINES: Final = 6
SHOWN: Final = "shown|"
"""Stands in the row of a box, in a hidden column; beside it stands what the box showed when it was laid out."""
MARK: Final = TOTAL + 1
WAS: Final = MARK + 1
"""The columns of the mark and of that text."""
LARGE: Final = BODY + 1.5
"""The size of what is read aloud: diagnosis and agreements."""

_TINTS: Final = {
    "on_target": (GOOD_FILL, GOOD_INK),
    "talk": (NOTICE_FILL, NOTICE_INK),
    "train": (CALM_FILL, CALM_INK),
    "review": (WRONG_FILL, WRONG_INK),
}
_GREY: Final = ("#EDF0F3", MUTED)
_SHOWS_ACTIONS: Final = 'IFERROR(INDEX({actions},MATCH(1,INDEX(({period}="{name}")*({rep}="{id}"),0),0))&"","")'


def write_visits_and_open_items(paper: Paper, page: Page) -> None:
    """Write the visits on the left, the open receivables on the right."""
    paper.gap()
    start, height = paper.row, paper.height
    paper.section(paper.said(words.VISITS), LABEL, HALF)
    _visits(paper, page.visits)
    left, left_height = paper.row, paper.height
    paper.row, paper.height = start, height
    _open_items(paper, page)
    paper.row, paper.height = max(paper.row, left), max(paper.height, left_height)


def _visits(paper: Paper, visits: VisitLine | None) -> None:
    if visits is None:
        paper.put(paper.next_row(), LABEL, HALF, paper.said(words.NO_VISITS), paper.look(font_color=MUTED))
        return
    days = visits.working_days
    rate = paper.said(words.A_DAY, rate=f"{visits.made / days:.2f}") if days else ""
    _visit(paper, words.MADE, visits.made, rate)
    _visit(paper, words.KEPT, visits.kept, _part(paper, visits.kept, visits.planned))
    _visit(paper, words.ORDERS, visits.orders, _part(paper, visits.orders, visits.made))
    _visit(paper, words.COVERED, visits.covered, _part(paper, visits.covered, visits.owned))
    _visit(paper, words.OVERDUE, visits.overdue, "", alarm=visits.overdue > 0)


def _visit(paper: Paper, label: Words, count: float, said: str, *, alarm: bool = False) -> None:
    row = paper.next_row()
    paper.put(row, LABEL, LABEL, paper.said(label), paper.look(**ruled(shrink=True)))
    colour = {"font_color": WRONG_INK} if alarm else {}
    paper.put(row, ACTUAL, ACTUAL, count, paper.look(**ruled(num_format=COUNT, bold=True, align="right", **colour)))
    paper.put(row, TARGET, SCORE, said, paper.look(**ruled(font_color=MUTED, indent=1, shrink=True)))


def _part(paper: Paper, count: float, whole: float | None) -> str:
    return paper.said(words.OF, whole=f"{whole:,.0f}", share=f"{count / whole:.0%}") if whole else ""


def _open_items(paper: Paper, page: Page) -> None:
    row = paper.section(paper.said(words.OPEN_ITEMS), RIGHT, WEIGHT - 1)
    for place, label in ((WEIGHT, words.DUE_MONTH), (COUNTED, words.MONTHS_LATE), (LAST, words.OPEN)):
        paper.column_head(row, place, place, paper.said(label) if page.open_items else "")
    if not page.open_items:
        paper.put(paper.next_row(), RIGHT, LAST, paper.said(words.NO_OPEN_ITEMS), paper.look(font_color=MUTED))
        return
    amount = paper.look(**ruled(num_format=WHOLE, align="right", shrink=True))
    for item in page.open_items[:OPEN_SHOWN]:
        row = paper.next_row()
        paper.put(row, RIGHT, WEIGHT - 1, item.customer, paper.look(**ruled(shrink=True)))
        paper.put(row, WEIGHT, WEIGHT, item.month, paper.look(**ruled(num_format="yyyy-mm", align="right")))
        late = {"font_color": WRONG_INK} if item.late > 1 else {}
        paper.put(row, COUNTED, COUNTED, item.late, paper.look(**ruled(num_format="0", align="right", **late)))
        paper.put(row, LAST, LAST, item.open, amount)
    _all_open(paper, page)


def _all_open(paper: Paper, page: Page) -> None:
    """Write how many more there are, and what is open in all."""
    row = paper.next_row()
    more = len(page.open_items) - OPEN_SHOWN
    bold: dict[str, Any] = {"bold": True, "font_color": INK}
    rest = paper.said(words.MORE, count=more) if more > 0 else ""
    rest_sum = sum(item.open for item in page.open_items[OPEN_SHOWN:])
    said = f"{rest}: {rest_sum:,.0f}" if rest else ""
    paper.put(row, RIGHT, WEIGHT - 1, said, paper.look(font_color=MUTED, shrink=True))
    paper.put(row, WEIGHT, COUNTED, paper.said(words.ALL), paper.look(align="right", **bold))
    total = sum(item.open for item in page.open_items)
    paper.put(row, LAST, LAST, total, paper.look(num_format=WHOLE, align="right", shrink=True, **bold))


def write_follow_ups(paper: Paper, page: Page) -> None:
    """Write what is to be followed up, the most pressing first."""
    paper.gap()
    more = len(page.follow_ups) - FOLLOW_UPS_SHOWN
    title = paper.said(words.FOLLOW_UPS)
    paper.section(f"{title} · {paper.said(words.MORE_FOLLOW_UPS, count=more)}" if more > 0 else title, LABEL, LAST)
    if not page.follow_ups:
        paper.put(paper.next_row(), LABEL, LAST, paper.said(words.NO_FOLLOW_UPS), paper.look(font_color=MUTED))
        return
    plain = paper.look(**ruled(shrink=True))
    for item in page.follow_ups[:FOLLOW_UPS_SHOWN]:
        row = paper.next_row()
        paper.put(row, LABEL, LABEL, item.kind, paper.look(**ruled(bold=True, shrink=True)))
        paper.put(row, ACTUAL, TARGET, item.customer, plain)
        paper.put(row, SCORE, COUNTED, item.words, plain)
        late = {"font_color": WRONG_INK} if item.due and item.due < paper.review.measured_to else {}
        paper.put(row, LAST, LAST, item.due, paper.look(**ruled(num_format="yyyy-mm-dd", align="right", **late)))


def write_diagnosis(paper: Paper, page: Page) -> None:
    """Write what the figures ask for, coloured, and the figures."""
    paper.gap()
    fill, ink = _TINTS.get(page.diagnosis, _GREY)
    asks = words.ASKS.get(page.diagnosis, words.NO_DIAGNOSIS)
    said = f"{paper.said(SCORECARD['diagnosis'].label)} · {paper.said(asks)}"
    strong = paper.look(bold=True, font_size=LARGE + 0.5, bg_color=fill, font_color=ink, indent=1)
    paper.put(paper.next_row(19), LABEL, LAST, said, strong)
    if page.evidence:
        row = paper.next_row(height_of(page.evidence, WIDTH - 24, LARGE))
        look = paper.look(font_size=LARGE, text_wrap=True, align="left", valign="top", indent=1, bg_color=fill)
        paper.put(row, LABEL, LAST, page.evidence, look)


def write_agreed(paper: Paper, page: Page) -> tuple[int, float]:
    """Write what was agreed last time, and the box for what is agreed now; the row of the box and its height."""
    paper.gap()
    if page.actions_before:
        paper.section(paper.said(words.BEFORE, period=page.period_before), LABEL, LAST)
        row = paper.next_row(height_of(page.actions_before, WIDTH - 24, BODY + 0.5))
        look = paper.look(font_size=BODY + 0.5, text_wrap=True, align="left", valign="top", indent=1)
        paper.put(row, LABEL, LAST, page.actions_before, look)
        paper.gap(3)
    paper.put(paper.next_row(17), LABEL, LAST, paper.said(words.AGREED), paper.look(bold=True, font_size=BODY + 1))
    height = height_of(page.actions, WIDTH - 24, LARGE, least=BOX_LINES, most=20)
    box = paper.next_row(height, f"actions|{paper.review.period}|{page.rep_id}")
    look = paper.look(
        font_size=LARGE,
        font_color=TYPED_INK,
        bg_color=TYPED_FILL,
        border=1,
        border_color=INK,
        text_wrap=True,
        align="left",
        valign="top",
        indent=1,
        locked=False,
    )
    if paper.live is None:
        paper.put(box, LABEL, LAST, page.actions, look)
    else:
        formula = f"={box_formula(paper.live, paper.review.period, page.rep_id)}"
        paper.put(box, LABEL, LAST, page.actions, look, formula=formula)
        paper.sheet.write_string(box, MARK, SHOWN)
        paper.sheet.write_string(box, WAS, page.actions)
    return box, height


def box_formula(headers: Mapping[str, str], period: str, rep_id: str) -> str:
    """Write the formula of a box, which shows what Scorecard holds for a rep and period, without ``=``.

    Parameters
    ----------
    headers
        The headers of the plan's Scorecard by key; those that are missing are called as their keys.
    period, rep_id
        Whose box it is.

    Examples
    --------
    >>> box_formula({"actions": "Agreed"}, "2027-03", "R-01")
    'IFERROR(INDEX(Scorecard[Agreed],MATCH(1,INDEX((Scorecard[period]="2027-03")*(Scorecard[rep_id]="R-01"),0),0))&"","")'
    """
    columns = {"actions": "actions", "period": "period", "rep": "rep_id"}
    known = {"Scorecard": {key: headers.get(key, key) for key in columns.values()}}
    written = {name: written_formula(f"Scorecard[{key}]", "", known) for name, key in columns.items()}
    return _SHOWS_ACTIONS.format(**written, name=_quoted(period), id=_quoted(rep_id))


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def write_signatures(paper: Paper) -> None:
    """Write the lines that are signed on."""
    line = paper.next_row(21)
    names = paper.next_row(12)
    for (first, last), label in zip(((LABEL, LABEL), (TARGET, BAR + 8), (WEIGHT, LAST)), words.SIGNATURES, strict=True):
        paper.put(line, first, last, None, paper.look(bottom=1, bottom_color=MUTED))
        paper.put(names, first, last, paper.said(label), paper.look(font_color=MUTED, font_size=BODY - 1, valign="top"))
