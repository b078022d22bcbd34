"""A worksheet's XML, edited by splicing: what is not written stays byte for byte.

A lexer finds rows and cells in the bytes (comments, CDATA and processing instructions are blanked
out for it, any namespace prefix is taken); changed cells replace slices, all others are copied.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Final

from salesplan.workbook.addresses import Area, cell_name, cell_position, column_number
from salesplan.workbook.markup import (
    INSIDE_TAG,
    PREFIX,
    Malformed,
    attributes,
    check_well_formed,
    element_pattern,
    masked,
    utf8,
    with_attribute,
)
from salesplan.workbook.ranges import around

_DATA: Final = element_pattern(b"sheetData")
_COLUMN: Final = element_pattern(b"col")
_DIMENSION: Final = element_pattern(b"dimension")
# Nearly every row and cell begins with its place; group 2 has it without a second search.
_ROW: Final = re.compile(rb"<(" + PREFIX + rb')row(?:\s+r="([0-9]+)")?+(?=[\s/>])(' + INSIDE_TAG + rb")(/?)>")
_CELL: Final = re.compile(
    rb"<("
    + PREFIX
    + rb')c(?:\s+r="([A-Z]{1,3})[0-9]+")?+(?=[\s/>])('
    + INSIDE_TAG
    + rb")(?:/>|>[^<]*+(?:<(?!/\1c\s*>)[^<]*+)*+</\1c\s*>)"
)


@dataclass(slots=True)
class Row:
    """One row as it lies in the bytes.

    ``start`` to ``end`` is the whole element, ``inside`` to ``inside_end`` what is between its tags (for ``<row/>``
    both are ``end``); ``placed`` is whether it says its own number.
    """

    number: int
    placed: bool
    start: int
    inside: int
    inside_end: int
    end: int


Spot = tuple[int, int, int, bool]
"""One cell as it lies in the bytes: its column, the start and end of its slice, and whether it says its own place."""


@dataclass(slots=True)
class _RowEdit:
    cells: dict[int, bytes | None] = field(default_factory=dict)
    attributes: dict[bytes, bytes | None] = field(default_factory=dict)


class SheetXml:
    """The bytes of one worksheet and the edits to them.

    Parameters
    ----------
    data
        The part as it is in the package, in any encoding.
    rendered_here
        Whether `render` gave the data, which is then known to be well-formed.

    Attributes
    ----------
    prefix
        The namespace prefix of its elements, with the colon.
    head, tail
        What stands before and after the rows, the ``sheetData`` tags included; may be replaced.

    Raises
    ------
    Malformed
        If the part is no well-formed XML, has no ``sheetData``, or its rows or cells are out of order.

    Notes
    -----
    Rows and cells may lack their ``r``; they are counted then, as the schema says. Addresses given to
    `put` are those after `shift`.
    """

    def __init__(self, data: bytes, *, rendered_here: bool = False) -> None:
        self._text = data if rendered_here else utf8(data)
        if not rendered_here:
            check_well_formed(self._text)
        self._mask = masked(self._text)
        opened = _DATA.search(self._mask)
        if opened is None:
            raise Malformed("it has no rows element")
        self.prefix = opened[1]
        self._start = self._end = opened.end()
        if not opened[3]:
            self._end = self._mask.index(self._closing(), self._start)
        self.head = self._text[: self._start]
        self.tail = self._text[self._end :]
        self.rows = tuple(self._lexed_rows())
        self._numbers = [row.number for row in self.rows]
        if any(number >= following for number, following in pairwise(self._numbers)):
            raise Malformed("its rows are out of order")
        self._spots: dict[int, list[Spot]] = {}
        self._edits: dict[int, _RowEdit] = {}
        self._new: dict[int, bytes] = {}
        self._filled: list[Area] = []
        self._shift_from, self._shift_by = 0, 0
        self._column_styles: list[tuple[int, int, bytes]] | None = None

    def _lexed_rows(self) -> Iterator[Row]:
        number = 0
        at = self._start
        while found := _ROW.search(self._mask, at, self._end):
            given = found[2] or attributes(found[3]).get(b"r")
            number = int(given) if given else number + 1
            if found[4]:
                yield Row(number, bool(given), found.start(), found.end(), found.end(), found.end())
                at = found.end()
                continue
            inside_end = self._mask.index(b"</" + found[1] + b"row", found.end())
            at = self._mask.index(b">", inside_end) + 1
            yield Row(number, bool(given), found.start(), found.end(), inside_end, at)

    def row(self, number: int) -> Row | None:
        """Find a row by its number, as it was read."""
        at = bisect_left(self._numbers, number)
        return self.rows[at] if at < len(self.rows) and self._numbers[at] == number else None

    def row_tag(self, row: Row) -> bytes:
        """Give a row's opening tag."""
        return self._text[row.start : row.inside]

    def spots(self, row: Row) -> list[Spot]:
        """Find the cells of a row, in the order in which they stand there."""
        if row.number not in self._spots:
            self._spots[row.number] = self._lexed_spots(row)
        return self._spots[row.number]

    def _lexed_spots(self, row: Row) -> list[Spot]:
        spots = []
        column = 0
        for found in _CELL.finditer(self._mask, row.inside, row.inside_end):
            name = found[2] or _letters(found[3])
            before, column = column, _column_number(name) if name else column + 1
            if column <= before:
                raise Malformed(f"the cells of its row {row.number} are out of order")
            spots.append((column, *found.span(), bool(name)))
        return spots

    def cells(self, number: int) -> dict[int, bytes]:
        """Give the cells of a row as they were read: column to XML."""
        row = self.row(number)
        return {column: self._text[start:end] for column, start, end, _ in self.spots(row)} if row else {}

    def all_cells(self, containing: bytes = b"") -> Iterator[tuple[int, int, bytes]]:
        """Give row, column and XML of all cells as they were read, of those rows only that contain some bytes."""
        for row in self.rows:
            if containing and self._mask.find(containing, row.inside, row.inside_end) < 0:
                continue
            for column, start, end, _ in self.spots(row):
                yield row.number, column, self._text[start:end]

    def contains(self, piece: bytes) -> bool:
        """Say whether the rows contain some bytes."""
        return self._mask.find(piece, self._start, self._end) >= 0

    def standing_style(self, row: int, column: int) -> bytes | None:
        """Give the style that an absent cell takes from its row, or else from its column."""
        there = self.row(row)
        tag = attributes(self.row_tag(there)) if there else {}
        if b"s" in tag and tag.get(b"customFormat") in (b"1", b"true"):
            return tag[b"s"]
        for first, last, style in self._styled_columns():
            if first <= column <= last:
                return style
        return None

    def _styled_columns(self) -> list[tuple[int, int, bytes]]:
        if self._column_styles is None:
            tags = (attributes(found[0]) for found in _COLUMN.finditer(masked(self.head)))
            self._column_styles = [
                (int(tag[b"min"]), int(tag[b"max"]), tag[b"style"]) for tag in tags if b"style" in tag
            ]
        return self._column_styles

    def put(self, row: int, column: int, xml: bytes | None) -> None:
        """Replace one cell, or take it away; its XML must carry its own address."""
        self._edit(row).cells[column] = xml

    def put_cells(self, row: int, cells: Mapping[int, bytes | None]) -> None:
        """Replace some cells of a row, or take them away: column to XML, as for `put`."""
        self._edit(row).cells.update(cells)

    def put_rows(self, first: int, xml: bytes, filled: Area | None) -> None:
        """Put whole rows where none are and none are made otherwise.

        Parameters
        ----------
        first
            The number of the first row, as after `shift`.
        xml
            Their XML, each with its own address; between the first and the last there must be no other row.
        filled
            The area around their cells; None if they have none.
        """
        self._new[first] = xml
        if filled:
            self._filled.append(filled)

    def set_row(self, row: int, name: bytes, value: bytes | None) -> None:
        """Set, or take away, an attribute of a row; a row that is not there is made."""
        self._edit(row).attributes[name] = value

    def _edit(self, row: int) -> _RowEdit:
        if row not in self._edits:
            self._edits[row] = _RowEdit()
        return self._edits[row]

    def shift(self, first: int, by: int) -> None:
        """Move the rows from ``first`` on down, cells and all; their formulas are the caller's matter."""
        self._shift_from, self._shift_by = first, by

    def shifted(self, row: int) -> int:
        """Give the number that a row has after `shift`."""
        return row + self._shift_by if self._shift_by and row >= self._shift_from else row

    def render(self) -> bytes:
        """Give the sheet's new bytes, in UTF-8."""
        if not (self._edits or self._new or self._shift_by):
            return self.head + self._text[self._start : self._end] + self.tail
        waiting = sorted([*self._edits, *self._new], reverse=True)
        pieces = []
        done = before = self._start
        for row in self.rows:
            number = self.shifted(row.number)
            if waiting and waiting[-1] < number:
                pieces.append(self._text[done:before])
                done = before
            while waiting and waiting[-1] < number:
                pieces.append(self._new_rows(waiting.pop()))
            touched = bool(waiting) and waiting[-1] == number
            if touched or number != row.number:
                edit = self._edits[waiting.pop()] if touched else _RowEdit()
                pieces += [self._text[done : row.start], self._edited_row(row, number, edit)]
                done = row.end
            before = row.end
        pieces.append(self._text[done:before])
        pieces += [self._new_rows(number) for number in reversed(waiting)]
        pieces.append(self._text[before : self._end])
        return self._joined(pieces)

    def _joined(self, rows: list[bytes]) -> bytes:
        head = self._widened_head()
        if any(rows) and head.endswith(b"/>"):
            return b"".join([head[:-2].rstrip(), b">", *rows, self._closing(), b">", self.tail])
        return b"".join([head, *rows, self.tail])

    def _closing(self) -> bytes:
        return b"</" + self.prefix + b"sheetData"

    def _new_rows(self, number: int) -> bytes:
        """Give the new row, or the block of new rows, that begins here."""
        if number in self._new:
            return self._new[number]
        edit = self._edits[number]
        cells = b"".join(xml for _, xml in sorted(edit.cells.items()) if xml)
        tag = b'<%brow r="%d">' % (self.prefix, number)
        for name, value in edit.attributes.items():
            tag = with_attribute(tag, name, value)
        if not cells and not any(value is not None for value in edit.attributes.values()):
            return b""
        return tag + cells + b"</%brow>" % self.prefix

    def _edited_row(self, row: Row, number: int, edit: _RowEdit) -> bytes:
        tag = self.row_tag(row)
        if number != row.number or not row.placed:
            tag = with_attribute(tag, b"r", b"%d" % number)
        for name, value in edit.attributes.items():
            tag = with_attribute(tag, name, value)
        tag = _respanned(tag, edit.cells)
        inside = self._edited_cells(row, number, edit.cells)
        if row.end > row.inside:
            return tag + inside + self._text[row.inside_end : row.end]
        if not inside:
            return tag
        return tag[:-2].rstrip() + b">" + inside + b"</%brow>" % self.prefix

    def _edited_cells(self, row: Row, number: int, edits: dict[int, bytes | None]) -> bytes:
        moved = number != row.number
        inside: dict[int, bytes] = {}
        done = row.inside
        for column, start, end, placed in self.spots(row):
            if column in edits:
                cell = edits[column] or b""
            elif placed and not moved:
                cell = self._text[start:end]
            else:
                cell = self._placed(start, end, cell_name(number, column))
            inside[column] = self._text[done:start] + cell if done < start else cell
            done = end
        for column, xml in edits.items():
            inside.setdefault(column, xml or b"")
        return b"".join([*(inside[column] for column in sorted(inside)), self._text[done : row.inside_end]])

    def _placed(self, start: int, end: int, name: str) -> bytes:
        """Give an untouched cell with its address written anew: its row moved, or cells before it may be gone."""
        tag_end = start + _tag_length(self._mask[start:end])
        return with_attribute(self._text[start:tag_end], b"r", name.encode("ascii")) + self._text[tag_end:end]

    def _widened_head(self) -> bytes:
        found = _DIMENSION.search(masked(self.head))
        ref = attributes(found[0]).get(b"ref") if found else None
        filled = self._filled_area()
        if not found or not ref or not (filled or self._shift_by):
            return self.head
        area = Area.parse(ref.decode("ascii"))
        shifted = replace(area, last_row=self.shifted(area.last_row))
        widened = around([shifted, filled] if filled else [shifted])
        if widened == area:
            return self.head
        tag = with_attribute(found[0], b"ref", str(widened).encode("ascii"))
        return self.head[: found.start()] + tag + self.head[found.end() :]

    def _filled_area(self) -> Area | None:
        """Give the area around all cells that were put; None if none was."""
        areas = list(self._filled)
        for row, edit in self._edits.items():
            columns = [column for column, xml in edit.cells.items() if xml is not None]
            if columns:
                areas.append(Area(row, min(columns), row, max(columns)))
        return around(areas) if areas else None


@cache
def _column_number(letters: bytes) -> int:
    return column_number(letters.decode("ascii"))


def _letters(tag: bytes) -> bytes:
    place = attributes(tag).get(b"r")
    if not place:
        return b""
    cell_position(place.decode("ascii"))  # raises where it is no address
    return re.sub(rb"[^A-Za-z]", b"", place)


def _tag_length(cell: bytes) -> int:
    found = _CELL_TAG.match(cell)
    return found.end() if found else 0


_CELL_TAG: Final = element_pattern(b"c")


def _respanned(tag: bytes, cells: dict[int, bytes | None]) -> bytes:
    """Drop a row's ``spans``, a mere hint, where a cell falls outside of it."""
    spans = attributes(tag).get(b"spans") if b"spans" in tag else None
    columns = [column for column, xml in cells.items() if xml is not None]
    if not spans or not columns:
        return tag
    first, _, last = spans.partition(b":")
    if last.isdigit() and int(first) <= min(columns) and max(columns) <= int(last):
        return tag
    return with_attribute(tag, b"spans", None)
