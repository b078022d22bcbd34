"""What is remembered comes back as it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import StoreError
from salesplan.store.log import entries, verify
from salesplan.store.records import Change, Seen, SentRow, State
from salesplan.store.schema import in_memory
from salesplan.store.store import Store
from tests.store.samples import CHANGE, NORTH, ROW, collected, conflict, content, entry, new_plan, seen


@pytest.fixture
def store() -> Iterator[Store]:
    connection = in_memory()
    yield Store(connection)
    connection.close()


def test_the_secret_stays_and_is_each_stores_own(tmp_path: Path, store: Store) -> None:
    plan = new_plan(tmp_path)
    with Store.open(plan, make=True) as first:
        secret = first.secret()
    with Store.open(plan, make=False) as again:
        assert again.secret() == secret
    assert len(secret) == 32
    assert store.secret() != secret


def test_handouts_by_part_and_number_and_the_newest_of_each(store: Store) -> None:
    second = replace(NORTH, id="second", number=2)
    region = replace(NORTH, id="region", by="region", team="")
    other = replace(NORTH, id="other", region="South", team="S1")
    for handout in (other, second, NORTH, region):
        store.set_state(handout)
    assert store.handouts() == [region, NORTH, second, other]
    assert store.latest() == [region, second, other]


def test_a_handout_keeps_every_field(store: Store) -> None:
    full = replace(collected(), comment="more\nplease", returned_at=datetime(2027, 1, 5, 1, 2, 3, 456))
    store.set_state(full)
    assert store.handouts() == [full]


def test_adding_again_replaces_the_rows(store: Store) -> None:
    other = SentRow("Customers", '["C1"]', "C1", {}, "f2")
    store.add(NORTH, [ROW, replace(ROW, key='["R2"]'), other])
    assert store.sent(NORTH.id, "Customers") == {other.key: other}
    store.add(replace(NORTH, state=State.PREPARING), [replace(ROW, name="new")])
    assert store.sent(NORTH.id, "Quota") == {ROW.key: replace(ROW, name="new")}
    assert store.sent(NORTH.id, "Customers") == {}
    assert [handout.state for handout in store.handouts()] == [State.PREPARING]


def test_rows_keep_their_order(store: Store) -> None:
    keys = ["b", "c", "a"]
    store.add(NORTH, [replace(ROW, key=key) for key in keys])
    assert list(store.sent(NORTH.id, "Quota")) == keys


def test_a_change_is_remembered_at_once(store: Store) -> None:
    store.set_state(NORTH)
    store.remember(CHANGE)
    assert store.handouts() == [collected()]
    assert store.bases(NORTH.id, "Quota") == {('["R1"]', "override"): "6", ('["R1"]', "reason"): "说明"}
    assert store.conflicts() == [conflict("c2")]
    assert [(e.seq, e.after, e.run) for e in entries(store)] == [(1, "6", CHANGE.run), (2, "7", CHANGE.run)]


def test_preparing_and_finishing_is_remembering(store: Store) -> None:
    with_remember = Store(in_memory())
    with_remember.remember(CHANGE)
    store.prepare(CHANGE, before="a", after="b")
    assert content(store) == ([], [], [])
    store.finish()
    assert content(store) == content(with_remember)
    store.finish()
    assert content(store) == content(with_remember)
    with_remember.connection.close()


def test_what_is_dropped_is_forgotten(store: Store) -> None:
    store.prepare(CHANGE, before="a", after="b")
    store.drop()
    store.finish()
    assert content(store) == ([], [], [])


def test_two_cannot_be_prepared(store: Store) -> None:
    store.prepare(CHANGE, before="a", after="b")
    with pytest.raises(StoreError, match="cut off in the middle; run again"):
        store.prepare(CHANGE, before="a", after="b")


@pytest.mark.parametrize(
    ("digest", "runs", "done"),
    [
        ("after", [], True),
        ("saved since", [CHANGE.run], True),
        ("saved since", ["another"], False),
        ("before", [], False),
        ("before", [CHANGE.run], False),  # the code of an earlier run that did the same
    ],
)
def test_recovering(store: Store, digest: str, runs: list[str], done: bool) -> None:
    store.prepare(CHANGE, before="before", after="after")
    assert store.recover(digest, runs) is done
    assert len(entries(store)) == 2 * done
    assert store.recover(digest, runs) is False
    assert len(entries(store)) == 2 * done


def test_conflicts_that_are_not_named_any_more_are_over(store: Store) -> None:
    store.set_state(NORTH)
    store.remember(Change(run="", conflicts=(conflict("c1"), conflict("c2"))))
    store.remember(Change(run="", entries=(entry(),)))
    assert [c.id for c in store.conflicts()] == ["c1", "c2"]
    store.remember(Change(run="", conflicts=(conflict("c3"), conflict("c2", returned="9"))))
    assert {c.id: c.returned for c in store.conflicts()} == {"c2": "9", "c3": "8"}
    store.remember(Change(run="", conflicts=()))
    assert store.conflicts() == []


def test_of_one_cell_the_last_counts(store: Store) -> None:
    store.set_state(NORTH)
    store.remember(Change(run="", seen=(seen("6"), seen("7"))))
    store.remember(Change(run="", seen=(seen("8"), seen("9"), seen("", "reason"))))
    assert store.bases(NORTH.id, "Quota") == {('["R1"]', "override"): "9", ('["R1"]', "reason"): ""}


def test_what_could_not_be_finished_is_refused_when_it_is_prepared(store: Store) -> None:
    with pytest.raises(ValueError, match="nobody's"):
        store.prepare(Change(run="", seen=(seen("6", handout="nobody's"),)), before="a", after="b")
    no_text: Any = None
    with pytest.raises(AttributeError):
        store.prepare(Change(run="", entries=(entry(no_text),)), before="a", after="b")
    assert not store.recover("b", [])


def test_the_half_of_a_character_is_stored_as_an_escape(store: Store) -> None:
    store.remember(Change(run="", handouts=(replace(NORTH, file="a\udcff.xlsx"),), entries=(entry("\udcff"),)))
    assert store.handouts()[0].file == "a\\udcff.xlsx"
    assert entries(store)[0].after == "\\udcff"
    assert verify(store) is None


@given(st.lists(st.tuples(*[st.text(max_size=5)] * 4), max_size=4), st.text(max_size=9), st.datetimes())
def test_any_text_comes_back(cells: list[tuple[str, str, str, str]], text: str, at: datetime) -> None:
    store = Store(in_memory())
    handout = replace(NORTH, manager=text, file=text, comment=text, sent_at=at, returned_at=at)
    rows = {key: SentRow("T", key, name, {column: value}, text) for key, name, column, value in cells}
    store.add(handout, [*rows.values()])
    store.remember(
        Change(run="", seen=tuple(Seen(handout.id, "T", key, column, value) for key, _, column, value in cells))
    )
    assert store.handouts() == [handout]
    assert store.sent(handout.id, "T") == rows
    assert store.bases(handout.id, "T") == {(key, column): value for key, _, column, value in cells}
    store.connection.close()


def test_statements_in_texts_are_texts(store: Store) -> None:
    nasty = "'); DROP TABLE log; --"
    store.remember(Change(run=nasty, entries=(entry(nasty),), handouts=(replace(NORTH, team=nasty),)))
    assert store.handouts()[0].team == nasty
    assert entries(store, run=nasty)[0].after == nasty


def test_nothing_is_not_remembered(store: Store) -> None:
    store.remember(Change(run="x"))
    store.prepare(Change(run="x"), before="a", after="a")
    store.finish()
    assert content(store) == ([], [], [])
