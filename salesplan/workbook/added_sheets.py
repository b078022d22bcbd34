"""The sheet of one declared table, built for a workbook that lacks it."""

from collections.abc import Mapping
from io import BytesIO

from xlsxwriter.utility import xl_range_abs

from salesplan.errors import WorkbookError
from salesplan.tables.model import Table, WorkbookPlan, written_formula
from salesplan.workbook.addresses import quoted
from salesplan.workbook.build import drafted, new_book, with_empty_texts
from salesplan.workbook.build_draft import Around, go_name
from salesplan.workbook.build_rows import Columns
from salesplan.workbook.build_rules import list_name
from salesplan.workbook.build_tables import add_table_sheet
from salesplan.workbook.build_words import START
from salesplan.workbook.formulas import BROKEN
from salesplan.workbook.graft import free_sheet_name
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.writes import SheetGraft

Headers = Mapping[str, Mapping[str, str]]


def sheet_for(
    plan: WorkbookPlan,
    table: Table,
    book: Book,
    *,
    headers: Headers,
    language: str,
    settings: Mapping[str, object],
    rows: Columns | None = None,
) -> bytes:
    """Build the sheet of a table, as a new workbook has it, for one that lacks it.

    Parameters
    ----------
    plan
        The declarations of the workbook that lacks the table.
    table
        The table; one of the plan's.
    book
        What is in the workbook.
    headers
        The headers of its tables by name and key.
    language, settings
        As in `salesplan.workbook.build.build`.
    rows
        What the cells get by column key, as there; without any the table starts as a blank one.

    Returns
    -------
    bytes
        An .xlsx of this one sheet, which a `salesplan.workbook.writes.SheetGraft` puts into the workbook. Its title leads
        back to the first sheet, and its drop-downs list columns of other tables, where these are there.

    Raises
    ------
    UnknownName
        If the language, a setting or a column is unknown.
    WorkbookError
        If a formula of the table needs a table or column that the workbook lacks.

    Examples
    --------
    >>> from pathlib import Path
    >>> from salesplan.tables.journal import FINDINGS
    >>> from salesplan.tables.plan import SALES_PLAN
    >>> book = Book(Path("plan.xlsx"), False, (), (), {})
    >>> sheet_for(SALES_PLAN, FINDINGS, book, headers={}, language="en", settings={})[:2]
    b'PK'
    """
    around = _around(plan, table, book, headers, language)
    file = BytesIO()
    with new_book(file, language) as new:
        draft = drafted(new, plan, language, settings, {} if rows is None else {table.name: rows}, around=around)
        add_table_sheet(draft, next(sheet for sheet in plan.sheets if sheet.table.name == table.name))
    return with_empty_texts(file.getvalue())


def table_graft(plan: WorkbookPlan, table: Table, book: Book, donor: bytes, language: str) -> SheetGraft:
    """Say where the sheet of a table goes: behind that of the table before it in the plan, under its own name if it is free."""
    declared = [sheet.table.name for sheet in plan.sheets]
    before = (table_in(book, sheet.table) for sheet in plan.sheets[: declared.index(table.name)])
    after = [info.sheet for info in before if info]
    name = plan.sheets[declared.index(table.name)].name.said(language)
    free = free_sheet_name(name, [sheet.name.casefold() for sheet in book.sheets])
    return SheetGraft(free, go_name(table.name), donor, after[-1] if after else None, over="")


def table_in(book: Book, table: Table) -> TableInfo | None:
    """Find a declared table in a workbook, under its own name or that of its Excel Table; None if it is not there."""
    return book.tables.get(table.name.casefold()) or book.tables.get(table.excel_name.casefold())


def _around(plan: WorkbookPlan, table: Table, book: Book, headers: Headers, language: str) -> Around:
    own = {column.key: column.label.said(language) for column in table}
    named = {name: dict(by_key) for name, by_key in headers.items()} | {table.name: own}
    for column in table:
        try:
            written_formula(column.formula, table.name, named)
        except KeyError as absent:
            problem = f"it cannot get the table {table.name}, whose formulas need {absent.args[0]}, which is not there"
            raise WorkbookError(book.path, problem, "start from a new plan") from absent
    places = {column.refers: _listed(plan, column.refers, book, headers) for column in table if column.refers}
    return Around(named, _leads(book, go_name(START.en)), {refers: place for refers, place in places.items() if place})


def _leads(book: Book, name: str) -> bool:
    """Say whether the workbook has a name that leads somewhere."""
    return any(each.name == name and not each.sheet and BROKEN not in each.text for each in book.names)


def _listed(plan: WorkbookPlan, refers: str, book: Book, headers: Headers) -> str:
    """Give what a drop-down lists: the name of a column if it has one, else its cells; "" where it is not there."""
    if _leads(book, list_name(refers)):
        return list_name(refers)
    name, _, key = refers.partition(".")
    info = table_in(book, plan.table(name))
    place = info.column_of(headers[name][key]) if info and key in headers.get(name, ()) else None
    if info is None or place is None:
        return ""
    return f"{quoted(info.sheet)}!{xl_range_abs(info.first_row - 1, place - 1, info.last_row - 1, place - 1)}"
