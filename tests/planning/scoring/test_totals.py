"""Totals: weighed exactly, shared out, ranked."""

from fractions import Fraction
from math import floor, nan

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scoring.totals import counted_of, measured_of, ranks_of, totals_of
from tests.planning.scoring.grading_cases import listed

Drawn = tuple[list[list[int | None]], list[int]]


def weights_of(*weights: float) -> list[Fraction]:
    return [Fraction(repr(weight)) for weight in weights]


def test_a_total_by_hand() -> None:
    score = np.array([[100.0, 80.0, 20.0], [100.0, nan, 20.0], [nan, nan, 20.0], [nan, nan, nan]])
    weights = weights_of(50, 30, 20)
    assert listed(totals_of(score, weights)) == [78, 77.14, 20, None]  # 5400 ÷ 70 = 77.142…
    measured, enough = measured_of(score, weights)
    assert (measured.tolist(), enough.tolist()) == ([1, 0.7, 0.2, 0], [True, True, False, False])
    assert [[round(part, 4) for part in row] for row in counted_of(score, weights).tolist()] == [
        [50, 30, 20],
        [71.4286, 0, 28.5714],
        [0, 0, 100],
        [0, 0, 0],
    ]


def test_totals_are_exact_where_floats_are_not() -> None:
    # half a hundredth is rounded up, ever so little less is not
    assert totals_of(np.array([[0.01, 0.0]]), weights_of(50, 50)).tolist() == [0.01]
    assert totals_of(np.array([[0.01, 0.0]]), weights_of(49.999999999999, 50.000000000001)).tolist() == [0.0]
    assert totals_of(np.array([[120.0] * 3]), [Fraction(100, 3)] * 3).tolist() == [120.0]


def test_weights_of_any_fineness_are_weighed() -> None:
    weights = [Fraction(100, 3) + Fraction(1, 10**17), Fraction(100, 3), Fraction(100, 3) - Fraction(1, 10**17)]
    assert totals_of(np.array([[120.0, 120.0, 120.0], [0.02, 0.01, 0.0]]), weights).tolist() == [120.0, 0.01]


def test_half_of_the_weights_is_enough() -> None:
    score = np.array([[1.0, nan], [nan, 1.0]])
    assert measured_of(score, weights_of(50, 50))[1].tolist() == [True, True]
    assert measured_of(score, weights_of(49.9999999, 50.0000001))[1].tolist() == [False, True]


def test_a_kpi_of_weight_zero_is_not_counted() -> None:
    score = np.array([[10.0, 90.0], [10.0, nan]])
    weights = weights_of(0, 100)
    assert listed(totals_of(score, weights)) == [90, None]
    assert counted_of(score, weights).tolist() == [[0, 100], [0, 0]]


def test_ranks_by_hand() -> None:
    assert ranks_of(np.array([nan, 50.0, 70.0, 50.0, 40.0, 70.0])).tolist() == [0, 3, 1, 3, 5, 1]
    assert ranks_of(np.array([nan])).tolist() == [0]
    assert ranks_of(np.array([5.0])).tolist() == [1]
    assert ranks_of(np.array([])).tolist() == []


totals = st.lists(st.none() | st.sampled_from([0.0, 99.99, 100.0, 100.01, 120.0]), max_size=12)


@given(totals)
@settings(max_examples=60)
def test_a_rank_counts_who_has_more(drawn: list[float | None]) -> None:
    found = ranks_of(np.array([nan if total is None else total for total in drawn], dtype=np.float64))
    known = [total for total in drawn if total is not None]
    assert found.tolist() == [0 if own is None else 1 + sum(total > own for total in known) for own in drawn]


@st.composite
def scored_reps(draw: st.DrawFn) -> Drawn:
    count = draw(st.integers(1, 5))
    row = st.lists(st.none() | st.integers(0, 12_000), min_size=count, max_size=count)
    weights = draw(st.lists(st.integers(0, 10**9), min_size=count, max_size=count).filter(any))
    return draw(st.lists(row, min_size=1, max_size=5)), weights


def arrays(drawn: Drawn) -> tuple[np.ndarray, list[Fraction]]:
    rows, weights = drawn
    score = np.array([[nan if value is None else value / 100 for value in row] for row in rows], dtype=np.float64)
    return score, [Fraction(weight * 100, sum(weights)) for weight in weights]


@given(scored_reps())
@settings(max_examples=60)
def test_totals_are_those_of_exact_arithmetic(drawn: Drawn) -> None:
    score, weights = arrays(drawn)
    for row, found in zip(drawn[0], listed(totals_of(score, weights)), strict=True):
        there = [(weight, value) for weight, value in zip(weights, row, strict=True) if value is not None]
        whole = sum(weight for weight, _ in there)
        if not whole:
            assert found is None
            continue
        exact = sum(weight * value for weight, value in there) / whole
        assert found == floor(exact + Fraction(1, 2)) / 100


@given(scored_reps())
@settings(max_examples=60)
def test_counted_weights_add_up_and_make_the_total(drawn: Drawn) -> None:
    score, weights = arrays(drawn)
    counted, total = counted_of(score, weights), totals_of(score, weights)
    assert (counted[np.isnan(score)] == 0).all()
    for parts, own, whole in zip(counted, np.nan_to_num(score), total, strict=True):
        if np.isnan(whole):
            assert not parts.any()
        else:
            assert abs(parts.sum() - 100) < 1e-9
            assert abs((own * parts).sum() / 100 - whole) <= 0.005 + 1e-9


@given(scored_reps(), st.data())
@settings(max_examples=40)
def test_the_order_of_reps_and_kpis_changes_no_total(drawn: Drawn, data: st.DataObject) -> None:
    score, weights = arrays(drawn)
    reps = data.draw(st.permutations(range(len(score))))
    kpis = data.draw(st.permutations(range(len(weights))))
    again = totals_of(score[reps][:, kpis], [weights[place] for place in kpis])
    assert listed(again) == listed(totals_of(score, weights)[reps])
