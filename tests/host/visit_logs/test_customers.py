"""Which customer a rep means, by what was typed."""

import pandas as pd
import pytest

from salesplan.host.visit_logs.customers import CustomerIndex

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
