"""The comparison of scenarios: one sheet that says what each does to quotas, likelihood, people and money."""

from io import BytesIO
from itertools import groupby
from typing import Any, Final

from salesplan.tables.scenario_results import MARKS
from salesplan.words import Words
from salesplan.workbook import compare_words as words
from salesplan.workbook.addresses import column_letters
from salesplan.workbook.build import with_empty_texts
from salesplan.workbook.build_styles import (
    ACCENT,
    CALM_FILL,
    CALM_INK,
    COUNT,
    GOOD_FILL,
    GOOD_INK,
    INK,
    LINE,
    MUTED,
    NOTICE_FILL,
    NOTICE_INK,
    WHOLE,
    WRONG_FILL,
    WRONG_INK,
)
from salesplan.workbook.build_words import PAGE
from salesplan.workbook.compare_charts import add_charts
from salesplan.workbook.compare_data import Comparison, Row, Section, Shown, Subject
from salesplan.workbook.compare_paper import BODY, FIRST, GAP_WIDTH, KEYS, LABEL, LABEL_WIDTH, Headers, Layout, Paper
from salesplan.workbook.compare_short import in_short
from salesplan.workbook.review_paper import cell, height_of, workbook

ANCHOR: Final = "salesplan_comparison"
"""The defined name by which the sheet is found again."""
SHEET_NAME: Final = words.SHEET_NAME

_SMALL: Final = BODY - 1.5
_MOST_LINES: Final = 5
"""Of what a scenario changes."""
_A4: Final = 9
_ZOOM: Final = 90
_PLAN: Final = "#EEF3F8"
_OFF: Final = "#F4F5F6"
_BAND_INK: Final = "#C9D6E3"
_FORMATS: Final = {
    Shown.AMOUNT: WHOLE,
    Shown.CHANGE: '+#,##0;-#,##0;"–"',
    Shown.SHARE: "0.0%",
    Shown.SIGNED_SHARE: '+0.0%;-0.0%;"–"',
    Shown.FINE_SHARE: "0.00%",
    Shown.CHANCE: "0.0%",
    Shown.COUNT: COUNT,
    Shown.HEADS: "#,##0.0",
    Shown.GAP: "+#,##0.0;[Red]-#,##0.0;0.0",
    Shown.MARK: "General",
}
_PLACES: Final = {Shown.AMOUNT: 0, Shown.CHANGE: 0, Shown.SHARE: 3, Shown.CHANCE: 3}
"""Decimals that are seen of the figures that are coloured."""
_STRONG: Final = ("company_quota", "reps_final", "expected_sales", "chance", "share_at_quota", "cost_of_sales")
"""The figures that are read first."""
_TINTS: Final = (
    (WRONG_FILL, WRONG_INK),
    (NOTICE_FILL, NOTICE_INK),
    (GOOD_FILL, GOOD_INK),
    (CALM_FILL, CALM_INK),
    (NOTICE_FILL, NOTICE_INK),
)
"""Of the marks, from too hard to too easy."""


def comparison_sheet(comparison: Comparison, *, live: Headers | None = None) -> bytes:
    """Lay the comparison out: a workbook of one sheet that prints on A4, landscape.

    The plan and the scenarios are columns, the figures rows in groups. Beside them, or below where there are many
    scenarios, are charts of what is asked and expected, how likely it is, what moves the quotas and how the year may
    go; at the foot it says how to read all this.

    Parameters
    ----------
    comparison
        What is shown.
    live
        For each table of the workbook that the sheet goes into its headers by key: figures are formulas then, with
        their values beside. None, or a table or column that is missing: values only.

    Returns
    -------
    bytes
        The .xlsx file. Column A, which is hidden, has ``comparison|<year>`` in A1 and in each row the key of its
        figure. The same call gives the same bytes.

    Examples
    --------
    >>> from salesplan.tables.units import currency
    >>> plan, rows = Subject("Plan"), ()
    >>> alone = Comparison(
    ...     title="Scenarios", plan_year=2027, language="en", currency=currency("CNY"), subjects=(plan,), rows=rows
    ... )
    >>> comparison_sheet(alone)[:2]
    b'PK'
    """
    file = BytesIO()
    with workbook(file, comparison.language, printed_only=live is None) as book:
        sheet = book.add_worksheet(SHEET_NAME.said(comparison.language))
        paper = Paper(book, sheet, comparison, live, Layout(len(comparison.subjects)))
        _set_columns(paper)
        _write_band(paper)
        header = _write_header(paper)
        for section, rows in groupby(comparison.rows, key=lambda row: row.section):
            _write_section(paper, section, list(rows), header)
        add_charts(paper, header)
        _write_notes(paper)
        _set_print(paper, header)
    return with_empty_texts(file.getvalue())


def _set_columns(paper: Paper) -> None:
    sheet, layout = paper.sheet, paper.layout
    sheet.set_column_pixels(KEYS, KEYS, 12, None, {"hidden": True})
    sheet.set_column_pixels(LABEL, LABEL, LABEL_WIDTH)
    sheet.set_column_pixels(FIRST, layout.end, layout.figure_width)
    if layout.beside:
        sheet.set_column_pixels(layout.end + 1, layout.last, GAP_WIDTH)
        for column in (layout.charts, layout.last):
            sheet.set_column_pixels(column, column, layout.chart_width)


def _write_band(paper: Paper) -> None:
    """Write the dark band with the title, and what the comparison comes to in short."""
    comparison, last = paper.comparison, paper.layout.last
    band: dict[str, Any] = {"bg_color": INK, "font_color": "white", "indent": 1}
    row = paper.next_row(30)
    paper.put(row, KEYS, f"comparison|{comparison.plan_year}", paper.look())
    title = paper.said(words.TITLE, year=comparison.plan_year)
    paper.merged(row, LABEL, last, title, paper.look(bold=True, font_size=18, **band))
    about = paper.said(words.ABOUT, title=comparison.title, currency=comparison.currency.code)
    small = band | {"font_color": _BAND_INK, "align": "left", "valign": "top", "font_size": BODY - 1}
    paper.merged(paper.next_row(18), LABEL, last, about, paper.look(**small))
    paper.next_row(4.5)
    text = in_short(comparison)
    row = paper.next_row(height_of(text, paper.layout.width - LABEL_WIDTH, BODY + 1))
    paper.put(row, LABEL, paper.said(words.IN_SHORT), paper.look(bold=True, font_size=BODY + 1, font_color=INK))
    paper.merged(row, FIRST, last, text, paper.look(text_wrap=True, font_size=BODY + 1, font_color=INK))
    paper.next_row(4.5)


def _write_header(paper: Paper) -> int:
    """Write the names of those compared, and what each changes; the row of the names."""
    layout = paper.layout
    subjects = paper.comparison.subjects
    width = layout.figure_width - 8
    row = paper.next_row(max(height_of(subject.name, width, BODY + 1, most=3) for subject in subjects) + 4)
    paper.put(row, LABEL, None, paper.look(bg_color=INK))
    for place, subject in enumerate(subjects):
        fill = INK if place == 0 else MUTED if subject.failed else ACCENT
        looks = {"bg_color": fill, "font_color": "white", "bold": True, "text_wrap": True, "align": "center"}
        edge = {"left": 1, "left_color": "white"}
        paper.put(row, FIRST + place, subject.name, paper.look(**looks, **edge))
    texts = [_said_of(paper, place, subject) for place, subject in enumerate(subjects)]
    height = max(height_of(text, width, _SMALL, most=_MOST_LINES) for text in texts)
    below = paper.next_row(height)
    paper.put(below, LABEL, paper.said(words.CHANGES), _label(paper))
    for place, (text, subject) in enumerate(zip(texts, subjects, strict=True)):
        ink = WRONG_INK if subject.failed else MUTED
        looks = {"font_color": ink, "font_size": _SMALL, "text_wrap": True, "align": "center"}
        paper.put(below, FIRST + place, text, paper.look(**looks, **_ground(place, subject)))
    paper.sheet.freeze_panes(row + 1, FIRST + 1)
    return row


def _said_of(paper: Paper, place: int, subject: Subject) -> str:
    if subject.failed:
        return paper.said(words.FAILED, why=subject.failed)
    return subject.changes or paper.said(words.AS_IS if place == 0 else words.NOTHING)


def _ground(place: int, subject: Subject) -> dict[str, Any]:
    """Give the looks of a cell by whose it is: the plan's are set off, those of a failed scenario grey."""
    rule: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
    if place == 0:
        return rule | {"bg_color": _PLAN}
    return rule | ({"bg_color": _OFF} if subject.failed else {})


def _label(paper: Paper, **properties: Any) -> Any:
    return paper.look(indent=1, bottom=1, bottom_color=LINE, shrink=True, **properties)


def _write_section(paper: Paper, section: Section, rows: list[Row], header: int) -> None:
    """Write a group of figures under its heading."""
    at = paper.next_row(paper.layout.heading)
    look = paper.look(bold=True, font_size=BODY + 1, font_color=INK, valign="bottom", bottom=1, bottom_color=INK)
    for column in range(LABEL, paper.layout.end + 1):
        paper.put(at, column, None, look)
    paper.put(at, LABEL, paper.said(words.SECTIONS[section]), look)
    for row in rows:
        _write_row(paper, row, header)


def _write_row(paper: Paper, row: Row, header: int) -> None:
    at = paper.next_row(paper.layout.line)
    paper.places[row.key] = at
    bold = row.key in _STRONG
    paper.put(at, KEYS, row.key, paper.look())
    paper.put(at, LABEL, row.label, _label(paper, bold=bold))
    align = "center" if row.shown is Shown.MARK else "right"
    own = {"num_format": _FORMATS[row.shown], "align": align, "bold": bold, "shrink": True}
    own |= {} if row.shown is Shown.MARK else {"indent": 1}
    for place, (subject, value) in enumerate(zip(paper.comparison.subjects, row.values, strict=True)):
        look = paper.look(**own, **_ground(place, subject))
        known = value is not None and not subject.failed
        paper.put(at, FIRST + place, value, look, _formula(paper, row, place, header) if known else "")
    _tint(paper, row, at)


def _formula(paper: Paper, row: Row, place: int, header: int) -> str:
    """Write the formula that finds a figure in its table by the name above it, or takes one of the sheet from another."""
    if row.less:
        return "-".join(cell(paper.places[key], FIRST + place) for key in row.less)
    table, _, key = row.live.partition(".")
    figures, names = paper.column(table, key), paper.column(table, "scenario")
    if not (figures and names):
        return ""
    name = paper.comparison.subjects[place].name
    wanted = f"{column_letters(FIRST + place + 1)}${header + 1}"
    if any(letter in name for letter in "~*?"):  # MATCH would take them for patterns
        exact = name.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
        wanted = f'"{exact}"'
    return f"INDEX({figures},MATCH({wanted},{names},0))"


def _tint(paper: Paper, row: Row, at: int) -> None:
    """Colour what is better or worse than in the plan as far as it is seen, and the marks."""
    sheet, last = paper.sheet, paper.layout.end
    if row.shown is Shown.MARK:
        for mark, (fill, ink) in zip(MARKS.values(), _TINTS, strict=True):
            look = paper.book.add_format({"bg_color": fill, "font_color": ink})
            for said in mark.every():
                rule = {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": look}
                sheet.conditional_format(at, FIRST, at, last, rule)
    if not row.more_is_better or last == FIRST:
        return
    mine, plan, places = cell(at, FIRST + 1), f"${cell(at, FIRST)}", _PLACES[row.shown]
    for sign, ink in ((">", GOOD_INK), ("<", NOTICE_INK)):
        seen = f"ROUND({mine},{places}){sign}ROUND({plan},{places})"
        known = f"AND(ISNUMBER({mine}),ISNUMBER({plan}),{seen})"
        look = paper.book.add_format({"font_color": ink})
        sheet.conditional_format(at, FIRST + 1, at, last, {"type": "formula", "criteria": f"={known}", "format": look})


def _write_notes(paper: Paper) -> None:
    """Write what is to be said of this run, and how the figures are made."""
    comparison = paper.comparison
    notes = [*comparison.notes]
    if comparison.more:
        notes.append(paper.said(words.MORE, count=comparison.more))
    facts = {"draws": f"{comparison.draws:,}", "correlation": f"{comparison.correlation:g}"}
    _note_heading(paper, words.METHOD)
    for note in notes:
        _note(paper, paper.said(words.HERE), note)
    for term, text in words.METHODS:
        _note(paper, paper.said(term), paper.said(text, **facts))


def _note_heading(paper: Paper, title: Words) -> None:
    row = paper.next_row(paper.layout.heading)
    look = paper.look(bold=True, font_size=BODY + 1, font_color=INK, valign="bottom", bottom=1, bottom_color=INK)
    paper.merged(row, LABEL, paper.layout.last, paper.said(title), look)
    paper.next_row(3)


def _note(paper: Paper, term: str, text: str) -> None:
    layout = paper.layout
    row = paper.next_row(height_of(text, layout.width - LABEL_WIDTH - 12, _SMALL + 0.5))
    looks: dict[str, Any] = {"align": "left", "valign": "top", "font_size": _SMALL + 0.5}
    paper.put(row, LABEL, term, paper.look(indent=1, bold=True, font_color=MUTED, **looks))
    paper.merged(row, FIRST, layout.last, text, paper.look(text_wrap=True, font_color=MUTED, **looks))


def _set_print(paper: Paper, header: int) -> None:
    """Let the sheet print on A4, landscape: on one page where the charts stand beside the figures."""
    sheet, layout = paper.sheet, paper.layout
    sheet.set_tab_color(INK)
    sheet.hide_gridlines(2)
    sheet.set_zoom(_ZOOM)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.5)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if layout.beside else 0)
    sheet.repeat_rows(header)
    sheet.print_area(0, LABEL, len(paper.heights) - 1, layout.last)
    sheet.set_footer(f"&L&F&C&D&R{paper.said(PAGE)}", {"margin": 0.22})
