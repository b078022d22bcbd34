"""How the lines of the log hang together: each carries a code made of itself and of the code before it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256

from salesplan.store.rows import Row


def digest_after(previous: str, seq: int, row: Row) -> str:
    """Make the code of a line: SHA-256 over the code before it, its number and all its fields, as JSON."""
    return sha256((previous + canonical((seq, *row))).encode("utf-8", "surrogatepass")).hexdigest()


def canonical(fields: Sequence[object]) -> str:
    """Write fields in the one way that codes are made of.

    Examples
    --------
    >>> canonical((1, "华南", ""))
    '[1,"华南",""]'
    """
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def append(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Add lines to the log (within a transaction of the caller's), and note where it ends."""
    if not rows:
        return
    seq, digest = last(connection)
    chained = list(_chained(rows, seq, digest))
    connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", chained)
    connection.execute("UPDATE store SET last_seq = ?, last_digest = ?", (chained[-1][0], chained[-1][-1]))


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """Give the number and the code of the last line, as noted apart from the log: (0, "") before the first."""
    seq, digest = connection.execute("SELECT last_seq, last_digest FROM store").fetchone()
    return seq, digest


def _chained(rows: Sequence[Row], seq: int, digest: str) -> Iterator[Row]:
    for number, row in enumerate(rows, seq + 1):
        digest = digest_after(digest, number, row)
        yield (number, *row, digest)
