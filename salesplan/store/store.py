"""What salesplan remembers of a plan beside it, in one SQLite file: handouts, open conflicts, and the log.

The store knows no frames: tables, keys, columns and cells are texts here. It is opened for the length of a run:

    with locked(plan), Store.open(plan, make=True) as store:
        store.recover(digest_of_the_plan, codes_in_its_runs)
        ...
        store.prepare(change, before=..., after=...)
        (the plan is written)
        store.finish()

Killed at any moment, a run leaves the store as it was before or as it is after; what was meant but not said to be done
is settled by the next run's `Store.recover`.
"""

import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from salesplan.errors import StoreError
from salesplan.store import pending, undo
from salesplan.store.chain import append
from salesplan.store.holding import CONFLICTS, SEEN, STATES, hold
from salesplan.store.pending import Intent
from salesplan.store.place import locked, mode_beside, store_path
from salesplan.store.records import Change, Conflict, Handout, SentRow
from salesplan.store.rows import Rows, conflict_of, handout_of, handout_row, rows_of, sent_of, sent_rows
from salesplan.store.schema import at_once, in_memory, make, opened, worded

__all__ = ["Store", "locked", "store_path"]

_MICROSECONDS: Final = 1_000_000


class Store:
    """The store of one plan, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @staticmethod
    def there(plan: Path) -> bool:
        """Tell whether a plan has a store."""
        return store_path(plan).exists()

    @classmethod
    @contextmanager
    def open(cls, plan: Path, *, make: bool) -> Iterator[Self]:
        """Open the store of a plan.

        Parameters
        ----------
        plan
            The workbook; it need not exist.
        make
            Whether to make a store where there is none. Otherwise an empty one is given then, which is gone afterwards.

        Raises
        ------
        StoreError
            If the store is none, is damaged, was made by a newer salesplan, or cannot be read or written; also in the
            middle of the work. It is never overwritten.
        PlanInUse, NotWritable
            If a store is to be made and the plan cannot be locked.
        """
        path = store_path(plan)
        with worded(path):
            if make and not cls.there(plan):
                _make(plan, path)
            with closing(opened(path) if cls.there(plan) else in_memory()) as connection:
                yield cls(connection)

    def secret(self) -> bytes:
        """Give what only this store knows, the same for ever: ids are made of it that nobody can guess."""
        (secret,) = self.connection.execute("SELECT secret FROM store").fetchone()
        return bytes(secret)

    def handouts(self) -> list[Handout]:
        """Give all handouts, by part and number."""
        found = map(handout_of, self.connection.execute(STATES.now))
        return sorted(found, key=lambda handout: (*_part(handout), handout.number))

    def latest(self) -> list[Handout]:
        """Give the newest handout of each part."""
        return list({_part(handout): handout for handout in self.handouts()}.values())

    def add(self, handout: Handout, rows: Sequence[SentRow]) -> None:
        """Remember a handout and all its rows, instead of what was known under its id."""
        with at_once(self.connection):
            self._put_states([handout])
            self.connection.execute("DELETE FROM sent WHERE handout = ?", (handout.id,))
            self.connection.executemany(
                "INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?, ?)", sent_rows(handout.id, rows)
            )

    def set_state(self, handout: Handout) -> None:
        """Remember the record of a handout as it is from now on."""
        with at_once(self.connection):
            self._put_states([handout])

    def sent(self, handout: str, table: str) -> dict[str, SentRow]:
        """Give the rows of a table as they were handed out, by key, in their order; of one key the last."""
        asked = 'SELECT "table", "key", name, cells, fingerprint FROM sent WHERE handout = ? AND "table" = ? ORDER BY position'
        rows = map(sent_of, self.connection.execute(asked, (handout, table)))
        return {row.key: row for row in rows}

    def bases(self, handout: str, table: str) -> dict[tuple[str, str], str]:
        """Give what the returned cells said that were dealt with, by key and column: the base instead of what was sent."""
        asked = 'SELECT "key", "column", text FROM seen WHERE handout = ? AND "table" = ? AND until IS NULL'
        return {(key, column): text for key, column, text in self.connection.execute(asked, (handout, table))}

    def conflicts(self) -> list[Conflict]:
        """Give the conflicts that are open, oldest first."""
        return list(map(conflict_of, self.connection.execute(CONFLICTS.now)))

    def prepare(self, change: Change, *, before: str, after: str) -> None:
        """Set down what is to be remembered once the plan is written.

        Parameters
        ----------
        before, after
            The SHA-256 of the plan as it is and as it will be.

        Raises
        ------
        StoreError
            If an earlier run was killed and is not settled yet (`recover`).
        """
        rows = self._checked(change)
        with at_once(self.connection):
            if pending.found(self.connection):
                raise StoreError(self._path(), "an earlier run was cut off in the middle", "run again")
            pending.put(self.connection, Intent(change.run, before, after), rows)

    def finish(self) -> None:
        """Remember what was prepared, now that the plan is written; nothing if nothing was."""
        with at_once(self.connection):
            if pending.found(self.connection):
                self._do(pending.rows_of_intent(self.connection))
                pending.forget(self.connection)

    def drop(self) -> None:
        """Forget what was prepared: the plan was not written."""
        with at_once(self.connection):
            pending.forget(self.connection)

    def remember(self, change: Change) -> None:
        """Remember a change that goes without a write into the plan."""
        if change.nothing:
            return
        rows = self._checked(change)
        with at_once(self.connection):
            self._do(rows)

    def recover(self, plan_digest: str, runs: Collection[str]) -> bool:
        """Settle what a run that was killed had prepared: done if it came to write the plan, dropped if not.

        Parameters
        ----------
        plan_digest
            The SHA-256 of the plan as it is now.
        runs
            The codes of runs in the plan's Runs.

        Returns
        -------
        bool
            Whether something was remembered.
        """
        intent = pending.found(self.connection)
        if intent is None:
            return False
        if not intent.was_done(plan_digest, runs):
            self.drop()
            return False
        self.finish()
        return True

    def undo_since(self, moment: datetime) -> None:
        """Put all but the log back to where it was right before a moment, as the plan was put back to its backup.

        Cells that were dealt with since are open again, and so are conflicts that were settled since; newer ones are
        gone. Handouts stay; those collected since are as if they were not, so that the next collect takes them again.
        (Replaced ones and those sent back stay so.)
        """
        with at_once(self.connection):
            undo.undo_since(self.connection, int(moment.timestamp() * _MICROSECONDS), _now())

    def _do(self, rows: Rows) -> None:
        """Remember a change, within a transaction."""
        at = _now()
        append(self.connection, rows.entries)
        self.connection.executemany("INSERT OR IGNORE INTO handouts VALUES (?)", [row[:1] for row in rows.handouts])
        hold(self.connection, STATES, rows.handouts, at)
        hold(self.connection, SEEN, rows.seen, at)
        if rows.conflicts is not None:
            hold(self.connection, CONFLICTS, rows.conflicts, at, alone=True)

    def _put_states(self, handouts: Sequence[Handout]) -> None:
        self._do(Rows((), [handout_row(handout) for handout in handouts], (), None))

    def _checked(self, change: Change) -> Rows:
        """Refuse at once what could not be remembered later, when the plan is written already."""
        rows = rows_of(change)
        known = {handout.id for handout in (*self.handouts(), *change.handouts)}
        named = {seen.handout for seen in change.seen} | {conflict.handout for conflict in change.conflicts or ()}
        if named - known:
            raise ValueError(f"no such handouts: {sorted(named - known)}")
        return rows

    def _path(self) -> Path:
        return Path(self.connection.execute("PRAGMA database_list").fetchone()[2] or "the store")


def _make(plan: Path, path: Path) -> None:
    """Make a store where there is none, even if another process is about to do the same."""
    with locked(plan):
        if path.exists():
            return
        try:
            make(path, mode_beside(plan))
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(
                path, f"it could not be made ({reason})", f"make room, or ask for the right to write in {path.parent}"
            ) from error


def _part(handout: Handout) -> tuple[str, str, str]:
    return handout.by, handout.region, handout.team


def _now() -> int:
    """Give the time in microseconds since 1970, which no change of the clocks in spring and autumn bends."""
    return time.time_ns() // 1000
