"""Growth target, split and season in formulas: the numbers of the plan, exact to the cent."""

from math import gcd
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.excel.functions import sp_growth_target, sp_season, sp_split
from salesplan.planning.apportion import UNBOUNDED, apportion
from salesplan.planning.money import grown, millionths
from salesplan.planning.pins import NOT_PINNED, Groups, share
from salesplan.planning.quota import plan_quotas
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings

CENTS = st.integers(0, 10**12)
RATES = st.integers(-10_000, 100_000).map(lambda rate: rate / 10_000)
UNITS = st.sampled_from([1, 5, 100, 1_000, 10_000])
"""Rounding units in cents."""


def laid(values: list[Any], upright: bool) -> Any:
    """Lay values out as a column or a row; a single one as a cell."""
    if len(values) == 1:
        return values[0]
    return [[value] for value in values] if upright else [values]


def minors(answer: Any) -> list[int]:
    """Count an answer in cents; each must be whole."""
    cells = [cell for line in answer for cell in line] if isinstance(answer, list) else [answer]
    cents = [round(cell * 100) for cell in cells]
    assert [cell / 100 for cell in cents] == cells
    return cents


def test_last_year_and_growth_make_the_target() -> None:
    assert sp_growth_target(1_000_000, 0.1) == 1_100_000
    assert sp_growth_target(1_234.56, 0.1, 100) == 1_400
    assert sp_growth_target(100, -1) == 0
    assert sp_growth_target(150, 0, 100) == 200  # halves up


def test_a_blank_cell_has_a_blank_answer_and_needs_no_growth() -> None:
    assert sp_growth_target([[100], [None], [""]], [[0.1], [None], [0.1]]) == [[110.0], [None], [None]]
    assert sp_growth_target(100, [[0.1, 0.2]]) == [[110.0, 120.0]]
    assert sp_growth_target([[100], [200]], [[0.1], [None]]) == (
        "#VALUE! growth, row 2 is blank; it must be a number, such as 8%"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((-5, 0.1), "#NUM! last_year must be 0 or more (it is -5)"),
        ((100, -1.5), "#NUM! growth must be between -100% and 1,000% (it is -150%)"),
        (([[1], [2]], [[0.1], [0.2], [0.3]]), "#VALUE! last_year must be one cell, or as many as growth"),
        ((9e13, 0.1), "#NUM! amounts above"),
        ((9e14, 0.1), "#NUM! amounts above"),
        ((100, 0.1, [[1], [10]]), "#VALUE! rounding_unit must be one cell (it is 2 × 1 cells)"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(given: tuple[Any, ...], said: str) -> None:
    assert sp_growth_target(*given).startswith(said)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CENTS, RATES), min_size=1, max_size=4), UNITS, st.booleans())
def test_targets_are_those_of_planning(sold: list[tuple[int, float]], unit: int, upright: bool) -> None:
    amounts, rates = (
        laid(list(values), upright) for values in zip(*((cents / 100, g) for cents, g in sold), strict=True)
    )
    bases = [grown(np.array([cents]), millionths(rate)) for cents, rate in sold]
    expected = [int(grown(base, 0, unit)[0]) / 100 for base in bases]
    assert sp_growth_target(amounts, rates, unit / 100) == laid(expected, upright)


@settings(max_examples=8, deadline=None)
@given(CENTS, RATES, UNITS)
def test_a_target_is_that_of_a_company_with_these_sales(cents: int, rate: float, unit: int) -> None:
    names = ("region", "team", "rep_id", "dimension", "value", "month", "share", "adjustment")
    blank = pd.DataFrame({name: [] for name in (*names, "customer_id", "industry", "channel", "tier")})
    reps = pd.DataFrame({"rep_id": ["R-01"], "rep": ["Ana"], "region": ["North"], "team": ["East"]})
    sales = pd.DataFrame({name: [""] for name in ("customer_id", "product_line", "channel")}).assign(
        month=pd.to_datetime(["2026-03-01"]), rep_id="R-01", revenue=pd.array([cents * 10_000], dtype="Int64")
    )
    plan = plan_quotas(
        growth=blank,
        ramp=blank,
        reps=reps,
        customers=blank,
        sales=sales,
        region_quota=blank,
        team_quota=blank,
        quota=blank,
        settings=PlanSettings(plan_year=2027, growth=rate, rounding_unit=unit),
    )
    assert sp_growth_target(cents / 100, rate, unit / 100) == plan.company.target / 100


def test_a_split_adds_up_and_has_the_shape_of_the_weights() -> None:
    assert sp_split(1000, [[3], [2], [1]]) == [[500.0], [333.33], [166.67]]
    assert sp_split(1000, [[3, 2, 1]], rounding_unit=10) == [[500.0, 330.0, 170.0]]
    assert sp_split(100, [[1, 1], [1, 1]]) == [[25.0, 25.0], [25.0, 25.0]]
    assert sp_split(100, 7) == 100
    assert sp_split(100, [[None], [3]]) == [[0.0], [100.0]]
    assert sp_split(100, [[0, 0]]) == [[50.0, 50.0]]  # who weighs nothing shares evenly, as in the plan


def test_pins_and_bounds_hold_and_the_others_take_the_difference() -> None:
    assert sp_split(1000, [[1], [1], [2]], pins=[[None], [400], [None]]) == [[200.0], [400.0], [400.0]]
    assert sp_split(1000, [[1, 1, 2]], floors=300) == [[300.0, 300.0, 400.0]]
    assert sp_split(1000, [[1, 1, 8]], caps=[[None, None, 500]]) == [[250.0, 250.0, 500.0]]
    assert sp_split(100, [[1, 1]], pins=[[60, 40]]) == [[60.0, 40.0]]


def test_a_pin_holds_whatever_its_bounds() -> None:
    assert sp_split(1000, [[1, 1]], floors=[[200, 100]], caps=[[300, 900]], pins=[[50, None]]) == (
        "#NUM! caps allow 50.00 less than there is to split"
    )
    assert sp_split(1000, [[1, 1]], floors=[[200, 100]], caps=[[300, 950]], pins=[[50, None]]) == [[50.0, 950.0]]


def test_the_unit_gives_way_where_total_or_pins_are_no_multiple_of_it() -> None:
    assert sp_split(1050, [[1, 1]], rounding_unit=100) == [[550.0, 500.0]]
    assert sp_split(1000, [[1, 1, 1]], pins=[[333.33, None, None]], rounding_unit=100) == [[333.33, 333.34, 333.33]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"floors": 600}, "#NUM! floors ask for 200.00 more than there is to split"),
        ({"caps": 400}, "#NUM! caps allow 200.00 less than there is to split"),
        ({"pins": [[400, 500]]}, "#NUM! pins fix everything, and 100.00 of the total is left over"),
        ({"pins": [[1400.5, None]]}, "#NUM! pins exceed the total by 400.50"),
        (
            {"floors": [[50, 0]], "caps": 40},
            "#NUM! floors, column 1 is 50 and caps 40: no multiple of 0.01 lies between",
        ),
        (
            {"floors": [[120, 0]], "caps": [[180, None]], "rounding_unit": 100},
            "#NUM! floors, column 1 is 120 and caps 180: no multiple of 100.00 lies between",
        ),
        ({"floors": [[1], [1]]}, "#VALUE! floors must be one cell, or as many as weights (it is 2 × 1 cells"),
        ({"caps": -1}, "#NUM! caps must be 0 or more (it is -1)"),
        ({"pins": [["R-01", None]]}, '#VALUE! pins, column 1 must be a number, such as 100,000 (it is "R-01")'),
    ],
)
def test_a_split_that_cannot_be_made_says_why_and_by_how_much(options: dict[str, Any], said: str) -> None:
    assert sp_split(1000, [[1, 1]], **options).startswith(said)


@pytest.mark.parametrize(
    ("total", "weights", "said"),
    [
        (-1, [[1, 1]], "#NUM! total must be 0 or more (it is -1)"),
        (None, [[1, 1]], "#VALUE! total is blank"),
        (100, [[1, -1]], "#NUM! weights, column 2 must be 0 or more (it is -1)"),
        (100, [[None], [None]], "#VALUE! weights is blank"),
        (50_000_000_000_000.01, [[1, 1]], "#NUM! 50,000,000,000,000.01 is too much to split in steps of 0.01; give"),
    ],
)
def test_a_total_or_weights_that_make_no_sense_are_refused(total: Any, weights: Any, said: str) -> None:
    assert sp_split(total, weights).startswith(said)


@st.composite
def splits(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Draw a total, a unit and members (weight, floor, cap, pin) in cents; the bounds are whole units."""
    unit = draw(UNITS)
    amounts = st.integers(0, 30).map(lambda units: units * unit)
    members = draw(
        st.lists(
            st.tuples(
                st.integers(0, 9),
                st.integers(0, 5).map(lambda units: units * unit),
                st.one_of(st.just(UNBOUNDED), st.integers(5, 30).map(lambda units: units * unit)),
                st.one_of(st.just(NOT_PINNED), st.just(NOT_PINNED), amounts),
            ),
            min_size=1,
            max_size=6,
        )
    )
    return draw(st.integers(0, 100).map(lambda units: units * unit)), unit, members


@settings(max_examples=40, deadline=None)
@given(splits(), st.booleans())
def test_a_split_is_that_of_planning(case: tuple[int, int, list[tuple[int, int, int, int]]], upright: bool) -> None:
    total, unit, members = case
    weight, low, high, pin = (np.array(column) for column in zip(*members, strict=True))
    shared = share(Groups(np.array([total]), np.zeros(len(members), np.int64), weight * 1.0, low, high, pin), unit)
    answer = sp_split(
        total / 100,
        laid(weight.tolist(), upright),
        laid([cents / 100 for cents in low.tolist()], upright),
        laid([None if cents == UNBOUNDED else cents / 100 for cents in high.tolist()], upright),
        laid([None if cents == NOT_PINNED else cents / 100 for cents in pin.tolist()], upright),
        unit / 100,
    )
    off = int(shared.pins_off[0] or shared.bounds_off[0])
    if off:
        assert f"{abs(off) / 100:,.2f}" in answer
        return
    assert answer == laid([cents / 100 for cents in shared.final.tolist()], upright)
    assert sum(minors(answer)) == total


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**13), st.lists(st.floats(0, 1e9), min_size=1, max_size=8), UNITS)
def test_any_split_adds_up_to_the_cent(total: int, weights: list[float], unit: int) -> None:
    answer = sp_split(total / 100, [weights], rounding_unit=unit / 100)
    step = gcd(total, unit)
    assert minors(answer) == (apportion(total // step, weights) * step).tolist()
    assert sum(minors(answer)) == total


def test_a_season_is_the_share_of_each_month() -> None:
    months = [3.0, 1, *[0] * 10]
    assert sp_season([months]) == [[0.75, 0.25, *[0.0] * 10]]
    assert sp_season([[sold] for sold in months]) == [[0.75], [0.25], *[[0.0]] * 10]
    assert sp_season([months, [None, 4.0, *[-1.0] * 10]])[0][:3] == [3 / 8, 5 / 8, 0.0]
    assert sp_season([[0] * 12])[0] == [1 / 12] * 12


def test_an_amount_falls_into_months_and_adds_up() -> None:
    assert sp_season([[3.0, 1, *[0] * 10]], 1000.02) == [[750.02, 250.0, *[0.0] * 10]]
    assert sp_season([[1]] * 12, 2200, 100) == [*[[200.0]] * 10, *[[100.0]] * 2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (([[1] * 11],), "#VALUE! months must be 12 cells, or several years of 12 (it is 1 × 11 cells)"),
        (([[None] * 12],), "#VALUE! months is blank"),
        (([[1] * 12], [[None]]), "#VALUE! amount is blank"),
        (([[1] * 12], -5), "#NUM! amount must be 0 or more (it is -5)"),
        (([[1] * 11 + ["x"]],), "#VALUE! months, column 12 must be a number"),
    ],
)
def test_a_season_that_makes_no_sense_is_refused(given: tuple[Any, ...], said: str) -> None:
    assert sp_season(*given).startswith(said)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(-(10**9), 10**10), min_size=12, max_size=12), min_size=1, max_size=3),
    st.integers(0, 10**12),
    UNITS,
    st.booleans(),
)
def test_a_season_is_that_of_planning(years: list[list[int]], amount: int, unit: int, upright: bool) -> None:
    company = seasons(np.array([years]), np.empty(0, np.int64), 0, PlanSettings(plan_year=2027)).company
    sales = np.array(years) / 100
    months = (sales.T if upright else sales).tolist()
    assert sp_season(months) == laid(company.tolist(), upright)
    step = gcd(amount, unit)
    answer = sp_season(months, amount / 100, unit / 100)
    assert answer == laid([cents / 100 for cents in (apportion(amount // step, company) * step).tolist()], upright)
    assert sum(minors(answer)) == amount
