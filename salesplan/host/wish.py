"""What a user asked for, beside the workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asked for, beside the workbook.

    Attributes
    ----------
    command
        The name of the command, for the run log.
    at
        The time of the run.
    out
        Write a copy there, and leave the workbook alone.
    dry_run
        Compute, write nothing.
    partial
        Write in spite of findings of severity error.
    language
        Overrides the workbook's language.
    as_of
        Overrides the setting As of.
    period
        What a status or a scorecard is of: a year, quarter, month or week, such as ``2027-Q1``; None for the usual one.
    since
        The first of several periods that are scored, up to ``period``.
    """

    command: str
    at: datetime
    out: Path | None = None
    dry_run: bool = False
    partial: bool = False
    language: str | None = None
    as_of: date | None = None
    period: str | None = None
    since: str | None = None
