"""A small company's plan, made and changed the way a user does, and read by openpyxl: not by salesplan itself."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import openpyxl
from click.testing import CliRunner, Result
from openpyxl.utils import range_boundaries

from salesplan.cli import main
from salesplan.host.blank import write_blank
from salesplan.tables.model import Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from salesplan.workbook.writes import CellWrite, NameWrite, Scalar, Value, Write

Row = dict[str, Any]

YEAR: Final = 2027
REPS: Final[list[Row]] = [
    {"rep_id": "R1", "rep": "Ana", "region": "North", "team": "A"},
    {"rep_id": "R2", "rep": "Bo", "region": "North", "team": "A"},
    {"rep_id": "R3", "rep": "Cy", "region": "North", "team": "B"},
    {"rep_id": "R4", "rep": "Di", "region": "South", "team": "C"},
    {"rep_id": "R5", "rep": "Ed", "region": "South", "team": "C"},
]
LAST_YEAR: Final = {"R1": 400_000, "R2": 200_000, "R3": 100_000, "R4": 200_000, "R5": 40_000, "": 60_000}
"""A million in all. A quarter of it was sold in February, the rest in October."""
SALES: Final[list[Row]] = [
    {"month": f"2026-{month}-15", "rep_id": rep, "revenue": amount * part // 4}
    for rep, amount in LAST_YEAR.items()
    for month, part in (("02", 1), ("10", 3))
]
FINAL: Final = {"R1": 440_000, "R2": 220_000, "R3": 110_000, "R4": 220_000, "R5": 44_000, "": 66_000}
"""Each a tenth more, 1,100,000 in all; no rounding is needed."""


def salesplan(*arguments: object, code: int = 0) -> Result:
    """Run the command line, and hold it to an exit code."""
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == code, f"exit code {done.exit_code}\n{done.output}\n{done.exception!r}"
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def as_json(*arguments: object, code: int = 0) -> dict[str, Any]:
    """Run a command with ``--json``; standard output must be one document and nothing else."""
    document: dict[str, Any] = json.loads(salesplan(*arguments, "--json", code=code).stdout)
    return document


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]], *, encoding: str = "utf-8") -> Path:
    """Write rows of one shape, or of several, as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def filled(book: Path, **tables: Sequence[Mapping[str, Any]]) -> Path:
    """Load rows into tables of a plan."""
    for name, rows in tables.items():
        salesplan("load", book, name, write_csv(book.with_name(f"{name}.csv"), rows))
    return book


def company(
    folder: Path,
    *,
    reps: Sequence[Mapping[str, Any]] = REPS,
    sales: Sequence[Mapping[str, Any]] = SALES,
    currency: str = "USD",
    language: str = "en",
    settings: Mapping[str, Scalar] | None = None,
    **tables: Sequence[Mapping[str, Any]],
) -> Path:
    """Make the plan of a small company, filled and not yet planned."""
    folder.mkdir(parents=True, exist_ok=True)
    book = write_blank("plan", folder / "plan.xlsx", year=YEAR, currency=currency, language=language)
    filled(book, Reps=reps, Sales=sales, **tables)
    return typed_settings(book, **settings) if settings else book


def rows(book: Path, table: str) -> list[Row]:
    """Give the rows of a table as a reader sees them: values by column key, ``row`` is the sheet row."""
    return _rows(openpyxl.load_workbook(book, data_only=True), table)


def tables(book: Path, *names: str) -> list[list[Row]]:
    """Give the rows of several tables."""
    opened = openpyxl.load_workbook(book, data_only=True)
    return [_rows(opened, name) for name in names]


def _rows(opened: openpyxl.Workbook, table: str) -> list[Row]:
    declared = declaration(table)
    sheet, area = place(opened, declared)
    left, top, right, bottom = range_boundaries(area)
    keys = [_key(declared, str(sheet.cell(top, column).value)) for column in range(left, right + 1)]
    return [
        {"row": row} | {key: sheet.cell(row, left + at).value for at, key in enumerate(keys)}
        for row in range(top + 1, bottom + 1)
    ]


def declaration(table: str) -> Table:
    """Give the declaration of a table of a plan, or of the workbook of its scenarios."""
    return next(each for book in (SALES_PLAN, SCENARIO_BOOK) for each in book.tables if each.name == table)


def place(opened: openpyxl.Workbook, table: Table) -> tuple[Any, str]:
    """Find the sheet and the area of a table."""
    for sheet in opened.worksheets:
        for name in (table.name, table.excel_name):
            if name in sheet.tables:
                return sheet, sheet.tables[name].ref
    raise AssertionError(f"no table {table.name}")


def _key(table: Table, header: str) -> str:
    column = table.column_for(header) or table.further(header)
    return column.key if column else header


def by(rows: Iterable[Row], *keys: str) -> dict[Any, Row]:
    """Give rows by one or several of their columns, "" where blank."""
    found = {tuple(row[key] or "" for key in keys): row for row in rows}
    return {identity[0] if len(keys) == 1 else identity: row for identity, row in found.items()}


def column(rows: Iterable[Row], key: str, *, of: str = "rep_id") -> dict[Any, Any]:
    """Give one column by another."""
    return {row[of] or "": row[key] for row in rows}


def type_in(book: Path, table: str, identity: str | tuple[str, str], /, **cells: Scalar) -> Path:
    """Type into the row of a table, as a person does; None clears a cell."""
    opened = openpyxl.load_workbook(book, data_only=True)
    declared = declaration(table)
    sheet, area = place(opened, declared)
    left, top, right, _ = range_boundaries(area)
    columns = {_key(declared, str(sheet.cell(top, at).value)): at for at in range(left, right + 1)}
    keys = declared.identity
    row = by(_rows(opened, table), *keys)[identity]["row"]
    return put(book, [CellWrite(sheet.title, row, columns[key], value) for key, value in cells.items()])


def type_cells(book: Path, sheet: str, cells: Mapping[str, Value]) -> Path:
    """Type into cells by their address."""
    writes = []
    for address, value in cells.items():
        left, top, _, _ = range_boundaries(address)
        writes.append(CellWrite(sheet, top, left, value))
    return put(book, writes)


def typed_settings(book: Path, **settings: Scalar) -> Path:
    """Type settings, by key."""
    return put(book, [NameWrite(key, value) for key, value in settings.items()])


def put(book: Path, writes: Iterable[Write]) -> Path:
    """Write into a plan without salesplan's own planning: what a person does in a spreadsheet program."""
    package = Package.open(book)
    save(package, edited(package, writes), backup=False)
    return book


def parts(book: Path) -> dict[str, bytes]:
    """Give the parts of a workbook."""
    with ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything(book: Path, *, but: Sequence[str] = ()) -> dict[tuple[str, str], tuple[object, object]]:
    """Give value and formula of every cell that is not empty, by sheet and address, apart from some sheets."""
    values, formulas = openpyxl.load_workbook(book, data_only=True), openpyxl.load_workbook(book)
    return {
        (sheet.title, cell.coordinate): (
            values[sheet.title][cell.coordinate].value,
            getattr(cell.value, "text", cell.value),
        )
        for sheet in formulas.worksheets
        if sheet.title not in but
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
