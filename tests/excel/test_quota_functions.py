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
from salesplan.planning.money import GRAINS, grown, millionths
from salesplan.planning.pins import NOT_PINNED, Groups, share
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.quota import plan_quotas
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings
from salesplan.tables.quota import MONTHS

CENTS = st.integers(0, 10**12)
RATES = st.integers(-10_000, 100_000).map(lambda rate: rate / 10_000)
UNITS = st.sampled_from([1, 5, 100, 1_000, 10_000])
"""Rounding units in cents."""


def laid(values: list[Any], upright: bool) -> Any:
    """Lay values out as a column or a row; a single one as a cell."""
    if len(values) == 1:
        return values[0]
    return [[value] for value in values] if upright else [values]


def minors(answer: Any, minor: int = 100) -> list[int]:
    """Count an answer in cents, or other minor units; each must be whole."""
    cells = [cell for line in answer for cell in line] if isinstance(answer, list) else [answer]
    counted = [round(cell * minor) for cell in cells]
    assert [cell / minor for cell in counted] == cells
    return counted


def test_last_year_and_growth_make_the_target() -> None:
    assert sp_growth_target(1_000_000, 0.1) == 1_100_000
    assert sp_growth_target(1_234.56, 0.1, 100) == 1_400
    assert sp_growth_target(100, -1) == 0
    assert sp_growth_target(150, 0, 100) == 200  # halves up


def test_a_rate_counts_with_all_its_decimals_and_without_what_binary_fractions_leave() -> None:
    assert sp_growth_target(120_000, 1 / 12) == 130_000
    assert sp_growth_target(9_000_000, 1 / 3, 1) == 12_000_000
    assert sp_growth_target(0.05, 0.3 - 0.2) == 0.06


def test_a_target_in_thousandths() -> None:
    assert sp_growth_target(1000.125, 0.1, 0.001) == 1100.138
    assert sp_growth_target(1000.125, 0.1, 0.005) == 1100.14
    assert sp_growth_target(1000.125, 0) == 1000.13


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
        ((100, 0.1, [[1], [10]]), "#VALUE! rounding_unit must be one cell (it is a column of 2 cells)"),
        ((100, 12), "#NUM! growth must be between -100% and 1,000% (it is 1,200%); type 8%, not 8"),
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


def planned(sold: dict[str, list[int]], pins: dict[str, int] | None = None, **chosen: Any) -> QuotaPlan:
    """Plan 2027 for a team of reps, by what each sold in the first months of 2026, in minor units; some are pinned."""
    names = ("region", "team", "rep_id", "dimension", "value", "month", "share", "adjustment", "override", "reason")
    blank = pd.DataFrame({name: [] for name in (*names, "customer_id", "industry", "channel", "tier")})
    reps = pd.DataFrame({"rep_id": list(sold), "rep": list(sold)}).assign(region="North", team="East")
    rows = [
        (f"2026-{month:02d}-01", rep, amount) for rep, months in sold.items() for month, amount in enumerate(months, 1)
    ]
    sales = pd.DataFrame(rows, columns=["month", "rep_id", "revenue"]).assign(
        customer_id="", product_line="", channel=""
    )
    sales["month"] = pd.to_datetime(sales["month"])
    sales["revenue"] = pd.array((sales["revenue"] * GRAINS).tolist(), dtype="Int64")
    pinned = pd.DataFrame({"rep_id": list(pins or {})}).assign(region="North", team="East", reason="known better")
    return plan_quotas(
        growth=blank,
        ramp=blank,
        reps=reps,
        customers=blank,
        sales=sales,
        region_quota=blank,
        team_quota=blank,
        quota=pinned.assign(override=pd.array(list((pins or {}).values()), dtype="Int64")) if pins else blank,
        settings=PlanSettings(plan_year=2027, **chosen),
    )


@settings(max_examples=8, deadline=None)
@given(CENTS, RATES, UNITS)
def test_a_target_is_that_of_a_company_with_these_sales(cents: int, rate: float, unit: int) -> None:
    plan = planned({"R-01": [cents]}, growth=rate, rounding_unit=unit)
    assert sp_growth_target(cents / 100, rate, unit / 100) == plan.company.target / 100


@pytest.mark.flow
@pytest.mark.parametrize(("currency", "minor"), [("JPY", 1), ("USD", 100), ("KWD", 1000)])
@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.lists(st.integers(500_000, 10**6), min_size=12, max_size=12), min_size=3, max_size=5),
    st.integers(1050, 1150),
    st.sampled_from([1, 5, 100, 1000]),
)
def test_splits_and_months_are_those_of_a_plan_in_any_currency(
    currency: str, minor: int, sold: list[list[int]], permille: int, unit: int
) -> None:
    by_rep = {f"R-{place}": months for place, months in enumerate(sold)}
    pin = sum(sold[0]) * permille // 1000
    bounds = {"growth_floor": 0.02, "growth_cap": 0.3}
    plan = planned(by_rep, {"R-0": pin}, currency=currency, growth=0.1, rounding_unit=unit, **bounds)
    quota = plan.quota[plan.quota["rep_id"] != ""]
    last_year = quota["last_year"].to_numpy() / minor
    final = quota["final"].tolist()
    split = sp_split(
        sum(final) / minor,
        [[base] for base in quota["base"].tolist()],
        [[last * 1.02] for last in last_year],
        [[last * 1.3] for last in last_year],
        [[pin / minor], *[[None]] * (len(sold) - 1)],
        unit / minor,
    )
    assert split == [[amount / minor] for amount in final]
    months = plan.quota[list(MONTHS)].sum().tolist()
    step = gcd(unit, *final) / minor
    assert sp_season((np.array(sold) / minor).tolist(), sum(final) / minor, step)[0] == [
        each / minor for each in months
    ]


def test_a_split_adds_up_and_has_the_shape_of_the_weights() -> None:
    assert sp_split(1000, [[3], [2], [1]]) == [[500.0], [333.33], [166.67]]
    assert sp_split(1000, [[3, 2, 1]], rounding_unit=10) == [[500.0, 330.0, 170.0]]
    assert sp_split(100, [[1, 1], [1, 1]]) == [[25.0, 25.0], [25.0, 25.0]]
    assert sp_split(100, 7) == 100
    assert sp_split(100, [[0, 0]]) == [[50.0, 50.0]]  # who weighs nothing shares evenly, as in the plan


def test_a_blank_weight_takes_no_part_unless_it_has_a_pin() -> None:
    assert sp_split(100, [[None], [3]]) == [[None], [100.0]]
    assert sp_split(100, [[0], [0], [None]]) == [[50.0], [50.0], [None]]
    assert sp_split(100, [[None], [3], [None]], floors=20, pins=[[30], [None], [None]]) == [[30.0], [70.0], [None]]
    assert sp_split(100, [[None, None]], pins=[[60, 40]]) == [[60.0, 40.0]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"caps": 400}, "#NUM! caps allow 200.00 less than there is to split; a blank weight takes none of it"),
        (
            {"pins": [[400], [None], [500]]},
            "#NUM! pins fix everything, and 100.00 of the total is left over; a blank weight takes none of it",
        ),
    ],
)
def test_the_reason_says_that_a_blank_weight_takes_nothing(options: dict[str, Any], said: str) -> None:
    assert sp_split(1000, [[1], [None], [1]], **options) == said


def test_a_split_in_thousandths() -> None:
    assert sp_split(1000.125, [[1], [1]]) == [[500.065], [500.06]]
    assert sp_split(1000.125, [[1], [1]], rounding_unit=0.001) == [[500.063], [500.062]]
    assert sp_split(
        881_100, [[1100], [550_000], [330_000]], pins=[[None], [500_000.125], [None]], rounding_unit=100
    ) == [[1266.125], [500_000.125], [379_833.75]]


def test_floors_go_up_and_caps_down_to_whole_units_as_in_a_plan() -> None:
    assert sp_split(100, [[1, 9]], floors=[[33.331, None]]) == [[33.34, 66.66]]
    assert sp_split(100, [[9, 1]], caps=[[33.339, None]]) == [[33.33, 66.67]]
    assert sp_split(20_000, [[1, 9]], floors=[[8300 * 1.1, None]], rounding_unit=10) == [[9130.0, 10_870.0]]
    # a pin makes the split finer, the bounds stay whole units
    assert sp_split(1000, [[1, 9, 5]], floors=[[120, None, None]], pins=[[None, None, 305]], rounding_unit=100) == [
        [200.0, 495.0, 305.0]
    ]


def test_a_cap_is_never_below_the_unit_that_the_floor_goes_up_to() -> None:
    weights = [[9296], [560_000], [336_000]]
    assert sp_split(905_000, weights, [[9130], [None], [None]], [[9545], [None], [None]], rounding_unit=1000) == [
        [10_000.0],
        [559_000.0],
        [336_000.0],
    ]


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
            {"floors": [[0, 50]], "caps": 40},
            "#NUM! the cap 40 is below the floor 50 (column 2)",
        ),
        (
            {"caps": [[540, 490]], "rounding_unit": 100},
            "#NUM! caps, rounded to multiples of 100.00, allow 100.00 less than there is to split",
        ),
        (
            {"floors": [[1], [1]]},
            "#VALUE! floors and weights must be laid out alike: a column for a column, a row for a row",
        ),
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
@given(splits(), st.booleans(), st.sampled_from([1, 100, 1000]))
def test_a_split_is_that_of_planning(
    case: tuple[int, int, list[tuple[int, int, int, int]]], upright: bool, minor: int
) -> None:
    total, unit, members = case
    weight, low, high, pin = (np.array(column) for column in zip(*members, strict=True))
    shared = share(Groups(np.array([total]), np.zeros(len(members), np.int64), weight * 1.0, low, high, pin), unit)
    answer = sp_split(
        total / minor,
        laid(weight.tolist(), upright),
        laid([amount / minor for amount in low.tolist()], upright),
        laid([None if amount == UNBOUNDED else amount / minor for amount in high.tolist()], upright),
        laid([None if amount == NOT_PINNED else amount / minor for amount in pin.tolist()], upright),
        unit / minor,
    )
    off = int(shared.pins_off[0] or shared.bounds_off[0])
    if off:
        assert f" {abs(off) / minor:,.3f}".rstrip("0").rstrip(".") in answer
        return
    assert answer == laid([amount / minor for amount in shared.final.tolist()], upright)
    assert sum(minors(answer, minor)) == total


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


def test_a_season_needs_proportions_only() -> None:
    assert sp_season([[0.004] * 6 + [0.016] * 6]) == [[1 / 30] * 6 + [4 / 30] * 6]
    assert sp_season([[1e13] * 12]) == sp_season([[1e-9] * 12]) == [[1 / 12] * 12]
    assert sp_season([[1.2345, *[1] * 11]])[0][0] == 1.2345 / 12.2345


def test_an_amount_falls_into_months_and_adds_up() -> None:
    assert sp_season([[3.0, 1, *[0] * 10]], 1000.125) == [[750.095, 250.03, *[0.0] * 10]]
    assert sp_season([[3.0, 1, *[0] * 10]], 1000.125, 0.001)[0][:2] == [750.094, 250.031]
    assert sp_season([[3.0, 1, *[0] * 10]], 1000.02) == [[750.02, 250.0, *[0.0] * 10]]
    assert sp_season([[1]] * 12, 2200, 100) == [*[[200.0]] * 10, *[[100.0]] * 2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (([[1] * 11],), "#VALUE! months must be 12 cells, or several years of 12 (it is a row of 11 cells)"),
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
    st.sampled_from([1, 100, 1000]),
)
def test_a_season_is_that_of_planning(
    years: list[list[int]], amount: int, unit: int, upright: bool, minor: int
) -> None:
    company = seasons(np.array([years]), np.empty(0, np.int64), 0, PlanSettings(plan_year=2027)).company
    sales = np.array(years) / minor
    months = (sales.T if upright else sales).tolist()
    assert sp_season(months) == laid(company.tolist(), upright)
    step = gcd(amount, unit)
    answer = sp_season(months, amount / minor, unit / minor)
    assert answer == laid([part / minor for part in (apportion(amount // step, company) * step).tolist()], upright)
    assert sum(minors(answer, minor)) == amount
