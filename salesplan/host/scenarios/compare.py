"""Scenarios compared with their plan, in the workbook that they are typed in: what ``salesplan scenario`` does."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from salesplan.bindings.scenario import SCENARIO_BINDING, Progress, compare_scenarios
from salesplan.findings import Finding, errors
from salesplan.host.opened import OpenedPlan, Outside, fingerprint, path_of
from salesplan.host.run import Report, journaled, saved, table_writes
from salesplan.host.scenarios import kinds
from salesplan.host.scenarios.books import Books, opened_books
from salesplan.host.scenarios.by_rep import RepRows, check_target, rows_into
from salesplan.host.scenarios.files import refuse_copy_over
from salesplan.host.scenarios.page import comparison_page
from salesplan.host.wish import Wish
from salesplan.planning.scenarios.changes.read import name_key
from salesplan.planning.scenarios.compare import MOST_GROUPS, Compared
from salesplan.planning.scenarios.compare_kinds import IN_A_SIDE_TABLE
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.scenario_results import RESULTS, RESULTS_BY_REGION
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import nearest_words
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.workbook import Workbook
from salesplan.workbook.writes import Write


def compare(
    plan: Path | Workbook,
    book: Path | Workbook,
    wish: Wish,
    *,
    by_rep: Path | None = None,
    outside: Sequence[Outside] = (),
    sources: Sequence[Path] = (),
    progress: Progress = lambda done, count, name: None,
    keep_backup: bool = True,
) -> Report:
    """Compute all scenarios of a workbook on a plan, and write the results beside them; the plan is only read.

    A scenario with an error in its rows fails alone. Nothing is written when the plan, or a setting, has an error, unless
    the wish is partial.

    Parameters
    ----------
    plan, book
        The plan, and the workbook of its scenarios: files, or open ones. One that is open gets no new sheet.
    by_rep
        A CSV file that gets every rep's row in every scenario, once the workbook is written. An older one is replaced.
    sources
        The files that ``outside`` comes from, so that nothing is written over them.
    progress
        Called before each piece of work.
    keep_backup
        Keep the workbook of scenarios as it was beside the new one.

    Raises
    ------
    UsageError
        When one of the files that are read, or another one, would be written over; when the file for the reps' rows is no
        CSV file; when the wish is partial but the scenarios are of another plan.
    WorkbookError
        When one of the workbooks cannot be read, or that of the scenarios not written; it is then as it was.
    """
    paths = [path_of(plan), path_of(book)]
    refuse_copy_over(wish.out, (paths[0], *sources))
    if by_rep is not None:
        check_target(by_rep, (*paths, *sources))
    if not wish.dry_run and isinstance(book, Path):
        refuse_if_open(wish.out or book)
    progress(0, 1, paths[0].name)
    books = opened_books(plan, book, wish, outside)
    if wish.partial:
        books.refuse_misfits()
    if not (books.is_usable or (wish.partial and books.has_settings)):
        return Report(books.book, {}, books.findings, [], None, {})
    done = partial(_done, books, wish, progress=progress, keep_backup=keep_backup)
    if by_rep is None or wish.dry_run:
        return done(None)
    with rows_into(by_rep, books.book) as rows:
        report = done(rows)
        if report.saved is None:
            return report
        rows.publish()
    return replace(report, files={by_rep: rows.count})


def _done(books: Books, wish: Wish, by_rep: RepRows | None, *, progress: Progress, keep_backup: bool) -> Report:
    """Compute, and write the workbook."""
    opened = books.book
    outcome = compare_scenarios(
        opened.frames | books.plan.frames,
        books.settings,
        faulty=books.faulty,
        progress=progress,
        by_rep=by_rep.take if by_rep else None,
        in_spite=wish.partial,
    )
    findings = books.findings + books.placed(outcome.findings)
    if not outcome.frames:
        return Report(opened, {}, findings, [], None, {})
    compared: Compared = outcome.result
    _reasons(books, compared, findings)
    findings += opened.placed(_about(opened, compared))
    inputs = fingerprint(books.settings, opened.frames | books.plan.frames, SCENARIO_BINDING.reads)
    planned, more = table_writes(opened, [SCENARIO_BINDING], outcome, results=True)
    page, missed = comparison_page(books, compared)
    findings += opened.placed(missed)
    writes: list[Write] = [*planned, *page]
    done = journaled(opened, (writes, more), findings, wish, inputs)
    kept = saved(opened, done.writes, wish, keep_backup=keep_backup, change=done.change)
    return Report(opened, outcome.frames, done.findings, done.writes, kept, {"scenario": compared})


def _reasons(books: Books, done: Compared, findings: list[Finding]) -> None:
    """Say in Results what is wrong in the other tables with a scenario that failed: the first error in its rows."""
    language = books.book.language
    results = done.frames[RESULTS.name]
    for row in results.index[results["notes"] == IN_A_SIDE_TABLE.said(language)]:
        key = name_key(str(results.at[row, "scenario"]))
        wrong = [
            finding for finding in errors(findings) if finding.table != SCENARIOS.name and books.is_of(finding, key)
        ]
        if wrong:
            results.at[row, "notes"] = f"{wrong[0].sheet}!{wrong[0].cell}: {wrong[0].message(language)}"


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
    if done.teams_listed < len(done.figures):
        facts = {"listed": done.teams_listed, "count": len(done.figures), "most": f"{MOST_GROUPS:,}"}
        findings.append(kinds.FEW_BY_TEAM.at(RESULTS_BY_REGION.name, None, "team", **facts))
    if not len(opened.frames[SCENARIOS.name]):
        findings.append(kinds.NO_SCENARIOS.at(SCENARIOS.name, None, "scenario"))
    return findings
