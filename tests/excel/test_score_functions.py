"""KPI scores and payouts in formulas: the points and the pay of the scorecard."""

from fractions import Fraction
from itertools import accumulate
from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.excel.functions import sp_kpi_score, sp_payout
from salesplan.planning.money import GRAINS
from salesplan.planning.scoring.kpis import read_kpis
from salesplan.planning.scoring.payouts import payouts
from salesplan.planning.scoring.points import ratios, scores
from salesplan.planning.scoring.rates import read_rates
from salesplan.planning.scoring.totals import totals_of
from salesplan.tables.incentives import RATES
from tests.planning.scoring.test_payouts import facts_of

SHIPPED: list[list[Any]] = [list(row[:4]) for row in RATES.given]


def test_a_score_is_0_at_the_floor_100_on_target_120_at_the_cap() -> None:
    assert sp_kpi_score([[0.5], [0.75], [1.0], [1.1], [1.2], [9]], 1, floor=0.5) == [
        [0.0],
        [50.0],
        [100.0],
        [110.0],
        [120.0],
        [120.0],
    ]


def test_lower_may_be_better_and_each_kpi_may_have_its_own_scale() -> None:
    assert sp_kpi_score(4, 5, "lower is better", None, 2) == 105
    assert sp_kpi_score([[8, 8]], [[10, 10]], [["higher", "越低越好"]], [[0.6, None]], [[None, 1.5]]) == [[50.0, 110.0]]


def test_a_weight_gives_the_points_that_count() -> None:
    assert sp_kpi_score([[0.9], [1.2]], 1, weight=[[30], [70]]) == [[27.0], [84.0]]


def test_weights_that_add_up_to_1_are_percentages_as_in_a_plan() -> None:
    assert sp_kpi_score([[0.9], [1.2]], 1, weight=[[0.3], [0.7]]) == [[27.0], [84.0]]
    assert sp_kpi_score([[0.9, 1, 1]], 1, weight=[[1 / 3, 1 / 3, 1 / 3]])[0] == pytest.approx([30, 100 / 3, 100 / 3])
    assert sp_kpi_score([[1], [1], [1]], 1, weight=[[0.5], [99.5], [None]]) == [[0.5], [99.5], [0.0]]
    assert sp_kpi_score([[1], [1]], 1, weight=[[None], [None]]) == [[100.0], [100.0]]


def test_without_an_actual_there_is_no_score() -> None:
    assert sp_kpi_score(None, 1) is None
    assert sp_kpi_score([[0.9], [None]], [[1], [None]]) == [[90.0], [None]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((3, None), "#VALUE! target is blank"),
        ((3, -1), "#NUM! target must be 0 or more (it is -1)"),
        ((3, 1, "up"), '#VALUE! direction must be higher or lower (it is "up")'),
        ((3, 1, None, 1), "#NUM! floor must be between 0% and 99% (it is 100%)"),
        ((3, 1, None, None, 1), "#NUM! cap must be between 101% and 1,000% (it is 100%)"),
        ((3, 1, None, 50), "#NUM! floor must be between 0% and 99% (it is 5,000%); type 50%, not 50"),
        ((3, 1, None, None, None, 101), "#NUM! weight must be between 0 and 100 (it is 101)"),
        ((3, 1, None, None, None, 0.5), "#NUM! weight is in points of 100: type 30, not 30% (it is 0.5)"),
        (
            ([[3], [3]], 1, None, None, None, [[20], [0.3]]),
            "#NUM! weight, row 2 is in points of 100: type 30, not 30% (it is 0.3)",
        ),
        (
            ([[3], [4]], [[1, 2]]),
            "#VALUE! target and actual must be laid out alike: a column for a column, a row for a row",
        ),
    ],
)
def test_what_cannot_be_scored_is_refused(given: tuple[Any, ...], said: str) -> None:
    assert sp_kpi_score(*given).startswith(said)


def test_a_target_of_0_has_no_score_where_higher_is_better() -> None:
    assert sp_kpi_score([[3], [0], [1]], [[0], [0], [1]], weight=40) == [[None], [None], [40.0]]


def test_lower_is_better_than_a_target_of_0_only_at_0() -> None:
    assert sp_kpi_score([[0, 1]], 0, "lower") == [[100.0, 0.0]]


KPI = st.tuples(
    st.one_of(st.just(nan), st.integers(-500, 50_000).map(lambda hundredths: hundredths / 100)),
    st.floats(0.01, 300),
    st.sampled_from(["higher", "lower"]),
    st.one_of(st.just(nan), st.integers(0, 99).map(lambda share: share / 100)),
    st.one_of(st.just(nan), st.integers(101, 900).map(lambda share: share / 100)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(KPI, min_size=2, max_size=5), st.lists(st.integers(1, 20), min_size=5, max_size=5))
def test_scores_are_those_of_planning(drawn: list[tuple[float, float, str, float, float]], parts: list[int]) -> None:
    frame = pd.DataFrame(drawn, columns=["actual", "target", "direction", "floor", "cap"])
    points = [part * 100 / sum(parts[: len(drawn)]) for part in parts[: len(drawn)]]
    named = frame.assign(kpi=[f"kpi {at}" for at in range(len(drawn))], label="", unit="number", weight=points)
    kpis, _ = read_kpis(named)
    assert kpis is not None
    actual = frame["actual"].to_numpy()[np.newaxis]
    score = scores(kpis, ratios(kpis, actual, kpis.target))
    cells: dict[str, Any] = {
        str(key): [[None if cell != cell else cell] for cell in frame[key].tolist()] for key in frame
    }
    assert sp_kpi_score(**cells) == [[None if point != point else point] for point in score[0].tolist()]
    weighted = sp_kpi_score(**cells, weight=[[point] for point in points])
    if not np.isnan(score).any():
        total = totals_of(score, [Fraction(point) for point in points])[0]
        assert sum(cell for (cell,) in weighted) == pytest.approx(total, abs=0.0051)


def test_attainment_earns_by_the_rates_of_the_bands() -> None:
    assert sp_payout(0.9, 100_000, SHIPPED) == 800 + 200
    assert sp_payout([[0.9], [None], [1.1], [5], [-0.1]], 100_000, SHIPPED) == [
        [1000.0],
        [None],
        [2500.0],
        [6000.0],
        [0.0],
    ]
    assert sp_payout(1, [[100_000, 0]], SHIPPED) == [[2200.0, 0.0]]


@pytest.mark.parametrize("edge", [0.9, 3 * 0.3])
def test_an_attainment_typed_on_an_edge_is_in_the_upper_band(edge: float) -> None:
    # 90 % of this quota is no whole number of cents
    assert sp_payout(edge, 448_943.06, [[0.9, None, 0.5]], "flat") == 202_024.38
    assert sp_payout(0.8, 1234.54, [[0, 0.8, 0.01, None], [0.8, None, 0.02, 500]]) == 509.88
    assert sp_payout(0.899999999, 448_943.06, [[0.9, None, 0.5]], "flat") == 0


def test_pay_of_sales_that_are_not_whole_cents_is_rounded_once() -> None:
    assert sp_payout(0.333, 0.13, [[0, None, 1]]) == 0.04  # of 0.04329
    assert sp_payout(0.5, 0.03, [[0, None, 1]]) == 0.02  # of 0.015: halves up
    assert sp_payout(0.5, 0.03, [[0, None, 0.99]]) == 0.01  # of 0.01485, which 0.02 would make 0.02


def test_pay_may_be_rounded_to_yen_or_fils() -> None:
    assert sp_payout(1.18294, 100_000, SHIPPED, None, 1) == 800 + 400 + 549 + 1000
    assert sp_payout([[0.99673]], 100_000, SHIPPED, rounding_unit=1) == 1193
    assert sp_payout(0.5, 100.125, [[0, None, 0.01, 0.125]], None, 0.001) == 0.501 + 0.125
    assert sp_payout(0.5, 100.125, [[0, None, 0.01, 0.125]]) == 0.5 + 0.13


def test_rates_may_be_above_100_percent_of_what_is_paid_on_target() -> None:
    assert sp_payout([[0.9], [1], [1.2]], 10_000, [[0, 1, 1], [1, None, 1.5]]) == [[9000.0], [10_000.0], [13_000.0]]


@pytest.mark.parametrize("bands", ["flat", "全额", "全額"])
def test_flat_bands_pay_the_rate_reached_for_all(bands: str) -> None:
    assert sp_payout(1.1, 100_000, SHIPPED, bands) == 110_000 * 0.03 + 1000


def test_rates_may_lack_the_bonus_and_have_notes_and_empty_rows() -> None:
    assert sp_payout(0.5, 1000, [[0, None, 0.02]]) == 10
    noted = [[*row, "a note"] for row in SHIPPED] + [[None] * 5]
    assert sp_payout(1.1, 100_000, noted) == sp_payout(1.1, 100_000, SHIPPED)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("95%", 1000, SHIPPED), '#VALUE! attainment must be a number, such as 95% (it is "95%")'),
        ((0.9, None, SHIPPED), "#VALUE! quota is blank"),
        ((0.9, -5, SHIPPED), "#NUM! quota must be 0 or more (it is -5)"),
        ((95, 1000, SHIPPED), "#NUM! attainment must be 1,000% or less (it is 9,500%); type 95%, not 95"),
        ((10, 1e13, SHIPPED), "#NUM! amounts above"),
        ((1, 1, [[band / 100, None, 0, 9e13] for band in range(9)]), "#NUM! amounts above"),
        ((0.9, 1000, [[0, 1]]), "#VALUE! rates must have the columns from, to and rate (it is a row of 2 cells)"),
        ((0.9, 1000, [[None] * 4]), "#VALUE! rates is blank"),
        ((0.9, 1000, [[None, 1, 0.02]]), "#VALUE! rates (from) is blank"),
        (
            (0.9, 1000, [["From", "To", "Rate"], [0, 1, 0.02]]),
            '#VALUE! rates (from), row 1 must be a number, such as 80% (it is "From"); leave the header row out',
        ),
        ((0.9, 1000, [[0, 80, 0.02]]), "#NUM! rates (to) must be between 0% and 1,000% (it is 8,000%); type 100%, not"),
        ((0.9, 1000, [[0, 1, 150]]), "#NUM! rates (rate) must be between 0% and 10,000% (it is 15,000%); type 2%, not"),
        ((0.9, 1000, SHIPPED, None, 0), "#NUM! rounding_unit must be 0.001 or more (it is 0)"),
        ((0.9, 1000, [[0, 0.9, 0.01], [0.8, None, 0.02]]), "#NUM! rates: the band from 80 % begins inside the band"),
        ((0.9, 1000, SHIPPED, "stepped"), '#VALUE! payout_bands must be marginal or flat (it is "stepped")'),
    ],
)
def test_what_cannot_be_paid_is_refused(given: tuple[Any, ...], said: str) -> None:
    assert sp_payout(*given).startswith(said)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-(10**6), 10**10), st.integers(1, 10**10)), min_size=2, max_size=4),
    st.lists(st.tuples(st.integers(1, 300), st.integers(0, 9999), st.none() | st.integers(0, 10**6)), max_size=3),
    st.booleans(),
    st.sampled_from([(1, 1), (100, None), (1000, 0.001)]),
)
def test_payouts_are_those_of_planning(
    sold: list[tuple[int, int]],
    steps: list[tuple[int, int, int | None]],
    flat: bool,
    counted: tuple[int, float | None],
) -> None:
    minor, unit = counted
    sold = [(min(revenue, 10 * quota), quota) for revenue, quota in sold]
    first = [edge / 100 for edge in accumulate((width for width, _, _ in steps), initial=0)]
    rate, bonus = [0.05, *(rate / 10_000 for _, rate, _ in steps)], [None, *(bonus for _, _, bonus in steps)]
    frame = pd.DataFrame({"from": first, "to": nan, "rate": rate}).assign(bonus=pd.array(bonus, dtype="Int64"))
    bands, _ = read_rates(frame, flat=flat)
    paid = payouts(facts_of([(quota, revenue * GRAINS) for revenue, quota in sold]), bands, flat=flat)
    answer = sp_payout(
        [[share] for share in paid["attainment"]],
        [[quota / minor] for _, quota in sold],
        [
            [begins, None, share, None if extra is None else extra / minor]
            for begins, share, extra in zip(first, rate, bonus, strict=True)
        ],
        "flat" if flat else None,
        unit,
    )
    assert answer == [[pay / minor] for pay in paid["payout"].tolist()]
