"""What a user points at: the rep in whose row a cell is, and what fits a sheet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from salesplan.bindings import BINDINGS, Binding
from salesplan.tables.journal import FINDINGS
from salesplan.tables.model import Table
from salesplan.tables.parse import text_of
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenarios import SCENARIOS
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.workbook import Workbook

RUNS_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "quota": ("quota",),
    "tier": ("tier", "visits"),
    "score": ("track", "score"),
}
"""The bindings that each of the macros for one thing runs, in their order."""

_REP_ID: Final = "rep_id"
_REP: Final = "rep"


def rep_at(workbook: Workbook, sheet: str, row: int, column: int) -> str | None:
    """Find the rep in whose row a cell is: in any table that tells of reps, whatever its headers are called.

    Parameters
    ----------
    workbook
        A plan.
    sheet, row, column
        The cell, counted from 1. Where several tables lie in its row, the one that it is in counts.

    Returns
    -------
    str or None
        The rep's id; the name of what has none, such as unassigned sales; None where the row tells of no rep.
    """
    found = [(table, info) for table, info in _tables_on(workbook, sheet) if info.first_row <= row <= info.last_row]
    for table, _ in sorted(found, key=lambda known: column not in known[1].area.columns()):
        if _REP_ID not in table.keys:
            continue
        cells = workbook.table(table)[1]
        place = cells.index.index(row)
        named = [text_of(cells.columns[key][place]) for key in (_REP_ID, _REP) if key in cells.columns]
        return next((name for name in named if name), None)
    return None


def fitting(workbook: Workbook, sheet: str) -> str:
    """Choose the macro that fits a sheet.

    Returns
    -------
    str
        On a workbook of scenarios their comparison; on the list of findings the check; else what computes a table of
        the sheet, or alone reads one; else all of the plan.
    """
    if workbook.has(SCENARIOS):
        return "scenario"
    tables = {table.name for table, _ in _tables_on(workbook, sheet)}
    if FINDINGS.name in tables:
        return "check"
    writing = _macros(binding for binding in BINDINGS if any(table.name in tables for table in binding.writes))
    reading = _macros(binding for binding in BINDINGS if any(table.name in tables for table in binding.reads))
    if writing:
        return writing[0]
    return reading[0] if len(reading) == 1 else "plan_all"


def _macros(bindings: Iterable[Binding]) -> list[str]:
    """Name the macros that run bindings, each once."""
    names = [binding.name for binding in bindings]
    return [macro for macro, run in RUNS_WITH.items() if not set(run).isdisjoint(names)]


def _tables_on(workbook: Workbook, sheet: str) -> Iterator[tuple[Table, TableInfo]]:
    """Give the plan's tables that lie on a sheet, and where."""
    for table in SALES_PLAN.tables:
        for name in dict.fromkeys((table.name.casefold(), table.excel_name.casefold())):
            info = workbook.book.tables.get(name)
            if info is not None and info.sheet == sheet:
                yield table, info
