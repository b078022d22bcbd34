"""A small company in the first quarter of its plan year, with scores that are plain to see by hand."""

from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any, Final
from unittest.mock import patch

import pytest
from python_calamine import CalamineWorkbook

from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.writes import CellWrite, Scalar
from tests.flow.company import Row, as_json, by, column, company, put, salesplan, write_csv

TODAY: Final = "2027-04-05"
"""A Monday: the quarter is over, three of April's twenty-two working days are gone."""
REPS: Final[list[Row]] = [
    {"rep_id": "R1", "rep": "Ana", "region": "North", "team": "A"},
    {"rep_id": "R2", "rep": "Bo", "region": "North", "team": "A"},
    {"rep_id": "R3", "rep": "Cy", "region": "North", "team": "B", "end_date": "2027-02-14"},
    {"rep_id": "R4", "rep": "Di", "region": "South", "team": "C"},
    {"rep_id": "R5", "rep": "Ed"},  # a manager: no region, no team, no quota
]
CUSTOMERS: Final[list[Row]] = [
    {"customer_id": "C1", "customer": "Ace", "rep_id": "R1"},
    {"customer_id": "C2", "customer": "Best", "rep_id": "R2"},
]
KPIS: Final[list[Row]] = [
    {"kpi": "target_attainment", "weight": 50, "target": 1, "unit": "percent", "floor": 0.5},
    {"kpi": "collection", "weight": 20, "target": 1, "unit": "percent", "floor": 0.5},
    {"kpi": "satisfaction", "weight": 30, "target": 4, "unit": "number", "floor": 0.5},
]
SALES: Final[list[Row]] = [
    {"month": "2027-01-31", "rep_id": "R1", "customer_id": "C1", "revenue": 110_000},
    {"month": "2027-01-31", "rep_id": "", "customer_id": "C2", "revenue": 90_000},  # its owner's, R2's
    {"month": "2027-01-31", "rep_id": "R3", "customer_id": "C1", "revenue": 50_000},  # who sold it has it
    {"month": "2027-01-31", "rep_id": "R5", "customer_id": "", "revenue": 10_000},
    {"month": "2027-01-31", "rep_id": "", "customer_id": "", "revenue": 5_000},  # nobody's
    {"month": "2027-02-28", "rep_id": "R1", "customer_id": "C1", "revenue": 80_000},
    {"month": "2027-02-28", "rep_id": "R2", "customer_id": "C2", "revenue": 120_000},
    {"month": "2027-02-28", "rep_id": "R3", "customer_id": "", "revenue": 10_000},
    {"month": "2027-02-28", "rep_id": "R4", "customer_id": "", "revenue": 210_000},
    {"month": "2027-03-31", "rep_id": "R1", "customer_id": "C1", "revenue": 100_000},
    {"month": "2027-03-31", "rep_id": "R2", "customer_id": "C2", "revenue": 100_000},
    {"month": "2027-03-31", "rep_id": "R4", "customer_id": "", "revenue": 190_000},
]
QUOTAS: Final[list[Row]] = [
    {"period": "2027-Q1", "rep_id": "R1", "quota": 300_000},
    {"period": "2027-01", "rep_id": "R2", "quota": 100_000},
    {"period": "2027年2月", "rep_id": "r2", "quota": 100_000},
    {"period": "2027-03-31", "rep_id": "R2", "quota": 100_000},
    {"period": "2027", "rep_id": "R3", "quota": 600_000},
    *({"period": f"2027-0{month}", "rep_id": "R4", "quota": 200_000} for month in (1, 2, 3)),
]
RATINGS: Final[list[Row]] = [
    {"period": "2027-01", "rep_id": "R1", "kpi": "satisfaction", "value": 4},
    {"period": "2027-01", "rep_id": "R2", "kpi": "satisfaction", "value": 5},
    {"period": "2027-01", "rep_id": "R3", "kpi": "satisfaction", "value": 2},
    {"period": "2027-02", "rep_id": "R1", "kpi": "satisfaction", "value": 5},
]
RECEIVABLES: Final[list[Row]] = [
    {"month": "2027-01-31", "customer_id": "C1", "due": 60_000, "collected": 60_000},
    {"month": "2027-01-31", "customer_id": "C2", "due": 40_000, "collected": 20_000},
]
JANUARY: Final = {"R1": 105, "R2": 76, "R3": 62.5, "R4": 0, "R5": None}
"""R1: 50 % of 110, 20 % of 100, 30 % of 100. R2: 80, 0, 120. R3: 100 and 0 of 50 and 30. R4: attainment alone, 0."""
FEBRUARY: Final = {"R1": 82.5, "R2": 120, "R3": 0, "R4": 105, "R5": None}
QUARTER: Final = {"R1": 100.42, "R2": 87.67, "R3": 0, "R4": 33.33, "R5": None}
"""R1: 93.33 × 50 %, 100 × 20 %, 112.5 × 30 %: 100.415, half up. R2: 103.33, 0, 120: 87.665. R3 is held against 150,000."""


def scored_company(folder: Path, **others: Any) -> Path:
    """Make the company's plan, filled and not yet scored; ``others`` in place of its own."""
    given = {
        "Customers": CUSTOMERS,
        "QuotaHistory": QUOTAS,
        "Ratings": RATINGS,
        "Receivables": RECEIVABLES,
    } | others
    kpis, reps, sales = given.pop("KPIs", KPIS), given.pop("Reps", REPS), given.pop("Sales", SALES)
    book = company(folder, reps=reps, sales=sales, **given)
    return replaced(book, "KPIs", kpis)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scored_company(tmp_path_factory.mktemp("scored"))


@pytest.fixture
def plan(made: Path, tmp_path: Path) -> Path:
    """The company's plan, of one's own."""
    return Path(copyfile(made, tmp_path / "plan.xlsx"))


def on(day: str, *arguments: object, code: int = 0) -> str:
    """Run a command on a day, and give all that it said."""
    with patch("salesplan.cli.clock.now", lambda: datetime.fromisoformat(f"{day} 09:00")):
        return salesplan(*arguments, code=code).output


def score(book: Path, *arguments: object, day: str = TODAY, code: int = 0) -> str:
    """Score, in spring."""
    return on(day, "score", book, *arguments, code=code)


def review(book: Path, *arguments: object, day: str = TODAY, code: int = 0) -> str:
    """Review, in spring, and print nothing."""
    return on(day, "review", book, "--no-pdf", *arguments, code=code)


def said_as_json(*arguments: object, day: str = TODAY, code: int = 0) -> dict[str, Any]:
    """Run a command on a day with ``--json``."""
    with patch("salesplan.cli.clock.now", lambda: datetime.fromisoformat(f"{day} 09:00")):
        return as_json(*arguments, code=code)


def replaced(book: Path, table: str, new: list[Row]) -> Path:
    """Load rows into a table in place of those that it has."""
    salesplan("load", book, table, write_csv(book.with_name("new.csv"), new), "--replace")
    return book


def added(book: Path, table: str, new: list[Row]) -> Path:
    """Load rows under those that a table has."""
    salesplan("load", book, table, write_csv(book.with_name("new.csv"), new), "--append")
    return book


def rows(book: Path, table: str) -> list[Row]:
    """Give the rows of a table by column key, ``row`` is the sheet row; of a column of one's own by its header."""
    declared = SALES_PLAN.table(table)
    found = CalamineWorkbook.from_path(str(book), load_tables=True).get_table_by_name(declared.excel_name)
    keys = [known.key if (known := declared.column_for(header)) else header for header in found.columns]
    blank_as_none = ((None if value == "" else value for value in line) for line in found.to_python())
    assert found.start is not None
    first = found.start[0] + 1
    return [{"row": row} | dict(zip(keys, line, strict=True)) for row, line in enumerate(blank_as_none, first)]


def cards(book: Path, period: str) -> dict[Any, Row]:
    """Give the Scorecard's rows of a period by rep."""
    return by([row for row in rows(book, "Scorecard") if row["period"] == period], "rep_id")


def totals(book: Path, period: str) -> dict[Any, Any]:
    return column(list(cards(book, period).values()), "total")


def agree(book: Path, period: str, rep: str, text: Scalar) -> Path:
    """Type what was agreed into the Scorecard."""
    return type_card(book, period, rep, "actions", text)


def type_rating(book: Path, rep: str, **cells: Scalar) -> Path:
    """Type into the first rating of a rep."""
    found = by(reversed(rows(book, "Ratings")), "rep_id")[rep]
    return put(book, [CellWrite("Ratings", found["row"], list(found).index(key), cells[key]) for key in cells])


def type_card(book: Path, period: str, rep: str, header: str, value: Scalar) -> Path:
    found = list(cards(book, period)[rep].items())
    at = [key for key, _ in found].index(header)
    return put(book, [CellWrite("Scorecard", int(found[0][1]), at, value)])


def as_dates(book: Path, table: str, typed: dict[str, date]) -> Path:
    """Type dates into the first column of a table where texts stand, as Excel does with a month that is typed."""
    found = {str(row["period"]): row["row"] for row in rows(book, table)}
    sheet = next(sheet.name.en for sheet in SALES_PLAN.sheets if sheet.table.name == table)
    return put(book, [CellWrite(sheet, found[text], 1, day) for text, day in typed.items()])
