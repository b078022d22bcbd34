"""Which customer a rep means, by what was typed."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.host.visit_logs.customers import CustomerIndex, Offered, plain
from salesplan.host.visit_logs.rows import labels_of
from salesplan.planning.names import folded

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["C１", "C1", "D-２", "c1"],
        "customer": ["Ace", "Best", "Cho", "the second row of an id"],
        "rep_id": ["R1", "R1", "R1", "R1"],
    }
)
INDEX = CustomerIndex(CUSTOMERS, pd.DataFrame({"customer_id": [], "customer": []}))


@pytest.mark.parametrize(
    ("text", "customer_id"),
    [
        ("C1", "C1"),
        ("c１ ", "C１"),
        ("Best", "C1"),
        ("Best （C1）", "C1"),
        ("Ace\n(C１)", "C１"),
        ("D-2", "D-２"),
        ("cho (d-2) ", "D-２"),
        ("the second row of an id", ""),
    ],
)
def test_ids_that_differ_in_width_are_two_customers_but_width_is_no_matter_otherwise(
    text: str, customer_id: str
) -> None:
    assert INDEX.meant(text, "R1").customer_id == customer_id


def test_an_id_that_may_mean_two_is_asked_for() -> None:
    two = CUSTOMERS.iloc[:2].assign(customer_id=["Ｃ１", "C１"])
    meant = CustomerIndex(two, pd.DataFrame({"customer_id": [], "customer": []})).meant("C1", "R1")
    assert (meant.customer_id, meant.kind and meant.kind.code) == ("", "L326")


def test_what_the_log_offers_comes_before_the_plan() -> None:
    swapped = Offered([("Ace", "C1"), ("Best", "c１"), ("Cho", "gone"), ("Dot", "C1"), ("dot", "D-２")])
    said = {text: INDEX.meant(text, "R1", swapped).customer_id for text in ("ace ", "BEST", "Cho", "Dot", "DOT")}
    assert said == {"ace ": "C1", "BEST": "C１", "Cho": "D-２", "Dot": "C1", "DOT": ""}


def test_the_id_beside_a_name_may_have_brackets() -> None:
    frame = pd.DataFrame({"customer_id": ["D(1)", "(2)", "E"], "customer": ["Twin"] * 3, "rep_id": ["R1"] * 3})
    index = CustomerIndex(frame, pd.DataFrame({"customer_id": [], "customer": []}))
    for text, meant in {"Twin (D(1))": "D(1)", "Twin ((2))": "(2)", "The (old) twin（e） ": "E", "Twin ()": ""}.items():
        assert index.meant(text, "R1").customer_id == meant


@pytest.mark.parametrize("letter", ["\u200b", "\u200d", "\ufeff", "\u2060", "\u202a", "\u00ad"])
def test_letters_that_cannot_be_seen_are_no_part_of_a_name(letter: str) -> None:
    assert plain(f"{letter}A{letter}ce {letter}") == "ace"


@given(
    st.lists(
        st.tuples(st.text("aA(b) （1", min_size=1, max_size=4), st.text("aA(b) （1", max_size=6)),
        unique_by=lambda pair: folded(pair[0]),
    )
)
def test_labels_are_unique_and_understood(pairs: list[tuple[str, str]]) -> None:
    pairs = [(each, name) for each, name in pairs if folded(each)]
    own = pd.DataFrame({"customer_id": [i for i, _ in pairs], "customer": [n for _, n in pairs], "rep_id": "R1"})
    labels = labels_of(own)
    assert len({folded(label) for label in labels.values()}) == len(pairs)
    index, offered = CustomerIndex(own, own.iloc[:0]), Offered((label, each) for each, label in labels.items())
    for each, label in labels.items():
        assert folded(index.meant(label, "R1", offered).customer_id) == each
