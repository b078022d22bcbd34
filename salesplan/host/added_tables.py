"""Tables that a workbook is given later: one that was made before they were thought of has no sheet for them."""

import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import cells_of
from salesplan.tables.model import Table
from salesplan.workbook.added_sheets import sheet_for, table_graft
from salesplan.workbook.writes import SheetGraft, Write


def added(opened: OpenedPlan, table: Table) -> list[Write]:
    """Make sure that a workbook has a table: give the write that puts in its sheet, blank; none where it is there.

    Raises
    ------
    UsageError, WorkbookError
        As `graft_write`, when the table is not there.
    """
    return [] if opened.reader.has(table) else [graft_write(opened, table)]


def graft_write(opened: OpenedPlan, table: Table, rows: pd.DataFrame | None = None) -> SheetGraft:
    """Put the sheet of a table that a workbook lacks into it, with its rows.

    Nothing else in the workbook changes. The sheet goes behind that of the table before it in the plan: of
    several, write the last first.

    Parameters
    ----------
    table
        One of the plan's tables, which the workbook lacks.
    rows
        The typed rows that it starts with, columns by key; those that are missing are blank. None: as in a new workbook.

    Returns
    -------
    SheetGraft
        When it is written, a workbook that has a table or a name of that name is refused.

    Raises
    ------
    UsageError
        When the workbook is open in Excel.
    WorkbookError
        When a formula of the table needs a table or column that the workbook lacks.
    """
    book, language = opened.file.book, opened.language
    cells = None
    if rows is not None:
        cells = {
            column.key: cells_of(column, rows[column.key], currency=opened.currency, language=language)
            for column in table
            if column.key in rows
        }
    donor = sheet_for(
        opened.plan,
        table,
        book,
        headers=opened.headers,
        language=language,
        settings={"currency": opened.currency.code},
        rows=cells,
    )
    return table_graft(opened.plan, table, book, donor, language)
