"""What each customer bought, in two windows of twelve months."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.planning.money import GRAINS, AmountsTooLarge
from salesplan.planning.purchases import NEVER, Purchases, purchases
from tests.planning.customer_plans import AS_OF, Rows, bought, ids, lines, typed

DECEMBER_2026 = (2026 - 1970) * 12 + 11


def of(customers: Rows, sales: Rows, as_of: date = AS_OF) -> Purchases:
    return purchases(typed("Customers", customers), typed("Sales", sales), as_of)[0]


def test_the_windows_are_twelve_months_with_the_month_of_the_day_whole() -> None:
    sales = [
        bought("C-1", 1, "2024-12-31"),
        bought("C-1", 10, "2025-01-01"),
        bought("C-1", 100, "2025-12-31"),
        bought("C-1", 1_000, "2026-01-01"),
        bought("C-1", 10_000, "2026-12-31"),
        bought("C-1", 100_000, "2027-01-01"),
    ]
    found = of(ids(1), sales, date(2026, 12, 3))
    assert (found.month, found.amount.tolist(), found.before.tolist()) == (DECEMBER_2026, [1_100_000], [11_000])
    assert (found.months.tolist(), found.months_before.tolist()) == ([2], [2])
    assert (found.first.tolist(), found.last.tolist()) == ([DECEMBER_2026 - 24], [DECEMBER_2026])


def test_a_purchase_month_has_more_sales_than_returns() -> None:
    sales = [bought("C-1", 50, "2026-03-01"), bought("C-1", -50, "2026-03-20"), bought("C-1", -5, "2026-04-01")]
    found = of(ids(1), sales)
    assert (found.amount.tolist(), found.months.tolist(), found.bought.tolist()) == ([-500], [0], [True])
    assert (found.first.tolist(), found.last.tolist()) == ([NEVER], [NEVER])


def test_amounts_are_rounded_once_after_summing() -> None:
    third = {"customer_id": "C-1", "month": "2026-02-01", "revenue": GRAINS // 2 - 1}
    down = {"customer_id": "C-2", "month": "2026-02-01", "revenue": -GRAINS // 2}
    assert of(ids(2), [third, third, third, down]).amount.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("typed_day", "first", "ever"),
    [("2020-05-17", (2020 - 1970) * 12 + 4, True), ("2027-01-01", NEVER, False), (None, NEVER, False)],
)
def test_a_typed_first_purchase_counts_up_to_the_day(typed_day: str | None, first: int, ever: bool) -> None:
    found = of([{"customer_id": "C-1", "first_purchase": typed_day}], [])
    assert (found.first.tolist(), found.last.tolist(), found.bought.tolist()) == ([first], [first], [ever])


def test_a_typed_first_purchase_counts_where_it_is_earlier() -> None:
    customers = [
        {"customer_id": "C-1", "first_purchase": "2019-01-31"},
        {"customer_id": "C-2", "first_purchase": "2026-11-30"},
    ]
    found = of(customers, [bought("C-1", 5), bought("C-2", 5)])
    june = DECEMBER_2026 - 6
    assert found.first.tolist() == [(2019 - 1970) * 12, june]
    assert found.last.tolist() == [june, june]


def test_rows_without_month_revenue_or_customer_are_left_out() -> None:
    sales = [
        bought("", 7),
        {"customer_id": "C-1", "revenue": 5 * GRAINS},
        {"customer_id": "C-1", "month": "2026-03-01"},
    ]
    found, _, findings = purchases(typed("Customers", ids(1)), typed("Sales", sales), AS_OF)
    assert (found.amount.tolist(), found.bought.tolist(), findings) == ([0], [False], [])


def test_ids_are_matched_as_people_type_them_and_the_first_of_equals_counts() -> None:
    customers = [{"customer_id": "c-1 "}, {"customer_id": "C-1", "first_purchase": "2020-01-01"}, {"customer_id": ""}]
    found = of(customers, [bought(" C-1", 5)])
    assert (found.amount.tolist(), found.bought.tolist()) == ([500, 0, 0], [True, False, False])


def test_sales_of_unknown_customers_are_one_finding() -> None:
    sales = [bought("C-1", 5), bought("C-8", 7.5), bought("C-9", 2), bought("C-9", 2, "2027-01-01")]
    findings = purchases(typed("Customers", ids(1)), typed("Sales", sales), AS_OF)[2]
    start = "Sales[customer_id] row 6 [T101] 2 sales rows, 9.50 in all, name customers who are not in Customers"
    assert [line.startswith(start) for line in lines(findings, "T101")] == [True]


def test_no_rows_at_all() -> None:
    found, _, findings = purchases(typed("Customers", []), typed("Sales", []), AS_OF)
    assert (found.amount.size, found.bought.size, findings) == (0, 0, [])
    assert of(ids(2), []).amount.tolist() == [0, 0]


def test_amounts_beyond_exact_sums_are_refused() -> None:
    huge = {"customer_id": "C-1", "month": "2026-02-01", "revenue": 2**61}
    with pytest.raises(AmountsTooLarge):
        of(ids(1), [huge, huge])


ROWS = st.tuples(
    st.sampled_from(["C-1", "C-2", "c-3", "C-9", ""]),
    st.integers(-3 * GRAINS, 3 * GRAINS),
    st.sampled_from(["2019-02-03", "2024-12-01", "2025-01-01", "2025-12-31", "2026-01-01", "2026-12-01", "2027-01-01"]),
)


@given(st.lists(ROWS, max_size=12), st.randoms(use_true_random=False))
def test_it_is_a_plain_loop_in_any_order(rows: list[tuple[str, int, str]], random: Any) -> None:
    by_month: dict[tuple[str, int], int] = defaultdict(int)
    buyers: set[str] = set()
    for customer_id, grains, day in rows:
        month = (int(day[:4]) - 1970) * 12 + int(day[5:7]) - 1
        if month <= DECEMBER_2026 and grains:
            by_month[customer_id.upper(), month] += grains
            buyers.add(customer_id.upper())
    random.shuffle(rows)
    sales = [{"customer_id": customer_id, "revenue": grains, "month": day} for customer_id, grains, day in rows]
    found = of(ids(3), sales)
    for place, key in enumerate(["C-1", "C-2", "C-3"]):
        months = {month: sum_ for (name, month), sum_ in by_month.items() if name == key}
        positive = [month for month, sum_ in months.items() if sum_ > 0]
        now = sum(sum_ for month, sum_ in months.items() if month > DECEMBER_2026 - 12)
        earlier = sum(s for month, s in months.items() if DECEMBER_2026 - 24 < month <= DECEMBER_2026 - 12)
        assert found.amount[place] == (2 * now + GRAINS) // (2 * GRAINS)
        assert found.before[place] == (2 * earlier + GRAINS) // (2 * GRAINS)
        assert found.months[place] == sum(month > DECEMBER_2026 - 12 for month in positive)
        assert found.months_before[place] == sum(DECEMBER_2026 - 24 < m <= DECEMBER_2026 - 12 for m in positive)
        assert found.first[place] == min(positive, default=NEVER)
        assert found.last[place] == max(positive, default=NEVER)
        assert found.bought[place] == (key in buyers)


def test_shown_amounts_add_up_to_the_rounded_total() -> None:
    sales = [{"month": "2026-05-01", "customer_id": f"C-{number}", "revenue": 3_333} for number in (3, 1, 2)]
    bought, shown, _ = purchases(typed("Customers", ids(3)), typed("Sales", sales), AS_OF)
    assert bought.amount.tolist() == [0, 0, 0]
    assert shown.amount.tolist() == [1, 0, 0]
    assert shown.months.tolist() == bought.months.tolist()
