"""The workbooks that are open in Excel, found by their names."""

from collections.abc import Iterator
from pathlib import Path

import xlwings as xw

from salesplan.errors import SalesplanError, UnknownName, UsageError
from salesplan.workbook.live.hosts import in_plain_words, path_of, refusals
from salesplan.workbook.live.workbook import LiveWorkbook


class NoExcel(SalesplanError):
    """There is no Excel here that could be asked for its workbooks."""

    def __init__(self) -> None:
        super().__init__("Excel does not run on this system; run without --live, on the file")


class NothingOpen(SalesplanError):
    """No workbook is open in Excel."""

    def __init__(self) -> None:
        super().__init__("Excel has no workbook open; open it there and run again, or run without --live on the file")


def open_workbook(name: Path | None = None) -> LiveWorkbook:
    """Find an open workbook.

    Parameters
    ----------
    name
        Its file, or its name with or without ending; None for the active workbook.

    Raises
    ------
    NoExcel, NothingOpen
        When Excel is not here, or has no workbook open.
    ExcelRefused
        When Excel does not let itself be asked.
    UnknownName
        When no open workbook is called so.
    UsageError
        When several are.
    """
    if not any(engine.type == "desktop" for engine in xw.engines):
        raise NoExcel
    books = list(_open_books())
    if not books:
        raise NothingOpen
    if name is None:
        with in_plain_words(path_of(books[0])):
            return LiveWorkbook(xw.books.active)
    found = [book for book in books if _is_called(book, name)]
    if not found:
        raise UnknownName("open workbook", name.name, [book.name for book in books])
    if len(found) > 1:
        raise UsageError(f"several open workbooks are called {name.name}: give the whole path")
    return LiveWorkbook(found[0])


def _open_books() -> Iterator[xw.Book]:
    """Give all open workbooks, of every Excel that runs."""
    for app in xw.apps:
        try:
            yield from app.books
        except refusals():  # an Excel that is about to close
            continue


def _is_called(book: xw.Book, name: Path) -> bool:
    """Tell whether a name means a workbook: its whole path, else its name."""
    own = path_of(book)
    if len(name.parts) > 1:
        return own == name.absolute()
    return name.name.casefold() in (own.name.casefold(), own.stem.casefold())
