"""The sheet of conflicts: exactly those that are open, each with what people chose so far."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from salesplan.host.added_tables import graft_write
from salesplan.host.handouts.parts import part_name
from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import LEFT, NOWHERE, arrange, cells_of
from salesplan.store.records import Conflict, Handout
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.model import Column, Holds, Owner, label_of
from salesplan.tables.plain import plain_text
from salesplan.workbook.writes import KEEP, Keep, TableWrite, Value, Write

_NUMBERS = (Holds.MONEY, Holds.PERCENT, Holds.NUMBER, Holds.INTEGER)


def conflict_writes(opened: OpenedPlan, conflicts: Sequence[Conflict], handouts: Mapping[str, Handout]) -> list[Write]:
    """Let the sheet of conflicts show the open ones; a workbook that lacks the sheet gets it with the first of them.

    A row stays with its conflict, and so does what people typed in it; rows of settled conflicts go.

    Parameters
    ----------
    opened
        The plan, with its Conflicts.
    conflicts
        All that are open.
    handouts
        Theirs, by id.

    Returns
    -------
    list of Write
        Empty where the sheet shows them already.

    Raises
    ------
    UsageError, WorkbookError
        When the sheet has to be added and cannot be.
    """
    frame = conflict_frame(opened, conflicts, handouts)
    if CONFLICTS.name not in opened.found:
        return [graft_write(opened, CONFLICTS, frame)] if conflicts else []
    current = opened.frames[CONFLICTS.name]
    rows = dict(reversed(list(zip(current["id"].tolist(), current.index.tolist(), strict=True))))
    places = {rows[each]: place for place, each in enumerate(frame["id"]) if each in rows}
    if len(places) == len(frame) == len(current) and _is_shown(opened, frame, current, places):
        return []
    return [_write(opened, frame, current, places)]


def conflict_frame(opened: OpenedPlan, conflicts: Sequence[Conflict], handouts: Mapping[str, Handout]) -> pd.DataFrame:
    """Give conflicts as typed rows of their table, without what people type."""
    columns: dict[str, list[object]] = {key: [] for key in CONFLICTS.keys if CONFLICTS[key].owner is not Owner.PERSON}
    for conflict in conflicts:
        for key, value in _row(opened, conflict, handouts[conflict.handout]).items():
            columns[key].append(value)
    dtypes = {column.key: _dtype(column) for column in CONFLICTS}
    return pd.DataFrame({key: pd.Series(values, dtype=dtypes[key]) for key, values in columns.items()})


def _row(opened: OpenedPlan, conflict: Conflict, handout: Handout) -> dict[str, object]:
    table = opened.plan.table(conflict.table)
    column = table[conflict.column]
    found = opened.found.get(table.name)
    sheets = {sheet.table.name: sheet.name.said(opened.language) for sheet in opened.plan.sheets}
    label = column.label.said(opened.language)
    said = partial(shown, column, language=opened.language)
    return {
        "id": conflict.id,
        "team": part_name(handout),
        "manager": handout.manager,
        "table": found.info.sheet if found else sheets[table.name],
        "name": conflict.name,
        "column": found.headers.get(column.key, label) if found else label,
        "sent": said(conflict.sent),
        "current": said(conflict.current),
        "returned": said(conflict.returned),
        "returned_by": conflict.returned_by,
        "returned_at": conflict.returned_at,
        "file": conflict.file,
    }


def shown(column: Column, text: str, *, language: str) -> str | float | None:
    """Give what a cell says as it is shown beside others: a number as one, a choice in words, blank as None.

    Examples
    --------
    >>> from salesplan.tables.customers import CUSTOMERS
    >>> shown(CUSTOMERS["potential"], "1200000", language="en"), shown(CUSTOMERS["rep_id"], "007", language="en")
    (1200000.0, '007')
    >>> shown(CUSTOMERS["intent"], "high", language="zh-Hans"), shown(CUSTOMERS["intent"], "", language="en")
    ('高', None)
    """
    if not text:
        return None
    if column.holds in _NUMBERS:
        return float(text)
    return label_of(column.choices, text, language) if column.holds is Holds.CHOICE else text


def _dtype(column: Column) -> str:
    if column.raw:
        return "object"
    return "datetime64[s]" if column.holds is Holds.MOMENT else "str"


def _is_shown(opened: OpenedPlan, frame: pd.DataFrame, current: pd.DataFrame, places: Mapping[int, int]) -> bool:
    """Tell whether the rows say already what they are to say."""
    for key in frame:
        if key in opened.found[CONFLICTS.name].headers:
            now, wanted = (_texts(opened, str(key), each) for each in (current.loc[list(places)], frame))
            if now != [wanted[place] for place in places.values()]:
                return False
    return True


def _texts(opened: OpenedPlan, key: str, frame: pd.DataFrame) -> list[str]:
    cells = cells_of(CONFLICTS[key], frame[key], currency=opened.currency, language=opened.language)
    return [plain_text(cell) for cell in cells]


def _write(opened: OpenedPlan, frame: pd.DataFrame, current: pd.DataFrame, places: Mapping[int, int]) -> TableWrite:
    """Put the rows of a frame where they stand already, new ones after them; the others go, or are blank where they cannot."""
    found = opened.found[CONFLICTS.name]
    new = [place for place in range(len(frame)) if place not in set(places.values())]
    stay = dict(places)
    arranged = arrange(found, current, list(stay), len(new))
    if len(stay) < len(current) and not opened.reader.can_move(found.info, arranged.rows):
        stay = dict.fromkeys(current.index.tolist(), LEFT) | stay
        arranged = arrange(found, current, list(stay), len(new))
    order = [
        new[position] if position != NOWHERE else stay.get(row, NOWHERE)
        for row, position in zip(arranged.old, arranged.new, strict=True)
    ]
    columns: dict[str, list[Value | Keep]] = {}
    for key, header in found.headers.items():
        typed = key not in frame
        cells: list[Value] = []
        if not typed:
            cells = cells_of(found.table[key], frame[key], currency=opened.currency, language=opened.language)
        columns[header] = [
            None if place == LEFT else KEEP if typed or place == NOWHERE else cells[place] for place in order
        ]
    return TableWrite(found.info.name, arranged.rows, columns)
