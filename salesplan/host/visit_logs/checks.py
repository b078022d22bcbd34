"""The rows of a visit log, checked: what each says, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, Severity
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.host.visit_logs.customers import CustomerIndex, Meant, Offered, plain
from salesplan.host.visit_logs.log_file import TYPED, LogFile, filled_rows
from salesplan.tables.conform import Rows, conform
from salesplan.tables.parse import text_of
from salesplan.tables.units import Currency
from salesplan.tables.visit_log import LOGGED
from salesplan.words import ENGLISH
from salesplan.workbook.loose import LooseTable

Content = Mapping[str, Any]
"""What a row says, by column key: text, a choice's key, a date or None, an amount in minor units or None."""
Identity = tuple[date, str, str]
"""What tells a rep's visits apart: day, customer, kind."""

_FAR_YEARS: Final = 2
_ENTRY: Final = re.compile(r"[A-Z]{4}-[0-9]{3}")
# Whether a row is there twice is seen once it is known which customer it means.
_RELAXED: Final = replace(LOGGED, columns=tuple(replace(column, identity=False) for column in LOGGED))


@dataclass(frozen=True, slots=True, eq=False)
class LogRow:
    """One row of a log that says something, and is sound.

    Attributes
    ----------
    log, table, row
        Where it stands.
    entry
        Its entry; "" where it has none of those that logs are issued with.
    content
        What it says; columns that the log no longer has are absent.
    customer
        The customer's name.
    """

    log: LogFile
    table: LooseTable
    row: int
    entry: str
    content: Content
    customer: str

    @property
    def place(self) -> str:
        """Where it stands, in words: ``log.xlsx 'Visits'!A7``."""
        sheet = self.table.sheet.replace("'", "''")
        return f"{self.log.name} '{sheet}'!{self.table.cell(self.row, 'date')}"

    @property
    def identity(self) -> Identity:
        """What tells it from the rep's other visits."""
        return identity_of(self.content)


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of one log.

    Attributes
    ----------
    rep_id
        Whose they are, as the plan writes it.
    rows
        The sound ones, in the order of their entries; those without come last.
    refused
        How many are not.
    entries
        All entries of the log, of blank and of refused rows too: True where the row says something.
    findings
        What is wrong with them, with their cells.
    """

    log: LogFile
    rep_id: str
    rows: list[LogRow]
    refused: int
    entries: dict[str, bool]
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows of all logs are held against.

    Attributes
    ----------
    customers
        The plan's customers.
    year
        The plan year.
    today
        The day of the run; later visits have not been made.
    currency, language
        The plan's.
    """

    customers: CustomerIndex
    year: int
    today: date
    currency: Currency
    language: str = ENGLISH


def identity_of(content: Content) -> Identity:
    """Give what tells a row from the rep's other visits."""
    return content["date"], plain(content["customer_id"]), content["kind"]


def mark_of(content: Content) -> str:
    r"""Give a short code for what a row says: the same for the same, however it was written.

    Examples
    --------
    >>> said = {"date": date(2027, 3, 1), "customer_id": "C1", "kind": "visit", "note": "two  words", "amount": None}
    >>> mark_of(said) == mark_of({**said, "customer_id": "c1", "note": "two\nwords"}), len(mark_of(said))
    (True, 12)
    """
    parts = [_said(content.get(key)) for key in TYPED]
    parts[TYPED.index("customer_id")] = plain(content["customer_id"])
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _said(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def contents(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give what each row of a typed frame says, of the columns that a rep fills in and the frame has."""
    columns = {key: _plain_values(frame[key]) for key in TYPED if key in frame}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain_values(column: "pd.Series[Any]") -> list[Any]:
    """Give a column as plain values, dates without their time."""
    blank = column.isna().to_numpy()
    if np.issubdtype(column.to_numpy().dtype, np.datetime64):
        return [None if empty else day.date() for day, empty in zip(column, blank, strict=True)]
    return [None if empty else value for value, empty in zip(column.tolist(), blank, strict=True)]


def checked(log: LogFile, rep_id: str, rules: Rules) -> Checked:
    """Check the rows of a log.

    A row with an error finding is refused; all others are taken. A row with nothing but its entry is blank.
    """
    rows: list[LogRow] = []
    findings: list[Finding] = []
    entries: dict[str, bool] = {}
    refused = 0
    offered = Offered(log.offered)
    if more_sheets := log.tables[1:]:
        sheets = ", ".join(table.sheet for table in more_sheets)
        findings.append(log.at(more_sheets[0], kinds.MORE_SHEETS, None, "date", sheets=sheets))
    for table in log.tables:
        findings += _of_table(log, table)
        said = filled_rows(table.rows)
        entries = _entries(table.rows, said) | entries
        done = conform(_RELAXED, said, currency=rules.currency, date1904=log.date1904, language=rules.language)
        findings += [
            replace(finding, workbook=log.name, sheet=table.sheet, cell=table.cell(finding.row, finding.column))
            for finding in done.findings
        ]
        numbers = {row for row, cell in zip(said.index, said.columns["customer_id"], strict=True) if _is_number(cell)}
        faulty = _faulty(said, done.frame)
        sound = done.frame[~faulty]
        for row, entry, content in zip(sound.index, sound["entry"], contents(sound), strict=True):
            there = {key: value for key, value in content.items() if key in table.columns}
            meant = rules.customers.meant(there["customer_id"], rep_id, offered, as_number=int(row) in numbers)
            taken, more = _checked_row(LogRow(log, table, int(row), _entry(entry), there, ""), meant, rules)
            findings += more
            rows += [taken] if taken else []
        refused += len(said.index)
    rows.sort(key=lambda each: (each.entry == "", each.entry))
    return Checked(log, rep_id, rows, refused - len(rows), entries, findings)


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _of_table(log: LogFile, table: LooseTable) -> Iterator[Finding]:
    """Report what is gone of a table; the copy of a sheet never had an Excel Table of that name."""
    if not table.named and table is log.tables[0]:
        yield log.at(table, kinds.TABLE_GONE, None, "date", row=table.header_row)
    for key in TYPED:
        if key not in table.columns:
            yield log.at(table, kinds.COLUMN_GONE, None, key, label=LOGGED[key].label)


def _entries(rows: Rows, said: Rows) -> dict[str, bool]:
    """Give the entries of a table, and whether their rows say something."""
    filled = set(said.index)
    cells = rows.columns.get("entry", [""] * len(rows.index))
    entries = {_entry(cell): row in filled for row, cell in zip(rows.index, cells, strict=True)}
    return {entry: is_filled for entry, is_filled in entries.items() if entry}


def _entry(cell: object) -> str:
    """Give an entry as logs are issued with it; "" for what is none."""
    text = text_of(cell).upper()
    return text if _ENTRY.fullmatch(text) else ""


def _faulty(rows: Rows, frame: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Find the rows with an error: a cell that holds something and was not read, or a blank one that must not be.

    Findings do not tell them all: of many that are alike only the first are listed.
    """
    faulty = np.isin(frame.index, [row for row, key in (*rows.errors, *rows.unvalued) if key in TYPED])
    for key in TYPED:
        blank = (frame[key].isna() | (frame[key].astype(str) == "")).to_numpy()
        filled = np.array([bool(text_of(cell)) for cell in rows.columns.get(key, [""] * len(rows.index))], dtype=bool)
        faulty |= blank & (filled | LOGGED[key].required)
    return faulty


def _checked_row(row: LogRow, meant: Meant, rules: Rules) -> tuple[LogRow | None, list[Finding]]:
    """Check the dates and the customer of a row; None when it is refused."""
    log, table, content = row.log, row.table, row.content
    found = list(_of_dates(row, rules))
    if meant.kind:
        found.append(log.at(table, meant.kind, row.row, "customer_id", **(meant.facts or {})))
    if content["kind"] == "joint" and content.get("joined_by") == "":
        found.append(log.at(table, kinds.ALONE, row.row, "joined_by"))
    if any(finding.severity is Severity.ERROR for finding in found):
        return None, found
    taken = {**content, "customer_id": meant.customer_id}
    return replace(row, content=taken, customer=meant.name), found


def _of_dates(row: LogRow, rules: Rules) -> Iterator[Finding]:
    """Report a visit of another year or of a day to come, and other dates that are far away."""
    day = row.content["date"]
    facts = {"label": LOGGED["date"].label, "value": day.isoformat()}
    if day.year != rules.year:
        yield row.log.at(row.table, kinds.WRONG_YEAR, row.row, "date", **facts, year=rules.year)
    elif day > rules.today:
        yield row.log.at(row.table, kinds.IN_FUTURE, row.row, "date", **facts)
    for key in ("quote_sent", "next_date"):
        other = row.content.get(key)
        if other and abs((other - day).days) > _FAR_YEARS * 366:
            said = {"label": LOGGED[key].label, "value": other.isoformat()}
            yield row.log.at(row.table, kinds.FAR_OFF, row.row, key, **said)
