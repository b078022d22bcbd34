"""Small sets of customers, written down in a few words."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.customers import CustomerPlan, evaluate_customers
from salesplan.planning.money import GRAINS
from salesplan.planning.settings import CustomerSettings
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.model import Holds, Table
from salesplan.tables.tiers import MOVES, TIERS

Rows: TypeAlias = Sequence[dict[str, Any]]

AS_OF = date(2026, 12, 31)
TABLES = {table.name: table for table in (CUSTOMERS, SALES, TIERS, REPS, MOVES)}
_DTYPES = {
    Holds.TEXT: "str",
    Holds.CHOICE: "str",
    Holds.MONEY: "Int64",
    Holds.LEDGER: "Int64",
    Holds.INTEGER: "Int64",
    Holds.DATE: "datetime64[s]",
    Holds.MONTH: "datetime64[s]",
}


def typed(name: str, rows: Rows, first_row: int = 5) -> pd.DataFrame:
    """Make a frame as it is read from a sheet: every column, row numbers from 5, blanks where nothing is given."""
    table: Table = TABLES[name]
    columns: dict[str, Any] = {}
    for column in table:
        dtype = _DTYPES.get(column.holds, "float64")
        blank = "" if dtype == "str" else None
        columns[column.key] = pd.Series([row.get(column.key, blank) for row in rows], dtype=dtype).array
    return pd.DataFrame(columns, index=pd.RangeIndex(first_row, first_row + len(rows)))


def bought(customer_id: str, amount: float, month: str = "2026-06-15") -> dict[str, Any]:
    """Give a sales row; the amount in the currency, of two decimals."""
    return {"customer_id": customer_id, "month": month, "revenue": round(amount * 100 * GRAINS)}


def ids(count: int) -> list[dict[str, Any]]:
    """Give so many customers, C-1, C-2 …, all of R-1."""
    return [{"customer_id": f"C-{number}", "rep_id": "R-1"} for number in range(1, count + 1)]


def tier_rows(*rows: tuple[str, str, float | None]) -> list[dict[str, Any]]:
    """Give rules: tier, rule, cut; twelve visits a year each."""
    return [{"tier": tier, "rule": rule, "cut": cut, "visits_a_year": 12.0} for tier, rule, cut in rows]


def evaluated(
    customers: Rows | pd.DataFrame,
    sales: Rows = (),
    *,
    tiers: Rows = (),
    reps: Rows = (),
    moves: Rows | pd.DataFrame = (),
    as_of: date = AS_OF,
    margin: float = 0.10,
) -> CustomerPlan:
    """Evaluate customers as of the end of 2026."""
    return evaluate_customers(
        customers=customers if isinstance(customers, pd.DataFrame) else typed("Customers", customers),
        sales=typed("Sales", sales),
        tiers=typed("Tiers", tiers),
        reps=typed("Reps", reps),
        moves=moves if isinstance(moves, pd.DataFrame) else typed("Moves", moves),
        settings=CustomerSettings(as_of=as_of, tier_margin=margin),
    )


def tiers_of(plan: CustomerPlan) -> dict[str, str]:
    """Give each customer's tier."""
    return dict(zip(plan.customers["customer_id"], plan.customers["tier"], strict=True))


def moves_of(plan: CustomerPlan) -> dict[str, str]:
    """Give each customer's move."""
    return dict(zip(plan.customers["customer_id"], plan.customers["move"], strict=True))


def lines(findings: list[Finding], code: str) -> list[str]:
    """Give the findings of one code, in words."""
    return [finding.line() for finding in findings if finding.code == code]
