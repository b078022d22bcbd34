"""What a table is: columns with labels, units, owners. Declared once, read by everything.

From one declaration come the blank workbook, reading, checks, drop-downs and validations, number
formats, help, the data dictionary and the tests' data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from salesplan.errors import UnknownName
from salesplan.tables.charts import Chart
from salesplan.words import ENGLISH, Words


class Holds(StrEnum):
    """What the cells of a column hold, and so how they are read, checked, formatted."""

    TEXT = "text"
    MONEY = "money"
    LEDGER = "ledger money"
    PERCENT = "percent"
    NUMBER = "number"
    INTEGER = "whole number"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    MOMENT = "date and time"


class Owner(StrEnum):
    """Who fills a column: a person, salesplan, or the sheet itself by a live formula."""

    PERSON = "typed"
    SALESPLAN = "computed"
    SHEET = "formula"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: the key that the code uses and the words that people see."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    key
        The name used by code, `load`, ``--json`` and, if a user likes, as the header.
    label, help
        The header and its explanation, in every language.
    holds
        What the cells hold. Money typed by people is kept in whole minor units, ledger money in
        ten-thousandths of one; percentages are fractions.
    owner
        A person types it, salesplan computes it, or ``formula`` does.
    identity
        The column is part of what tells rows apart.
    required
        Every row must have a value.
    minimum, maximum
        The allowed range, in the unit people type (1.5, 0.10).
    choices
        The allowed values of a `Holds.CHOICE`.
    refers
        ``Table.key`` whose values this column may take.
    unknown
        What is said of a value that ``refers`` does not know, where that it is missing there is not the point; of one
        that is none of the choices, where it may be.
    formula
        The live formula, with ``[@key]`` for a cell of the same row and ``Table[key]`` for a column.
    total
        A total stands above the column.
    seeded
        salesplan computes it, but `load` may give it a first value: the tier that a customer has so far.
    width
        The column's width in characters; 0 takes the default of what it holds.
    lines
        How many lines its texts take where they are long; 0 takes the usual two.
    raw
        Its cells are given as they stand: who reads the column knows more, and may also take the word ``none``.
        Nor are the rows of its table told apart before.
    clears
        A blank cell says nothing, and the word ``none`` takes the value away.
    """

    key: str
    label: Words
    help: Words
    holds: Holds = Holds.TEXT
    owner: Owner = Owner.PERSON
    identity: bool = False
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    refers: str = ""
    unknown: Words | None = None
    formula: str = ""
    total: bool = False
    seeded: bool = False
    width: int = 0
    lines: int = 0
    raw: bool = False
    clears: bool = False

    def named(self, header: str) -> bool:
        """Tell whether a header, as a user wrote it, means this column: its key or any label, ignoring case and outer blanks."""
        folded = header.strip().casefold()
        return folded == self.key or any(folded == label.strip().casefold() for label in self.label.every())


@dataclass(frozen=True, slots=True)
class Table:
    """One planning table: an Excel Table of a fixed name, one row a ``row``.

    A workbook may do without an ``optional`` one: it then reads as empty, and is not written.

    Attributes
    ----------
    name
        The name that code, `load` and ``--json`` use.
    row, help
        What a row is, and what the table is for.
    columns
        Its columns, in order.
    given
        The rows of a blank workbook, a value a column, words in its language; without any it starts with one empty row.
    listed
        The name of the Excel Table where it cannot be ``name``: Excel repairs a workbook in which a table
        and a defined name differ in nothing but case (the table Growth, the setting growth).
    record
        Its rows tell what happened, and may well name people and customers who are gone.
    grows
        Columns that users may add for a thing of their own, with `OWN` where its name stands in key and labels.
    more
        Columns that a workbook may have though a blank one has not.
    fixed
        It always has as many rows as are given.

    Examples
    --------
    >>> growth = Table("Growth", Words("an adjustment"), Words("..."), (
    ...     Column(key="value", label=Words("Value", "取值"), help=Words("...")),))
    >>> growth.column_for(" 取值 ").key
    'value'
    """

    name: str
    row: Words
    help: Words
    columns: tuple[Column, ...]
    given: tuple[tuple[str | float | Words | None, ...], ...] = ()
    listed: str = ""
    optional: bool = False
    record: bool = False
    grows: tuple[Column, ...] = ()
    more: tuple[Column, ...] = ()
    fixed: bool = False

    def __getitem__(self, key: str) -> Column:
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    @property
    def excel_name(self) -> str:
        """The name of its Excel Table."""
        return self.listed or self.name

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its columns, in order."""
        return tuple(column.key for column in self.columns)

    @property
    def identity(self) -> tuple[str, ...]:
        """The keys that tell its rows apart; empty where rows may repeat."""
        return tuple(column.key for column in self.columns if column.identity)

    def column_for(self, header: str) -> Column | None:
        """Find the column that a header means, in any language; None for a user's own column."""
        return next((column for column in self.columns if column.named(header)), None)

    def grown(self, headers: Iterable[str]) -> "Table":
        """Give the table with the columns that users added: those of ``more``, and those for things of their own.

        A header that means a declared column adds none, nor does one whose key is that of another column.

        Examples
        --------
        >>> score = Column(key="{own}_score", label=Words("{own} score", "{own}得分"), help=Words("..."))
        >>> card = Table("Scorecard", Words("a rep"), Words("..."), (), grows=(score,))
        >>> card.grown(["NPS score", "服务得分", "Score", "Notes"]).keys
        ('nps_score', '服务_score')
        """
        known = {column.key: column for column in self.columns}
        for header in headers:
            if self.column_for(header) is None and (column := self.further(header) or self._own_column(header)):
                known.setdefault(column.key, column)
        return replace(self, columns=tuple(known.values())) if len(known) > len(self.columns) else self

    def further(self, header: str) -> Column | None:
        """Find the column of ``more`` that a header means; None where it means none of them."""
        return next((column for column in self.more if column.named(header)), None)

    def _own_column(self, header: str) -> Column | None:
        for column in self.grows:
            for name in (column.key, *column.label.every()):
                if own := own_key(_own_in(name, header)):
                    return replace(column, key=column.key.replace(OWN, own), label=Words(header.strip()))
        return None


OWN: Final = "{own}"
"""Stands in the key and labels of a column for the name of something that users add themselves."""


def own_key(name: str) -> str:
    """Give the part of a column's key that names something of a user's own.

    Examples
    --------
    >>> own_key(" NPS (net)")
    'nps_net'
    """
    return re.sub(r"\W+", "_", name.strip().casefold()).strip("_")


def _own_in(name: str, header: str) -> str:
    """Find what stands in a header where `OWN` stands in a column's name; "" where the header is not made so.

    Examples
    --------
    >>> _own_in("{own} score", "NPS_Score"), _own_in("{own} score", "NPS: score"), _own_in("{own} score", "underscore")
    ('NPS', 'NPS', '')
    """
    word = name.removeprefix(OWN)
    between = r"[\s_:：]+" if word[0] in " _" else r"[\s_:：]*"
    match = re.fullmatch(rf"\s*(\S.*?){between}{re.escape(word.lstrip(' _'))}\s*", header, re.IGNORECASE)
    return match[1] if match else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of the plan: a defined name on the Settings sheet.

    ``default`` is in the unit people type; None means blank. A `Holds.CHOICE` setting may also be
    ``also`` something else (``new_rep_share`` is a word or a number). A text must match ``pattern``, if there is one.
    One that is ``quiet`` came after the first plans were made: that a workbook does without it is no news.
    One whose ``owner`` is salesplan is a fact of the workbook; its cell is typed in only as long as it is blank.
    """

    key: str
    label: Words
    help: Words
    unit: Words
    holds: Holds
    default: str | float | int | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    also: Holds | None = None
    pattern: str = ""
    required: bool = False
    owner: Owner = Owner.PERSON
    quiet: bool = False

    @property
    def default_text(self) -> str:
        """The default as people type it; empty where it is blank."""
        if self.default is None:
            return ""
        is_share = self.holds is Holds.PERCENT and isinstance(self.default, float)
        return f"{self.default * 100:g} %" if is_share else str(self.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure shown outside the tables: a live formula in a cell with a defined name.

    ``formula`` is written by keys as in `Column.formula`. Its value is what ``of`` gives: the sum of
    ``Table.key``, or the ratio of two other figures less one where ``over`` is set. Without ``of`` the planning
    function gives it.
    """

    key: str
    label: Words
    holds: Holds
    formula: str
    of: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that carries one table, with a name of its own; the table's help says what it is for."""

    name: Words
    table: Table
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A kind of workbook: its settings, figures and sheets, in the order they are shown, and the steps of its use.

    It opens on the sheet of the table named ``front``, or on its first sheet. Where it has buttons, the steps are others.
    """

    kind: str
    file: str
    title: Words
    settings: tuple[Setting, ...]
    figures: tuple[Figure, ...]
    sheets: tuple[Sheet, ...]
    steps: tuple[Words, ...] = ()
    steps_with_buttons: tuple[Words, ...] = ()
    front: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in the order of the sheets."""
        return tuple(sheet.table for sheet in self.sheets)

    def table(self, name: str) -> Table:
        """Give the table of that name, whatever the case.

        Raises
        ------
        UnknownName
            When there is none, with the nearest.
        """
        for table in self.tables:
            if table.name.casefold() == name.strip().casefold():
                return table
        raise UnknownName("table", name, [table.name for table in self.tables])


_OWN_CELL = re.compile(r"\[@(\w+)\]")
_COLUMN = re.compile(r"\b([A-Z]\w*)\[(\w+)\]")


def written_formula(formula: str, table: str, headers: dict[str, dict[str, str]]) -> str:
    """Write a declared formula as the workbook's file holds it, with the headers that it has now.

    Parameters
    ----------
    formula
        A declared formula, by keys.
    table
        The table that the formula stands in; empty outside tables.
    headers
        For each table its headers by key.

    Examples
    --------
    >>> written_formula("[@final]*2+SUM(Quota[m01])", "Quota", {"Quota": {"final": "Final", "m01": "Jan"}})
    'Quota[[#This Row],[Final]]*2+SUM(Quota[Jan])'
    """
    outer = _COLUMN.sub(lambda m: f"{m[1]}[{_escaped(headers[m[1]][m[2]])}]", formula)
    return _OWN_CELL.sub(lambda m: f"{table}[[#This Row],[{_escaped(headers[table][m[1]])}]]", outer)


def _escaped(header: str) -> str:
    """Escape the characters that mean something inside a structured reference."""
    return re.sub(r"(['\[\]#])", r"'\1", header)


def label_of(choices: tuple[Choice, ...], key: str, language: str = ENGLISH) -> str:
    """Give the words for a choice's key; the key itself when it is none of them."""
    return next((choice.label.said(language) for choice in choices if choice.key == key), key)
