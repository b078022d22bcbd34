"""What a Table's new rows hold before values are written: a style, and the formula of a calculated column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from salesplan.workbook.addresses import Area, cell_name
from salesplan.workbook.cell_content import Encoder
from salesplan.workbook.cells import OldCell, Rows, cells_down, in_digits
from salesplan.workbook.formulas import references, relative, translated
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.markup import attributes
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.writes import Formula

_LONGEST_RUN: Final = 1024


@dataclass(frozen=True, slots=True)
class Filler:
    """What a new row holds in one column before values are written: a style, and the column's formula.

    ``written_in`` is the row in which the formula stands; None where it reads the same in every row.
    """

    column: int
    style: bytes | None
    formula: str
    written_in: int | None
    array: bool
    meta: bytes | None

    @classmethod
    def of(cls, xml: SheetXml, table: TableInfo, column: int) -> "Filler":
        """Take the style of the first data row, and the formula that the column states, or has from first to last.

        A formula that stands in the last row alone is what somebody typed there, and is not for others.
        """
        first = xml.cells(table.first_row).get(column)
        last = xml.cells(table.last_row).get(column)
        style = OldCell(first).style if first else None
        header = table.columns[column - table.area.first_column]
        stated = table.calculated.get(header, "")
        pattern = OldCell(last).formula if last else ""
        array = OldCell(last).array_area() is not None if last and pattern else header in table.arrays
        meta = attributes(OldCell(last).tag).get(b"cm") if last and array else None
        if stated and not references(stated):
            return cls(column, style, stated, None, array, meta)
        if pattern and relative(pattern) and (stated or _goes_up(pattern, first, table)):
            return cls(column, style, pattern, table.last_row, array, meta)
        return cls(column, style, "", None, False, None)

    def cells(self, encoder: Encoder, rows: Rows) -> list[bytes | None]:
        """Put the column's cells out, one for each row; None where there is neither a style nor a formula."""
        contents = encoder.contents(self._values(rows))
        cells = cells_down(encoder.prefix, self.column, rows, repeat(self.style), contents)
        if not self.array:
            return cells
        return [cell and self._as_array(cell, encoder.prefix, row) for cell, row in zip(cells, rows, strict=True)]

    def _values(self, rows: Rows) -> Sequence[Formula | None]:
        if not self.formula:
            return [None] * len(rows)
        if self.written_in is None:
            return [Formula(self.formula)] * len(rows)
        return [Formula(translated(self.formula, rows=row - self.written_in)) for row in rows]

    def _as_array(self, cell: bytes, prefix: bytes, row: int) -> bytes:
        place = cell_name(row, self.column).encode("ascii")
        filled = cell.replace(b"<%bf" % prefix, b'<%bf t="array" ref="%b"' % (prefix, place), 1)
        return filled.replace(b' r="', b' cm="%b" r="' % self.meta, 1) if self.meta else filled


def _goes_up(pattern: str, first: bytes | None, table: TableInfo) -> bool:
    """Tell whether the first data row has the formula of the last one, too."""
    above = translated(pattern, rows=table.first_row - table.last_row)
    return table.height == 1 or (first is not None and OldCell(first).formula == above)


def runs(rows: Iterable[int]) -> Iterator[range]:
    """Cut ascending row numbers into runs without a gap, none of them long.

    Examples
    --------
    >>> list(runs([4, 5, 6, 9]))
    [range(4, 7), range(9, 10)]
    """
    first = end = 0
    for row in rows:
        if row != end or row - first == _LONGEST_RUN:
            if end > first:
                yield range(first, end)
            first = row
        end = row + 1
    if end > first:
        yield range(first, end)


def put_run(
    xml: SheetXml, rows: range, columns: Sequence[int], cells: Sequence[Sequence[bytes | None]], shape: bytes
) -> None:
    """Put new rows where none are.

    Parameters
    ----------
    rows
        Their numbers.
    columns, cells
        Column numbers, ascending, and for each its cells down the rows; None is no cell.
    shape
        The rows' further attributes, each with a blank before it.
    """
    opening, closing = b'<%brow r="' % xml.prefix, b"</%brow>" % xml.prefix
    begun = b'"%b>' % shape
    there = [[cell or b"" for cell in down] for down in cells]
    lines = list(map(b"".join, zip(*there, strict=True)))
    pieces = [
        opening + row + begun + line + closing if line or shape else b""
        for row, line in zip(in_digits(rows), lines, strict=True)
    ]
    xml.put_rows(rows.start, b"".join(pieces), _filled(rows, columns, there, lines))


def _filled(
    rows: range, columns: Sequence[int], cells: Sequence[Sequence[bytes]], lines: Sequence[bytes]
) -> Area | None:
    """Give the area around the cells that are there."""
    rows_there = [row for row, line in zip(rows, lines, strict=True) if line]
    columns_there = [column for column, down in zip(columns, cells, strict=True) if any(down)]
    if not rows_there:
        return None
    return Area(rows_there[0], columns_there[0], rows_there[-1], columns_there[-1])
