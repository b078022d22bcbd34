"""Every rep's row in every scenario, on the way into a CSV file beside the workbook."""

import csv
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copymode
from typing import IO, Any, Final

import pandas as pd

from salesplan.errors import NotWritable, UsageError
from salesplan.host.opened import OpenedPlan
from salesplan.host.scenarios.files import is_same_file
from salesplan.host.writing import cells_of
from salesplan.tables.model import Holds
from salesplan.tables.scenario_results import RESULTS_BY_REP
from salesplan.workbook.locks import refuse_if_open

_ENDING: Final = ".csv"
_LONGEST_HEADERS: Final = 10_000
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""With these, spreadsheet programs take a text of a CSV file for a formula and compute it."""


def check_target(file: Path, read: Sequence[Path]) -> None:
    """Refuse a file for the reps' rows that cannot be written, or in whose place something else would be lost.

    Parameters
    ----------
    file
        Where the rows are to go.
    read
        The files that are read.

    Raises
    ------
    UsageError
        When it is no CSV file, is one of those that are read, or has other headers than those of the reps' rows.
    WorkbookError
        When it is open, or its folder is not there.
    """
    if file.suffix.lower() != _ENDING:
        raise UsageError(f"{file.name} must end in {_ENDING}")
    if any(is_same_file(file, other) for other in read):
        raise UsageError(f"{file.name} is read itself; name another file for the reps' rows")
    if file.is_dir() or not file.parent.is_dir():
        raise NotWritable(file, "no file can be there", "name a file in a folder that is there")
    refuse_if_open(file)
    if not file.exists():
        return
    if not os.access(file, os.W_OK):
        raise NotWritable(file, "it is read-only", "take off its write protection, or name another file")
    if not _is_ours(file):
        raise UsageError(f"{file.name} is there already and holds something else; name another file for the reps' rows")


def _is_ours(file: Path) -> bool:
    """Tell whether a file has nothing in it, or the headers of the reps' rows, in whichever language."""
    if not file.stat().st_size:
        return True
    with _own_errors(file), file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        line = lines.readline(_LONGEST_HEADERS).replace("\0", "")
    columns = [RESULTS_BY_REP.column_for(header) for header in next(csv.reader([line]), [])]
    return [column.key if column else "" for column in columns] == [*RESULTS_BY_REP.keys]


class RepRows:
    """The rows of reps on their way into a file, which they take the place of when it is said so."""

    def __init__(self, out: IO[str], file: Path, opened: OpenedPlan) -> None:
        self._out = out
        self._writer = csv.writer(out)
        self._file = file
        self._opened = opened
        self.count = 0
        self._writer.writerow([column.label.said(opened.language) for column in RESULTS_BY_REP])

    def take(self, frame: pd.DataFrame) -> None:
        """Write the rows of one scenario."""
        self.count += len(frame)
        currency, language = self._opened.currency, self._opened.language
        cells = [
            _harmless(cells_of(column, frame[column.key], currency=currency, language=language), column.holds)
            for column in RESULTS_BY_REP
        ]
        with _own_errors(self._file):
            self._writer.writerows(zip(*cells, strict=True))

    def publish(self) -> None:
        """Put the rows in place of what the file was.

        Raises
        ------
        NotWritable
            When that cannot be done; the file is then as it was.
        """
        with _own_errors(self._file):
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            if self._file.exists():
                copymode(self._file, self._out.name)
            os.replace(self._out.name, self._file)


@contextmanager
def rows_into(file: Path, opened: OpenedPlan) -> Iterator[RepRows]:
    """Collect the reps' rows in a file of another name, which goes unless it is published."""
    target = file.resolve()
    unfinished = target.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    with _own_errors(file):
        out = unfinished.open("x", encoding="utf-8-sig", newline="")
    try:
        with out:
            yield RepRows(out, target, opened)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _own_errors(file: Path) -> Iterator[None]:
    """Word what the system says of a file."""
    try:
        yield
    except OSError as problem:
        said = problem.strerror or str(problem)
        raise NotWritable(file, f"it could not be written ({said})", "check the folder and its rights") from problem


def _harmless(cells: list[Any], holds: Holds) -> list[Any]:
    """Let no text be taken for a formula by who opens the file.

    Examples
    --------
    >>> _harmless(["=SUM(1)", "-12", "Ana", None], Holds.TEXT)
    ["'=SUM(1)", '-12', 'Ana', None]
    """
    if holds is not Holds.TEXT:
        return cells
    return [
        f"'{cell}" if cell and cell.startswith(_STARTS_FORMULA) and not _is_number(cell) else cell for cell in cells
    ]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
