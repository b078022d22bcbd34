"""Purchases of a few customers, written down one by one."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from salesplan.planning.purchases import NEVER, Purchases

AS_OF = (2026 - 1970) * 12 + 11
"""December 2026, counted from January 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer: what it bought, and what is typed of it."""

    amount: int = 0
    before: int = 0
    months: int = 0
    months_before: int = 0
    first: int = AS_OF - 60
    last: int = AS_OF
    bought: bool = True
    potential: int | None = None
    intent: str = ""
    credit: str = ""
    tier: str = "C"


PROSPECT = Customer(first=NEVER, last=NEVER, bought=False, tier="prospect")


def of(*drawn: Customer) -> Purchases:
    """Give the purchases of these customers."""

    def column(key: str) -> Any:
        return np.array([getattr(customer, key) for customer in drawn], dtype=np.int64)

    keys = ("amount", "before", "months", "months_before", "first", "last")
    return Purchases(AS_OF, **{key: column(key) for key in keys}, bought=column("bought").astype(np.bool_))


def frame(*drawn: Customer) -> pd.DataFrame:
    """Give the rows of Customers as they are read from a sheet: numbered from 5."""
    return pd.DataFrame(
        {
            "potential": pd.array([customer.potential for customer in drawn], dtype="Int64"),
            "intent": pd.array([customer.intent for customer in drawn], dtype="str"),
            "credit": pd.array([customer.credit for customer in drawn], dtype="str"),
        },
        index=pd.RangeIndex(5, 5 + len(drawn)),
    )


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    """Draw any customer: a prospect, or one with sales or returns."""
    typed: dict[str, Any] = {
        "potential": draw(st.none() | st.integers(0, 300)),
        "intent": draw(st.sampled_from(["", "high", "low"])),
        "credit": draw(st.sampled_from(["", "A", "b+", "B-", "丙", "?"])),
    }
    if draw(st.booleans()) and draw(st.booleans()):
        return Customer(first=NEVER, last=NEVER, bought=False, tier="prospect", **typed)
    months, months_before = draw(st.integers(0, 12)), draw(st.integers(0, 12))
    ago = draw(st.integers(0, 12 - months) if months else st.integers(12, 40) | st.just(AS_OF - NEVER))
    last = AS_OF - ago
    return Customer(
        amount=draw(st.integers(-20, 60)),
        before=draw(st.integers(-20, 60)),
        months=months,
        months_before=months_before,
        first=last if last == NEVER else last - draw(st.integers(0, 40)),
        last=last,
        tier=draw(st.sampled_from(["A", "B", "C"])),
        **typed,
    )
