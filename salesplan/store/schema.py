"""The store's file: its tables, how it is made, opened and looked at, and what its errors mean to people."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from salesplan.errors import StoreError

APPLICATION: Final = 0x53504C4E
"""By which a store of salesplan is told from other databases: "SPLN"."""
VERSION: Final = 1
"""Of the tables below."""
_STRICT_SINCE: Final = (3, 37)
_STRICT: Final = "STRICT" if sqlite3.sqlite_version_info >= _STRICT_SINCE else ""
_BUSY_SECONDS: Final = 20.0
_SECRET_BYTES: Final = 32

# What holds from a time to a time stands with both, in microseconds since 1970; `until` is NULL where it still holds.
TABLES: Final = """
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  secret BLOB NOT NULL,
  last_seq INTEGER NOT NULL,
  last_digest TEXT NOT NULL
) /*strict*/;

CREATE TABLE handouts (id TEXT PRIMARY KEY NOT NULL) /*strict*/;

CREATE TABLE handout_states (
  version INTEGER PRIMARY KEY,
  id TEXT NOT NULL REFERENCES handouts (id),
  "by" TEXT NOT NULL,
  region TEXT NOT NULL,
  team TEXT NOT NULL,
  manager TEXT NOT NULL,
  number INTEGER NOT NULL,
  file TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  state TEXT NOT NULL,
  comment TEXT NOT NULL,
  returned_at TEXT,
  returned_by TEXT NOT NULL,
  returned_file TEXT NOT NULL,
  digest TEXT NOT NULL,
  collected_at TEXT,
  taken INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) /*strict*/;
CREATE UNIQUE INDEX handout_now ON handout_states (id) WHERE until IS NULL;

CREATE TABLE sent (
  handout TEXT NOT NULL REFERENCES handouts (id),
  "table" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  cells TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (handout, "table", "key")
) /*strict*/;

CREATE TABLE seen (
  version INTEGER PRIMARY KEY,
  handout TEXT NOT NULL REFERENCES handouts (id),
  "table" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  text TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) /*strict*/;
CREATE UNIQUE INDEX seen_now ON seen (handout, "table", "key", "column") WHERE until IS NULL;

CREATE TABLE conflicts (
  version INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  handout TEXT NOT NULL REFERENCES handouts (id),
  "table" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  name TEXT NOT NULL,
  "column" TEXT NOT NULL,
  sent TEXT NOT NULL,
  "current" TEXT NOT NULL,
  returned TEXT NOT NULL,
  returned_by TEXT NOT NULL,
  returned_at TEXT NOT NULL,
  file TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) /*strict*/;
CREATE UNIQUE INDEX conflict_now ON conflicts (id) WHERE until IS NULL;

CREATE TABLE intent (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  run TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  has_conflicts INTEGER NOT NULL
) /*strict*/;
CREATE TABLE intended (
  position INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL
) /*strict*/;

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  through TEXT NOT NULL,
  command TEXT NOT NULL,
  "table" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  name TEXT NOT NULL,
  "column" TEXT NOT NULL,
  rep_id TEXT NOT NULL,
  "before" TEXT NOT NULL,
  "after" TEXT NOT NULL,
  note TEXT NOT NULL,
  run TEXT NOT NULL,
  digest TEXT NOT NULL
) /*strict*/;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
  BEGIN SELECT RAISE (ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
  BEGIN SELECT RAISE (ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_goes_on BEFORE INSERT ON log
  WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
  BEGIN SELECT RAISE (ABORT, 'the log is only added to'); END;
"""


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Say in plain words what SQLite could not do with a store.

    Raises
    ------
    StoreError
        For a damaged file, a full disk, missing rights, or one that others keep busy. Errors of the program itself
        pass as they are.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise _store_error(path, error) from error


def _store_error(path: Path, error: sqlite3.Error) -> StoreError:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return StoreError(path, "the disk is full", "make room and run again")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreError(path, "another program keeps it busy", "close that and run again")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return StoreError(
                path, f"it cannot be opened or written ({error})", f"ask for the right to write in {path.parent}"
            )
        case sqlite3.SQLITE_IOERR:
            return StoreError(path, f"the disk does not answer ({error})", "check the disk or the share and run again")
    if _STRICT == "" and "malformed database schema" in str(error):
        return StoreError(
            path,
            f"it was made with a newer SQLite than this Python's ({sqlite3.sqlite_version})",
            "run salesplan with a newer Python",
        )
    return damaged(path, str(error))


def damaged(path: Path, problem: str) -> StoreError:
    """Word that a file is no store, or not whole any more."""
    return StoreError(
        path,
        f"it is damaged or not a store of salesplan ({problem})",
        "put a copy of it back; without one move it away, and what was handed out so far is no longer known",
    )


def connected(path: Path | str) -> sqlite3.Connection:
    """Connect to a store, or ":memory:"; transactions are begun by hand."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    # Bytes that are no text (somebody changed the file) must be seen, not stop the reading.
    connection.text_factory = _text
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def in_memory() -> sqlite3.Connection:
    """Make an empty store that is gone when it is closed."""
    connection = connected(":memory:")
    _fill(connection)
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """Open a store that is there, after a look at whether it is one.

    Raises
    ------
    StoreError
        If it is none, is damaged, or was made by a newer salesplan; it is left as it is.
    """
    if path.is_file() and not path.stat().st_size:
        raise damaged(path, "it is empty")
    connection = connected(path)
    try:
        _check(path, connection)
        # A rollback journal: the write-ahead log does not work on network shares. EXTRA is FULL, and flushes the
        # folder too, so that what was committed stays so when the power fails.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no store, before anything is written to it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise damaged(path, "it is another program's")
    if version > VERSION:
        raise StoreError(path, "it was made by a newer salesplan", "update salesplan (pip install -U salesplan)")
    if connection.execute("SELECT count(*) FROM store").fetchone() != (1,):
        raise damaged(path, "its first table is empty")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size < pages * size:
        raise damaged(path, "its end is cut off")  # within the last page SQLite does not mind


def make(path: Path, mode: int) -> None:
    """Make an empty store: whole in a file of its own first, so that none is ever half made.

    The caller keeps others off the plan meanwhile (`salesplan.store.place.locked`).
    """
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connected(new)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")  # half made, it is thrown away
        connection.execute("PRAGMA synchronous = FULL")
        _fill(connection)
    new.chmod(mode)
    new.replace(path)


def _fill(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES.replace("/*strict*/", _STRICT))
    connection.execute("INSERT INTO store VALUES (1, ?, 0, '')", (secrets.token_bytes(_SECRET_BYTES),))
    connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
    connection.execute(f"PRAGMA user_version = {VERSION:d}")


@contextmanager
def at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that is done meanwhile, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
