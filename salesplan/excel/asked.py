"""What is asked of an open workbook, done, and answered in a message box."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final, Protocol

import xlwings as xw

from salesplan.errors import SalesplanError
from salesplan.excel import messages, work
from salesplan.excel.messages import Message
from salesplan.excel.selected import RUNS_WITH, fitting
from salesplan.tables.quota import QUOTA
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import ENGLISH
from salesplan.workbook.live import ExcelRefused, LiveWorkbook
from salesplan.workbook.live.hosts import host_of

TITLE: Final = "salesplan"
"""What every message box is called."""


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
    language = ENGLISH
    try:
        workbook = LiveWorkbook(book)
        language = work.language_of(workbook)
        asked = macro or fitting(workbook, book.sheets.active.name)
        message = _ASKED[asked](book, workbook)
    except SalesplanError as problem:
        message = messages.refused(problem, language)
    _show(book, message)


def _show(book: xw.Book, message: Message) -> None:
    """Show a message, over the sheet that it is about."""
    if message.sheet:
        about = book.app.books[message.workbook]
        if about != book:
            about.activate()
        if about.sheets[message.sheet].visible:
            about.sheets[message.sheet].activate()
    book.app.alert(message.text, TITLE, mode="critical" if message.is_critical else "info")


def _checked(_: xw.Book, workbook: LiveWorkbook) -> Message:
    return work.checked(workbook, at=_now())


def _planned_all(_: xw.Book, workbook: LiveWorkbook) -> Message:
    return work.planned_all(workbook, at=_now())


def _planned(macro: str) -> _Asked:
    return lambda _, workbook: work.planned(workbook, macro, at=_now())


def _explained(book: xw.Book, workbook: LiveWorkbook) -> Message:
    selected = book.selection
    if selected is None:
        return messages.no_rep(work.language_of(workbook))
    return work.explained(workbook, selected.sheet.name, selected.row, selected.column, at=_now())


def _compared(book: xw.Book, workbook: LiveWorkbook) -> Message:
    """Compare the scenarios with the plan: one of the two is the workbook, the other one is open beside it."""
    if not host_of(book).sees_others:
        return messages.desktop_only(work.language_of(workbook))
    lacks_plan = workbook.has(SCENARIOS)
    wanted = QUOTA if lacks_plan else SCENARIOS
    others = [other for other in _others(book) if other.has(wanted)]
    if len(others) != 1:
        names = [other.path.name for other in others]
        return messages.not_paired(names, work.language_of(workbook), lacks_plan=lacks_plan)
    plan, scenarios = (others[0], workbook) if lacks_plan else (workbook, others[0])
    return work.compared(plan, scenarios, at=_now())


def _others(book: xw.Book) -> Iterator[LiveWorkbook]:
    """Give the other workbooks that are open; one that does not let itself be asked is none that is looked for."""
    for other in book.app.books:
        if other != book:
            with suppress(ExcelRefused):
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
