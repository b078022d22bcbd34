"""From computed frames to plain writes: which rows of a table stay, which come, what each cell gets."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from salesplan.errors import ColumnMissing
from salesplan.host.opened import OpenedPlan
from salesplan.tables.customers import PROSPECT
from salesplan.tables.model import Column, Figure, Holds, Owner, Setting, Table, label_of, written_formula
from salesplan.tables.quota import NO_GROUP, UNASSIGNED
from salesplan.tables.units import GRAINS_PER_MINOR, Currency
from salesplan.words import ENGLISH, Words
from salesplan.workbook.found import FoundTable
from salesplan.workbook.writes import KEEP, Formula, NameWrite, TableWrite, Value

_SPOKEN: tuple[Words, ...] = (UNASSIGNED, NO_GROUP, PROSPECT)
_SAID = {text.casefold(): words.en for words in _SPOKEN for text in words.every()}
_WORDS = {words.en: words for words in _SPOKEN}

LEFT = -2
"""The place of a row that is no longer computed but stays for what a person typed in it."""

_SAYS_NOTHING = ',"",'
"""Stands in a formula that gives no amount, but an empty text, where there is nothing to count."""

Headers = dict[str, dict[str, str]]

NOWHERE = -1
"""The place of a row that has none: in the table before, or among the new rows."""


def cells_of(column: Column, values: "pd.Series[Any]", *, currency: Currency, language: str = ENGLISH) -> list[Value]:
    """Turn a typed column into what its cells get: money in units of the currency, choices in words, blanks as None.

    Examples
    --------
    >>> from salesplan.tables.quota import QUOTA
    >>> from salesplan.tables.units import currency
    >>> cells_of(QUOTA["proposed"], pd.Series([110_000_050, 0]), currency=currency("CNY"))
    [1100000.5, 0.0]
    """
    blank = values.isna().to_numpy()
    cells: Sequence[Any]
    if column.raw:
        return [None if empty else value for value, empty in zip(values, blank, strict=True)]
    match column.holds:
        case Holds.MONEY | Holds.LEDGER:
            scale = currency.minor * (GRAINS_PER_MINOR if column.holds is Holds.LEDGER else 1)
            cells = (values.astype("float64") / scale).tolist()
        case Holds.PERCENT | Holds.NUMBER:
            cells = values.astype("float64").tolist()
        case Holds.CHOICE:
            cells = [label_of(column.choices, key, language) for key in values]
        case Holds.TEXT:
            cells = [_WORDS[text].said(language) if text in _WORDS else text for text in values]
        case _:
            cells = values.tolist()
    if not blank.any() and column.holds not in {Holds.TEXT, Holds.CHOICE}:
        return list(cells)
    return [None if empty or cell == "" else cell for cell, empty in zip(cells, blank, strict=True)]


def setting_cell(setting: Setting, value: Any, *, currency: Currency, language: str = ENGLISH) -> Value:
    """Give what the cell of a setting gets (see `cells_of`).

    Examples
    --------
    >>> from salesplan.tables.settings import SETTINGS
    >>> from salesplan.tables.units import currency
    >>> growth = next(setting for setting in SETTINGS if setting.key == "growth")
    >>> setting_cell(growth, 0.08, currency=currency("CNY")), setting_cell(growth, None, currency=currency("CNY"))
    (0.08, None)
    """
    if value is None:
        return None
    holds = setting.also if setting.also and not isinstance(value, str) else setting.holds
    column = Column(key=setting.key, label=setting.label, help=setting.help, holds=holds, choices=setting.choices)
    return cells_of(column, pd.Series([value]), currency=currency, language=language)[0]


def built_cells(
    column: Column, values: "pd.Series[Any]", *, currency: Currency, language: str = ENGLISH
) -> list[object]:
    """Turn a typed column into the cells of a workbook that is built: as `cells_of`, but choices by keys, and plain dates.

    Examples
    --------
    >>> from salesplan.tables.customers import CUSTOMERS
    >>> from salesplan.tables.units import currency
    >>> built_cells(CUSTOMERS["intent"], pd.Series(["high", ""]), currency=currency("CNY"), language="zh-Hans")
    ['high', None]
    """
    if column.holds is Holds.CHOICE:
        return [key or None for key in values]
    cells: list[object] = list(cells_of(column, values, currency=currency, language=language))
    if column.holds is Holds.DATE:
        return [cell.date() if isinstance(cell, datetime) else None for cell in cells]
    return cells


def identity_of(table: Table, frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Give what tells each row of a frame apart, folded so that case, blanks and the workbook's language do not matter."""
    parts = [[as_matched(value) for value in frame[key]] for key in table.identity]
    return list(zip(*parts, strict=True)) if parts else [()] * len(frame)


def counted(identities: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], int]]:
    """Give each identity the number of its turn, so that where it stands twice the first is matched with the first."""
    seen: Counter[tuple[str, ...]] = Counter()
    numbered = []
    for identity in identities:
        numbered.append((identity, seen[identity]))
        seen[identity] += 1
    return numbered


def as_matched(value: object) -> str:
    """Give a text as it is matched: case, blanks, and the language of the few words that salesplan writes, do not matter.

    Examples
    --------
    >>> as_matched(" North"), as_matched("（无）"), as_matched("（無）")
    ('north', '(none)', '(none)')
    """
    text = str(value).strip().casefold()
    return _SAID.get(text, text).casefold()


def replaced(
    opened: OpenedPlan,
    name: str,
    frame: pd.DataFrame,
    *,
    can_remove: Callable[[tuple[int | None, ...]], bool] = lambda rows: True,
    results: bool = False,
) -> tuple[TableWrite, list[int]]:
    """Write a table anew: its rows become those of ``frame``, matched by identity.

    Rows that are in both keep their place and what people typed in them; new ones come at the end; others go,
    unless a person typed in them or ``can_remove`` says that they cannot: those stay with their computed
    cells blank.

    Parameters
    ----------
    opened
        The plan.
    name
        The table.
    frame
        The rows it is to have; columns by key.
    can_remove
        Whether rows can go.
    results
        As in `table_write`.

    Returns
    -------
    write : TableWrite
        Only columns that salesplan or the sheet computes; of those that users added only what the frame has.
    left : list of int
        Sheet rows that are no longer in the frame but stayed.
    """
    found, current = opened.found[name], opened.frames[name]
    table = found.table
    after = counted(identity_of(table, frame)) if table.identity else []
    before = dict(zip(counted(identity_of(table, current)), current.index, strict=True)) if table.identity else {}
    if table.identity:
        places = {before[identity]: position for position, identity in enumerate(after) if identity in before}
        new = [position for position, identity in enumerate(after) if identity not in before]
    else:
        places = dict(zip(current.index, range(len(frame)), strict=False))
        new = list(range(len(places), len(frame)))
    gone = [row for row in current.index if row not in places]
    theirs = current[_unwritten(found, frame)].notna().any(axis=1)
    left = [row for row in gone if found.is_typed(row) or theirs[row]]
    arranged = arrange(found, current, [*places, *left], len(new))
    if len(left) < len(gone) and not can_remove(arranged.rows):
        left = gone
        arranged = arrange(found, current, [*places, *left], len(new))
    stayed = dict.fromkeys(left, LEFT) | places
    order = [
        new[position] if position >= 0 else stayed.get(row, NOWHERE)
        for row, position in zip(arranged.old, arranged.new, strict=True)
    ]
    return table_write(opened, found, frame, arranged.rows, order, results=results), left


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows of a table after a write.

    Attributes
    ----------
    rows
        The data row, from 0, that each was before; None for a row that is added.
    old
        The sheet row that each was before, -1 for a row that is added.
    new
        Which of the new rows each becomes, -1 for one that stays what it was.
    """

    rows: tuple[int | None, ...]
    old: list[int]
    new: list[int]


def arrange(found: FoundTable, current: pd.DataFrame, stay: Sequence[int], new: int) -> Arrangement:
    """Put the rows that stay in their places, and new ones first into blank rows, then under the table.

    Rows of ``current`` that do not stay go. A row in which a person typed nothing that the table knows stays as it is.
    """
    first = found.info.first_row
    spare = np.setdiff1d(np.arange(first, first + found.info.height), np.asarray(current.index, dtype=np.int64))
    blank = [int(row) for row in spare if not found.is_typed(int(row))]
    becomes = dict(zip(blank, range(new), strict=False))
    old = sorted({*map(int, stay), *map(int, spare)})
    more = range(len(becomes), new)
    return Arrangement(
        rows=tuple(row - first for row in old) + (None,) * len(more),
        old=old + [NOWHERE] * len(more),
        new=[becomes.get(row, NOWHERE) for row in old] + list(more),
    )


def appended(opened: OpenedPlan, name: str, frame: pd.DataFrame) -> TableWrite:
    """Write the rows of a frame under those that a table has."""
    found, current = opened.found[name], opened.frames[name]
    arranged = arrange(found, current, list(current.index), len(frame))
    return table_write(opened, found, frame, arranged.rows, arranged.new, keep_old=True)


def table_write(
    opened: OpenedPlan,
    found: FoundTable,
    frame: pd.DataFrame,
    rows: tuple[int | None, ...],
    order: Sequence[int],
    *,
    keep_old: bool = False,
    results: bool = False,
) -> TableWrite:
    """Say what every computed cell of a table gets.

    Parameters
    ----------
    frame
        The rows to be written.
    rows
        As in `salesplan.workbook.writes.TableWrite`.
    order
        Which row of ``frame`` each of those becomes; `NOWHERE` for one that stays, `LEFT` for one that stays only for what
        a person typed in it.
    keep_old
        Rows that stay keep their computed cells, too.
    results
        Nothing in the table is for people to type: a row that is left behind may keep its formulas, and one that stays for
        nothing has no name.
    """
    columns: dict[str, list[Any]] = {}
    theirs = _unwritten(found, frame)
    for column in found.table:
        if column.owner is Owner.PERSON or column.key not in found.headers or column.key in theirs:
            continue
        formula = formula_text(found, column, opened.headers) if column.formula else ""
        cells = _new_cells(opened, column, frame, formula)
        idle = _idle(column, formula)
        blank = KEEP if keep_old or (column.identity and not results) else idle
        # Without its formula an override that is left behind counts in no total.
        left = KEEP if column.identity else idle if results else None
        columns[found.headers[column.key]] = [
            cells[position] if position >= 0 else left if position == LEFT else blank for position in order
        ]
    return TableWrite(found.info.name, rows, columns)


def _unwritten(found: FoundTable, frame: pd.DataFrame) -> list[str]:
    """Name the columns that users added and a frame does not know: what stands there is theirs, or history."""
    return [key for key in found.table.keys if key in found.own and key not in frame]


def _idle(column: Column, formula: str) -> Formula | None:
    """Give what a computed cell gets in a row that is blank: no figure, but its live formula."""
    has_amount = column.holds is Holds.MONEY and _SAYS_NOTHING not in formula
    return Formula(formula, 0 if has_amount else "") if formula else None


def _new_cells(opened: OpenedPlan, column: Column, frame: pd.DataFrame, formula: str) -> list[Any]:
    """Give what a column gets in the rows of a frame: values, or its live formula with the value beside it."""
    cells: list[Any] = [None] * len(frame)
    if column.key in frame:
        cells = cells_of(column, frame[column.key], currency=opened.currency, language=opened.language)
    if not formula:
        return cells
    return [Formula(formula, "" if cell is None else cell) for cell in cells]


def formula_text(found: FoundTable, column: Column, headers: Headers) -> str:
    """Write the live formula of a column with the headers that the workbook has now."""
    try:
        return written_formula(column.formula, found.table.name, headers)
    except KeyError as absent:
        present = list(found.info.columns)
        key = str(absent.args[0])
        raise ColumnMissing(found.workbook, found.info.sheet, found.info.name, key, present) from absent


def figure_writes(
    opened: OpenedPlan, frames: Mapping[str, pd.DataFrame], given: Mapping[str, int] | None = None
) -> list[NameWrite]:
    """Write the key figures and the totals over the tables' columns, each by its defined name where there is one.

    Parameters
    ----------
    opened
        The plan.
    frames
        The typed rows of the tables that are written.
    given
        Figures that are no sum over a table, by key, in minor units.
    """
    present = opened.names
    sums = {key: amount / opened.currency.minor for key, amount in (given or {}).items()}
    writes = []
    for figure in opened.plan.figures:
        value = _figure(figure, opened, frames, sums)
        text = _figure_formula(figure, opened.headers)
        if value is not None and text and figure.key.casefold() in present:
            writes.append(NameWrite(figure.key, Formula(text, value)))
    for name, frame in frames.items():
        if name not in opened.found:
            continue
        found = opened.found[name]
        for column in found.table:
            label = total_name(found.table, column)
            if column.total and column.key in frame and label.casefold() in present and column.key in found.headers:
                text = written_formula(f"SUBTOTAL(109,{name}[{column.key}])", "", opened.headers)
                # Under a filter the formula leaves rows out that only the program knows.
                value = None if found.info.filtered else _sum(column, frame, opened.currency)
                writes.append(NameWrite(label, Formula(text, value)))
    return writes


def _figure_formula(figure: Figure, headers: Headers) -> str:
    """Give the live formula of a figure; empty where the workbook lacks a column that it needs."""
    try:
        return written_formula(figure.formula, "", headers)
    except KeyError:
        return ""


def total_name(table: Table, column: Column) -> str:
    """Give the defined name of the total over a column."""
    return f"total_{table.name}_{column.key}"


def _figure(
    figure: Figure, opened: OpenedPlan, frames: Mapping[str, pd.DataFrame], sums: dict[str, float]
) -> float | str | None:
    """Give the value of a figure, and keep it for those that are made of others; None where it is not known."""
    if figure.over:
        if figure.of not in sums or figure.over not in sums:
            return None
        return sums[figure.of] / sums[figure.over] - 1 if sums[figure.over] else ""
    table, _, key = figure.of.partition(".")
    if table in frames and key in frames[table]:
        sums[figure.key] = _sum(opened.plan.table(table)[key], frames[table], opened.currency)
    return sums.get(figure.key)


def _sum(column: Column, frame: pd.DataFrame, currency: Currency) -> float:
    """Sum a column, amounts exactly and in units of the currency."""
    if column.holds not in {Holds.MONEY, Holds.LEDGER}:
        return float(frame[column.key].astype("float64").sum())
    scale = currency.minor * (GRAINS_PER_MINOR if column.holds is Holds.LEDGER else 1)
    total = int(np.asarray(frame[column.key].fillna(0), dtype=np.int64).sum())
    return total / scale
