"""Two-way apportionment: both margins, against every table there is on small cases."""

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.apportion import CannotApportion, apportion
from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.two_way import split_two_ways


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[list[int], list[int], list[list[int]]]:
    """Draw margins and a seed with zeros; each row has a cell."""
    width = draw(st.integers(1, 3))
    seed = draw(st.lists(st.lists(st.integers(0, 3), min_size=width, max_size=width), min_size=1, max_size=3))
    for row in seed:
        if not any(row):
            row[draw(st.integers(0, width - 1))] = 1
    rows = draw(st.lists(st.integers(0, 5), min_size=len(seed), max_size=len(seed)))
    columns = apportion(sum(rows), draw(st.lists(st.integers(1, 9), min_size=width, max_size=width)))
    return rows, columns.tolist(), seed


def row_fillings(total: int, allowed: list[int]) -> Iterator[tuple[int, ...]]:
    """Give every way to spread a row's sum over its allowed cells."""
    for cells in product(*(range(total + 1) if cell else (0,) for cell in allowed)):
        if sum(cells) == total:
            yield cells


def least_miss(rows: list[int], columns: list[int], seed: list[list[int]]) -> int:
    """Try every table whose rows hold, and give the least total miss of the columns."""
    fillings = [list(row_fillings(total, allowed)) for total, allowed in zip(rows, seed, strict=True)]
    return min(int(np.abs(np.sum(table, axis=0) - columns).sum()) for table in product(*fillings))


@given(small_cases())
@settings(deadline=None)
def test_rows_hold_zeros_stay_and_columns_miss_as_little_as_possible(
    case: tuple[list[int], list[int], list[list[int]]],
) -> None:
    rows, columns, seed = case
    table, misses = split_two_ways(rows, columns, seed)
    assert table.sum(axis=1).tolist() == rows
    assert (table >= 0).all()
    assert not table[np.array(seed) == 0].any()
    assert misses.tolist() == (table.sum(axis=0) - columns).tolist()
    assert int(np.abs(misses).sum()) == least_miss(rows, columns, seed)


@st.composite
def full_cases(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """Draw a table whose sums are to be reached, and a seed, both without zeros."""
    size = draw(st.integers(1, 3))

    def of(most: int) -> st.SearchStrategy[list[list[int]]]:
        row = st.lists(st.integers(1, most), min_size=3, max_size=3)
        return st.lists(row, min_size=size, max_size=size)

    return draw(of(6)), draw(of(4))


def proportionally_fitted(rows: Ints, columns: Ints, seed: list[list[int]]) -> Floats:
    table = np.array(seed, dtype=np.float64)
    for _ in range(200):
        table *= columns / table.sum(axis=0)
        table *= (rows / table.sum(axis=1))[:, None]
    return table


def least_distance(rows: Ints, columns: Ints, fitted: Floats) -> float:
    """Try every table of floors and ceilings with both margins; give the least squared distance to the fitted one."""
    roundings = [
        [cells for cells in product(*((floor, floor + 1) for floor in np.floor(line + 1e-6))) if sum(cells) == total]
        for line, total in zip(fitted, rows, strict=True)
    ]
    tables = (np.array(table) for table in product(*roundings))
    return min(float(((table - fitted) ** 2).sum()) for table in tables if (table.sum(axis=0) == columns).all())


@given(full_cases())
@settings(deadline=None)
def test_no_rounding_is_nearer_to_the_fit(case: tuple[list[list[int]], list[list[int]]]) -> None:
    sums, seed = np.array(case[0]), case[1]
    rows, columns = sums.sum(axis=1), sums.sum(axis=0)
    table, misses = split_two_ways(rows, columns, seed)
    fitted = proportionally_fitted(rows, columns, seed)
    assert not misses.any()
    assert ((table - fitted) ** 2).sum() == pytest.approx(least_distance(rows, columns, fitted), abs=1e-3)


@given(st.integers(1, 30), st.integers(0, 10**9), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_without_zeros_both_margins_hold_and_cells_are_near_the_fit(size: int, most: int, random: Random) -> None:
    numbers = np.random.default_rng(random.randrange(2**32))
    rows = numbers.integers(0, most + 1, size)
    season = numbers.dirichlet(np.ones(12) * 5)
    table, misses = split_two_ways(rows, apportion(int(rows.sum()), season), np.tile(season, (size, 1)))
    assert not misses.any()
    assert (table.sum(axis=1) == rows).all()
    assert (np.abs(table - rows[:, None] * season) < 2).all()


def test_a_fit_in_whole_units_stays_as_it_is() -> None:
    table, misses = split_two_ways([3], [1, 1, 1], [[1, 1, 1]])
    assert table.tolist() == [[1, 1, 1]]
    assert not misses.any()


@pytest.mark.parametrize("sums", [5, 5_000_000])
def test_margins_that_only_a_limit_reaches_are_reached(sums: int) -> None:
    """The first row must give all to the second column, though its seed says half."""
    table, misses = split_two_ways([sums, sums], [sums, sums], [[1, 1], [1, 0]])
    assert table.tolist() == [[0, sums], [sums, 0]]
    assert not misses.any()


def test_unreachable_columns_give_way() -> None:
    """Nobody works in the first month, so the other two take its 4 units."""
    table, misses = split_two_ways([6, 6], [4, 4, 4], [[0, 1, 1], [0, 1, 1]])
    assert table.sum(axis=1).tolist() == [6, 6]
    assert misses.tolist() == [-4, 2, 2]


@pytest.mark.parametrize(
    ("rows", "columns", "seed", "table"),
    [
        ([6], [2, 3, 1], [[1, 1, 0]], [[2, 4, 0]]),  # the fit is 2.4, 3.6
        ([9], [3, 4, 2], [[4, 4, 0]], [[4, 5, 0]]),  # 3.86, 5.14
        ([3], [0, 3, 0], [[4, 0, 1]], [[2, 0, 1]]),  # all its columns are 0 or closed to it: by its seed, 2.4, 0.6
        ([6, 1], [3, 2, 2], [[3, 1, 0], [3, 4, 4]], [[4, 2, 0], [0, 0, 1]]),  # 3.6, 2.4
        (
            [19, 30],
            [14, 5, 14, 5, 11],
            [[0, 0, 2, 0, 3], [1, 0, 0, 3, 2]],
            [[0, 0, 16, 0, 3], [16, 0, 0, 5, 9]],  # 15.59, 3.41 and 15.59, 5.57, 8.84
        ),
    ],
)
def test_where_columns_give_way_cells_stay_near_the_fit(
    rows: list[int], columns: list[int], seed: list[list[int]], table: list[list[int]]
) -> None:
    assert split_two_ways(rows, columns, seed)[0].tolist() == table


def test_splitting_again_by_the_result_gives_the_result() -> None:
    table, _ = split_two_ways([10, 20, 7], [12, 25], [[1, 1], [1, 3], [2, 1]])
    again, _ = split_two_ways([10, 20, 7], [12, 25], table)
    assert again.tolist() == table.tolist()


@pytest.mark.parametrize(
    ("rows", "columns", "seed", "words"),
    [
        ([1, 2], [4], [[1], [1]], "rows add up to 3, columns to 4"),
        ([1, -1], [0], [[1], [1]], "negative"),
        ([1, 1], [2], [[1], [0]], "no cell"),
        ([1], [1], [[float("nan")]], "no number"),
    ],
)
def test_unsound_margins_are_refused(rows: list[int], columns: list[int], seed: list[list[float]], words: str) -> None:
    with pytest.raises(CannotApportion, match=words):
        split_two_ways(rows, columns, seed)


def test_large_amounts_in_cents_hold_too() -> None:
    rows = [10**13 + 7, 3 * 10**12 + 1, 11]
    columns = apportion(sum(rows), range(1, 13))
    table, misses = split_two_ways(rows, columns, [[*range(1, 13)], [0] * 6 + [1] * 6, [1] * 12])
    assert not misses.any()
    assert table.sum(axis=1).tolist() == rows
