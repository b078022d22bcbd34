"""The store put back to where a restored plan is."""

import sqlite3
from dataclasses import replace
from typing import Final

from salesplan.store.holding import CONFLICTS, SEEN, STATES, as_it_was, held_then, hold
from salesplan.store.records import Handout, State
from salesplan.store.rows import Row, handout_of, handout_row

_STAY: Final = (State.REPLACED, State.SENT_BACK)
"""States that say nothing of what was collected."""


def undo_since(connection: sqlite3.Connection, moment: int, at: int) -> None:
    """Let hold again what held right before a moment, within a transaction of the caller's.

    Parameters
    ----------
    moment, at
        The moment and now, in microseconds since 1970.
    """
    as_it_was(connection, SEEN, moment, at)
    as_it_was(connection, CONFLICTS, moment, at)
    then = held_then(connection, STATES, moment)
    now = map(handout_of, connection.execute(STATES.now).fetchall())
    hold(connection, STATES, [handout_row(_undone(handout, then.get((handout.id,)))) for handout in now], at)


def _undone(now: Handout, row: Row | None) -> Handout:
    """Give a handout as it is now, but collected as it was then."""
    then = handout_of(row) if row else Handout(id=now.id, by=now.by, region=now.region, sent_at=now.sent_at)
    if (then.collected_at, then.digest, then.taken) == (now.collected_at, now.digest, now.taken):
        return now
    before = then.state if then.collected_at else State.SENT
    return replace(
        now,
        state=now.state if now.state in _STAY else before,
        returned_at=then.returned_at,
        returned_by=then.returned_by,
        returned_file=then.returned_file,
        digest=then.digest,
        collected_at=then.collected_at,
        taken=then.taken,
    )
