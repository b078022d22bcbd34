"""Tables and settings of a workbook that came back from somewhere else: found although names are gone.

Some programs drop Excel Tables or defined names when they save, and few let a Table grow when a row is typed under it. What was
in them is still there, and its headers and keys say what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from salesplan.errors import DuplicateHeader, NotAWorkbook
from salesplan.tables.conform import Rows
from salesplan.tables.model import Table
from salesplan.tables.parse import text_of
from salesplan.words import Words
from salesplan.workbook.addresses import cell_name, column_number
from salesplan.workbook.build_words import SETTING_HEADERS
from salesplan.workbook.found import NamedCell
from salesplan.workbook.locate import Sheet
from salesplan.workbook.markup import Malformed, utf8
from salesplan.workbook.read import WorkbookReader

MOST_CELLS: Final = 20_000_000
"""Cells between a sheet's first and its last; all of them lie in memory, blank or not."""

_WORKSHEET: Final = "worksheet"
_ADDRESS: Final = re.compile(rb"""\sr=["']([A-Z]{0,3})([0-9]{1,7})["']""")
_VALUE, _KEY = SETTING_HEADERS[1], SETTING_HEADERS[4]

Line = Sequence[object]


@dataclass(frozen=True, slots=True)
class LooseTable:
    """One table as it stands on a sheet, whether an Excel Table is round it or not.

    Attributes
    ----------
    sheet
        The sheet's name.
    named
        Whether the Excel Table is still there.
    header_row
        The row of the headers.
    columns
        The sheet column, from 1, of each key that is there.
    rows
        Every row under the headers in which one of these columns holds something.
    """

    sheet: str
    named: bool
    header_row: int
    columns: dict[str, int]
    rows: Rows

    def cell(self, row: int | None, key: str) -> str:
        """Give the address of a row's cell in a column; of the header where the row is None.

        Examples
        --------
        >>> LooseTable("Visits", True, 4, {"date": 1, "kind": 3}, Rows({}, ())).cell(7, "kind")
        'C7'
        """
        column = self.columns.get(key) or min(self.columns.values())
        return cell_name(row if row is not None else self.header_row, column)


def refuse_far_cells(reader: WorkbookReader, most: int = MOST_CELLS) -> None:
    """Refuse a workbook with a cell so far out that its sheet would not fit into memory.

    Raises
    ------
    NotAWorkbook
        When a sheet spans more cells than ``most``.
    """
    for sheet in _worksheets(reader):
        try:
            addresses = set(_ADDRESS.findall(utf8(reader.package.read(sheet.part))))
        except Malformed as problem:
            raise NotAWorkbook(
                reader.package.path, f"its sheet {sheet.name!r} cannot be read ({problem})", "open and save it in Excel"
            ) from problem
        last_row = max((int(row) for _, row in addresses), default=0)
        letters = max({column.decode() for column, _ in addresses}, key=lambda each: (len(each), each), default="")
        last_column = column_number(letters) if letters else 0
        if last_row * last_column > most:
            raise NotAWorkbook(
                reader.package.path,
                f"its sheet {sheet.name!r} reaches as far as {cell_name(last_row, last_column)}",
                "delete the rows under the table and the columns beside it, and save it again",
            )


@dataclass(frozen=True, slots=True)
class Sought:
    """A table to be found on the sheets of a workbook.

    Attributes
    ----------
    table
        Its declaration.
    needed
        The keys whose headers must be there for a row to be taken for its header row.
    least
        Those without which its own Excel Table is of no use.
    """

    table: Table
    needed: tuple[str, ...]
    least: tuple[str, ...]


def loose_tables(reader: WorkbookReader, declaration: Table, needed: Sequence[str]) -> list[LooseTable]:
    """Find a table on every sheet that has one: the Excel Table, or else a row of its headers.

    Parameters and errors are those of `all_loose_tables`; ``needed`` is so under the Excel Table, too.
    """
    sought = Sought(declaration, tuple(needed), tuple(needed))
    return all_loose_tables(reader, [sought])[declaration.name]


def all_loose_tables(reader: WorkbookReader, sought: Sequence[Sought]) -> dict[str, list[LooseTable]]:
    """Find tables on all sheets, each sheet read once: the Excel Tables, or else rows of their headers.

    Rows that stand under an Excel Table belong to it: spreadsheet programs on phones, and LibreOffice, do not let it
    grow when somebody goes on typing there. A row of headers that fits two tables is that of the one which knows more of them.

    Returns
    -------
    dict
        By the table's name, in the order of the sheets.

    Raises
    ------
    DuplicateHeader
        When two columns mean the same.
    NotAWorkbook
        When a sheet cannot be read.
    """
    found: dict[str, list[LooseTable]] = {each.table.name: [] for each in sought}
    for sheet in _worksheets(reader):
        grid = reader.grid(sheet.name)
        for name, place in _places(reader, sought, sheet, grid).items():
            found[name].append(_read(reader, sheet, grid, place))
    return found


def _worksheets(reader: WorkbookReader) -> Iterator[Sheet]:
    return (sheet for sheet in reader.book.sheets if sheet.kind == _WORKSHEET)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table lies on its sheet; ``totals_row`` is 0 where it has none."""

    named: bool
    header_row: int
    first_row: int
    totals_row: int
    columns: dict[str, int]


def _places(reader: WorkbookReader, sought: Sequence[Sought], sheet: Sheet, grid: Sequence[Line]) -> dict[str, _Place]:
    """Find which tables are on a sheet, and where: one a header row."""
    listed = {each.table.name: _in_table(reader, each.table, sheet) for each in sought}
    least = {each.table.name: set(each.least) for each in sought}
    places = {name: place for name, place in listed.items() if place and place.columns.keys() >= least[name]}
    places |= _by_headers(reader, [each for each in sought if each.table.name not in places], sheet, grid)
    best: dict[int, str] = {}
    for name, place in sorted(places.items(), key=lambda item: (item[1].named, len(item[1].columns))):
        best[place.header_row] = name
    return {name: place for name, place in places.items() if best[place.header_row] == name}


def _in_table(reader: WorkbookReader, declaration: Table, sheet: Sheet) -> _Place | None:
    """Find the Excel Table on a sheet."""
    listed = reader.book.tables
    info = listed.get(declaration.name.casefold()) or listed.get(declaration.excel_name.casefold())
    if info is None or info.sheet != sheet.name:
        return None
    headers = {info.area.first_column + place: header for place, header in enumerate(info.columns)}
    totals = info.area.last_row if info.totals_rows else 0
    columns = _columns(reader, declaration, sheet, info.header_row, headers)
    return _Place(True, info.header_row, info.first_row, totals, columns)


def _by_headers(
    reader: WorkbookReader, sought: Sequence[Sought], sheet: Sheet, grid: Sequence[Line]
) -> dict[str, _Place]:
    """Find for each table the first row that has the headers which are needed."""
    places: dict[str, _Place] = {}
    keys = {each.table.name: _keys(each.table) for each in sought}
    for row, line in enumerate(grid, start=1):
        if len(places) == len(sought):
            break
        headers = {column: text_of(cell) for column, cell in enumerate(line, start=1) if isinstance(cell, str) and cell}
        if not headers:
            continue
        folded = [header.casefold() for header in headers.values()]
        for each in sought:
            name = each.table.name
            if name not in places and {keys[name].get(header) for header in folded} >= set(each.needed):
                places[name] = _Place(False, row, row + 1, 0, _columns(reader, each.table, sheet, row, headers))
    return places


def _keys(declaration: Table) -> dict[str, str]:
    """Map every way of writing a header, casefolded, to its key."""
    labels = {label.strip().casefold(): column.key for column in declaration for label in column.label.every()}
    return labels | {column.key: column.key for column in declaration}


def _columns(
    reader: WorkbookReader, declaration: Table, sheet: Sheet, row: int, headers: Mapping[int, str]
) -> dict[str, int]:
    """Match headers, by sheet column, to keys."""
    keys = _keys(declaration)
    columns: dict[str, int] = {}
    for column, header in headers.items():
        key = keys.get(header.strip().casefold())
        if key is None:
            continue
        if key in columns:
            cells = (cell_name(row, columns[key]), cell_name(row, column))
            raise DuplicateHeader(reader.package.path, sheet.name, cells, key)
        columns[key] = column
    return columns


def _read(reader: WorkbookReader, sheet: Sheet, grid: Sequence[Line], place: _Place) -> LooseTable:
    """Read the rows of a table, and those under it, as far as the sheet goes."""
    key_at = {column: key for key, column in place.columns.items()}
    skipped = {place.totals_row, *_rows_of_others(reader, sheet, place)}

    def inside(row: int, column: int) -> bool:
        return row + 1 >= place.first_row and row + 1 not in skipped and column + 1 in key_at

    codes, formulas = reader.faults(sheet.name)
    errors = {(row + 1, key_at[column + 1]): code for (row, column), code in codes.items() if inside(row, column)}
    unvalued = frozenset((row + 1, key_at[column + 1]) for row, column in formulas if inside(row, column))
    faulty = {row for row, _ in (*errors, *unvalued)}
    index = [
        row
        for row, line in enumerate(grid[place.first_row - 1 :], start=place.first_row)
        if row in faulty or (row not in skipped and any(text_of(_at(line, column)) for column in key_at))
    ]
    index += sorted(row for row in faulty if row > len(grid))
    lines = [grid[row - 1] if row <= len(grid) else () for row in index]
    cells = {key: [_at(line, column) for line in lines] for key, column in place.columns.items()}
    return LooseTable(sheet.name, place.named, place.header_row, place.columns, Rows(cells, index, errors, unvalued))


def _rows_of_others(reader: WorkbookReader, sheet: Sheet, place: _Place) -> set[int]:
    """Give the rows of other Excel Tables further down on the sheet."""
    areas = (table.area for table in reader.book.tables.values() if table.sheet == sheet.name)
    return {row for area in areas if area.first_row > place.header_row for row in area.rows()}


def _at(line: Line, column: int) -> object:
    return line[column - 1] if column <= len(line) else ""


def settings_there(reader: WorkbookReader, keys: Sequence[str]) -> tuple[dict[str, NamedCell], bool]:
    """Read settings by their defined names, those without one by the keys that stand beside their values.

    Returns
    -------
    cells : dict
        By key; those that are nowhere are left out.
    names_gone : bool
        Whether any was read by its key.

    Raises
    ------
    NotAWorkbook
        When a sheet cannot be read.
    """
    named = reader.named_cells(keys)
    cells = named if len(named) == len(keys) else settings_by_key(reader, keys) | named
    return cells, len(cells) > len(named)


def settings_by_key(reader: WorkbookReader, keys: Sequence[str]) -> dict[str, NamedCell]:
    """Read settings by the keys that stand beside their values, whether or not they have their defined names.

    Returns
    -------
    dict
        By key; those that are nowhere are left out.

    Raises
    ------
    NotAWorkbook
        When a sheet cannot be read.
    """
    found: dict[str, NamedCell] = {}
    for sheet in _worksheets(reader):
        found = _settings_on(reader.grid(sheet.name), sheet.name, keys) | found
    return found


def _settings_on(grid: Sequence[Line], sheet: str, keys: Sequence[str]) -> dict[str, NamedCell]:
    """Read the settings of a sheet by the columns that are headed as keys and values are."""
    found: dict[str, NamedCell] = {}
    value = key = 0
    for row, line in enumerate(grid, start=1):
        texts = {text_of(cell).casefold(): column for column, cell in enumerate(line, start=1)}
        value, key = _headed(texts, _VALUE) or value, _headed(texts, _KEY) or key
        said = text_of(_at(line, key)) if key and value else ""
        if said in keys:
            found[said] = NamedCell(sheet, cell_name(row, value), _at(line, value))
    return found


def _headed(texts: Mapping[str, int], header: Words) -> int:
    """Give the column that is headed so in some language; 0 when none is."""
    return next((texts[label.casefold()] for label in header.every() if label.casefold() in texts), 0)
