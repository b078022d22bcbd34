"""The workbook while it is being built: what every sheet's builder is handed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import Owner, Setting, Table, WorkbookPlan, written_formula
from salesplan.words import Words
from salesplan.workbook.addresses import column_letters, quoted
from salesplan.workbook.build_rows import Columns
from salesplan.workbook.build_styles import Styles
from salesplan.workbook.build_words import ISSUED_OWNERS, OWNERS, PAGE, START
from salesplan.workbook.excel_names import WITH_MACROS

TOTALS_ROW: Final = 2
HEADER_ROW: Final = 3
FIRST_ROW: Final = 4
"""Where a table stands on its sheet; rows count from 0 as XlsxWriter's."""

_A4: Final = 9
_WIDEST_PAGE: Final = 230


@dataclass(frozen=True, slots=True)
class Around:
    """The workbook that a single sheet is built for: what the sheet may name.

    Attributes
    ----------
    headers
        For each table its headers by key.
    linked
        Whether it has a first sheet to which titles lead back.
    lists
        What drop-downs list, by the ``Table.key`` that a column refers to: a name or cells. Others list nothing.
    """

    headers: Mapping[str, Mapping[str, str]]
    linked: bool
    lists: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook being built.

    Attributes
    ----------
    book, plan, styles
        The workbook, its declarations, its looks.
    language
        The language of all its texts.
    values
        The settings' values by key; None for blank.
    headers
        For each table its headers by key.
    columns
        For each table the cells that it starts with, by key.
    figures
        The values beside the figures' formulas, by key.
    macros
        Whether it has macros, and buttons that run them.
    around
        The workbook that the sheet is put into; None where a whole workbook is built.
    """

    book: Workbook
    plan: WorkbookPlan
    styles: Styles
    language: str
    values: Mapping[str, Any]
    headers: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Columns]
    figures: Mapping[str, float | str]
    macros: bool = False
    around: Around | None = None

    def said(self, words: Words) -> str:
        """Give a text in the workbook's language."""
        return words.said(self.language)

    def row_count(self, table: Table) -> int:
        """Count the rows that a table starts with: at least one."""
        return len(self.columns[table.name][table.keys[0]])

    @property
    def issued(self) -> bool:
        """Whether the workbook is made for one person: settings of it are facts, not for typing."""
        return any(setting.owner is Owner.SALESPLAN for setting in self.plan.settings)

    @property
    def owners(self) -> Mapping[Owner, Words]:
        """What cells are called by who fills them."""
        return OWNERS | (ISSUED_OWNERS if self.issued else {})

    def owner(self, setting: Setting) -> Owner:
        """Say who fills a setting: a fact that the workbook is built without may still be typed."""
        return Owner.PERSON if self.values[setting.key] in (None, "") else setting.owner

    @property
    def settings_typed(self) -> bool:
        """Whether a setting is there for typing."""
        return any(self.owner(setting) is Owner.PERSON for setting in self.plan.settings)

    @property
    def file(self) -> str:
        """What the file is called in examples of commands."""
        return str(Path(self.plan.file).with_suffix(WITH_MACROS)) if self.macros else self.plan.file

    @property
    def steps(self) -> tuple[Words, ...]:
        """What to do, step by step."""
        return self.plan.steps_with_buttons if self.macros else self.plan.steps

    def title(self) -> str:
        """Give the workbook's title."""
        return self.said(self.plan.title)

    def formula(self, declared: str, table: str = "") -> str:
        """Write a declared formula with this workbook's headers, ``=`` included."""
        headers = {name: dict(by_key) for name, by_key in self.headers.items()}
        return "=" + written_formula(declared, table, headers)

    def sheet(self, name: Words, *, back: str = "") -> Worksheet:
        """Add a sheet without gridlines that prints on A4; ``back`` is the page header's text if not the title."""
        sheet = self.book.add_worksheet(self.said(name))
        # XlsxWriter looks for thirty functions in the formula of each cell; a column has only one formula.
        sheet._prepare_formula = cache(sheet._prepare_formula)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
        sheet.set_header(f"&L&B{_literal(back or self.title())}&R&A")
        sheet.set_footer(f"&L&F&R{self.said(PAGE)}")
        return sheet

    def point(self, name: str, sheet: Worksheet, row: int, column: int) -> None:
        """Give one cell a defined name; row and column count from 0."""
        self.book.define_name(name, f"={quoted(sheet.get_name())}!${column_letters(column + 1)}${row + 1}")

    def heading(self, sheet: Worksheet, name: str, title: str, help_line: str) -> None:
        """Write a sheet's title, which leads back to the first sheet if there is one, and what the sheet is for."""
        sheet.set_row(0, 27)
        sheet.set_row(1, 21)
        if self.around is None or self.around.linked:
            sheet.write_url(0, 0, f"internal:{go_name(START.en)}", self.styles.title(), title)
        else:
            sheet.write_string(0, 0, title, self.styles.title())
        sheet.write_string(1, 0, help_line, self.styles.help())
        self.point(go_name(name), sheet, 0, 0)


def go_name(name: str) -> str:
    """Give the defined name that links to a sheet go through, so that they survive a renamed sheet.

    Examples
    --------
    >>> go_name("Quota")
    'go_Quota'
    """
    return f"go_{name}"


def pages_wide(widths: list[float], repeated: int) -> int:
    """Say on how many pages side by side columns of these widths are readable, the first few ``repeated`` on each.

    Examples
    --------
    >>> pages_wide([20.0] * 5, 1), pages_wide([20.0] * 15, 2)
    (1, 2)
    """
    on_each = sum(widths[:repeated])
    return max(1, ceil((sum(widths) - on_each) / (_WIDEST_PAGE - on_each)))


def text_formula(template: str, **names: str) -> str:
    """Write a text with cells in it as a formula: each ``{field}`` becomes the defined name given for it.

    Examples
    --------
    >>> text_formula("{year} plan", year="plan_year")
    '=plan_year&" plan"'
    """
    pieces = re.split(r"\{(\w+)\}", template)
    quotes = ['"' + piece.replace('"', '""') + '"' if piece else "" for piece in pieces[::2]]
    cells = [names[field] for field in pieces[1::2]] + [""]
    return "=" + "&".join(part for pair in zip(quotes, cells, strict=True) for part in pair if part)


def _literal(text: str) -> str:
    """Double the ampersands of a text, which mean something in page headers."""
    return text.replace("&", "&&")
