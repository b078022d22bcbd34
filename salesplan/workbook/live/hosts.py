"""What differs between the programs in which a workbook can be open: the one place that knows.

==================  =================  =================  ===============  =================
what                Excel for Windows  Excel for Mac      xlwings Lite     xlwings Server
==================  =================  =================  ===============  =================
runs Python         beside Excel       beside Excel       inside Excel     on a server
buttons call        `entries`          `entries`          `macros`         `macros`
reads formulas      yes                yes                no               no
sees workbooks      all that are open  all that are open  its own          its own
screen, events      can be switched    can be switched    cannot           cannot
message box         gives the answer   gives the answer   gives none       gives none
custom functions    yes                no                 yes              yes
a raised error      is a text          (no functions)     is a real error  is a real error
==================  =================  =================  ===============  =================

What a host cannot do is passed over where that is safe: without formulas no row of a table is taken away.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import xlwings as xw

from salesplan.errors import WorkbookError

_REMOTE: Final = "remote"
_IN_THE_BROWSER: Final = "emscripten"
_REFUSALS: Final = {"win32": ("pywintypes", "com_error"), "darwin": ("appscript.reference", "CommandError")}
"""Where each system keeps the exception by which Excel says no."""


class ExcelRefused(WorkbookError):
    """Excel did not do what it was asked to; what had been written was taken back."""

    def __init__(self, workbook: Path, problem: str) -> None:
        super().__init__(
            workbook,
            f"Excel did not do it ({problem})",
            "finish what you are typing (Enter or Esc), close open dialogs, unprotect the sheet, and run again",
        )


@dataclass(frozen=True, slots=True)
class Host:
    """What the program that has a workbook open can do.

    Attributes
    ----------
    reads_formulas
        It tells the formula of a cell, not only its value.
    sees_others
        It gives the other workbooks that are open, too.
    answers
        A message box waits, and gives the button that was pressed.
    """

    reads_formulas: bool
    sees_others: bool
    answers: bool


DESKTOP: Final = Host(reads_formulas=True, sees_others=True, answers=True)
REMOTE: Final = Host(reads_formulas=False, sees_others=False, answers=False)


def host_of(book: xw.Book) -> Host:
    """Tell what can be done with an open workbook."""
    return REMOTE if book.app.engine.type == _REMOTE else DESKTOP


def path_of(book: xw.Book) -> Path:
    """Say where an open workbook lies; its name alone where it is in a cloud folder that this computer does not know."""
    try:
        return Path(book.fullname)
    except xw.XlwingsError:
        return Path(book.name)


def shows_raised_errors() -> bool:
    """Tell whether a custom function that raises shows as an error value, with the reason beside it.

    On the desktop the reason arrives as a text in the cell.
    """
    return sys.platform == _IN_THE_BROWSER or os.environ.get("XLWINGS_ON_SERVER") == "true"


def refusals() -> tuple[type[Exception], ...]:
    """Give the exceptions by which the host says that something was not done."""
    if sys.platform not in _REFUSALS:
        return (xw.XlwingsError,)
    module, name = _REFUSALS[sys.platform]
    return (xw.XlwingsError, getattr(import_module(module), name))


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn what the host says when it refuses into an error that tells what to do.

    Raises
    ------
    ExcelRefused
    """
    try:
        yield
    except refusals() as problem:
        raise ExcelRefused(path, _said(problem)) from problem


def _said(problem: Exception) -> str:
    """Give what Excel says itself, which Windows hides among numbers."""
    told = getattr(problem, "excepinfo", None)
    text = told[2] if told and len(told) > 2 else ""
    return str(text or problem or type(problem).__name__).strip()
