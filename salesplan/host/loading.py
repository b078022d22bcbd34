"""Rows of a file into a table of a plan: what ``salesplan load`` does."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from salesplan.errors import UsageError
from salesplan.findings import Finding, errors
from salesplan.host.audit.remembered import change_of
from salesplan.host.journal import JOURNAL, run_write
from salesplan.host.merging import Merge, Mode, merged
from salesplan.host.opened import OpenedPlan
from salesplan.host.run import saved
from salesplan.host.wish import Wish
from salesplan.host.writing import figure_writes
from salesplan.sources.files import read_source
from salesplan.sources.mapped import Mapped, apply
from salesplan.sources.mapping import Mapping
from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Owner, Table, WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.workbooks import workbook_with
from salesplan.workbook.save import Saved
from salesplan.workbook.writes import Write


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load.

    Attributes
    ----------
    opened
        The plan as it was read.
    mapped
        What was taken from the file.
    findings
        What is wrong in the file, with its cells.
    added, updated, removed, refused
        How many rows.
    writes
        What was, or in a dry run would be, written.
    saved
        Where; None when nothing was.
    """

    opened: OpenedPlan
    mapped: Mapped
    findings: list[Finding]
    added: int
    updated: int
    removed: int
    refused: int
    writes: list[Write]
    saved: Saved | None


def load(
    book: Path,
    table_name: str,
    file: Path,
    wish: Wish,
    *,
    mode: Mode | None = None,
    mapping_file: Path | None = None,
    sheet: str | None = None,
) -> Loaded:
    """Put the rows of a CSV, Excel or Parquet file into a table of a plan, or of a workbook of scenarios.

    Parameters
    ----------
    book
        The plan workbook.
    table_name
        The table, whatever the case.
    file
        Where the rows come from. Text in it is data: it is never written as a formula.
    mode
        None updates a table whose rows have an identity, and appends to an empty one that has none.
        In an update a blank changes nothing.
    mapping_file
        How the file's columns become the table's; None matches headers by key or label.
    sheet
        The sheet of an Excel file.

    Notes
    -----
    Rows with an error are refused, and then nothing is written unless the wish is partial: then all other rows are.
    Rows taken, refused and left out by the mapping are the file's rows.

    Raises
    ------
    UsageError
        When the table is unknown, is salesplan's own, or has rows that are neither to be replaced nor added to.
    TableMissing
        When the workbook lacks the table.
    """
    plan = workbook_with(table_name)
    table = _loadable(plan.table(table_name))
    opened = OpenedPlan(book, plan, (table, *(each for each in JOURNAL if each is not table)), language=wish.language)
    opened.needed(table)
    mapping = Mapping.load(mapping_file) if mapping_file else None
    source = read_source(
        file, sheet=sheet or (mapping.sheet if mapping else None), tables=(table.name, table.excel_name)
    )
    mapped = apply(source, _typed_part(table), mapping)
    done = conform(
        table,
        mapped.as_rows(),
        currency=opened.currency,
        from_text=not source.sheet,
        language=opened.language,
    )
    findings = [_placed(finding, mapped, file) for finding in (*source.findings, *done.findings)]
    bad = {finding.row for finding in errors(done.findings)}
    sound = done.frame[~done.frame.index.isin([row for row in bad if row is not None])]
    planned = merged(opened, table, sound, list(mapped.columns), _mode(mode, opened, table))
    counts = (planned.added, planned.updated, planned.removed, len(done.frame) - len(sound))
    if errors(findings) and not wish.partial:
        return Loaded(opened, mapped, findings, *counts, [], None)
    writes = _writes(opened, table, planned)
    change = change_of(opened, writes, wish, note=file.name, seeded=True)
    writes += run_write(opened, findings, wish, file.name, writes, change)
    return Loaded(opened, mapped, findings, *counts, writes, saved(opened, writes, wish, change=change))


def _loadable(table: Table) -> Table:
    """Refuse a table in which nothing is anybody's to type."""
    if all(column.owner is not Owner.PERSON for column in table):
        raise UsageError(f"{table.name} is salesplan's own: nothing in it can be loaded")
    return table


def _typed_part(table: Table) -> Table:
    """Leave out what is computed, but for what tells rows apart and what a load may start with."""
    kept = tuple(column for column in table if column.identity or column.seeded or column.owner is Owner.PERSON)
    return replace(table, columns=kept)


def fill(
    book: Path,
    table_name: str,
    columns: AnyMapping[str, Sequence[object]],
    wish: Wish,
    *,
    mode: Mode | None = None,
    plan: WorkbookPlan = SALES_PLAN,
) -> Saved | None:
    """Put rows into a table of a plan as a person would type them; no backup is kept.

    Parameters
    ----------
    columns
        Cells by column key, all of one length; None is blank.
    plan
        The declaration of the workbook.
    """
    table = _loadable(plan.table(table_name))
    opened = OpenedPlan(book, plan, (table,), language=wish.language)
    height = len(next(iter(columns.values())))
    done = conform(table, Rows(columns, range(1, height + 1)), currency=opened.currency, language=opened.language)
    planned = merged(opened, table, done.frame, list(columns), _mode(mode, opened, table))
    return saved(opened, _writes(opened, table, planned), wish, keep_backup=False)


def _writes(opened: OpenedPlan, table: Table, planned: Merge) -> list[Write]:
    """Write the table and the totals over it."""
    return [planned.write, *figure_writes(opened, {table.name: planned.after})]


def _mode(mode: Mode | None, opened: OpenedPlan, table: Table) -> Mode:
    """Give the mode that was asked for, or the one that cannot do harm."""
    rows = len(opened.frames[table.name])
    if mode is Mode.UPDATE and not table.identity:
        raise UsageError(f"the rows of {table.name} have no identity to update by; choose --replace or --append")
    if mode:
        return mode
    if table.identity:
        return Mode.UPDATE
    if rows:
        raise UsageError(
            f"{table.name} has {rows:,} rows already; choose --replace to exchange them, or --append to add to them"
        )
    return Mode.APPEND


def _placed(finding: Finding, mapped: Mapped, file: Path) -> Finding:
    """Say where in the file a finding is."""
    if finding.row is None:
        return finding.placed(workbook=file.name, sheet=mapped.source.sheet, cell="")
    where = mapped.cell(finding.row, finding.column) if finding.column else f"row {finding.row}"
    return finding.placed(workbook=file.name, sheet=mapped.source.sheet or file.stem, cell=where)
