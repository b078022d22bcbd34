"""Money as whole numbers."""

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.money import (
    GRAINS,
    MILLION,
    AmountsTooLarge,
    grown,
    over_children,
    refuse_overflow,
    whole_parts,
)

RATES = st.integers(-900_000, 10 * MILLION)


@given(st.integers(0, 10**14), RATES, st.sampled_from([1, 7, 100, 10_000]))
def test_growing_is_exact_and_rounds_halves_up(amount: int, rate: int, unit: int) -> None:
    exact = Fraction(amount * (MILLION + rate), MILLION * unit)
    assert int(grown(np.array([amount]), rate, unit)[0]) == floor(exact + Fraction(1, 2)) * unit


@given(st.integers(0, 10**15), RATES, st.sampled_from([1, 100, 10_000]))
def test_taking_over_assignment_off_is_exact(amount: int, rate: int, unit: int) -> None:
    exact = Fraction(amount * MILLION, (MILLION + rate) * unit)
    assert over_children(np.array([amount]), rate, unit, up=True).tolist() == [ceil(exact) * unit]
    assert over_children(np.array([amount]), rate, unit, up=False).tolist() == [floor(exact) * unit]


@given(st.lists(st.integers(-(10**30) // 10**14, 10**16), max_size=30))
def test_rounded_parts_add_up_to_the_rounded_total(parts: list[int]) -> None:
    rounded = whole_parts(parts, GRAINS)
    assert rounded.sum() == floor(Fraction(sum(parts), GRAINS) + Fraction(1, 2))
    assert all(abs(Fraction(part, GRAINS) - int(whole)) < 1 for part, whole in zip(parts, rounded, strict=True))


@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), st.booleans()), max_size=20))
def test_parts_rounded_before_are_rounded_alike_again(drawn: list[tuple[int, bool]]) -> None:
    parts = [part for part, _ in drawn]
    before = whole_parts(parts, GRAINS).tolist()
    assert whole_parts(parts, GRAINS, before).tolist() == before
    like = [whole if known else None for whole, (_, known) in zip(before, drawn, strict=True)]
    assert whole_parts(parts, GRAINS, like).tolist() == before


def test_sums_that_could_overflow_are_refused() -> None:
    refuse_overflow(np.array([2**61, -(2**60)]))
    with pytest.raises(AmountsTooLarge, match="in thousands"):
        refuse_overflow(np.array([2**61, -(2**61)]))
