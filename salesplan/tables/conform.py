"""From cells as they were found to a typed frame, with a finding for each cell that does not fit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding, Kind
from salesplan.tables import kinds
from salesplan.tables.clean import plain_floats
from salesplan.tables.model import Choice, Column, Holds, Owner, Table
from salesplan.tables.parse import date_in, date_of_number, number_in, text_of
from salesplan.tables.units import GRAINS_PER_MINOR, Currency
from salesplan.words import ENGLISH, Words, nearest

MOST_FINDINGS = 100
"""Findings of one kind in one column that are listed one by one."""

_MOST = 1e12
"""The largest number or amount that a cell may hold: a trillion, so that no sum of whole minor units overflows."""

_LIKE_THOUSANDS = re.compile(r"\s*-?[1-9]\d{0,2}\.\d{3}\s*$")
"""A number that is a thousand times larger where people write points between thousands."""

_BETWEEN = Words("between {low} and {high}", "在 {low} 与 {high} 之间", "在 {low} 與 {high} 之間")


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of a table as they were found, before they mean anything.

    Attributes
    ----------
    columns
        Cells by column key; None or "" is blank. Keys may be missing.
    index
        The row of each, counted as in the sheet or file.
    errors
        The error value (``#N/A``) of a cell, by row and key.
    unvalued
        Cells, by row and key, that hold a formula without a value.
    """

    columns: Mapping[str, Sequence[object]]
    index: Sequence[int]
    errors: Mapping[tuple[int, str], str] = field(default_factory=dict)
    unvalued: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Conformed:
    """A typed frame, indexed by sheet row, with every column of its table; and what did not fit."""

    frame: pd.DataFrame
    findings: list[Finding]


def conform(
    table: Table,
    rows: Rows,
    *,
    currency: Currency,
    from_text: bool = False,
    date1904: bool = False,
    language: str = ENGLISH,
) -> Conformed:
    """Give the rows of a table their types.

    Parameters
    ----------
    table
        The declaration.
    rows
        Cells as found. Rows in which everything that is typed or identifies is blank are left out.
    currency
        Decides the minor unit of money.
    from_text
        The cells come from a text file, so a number as text is no finding.
    date1904
        Day numbers count from 1904.
    language
        The language of the labels in the findings.

    Returns
    -------
    Conformed
        Columns by key: text ``str`` ("" where blank), money ``Int64`` in minor units, ledger money ``Int64``
        in grains (1/10,000 of a minor unit), percent and number ``float64`` (NaN where blank), whole numbers
        ``Int64``, dates and months ``datetime64[s]`` (months on their first day), choices ``str`` keys. A raw
        column is ``object``: its cells as they were found, None where blank.
        A cell that does not fit is blank in the frame and has a finding.

    Examples
    --------
    >>> from salesplan.tables.inputs import RAMP
    >>> from salesplan.tables.units import currency
    >>> done = conform(RAMP, Rows({"month": [1.0, "x"], "share": [0.25, 0.5]}, [5, 6]), currency=currency("CNY"))
    >>> done.frame.share.to_dict()
    {5: 0.25, 6: 0.5}
    >>> print(done.findings[0].line())
    Ramp[month] row 6 [D102] Month of tenure is the text “x”; a number belongs here; type a number, or clear the cell
    """
    kept = _rows_with_content(table, rows)
    index = np.asarray(rows.index, dtype=np.int64)[kept]
    reading = _Reading(table, index, currency, from_text, date1904, language)
    series: dict[str, pd.Series[Any]] = {}
    for column in table:
        cells = None if column.owner is Owner.SHEET else rows.columns.get(column.key)
        values = _picked(cells, kept)
        bad = {row for row, key in rows.errors if key == column.key} | {
            row for row, key in rows.unvalued if key == column.key
        }
        series[column.key] = reading.column(column, values, bad)
    for (row, key), code in rows.errors.items():
        reading.report(kinds.ERROR_VALUE, table[key], row, value=code)
    for row, key in sorted(rows.unvalued):
        if (row, key) not in rows.errors:
            reading.report(kinds.NO_VALUE, table[key], row)
    frame = pd.DataFrame(series, index=pd.Index(index, name="row"), columns=list(table.keys))
    reading.report_duplicates(frame)
    return Conformed(frame, reading.findings())


def _picked(cells: Sequence[object] | None, kept: np.ndarray[Any, np.dtype[np.int64]]) -> Sequence[object]:
    """Give the cells at the kept positions; blanks where the whole column is absent."""
    if cells is None:
        return [None] * len(kept)
    return cells if len(kept) == len(cells) else [cells[position] for position in kept]


def _rows_with_content(table: Table, rows: Rows) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Find the positions of rows in which some cell, other than a live formula's, is filled."""
    filled = np.zeros(len(rows.index), dtype=bool)
    for column in table:
        if column.formula or column.key not in rows.columns:
            continue
        cells = rows.columns[column.key]
        filled |= np.fromiter((cell is not None and cell != "" for cell in cells), dtype=bool, count=len(cells))
    faulty = {row for row, key in (*rows.errors, *rows.unvalued) if not table[key].formula}
    if faulty:
        filled |= np.isin(np.asarray(rows.index), list(faulty))
    return np.flatnonzero(filled)


class _Reading:
    """Reads the columns of one table and keeps the findings, a limited number of each kind a column."""

    def __init__(
        self,
        table: Table,
        index: np.ndarray[Any, np.dtype[np.int64]],
        currency: Currency,
        from_text: bool,
        date1904: bool,
        language: str,
    ) -> None:
        self.table = table
        self.index = index
        self.currency = currency
        self.from_text = from_text
        self.date1904 = date1904
        self.language = language
        self._found: dict[tuple[str, str], list[Finding]] = {}
        self._more: dict[tuple[str, str], int] = {}

    def report(self, kind: Kind, column: Column, row: int, **facts: object) -> None:
        """Keep a finding, or count it when there are many like it; what salesplan computes is written anew anyway."""
        if column.owner is not Owner.PERSON and kind is not kinds.DUPLICATE:
            return
        like = (kind.code, column.key)
        found = self._found.setdefault(like, [])
        if len(found) < MOST_FINDINGS:
            label = column.label.said(self.language)
            found.append(kind.at(self.table.name, int(row), column.key, label=label, **facts))
        else:
            self._more[like] = self._more.get(like, 0) + 1

    def findings(self) -> list[Finding]:
        """Give the findings by row, then the counts of those not listed."""
        listed = sorted((f for found in self._found.values() for f in found), key=lambda f: (f.row or 0, f.column))
        for (code, key), count in self._more.items():
            last = self._found[code, key][-1]
            label = self.table[key].label.said(self.language)
            listed.append(kinds.MORE_LIKE_IT.at(self.table.name, last.row, key, count=count, like=code, label=label))
        return listed

    def column(self, column: Column, cells: Sequence[object], bad: set[int]) -> "pd.Series[Any]":
        """Read one column; the rows in ``bad`` have a finding already."""
        if column.raw:
            return pd.Series([self._raw(column, cell) for cell in cells], index=self.index, dtype=object)
        match column.holds:
            case Holds.TEXT:
                read = self._texts(cells)
            case Holds.CHOICE:
                read = self._choices(column, cells)
            case Holds.DATE | Holds.MONTH | Holds.MOMENT:
                read = self._dates(column, cells)
            case _:
                read = self._numbers(column, cells)
        blank = (read == "") if column.holds in {Holds.TEXT, Holds.CHOICE} else read.isna()
        if column.required:
            reported = bad | {f.row for (_, key), found in self._found.items() if key == column.key for f in found}
            for row in self.index[blank.to_numpy()]:
                if int(row) not in reported:
                    self.report(kinds.REQUIRED, column, row)
        return read

    def _raw(self, column: Column, cell: object) -> object:
        """Give a cell as it stands; of a text file, a number where it is written like one and may be one."""
        if _is_blank(cell):
            return None
        if self.from_text and isinstance(cell, str) and column.holds not in {Holds.TEXT, Holds.CHOICE}:
            number = number_in(cell)
            return cell if number is None else number
        return cell

    def _texts(self, cells: Sequence[object]) -> "pd.Series[Any]":
        texts = [cell.strip() if type(cell) is str else text_of(cell) for cell in cells]
        return pd.Series(texts, index=self.index, dtype="str")

    def _choices(self, column: Column, cells: Sequence[object]) -> "pd.Series[Any]":
        keys = _choice_keys(column.choices)
        read = []
        for row, cell in zip(self.index, cells, strict=True):
            text = text_of(cell)
            key = keys.get(text.casefold(), "")
            if text and not key:
                words = [choice.label.said(self.language) for choice in column.choices]
                near = nearest(text, words) or words[0]
                self.report(kinds.NOT_A_CHOICE, column, row, value=text, near=near, choices=", ".join(words))
            read.append(key)
        return pd.Series(read, index=self.index, dtype="str")

    def _numbers(self, column: Column, cells: Sequence[object]) -> "pd.Series[Any]":
        values = plain_floats(cells, from_text=self.from_text)
        if values is None:
            values = np.array(
                [self._number(column, row, cell) for row, cell in zip(self.index, cells, strict=True)], dtype=np.float64
            )
        if self.from_text and column.holds in {Holds.MONEY, Holds.LEDGER} and self.currency.decimals < 3:
            self._doubt_points(column, cells)
        self._check_range(column, values)
        match column.holds:
            case Holds.MONEY:
                return self._money(column, values)
            case Holds.LEDGER:
                return self._whole(np.rint(values * (self.currency.minor * GRAINS_PER_MINOR)))
            case Holds.INTEGER:
                for position in np.flatnonzero(values != np.rint(values)):
                    if not np.isnan(values[position]):
                        self.report(kinds.NOT_WHOLE, column, self.index[position], value=values[position])
                return self._whole(np.where(values == np.rint(values), values, np.nan))
            case _:
                return pd.Series(values, index=self.index)

    def _doubt_points(self, column: Column, cells: Sequence[object]) -> None:
        """Report amounts of which every one that has a point has three digits behind it: thousands, more likely."""
        pointed = [place for place, cell in enumerate(cells) if isinstance(cell, str) and "." in cell]
        if pointed and all(_LIKE_THOUSANDS.match(str(cells[place])) for place in pointed):
            self.report(kinds.POINT_IN_DOUBT, column, self.index[pointed[0]], value=cells[pointed[0]])

    def _number(self, column: Column, row: int, cell: object) -> float:
        """Read one cell of a number column; NaN when blank or when it has a finding."""
        if cell is None or cell == "":
            return np.nan
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return float(cell)
        number = number_in(cell) if isinstance(cell, str) else None
        if number is None:
            self.report(kinds.NOT_A_NUMBER, column, row, value=text_of(cell))
            return np.nan
        if not self.from_text:
            self.report(kinds.NUMBER_AS_TEXT, column, row, value=text_of(cell), read=f"{number:,}")
        return number

    def _money(self, column: Column, values: np.ndarray[Any, np.dtype[np.float64]]) -> "pd.Series[Any]":
        exact = values * self.currency.minor
        minor = np.rint(exact)
        for position in np.flatnonzero(np.abs(exact - minor) > 1e-6 * np.maximum(1, np.abs(exact))):
            read = minor[position] / self.currency.minor
            self.report(kinds.FINER_THAN_MINOR, column, self.index[position], value=values[position], read=f"{read:,}")
        return self._whole(minor)

    def _whole(self, values: np.ndarray[Any, np.dtype[np.float64]]) -> "pd.Series[Any]":
        blank = np.isnan(values)
        whole = np.where(blank, 0, values).astype(np.int64)
        return pd.Series(pd.arrays.IntegerArray(whole, blank), index=self.index)

    def _check_range(self, column: Column, values: np.ndarray[Any, np.dtype[np.float64]]) -> None:
        """Report values outside the column's range, and blank them."""
        low = -_MOST if column.minimum is None else column.minimum
        high = _MOST if column.maximum is None else column.maximum
        outside = (values < low) | (values > high)
        for position in np.flatnonzero(outside):
            shown = _shown(column.holds, float(values[position]))
            bounded = replace(column, maximum=high) if values[position] > high else column
            said = limits(bounded, self.language)
            self.report(kinds.OUT_OF_RANGE, column, self.index[position], value=shown, limits=said)
        values[outside] = np.nan

    def _dates(self, column: Column, cells: Sequence[object]) -> "pd.Series[Any]":
        read = self._quick_dates(cells)
        if read is None:
            days = [self._date(column, row, cell) for row, cell in zip(self.index, cells, strict=True)]
            read = pd.Series(pd.to_datetime(pd.Series(days, dtype=object)).to_numpy("datetime64[s]"), index=self.index)
        if column.holds is Holds.MONTH:
            months = read.to_numpy().astype("datetime64[M]").astype("datetime64[s]")
            return pd.Series(months, index=self.index)
        return read

    def _quick_dates(self, cells: Sequence[object]) -> "pd.Series[Any] | None":
        """Read a column in which every cell is a date, or an ISO date as text; None where some cell is not."""
        sorts = set(map(type, cells))
        if sorts <= {date, datetime} or (self.from_text and sorts == {str} and "" not in cells):
            try:
                return pd.Series(np.array(cells, dtype="datetime64[s]"), index=self.index)
            except ValueError:
                return None
        return None

    def _date(self, column: Column, row: int, cell: object) -> datetime | None:
        match cell:
            case None | "":
                return None
            case datetime():
                return cell
            case date():
                return datetime(cell.year, cell.month, cell.day)
            case str():
                day = date_in(cell)
            case bool():
                day = None
            case int() | float():
                day = date_of_number(cell, date1904=self.date1904)
            case _:
                day = None
        if day is None:
            self.report(kinds.NOT_A_DATE, column, row, value=text_of(cell))
            return None
        return datetime(day.year, day.month, day.day)

    def report_duplicates(self, frame: pd.DataFrame) -> None:
        """Report rows whose identity, ignoring case, stands in an earlier row."""
        identity = list(self.table.identity)
        if not identity or frame.empty or any(column.raw for column in self.table):
            return
        there = frame[frame[identity].notna().all(axis=1)]
        if there.empty:
            return
        folded = there[identity].astype(str).apply(lambda values: values.str.casefold())
        key = folded.agg("\x1f".join, axis=1) if len(identity) > 1 else folded[identity[0]]
        first = pd.Series(there.index, index=there.index).groupby(key.to_numpy()).transform("first")
        column = self.table[identity[-1]]
        for row in there.index[key.duplicated().to_numpy()]:
            value = " / ".join(text_of(part) for part in there.loc[row, identity])
            self.report(kinds.DUPLICATE, column, row, value=value, first=int(first[row]))


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _choice_keys(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Map every way of writing a choice, casefolded, to its key."""
    written = {label.casefold(): choice.key for choice in choices for label in choice.label.every()}
    return written | {choice.key.casefold(): choice.key for choice in choices}


def _shown(holds: Holds, value: float) -> str:
    return f"{value * 100:,.6g} %" if holds is Holds.PERCENT else f"{value:,.15g}"


def limits(column: Column, language: str) -> str:
    """Say the range of a column in words: "0 or more", "between 0 % and 100 %"."""
    low = _shown(column.holds, -_MOST if column.minimum is None else column.minimum)
    high = _shown(column.holds, _MOST if column.maximum is None else column.maximum)
    if column.maximum is None and column.minimum is not None:
        return Words("{low} or more", "不小于 {low}", "不小於 {low}").said(language).format(low=low)
    if column.minimum is None and column.maximum is not None:
        return Words("{high} or less", "不大于 {high}", "不大於 {high}").said(language).format(high=high)
    return _BETWEEN.said(language).format(low=low, high=high)
