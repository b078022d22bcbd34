"""Versions of logs and the plan's visits, over every sequence of edits and collects."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from salesplan.findings import Severity
from salesplan.host.visit_logs.checks import Checked
from salesplan.host.visit_logs.entries import typed_entry
from salesplan.host.visit_logs.merge import Fate
from salesplan.words import LANGUAGES
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
        newest = max((known.saved for known in self.model.values()), default=START)
        for entry, (saved, note) in said.items():
            known = self.model.get(entry)
            if known is None or (note != known.taken and saved >= newest):
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


@pytest.mark.flow
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


@pytest.mark.flow
@given(rows=versions, data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_logs_does_not_matter(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    logs = [checked_log(f"{at}.xlsx", START + timedelta(hours=at % 2), said) for at, said in enumerate(rows)]
    one, first = collected(no_visits(), *logs)
    other, second = collected(no_visits(), *data.draw(st.permutations(logs)))
    pd.testing.assert_frame_equal(one, other)
    assert sorted(f.line() for f in first.findings) == sorted(f.line() for f in second.findings)


@pytest.mark.flow
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
    typed = {f"ABCD-00{day}": content(day, note=str(day)) for day in (1, 2, 3)}
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


# Rows and their entries.


def noted(visits: pd.DataFrame) -> list[tuple[int, str, str]]:
    return sorted((row["date"].day, row["entry"], row["note"]) for row in visits.to_dict("records"))


def two_visits() -> pd.DataFrame:
    return collected(no_visits(), two_logged("1.xlsx", START))[0]


def two_logged(name: str, saved: datetime) -> Checked:
    return checked_log(name, saved, {"ABCD-001": content(1, note="a"), "ABCD-002": content(2, note="b")})


def test_rows_sorted_without_their_entries_leave_what_a_manager_changed() -> None:
    visits = two_visits()
    visits.loc[visits["entry"] == "ABCD-001", "note"] = "by the manager"
    turned = {"ABCD-001": content(2, note="b"), "ABCD-002": content(1, note="a")}
    after, done = collected(visits, checked_log("1.xlsx", START + timedelta(hours=1), turned))
    assert (done.nothing, done.findings, set(done.fates.values())) == (True, [], {Fate.UNCHANGED})
    assert noted(after) == noted(visits)
    # The visit that stands with the entry of the other is still that visit when it is corrected.
    turned["ABCD-001"] = content(3, note="b")
    after, done = collected(visits, checked_log("1.xlsx", START + timedelta(hours=2), turned))
    assert noted(after) == [(1, "ABCD-001", "by the manager"), (3, "ABCD-002", "b")]
    assert list(done.fates.values()) == [Fate.UNCHANGED, Fate.UPDATED]


def test_what_is_typed_where_a_row_was_cut_is_a_visit_of_its_own() -> None:
    rows = {"ABCD-001": content(9, note="new"), "ABCD-002": content(2, note="b"), "ABCD-003": content(1, note="a")}
    visits, done = collected(two_visits(), checked_log("1.xlsx", START + timedelta(hours=1), rows))
    assert sorted(done.fates.values()) == [Fate.NEW, Fate.UNCHANGED, Fate.UNCHANGED]
    assert noted(visits) == [(1, "ABCD-001", "a"), (2, "ABCD-002", "b"), (9, "ABCD-003", "new")]
    rows["ABCD-001"] = content(9, note="corrected")
    visits, done = collected(visits, checked_log("1.xlsx", START + timedelta(hours=2), rows))
    assert sorted(done.fates.values()) == [Fate.UNCHANGED, Fate.UNCHANGED, Fate.UPDATED]
    assert noted(visits)[-1] == (9, "ABCD-003", "corrected")


def test_an_older_version_is_known_where_the_newer_was_sorted() -> None:
    turned = {"ABCD-001": content(2, note="b"), "ABCD-002": content(1, note="a")}
    newer = checked_log("2.xlsx", START + timedelta(hours=1), turned)
    visits, done = collected(two_visits(), newer, two_logged("1.xlsx", START))
    assert (done.nothing, done.findings) == (True, [])
    assert noted(visits) == noted(two_visits())


def test_one_blank_row_filled_in_on_two_devices_gives_both_visits() -> None:
    phone = checked_log("phone.xlsx", START, {"ABCD-001": content(3, note="a")})
    laptop = checked_log("laptop.xlsx", START + timedelta(hours=1), {"ABCD-001": content(10, note="b")})
    visits, done = collected(no_visits(), phone, laptop)
    assert noted(visits) == [(3, "", "a"), (10, "ABCD-001", "b")]
    (found,) = done.findings
    assert (found.code, found.workbook, found.cell) == ("L345", "phone.xlsx", "A5")
    assert "laptop.xlsx 'Visits'!A5" in found.message()
    again = collected(visits, phone, laptop)[1]
    assert (again.nothing, again.findings, set(again.fates.values())) == (True, [], {Fate.UNCHANGED})


def test_another_customer_on_another_device_is_a_visit_of_its_own_too() -> None:
    phone = checked_log("phone.xlsx", START, {"ABCD-001": content(3)})
    laptop = checked_log("laptop.xlsx", START + timedelta(hours=1), {"ABCD-001": content(3, "C2")})
    visits, _ = collected(no_visits(), phone, laptop)
    assert sorted(visits["customer_id"]) == ["C1", "C2"]
    # Another kind, or anything else, is the same visit corrected.
    call = checked_log("laptop.xlsx", START + timedelta(hours=1), {"ABCD-001": content(3, kind="call")})
    visits, done = collected(no_visits(), phone, call)
    assert [finding.code for finding in done.findings] == ["L333"]
    assert visits["kind"].tolist() == ["call"]


def test_a_row_that_becomes_another_day_says_what_it_was() -> None:
    rows = {"ABCD-001": content(8, note="a"), "ABCD-002": content(2, "C2", note="b")}
    _, done = collected(two_visits(), checked_log("1.xlsx", START + timedelta(hours=1), rows))
    said = [finding.message() for finding in done.findings if finding.code == "L338"]
    assert [("2027-01-01 C1" in line, "2027-01-08 C1" in line) for line in said] == [(True, True), (False, False)]
    assert ("2027-01-02 C1" in said[1], "2027-01-02 C2" in said[1]) == (True, True)


def test_a_version_between_two_that_agree_does_not_count() -> None:
    visits, _ = collected(no_visits(), checked_log("1.xlsx", START, {"ABCD-001": content(note="100")}))
    latest = {"ABCD-001": content(note="100"), "ABCD-002": content(2)}
    visits, _ = collected(visits, checked_log("3.xlsx", START + timedelta(hours=2), latest))
    between = checked_log("2.xlsx", START + timedelta(hours=1), {"ABCD-001": content(note="555")})
    visits, done = collected(visits, between)
    assert list(done.fates.values()) == [Fate.LEFT_OUT]
    (found,) = done.findings
    assert (found.code, found.severity) == ("L334", Severity.WARNING)
    assert "Note 555 → 100" in found.message()
    assert noted(visits)[0] == (1, "ABCD-001", "100")


def test_a_visit_that_the_plan_has_no_longer_as_it_was_issued_is_not_added() -> None:
    issued = typed_entry(date(2027, 1, 1), "r1", "C1", "visit")
    moved, _ = collected(no_visits(), checked_log("1.xlsx", START, {"ABCD-001": content(2)}))
    moved["entry"] = moved["taken"] = moved["log"] = ""
    visits, done = collected(moved, checked_log("1.xlsx", START, {issued: content(1)}))
    assert (list(done.fates.values()), [found.code for found in done.findings]) == ([Fate.LEFT_OUT], ["L346"])
    assert noted(visits) == noted(moved)
    # Where the rep made another visit of it, it is one.
    _, done = collected(moved, checked_log("1.xlsx", START, {issued: content(5)}))
    assert list(done.fates.values()) == [Fate.NEW]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_deletes_a_visit_is_told_where_it_would_come_back_from(language: str) -> None:
    _, done = collected(
        two_visits(), checked_log("1.xlsx", START, {"ABCD-001": None, "ABCD-002": content(2, note="b")})
    )
    (gone,) = done.findings
    assert gone.code == "L336"
    said = {
        "en": "take the older logs out of the folder",
        "zh-Hans": "将旧记录表移出文件夹",
        "zh-Hant": "將舊記錄表移出資料夾",
    }
    assert said[language] in gone.line(language)
