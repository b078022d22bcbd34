"""Visit logs with believable rows, as they are issued."""

from datetime import date
from typing import Any, Final

from salesplan.tables.visit_log import VISIT_LOG
from salesplan.workbook.build import build

YEAR: Final = 2027
CUSTOMERS: Final = (
    "Harbor Freight & Sons",
    '=HYPERLINK("http://x")',
    "+86 21 Trading",
    "上海宏远贸易有限公司",
    "O'Neil",
)
ROWS: Final = 40


def rows() -> dict[str, dict[str, list[Any]]]:
    """Give the rows of a log: two visits made, the others to be filled in."""
    due = [date(YEAR, 1, 5), date(YEAR, 2, 1), None, date(YEAR, 3, 1), date(YEAR, 9, 30)]
    customers: dict[str, list[Any]] = {
        "customer": list(CUSTOMERS),
        "customer_id": ["0001", "0002", "0003", "0004", "0005"],
        "tier": ["A", "B", "C", "A", "prospect"],
        "customer_class": ["key", "general", None, "potential", "general"],
        "next_visit": due,
        "contacts": ["Li Wei (buyer): price", None, "@boss", None, "- see note"],
    }
    months: dict[str, list[Any]] = {
        "month": [date(YEAR, month, 1) for month in range(1, 13)],
        "quota": [1000.1] * 12,
        "ordered": [0, 12_500.5, *[0] * 10],
        "visits": [1, 1, *[0] * 10],
    }
    return {"MyCustomers": customers, "MyQuota": months, "Visits": visits()}


def visits() -> dict[str, list[Any]]:
    """Give the rows of the table Visits."""
    made: dict[str, list[Any]] = {
        "date": [date(YEAR, 1, 7), date(YEAR, 2, 9)],
        "customer_id": [CUSTOMERS[0], CUSTOMERS[1]],
        "kind": ["visit", "joint"],
        "stage": ["proposal", "won"],
        "result": ["quote", "order"],
        "amount": [None, 12_500.5],
        "complaint": ["=1+1", "-late"],
    }
    filled = {key: values + [None] * (ROWS - len(values)) for key, values in made.items()}
    return filled | {"entry": [f"K7QM-{number:03}" for number in range(1, ROWS + 1)]}


def log(language: str = "en", **settings: object) -> bytes:
    """Build a log for the rep R-07."""
    given = {"plan_year": YEAR, "currency": "USD", "rep_id": "R-07", "rep": "Li Wei", "issued_on": date(2026, 12, 1)}
    return build(VISIT_LOG, language=language, settings=given | settings, rows=rows())
