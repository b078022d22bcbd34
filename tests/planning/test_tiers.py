"""Plain tiers: by share, amount or count, exactly."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.tier_rules import TierRules, read_rules, usual_tiers
from salesplan.planning.tiers import Boundary, plain_tiers
from tests.planning.customer_plans import lines, tier_rows, typed

USUAL = read_rules(usual_tiers())[0]


def rules_of(*rows: tuple[str, str, float | None]) -> TierRules:
    return read_rules(typed("Tiers", tier_rows(*rows)))[0]


def named(amounts: list[int], rules: TierRules = USUAL, currency: str = "CNY") -> str:
    plain = plain_tiers(np.array(amounts, dtype=np.int64), np.ones(len(amounts), dtype=bool), rules, currency)
    return "".join(rules.names[place][0] for place in plain.place)


@pytest.mark.parametrize(
    ("amounts", "tiers"),
    [
        ([80, 15, 5], "ABC"),  # exactly 80 % and 95 % stand before B and C
        ([79, 1, 15, 5], "ACAB"),
        ([81, 14, 5], "ABC"),
        ([10] * 10, "A" * 10),  # equal amounts share a tier: that of the first
        ([100], "A"),
        ([1_000_000, 0, -5], "ACC"),
        ([50, 30, 10, 10], "AABB"),
        ([0, 0], "CC"),
        ([-1], "C"),
        ([], ""),
    ],
)
def test_shares(amounts: list[int], tiers: str) -> None:
    assert named(amounts) == tiers


def test_a_share_is_as_it_is_typed_and_no_binary_fraction() -> None:
    # in binary 0.8 is a little more, so that 8 of 10 would be below it
    assert named([8, 2], rules_of(("A", "share", 0.8), ("B", "share", None))) == "AB"
    large = 10**16  # one minor unit makes the difference where floats have none
    rules = rules_of(("A", "share", 0.9), ("B", "share", None))
    assert named([9 * large - 1, large, 1], rules) == "AAB"
    assert named([9 * large, large - 1, 1], rules) == "ABB"


def test_amounts_are_in_units_of_the_currency_and_the_cut_is_in() -> None:
    rules = rules_of(("A", "amount", 100.5), ("B", "amount", 20), ("C", "", None))
    assert named([10_050, 10_049, 2_000, 1_999], rules) == "ABBC"
    assert named([101, 100, 20, 19], rules, "JPY") == "ABBC"


def test_counts_are_standard_ranks() -> None:
    rules = rules_of(("A", "count", 2), ("B", "count", 4), ("C", "count", None))
    assert named([9, 8, 7, 6, 5], rules) == "AABBC"
    assert named([9, 8, 8, 6, 5], rules) == "AAABC"  # ranks 1, 2, 2, 4, 5
    assert named([5, 5, 5, 5, 5], rules) == "AAAAA"


def test_rules_may_be_mixed_and_the_first_that_is_met_counts() -> None:
    rules = rules_of(("A", "count", 1), ("B", "amount", 50), ("C", "share", 0.99), ("D", "", None))
    assert named([9_000, 6_000, 4_000, 100], rules) == "ABCD"


def test_who_never_bought_is_a_prospect() -> None:
    plain = plain_tiers(np.array([0, 0]), np.array([True, False]), USUAL)
    assert [USUAL.names[place] for place in plain.place] == ["C", "prospect"]


def test_boundaries_stand_between_the_tiers() -> None:
    rules = rules_of(("A", "share", 0.8), ("B", "amount", 0.09), ("C", "", None))
    plain = plain_tiers(np.array([70, 12, 10, 8]), np.ones(4, dtype=bool), rules)
    assert plain.boundaries == (Boundary(12, 10), Boundary(9, 9), None)
    nobody = plain_tiers(np.array([0, -3]), np.ones(2, dtype=bool), rules)
    assert nobody.boundaries == (None, Boundary(9, 9), None)
    assert plain_tiers(np.array([5]), np.array([True]), USUAL).boundaries[0] == Boundary(5, 0)


def test_a_last_tier_with_a_cut_takes_the_rest_all_the_same() -> None:
    rules, findings = read_rules(typed("Tiers", tier_rows(("A", "share", 0.8), ("B", "share", 0.95))))
    assert named([80, 15, 5, -1], rules) == "ABBB"
    assert "the last, B, takes the rest" in lines(findings, "T108")[0]


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([("A", "", 0.8), ("B", "", None)], "T104", "Tiers[rule] row 5 [T104] tier A has the cut 0.8, but no rule"),
        ([("A", "share", 80.0), ("B", "", None)], "T105", "cut at 80, which is more than 100 %"),
        ([("A", "share", 0.8), ("B", "share", 0.8), ("C", "", None)], "T106", "nobody gets tier B: its cut 80 %"),
        ([("A", "amount", 5.0), ("B", "amount", 9.0), ("C", "", None)], "T106", "no more than that of A, 5"),
        ([("A", "count", 9.0), ("B", "count", 3.0), ("C", "", None)], "T106", "its cut 3 takes no more"),
        ([("A", "share", 0.8), ("B", "", None), ("C", "", None)], "T107", "B above it has no cut"),
        ([("A", "share", 0.8), ("Prospect", "", None)], "T111", "“Prospect”"),
    ],
)
def test_rules_that_cannot_be_meant_are_found(rows: list[tuple[str, str, float | None]], code: str, words: str) -> None:
    found = lines(read_rules(typed("Tiers", tier_rows(*rows)))[1], code)
    assert len(found) == 1
    assert words in found[0]


def test_sound_rules_have_no_findings() -> None:
    assert read_rules(usual_tiers())[1] == []
    mixed = tier_rows(("A", "count", 10), ("B", "amount", 500), ("C", "amount", 50), ("D", "", None))
    assert read_rules(typed("Tiers", mixed))[1] == []


def test_a_tier_without_visits_is_said_also_of_prospects() -> None:
    rows = [{"tier": "A", "rule": "share"}, {"tier": "P2"}]
    assert [line[:39] for line in lines(read_rules(typed("Tiers", rows))[1], "T109")] == [
        "Tiers[visits_a_year] row 5 [T109] A has",
        "Tiers[visits_a_year] row 6 [T109] P2 ha",
    ]


def test_a_table_without_tiers_takes_the_usual_ones_and_keeps_its_prospects() -> None:
    rules, findings = read_rules(typed("Tiers", [{"tier": "p1", "visits_a_year": 6.0}]))
    assert rules.names == ("A", "B", "C", "prospect")
    assert rules.prospect_visits[0] == 6.0
    assert [finding.code for finding in findings] == ["T110"]
    assert read_rules(typed("Tiers", []))[0].prospect_visits == (12.0, 4.0, 2.0, 1.0)


AMOUNTS = st.lists(st.integers(-20, 60), min_size=1, max_size=12)
CUTS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)


def by_hand(amounts: list[int], cuts: list[int]) -> list[int]:
    """Go down the sorted customers, adding up."""
    total = sum(amount for amount in amounts if amount > 0)
    place_of: dict[int, int] = {}
    before = 0
    for amount in sorted(amounts, reverse=True):
        if amount > 0 and amount not in place_of:
            share = Fraction(before, total)
            place_of[amount] = next((place for place, cut in enumerate(cuts) if share < Fraction(cut, 100)), 2)
        before += amount
    return [place_of.get(amount, 2) for amount in amounts]


@given(AMOUNTS, CUTS)
def test_shares_are_those_of_a_plain_loop(amounts: list[int], cuts: list[int]) -> None:
    rules = rules_of(("A", "share", cuts[0] / 100), ("B", "share", cuts[1] / 100), ("C", "", None))
    plain = plain_tiers(np.array(amounts), np.ones(len(amounts), dtype=bool), rules)
    assert plain.place.tolist() == by_hand(amounts, cuts)


@given(AMOUNTS, st.integers(0, 11), st.integers(1, 40), st.sampled_from(["share", "amount", "count"]))
def test_who_buys_more_never_gets_a_worse_tier(amounts: list[int], who: int, more: int, rule: str) -> None:
    cuts = {"share": (0.5, 0.9), "amount": (0.4, 0.1), "count": (2, 5)}[rule]
    rules = rules_of(("A", rule, cuts[0]), ("B", rule, cuts[1]), ("C", "", None))
    who %= len(amounts)
    everybody = np.ones(len(amounts), dtype=bool)
    raised = np.array(amounts)
    raised[who] += more
    was = plain_tiers(np.array(amounts), everybody, rules).place[who]
    assert plain_tiers(raised, everybody, rules).place[who] <= was


@given(AMOUNTS, st.permutations(range(12)))
def test_tiers_fall_with_amounts_in_any_order(amounts: list[int], order: list[int]) -> None:
    rules = rules_of(("A", "share", 0.6), ("B", "count", 4), ("C", "amount", 0.05), ("D", "", None))
    places = [place for place in order if place < len(amounts)]
    everybody = np.ones(len(amounts), dtype=bool)
    plain = plain_tiers(np.array(amounts), everybody, rules)
    shuffled = plain_tiers(np.array(amounts)[places], everybody, rules)
    assert shuffled.place.tolist() == plain.place[places].tolist()
    assert shuffled.boundaries == plain.boundaries
    pairs = sorted(zip(amounts, plain.place.tolist(), strict=True))
    tiers_down = [place for _, place in reversed(pairs)]
    assert tiers_down == sorted(tiers_down)
    assert len({(amount, place) for amount, place in pairs}) == len(set(amounts))
