"""What programs and people do to a handout besides filling it in: its rows, columns, sheets and tables as others leave them."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn

from tests.flow.filled_logs import repacked
from tests.flow.round_edits import Identity, grids

Form = Callable[[Path, Random], Path]


def _book(path: Path) -> openpyxl.Workbook:
    # The values, as a program that does not calculate keeps them; formulas are written back as they were.
    return openpyxl.load_workbook(path)


def _lines(path: Path, book: openpyxl.Workbook, table: str) -> tuple[Any, list[int], int]:
    grid = grids(path)[table]
    return book[grid.sheet], sorted(grid.rows.values()), book[grid.sheet].max_column


def _said(sheet: Any, row: int, columns: Iterable[int]) -> list[tuple[object, str]]:
    """Give cells with what sort of cell they are: a text that begins with = is no formula."""
    return [(sheet.cell(row, at).value, sheet.cell(row, at).data_type) for at in columns]


def _say(sheet: Any, row: int, columns: Iterable[int], said: Iterable[tuple[object, str]]) -> None:
    for at, (value, sort) in zip(columns, said, strict=True):
        cell = sheet.cell(row, at)
        cell.value = value
        if value is not None:
            cell.data_type = sort


def _rows_as(path: Path, table: str, order: Callable[[list[int]], list[int]]) -> Path:
    book = _book(path)
    sheet, rows, width = _lines(path, book, table)
    places = range(1, width + 1)
    said = {row: _said(sheet, row, places) for row in rows}
    for row, other in zip(rows, order(rows), strict=True):
        _say(sheet, row, places, said[other])
    book.save(path)
    return path


def rows_sorted(path: Path, random: Random) -> Path:
    """Put the rows of two tables into another order."""

    def shuffled(rows: list[int]) -> list[int]:
        return random.sample(rows, len(rows))

    return _rows_as(_rows_as(path, "Quota", shuffled), "Customers", shuffled)


def filtered(path: Path, random: Random) -> Path:
    """Hide rows behind a filter."""
    book = _book(path)
    sheet, rows, _ = _lines(path, book, "Quota")
    for row in rows[::2]:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def columns_moved(path: Path, random: Random) -> Path:
    """Put the columns of a table into another order, headers along."""
    book = _book(path)
    sheet, rows, _ = _lines(path, book, "Quota")
    (table,) = sheet.tables.values()
    left, top, right, _ = range_boundaries(table.ref)
    places = list(range(left, right + 1))
    order = random.sample(places, len(places))
    for row in (top, *rows):
        _say(sheet, row, places, _said(sheet, row, order))
    for column, at in zip(table.tableColumns, places, strict=True):
        column.name = str(sheet.cell(top, at).value)
        column.calculatedColumnFormula = None
    book.save(path)
    return path


def own_column(path: Path, random: Random) -> Path:
    """Add a column of one's own to a table."""
    book = _book(path)
    sheet, rows, _ = _lines(path, book, "Customers")
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    if table.autoFilter:
        table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name="My notes"))
    sheet.cell(top, right + 1).value = "My notes"
    sheet.cell(rows[0], right + 1).value = "ask her about Q3"
    book.save(path)
    return path


def tables_gone(path: Path, random: Random) -> Path:
    """Leave tables and names out, as some programs do."""
    book = _book(path)
    for sheet in book.worksheets:
        for name in list(sheet.tables):
            del sheet.tables[name]
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.save(path)
    return path


def sheets_otherwise(path: Path, random: Random) -> Path:
    """Reorder the sheets."""
    book = _book(path)
    book.move_sheet(book.worksheets[0], len(book.worksheets) - 1)
    book.save(path)
    return path


def renamed(path: Path, random: Random) -> Path:
    """Give the file another name."""
    return path.rename(path.with_name(f"Re_ AW_ 配额 final v2 ({random.randrange(10**6)}).xlsx"))


def in_a_folder(path: Path, random: Random) -> Path:
    """Put the file into a folder of its own."""
    folder = path.parent / f"from {random.randrange(10**6)}"
    folder.mkdir()
    return path.rename(folder / path.name)


def sent_twice(path: Path, random: Random) -> Path:
    """Send the same file twice."""
    path.with_stem(path.stem + " (1)").write_bytes(path.read_bytes())
    return path


FORMS: Final[Mapping[str, Form]] = {
    "as it is": lambda path, random: path,
    "sorted": rows_sorted,
    "filtered": filtered,
    "columns moved": columns_moved,
    "a column of one's own": own_column,
    "tables gone": tables_gone,
    "sheets otherwise": sheets_otherwise,
    "renamed": renamed,
    "in a folder": in_a_folder,
    "sent twice": sent_twice,
}
"""None of these changes what a handout says."""


def rows_deleted(path: Path, table: str, gone: list[Identity]) -> Path:
    """Delete rows of a table, those below moving up."""
    book = _book(path)
    grid = grids(path)[table]
    sheet = book[grid.sheet]
    (listed,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(listed.ref)
    away = {grid.rows[identity] for identity in gone}
    kept = [row for row in range(top + 1, bottom + 1) if row not in away]
    places = range(left, right + 1)
    said = [_said(sheet, row, places) for row in kept] + [[(None, "n")] * len(places)] * len(away)
    for row, values in zip(range(top + 1, bottom + 1), said, strict=True):
        _say(sheet, row, places, values)
    listed.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom - len(away)}"
    if listed.autoFilter:
        listed.autoFilter.ref = listed.ref
    book.save(path)
    return path


def row_added(path: Path, table: str, cells: Mapping[str, object]) -> Path:
    """Type a row of one's own below a table."""
    book = _book(path)
    grid = grids(path)[table]
    sheet = book[grid.sheet]
    (listed,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(listed.ref)
    listed.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom + 1}"
    if listed.autoFilter:
        listed.autoFilter.ref = listed.ref
    for key, value in cells.items():
        sheet.cell(bottom + 1, grid.columns[key]).value = value
    book.save(path)
    return path


def _overwritten(data: bytes) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return change


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _broken_sheets(path: Path) -> Path:
    return repacked(path, lambda name, data: b"<broken" if name.startswith("xl/worksheets/sheet") else data)


def _entities(path: Path) -> Path:
    many = b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10 if at else b"ha") for at in range(12))
    bomb = b'<?xml version="1.0"?><!DOCTYPE worksheet [' + many + b"]><worksheet>&e11;</worksheet>"
    return repacked(path, lambda name, data: bomb if name.startswith("xl/worksheets/sheet") else data)


def _forged(path: Path) -> Path:
    """Let the package say of a part that it is three gigabytes large."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"xl/worksheets/sheet") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = (3 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def _pipe(path: Path) -> Path:
    """Put a pipe in its place, from which reading never ends."""
    path.unlink()
    os.mkfifo(path)
    return path


def _astray(path: Path) -> Path:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.xlsx"))
    return path


def _of_nobody(path: Path) -> Path:
    """Take away by what a handout is known again."""
    book = _book(path)
    ((sheet, address),) = book.defined_names["handout"].destinations
    book[sheet][address.replace("$", "")] = "WRONGWRONGWR"
    book.save(path)
    return path


OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)

DAMAGES: Final[Mapping[str, Callable[[Path], Path]]] = {
    "cut off": _cut,
    "empty": _overwritten(b""),
    "encrypted": _overwritten(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)),
    "an old .xls": _overwritten(OLE),
    "no workbook": _overwritten(b"Dear boss, I lost my file."),
    "broken sheets": _broken_sheets,
    "entities": _entities,
    "forged size": _forged,
    "saved as .ods": lambda path: path.rename(path.with_suffix(".ods")),
    "of nobody": _of_nobody,
}
"""From none of these anything is taken, and each is found."""

ODDITIES: Final[Mapping[str, Callable[[Path], Path]]] = {"a pipe": _pipe, "a link that leads nowhere": _astray}
"""Nothing to be read; collecting must not hang on them."""
