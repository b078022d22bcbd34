"""Where things are in an open workbook: its sheets, defined names and Tables."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import xlwings as xw
from xlwings.main import Table

from salesplan.workbook.addresses import Area
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
            else [f"Column{number}" for number, _ in enumerate(area.columns(), 1)]
        )
        info = TableInfo(
            name=table.name,
            sheet=sheet.name,
            part="",
            area=area,
            columns=tuple(columns),
            header_rows=int(headers is not None),
            totals_rows=int(table.show_totals),
            filtered=_is_filtered(table),
            calculated={},
            arrays=frozenset(),
        )
        info.calculated.update(_calculated(sheet, info))
        yield info


def _is_filtered(table: Table) -> bool:
    """Tell whether a filter is set; not where the host does not say so."""
    with suppress(NotImplementedError):
        return bool(table.autofilter.criteria)
    return False


def _calculated(sheet: xw.Sheet, info: TableInfo) -> dict[str, str]:
    """Find the columns whose first row has a formula; none where the host does not tell formulas."""
    first = Area(info.first_row, info.area.first_column, info.first_row, info.area.last_column)
    with suppress(NotImplementedError):
        formulas = read_formulas(cells_of(sheet, first))[0]
        return {
            header: formula[1:]
            for header, formula in zip(info.columns, formulas, strict=True)
            if formula.startswith("=") and len(formula) > 1
        }
    return {}


def cells_of(sheet: xw.Sheet, area: Area) -> xw.Range:
    """Give the range of an area."""
    return sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
