"""What the macros do with a workbook: read, compute, write back, and say what came of it.

Whether it is open in Excel or lies in a file makes no difference here.
"""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from salesplan.bindings import BINDINGS, QUOTA_BINDING, binding
from salesplan.bindings.score import LAST
from salesplan.excel import messages
from salesplan.excel.messages import Message, OnSheet
from salesplan.excel.selected import RUNS_WITH, rep_at
from salesplan.findings import Finding, errors
from salesplan.host import run as host
from salesplan.host.journal import findings_write
from salesplan.host.opened import OpenedPlan, language_of
from salesplan.host.scenarios.compare import compare
from salesplan.host.wish import Wish
from salesplan.planning.explain import UnknownRep, explain
from salesplan.planning.names import group_key, texts
from salesplan.tables.quota import BRIDGE, BRIDGE_STEPS, QUOTA
from salesplan.workbook.workbook import Workbook


def planned(workbook: Workbook, macro: str, *, at: datetime) -> Message:
    """Run the planning functions of a macro on a plan, and write their results into it.

    Parameters
    ----------
    workbook
        The plan.
    macro
        ``quota``, ``tier`` or ``score``.
    at
        The time of the run.

    Raises
    ------
    SalesplanError
        When the workbook cannot be read or written.
    """
    wish = Wish(command=macro, at=at, period=LAST if macro == "score" else None)
    report = host.run(workbook, [binding(name) for name in RUNS_WITH[macro]], wish)
    return _told(report, wish, RUNS_WITH[macro])


def planned_all(workbook: Workbook, *, at: datetime) -> Message:
    """Run all planning functions on a plan, those that it has rows for, and write their results into it.

    Raises
    ------
    SalesplanError
        When the workbook cannot be read or written.
    """
    wish = Wish(command="run", at=at)
    report = host.run(workbook, BINDINGS, wish, where_due=True)
    return _told(report, wish, [each.name for each in BINDINGS])


def compared(plan: Workbook, scenarios: Workbook, *, at: datetime) -> Message:
    """Compare scenarios with a plan, and write the results into their workbook.

    Raises
    ------
    SalesplanError
        When one of them cannot be read, or the scenarios not written.
    """
    wish = Wish(command="scenario", at=at)
    return _told(compare(plan, scenarios, wish), wish, ["scenario"])


def checked(workbook: Workbook, *, at: datetime) -> Message:
    """Find all that is wrong in a plan, and list it on its sheet of findings.

    Raises
    ------
    SalesplanError
        When the workbook cannot be read or written.
    """
    wish = Wish(command="check", at=at)
    opened, findings, writes = host.check(workbook, BINDINGS, wish)
    host.saved(opened, writes, wish)
    return messages.checked(opened, findings)


def explained(workbook: Workbook, sheet: str, row: int, column: int, *, at: datetime) -> Message:
    """Say why the quota of the rep in whose row a cell is, is what it is. Nothing is written but errors.

    Parameters
    ----------
    workbook
        The plan.
    sheet, row, column
        The cell, counted from 1.
    at
        The time of the run.

    Raises
    ------
    SalesplanError
        When the workbook cannot be read, or its errors not be listed.
    """
    rep = rep_at(workbook, sheet, row, column)
    if rep is None:
        return messages.no_rep(language_of(workbook))
    report = host.run(workbook, [QUOTA_BINDING], Wish(command="explain", at=at, dry_run=True))
    opened = report.opened
    if errors(report.findings) or not report.frames:
        return _stopped(opened, report.findings, Wish(command="explain", at=at))
    plan, settings = report.results["quota"]
    try:
        lines = explain(rep, plan, settings, opened.language)
    except UnknownRep:
        return messages.no_quota(rep, opened.language)
    return messages.explanation(lines, opened, _on_sheet(rep, report))


def _on_sheet(rep: str, report: host.Report) -> OnSheet:
    """Look up what the sheets have of a quota that was computed and not written."""
    sheets, computed = report.opened.frames, report.frames
    # As the sheet's own formula does: the override, else the proposal.
    shown = [amount for amount in _amounts(rep, sheets[QUOTA.name], ("override", "proposed")) if amount is not None]
    is_current = shown[:1] == _amounts(rep, computed[QUOTA.name], ("final",))
    steps = [key for key, *_ in BRIDGE_STEPS]
    has_steps = _amounts(rep, sheets[BRIDGE.name], steps) == _amounts(rep, computed[BRIDGE.name], steps)
    return OnSheet(shown[0] if shown else None, is_current, has_steps)


def _amounts(rep: str, rows: pd.DataFrame, keys: Sequence[str]) -> list[int | None]:
    """Give some amounts of a rep's row, who goes by id, else by name; none where there is no such row."""
    for known in ("rep_id", "rep"):
        places = [place for place, name in enumerate(texts(rows, known)) if group_key(name) == group_key(rep)]
        if places:
            row = rows.iloc[places[0]]
            return [None if pd.isna(row[key]) else int(row[key]) for key in keys]
    return []


def _told(report: host.Report, wish: Wish, names: Sequence[str]) -> Message:
    """Say what was written; where errors stopped that, list them in the workbook."""
    if not report.writes:
        return _stopped(report.opened, report.findings, wish)
    return messages.written(report, names)


def _stopped(opened: OpenedPlan, findings: Sequence[Finding], wish: Wish) -> Message:
    """List what stopped the work on the sheet of findings, and nothing else, and say so."""
    host.saved(opened, findings_write(opened, findings), wish)
    return messages.stopped(opened, findings)
