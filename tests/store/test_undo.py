"""The store follows a plan that was put back to its backup."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from salesplan.store.log import entries, verify
from salesplan.store.records import Change, State
from salesplan.store.schema import in_memory
from salesplan.store.store import Store
from tests.store.samples import NORTH, ROW, collected, conflict, content, entry, seen

START = datetime(2027, 1, 5, 8)
CELL = ('["R1"]', "override")
At = Callable[[int], datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the clock to a minute after the start; says which time that is."""

    def set_to(minute: int) -> datetime:
        moment = START + timedelta(minutes=minute)
        monkeypatch.setattr("salesplan.store.store._now", lambda: int(moment.timestamp() * 1_000_000))
        return moment

    return set_to


@pytest.fixture
def store(at: At) -> Iterator[Store]:
    """A handout of minute 0, collected in minute 10."""
    connection = in_memory()
    store = Store(connection)
    at(0)
    store.add(NORTH, [ROW])
    at(10)
    store.remember(
        Change(run="r1", entries=(entry(),), handouts=(collected(),), seen=(seen("6"),), conflicts=(conflict(),))
    )
    yield store
    connection.close()


def test_what_was_collected_since_comes_again(store: Store, at: At) -> None:
    at(20)
    store.undo_since(START + timedelta(minutes=5))
    assert store.handouts() == [NORTH]
    assert store.bases(NORTH.id, "Quota") == {}
    assert store.conflicts() == []
    assert store.sent(NORTH.id, "Quota") == {ROW.key: ROW}
    assert len(entries(store)) == 1
    assert verify(store) is None


def test_what_was_collected_before_stays(store: Store, at: At) -> None:
    before = content(store)
    at(20)
    store.undo_since(START + timedelta(minutes=15))
    assert content(store) == before


def test_the_moment_itself_is_undone(store: Store, at: At) -> None:
    at(20)
    store.undo_since(START + timedelta(minutes=10))
    assert store.handouts() == [NORTH]


def test_a_second_collect_goes_back_to_the_first(store: Store, at: At) -> None:
    before = content(store)
    at(20)
    again = replace(collected(taken=3, digest="d2"), collected_at=START)
    store.remember(Change(run="", handouts=(again,), seen=(seen("9"), seen("x", "reason")), conflicts=()))
    store.undo_since(START + timedelta(minutes=15))
    assert content(store) == before


def test_accepted_since_without_a_collect_stays(store: Store, at: At) -> None:
    at(20)
    store.set_state(replace(collected(), state=State.ACCEPTED))
    store.undo_since(START + timedelta(minutes=15))
    assert store.handouts() == [replace(collected(), state=State.ACCEPTED)]


def test_accepted_and_collected_since_is_sent_again(store: Store, at: At) -> None:
    at(20)
    store.set_state(replace(collected(), state=State.ACCEPTED, comment="good"))
    store.undo_since(START + timedelta(minutes=5))
    assert store.handouts() == [replace(NORTH, comment="good")]


@pytest.mark.parametrize("state", [State.REPLACED, State.SENT_BACK])
def test_replaced_and_sent_back_stay_so_but_are_collected_again(store: Store, at: At, state: State) -> None:
    at(20)
    store.set_state(replace(collected(), state=state))
    store.undo_since(START + timedelta(minutes=5))
    assert store.handouts() == [replace(NORTH, state=state)]


def test_handed_out_since_stays(store: Store, at: At) -> None:
    at(20)
    second = replace(NORTH, id="second", number=2)
    store.add(second, [ROW])
    at(30)
    store.remember(Change(run="", handouts=(collected(second),)))
    store.undo_since(START + timedelta(minutes=5))
    assert store.handouts() == [NORTH, second]
    assert store.sent("second", "Quota") == {ROW.key: ROW}


def test_undone_twice_is_undone_once(store: Store, at: At) -> None:
    at(20)
    store.undo_since(START + timedelta(minutes=5))
    once = content(store)
    versions = store.connection.execute("SELECT count(*) FROM handout_states").fetchone()
    at(30)
    store.undo_since(START + timedelta(minutes=5))
    assert content(store) == once
    assert store.connection.execute("SELECT count(*) FROM handout_states").fetchone() == versions


def test_a_restore_can_be_taken_back(store: Store, at: At) -> None:
    """The backup that a restore makes of what it replaces is restored in turn."""
    before = content(store)
    moment = at(20)
    at(21)
    store.undo_since(START + timedelta(minutes=5))
    assert content(store) != before
    at(22)
    store.undo_since(moment)
    assert content(store) == before
