"""Whether rows of a Table in an open workbook can move or go: what else would then lose its place."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import xlwings as xw

from salesplan.workbook.addresses import Area
from salesplan.workbook.formulas import references
from salesplan.workbook.live.hosts import NOT_OFFERED
from salesplan.workbook.live.values import read_formulas
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.row_plan import RowPlan, row_plan
from salesplan.workbook.rows_move import followed

_KEPT_BY_EXCEL: Final = ("Print_Area", "Print_Titles", "_FilterDatabase")
"""How the names end that Excel keeps itself."""


def can_move(opened: xw.Book, book: Book, table: TableInfo, rows: tuple[int | None, ...]) -> bool:
    """Tell whether rows of a table can move or go as planned, without a formula, a name or a note losing its cell.

    Parameters
    ----------
    rows
        As in `salesplan.workbook.writes.TableWrite`.

    Raises
    ------
    NOT_OFFERED
        Where the host does not tell formulas.
    """
    plan = row_plan(table, rows)
    if plan.affected is None:
        return True
    is_named = any(
        found.on(table.sheet, home=name.sheet) and plan.torn(found.area)
        for name in book.names
        if not name.name.endswith(_KEPT_BY_EXCEL)
        for found in references(name.text.removeprefix("="))
    )
    return not (is_named or _has_notes(opened.sheets[table.sheet], plan.affected) or _is_read(opened, plan))


def _has_notes(sheet: xw.Sheet, area: Area) -> bool:
    """Tell whether a note or comment hangs on a cell of an area."""
    hanging: list[xw.Note | xw.Comment] = []
    for kind in ("notes", "comments"):
        with suppress(NOT_OFFERED):
            hanging += getattr(sheet, kind)
    return any((note.location.row, note.location.column) in area for note in hanging)


def _is_read(opened: xw.Book, plan: RowPlan) -> bool:
    """Tell whether a formula reads a single one of the rows that move or go, and could not follow."""
    sheet = plan.table.sheet
    for host, row, column, formula in _formulas(opened):
        if host == sheet and (row, column) in plan.table.area and row in plan.displaced:
            if row in plan.moved and followed(formula, plan, sheet) is None:
                return True
        elif any(found.on(sheet, home=host) and plan.torn(found.area) for found in references(formula)):
            return True
    return False


def _formulas(opened: xw.Book) -> Iterator[tuple[str, int, int, str]]:
    """Give every formula of a workbook that names a cell: its sheet, row and column, and its text without ``=``."""
    for sheet in opened.sheets:
        used = sheet.used_range
        top, left = used.row, used.column
        for row, line in enumerate(read_formulas(used), top):
            for column, text in enumerate(line, left):
                if text.startswith("=") and any(map(str.isdecimal, text)):
                    yield sheet.name, row, column, text[1:]
