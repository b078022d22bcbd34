"""One rep's year in closed form, against the standard library and against many quantiles of the year."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.scenarios.likely.lognormal import chance, expected_payout, needed, normal, payout_at, quantile
from salesplan.planning.scoring.rates import PARTS, Band, Rates

QUOTA = 100_000_00


def band(first: float, last: float | None, rate: float, bonus: int = 0) -> Band:
    return Band(round(first * PARTS), None if last is None else round(last * PARTS), round(rate * PARTS), bonus, 5)


STEPS = band(0, 0.8, 0.01), band(0.8, 1, 0.02), band(1, None, 0.03)
CAPPED = band(0, 0.8, 0.01), band(0.8, 1, 0.02), band(1, 1.2, 0.04)
APART = band(0.5, 0.8, 0.02), band(0.9, 1.1, 0.05), band(1.3, None, 0.03)
BONUSES = band(0, 1, 0.0, 500_00), band(1, 1.5, 0.0, 2_000_00), band(1.5, None, 0.0, 5_000_00)
ALL = {"steps": STEPS, "capped": CAPPED, "apart": APART, "bonuses": BONUSES, "one, capped": (band(0.5, 1.5, 0.02, 10),)}


@pytest.mark.parametrize("z", [-38.0, -8.5, -3.0, -1e-9, 0.0, 0.3, 2.0, 6.0])
def test_the_normal_keeps_its_digits_far_out(z: float) -> None:
    by_library = NormalDist().cdf(z) if z > -3 else 1 - NormalDist().cdf(-z)
    found = normal(np.array([[z]]))
    assert found.shape == (1, 1)
    if z >= -3:
        assert found[0, 0] == pytest.approx(by_library, rel=1e-13)
    else:  # the first terms of the tail's own series (Abramowitz and Stegun, 26.2.12)
        tail = NormalDist().pdf(z) / -z * (1 - z**-2 + 3 * z**-4 - 15 * z**-6 + 105 * z**-8)
        assert found[0, 0] == pytest.approx(tail, rel=1e-5)


def test_a_chance_by_hand_and_at_the_edges() -> None:
    expected, spread = np.array([100, 100, 100, 100, 0, 0, 100]), np.array([0.2, 0.0, 0.0, 0.2, 0.2, 0.2, 0.2])
    quota = np.array([100, 100, 101, 0, 1, 0, 1])
    found = chance(expected, spread, quota).tolist()
    assert found[0] == pytest.approx(NormalDist().cdf(-0.1))
    assert found[1:3] == [1, 0]
    assert found[4] == 0
    assert found[6] == pytest.approx(1)
    assert np.isnan([found[3], found[5]]).all()


def test_what_is_needed_is_where_the_chance_is() -> None:
    expected, spread = np.full(3, QUOTA), np.array([0.1, 0.3, 0.9])
    luck = needed(expected, spread, np.array([90_000_00, QUOTA, 120_000_00]))
    sold = expected * np.exp(spread * luck - spread**2 / 2)
    assert sold == pytest.approx([90_000_00, QUOTA, 120_000_00])


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**12), st.floats(0.02, 1), st.floats(0.01, 0.99))
def test_the_chance_of_a_quantile_is_what_is_left(expected: int, spread: float, share: float) -> None:
    sales, sigma = np.array([expected + 10**6]), np.array([spread])
    left = chance(sales, sigma, quantile(sales, sigma, share))
    assert left[0] == pytest.approx(1 - share, abs=1e-3)


def test_quantiles_of_what_is_certain() -> None:
    assert quantile(np.array([100, 0]), np.array([0.0, 0.5]), 0.9).tolist() == [100, 0]


def by_quantiles(expected: int, spread: float, rates: Rates, *, flat: bool, years: int = 20_000) -> float:
    """Average the exact pay over quantiles of the year, evenly apart."""
    shares = (np.arange(years) + 0.5) / years
    inverse = NormalDist().inv_cdf
    luck = np.array([inverse(share) for share in shares])
    sold = np.rint(expected * np.exp(spread * luck - spread**2 / 2)).astype(np.int64)
    return float(payout_at(sold, np.full(years, QUOTA), rates, flat).mean())


@pytest.mark.parametrize("flat", [False, True], ids=["marginal", "flat"])
@pytest.mark.parametrize("rates", ALL.values(), ids=ALL)
def test_the_expected_payout_is_the_mean_over_all_years(rates: Rates, flat: bool) -> None:
    expected, spread = np.array([97_531_00, 130_000_00]), np.array([0.25, 0.6])
    found = expected_payout(expected, spread, np.full(2, QUOTA), rates, flat)
    for place in range(2):
        mean = by_quantiles(int(expected[place]), float(spread[place]), rates, flat=flat, years=4_000)
        assert found[place] == pytest.approx(mean, rel=2e-3)


@pytest.mark.parametrize("flat", [False, True], ids=["marginal", "flat"])
@pytest.mark.parametrize("rates", ALL.values(), ids=ALL)
def test_what_is_certain_is_paid_exactly(rates: Rates, flat: bool) -> None:
    sold = np.array([79_999_99, 80_000_00, QUOTA, 120_000_01, 0, 5])
    quota = np.array([QUOTA, QUOTA, QUOTA, QUOTA, QUOTA, 0])
    exact = payout_at(sold, quota, rates, flat)
    assert expected_payout(sold, np.zeros(6), quota, rates, flat).tolist() == exact.tolist()
    nearly = expected_payout(sold, np.full(6, 1e-9), quota, rates, flat)
    away_from_edges = [0, 3, 4, 5]
    assert nearly[away_from_edges] == pytest.approx(exact[away_from_edges], abs=1)


def test_paid_at_quota_by_hand() -> None:
    at_quota = np.array([QUOTA]), np.array([QUOTA])
    assert payout_at(*at_quota, STEPS).tolist() == [800_00 + 400_00]
    assert payout_at(*at_quota, STEPS, flat=True).tolist() == [3_000_00]
    assert payout_at(*at_quota, BONUSES).tolist() == [2_500_00]
    assert payout_at(*at_quota, ()).tolist() == [0]


def test_nothing_is_paid_without_a_quota_or_expectations_or_rates() -> None:
    expected, quota, spread = np.array([QUOTA, 0, QUOTA]), np.array([0, QUOTA, QUOTA]), np.full(3, 0.2)
    assert expected_payout(expected, spread, quota, BONUSES).tolist()[:2] == [0, 0]
    assert expected_payout(expected, spread, quota, ()).tolist() == [0, 0, 0]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**11), st.integers(0, 10**9), st.floats(0, 1), st.sampled_from([STEPS, CAPPED, BONUSES]))
def test_more_sales_are_expected_to_pay_no_less(expected: int, more: int, spread: float, rates: Rates) -> None:
    pair = np.array([expected, expected + more])
    less, greater = expected_payout(pair, np.full(2, spread), np.full(2, QUOTA), rates).tolist()
    assert less <= greater + 1
