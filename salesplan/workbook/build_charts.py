"""A built workbook's charts: they stand beside the cells that they show, and look alike."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.worksheet import Worksheet

from salesplan.tables.charts import Chart, Shape
from salesplan.tables.model import Holds, Sheet
from salesplan.workbook.build_draft import FIRST_ROW, HEADER_ROW, Draft
from salesplan.workbook.build_styles import ACCENT, CALM_FILL, INK, LINE, MUTED, NOTICE_INK, PALE

_WIDTH: Final = 680
_WIDTH_OF_ONE: Final = 1_000
_HEIGHT: Final = 380
_HEIGHT_OF_SEVERAL: Final = 300
_GAP: Final = 24
_BETWEEN: Final = 12
_COLUMNS: Final = (ACCENT, PALE, INK)
_SIDES: Final = (PALE, ACCENT)
"""Of a step down and a step up."""
_BANDS: Final = ("", CALM_FILL, PALE, CALM_FILL)
_LINES: Final[tuple[dict[str, Any], ...]] = (
    {"color": ACCENT, "width": 2.25},
    {"color": NOTICE_INK, "width": 2.25},
    {"color": MUTED, "width": 1.5, "dash_type": "dash"},
)
_MOST_LABELLED: Final = 8
_SHOWN: Final = {Holds.PERCENT: "0%"}
_AMOUNT: Final = "#,##0"
_SIGNED: Final = {Holds.PERCENT: "+0.0%;-0.0%;0%"}
_SIGNED_AMOUNT: Final = "+#,##0;-#,##0;0"
_SHARE_STEP: Final = 0.2
_MOST_ROOMY: Final = 12
_SMALLEST: Final = 7

_Options = Mapping[str, Any]
_NONE: Final[_Options] = MappingProxyType({})


def add_charts(draft: Draft, sheet: Worksheet, declared: Sheet) -> None:
    """Put a sheet's charts to the right of its table, one above the other: below it they would be in its way.

    Those of a table whose rows stay as many stand below it, side by side.
    """
    table, several = declared.table, len(declared.charts) > 1
    width = _WIDTH_OF_ONE if table.fixed and not several else _WIDTH
    height = _HEIGHT_OF_SEVERAL if several and not table.fixed else _HEIGHT
    for at, chart in enumerate(declared.charts):
        drawn = _Drawn(draft, sheet, declared).draw(chart)
        drawn.set_size({"width": width, "height": height})
        about = draft.said(chart.title)
        if table.fixed:
            row, place = FIRST_ROW + draft.row_count(table), _GAP + at * (width + _BETWEEN)
            insert(sheet, row, 0, drawn, about, x_offset=place, y_offset=_GAP)
        else:
            insert(
                sheet, HEADER_ROW, len(table.columns), drawn, about, x_offset=_GAP, y_offset=at * (height + _BETWEEN)
            )


def insert(sheet: Worksheet, row: int, column: int, chart: ExcelChart, about: str, **place: int) -> None:
    """Put a chart on a sheet; it moves with its cells, and keeps its size."""
    sheet.insert_chart(row, column, chart, {"object_position": 2, "description": about} | place)


def dress(
    draft: Draft,
    chart: ExcelChart,
    *,
    across: str,
    up: str,
    labels: int = 0,
    of_values: _Options = _NONE,
    of_names: _Options = _NONE,
    lying: bool = False,
) -> None:
    """Give a chart the looks of the house, and its axes their number formats.

    ``labels`` is how many stand along the axis of names, if they may be many; ``of_values`` and ``of_names`` are more
    for the axes. In a ``lying`` chart the axis of values is the lower one.
    """
    font = small_font(draft)
    quiet = {"num_font": font, "major_tick_mark": "none"}
    fitting = font | {"size": _SMALLEST} if labels > _MOST_ROOMY else font
    along = {"num_font": fitting, "num_format": across, "line": {"color": LINE}, "label_position": "low"}
    gridlines = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    against = {"num_format": up, "line": {"none": True}, "major_gridlines": gridlines}
    set_names, set_values = (chart.set_y_axis, chart.set_x_axis) if lying else (chart.set_x_axis, chart.set_y_axis)
    set_names(quiet | {"major_gridlines": {"visible": False}} | along | dict(of_names))
    set_values(quiet | against | dict(of_values))
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})


def small_font(draft: Draft) -> dict[str, Any]:
    """Give the font of axes, legends and labels."""
    return {"color": MUTED, "size": 9, "name": draft.book.default_format_properties["font_name"]}


class _Drawn:
    """The charts of one sheet: what is where on it."""

    def __init__(self, draft: Draft, sheet: Worksheet, declared: Sheet) -> None:
        self._draft = draft
        self._name = sheet.get_name()
        self._table = declared.table
        self._rows = draft.row_count(declared.table)

    def draw(self, declared: Chart) -> ExcelChart:
        """Draw a chart in its shape, with title and legend."""
        match declared.shape:
            case Shape.TORNADO:
                chart = self._tornado(declared)
            case Shape.FAN:
                chart = self._fan(declared)
            case _:
                chart = self._side_by_side(declared)
        chart.set_title({"name": self._draft.said(declared.title), "name_font": self._title_font()})
        several = len(declared.columns) > 1 or declared.line
        hidden = {"delete_series": [0]} if declared.shape is Shape.FAN else {}
        legend = {"position": "bottom", "font": small_font(self._draft)} | hidden
        chart.set_legend(legend if several else {"none": True})
        return chart

    def _side_by_side(self, declared: Chart) -> ExcelChart:
        """Draw columns side by side, and perhaps a line in percent."""
        columns = declared.columns
        chart = self._draft.book.add_chart({"type": "column"})
        for key, colour in zip(columns, self._colours(len(columns)), strict=True):
            bars = {"fill": {"color": colour}, "border": {"none": True}, "gap": 60, "overlap": 0}
            chart.add_series(self._series(declared, key) | bars | self._labels(key))
        of_values = self._limits(*columns) | (self._named(columns[0]) if declared.line else {})
        across, up = self._shown(declared.categories), self._shown(columns[0])
        dress(self._draft, chart, across=across, up=up, labels=self._rows, of_values=of_values)
        if declared.line:
            self._add_line(chart, declared)
        return chart

    def _tornado(self, declared: Chart) -> ExcelChart:
        """Draw bars to both sides of 0, the first row on top."""
        chart = self._draft.book.add_chart({"type": "bar"})
        for key, colour in zip(declared.columns, _SIDES, strict=True):
            bars = {"fill": {"color": colour}, "border": {"none": True}, "gap": 40, "overlap": 100}
            chart.add_series(self._series(declared, key) | bars)
        signed = _SIGNED.get(self._table[declared.columns[0]].holds, _SIGNED_AMOUNT)
        dress(self._draft, chart, across="General", up=signed, of_names={"reverse": True}, lying=True)
        return chart

    def _fan(self, declared: Chart) -> ExcelChart:
        """Draw bands on each other, the first of which is not seen, and lines over them."""
        chart = self._draft.book.add_chart({"type": "area", "subtype": "stacked"})
        for key, colour in zip(declared.columns, _BANDS, strict=True):
            fill = {"color": colour} if colour else {"none": True}
            chart.add_series(self._series(declared, key) | {"fill": fill, "border": {"none": True}})
        lines = self._draft.book.add_chart({"type": "line"})
        for key, line in zip(declared.lines, _LINES, strict=True):
            lines.add_series(self._series(declared, key) | {"line": line})
        chart.combine(lines)
        across, up = self._shown(declared.categories), self._shown(declared.columns[0])
        dress(self._draft, chart, across=across, up=up, of_names={"position_axis": "on_tick"})
        return chart

    def _add_line(self, chart: ExcelChart, declared: Chart) -> None:
        line = self._draft.book.add_chart({"type": "line"})
        look = {"line": {"color": NOTICE_INK, "width": 2.25}, "y2_axis": True}
        line.add_series(self._series(declared, declared.line) | look)
        axis = {"num_font": small_font(self._draft), "num_format": self._shown(declared.line), "line": {"none": True}}
        own = self._limits(declared.line) | self._named(declared.line)
        line.set_y2_axis(axis | own | {"major_tick_mark": "none"})
        chart.combine(line)

    def _limits(self, *keys: str) -> dict[str, Any]:
        """Let an axis of percentages, which are shares of a whole wherever a chart shows some, go from none to all."""
        shares = all(self._table[key].holds is Holds.PERCENT for key in keys)
        return {"min": 0, "max": 1, "major_unit": _SHARE_STEP} if shares else {}

    def _named(self, key: str) -> dict[str, Any]:
        """Title an axis with the label of the column that it is for."""
        font = small_font(self._draft) | {"bold": False}
        return {"name": self._draft.said(self._table[key].label), "name_font": font}

    def _series(self, declared: Chart, key: str) -> dict[str, Any]:
        return {
            "name": [self._name, HEADER_ROW, self._table.keys.index(key)],
            "categories": self._cells(declared.categories),
            "values": self._cells(key),
        }

    def _cells(self, key: str) -> list[str | int]:
        place = self._table.keys.index(key)
        return [self._name, FIRST_ROW, place, FIRST_ROW + self._rows - 1, place]

    def _labels(self, key: str) -> dict[str, Any]:
        """Write the values above the columns, where they are short and few."""
        if self._rows > _MOST_LABELLED or self._table[key].holds in (Holds.MONEY, Holds.LEDGER):
            return {}
        return {"data_labels": {"value": True, "num_format": self._shown(key), "font": small_font(self._draft)}}

    def _shown(self, key: str) -> str:
        return _SHOWN.get(self._table[key].holds, _AMOUNT)

    def _colours(self, count: int) -> list[str]:
        """Give each column a colour; the last one, which matters most, the strongest."""
        return [_COLUMNS[place % len(_COLUMNS)] for place in reversed(range(count))]

    def _title_font(self) -> dict[str, Any]:
        return small_font(self._draft) | {"color": INK, "size": 12, "bold": True}
