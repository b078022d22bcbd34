"""All sorts of workbooks, and where a table is found among them."""

from typing import Final

from salesplan.errors import UnknownName
from salesplan.tables.model import Table, WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.visit_log import VISIT_LOG

WORKBOOKS: Final = (SALES_PLAN, SCENARIO_BOOK, VISIT_LOG)
"""What a blank workbook can be made of."""

_FILLED_BY_NAME: Final = (SALES_PLAN, SCENARIO_BOOK)
"""Those whose tables users name; a visit log is filled in as it comes."""


def every_table() -> list[Table]:
    """Give the tables that users name, each once."""
    tables = {table.name: table for workbook in reversed(_FILLED_BY_NAME) for table in workbook.tables}
    ordered = dict.fromkeys(table.name for workbook in _FILLED_BY_NAME for table in workbook.tables)
    return [tables[name] for name in ordered]


def workbook_with(table: str) -> WorkbookPlan:
    """Give the sort of workbook that has a table of that name, whatever the case; the plan first.

    Raises
    ------
    UnknownName
        When there is none, with the nearest.

    Examples
    --------
    >>> workbook_with("reps").kind, workbook_with("Scenarios").kind
    ('plan', 'scenarios')
    """
    wanted = table.strip().casefold()
    for workbook in _FILLED_BY_NAME:
        if any(known.name.casefold() == wanted for known in workbook.tables):
            return workbook
    raise UnknownName("table", table, [known.name for known in every_table()])


def table_named(name: str) -> Table:
    """Give the table of that name, whatever the case.

    Raises
    ------
    UnknownName
        When there is none, with the nearest.
    """
    return workbook_with(name).table(name)
