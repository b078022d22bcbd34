"""What the rows of a log say, and their marks."""

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.host.visit_logs.checks import Rules, checked, contents, mark_of
from salesplan.host.visit_logs.customers import CustomerIndex
from salesplan.host.visit_logs.log_file import TYPED
from salesplan.tables.conform import Rows, conform
from salesplan.tables.visits import VISITS
from salesplan.workbook.loose import LooseTable
from tests.host.visit_logs.logs import CNY, content, log_file, no_visits

CUSTOMERS = pd.DataFrame({"customer_id": ["C1"], "customer": ["Ace"], "rep_id": ["R1"]})
RULES = Rules(CustomerIndex(CUSTOMERS, no_visits()), 2027, date(2027, 6, 30), CNY)
CHANGES = {
    "date": date(2027, 1, 2),
    "customer_id": "C2",
    "kind": "call",
    "stage": "won",
    "result": "order",
    "amount": 5,
    "quote_sent": date(2027, 1, 2),
    "next_date": date(2027, 1, 2),
}


@pytest.mark.parametrize("key", TYPED)
def test_every_cell_makes_the_mark(key: str) -> None:
    assert mark_of(content()) != mark_of(content() | {key: CHANGES.get(key, "text")})


def test_a_text_in_another_column_is_another_mark() -> None:
    assert mark_of(content(contact="x")) != mark_of(content(joined_by="x"))
    assert mark_of(content(amount=0)) != mark_of(content())


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])),
    amount=st.none() | st.integers(0, 10**12),
    day=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_what_the_plan_holds_has_the_mark_of_what_was_taken(text: str, amount: int | None, day: date | None) -> None:
    said = content(note=text, amount=amount, quote_sent=day)
    cells = {key: [value] for key, value in said.items()} | {"amount": [None if amount is None else amount / 100]}
    frame = conform(VISITS, Rows(cells, [5]), currency=CNY).frame
    assert mark_of(contents(frame)[0]) == mark_of(said)


def test_blank_rows_and_entries() -> None:
    columns = {key: place for place, key in enumerate((*TYPED, "entry"), start=1)}
    cells: dict[str, list[object]] = {key: ["", "", "", ""] for key in columns}
    cells["entry"] = ["ABCD-001", " abcd-002 ", "my own", 7.0]
    cells["date"] = ["", datetime(2027, 1, 5, 9, 30), datetime(2027, 1, 6), " "]
    cells["customer_id"] = ["", "Ace", "ace", ""]
    cells["kind"] = ["", "拜访", "CALL", ""]
    table = LooseTable("Visits", True, 4, columns, Rows(cells, [5, 6, 7, 8]))
    log = log_file("a.xlsx", datetime(2027, 2, 1))
    log.tables[:] = [table]
    done = checked(log, "R1", RULES)
    assert done.entries == {"ABCD-001": False, "ABCD-002": True}
    assert [(row.row, row.entry, row.content["date"], row.content["kind"]) for row in done.rows] == [
        (6, "ABCD-002", date(2027, 1, 5), "visit"),
        (7, "", date(2027, 1, 6), "call"),
    ]
    assert (done.refused, done.findings) == (0, [])
    assert log.is_filled
