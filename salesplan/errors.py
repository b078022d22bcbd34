"""What stops the work: one tree of exceptions.

Bad data is never an exception; it is a finding (`salesplan.findings`). An exception means that the
work cannot go on: each class takes the facts and words its own message, and says what to do.
"""

from pathlib import Path
from typing import ClassVar

from salesplan.words import nearest

_MOST_KNOWN = 50


class SalesplanError(Exception):
    """The root: anything that stops salesplan on purpose.

    ``exit_code`` is what the command line answers with: 2 wrong usage, 3 the workbook could not be
    read or written.
    """

    exit_code: ClassVar[int] = 3


class UsageError(SalesplanError):
    """The command was asked for something that it cannot do."""

    exit_code = 2


class SourceError(SalesplanError):
    """A file that data is to be taken from could not be read."""

    def __init__(self, source: Path | str, problem: str, fix: str) -> None:
        self.source = Path(source)
        self.problem = problem
        self.fix = fix
        super().__init__(f"{self.source.name}: {problem}; {fix}")


class UnknownName(UsageError):
    """The user named something that is not there."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        near = nearest(name, known)
        few = ", ".join(known[:_MOST_KNOWN]) + (
            f" and {len(known) - _MOST_KNOWN} more" if len(known) > _MOST_KNOWN else ""
        )
        hint = f"did you mean {near!r}?" if near else f"there is {few or 'none'}"
        super().__init__(f"there is no {what} {name!r}; {hint}")


class StoreError(SalesplanError):
    """What salesplan remembers beside a plan could not be read or written; it was not overwritten."""

    def __init__(self, store: Path, problem: str, fix: str) -> None:
        self.store = store
        self.problem = problem
        self.fix = fix
        super().__init__(f"{store.name}: {problem}; {fix}")


class WorkbookError(SalesplanError):
    """A workbook could not be read or written; it is as it was."""

    def __init__(self, workbook: Path | str, problem: str, fix: str) -> None:
        self.workbook = Path(workbook)
        self.problem = problem
        self.fix = fix
        super().__init__(f"{self.workbook.name}: {problem}; {fix}")


class NotAWorkbook(WorkbookError):
    """The file is no workbook that salesplan can read: absent, encrypted, an old .xls, damaged."""


class WrongPassword(WorkbookError):
    """The workbook is encrypted, and what was given does not open it."""

    def __init__(self, workbook: Path, *, given: bool) -> None:
        if given:
            fix = "put its password into the password file, or ask who sent it"
            super().__init__(workbook, "no password that was given opens it", fix)
        else:
            super().__init__(workbook, "it is encrypted with a password", "give its password (--password-file)")


class FileInUse(WorkbookError):
    """Somebody has the workbook open."""

    def __init__(self, workbook: Path, lock: Path, who: str = "") -> None:
        holder = f" by {who}" if who else ""
        super().__init__(
            workbook,
            f"it is open elsewhere{holder}",
            f"close it and run again (if nobody has it open, delete the left-over lock {lock.name})",
        )


class PlanInUse(WorkbookError):
    """Another salesplan is at work on the same plan."""

    def __init__(self, workbook: Path, holder: str = "") -> None:
        self.holder = holder
        who = f" ({holder})" if holder else ""
        super().__init__(
            workbook,
            f"another salesplan is at work on it{who}",
            "nothing was done; wait until that has finished, or end it, and run again",
        )


class ChangedMeanwhile(WorkbookError):
    """The workbook changed between reading and writing."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(workbook, "it was changed while salesplan was working", "nothing was written; run again")


class NotWritable(WorkbookError):
    """The file or its folder does not take the new workbook: read-only, no room, no rights."""


class TableMissing(WorkbookError):
    """The workbook lacks a table that is needed."""

    def __init__(self, workbook: Path | str, table: str, present: list[str]) -> None:
        near = nearest(table, present)
        hint = f"rename table {near!r} to {table!r}" if near else f"add the table {table!r}, or start from a new plan"
        there = ", ".join(present) or "none"
        super().__init__(workbook, f"there is no table {table!r} (tables there: {there})", hint)


class ColumnMissing(WorkbookError):
    """A table lacks a column that is needed."""

    def __init__(self, workbook: Path | str, sheet: str, table: str, column: str, present: list[str]) -> None:
        near = nearest(column, present)
        there = ", ".join(present)
        hint = f"rename column {near!r} to {column!r}" if near else f"add a column {column!r} to the table"
        super().__init__(workbook, f"{sheet!r} table {table} has no column {column!r} (there: {there})", hint)


class DuplicateHeader(WorkbookError):
    """Two columns of a table mean the same."""

    def __init__(self, workbook: Path | str, sheet: str, cells: tuple[str, str], column: str) -> None:
        super().__init__(
            workbook,
            f"{sheet!r}!{cells[0]} and {sheet!r}!{cells[1]} are both the column {column!r}",
            "rename or delete one of them",
        )


class WriteRefused(WorkbookError):
    """A write would damage something in the workbook, so nothing was written."""

    def __init__(self, workbook: Path | str, sheet: str, cell: str, problem: str, fix: str) -> None:
        self.sheet = sheet
        self.cell = cell
        super().__init__(workbook, f"{sheet!r}!{cell} {problem}", fix)
