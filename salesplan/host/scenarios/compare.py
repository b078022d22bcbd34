"""Scenarios compared with their plan, in the workbook that they are typed in: what ``salesplan scenario`` does."""

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Final

import pandas as pd

from salesplan.bindings import Outcome
from salesplan.bindings.scenario import SCENARIO_BINDING, Progress, compare_scenarios
from salesplan.errors import NotWritable, UsageError
from salesplan.findings import Finding
from salesplan.host.opened import OpenedPlan, Outside, fingerprint
from salesplan.host.run import Report, journaled, saved, table_writes
from salesplan.host.scenarios import kinds
from salesplan.host.scenarios.books import Books, opened_books
from salesplan.host.scenarios.page import comparison_graft
from salesplan.host.wish import Wish
from salesplan.host.writing import cells_of
from salesplan.planning.scenarios.changes import name_key
from salesplan.planning.scenarios.compare import ByRep, Compared
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.scenario_results import RESULTS_BY_REP
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import nearest_words
from salesplan.workbook.writes import Write

_ENDING: Final = ".csv"


def compare(
    plan: Path,
    book: Path,
    wish: Wish,
    *,
    by_rep: Path | None = None,
    outside: Sequence[Outside] = (),
    progress: Progress = lambda done, count, name: None,
    keep_backup: bool = True,
) -> Report:
    """Compute all scenarios of a workbook on a plan, and write the results beside them; the plan is only read.

    A scenario with an error in its rows fails alone. Nothing is written when the plan, or a setting, has an error, unless
    the wish is partial.

    Parameters
    ----------
    plan, book
        The plan, and the workbook of its scenarios.
    by_rep
        A CSV file that gets every rep's row in every scenario.
    progress
        Called before each piece of work.
    keep_backup
        Keep the workbook of scenarios as it was beside the new one.

    Raises
    ------
    UsageError
        When the file for the reps' rows is no CSV file, or one of the workbooks.
    WorkbookError
        When one of the workbooks cannot be read, or that of the scenarios not written; it is then as it was.
    """
    _check_target(by_rep, (plan, book))
    progress(0, 1, plan.name)
    books = opened_books(plan, book, wish, outside)
    opened = books.book
    if not (books.is_usable or (wish.partial and books.has_settings)):
        return Report(opened, {}, books.findings, [], None, {})
    outcome = _computed(books, wish, by_rep, progress)
    findings = books.findings + books.placed(outcome.findings)
    if not outcome.frames:
        return Report(opened, {}, findings, [], None, {})
    done: Compared = outcome.result
    findings += opened.placed(_about(opened, done))
    inputs = fingerprint(books.settings, books.book.frames | books.plan.frames, SCENARIO_BINDING.reads)
    planned, more = table_writes(opened, [SCENARIO_BINDING], outcome)
    writes: list[Write] = [*planned, comparison_graft(books, done)]
    writes, findings = journaled(opened, (writes, more), findings, wish, inputs)
    return Report(
        opened,
        outcome.frames,
        findings,
        writes,
        saved(opened, writes, wish, keep_backup=keep_backup),
        {"scenario": done},
    )


def _computed(books: Books, wish: Wish, by_rep: Path | None, progress: Progress) -> Outcome:
    compared = partial(
        compare_scenarios,
        books.book.frames | books.plan.frames,
        books.settings,
        faulty=books.faulty,
        progress=progress,
        in_spite=wish.partial,
    )
    if by_rep is None or wish.dry_run:
        return compared()
    with _listed_in(by_rep, books.book) as take:
        return compared(by_rep=take)


def _check_target(file: Path | None, books: Sequence[Path]) -> None:
    if file is None:
        return
    if file.suffix.lower() != _ENDING:
        raise UsageError(f"{file.name} must end in {_ENDING}")
    if any(file.resolve() == book.resolve() for book in books):
        raise UsageError(f"{file.name} is one of the workbooks; name another file for the reps' rows")


@contextmanager
def _listed_in(file: Path, opened: OpenedPlan) -> Iterator[ByRep]:
    """Write the reps' rows into a file as they come; it takes the place of an older one when all are in, if any are."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8-sig", newline="") as out:
            rows = _Rows(out, opened)
            yield rows.take
        if rows.taken:
            os.replace(unfinished, file)
    except OSError as problem:
        raise NotWritable(
            file, f"it could not be written ({problem.strerror})", "check the folder and its rights"
        ) from problem
    finally:
        unfinished.unlink(missing_ok=True)


class _Rows:
    """The rows of reps on their way into a CSV file."""

    def __init__(self, out: IO[str], opened: OpenedPlan) -> None:
        self._out = csv.writer(out)
        self._opened = opened
        self.taken = False
        self._out.writerow([column.label.said(opened.language) for column in RESULTS_BY_REP])

    def take(self, frame: pd.DataFrame) -> None:
        """Write the rows of one scenario."""
        self.taken = True
        cells = [
            cells_of(column, frame[column.key], currency=self._opened.currency, language=self._opened.language)
            for column in RESULTS_BY_REP
        ]
        self._out.writerows(zip(*cells, strict=True))


def _about(opened: OpenedPlan, done: Compared) -> list[Finding]:
    """Say what of the results could not be shown as asked."""
    findings = []
    focus = opened.settings["focus"]
    names = [scenario.name for scenario in done.scenarios if scenario.name]
    if focus and name_key(focus) != name_key(done.focus.name):
        findings.append(
            kinds.FOCUS_UNKNOWN.at(SETTINGS_TABLE, None, "focus", name=focus, near=nearest_words(focus, names))
        )
    if done.by_rep_listed < len(done.figures):
        count = len(done.figures)
        rows = f"{done.by_rep_rows:,}"
        findings.append(
            kinds.FEW_BY_REP.at(SETTINGS_TABLE, None, "rows_by_rep", listed=done.by_rep_listed, count=count, rows=rows)
        )
    if not len(opened.frames[SCENARIOS.name]):
        findings.append(kinds.NO_SCENARIOS.at(SCENARIOS.name, None, "scenario"))
    return findings
