"""A sheet, and the notes on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.live.calc.area import COLUMNS, ROWS, Area, between, located
from tests.live.calc.cells import CalcNote, CalcRange
from tests.live.calc.errors import CalcError
from tests.live.calc.names import CalcNames
from tests.live.calc.tables import CalcTables

if TYPE_CHECKING:
    from tests.live.calc.book import CalcBook


class CalcSheet(base_classes.Sheet):
    """A sheet of a workbook, by its name."""

    def __init__(self, book: CalcBook, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def api(self) -> CalcSheet:
        return self

    @property
    def book(self) -> CalcBook:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._book.ask("rename_sheet", self._name, value)
        self._book.forget_tables()
        self._name = value

    @property
    def index(self) -> int:
        names: tuple[str, ...] = self._book.ask("sheet_names")
        return names.index(self._name) + 1

    @property
    def visible(self) -> bool:
        shown: bool = self._book.ask("visible", self._name)
        return shown

    @visible.setter
    def visible(self, value: bool) -> None:
        self._book.ask("set_visible", self._name, value)

    @property
    def cells(self) -> CalcRange:
        return CalcRange(self._book, Area(self._name, 1, 1, ROWS, COLUMNS))

    @property
    def used_range(self) -> CalcRange:
        return CalcRange(self._book, self._book.ask("used", self._name))

    @property
    def tables(self) -> CalcTables:
        return CalcTables(self._book, self._name)

    @property
    def names(self) -> CalcNames:
        return CalcNames(self._book, self._name)

    @property
    def notes(self) -> Iterator[CalcNote]:
        for row, column, _, _ in self._book.ask("notes", self._name):
            yield CalcNote(self._book, Area(self._name, row, column, 1, 1))

    @property
    def comments(self) -> list[Any]:
        """Calc knows no threaded comments."""
        return []

    def range(self, arg1: Any, arg2: Any = None) -> CalcRange:
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return CalcRange(self._book, Area(self._name, *arg1))
        if isinstance(arg1, int):
            return self.range((arg1, arg2))
        first = self._corner(arg1)
        if arg2 is None:
            return CalcRange(self._book, first)
        last = self._corner(arg2)
        ends = (max(first.last_row, last.last_row), max(first.last_column, last.last_column))
        starts = (min(first.row, last.row), min(first.column, last.column))
        return CalcRange(self._book, between(self._name, starts, ends))

    def activate(self) -> None:
        self._book.ask("activate", self._name)

    def select(self) -> None:
        self.activate()

    def clear(self) -> None:
        self.cells.clear()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        self.cells.clear_formats()

    def delete(self) -> None:
        self._book.ask("remove_sheet", self._name)

    def _corner(self, place: Any) -> Area:
        if isinstance(place, CalcRange):
            return place.area
        if isinstance(place, tuple):
            if 0 in place:
                raise IndexError("rows and columns of a sheet count from 1")
            return Area(self._name, place[0], place[1], 1, 1)
        area = located(place, self._name) or self._named(place)
        if area is None:
            raise CalcError(f"{place!r} is no range of sheet {self._name}")
        return area

    def _named(self, name: str) -> Area | None:
        for table in self.tables:
            body = table.data_body_range
            if table.name.lower() == name.lower() and body is not None:
                return body.area
        for names in (self.names, self._book.names):
            if names.contains(name):
                return names(name).refers_to_range.area
        return None
