"""One table of a handout that came back: its rows typed and known by their keys, wherever they stand now."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, Kind
from salesplan.host.handouts import returned_kinds as kinds
from salesplan.host.handouts.texts import column_texts, row_keys
from salesplan.planning.arrays import Flags
from salesplan.planning.names import folded
from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Column, Holds, Owner, Table
from salesplan.tables.parse import text_of
from salesplan.tables.plain import same_breaks
from salesplan.tables.scenarios import NONE_WORDS
from salesplan.tables.units import Currency
from salesplan.words import ENGLISH
from salesplan.workbook.constants import typed_over
from salesplan.workbook.loose import LooseTable

Cells = frozenset[tuple[int, str]]
"""Cells of a table, each by sheet row and column key."""

_CLEARED: Final = frozenset(map(folded, NONE_WORDS.every()))


@dataclass(frozen=True, slots=True, eq=False)
class ReturnedTable:
    """One table, read.

    Attributes
    ----------
    file
        What findings call the workbook.
    table
        Its declaration.
    place
        Where it stands.
    frame
        Its rows, typed as `salesplan.tables.conform.conform` does, indexed by sheet row: each has a key of its own.
    keys
        The key of each row of ``frame``.
    rows
        The cells of these rows as they were found.
    cleared
        Cells in which the word was typed that takes a value away; they are blank in ``frame``.
    faulty
        Cells that could not be read; they are blank in ``frame``, and have a finding.
    typed_over
        Cells in which something was typed over a live formula.
    repeated
        Keys that stand in several rows; none of these is in ``frame``.
    currency
        What its amounts are in.
    findings
        What is wrong with it, with its cells.
    """

    file: str
    table: Table
    place: LooseTable
    frame: pd.DataFrame
    keys: list[str]
    rows: Rows
    cleared: Cells
    faulty: Cells
    typed_over: Cells
    repeated: frozenset[str]
    currency: Currency
    findings: list[Finding]

    @property
    def sheet(self) -> str:
        """The sheet on which it stands."""
        return self.place.sheet

    @property
    def named(self) -> bool:
        """Whether its Excel Table is still there."""
        return self.place.named

    @property
    def columns(self) -> dict[str, int]:
        """The sheet column, from 1, of each key that is there."""
        return self.place.columns

    def texts(self, key: str) -> list[str]:
        """Give the plain texts of a column, one for each row of ``frame``."""
        return column_texts(self.table[key], self.frame[key], self.currency)

    def said(self, row: int, key: str) -> str:
        """Give what stands in a cell, as text; an error value by its code."""
        return self.rows.errors.get((row, key)) or _text(self.rows.columns[key][bisect_left(self.rows.index, row)])

    def name_of(self, row: int) -> str:
        """Give what tells a row apart, as it stands there."""
        return " / ".join(self.said(row, key) for key in self.table.identity if key in self.rows.columns)

    def at(self, kind: Kind, row: int | None, key: str, /, **facts: object) -> Finding:
        """Report something of a row, at one of its cells; of a header where the row is None."""
        return self.placed(kind.at(self.table.name, row, key, **facts))

    def placed(self, finding: Finding) -> Finding:
        """Give a finding its workbook, sheet and cell."""
        cell = self.place.cell(finding.row, finding.column)
        return finding.placed(workbook=self.file, sheet=self.sheet, cell=cell)


def returned_table(
    file: str,
    table: Table,
    place: LooseTable,
    formulas: Collection[tuple[int, int]],
    *,
    currency: Currency,
    date1904: bool,
    language: str = ENGLISH,
) -> ReturnedTable:
    """Type the rows of a table as it was found.

    Parameters
    ----------
    table
        As it was handed out: what its owner is a person for, the manager may change.
    formulas
        The cells of its sheet, row and column from 1, that hold a formula.
    language
        The language of the labels in the findings.
    """
    rows = _tidy(place.rows)
    identities = pd.DataFrame({key: _texts(rows, key) for key in table.identity}, dtype="str")
    keys = np.array(row_keys(table, identities), dtype=object)
    blank = (identities == "").all(axis=1).to_numpy(dtype=bool)
    counts = Counter(keys[~blank].tolist())
    repeated = np.array([counts[key] > 1 for key in keys], dtype=bool) & ~blank
    sound = ~blank & ~repeated
    kept = _rows_where(rows, sound)
    said, cleared = _without_marks(table, kept)
    done = conform(_relaxed(table), said, currency=currency, date1904=date1904, language=language)
    live = [column.key for column in table if column.owner is Owner.SHEET]
    found = ReturnedTable(
        file=file,
        table=table,
        place=place,
        frame=done.frame,
        keys=keys[sound].tolist(),
        rows=kept,
        cleared=cleared,
        faulty=_faulty(table, said, done.frame),
        typed_over=frozenset(cell for cell in typed_over(place, live, formulas) if cell[0] in done.frame.index),
        repeated=frozenset(keys[repeated].tolist()),
        currency=currency,
        findings=[],
    )
    found.findings.extend(_of_table(found, formulas, live))
    found.findings.extend(_without_id(found, _rows_where(rows, blank)))
    found.findings.extend(
        _repeated(found, [rows.index[at] for at in np.flatnonzero(repeated).tolist()], identities[repeated])
    )
    found.findings.extend(map(found.placed, done.findings))
    return found


def _tidy(rows: Rows) -> Rows:
    """Take blanks alone for nothing, and write every break of a line alike."""
    return replace(rows, columns={key: list(map(_tidied, cells)) for key, cells in rows.columns.items()})


def _tidied(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return same_breaks(cell) if cell.strip() else ""


def _texts(rows: Rows, key: str) -> list[str]:
    """Give a column as texts; blank where it is not there."""
    return [text_of(cell) for cell in rows.columns.get(key, [""] * len(rows.index))]


def _text(cell: object) -> str:
    return f"{cell:.15g}" if isinstance(cell, float) and not cell.is_integer() else text_of(cell)


def _rows_where(rows: Rows, which: Flags) -> Rows:
    positions = np.flatnonzero(which).tolist()
    index = [rows.index[at] for at in positions]
    kept = set(index)
    return Rows(
        {key: [cells[at] for at in positions] for key, cells in rows.columns.items()},
        index,
        {cell: code for cell, code in rows.errors.items() if cell[0] in kept},
        frozenset(cell for cell in rows.unvalued if cell[0] in kept),
    )


def _without_marks(table: Table, rows: Rows) -> tuple[Rows, Cells]:
    """Blank the cells in which the word was typed that takes a value away, and name them."""
    columns = dict(rows.columns)
    cleared: set[tuple[int, str]] = set()
    for column in table:
        if column.owner is not Owner.PERSON or column.key not in columns:
            continue
        marked = [isinstance(cell, str) and folded(cell) in _CLEARED for cell in columns[column.key]]
        if any(marked):
            pairs = zip(columns[column.key], marked, strict=True)
            columns[column.key] = ["" if is_mark else cell for cell, is_mark in pairs]
            cleared |= {(row, column.key) for row, is_mark in zip(rows.index, marked, strict=True) if is_mark}
    return replace(rows, columns=columns), frozenset(cleared)


def _relaxed(table: Table) -> Table:
    """Give the declaration by which cells are typed: rows are told apart here, and a blank cell says nothing."""
    return replace(table, columns=tuple(replace(column, identity=False, required=False) for column in table))


def _faulty(table: Table, rows: Rows, frame: pd.DataFrame) -> Cells:
    """Name the cells that a person may change and that say something which their column cannot hold."""
    typed = {column.key: column for column in table if column.owner is Owner.PERSON and column.key in rows.columns}
    faulty = {cell for cell in (*rows.errors, *rows.unvalued) if cell[1] in typed}
    for key, column in typed.items():
        values = frame[key]
        blank = (values == "") if column.holds in {Holds.TEXT, Holds.CHOICE} else values.isna()
        cells = zip(rows.index, rows.columns[key], blank, strict=True)
        faulty |= {(row, key) for row, cell, is_blank in cells if is_blank and text_of(cell)}
    return frozenset(faulty)


def _of_table(found: ReturnedTable, formulas: Collection[tuple[int, int]], live: Sequence[str]) -> Iterator[Finding]:
    """Report what became of the table and its columns."""
    place, table = found.place, found.table
    if not place.named:
        yield found.at(kinds.TABLE_GONE, None, "", table=table.name, row=place.header_row)
    for column in table:
        if column.owner is Owner.PERSON and column.key not in place.columns:
            yield found.at(kinds.COLUMN_GONE, None, column.key, label=column.label)
    there = {(row, place.columns[key]) for row in found.frame.index for key in live if key in place.columns}
    if there and there.isdisjoint(formulas):
        yield found.at(kinds.FORMULAS_GONE, None, "", table=table.name)


def _without_id(found: ReturnedTable, rows: Rows) -> Iterator[Finding]:
    """Report the rows in which something is typed, but not which row they are."""
    typed = [column.key for column in found.table if column.owner is Owner.PERSON and column.key in rows.columns]
    faulty = {*rows.errors, *rows.unvalued}
    for at, row in enumerate(rows.index):
        said = [key for key in typed if (row, key) in faulty or text_of(rows.columns[key][at])]
        if said:
            yield found.at(kinds.ROW_WITHOUT_ID, row, said[0], label=_last_of_identity(found).label)


def _repeated(found: ReturnedTable, index: Sequence[int], identities: pd.DataFrame) -> Iterator[Finding]:
    """Report the rows that are there more than once: which of them counts, nobody can say."""
    names = [" / ".join(parts) for parts in identities.itertuples(index=False)]
    count = Counter(map(folded, names))
    column = _last_of_identity(found)
    for row, name in zip(index, names, strict=True):
        yield found.at(kinds.ROW_TWICE, row, column.key, label=column.label, value=name, count=count[folded(name)])


def _last_of_identity(found: ReturnedTable) -> Column:
    return found.table[found.table.identity[-1]]
