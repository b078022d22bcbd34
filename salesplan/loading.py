"""Rows of a file into a table of a plan: what ``salesplan load`` does."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from salesplan.errors import UsageError
from salesplan.findings import Finding, errors
from salesplan.host import JOURNAL, Wish, names_in, run_write, saved
from salesplan.opened import OpenedPlan
from salesplan.sources.files import read_source
from salesplan.sources.mapped import Mapped, apply
from salesplan.sources.mapping import Mapping
from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Owner, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.read import FoundTable
from salesplan.workbook.save import Saved
from salesplan.workbook.writes import KEEP, Formula, TableWrite, Write
from salesplan.writing import cells_of, figure_writes, formula_text, identity_of


class Mode(StrEnum):
    """What becomes of the rows that the table has: they go, are updated by identity, or stay."""

    REPLACE = "replace"
    UPDATE = "update"
    APPEND = "append"


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
    """Put the rows of a CSV, Excel or Parquet file into a table of a plan.

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
        When the table is unknown, or has rows that are neither to be replaced nor added to.
    """
    table = SALES_PLAN.table(table_name)
    opened = OpenedPlan(
        book, SALES_PLAN, (table, *(each for each in JOURNAL if each is not table)), language=wish.language
    )
    mapping = Mapping.load(mapping_file) if mapping_file else None
    source = read_source(file, sheet=sheet or (mapping.sheet if mapping else None))
    mapped = apply(source, table, mapping)
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
    planned = _planned(opened, table, sound, list(mapped.columns), mode)
    counts = (planned.added, planned.updated, planned.removed, len(done.frame) - len(sound))
    if errors(findings) and not wish.partial:
        return Loaded(opened, mapped, findings, *counts, [], None)
    writes = _writes(opened, table, planned)
    writes += run_write(opened, findings, wish, file.name, writes)
    return Loaded(opened, mapped, findings, *counts, writes, saved(opened, writes, wish))


def fill(
    book: Path, table_name: str, columns: AnyMapping[str, Sequence[object]], wish: Wish, *, mode: Mode | None = None
) -> Saved | None:
    """Put rows into a table of a plan as a person would type them; no backup is kept.

    Parameters
    ----------
    columns
        Cells by column key, all of one length; None is blank.
    """
    table = SALES_PLAN.table(table_name)
    opened = OpenedPlan(book, SALES_PLAN, (table,), language=wish.language)
    height = len(next(iter(columns.values())))
    done = conform(table, Rows(columns, range(1, height + 1)), currency=opened.currency, language=opened.language)
    planned = _planned(opened, table, done.frame, list(columns), mode)
    return saved(opened, _writes(opened, table, planned), wish, keep_backup=False)


def _writes(opened: OpenedPlan, table: Table, planned: "_Planned") -> list[Write]:
    """Write the table and the totals over it."""
    totals = figure_writes(
        SALES_PLAN,
        {table.name: planned.after},
        present=names_in(opened),
        headers=opened.headers,
        currency=opened.currency,
    )
    return [planned.write, *totals]


def _mode(mode: Mode | None, table: Table, current: pd.DataFrame) -> Mode:
    if mode is Mode.UPDATE and not table.identity:
        raise UsageError(f"the rows of {table.name} have no identity to update by; choose --replace or --append")
    if mode:
        return mode
    if table.identity:
        return Mode.UPDATE
    if len(current):
        raise UsageError(
            f"{table.name} has {len(current):,} rows already; choose --replace to exchange them, or --append to add to them"
        )
    return Mode.APPEND


def _placed(finding: Finding, mapped: Mapped, file: Path) -> Finding:
    """Say where in the file a finding is."""
    if finding.row is None:
        return finding.placed(workbook=file.name, sheet=mapped.source.sheet, cell="")
    where = mapped.cell(finding.row, finding.column) if finding.column else f"row {finding.row}"
    return finding.placed(workbook=file.name, sheet=mapped.source.sheet or file.stem, cell=where)


@dataclass(frozen=True, slots=True)
class _Planned:
    write: TableWrite
    after: pd.DataFrame
    added: int
    updated: int
    removed: int


def _planned(opened: OpenedPlan, table: Table, new: pd.DataFrame, keys: Sequence[str], wanted: Mode | None) -> _Planned:
    """Decide which rows stay, change and come, and what every cell of the loaded columns gets."""
    found, current = opened.found[table.name], opened.frames[table.name]
    mode = _mode(wanted, table, current)
    removed = len(current) if mode is Mode.REPLACE else 0
    current = current.iloc[: len(current) - removed]
    kept = len(current)
    place_of = {identity: place for place, identity in enumerate(identity_of(found.table, current))}
    incoming = identity_of(found.table, new) if found.table.identity else [None] * len(new)
    matched = [place_of.get(identity, -1) if identity is not None else -1 for identity in incoming]
    if mode is Mode.APPEND:
        _refuse_known(found.table, new, matched)
    fresh = [position for position, place in enumerate(matched) if place < 0]
    source_of = [-1] * kept + fresh
    for position, place in enumerate(matched):
        if place >= 0:
            source_of[place] = position
    first = found.info.first_row
    rows = tuple(int(row) - first for row in current.index) + (None,) * len(fresh)
    if mode is Mode.REPLACE:
        reused = min(found.info.height, len(fresh))
        rows = tuple(range(reused)) + (None,) * (len(fresh) - reused)
    after = _merged(current, new, source_of, keys)
    write = TableWrite(found.info.name, rows, _columns(found, new, source_of, kept, keys, mode, opened))
    return _Planned(write, after, len(fresh), len(new) - len(fresh), removed)


def _refuse_known(table: Table, new: pd.DataFrame, matched: list[int]) -> None:
    known = [position for position, place in enumerate(matched) if place >= 0]
    if known:
        example = " / ".join(str(part) for part in new.iloc[known[0]][list(table.identity)])
        raise UsageError(
            f"{len(known):,} of the rows are in {table.name} already, {example} for one; choose --update to change them"
        )


def _merged(current: pd.DataFrame, new: pd.DataFrame, source_of: list[int], keys: Sequence[str]) -> pd.DataFrame:
    """Give the table as it will be, for its totals."""
    base = pd.concat([current, new.iloc[source_of[len(current) :]]], ignore_index=True)
    hit = [(place, position) for place, position in enumerate(source_of[: len(current)]) if position >= 0]
    for key in keys if hit else ():
        places, positions = (list(part) for part in zip(*hit, strict=True))
        values = new[key].iloc[positions]
        filled = (values.notna() & (values.astype(str) != "")).to_numpy()
        chosen = [place for place, is_filled in zip(places, filled, strict=True) if is_filled]
        base.loc[chosen, key] = values[filled].to_numpy()
    return base


def _columns(
    found: FoundTable,
    new: pd.DataFrame,
    source_of: list[int],
    kept: int,
    keys: Sequence[str],
    mode: Mode,
    opened: OpenedPlan,
) -> dict[str, list[Any]]:
    """Give every column of the write: the file's, blanks for the rest of new rows, live formulas."""
    columns: dict[str, list[Any]] = {}
    for column in found.table:
        header = found.headers.get(column.key)
        if header is None:
            continue
        if column.owner is Owner.SHEET:
            formula = Formula(formula_text(found, column, opened.headers | _headers_known(opened)), None)
            columns[header] = [KEEP if place < kept else formula for place in range(len(source_of))]
        elif column.key in keys:
            cells = cells_of(column, new[column.key], currency=opened.currency, language=opened.language)
            picked = [KEEP if position < 0 else cells[position] for position in source_of]
            columns[header] = [KEEP if cell is None and place < kept else cell for place, cell in enumerate(picked)]
        elif mode is Mode.REPLACE:
            columns[header] = [None] * len(source_of)
    return columns


def _headers_known(opened: OpenedPlan) -> dict[str, dict[str, str]]:
    """Give the headers of the tables that were not read, for the formulas that name them."""
    rest = [table for table in SALES_PLAN.tables if table.name not in opened.found]
    book = opened.reader.book
    return {
        table.name: {
            column.key: header
            for header in book.table(table.name).columns
            if (column := table.column_for(header)) is not None
        }
        for table in rest
        if table.name.casefold() in book.tables
    }
