"""Customers owned, active, new."""

import numpy as np
import pytest

from tests.planning.scoring.gather_cases import facts_of, sale
from tests.planning.scoring.score_cases import Row

OLD = sale("2020-01", 1, "R-2", "C-old")


def customer(customer_id: str, rep_id: str = "R-1", first_purchase: str | None = None) -> Row:
    return {"customer_id": customer_id, "rep_id": rep_id, "first_purchase": first_purchase}


def test_owned_active_and_both() -> None:
    customers = [customer("C-1"), customer("C-2"), customer("C-3", "R-2"), customer("C-4", ""), customer("c-1", "R-2")]
    sales = [
        OLD,
        sale("2027-03", 5, "R-1", "C-1"),
        sale("2027-03", 5, "R-2", "c-1 "),
        sale("2027-03", 5, "R-1", "C-3"),
        sale("2027-03", 5, "R-1", "C-9"),  # of no table
        sale("2027-03", 5, "R-1", "C-4"),  # of no owner
        sale("2027-03", 5, "R-1", ""),
        sale("2027-02", 5, "R-1", "C-2"),  # of another month
    ]
    facts = facts_of(customers=customers, sales=sales)
    assert facts.owned.tolist() == [2, 1]
    assert facts.active.tolist() == [4, 1]
    assert facts.active_owned.tolist() == [1, 0]


def test_who_returned_as_much_is_not_active() -> None:
    sales = [
        OLD,
        sale("2027-03", 5, "R-1", "C-1"),
        sale("2027-03", -5, "R-1", "C-1"),
        sale("2027-03", 9, "R-1", "C-2"),
        sale("2027-03", -10, "R-2", "C-2"),  # active for one, not on the whole
    ]
    facts = facts_of(customers=[customer("C-1"), customer("C-2")], sales=sales)
    assert (facts.active[0], facts.active_owned[0]) == (1, 1)


def test_what_a_colleague_sold_to_an_owned_customer_is_no_breadth() -> None:
    facts = facts_of(customers=[customer("C-1")], sales=[OLD, sale("2027-03", 5, "R-2", "C-1")])
    assert (facts.active.tolist(), facts.active_owned.tolist()) == ([0, 1], [0, 0])


def test_a_customer_is_new_once() -> None:
    sales = [OLD, sale("2027-02", 5, "R-1", "C-1"), sale("2027-03", 5, "R-1", "C-1")]
    assert facts_of("2027-02", sales=sales).new.tolist() == [1, 0]
    assert facts_of("2027-03", sales=sales).new.tolist() == [0, 0]
    assert facts_of("2027-Q1", sales=sales).new.tolist() == [1, 0]


def test_a_new_customer_counts_for_who_sold_the_most() -> None:
    sales = [
        OLD,
        sale("2027-03", 5, "R-1", "C-1"),
        sale("2027-03", 6, "R-2", "C-1"),
        sale("2027-03", 5, "R-2", "C-2"),  # a tie: the smaller id
        sale("2027-03", 5, "R-1", "C-2"),
        sale("2027-03", 99, "R-9", "C-3"),  # nobody's, mostly
        sale("2027-03", 1, "R-2", "C-3"),
        sale("2027-03", 9, "R-9", "C-4"),
    ]
    assert facts_of(sales=sales).new.tolist() == [1, 2]


def test_a_purchase_needs_more_sales_than_returns() -> None:
    back = [OLD, sale("2027-02", 5, "R-1", "C-1"), sale("2027-02", -5, "R-2", "C-1"), sale("2027-03", 5, "R-1", "C-1")]
    assert facts_of("2027-03", sales=back).new.tolist() == [1, 0]
    assert facts_of("2027-02", sales=back).new.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("typed", "new"), [("2019-05-07", 0), ("2027-02-28", 0), ("2027-03-31", 1), ("2027-09-01", 1), (None, 1)]
)
def test_a_typed_first_purchase_counts_where_it_is_earlier(typed: str | None, new: int) -> None:
    sales = [OLD, sale("2027-03", 5, "R-1", "C-1")]
    assert facts_of(customers=[customer("C-1", "R-1", typed)], sales=sales).new.tolist() == [new, 0]


def test_a_ledger_that_begins_in_the_period_cannot_tell_who_is_new() -> None:
    sales = [sale("2027-02", 5, "R-1", "C-1"), sale("2027-03", 5, "R-1", "C-2")]
    assert np.isnan(facts_of("2027-02", sales=sales).new).all()
    assert np.isnan(facts_of("2027-Q1", sales=sales).new).all()
    assert facts_of("2027-03", sales=sales).new.tolist() == [1, 0]
    dated = [customer("C-1", "R-1", "2025-01-01"), customer("C-2", "R-1", "2027-03-01")]
    assert facts_of("2027-Q1", sales=sales, customers=dated).new.tolist() == [1, 0]


def test_without_names_or_customers_nobody_can_say() -> None:
    unnamed = facts_of(sales=[OLD, sale("2027-03", 5)], customers=[customer("C-1")])
    assert unnamed.owned.tolist() == [1, 0]
    for counts in (unnamed.active, unnamed.active_owned, unnamed.new):
        assert np.isnan(counts).all()
    alone = facts_of(sales=[OLD, sale("2027-03", 5, "R-1", "C-1")])
    assert np.isnan(alone.owned).all()
    assert np.isnan(alone.active_owned).all()
    assert alone.active.tolist() == [1, 0]
    assert np.isnan(facts_of(sales=[]).active).all()


def test_a_period_without_sales_has_no_active_customers_once_the_ledger_has_begun() -> None:
    facts = facts_of(sales=[OLD], customers=[customer("C-1")])
    assert (facts.active.tolist(), facts.active_owned.tolist(), facts.new.tolist()) == ([0, 0], [0, 0], [0, 0])
    assert np.isnan(facts_of("2019-03", sales=[OLD], customers=[customer("C-1")]).active).all()
