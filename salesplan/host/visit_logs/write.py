"""The plan's Visits after logs were merged: as a frame for what is computed from them, and as a write."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from salesplan.errors import ColumnMissing
from salesplan.host.opened import OpenedPlan
from salesplan.host.visit_logs.checks import LogRow, contents, mark_of
from salesplan.host.visit_logs.log_file import TYPED
from salesplan.host.visit_logs.merge import Merged
from salesplan.host.writing import NOWHERE, arrange, cells_of
from salesplan.tables.visits import VISITS
from salesplan.workbook.writes import KEEP, TableWrite

_KEPT_BY_US = ("entry", "log", "saved_at", "taken")
"""Without these columns nobody could tell what was collected before."""


def check_columns(opened: OpenedPlan) -> None:
    """Make sure that the plan's Visits have a place for what salesplan must remember of logs.

    Raises
    ------
    TableMissing, ColumnMissing
        When the table, or a column of these, is gone.
    """
    found = opened.found.get(VISITS.name)
    if found is None:
        opened.reader.book.table(VISITS.name)
        return
    for key in _KEPT_BY_US:
        if key not in found.headers:
            raise ColumnMissing(found.workbook, found.info.sheet, found.info.name, key, list(found.info.columns))


def visits_after(opened: OpenedPlan, merged: Merged) -> tuple[pd.DataFrame, TableWrite]:
    """Give the plan's Visits as they will be.

    Returns
    -------
    frame : DataFrame
        Typed, and indexed by the sheet rows that the visits will have.
    write : TableWrite
        What it takes to make them so; rows and cells about which the logs say nothing new stay as they are.
    """
    visits, found = opened.frames[VISITS.name], opened.found[VISITS.name]
    arranged = arrange(found, visits, list(visits.index), len(merged.new))
    rows = range(found.info.first_row, found.info.first_row + len(arranged.rows))
    added = {position: row for row, position in zip(rows, arranged.new, strict=True) if position != NOWHERE}
    frame = rows_after(visits, merged, added)
    columns: dict[str, list[Any]] = {}
    for column in VISITS:
        if column.key in found.headers:
            values = cells_of(column, frame[column.key], currency=opened.currency, language=opened.language)
            cells = dict(zip(frame.index, values, strict=True))
            columns[found.headers[column.key]] = [cells.get(row, KEEP) for row in rows]
    return replaced_rows(visits, frame), TableWrite(found.info.name, arranged.rows, columns)


def rows_after(visits: pd.DataFrame, merged: Merged, added: Mapping[int, int]) -> pd.DataFrame:
    """Give the rows of Visits that are new or no longer as they were.

    Parameters
    ----------
    visits
        The plan's Visits as they are.
    added
        The sheet row that each new one gets, by its place among the new ones.
    """
    before = _records(visits.loc[[*merged.changed, *merged.agreed]])
    records = {row: _changed(before[row], taken) for row, taken in merged.changed.items()}
    records |= {row: _remembered(before[row], taken) for row, taken in merged.agreed.items()}
    blank = {key: "" if visits[key].dtype == "str" else None for key in VISITS.keys}
    for position, (rep_id, taken) in enumerate(merged.new):
        records[added[position]] = _changed(blank | {"rep_id": rep_id}, taken)
    return _frame(records, visits)


def replaced_rows(visits: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Put rows into Visits, in place of those with the same sheet row."""
    if rows.empty:
        return visits
    return pd.concat([visits.drop(index=rows.index, errors="ignore"), rows]).sort_index()


def _changed(before: Mapping[str, Any], row: LogRow) -> dict[str, Any]:
    """Give a row of the plan as the log has it."""
    return _remembered({**before, **row.content, "customer": row.customer}, row)


def _remembered(before: Mapping[str, Any], row: LogRow) -> dict[str, Any]:
    """Note beside a row of the plan what the log said, and which log it was."""
    return {
        **before,
        "entry": row.entry or before["entry"],
        "log": row.log.name,
        "saved_at": row.log.saved,
        "taken": mark_of(before),
    }


def _records(visits: pd.DataFrame) -> dict[int, dict[str, Any]]:
    """Give rows of the plan as plain values, by sheet row."""
    others = [key for key in map(str, visits.columns) if key not in TYPED]
    noted = zip(*(visits[key].tolist() for key in others), strict=True)
    return {
        row: dict(zip(others, values, strict=True)) | content
        for row, values, content in zip(visits.index.tolist(), noted, contents(visits), strict=True)
    }


def _frame(records: Mapping[int, Mapping[str, Any]], like: pd.DataFrame) -> pd.DataFrame:
    """Put rows into a frame of the same types as another, in the order of their sheet rows."""
    index = pd.Index(sorted(records), name=like.index.name, dtype="int64")
    columns = {
        key: pd.Series([records[row][key] for row in index], index=index, dtype=like[key].dtype)
        for key in map(str, like.columns)
    }
    return pd.DataFrame(columns, index=index, columns=like.columns)
