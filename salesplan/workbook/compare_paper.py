"""The sheet that scenarios are compared on: where things stand on it, and how its cells are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import written_formula
from salesplan.words import Words
from salesplan.workbook.compare_data import Comparison, Value

KEYS: Final = 0
"""The hidden column that says which figure a row is."""
LABEL: Final = 1
FIRST: Final = 2
"""The plan's column; the scenarios follow."""
LABEL_WIDTH: Final = 222
GAP_WIDTH: Final = 20
BODY: Final = 10
PIXELS: Final = 4 / 3
"""In a point."""

_MOST_BESIDE: Final = 6
"""Those compared, the plan too, beside whom the charts have room."""
_WIDE: Final = 1520
_PAGE: Final = 1600
"""Pixels across that look well on a page whose height the figures give."""
_CHARTS: Final = (400, 520)
"""The least and the most pixels of a chart beside the figures."""
_NARROWEST: Final = 92
_WIDEST: Final = 128
_TABLE: Final = 560

Headers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand across the sheet, from the number of those compared.

    With few of them the charts stand beside the figures, two and two, and all is one page; with many they stand below,
    and print on the second.
    """

    count: int

    @property
    def beside(self) -> bool:
        """Whether the charts stand beside the figures."""
        return self.count <= _MOST_BESIDE

    @property
    def line(self) -> float:
        """Points of a row of figures: those of many scenarios are lower, so that all of them are on one page."""
        return 15.75 if self.beside else 14.25

    @property
    def heading(self) -> float:
        """Points of a row with the heading of a group."""
        return 20.25 if self.beside else 18

    @property
    def end(self) -> int:
        """The last column of figures."""
        return FIRST + self.count - 1

    @property
    def charts(self) -> int:
        """The column that the charts begin in."""
        return self.end + 2 if self.beside else LABEL

    @property
    def last(self) -> int:
        """The last column that is printed: beside the figures each chart has one of its own, with a gap between."""
        return self.charts + 2 if self.beside else self.end

    @property
    def data(self) -> int:
        """The first of the hidden columns that the charts take their values from."""
        return self.last + 2

    @property
    def figure_width(self) -> int:
        """Pixels of a column of figures."""
        if self.beside:
            return min(max((_TABLE - LABEL_WIDTH // 2) // self.count, _NARROWEST), _WIDEST)
        return (_WIDE - LABEL_WIDTH) // self.count

    @property
    def chart_width(self) -> int:
        """Pixels of one of the two charts that stand side by side."""
        if self.beside:
            room = (_PAGE - self._figures - 2 * GAP_WIDTH) // 2
            return min(max(room, _CHARTS[0]), _CHARTS[1])
        return (self._figures - GAP_WIDTH) // 2

    @property
    def width(self) -> int:
        """Pixels of all that is printed."""
        return self._figures + (2 * GAP_WIDTH + 2 * self.chart_width if self.beside else 0)

    @property
    def _figures(self) -> int:
        return LABEL_WIDTH + self.count * self.figure_width


@dataclass(slots=True)
class Paper:
    """A comparison under way.

    Attributes
    ----------
    book, sheet, comparison, layout
        Where it is written, and what.
    live
        For each table its headers by key, for formulas; None for values only.
    places
        The row of each figure by its key.
    heights
        The height in points of every row so far.
    """

    book: Workbook
    sheet: Worksheet
    comparison: Comparison
    live: Headers | None
    layout: Layout
    places: dict[str, int] = field(default_factory=dict)
    heights: list[float] = field(default_factory=list)
    _looks: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def said(self, words: Words, **facts: object) -> str:
        """Give a text in the comparison's language."""
        return words.said(self.comparison.language).format(**facts)

    def look(self, **properties: Any) -> Format:
        """Give a cell format, in the middle of the row unless said otherwise."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format({"font_size": BODY, "valign": "vcenter"} | properties)
        return self._looks[key]

    def next_row(self, height: float) -> int:
        """Begin a row; how high it is, in points."""
        self.sheet.set_row(len(self.heights), height)
        self.heights.append(height)
        return len(self.heights) - 1

    def put(self, row: int, column: int, value: Value, look: Format, formula: str = "") -> None:
        """Write a value, with the formula that it is the value of where the sheet is live."""
        if formula and self.live is not None:
            self.sheet.write_formula(row, column, f"={formula}", look, "" if value is None else value)
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, look)
        else:
            self.sheet.write_number(row, column, value, look)

    def merged(self, row: int, first: int, last: int, text: str, look: Format) -> None:
        """Write a text over the columns from first to last."""
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", look)
        self.put(row, first, text, look)

    def column(self, table: str, key: str) -> str:
        """Write a column of a table as formulas name it; empty where the workbook has no such column."""
        if key not in (self.live or {}).get(table, {}):
            return ""
        headers = {table: {key: self.live[table][key]}} if self.live else {}
        return written_formula(f"{table}[{key}]", "", headers)
