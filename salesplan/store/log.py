"""The log of what people changed: asking it, and seeing whether somebody tampered with it.

Nothing in the log is ever changed or deleted; the store's own triggers refuse it. Who changes the file by other means
breaks the chain of codes (`verify`), and who makes the whole chain anew cannot make it fit the codes of the runs
(`run_code`), which stand in the plan's Runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Final

from salesplan.store.chain import canonical, digest_after, last
from salesplan.store.records import Entry
from salesplan.store.rows import entry_of, entry_row
from salesplan.store.store import Store

_RUN_DIGITS: Final = 12
_ALL: Final = 'SELECT seq, at, "by", through, command, "table", "key", name, "column", rep_id, "before", "after", note, run, digest FROM log'
_ASKED: Final = f"""{_ALL}
  WHERE at >= :since
    AND (:table IS NULL OR "table" = :table)
    AND (:key IS NULL OR "key" = :key)
    AND (:column IS NULL OR "column" IN (:column, ''))
    AND (:rep_id IS NULL OR rep_id = :rep_id)
    AND (:run IS NULL OR run = :run)
  ORDER BY seq"""


class Breach(StrEnum):
    """What is wrong with a line of the log."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line of the log that is not as salesplan wrote it.

    Attributes
    ----------
    seq
        Its number.
    breach
        What is wrong with it: it says something else than was written (or the line before it does), it is gone, or it
        stands after the end.
    """

    seq: int
    breach: Breach


def entries(
    store: Store,
    since: date | datetime | None = None,
    *,
    table: str | None = None,
    key: str | None = None,
    column: str | None = None,
    rep_id: str | None = None,
    by: str | None = None,
    run: str | None = None,
) -> list[Entry]:
    """Ask the log; what is None does not matter.

    Parameters
    ----------
    since
        The first day, or the first second.
    table, key, column
        The cell. With a column, changes of the whole row count too: a row that came or went.
    by
        Whose change it is or who ran salesplan, ignoring case.

    Returns
    -------
    list of Entry
        Oldest first. A time that somebody made unreadable is ``datetime.min``.
    """
    asked = {"since": _first(since), "table": table, "key": key, "column": column, "rep_id": rep_id, "run": run}
    found = map(entry_of, store.connection.execute(_ASKED, asked))
    if by is None:
        return list(found)
    whose = by.casefold()
    return [entry for entry in found if whose in (entry.by.casefold(), entry.through.casefold())]


def verify(store: Store) -> Broken | None:
    """Follow the chain of the log from its first line to its last.

    Returns
    -------
    Broken or None
        The first line that is wrong; None if all is as it was written. A line taken from the end is missing as well.
    """
    digest, expected = "", 1
    for seq, *row, noted in store.connection.execute(f"{_ALL} ORDER BY seq"):
        if seq != expected:
            return Broken(expected, Breach.MISSING) if seq > expected else Broken(seq, Breach.ADDED)
        digest = digest_after(digest, seq, tuple(row))
        if digest != noted:
            return Broken(seq, Breach.CHANGED)
        expected += 1
    return _end(last(store.connection), expected - 1, digest)


def run_code(entries: Sequence[Entry]) -> str:
    """Make the code of a run: twelve hexadecimal digits that depend on all that its entries say.

    It is made of every field but the code itself, the number and the digest, so that it is the same before the store
    has taken the entries and after.

    Examples
    --------
    >>> from dataclasses import replace
    >>> entry = Entry(at=datetime(2027, 1, 5), by="Chen", through="Chen", command="load", after="5")
    >>> run_code([entry]) == run_code([replace(entry, seq=7)]) != run_code([replace(entry, after="6")])
    True
    """
    code = sha256()
    for entry in entries:
        code.update(canonical(entry_row(entry)[:-1]).encode())
    return code.hexdigest()[:_RUN_DIGITS]


def _end(noted: tuple[int, str], seq: int, digest: str) -> Broken | None:
    """Hold where the log ends against where it was noted to end."""
    if noted == (seq, digest):
        return None
    if seq < noted[0]:
        return Broken(seq + 1, Breach.MISSING)
    return Broken(noted[0] + 1, Breach.ADDED) if seq > noted[0] else Broken(seq, Breach.CHANGED)


def _first(since: date | datetime | None) -> str:
    """Write the first second as the log has it; times as text sort as times."""
    if since is None:
        return ""
    moment = since if isinstance(since, datetime) else datetime.combine(since, time.min)
    return moment.isoformat(timespec="seconds")
