"""One visit log that came back: whose it is, when it was saved, what stands in its rows."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import DuplicateHeader, UsageError
from salesplan.findings import Finding, Kind
from salesplan.tables.conform import Rows
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.model import Owner
from salesplan.tables.parse import number_in, text_of
from salesplan.tables.visit_log import LOGGED, MY_CUSTOMERS
from salesplan.workbook.found import NamedCell
from salesplan.workbook.loose import LooseTable, loose_tables, refuse_far_cells, settings_by_key
from salesplan.workbook.properties import saved_at
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.save import BACKUPS_ENDING

TAKEN_ENDINGS: Final = (".xlsx", ".xlsm")
OTHER_ENDINGS: Final = (".xls", ".xlsb", ".ods", ".fods", ".numbers", ".et", ".csv")
"""What a visit log may have been saved as instead."""

NEEDED: Final = ("date", "customer_id", "kind")
"""The columns that a log cannot do without."""

TYPED: Final = tuple(column.key for column in LOGGED if column.owner is Owner.PERSON)
"""The columns that a rep fills in."""

_SETTINGS: Final = ("rep_id", "plan_year", "currency", "rep")

_OFFERED: Final = ("customer", "customer_id")
_UNPRINTABLE: Final = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Categories of characters that break a line, or that no cell holds."""
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class LogFile:
    """One visit log, read.

    Attributes
    ----------
    name
        Its path below the folder of logs, as it can be printed.
    rep_id, year, currency
        Whose it is, for which year, in which currency; "" where it does not say it.
    settings
        The cells that say so, by key.
    saved
        When it was last saved, to the second, in local time.
    digest
        The same for files of the same bytes.
    tables
        The tables of visits, a sheet at a time: one, unless somebody copied the sheet; the Excel Table comes first.
    is_plan, is_log
        What it is; some other workbook where it is neither.
    names_gone
        Whether a setting's defined name is gone and it was read by its key.
    date1904
        Whether its days are counted from 1904.
    rep
        The rep's name, as issued.
    offered
        What its list of customers calls each, and their ids as issued.
    """

    name: str
    rep_id: str
    year: str
    currency: str
    settings: dict[str, NamedCell]
    saved: datetime
    digest: str
    tables: list[LooseTable]
    is_plan: bool
    is_log: bool
    names_gone: bool
    date1904: bool
    rep: str = ""
    offered: tuple[tuple[str, str], ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether anything was filled in."""
        return any(filled_rows(table.rows).index for table in self.tables)

    def finding(self, kind: Kind, setting: str = "", /, **facts: object) -> Finding:
        """Report something of the file, at one of its settings where one is named."""
        cell = self.settings.get(setting)
        sheet, address = (cell.sheet, cell.cell) if cell else ("", "")
        found = kind.at(SETTINGS_TABLE if cell else "", None, setting, **facts)
        return found.placed(workbook=self.name, sheet=sheet, cell=address)

    def at(self, table: LooseTable, kind: Kind, row: int | None, key: str, /, **facts: object) -> Finding:
        """Report something of a row, at one of its cells; of a header where the row is None."""
        return kind.at(LOGGED.name, row, key, **facts).placed(
            workbook=self.name, sheet=table.sheet, cell=table.cell(row, key)
        )


def log_paths(folder: Path, plan: Path) -> Iterator[Path]:
    """Find the files of a folder, and of those below it, that are or may have been visit logs; sorted.

    Left out: the plan itself, hidden files, the locks and temporary files of spreadsheet programs, and backups.

    Raises
    ------
    UsageError
        When the folder is none.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; name the folder with the visit logs that came back")
    for path in sorted(folder.rglob("*"), key=_place):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) or part.endswith(BACKUPS_ENDING) for part in inside):
            continue
        if path.suffix.lower() in (*TAKEN_ENDINGS, *OTHER_ENDINGS) and not _same(path, plan):
            yield path


def printable_names(paths: Sequence[Path], folder: Path) -> list[str]:
    """Give each file the path below a folder by which it is called in cells, findings and on the terminal.

    Bytes that are not UTF-8 are taken for GBK, as in archives that were packed on a Chinese Windows. No two are the same.
    """
    names: dict[str, None] = {}
    for path in paths:
        plainly = "/".join(map(printable, path.relative_to(folder).parts))
        name, number = plainly, 1
        while name in names:
            number += 1
            name = f"{plainly} ({number})"
        names[name] = None
    return list(names)


def printable(name: str) -> str:
    r"""Give a file's name as it can be printed.

    Examples
    --------
    >>> printable(os.fsdecode(b"\xb0\xdd.xlsx")), printable("a\nb.xlsx")
    ('拜.xlsx', 'a�b.xlsx')
    """
    text = name
    try:
        name.encode()
    except UnicodeEncodeError:
        text = _decoded(os.fsencode(name))
    return "".join(_REPLACEMENT if unicodedata.category(letter) in _UNPRINTABLE else letter for letter in text)


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gbk"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode(errors="replace")


def _place(path: Path) -> tuple[tuple[str, ...], str]:
    """Sort ``log.xlsx`` before its copy ``log (1).xlsx``."""
    return path.with_suffix("").parts, path.suffix


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def read_log(path: Path, name: str, at: datetime) -> LogFile:
    """Read one visit log.

    Parameters
    ----------
    name
        What findings call it.
    at
        The time of the run. A file that was saved later than that, by a clock that is fast, counts as saved then.

    Raises
    ------
    WorkbookError
        When the file cannot be read, or two of its columns mean the same.
    """
    reader = WorkbookReader(path)
    refuse_far_cells(reader)
    named = reader.named_cells(_SETTINGS)
    cells = named if len(named) == len(_SETTINGS) else settings_by_key(reader, _SETTINGS) | named
    tables = sorted(loose_tables(reader, LOGGED, NEEDED), key=lambda table: not table.named)
    rep_id, year, currency, rep = (text_of(cells[key].value) if key in cells else "" for key in _SETTINGS)
    number = number_in(year)
    is_plan = reader.has(REPS) and reader.has(CUSTOMERS)
    return LogFile(
        name=name,
        rep_id=rep_id,
        year=year if number is None else f"{number:g}",
        currency=currency.upper(),
        settings=cells,
        saved=_saved(reader, path, at),
        digest=sha256(reader.package.data).hexdigest(),
        tables=tables,
        is_plan=is_plan,
        is_log="rep_id" in cells or reader.has(MY_CUSTOMERS) or (bool(tables) and not is_plan),
        names_gone=len(cells) > len(named),
        date1904=reader.book.date1904,
        rep=rep,
        offered=tuple(_offered(reader, {table.sheet for table in tables})),
    )


def _offered(reader: WorkbookReader, visited: set[str]) -> Iterator[tuple[str, str]]:
    """Give what the log's list of customers calls each, and their ids; numbers are none, for they have lost zeros."""
    try:
        lists = loose_tables(reader, MY_CUSTOMERS, _OFFERED)
    except DuplicateHeader:  # the plan's own names are enough then
        return
    for table in lists:
        if table.sheet not in visited:
            for label, customer_id in zip(*(table.rows.columns[key] for key in _OFFERED), strict=True):
                if isinstance(customer_id, str) and text_of(label) and text_of(customer_id):
                    yield text_of(label), text_of(customer_id)


def _saved(reader: WorkbookReader, path: Path, at: datetime) -> datetime:
    """Give the time of saving: what the workbook says, or else the file's own time."""
    said = saved_at(reader.package)
    moment = said.astimezone().replace(tzinfo=None) if said else _file_time(path, at)
    return min(moment, at).replace(microsecond=0)


def _file_time(path: Path, at: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:  # gone since it was read
        return at


def filled_rows(rows: Rows) -> Rows:
    """Leave out the rows in which nothing stands that a rep would fill in: those with nothing, or nothing but an entry."""
    typed = [rows.columns[key] for key in TYPED if key in rows.columns]
    faulty = {row for row, key in (*rows.errors, *rows.unvalued) if key in TYPED}
    places = [
        place
        for place, row in enumerate(rows.index)
        if row in faulty or any(text_of(column[place]) for column in typed)
    ]
    columns = {key: [cells[place] for place in places] for key, cells in rows.columns.items()}
    index = [rows.index[place] for place in places]
    kept = set(index)
    return Rows(
        columns,
        index,
        {(row, key): code for (row, key), code in rows.errors.items() if row in kept},
        frozenset((row, key) for row, key in rows.unvalued if row in kept),
    )
