"""The cells of a plan that returned handouts change: where they are, what they say by now, and how they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from salesplan.host.handouts.parts import Key, part_key
from salesplan.host.handouts.texts import column_texts, row_keys
from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import cells_of, figure_writes, formula_text
from salesplan.planning.names import first_places, folded
from salesplan.planning.standing import QUOTAS, company_figures, is_planned, live_columns
from salesplan.store.records import Handout
from salesplan.tables.plain import typed_again
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.units import Currency
from salesplan.workbook.writes import KEEP, Formula, Keep, TableWrite, Value, Write

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the plan that changes.

    Attributes
    ----------
    table, row
        The table, and the row of its sheet in the plan.
    key, name
        What tells the row apart, and what people call it.
    column
        The column's key.
    before, after
        What it said and will say, as plain texts.
    rep_id
        The rep whom it is about; "" where none.
    """

    table: str
    row: int
    key: str
    name: str
    column: str
    before: str
    after: str
    rep_id: str = ""


class Rep(NamedTuple):
    """A rep of the plan: the id as it is written there, and the region and team, as they are matched."""

    rep_id: str
    part: Key


class Current:
    """The plan's tables as they are by now: their rows are found by key, and take what was merged before.

    Attributes
    ----------
    frames : dict of DataFrame
        Typed, by name.
    currency : Currency
        Of their amounts.
    """

    def __init__(self, frames: Frames, currency: Currency) -> None:
        self.frames = dict(frames)
        self.currency = currency
        self._places: dict[str, dict[str, int]] = {}

    def places(self, table: str) -> dict[str, int]:
        """Give the place of each row in its frame by key; of rows with the same key the first."""
        if table not in self._places:
            frame = self.frames[table]
            keys = row_keys(SALES_PLAN.table(table), frame)
            if table in QUOTAS:
                keys = [key if planned else "" for key, planned in zip(keys, is_planned(frame), strict=True)]
            self._places[table] = first_places(keys)
        return self._places[table]

    @cached_property
    def reps(self) -> dict[str, Rep]:
        """The reps that have a quota, by id as it is matched."""
        columns = (self.frames["Quota"][key] for key in ("rep_id", "region", "team"))
        rows = [(rep_id, part_key(region, team)) for rep_id, region, team in zip(*columns, strict=True) if rep_id]
        return {folded(rep_id): Rep(rep_id, part) for rep_id, part in reversed(rows)}

    def reps_of(self, handout: Handout) -> list[str]:
        """Give the ids of the reps that belong to the part of a handout."""
        part = part_key(handout.region, handout.team)
        return [rep.rep_id for rep in self.reps.values() if is_of(part, rep.part)]

    def texts(self, table: str, column: str, places: Sequence[int]) -> list[str]:
        """Give what cells of a column say, as plain texts."""
        declared = SALES_PLAN.table(table)[column]
        return column_texts(declared, self.frames[table][column].iloc[list(places)], self.currency)

    def cell(self, table: str, key: str, name: str, column: str, before: str, after: str) -> Cell:
        """Give a cell of a row that is there, with its place."""
        frame, place = self.frames[table], self.places(table)[key]
        rep_id = str(frame["rep_id"].iloc[place]) if "rep_id" in frame else ""
        return Cell(table, int(frame.index[place]), key, name, column, before, after, rep_id)

    def put(self, cells: Sequence[Cell]) -> None:
        """Let cells say what they will."""
        self.frames = put_into(self.frames, cells, self.currency)


def is_of(part: Key, row: Key) -> bool:
    """Tell whether a row of a region and team belongs to a part, which may be a whole region.

    Examples
    --------
    >>> is_of(("north", ""), ("north", "a")), is_of(("north", "b"), ("north", "a"))
    (True, False)
    """
    return row == part if part[1] else row[0] == part[0]


def put_into(frames: Frames, cells: Sequence[Cell], currency: Currency) -> dict[str, pd.DataFrame]:
    """Give a plan's frames with cells as they will be; of one cell the last counts.

    Examples
    --------
    >>> from salesplan.tables.units import currency
    >>> quota = pd.DataFrame({"rep_id": ["R1"], "override": pd.array([None], dtype="Int64")}, index=[5])
    >>> cells = [Cell("Quota", 5, '["r1"]', "R1", "override", "", text) for text in ("90", "120")]
    >>> put_into({"Quota": quota}, cells, currency("CNY"))["Quota"]["override"].tolist()
    [12000]
    """
    after = dict(frames)
    for (name, key), same in _by_column(cells).items():
        rows = [cell.row for cell in same]
        typed, _ = typed_again(SALES_PLAN.table(name), _with_identity(name, key, same), rows, currency)
        values = after[name][key].copy()
        values.loc[rows] = typed[key].to_numpy() if values.dtype == "str" else typed[key].array
        after[name] = after[name].assign(**{key: values})
    return after


def _by_column(cells: Sequence[Cell]) -> dict[tuple[str, str], list[Cell]]:
    """Put together the cells of each column of each table; of one cell the last counts."""
    last = {(cell.table, cell.column, cell.row): cell for cell in cells}
    columns: dict[tuple[str, str], list[Cell]] = {}
    for (table, column, _), cell in last.items():
        columns.setdefault((table, column), []).append(cell)
    return columns


def _with_identity(name: str, key: str, cells: Sequence[Cell]) -> dict[str, Sequence[str]]:
    """Give the texts of a column, with something beside each so that a row without text is one, too."""
    beside = SALES_PLAN.table(name).identity[0]
    return {beside: [str(cell.row) for cell in cells], key: [cell.after for cell in cells]}


def cells_write(opened: OpenedPlan, cells: Sequence[Cell]) -> tuple[list[Write], dict[str, pd.DataFrame]]:
    """Write cells into the plan, and beside live formulas what they come to; text is never a formula.

    Parameters
    ----------
    opened
        The plan, with the tables of the cells; RegionQuota, TeamQuota and Quota where a cell is in one of them.
    cells
        What changes; of one cell the last counts.

    Returns
    -------
    writes : list of Write
        Of each table the columns that have such a cell, every other cell kept; where quotas change the columns that the
        sheets of quotas compute; totals and figures.
    after : dict of DataFrame
        All of the plan's frames as they will be.
    """
    after = put_into(opened.frames, cells, opened.currency)
    columns: dict[str, dict[str, list[Value | Keep]]] = {}
    for (name, key), same in _by_column(cells).items():
        column = SALES_PLAN.table(name)[key]
        values = after[name].loc[[cell.row for cell in same], key]
        texts = cells_of(column, values, currency=opened.currency, language=opened.language)
        written = dict(zip(values.index.tolist(), texts, strict=True))
        columns.setdefault(name, {})[key] = _down(opened, name, written)
    shown = {name: after[name] for name in columns}
    given: dict[str, int] = {}
    if not columns.keys().isdisjoint(QUOTAS):
        there = {name: after[name] for name in QUOTAS if name in opened.found}
        live = live_columns(there, opened.settings)
        for name, computed in live.items():
            columns.setdefault(name, {}).update(_live_cells(opened, name, computed[is_planned(after[name])]))
            shown[name] = after[name].assign(**{str(key): computed[key] for key in computed})
        given = company_figures(there, opened.settings) if "RegionQuota" in there else {}
    writes: list[Write] = [_table_write(opened, name, columns[name]) for name in opened.found if name in columns]
    return [*writes, *figure_writes(opened, shown, given)], after


def _live_cells(opened: OpenedPlan, name: str, computed: pd.DataFrame) -> dict[str, list[Value | Keep]]:
    """Give the live formulas of a table of quotas with what they come to."""
    found = opened.found[name]
    columns = {}
    for column in found.table:
        if column.key in computed and column.key in found.headers:
            text = formula_text(found, column, opened.headers)
            values = cells_of(column, computed[column.key], currency=opened.currency)
            shown = ("" if value is None else value for value in values)
            formulas = [Formula(text, value) for value in shown if not isinstance(value, Formula)]
            columns[column.key] = _down(opened, name, dict(zip(computed.index.tolist(), formulas, strict=True)))
    return columns


def _down(opened: OpenedPlan, name: str, cells: Mapping[int, Value]) -> list[Value | Keep]:
    """Give a table's column down all its rows, with cells by sheet row, the others kept."""
    info = opened.found[name].info
    return [cells.get(row, KEEP) for row in range(info.first_row, info.first_row + info.height)]


def _table_write(opened: OpenedPlan, name: str, columns: Mapping[str, list[Value | Keep]]) -> TableWrite:
    found = opened.found[name]
    headed = {found.headers[key]: cells for key, cells in columns.items() if key in found.headers}
    return TableWrite(found.info.name, tuple(range(found.info.height)), headed)
