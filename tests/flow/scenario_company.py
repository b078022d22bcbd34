"""A small company with the workbook of its scenarios, filled in the way finance does, and read by openpyxl."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn

from salesplan.host.blank import write_blank
from salesplan.workbook.writes import Scalar, TableWrite
from tests.flow.company import REPS as OLD_REPS
from tests.flow.company import (
    YEAR,
    Row,
    by,
    company,
    declaration,
    place,
    put,
    rows,
    salesplan,
    tables,
    type_in,
    typed_settings,
)

REPS: Final[list[Row]] = [
    *(rep | {"potential": potential} for rep, potential in zip(OLD_REPS, (300e3, 500e3, 90e3, 400e3, 60e3), strict=True)),
    {"rep_id": "R6", "rep": "Flo", "region": "North", "team": "B", "start_date": f"{YEAR}-03-01", "potential": 200e3},
    {"rep_id": "R7", "rep": "Gus", "region": "South", "team": "C", "capacity": 0.5, "end_date": f"{YEAR}-09-30"},
]
"""R6 is new and has no history; R7 works half time and leaves."""
CUSTOMERS: Final[list[Row]] = [
    {"customer_id": f"C{n}", "rep_id": f"R{n}", "industry": ("steel", "food")[n % 2], "channel": ("direct", "web")[n % 2]}
    for n in range(1, 6)
]
GROWTH: Final[list[Row]] = [
    {"dimension": "region", "value": "South", "adjustment": 0.05},
    {"dimension": "industry", "value": "food", "adjustment": -0.02},
]
_YEARLY: Final = {"R1": 400_000, "R2": 200_000, "R3": 100_000, "R4": 200_000, "R5": 40_000, "R7": 50_000, "": 60_000}
_SEASON: Final = (6, 5, 9, 8, 8, 10, 7, 7, 9, 8, 10, 13)
SALES: Final[list[Row]] = [
    {
        "month": f"{year}-{month:02}-15",
        "rep_id": rep,
        "customer_id": f"C{rep[1:]}" if rep in ("R1", "R2", "R3", "R4", "R5") else "",
        "revenue": round(amount * before * share / 100 * (1 + 0.08 * ((place * year) % 7 - 3)), 2),
        "margin": round(amount * before * share / 100 * 0.3, 2),
    }
    for year, before in ((YEAR - 1, 1.0), (YEAR - 2, 0.93), (YEAR - 3, 0.9))
    for place, (rep, amount) in enumerate(_YEARLY.items())
    for month, share in enumerate(_SEASON, 1)
]
REASON: Final = "key account moves in April"


def scenario_company(folder: Path, *, settings: Mapping[str, Scalar] | None = None, **given: Any) -> Path:
    """Make the plan of a company with a new rep, sales that nobody has, adjustments and a pin; planned."""
    book = company(
        folder,
        **({"reps": REPS, "sales": SALES, "Customers": CUSTOMERS, "Growth": GROWTH} | given),
        settings=settings,
    )
    salesplan("quota", book)
    type_in(book, "Quota", "R2", override=260_000, reason=REASON)
    salesplan("quota", book)
    return book


def scenarios(
    folder: Path,
    *,
    columns: Sequence[str] = (),
    language: str = "en",
    currency: str = "USD",
    year: int = YEAR,
    settings: Mapping[str, Scalar] | None = None,
    **typed: Sequence[Mapping[str, Any]],
) -> Path:
    """Make a workbook of scenarios with rows typed into its tables, over the examples that a blank one has.

    Parameters
    ----------
    columns
        Headers that are added to Scenarios.
    typed
        Rows by table; a cell by the key of its column or, of an added column, by its header.
    """
    folder.mkdir(parents=True, exist_ok=True)
    book = write_blank("scenarios", folder / "scenarios.xlsx", year=year, currency=currency, language=language)
    for header in columns:
        with_column(book, "Scenarios", header)
    return typed_settings(retyped(book, **({"Scenarios": []} | typed)), **settings or {})


def retyped(book: Path, **typed: Sequence[Mapping[str, Any]]) -> Path:
    """Type rows into tables in place of those that they have."""
    opened = openpyxl.load_workbook(book)
    writes = []
    for name, lines in typed.items():
        sheet, area = place(opened, declaration(name))
        headers = keyed_headers(sheet, area, name)
        assert {key for line in lines for key in line} <= headers.keys(), f"{name} has no such columns"
        cells = {header: [line.get(key) for line in lines] or [None] for key, header in headers.items()}
        writes.append(TableWrite(declaration(name).excel_name, (None,) * max(len(lines), 1), cells))
    return put(book, writes)


def keyed_headers(sheet: Any, area: str, name: str) -> dict[str, str]:
    """Give the headers of a table by the keys of its columns; of those that mean nothing by themselves."""
    left, top, right, _ = range_boundaries(area)
    declared = declaration(name)
    found = [str(sheet.cell(top, at).value) for at in range(left, right + 1)]
    known = {header: declared.column_for(header) or declared.further(header) for header in found}
    return {column.key if column else header: header for header, column in known.items()}


def with_column(book: Path, table: str, header: str) -> Path:
    """Add a column of one's own to a table, in a workbook that has no charts yet."""
    opened = openpyxl.load_workbook(book)
    sheet, area = place(opened, declaration(table))
    found = sheet.tables[declaration(table).excel_name]
    left, top, right, bottom = range_boundaries(area)
    sheet.cell(top, right + 1, header)
    found.tableColumns.append(TableColumn(id=len(found.tableColumns) + 1, name=header))
    found.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    found.autoFilter.ref = found.ref
    opened.save(book)
    return book
