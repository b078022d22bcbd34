"""The log can be asked, is only added to, and shows where somebody tampered with it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.store.chain import digest_after
from salesplan.store.log import Breach, Broken, entries, run_code, verify
from salesplan.store.records import Change, Entry
from salesplan.store.rows import entry_row
from salesplan.store.schema import in_memory
from salesplan.store.store import Store
from tests.store.samples import entry

FIELDS = [field.name for field in fields(Entry)]


@pytest.fixture
def store() -> Iterator[Store]:
    connection = in_memory()
    store = Store(connection)
    store.remember(Change(run="r1", entries=(entry("1"), entry("2"))))
    store.remember(Change(run="r2", entries=(entry("3"), entry("4"), entry("5"))))
    yield store
    connection.close()


def unguarded(store: Store) -> sqlite3.Connection:
    """Take the triggers away, as somebody would who tampers with the file."""
    for name in ("log_is_not_changed", "log_is_not_deleted", "log_goes_on"):
        store.connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    return store.connection


def test_a_log_as_written_is_whole(store: Store) -> None:
    assert verify(store) is None
    assert [e.seq for e in entries(store)] == [1, 2, 3, 4, 5]
    empty = Store(in_memory())
    assert verify(empty) is None
    empty.connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET \"after\" = '9' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 5",
        "DELETE FROM log",
        'INSERT OR REPLACE INTO log SELECT 2, at, "by", through, command, "table", "key", name, "column", rep_id, '
        "\"before\", '9', note, run, digest FROM log WHERE seq = 2",
    ],
)
def test_it_is_only_added_to(store: Store, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
        store.connection.execute(statement)
    assert [e.after for e in entries(store)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_line_taken_out_is_missing(store: Store, seq: int) -> None:
    unguarded(store).execute("DELETE FROM log WHERE seq = ?", (seq,))
    assert verify(store) == Broken(seq, Breach.MISSING)


def test_a_line_taken_out_is_missed_when_the_others_move_up(store: Store) -> None:
    tampered = unguarded(store)
    tampered.execute("DELETE FROM log WHERE seq = 2")
    tampered.execute("UPDATE log SET seq = -seq + 1 WHERE seq > 2")
    tampered.execute("UPDATE log SET seq = -seq WHERE seq < 0")
    assert verify(store) == Broken(2, Breach.CHANGED)


def test_the_end_cut_off_is_missing(store: Store) -> None:
    unguarded(store).execute("DELETE FROM log WHERE seq > 3")
    assert verify(store) == Broken(4, Breach.MISSING)
    unguarded(store).execute("DELETE FROM log")
    assert verify(store) == Broken(1, Breach.MISSING)


@pytest.mark.parametrize(("seq", "first"), [(0, 0), (-3, -3), (6, 6)])
def test_a_line_put_in_is_found(store: Store, seq: int, first: int) -> None:
    row = entry_row(entry("9"), "r2")
    (digest,) = store.connection.execute("SELECT max(digest) FROM log WHERE seq = ?", (seq - 1,)).fetchone()
    line = (seq, *row, digest_after(digest or "", seq, row))
    unguarded(store).execute(f"INSERT INTO log VALUES ({','.join('?' * len(line))})", line)
    assert verify(store) == Broken(first, Breach.ADDED)


def test_the_noted_end_changed_is_found(store: Store) -> None:
    store.connection.execute("UPDATE store SET last_digest = 'x'")
    assert verify(store) == Broken(5, Breach.CHANGED)


def test_a_chain_made_anew_does_not_fit_the_codes_of_the_runs(store: Store) -> None:
    """All digests and the noted end can be made to fit; the code in the plan's Runs cannot."""
    codes = {run: run_code(entries(store, run=run)) for run in ("r1", "r2")}
    tampered = unguarded(store)
    tampered.execute("UPDATE log SET \"by\" = 'nobody' WHERE seq = 4")
    digest = ""
    for told in entries(store):
        digest = digest_after(digest, told.seq, entry_row(told))
        tampered.execute("UPDATE log SET digest = ? WHERE seq = ?", (digest, told.seq))
    tampered.execute("UPDATE store SET last_digest = ?", (digest,))
    assert verify(store) is None
    assert {run for run, code in codes.items() if run_code(entries(store, run=run)) != code} == {"r2"}


def test_the_code_of_a_run_is_the_same_before_and_after(store: Store) -> None:
    told = (entry("\udcff", at=datetime(2027, 1, 5, 9, 0, 0, 123)), entry("b"))
    code = run_code(told)
    store.prepare(Change(run=code, entries=told), before="a", after="b")
    store.finish()
    kept = entries(store, run=code)
    assert run_code(kept) == code
    assert run_code(kept[::-1]) != code
    assert run_code(kept[:1]) != code
    assert len(code) == 12


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("seq", "digest", "run")])
def test_the_code_of_a_run_depends_on_every_field(field: str) -> None:
    told = entry()
    other: Any = datetime(2030, 1, 1) if field == "at" else getattr(told, field) + "x"
    assert run_code([told]) != run_code([replace(told, **{field: other})])


def test_asking(store: Store) -> None:
    later = datetime(2027, 3, 1, 12, 0, 5)
    for asked in (
        entry("row", column="", key='["R2"]', at=later),
        entry("other", column="reason", key='["R2"]', by="Zhao", rep_id="R2"),
        entry("customer", table="Customers", through="ZHAO"),
    ):
        store.remember(Change(run="r3", entries=(asked,)))
    said = {
        "row": entries(store, since=date(2027, 3, 1)),
        "row ": entries(store, later),
        "": entries(store, datetime(2027, 3, 1, 12, 0, 6)),
        "row other": entries(store, table="Quota", key='["R2"]'),
        "row other ": entries(store, table="Quota", key='["R2"]', column="reason"),
        "row  ": entries(store, table="Quota", key='["R2"]', column="override"),
        "other": entries(store, rep_id="R2"),
        "other customer": entries(store, by="zhao"),
        "1 2": entries(store, run="r1"),
    }
    for expected, found in said.items():
        assert " ".join(told.after for told in found) == expected.strip()


def test_a_time_that_cannot_be_read_is_still_shown(store: Store) -> None:
    unguarded(store).execute("UPDATE log SET at = 'never' WHERE seq = 1")
    assert entries(store)[0].at == datetime.min
    assert verify(store) == Broken(1, Breach.CHANGED)


TEXT = st.text(max_size=6)
LINES = st.lists(
    st.builds(
        Entry,
        at=st.datetimes(),
        **{name: TEXT for name in FIELDS if name not in ("at", "seq", "digest")},
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(LINES, st.data())
def test_any_byte_changed_is_found(lines: list[Entry], data: st.DataObject) -> None:
    store = Store(in_memory())
    store.remember(Change(run="r", entries=tuple(lines)))
    assert verify(store) is None
    seq = data.draw(st.integers(1, len(lines)), "line")
    field = data.draw(st.sampled_from(FIELDS), "field")
    if field == "seq":
        unguarded(store).execute("UPDATE log SET seq = ? WHERE seq = ?", (data.draw(st.sampled_from([0, 9])), seq))
    else:
        (was,) = store.connection.execute(f'SELECT CAST("{field}" AS BLOB) FROM log WHERE seq = ?', (seq,)).fetchone()
        place = data.draw(st.integers(0, len(was)), "byte")
        byte = data.draw(st.binary(min_size=1, max_size=1).filter(lambda byte: byte != was[place : place + 1]), "new")
        told = was[:place] + byte + was[place + 1 :]
        unguarded(store).execute(f'UPDATE log SET "{field}" = CAST(? AS TEXT) WHERE seq = ?', (told, seq))
    assert len(entries(store)) == len(lines)
    assert verify(store) is not None
    store.connection.close()
