"""A small company with the workbook of its scenarios, filled in the way finance does, and read by openpyxl."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn
from python_calamine import CalamineTable, CalamineWorkbook

from salesplan.host.blank import write_blank
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.writes import Scalar, TableWrite
from tests.flow.company import REPS as OLD_REPS
from tests.flow.company import (
    YEAR,
    Row,
    company,
    declaration,
    place,
    put,
    salesplan,
    type_in,
    typed_settings,
)

Rows = Sequence[Mapping[str, Any]]
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

REPS: Final[list[Row]] = [
    *(
        rep | {"potential": potential}
        for rep, potential in zip(OLD_REPS, (300e3, 500e3, 90e3, 400e3, 60e3), strict=True)
    ),
    {"rep_id": "R6", "rep": "Flo", "region": "North", "team": "B", "start_date": f"{YEAR}-03-01", "potential": 200e3},
    {"rep_id": "R7", "rep": "Gus", "region": "South", "team": "C", "capacity": 0.5, "end_date": f"{YEAR}-09-30"},
]
"""R6 is new and has no history; R7 works half time and leaves."""
CUSTOMERS: Final[list[Row]] = [
    {
        "customer_id": f"C{n}",
        "rep_id": f"R{n}",
        "industry": ("steel", "food")[n % 2],
        "channel": ("direct", "web")[n % 2],
    }
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
NO_SIDES: Final[Mapping[str, Rows]] = MappingProxyType({})
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
    lines: Rows = (),
    sides: Mapping[str, Rows] = NO_SIDES,
    *,
    columns: Sequence[str] = (),
    language: str = "en",
    currency: str = "USD",
    year: int = YEAR,
    settings: Mapping[str, Scalar] | None = None,
) -> Path:
    """Make a workbook of scenarios with rows typed into its tables, over the examples that a blank one has.

    Parameters
    ----------
    lines
        Of Scenarios: cells by the key of their column or, of a column of one's own, by its header.
    sides
        The same of other tables.
    columns
        Headers that are added to Scenarios.
    """
    folder.mkdir(parents=True, exist_ok=True)
    book = write_blank("scenarios", folder / "scenarios.xlsx", year=year, currency=currency, language=language)
    for header in columns:
        with_column(book, "Scenarios", header)
    retyped(book, lines, sides)
    return typed_settings(book, **settings) if settings else book


def retyped(book: Path, lines: Rows, sides: Mapping[str, Rows] = NO_SIDES) -> Path:
    """Type rows into tables in place of those that they have."""
    writes = []
    for name, typed in ({"Scenarios": lines} | dict(sides)).items():
        headers = _headers(book, name)
        unknown = {key for line in typed for key in line} - headers.keys()
        assert not unknown, f"{name} has no columns {unknown}"
        cells = {header: [line.get(key) for line in typed] or [None] for key, header in headers.items()}
        writes.append(TableWrite(declaration(name).excel_name, (None,) * max(len(typed), 1), cells))
    return put(book, writes)


def _headers(book: Path, name: str) -> dict[str, str]:
    """Give the headers of a table by the keys of its columns; of those of one's own by themselves."""
    return {_key(name, header): header for header in _table(book, name).columns}


def _key(name: str, header: str) -> str:
    declared = declaration(name)
    column = declared.column_for(header) or declared.further(header)
    return column.key if column else header


def _table(book: Path, name: str) -> CalamineTable:
    return CalamineWorkbook.from_path(str(book), load_tables=True).get_table_by_name(declaration(name).excel_name)


def rows(book: Path, name: str) -> list[Row]:
    """Give the rows of a table by column key, ``row`` is the sheet row; whole numbers as such."""
    found = _table(book, name)
    keys = [_key(name, header) for header in found.columns]
    assert found.start is not None
    first = found.start[0] + 1
    return [
        {"row": row} | dict(zip(keys, (None if cell == "" else cell for cell in line), strict=True))
        for row, line in enumerate(found.to_python(), first)
    ]


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


def told(book: Path, table: str, scenario: str | None = None) -> list[Row]:
    """Give the rows of a computed table, wherever they stand; of one scenario, without its name."""
    found = [{key: value for key, value in row.items() if key != "row"} for row in rows(book, table)]
    if scenario is None:
        return found
    return [{key: row[key] for key in row if key != "scenario"} for row in found if row["scenario"] == scenario]


def names_in(book: Path, table: str) -> list[str]:
    """Give the scenarios of a table, each once."""
    return list(dict.fromkeys(row["scenario"] for row in rows(book, table) if row["scenario"]))


def places(book: Path, severity: str = "error") -> set[str]:
    """Give where the Findings sheet says that something is wrong, and what."""
    return {
        f"'{row['sheet']}'!{row['cell']} {row['code']}" for row in rows(book, "Findings") if row["severity"] == severity
    }


def settings_of(plan: Path) -> dict[str, Any]:
    """Give the settings of a plan as they stand in the cells that their names point at."""
    with ZipFile(plan) as archive:
        names = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}definedName")
        at = {str(name.get("name")): str(name.text).replace("$", "").rpartition("!") for name in names}
    opened = CalamineWorkbook.from_path(str(plan))
    values = {}
    for key in (setting.key for setting in SALES_PLAN.settings if setting.key in at):
        sheet, _, cell = at[key]
        lines = opened.get_sheet_by_name(sheet.strip("'")).to_python(skip_empty_area=False)
        column, row, *_ = range_boundaries(cell)
        value = lines[row - 1][column - 1]
        values[key] = None if value == "" else value
    return values
