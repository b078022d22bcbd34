"""The spreadsheet program that the live tests drive: LibreOffice, or Excel where ``XW_ENGINE=excel`` says so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import xlwings as xw

from tests.live.calc.session import calc

IN_EXCEL: Final = os.environ.get("XW_ENGINE", "libreoffice") == "excel"


@contextmanager
def program() -> Iterator[xw.App]:
    """Start the program, give it as an app, and end it; skips the test where it is not installed."""
    with xw.App(add_book=False) if IN_EXCEL else calc() as app:
        yield app
