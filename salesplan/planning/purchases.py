"""What customers bought: the ledger, summed by customer for two windows of twelve months."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.arrays import NO_MONTH, Flags, Ints, months_of, sums_of
from salesplan.planning.money import GRAINS, refuse_overflow, rounded
from salesplan.planning.names import NOWHERE, Coded, coded, first_of_each
from salesplan.planning.wording import grains_text

NEVER: Final = -(2**31)
"""The month of a purchase that never was."""

_LATE: Final = 2**31


_BY_CUSTOMER: Final = ("amount", "before", "months", "months_before", "first", "last", "bought")


@dataclass(frozen=True, slots=True)
class Purchases:
    """What each customer bought, one entry a row of Customers, in its order.

    Months are counted from January 1970. A purchase month is one whose sales are more than its returns.

    Attributes
    ----------
    month
        The month of ``as_of``: the last of the twelve that count.
    amount
        Revenue of the twelve months up to it, minor units, rounded after summing; negative where returns are more.
    before
        Revenue of the twelve months before those.
    months
        How many of the twelve are purchase months.
    months_before
        The same of the twelve before.
    first, last
        The first and the last purchase month up to ``as_of``, `NEVER` where there is none. A first purchase
        typed in Customers counts where it is earlier, and as the last where the ledger has none.
    bought
        Whether the customer ever bought: it has sales or returns up to ``as_of``, or a first purchase typed.
    """

    month: int
    amount: Ints
    before: Ints
    months: Ints
    months_before: Ints
    first: Ints
    last: Ints
    bought: Flags

    def only(self, rows: Ints) -> "Purchases":
        """Give those of some customers, by their places."""
        kept = {key: getattr(self, key)[rows] for key in _BY_CUSTOMER}
        return replace(self, **kept)


def purchases(
    customers: pd.DataFrame, sales: pd.DataFrame, as_of: date, currency: str = "CNY"
) -> tuple[Purchases, Purchases, list[Finding]]:
    """Sum the ledger by customer.

    Parameters
    ----------
    customers
        customer_id (text), first_purchase (datetime64); the index is the sheet's row. Of rows with the same id the
        first counts; the others, and rows without id, never bought.
    sales
        month (datetime64), customer_id (text), revenue (Int64, grains). Rows may be sums of many. Rows without
        month, revenue or customer are left out, and those of months after ``as_of``.
    as_of
        The day up to which sales count; its whole month does.
    currency
        For the amount in the finding.

    Returns
    -------
    Purchases
        In the order of ``customers``; the order of the ledger changes nothing. Amounts are rounded each by itself,
        halves up: for comparing customers.
    Purchases
        The same with amounts rounded so that they add up to the rounded total: for tables and sums. Each is cut to
        minor units, and the largest fractions get one more; ties go to the smaller id.
    list[Finding]
        Sales of customers who are not in Customers.

    Raises
    ------
    AmountsTooLarge
        If the amounts cannot be summed exactly.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": ["C-1", "C-2"], "first_purchase": pd.to_datetime(["2020-05-17", None])})
    >>> sales = pd.DataFrame({"month": pd.to_datetime(["2026-03-01", "2026-03-09", "2025-11-01"]),
    ...     "customer_id": ["C-1"] * 3, "revenue": pd.array([70_0000, -20_0000, 5_0000], dtype="Int64")})
    >>> bought, _, findings = purchases(customers, sales, date(2026, 12, 31))
    >>> bought.amount.tolist(), bought.before.tolist(), bought.months.tolist(), bought.bought.tolist()
    ([50, 0], [5, 0], [1, 0], [True, False])
    """
    now = (as_of.year - 1970) * 12 + as_of.month - 1
    ids = coded(customers["customer_id"])
    firsts = first_of_each(ids.codes, len(ids.keys))
    names = coded(sales["customer_id"])
    month = months_of(sales["month"])
    grains = sales["revenue"].to_numpy(dtype=np.int64, na_value=0)
    refuse_overflow(grains)
    counts = (month != NO_MONTH) & (month <= now) & (grains != 0) & (names.codes != NOWHERE)
    customer = names.places_in(dict(zip(ids.keys, firsts.tolist(), strict=True)))
    known = counts & (customer != NOWHERE)
    net = _net(customer[known], month[known], grains[known])
    first_typed = np.full(len(customers), NEVER, dtype=np.int64)
    first_typed[firsts] = months_of(customers["first_purchase"])[firsts]
    first_typed[(first_typed < NEVER) | (first_typed > now)] = NEVER
    unknown = counts & (customer == NOWHERE)
    bought, fine = _purchases(net, first_typed, now)
    shown = replace(bought, amount=_adding_up(fine[0], ids), before=_adding_up(fine[1], ids))
    return bought, shown, _unknown(sales, grains, unknown, currency)


@dataclass(frozen=True, slots=True)
class _Net:
    """Sales less returns of each customer in each month in which it has any: three columns, by customer and month."""

    customer: Ints
    month: Ints
    grains: Ints


def _net(customer: Ints, month: Ints, grains: Ints) -> _Net:
    """Sum by customer and month: sorted, so that the memory needed is the ledger's, however long the history."""
    if not customer.size:
        return _Net(customer, month, grains)
    earliest = int(month.min())
    span = int(month.max()) - earliest + 1
    cell = customer * span + (month - earliest)
    order = np.argsort(cell)
    cell = cell[order]
    starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
    there = cell[starts]
    return _Net(there // span, there % span + earliest, np.add.reduceat(grains[order], starts))


def _purchases(net: _Net, first_typed: Ints, now: int) -> tuple[Purchases, tuple[Ints, Ints]]:
    """Give the purchases, and the grains of the twelve months and of those before."""
    count = first_typed.size
    current, earlier = net.month > now - 12, (net.month > now - 24) & (net.month <= now - 12)
    bought_in = net.grains > 0
    by, when = net.customer[bought_in], net.month[bought_in]
    first, last = np.full(count, _LATE, dtype=np.int64), np.full(count, NEVER, dtype=np.int64)
    # the months of a customer ascend: of repeated places the last that is written stays
    last[by] = when
    first[by[::-1]] = when[::-1]
    typed = first_typed != NEVER
    first[typed] = np.minimum(first, first_typed)[typed]
    bought = typed.copy()
    bought[net.customer] = True
    fine = tuple(sums_of(net.grains[window], net.customer[window], count) for window in (current, earlier))
    bought_by = Purchases(
        month=now,
        amount=rounded(fine[0]),
        before=rounded(fine[1]),
        months=np.bincount(net.customer[current & bought_in], minlength=count),
        months_before=np.bincount(net.customer[earlier & bought_in], minlength=count),
        first=np.where(first == _LATE, NEVER, first),
        last=np.where(last == NEVER, first_typed, last),
        bought=bought,
    )
    return bought_by, (fine[0], fine[1])


def _adding_up(grains: Ints, ids: Coded) -> Ints:
    """Round to minor units so that the sum is the rounded sum."""
    whole, fraction = np.divmod(grains, GRAINS)
    extra = int(rounded(grains.sum(keepdims=True))[0] - whole.sum())
    return np.asarray(whole + _largest(fraction, extra, ids), dtype=np.int64)


def _largest(fraction: Ints, count: int, ids: Coded) -> Ints:
    """Mark the largest fractions, as many as asked for; of equal ones those of the smaller ids."""
    if not count:
        return np.zeros(fraction.size, dtype=np.int64)
    least = np.partition(fraction, fraction.size - count)[fraction.size - count]
    marked: Ints = (fraction > least).astype(np.int64)
    equal = sorted(np.flatnonzero(fraction == least).tolist(), key=lambda place: ids.keys[ids.codes[place]])
    marked[equal[: count - int(marked.sum())]] = 1
    return marked


def _unknown(sales: pd.DataFrame, grains: Ints, rows: Flags, currency: str) -> list[Finding]:
    if not rows.any():
        return []
    places = np.flatnonzero(rows)
    first = places[int(np.argmin(sales.index.to_numpy()[places]))]
    return [
        kinds.UNKNOWN_CUSTOMERS.at(
            "Sales",
            int(sales.index[first]),
            "customer_id",
            count=f"{places.size:,}",
            value=grains_text(int(grains[rows].sum()), currency),
            name=sales["customer_id"].iloc[first],
        )
    ]
