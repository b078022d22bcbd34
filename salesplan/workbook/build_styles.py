"""How a built workbook looks: its colours, fonts, number formats, column widths."""

import re
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from salesplan.tables.model import Column, Holds, Owner
from salesplan.tables.units import Currency
from salesplan.words import ENGLISH, SIMPLIFIED, TRADITIONAL

INK: Final = "#17324D"
ACCENT: Final = "#2E6CA4"
PALE: Final = "#A9C4DE"
SLATE: Final = "#56708A"
MUTED: Final = "#6B7785"
LINE: Final = "#D9DEE4"
TYPED_FILL: Final = "#FFF9DB"
TYPED_INK: Final = "#0033CC"
WRONG_FILL: Final = "#F8D7DA"
WRONG_INK: Final = "#9C1C28"
NOTICE_FILL: Final = "#FDE9D0"
NOTICE_INK: Final = "#B4530A"
CALM_FILL: Final = "#DCEAF7"
CALM_INK: Final = "#1F4E79"
GOOD_FILL: Final = "#DDF0E3"
GOOD_INK: Final = "#1E7B45"

_FONTS: Final = {ENGLISH: ("Calibri", 11), SIMPLIFIED: ("Microsoft YaHei", 10), TRADITIONAL: ("Microsoft JhengHei", 10)}
_FILLS: Final = {Owner.PERSON: TYPED_FILL, Owner.SALESPLAN: "#F0F1F3", Owner.SHEET: "#E6F0EE"}
_HEADERS: Final = {Owner.PERSON: ACCENT, Owner.SALESPLAN: INK, Owner.SHEET: SLATE}
_DEFAULT_WIDTHS: Final = {
    Holds.TEXT: 14,
    Holds.MONEY: 15,
    Holds.LEDGER: 17,
    Holds.PERCENT: 10,
    Holds.NUMBER: 12,
    Holds.INTEGER: 10,
    Holds.DATE: 12,
    Holds.MONTH: 10,
    Holds.CHOICE: 12,
    Holds.MOMENT: 18,
}
_AMOUNT_WIDTH: Final = 13
_FILTER_BUTTON: Final = 3
_WRAPPED_FROM: Final = 40

WHOLE: Final = '#,##0;[Red]-#,##0;"–"'
COUNT: Final = "#,##0;[Red]-#,##0;0"
SHARE: Final = "0.0%;[Red]-0.0%;0.0%"
_NUMBER_FORMATS: Final = {
    Holds.TEXT: "@",
    Holds.CHOICE: "@",
    Holds.MONEY: WHOLE,
    Holds.PERCENT: SHARE,
    Holds.NUMBER: "General",
    Holds.INTEGER: COUNT,
    Holds.DATE: "yyyy-mm-dd",
    Holds.MONTH: "yyyy-mm",
    Holds.MOMENT: "yyyy-mm-dd hh:mm",
}
_ORDER: Final = "amount"
"""A typed one is an order, which people look up to the cent."""

_HUNDREDTHS: Final = "0.00"
_TYPED_AS: Final = "General"
_HEADS: Final = "#,##0.0"
_COMPUTED: Final = {
    "visits_a_day": _HUNDREDTHS,
    "visits_a_day_actual": _HUNDREDTHS,
    "satisfaction_actual": _HUNDREDTHS,
    "visits_a_year": _TYPED_AS,
    "weight": _TYPED_AS,
    "actual": "#,##0.00",
    "target": "#,##0.00",
    "total": _HUNDREDTHS,
    "previous": _HUNDREDTHS,
    "change": "+0.00;[Red]-0.00;0.00",
    "score": _HUNDREDTHS,
    "counted": _HUNDREDTHS,
    "points": _HUNDREDTHS,
    "moved": "+General;-General;0",
    "heads": _HEADS,
    "ramped_heads": _HEADS,
    "heads_needed": _HEADS,
    "heads_gap": "+#,##0.0;[Red]-#,##0.0;0.0",
    "value": _HUNDREDTHS,
    "plan_value": _HUNDREDTHS,
}
"""Computed numbers that are no counts: they may well have decimals. Totals show those that ranks are decided on."""

_SCORE: Final = "_score"
_TENTHS: Final = "0.0"
_TO_THE_CENT: Final = ("commission", "bonus", "payout")
_SIGNED: Final = (
    "raise",
    "change",
    "change_share",
    "change_low",
    "change_high",
    "chance_change_low",
    "chance_change_high",
)
"""Keys of the columns of shares and amounts that say more or less."""

_VALUES_IN_WORDS: Final = ("at", "low", "high")
"""Keys of the columns of texts that say a number with its unit."""

_SIGNED_AS: Final = {Holds.PERCENT: "+0.0%;-0.0%;0.0%", Holds.MONEY: '+#,##0;-#,##0;"–"'}


def default_font(language: str) -> dict[str, object]:
    """Give the font of a language's workbook, one that Windows and Mac both have."""
    name, size = _FONTS[language]
    # A scheme would make Excel take the theme's font instead of this one.
    return {"font_name": name, "font_size": size, "font_scheme": "minor" if language == ENGLISH else "none"}


def exact_amount(currency: Currency, *, zero: str = '"–"') -> str:
    """Give the number format of an amount with all the currency's decimals.

    Examples
    --------
    >>> exact_amount(Currency("JPY", 0)), exact_amount(Currency("CNY"))
    ('#,##0;[Red]-#,##0;"–"', '#,##0.00;[Red]-#,##0.00;"–"')
    """
    decimals = "." + "0" * currency.decimals if currency.decimals else ""
    return f"#,##0{decimals};[Red]-#,##0{decimals};{zero}"


def number_format(column: Column, currency: Currency) -> str:
    """Give the number format of a column's cells."""
    if column.holds is Holds.LEDGER or column.key in _TO_THE_CENT:
        return exact_amount(currency)
    if column.key == _ORDER and column.owner is Owner.PERSON:
        return exact_amount(currency)
    if column.key in _SIGNED and column.holds in _SIGNED_AS:
        return _SIGNED_AS[column.holds]
    if column.owner is Owner.SHEET and column.holds in (Holds.TEXT, Holds.CHOICE):
        return "General"  # A formula in a cell of text format turns into its own text when somebody edits it.
    if shows_any(column):
        return exact_amount(currency, zero="0")
    if column.holds is Holds.NUMBER and column.owner is not Owner.PERSON:
        return _COMPUTED.get(column.key, _TENTHS if column.key.endswith(_SCORE) else COUNT)
    if wraps(column):
        return "General"  # Excel shows ##### for a long text in a cell of text format.
    return _NUMBER_FORMATS[column.holds]


USUAL_LINES: Final = 2
"""Lines that a long text has room for."""


def shows_any(column: Column) -> bool:
    """Say whether a computed column shows what other columns hold: amounts and texts among each other."""
    return column.raw and column.owner is Owner.SALESPLAN


def wraps(column: Column) -> bool:
    """Say whether a column's texts are long, written by salesplan, and so wrapped."""
    long = column.holds in (Holds.TEXT, Holds.CHOICE) and column.width >= _WRAPPED_FROM
    return shows_any(column) or (long and column.owner is Owner.SALESPLAN)


def width(column: Column, header: str, currency: Currency) -> float:
    """Give a column's width in characters: as declared, but enough for its header and a ten-digit amount.

    Examples
    --------
    >>> from salesplan.words import Words
    >>> month = Column(key="m01", label=Words("Jan"), help=Words(""), holds=Holds.MONEY, total=True, width=5)
    >>> width(month, "Jan", Currency("TWD", sign="NT$"))
    16
    """
    declared = column.width or _DEFAULT_WIDTHS[column.holds]
    amount = _AMOUNT_WIDTH if column.holds in (Holds.MONEY, Holds.LEDGER) else 0
    sign = len(currency.sign or f"{currency.code} ") if column.total else 0
    return max(declared, amount + sign, _header_width(header))


def _header_width(header: str) -> float:
    """Give the width at which a header fits on two lines, beside its filter button."""
    longest = max((letters(word) for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+", header)), default=0)
    return max(longest, -(-letters(header) // 2) + 1) + _FILTER_BUTTON


def letters(text: str) -> int:
    """Count letters, a Chinese one as two."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


class Styles:
    """The cell formats of one workbook."""

    def __init__(self, book: Workbook, currency: Currency) -> None:
        self._book = book
        self.currency = currency
        self.size: float = book.default_format_properties["font_size"]

    def format(self, **properties: Any) -> Format:
        """Make a format, in the middle of its row unless said otherwise."""
        return self._book.add_format({"valign": "vcenter"} | properties)

    def filled(self, owner: Owner, **properties: Any) -> Format:
        """Make the format of a cell by who fills it."""
        typed = {"font_color": TYPED_INK} if owner is Owner.PERSON else {}
        return self.format(bg_color=_FILLS[owner], border=1, border_color=LINE, **(typed | properties))

    def body(self, column: Column, *, high: bool = False, top: bool = False) -> Format:
        """Make the format of a column's cells.

        ``high`` ones have room for more than one line of what people type; ``top`` ones begin at the top of their row.
        """
        look: dict[str, object] = {"num_format": number_format(column, self.currency)}
        look |= {"valign": "top"} if top else {}
        if wraps(column) or (high and column.holds is Holds.TEXT and column.owner is Owner.PERSON):
            look |= {"text_wrap": True} | ({"valign": "top"} if column.lines > USUAL_LINES else {})
        if "HYPERLINK(" in column.formula:
            look |= {"font_color": ACCENT, "underline": 1, "align": "center"}
        elif column.holds in (Holds.TEXT, Holds.CHOICE):
            look |= {"align": "right" if column.key in _VALUES_IN_WORDS else "left", "indent": 1}
        elif column.holds in (Holds.DATE, Holds.MONTH, Holds.MOMENT):
            look["align"] = "center"
        return self.filled(column.owner, **look)

    def header(self, owner: Owner) -> Format:
        """Make the format of a column's header."""
        return self.format(
            bg_color=_HEADERS[owner],
            font_color="white",
            bold=True,
            text_wrap=True,
            align="center",
            border=1,
            border_color="white",
        )

    def total(self, column: Column) -> Format:
        """Make the format of the total above a column."""
        if column.holds in (Holds.MONEY, Holds.LEDGER):
            return self.total_row(num_format=self.currency.number_format)
        return self.total_row(num_format=_TYPED_AS if column.holds is Holds.NUMBER else COUNT)

    def total_row(self, **properties: Any) -> Format:
        """Make the format of any cell in the row of totals."""
        return self.format(bold=True, font_color=INK, top=2, top_color=INK, **properties)

    def figure(self, holds: Holds, **properties: Any) -> Format:
        """Make the format of a figure outside the tables."""
        shown = SHARE if holds is Holds.PERCENT else self.currency.number_format
        return self.format(num_format=shown, align="right", **properties)

    def title(self) -> Format:
        """Make the format of a sheet's title, which links back to the first sheet."""
        return self.format(bold=True, font_size=self.size + 6, font_color=INK)

    def help(self) -> Format:
        """Make the format of the line that says what a sheet is for."""
        return self.format(font_color=MUTED, valign="top")

    def section(self) -> Format:
        """Make the format of a heading within a sheet."""
        return self.format(bold=True, font_size=self.size + 1, font_color=INK, bottom=2, bottom_color=ACCENT)
