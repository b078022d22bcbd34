"""A plan workbook, opened: its settings and tables as typed frames, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pandas.util import hash_pandas_object

from salesplan.errors import UsageError
from salesplan.findings import Finding
from salesplan.tables.conform import Conformed, Rows, conform
from salesplan.tables.conform_settings import SETTINGS_TABLE, conform_settings
from salesplan.tables.journal import FINDINGS, RUNS
from salesplan.tables.model import Owner, Table, WorkbookPlan
from salesplan.tables.references import unknown_references
from salesplan.tables.units import Currency, currency
from salesplan.words import ENGLISH, LANGUAGES
from salesplan.workbook.found import FoundTable, NamedCell
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.workbook import Workbook

_LANGUAGE: Final = "language"


@dataclass(frozen=True, slots=True)
class Outside:
    """The rows of a table that come from a file instead of the sheet, and what is wrong with the file."""

    table: Table
    file: str
    rows: Rows
    findings: list[Finding]


class OpenedPlan:
    """What a host knows of a plan before it computes.

    Parameters
    ----------
    source
        The workbook: a file, or one that is open.
    plan
        Its declaration.
    tables
        The tables to read; others are left alone.
    language
        Overrides the workbook's own language.
    outside
        Tables whose rows come from elsewhere; their sheets are not read.

    Attributes
    ----------
    path : Path
        Where the workbook lies.
    reader : Workbook
        Reads it, and writes it back.
    settings : dict
        Typed values by key, None where blank.
    found : dict of FoundTable
        By table name, as they stand in the sheets.
    frames : dict of DataFrame
        The same, typed, indexed by sheet row.
    findings : list of Finding
        What reading found, with cells.

    Raises
    ------
    WorkbookError
        When the file is no workbook, or a table is missing or unreadable.
    """

    def __init__(
        self,
        source: Path | Workbook,
        plan: WorkbookPlan,
        tables: Sequence[Table],
        *,
        language: str | None = None,
        outside: Sequence[Outside] = (),
    ) -> None:
        self.reader = workbook_of(source)
        self.path = self.reader.path
        self.plan = plan
        self._outside = {each.table.name: each for each in outside}
        self._named = self.reader.named_cells([setting.key for setting in plan.settings])
        self.language = language or _language(self._named)
        self.currency = self._currency()
        self.settings, findings = self._read_settings()
        self.found: dict[str, FoundTable] = {}
        self.frames: dict[str, pd.DataFrame] = {}
        self._read: dict[str, pd.DataFrame] = {}
        self.findings = self.placed(findings)
        for table in tables:
            self.add(table)

    def _currency(self) -> Currency:
        cell = self._named.get("currency")
        return currency(str(cell.value) if cell and cell.value else "CNY")

    def _read_settings(self) -> tuple[dict[str, Any], list[Finding]]:
        cells: dict[str, NamedCell] = {s.key: self._named[s.key] for s in self.plan.settings if s.key in self._named}
        return conform_settings(
            self.plan.settings,
            {key: cell.value for key, cell in cells.items()},
            errors={key: cell.error for key, cell in cells.items() if cell.error},
            currency=self.currency,
            date1904=self.reader.book.date1904,
            language=self.language,
        )

    def add(self, table: Table) -> None:
        """Read a table.

        Raises
        ------
        WorkbookError
            When it is missing or unreadable.
        """
        if elsewhere := self._outside.get(table.name):
            self._type(table, elsewhere.rows, from_text=True)
            self.findings += self.placed(elsewhere.findings)
            return
        if table.optional and not self.reader.has(table):
            self._type(table, Rows({}, ()), from_text=False)
            return
        found, rows = self.reader.table(table)
        self.found[table.name] = found
        self._type(found.table, rows, from_text=False)

    def _type(self, table: Table, rows: Rows, *, from_text: bool) -> None:
        done = self._conformed(table, rows, from_text=from_text)
        self.frames[table.name] = self._read[table.name] = done.frame
        self.findings += self.placed(done.findings)

    def _conformed(self, table: Table, rows: Rows, *, from_text: bool) -> Conformed:
        return conform(
            table,
            rows,
            currency=self.currency,
            from_text=from_text,
            date1904=self.reader.book.date1904,
            language=self.language,
        )

    def as_read(self, name: str) -> pd.DataFrame:
        """Give the rows of a table that is there as they were read, whatever a command made of its frame since."""
        if name in self._read:
            return self._read[name]
        _, rows = self.reader.table(self.plan.table(name))
        return self._conformed(self.found[name].table, rows, from_text=False).frame

    def setting_as_read(self, key: str) -> Any:
        """Give the typed value of a setting as it was read, None where it is blank."""
        return self._read_settings()[0][key]

    def check_references(self) -> None:
        """Add findings for values that another table should have and does not."""
        tables = [self.plan.table(name) for name in self.frames]
        self.findings += self.placed(unknown_references(tables, self.frames))

    def needed(self, table: Table) -> FoundTable:
        """Give a table that a command cannot do without.

        Raises
        ------
        TableMissing
            When the workbook lacks it.
        """
        return self.found[table.name] if table.name in self.found else self.reader.table(table)[0]

    def keep(self, tables: Sequence[Table]) -> None:
        """Let go of the rows of all other tables but the journal's."""
        kept = {table.name for table in (*tables, FINDINGS, RUNS)}
        self.frames = {name: frame for name, frame in self.frames.items() if name in kept}
        self._read = {name: frame for name, frame in self._read.items() if name in kept}

    @property
    def file(self) -> WorkbookReader:
        """The workbook as a file, where its parts are needed.

        Raises
        ------
        UsageError
            When it is open in Excel.
        """
        if isinstance(self.reader, WorkbookReader):
            return self.reader
        raise UsageError(f"{self.path.name} is open in Excel; save and close it, and run this on the file")

    @property
    def names(self) -> set[str]:
        """The defined names that point at one cell of the workbook, casefolded.

        A name stays behind, pointing nowhere, when its sheet or row is deleted.
        """
        book = self.reader.book
        sheets = {sheet.name for sheet in book.sheets}
        return {
            name.name.casefold()
            for name in book.names
            if name.area is not None and name.area.single and name.target_sheet in sheets
        }

    @cached_property
    def headers(self) -> dict[str, dict[str, str]]:
        """The headers that the plan's tables have in this workbook, by table and key."""
        there = [table for table in self.plan.tables if self.reader.has(table)]
        return {table.name: self.reader.headers(table) for table in there}

    def placed(self, findings: Sequence[Finding]) -> list[Finding]:
        """Give findings their workbook, sheet and cell."""
        return [self._placed(finding) for finding in findings]

    def _placed(self, finding: Finding) -> Finding:
        if elsewhere := self._outside.get(finding.table):
            # A row of the sums is no row of the file.
            return replace(finding, row=None, workbook=elsewhere.file)
        if finding.table == SETTINGS_TABLE:
            cell = self._named.get(finding.column)
            sheet, address = (cell.sheet, cell.cell) if cell else ("", "")
            return finding.placed(workbook=self.path.name, sheet=sheet, cell=address)
        if finding.table in self.found:
            found = self.found[finding.table]
            return finding.placed(
                workbook=self.path.name, sheet=found.info.sheet, cell=found.cell(finding.row, finding.column)
            )
        return finding.placed(workbook=self.path.name, sheet="", cell="")


def path_of(source: Path | Workbook) -> Path:
    """Say where a workbook lies, be it a file or open already."""
    return source if isinstance(source, Path) else source.path


def workbook_of(source: Path | Workbook) -> Workbook:
    """Give the workbook in a file, or the one that is open already.

    Raises
    ------
    NotAWorkbook
        When the file is none.
    """
    return source if isinstance(source, Workbook) else WorkbookReader(source)


def language_of(workbook: Workbook) -> str:
    """Give the language of a workbook, by its setting; English where it has none."""
    return _language(workbook.named_cells([_LANGUAGE]))


def _language(named: Mapping[str, NamedCell]) -> str:
    cell = named.get(_LANGUAGE)
    text = str(cell.value).strip().casefold() if cell else ""
    return next((known for known in LANGUAGES if known.casefold() == text), ENGLISH)


def fingerprint(settings: Mapping[str, Any], frames: Mapping[str, pd.DataFrame], tables: Sequence[Table]) -> str:
    """Give a short code for all that people gave: settings and the typed columns of tables.

    The same inputs give the same code, whatever the order of the rows.
    """
    digest = sha256(repr(sorted(settings.items())).encode())
    for table in tables:
        typed = [column.key for column in table if column.owner is Owner.PERSON]
        computed = [key for key in table.identity if key not in typed]
        rows = frames[table.name][[*typed, *computed]]
        if computed:  # a row is an input only where a person typed something in it
            rows = rows[(rows[typed].notna() & (rows[typed].astype(str) != "")).any(axis=1)]
        digest.update(f"{table.name}:{int(hash_pandas_object(rows, index=False).sum())}".encode())
    return digest.hexdigest()[:16]
