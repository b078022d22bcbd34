"""What was due, what of it was collected, and what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import NO_MONTH, Flags, Floats, Ints, months_of, sums_of
from salesplan.planning.listed import first_row, listed
from salesplan.planning.names import NOWHERE, Coded, coded, folded, texts
from salesplan.planning.scoring import fact_kinds as kinds
from salesplan.planning.scoring.sold import Owners, sellers
from salesplan.planning.visit_entries import Staff
from salesplan.planning.wording import amount_text


@dataclass(frozen=True, slots=True)
class Receivables:
    """Amounts due, one entry a row that has an amount and a month, minor units.

    Attributes
    ----------
    month
        In which it fell due, counted from January 1970.
    rep
        Who is to collect, a place in the staff.
    customer
        Who owes it, a place in ``customers``; `NOWHERE` for nobody.
    customers
        Key, id and name of each: as in Customers, and as typed where it is not there.
    due, collected
        Minor units; what is blank was not collected.
    """

    month: Ints
    rep: Ints
    customer: Ints
    customers: tuple[tuple[str, str, str], ...]
    due: Ints
    collected: Ints

    def sums(self, months: range, staff: Staff) -> tuple[Floats, Floats]:
        """Sum what fell due in some months, and what of it was collected; NaN for who had nothing due."""
        inside = (self.month >= months.start) & (self.month < months.stop)
        none = np.bincount(self.rep[inside], minlength=staff.count) == 0
        due, collected = (
            np.where(none, np.nan, sums_of(amount[inside], self.rep[inside], staff.count))
            for amount in (self.due, self.collected)
        )
        return due, collected

    def open_by(self, last: int, staff: Staff) -> Floats:
        """Sum what fell due up to a month and is not collected; NaN for who has no receivables at all."""
        none = np.bincount(self.rep, minlength=staff.count) == 0
        until = self.month <= last
        return np.where(none, np.nan, sums_of((self.due - self.collected)[until], self.rep[until], staff.count))

    def open_items(self, last: int, who: Ints, staff: Staff) -> pd.DataFrame:
        """List what is open of some reps up to a month: a row a customer and month; credits are negative.

        Returns
        -------
        pd.DataFrame
            rep_id, customer_id, customer (text), month (datetime64), open (Int64, minor units), months_late (Int64); by
            rep, oldest first, then by customer. A rep's rows add up to `open_by`.
        """
        rows = np.flatnonzero((self.month <= last) & np.isin(self.rep, who) & (self.due != self.collected))
        items = pd.DataFrame({"rep": self.rep, "month": self.month, "customer": self.customer}).iloc[rows]
        sums = items.assign(open=(self.due - self.collected)[rows]).groupby([*items], as_index=False)["open"].sum()
        sums = sums[sums["open"] != 0]
        rep, month, customer, still_open = (sums[key].to_numpy(dtype=np.int64) for key in sums)
        owing = [("", "", "") if place == NOWHERE else self.customers[place] for place in customer.tolist()]
        frame = pd.DataFrame(
            {
                "rep_id": pd.array([staff.rep_ids[place] for place in rep.tolist()], dtype="str"),
                "customer_id": pd.array([customer_id for _, customer_id, _ in owing], dtype="str"),
                "customer": pd.array([name for _, _, name in owing], dtype="str"),
                "month": month.astype("datetime64[M]").astype("datetime64[s]"),
                "open": pd.array(still_open, dtype="Int64"),
                "months_late": pd.array(last - month, dtype="Int64"),
            }
        )
        order = sorted(range(len(owing)), key=lambda place: (rep[place], month[place], owing[place]))
        return frame.iloc[order].reset_index(drop=True)


def receivables_of(
    receivables: pd.DataFrame, customers: pd.DataFrame, owners: Owners, staff: Staff, currency: str
) -> tuple[Receivables, list[Finding]]:
    """Match receivables with reps and customers.

    Parameters
    ----------
    receivables
        month (datetime64), rep_id, customer_id (text), due, collected (Int64, minor units); the index is the sheet's row.
        A row without a rep belongs to its customer's owner. A negative amount due is a credit.
    customers
        customer_id, customer (text), one entry a row of ``owners``.

    Returns
    -------
    Receivables
        Rows without a month or an amount are left out.
    list[Finding]
        K135 more collected than due, K137 negative amounts due, K139 amounts that reach no rep.
    """
    month = months_of(receivables["month"])
    due, collected = (receivables[key].to_numpy(dtype=np.int64, na_value=0) for key in ("due", "collected"))
    counts = (month != NO_MONTH) & receivables["due"].notna().to_numpy(dtype=np.bool_)
    names = coded(receivables["customer_id"])
    rep = sellers(receivables, names, owners, staff)
    return Receivables(
        month[counts],
        rep[counts],
        names.codes[counts],
        _called(receivables, customers, names, owners),
        due[counts],
        collected[counts],
    ), [
        *_above_due(receivables, due, collected, counts & (due >= 0) & (collected > due), currency),
        *_negative(receivables, counts & (due < 0)),
        *_nobodys(receivables, due, counts & (rep == staff.nobody), currency),
    ]


def _called(
    receivables: pd.DataFrame, customers: pd.DataFrame, names: Coded, owners: Owners
) -> tuple[tuple[str, str, str], ...]:
    """Give key, id and name of each customer that owes."""
    ids, called = texts(customers, "customer_id"), texts(customers, "customer")
    spelt = {folded(text): text for text in sorted(set(texts(receivables, "customer_id")), reverse=True)}
    return tuple(
        (key, spelt[key], "") if row == NOWHERE else (key, ids[row], called[row])
        for key, row in zip(names.keys, owners.rows_of(names).tolist(), strict=True)
    )


def _above_due(rows: pd.DataFrame, due: Ints, collected: Ints, which: Flags, currency: str) -> list[Finding]:
    places = {int(rows.index[place]): place for place in np.flatnonzero(which).tolist()}

    def facts(row: int) -> Mapping[str, object]:
        place = places[row]
        return {
            "due": amount_text(int(due[place]), currency),
            "collected": amount_text(int(collected[place]), currency),
        }

    return listed(kinds.COLLECTED_ABOVE_DUE, kinds.MORE_COLLECTED_ABOVE_DUE, "Receivables", places, "collected", facts)


def _negative(rows: pd.DataFrame, which: Flags) -> list[Finding]:
    if not which.any():
        return []
    return [kinds.DUE_NEGATIVE.at("Receivables", first_row(rows, which), "due", count=int(which.sum()))]


def _nobodys(rows: pd.DataFrame, due: Ints, which: Flags, currency: str) -> list[Finding]:
    if not which.any():
        return []
    value = amount_text(int(due[which].sum()), currency)
    row = first_row(rows, which)
    return [kinds.DUE_TO_NOBODY.at("Receivables", row, "rep_id", count=int(which.sum()), value=value)]
