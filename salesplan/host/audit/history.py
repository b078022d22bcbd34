"""The log of a plan asked, and held against the plan: what ``salesplan history`` does."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from salesplan.errors import UnknownName
from salesplan.findings import Finding, Kind
from salesplan.host.audit import kinds
from salesplan.host.audit.cell import LoggedCell, cell_asked
from salesplan.host.audit.remembered import BEGINS, WHOLE, run_codes
from salesplan.host.handouts.states import STATES
from salesplan.host.opened import OpenedPlan
from salesplan.planning.names import folded
from salesplan.store import pending
from salesplan.store.log import entries, run_code, verify
from salesplan.store.place import store_path
from salesplan.store.records import Entry
from salesplan.store.store import Store
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.inputs import REPS
from salesplan.tables.journal import RUNS
from salesplan.tables.model import Table, WorkbookPlan
from salesplan.tables.plain import said_text
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import ENGLISH, Words
from salesplan.workbook.read import WorkbookReader

HANDOUTS: Final = "Handouts"
"""What the log's entries about handouts have for a table."""
_OTHER_TABLES: Final = {
    SETTINGS_TABLE: Words("Settings", "设置", "設定"),
    HANDOUTS: Words("Handout", "下发表", "下發表"),
    WHOLE: Words("Whole workbook", "整个工作簿", "整個活頁簿"),
}
_OTHER_COLUMNS: Final = {"state": Words("State", "状态", "狀態")}
_DIGITS: Final = 12
"""So much of a workbook's SHA-256 is shown."""
_ROW: Final = Words("whole row", "整行", "整列")
_ADDED: Final = Words("row added", "新增行", "新增列")
_REMOVED: Final = Words("row removed", "删除行", "刪除列")
_EARLIER_RUNS: Final = Words("{count:,} runs elsewhere", "别处的 {count:,} 次运行", "別處的 {count:,} 次執行")
_ROWS: Final = Words("{count:,} rows", "{count:,} 行", "{count:,} 列")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the log as people read it: where the change is, and what the cell said before and after."""

    entry: Entry
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class History:
    """What the log says.

    Attributes
    ----------
    opened
        The plan as it is now.
    lines
        Those that were asked for, the newest last.
    findings
        What is wrong with the log as a whole.
    there
        Whether the plan has a log at all.
    """

    opened: OpenedPlan
    lines: list[Line]
    findings: list[Finding]
    there: bool


def history(
    path: Path,
    *,
    cell: str | None = None,
    rep: str | None = None,
    since: date | None = None,
    by: str | None = None,
    language: str | None = None,
) -> History:
    """Ask the log of a plan what people changed through salesplan, and hold it against what the plan says of its runs.

    Nothing is written, so the plan may be open elsewhere.

    Parameters
    ----------
    cell
        One cell, as in `salesplan.host.audit.cell.cell_asked`.
    rep
        Only changes about a rep, by id or name.
    since
        Only changes from a day on.
    by
        Only changes by somebody, or through whom they came, whatever the case.

    Raises
    ------
    UnknownName, UsageError
        When there is no such cell or rep.
    WorkbookError, StoreError
        When the plan or its log cannot be read.
    """
    opened = opened_runs(WorkbookReader(path), language)
    with Store.open(path, make=False) as store:
        asked = cell_asked(opened, cell) if cell else None
        found = _asked(store, asked, since, by)
        if rep:
            found = _about(opened, found, entries(store), rep)
        there = Store.there(path)
        findings = opened.placed(list(_checked(opened, store, there=there)))
    return History(opened, [_line(opened, entry) for entry in found], findings, there)


def opened_runs(reader: WorkbookReader, language: str | None = None) -> OpenedPlan:
    """Open a plan, or a workbook of scenarios, with no table but its runs."""
    return OpenedPlan(reader, SCENARIO_BOOK if reader.has(SCENARIOS) else SALES_PLAN, (RUNS,), language=language)


def _asked(store: Store, cell: LoggedCell | None, since: date | None, by: str | None) -> list[Entry]:
    if cell is None:
        return entries(store, since, by=by)
    return entries(store, since, table=cell.table, key=cell.key, column=cell.column, by=by)


def _about(opened: OpenedPlan, found: Sequence[Entry], known: Sequence[Entry], rep: str) -> list[Entry]:
    """Choose the entries about a rep, who may be gone from the plan."""
    wanted = folded(rep)
    ids = {folded(rep_id) for rep_id in _called(opened, wanted)}
    if not ids:
        if all(wanted != folded(entry.rep_id) for entry in known):
            raise UnknownName("rep", rep, sorted({entry.rep_id for entry in known if entry.rep_id}))
        ids = {wanted}
    return [entry for entry in found if not ids.isdisjoint(_reps_of(entry))]


def _called(opened: OpenedPlan, wanted: str) -> list[str]:
    """Find the ids of the reps of a plan who have an id or a name, folded."""
    if REPS.name not in {table.name for table in opened.plan.tables} or not opened.reader.has(REPS):
        return []
    opened.add(REPS)
    reps = opened.as_read(REPS.name)
    pairs = zip(reps["rep_id"], reps["rep"], strict=True)
    return [str(rep_id) for rep_id, name in pairs if wanted in (folded(str(rep_id)), folded(str(name)))]


def _reps_of(entry: Entry) -> set[str]:
    """Give the reps whom an entry is about: of an owner who changed, both."""
    moved = (entry.before, entry.after) if entry.column == "rep_id" else ()
    return {folded(rep_id) for rep_id in (entry.rep_id, *moved) if rep_id}


def _checked(opened: OpenedPlan, store: Store, *, there: bool) -> Iterator[Finding]:
    """Hold the log against its own chain, and against the codes in the plan's Runs."""
    name = store_path(opened.path).name
    runs = _runs(opened)
    if not there:
        if runs:
            yield _of_run(kinds.LOG_GONE, opened, list(runs.values())[-1], store=name)
        return
    if broken := verify(store):
        yield kinds.LOG_BROKEN.at(number=broken.seq, breach=kinds.BREACHES[str(broken.breach)], store=name)
    of_run: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(store):
        of_run[entry.run].append(entry)
    intent = pending.found(store.connection)
    digest = sha256(opened.file.package.data).hexdigest()
    awaited = intent.run if intent and intent.was_done(digest, set(runs)) else ""
    begun = next((entry for entry in of_run[""] if entry.command == BEGINS), None)
    earlier = set(begun.before.split()) - of_run.keys() if begun else set()
    if begun and earlier:
        yield kinds.BEGAN_LATER.at(at=f"{begun.at:%Y-%m-%d %H:%M:%S}", count=len(earlier))
    for code, row in runs.items():
        if code in earlier:
            continue
        logged = of_run.get(code)
        if not logged:
            kind = kinds.CUT_OFF if code == awaited else kinds.RUN_MISSING
            yield _of_run(kind, opened, row, code=code, store=name)
        elif run_code(logged) != code:
            yield _of_run(kinds.RUN_DIFFERS, opened, row, code=code, number=logged[0].seq, store=name)
    if moved := _moved([of_run[code] for code in runs if code in of_run]):
        yield kinds.LOG_BROKEN.at(number=moved.seq, breach=kinds.BREACHES["moved"], store=name)
    yield from _put_in(of_run, runs, name)


def _moved(listed: Sequence[Sequence[Entry]]) -> Entry | None:
    """Find an entry that is not where it was written: apart from the rest of its run, or before an earlier run.

    Parameters
    ----------
    listed
        The runs as the plan lists them. People may have sorted the list, then the times tell; but clocks are put back.
    """
    torn = next((run for run in listed if run[-1].seq - run[0].seq >= len(run)), None)
    if torn:
        return torn[-1]
    firsts = [run[0] for run in listed]
    by_time = sorted(firsts, key=lambda entry: entry.at)
    if any(order == sorted(order, key=lambda entry: entry.seq) for order in (firsts, by_time)):
        return None
    return next(later for earlier, later in pairwise(firsts) if later.seq < earlier.seq)


def _put_in(of_run: Mapping[str, Sequence[Entry]], listed: Collection[str], store: str) -> Iterator[Finding]:
    """Report runs that the plan does not list, but those from which it was restored; and what no run wrote so."""
    whole = (entry for run in of_run.values() for entry in run if entry.table == WHOLE and entry.command != BEGINS)
    restored = max((entry.seq for entry in whole), default=0)
    others = {code: run for code, run in of_run.items() if code and code not in listed}
    for code, run in others.items():
        if run_code(run) != code:
            yield kinds.LOG_BROKEN.at(number=run[0].seq, breach=kinds.BREACHES["added"], store=store)
            return
    if late := [run[0] for run in others.values() if run[0].seq > restored]:
        first = min(late, key=lambda entry: entry.seq)
        facts = {"at": f"{first.at:%Y-%m-%d %H:%M:%S}", "command": first.command, "number": first.seq}
        yield kinds.NOT_LISTED.at(RUNS.name, None, "written", count=len(late), store=store, **facts)


def _runs(opened: OpenedPlan) -> dict[str, int]:
    """Give the sheet row of each run that says that it is in the log, by its code."""
    written = opened.frames[RUNS.name]["written"]
    found = {}
    for row, text in written.items():
        for code in run_codes([text]):
            found[code] = int(str(row))
    return found


def _of_run(kind: Kind, opened: OpenedPlan, row: int, **facts: Any) -> Finding:
    run = opened.frames[RUNS.name].loc[row]
    return kind.at(RUNS.name, row, "written", at=f"{run['at']:%Y-%m-%d %H:%M:%S}", command=run["command"], **facts)


def _line(opened: OpenedPlan, entry: Entry) -> Line:
    """Say an entry in the language of the plan, by the names that things have now."""
    language, plan = opened.language, opened.plan
    table = next((each for each in plan.tables if each.name == entry.table), None)
    what = [_table_label(plan, entry.table, language)]
    if entry.table == SETTINGS_TABLE:
        what.append(next((each.label.said(language) for each in plan.settings if each.key == entry.key), entry.key))
    else:
        what += [entry.name, _changed_label(table, entry, language)]
    before, after = (_said(plan, table, entry, text, language) for text in (entry.before, entry.after))
    return Line(entry, " / ".join(part for part in what if part), before, after)


def _table_label(plan: WorkbookPlan, name: str, language: str) -> str:
    sheets = {sheet.table.name: sheet.name for sheet in plan.sheets} | _OTHER_TABLES
    return sheets.get(name, Words(name)).said(language)


def _changed_label(table: Table | None, entry: Entry, language: str) -> str:
    """Say what of a row was changed: a column, or all of it."""
    if table is None or entry.column or (entry.before and entry.after):
        return _column_label(table, entry.column, language)
    return (_REMOVED if entry.before else _ADDED).said(language)


def _column_label(table: Table | None, key: str, language: str) -> str:
    if table is None:
        return _OTHER_COLUMNS.get(key, Words(key)).said(language)
    if not key:
        return _ROW.said(language)
    return table[key].label.said(language) if key in table.keys else key


def _said(plan: WorkbookPlan, table: Table | None, entry: Entry, text: str, language: str = ENGLISH) -> str:
    """Say what a cell said: a choice in words; of a row its cells, of many how many there are."""
    if entry.table == SETTINGS_TABLE:
        setting = next((each for each in plan.settings if each.key == entry.key), None)
        return said_text(setting, text, language) if setting else text
    if entry.command == BEGINS and text:
        return _EARLIER_RUNS.said(language).format(count=len(text.split()))
    if entry.table == WHOLE:
        return text[:_DIGITS]
    if entry.table == HANDOUTS and text in STATES:
        return STATES[text].said(language)
    if table is not None and entry.column in table.keys:
        return said_text(table[entry.column], text, language)
    if table is None or entry.column or not text:
        return text
    cells = _cells(text)
    if cells.keys() == {"rows", "sha256"}:
        return _ROWS.said(language).format(count=cells["rows"])
    return ", ".join(
        f"{_column_label(table, key, language)} = {_cell_said(table, key, str(value), language)}"
        for key, value in cells.items()
    )


def _cell_said(table: Table, key: str, text: str, language: str) -> str:
    return said_text(table[key], text, language) if key in table.keys else text


def _cells(text: str) -> dict[str, Any]:
    """Read the cells of a row; nothing where somebody made the text unreadable."""
    try:
        cells = json.loads(text)
    except ValueError:
        return {}
    return cells if isinstance(cells, dict) else {}
