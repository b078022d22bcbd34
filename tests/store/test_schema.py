"""The store's file: made whole, never overwritten, and its errors in plain words."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from salesplan.errors import StoreError
from salesplan.store import schema
from salesplan.store.store import Store, store_path
from tests.store.samples import CHANGE, NORTH, new_plan


def made(folder: Path) -> Path:
    """Make a store with something in it, and give its file."""
    plan = new_plan(folder)
    with Store.open(plan, make=True) as store:
        store.set_state(NORTH)
        store.remember(CHANGE)
    return store_path(plan)


def refused(path: Path) -> str:
    """Open a store that cannot be opened; it stays as it is."""
    before = path.read_bytes()
    plan = path.with_name("plan.xlsx")
    with pytest.raises(StoreError) as raised, Store.open(plan, make=True) as store:
        store.handouts()
    assert path.read_bytes() == before
    assert raised.value.exit_code == 3
    return str(raised.value)


def test_it_is_made_once_and_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Store.open(tmp_path / "plan.xlsx", make=True) as store:
        assert store.handouts()
    assert {file.name for file in tmp_path.iterdir()} == {"plan.xlsx", path.name, ".plan.xlsx.salesplan.lock"}


def test_without_make_nothing_is_made(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    with Store.open(plan, make=False) as store:
        store.set_state(NORTH)
        assert store.handouts() == [NORTH]
    assert not Store.there(plan)
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="needs modes")
@pytest.mark.parametrize(("of_plan", "of_store"), [(0o600, 0o600), (0o640, 0o640), (0o666, 0o666)])
def test_it_is_as_private_as_the_plan(tmp_path: Path, of_plan: int, of_store: int) -> None:
    new_plan(tmp_path).chmod(of_plan)
    with Store.open(tmp_path / "plan.xlsx", make=True):
        pass
    assert stat.S_IMODE(store_path(tmp_path / "plan.xlsx").stat().st_mode) == of_store


def test_what_a_killed_making_left_is_no_store(tmp_path: Path) -> None:
    plan = new_plan(tmp_path)
    left = tmp_path / ".plan.xlsx.salesplan.db.new"
    left.write_bytes(b"half")
    assert not Store.there(plan)
    with Store.open(plan, make=True) as store:
        assert store.handouts() == []
    assert not left.exists()


@pytest.mark.parametrize("data", [b"", b"no database", b"PK\3\4" * 5000, b"SQLite format 3\0" + bytes(5000)])
def test_no_database(tmp_path: Path, data: bytes) -> None:
    path = store_path(new_plan(tmp_path))
    path.write_bytes(data)
    message = refused(path)
    assert message.startswith("plan.xlsx.salesplan.db: it is damaged or not a store of salesplan")
    assert "move it away" in message


def test_cut_off_anywhere(tmp_path: Path) -> None:
    path = made(tmp_path)
    whole = path.read_bytes()
    for size in (1, 50, 99, 100, 511, 4000, 4096, 4097, 3 * 4096, len(whole) - 4096, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert "damaged" in refused(path), size


def test_another_programs_database(tmp_path: Path) -> None:
    path = store_path(new_plan(tmp_path))
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE store (one)")
    assert "another program's" in refused(path)


def test_a_newer_store(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 2")
    assert refused(path).endswith("it was made by a newer salesplan; update salesplan (pip install -U salesplan)")


def test_a_table_that_is_gone(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE handout_states")
    assert "no such table" in refused(path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    path = store_path(new_plan(tmp_path))
    path.mkdir()
    with pytest.raises(StoreError, match="cannot be opened"), Store.open(tmp_path / "plan.xlsx", make=True):
        pytest.fail("opened")


def test_no_place_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, mode: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("salesplan.store.store.make", full)
    with (
        pytest.raises(StoreError, match="could not be made \\(No space left"),
        Store.open(new_plan(tmp_path), make=True),
    ):
        pytest.fail("opened")


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    plan = tmp_path / "plan.xlsx"

    def fill() -> None:
        with Store.open(plan, make=False) as store:
            (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
            store.connection.execute(f"PRAGMA max_page_count = {pages}")
            for _ in range(1000):
                store.remember(CHANGE)

    with pytest.raises(StoreError, match="the disk is full; make room"):
        fill()
    with Store.open(plan, make=False) as store:
        assert store.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_kept_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path)
    monkeypatch.setattr(schema, "_BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another program keeps it busy; close that" in refused(path)


def test_errors_of_the_program_pass_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), Store.open(new_plan(tmp_path), make=False) as store:
        store.connection.execute("SELECT ?")


def test_it_is_flushed_and_works_on_shares(tmp_path: Path) -> None:
    made(tmp_path)
    with Store.open(tmp_path / "plan.xlsx", make=False) as store:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        assert [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["delete", 3, 1]
