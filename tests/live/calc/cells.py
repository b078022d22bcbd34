"""A range of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from tests.live.calc.area import Area, address
from tests.live.calc.entering import Entry, formulas_entry, values_entry
from tests.live.calc.errors import CalcError, StrictError
from tests.live.calc.grammar import quoted_sheet, shifted, to_excel
from tests.live.calc.shifting import before_delete, before_insert
from tests.live.calc.values import UNREADABLE, error_text, shown
from tests.live.calc.wire import Block, Formulas, Kind

if TYPE_CHECKING:
    from tests.live.calc.book import CalcBook
    from tests.live.calc.engine import CalcEngine
    from tests.live.calc.sheet import CalcSheet
    from tests.live.calc.tables import CalcTable

MOST: Final = 5_000_000
"""Cells in one call; more are a mistake of the test."""


class CalcRange(base_classes.Range):
    """A range of cells of a workbook, by its place."""

    def __init__(self, book: CalcBook, area: Area) -> None:
        self._book = book
        self.area = area
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> CalcRange:
        return self

    @property
    def sheet(self) -> CalcSheet:
        return self._book.sheet(self.area.sheet)

    @property
    def row(self) -> int:
        return self.area.row

    @property
    def column(self) -> int:
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.rows, self.area.columns

    @property
    def coords(self) -> Area:
        return self.area

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __bool__(self) -> bool:
        return True

    def __call__(self, arg1: int, arg2: int | None = None) -> CalcRange:
        if arg2 is None:
            row, column = divmod(arg1 - 1, self.area.columns)
            return CalcRange(self._book, self.area.part(row, column))
        if 0 in (arg1, arg2):
            raise IndexError("rows and columns of a range count from 1")
        return CalcRange(self._book, self.area.part(arg1 - 1, arg2 - 1))

    @property
    def address(self) -> str:
        return address(self.area)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        text = address(self.area, row_absolute=row_absolute, column_absolute=col_absolute)
        return f"{quoted_sheet(f'[{self._book.name}]{self.area.sheet}')}!{text}" if external else text

    @property
    def raw_value(self) -> Any:
        if not len(self):
            return None
        block: Block = self._ask("read")
        return _single(shown(block))

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows = self._rows(data)
        if not rows:
            return
        self._write("value", values_entry(rows, self.area, self._kinds(), strict=self._engine.strict))

    @property
    def formula(self) -> Any:
        if not len(self):
            return None
        found: Formulas = self._ask("formulas")
        rows = [[_constant(value) for value in row] for row in found.values]
        for (row, column), text in found.formulas.items():
            rows[row][column] = {"=TRUE()": "TRUE", "=FALSE()": "FALSE"}.get(text) or to_excel(text)
        return _single(tuple(map(tuple, rows)))

    @formula.setter
    def formula(self, value: Any) -> None:
        rows = self._rows(value)
        if not rows:
            return
        if isinstance(value, str) and len(self) > 1:
            rows = [[shifted(text, row, column) for column, text in enumerate(line)] for row, line in enumerate(rows)]
        tables = tuple(self._book.ask("table_names"))
        strict = self._engine.strict
        self._write("formula", formulas_entry(rows, self.area, self._kinds(), tables, strict=strict))

    @property
    def number_format(self) -> str | None:
        code: str | None = self._ask("number_format")
        return code

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._engine.writing(self.area, "number_format")
        self._ask("set_number_format", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        found: int | None = self._ask("color")
        return None if found is None else (found >> 16, found >> 8 & 255, found & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | None) -> None:
        self._engine.writing(self.area, "color")
        self._ask("set_color", None if value is None else value[0] << 16 | value[1] << 8 | value[2])

    def clear_contents(self) -> None:
        self._clear("clear_contents", contents=True, formats=False)

    def clear_formats(self) -> None:
        self._clear("clear_formats", contents=False, formats=True)

    def clear(self) -> None:
        self._clear("clear", contents=True, formats=True)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Push the cells down or to the right, tables and all, as far as Excel lets."""
        shift = before_insert(self._book, self.area, shift)
        self._engine.writing(self.area, f"insert {shift}")
        self._ask("insert", shift, copy_origin != "format_from_right_or_below")

    def delete(self, shift: str | None = None) -> None:
        """Take the cells out, those below or to the right close up; a table keeps one row below its header."""
        shift, deletion = before_delete(self._book, self.area, shift)
        self._engine.writing(self.area, f"delete {shift}")
        if deletion.blanked is not None:
            self._book.ask("clear", deletion.blanked, True, False)
        if deletion.emptied is not None:
            self._book.emptied.add(deletion.emptied)
        if deletion.removed is not None:
            self._book.ask("delete", deletion.removed, shift)

    def autofill(self, destination: Any, type_: str = "fill_default") -> None:
        """Copy the formats of this row to the rows of the destination below it; other fills are not for these tests."""
        target: Area = destination.impl.area
        if type_ != "fill_formats":
            raise CalcError(f"only formats are filled here, not {type_}")
        if (target.row, target.column, target.columns) != (self.row, self.column, self.area.columns):
            raise StrictError(f"the destination {address(target)} must begin with the source {self.address}")
        below = target.part(self.area.rows, 0, target.rows - self.area.rows, target.columns)
        self._engine.writing(target, "fill_formats")
        if below.rows > 0:
            last = self.area.part(self.area.rows - 1, 0, 1, self.area.columns)
            self._book.ask("fill_formats", last, below)

    def select(self) -> None:
        self._ask("select")

    @property
    def table(self) -> CalcTable | None:
        for table in self.sheet.tables:
            if table.range.area.meets(self.area.part(0, 0)):
                return table
        return None

    @property
    def note(self) -> CalcNote | None:
        notes = (note for note in self.sheet.notes if note.location.area.meets(self.area.part(0, 0)))
        return next(notes, None)

    def add_note(self, text: str) -> CalcNote:
        self._ask("add_note", text)
        return CalcNote(self._book, self.area.part(0, 0))

    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        block: Block = self._ask("read")
        return all(value == "" for row in block.values for value in row)

    @property
    def _engine(self) -> CalcEngine:
        return self._book.engine

    def _ask(self, operation: str, *arguments: Any) -> Any:
        if len(self) > MOST:
            raise CalcError(f"{self.address} has {len(self)} cells; name fewer")
        return self._book.ask(operation, self.area, *arguments)

    def _kinds(self) -> list[Kind]:
        kinds: list[Kind] = self._ask("kinds")
        return kinds

    def _clear(self, kind: str, *, contents: bool, formats: bool) -> None:
        self._engine.writing(self.area, kind)
        self._book.ask("clear", self.area, contents, formats)

    def _rows(self, data: Any) -> list[list[Any]]:
        """Give what is to be written as rows of the range's shape; one value fills all cells."""
        if not isinstance(data, list | tuple):
            return [[data] * self.area.columns for _ in range(self.area.rows)]
        rows = [list(row) if isinstance(row, list | tuple) else [row] for row in data]
        if {len(row) for row in rows} != {self.area.columns} or len(rows) != self.area.rows:
            shapes = sorted({len(row) for row in rows})
            raise StrictError(
                f"{self.area.sheet}!{self.address} has {self.area.rows} rows of {self.area.columns}; "
                f"given are {len(rows)} rows of {' and '.join(map(str, shapes))}"
            )
        return rows

    def _write(self, kind: str, entry: Entry) -> None:
        self._engine.writing(self.area, kind)
        wrong: list[tuple[int, int, int]] = self._ask("write", *entry)
        for row, column, code in wrong:
            if code in UNREADABLE:
                cell = self.area.part(row, column)
                said = error_text(code)
                raise StrictError(f"{cell.sheet}!{address(cell)}: Calc cannot read this formula ({said}, {code})")


class CalcNote(base_classes.Note):
    """A note at a cell."""

    def __init__(self, book: CalcBook, area: Area) -> None:
        self._book = book
        self._area = area

    @property
    def api(self) -> CalcNote:
        return self

    @property
    def text(self) -> str:
        return self._found()[0]

    @text.setter
    def text(self, value: str) -> None:
        self._book.ask("add_note", self._area, value)

    @property
    def author(self) -> str:
        return self._found()[1]

    @property
    def location(self) -> CalcRange:
        return CalcRange(self._book, self._area)

    def delete(self) -> None:
        self._book.ask("remove_note", self._area)

    def _found(self) -> tuple[str, str]:
        for row, column, text, author in self._book.ask("notes", self._area.sheet):
            if (row, column) == (self._area.row, self._area.column):
                return text, author
        raise CalcError(f"there is no note at {self._area.sheet}!{address(self._area)}")


def _single(rows: tuple[tuple[Any, ...], ...]) -> Any:
    """Give one cell's content as it is, several as rows, as COM does."""
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows


def _constant(value: float | str | None) -> str:
    """Give a constant as Excel's ``Formula`` words it."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value or ""
