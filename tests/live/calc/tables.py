"""Tables: Calc's database ranges, which it makes of Excel's tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import xlwings as xw
from xlwings import base_classes

from tests.live.calc.area import Area
from tests.live.calc.cells import CalcRange
from tests.live.calc.errors import CalcError, StrictError
from tests.live.calc.wire import TableEntry

if TYPE_CHECKING:
    from tests.live.calc.book import CalcBook
    from tests.live.calc.sheet import CalcSheet


class CalcTable(base_classes.Table):
    """A table, by its name."""

    def __init__(self, book: CalcBook, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def api(self) -> CalcTable:
        return self

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        raise CalcError("a table keeps its name in these tests: Calc loses it in formulas")

    @property
    def display_name(self) -> str:
        return self._name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def parent(self) -> CalcSheet:
        return self.range.sheet

    @property
    def range(self) -> CalcRange:
        return CalcRange(self._book, self._area)

    @property
    def header_row_range(self) -> CalcRange | None:
        entry = self._entry()
        return self._part(entry, 0, 1) if entry.header else None

    @property
    def data_body_range(self) -> CalcRange | None:
        entry = self._entry()
        rows = entry.area.rows - entry.header - entry.totals
        body = self._part(entry, int(entry.header), rows)
        if rows < 1 or (self._name in self._book.emptied and body.is_blank()):
            return None
        return body

    @property
    def totals_row_range(self) -> CalcRange | None:
        entry = self._entry()
        return self._part(entry, entry.area.rows - 1, 1) if entry.totals else None

    @property
    def insert_row_range(self) -> CalcRange | None:
        return None if self.data_body_range is not None else self._part(self._entry(), 1, 1)

    @property
    def columns(self) -> list[CalcColumn]:
        """The columns; without a header row Calc knows no names of theirs, and Excel's first ones are given."""
        header = self.header_row_range
        if header is None:
            return [CalcColumn(f"Column{number}") for number in range(1, self._area.columns + 1)]
        return [CalcColumn(str(header(1, number).raw_value)) for number in range(1, self._area.columns + 1)]

    @property
    def show_headers(self) -> bool:
        return self._entry().header

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        raise CalcError("a table's header is not taken away in these tests")

    @property
    def show_totals(self) -> bool:
        return self._entry().totals

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        raise CalcError("a totals row is not added in these tests")

    @property
    def autofilter(self) -> CalcFilter:
        return CalcFilter(self._book, self._name, self._area.columns)

    @property
    def show_autofilter(self) -> bool:
        shown: bool = self._book.ask("autofilter", self._name)
        return shown

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._book.ask("set_autofilter", self._name, value)

    def resize(self, new_range: xw.Range) -> None:
        """Give the table another range, within what Excel allows: the header stays, a row of data at least."""
        new, old = new_range.impl.area, self._area
        if (new.sheet, new.row) != (old.sheet, old.row) or not new.meets(old):
            raise StrictError(f"table {self._name} must keep its header row and overlap the range it has")
        if new.rows < 2:
            raise StrictError(f"table {self._name} must keep a row below its header")
        for other in CalcTables(self._book, new.sheet):
            if other.name != self._name and other.range.area.meets(new):
                raise StrictError(f"table {self._name} would lie over table {other.name}")
        self._book.engine.writing(new, "resize")
        self._book.ask("resize_table", self._name, new)
        self._book.emptied.discard(self._name)

    @property
    def _area(self) -> Area:
        return self._entry().area

    def _entry(self) -> TableEntry:
        entry: TableEntry = self._book.ask("table", self._name)
        return entry

    def _part(self, entry: TableEntry, start: int, rows: int) -> CalcRange:
        area = entry.area
        return CalcRange(self._book, area.part(start, 0, rows, area.columns))


class CalcColumn(base_classes.TableColumn):
    """A column of a table: its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        return self._name


class CalcFilter(base_classes.AutoFilter):
    """The filter of a table: by which of its columns rows are hidden."""

    def __init__(self, book: CalcBook, table: str, columns: int) -> None:
        self._book = book
        self._table = table
        self._columns = columns

    @property
    def criteria(self) -> list[dict[str, Any]]:
        filtered = self._book.ask("filtered_fields", self._table)
        fields = range(1, self._columns + 1)
        return [{"field": field, "type": "values" if field in filtered else "none"} for field in fields]


class CalcTables(base_classes.Tables):
    """The tables of a sheet, from the top."""

    def __init__(self, book: CalcBook, sheet: str) -> None:
        self._book = book
        self._sheet = sheet

    @property
    def api(self) -> CalcTables:
        return self

    def __call__(self, name_or_index: str | int) -> CalcTable:
        found = list(iter(self))
        if isinstance(name_or_index, int):
            return found[name_or_index - 1]
        for table in found:
            if table.name.lower() == name_or_index.lower():
                return table
        raise CalcError(f"there is no table {name_or_index!r} on sheet {self._sheet}")

    def __contains__(self, name: str) -> bool:
        return any(table.name.lower() == name.lower() for table in self)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __iter__(self) -> Iterator[CalcTable]:
        return (CalcTable(self._book, name) for name in self._book.tables_on(self._sheet))
