"""Points: targets, ratios and the lines between floor, target and cap."""

from fractions import Fraction
from math import floor, inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scoring.kpis import read_kpis, usual_kpis
from salesplan.planning.scoring.points import ratios, scores, targets_of
from tests.planning.scoring.grading_cases import kpi, kpis_of, listed


def points(actual: float, target: float | None, **rest: Any) -> tuple[float | None, float | None]:
    """Give ratio and score of one actual."""
    kpis = kpis_of(kpi("nps", 100, target, **rest))
    values = np.array([[actual]])
    ratio = ratios(kpis, values, targets_of(kpis, values, 1))
    return listed(ratio)[0][0], listed(scores(kpis, ratio))[0][0]


@pytest.mark.parametrize(
    ("actual", "score"),
    [(-3, 0), (0, 0), (50, 0), (60, 20), (75, 50), (99.99, 99.98), (100, 100), (101, 101), (110, 110), (120, 120)],
)
def test_straight_lines_between_floor_target_and_cap(actual: float, score: float) -> None:
    assert points(actual, 100, floor=0.5, cap=1.2) == (actual / 100, score)


def test_flat_above_the_cap_and_without_a_floor_from_nothing() -> None:
    assert points(500, 100, cap=1.5) == (5, 120)
    assert points(125, 100, cap=1.5) == (1.25, 110)
    assert points(25, 100) == (0.25, 25)


def test_halves_are_rounded_up_whatever_binary_fractions_say() -> None:
    assert points(50.125, 100)[1] == 50.13
    assert points(0.50125, 1)[1] == 50.13
    assert points(1.005, 100)[1] == 1.01  # 1.005 is a little less in binary
    assert points(1.0049, 100)[1] == 1.0


@pytest.mark.parametrize(
    ("actual", "target", "ratio", "score"),
    [(4, 4, 1, 100), (8, 4, 0.5, 50), (2, 4, 2, 120), (0, 4, inf, 120), (-1, 4, inf, 120), (1e9, 4, 4e-9, 0)],
)
def test_lower_is_better(actual: float, target: float, ratio: float, score: float) -> None:
    assert points(actual, target, direction="lower") == (ratio, score)


def test_a_target_of_zero() -> None:
    assert points(3, 0) == (None, None)
    assert points(0, 0) == (None, None)
    assert points(0, 0, direction="lower") == (1, 100)
    assert points(-2, 0, direction="lower") == (1, 100)
    assert points(0.1, 0, direction="lower") == (0, 0)


def test_no_data_has_no_points() -> None:
    assert points(nan, 5) == points(nan, 0, direction="lower") == points(nan, None) == (None, None)


def test_targets() -> None:
    kpis = kpis_of(
        kpi("growth", 20, 0.1),
        kpi("new_customers", 20, 2),
        kpi("active_customers", 20),
        kpi("nps", 20),
        kpi("loss", 20, unit="per_month"),
    )
    actual = np.array([[0, 0, 7, nan, -9], [0, 0, nan, nan, -5], [0, 0, 1, nan, 4], [0, 0, 2, nan, -4]], dtype=float)
    assert listed(targets_of(kpis, actual, 3)) == [0.1, 6, 2, None, 0]  # the median of -9, -5, -4, 4 is below 0
    assert listed(targets_of(kpis, actual[:0], 1)) == [0.1, 2, None, None, None]


def test_one_rep_alone_is_its_own_median() -> None:
    assert points(37, None) == (1, 100)
    assert points(37, None, direction="lower") == (1, 100)
    assert points(0, None) == (1, 100)


def test_a_median_of_zero_has_ratios_though_a_zero_that_is_typed_has_none() -> None:
    actual = np.array([[0.0], [0.0], [0.5], [nan]])
    for target, direction, ratio, score in (
        (None, "higher", [1, 1, inf, None], [100, 100, 120, None]),
        (0, "higher", [None] * 4, [None] * 4),
        (None, "lower", [1, 1, 0, None], [100, 100, 0, None]),
    ):
        kpis = kpis_of(kpi("nps", 100, target, direction=direction))
        found = ratios(kpis, actual, targets_of(kpis, actual, 1))
        assert listed(found[:, 0]) == ratio
        assert listed(scores(kpis, found)[:, 0]) == score


def test_growth_as_it_ships_earns_nothing_at_0_and_the_most_at_twice_its_target() -> None:
    shipped, _ = read_kpis(usual_kpis())
    assert shipped is not None
    place = shipped.folded.index("growth")
    assert (shipped.floor[place], shipped.cap[place]) == (0, 2)
    for actual, score in ((-0.05, 0), (0, 0), (0.05, 50), (0.1, 100), (0.15, 110), (0.2, 120), (0.5, 120)):
        ratio = ratios(shipped, np.full((1, len(shipped)), actual), shipped.target)
        assert scores(shipped, ratio)[0, place] == score


whole = st.integers(-50, 400)


@given(whole, st.integers(1, 200), st.integers(0, 99), st.integers(101, 300), st.booleans())
@settings(max_examples=60)
def test_scores_are_those_of_exact_arithmetic(actual: int, target: int, low: int, high: int, lower: bool) -> None:
    found = points(actual, target, floor=low / 100, cap=high / 100, direction="lower" if lower else "higher")[1]
    if lower and actual <= 0:
        assert found == 120
        return
    ratio = Fraction(target, actual) if lower else Fraction(actual, target)
    zero, cap = Fraction(low, 100), Fraction(high, 100)
    line = 100 * (ratio - zero) / (1 - zero) if ratio < 1 else 100 + 20 * (ratio - 1) / (cap - 1)
    exact = min(max(line, Fraction(0)), Fraction(120))
    assert found == float(Fraction(floor(exact * 100 + Fraction(1, 2)), 100))


amounts = st.floats(-1e12, 1e12)


@given(amounts, amounts, st.floats(0, 1e12), st.floats(0, 0.99), st.floats(1.01, 10), st.booleans())
@settings(max_examples=60)
def test_a_better_actual_never_scores_less(
    one: float, other: float, target: float, low: float, high: float, lower: bool
) -> None:
    rest = {"floor": low, "cap": high, "direction": "lower" if lower else "higher"}
    worse, better = sorted((one, other), reverse=lower)
    less, more = points(worse, target, **rest)[1], points(better, target, **rest)[1]
    if less is None or more is None:
        assert (less, more, target, lower) == (None, None, 0, False)
    else:
        assert 0 <= less <= more <= 120
