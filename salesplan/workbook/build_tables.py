"""A built workbook's sheets that carry a table.

From the top: title, help, totals, headers, rows. Every row carries formats, formulas, validations and conditional
formats, the one row of an empty table too; they grow with the table.
"""

from typing import Final

from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import Column, Owner, Sheet, Table
from salesplan.workbook import build_rules as rules
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.build_charts import add_charts
from salesplan.workbook.build_draft import FIRST_ROW, HEADER_ROW, TOTALS_ROW, Draft, pages_wide
from salesplan.workbook.build_macros import ON_SHEETS, add_buttons
from salesplan.workbook.build_rows import blank_result, total_of, write_value
from salesplan.workbook.build_styles import ACCENT, INK, MUTED, USUAL_LINES, shows_any, width, wraps
from salesplan.workbook.build_tints import tints, total_tints
from salesplan.workbook.build_words import TOTAL

_HEADER_HEIGHT: Final = 36
_ROW_HEIGHT: Final = 18
_LINE_HEIGHT: Final = 13
_MARGIN: Final = 7
_TOTAL_HEIGHT: Final = 21
_BUTTONS_FROM: Final = 1
_SUM_OF_VISIBLE: Final = 109
_PHONE_WIDTH: Final = 30
_ON_PHONES: Final = ("visit-log",)
"""The kinds of workbooks that are read on a phone."""


def add_table_sheet(draft: Draft, declared: Sheet) -> None:
    """Add the sheet of one table."""
    sheet = draft.sheet(declared.name)
    table = declared.table
    sheet.set_tab_color(tab_colour(table))
    draft.heading(sheet, table.name, draft.said(declared.name), draft.said(table.help))
    widths = _set_columns(draft, sheet, table)
    sheet.fit_to_pages(1 if declared.charts else pages_wide(widths, frozen_columns(table)), 0)
    _set_rows(sheet, table)
    _write_table(draft, sheet, table)
    _write_totals(draft, sheet, table)
    _add_rules(draft, sheet, table)
    add_charts(draft, sheet, declared)
    if draft.macros:
        add_buttons(draft, sheet, 0, _BUTTONS_FROM, ON_SHEETS.get(table.name, ()))
    _set_view(sheet, table, _in_view(draft, table, widths))


def tab_colour(table: Table) -> str:
    """Give the colour of a sheet's tab: inputs, plans that people adjust, reports that they read."""
    if table.columns[0].owner is Owner.PERSON:
        return ACCENT
    return INK if any(column.owner is Owner.PERSON for column in table) else MUTED


def frozen_columns(table: Table) -> int:
    """Count the columns that stay in view: up to the last that tells rows apart, and the name beside an id.

    Examples
    --------
    >>> from salesplan.tables.quota import QUOTA, REGION_QUOTA
    >>> frozen_columns(QUOTA), frozen_columns(REGION_QUOTA)
    (4, 1)
    """
    places = [place for place, column in enumerate(table) if column.identity]
    if not places:
        return 0
    last = places[-1]
    named = last + 1 < len(table.columns) and table.keys[last] == f"{table.keys[last + 1]}_id"
    return last + 2 if named else last + 1


def _in_view(draft: Draft, table: Table, widths: list[float]) -> int:
    """Count the columns that stay in view on the screen: where that is a phone's, no more than it has room for."""
    count = frozen_columns(table)
    while draft.plan.kind in _ON_PHONES and sum(widths[:count]) > _PHONE_WIDTH:
        count -= 1
    return count


def _set_columns(draft: Draft, sheet: Worksheet, table: Table) -> list[float]:
    widths = [width(column, draft.said(column.label), draft.styles.currency) for column in table]
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    return widths


def _set_rows(sheet: Worksheet, table: Table) -> None:
    # Heights are set, as a new row takes the first one's and not every program fits a row to its text.
    lines = max((column.lines or USUAL_LINES for column in table if wraps(column)), default=0)
    sheet.set_default_row(lines * _LINE_HEIGHT + _MARGIN if lines else _ROW_HEIGHT)
    sheet.set_row(TOTALS_ROW, _TOTAL_HEIGHT)
    sheet.set_row(HEADER_ROW, _HEADER_HEIGHT)


def _has_high_rows(table: Table) -> bool:
    return any(map(wraps, table))


def _write_table(draft: Draft, sheet: Worksheet, table: Table) -> None:
    top = any(map(shows_any, table))
    looks = [draft.styles.body(column, high=_has_high_rows(table), top=top) for column in table]
    formulas = [draft.formula(column.formula, table.name) if column.formula else "" for column in table]
    columns = [
        {
            "header": draft.said(column.label),
            "header_format": draft.styles.header(column.owner),
            "format": look,
            "formula": formula,
        }
        for column, look, formula in zip(table, looks, formulas, strict=True)
    ]
    sheet.add_table(
        HEADER_ROW,
        0,
        FIRST_ROW + draft.row_count(table) - 1,
        len(columns) - 1,
        {"name": table.excel_name, "columns": columns, "style": "Table Style Light 1", "banded_rows": False},
    )
    for place, (column, look, formula) in enumerate(zip(table, looks, formulas, strict=True)):
        blank = blank_result(column.formula)
        for row, value in enumerate(draft.columns[table.name][column.key], start=FIRST_ROW):
            if formula:
                sheet.write_formula(row, place, formula, look, blank if value is None else value)
            else:
                write_value(sheet, row, place, value, look)


def _write_totals(draft: Draft, sheet: Worksheet, table: Table) -> None:
    totals = [place for place, column in enumerate(table) if column.total]
    if not totals:
        return
    cells = draft.columns[table.name]
    plain = draft.styles.total_row()
    for place in range(totals[0], totals[-1] + 1):
        sheet.write_blank(TOTALS_ROW, place, None, plain)
    if totals[0]:
        sheet.write_string(TOTALS_ROW, totals[0] - 1, draft.said(TOTAL), draft.styles.total_row(align="right"))
    for place in totals:
        column = table.columns[place]
        formula = draft.formula(f"SUBTOTAL({_SUM_OF_VISIBLE},{table.name}[{column.key}])")
        sheet.write_formula(TOTALS_ROW, place, formula, draft.styles.total(column), total_of(cells[column.key]))
        draft.point(total_name(table, column), sheet, TOTALS_ROW, place)
        for tint in total_tints(draft, column, cell_name(TOTALS_ROW + 1, place + 1)):
            sheet.conditional_format(TOTALS_ROW, place, TOTALS_ROW, place, tint)


def total_name(table: Table, column: Column) -> str:
    """Give the defined name of the total above a column.

    Examples
    --------
    >>> from salesplan.tables.quota import QUOTA
    >>> total_name(QUOTA, QUOTA["final"])
    'total_Quota_final'
    """
    return f"total_{table.name}_{column.key}"


def _add_rules(draft: Draft, sheet: Worksheet, table: Table) -> None:
    last = FIRST_ROW + draft.row_count(table) - 1
    instead = any(column.owner is Owner.PERSON for column in table)
    for place, column in enumerate(table):
        by_person = column.owner is Owner.PERSON
        first = cell_name(FIRST_ROW + 1, place + 1)
        check = rules.typed(draft, column, first) if by_person else rules.guard(draft, column.owner, instead=instead)
        sheet.data_validation(FIRST_ROW, place, last, place, check)
        sheet.data_validation(HEADER_ROW, place, HEADER_ROW, place, rules.hint(draft, column))
        for tint in tints(draft, table, column, FIRST_ROW + 1):
            sheet.conditional_format(FIRST_ROW, place, last, place, tint)


def _set_view(sheet: Worksheet, table: Table, in_view: int) -> None:
    frozen = frozen_columns(table)
    sheet.freeze_panes(FIRST_ROW, in_view)
    sheet.repeat_rows(0, HEADER_ROW)
    if frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.set_selection(FIRST_ROW, _first_typed(table), FIRST_ROW, _first_typed(table))


def _first_typed(table: Table) -> int:
    return next((place for place, column in enumerate(table) if column.owner is Owner.PERSON), 0)
