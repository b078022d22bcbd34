"""Splitting in two ways at once: a table of whole units whose row sums and column sums are both given.

Iterative proportional fitting, then controlled rounding as a min-cost flow (M. Bacharach, "Matrix rounding problems",
1966; L. H. Cox, "A constructive procedure for unbiased controlled rounding", 1987): each cell goes to its floor or its
ceiling, so that both margins hold, and the table is as near to the fitted one as can be.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from salesplan.planning.apportion import CannotApportion
from salesplan.planning.arrays import Flags, Floats, Ints

_SWEEPS: Final = 500
_NEAR: Final = 1e-6
"""A cell this near to a whole number is one."""

_COST: Final = 1000
"""The cost of one squared unit away from the fitted cell; costs are whole numbers."""


def split_two_ways(rows: npt.ArrayLike, columns: npt.ArrayLike, seed: npt.ArrayLike) -> tuple[Ints, Ints]:
    """Fill a table of whole units in the proportions of a seed, with given row and column sums.

    Parameters
    ----------
    rows, columns
        n row sums and m column sums, whole and at least 0; both add up to the same.
    seed
        n × m weights, at least 0; a cell of 0 stays 0. A row whose sum is above 0 needs a cell above 0.

    Returns
    -------
    table
        n × m whole numbers, at least 0. The rows hold exactly.
    misses
        Per column, its sum less what was asked: all 0 unless the zeros of the seed make the margins unreachable,
        and then as little as possible in total.

    Raises
    ------
    CannotApportion
        If the margins differ in total, or a row has no cell to go to.

    Examples
    --------
    >>> table, misses = split_two_ways([10, 20], [6, 24], [[1, 1], [1, 3]])
    >>> table.tolist(), misses.tolist()
    ([[3, 7], [3, 17]], [0, 0])
    """
    row_sums, column_sums = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
    weights = np.asarray(seed, dtype=np.float64)
    _refuse_unsound(row_sums, column_sums, weights)
    fitted = _fitted(row_sums.astype(np.float64), column_sums.astype(np.float64), weights)
    table = _rounded(row_sums, column_sums, fitted)
    if table is None:
        table = _nearest(row_sums, column_sums, fitted, weights > 0)
    return table, table.sum(axis=0) - column_sums


def _refuse_unsound(rows: Ints, columns: Ints, seed: Floats) -> None:
    if rows.sum() != columns.sum():
        raise CannotApportion(f"rows add up to {rows.sum()}, columns to {columns.sum()}")
    if (rows < 0).any() or (columns < 0).any() or not (np.isfinite(seed) & (seed >= 0)).all():
        raise CannotApportion("a margin or a weight is negative or no number")
    if ((rows > 0) & ~(seed > 0).any(axis=1)).any():
        raise CannotApportion("a row has no cell that may take its sum")


def _fitted(rows: Floats, columns: Floats, seed: Floats) -> Floats:
    """Scale columns and rows in turn until both margins hold; at the end rows hold in any case."""
    start = _scaled_rows(seed, rows, seed)
    table = start
    near_enough = max(_NEAR, rows.sum() * 1e-13)
    for _ in range(_SWEEPS):
        sums = table.sum(axis=0)
        if np.abs(sums - columns).max(initial=0.0) <= near_enough:
            break
        table = _scaled_rows(table * _ratio(columns, sums), rows, start)
    return table


def _scaled_rows(table: Floats, rows: Floats, otherwise: Floats) -> Floats:
    """Scale each row to its sum; a row that lost all its cells starts again."""
    sums = table.sum(axis=1)
    lost = (sums <= 0) & (rows > 0)
    if lost.any():
        table = np.where(lost[:, None], otherwise, table)
        sums = table.sum(axis=1)
    return np.asarray(table * _ratio(rows, sums)[:, None])


def _ratio(wanted: Floats, had: Floats) -> Floats:
    return np.divide(wanted, had, out=np.zeros_like(wanted), where=had > 0)


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Arcs of a flow network, from node to node, with capacity and cost."""

    tails: Ints
    heads: Ints
    capacities: Ints
    costs: Ints


def _floors(fitted: Floats) -> tuple[Ints, Floats]:
    """Cut each cell into whole units and the fraction above them; near-integers have none."""
    whole = np.floor(fitted + _NEAR)
    fraction = np.clip(fitted - whole, 0.0, 1.0)
    return whole.astype(np.int64), np.where(fraction <= _NEAR, 0.0, fraction)


def _rounded(rows: Ints, columns: Ints, fitted: Floats) -> Ints | None:
    """Take each cell to its floor or its ceiling with both margins exact; None where that cannot be."""
    floors, fractions = _floors(fitted)
    row_units, column_units = rows - floors.sum(axis=1), columns - floors.sum(axis=0)
    if (row_units < 0).any() or (column_units < 0).any():
        return None
    row, column = np.nonzero(fractions)
    costs = np.rint(_COST * _COST * (1 - 2 * fractions[row, column])).astype(np.int64)
    arcs = _Arcs(row, rows.size + column, np.ones(row.size, np.int64), costs)
    flows = _flow(arcs, np.concatenate([row_units, -column_units]))
    if flows is None:
        return None
    table = floors.copy()
    table[row, column] += flows
    return table


def _nearest(rows: Ints, columns: Ints, fitted: Floats, allowed: Flags) -> Ints:
    """Come as near to the columns as the zeros allow, then as near to the fitted table; rows hold.

    Cells move up or down from their floors, each further unit at a higher cost; what a column takes beyond its sum
    costs more than any detour through other cells.
    """
    floors, fractions = _floors(fitted)
    row, column = np.nonzero(allowed)
    floor, fraction = floors[row, column], fractions[row, column]
    there, back = row, rows.size + column
    plenty = np.full(row.size, max(int(rows.sum()), 1))
    slack = rows.size + columns.size
    ends = np.arange(rows.size, slack)
    outside = np.full(columns.size, slack)
    detour = 10 * _COST * (columns.size + 1)
    moves = (
        (there, back, np.ones_like(floor), 1 - 2 * fraction),
        (there, back, plenty, 3 - 2 * fraction),
        (back, there, np.minimum(floor, 1), 1 + 2 * fraction),
        (back, there, np.maximum(floor - 1, 0), 3 + 2 * fraction),
        (ends, outside, np.full(columns.size, plenty.max(initial=1)), np.full(columns.size, detour / _COST)),
        (outside, ends, np.full(columns.size, plenty.max(initial=1)), np.zeros(columns.size)),
    )
    tails, heads, capacities, costs = (np.concatenate(parts) for parts in zip(*moves, strict=True))
    arcs = _Arcs(tails, heads, capacities, np.rint(_COST * costs).astype(np.int64))
    supplies = np.concatenate([rows - floors.sum(axis=1), floors.sum(axis=0) - columns, [0]])
    flows = _flow(arcs, supplies)
    if flows is None:
        raise CannotApportion("the table cannot be filled: its amounts are too large")
    up_one, up, down_one, down = flows[: 4 * row.size].reshape(4, row.size)
    table = np.zeros_like(floors)
    table[row, column] = floor + up_one + up - down_one - down
    return table


def _flow(arcs: _Arcs, supplies: Ints) -> Ints | None:
    """Send the supplies along the arcs at the least cost; None where they cannot all be sent."""
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    numbers = flow.add_arcs_with_capacity_and_unit_cost(arcs.tails, arcs.heads, arcs.capacities, arcs.costs)
    flow.set_nodes_supplies(np.arange(supplies.size), supplies)
    if flow.solve() != flow.OPTIMAL:
        return None
    return np.asarray(flow.flows(numbers), dtype=np.int64)
