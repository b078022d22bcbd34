"""The upper half of a review page: who and how good, the results, what the score is made of."""

from typing import Any, Final

from salesplan.tables.model import label_of
from salesplan.tables.scorecard import RECOGNITIONS, SCORECARD, SCORES
from salesplan.tables.tracking import TRACKING
from salesplan.workbook import review_words as words
from salesplan.workbook.build_styles import ACCENT, COUNT, GOOD_INK, INK, MUTED, NOTICE_INK, PALE, SHARE
from salesplan.workbook.review_columns import (
    ACTUAL,
    BAR,
    COUNTED,
    HALF,
    LABEL,
    LAST,
    SCORE,
    SEGMENTS,
    TARGET,
    TILES,
    WEIGHT,
    WIDTH,
    WIDTHS,
)
from salesplan.workbook.review_data import KpiLine, Page
from salesplan.workbook.review_paper import BODY, ROW, Paper, Value, cell, height_of, ruled

_KPI_COLUMNS: Final = {ACTUAL: "actual", TARGET: "target", SCORE: "score", WEIGHT: "weight", LAST: "points"}
_GOLD: Final = "#FFD966"
_POINT: Final = 10
_REACHED: Final = 100
_BEHIND: Final = 70
_COLOURS: Final = ((_REACHED, GOOD_INK, "#A5D0B5"), (_BEHIND, ACCENT, PALE), (0, NOTICE_INK, "#F0C9A0"))
"""From which score on the bar has which colour, and the paler one for a part of a segment."""
_EMPTY: Final = "#EDF0F3"
_PLAIN: Final = "#,##0.##;[Red]-#,##0.##;0"
_DECIMAL: Final = "0.0"
_EXACT: Final = "0.00"
_CHANGE: Final = '"▲ "0.00;"▼ "0.00;"± "0'


def write_band(paper: Paper, page: Page, key: str) -> None:
    """Write the dark band: the rep, and the total, grade, rank and change as tiles."""
    band: dict[str, Any] = {"bg_color": INK, "font_color": "white"}
    small = band | {"font_color": PALE, "font_size": BODY - 0.5}
    above, middle, below = paper.next_row(15, key), paper.next_row(25.5), paper.next_row(15.75)
    heading = paper.said(words.HEADING, sheet=paper.said(words.MONTHLY_SHEET), period=paper.review.period)
    paper.put(above, LABEL, HALF, heading, paper.look(indent=1, **small))
    paper.put(middle, LABEL, HALF, page.rep, paper.look(bold=True, font_size=17, indent=1, shrink=True, **band))
    whose = " · ".join(part for part in (page.team, page.region, page.rep_id) if part)
    paper.put(below, LABEL, HALF, whose, paper.look(indent=1, shrink=True, **small))
    labels = [SCORECARD[name].label for name in ("total", "grade", "rank", "change")]
    ranked = paper.said(words.RANKED, rank=page.rank, of=page.ranked) if page.rank else None
    values: tuple[Value, ...] = (page.total, page.grade, ranked, page.change)
    formats = (_EXACT, "General", "General", _CHANGE)
    for (first, last), label, value, shown in zip(TILES, labels, values, formats, strict=True):
        paper.put(above, first, last, paper.said(label), paper.look(align="center", **small))
        big = paper.look(bold=True, font_size=16, align="center", shrink=True, num_format=shown, **band)
        paper.put(middle, first, last, "–" if value in (None, "") else value, big)
    praise = label_of(RECOGNITIONS, page.recognition, paper.review.language) if page.recognition else ""
    said = " · ".join(part for part in (f"★ {praise}" if praise else "", page.meaning) if part)
    colour = {"font_color": _GOLD, "bold": True} if praise else {}
    paper.put(below, BAR, LAST, said, paper.look(align="center", shrink=True, **(small | colour)))


def write_results(paper: Paper, page: Page) -> int:
    """Write the results of the period beside those of the year; the row in which the charts beside them begin."""
    paper.gap()
    first = paper.next_row(17)
    year = page.tracking
    for start, end, title in (
        (LABEL, LABEL, paper.said(words.THIS_PERIOD)),
        (ACTUAL, ACTUAL, paper.review.period),
        (TARGET, HALF, paper.said(words.YEAR_SO_FAR, year=year.year) if year else ""),
    ):
        align = "left" if start == LABEL else "right"
        look = paper.look(bold=True, font_size=BODY + 1, font_color=INK, bottom=1, bottom_color=INK, align=align)
        paper.put(first, start, end, title, look)
    revenue, quota = page.revenue, page.quota
    _result(paper, paper.said(words.QUOTA_DUE), quota, year.due if year else "")
    _result(paper, paper.said(SCORECARD["revenue"].label), revenue, year.actual if year else "")
    at = paper.row
    less = [f"={cell(at - 1, place)}-{cell(at - 2, place)}" for place in (ACTUAL, TARGET)]
    _result(
        paper,
        paper.said(SCORECARD["variance"].label),
        _less(revenue, quota),
        _less(year.actual, year.due) if year else "",
        formulas=less,
    )
    share = [f"={cell(at - 1, place)}/{cell(at - 2, place)}" for place in (ACTUAL, TARGET)]
    _result(
        paper,
        paper.said(TRACKING["attainment"].label),
        _over(revenue, quota),
        _over(year.actual, year.due) if year else "",
        formulas=share,
        shown=SHARE,
        bold=True,
    )
    if year:
        _result(paper, paper.said(words.QUOTA_OF_YEAR), "", year.quota)
        _result(paper, paper.said(words.NEEDED), "", year.needed)
        _result(paper, paper.said(words.NEEDED_A_MONTH), "", year.run_rate_needed)
    elif page.months:
        paper.gap(3 * ROW)  # The charts are as high as that.
    for label, text in ((words.THE_YEAR, year.note if year else ""), (words.PAYOUT, page.payout)):
        if text:
            _note(paper, paper.said(label), text)
    return first


def _result(
    paper: Paper,
    label: str,
    period: Value,
    year: Value,
    *,
    formulas: list[str] | None = None,
    shown: str = COUNT,
    bold: bool = False,
) -> None:
    row = paper.next_row()
    paper.put(row, LABEL, LABEL, label, paper.look(**ruled(bold=bold, shrink=True)))
    look = paper.look(**ruled(num_format=shown, align="right", bold=bold, shrink=True))
    own, whole = formulas or ("", "")
    for first, last, value, formula in ((ACTUAL, ACTUAL, period, own), (TARGET, HALF, year, whole)):
        known = value not in (None, "")
        paper.put(row, first, last, "–" if value is None else value, look, formula=formula if known else "")


def _note(paper: Paper, label: str, text: str) -> None:
    row = paper.next_row(height_of(text, WIDTH - WIDTHS[LABEL], BODY))
    paper.put(row, LABEL, LABEL, label, paper.look(**ruled(font_color=MUTED, valign="top")))
    paper.put(row, ACTUAL, LAST, text, paper.look(**ruled(text_wrap=True, valign="top")))


def _less(value: float | None, of: float | None) -> float | None:
    return None if value is None or of is None else value - of


def _over(value: float | None, of: float | None) -> float | None:
    return value / of if value is not None and of else None


def write_kpis(paper: Paper, page: Page) -> None:
    """Write the KPIs, each with a bar of its score, and how they add up to the total."""
    paper.gap()
    _kpi_header(paper)
    if not page.kpis:
        paper.put(paper.next_row(), LABEL, LAST, paper.said(words.NO_KPIS), paper.look(font_color=MUTED))
        return
    first = paper.row
    for line in page.kpis:
        _kpi(paper, line)
    _kpi_total(paper, page, first)


def _kpi_header(paper: Paper) -> None:
    row = paper.section(paper.said(SCORES["kpi"].label), LABEL, LABEL)
    labels = {place: SCORES[key].label for place, key in _KPI_COLUMNS.items()} | {COUNTED: words.COUNTED}
    for place, label in labels.items():
        indent = {"indent": 1} if place == SCORE else {}
        paper.column_head(row, place, place, paper.said(label), **indent)
    at_target = BAR + _REACHED // _POINT - 1
    paper.column_head(row, BAR, at_target, paper.said(words.BAR))
    paper.column_head(row, at_target + 1, WEIGHT - 1, "")


def _kpi(paper: Paper, line: KpiLine) -> None:
    row = paper.next_row()
    faint = {"font_color": MUTED} if line.score is None else {}
    paper.put(row, LABEL, LABEL, line.label, paper.look(**ruled(shrink=True, **faint)))
    for place, value in ((ACTUAL, line.actual), (TARGET, line.target)):
        look = paper.look(**ruled(align="right", num_format=_shown(line.unit, value), shrink=True, **faint))
        paper.put(row, place, place, "–" if value is None else value, look)
    right = {"align": "right"} | faint
    strong = paper.look(**ruled(bold=line.score is not None, num_format=_DECIMAL, indent=1, **right))
    paper.put(row, SCORE, SCORE, "–" if line.score is None else line.score, strong)
    if line.score is None:
        paper.put(
            row,
            BAR,
            WEIGHT - 1,
            paper.said(words.NO_DATA if line.actual is None else words.NO_TARGET),
            paper.look(**ruled(indent=1, **faint)),
        )
    else:
        _bar(paper, row, line.score)
    plain = paper.look(**ruled(num_format=_PLAIN if _whole(line.weight) else _EXACT, **right))
    paper.put(row, WEIGHT, WEIGHT, line.weight, plain)
    counted = paper.look(**ruled(num_format="0" if _whole(line.counted) else _EXACT, **right))
    paper.put(row, COUNTED, COUNTED, line.counted, counted)
    points = paper.look(**ruled(num_format=_EXACT, **right))
    earned = f"={cell(row, SCORE)}*{cell(row, COUNTED)}/100" if line.points is not None else ""
    paper.put(row, LAST, LAST, "–" if line.points is None else line.points, points, formula=earned)


def _kpi_total(paper: Paper, page: Page, first: int) -> None:
    row = paper.next_row(15)
    top: dict[str, Any] = {"bold": True, "font_color": INK, "top": 1, "top_color": INK}
    measured = sum(line.weight for line in page.kpis if line.score is not None)
    whole = sum(line.weight for line in page.kpis)
    part = paper.said(words.MEASURED, share=f"{measured / whole:.0%}") if measured < whole else ""
    paper.put(row, LABEL, LABEL, paper.said(SCORECARD["total"].label), paper.look(**top))
    paper.put(row, ACTUAL, COUNTED, part, paper.look(**(top | {"bold": False, "font_color": MUTED, "align": "right"})))
    earned = f"=ROUND(SUM({cell(first, LAST)}:{cell(row - 1, LAST)}),2)" if page.total is not None else ""
    look = paper.look(num_format=_EXACT, align="right", **top)
    paper.put(row, LAST, LAST, "–" if page.total is None else page.total, look, formula=earned)


def _bar(paper: Paper, row: int, score: float) -> None:
    """Fill as many cells as the score has tens; a part of at least half of one palely, so that 99 never looks reached."""
    tens, rest = divmod(score, _POINT)
    strong, pale = next((strong, pale) for least, strong, pale in _COLOURS if score >= least)
    for place in range(SEGMENTS):
        fill = strong if place < tens else pale if place == tens and rest >= _POINT / 2 else _EMPTY
        is_target = place == _REACHED // _POINT - 1
        edge = {"right": 5, "right_color": INK} if is_target else {"right": 1, "right_color": "white"}
        paper.put(row, BAR + place, BAR + place, None, paper.look(bg_color=fill, top=5, top_color="white", **edge))


def _shown(unit: str, value: float | None) -> str:
    """Give the number format of a KPI's value: as many decimals as it has, up to two."""
    if unit == "percent":
        return SHARE
    return "#,##0" if value is None or _whole(value) else "#,##0.00"


def _whole(value: float) -> bool:
    return round(value, 2) == round(value)
