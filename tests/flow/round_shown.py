"""The conflicts of a plan as its sheet shows them, by the cells that they are of."""

import json
from collections.abc import Mapping
from pathlib import Path

from salesplan.store.records import Conflict as Stored
from salesplan.store.store import Store
from salesplan.tables.conflicts import CONFLICTS
from salesplan.workbook.writes import Scalar
from tests.flow.round_edits import Grid, Identity, grids, human_cells, type_all
from tests.flow.round_oracle import Cell, Conflict, Value

Disputed = tuple[str, Cell]
"""A handout's id and a cell."""


def row_key(table: str, row: Identity) -> tuple[str, str]:
    """Give the key by which the store knows a row."""
    return table, json.dumps([part.casefold() for part in row], ensure_ascii=False)


def conflicts(plan: Path) -> dict[Disputed, Conflict]:
    """Give the conflicts that the sheet shows; it must show all that the store has, and no others."""
    return {
        disputed: Conflict(said["sent"], said["current"], said["returned"])
        for disputed, said in ((of, shown.cells[row]) for of, (shown, row) in _shown(plan).items())
    }


def type_choices(plan: Path, choices: Mapping[Disputed, Value]) -> None:
    """Type choices into the sheet, as head office does."""
    shown = _shown(plan)
    typed: dict[Cell, Scalar] = {}
    for of, choice in choices.items():
        grid, row = shown[of]
        typed[CONFLICTS.name, row, "choice"] = choice
    if typed:
        type_all(plan, typed, there={CONFLICTS.name: grid})


def _shown(plan: Path) -> dict[Disputed, tuple[Grid, Identity]]:
    with Store.open(plan, make=False) as store:
        known: dict[str, Stored] = {each.id: each for each in store.conflicts()}
    grid = grids(plan, [CONFLICTS.name]).get(CONFLICTS.name)
    rows = list(grid.cells) if grid else []
    assert sorted(row[0] for row in rows) == sorted(known), "the sheet and the store know of different conflicts"
    by_key = {row_key(table, row): row for table, row, _ in human_cells(plan)}
    found = {}
    for row in rows:
        assert grid is not None
        each = known[row[0]]
        found[each.handout, (each.table, by_key[each.table, each.key], each.column)] = grid, row
    return found
