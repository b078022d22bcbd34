"""What every host does with a plan: read, check, compute through a binding, write back.

The command line and Excel both come through here, so that they give the same numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from salesplan.bindings import Binding, Outcome
from salesplan.errors import UsageError
from salesplan.findings import Finding, Kind, Severity, errors
from salesplan.host.audit import remembered
from salesplan.host.audit.changes import NO_OTHERS, Authors
from salesplan.host.journal import JOURNAL, findings_write, run_write
from salesplan.host.opened import OpenedPlan, Outside, fingerprint
from salesplan.host.ordering import in_order
from salesplan.host.wish import Wish
from salesplan.host.writing import figure_writes, replaced
from salesplan.store.records import Change
from salesplan.tables.model import Owner
from salesplan.tables.plan import SALES_PLAN
from salesplan.words import Words
from salesplan.workbook.save import Saved
from salesplan.workbook.workbook import Workbook
from salesplan.workbook.writes import Write

ROW_LEFT = Kind(
    "W101",
    Severity.WARNING,
    Words(
        "{name} is no longer part of the plan; the row was kept, its computed cells are blank",
        "{name} 已不在计划中；保留了该行，计算单元格已清空",
        "{name} 已不在計畫中；保留了該列，計算儲存格已清空",
    ),
    Words("delete the row when you no longer need it", "不再需要时请删除该行", "不再需要時請刪除該列"),
)
ROWS_LEFT = Kind(
    "W105",
    Severity.WARNING,
    Words(
        "rows that are no longer among the results were kept, as something is typed beside them or reads them: {count}, "
        "first {name}; their computed cells are blank",
        "{count} 行（首个：{name}）已不在结果中，但旁边有手工填写内容或被其他单元格引用，因此予以保留，计算单元格已清空",
        "{count} 列（首個：{name}）已不在結果中，但旁邊有手工填寫內容或被其他儲存格參照，因此予以保留，計算儲存格已清空",
    ),
    Words(
        "delete them when you no longer need them",
        "不再需要时请删除这些行",
        "不再需要時請刪除這些列",
    ),
)
SIGNED = Kind(
    "W102",
    Severity.WARNING,
    Words(
        "the workbook is digitally signed; writing breaks the signature",
        "工作簿带有数字签名，写入后签名失效",
        "活頁簿帶有數位簽章，寫入後簽章失效",
    ),
    Words("sign it again", "请重新签名", "請重新簽名"),
)
TABLES_ABSENT = Kind(
    "W103",
    Severity.INFO,
    Words(
        "this workbook has no table {names}; what belongs there was computed, but is not in it",
        "工作簿中没有表 {names}；相应结果已计算，但未写入",
        "活頁簿中沒有表 {names}；相應結果已計算，但未寫入",
    ),
    Words(
        "to have it, make a new workbook with salesplan new {kind} and load your tables into it",
        "如需写入，请用 salesplan new {kind} 新建工作簿并载入您的表",
        "如需寫入，請用 salesplan new {kind} 新建活頁簿並載入您的表",
    ),
)
COLUMNS_ABSENT = Kind(
    "W104",
    Severity.INFO,
    Words(
        "this table has no column {names}; what belongs there was computed, but is not in it",
        "本表没有列 {names}；相应结果已计算，但未写入",
        "本表沒有欄 {names}；相應結果已計算，但未寫入",
    ),
    Words(
        "to have it, add a column of that name to the table",
        "如需写入，请在表中添加同名列",
        "如需寫入，請在表中新增同名欄",
    ),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run.

    Attributes
    ----------
    opened
        The plan as it was read.
    frames
        The computed tables by name.
    findings
        All findings, with their cells.
    writes
        What was, or in a dry run would be, written.
    saved
        Where it was written; None when nothing was.
    results
        What each planning function gave, by the name of its binding.
    files
        The other files that were written, and how many rows each has.
    """

    opened: OpenedPlan
    frames: dict[str, pd.DataFrame]
    findings: list[Finding]
    writes: list[Write]
    saved: Saved | None
    results: dict[str, Any] = field(default_factory=dict)
    files: dict[Path, int] = field(default_factory=dict)


Progress = Callable[[str], None]


class Extension(Protocol):
    """What a command adds to a run: something of its own read, computed and written along."""

    def read(self, opened: OpenedPlan) -> list[Finding]:
        """Take up what else the workbook says, before anything is computed."""

    def compute(self, opened: OpenedPlan, outcome: Outcome) -> None:
        """Make something of what was computed, while all rows are there."""

    def write(self, opened: OpenedPlan, writes: list[Write]) -> list[Write]:
        """Give what is to be written: what the run writes, and more."""


def run(
    source: Path | Workbook,
    bindings: Sequence[Binding],
    wish: Wish,
    *,
    outside: Sequence[Outside] = (),
    progress: Progress = lambda step: None,
    keep_backup: bool = True,
    where_due: bool = False,
    extension: Extension | None = None,
) -> Report:
    """Read a plan, compute through bindings in their order, and write the results back.

    Nothing is written when what the bindings read has an error finding, unless the wish is partial; nothing at all
    when a setting that is required has no value.

    Parameters
    ----------
    source
        The plan workbook: a file, or one that is open.
    bindings
        What to compute.
    wish
        What the user asked for.
    outside
        Tables whose rows come from elsewhere than their sheets.
    progress
        Called with the name of each step as it begins.
    keep_backup
        Keep the file as it was beside the new one.
    where_due
        Pass over planning functions whose subject has no rows in this plan.
    extension
        What the command adds.

    Raises
    ------
    WorkbookError
        When the workbook cannot be read or written; it is then as it was.
    """
    progress("read")
    opened = _opened(source, bindings, wish, outside)
    if extension:
        opened.findings += opened.placed(extension.read(opened))
    progress("compute")
    outcome = computed(opened, due(opened, bindings) if where_due else bindings, wish)
    findings = opened.findings + opened.placed(outcome.findings)
    if errors(findings) and not (wish.partial and outcome.frames):
        return Report(opened, outcome.frames, findings, [], None, outcome.result)
    if extension:
        extension.compute(opened, outcome)
    inputs = fingerprint(opened.settings, opened.frames, [table for each in bindings for table in each.reads])
    # A ledger of a million rows need not lie in memory while its quotas are written.
    opened.keep([table for each in bindings for table in each.writes])
    progress("write")
    planned, more = table_writes(opened, bindings, outcome)
    if extension:
        planned = extension.write(opened, planned)
    done = journaled(opened, (planned, more), findings, wish, inputs)
    kept = saved(opened, done.writes, wish, keep_backup=keep_backup, change=done.change)
    return Report(opened, outcome.frames, done.findings, done.writes, kept, outcome.result)


def _opened(source: Path | Workbook, bindings: Sequence[Binding], wish: Wish, outside: Sequence[Outside]) -> OpenedPlan:
    """Read what the bindings need, from the workbook and from elsewhere, and check it."""
    tables = tuple({table.name: table for b in bindings for table in (*b.reads, *b.writes)}.values())
    opened = OpenedPlan(source, SALES_PLAN, (*tables, *JOURNAL), language=wish.language, outside=outside)
    opened.check_references()
    return opened


def due(opened: OpenedPlan, bindings: Sequence[Binding]) -> list[Binding]:
    """Leave out the planning functions whose subject has no rows in a plan."""
    return [each for each in bindings if each.about is None or len(opened.frames[each.about.name])]


def computed(opened: OpenedPlan, bindings: Sequence[Binding], wish: Wish) -> Outcome:
    """Run the planning functions, each on what people gave and what those before it computed.

    Gives no frames where a setting that is required has no value.
    """
    if any(opened.settings[setting.key] is None for setting in opened.plan.settings if setting.required):
        return Outcome({}, result={})
    frames = dict(opened.frames)
    computed: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    figures: dict[str, int] = {}
    results: dict[str, Any] = {}
    asked = opened.settings | {
        "today": wish.at.date(),
        "period": wish.period,
        "since": wish.since,
        "language": opened.language,
    }
    if wish.as_of:
        asked["as_of"] = wish.as_of
    for binding in bindings:
        outcome = binding.compute(frames, asked)
        computed |= outcome.frames
        frames |= outcome.frames
        findings += [finding for finding in outcome.findings if finding not in findings]
        figures |= outcome.figures
        results[binding.name] = outcome.result
    return Outcome(computed, findings, figures, results)


@dataclass(frozen=True, slots=True)
class Journaled:
    """All that is to be written, all that was found, and what is to be remembered of it; None where that is nothing."""

    writes: list[Write]
    findings: list[Finding]
    change: Change | None = None


def journaled(
    opened: OpenedPlan,
    planned: tuple[list[Write], list[Finding]],
    findings: Sequence[Finding],
    wish: Wish,
    inputs: str,
    *,
    also: Change | None = None,
    authors: Authors = NO_OTHERS,
    note: str = "",
) -> Journaled:
    """Add to what is to be written the lists of findings and of runs, and find what it changes of what people typed.

    Parameters
    ----------
    planned
        What is to be written, and what was found in planning it.
    findings
        What was found before, with its cells.
    inputs
        The fingerprint of what was read.
    also, authors, note
        As in `salesplan.host.audit.remembered.change_of`.
    """
    writes, more = planned
    found = [*findings, *opened.placed(more)]
    if opened.reader.signed:
        found += opened.placed([SIGNED.at()])
    change = remembered.change_of(opened, writes, wish, also=also, authors=authors, note=note)
    line = run_write(opened, found, wish, inputs, writes, change)
    return Journaled([*writes, *findings_write(opened, found), *line], found, change)


def table_writes(
    opened: OpenedPlan, bindings: Sequence[Binding], outcome: Outcome, *, results: bool = False
) -> tuple[list[Write], list[Finding]]:
    """Turn what was computed into writes, with a finding for each row that had to stay.

    Tables of ``results`` have nothing in them for people to type: they get the order of what was computed, and one finding
    for all rows that had to stay.
    """
    frames = outcome.frames
    writes: list[Write] = []
    planned = [table for table in _written_by(bindings) if table in frames]
    findings = _absent(opened, planned)
    for table in planned:
        if table not in opened.found:
            continue
        can_move = partial(opened.reader.can_move, opened.found[table].info)
        if results:
            write, left = in_order(opened, table, frames[table], can_move=can_move)
        else:
            write, left = replaced(opened, table, frames[table], can_remove=can_move)
        writes.append(write)
        findings += _left(opened, table, left, together=results)
    writes += figure_writes(opened, frames, outcome.figures)
    return writes, findings


def _left(opened: OpenedPlan, table: str, rows: Sequence[int], *, together: bool) -> list[Finding]:
    """Report rows that are no longer computed but had to stay: one by one, or all of a table together."""
    identity = opened.found[table].table.identity
    names = [" / ".join(str(part) for part in opened.frames[table].loc[row, list(identity)]) for row in rows]
    if together and rows:
        return [ROWS_LEFT.at(table, rows[0], identity[0], name=names[0], count=len(rows))]
    return [ROW_LEFT.at(table, row, identity[-1], name=name) for row, name in zip(rows, names, strict=True)]


def _written_by(bindings: Sequence[Binding]) -> list[str]:
    """Name the tables that bindings write, each once."""
    return list(dict.fromkeys(table.name for binding in bindings for table in binding.writes))


def _absent(opened: OpenedPlan, tables: Sequence[str]) -> list[Finding]:
    """Say which tables and columns the workbook has no place for."""
    absent = [table for table in tables if table not in opened.found]
    findings = [TABLES_ABSENT.at(names=", ".join(absent), kind=opened.plan.kind)] if absent else []
    for name in tables:
        if name not in opened.found:
            continue
        found = opened.found[name]
        lacking = [column.key for column in found.table if column.owner is not Owner.PERSON]
        lacking = [key for key in lacking if key not in found.headers]
        if lacking:
            findings.append(COLUMNS_ABSENT.at(name, None, lacking[0], names=", ".join(lacking)))
    return findings


def saved(
    opened: OpenedPlan, writes: Sequence[Write], wish: Wish, *, keep_backup: bool = True, change: Change | None = None
) -> Saved | None:
    """Put writes into the workbook, and what is to be remembered of them beside it, unless it is a dry run.

    Raises
    ------
    UsageError
        When the copy that is wanted would be a file of another kind: Excel opens a workbook by its ending.
    """
    path = opened.path
    if wish.out and wish.out.suffix.lower() != path.suffix.lower():
        raise UsageError(f"{wish.out.name} must end in {path.suffix}, as {path.name} does")
    if wish.dry_run:
        return None
    return remembered.put(opened, writes, change, to=wish.out, backup=keep_backup)


def check(
    source: Path | Workbook,
    bindings: Sequence[Binding],
    wish: Wish,
    *,
    outside: Sequence[Outside] = (),
    progress: Progress = lambda step: None,
) -> tuple[OpenedPlan, list[Finding], list[Write]]:
    """Find all that is wrong in a plan, in its cells and in what would be computed from them.

    Returns
    -------
    opened : OpenedPlan
    findings : list of Finding
    writes : list of Write
        The Findings sheet; nothing else.
    """
    progress("read")
    opened = _opened(source, bindings, wish, outside)
    progress("compute")
    findings = list(opened.findings)
    findings += opened.placed(computed(opened, due(opened, bindings), wish).findings)
    return opened, findings, findings_write(opened, findings)
