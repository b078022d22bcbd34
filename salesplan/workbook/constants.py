"""Cells in which somebody typed a value over a formula."""

import re
from collections.abc import Collection
from typing import Final

from salesplan.tables.parse import text_of
from salesplan.workbook.error_cells import CellPlaces
from salesplan.workbook.loose import LooseTable
from salesplan.workbook.markup import INSIDE_TAG, PREFIX, masked, utf8


def _with_formula(prefix: bytes) -> re.Pattern[bytes]:
    """Give the pattern of a cell that begins with a formula, for one way of prefixing names."""
    return re.compile(rb"<" + prefix + rb"c(?=[\s>])" + INSIDE_TAG + rb">\s*<" + prefix + rb"f(?=[\s/>])")


_PREFIXED: Final = _with_formula(PREFIX)
_PLAIN: Final = _with_formula(b"")


def formula_cells(sheet_xml: bytes) -> set[tuple[int, int]]:
    """Find the cells of a sheet that hold a formula.

    Parameters
    ----------
    sheet_xml
        The sheet's part, in any encoding and under any namespace prefix.

    Returns
    -------
    set
        Row and column of each, both from 1.

    Examples
    --------
    >>> sorted(formula_cells(b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" s="3"/><c r="C1"><f/></c></row>'))
    [(1, 1), (1, 3)]
    """
    data = masked(utf8(sheet_xml))
    places = CellPlaces(data)
    pattern = _PREFIXED if b":f" in data else _PLAIN
    found = (places.of(cell.start()) for cell in pattern.finditer(data))
    return {(row + 1, column + 1) for row, column in found}


def typed_over(
    table: LooseTable, keys: Collection[str], formulas: Collection[tuple[int, int]]
) -> frozenset[tuple[int, str]]:
    """Find the cells of a table that hold a value where others hold a formula.

    Parameters
    ----------
    keys
        The columns that should hold formulas throughout.
    formulas
        The sheet's cells that do.

    Returns
    -------
    frozenset
        Row and key of each. None where no cell of these columns has a formula: no person did that, but a program that
        saves values alone.

    Examples
    --------
    >>> from salesplan.tables.conform import Rows
    >>> table = LooseTable("Quota", True, 1, {"final": 3}, Rows({"final": [5.0, 7.0, ""]}, (2, 3, 4)))
    >>> typed_over(table, ["final"], {(2, 3)}), typed_over(table, ["final"], set())
    (frozenset({(3, 'final')}), frozenset())
    """
    live = [(key, table.columns[key]) for key in keys if key in table.columns]
    rows = table.rows.index
    if not any((row, column) in formulas for _, column in live for row in rows):
        return frozenset()
    return frozenset(
        (row, key)
        for key, column in live
        for row, cell in zip(rows, table.rows.columns[key], strict=True)
        if (row, column) not in formulas and text_of(cell)
    )
