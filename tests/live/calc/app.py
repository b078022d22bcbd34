"""The program and its open workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlwings import base_classes

from tests.live.calc.book import CalcBook
from tests.live.calc.cells import CalcRange
from tests.live.calc.errors import CalcError

if TYPE_CHECKING:
    from tests.live.calc.engine import CalcEngine

CALCULATIONS: Final = ("automatic", "manual", "semiautomatic")
_FIRST_BUTTON: Final = {"ok": "ok", "ok_cancel": "ok", "yes_no": "yes", "yes_no_cancel": "yes"}


class Alert(NamedTuple):
    """A message box that was shown."""

    prompt: str
    title: str | None
    buttons: str | None
    mode: str | None


class _Remembered:
    """A property of Excel's application that has no meaning without a screen: what is put is what is got."""

    def __init__(self, default: Any) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, app: CalcApp, owner: type) -> Any:
        return app.__dict__.get(self._name, self._default)

    def __set__(self, app: CalcApp, value: Any) -> None:
        app.__dict__[self._name] = value


class CalcApp(base_classes.App):
    """LibreOffice as Excel's application.

    ``alerts``: the message boxes that were shown. ``answers``: the buttons to press in the next ones; the first
    button where there is none. What has no meaning without a screen is remembered.
    """

    visible = _Remembered(False)
    screen_updating = _Remembered(True)
    display_alerts = _Remembered(True)
    enable_events = _Remembered(True)
    interactive = _Remembered(True)
    status_bar = _Remembered(False)

    def __init__(self, engine: CalcEngine, pid: int) -> None:
        self.engine = engine
        self._pid = pid
        self._books = CalcBooks(self)
        self.alerts: list[Alert] = []
        self.answers: list[str] = []
        self._calculation = "automatic"

    @property
    def api(self) -> CalcApp:
        return self

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def hwnd(self) -> int:
        return self._pid

    @property
    def version(self) -> str:
        return "16.0"

    @property
    def books(self) -> CalcBooks:
        return self._books

    @property
    def selection(self) -> CalcRange | None:
        if not len(self._books):
            return None
        book = self._books.active
        area = book.ask("selection")
        return area and CalcRange(book, area)

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in CALCULATIONS:
            raise CalcError(f"calculation is {value!r}; it is one of {', '.join(CALCULATIONS)}")
        self._calculation = value
        for book in self._books:
            book.ask("set_automatic", value != "manual")

    def calculate(self) -> None:
        for book in self._books:
            book.ask("calculate")

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: Any) -> str:
        self.alerts.append(Alert(prompt, title, buttons, mode))
        return self.answers.pop(0) if self.answers else _FIRST_BUTTON[buttons or "ok"]

    def activate(self, steal_focus: bool = False) -> None:
        """It is the only one."""

    def quit(self) -> None:
        """Close all workbooks; the session ends the program."""
        for book in list(self._books):
            book.close()

    def kill(self) -> None:
        self.quit()


class CalcBooks(base_classes.Books):
    """The open workbooks, in the order in which they were opened."""

    def __init__(self, app: CalcApp) -> None:
        self.app = app
        self._open: list[CalcBook] = []
        self._active: CalcBook | None = None
        self._added = 0

    @property
    def api(self) -> CalcBooks:
        return self

    @property
    def active(self) -> CalcBook:
        if self._active is None:
            raise CalcError("no workbook is open")
        return self._active

    @active.setter
    def active(self, book: CalcBook) -> None:
        self._active = book

    def __call__(self, name_or_index: str | int) -> CalcBook:
        if isinstance(name_or_index, int):
            return self._open[name_or_index - 1]
        for book in self._open:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self._open)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[CalcBook]:
        return iter(self._open)

    def open(self, fullname: str, *_: Any, **__: Any) -> CalcBook:
        number = self.app.engine.client.ask("open", None, fullname)
        return self._opened(CalcBook(self.app, number, Path(fullname).name, fullname))

    def add(self) -> CalcBook:
        self._added += 1
        name = f"Book{self._added}"
        return self._opened(CalcBook(self.app, self.app.engine.client.ask("add", None), name, name))

    def closed(self, book: CalcBook) -> None:
        self._open.remove(book)
        if self._active is book:
            self._active = self._open[-1] if self._open else None

    def _opened(self, book: CalcBook) -> CalcBook:
        book.ask("set_automatic", self.app.calculation != "manual")
        self._open.append(book)
        self._active = book
        return book
