"""Sensitivity: who would stand where if a weight were another."""

from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.sensitivity import moved_weights, rank_sensitivity
from salesplan.tables.scorecard import RANK_SENSITIVITY
from tests.planning.scoring.grading_cases import kpi, scored


def rows_of(graded: Graded, names: list[str] | None = None, language: str = "en") -> list[list[Any]]:
    """Give the rows, without the period, which is the same in all."""
    table = rank_sensitivity(graded, names or list(graded.facts.reps.rep_id), language)
    assert set(table["period"]) <= {graded.facts.period.name}
    return [list(row) for row in table.drop(columns="period").itertuples(index=False)]


def test_a_narrow_lead_hangs_on_a_weight() -> None:
    graded, _ = scored([kpi("a", 50, 10), kpi("b", 50, 10)], [[10, 8], [7, 11], [1, 1]])
    assert graded.total.tolist() == [90, 90, 10]
    assert rows_of(graded, ["Ana", "Bo", "Cy"]) == [
        ["a", "a", -5, 50, "Bo", "yes", 1, 1],  # 0.45 · 100 + 0.55 · 80 = 89 against 92
        ["a", "a", 5, 50, "Ana", "yes", 1, 1],
        ["b", "b", -5, 50, "Ana", "yes", 1, 1],
        ["b", "b", 5, 50, "Bo", "yes", 1, 1],
    ]


def test_a_wide_lead_does_not() -> None:
    graded, _ = scored([kpi("a", 60, 10), kpi("b", 40, 10)], [[10, 10], [1, 1]])
    assert [row[4:] for row in rows_of(graded)] == [["R-01", "no", 0, 0]] * 4


def test_weights_stay_within_0_and_100() -> None:
    graded, _ = scored([kpi("a", 97, 10), kpi("b", 3, 10), kpi("c", 0, 10)], [[10, 10, 1]])
    assert [row[:4] for row in rows_of(graded)] == [
        ["a", "a", -5, 97],
        ["a", "a", 3, 97],
        ["b", "b", -3, 3],
        ["b", "b", 5, 3],
    ]


def test_one_kpi_alone_cannot_move() -> None:
    graded, _ = scored([kpi("a", 100, 10), kpi("b", 0, 10)], [[10, 1]])
    table = rank_sensitivity(graded, ["Ana"])
    assert (len(table), tuple(table.columns)) == (0, RANK_SENSITIVITY.keys)


def test_columns_and_types() -> None:
    graded, _ = scored([kpi("collection", 50, 1), kpi("b", 50, 10)], [[1, 1]])
    for table in (rank_sensitivity(graded, ["Ana"], "zh-Hans"), rank_sensitivity(graded, ["Ana"], "zh-Hans").iloc[:0]):
        assert {key: str(dtype) for key, dtype in table.dtypes.items()} == {
            "period": "str",
            "kpi": "str",
            "label": "str",
            "moved": "float64",
            "weight": "float64",
            "top": "str",
            "top_changes": "str",
            "ranks_changed": "Int64",
            "largest": "Int64",
        }
    assert rows_of(graded, language="zh-Hans")[0][:2] == ["collection", "回款率"]


def test_many_who_share_the_first_rank_are_counted() -> None:
    graded, _ = scored([kpi("a", 50, 10), kpi("b", 50, 10)], [[9, 9]] * 7)
    assert rows_of(graded)[0][4] == "R-01, R-02, R-03, R-04, R-05 and 2 more"
    assert rows_of(graded, language="zh-Hant")[0][4] == "R-01, R-02, R-03, R-04, R-05，另有 2 人"


def test_reps_without_a_total_stay_without() -> None:
    # R-02 has 47 of 100: moving b up would make it 52
    graded, _ = scored([kpi("a", 53, 10), kpi("b", 47, 10)], [[5, 5], [None, 12]])
    assert graded.rank.tolist() == [1, 0]
    assert [row[4:] for row in rows_of(graded)] == [["R-01", "no", 0, 0]] * 4


def test_nobody_is_first_where_nobody_has_a_total() -> None:
    graded, _ = scored([kpi("a", 53, 10), kpi("b", 47, 10)], [[None, None]])
    assert [row[4:] for row in rows_of(graded)] == [["", "no", 0, 0]] * 4
    assert [row[4:] for row in rows_of(scored([kpi("a", 53, 10), kpi("b", 47, 10)], [])[0])] == [["", "no", 0, 0]] * 4


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6).filter(lambda parts: sum(map(bool, parts)) > 1), st.data())
@settings(max_examples=40)
def test_moved_weights_add_up_and_keep_their_proportion(parts: list[int], data: st.DataObject) -> None:
    weights = [Fraction(part * 100, sum(parts)) for part in parts]
    place = data.draw(st.integers(0, len(weights) - 1))
    moved = data.draw(st.fractions(-weights[place], 100 - weights[place]))
    found = moved_weights(weights, place, moved)
    assert sum(found) == 100
    assert min(found) >= 0
    assert found[place] - weights[place] == moved
    others = [(new, old) for spot, (new, old) in enumerate(zip(found, weights, strict=True)) if spot != place]
    assert all(a * d == c * b for a, b in others for c, d in others)


def by_hand(graded: Graded, place: int, moved: float) -> list[int]:
    """Rank anew with fractions, rep by rep."""
    weights = moved_weights(graded.kpis.weights, place, Fraction(moved))
    totals = []
    for row, total in zip(graded.score.tolist(), graded.total.tolist(), strict=True):
        there = [(w, Fraction(round(s * 100))) for w, s in zip(weights, row, strict=True) if s == s]
        counts = total == total
        whole = sum(weight for weight, _ in there)
        totals.append(floor(sum(w * s for w, s in there) / whole + Fraction(1, 2)) if counts else None)
    known = [total for total in totals if total is not None]
    return [0 if own is None else 1 + sum(total > own for total in known) for own in totals]


@given(
    st.lists(st.lists(st.none() | st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from([(40, 35, 25), (33.33, 33.33, 33.34), (96, 2, 2), (50, 50, 0)]),
)
@settings(max_examples=40)
def test_ranks_are_those_of_exact_arithmetic(actual: list[list[int | None]], weights: tuple[float, ...]) -> None:
    graded, _ = scored([kpi(f"k{place}", weight, 10) for place, weight in enumerate(weights)], actual)
    for row in rows_of(graded):
        ranks = np.array(by_hand(graded, int(row[0][1:]), row[2]))
        change = np.abs(ranks - graded.rank)
        first = np.flatnonzero(ranks == 1).tolist()
        assert row[4].split(", ")[0] == (f"R-{first[0] + 1:02}" if first else "")
        assert row[5] == ("no" if first == np.flatnonzero(graded.rank == 1).tolist() else "yes")
        assert row[6:] == [np.count_nonzero(change), change.max()]
