"""Small workbooks for the live tests: made by openpyxl, opened in the spreadsheet program, written and read back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import openpyxl
import xlwings as xw
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from salesplan.workbook.live import LiveWorkbook
from salesplan.workbook.writes import TableWrite, Write

MARK: Final = PatternFill("solid", fgColor="FFFF00")
YELLOW: Final = (255, 255, 0)
"""The colour of what is marked, as xlwings tells it."""

HEADERS: Final = ("id", "name", "amount", "mine")


def lines(names: Sequence[str]) -> list[list[object]]:
    """Give rows of a table with the columns id, name, amount, mine: amounts of 10, 20, …; the last column is a user's."""
    return [[f"i{at}", name, at * 10, f"my {name}"] for at, name in enumerate(names, 1)]


def made(rows: Sequence[Sequence[object]], *, sheet: str = "Data", **table: Any) -> openpyxl.Workbook:
    """Make a workbook with table T from B3 on, the rows below its headers, and an empty sheet called Other."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    add_table(book, sheet, "T", 3, rows, **table)
    book.create_sheet("Other")
    return book


def add_table(
    book: openpyxl.Workbook, sheet: str, name: str, top: int, rows: Sequence[Sequence[object]], **table: Any
) -> None:
    """Add a table from column B on."""
    for row, cells in enumerate((HEADERS, *rows), top):
        for column, cell in enumerate(cells, 2):
            book[sheet].cell(row, column, cell)
    book[sheet].add_table(Table(displayName=name, ref=f"B{top}:E{top + len(rows)}", **table))


@contextmanager
def opened(app: xw.App, book: openpyxl.Workbook, folder: Path) -> Iterator[xw.Book]:
    """Open a workbook that was made, and close it."""
    path = folder / "book.xlsx"
    book.save(path)
    open_one = app.books.open(path)
    try:
        yield open_one
    finally:
        open_one.close()


def write(book: xw.Book, *writes: Write) -> None:
    """Write into an open workbook."""
    LiveWorkbook(book).put(writes)


def written(table: str, rows: Sequence[int | None], **columns: Sequence[Any]) -> TableWrite:
    """Give the write of a table: the rows that it gets, by what they were, and what their columns get."""
    return TableWrite(table, tuple(rows), {column: list(values) for column, values in columns.items()})


def can_move(book: xw.Book, *rows: int | None) -> bool:
    """Tell whether the rows of table T can move or go."""
    live = LiveWorkbook(book)
    return live.can_move(live.book.table("T"), rows)


def area_of(book: xw.Book, table: str = "T", sheet: str = "Data") -> str:
    """Say where a table is."""
    address: str = book.sheets[sheet].tables[table].range.get_address(row_absolute=False, column_absolute=False)
    return address


def block(book: xw.Book, area: str, sheet: str = "Data") -> list[list[Any]]:
    """Give the values of an area, row by row; blank = None."""
    values: list[list[Any]] = book.sheets[sheet].range(area).options(ndim=2, err_to_str=True).value
    return values


def everything(book: xw.Book) -> dict[str, Any]:
    """Give all values and formulas of a small workbook, and where its tables are."""
    found: dict[str, Any] = {}
    for sheet in book.sheets:
        found[sheet.name] = block(book, "A1:K40", sheet.name)
        found[f"{sheet.name}, formulas"] = sheet.range("A1:K40").formula
        found |= {table.name: area_of(book, table.name, sheet.name) for table in sheet.tables}
    return found
