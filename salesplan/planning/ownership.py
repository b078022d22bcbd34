"""Who owns the customers: nobody, somebody who left, or two at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.listed import listed
from salesplan.planning.names import NOWHERE, coded, first_places, folded, texts, titled


def ownership_findings(customers: pd.DataFrame, reps: pd.DataFrame, as_of: date) -> list[Finding]:
    """Find customers whose owner is missing, gone or in doubt.

    Parameters
    ----------
    customers
        customer_id, customer, rep_id (text); the index is the sheet's row.
    reps
        rep_id, rep (text), end_date (datetime64). Of rows with the same id the first counts.
    as_of
        Who ends on this day or before has left.

    Returns
    -------
    list[Finding]
        T117 customers without owner, T119 reps who left and still own customers (once each, at the first), T121
        one name (ignoring case) under two owners. Of each the first few, then how many more.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": ["C-1", "C-2"], "customer": ["Acme", "acme"],
    ...                           "rep_id": ["R-1", "R-2"]}, index=[5, 6])
    >>> reps = pd.DataFrame({"rep_id": ["R-1"], "rep": ["Ana"], "end_date": pd.to_datetime(["2026-06-30"])})
    >>> for finding in ownership_findings(customers, reps, date(2026, 12, 31)):
    ...     print(finding.line().split(";")[0])
    Customers[rep_id] row 5 [T119] Ana (R-1) left on 2026-06-30 and still owns 1 customers, Acme the first
    Customers[rep_id] row 6 [T121] “acme” has two owners: C-2 belongs to R-2, and C-1 in row 5 to R-1
    """
    rows = customers[["customer_id", "customer", "rep_id"]].sort_index()
    return [*_without_owner(rows), *_owners_left(rows, reps, as_of), *_two_owners(rows)]


def _without_owner(customers: pd.DataFrame) -> list[Finding]:
    ownerless = customers.index[(customers["rep_id"].str.strip() == "").to_numpy()]
    return listed(
        kinds.NO_OWNER,
        kinds.MORE_WITHOUT_OWNER,
        "Customers",
        ownerless,
        "rep_id",
        lambda row: {"name": _name(customers, row)},
    )


def _owners_left(customers: pd.DataFrame, reps: pd.DataFrame, as_of: date) -> list[Finding]:
    ends = reps["end_date"].to_numpy(dtype="datetime64[D]")
    known = first_places(map(folded, texts(reps, "rep_id")))
    left = {key: place for key, place in known.items() if ends[place] <= np.datetime64(as_of, "D")}
    place = coded(customers["rep_id"]).places_in(left)
    owned = pd.Series(customers.index, index=customers.index)[place != NOWHERE].groupby(place[place != NOWHERE])
    lowest = owned.min()
    firsts = dict(zip(lowest.tolist(), lowest.index.tolist(), strict=True))
    counts = owned.size()

    def facts(row: int) -> Mapping[str, object]:
        rep = firsts[row]
        name, rep_id = (str(reps[key].iloc[rep]).strip() for key in ("rep", "rep_id"))
        return {
            "name": titled(name, rep_id),
            "day": str(ends[rep]),
            "count": f"{counts[rep]:,}",
            "customer": _name(customers, row),
        }

    return listed(kinds.OWNER_LEFT, kinds.MORE_OWNERS_LEFT, "Customers", list(firsts), "rep_id", facts)


def _two_owners(customers: pd.DataFrame) -> list[Finding]:
    """Report each name that has a second owner, at the first row that has it."""
    name, owner = coded(customers["customer"]).codes, coded(customers["rep_id"]).codes
    counted = (name != NOWHERE) & (owner != NOWHERE)
    pairs = pd.DataFrame({"name": name[counted], "owner": owner[counted], "row": customers.index[counted]})
    pairs = pairs[pairs["name"].duplicated(keep=False)]
    first = pairs.groupby("name")[["owner", "row"]].transform("first")
    others = pairs.assign(first=first["row"])[pairs["owner"] != first["owner"]].drop_duplicates("name")
    first_of = dict(zip(others["row"].tolist(), others["first"].tolist(), strict=True))

    def facts(row: int) -> Mapping[str, object]:
        other = first_of[row]
        return {
            "name": customers.at[row, "customer"],
            "id": customers.at[row, "customer_id"],
            "owner": customers.at[row, "rep_id"],
            "other_id": customers.at[other, "customer_id"],
            "other_row": other,
            "other": customers.at[other, "rep_id"],
        }

    return listed(kinds.TWO_OWNERS, kinds.MORE_WITH_TWO_OWNERS, "Customers", list(first_of), "rep_id", facts)


def _name(customers: pd.DataFrame, row: int) -> Any:
    """Give what a customer is called: its name, else its id."""
    return customers.at[row, "customer"] or customers.at[row, "customer_id"]
