"""What is asked of an open workbook, done, and answered in a message box."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

import xlwings as xw

from salesplan.errors import SalesplanError
from salesplan.excel import messages, work
from salesplan.excel.messages import Message
from salesplan.excel.selected import RUNS_WITH, fitting
from salesplan.host.opened import language_of
from salesplan.tables.quota import QUOTA
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import ENGLISH
from salesplan.workbook.live import ExcelRefused, LiveWorkbook
from salesplan.workbook.live.hosts import host_of, in_plain_words, refusals

TITLE: Final = "salesplan"
"""What every message box is called."""

_UNNAMED: Final = Path("workbook")
"""Stands for an open workbook of which Excel does not even tell the name."""


class _Asked(Protocol):
    """Works on an open workbook, and says what came of it."""

    def __call__(self, book: xw.Book, workbook: LiveWorkbook, /) -> Message: ...


def answer(book: xw.Book, macro: str) -> None:
    """Do what a macro is for, and say in a message box what came of it, or what kept it from being done.

    Parameters
    ----------
    book
        The workbook that it was called on.
    macro
        The name of a macro; "" for the one that fits the active sheet.
    """
    message = _done(book, macro)
    # What was done is told even where Excel does not show it: xlwings for Windows then says KeyError of a workbook.
    with suppress(KeyError, *refusals()):
        _show(book, message)
    _tell(book, message)


def _done(book: xw.Book, macro: str) -> Message:
    """Do what a macro is for; what Excel refuses is told as all else that keeps it from being done."""
    language = ENGLISH
    try:
        with in_plain_words(_UNNAMED):
            workbook = LiveWorkbook(book)
        language = language_of(workbook)
        with in_plain_words(workbook.path):
            return _ASKED[macro or fitting(workbook, book.sheets.active.name)](book, workbook)
    except SalesplanError as problem:
        return messages.refused(problem, language)


def _show(book: xw.Book, message: Message) -> None:
    """Show the sheet that a message is about."""
    if not message.sheet:
        return
    about = book.app.books[message.workbook]
    if about != book:
        about.activate()
    if about.sheets[message.sheet].visible:
        about.sheets[message.sheet].activate()


def _tell(book: xw.Book, message: Message) -> None:
    """Open the message box; where Excel opens none, xlwings does, with the last words of a program that failed."""
    try:
        book.app.alert(message.text, TITLE, mode="critical" if message.is_critical else "info")
    except refusals():
        sys.exit(message.text)


def _checked(_: xw.Book, workbook: LiveWorkbook) -> Message:
    return work.checked(workbook, at=_now())


def _planned_all(_: xw.Book, workbook: LiveWorkbook) -> Message:
    return work.planned_all(workbook, at=_now())


def _planned(macro: str) -> _Asked:
    return lambda _, workbook: work.planned(workbook, macro, at=_now())


def _explained(book: xw.Book, workbook: LiveWorkbook) -> Message:
    selected = book.selection
    if selected is None:
        return messages.no_rep(language_of(workbook))
    return work.explained(workbook, selected.sheet.name, selected.row, selected.column, at=_now())


def _compared(book: xw.Book, workbook: LiveWorkbook) -> Message:
    """Compare the scenarios with the plan: one of the two is the workbook, the other one is open beside it."""
    if not host_of(book).sees_others:
        return messages.desktop_only(language_of(workbook))
    lacks_plan = workbook.has(SCENARIOS)
    wanted = QUOTA if lacks_plan else SCENARIOS
    others = [other for other in _others(book) if other.has(wanted)]
    if len(others) != 1:
        names = [other.path.name for other in others]
        return messages.not_paired(names, language_of(workbook), lacks_plan=lacks_plan)
    plan, scenarios = (others[0], workbook) if lacks_plan else (workbook, others[0])
    return work.compared(plan, scenarios, at=_now())


def _others(book: xw.Book) -> Iterator[LiveWorkbook]:
    """Give the other workbooks that are open; one that does not let itself be asked is none that is looked for."""
    for other in book.app.books:
        with suppress(ExcelRefused, *refusals()):
            if other != book:
                yield LiveWorkbook(other)


def _now() -> datetime:
    """Give the time of the run, local: the only clock inside Excel."""
    return datetime.now()


_ASKED: Final[Mapping[str, _Asked]] = {
    "check": _checked,
    "scenario": _compared,
    "explain": _explained,
    "plan_all": _planned_all,
} | {macro: _planned(macro) for macro in RUNS_WITH}
