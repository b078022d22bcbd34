"""Very many rows compared as a heap: against an oracle that counts."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.host.audit.heaps import Cells, beyond, digested, typed_cells, written_cells
from salesplan.tables.conform import Rows, conform
from salesplan.tables.inputs import SALES
from salesplan.tables.units import currency
from salesplan.workbook.writes import KEEP

CNY = currency("CNY")
ROWS = st.lists(st.tuples(st.sampled_from([None, 0.0, -0.0, 1.5]), st.sampled_from(["", "A", "a", "华南"])), max_size=8)


def heap(rows: list[tuple[float | None, str]]) -> list[Cells]:
    amounts, names = ([row[place] for row in rows] for place in (0, 1))
    return [written_cells(SALES["revenue"], amounts), written_cells(SALES["rep_id"], [name or None for name in names])]


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_what_stands_on_one_side_only(old: list[tuple[float | None, str]], new: list[tuple[float | None, str]]) -> None:
    gone, came = beyond(heap(old), heap(new))
    for places, ours, theirs in ((gone, old, new), (came, new, old)):
        expected = Counter(ours) - Counter(theirs)
        del expected[(None, "")]
        assert Counter(ours[place] for place in places) == expected
    assert digested(heap(new), came) == digested(heap([new[place] for place in came]), np.arange(len(came)))


def test_typed_and_written_cells_are_the_same() -> None:
    cells: dict[str, list[Any]] = {
        "month": [pd.Timestamp(2026, 2, 1), pd.Timestamp(2026, 3, 1), None],
        "customer_id": ["007", "", "C 1"],
        "rep_id": ["R1", "R2", None],
        "product_line": [None, None, None],
        "channel": [None, None, "x"],
        "revenue": [1_100_000.5, 0.0, None],
        "margin": [0.1, None, 0.2],
        "units": [1, 2, None],
    }
    frame = conform(SALES, Rows(cells, [5, 6, 7]), currency=CNY).frame
    old = [typed_cells(column, frame[column.key], CNY) for column in SALES if column.key in cells]
    new = [written_cells(column, cells[column.key]) for column in SALES if column.key in cells]
    gone, came = beyond(old, new)
    assert not len(gone)
    assert not len(came)


def test_a_digest_tells_cells_apart_and_kept_ones_are_blank() -> None:
    first, second = ([written_cells(SALES["rep_id"], cells)] for cells in (["ab", "c"], ["a", "bc"]))
    assert digested(first, np.arange(2)) != digested(second, np.arange(2))
    assert digested(first, np.arange(0)) == ""
    assert not written_cells(SALES["rep_id"], [KEEP, None]).filled.any()
    assert not written_cells(SALES["revenue"], [KEEP, None]).filled.any()
