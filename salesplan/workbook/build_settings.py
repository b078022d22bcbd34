"""A built workbook's Settings sheet: a row a setting, its value in a cell of that defined name."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salesplan.errors import UnknownName
from salesplan.tables.model import Holds, Owner, Setting, WorkbookPlan, label_of
from salesplan.words import Words
from salesplan.workbook import build_rules as rules
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.build_draft import Draft
from salesplan.workbook.build_rows import write_value
from salesplan.workbook.build_styles import ACCENT, COUNT, LINE, MUTED, SHARE, exact_amount, letters
from salesplan.workbook.build_tints import still_blank
from salesplan.workbook.build_words import (
    BLANK_ISSUE_HELP,
    ISSUED_HELP,
    SETTING_HEADERS,
    SETTINGS,
    SETTINGS_HELP,
    SETTINGS_HELPS,
)

_HEADER_ROW: Final = 3
_WIDTHS: Final = (28, 20, 24, 84, 24)
_ROW_HEIGHT: Final = 33
_LINE_HEIGHT: Final = 14
_MOST_LINES: Final = 25
"""What of a long text has room in a row; an Excel row ends at about 400 points."""
_VALUE: Final = 1
_COUNTS: Final = ("draws", "rows_by_rep")
"""Whole numbers that count many things; others are years, seeds."""


def setting_values(plan: WorkbookPlan, given: Mapping[str, object], language: str) -> dict[str, Any]:
    """Give every setting its value: the one given, else the default; the language is the workbook's own.

    Raises
    ------
    UnknownName
        If a value is given for what is no setting.
    """
    keys = [setting.key for setting in plan.settings]
    for key in given:
        if key not in keys:
            raise UnknownName("setting", key, keys)
    defaults = {setting.key: setting.default for setting in plan.settings}
    spoken = {"language": language} if "language" in defaults else {}
    return defaults | spoken | dict(given)


def add_settings_sheet(draft: Draft) -> None:
    """Add the Settings sheet."""
    sheet = draft.sheet(SETTINGS)
    sheet.set_tab_color(ACCENT)
    draft.heading(sheet, SETTINGS.en, draft.said(SETTINGS), draft.said(settings_help(draft)))
    sheet.set_row(_HEADER_ROW, 24)
    for place, (name, wide) in enumerate(zip(SETTING_HEADERS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, wide)
        owner = Owner.PERSON if place == _VALUE and draft.settings_typed else Owner.SALESPLAN
        sheet.write_string(_HEADER_ROW, place, draft.said(name), draft.styles.header(owner))
    for row, setting in enumerate(draft.plan.settings, start=_HEADER_ROW + 1):
        _write_setting(draft, sheet, row, setting)
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    sheet.repeat_rows(0, _HEADER_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_selection(_HEADER_ROW + 1, _VALUE, _HEADER_ROW + 1, _VALUE)


def _write_setting(draft: Draft, sheet: Worksheet, row: int, setting: Setting) -> None:
    beside: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
    styles = draft.styles
    sheet.set_row(row, max(_ROW_HEIGHT, min(_lines(draft.values[setting.key]), _MOST_LINES) * _LINE_HEIGHT))
    sheet.write_string(row, 0, draft.said(setting.label), styles.format(bold=True, **beside))
    value = draft.values[setting.key]
    said = label_of(setting.choices, value, draft.language) if isinstance(value, str) else value
    owner = draft.owner(setting)
    write_value(sheet, row, _VALUE, said, _value_format(draft, setting, owner))
    sheet.write(row, 2, draft.said(setting.unit) or None, styles.format(font_color=MUTED, indent=1, **beside))
    sheet.write_string(row, 3, draft.said(setting.help), styles.format(text_wrap=True, **beside))
    key = styles.format(font_color=MUTED, font_size=styles.size - 2, indent=1, **beside)
    sheet.write_string(row, 4, setting.key, key)
    check = rules.typed(draft, setting) if owner is Owner.PERSON else rules.guard(draft, owner, instead=False)
    sheet.data_validation(row, _VALUE, row, _VALUE, check)
    if setting.required:
        missing = still_blank(draft, cell_name(row + 1, _VALUE + 1))
        sheet.conditional_format(row, _VALUE, row, _VALUE, missing)
    draft.point(setting.key, sheet, row, _VALUE)


def settings_help(draft: Draft) -> Words:
    """Give the line that says what the settings are for."""
    if not draft.issued:
        return SETTINGS_HELPS.get(draft.plan.kind, SETTINGS_HELP)
    return BLANK_ISSUE_HELP if draft.settings_typed else ISSUED_HELP


def _value_format(draft: Draft, setting: Setting, owner: Owner) -> Format:
    shown = {
        Holds.MONEY: exact_amount(draft.styles.currency).rpartition(";")[0],
        Holds.PERCENT: SHARE,
        Holds.DATE: "yyyy-mm-dd",
        Holds.INTEGER: COUNT if setting.key in _COUNTS else "0",
        Holds.TEXT: "@",
    }
    number_format = shown.get(setting.holds, "General")
    if _lines(draft.values[setting.key]) > 1:  # Excel shows ##### for a long text in a cell of text format.
        return draft.styles.filled(owner, text_wrap=True, align="left", valign="top", indent=1, num_format="General")
    return draft.styles.filled(owner, bold=True, align="right", indent=1, num_format=number_format)


def _lines(value: object) -> int:
    """Say how many lines a value takes."""
    if not isinstance(value, str):
        return 1
    return sum(letters(line) // _WIDTHS[_VALUE] + 1 for line in value.splitlines()) or 1
