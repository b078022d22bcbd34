"""Tables of results written anew in the order that they are given in, whatever stood there."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import LEFT, NOWHERE, counted, identity_of, replaced, table_write
from salesplan.tables.model import Table
from salesplan.tables.scenarios import PLAN_NAME
from salesplan.workbook.found import FoundTable
from salesplan.workbook.writes import TableWrite

CanMove: TypeAlias = Callable[[tuple[int | None, ...]], bool]
"""Tells whether the rows of a table can be put in an order, as `salesplan.workbook.writes.TableWrite` has it."""

_PLAN: Final = {text.casefold(): PLAN_NAME.en.casefold() for text in PLAN_NAME.every()}


def in_order(opened: OpenedPlan, name: str, frame: pd.DataFrame, *, can_move: CanMove) -> tuple[TableWrite, list[int]]:
    """Write a table of results anew, its rows in the order of ``frame``.

    A row beside which a person typed something goes along with what was typed, and behind all others where it is no
    longer among the results. Where rows cannot move, those that were there keep their places, and new ones come at the end.

    Parameters
    ----------
    opened
        The workbook.
    name
        A table in which people type nothing but in columns of their own.
    frame
        The rows it is to have; columns by key.
    can_move
        Whether its rows can move.

    Returns
    -------
    write : TableWrite
    left : list of int
        Sheet rows that are no longer among the results but stayed.
    """
    found = opened.found[name]
    typed = [row for row in range(found.info.first_row, found.info.last_row + 1) if found.is_typed(row)]
    if not typed and not found.info.filtered:
        rows = _from_the_top(found, len(frame), can_move)
        order = [*range(len(frame)), *(NOWHERE for _ in rows[len(frame) :])]
        return table_write(opened, found, frame, rows, order, results=True), []
    rows, order, left = _carried(found, opened.frames[name], frame, typed)
    if can_move(rows):
        return table_write(opened, found, frame, rows, order, results=True), left
    return replaced(opened, name, frame, can_remove=can_move, results=True)


def _from_the_top(found: FoundTable, count: int, can_move: CanMove) -> tuple[int | None, ...]:
    """Take the rows that are there as they come, so that none moves; those too many at the end go, or else are blank."""
    rows = (*range(min(count, found.info.height)), *(None for _ in range(count - found.info.height)))
    return rows if can_move(rows) else tuple(range(found.info.height))


def _carried(
    found: FoundTable, current: pd.DataFrame, frame: pd.DataFrame, typed: Iterable[int]
) -> tuple[tuple[int | None, ...], list[int], list[int]]:
    """Let each row go to its new place; those in which somebody typed and that are no longer there come last."""
    first = found.info.first_row
    before = dict(zip(_names(found.table, current), current.index.tolist(), strict=True))
    rows = [before.get(name) for name in _names(found.table, frame)]
    stays = set(rows)
    last = [row for row in typed if row not in stays]
    known = set(current.index.tolist())
    order = [*range(len(frame)), *(LEFT if row in known else NOWHERE for row in last)]
    places = tuple(None if row is None else row - first for row in (*rows, *last))
    return places, order, [row for row in last if row in known]


def _names(table: Table, frame: pd.DataFrame) -> list[tuple[tuple[str, ...], int]]:
    """Give what tells rows apart; the plan's own are the same in every language."""
    return counted([tuple(_PLAN.get(part, part) for part in identity) for identity in identity_of(table, frame)])
