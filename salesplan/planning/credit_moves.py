"""Moves of credit standing: what it was at the evaluation before, and whose fell."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.arrays import Flags
from salesplan.planning.credit import credit_rank
from salesplan.planning.listed import listed
from salesplan.planning.moves import evaluated_before
from salesplan.planning.names import NOWHERE, coded

_NO_GRADE: Final = -1


@dataclass(frozen=True, slots=True)
class CreditMoves:
    """The credit of each customer at the evaluation before, and whether it is another one now.

    A credit changes from one that is typed to another; a first one, and one that was cleared, are no change.
    """

    last: "pd.Series[Any]"
    changed: Flags


def credit_moves(customers: pd.DataFrame, as_of: date) -> tuple[CreditMoves, list[Finding]]:
    """Hold each customer's credit against that of the evaluation before.

    Parameters
    ----------
    customers
        customer_id, customer, credit, last_credit, evaluated_credit (text), evaluated_on (datetime64).
    as_of
        The day of this evaluation.

    Returns
    -------
    CreditMoves
        In the order of ``customers``.
    list[Finding]
        T115 a credit that fell, as far as both are grades (see `credit_rank`).
    """
    last = evaluated_before(customers, as_of, "evaluated_credit", "last_credit")
    both = coded(pd.concat([last, customers["credit"]], ignore_index=True))
    graded = both.values((_rank(key) for key in both.keys), _NO_GRADE)
    (code, code_now), (rank, rank_now) = np.split(both.codes, 2), np.split(graded, 2)
    typed = (code != NOWHERE) & (code_now != NOWHERE)
    alike = (code == code_now) | ((rank != _NO_GRADE) & (rank == rank_now))
    fell = typed & (rank != _NO_GRADE) & (rank_now > rank)

    def facts(row: int) -> dict[str, object]:
        name = customers.at[row, "customer"] or customers.at[row, "customer_id"]
        return {"name": name, "last": last.at[row], "now": customers.at[row, "credit"]}

    findings = listed(kinds.CREDIT_FELL, kinds.MORE_CREDITS_FELL, "Customers", customers.index[fell], "credit", facts)
    return CreditMoves(last, typed & ~alike), findings


def _rank(key: str) -> int:
    rank = credit_rank(key)
    return _NO_GRADE if rank is None else rank
