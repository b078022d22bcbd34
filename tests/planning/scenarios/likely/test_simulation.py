"""The company's year, drawn: against what can be computed, and the same to the last digit however it is asked for."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from math import isnan, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scenarios.likely import simulation as module
from salesplan.planning.scenarios.likely.lognormal import chance, quantile
from salesplan.planning.scenarios.likely.simulation import Case, Likely, Simulation, simulate
from salesplan.planning.settings import UnusableSetting

DRAWS = 4_000


def case(expected: Sequence[int], spread: Sequence[float], quota: Sequence[int], target: int | None = None) -> Case:
    """Give a case of reps R-0, R-1 …"""
    return Case(
        keys=tuple(f"r-{number}" for number in range(len(expected))),
        expected=np.array(expected, dtype=np.int64),
        spread=np.array(spread, dtype=np.float64),
        quota=np.array(quota, dtype=np.int64),
        target=sum(quota) if target is None else target,
        is_rep=np.ones(len(expected), dtype=np.bool_),
    )


def many(count: int, *, more: float = 1.0) -> Case:
    known = np.random.default_rng(count)
    expected = known.integers(10**5, 10**8, count)
    return case(expected.tolist(), known.uniform(0.05, 0.6, count).tolist(), (expected * more).round().tolist())


def permuted(known: Case, order: Sequence[int]) -> Case:
    places = np.array(order)
    arrays = {name: getattr(known, name)[places] for name in ("expected", "spread", "quota", "is_rep")}
    return replace(known, keys=tuple(known.keys[place] for place in order), **arrays)


def only(known: Case, draws: int = DRAWS, **more: Any) -> Likely:
    (found,) = simulate([known], Simulation(draws=draws, **more))
    return found


@pytest.mark.parametrize("correlation", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("quota", [80, 100, 125])
def test_one_rep_agrees_with_the_closed_form(correlation: float, quota: int) -> None:
    one = case([100_000], [0.3], [quota * 1000])
    found = only(one, draws=20_000, correlation=correlation)
    exact = float(chance(one.expected, one.spread, one.quota)[0])
    assert found.share_at_quota == pytest.approx(exact)
    assert abs(found.chance - exact) < 3 * sqrt(exact * (1 - exact) / 20_000)
    assert abs(found.mean - 100_000) < 3 * 100_000 * sqrt(np.expm1(0.09) / 20_000)
    for share, drawn in zip((0.1, 0.25, 0.5, 0.75, 0.9), astuple(found)[2:7], strict=True):
        assert drawn == pytest.approx(quantile(one.expected, one.spread, share)[0], rel=0.02)


def test_independent_reps_add_up_as_their_moments_do() -> None:
    reps = case([10**7] * 200, [0.5] * 200, [10**7] * 200)
    found = only(reps, correlation=0.0)
    total, deviation = 200 * 10**7, 10**7 * sqrt(200 * np.expm1(0.25))
    assert abs(found.mean - total) < 3 * deviation / sqrt(DRAWS)
    spread = (found.p90 - found.p10) / 2 / NormalDist().inv_cdf(0.9)
    assert spread == pytest.approx(deviation, rel=0.06)


def test_reps_who_share_all_luck_move_as_one() -> None:
    reps = case([10**6, 3 * 10**6], [0.2, 0.2], [10**6, 3 * 10**6])
    found, one = only(reps, correlation=1.0), only(case([4 * 10**6], [0.2], [4 * 10**6]), correlation=1.0)
    assert found.chance == one.chance
    assert found.p90 == pytest.approx(one.p90, abs=4)
    assert (found.share_p10, found.share_p90) == (0, 1)


def test_the_market_widens_the_company_and_not_the_reps() -> None:
    calm, wild = (only(many(60), correlation=correlation) for correlation in (0.0, 0.8))
    assert wild.p90 - wild.p10 > 3 * (calm.p90 - calm.p10)
    assert wild.share_at_quota == calm.share_at_quota
    assert wild.share_p90 - wild.share_p10 > calm.share_p90 - calm.share_p10


def test_the_share_at_quota_is_counted_around_its_mean() -> None:
    reps = many(80, more=0.95)
    found = only(reps)
    assert found.share_p10 < found.share_at_quota < found.share_p90
    assert found.share_at_quota == pytest.approx(chance(reps.expected, reps.spread, reps.quota).mean(), rel=1e-12)
    assert found.share_p10 * 80 == round(found.share_p10 * 80)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(12)), st.integers(100, 333))
def test_the_same_seed_gives_the_same_to_the_last_digit_in_any_order(order: "list[int]", draws: int) -> None:
    reps = many(12)
    assert only(permuted(reps, order), draws=draws) == only(reps, draws=draws)


def test_the_same_in_any_order_of_many_members_and_blocks() -> None:
    reps = many(300)
    order = np.random.default_rng(3).permutation(300).tolist()
    assert only(permuted(reps, order), draws=1_001) == only(reps, draws=1_001)


def test_a_case_has_the_same_figures_alone_and_beside_others() -> None:
    reps, others = many(150), [many(150, more=1.1), many(170), case([5], [0.1], [5])]
    spreads = replace(reps, spread=reps.spread * 1.01)
    together = simulate([*others, reps, spreads, reps], Simulation(draws=500))
    assert together[3] == together[5] == only(reps, draws=500)
    assert together[4] == only(spreads, draws=500) != together[3]
    assert together[2] == only(others[2], draws=500)


def test_many_cases_and_draws_are_worked_off_in_parts_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [many(20, more=1 + number / 10) for number in range(5)]
    whole = simulate(cases, Simulation(draws=400))
    monkeypatch.setattr(module, "_NUMBERS", 1_600)  # two cases at a time, four members at a time
    told: list[tuple[int, int]] = []
    assert simulate(cases, Simulation(draws=400), lambda done, count: told.append((done, count))) == whole
    assert told == [(done, 15) for done in range(1, 16)]


def test_another_seed_gives_other_figures() -> None:
    assert only(many(5), seed=1) != only(many(5), seed=2)


def test_a_rep_more_leaves_the_luck_of_the_others_alone() -> None:
    reps = many(10)
    hired = case([*reps.expected.tolist(), 0], [*reps.spread.tolist(), 0.2], [*reps.quota.tolist(), 0])
    assert only(replace(hired, keys=(*reps.keys, "new-1"))) == only(reps)


def test_what_no_rep_has_counts_for_the_company_alone() -> None:
    reps = case([10**6, 10**6], [0.2, 0.2], [10**6, 10**6])
    found = only(replace(reps, is_rep=np.array([True, False])))
    assert found.mean == only(reps).mean
    assert (found.share_p10, found.share_p90) == (0, 1)


def test_certain_sales_are_themselves() -> None:
    found = only(case([10**6, 2 * 10**6 + 1], [0, 0], [10**6, 3 * 10**6], target=3_000_001))
    assert astuple(found) == (1, *[3_000_001] * 6, 0.5, 0.5, 0.5)


def test_large_amounts_add_up_exactly() -> None:
    large = 2**48 + 12_345
    assert only(case([large, 7], [0, 0], [1, 1])).p50 == large + 7


def test_nobody_and_nothing() -> None:
    assert simulate([], Simulation()) == []
    nobody = only(case([], [], [], target=5))
    assert (nobody.chance, nobody.p90) == (0, 0)
    assert isnan(nobody.share_at_quota)
    idle = only(case([0, 100], [0.2, 0.2], [100, 0], target=0))
    assert isnan(idle.chance)
    assert (idle.share_at_quota, idle.share_p90) == (0, 0)


@pytest.mark.parametrize("setting", [{"draws": 99}, {"correlation": -0.1}, {"correlation": 1.1}])
def test_what_cannot_be_drawn_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(UnusableSetting, match=next(iter(setting))):
        Simulation(**setting)


def test_the_sums_of_a_draw_are_exact_in_any_order() -> None:
    reps, keys = many(40), [f"r-{number}" for number in range(40)]
    luck = np.random.default_rng(9).standard_normal((40, 101))
    sums = []
    for order in (list(range(40)), np.random.default_rng(1).permutation(40).tolist()):
        drawn = module._Drawn.nothing(1, 101)
        drawn.add(module._Table.of([reps]).block([keys[place] for place in order]), luck[order])
        sums.append(np.stack([drawn.high, drawn.low]))
    assert np.array_equal(sums[0], sums[1])
    assert np.array_equal(sums[0], np.rint(sums[0]))
