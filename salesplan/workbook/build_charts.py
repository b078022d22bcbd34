"""A built workbook's charts: they stand beside the cells that they show, and look alike."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import Chart, Holds, Sheet
from salesplan.workbook.build_draft import FIRST_ROW, HEADER_ROW, Draft
from salesplan.workbook.build_styles import ACCENT, INK, LINE, MUTED, NOTICE_INK, PALE

_WIDTH: Final = 680
_HEIGHT: Final = 380
_HEIGHT_OF_SEVERAL: Final = 300
_GAP: Final = 24
_BETWEEN: Final = 12
_COLUMNS: Final = (ACCENT, PALE, INK)
_MOST_LABELLED: Final = 8
_SHOWN: Final = {Holds.PERCENT: "0%"}
_AMOUNT: Final = "#,##0"
_SHARE_STEP: Final = 0.2
_MOST_ROOMY: Final = 12
_SMALLEST: Final = 7

_Options = Mapping[str, Any]
_NONE: Final[_Options] = MappingProxyType({})


def add_charts(draft: Draft, sheet: Worksheet, declared: Sheet) -> None:
    """Put a sheet's charts to the right of its table, one above the other: below it they would be in its way."""
    height = _HEIGHT if len(declared.charts) == 1 else _HEIGHT_OF_SEVERAL
    for at, chart in enumerate(declared.charts):
        drawn = _Drawn(draft, sheet, declared).draw(chart)
        drawn.set_size({"width": _WIDTH, "height": height})
        place = {"x_offset": _GAP, "y_offset": at * (height + _BETWEEN)}
        insert(sheet, HEADER_ROW, len(declared.table.columns), drawn, draft.said(chart.title), **place)


def insert(sheet: Worksheet, row: int, column: int, chart: ExcelChart, about: str, **place: int) -> None:
    """Put a chart on a sheet; it moves with its cells, and keeps its size."""
    sheet.insert_chart(row, column, chart, {"object_position": 2, "description": about} | place)


def dress(
    draft: Draft, chart: ExcelChart, *, across: str, up: str, labels: int = 0, of_values: _Options = _NONE
) -> None:
    """Give a chart the looks of the house, and its axes their number formats.

    ``labels`` is how many stand along the lower axis, if they may be many; ``of_values`` is more for the upright one.
    """
    font = small_font(draft)
    quiet = {"num_font": font, "major_tick_mark": "none"}
    fitting = font | {"size": _SMALLEST} if labels > _MOST_ROOMY else font
    along = {"num_font": fitting, "num_format": across, "line": {"color": LINE}, "label_position": "low"}
    chart.set_x_axis(quiet | along)
    gridlines = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    chart.set_y_axis(quiet | {"num_format": up, "line": {"none": True}, "major_gridlines": gridlines} | dict(of_values))
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
        """Draw a chart: columns side by side, and perhaps a line in percent."""
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
        title = {"name": self._draft.said(declared.title), "name_font": self._title_font()}
        chart.set_title(title)
        several = len(columns) > 1 or declared.line
        chart.set_legend({"position": "bottom", "font": small_font(self._draft)} if several else {"none": True})
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
