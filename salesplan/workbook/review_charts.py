"""The two small charts of a review page: sales against quota by month, and the totals of the periods."""

from typing import Any, Final

from salesplan.tables.quota import QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook import review_words as words
from salesplan.workbook.build_styles import ACCENT, INK, LINE, MUTED, NOTICE_INK, PALE
from salesplan.workbook.review_columns import BAR, LAST
from salesplan.workbook.review_data import Page
from salesplan.workbook.review_paper import Paper

DATA: Final = LAST + 2
"""The first of the hidden columns that the charts take their values from."""
MONTH, REVENUE, QUOTAS, PERIOD, TOTAL = range(DATA, DATA + 5)
MONTHS_WIDTH: Final = 256
TOTALS_WIDTH: Final = 132
HEIGHT: Final = 105
"""Points: the rows of the results that the charts stand beside."""
_MOST_PERIODS: Final = 8
_PIXELS: Final = 4 / 3
_AXIS: Final = "#,##0"


def write_chart_data(paper: Paper, page: Page, row: int) -> None:
    """Write the values that the charts show, in hidden columns from a row on."""
    sheet, language = paper.sheet, paper.review.language
    for at, point in enumerate(page.months, start=row):
        sheet.write_string(at, MONTH, QUOTA[f"m{point.month.month:02d}"].label.said(language).rstrip("月"))
        sheet.write_number(at, REVENUE, point.revenue)
        if point.quota is not None:
            sheet.write_number(at, QUOTAS, point.quota)
    for at, (period, total) in enumerate(_totals(paper, page), start=row):
        sheet.write_string(at, PERIOD, period.partition("-")[2] or period)
        sheet.write_number(at, TOTAL, total)


def add_charts(paper: Paper, page: Page, row: int, stretch: float) -> None:
    """Put both charts to the right of the results that begin in a row."""
    if page.months:
        _insert(paper, _months(paper, page, row), row, 0, MONTHS_WIDTH * stretch, paper.said(words.MONTHS_CHART))
    if count := len(_totals(paper, page)):
        chart = _periods(paper, row, count)
        _insert(paper, chart, row, MONTHS_WIDTH * stretch, TOTALS_WIDTH * stretch, paper.said(words.TOTALS_CHART))


def _totals(paper: Paper, page: Page) -> list[tuple[str, float]]:
    """Give the periods with their totals, the one of the review last."""
    now = [(paper.review.period, page.total)] if page.total is not None else []
    return [*page.history, *now][-_MOST_PERIODS:]


def _months(paper: Paper, page: Page, row: int) -> Any:
    """Draw columns of revenue and a line of quotas."""
    last = row + len(page.months) - 1
    name = paper.sheet.get_name()
    chart = paper.book.add_chart({"type": "column"})
    shown = {"categories": [name, row, MONTH, last, MONTH]}
    fill = {"fill": {"color": PALE}, "border": {"none": True}, "gap": 45}
    label = paper.said(SCORECARD["revenue"].label)
    chart.add_series({"name": label, "values": [name, row, REVENUE, last, REVENUE]} | shown | fill)
    if any(point.quota is not None for point in page.months):
        line = paper.book.add_chart({"type": "line"})
        # Without markers a single month's quota would not show.
        marker = {"type": "circle", "size": 3, "fill": {"color": NOTICE_INK}, "border": {"none": True}}
        look = {"line": {"color": NOTICE_INK, "width": 1.75}, "marker": marker}
        label = paper.said(SCORECARD["quota"].label)
        line.add_series({"name": label, "values": [name, row, QUOTAS, last, QUOTAS]} | shown | look)
        chart.combine(line)
    _dress(paper, chart, paper.said(words.MONTHS_CHART))
    chart.set_legend({"position": "bottom", "font": _font(paper)})
    return chart


def _periods(paper: Paper, row: int, count: int) -> Any:
    """Draw the totals, the last one strong."""
    last = row + count - 1
    name = paper.sheet.get_name()
    chart = paper.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": paper.said(words.TOTALS_CHART),
            "categories": [name, row, PERIOD, last, PERIOD],
            "values": [name, row, TOTAL, last, TOTAL],
            "fill": {"color": PALE},
            "border": {"none": True},
            "gap": 40,
            "points": [None] * (count - 1) + [{"fill": {"color": ACCENT}, "border": {"none": True}}],
            "data_labels": {"value": True, "num_format": "0", "font": _font(paper)},
        }
    )
    _dress(paper, chart, paper.said(words.TOTALS_CHART))
    chart.set_y_axis({"visible": False, "min": 0, "max": 130, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _dress(paper: Paper, chart: Any, title: str) -> None:
    quiet = {"num_font": _font(paper), "major_tick_mark": "none"}
    chart.set_x_axis(quiet | {"line": {"color": LINE}, "label_position": "low"})
    gridlines = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    chart.set_y_axis(quiet | {"num_format": _AXIS, "line": {"none": True}, "major_gridlines": gridlines})
    chart.set_title({"name": title, "name_font": _font(paper) | {"size": 8.5, "color": INK, "bold": True}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})
    chart.show_hidden_data()


def _font(paper: Paper) -> dict[str, Any]:
    return {"color": MUTED, "size": 7, "name": paper.book.default_format_properties["font_name"]}


def _insert(paper: Paper, chart: Any, row: int, offset: float, width: float, about: str) -> None:
    chart.set_size({"width": int(width), "height": int(HEIGHT * _PIXELS)})
    place = {"object_position": 2, "description": about, "x_offset": int(offset)}
    paper.sheet.insert_chart(row, BAR, chart, place)
