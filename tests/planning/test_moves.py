"""Moves: a customer leaves its tier only when it is past the boundary by more than the margin."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.customers import CustomerPlan
from tests.planning.customer_plans import bought, evaluated, ids, lines, moves_of, tier_rows, tiers_of, typed

BY_AMOUNT = tier_rows(("A", "amount", 1_000), ("B", "amount", 100), ("C", "", None))
BEFORE = "2026-06-30"


def rated(last: str, amount: float | None, **more: Any) -> CustomerPlan:
    """Rate one customer who had a tier, with boundaries at 1,000 and 100."""
    customer = {"customer_id": "C-1", "rep_id": "R-1", "tier": last, "evaluated_on": BEFORE, **more}
    return evaluated([customer], [] if amount is None else [bought("C-1", amount)], tiers=BY_AMOUNT)


@pytest.mark.parametrize(
    ("last", "amount", "tier", "move"),
    [
        ("B", 1_100, "B", "held"),  # by exactly the margin is not by more
        ("B", 1_100.01, "A", "up"),
        ("B", 1_000, "B", "held"),
        ("B", 999.99, "B", "same"),
        ("A", 900, "A", "held"),
        ("A", 899.99, "B", "down"),
        ("A", 90, "C", "down"),  # past its own boundary, so its plain tier
        ("C", 1_050, "A", "up"),  # past the boundary of B, so its plain tier
        ("C", 110, "C", "held"),
        ("C", 110.01, "B", "up"),
        ("B", -5, "C", "down"),
        ("a ", 5_000, "A", "same"),
        ("", 5_000, "A", "new"),
        ("prospect", 5, "C", "new"),
        ("潜在客户", 1_001, "A", "new"),
        ("潛在客戶", None, "prospect", "same"),
        ("Prospect", None, "prospect", "same"),
        ("", None, "prospect", "new"),
        ("B", None, "prospect", "down"),
    ],
)
def test_moves_past_fixed_boundaries(last: str, amount: float | None, tier: str, move: str) -> None:
    plan = rated(last, amount)
    assert (tiers_of(plan)["C-1"], moves_of(plan)["C-1"]) == (tier, move)


def test_without_a_margin_the_plain_tier_counts() -> None:
    customers = [{"customer_id": "C-1", "tier": "B"}, {"customer_id": "C-2", "tier": "A"}]
    plan = evaluated(customers, [bought("C-1", 1_000.01), bought("C-2", 999.99)], tiers=BY_AMOUNT, margin=0.0)
    assert tiers_of(plan) == {"C-1": "A", "C-2": "B"}


def test_a_share_holds_against_the_neighbours_amount_never_its_own() -> None:
    last = {"C-1": "A", "C-2": "B", "C-3": "B"}
    customers = [row | {"tier": last[row["customer_id"]]} for row in ids(3)]
    # C-2 has come within 80 %: 72 and 17 are A, 11 is B
    plan = evaluated(customers, [bought("C-1", 72), bought("C-2", 17), bought("C-3", 11)])
    assert moves_of(plan) == {"C-1": "same", "C-2": "up", "C-3": "same"}
    plan = evaluated(customers, [bought("C-1", 76), bought("C-2", 12.1), bought("C-3", 11.9)])
    assert moves_of(plan) == {"C-1": "same", "C-2": "held", "C-3": "same"}
    assert plan.moves["boundary"].tolist() == [1190]


def test_one_customer_with_everything_is_the_best_whatever_it_was() -> None:
    customers = [row | {"tier": "C"} for row in ids(3)]
    plan = evaluated(customers, [bought("C-1", 5_000), bought("C-2", 1)])
    assert tiers_of(plan) == {"C-1": "A", "C-2": "C", "C-3": "prospect"}


def test_a_faller_is_held_against_the_least_of_its_tier() -> None:
    customers = [row | {"tier": tier} for row, tier in zip(ids(3), "AAA", strict=True)]
    near = [bought("C-1", 60), bought("C-2", 21), bought("C-3", 19)]
    assert moves_of(evaluated(customers, near)) == {"C-1": "same", "C-2": "same", "C-3": "held"}
    far = [bought("C-1", 60), bought("C-2", 22), bought("C-3", 18)]
    assert moves_of(evaluated(customers, far)) == {"C-1": "same", "C-2": "same", "C-3": "down"}


def test_the_same_day_again_compares_with_the_evaluation_before() -> None:
    first = rated("B", 2_000)
    again = evaluated(first.customers, [bought("C-1", 2_000)], tiers=BY_AMOUNT, moves=first.moves)
    pd.testing.assert_frame_equal(again.customers, first.customers)
    pd.testing.assert_frame_equal(again.moves, first.moves)
    corrected = evaluated(first.customers, [bought("C-1", 1_050)], tiers=BY_AMOUNT, moves=first.moves)
    assert (tiers_of(corrected)["C-1"], moves_of(corrected)["C-1"]) == ("B", "held")


def test_a_later_day_makes_this_tier_the_last() -> None:
    first = rated("B", 2_000)
    later = evaluated(first.customers, [bought("C-1", 2_000)], tiers=BY_AMOUNT, as_of=date(2027, 1, 31))
    assert later.customers["last_tier"].tolist() == ["A"]
    assert moves_of(later) == {"C-1": "same"}


def test_an_earlier_day_keeps_the_last_tier_and_says_so() -> None:
    plan = rated("A", 2_000, last_tier="B", evaluated_on="2027-03-31")
    assert plan.customers["last_tier"].tolist() == ["B"]
    assert moves_of(plan) == {"C-1": "up"}
    assert (
        "1 customers were rated as of 2027-03-31 already, which is after 2026-12-31" in lines(plan.findings, "T114")[0]
    )
    assert lines(rated("A", 2_000, evaluated_on="2026-12-31").findings, "T114") == []


def test_a_tier_that_is_no_more_counts_as_none_and_is_said_once() -> None:
    customers = [row | {"tier": tier} for row, tier in zip(ids(4), ["Gold", "gold", "B", "Tin"], strict=True)]
    plan = evaluated(customers, [bought("C-1", 2_000)], tiers=BY_AMOUNT)
    assert plan.customers["last_tier"].tolist() == ["", "", "B", ""]
    assert moves_of(plan)["C-1"] == "new"
    assert [line.split(",")[0] for line in lines(plan.findings, "T112")] == [
        "Customers[last_tier] row 5 [T112] 2 customers had the tier “Gold”",
        "Customers[last_tier] row 8 [T112] 1 customers had the tier “Tin”",
    ]


def test_the_log_keeps_other_days_and_what_was_agreed() -> None:
    log: list[dict[str, Any]] = [
        {"as_of": "2026-06-30", "customer_id": "C-2", "move": "down", "follow_up": "call"},
        {"as_of": "2026-12-31", "customer_id": "c-1", "move": "up", "follow_up": "thank them", "amount": 7},
        {"as_of": "2026-12-31", "customer_id": "C-2", "move": "held", "follow_up": "", "amount": 7},
        {"as_of": "2026-12-31", "customer_id": "C-3", "move": "down", "follow_up": "visit"},
        {"as_of": "2026-12-31", "customer_id": "C-9", "move": "down", "follow_up": "gone since"},
    ]
    customers = [row | {"tier": tier} for row, tier in zip(ids(3), "BBB", strict=True)]
    sales = [bought("C-1", 2_000), bought("C-2", 500), bought("C-3", 500)]
    moves = evaluated(customers, sales, tiers=BY_AMOUNT, moves=log).moves
    assert moves[["customer_id", "move", "follow_up"]].to_numpy().tolist() == [
        ["C-2", "down", "call"],
        ["C-9", "down", "gone since"],
        ["C-1", "up", "thank them"],
        ["C-3", "same", "visit"],
    ]
    assert moves["amount"].tolist()[2:] == [200_000, 50_000]
    assert moves.dtypes.astype(str).to_dict() == typed("Moves", log).dtypes.astype(str).to_dict()


def test_the_log_stands_by_move_and_amount() -> None:
    customers = [row | {"tier": tier} for row, tier in zip(ids(5), "ABACB", strict=True)]
    amounts = [400, 1_050, 500, 300, 2_000]
    sales = [bought(row["customer_id"], amount) for row, amount in zip(customers, amounts, strict=True)]
    moves = evaluated(customers, sales, tiers=BY_AMOUNT).moves
    assert moves[["customer_id", "last_tier", "tier", "move", "boundary"]].to_numpy().tolist() == [
        ["C-3", "A", "B", "down", 100_000],
        ["C-1", "A", "B", "down", 100_000],
        ["C-2", "B", "B", "held", 100_000],
        ["C-5", "B", "A", "up", 100_000],
        ["C-4", "C", "B", "up", 10_000],
    ]


@pytest.mark.parametrize(
    ("before", "now", "logged", "fell"),
    [
        ("A", "B", True, True),
        ("B", "a", True, False),
        ("乙", "丙级", True, True),
        ("A", " a", False, False),
        ("甲", "A", False, False),
        ("good", "C", True, False),
        ("", "B", False, False),
        ("B", "", False, False),
    ],
)
def test_credit_that_changed_is_logged_and_that_fell_is_said(before: str, now: str, logged: bool, fell: bool) -> None:
    plan = rated("B", 500, credit=now, evaluated_credit=before)
    assert (len(plan.moves) == 1) == logged
    assert (len(lines(plan.findings, "T115")) == 1) == fell
    assert plan.customers[["last_credit", "evaluated_credit"]].to_numpy().tolist() == [[before, now]]
    again = evaluated(plan.customers, [bought("C-1", 500)], tiers=BY_AMOUNT)
    assert again.customers["last_credit"].tolist() == [before]
    assert len(again.moves) == len(plan.moves)


CUSTOMERS = st.lists(
    st.tuples(st.integers(-50, 400), st.sampled_from(["", "A", "B", "C", "prospect", "X"])), min_size=1, max_size=9
)


@pytest.mark.flow
@settings(max_examples=30, deadline=None)
@given(CUSTOMERS, st.sampled_from([0.0, 0.1, 0.25]), st.sampled_from(["share", "count"]))
def test_who_is_held_is_within_the_margin_and_who_moves_is_past_it(
    drawn: list[tuple[int, str]], margin: float, rule: str
) -> None:
    cuts = {"share": (0.5, 0.9), "count": (2, 5)}[rule]
    tiers = tier_rows(("A", rule, cuts[0]), ("B", rule, cuts[1]), ("C", "", None))
    customers = [row | {"tier": tier} for row, (_, tier) in zip(ids(len(drawn)), drawn, strict=True)]
    sales = [bought(row["customer_id"], amount) for row, (amount, _) in zip(customers, drawn, strict=True)]
    plan = evaluated(customers, sales, tiers=tiers, margin=margin)
    fresh = evaluated(ids(len(drawn)), sales, tiers=tiers)
    boundaries: dict[str, Any] = dict(zip(plan.moves["customer_id"], plan.moves["boundary"], strict=True))
    for place, row in enumerate(customers):
        key, move, plain = row["customer_id"], moves_of(plan)[row["customer_id"]], tiers_of(fresh)[row["customer_id"]]
        assert tiers_of(plan)[key] == (row["tier"] if move == "held" else plain)
        if move not in {"held", "up", "down"} or plain == "prospect":
            continue
        amount, boundary = 100 * drawn[place][0], boundaries[key]
        if move == "held":
            assert plain != row["tier"]
            assert abs(amount - boundary) * 100 <= boundary * round(100 * margin)
        elif not pd.isna(boundary):
            assert abs(amount - boundary) * 100 > boundary * round(100 * margin)
            assert (amount > boundary) == (move == "up")
