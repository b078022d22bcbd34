"""A workbook and its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.live.calc.area import Area
from tests.live.calc.errors import CalcError
from tests.live.calc.names import CalcNames
from tests.live.calc.sheet import CalcSheet

if TYPE_CHECKING:
    from tests.live.calc.app import CalcApp
    from tests.live.calc.engine import CalcEngine


class CalcBook(base_classes.Book):
    """An open workbook, by its number in the process beside LibreOffice."""

    def __init__(self, app: CalcApp, number: int, name: str, fullname: str) -> None:
        self._app = app
        self._number = number
        self._name = name
        self._fullname = fullname
        self.emptied: set[str] = set()
        """Tables whose rows were all deleted: Excel keeps one blank row, which is no data."""

        self._places: dict[str, Area] = {}

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Let LibreOffice do something with this workbook."""
        return self.engine.client.ask(operation, self._number, *arguments)

    @property
    def engine(self) -> CalcEngine:
        return self._app.engine

    @property
    def api(self) -> CalcBook:
        return self

    @property
    def app(self) -> CalcApp:
        return self._app

    @property
    def name(self) -> str:
        return self._name

    @property
    def fullname(self) -> str:
        return self._fullname

    @property
    def sheets(self) -> CalcSheets:
        return CalcSheets(self)

    def sheet(self, name: str) -> CalcSheet:
        """Give the sheet of that very name, unasked."""
        return CalcSheet(self, name)

    def tables_on(self, sheet: str) -> list[str]:
        """Give the names of a sheet's tables, from the top.

        Where each of them is takes long to ask, and tables come, go and change sheets seldom.
        """
        if set(self.ask("table_names")) != set(self._places):
            self._places = self.ask("table_places")
        return sorted(
            (name for name, area in self._places.items() if area.sheet == sheet), key=self._places.__getitem__
        )

    def forget_tables(self) -> None:
        """A sheet has another name, so tables are elsewhere."""
        self._places = {}

    @property
    def names(self) -> CalcNames:
        return CalcNames(self, None)

    def activate(self) -> None:
        self._app.books.active = self

    def close(self) -> None:
        self.engine.client.ask("close", None, self._number)
        self._app.books.closed(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save as .xlsx or .xlsm, by the name's ending; the workbook goes by that name then."""
        target = Path(path or self._fullname).absolute()
        if password:
            raise CalcError("a workbook with a password is not for these tests")
        self.engine.client.ask("save", None, self._number, str(target))
        self._name, self._fullname = target.name, str(target)


class CalcSheets(base_classes.Sheets):
    """A workbook's sheets in their order."""

    def __init__(self, book: CalcBook) -> None:
        self._book = book

    @property
    def api(self) -> CalcSheets:
        return self

    @property
    def active(self) -> CalcSheet:
        return CalcSheet(self._book, self._book.ask("active_sheet"))

    def __call__(self, name_or_index: str | int) -> CalcSheet:
        names = self._names()
        if isinstance(name_or_index, int):
            return CalcSheet(self._book, names[name_or_index - 1])
        for name in names:
            if name.lower() == name_or_index.lower():
                return CalcSheet(self._book, name)
        raise CalcError(f"there is no sheet {name_or_index!r} in {self._book.name}; there are {', '.join(names)}")

    def __contains__(self, name: str) -> bool:
        return any(sheet.lower() == name.lower() for sheet in self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator[CalcSheet]:
        return (CalcSheet(self._book, name) for name in self._names())

    def add(
        self, before: CalcSheet | None = None, after: CalcSheet | None = None, name: str | None = None
    ) -> CalcSheet:
        names = self._names()
        place = len(names)
        if before is not None:
            place = names.index(before.name)
        elif after is not None:
            place = names.index(after.name) + 1
        new = name or next(free for free in (f"Sheet{count}" for count in range(1, 1000)) if free not in names)
        self._book.ask("add_sheet", new, place)
        self._book.ask("activate", new)
        return CalcSheet(self._book, new)

    def _names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self._book.ask("sheet_names")
        return names
