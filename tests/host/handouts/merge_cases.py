"""A plan of two teams, and handouts that came back, without files."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd

from salesplan.host.handouts.cells import Current
from salesplan.host.handouts.merge import Merged, merge
from salesplan.host.handouts.returned import Returned
from salesplan.host.handouts.returned_table import ReturnedTable, returned_table
from salesplan.host.handouts.texts import column_texts, row_keys
from salesplan.store.records import Handout, Seen, SentRow
from salesplan.tables.conform import Rows, conform
from salesplan.tables.handout import Part, handout_plan, may_change
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.units import currency
from salesplan.workbook.loose import LooseTable

CNY: Final = currency("CNY")
AT: Final = datetime(2026, 11, 2, 9, 30)
NORTH_A: Final = Handout(id="abcdefghijkl", by="team", region="North", team="A", manager="Li", sent_at=AT)
TOP: Final = 4
MARK: Final = "none"

Row = dict[str, Any]
QUOTA: Final[list[Row]] = [
    {"region": "North", "team": "A", "rep_id": "R1", "rep": "Ana", "proposed": 100, "override": 90, "reason": "ramp"},
    {"region": "North", "team": "A", "rep_id": "R2", "rep": "Bo", "proposed": 200},
    {"region": "North", "team": "B", "rep_id": "R3", "rep": "Cy", "proposed": 300},
]
CUSTOMERS: Final[list[Row]] = [
    {"customer_id": "0012", "customer": "Ace", "rep_id": "R1", "potential": 50, "intent": "high", "credit": "A"},
    {"customer_id": "C2", "customer": "Best", "rep_id": "R2", "credit": "B"},
]


def frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Give typed rows of a table of the plan, the first in sheet row 5."""
    declared = SALES_PLAN.table(table)
    cells = {key: [row.get(key, "") for row in rows] for key in declared.keys}
    return conform(declared, Rows(cells, range(TOP + 1, TOP + 1 + len(rows))), currency=CNY).frame


def plan(quota: Sequence[Row] = QUOTA, customers: Sequence[Row] = CUSTOMERS) -> Current:
    return Current({"Quota": frame("Quota", quota), "Customers": frame("Customers", customers)}, CNY)


def changed(rows: Sequence[Row], edits: Mapping[str, Row]) -> list[Row]:
    """Give rows with some cells changed, by rep or customer."""
    key = "customer_id" if "customer_id" in rows[0] else "rep_id"
    return [row | edits.get(row[key], {}) for row in rows]


def sent_rows(current: Current) -> dict[str, dict[str, SentRow]]:
    """Give what a handout of all rows remembers."""
    sent: dict[str, dict[str, SentRow]] = {}
    for name, rows in current.frames.items():
        declared = SALES_PLAN.table(name)
        texts = {column.key: column_texts(column, rows[column.key], CNY) for column in declared}
        for at, key in enumerate(row_keys(declared, rows)):
            cells = {column: said[at] for column, said in texts.items()}
            title = cells.get("rep") or cells.get("customer") or ""
            sent.setdefault(name, {})[key] = SentRow(name, key, title, cells, "")
    return sent


def table_back(table: str, rows: Sequence[Row]) -> ReturnedTable:
    """Give a table as it came back: what is not given is blank."""
    declared = handout_plan(Part.TEAM).table(table)
    cells: dict[str, list[Any]] = {key: [row.get(key, "") for row in rows] for key in declared.keys}
    columns = {key: place for place, key in enumerate(declared.keys, start=1)}
    place = LooseTable(table, True, TOP, columns, Rows(cells, range(TOP + 1, TOP + 1 + len(rows))))
    return returned_table("north a.xlsx", declared, place, (), currency=CNY, date1904=False)


def file_back(*tables: ReturnedTable) -> Returned:
    return Returned(
        name="north a.xlsx",
        handout=NORTH_A.id,
        part=Part.TEAM,
        region="North",
        team="A",
        saved=AT,
        by="Li",
        digest="",
        year="2027",
        currency="CNY",
        tables={table.table.name: table for table in tables},
        date1904=False,
        is_plan=False,
        is_handout=True,
        settings={},
        findings=[],
    )


def bases(seen: Sequence[Seen]) -> dict[str, dict[tuple[str, str], str]]:
    """Give what was seen as the store gives it."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for each in seen:
        found.setdefault(each.table, {})[each.key, each.column] = each.text
    return found


def merged(
    current: Current,
    *tables: ReturnedTable,
    seen: Sequence[Seen] = (),
    sent: Mapping[str, Mapping[str, SentRow]] | None = None,
    handout: Handout = NORTH_A,
) -> Merged:
    """Merge a file into a plan; it was sent as `plan` is."""
    may = {name: may_change(Part(handout.by), name) for name in current.frames}
    return merge(handout, file_back(*tables), sent or sent_rows(plan()), bases(seen), current, may)


def outcome(done: Merged) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], tuple[str, str, str]]]:
    """Give what is taken, and the conflicts, by name and column."""
    taken = {(cell.name, cell.column): cell.after for cell in done.taken}
    return taken, {(each.name, each.column): (each.sent, each.current, each.returned) for each in done.conflicts}
