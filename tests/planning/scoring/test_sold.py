"""Sales by who made them."""

from datetime import date

import numpy as np
import pytest

from salesplan.planning.money import AmountsTooLarge
from salesplan.planning.scoring.sold import Owners, lines_of, sold_by_month
from salesplan.planning.scoring.spans import Span, month_number
from salesplan.planning.visit_entries import Staff
from tests.planning.scoring.gather_cases import codes, facts_of, frames, gathered, sale
from tests.planning.scoring.gather_cases import lines as lines_said

OWNED = [
    {"customer_id": "C-1", "rep_id": "R-2"},
    {"customer_id": "C-2", "rep_id": ""},
    {"customer_id": "c-1", "rep_id": "R-1"},
]


def test_a_sale_is_of_its_own_rep_else_of_the_owner() -> None:
    sales = [
        sale("2027-03", 1, "r-1 ", "C-1"),
        sale("2027-03", 10, "", " c-1"),
        sale("2027-03", 100, "R-9", "C-1"),  # an unknown rep: nobody's
        sale("2027-03", 1_000, "", "C-2"),
        sale("2027-03", 10_000, "", "C-9"),
        sale("2027-03", 100_000, "", ""),
    ]
    assert facts_of(sales=sales, customers=OWNED).revenue.tolist() == [1, 10]


def test_the_months_of_the_period_count_up_to_the_day() -> None:
    sales = [
        sale(month, 10**place) for place, month in enumerate(("2026-12", "2027-01", "2027-02", "2027-03", "2027-04"))
    ]
    assert facts_of("2027-Q1", sales=sales).revenue[0] == 1_110
    assert facts_of("2027-Q1", sales=sales, as_of="2027-02-01").revenue[0] == 110
    assert facts_of("2027-W13", sales=sales).revenue[0] == 10_000  # it ends on April 4
    assert facts_of("2027-W13", sales=sales, as_of="2027-03-31").revenue[0] == 1_000
    assert facts_of("2027", sales=sales).revenue[0] == 11_110


def test_returns_count_and_nothing_sold_is_nothing() -> None:
    assert facts_of(sales=[sale("2027-03", 5), sale("2027-03", -9)]).revenue.tolist() == [-4, 0]


def test_margins_are_unknown_where_the_ledger_has_none() -> None:
    sales = [sale("2027-03", 100, margin=30), sale("2027-03", 50, margin=-5), sale("2027-02", 9, "R-2")]
    assert facts_of(sales=sales).margin.tolist() == [25, 0]
    assert np.isnan(facts_of("2027-02", sales=sales).margin).all()
    np.testing.assert_array_equal(facts_of("2027-Q1", sales=sales).margin, [25, np.nan])  # R-2 sold without any


def test_the_year_before_counts_where_the_ledger_reaches_back() -> None:
    sales = [sale("2026-02", 7), sale("2027-03", 100)]
    assert facts_of("2027-03", sales=sales).revenue_before.tolist() == [0, 0]
    assert facts_of("2027-02", sales=sales).revenue_before.tolist() == [7, 0]
    assert np.isnan(facts_of("2027-Q1", sales=sales).revenue_before).all()
    early = [*sales, sale("2025-12", 1)]
    assert facts_of("2027-Q1", sales=early).revenue_before.tolist() == [7, 0]
    assert facts_of("2027-Q1", sales=early, as_of="2027-01-31").revenue_before.tolist() == [0, 0]
    assert np.isnan(facts_of(sales=[]).revenue_before).all()


def test_focus_lines() -> None:
    sales = [
        sale("2027-03", 1, product_line="Servo "),
        sale("2027-03", 10, product_line="VALVE"),
        sale("2027-03", 100, product_line="pump"),
        sale("2027-03", 1_000),
    ]
    found = gathered(sales=sales, setting={"focus_lines": ("servo", " valve", "Pmup", "")})
    assert found.facts[0].focus.tolist() == [11, 0]
    assert lines_said(found, "K134")[0].startswith(
        "Settings[focus_lines] [K134] no sale is of the focus product line “Pmup”; nearest is “pump”"
    )
    assert np.isnan(facts_of(sales=sales).focus).all()
    assert codes(gathered(setting={"focus_lines": ("Servo",)})) == []


def test_a_focus_line_that_was_never_sold_says_nothing_of_anybody() -> None:
    sales = [sale("2027-03", 5, product_line="pump")]
    unsold = gathered(sales=sales, setting={"focus_lines": ("Servo", "Valve")})
    assert np.isnan(unsold.facts[0].focus).all()
    assert codes(unsold) == ["K134", "K134"]
    once = gathered(
        sales=[*sales, sale("2026-01", 1, product_line="servo")], setting={"focus_lines": ("Servo", "Valve")}
    )
    assert once.facts[0].focus.tolist() == [0, 0]
    assert codes(once) == ["K134"]


def test_sales_after_today_are_told() -> None:
    found = gathered(sales=[sale("2027-04", 1), sale("2027-03", 1), sale("2027-05", 1)], as_of="2027-03-09")
    assert [line.split(";")[0] for line in lines_said(found, "K138")] == [
        "Sales[month] row 5 [K138] 2 sales rows are of months after 2027-03 and do not count yet"
    ]
    assert codes(gathered("2027-02", sales=[sale("2027-03", 1)], as_of="2027-03-09")) == []


def test_what_is_sold_after_the_last_month_is_left_out_and_the_rest_adds_up() -> None:
    tables = frames(sales=[sale("2027-03", 5), sale("2027-03", 7, "R-9"), sale("2027-04", 1), sale("2026-12", 1)])
    staff = Staff.of(tables["reps"])
    march = month_number(date(2027, 3, 1))
    lines, _ = lines_of(tables["sales"], Owners.of(tables["customers"], staff), staff, march)
    sold = sold_by_month(lines, staff, range(march - 2, march + 3))
    assert sold.revenue.sum(axis=0).tolist() == [0, 0, 12, 0, 0]
    assert sold.revenue[:, 2].tolist() == [5, 0, 7]


def test_a_month_without_working_days_is_held_against_the_whole_month_a_year_before() -> None:
    tables = frames(sales=[sale("2026-03", 8), sale("2026-02", 2)])
    staff = Staff.of(tables["reps"])
    march = month_number(date(2027, 3, 1))
    lines, _ = lines_of(tables["sales"], Owners.of(tables["customers"], staff), staff, march)
    sold = sold_by_month(lines, staff, range(march - 14, march + 1))
    assert sold.before(Span(march - 1, march, march, gone=1, days=2)).tolist() == [6, 0, 0]
    assert sold.before(Span(march - 1, march, march, gone=0, days=0)).tolist() == [10, 0, 0]


def test_rows_that_say_nothing_are_no_ledger() -> None:
    sales = [sale("2027-03", 5), {"revenue": 7, "rep_id": "R-1"}, {"month": "2020-01-01", "rep_id": "R-1"}]
    facts = facts_of(sales=sales)
    assert facts.revenue.tolist() == [5, 0]
    assert np.isnan(facts.revenue_before).all()


def test_too_much_to_sum_is_refused() -> None:
    with pytest.raises(AmountsTooLarge):
        gathered(sales=[sale("2027-03", 2**61), sale("2027-03", 2**61)])
