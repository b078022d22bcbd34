"""A built workbook's first sheet: key figures, the months as a chart, what to do, what is where."""

import re
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import Figure, Holds, Setting
from salesplan.words import Words
from salesplan.workbook import build_words as words
from salesplan.workbook.build_charts import dress, insert
from salesplan.workbook.build_draft import Draft, go_name, text_formula
from salesplan.workbook.build_macros import ON_START, add_buttons
from salesplan.workbook.build_settings import settings_help
from salesplan.workbook.build_styles import ACCENT, INK, LINE, NOTICE_FILL, NOTICE_INK, letters
from salesplan.workbook.build_tables import tab_colour

_LABEL, _AMOUNT, _GAP, _NUMBER, _TEXT, _LAST = 1, 2, 3, 4, 5, 6
_WIDTHS: Final = (2, 28, 21, 3, 4, 24, 84)
_TITLE_ROW: Final = 0
_FIRST_ROW: Final = 3
_BUTTONS_HEIGHT: Final = 36
_FIGURE_HEIGHT: Final = 25
_MONTH_HEIGHT: Final = 18
_ISSUED_TO: Final = ("rep", "rep_id", "region", "team", "manager", "number", "issued_on", "back_by")
_SAID_AS: Final = {"number": words.ROUND, "back_by": words.BACK_BY}
_COMMENT: Final = "comment"
_LETTERS_A_LINE: Final = 150
_MOST_LINES: Final = 20
"""What of a comment has room in a line and in a row; an Excel row ends at about 400 points."""
_LONGEST: Final = 255
_OF_A_MONTH: Final = re.compile(r"_m\d\d$")


def add_start_sheet(draft: Draft) -> None:
    """Add the first sheet."""
    sheet = draft.sheet(words.START)
    sheet.set_tab_color(INK)
    for place, wide in enumerate(_WIDTHS):
        sheet.set_column(place, place, wide)
    draft.point(go_name(words.START.en), sheet, _TITLE_ROW, 0)
    _write_title(draft, sheet)
    figures = [figure for figure in draft.plan.figures if not _OF_A_MONTH.search(figure.key)]
    months = [figure for figure in draft.plan.figures if _OF_A_MONTH.search(figure.key)]
    row = _write_comment(draft, sheet, _add_buttons(draft, sheet, _FIRST_ROW))
    after_figures = _write_figures(draft, sheet, row, words.KEY_FIGURES, figures, _FIGURE_HEIGHT)
    after_steps = _write_steps(draft, sheet, row)
    row = max(after_figures, after_steps) + 1
    if months:
        _add_chart(draft, sheet, row, len(months))
        row = _write_figures(draft, sheet, row, words.BY_MONTH, months, _MONTH_HEIGHT) + 1
    row = _write_legend(draft, sheet, row) + 1
    row = _write_contents(draft, sheet, row)
    sheet.print_area(0, 0, row - 1, _LAST)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()


def _write_title(draft: Draft, sheet: Worksheet) -> None:
    band: dict[str, Any] = {"bg_color": INK, "font_color": "white"}
    for row, height in ((_TITLE_ROW, 36), (_TITLE_ROW + 1, 22), (_TITLE_ROW + 2, 10)):
        sheet.set_row(row, height)
    for row in (_TITLE_ROW, _TITLE_ROW + 1):
        for place in range(_LAST + 1):
            sheet.write_blank(row, place, None, draft.styles.format(**band))
    title = draft.styles.format(bold=True, font_size=draft.styles.size + 11, **band)
    small = draft.styles.format(**(band | {"font_color": "#C9D6E3", "valign": "top"}))
    _write_said(draft, sheet, _TITLE_ROW, words.TITLE, "plan_year", title, year="plan_year", title=draft.title())
    _write_said(draft, sheet, _TITLE_ROW + 1, words.AMOUNTS, "currency", small, currency="currency")
    settings = {setting.key: setting for setting in draft.plan.settings}
    facts = [settings[key] for key in _ISSUED_TO if key in settings]
    if facts:
        said = words.BETWEEN.join(_fact_said(draft, fact) for fact in facts if draft.values[fact.key])
        sheet.write_formula(_TITLE_ROW + 1, _AMOUNT, _joined(draft, facts), small, said[:_LONGEST])


def _fact_said(draft: Draft, fact: Setting) -> str:
    value = draft.values[fact.key]
    return draft.said(_SAID_AS[fact.key]).format(**{fact.key: value}) if fact.key in _SAID_AS else str(value)


def _joined(draft: Draft, facts: list[Setting]) -> str:
    """Write the facts that are not blank, side by side, as a formula."""
    each = (f'IF({fact.key}="","","{words.BETWEEN}"&{_as_text(draft, fact)})' for fact in facts)
    return f"=MID({'&'.join(each)},{len(words.BETWEEN) + 1},{_LONGEST})"


def _as_text(draft: Draft, fact: Setting) -> str:
    value = fact.key
    if fact.holds is Holds.DATE:
        # In TEXT the letters of a whole date depend on Excel's language.
        value = f'YEAR({fact.key})&"-"&TEXT(MONTH({fact.key}),"00")&"-"&TEXT(DAY({fact.key}),"00")'
    if fact.key not in _SAID_AS:
        return value
    return text_formula(draft.said(_SAID_AS[fact.key]), **{fact.key: value}).removeprefix("=")


def _write_said(
    draft: Draft, sheet: Worksheet, row: int, said: Words, setting: str, look: Any, title: str = "", **names: str
) -> None:
    """Write a text with a setting in it as a formula, so that it follows the setting; a plain text without it."""
    if setting not in draft.values:
        sheet.write_string(row, _LABEL, title, look)
        return
    field = next(iter(names))
    template = draft.said(said).replace("{title}", title)
    value = draft.values[setting]
    shown = template.replace("{" + field + "}", "" if value is None else str(value))
    sheet.write_formula(row, _LABEL, text_formula(template, **names), look, shown)


def _add_buttons(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Put the buttons in a row of their own, if there are any; the row after it."""
    if not draft.macros:
        return row
    sheet.set_row(row, _BUTTONS_HEIGHT)
    add_buttons(draft, sheet, row, _LABEL, ON_START)
    return row + 1


def _write_comment(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Say why the workbook comes back to the one who fills it in, if it does; the row after it."""
    comment = str(draft.values.get(_COMMENT) or "")
    if not comment:
        return row
    _write_section(draft, sheet, row, words.SENT_BACK, _LABEL, _LAST)
    look = draft.styles.format(
        text_wrap=True, align="left", valign="vcenter", indent=1, bg_color=NOTICE_FILL, font_color=NOTICE_INK
    )
    sheet.merge_range(row + 1, _LABEL, row + 1, _LAST, "", look)
    sheet.write_formula(row + 1, _LABEL, f"={_COMMENT}", look, comment)
    lines = sum(letters(line) // _LETTERS_A_LINE + 1 for line in comment.splitlines())
    sheet.set_row(row + 1, min(lines, _MOST_LINES) * _MONTH_HEIGHT)
    return row + 3


def _write_section(draft: Draft, sheet: Worksheet, row: int, name: Words, first: int, last: int) -> None:
    look = draft.styles.section()
    sheet.set_row(row, 22)
    for place in range(first, last + 1):
        sheet.write_blank(row, place, None, look)
    sheet.write_string(row, first, draft.said(name), look)


def _write_figures(draft: Draft, sheet: Worksheet, row: int, name: Words, figures: list[Figure], height: float) -> int:
    """Write a list of figures; the row after it."""
    _write_section(draft, sheet, row, name, _LABEL, _AMOUNT)
    line: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
    bold = height == _FIGURE_HEIGHT
    for at, figure in enumerate(figures, start=row + 1):
        sheet.set_row(at, height)
        sheet.write_string(at, _LABEL, draft.said(figure.label), draft.styles.format(indent=1, **line))
        look = draft.styles.figure(figure.holds, bold=bold, font_color=INK, **line)
        sheet.write_formula(at, _AMOUNT, draft.formula(figure.formula), look, draft.figures[figure.key])
        draft.point(figure.key, sheet, at, _AMOUNT)
    return row + 1 + len(figures)


def _write_steps(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Write what to do, step by step; the row after it."""
    _write_section(draft, sheet, row, words.TO_DO, _NUMBER, _LAST)
    number = draft.styles.format(bold=True, font_color=ACCENT, align="center")
    text = draft.styles.format()
    for at, step in enumerate(draft.steps, start=1):
        sheet.set_row(row + at, _FIGURE_HEIGHT)
        sheet.write_number(row + at, _NUMBER, at, number)
        sheet.write_string(row + at, _TEXT, draft.said(step).format(file=draft.file), text)
    return row + 1 + len(draft.steps)


def _add_chart(draft: Draft, sheet: Worksheet, row: int, months: int) -> None:
    """Put the chart of the months beside their list, whose heading stands in ``row``."""
    name = sheet.get_name()
    chart = draft.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": draft.said(words.BY_MONTH),
            "categories": [name, row + 1, _LABEL, row + months, _LABEL],
            "values": [name, row + 1, _AMOUNT, row + months, _AMOUNT],
            "fill": {"color": ACCENT},
            "border": {"none": True},
            "gap": 55,
        }
    )
    dress(draft, chart, across="General", up="#,##0")
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_size({"width": _chart_width(), "height": int((22 + months * _MONTH_HEIGHT) * 4 / 3)})
    insert(sheet, row, _NUMBER, chart, draft.said(words.BY_MONTH))


def _chart_width() -> int:
    """Give the width, in pixels, of the columns that the chart lies over."""
    return sum(wide * 7 + 5 for wide in _WIDTHS[_NUMBER:])


def _write_legend(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Write what the colours mean; the row after it."""
    _write_section(draft, sheet, row, words.COLOURS, _LABEL, _LAST)
    legend = words.LEGEND | (words.ISSUED_LEGEND if draft.issued else {})
    for at, (owner, meaning) in enumerate(legend.items(), start=row + 1):
        sheet.set_row(at, 20)
        sheet.write_string(at, _LABEL, draft.said(draft.owners[owner]), draft.styles.filled(owner, indent=1))
        sheet.write_string(at, _AMOUNT, draft.said(meaning), draft.styles.format(indent=1))
    return row + 1 + len(words.LEGEND)


def _write_contents(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Write the list of sheets, each a link; the row after it."""
    _write_section(draft, sheet, row, words.CONTENTS, _LABEL, _LAST)
    entries = [(words.SETTINGS, words.SETTINGS.en, settings_help(draft), ACCENT)]
    entries += [(each.name, each.table.name, each.table.help, tab_colour(each.table)) for each in draft.plan.sheets]
    text = draft.styles.format(indent=1)
    for at, (name, target, about, colour) in enumerate(entries, start=row + 1):
        sheet.set_row(at, 20)
        link = draft.styles.format(font_color=ACCENT, underline=1, indent=1, left=5, left_color=colour)
        sheet.write_url(at, _LABEL, f"internal:{go_name(target)}", link, draft.said(name))
        sheet.write_string(at, _AMOUNT, draft.said(about), text)
    return row + 1 + len(entries)
