"""One page's transcript: a folder in which its commands are run and its edits made."""

import os
import re
import shlex
from collections.abc import Mapping
from contextlib import chdir
from datetime import date, datetime
from pathlib import Path
from typing import Final
from unittest.mock import patch

from click.testing import CliRunner
from openpyxl import load_workbook

from salesplan.cli import main
from salesplan.host.loading import fill
from salesplan.host.merging import Mode
from salesplan.host.wish import Wish
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.model import Column, Holds
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.visit_log import LOGGED
from salesplan.workbook.apply import edited
from salesplan.workbook.change import change
from salesplan.workbook.package import Package
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.save import save
from salesplan.workbook.writes import NameWrite, TableWrite
from scripts.moment import MOMENT

PROGRAM: Final = "salesplan"
_BACKUP: Final = re.compile(r"\.\d{8}-\d{6}-\d{3}(\.xlsx)")
_LOG_HEADER: Final = 4
"""The row of the headers in a visit log."""
_USER: Final = "office"
"""The name under which the reader is logged in."""
_WORDS: Final = frozenset({Holds.TEXT, Holds.CHOICE})


class Transcript:
    """Runs the commands of one page in a folder of its own.

    Parameters
    ----------
    folder
        An empty folder.
    links
        Folders that commands may name, by the name they have in the transcript.
    """

    def __init__(self, folder: Path, links: Mapping[str, Path]) -> None:
        self.folder = folder.resolve()
        self._now = MOMENT
        for name, target in links.items():
            (self.folder / name).symlink_to(target.resolve(), target_is_directory=True)

    def put(self, name: str, text: str, encoding: str = "utf-8") -> None:
        """Write a file that the page shows."""
        (self.folder / name).write_bytes(text.encode(encoding))

    def run(self, command: str) -> str:
        """Run a salesplan command and give all that it prints, without what differs from machine to machine.

        The transcript's folder becomes ``…``, and the names of backups get one fixed time.

        Raises
        ------
        ValueError
            When it is no salesplan command.
        """
        program, *arguments = shlex.split(command)
        if program != PROGRAM:
            raise ValueError(
                f"a page can run {PROGRAM} only, and asks for {command!r}; show other commands in a sh block"
            )
        with chdir(self.folder), patch("salesplan.cli.clock.now", lambda: self._now):
            done = CliRunner(env={"COLUMNS": "80", "LOGNAME": _USER}).invoke(main, arguments, prog_name=PROGRAM)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        shown = done.output.replace(str(self.folder), "…")
        return _BACKUP.sub(rf".{MOMENT:%Y%m%d-%H%M%S}-001\1", shown)

    def type(self, said: str) -> None:
        """Type cells into a row of a table, as a person would: ``plan.xlsx Quota rep_id=R-01 override=500000``."""
        book, name, *cells = shlex.split(said)
        table = SALES_PLAN.table(name)
        columns: dict[str, list[object]] = {}
        for cell in cells:
            key, _, value = cell.partition("=")
            columns[key] = [value if table[key].holds in _WORDS or not value else float(value)]
        mode = Mode.UPDATE if table.identity else Mode.APPEND
        fill(self.folder / book, name, columns, Wish(command="load", at=MOMENT), mode=mode)
        os.utime(self.folder / book, (self._now.timestamp(),) * 2)

    def set(self, said: str) -> None:
        """Type settings, in the unit of the cell: ``plan.xlsx growth_cap=0.15 season_source=even``."""
        book, *settings = shlex.split(said)
        package = Package.open(self.folder / book)
        writes = [NameWrite(key, _number(value)) for key, _, value in (setting.partition("=") for setting in settings)]
        save(package, edited(package, writes), backup=False)

    def choose(self, said: str) -> None:
        """Fill in the choice, and a note, of every conflict that is listed: ``plan.xlsx take "as agreed"``."""
        book, choice, note = shlex.split(said)
        found, _ = WorkbookReader(self.folder / book).table(CONFLICTS)
        rows = range(found.info.height)
        columns = {found.headers[key]: [text] * len(rows) for key, text in (("choice", choice), ("note", note))}
        change(self.folder / book, [TableWrite(found.info.name, tuple(rows), columns)], backup=False)

    def clock(self, said: str) -> None:
        """Let the commands that follow run on a day: ``2027-03-31``."""
        day = date.fromisoformat(said)
        self._now = datetime(day.year, day.month, day.day, MOMENT.hour, MOMENT.minute)

    def log(self, said: str) -> None:
        """Fill in the next blank row of a visit log, as a rep would: ``logs/visit_log_R-01.xlsx date=… kind=visit``."""
        file, *cells = shlex.split(said)
        book = load_workbook(self.folder / file)
        sheet = next(sheet for sheet in book if LOGGED.name in sheet.tables)
        columns = {LOGGED.column_for(str(cell.value)): cell.column for cell in sheet[_LOG_HEADER]}
        keys = {column.key: place for column, place in columns.items() if column}
        row = next(row for row in range(_LOG_HEADER + 1, sheet.max_row + 1) if not sheet.cell(row, keys["date"]).value)
        for cell in cells:
            key, _, value = cell.partition("=")
            sheet.cell(row, keys[key]).value = _typed(LOGGED[key], value)
        book.save(self.folder / file)


def _typed(column: Column, text: str) -> object:
    """Give what a person types into a cell of a column."""
    if column.holds is Holds.DATE:
        return date.fromisoformat(text)
    return text if column.holds in _WORDS else float(text)


def _number(text: str) -> str | float:
    """Read a number where there is one; anything else is a word."""
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text
