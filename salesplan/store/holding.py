"""What holds from now on, and what held at an earlier time: nothing that held is forgotten, it only ends.

Each row has a time since which and a time until which it holds, so that the store can be put back to where a restored
plan is.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from salesplan.store.rows import Row


@dataclass(frozen=True, slots=True)
class Holding:
    """The statements for one table whose rows hold for a while.

    Attributes
    ----------
    now, then
        Ask for the rows that hold now, and for those that held right before ``:moment``.
    end
        Ends what holds now: the time, then what tells a row apart.
    begin
        Begins a row: its fields, then the time.
    apart
        How many fields, from the first, tell a row apart.
    """

    now: str
    then: str
    end: str
    begin: str
    apart: int


STATES: Final = Holding(
    now='SELECT id, "by", region, team, manager, number, file, sent_at, state, comment, returned_at, returned_by, '
    "returned_file, digest, collected_at, taken FROM handout_states WHERE until IS NULL",
    then='SELECT id, "by", region, team, manager, number, file, sent_at, state, comment, returned_at, returned_by, '
    "returned_file, digest, collected_at, taken FROM handout_states "
    "WHERE since < :moment AND (until IS NULL OR until >= :moment) ORDER BY version",
    end="UPDATE handout_states SET until = ? WHERE id = ? AND until IS NULL",
    begin='INSERT INTO handout_states (id, "by", region, team, manager, number, file, sent_at, state, comment, '
    "returned_at, returned_by, returned_file, digest, collected_at, taken, since) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    apart=1,
)
SEEN: Final = Holding(
    now='SELECT handout, "table", "key", "column", text FROM seen WHERE until IS NULL',
    then='SELECT handout, "table", "key", "column", text FROM seen '
    "WHERE since < :moment AND (until IS NULL OR until >= :moment) ORDER BY version",
    end='UPDATE seen SET until = ? WHERE handout = ? AND "table" = ? AND "key" = ? AND "column" = ? AND until IS NULL',
    begin='INSERT INTO seen (handout, "table", "key", "column", text, since) VALUES (?, ?, ?, ?, ?, ?)',
    apart=4,
)
CONFLICTS: Final = Holding(
    now='SELECT id, handout, "table", "key", name, "column", sent, "current", returned, returned_by, returned_at, '
    "file FROM conflicts WHERE until IS NULL ORDER BY version",
    then='SELECT id, handout, "table", "key", name, "column", sent, "current", returned, returned_by, returned_at, '
    "file FROM conflicts WHERE since < :moment AND (until IS NULL OR until >= :moment) ORDER BY version",
    end="UPDATE conflicts SET until = ? WHERE id = ? AND until IS NULL",
    begin='INSERT INTO conflicts (id, handout, "table", "key", name, "column", sent, "current", returned, '
    "returned_by, returned_at, file, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    apart=1,
)


def hold(
    connection: sqlite3.Connection, holding: Holding, rows: Iterable[Row], at: int, *, alone: bool = False
) -> None:
    """Let rows hold from a time on, instead of those that they replace, within a transaction of the caller's.

    Parameters
    ----------
    rows
        Of those that are told apart by nothing the last counts. What holds already goes on.
    at
        The time, in microseconds since 1970.
    alone
        Whether all other rows end.
    """
    wanted = {row[: holding.apart]: row for row in rows}
    if not wanted and not alone:
        return
    held = _held(connection, holding)
    new = {apart: row for apart, row in wanted.items() if held.get(apart) != row}
    over = [apart for apart in held if apart in new or (alone and apart not in wanted)]
    connection.executemany(holding.end, [(at, *apart) for apart in over])
    connection.executemany(holding.begin, [(*row, at) for row in new.values()])


def as_it_was(connection: sqlite3.Connection, holding: Holding, moment: int, at: int) -> None:
    """Let hold from a time on what held right before a moment, and nothing else."""
    hold(connection, holding, held_then(connection, holding, moment).values(), at, alone=True)


def held_then(connection: sqlite3.Connection, holding: Holding, moment: int) -> dict[Row, Row]:
    """Give the rows that held right before a moment, by what tells them apart."""
    return _apart(holding, connection.execute(holding.then, {"moment": moment}))


def _held(connection: sqlite3.Connection, holding: Holding) -> dict[Row, Row]:
    return _apart(holding, connection.execute(holding.now))


def _apart(holding: Holding, rows: Iterable[Sequence[str | int | None]]) -> dict[Row, Row]:
    return {tuple(row[: holding.apart]): tuple(row) for row in rows}
