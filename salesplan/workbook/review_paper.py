"""The sheet that review pages are laid out on: its columns, its looks, one row after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salesplan.words import ENGLISH, Words
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.build_styles import INK, LINE, MUTED, default_font
from salesplan.workbook.build_words import PAGE
from salesplan.workbook.review_columns import KEYS
from salesplan.workbook.review_data import Review
from salesplan.workbook.review_words import MEASURED_AND_SOLD_TO, MEASURED_TO

BODY: Final = 9
"""The size of most letters, in points; printed a little smaller, as the page is fitted to the paper."""

ROW: Final = 12.75
_TEXT_STAYS_TEXT: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4: Final = 9
_LEFT_OUT: Final = 15
"""XlsxWriter does not write this height, which need not be the one of rows without any in the plan."""
_PIXEL: Final = 0.75
"""Points: Excel rounds the heights of rows to it."""
_CREATED: Final = datetime(2026, 1, 1)
_PROTECTED: Final = {"format_columns": True, "format_rows": True}
_LINE_HEIGHT: Final = 1.34
_CHINESE: Final = 1.9
_LETTER_WIDTH: Final = 0.68
"""The width of a letter in pixels for each point of its size, on the safe side."""

Value = str | float | date | None


def workbook(file: BytesIO, language: str, *, printed_only: bool) -> Workbook:
    """Start a workbook for reviews in the fonts of its language.

    One that is only printed is in Arial where it is in English: LibreOffice has letters of that width everywhere.
    """
    font = default_font(language)
    if printed_only and language == ENGLISH:
        font |= {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
    book = Workbook(file, {"in_memory": True, "default_format_properties": font} | _TEXT_STAYS_TEXT)
    book.set_properties({"author": "salesplan", "created": _CREATED})
    return book


@dataclass(slots=True)
class Paper:
    """A sheet under way: the next row, and how high the rows so far are.

    Attributes
    ----------
    book, sheet, review
        Where it is written, and what.
    live
        The headers of the plan's Scorecard by key, for formulas; None for values only.
    row
        The next row, from 0.
    height
        Points from the top of the page to that row.
    """

    book: Workbook
    sheet: Worksheet
    review: Review
    live: Mapping[str, str] | None
    row: int = 0
    height: float = 0
    _looks: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def said(self, words: Words, **facts: object) -> str:
        """Give a text in the review's language."""
        return words.said(self.review.language).format(**facts)

    def look(self, **properties: Any) -> Format:
        """Give a cell format: small letters in the middle of the row unless said otherwise."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format({"font_size": BODY, "valign": "vcenter"} | properties)
        return self._looks[key]

    def next_row(self, height: float = ROW, key: str = "") -> int:
        """Begin a row; ``key`` is what its hidden cell says."""
        row = self.row
        height = ceil(height / _PIXEL) * _PIXEL
        if height == _LEFT_OUT:
            height += _PIXEL
        self.sheet.set_row(row, height)
        if key:
            self.sheet.write_string(row, KEYS, key, self.look(font_color=MUTED))
        self.row += 1
        self.height += height
        return row

    def put(self, row: int, first: int, last: int, value: Value, look: Format, *, formula: str = "") -> None:
        """Write a value over the columns from first to last; a formula with its value where the sheet is live."""
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", look)
        if formula and self.live is not None:
            self.sheet.write_formula(row, first, formula, look, "" if value is None else value)
        elif value is None or value == "":
            self.sheet.write_blank(row, first, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, first, value, look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, first, value, look)
        else:
            self.sheet.write_number(row, first, value, look)

    def section(self, title: str, first: int, last: int, row: int | None = None) -> int:
        """Write a heading over the columns; in a row of its own unless one is given."""
        at = self.next_row(17) if row is None else row
        look = self.look(bold=True, font_size=BODY + 1, font_color=INK, bottom=1, bottom_color=INK)
        self.put(at, first, last, title, look)
        return at

    def column_head(self, row: int, first: int, last: int, title: str, **properties: Any) -> None:
        """Write the heading of a column of figures into the row of a section's heading."""
        looks = {"font_color": MUTED, "font_size": BODY - 1, "bottom": 1, "bottom_color": INK, "align": "right"}
        self.put(row, first, last, title, self.look(**(looks | {"shrink": True} | properties)))

    def gap(self, height: float = 5) -> None:
        """Leave room."""
        self.next_row(height)

    def measured(self) -> str:
        """Say up to which day visits, and sales, count."""
        review = self.review
        text = MEASURED_TO if review.sold_to == review.measured_to else MEASURED_AND_SOLD_TO
        return self.said(text, day=review.measured_to.isoformat(), sold=review.sold_to.isoformat())

    def set_page(self, title: str, *, landscape: bool) -> None:
        """Let the sheet print on A4, as wide as the paper, with the plan's title and page numbers."""
        sheet, review = self.sheet, self.review
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_portrait()
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.35, right=0.35, top=0.6, bottom=0.5)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        day = self.measured()
        sheet.set_header(f"&L{_literal(review.title)}&R{_literal(title)}", {"margin": 0.28})
        sheet.set_footer(f"&L{_literal(day)}&R{self.said(PAGE)}", {"margin": 0.22})
        sheet.protect("", _PROTECTED)


def cell(row: int, column: int) -> str:
    """Name a cell whose row and column count from 0.

    Examples
    --------
    >>> cell(0, 2)
    'C1'
    """
    return cell_name(row + 1, column + 1)


def ruled(**properties: Any) -> dict[str, Any]:
    """Give the looks of a cell with a fine line below it."""
    return {"bottom": 1, "bottom_color": LINE} | properties


def height_of(text: str, pixels: float, size: float, *, least: int = 1, most: int = 12) -> float:
    """Estimate the height in points that a wrapped text needs in cells of this width.

    Examples
    --------
    >>> height_of("short", 400, 10) == height_of("", 400, 10)
    True
    >>> height_of("long " * 40, 400, 10) > 3 * height_of("short", 400, 10)
    True
    """
    room = max(pixels / (size * _LETTER_WIDTH), 1)
    lines = sum(max(ceil(_letters(line) / room), 1) for line in text.splitlines() or [""])
    return min(max(lines, least), most) * size * _LINE_HEIGHT + 4


def _letters(text: str) -> float:
    """Count letters, a Chinese one as nearly two."""
    return sum(_CHINESE if letter >= "\u2e80" else 1 for letter in text)


def _literal(text: str) -> str:
    """Double the ampersands of a text, which mean something in page headers."""
    return text.replace("&", "&&")
