"""Cells of a sheet that a plain reader takes for blank: error values, and formulas that were never calculated."""

import re
from collections.abc import Iterator
from typing import Final

from salesplan.workbook.addresses import cell_position
from salesplan.workbook.markup import INSIDE_TAG, PREFIX, attributes, masked, unescaped, utf8

_ERROR_TYPE: Final = re.compile(rb"""\bt\s*=\s*(?:"e"|'e')""")
_VALUE: Final = re.compile(rb"<" + PREFIX + rb"v\s*>([^<]*)</")
_CELL_NAME: Final = re.compile(rb"<" + PREFIX + rb"c[\s>]")


def _valueless(prefix: bytes) -> re.Pattern[bytes]:
    """Give the pattern of a formula without a value, to the end of its cell, for one way of prefixing names."""
    formula = rb"(<" + prefix + rb"f(?=[\s/>])" + INSIDE_TAG + rb"(?:/>|>[^<]*</" + prefix + rb"f\s*>))"
    no_value = rb"(?:<" + prefix + rb"v\s*/>|<" + prefix + rb"v\s*>\s*</" + prefix + rb"v\s*>)?"
    return re.compile(formula + rb"\s*" + no_value + rb"\s*</" + prefix + rb"c\s*>")


_VALUELESS_PREFIXED: Final = _valueless(PREFIX)
_VALUELESS_PLAIN: Final = _valueless(b"")
_ROW_OR_CELL: Final = re.compile(rb"<" + PREFIX + rb"(row|c)(?=[\s/>])" + INSIDE_TAG + rb"/?>")


def error_cells(sheet_xml: bytes) -> dict[tuple[int, int], str]:
    """Find the cells of a sheet that hold an error value.

    Parameters
    ----------
    sheet_xml
        The sheet's part, in any encoding and under any namespace prefix.

    Returns
    -------
    dict
        Row and column, both from 0, to the error: ``#N/A``, ``#REF!`` …

    Examples
    --------
    >>> error_cells(b'<row r="2"><c r="C2" t="e"><v>#N/A</v></c></row>')
    {(1, 2): '#N/A'}
    """
    data = masked(utf8(sheet_xml))
    if b'"e"' not in data and b"'e'" not in data:
        return {}
    positions = CellPlaces(data)
    found: dict[tuple[int, int], str] = {}
    for type_ in _ERROR_TYPE.finditer(data):
        start = data.rfind(b"<", 0, type_.start())
        value = _VALUE.search(data, type_.end(), _end_of_cell(data, type_.end()))
        if _CELL_NAME.match(data, start) and value:
            found[positions.of(start)] = unescaped(value[1]).strip()
    return found


def unvalued_formulas(sheet_xml: bytes) -> set[tuple[int, int]]:
    """Find the cells of a sheet that hold a formula without a calculated value.

    A formula whose value is an empty text (``t="str"``) has one.

    Parameters
    ----------
    sheet_xml
        The sheet's part, as for `error_cells`.

    Returns
    -------
    set
        Row and column of each, both from 0.

    Examples
    --------
    >>> unvalued_formulas(b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>')
    {(0, 0)}
    """
    data = masked(utf8(sheet_xml))
    positions = CellPlaces(data)
    return {positions.of(start) for start in _valueless_cells(data)}


def _valueless_cells(data: bytes) -> Iterator[int]:
    # A pattern that begins with literal letters is searched for ten times faster.
    pattern = _VALUELESS_PREFIXED if b":f" in data else _VALUELESS_PLAIN
    for formula in pattern.finditer(data):
        start = data.rfind(b"<", 0, formula.start())
        tag = data[start : data.index(b">", start) + 1]
        if _CELL_NAME.match(tag) and attributes(tag).get(b"t") != b"str":
            yield start


def _end_of_cell(data: bytes, start: int) -> int:
    """Find where a cell's content surely ends: where the next cell begins, or at the data's end."""
    next_cell = _CELL_NAME.search(data, start)
    return next_cell.start() if next_cell else len(data)


class CellPlaces:
    """Where cells stand, by the offset of their tag; cells and rows that do not say it are counted."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._counted: dict[int, tuple[int, int]] = {}

    def of(self, start: int) -> tuple[int, int]:
        """Give row and column, from 0, of the cell whose tag starts at an offset."""
        tag = self._data[start : self._data.index(b">", start) + 1]
        if address := attributes(tag).get(b"r"):
            row, column = cell_position(address.decode("ascii"))
            return row - 1, column - 1
        if not self._counted:
            self._counted = self._count()
        return self._counted[start]

    def _count(self) -> dict[int, tuple[int, int]]:
        row, column = -1, -1
        counted = {}
        for tag in _ROW_OR_CELL.finditer(self._data):
            address = attributes(tag[0]).get(b"r")
            if tag[1] == b"row":
                row, column = (int(address) - 1 if address else row + 1), -1
                continue
            column = cell_position(address.decode("ascii"))[1] - 1 if address else column + 1
            counted[tag.start()] = (row, column)
        return counted
