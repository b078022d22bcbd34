"""The charts of the comparison: asked and expected, how likely, what moves the quotas, how the year may go."""

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil, floor, log10
from typing import Any, Final

from xlsxwriter.chart import Chart as ExcelChart

from salesplan.words import Words
from salesplan.workbook import compare_words as words
from salesplan.workbook.build_styles import ACCENT, CALM_FILL, GOOD_INK, INK, LINE, MUTED, NOTICE_INK, PALE
from salesplan.workbook.compare_data import Comparison, Value
from salesplan.workbook.compare_numbers import Numbers, computed, write_numbers
from salesplan.workbook.compare_paper import GAP_WIDTH, PIXELS, Paper

_HEIGHT: Final = 250.0
"""Points of a chart that stands below the figures."""
_GAP: Final = 8
_AIM_FILL: Final = "#CFE8D6"
_RANGE: Final = "#C3D6E9"
_MOST_LABELLED: Final = 6
_TICKS: Final = 5
_AMOUNT: Final = "#,##0"
_SIGNED_AMOUNT: Final = "+#,##0;-#,##0;0"
_SIGNED_POINTS: Final = "+0.0;-0.0;0"
_OF_THE_FOCUS: Final = (words.DRIVERS_CHART, words.CHANCE_DRIVERS_CHART, words.OUTLOOK_CHART)
"""The charts of one scenario, which their titles name."""

_NO_LINE: Final = {"none": True}

_Axis = dict[str, Any]
_Draw = Callable[[Numbers], ExcelChart]


def add_charts(paper: Paper, header: int) -> None:
    """Put the charts beside the figures, which begin in the row of the header, or in rows of their own below.

    A row is as high as its charts, so that a page never ends in the midst of one.
    """
    numbers = write_numbers(paper, header)
    draws = _wanted(numbers)
    if paper.layout.beside:
        _put_beside(paper, numbers, draws, header)
    else:
        _put_below(paper, numbers, draws)


def _wanted(numbers: Numbers) -> list[tuple[Words, _Draw]]:
    """Give the charts for which there are numbers, each with its title."""
    charts: list[tuple[Words, _Draw]] = []
    if numbers.known("target", "expected"):
        charts.append((words.QUOTAS_CHART, _asked))
    if numbers.known("chance", "share"):
        charts.append((words.LIKELY_CHART, _likely))
    if numbers.known("low", "high"):
        charts.append((words.DRIVERS_CHART, partial(_moving, of="", shown=_SIGNED_AMOUNT)))
    if numbers.known("chance_low", "chance_high"):
        charts.append((words.CHANCE_DRIVERS_CHART, partial(_moving, of="chance_", shown=_SIGNED_POINTS)))
    if numbers.known("middle"):
        charts.append((words.OUTLOOK_CHART, _outlook))
    return charts


def _put_beside(paper: Paper, numbers: Numbers, draws: list[tuple[Words, _Draw]], header: int) -> None:
    """Lay the charts over the column beside the figures, as high together as these."""
    width = paper.layout.chart_width
    across = 2 if len(draws) > 2 else 1
    down = max(ceil(len(draws) / across), 1)
    height = (sum(paper.heights[header:]) * PIXELS - (down - 1) * _GAP) / down
    for place, (title, draw) in enumerate(draws):
        row, right = divmod(place, across)
        is_wide = across == 1 or _is_alone(place, len(draws))
        size = {"width": 2 * width + GAP_WIDTH if is_wide else width, "height": int(height)}
        at = {"x_offset": 0, "y_offset": int(row * (height + _GAP))}
        _insert(paper, draw(numbers), title, header, paper.layout.last if right else paper.layout.charts, size, at)


def _put_below(paper: Paper, numbers: Numbers, draws: list[tuple[Words, _Draw]]) -> None:
    width = paper.layout.chart_width
    for place, (title, draw) in enumerate(draws):
        if place % 2 == 0:
            row = paper.next_row(_HEIGHT)
        # Its edge would be printed on the page before if it stood at that of its row.
        wide = 2 * width + GAP_WIDTH if _is_alone(place, len(draws)) else width
        size = {"width": wide, "height": int(_HEIGHT * PIXELS) - 2 * _GAP}
        at = {"x_offset": place % 2 * (width + GAP_WIDTH), "y_offset": _GAP}
        _insert(paper, draw(numbers), title, row, paper.layout.charts, size, at)


def _is_alone(place: int, count: int) -> bool:
    """Tell whether a chart is the last one, with nothing beside it."""
    return place == count - 1 and count % 2 == 1


def _insert(
    paper: Paper, chart: ExcelChart, title: Words, row: int, column: int, size: dict[str, int], at: dict[str, int]
) -> None:
    name = paper.said(title)
    if title in _OF_THE_FOCUS:
        focus = paper.comparison.focus or paper.comparison.subjects[0].name
        name = paper.said(words.OF_SCENARIO, chart=name, name=focus)
    chart.set_title({"name": name, "name_font": _font(paper) | {"size": 11, "bold": True, "color": INK}})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "white"}})
    chart.set_plotarea({"fill": {"none": True}})
    chart.show_hidden_data()
    chart.set_size(size)
    paper.sheet.insert_chart(row, column, chart, {"object_position": 2, "description": name} | at)


def _asked(numbers: Numbers) -> ExcelChart:
    """Draw the target as a dash, the sales to expect as a dot on the range of 8 years of 10."""
    paper = numbers.paper
    chart = paper.book.add_chart({"type": "line"})
    bar = {"color": _RANGE, "width": 9}
    errors = {
        "type": "custom",
        "plus_values": numbers.formula("plus"),
        "plus_data": numbers.values["plus"],
        "minus_values": numbers.formula("minus"),
        "minus_data": numbers.values["minus"],
        "end_style": 0,
        "line": bar,
    }
    for key, said, looks in (
        ("expected", words.SALES_RANGE, _marker("square", 7, _RANGE) | {"y_error_bars": errors}),
        ("expected", words.EXPECTED, _marker("circle", 8, ACCENT)),  # a second time: bars may hide their own marks
        ("target", words.TARGET, _marker("long_dash", 17, NOTICE_INK)),
    ):
        chart.add_series(_series(numbers, key, "name", paper.said(said)) | looks)
    amounts = _values(paper, _AMOUNT, **_limits(paper.comparison))
    _dress(paper, chart, along=_names(paper), of_values=amounts)
    return chart


def _likely(numbers: Numbers) -> ExcelChart:
    """Draw the chance of the target and the share of reps at quota before the band that is aimed at."""
    paper = numbers.paper
    chart = paper.book.add_chart({"type": "column", "subtype": "stacked"})
    whole = {"gap": 0, "border": _NO_LINE}
    below = {"fill": {"none": True}} | whole
    chart.add_series(_series(numbers, "aim_from", "name", " ") | below)
    chart.add_series(_series(numbers, "aim", "name", paper.said(words.AIM)) | whole | {"fill": {"color": _AIM_FILL}})
    dots = paper.book.add_chart({"type": "line"})
    for key, said, shape, colour, side in (
        ("share", words.SHARE_AT_QUOTA, "circle", GOOD_INK, "left"),
        ("chance", words.CHANCE, "diamond", ACCENT, "right"),
    ):
        labels = {"value": True, "position": side, "num_format": "0%", "font": _font(paper) | {"color": colour}}
        few = {"data_labels": labels} if numbers.count("name") <= _MOST_LABELLED else {}
        dots.add_series(_series(numbers, key, "name", paper.said(said)) | _marker(shape, 9, colour) | few)
    chart.combine(dots)
    shares = _values(paper, "0%", min=0, max=1, major_unit=0.2)
    _dress(paper, chart, along=_names(paper), of_values=shares, hidden=[0])
    return chart


def _moving(numbers: Numbers, *, of: str, shown: str) -> ExcelChart:
    """Draw what a step of each driver moves, the largest on top; ``of`` begins the keys of the series."""
    paper = numbers.paper
    chart = paper.book.add_chart({"type": "bar"})
    for side, said, colour in (("low", words.STEP_DOWN, PALE), ("high", words.STEP_UP, ACCENT)):
        looks = {"fill": {"color": colour}, "border": _NO_LINE, "gap": 45, "overlap": 100}
        chart.add_series(_series(numbers, f"{of}{side}", f"{of}driver", paper.said(said)) | looks)
    limits = _even_limits([*numbers.values[f"{of}low"], *numbers.values[f"{of}high"]])
    amounts = _values(paper, shown, label_position="high", **limits)
    # Of bars the lower axis has the values. The names run downwards, and would take the values to the top with them.
    _dress(paper, chart, along=amounts, of_values=_names(paper, reverse=True))
    return chart


def _outlook(numbers: Numbers) -> ExcelChart:
    """Draw the year as a fan of bands, with the quota and the year before as lines."""
    paper = numbers.paper
    chart = paper.book.add_chart({"type": "area", "subtype": "stacked"})
    bands = (
        ("p10", " ", {"none": True}),
        ("rise_1", paper.said(words.EIGHT_OF_TEN), {"color": CALM_FILL}),
        ("rise_2", paper.said(words.FIVE_OF_TEN), {"color": PALE}),
        ("rise_3", " ", {"color": CALM_FILL}),
    )
    for key, said, fill in bands:
        chart.add_series(_series(numbers, key, "month", said) | {"fill": fill, "border": _NO_LINE})
    lines = paper.book.add_chart({"type": "line"})
    for key, label, look in (
        ("middle", words.MIDDLING, {"color": ACCENT, "width": 2.25}),
        ("quota", words.QUOTA, {"color": NOTICE_INK, "width": 2.25}),
        ("last_year", words.LAST_YEAR, {"color": MUTED, "width": 1.5, "dash_type": "dash"}),
    ):
        lines.add_series(_series(numbers, key, "month", paper.said(label)) | {"line": look})
    chart.combine(lines)
    _dress(paper, chart, along=_names(paper), of_values=_values(paper, _AMOUNT, min=0), hidden=[0, 3])
    return chart


def _series(numbers: Numbers, key: str, along: str, name: str) -> dict[str, Any]:
    return {"name": name, "categories": numbers.area(along), "values": numbers.area(key)}


def _marker(shape: str, size: int, colour: str) -> dict[str, Any]:
    """Give the looks of a series of marks without a line through them."""
    fill = {"fill": {"color": colour}, "border": {"color": "white" if shape != "long_dash" else colour}}
    return {"line": _NO_LINE, "marker": {"type": shape, "size": size} | fill}


def _dress(paper: Paper, chart: ExcelChart, *, along: _Axis, of_values: _Axis, hidden: Sequence[int] = ()) -> None:
    """Give a chart its axes and its legend, in which ``hidden`` series are not."""
    chart.set_x_axis(along)
    chart.set_y_axis(of_values)
    chart.set_legend({"position": "bottom", "font": _font(paper)} | ({"delete_series": [*hidden]} if hidden else {}))


def _names(paper: Paper, **more: Any) -> _Axis:
    """Give the looks of an axis of names, which stand beside the chart whatever the signs of its values."""
    looks = {"num_font": _font(paper), "major_tick_mark": "none", "line": {"color": LINE}, "label_position": "low"}
    return looks | more


def _values(paper: Paper, shown: str, **more: Any) -> _Axis:
    """Give the looks of an axis of values."""
    gridlines = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    looks = {"num_font": _font(paper), "major_tick_mark": "none", "line": _NO_LINE, "num_format": shown}
    return looks | {"major_gridlines": gridlines} | more


def _limits(comparison: Comparison) -> dict[str, float]:
    """Let an axis of amounts begin near the least of them: they differ by little of their size.

    Programs would leave room for the dots, not for the ranges that they stand on.
    """
    keys = ("company_quota", "expected_sales", "p10", "p90")
    known = [comparison.value(key, place) for key in keys for place in computed(comparison)]
    values = [value for value in known if value is not None]
    if not values or min(values) == max(values):
        return {}
    step = round_step((max(values) - min(values)) / _TICKS)
    return {"min": floor(min(values) / step) * step, "max": ceil(max(values) / step) * step, "major_unit": step}


def _even_limits(moves: Sequence[Value]) -> dict[str, float]:
    """Let an axis reach as far to the left as to the right, in few steps: amounts are long."""
    farthest = max(abs(value) for value in moves if isinstance(value, float))
    step = round_step(farthest / 2)
    most = ceil(farthest / step) * step
    return {"min": -most, "max": most, "major_unit": step}


def round_step(least: float) -> float:
    """Give the next round step of an axis: 1, 2 or 5 and noughts.

    Examples
    --------
    >>> round_step(1_300), round_step(0.3), round_step(70)
    (2000.0, 0.5, 100.0)
    """
    power = 10.0 ** floor(log10(least))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= least * (1 - 1e-9))


def _font(paper: Paper) -> dict[str, Any]:
    return {"color": MUTED, "size": 9, "name": paper.book.default_format_properties["font_name"]}
