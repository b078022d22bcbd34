"""One handout that came back: which it is, when and by whom it was saved, what stands in its tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from math import isclose
from pathlib import Path
from typing import Final

from salesplan.errors import NotAWorkbook, WrongPassword
from salesplan.findings import Finding, Kind
from salesplan.host.handouts import returned_kinds as kinds
from salesplan.host.handouts.keys import match_keys
from salesplan.host.handouts.passwords import Passwords
from salesplan.host.handouts.returned_table import ReturnedTable, returned_table
from salesplan.host.returned_files import time_saved
from salesplan.host.writing import as_matched
from salesplan.planning.listed import few, listed, shortened
from salesplan.store.records import SentRow
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.handout import HANDOUT_NEEDED, Part, handout_plan, may_change
from salesplan.tables.inputs import REPS
from salesplan.tables.model import Column, Holds, Owner, Table
from salesplan.tables.parse import number_in, text_of
from salesplan.tables.plain import said_text
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.units import Currency, currency
from salesplan.words import ENGLISH, LANGUAGES, Words
from salesplan.workbook.constants import formula_cells
from salesplan.workbook.encrypted import decrypted, is_encrypted
from salesplan.workbook.found import NamedCell
from salesplan.workbook.loose import LooseTable, Sought, all_loose_tables, refuse_far_cells, settings_there
from salesplan.workbook.package import file_bytes, refuse_bombs
from salesplan.workbook.properties import saved_by
from salesplan.workbook.read import WorkbookReader

MOST_BYTES: Final = 100_000_000
"""The largest file that is read at all."""
MOST_UNPACKED: Final = 400_000_000
"""What its parts may have together, unpacked: a hundred times a large region's handout."""
MOST_CELLS: Final = 5_000_000
"""What a sheet of it may span."""

_SETTINGS: Final = ("handout", "plan_year", "currency", "region", "team")
_MAKER: Final = "salesplan"
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Returned:
    """One file, read.

    Attributes
    ----------
    name
        Its path below the folder, as it can be printed.
    handout
        The code of the handout; "" where it does not say it.
    part, region, team
        What it says that it is of.
    saved
        When it was last saved, to the second, in local time.
    by
        Who saved it, as their program knows them; "" where it does not say.
    digest
        The SHA-256 of the file as it lies there, in hexadecimal.
    year, currency
        As the file says; "" where it does not.
    tables
        Those that were found, by name.
    date1904
        Whether its days are counted from 1904.
    is_plan, is_handout
        What it is; some other workbook where it is neither.
    settings
        The cells that say which handout it is, by key.
    findings
        What is wrong with it, and with its tables, rows and cells.
    """

    name: str
    handout: str
    part: Part
    region: str
    team: str
    saved: datetime
    by: str
    digest: str
    year: str
    currency: str
    tables: dict[str, ReturnedTable]
    date1904: bool
    is_plan: bool
    is_handout: bool
    settings: Mapping[str, NamedCell]
    findings: list[Finding]

    def finding(self, kind: Kind, setting: str = "", /, **facts: object) -> Finding:
        """Report something of the file, at one of its settings where one is named."""
        cell = self.settings.get(setting)
        sheet, address = (cell.sheet, cell.cell) if cell else ("", "")
        found = kind.at(SETTINGS_TABLE if cell else "", None, setting, **facts)
        return found.placed(workbook=self.name, sheet=sheet, cell=address)

    def at(self, table: str, kind: Kind, row: int | None, key: str, /, **facts: object) -> Finding:
        """Report something of a row of a table, at one of its cells; of a header where the row is None."""
        return self.tables[table].at(kind, row, key, **facts)


def read_returned(
    path: Path,
    name: str,
    at: datetime,
    passwords: Passwords | None = None,
    *,
    scorecard: Table = SCORECARD,
    language: str = ENGLISH,
) -> Returned:
    """Read one file that came back; it is only read, nothing in it runs, and nothing it links to is opened.

    Parameters
    ----------
    name
        What findings call it.
    at
        The time of the run. A file that was saved later than that, by a clock that is fast, counts as saved then.
    passwords
        Those that may open it, where it is encrypted.
    scorecard
        The table Scorecard with the columns that the plan has for KPIs of its own.
    language
        The language of the labels in the findings.

    Raises
    ------
    WorkbookError
        When it cannot be read, or two columns of a table mean the same.
    UsageError
        When it is encrypted, passwords are given, and what decrypts it is not installed.
    """
    data = _bytes(path)
    digest = sha256(data).hexdigest()
    plain = _opened(path, name, data, passwords) if is_encrypted(data) else data
    refuse_bombs(path, plain, MOST_UNPACKED)
    reader = WorkbookReader(path, plain)
    refuse_far_cells(reader, MOST_CELLS)
    cells, names_gone = settings_there(reader, _SETTINGS)
    handout, year, money, region, team = (text_of(cells[key].value) if key in cells else "" for key in _SETTINGS)
    number = number_in(year)
    said = saved_by(reader.package)
    is_plan = reader.has(REPS) and reader.has(CUSTOMERS)
    found = Returned(
        name=name,
        handout=handout,
        part=Part.TEAM if team else Part.REGION,
        region=region,
        team=team,
        saved=time_saved(reader.package, path, at),
        by="" if said.casefold() == _MAKER else said,
        digest=digest,
        year=year if number is None else f"{number:g}",
        currency=money.upper(),
        tables={},
        date1904=reader.book.date1904,
        is_plan=is_plan,
        is_handout=False,
        settings=cells,
        findings=[],
    )
    return found if is_plan else _with_tables(found, reader, scorecard, names_gone, language)


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        problem = f"it is larger than {MOST_BYTES // 1_000_000} MB, as no handout is"
        raise NotAWorkbook(path, problem, "send the workbook that was handed out")
    return file_bytes(path)


def _opened(path: Path, name: str, data: bytes, passwords: Passwords | None) -> bytes:
    """Decrypt a workbook with whichever password opens it."""
    for password in passwords.likely(name) if passwords else ():
        try:
            return decrypted(path, data, password)
        except WrongPassword:
            continue
    raise WrongPassword(path, given=passwords is not None)


def _with_tables(
    found: Returned, reader: WorkbookReader, scorecard: Table, names_gone: bool, language: str
) -> Returned:
    """Read the tables of a workbook, and say what is wrong with it as a whole."""
    plan = handout_plan(found.part, scorecard)
    sought = [Sought(table, HANDOUT_NEEDED[table.name], table.identity) for table in plan.tables]
    places = all_loose_tables(reader, sought)
    is_handout = "handout" in found.settings or any(places.values())
    if not is_handout:
        return found
    reading = _Reading(reader, found, currency(found.currency or "CNY"), language)
    tables, findings = {}, []
    if not found.handout:
        findings.append(found.finding(kinds.NO_ID, "handout"))
    elif names_gone:
        findings.append(found.finding(kinds.NAMES_GONE, "handout", sheet=found.settings["handout"].sheet))
    for table in plan.tables:
        if of_sheets := [reading.table(table, place) for place in places[table.name]]:
            counts, *others = sorted(of_sheets, key=lambda each: not each.named)
            tables[table.name] = counts
            findings += shortened([*counts.findings, *_other_sheets(counts, others)], kinds.MORE)
        elif may := may_change(found.part, table.name):
            findings.append(_no_table(found, table, may))
    return replace(found, tables=tables, is_handout=True, findings=findings)


@dataclass(slots=True)
class _Reading:
    """Reads the tables of one workbook, the formulas of each sheet once."""

    reader: WorkbookReader
    found: Returned
    currency: Currency
    language: str
    formulas: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def table(self, table: Table, place: LooseTable) -> ReturnedTable:
        """Read a table where it stands."""
        if place.sheet not in self.formulas:
            part = self.reader.book.sheet(place.sheet).part
            self.formulas[place.sheet] = formula_cells(self.reader.package.read(part))
        return returned_table(
            self.found.name,
            table,
            place,
            self.formulas[place.sheet],
            currency=self.currency,
            date1904=self.found.date1904,
            language=self.language,
        )


def _other_sheets(counts: ReturnedTable, others: Sequence[ReturnedTable]) -> Iterator[Finding]:
    """Report copies of a table that say something else in what a manager may change."""
    said = _said(counts)
    for other in others:
        if not _said(other).items() <= said.items():
            yield other.at(kinds.OTHER_SHEET, None, "", table=counts.table.name, sheet=counts.sheet)


def _said(table: ReturnedTable) -> dict[tuple[str, str], str]:
    """Give what a person typed, by key and column; what was cleared by the word for it."""
    typed = [column.key for column in table.table if column.owner is Owner.PERSON and column.key in table.columns]
    index = table.frame.index.tolist()
    return {
        (key, column): text or ("none" if (row, column) in table.cleared else "")
        for column in typed
        for key, row, text in zip(table.keys, index, table.texts(column), strict=True)
    }


def _no_table(found: Returned, table: Table, may: Sequence[str]) -> Finding:
    needed = [table[key].label for key in (*table.identity, *may)]
    headers = Words(*(", ".join(label.said(language) for label in needed) for language in LANGUAGES))
    return found.finding(kinds.NO_TABLE, table=table.name, headers=headers)


def fixed_edits(table: ReturnedTable, sent: Mapping[str, SentRow], may: Sequence[str]) -> list[Finding]:
    """Report what was changed in cells that are not the manager's to change; none of it is taken.

    Computed columns are not held against what was sent, for they move with the edits: there a value counts as an edit where
    it stands over a formula. Numbers that differ by no more than programs' rounding are the same, and so are texts whatever
    their case.

    Parameters
    ----------
    table
        What came back.
    sent
        The rows of the table as they were handed out, by key.
    may
        The columns that the manager may change.

    Returns
    -------
    list of Finding
        Warnings at the cells; the first of each kind, and how many more there are.
    """
    rows = dict(zip(table.frame.index.tolist(), match_keys(sent, table.keys), strict=True))
    found = [finding for column in _fixed(table, may) for finding in _changed(table, column, sent, rows)]
    for row, key in sorted(table.typed_over):
        if rows[row]:
            facts = {"name": sent[rows[row]].name, "label": table.table[key].label, "value": table.said(row, key)}
            found.append(table.at(kinds.TYPED_OVER, row, key, **facts))
    return shortened(found, kinds.MORE)


def _fixed(table: ReturnedTable, may: Sequence[str]) -> Iterator[Column]:
    for column in table.table:
        if column.key not in table.columns or column.key in may or column.identity:
            continue
        if column.owner is not Owner.SHEET:
            yield column


def _changed(
    table: ReturnedTable, column: Column, sent: Mapping[str, SentRow], rows: Mapping[int, str]
) -> Iterator[Finding]:
    for (row, key), text in zip(rows.items(), table.texts(column.key), strict=True):
        before = sent[key].cells.get(column.key) if key else None
        if before is not None and before != text and not _alike(column, before, text):
            facts = {
                "name": sent[key].name,
                "label": column.label,
                "sent": _in_words(column, before),
                "value": _in_words(column, text) if text else table.said(row, column.key),
            }
            yield table.at(kinds.FIXED_CELL, row, column.key, **facts)


def _in_words(column: Column, text: str) -> Words:
    return Words(*(said_text(column, text, language) for language in LANGUAGES))


def _alike(column: Column, before: str, text: str) -> bool:
    """Tell whether two plain texts of a column that differ mean the same.

    Examples
    --------
    >>> pairs = ("0.3", "0.300000000000004"), ("0.3", "0.300001"), ("0.3", "")
    >>> [_alike(CUSTOMERS["potential"], *pair) for pair in pairs], _alike(CUSTOMERS["customer"], "Ace", "ACE")
    ([True, False, False], True)
    """
    if column.holds in {Holds.TEXT, Holds.CHOICE}:
        return as_matched(before) == as_matched(text)
    numbers = number_in(before), number_in(text)
    return numbers[0] is not None and numbers[1] is not None and isclose(numbers[0], numbers[1], rel_tol=1e-9)


def strangers(table: ReturnedTable, sent: Mapping[str, SentRow]) -> list[Finding]:
    """Report the rows that were not handed out; none of them is taken.

    Parameters
    ----------
    table, sent
        As for `fixed_edits`.
    """
    column = table.table[table.table.identity[-1]]
    keys = zip(table.frame.index.tolist(), match_keys(sent, table.keys), strict=True)
    unknown = [row for row, key in keys if not key]

    def facts_of(row: int) -> dict[str, object]:
        return {"label": column.label, "value": table.name_of(row)}

    found = listed(kinds.STRANGER, kinds.MORE, table.table.name, unknown, column.key, facts_of)
    return [table.placed(finding) for finding in found]


def missing(table: ReturnedTable, sent: Mapping[str, SentRow]) -> list[Finding]:
    """Report in one finding the rows that were handed out and are not there; nothing is deleted for it.

    Parameters
    ----------
    table, sent
        As for `fixed_edits`.
    """
    there = {*match_keys(sent, table.keys), *table.repeated}
    names = [row.name for key, row in sent.items() if key not in there]
    if not names:
        return []
    return [table.at(kinds.MISSING, None, "", count=len(names), names=few(names, _MOST_NAMED))]
