"""The sales ledger, attributed: which rep each row belongs to, and what counts for what.

A row belongs to the active owner of its customer; if it has no customer, or the customer no active owner, to its own
rep; and otherwise to nobody, which is kept as a member of its own, so that no amount is lost.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import NO_MONTH, Flags, Ints, months_of, sums_of
from salesplan.planning.listed import first_row
from salesplan.planning.money import refuse_overflow
from salesplan.planning.names import NOWHERE, Coded, coded, first_of_each
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings
from salesplan.planning.wording import grains_text

SEASON_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class BaseRows:
    """The ledger's rows of the base year, one entry a row.

    Attributes
    ----------
    grains
        The amounts, in grains.
    owner
        The place of the rep in the roster; the last place where nobody owns the row.
    customer
        The place of the customer in ``Customers``, or `NOWHERE`.
    product_line, channel
        The row's own product line and channel.
    """

    grains: Ints
    owner: Ints
    customer: Ints
    product_line: Coded
    channel: Coded


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a plan needs of its sales.

    Attributes
    ----------
    base_rows
        The rows of the base year.
    monthly
        Grains by member, year (base year first, then back) and month: members × 3 × 12.
    rows_of_base_year, has_history
        Per member, the number of its rows in the base year, and whether it has any row before the plan year.
    findings
        Rows without a month, without revenue, too late, or without an active rep.
    """

    base_rows: BaseRows
    monthly: Ints
    rows_of_base_year: Ints
    has_history: Flags
    findings: list[Finding]


def attributed(sales: pd.DataFrame, customers: pd.DataFrame, roster: Roster, settings: PlanSettings) -> Ledger:
    """Attribute every sales row to a member of the roster.

    Parameters
    ----------
    sales
        month (datetime64), customer_id, rep_id, product_line, channel (text), revenue (Int64, grains); the index is
        the sheet's row. Rows may be sums of many.
    customers
        customer_id, rep_id (text). Of rows with the same id the first counts.
    roster
        The active reps, and last the sales that no rep has.

    Returns
    -------
    Ledger
        By member of the roster; every row of the base year has an owner.

    Raises
    ------
    AmountsTooLarge
        If the amounts cannot be summed exactly.
    """
    months = months_of(sales["month"])
    grains, known = _grains(sales)
    refuse_overflow(grains)
    customer, owner = _owners(sales, customers, roster)
    first = (settings.plan_year - 1970) * 12
    dated = months != NO_MONTH
    before = dated & (months < first)
    in_base = before & (months >= first - 12)
    return Ledger(
        BaseRows(
            grains[in_base],
            owner[in_base],
            customer[in_base],
            _kept(coded(sales["product_line"]), in_base),
            _kept(coded(sales["channel"]), in_base),
        ),
        _monthly(months - first, grains, owner, before, len(roster.members)),
        np.bincount(owner[in_base], minlength=len(roster.members)),
        np.bincount(owner[before], minlength=len(roster.members)) > 0,
        [
            *_row_findings(sales, grains, known, dated, dated & ~before, settings),
            *_unassigned(sales, grains, in_base & (owner == len(roster.members) - 1), settings),
        ],
    )


def _grains(sales: pd.DataFrame) -> tuple[Ints, Flags]:
    """Give each row's amount, 0 where it is blank, and where it is not."""
    revenue = sales["revenue"]
    return revenue.to_numpy(dtype=np.int64, na_value=0), revenue.notna().to_numpy(dtype=np.bool_)


def _owners(sales: pd.DataFrame, customers: pd.DataFrame, roster: Roster) -> tuple[Ints, Ints]:
    """Find each row's customer and the member it belongs to."""
    reps = roster.places()
    ids = coded(customers["customer_id"])
    firsts = first_of_each(ids.codes, len(ids.keys)).tolist()
    customer = coded(sales["customer_id"]).places_in(dict(zip(ids.keys, firsts, strict=True)))
    owner_of_customer = np.append(coded(customers["rep_id"]).places_in(reps), NOWHERE)
    by_customer = owner_of_customer[customer]
    by_rep = coded(sales["rep_id"]).places_in(reps)
    owner = np.where(by_customer != NOWHERE, by_customer, by_rep)
    return customer, np.where(owner != NOWHERE, owner, len(roster.members) - 1)


def _kept(names: Coded, rows: Flags) -> Coded:
    return Coded(names.codes[rows], names.keys)


def _monthly(until_plan: Ints, grains: Ints, owner: Ints, before: Flags, members: int) -> Ints:
    """Sum amounts by member, year and month, for the years that make the season."""
    rows = before & (until_plan >= -12 * SEASON_YEARS)
    month = until_plan[rows]
    year = -(month // 12) - 1
    cell = (owner[rows] * SEASON_YEARS + year) * 12 + month % 12
    return sums_of(grains[rows], cell, members * SEASON_YEARS * 12).reshape(members, SEASON_YEARS, 12)


def _row_findings(
    sales: pd.DataFrame, grains: Ints, known: Flags, dated: Flags, late: Flags, settings: PlanSettings
) -> list[Finding]:
    """Report rows that do not count as they stand, one finding a kind, at the first of them."""
    findings = []
    if not dated.all():
        lost = grains_text(int(grains[~dated].sum()), settings.currency)
        findings.append(
            kinds.SALES_WITHOUT_MONTH.at(
                "Sales", first_row(sales, ~dated), "month", count=int((~dated).sum()), value=lost
            )
        )
    if not known.all():
        findings.append(
            kinds.SALES_WITHOUT_REVENUE.at("Sales", first_row(sales, ~known), "revenue", count=int((~known).sum()))
        )
    if late.any():
        findings.append(
            kinds.SALES_TOO_LATE.at(
                "Sales", first_row(sales, late), "month", count=int(late.sum()), year=settings.plan_year
            )
        )
    return findings


def _unassigned(sales: pd.DataFrame, grains: Ints, rows: Flags, settings: PlanSettings) -> list[Finding]:
    if not rows.any():
        return []
    return [
        kinds.UNASSIGNED_SALES.at(
            "Sales",
            first_row(sales, rows),
            "rep_id",
            count=int(rows.sum()),
            year=settings.base_year,
            value=grains_text(int(grains[rows].sum()), settings.currency),
        )
    ]
