"""What differs between the programs in which a workbook can be open: the one place that knows.

==================  =================  =================  ===============  =================
what                Excel for Windows  Excel for Mac      xlwings Lite     xlwings Server
==================  =================  =================  ===============  =================
runs Python         beside Excel       beside Excel       inside Excel     on a server
buttons call        `entries`          `entries`          `macros`         `macros`
reads formulas      yes                yes                no               no
reads formats       yes                yes                no               no
tells error values  by their names     as texts shown     by their names   by their names
tells comments      notes, threads     notes              notes            notes
sees workbooks      all that are open  all that are open  its own          its own
screen, events      can be switched    can be switched    cannot           cannot
message box         waits for OK       waits for OK       does not wait    does not wait
while one types     waits              refuses            (nobody can)     (nobody can)
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

NOT_OFFERED: Final = NotImplementedError
"""By this a host says that it does not offer what was asked of it."""

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


class PartlyWritten(WorkbookError):
    """Writing failed in the middle, and not all of what had been written could be taken back."""

    def __init__(self, workbook: Path, problem: str) -> None:
        super().__init__(
            workbook,
            f"it failed in the middle ({problem}), and not all that had been written could be taken back",
            "close the workbook without saving and open it again",
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
    """

    reads_formulas: bool
    sees_others: bool


DESKTOP: Final = Host(reads_formulas=True, sees_others=True)
REMOTE: Final = Host(reads_formulas=False, sees_others=False)


def host_of(book: xw.Book) -> Host:
    """Tell what can be done with an open workbook."""
    return REMOTE if book.app.engine.type == _REMOTE else DESKTOP


def path_of(book: xw.Book) -> Path:
    """Say where an open workbook lies; its name alone where it is in a cloud folder that this computer does not know."""
    try:
        return Path(book.fullname)
    except refusals():
        return Path(book.name)


def texts_shown(cells: xw.Range) -> list[list[str]] | None:
    """Give what cells show, where that alone tells error values from blank cells: on a Mac; else None."""
    if sys.platform != "darwin" or cells.sheet.book.app.engine.type == _REMOTE:
        return None
    texts, width = list(_flat(cells.api.string_value.get())), cells.shape[1]
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def _flat(shown: object) -> Iterator[str]:
    """Give the texts of lists in lists, which may be fewer for a single row or cell."""
    if isinstance(shown, list):
        for part in shown:
            yield from _flat(part)
    else:
        yield str(shown)


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
        When Excel did not do what it was asked.
    """
    try:
        yield
    except refusals() as problem:
        raise ExcelRefused(path, said(problem)) from problem


def said(problem: BaseException) -> str:
    """Give what Excel says itself, which Windows hides among numbers."""
    told = getattr(problem, "excepinfo", None)
    text = told[2] if told and len(told) > 2 else ""
    return str(text or problem or type(problem).__name__).strip()
