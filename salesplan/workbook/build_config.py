"""A built workbook's last sheet, which is hidden: what Excel's xlwings add-in reads there, and how Excel is set up.

The add-in reads keys from column A and their values from column B, down to the first blank key. Which Python runs is
each user's own setting, and so not among them.
"""

from typing import Final

from salesplan.workbook.build_draft import Draft
from salesplan.workbook.build_words import SET_UP
from salesplan.workbook.excel_names import FUNCTIONS, SETTINGS_NAME, UDF_MODULES

CONFIG_SHEET: Final = SETTINGS_NAME
"""The sheet's name, by which the add-in finds it."""
CONFIG: Final = {UDF_MODULES: FUNCTIONS, "ADD_WORKBOOK_TO_PYTHONPATH": "True"}
"""Where Import Functions finds the custom functions; Run main finds its module beside the workbook."""
SET_UP_NAME: Final = "salesplan_set_up"
"""The defined name of the cell from which macros read what to do where the add-in is missing."""

_KEY, _VALUE, _SAID = 0, 1, 3
_WIDTHS: Final = ((_KEY, 34), (_VALUE, 34), (_SAID, 84))


def add_config_sheet(draft: Draft) -> None:
    """Add the hidden sheet."""
    sheet = draft.book.add_worksheet(CONFIG_SHEET)
    sheet.hide()
    for column, wide in _WIDTHS:
        sheet.set_column(column, column, wide)
    for row, (key, value) in enumerate(CONFIG.items()):
        sheet.write_string(row, _KEY, key)
        sheet.write_string(row, _VALUE, value)
    sheet.write_string(0, _SAID, draft.said(SET_UP))
    draft.point(SET_UP_NAME, sheet, 0, _SAID)
