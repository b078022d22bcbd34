"""One-way apportionment: what it promises, and a brute-force oracle."""

from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salesplan.planning.apportion import LARGEST_TOTAL, UNBOUNDED, CannotApportion, apportion

WEIGHTS = st.lists(st.integers(0, 60), min_size=1, max_size=7)


@st.composite
def bounded_cases(draw: st.DrawFn) -> tuple[int, list[int], list[int], list[int]]:
    """Draw a total, weights, lower and upper bounds that can be kept."""
    weights = draw(WEIGHTS)
    lower = draw(st.lists(st.integers(0, 9), min_size=len(weights), max_size=len(weights)))
    room = draw(st.lists(st.integers(0, 15), min_size=len(weights), max_size=len(weights)))
    upper = [low + more for low, more in zip(lower, room, strict=True)]
    return draw(st.integers(sum(lower), sum(upper))), weights, lower, upper


def one_at_a_time(total: int, weights: list[int], lower: list[int], upper: list[int]) -> list[int]:
    """Webster's method by rank index, in fractions: the next unit goes to the smallest (x + ½) / w."""
    given_ = list(lower)
    for _ in range(total - sum(lower)):
        open_ = [place for place, units in enumerate(given_) if units < upper[place]]
        weighty = [place for place in open_ if weights[place]]
        ranked = weighty or open_
        best = min(
            ranked, key=lambda place: (Fraction(2 * given_[place] + 1, weights[place] or 1), -weights[place], place)
        )
        given_[best] += 1
    return given_


@given(bounded_cases())
def test_agrees_with_giving_one_unit_at_a_time(case: tuple[int, list[int], list[int], list[int]]) -> None:
    total, weights, lower, upper = case
    assert apportion(total, weights, lower, upper).tolist() == one_at_a_time(*case)


@given(bounded_cases())
def test_the_sum_is_exact_and_bounds_are_kept(case: tuple[int, list[int], list[int], list[int]]) -> None:
    total, weights, lower, upper = case
    shares = apportion(total, weights, lower, upper)
    assert shares.sum() == total
    assert (shares >= lower).all()
    assert (shares <= upper).all()


@given(bounded_cases())
def test_weight_zero_waits_until_all_others_are_full(case: tuple[int, list[int], list[int], list[int]]) -> None:
    total, weights, lower, upper = case
    shares = apportion(total, weights, lower, upper).tolist()
    moved = any(share > low for share, low, weight in zip(shares, lower, weights, strict=True) if not weight)
    full = all(share == most for share, most, weight in zip(shares, upper, weights, strict=True) if weight)
    assert full or not moved


@given(bounded_cases(), st.sampled_from([0.1, 3.0, 0.7, 2.0**40, 2.0**-300, 1e100]))
def test_the_scale_of_weights_changes_nothing(case: tuple[int, list[int], list[int], list[int]], factor: float) -> None:
    total, weights, lower, upper = case
    scaled = [weight * factor for weight in weights]
    assert apportion(total, scaled, lower, upper).tolist() == apportion(total, weights, lower, upper).tolist()


@given(bounded_cases(), st.randoms())
def test_the_order_of_members_changes_nothing(
    case: tuple[int, list[int], list[int], list[int]], random: Random
) -> None:
    total, weights, lower, upper = case
    order = random.sample(range(len(weights)), len(weights))
    mixed = apportion(total, *(np.array(column)[order] for column in (weights, lower, upper)), keys=order)
    assert mixed.tolist() == apportion(total, weights, lower, upper)[order].tolist()


@given(st.lists(st.integers(1, 12), min_size=2, max_size=7), st.sampled_from([0.1, 3.0, 0.7, 7.3, 1e-9]), st.randoms())
def test_ties_follow_the_rule_in_any_order_and_scale(weights: list[int], factor: float, random: Random) -> None:
    """Every total from 0 to 60 is split, each in a group of its own."""
    expected = [[0] * len(weights)]
    for total in range(1, 61):
        expected.append(one_at_a_time(total, weights, expected[-1], [total] * len(weights)))
    groups, places = np.indices((61, len(weights))).reshape(2, -1)
    order = np.array(random.sample(range(groups.size), groups.size))
    scaled = (np.array(weights) * factor)[places]
    mixed = apportion(np.arange(61), scaled[order], groups=groups[order], keys=places[order])
    assert mixed.tolist() == np.array(expected).ravel()[order].tolist()


@given(bounded_cases())
def test_a_larger_total_lowers_nobody(case: tuple[int, list[int], list[int], list[int]]) -> None:
    total, weights, lower, upper = case
    assume(total < sum(upper))
    more = apportion(total + 1, weights, lower, upper)
    assert (more >= apportion(total, weights, lower, upper)).all()


@given(WEIGHTS, st.integers(0, 500))
def test_a_larger_weight_never_gets_less(weights: list[int], total: int) -> None:
    shares = apportion(total, weights)
    by_weight = sorted(zip(weights, shares.tolist(), strict=True))
    ordered = [share for weight, share in by_weight if weight]
    assert ordered == sorted(ordered)


@given(WEIGHTS, st.integers(0, 500), st.data())
def test_raising_a_weight_lowers_not_its_share(weights: list[int], total: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(weights) - 1))
    assume(any(weights))
    raised = list(weights)
    raised[place] += data.draw(st.integers(1, 30))
    assert apportion(total, raised)[place] >= apportion(total, weights)[place]


@given(WEIGHTS, st.integers(0, 10**12))
def test_splitting_again_by_the_result_gives_the_result(weights: list[int], total: int) -> None:
    shares = apportion(total, weights)
    assert apportion(total, shares).tolist() == shares.tolist()


@given(st.lists(bounded_cases(), min_size=1, max_size=6), st.randoms())
def test_groups_are_split_as_if_alone(cases: list[tuple[int, list[int], list[int], list[int]]], random: Random) -> None:
    groups = np.repeat(np.arange(len(cases)), [len(case[1]) for case in cases])
    columns = [
        np.concatenate([case[1] for case in cases]),
        np.concatenate([case[2] for case in cases]),
        np.concatenate([case[3] for case in cases]),
    ]
    order = np.array(random.sample(range(groups.size), groups.size))
    totals = [case[0] for case in cases]
    together = apportion(totals, *(column[order] for column in columns), groups=groups[order], keys=order)
    alone = np.concatenate([apportion(*case) for case in cases])
    assert together.tolist() == alone[order].tolist()


@pytest.mark.parametrize("total", [LARGEST_TOTAL, LARGEST_TOTAL - 1, 999_999_999_999_999])
def test_the_largest_totals_add_up(total: int) -> None:
    weights = np.random.default_rng(1).lognormal(0, 3, 1000)
    assert apportion(total, weights).sum() == total


def test_ties_go_to_the_larger_weight_then_to_the_smaller_key() -> None:
    assert apportion(1, [1, 1]).tolist() == [1, 0]
    assert apportion(1, [1, 1], keys=[2, 1]).tolist() == [0, 1]
    assert apportion(2, [1, 3]).tolist() == [0, 2]  # both stand at a threshold of 1/2: 0.5/1 and 1.5/3


def test_a_unit_that_rounding_gave_away_early_still_follows_the_rule() -> None:
    assert apportion(35, [2, 7, 9, 10]).tolist() == [2, 9, 11, 13]  # 2.5/2 = 12.5/10
    assert apportion(35, [9, 7, 10, 2], keys=[2, 1, 3, 0]).tolist() == [11, 9, 13, 2]


@pytest.mark.parametrize("factor", [1.0, 7.3])
def test_two_tied_members_agree_on_every_scale(factor: float) -> None:
    assert apportion(54, [6 * factor, 2 * factor]).tolist() == [41, 13]  # 40.5/6 = 13.5/2


@pytest.mark.parametrize("factor", [0.7, 1 / 3])
def test_ties_stay_ties_when_weights_are_scaled(factor: float) -> None:
    """Scaling moves thresholds by a bit or two; every small case is tried, each a group of its own."""
    cases = np.array(list(product(range(1, 6), range(1, 6), range(1, 8), range(1, 9))))
    weights, totals = cases[:, :3].ravel(), cases[:, 3]
    groups = np.repeat(np.arange(totals.size), 3)
    scaled = apportion(totals, weights * factor, groups=groups)
    assert scaled.tolist() == apportion(totals, weights, groups=groups).tolist()


def test_a_hair_is_no_tie() -> None:
    assert apportion(2, [1, 3 - 1e-8]).tolist() == [1, 1]


def test_a_small_weight_gets_its_share_and_a_negligible_one_nothing() -> None:
    assert apportion(10**12, [1.0, 1e-9]).tolist() == [10**12 - 1000, 1000]
    with np.errstate(all="raise"):
        assert apportion(10, [1.0, 5e-324]).tolist() == [10, 0]


def test_without_weights_all_share_evenly() -> None:
    assert apportion(5, [0, 0, 0]).tolist() == [2, 2, 1]


def test_no_bound_is_as_good_as_a_huge_one() -> None:
    assert apportion(100, [1, 2], [0, 0], [UNBOUNDED, UNBOUNDED]).tolist() == apportion(100, [1, 2]).tolist()


def test_nothing_to_split_is_no_problem() -> None:
    assert apportion(0, []).tolist() == []
    assert apportion([0, 3], [1.0], groups=[1]).tolist() == [3]


@pytest.mark.parametrize(
    ("total", "weights", "lower", "upper", "words"),
    [
        (10, [1, 1], [0, 0], [4, 5], "more than its members may get, 9"),
        (1, [1, 1], [1, 1], [4, 5], "less than its members must get, 2"),
        (5, [1, 1], [3, 0], [2, 9], "above its upper bound"),
        (5, [1, -1], None, None, "negative or no number"),
        (5, [1, float("nan")], None, None, "negative or no number"),
        (5, [1, 1], [-1, 0], None, "lower bound is negative"),
        (-5, [1, 1], None, None, "outside 0 to"),
        (LARGEST_TOTAL + 1, [1, 1], None, None, "outside 0 to"),
        (5, [], None, None, "no members"),
    ],
)
def test_what_cannot_be_split_is_refused(
    total: int, weights: list[float], lower: list[int] | None, upper: list[int] | None, words: str
) -> None:
    with pytest.raises(CannotApportion, match=words):
        apportion(total, weights, lower, upper)


def test_each_of_many_groups_adds_up() -> None:
    groups = np.repeat(np.arange(100_000), 5)
    random = np.random.default_rng(1)
    totals = random.integers(0, 10**6, 100_000)
    shares = apportion(totals, random.lognormal(0, 1, groups.size), groups=groups)
    assert (np.add.reduceat(shares, np.arange(0, groups.size, 5)) == totals).all()
