"""Customers of each rep: owned, active, new."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.planning.arrays import NO_MONTH, Flags, Floats, Ints, months_of
from salesplan.planning.names import NOWHERE
from salesplan.planning.purchases import NEVER
from salesplan.planning.scoring.sold import Lines, Owners
from salesplan.planning.visit_entries import Staff

_LATE = 2**31


@dataclass(frozen=True, slots=True)
class CustomerCounts:
    """Customers by place in the staff; NaN where the ledger or the customers cannot say.

    Attributes
    ----------
    active
        With revenue above 0 that the rep sold.
    active_owned
        Owned, and with revenue above 0 by whomever; at most what is owned.
    new
        With the first purchase ever, counted for the rep who sold the most to them; at most the active ones.
    """

    active: Floats
    active_owned: Floats
    new: Floats


@dataclass(frozen=True, slots=True)
class Buyers:
    """What customers bought of whom, summed by month, customer and rep, in this order.

    Attributes
    ----------
    month
        Counted from January 1970.
    customer
        A place among the ledger's customers; `NOWHERE` for none.
    rep
        Who sold it, a place in the staff.
    grains
        Revenue less returns.
    owner
        By customer: the owner's place in the staff, nobody's for none.
    first
        By customer: the first month with revenue above 0, or that of the first purchase typed if it is earlier.
    dated
        By customer: whether a first purchase is typed.
    owned
        By place in the staff; NaN where there are no customers.
    begins
        The ledger's first month, `NO_MONTH` for none.
    """

    month: Ints
    customer: Ints
    rep: Ints
    grains: Ints
    owner: Ints
    first: Ints
    dated: Flags
    owned: Floats
    begins: int

    @property
    def nobody(self) -> int:
        """The place of who is not in Reps."""
        return len(self.owned) - 1

    def counts(self, months: range) -> CustomerCounts:
        """Count the customers of some months."""
        rows = slice(*np.searchsorted(self.month, (months.start, months.stop)).tolist())
        named = self.customer[rows] != NOWHERE
        unknown = np.full(self.owned.shape, np.nan)
        if not self._tells_buyers(named, months):
            return CustomerCounts(unknown, unknown, unknown)
        count = len(self.owned)
        pair, sold = _sums(self.customer[rows][named] * count + self.rep[rows][named], self.grains[rows][named])
        pair, sold = pair[sold > 0], sold[sold > 0]
        own = self.owner[pair // count] == pair % count
        return CustomerCounts(
            active=self._by_rep(pair % count),
            active_owned=np.where(np.isnan(self.owned), np.nan, self._by_rep(pair[own] % count)),
            new=self._new(pair, sold, months) if self._tells_new(pair // count, months) else unknown,
        )

    def _tells_buyers(self, named: Flags, months: range) -> bool:
        """Tell whether the ledger has begun and names customers: in these months if it has any rows of them."""
        names = named if named.size else self.customer != NOWHERE
        return self.begins < months.stop and bool(names.any())

    def _tells_new(self, buyer: Ints, months: range) -> bool:
        """Tell whether the ledger is older than these months, or the first purchases of all who bought are typed."""
        return self.begins < months.start or bool(self.dated[buyer].all())

    def _new(self, pair: Ints, sold: Ints, months: range) -> Floats:
        """Count new customers for who sold the most to each, of equal ones the smaller id; nobody counts for none."""
        customer, rep = np.divmod(pair, len(self.owned))
        new = (self.first[customer] >= months.start) & (self.first[customer] < months.stop) & (rep != self.nobody)
        customer, rep, sold = customer[new], rep[new], sold[new]
        order = np.lexsort((rep, -sold, customer))
        _, firsts = np.unique(customer[order], return_index=True)
        return self._by_rep(rep[order][firsts])

    def _by_rep(self, places: Ints) -> Floats:
        return np.bincount(places, minlength=len(self.owned)).astype(np.float64)


def buyers_of(lines: Lines, customers: pd.DataFrame, owners: Owners, staff: Staff) -> Buyers:
    """Sum the ledger by month, customer and rep.

    Parameters
    ----------
    customers
        customer_id (text), first_purchase (datetime64), one entry a row of ``owners``. Of rows with the same id the first
        counts. Customers of the ledger that are not in it have no owner.
    """
    keys = len(lines.names.keys) + 1
    earliest = int(lines.month.min()) if lines.month.size else 0
    cell = ((lines.month - earliest) * keys + lines.customer + 1) * staff.count + lines.rep
    there, grains = _sums(cell, lines.revenue)
    rest, rep = np.divmod(there, staff.count)
    month, customer = rest // keys + earliest, rest % keys - 1
    first, dated = _first_months(month, customer, grains, _typed(customers, owners, lines))
    owned = np.bincount(owners.rep[owners.row], minlength=staff.count).astype(np.float64)
    return Buyers(
        month,
        customer,
        rep,
        grains,
        owner=owners.of_keys(lines.names, staff),
        first=first,
        dated=dated,
        owned=owned if owners.row.size else np.full(staff.count, np.nan),
        begins=lines.begins,
    )


def _typed(customers: pd.DataFrame, owners: Owners, lines: Lines) -> Ints:
    """Give the month of the first purchase typed for each customer of the ledger, `NO_MONTH` for none."""
    months = months_of(customers["first_purchase"])
    return np.append(np.where(months < NEVER, NO_MONTH, months), NO_MONTH)[owners.rows_of(lines.names)]


def _first_months(month: Ints, customer: Ints, grains: Ints, typed: Ints) -> tuple[Ints, Flags]:
    """Give each customer's first month with revenue above 0, or the one typed if earlier; and whether one is typed."""
    keys = typed.size + 1
    earliest = int(month.min()) if month.size else 0
    there, net = _sums((month - earliest) * keys + customer + 1, grains)
    bought = there[(net > 0) & (there % keys > 0)][::-1]
    first = np.full(typed.size, _LATE, dtype=np.int64)
    first[bought % keys - 1] = bought // keys + earliest  # months descend: of repeated places the first month stays
    dated = typed != NO_MONTH
    return np.where(dated, np.minimum(first, typed), first), dated


def _sums(cells: Ints, values: Ints) -> tuple[Ints, Ints]:
    """Sum by cell: each different cell once, ascending, and its sum."""
    if not cells.size:
        return cells, values
    order = np.argsort(cells)
    ordered = cells[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], np.add.reduceat(values[order], starts)
