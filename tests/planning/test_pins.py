"""Sharing with pins: what holds, what gives way, and what would be without one's own pin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.apportion import UNBOUNDED, apportion
from salesplan.planning.arrays import sums_of
from salesplan.planning.pins import NOT_PINNED, Groups, share

AMOUNTS = st.integers(0, 40).map(lambda units: units * 50)


@st.composite
def cases(draw: st.DrawFn) -> Groups:
    """Draw groups with weights, bounds and pins, feasible or not."""
    count = draw(st.integers(1, 3))
    of = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=9))
    of = [*of, *range(count)]
    size = len(of)
    lower = np.array(draw(st.lists(st.integers(0, 6).map(lambda n: n * 100), min_size=size, max_size=size)))
    room = draw(st.lists(st.sampled_from([0, 100, 500, UNBOUNDED]), min_size=size, max_size=size))
    return Groups(
        totals=np.array(draw(st.lists(AMOUNTS, min_size=count, max_size=count))),
        of=np.array(of),
        weights=np.array(draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)), dtype=np.float64),
        lower=lower,
        upper=np.array(
            [UNBOUNDED if more == UNBOUNDED else low + more for low, more in zip(lower.tolist(), room, strict=True)]
        ),
        pins=np.array(draw(st.lists(st.one_of(st.just(NOT_PINNED), AMOUNTS), min_size=size, max_size=size))),
    )


def without(groups: Groups, place: int) -> Groups:
    """Clear one pin."""
    pins = groups.pins.copy()
    pins[place] = NOT_PINNED
    return Groups(groups.totals, groups.of, groups.weights, groups.lower, groups.upper, pins)


@given(cases())
def test_groups_add_up_unless_pins_alone_miss_the_total(groups: Groups) -> None:
    shared = share(groups, 100)
    assert (sums_of(shared.final, groups.of, groups.totals.size) == groups.totals + shared.pins_off).all()


@given(cases())
def test_pins_hold(groups: Groups) -> None:
    final = share(groups, 100).final
    assert (final[groups.pinned] == groups.pins[groups.pinned]).all()
    assert (final >= 0).all()


@given(cases())
def test_bounds_hold_unless_said_otherwise(groups: Groups) -> None:
    shared = share(groups, 100)
    holds = (shared.bounds_off == 0) & (shared.pins_off == 0)
    free = ~groups.pinned & holds[groups.of]
    assert (shared.final[free] >= groups.lower[free]).all()
    assert (shared.final[free] <= groups.upper[free]).all()


@given(cases())
def test_bounds_give_way_by_as_little_as_possible_and_to_one_side(groups: Groups) -> None:
    shared = share(groups, 100)
    below = np.maximum(groups.lower - shared.final, 0)
    above = np.maximum(shared.final - groups.upper, 0)
    free = ~groups.pinned
    for group, off in enumerate(shared.bounds_off.tolist()):
        mine = free & (groups.of == group)
        if not shared.pins_off[group]:
            assert int(above[mine].sum() - below[mine].sum()) == off
            assert not (above[mine].any() and below[mine].any())


@given(cases())
def test_proposed_is_what_clearing_ones_own_pin_gives(groups: Groups) -> None:
    proposed = share(groups, 100).proposed
    for place in range(groups.of.size):
        assert proposed[place] == share(without(groups, place), 100).final[place]


@given(cases())
def test_a_pin_moves_nobody_in_other_groups(groups: Groups) -> None:
    shared = share(groups, 100)
    for place in np.flatnonzero(groups.pinned).tolist():
        others = groups.of != groups.of[place]
        assert (share(without(groups, place), 100).final[others] == shared.final[others]).all()


def members(total: int, weights: list[float], pins: list[int], **bounds: list[int]) -> Groups:
    size = len(weights)
    return Groups(
        np.array([total]),
        np.zeros(size, dtype=np.int64),
        np.array(weights, dtype=np.float64),
        np.array(bounds.get("lower", [0] * size)),
        np.array(bounds.get("upper", [UNBOUNDED] * size)),
        np.array(pins),
    )


def test_an_odd_pin_makes_its_group_finer_so_that_it_adds_up() -> None:
    shared = share(members(1_000, [1, 1, 1], [NOT_PINNED, 325, NOT_PINNED]), 100)
    assert shared.final.tolist() == [350, 325, 325]
    assert shared.proposed[1] == 300  # without the odd pin the unit is 100 again


def test_pins_beyond_the_total_hold_and_the_others_get_nothing() -> None:
    shared = share(members(1_000, [1, 1, 1], [700, 600, NOT_PINNED], lower=[0, 0, 200]), 100)
    assert shared.final.tolist() == [700, 600, 0]
    assert shared.pins_off.tolist() == [300]
    assert shared.bounds_off.tolist() == [0]  # said once: the floor gives way because of the pins


def test_when_all_are_pinned_the_shortfall_is_said() -> None:
    shared = share(members(1_000, [1, 1], [300, 600]), 100)
    assert shared.final.tolist() == [300, 600]
    assert shared.proposed.tolist() == [400, 700]
    assert shared.pins_off.tolist() == [-100]


def test_floors_above_the_total_shrink_in_proportion() -> None:
    shared = share(members(900, [1, 9], [NOT_PINNED] * 2, lower=[1_000, 500]), 100)
    assert shared.final.tolist() == [600, 300]
    assert shared.bounds_off.tolist() == [-600]


def test_caps_below_the_total_stretch_in_proportion() -> None:
    shared = share(members(3_000, [1, 9], [NOT_PINNED] * 2, upper=[1_000, 500]), 100)
    assert shared.final.tolist() == [2_000, 1_000]
    assert shared.bounds_off.tolist() == [1_500]


def test_thousands_of_pins_in_one_group() -> None:
    size = 1_000
    pins = np.where(np.arange(size) % 2, NOT_PINNED, 700)
    shared = share(members(size * 1_000, [1.0] * size, pins.tolist()), 100)
    assert shared.final.sum() == size * 1_000
    expected = apportion((size * 1_000 - (size // 2 - 1) * 700) // 100, np.ones(size // 2 + 1))[0] * 100
    assert shared.proposed[0] == expected


def test_many_pins_are_solved_a_run_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = members(10_000, [1, 2, 3, 4, 5, 6], [NOT_PINNED, 800, 1_300, NOT_PINNED, 2_100, 700])
    at_once = share(groups, 100).proposed.tolist()
    monkeypatch.setattr("salesplan.planning.pins._CHUNK", 4)
    assert share(groups, 100).proposed.tolist() == at_once
