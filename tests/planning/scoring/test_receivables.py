"""What was due, collected, open."""

from typing import Any

import numpy as np

from tests.planning.scoring.gather_cases import ANA, BEN, codes, facts_of, gathered, lines
from tests.planning.scoring.score_cases import Row

OWNED = [
    {"customer_id": "C-1", "customer": "Acme", "rep_id": "R-1"},
    {"customer_id": "C-2", "customer": "Bolt", "rep_id": "R-2"},
]


def due(
    month: str, amount: int | None, collected: int | None = None, rep_id: str = "R-1", customer_id: str = ""
) -> Row:
    return {"month": f"{month}-01", "due": amount, "collected": collected, "rep_id": rep_id, "customer_id": customer_id}


def listed(**more: Any) -> list[list[Any]]:
    items = gathered(customers=OWNED, **more).open_items
    return items.assign(month=items["month"].astype(str)).to_numpy().tolist()


def test_due_collected_and_open() -> None:
    receivables = [
        due("2027-01", 100, 40),
        due("2027-03", 50, 50),
        due("2027-03", 30),
        due("2027-04", 999),
        due("2027-02", 8, 0, "", "c-2"),
        due("2027-02", None, 5),
    ]
    facts = facts_of(receivables=receivables, customers=OWNED)
    np.testing.assert_array_equal(facts.due, [80, np.nan])
    np.testing.assert_array_equal(facts.collected, [50, np.nan])
    assert facts.open.tolist() == [90, 8]
    quarter = facts_of("2027-Q1", receivables=receivables, customers=OWNED)
    assert (quarter.due.tolist(), quarter.collected.tolist()) == ([180, 8], [90, 0])
    so_far = facts_of("2027-Q1", as_of="2027-01-05", receivables=receivables, customers=OWNED)
    np.testing.assert_array_equal(so_far.due, [100, np.nan])
    assert so_far.open.tolist() == [60, 0]


def test_without_receivables_there_is_nothing_to_say() -> None:
    facts = facts_of()
    for amounts in (facts.due, facts.collected, facts.open):
        assert np.isnan(amounts).all()


def test_open_items_are_of_the_last_periods_reps_oldest_first() -> None:
    gone: Row = {"rep_id": "R-0", "rep": "Cho", "end_date": "2027-02-28"}
    receivables = [
        due("2027-03", 5, 0, "R-2", "C-9"),
        due("2027-03", 7, 7, "R-1", "C-1"),
        due("2027-03", 70, 20, "R-1", "C-1"),
        due("2026-12", 9, 1, "", "C-1"),
        due("2026-12", 2, 0, "r-1", "c-1"),
        due("2026-12", -3, 0, "R-1", ""),
        due("2027-04", 5),
        due("2027-01", 5, 0, "R-0"),
        due("2027-01", 5, 0, "R-2", "C-2"),
        due("2027-01", -5, 0, "R-2", "C-2"),
    ]
    assert listed(reps=[BEN, ANA, gone], receivables=receivables) == [
        ["R-1", "", "", "2026-12-01", -3, 3],
        ["R-1", "C-1", "Acme", "2026-12-01", 10, 3],
        ["R-1", "C-1", "Acme", "2027-03-01", 50, 0],
        ["R-2", "C-9", "", "2027-03-01", 5, 0],
    ]
    assert listed() == []
    dtypes = gathered(receivables=receivables).open_items.dtypes.astype(str).to_dict()
    assert dtypes == {
        **dict.fromkeys(("rep_id", "customer_id", "customer"), "str"),
        "month": "datetime64[s]",
        **dict.fromkeys(("open", "months_late"), "Int64"),
    }
    assert gathered().open_items.dtypes.astype(str).to_dict() == dtypes


def test_open_items_add_up_to_what_is_open() -> None:
    receivables = [due("2027-01", 10, 30), due("2027-02", 10, 3), due("2027-02", 10, 17, customer_id="C-1")]
    found = gathered(receivables=receivables)
    assert found.open_items["open"].sum() == found.facts[0].open[0] == -20


def test_amounts_that_cannot_be_are_told() -> None:
    found = gathered(
        receivables=[due("2027-03", 10000, 20050), due("2027-03", -5), due("2027-03", 7, 0, "R-9"), due("2027-03", -1)]
    )
    assert codes(found) == ["K135", "K137", "K139"]
    assert lines(found, "K135")[0].startswith("Receivables[collected] row 5 [K135] 200.50 was collected of 100.00 due")
    assert lines(found, "K137")[0].startswith("Receivables[due] row 6 [K137] 2 amounts due are negative")
    assert lines(found, "K139")[0].startswith(
        "Receivables[rep_id] row 7 [K139] 1 amounts due, 0.07 in all, reach no rep"
    )
