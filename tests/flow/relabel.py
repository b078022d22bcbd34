"""A blank plan as a user rearranges it in a spreadsheet program: headers renamed, columns moved.

A program rewrites the formulas that name a column when it is renamed or moved; so does this.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import Table as ExcelTable

from salesplan.tables.model import Column
from tests.flow.company import declaration

Renamed = Callable[[Column, str], str]


def by_keys(column: Column, header: str) -> str:
    """Name columns by their keys."""
    return column.key


def in_language(language: str) -> Renamed:
    """Name columns in a language."""
    return lambda column, header: column.label.said(language)


def relabelled(book: Path, name: Renamed) -> Path:
    """Rename the headers of all tables."""
    opened = openpyxl.load_workbook(book)
    new = {
        (table.name, header): name(column, header)
        for sheet in opened.worksheets
        for table in sheet.tables.values()
        for header, column in _declared(table)
    }
    for sheet in opened.worksheets:
        for table in sheet.tables.values():
            left, top, _, _ = range_boundaries(table.ref)
            for at, excel in enumerate(table.tableColumns):
                excel.name = new[table.name, excel.name]
                sheet.cell(top, left + at).value = excel.name
                formula = excel.calculatedColumnFormula
                if formula is not None:
                    formula.attr_text = _renamed(formula.attr_text, new)
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    cell.value = _renamed(str(cell.value), new)
    opened.save(book)
    return book


def reordered(book: Path, *, seed: int) -> Path:
    """Shuffle the columns of all tables, formats and all; formulas go by name, so they need no change."""
    opened = openpyxl.load_workbook(book)
    dice = random.Random(seed)
    for sheet in opened.worksheets:
        for table in sheet.tables.values():
            _shuffle(sheet, table, dice)
    opened.save(book)
    return book


def _shuffle(sheet: Any, table: ExcelTable, dice: random.Random) -> None:
    left, top, _, bottom = range_boundaries(table.ref)
    order = list(range(len(table.tableColumns)))
    dice.shuffle(order)
    for row in range(top, bottom + 1):
        cells = [sheet.cell(row, left + at) for at in range(len(order))]
        before = [(cell.value, cell._style) for cell in cells]
        for cell, source in zip(cells, order, strict=True):
            cell.value, cell._style = before[source]
    columns = list(table.tableColumns)
    table.tableColumns = [columns[source] for source in order]
    for number, column in enumerate(table.tableColumns, start=1):
        column.id = number


def _declared(table: ExcelTable) -> list[tuple[str, Column]]:
    declared = declaration("Growth" if table.name == "GrowthBySegment" else table.name)
    found = [(header, declared.column_for(header)) for header in table.column_names]
    return [(header, column) for header, column in found if column is not None]


def _renamed(formula: str, new: dict[tuple[str, str], str]) -> str:
    """Rename the columns in a formula's structured references, in which an apostrophe is doubled."""

    def replaced(found: re.Match[str]) -> str:
        table, this_row, header = found.groups()
        name = new.get((table, header.replace("''", "'")))
        if name is None:
            return found[0]
        name = name.replace("'", "''")
        return f"{table}[[#This Row],[{name}]]" if this_row else f"{table}[{name}]"

    return re.sub(r"(\w+)\[(\[#This Row\],\[)?((?:[^\[\]']|'.)+)\](?:\](?=\W|$))?", replaced, formula)
