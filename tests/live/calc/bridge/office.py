"""LibreOffice itself: workbooks are opened, made, saved and closed."""

import importlib
import time
from pathlib import Path
from typing import Any, Final

CONNECT_SECONDS: Final = 60
FILTERS: Final = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}


class Office:
    """A running LibreOffice and the workbooks that are open in it, each by a number."""

    def __init__(self, pipe: str) -> None:
        self._uno: Any = importlib.import_module("uno")
        self._desktop = self._connected(pipe)
        self._books: dict[int, Any] = {}
        self._last = 0

    def book(self, number: int) -> Any:
        return self._books[number]

    def open(self, path: str) -> int:
        return self._load(Path(path).as_uri())

    def add(self) -> int:
        return self._load("private:factory/scalc")

    def save(self, number: int, path: str) -> None:
        filter_ = FILTERS[Path(path).suffix.lower()]
        settings = (self._setting("FilterName", filter_), self._setting("Overwrite", True))
        self._books[number].storeToURL(Path(path).as_uri(), settings)

    def close(self, number: int) -> None:
        self._books.pop(number).close(True)

    def _load(self, url: str) -> int:
        document = self._desktop.loadComponentFromURL(url, "_blank", 0, (self._setting("Hidden", True),))
        if document is None:
            raise ValueError(f"LibreOffice cannot open {url}")
        self._last += 1
        self._books[self._last] = document
        return self._last

    def _setting(self, name: str, value: object) -> Any:
        made = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def _connected(self, pipe: str) -> Any:
        """Wait for LibreOffice to listen, and give its desktop."""
        here = self._uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        refused: Any = self._uno.getClass("com.sun.star.connection.NoConnectException")
        last = time.monotonic() + CONNECT_SECONDS
        while True:
            try:
                there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
            except refused:
                if time.monotonic() > last:
                    raise
                time.sleep(0.1)
