"""Where things are in an open workbook: its sheets, defined names and Tables."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import xlwings as xw

from salesplan.workbook.addresses import Area
from salesplan.workbook.formulas import translated
from salesplan.workbook.live.hosts import NOT_OFFERED
from salesplan.workbook.live.values import read_block, read_formulas
from salesplan.workbook.locate import Book, DefinedName, Sheet, TableInfo, defined_name


def located(opened: xw.Book, path: Path) -> Book:
    """Find what an open workbook holds and where."""
    sheets = tuple(_sheet(sheet) for sheet in opened.sheets)
    tables = {info.name.casefold(): info for sheet in opened.sheets for info in _tables(sheet)}
    return Book(path, _counts_from_1904(opened), sheets, tuple(_name(name) for name in opened.names), tables)


def _sheet(sheet: xw.Sheet) -> Sheet:
    return Sheet(sheet.name, part="", kind="worksheet", state="visible" if sheet.visible else "hidden")


def _name(name: xw.Name) -> DefinedName:
    """Read a name; one that holds on a sheet only is called with it: ``Sheet!name``."""
    scope, _, own = name.name.rpartition("!")
    return defined_name(own, scope.strip("'").replace("''", "'"), name.refers_to or "")


def _counts_from_1904(opened: xw.Book) -> bool:
    """Tell from when days are counted; only Excel for Windows says so, and only days without a date format ask."""
    return bool(getattr(opened.api, "Date1904", False))


def _tables(sheet: xw.Sheet) -> Iterator[TableInfo]:
    for table in sheet.tables:
        area = Area.parse(table.range.address)
        headers = table.header_row_range
        columns = (
            [str(header) for header in read_block(headers)[0]]
            if headers is not None
            else [column.name for column in table.columns]
        )
        info = TableInfo(
            name=table.name,
            sheet=sheet.name,
            part="",
            area=area,
            columns=tuple(columns),
            header_rows=int(headers is not None),
            totals_rows=int(table.show_totals),
            filtered=False,  # looked at where a table is written, for it takes many calls
            calculated={},
            arrays=frozenset(),
        )
        info.calculated.update(_calculated(sheet, info))
        yield info


def _calculated(sheet: xw.Sheet, info: TableInfo) -> dict[str, str]:
    """Find the columns with one formula in all rows; none where the host does not tell formulas."""
    left = info.area.first_column
    found = {}
    with suppress(NOT_OFFERED):
        first = read_formulas(cells_of(sheet, replace(info.data, last_row=info.first_row)))[0]
        for column, (header, formula) in enumerate(zip(info.columns, first, strict=True), left):
            if formula.startswith("=") and len(formula) > 1:
                down = read_formulas(cells_of(sheet, replace(info.data, first_column=column, last_column=column)))
                if all(text == f"={translated(formula[1:], rows=row)}" for row, (text,) in enumerate(down)):
                    found[header] = formula[1:]
    return found


def cells_of(sheet: xw.Sheet, area: Area) -> xw.Range:
    """Give the range of an area."""
    return sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
