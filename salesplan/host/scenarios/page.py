"""The comparison of scenarios as one page of their workbook."""

from typing import Final

from salesplan.findings import Finding
from salesplan.host.opened import OpenedPlan
from salesplan.host.scenarios import kinds
from salesplan.host.scenarios.books import Books
from salesplan.planning.scenarios.changes.words import changes_text
from salesplan.planning.scenarios.compare import Compared
from salesplan.planning.scenarios.rows import shown_name
from salesplan.planning.scenarios.scenario import PLAN
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.compare_rows import compared
from salesplan.workbook.compare_sheet import ANCHOR, SHEET_NAME, comparison_sheet
from salesplan.workbook.graft import free_sheet_name
from salesplan.workbook.graft_read import marked_sheet
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.writes import SheetGraft, Write

_AFTER: Final = "Scenarios"
_MARK: Final = "comparison|"
"""How the hidden text begins by which a comparison says what it is."""


def comparison_page(books: Books, done: Compared) -> tuple[list[Write], list[Finding]]:
    """Lay out the plan and its scenarios side by side; a workbook that is open in Excel takes no sheet built elsewhere."""
    if isinstance(books.book.reader, WorkbookReader):
        return [_comparison(books, done)], []
    return [], [kinds.PAGE_STAYS.at(page=SHEET_NAME)]


def _comparison(books: Books, done: Compared) -> SheetGraft:
    """Lay out the page, with live formulas over the workbook's own tables."""
    opened = books.book
    language = opened.language
    shown = compared(
        done.frames,
        title=SALES_PLAN.title.said(language),
        plan_year=int(opened.settings["plan_year"]),
        language=language,
        currency=opened.currency,
        changes={
            shown_name(scenario, language): changes_text(scenario, currency=opened.currency.code, language=language)
            for scenario in done.scenarios
        },
        focus="" if done.focus.name == PLAN else done.focus.name,
        draws=int(opened.settings["draws"]),
        correlation=float(opened.settings["correlation"]),
    )
    sheet = comparison_sheet(shown, live=opened.headers)
    # A name may have come to lead to a sheet of somebody else, or have gone: the sheet itself says what it is.
    over = marked_sheet(opened.file, ANCHOR, _MARK)
    return SheetGraft(over or _name(opened), ANCHOR, sheet, opened.found[_AFTER].info.sheet, over)


def _name(opened: OpenedPlan) -> str:
    """Give the name of a new sheet."""
    taken = [sheet.name.casefold() for sheet in opened.reader.book.sheets]
    return free_sheet_name(SHEET_NAME.said(opened.language), taken)
