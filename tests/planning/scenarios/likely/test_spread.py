"""The spread of a year's sales, by hand."""

from math import log, log1p, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.roster import NOBODY, Member
from salesplan.planning.scenarios.likely.spread import LEAST, MOST, UNKNOWN, spreads
from tests.planning.scenarios.likely.likely_cases import SETTINGS, Years, rep, standing

EAST: list[tuple[Member, Years]] = [(rep("e-1"), [1100, 1000]), (rep("e-2"), [900, 1000])]
WEST: list[tuple[Member, Years]] = [(rep("w-1", "West"), [3000, 2000]), (rep("w-2", "West"), [1000, 2000])]


def of(found: "list[tuple[Member, Years]]") -> dict[str, float]:
    stand = standing(found)
    keys = [member.key for member in stand.roster.members]
    return dict(zip(keys, spreads(stand, SETTINGS)[0].of.tolist(), strict=True))


def test_reps_are_drawn_to_their_team_and_teams_to_the_company() -> None:
    found, findings = spreads(standing([*EAST, *WEST, (rep("w-9", "West"), []), (NOBODY, [5000, 500])]), SETTINGS)
    squares = [log(grown) ** 2 * 4 / 3 for grown in (1.1, 0.9, 1.5, 0.5)]  # all four together did not grow
    company = sum(squares) / 4
    east, west = ((a + b + 2 * company) / 4 for a, b in (squares[:2], squares[2:]))
    variances = [*((s + 2 * east) / 3 for s in squares[:2]), *((s + 2 * west) / 3 for s in squares[2:]), west, company]
    assert found.of == pytest.approx(np.sqrt(variances))
    assert found.company == pytest.approx(sqrt(company))
    assert found.years.tolist() == [1, 1, 1, 1, 0, 0]
    assert not findings


def test_two_years_of_ones_own_count_for_half() -> None:
    found, _ = spreads(standing([(rep("r-1"), [1210, 1100, 1000]), (rep("r-2"), [1210, 1100, 1200])]), SETTINGS)
    own = [2 * log(grown) ** 2 / 2 for grown in (1.1, 1100 / 1200)]  # as both did together the year before
    assert found.years.tolist() == [2, 2]
    team = sum(own) / 2
    assert found.of == pytest.approx(np.sqrt([(2 * s + 2 * team) / 4 for s in own]), rel=1e-5)


def test_what_moves_all_alike_is_no_spread() -> None:
    assert of([(rep("r-1"), [2000, 1000]), (rep("r-2"), [400, 200])]) == {"r-1": LEAST, "r-2": LEAST}


def test_a_year_with_few_months_of_sales_is_not_compared() -> None:
    ten, nine = [[100.0] * months + [0.0] * (12 - months) for months in (10, 9)]
    found, _ = spreads(standing([*EAST, (rep("e-3"), [1000, ten]), (rep("e-4"), [1000, nine])]), SETTINGS)
    assert found.years.tolist() == [1, 1, 1, 0]


def test_one_rep_alone_is_seen_by_its_months() -> None:
    months = [300.0, 100.0] * 6
    found, (finding,) = spreads(standing([(rep("r-1"), [months, 1000])]), SETTINGS)
    shape = np.array([300 + 1000 / 12, 100 + 1000 / 12] * 6) / 3400  # pooled over both years
    variance = log1p(((np.array(months) / 2400 - shape) ** 2).sum())
    assert found.of.tolist() == pytest.approx([max(sqrt(variance), LEAST)])
    assert (finding.code, finding.table, finding.column) == ("F131", "Settings", "spread")
    assert "2026" in finding.line()
    assert found.years.tolist() == [0]


def test_independent_months_make_a_year_swing_by_their_own_over_the_root_of_twelve() -> None:
    draw = np.random.default_rng(7).normal(1, 0.3, size=(60, 12)) * 100_000
    found, _ = spreads(standing([(rep(f"r-{row}"), [months.tolist()]) for row, months in enumerate(draw)]), SETTINGS)
    assert found.company == pytest.approx(0.3 / sqrt(12), rel=0.1)


def test_without_a_full_year_it_is_a_guess_and_said_to_be() -> None:
    half = [100.0] * 6 + [0.0] * 6
    found, (finding,) = spreads(standing([(rep("r-1"), [half]), (rep("r-2"), [])]), SETTINGS)
    assert found.of.tolist() == [UNKNOWN, UNKNOWN]
    assert finding.code == "F132"
    assert "25 %" in finding.line()


@pytest.mark.parametrize("typed", [0.0, 0.18])
def test_a_typed_spread_is_everybodys(typed: float) -> None:
    found, findings = spreads(standing([*EAST, (NOBODY, [100])]), SETTINGS, typed=typed)
    assert found.of.tolist() == [typed] * 3
    assert found.company == typed
    assert not findings


def test_a_territory_that_multiplies_is_no_luck_and_holds_at_the_most() -> None:
    wild = of([(rep("r-1"), [1_000_000, 1000]), (rep("r-2"), [1000, 1_000_000])])
    assert set(wild.values()) == {MOST}


def test_a_rep_without_history_changes_nobody_else() -> None:
    before, after = of([*EAST, *WEST]), of([*EAST, *WEST, (rep("a-0"), []), (rep("e-15", "West"), [])])
    assert {key: after[key] for key in before} == before


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.integers(1, 10**9)] * 3), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_to_the_last_digit(history: "list[tuple[int, ...]]", order: Random) -> None:
    people: list[tuple[Member, Years]] = [
        (rep(f"r-{number}", "EW"[number % 2]), list(years)) for number, years in enumerate(history)
    ]
    first = of(people)
    order.shuffle(people)
    assert of(people) == first
    assert all(LEAST <= spread <= MOST for spread in first.values())


def test_one_wild_territory_counts_as_a_swing_of_one_for_the_others() -> None:
    calm: list[tuple[Member, Years]] = [(rep(f"r-{number}"), [10**6, 10**6]) for number in range(8)]
    found = of([*calm, (rep("r-9"), [10, 1000])])
    squares = 9 / 8  # of the wild one: 1, taken by one rep less
    assert found["r-0"] == pytest.approx(sqrt(2 * squares / 9 / 3), rel=1e-3)
