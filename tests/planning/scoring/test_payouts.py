"""Payouts: exact to the minor unit, by hand and against a plain loop over fractions."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.money import GRAINS
from salesplan.planning.periods import Period
from salesplan.planning.scoring.facts import Facts, Reps
from salesplan.planning.scoring.payouts import payouts
from salesplan.planning.scoring.rates import PARTS, Band, Rates
from salesplan.tables.incentives import PAYOUTS


def facts_of(
    people: Sequence[tuple[int | None, int]], *, period: str = "2027-03", to: date = date(2027, 12, 31)
) -> Facts:
    """Give facts by quota (None for none) and grains of revenue; the reps are R-0, R-1 …"""
    count, whole = len(people), Period.of(period)
    blank, ids = ("",) * count, tuple(f"R-{number}" for number in range(count))
    quota = np.array([quota or 0 for quota, _ in people], dtype=np.int64)
    known: dict[str, Any] = {
        "period": whole,
        "measured_to": min(whole.last, to),
        "reps": Reps(ids, ids, blank, blank, np.arange(count), np.zeros(count, dtype=bool)),
        "full_quota": quota,
        "has_quota": np.array([quota is not None for quota, _ in people], dtype=np.bool_),
        "revenue": np.array([revenue for _, revenue in people], dtype=np.int64),
    }
    unknown: dict[str, Any] = dict.fromkeys(Facts.__slots__)
    return Facts(**(unknown | known))


def parts(share: float) -> int:
    return int(Fraction(str(share)) * PARTS)


def band(first: float, last: float | None, rate: float, bonus: int = 0) -> Band:
    return Band(parts(first), None if last is None else parts(last), parts(rate), bonus, 5)


USUAL = band(0, 0.8, 0.01), band(0.8, 1, 0.02), band(1, 1.2, 0.03, 1_000_00), band(1.2, 2, 0.04)
QUOTA = 100_000_00


def paid(revenue: int, rates: Rates = USUAL, quota: int | None = QUOTA, *, flat: bool = False, **more: Any) -> Any:
    """Pay one rep for minor units of revenue and give the row."""
    return payouts(facts_of([(quota, revenue * GRAINS)]), rates, flat=flat, **more).iloc[0]


@pytest.mark.parametrize(
    ("revenue", "marginal", "flat", "bonus"),
    [
        (50_000_00, 500_00, 500_00, 0),
        (80_000_00 - 1, 800_00, 800_00, 0),
        (80_000_00, 800_00, 1_600_00, 0),  # an edge belongs to the upper band
        (92_345_00, 1_046_90, 1_846_90, 0),
        (100_000_00 - 1, 1_200_00, 2_000_00, 0),
        (100_000_00, 1_200_00, 3_000_00, 1_000_00),
        (150_000_00, 3_000_00, 6_000_00, 1_000_00),
        (200_000_00, 5_000_00, 8_000_00, 1_000_00),
        (999_000_00, 5_000_00, 8_000_00, 1_000_00),  # capped at 200 %
    ],
)
def test_bands_pay_for_their_part_or_for_all(revenue: int, marginal: int, flat: int, bonus: int) -> None:
    for row, commission in ((paid(revenue), marginal), (paid(revenue, flat=True), flat)):
        assert (row["commission"], row["bonus"], row["payout"]) == (commission, bonus, commission + bonus)


def test_each_band_is_explained_with_the_amounts_that_it_pays_for() -> None:
    assert paid(105_000_00)["explained"] == (
        "0 %–80 %: 80,000.00 × 1 % = 800.00; 80 %–100 %: 20,000.00 × 2 % = 400.00; "
        "100 %–120 %: 5,000.00 × 3 % = 150.00; bonus at 100 %: 1,000.00"
    )
    assert paid(210_000_00, flat=True)["explained"] == (
        "120 %–200 %: 200,000.00 × 4 % = 8,000.00; 10,000.00 outside of the bands earns nothing; "
        "bonus at 100 %: 1,000.00"
    )
    assert paid(5, (band(0, None, 0.5),), quota=7, currency="JPY")["explained"] == "from 0 %: 5 × 50 % = 3"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh-Hans",
            "0 %–80 %：80,000.00 × 1 % = 800.00；80 %–100 %：20,000.00 × 2 % = 400.00；达到 100 % 的奖金：1,000.00",
        ),
        (
            "zh-Hant",
            "0 %–80 %：80,000.00 × 1 % = 800.00；80 %–100 %：20,000.00 × 2 % = 400.00；達到 100 % 的獎金：1,000.00",
        ),
    ],
)
def test_in_chinese_too(language: str, text: str) -> None:
    assert paid(100_000_00, language=language)["explained"] == text


def test_an_edge_between_two_cents_is_shown_as_it_is() -> None:
    # 80 % of 0.99 is 79.2 cents: 0.396 and 0.4 cents are paid, each rounded by itself
    row = paid(80, (band(0, 0.8, 0.005), band(0.8, None, 0.5)), quota=99)
    assert row["explained"] == "0 %–80 %: 0.792 × 0.5 % = 0.00; from 80 %: 0.008 × 50 % = 0.00"
    assert row["commission"] == 0


def test_gaps_and_what_is_below_the_first_band_earn_nothing() -> None:
    rates = band(0.5, 0.7, 0.1), band(0.9, None, 0.2)
    assert [paid(sold, rates, 100)["commission"] for sold in (50, 60, 80, 90, 100)] == [0, 1, 2, 2, 4]
    assert [paid(sold, rates, 100, flat=True)["commission"] for sold in (49, 50, 70, 89, 90)] == [0, 5, 0, 0, 18]
    assert paid(40, rates, 100)["explained"] == "0.40 outside of the bands earns nothing"


def test_every_band_reached_pays_its_bonus_once() -> None:
    rates = band(0, 0.5, 0, 1), band(0.5, 1, 0, 10), band(1, None, 0, 100)
    for flat in (False, True):
        assert [paid(sold, rates, 100, flat=flat)["bonus"] for sold in (0, 1, 49, 50, 99, 100, 500)] == [
            0, 1, 1, 11, 11, 111, 111,
        ]  # fmt: skip


def test_half_a_cent_is_rounded_up_once() -> None:
    assert paid(50, (band(0, None, 0.01),), 100)["commission"] == 1
    assert paid(49, (band(0, None, 0.01),), 100)["commission"] == 0
    half_a_cent = payouts(facts_of([(100, GRAINS // 2), (100, GRAINS // 2 - 1)]), (band(0, None, 1),))
    assert half_a_cent["revenue"].tolist() == [1, 0]


def test_without_quota_or_sales_nothing_is_paid_and_it_is_said() -> None:
    people = [(None, 5 * GRAINS), (0, 5 * GRAINS), (100, 0), (100, -5 * GRAINS), (None, 0)]
    frame = payouts(facts_of(people), (band(0, None, 0.5, 77),))
    assert frame["rep_id"].tolist() == ["R-0", "R-1", "R-2", "R-3"]
    assert frame["payout"].tolist() == [0, 0, 0, 0]
    assert frame["quota"].isna().tolist() == [True, False, False, False]
    assert frame["attainment"].isna().tolist() == [True, True, False, False]
    assert frame["attainment"].tolist()[2:] == [0, -0.05]
    assert [text.split(",")[0] for text in frame["explained"]] == [
        "no quota",
        "no quota",
        "sales are not above 0",
        "sales are not above 0",
    ]


def test_a_period_that_is_not_over_says_so_far() -> None:
    running = facts_of([(QUOTA, 10_00 * GRAINS)], period="2027-Q1", to=date(2027, 3, 14))
    row = payouts(running, (band(0, None, 0.1),)).iloc[0]
    assert row["period"] == "2027-Q1"
    assert row["explained"] == "so far, to 2027-03-14: from 0 %: 10.00 × 10 % = 1.00"


@pytest.mark.parametrize(("rates", "period"), [((), "2027-03"), (USUAL, "2027-W14")])
def test_no_rates_and_weeks_pay_nobody(rates: Rates, period: str) -> None:
    frame = payouts(facts_of([(QUOTA, 10_00 * GRAINS)], period=period), rates)
    assert len(frame) == 0
    assert tuple(frame) == PAYOUTS.keys


def test_the_frame_has_the_tables_columns_and_types() -> None:
    frame = payouts(facts_of([(QUOTA, GRAINS)]), USUAL)
    assert tuple(frame) == PAYOUTS.keys
    money = {column.key: "Int64" for column in PAYOUTS if column.holds == "money"}
    assert {key: str(dtype) for key, dtype in frame.dtypes.items() if key in money} == money
    assert {str(frame[key].dtype) for key in ("period", "rep_id", "rep", "explained")} == {"str"}
    assert frame["attainment"].dtype == np.float64


def by_fractions(revenue: int, quota: int, rates: Rates, flat: bool) -> tuple[int, int]:
    """Work out commission and bonus as a person would, one rep at a time."""
    if revenue <= 0 or quota <= 0:
        return 0, 0
    attainment = Fraction(revenue, quota)
    commission = 0
    for place, one in enumerate(rates):
        first, rate = Fraction(one.first, PARTS), Fraction(one.rate, PARTS)
        last = None if one.last is None else Fraction(one.last, PARTS)
        if flat:
            cap = rates[-1].last
            inside = first <= attainment and (last is None or attainment < last or place == len(rates) - 1)
            part = (
                quota * min(attainment, attainment if cap is None else Fraction(cap, PARTS)) if inside else Fraction()
            )
        else:
            part = quota * max(Fraction(), (attainment if last is None else min(attainment, last)) - first)
        commission += floor(part * rate + Fraction(1, 2))
    return commission, sum(one.bonus for one in rates if Fraction(one.first, PARTS) <= attainment)


@st.composite
def some_rates(draw: st.DrawFn) -> Rates:
    """Draw bands that do not overlap, some apart, the last one open or not."""
    cuts = sorted(draw(st.sets(st.integers(0, 2_000), min_size=2, max_size=7)))
    cuts = cuts[: len(cuts) // 2 * 2] if draw(st.booleans()) else sorted([*cuts, *cuts[1:]])[: 2 * len(cuts) - 2]
    pairs = list(zip(cuts[::2], cuts[1::2], strict=True))
    rates = [draw(st.integers(0, 100_000)) for _ in pairs]
    bonuses = [draw(st.integers(0, 9)) for _ in pairs]
    bands = [
        Band(first * PARTS // 1000, last * PARTS // 1000, rate * PARTS // 1_000_000, bonus, 5)
        for (first, last), rate, bonus in zip(pairs, rates, bonuses, strict=True)
    ]
    if draw(st.booleans()):
        end = bands[-1]
        bands[-1] = Band(end.first, None, end.rate, end.bonus, end.row)
    return tuple(bands)


PEOPLE = st.lists(
    st.tuples(st.integers(0, 300) | st.integers(0, 2**45), st.integers(-50, 900) | st.integers(0, 2**46)), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(rates=some_rates(), people=PEOPLE, flat=st.booleans())
def test_commission_and_bonus_are_those_of_fractions(rates: Rates, people: list[tuple[int, int]], flat: bool) -> None:
    frame = payouts(facts_of([(quota, sold * GRAINS) for quota, sold in people]), rates, flat=flat)
    expected = [by_fractions(sold, quota, rates, flat) for quota, sold in people]
    assert list(zip(frame["commission"].tolist(), frame["bonus"].tolist(), strict=True)) == expected
    assert frame["payout"].tolist() == [sum(pair) for pair in expected]


@settings(max_examples=40, deadline=None)
@given(rates=some_rates(), quota=st.integers(1, 150))
def test_marginal_commission_never_falls_and_has_no_jumps(rates: Rates, quota: int) -> None:
    frame = payouts(facts_of([(quota, sold * GRAINS) for sold in range(3 * quota)]), rates)
    steps = np.diff(frame["commission"].to_numpy(dtype=np.int64))
    assert (steps >= 0).all()
    assert (np.diff(frame["payout"].to_numpy(dtype=np.int64)) >= 0).all()
    # a unit more pays at most the highest rate of it (10 %), and each band may round up
    assert (steps <= 1 + len(rates)).all()


def amounts_in(text: str) -> Fraction:
    """Add up what an explanation says was paid."""
    pieces = text.split("; ")
    said = [piece.rsplit(" = ", 1)[-1] for piece in pieces if " = " in piece]
    said += [piece.rsplit(": ", 1)[-1] for piece in pieces if piece.startswith("bonus")]
    return sum((Fraction(amount.replace(",", "")) for amount in said), Fraction())


@settings(max_examples=40, deadline=None)
@given(rates=some_rates(), people=PEOPLE, flat=st.booleans())
def test_the_amounts_of_an_explanation_add_up(rates: Rates, people: list[tuple[int, int]], flat: bool) -> None:
    frame = payouts(facts_of([(quota, sold * GRAINS) for quota, sold in people]), rates, flat=flat)
    explained = [amounts_in(text) * 100 for text in frame["explained"]]
    assert explained == frame["payout"].tolist()


def test_frames_of_no_rep_are_empty() -> None:
    assert isinstance(payouts(facts_of([]), USUAL), pd.DataFrame)
    assert payouts(facts_of([]), USUAL).empty
