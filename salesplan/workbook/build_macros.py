"""A built plan's macros: their source, the VBA project that is made of it, and the buttons that run them."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from xlsxwriter.worksheet import Worksheet

from salesplan.tables.model import WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA
from salesplan.words import Words
from salesplan.workbook import build_words as words
from salesplan.workbook.build_draft import Draft

SOURCE: Final = Path(__file__).with_name("vba") / "salesplan.bas"
"""The macros as people read them, and as the VBA editor imports them: ASCII, with the line ends of Windows."""
PROJECT: Final = SOURCE.with_name("vbaProject.bin")
"""The same as a workbook holds them."""

_BETWEEN: Final = 10
_HEIGHT: Final = 30
_TOP: Final = 5


@dataclass(frozen=True, slots=True)
class Button:
    """A button: the macro that it runs, its caption, and its width in pixels."""

    macro: str
    caption: Words
    width: int = 150


_QUOTA: Final = Button("SalesplanQuota", words.SPLIT_QUOTAS)
ON_START: Final = (
    Button("SalesplanCheck", words.CHECK_DATA),
    Button("SalesplanTier", words.RATE_CUSTOMERS),
    _QUOTA,
    Button("SalesplanScore", words.SCORE_REPS),
    Button("SalesplanScenario", words.COMPARE_SCENARIOS),
    Button("SalesplanAll", words.COMPUTE_ALL),
)
ON_SHEETS: Final = {QUOTA.name: (_QUOTA, Button("SalesplanExplain", words.EXPLAIN_QUOTA, 190))}
"""By table. What needs a selected row is here: on the first sheet there is none to select."""


def has_macros(plan: WorkbookPlan) -> bool:
    """Say whether a kind of workbook comes with macros, too: the VBA project has a module for each of its sheets."""
    return plan.kind == SALES_PLAN.kind


def add_macros(draft: Draft) -> None:
    """Put the macros into the workbook."""
    draft.book.add_vba_project(BytesIO(_project()), is_stream=True)
    draft.book.set_vba_name()


def add_buttons(draft: Draft, sheet: Worksheet, row: int, column: int, buttons: tuple[Button, ...]) -> None:
    """Put buttons side by side, from a cell on; they are not printed."""
    left = 0
    for button in buttons:
        caption = draft.said(button.caption)
        place = {"x_offset": left, "y_offset": _TOP, "width": button.width, "height": _HEIGHT}
        sheet.insert_button(row, column, {"macro": button.macro, "caption": caption, "description": caption} | place)
        left += button.width + _BETWEEN


@cache
def _project() -> bytes:
    return PROJECT.read_bytes()
