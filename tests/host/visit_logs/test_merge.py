"""Versions of logs and the plan's visits, over every sequence of edits and collects."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from salesplan.host.visit_logs.checks import Checked
from salesplan.host.visit_logs.merge import Fate
from tests.host.visit_logs.logs import checked_log, collected, content, no_visits

START = datetime(2027, 2, 1)
ENTRIES = ("ABCD-001", "ABCD-002", "ABCD-003")
NOTES = ("a", "b", "c")
entries = st.sampled_from(ENTRIES)
notes = st.sampled_from(NOTES)


@dataclass
class Known:
    """What the plan should have of a visit."""

    note: str
    taken: str
    saved: datetime


class Notes(RuleBasedStateMachine):
    """A rep writes, clears and saves notes on three visits; a manager changes some; any versions are collected."""

    def __init__(self) -> None:
        super().__init__()
        self.visits = no_visits()
        self.model: dict[str, Known] = {}
        self.now: dict[str, str | None] = dict.fromkeys(ENTRIES)
        self.versions: list[tuple[datetime, dict[str, str | None]]] = []

    @initialize(note=notes)
    def begin(self, note: str) -> None:
        self.now[ENTRIES[0]] = note
        self.save()

    @rule(entry=entries, note=st.none() | notes)
    def write(self, entry: str, note: str | None) -> None:
        self.now[entry] = note
        self.save()

    def save(self) -> None:
        self.versions.append((START + timedelta(hours=len(self.versions)), dict(self.now)))

    @rule(entry=entries, note=notes)
    def change_in_the_plan(self, entry: str, note: str) -> None:
        if entry in self.model:
            self.visits.loc[self.visits["entry"] == entry, "note"] = note
            self.model[entry].note = note

    @rule(data=st.data())
    def collect(self, data: st.DataObject) -> None:
        places = st.lists(st.integers(0, len(self.versions) - 1), min_size=1, max_size=3, unique=True)
        chosen = [self.versions[place] for place in data.draw(places)]
        self.visits, done = collected(self.visits, *map(log_of, chosen))
        self.expect(chosen)
        assert Fate.REFUSED not in done.fates.values()
        again = collected(self.visits, *map(log_of, chosen))[1]
        assert again.nothing
        assert set(again.fates.values()) <= {Fate.UNCHANGED, Fate.LEFT_OUT}

    def expect(self, chosen: list[tuple[datetime, dict[str, str | None]]]) -> None:
        said: dict[str, tuple[datetime, str]] = {}
        for saved, rows in sorted(chosen, key=lambda version: version[0]):
            said |= {entry: (saved, note) for entry, note in rows.items() if note}
        for entry, (saved, note) in said.items():
            known = self.model.get(entry)
            if known is None or (note != known.taken and saved >= known.saved):
                self.model[entry] = Known(note, note, saved)

    @invariant()
    def plan_is_as_expected(self) -> None:
        there = {
            row["entry"]: Known(row["note"], "", row["saved_at"].to_pydatetime())
            for row in self.visits.to_dict("records")
        }
        assert {entry: (known.note, known.saved) for entry, known in there.items()} == {
            entry: (known.note, known.saved) for entry, known in self.model.items()
        }


def log_of(version: tuple[datetime, dict[str, str | None]]) -> Checked:
    saved, rows = version
    said = {
        entry: None if note is None else content(day=1 + ENTRIES.index(entry), note=note)
        for entry, note in rows.items()
    }
    return checked_log(f"{saved:%d%H}.xlsx", saved, said)


TestNotes = Notes.TestCase
TestNotes.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)

contents = st.none() | st.builds(content, day=st.integers(1, 3), note=notes)
versions = st.lists(st.dictionaries(entries, contents, max_size=3), min_size=1, max_size=5)


@given(rows=versions)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_visits_stay_apart_and_settle(rows: list[dict[str, Any]]) -> None:
    logs = [checked_log(f"{at}.xlsx", START + timedelta(hours=at), said) for at, said in enumerate(rows)]
    visits = no_visits()
    for log in logs:
        visits, done = collected(visits, log)
        identities = visits[["date", "rep_id", "customer_id", "kind"]]
        assert not identities.duplicated().any()
        assert len(done.fates) == len(log.rows)
        fine = {row.content["date"] for row, fate in done.fates.items() if fate not in (Fate.REFUSED, Fate.LEFT_OUT)}
        assert {pd.Timestamp(day) for day in fine} <= set(visits["date"])
        again = collected(visits, log)[1]
        assert again.nothing


@given(rows=versions, data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_logs_does_not_matter(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    logs = [checked_log(f"{at}.xlsx", START + timedelta(hours=at % 2), said) for at, said in enumerate(rows)]
    one, first = collected(no_visits(), *logs)
    other, second = collected(no_visits(), *data.draw(st.permutations(logs)))
    pd.testing.assert_frame_equal(one, other)
    assert sorted(f.line() for f in first.findings) == sorted(f.line() for f in second.findings)


@given(rows=versions)
@settings(max_examples=50, deadline=None)
def test_all_at_once_or_one_after_another(rows: list[dict[str, Any]]) -> None:
    # Where entries keep their day, what is taken does not depend on when it was collected.
    fixed = [
        {entry: said and said | {"date": content(1 + ENTRIES.index(entry))["date"]} for entry, said in version.items()}
        for version in rows
    ]
    logs = [checked_log(f"{at}.xlsx", START + timedelta(hours=at), said) for at, said in enumerate(fixed)]
    at_once, _ = collected(no_visits(), *logs)
    one_by_one = no_visits()
    for log in logs:
        one_by_one, _ = collected(one_by_one, log)
    pd.testing.assert_frame_equal(_by_day(at_once), _by_day(one_by_one))


def _by_day(visits: pd.DataFrame) -> pd.DataFrame:
    return visits.sort_values("date")[["date", "entry", "note"]].reset_index(drop=True)


def test_reps_do_not_meet() -> None:
    one = checked_log("1.xlsx", START, {"ABCD-001": content(note="a")}, rep_id="R1")
    two = checked_log("2.xlsx", START, {"ABCD-001": content(note="b")}, rep_id="R2")
    visits, _ = collected(no_visits(), one, two)
    assert visits[["rep_id", "note"]].to_numpy().tolist() == [["R1", "a"], ["R2", "b"]]


def test_a_row_that_gives_its_visit_up_to_another() -> None:
    before = checked_log("1.xlsx", START, {"ABCD-001": content(1, note="a"), "ABCD-002": content(2, note="b")})
    visits, _ = collected(no_visits(), before)
    after = {"ABCD-001": content(2, note="a"), "ABCD-002": content(3, note="b")}
    visits, done = collected(visits, checked_log("1.xlsx", START + timedelta(hours=1), after))
    assert set(done.fates.values()) == {Fate.UPDATED}
    assert {row["entry"]: row["date"].day for row in visits.to_dict("records")} == {"ABCD-001": 2, "ABCD-002": 3}


def test_rows_that_cannot_move_hold_up_those_behind_them() -> None:
    typed = {f"ABCD-00{day}": content(day) for day in (1, 2, 3)}
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, typed))
    # The third stays, so the second cannot become it, so the first cannot become the second.
    after = {"ABCD-001": content(2), "ABCD-002": content(3)}
    visits, done = collected(visits, checked_log("1.xlsx", START + timedelta(hours=1), after))
    assert list(done.fates.values()) == [Fate.REFUSED, Fate.REFUSED]
    assert sorted(visits["date"].dt.day) == [1, 2, 3]
    assert [finding.code for finding in done.findings].count("L337") == 2


def test_of_two_saved_in_the_same_second_what_comes_later_counts() -> None:
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, {"ABCD-001": content(note="a")}))
    visits, done = collected(visits, checked_log("1.xlsx", START, {"ABCD-001": content(note="b")}))
    assert list(done.fates.values()) == [Fate.UPDATED]


def test_a_copy_above_a_row_does_not_take_its_entry() -> None:
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, {"ABCD-001": content(5, note="a")}))
    log = checked_log("1.xlsx", START + timedelta(hours=1), {"ABCD-001": content(2), "ABCD-002": content(5, note="b")})
    rows = [replace(row, entry="ABCD-001") for row in log.rows]
    visits, done = collected(visits, replace(log, rows=rows))
    assert [done.fates[row] for row in done.fates] == [Fate.UPDATED, Fate.NEW]
    there = {(row["date"].day, row["entry"], row["note"]) for row in visits.to_dict("records")}
    assert there == {(5, "ABCD-001", "b"), (2, "", "")}


def test_a_row_that_lost_its_entry_keeps_the_one_in_the_plan() -> None:
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, {"ABCD-001": content(note="a")}))
    log = checked_log("1.xlsx", START + timedelta(hours=1), {"": content(note="b")})
    visits, done = collected(visits, log)
    assert list(done.fates.values()) == [Fate.UPDATED]
    assert visits[["entry", "note"]].to_numpy().tolist() == [["ABCD-001", "b"]]


def test_visits_of_an_earlier_issue_are_not_missed() -> None:
    earlier = {"WXYZ-001": content(1), "WXYZ-002": content(2)}
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, earlier))
    again = {"WXYZ-002": content(2), "ABCD-001": None, "ABCD-002": None}
    assert collected(visits, checked_log("2.xlsx", START, again))[1].findings == []
    blanked = {"WXYZ-001": None, "WXYZ-002": content(2)}
    (gone,) = collected(visits, checked_log("1.xlsx", START, blanked))[1].findings
    assert (gone.code, gone.row) == ("L336", 5)
