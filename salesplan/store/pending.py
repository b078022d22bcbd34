"""A change that is meant but not done yet: set down before the plan is written, done or dropped afterwards."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from salesplan.store.rows import Row, Rows

_ENTRY: Final = "entry"
_HANDOUT: Final = "handout"
_SEEN: Final = "seen"
_CONFLICT: Final = "conflict"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a run was about to do.

    Attributes
    ----------
    run
        Its code.
    before, after
        The SHA-256 of the plan before it was written and after.
    """

    run: str
    before: str
    after: str

    def was_done(self, plan_digest: str, runs: Collection[str]) -> bool:
        """Tell whether the run came to write the plan before it was killed.

        Parameters
        ----------
        plan_digest
            The SHA-256 of the plan as it is now.
        runs
            The codes of runs in the plan's Runs: somebody may have saved the plan since.
        """
        if plan_digest == self.after:
            return True
        return plan_digest != self.before and self.run in runs


def put(connection: sqlite3.Connection, intent: Intent, rows: Rows) -> None:
    """Set an intent down, within a transaction of the caller's."""
    connection.execute(
        "INSERT INTO intent VALUES (1, ?, ?, ?, ?)",
        (intent.run, intent.before, intent.after, int(rows.conflicts is not None)),
    )
    connection.executemany("INSERT INTO intended (kind, record) VALUES (?, ?)", _written(rows))


def found(connection: sqlite3.Connection) -> Intent | None:
    """Give the intent that is set down, if there is one."""
    row = connection.execute('SELECT run, "before", "after" FROM intent').fetchone()
    return row and Intent(*row)


def rows_of_intent(connection: sqlite3.Connection) -> Rows:
    """Give what is to be done, as it was set down."""
    (has_conflicts,) = connection.execute("SELECT has_conflicts FROM intent").fetchone()
    conflicts = _read(connection, _CONFLICT)
    return Rows(
        entries=_read(connection, _ENTRY),
        handouts=_read(connection, _HANDOUT),
        seen=_read(connection, _SEEN),
        conflicts=conflicts if has_conflicts else None,
    )


def forget(connection: sqlite3.Connection) -> None:
    """Forget the intent, within a transaction of the caller's."""
    connection.execute("DELETE FROM intended")
    connection.execute("DELETE FROM intent")


def _written(rows: Rows) -> Iterator[tuple[str, str]]:
    kinds: tuple[tuple[str, Sequence[Row]], ...] = (
        (_ENTRY, rows.entries),
        (_HANDOUT, rows.handouts),
        (_SEEN, rows.seen),
        (_CONFLICT, rows.conflicts or ()),
    )
    for kind, records in kinds:
        for record in records:
            yield kind, json.dumps(record, ensure_ascii=False)


def _read(connection: sqlite3.Connection, kind: str) -> list[Row]:
    records = connection.execute("SELECT record FROM intended WHERE kind = ? ORDER BY position", (kind,))
    return [tuple(json.loads(record)) for (record,) in records]
