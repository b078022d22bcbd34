"""Visit logs made from a plan: whose they are, what stands in them, and what stays when they are issued again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest

from salesplan.errors import FileInUse, NotWritable, UnknownName, UsageError
from salesplan.host.visit_logs.issue import Issued, issue
from salesplan.planning.explain import SeveralReps
from salesplan.tables.model import label_of
from salesplan.tables.quota import MONTHS
from salesplan.tables.visits import VISITS
from salesplan.words import LANGUAGES
from tests.flow.issued_company import AT, YEAR, Rows, log_settings, log_tables, plan_of, rated_company, wish
from tests.workbook.excel_rules import violations

FORMULAS = ("=1+1", "@SUM(A1)", "+86 21 5555", "-HYPERLINK(1)", "http://example.com/", "007")


@pytest.fixture
def small() -> Rows:
    """Two reps, three customers, one of them of nobody."""
    return {
        "Reps": {"rep_id": ["R1", "R2"], "rep": ["Ana", "Bo"]},
        "Customers": {
            "customer_id": ["C1", "C2", "C3"],
            "customer": ["Ace", "Best", "Core"],
            "rep_id": ["R1", "r1 ", None],
            "tier": ["B", "A", "A"],
            "next_visit": [date(YEAR, 5, 1), date(YEAR, 4, 1), None],
            "visits_a_year": [4, 12, 12],
            "evaluated_on": [date(YEAR - 1, 12, 31)] * 3,
        },
        "Quota": {"rep_id": ["R1", "R2"], "proposed": [1200.36, 240], **{month: [100.03, 20] for month in MONTHS}},
    }


def issued(folder: Path, rows: Rows, *, language: str = "en") -> Issued:
    return issue(plan_of(folder, rows, language=language), folder / "logs", wish())


def codes(done: Issued) -> list[str]:
    return [finding.code for finding in done.findings]


def test_each_rep_gets_their_own_customers_and_quota(tmp_path: Path) -> None:
    rows = rated_company()
    book = plan_of(tmp_path, rows)
    before, said = book.read_bytes(), list[tuple[int, int, str]]()
    done = issue(book, tmp_path / "new" / "logs", wish(), progress=lambda *step: said.append(step))
    assert book.read_bytes() == before
    assert [log.rep_id for log in done.files] == rows["Reps"]["rep_id"]
    names = [f"visit_log_{rep}.xlsx" for rep in rows["Reps"]["rep_id"]]
    assert said == [(place, len(names), name) for place, name in enumerate(names)]
    assert {path.name for path in (tmp_path / "new" / "logs").iterdir()} == set(names)
    for place, log in enumerate(done.files[:5] + done.files[-1:]):
        tables = log_tables(log.path)
        owned = {
            each
            for each, owner in zip(rows["Customers"]["customer_id"], rows["Customers"]["rep_id"], strict=True)
            if owner == log.rep_id
        }
        assert {row["customer_id"] for row in tables["MyCustomers"]} - {None} == owned
        assert log.customers == len(owned)
        due = [row["next_visit"] or date.max for row in tables["MyCustomers"]]
        assert due == sorted(due)
        assert [row["month"] for row in tables["MyQuota"]] == [date(YEAR, month, 1) for month in range(1, 13)]
        at = rows["Quota"]["rep_id"].index(log.rep_id)
        assert [row["quota"] for row in tables["MyQuota"]] == [rows["Quota"][month][at] for month in MONTHS]
        assert log_settings(log.path) == {
            "rep_id": log.rep_id, "rep": rows["Reps"]["rep"][at], "plan_year": YEAR, "currency": "USD",
            "issued_on": AT.date(), "language": "en",
        }  # fmt: skip
        assert place == 5 or log.customers


def test_customers_come_by_due_date_tier_and_name_with_their_contacts(tmp_path: Path, small: Rows) -> None:
    small["Customers"]["rep_id"] = ["R1"] * 3
    small["Customers"]["next_visit"] = [None, date(YEAR, 4, 1), date(YEAR, 4, 1)]
    small["Contacts"] = {
        "customer_id": ["C2", "c2", "C2"],
        "contact": ["Bo", "Li Wei", "Ann"],
        "role": [None, "buyer", "owner"],
        "wants": ["quality", "price", None],
        "influence": ["low", "high", None],
    }
    log = issued(tmp_path, small).files[0]
    found = log_tables(log.path)["MyCustomers"]
    assert [row["customer"] for row in found] == ["Best", "Core", "Ace"]
    assert [row["tier"] for row in found] == ["A", "A", "B"]
    assert found[0]["contacts"] == "Li Wei (buyer): price; Bo: quality; Ann (owner)"
    assert found[1]["contacts"] is None


def test_findings_say_what_the_logs_lack(tmp_path: Path, small: Rows) -> None:
    done = issued(tmp_path / "a", small)
    assert codes(done) == ["L206", "L205"]
    assert done.findings[1].line().startswith("plan.xlsx 'Reps'!A6 [L205] Bo (R2) has no customers")
    assert log_tables(done.files[1].path)["MyCustomers"] == [dict.fromkeys(log_keys("MyCustomers"))]
    due = small["Customers"].pop("next_visit")
    assert codes(issued(tmp_path / "no dates", small)) == ["L211", "L206", "L205"]
    small["Customers"]["next_visit"] = due
    del small["Quota"], small["Customers"]["evaluated_on"]
    done = issued(tmp_path / "b", small)
    assert codes(done) == ["L201", "L202", "L206", "L205"]
    assert [row["quota"] for row in log_tables(done.files[0].path)["MyQuota"]] == [None] * 12
    small["Quota"] = {"rep_id": ["R1"], "proposed": [1200], "override": [2400], **{month: [100] for month in MONTHS}}
    done = issued(tmp_path / "c", small)
    assert codes(done) == ["L201", "L206", "L205", "L203", "L204"]


def log_keys(table: str) -> list[str]:
    from salesplan.tables.visit_log import VISIT_LOG

    return list(VISIT_LOG.table(table).keys)


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    count = len(FORMULAS)
    rows: Rows = {
        "Reps": {"rep_id": ["=R1"], "rep": ["@Ana"]},
        "Customers": {
            "customer_id": [f"C{at}" for at in range(count)],
            "customer": list(FORMULAS),
            "rep_id": ["=R1"] * count,
        },
        "Contacts": {"customer_id": ["C0"], "contact": ["=HYPERLINK(1)"]},
        "Visits": {
            "date": [date(YEAR, 2, 1 + at) for at in range(count)],
            "rep_id": ["=R1"] * count,
            "customer_id": [f"C{at}" for at in range(count)],
            "kind": ["visit"] * count,
            "note": list(FORMULAS),
        },
    }
    [log] = issued(tmp_path, rows).files
    tables = log_tables(log.path)
    assert {row["customer"] for row in tables["MyCustomers"]} == set(FORMULAS)
    assert {row["contacts"] for row in tables["MyCustomers"]} == {"=HYPERLINK(1)", None}
    assert [row["note"] for row in tables["Visits"][:count]] == list(FORMULAS)
    assert [row["customer_id"] for row in tables["Visits"][:count]] == list(FORMULAS)
    assert (log_settings(log.path)["rep_id"], log_settings(log.path)["rep"]) == ("=R1", "@Ana")
    opened = openpyxl.load_workbook(log.path)
    for name in ("Visits", "My customers"):
        kinds = {cell.data_type for line in opened[name].iter_rows() for cell in line if cell.value in FORMULAS}
        assert kinds == {"s"}
        assert not any(cell.hyperlink for line in opened[name].iter_rows(min_row=5) for cell in line)


def test_two_customers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    rows: Rows = {
        "Reps": {"rep_id": ["R1", "R2"], "rep": ["Ana", "Bo"]},
        "Customers": {
            "customer_id": ["C1", "C2", "C3", "C4", "C5"],
            "customer": ["Ace", "ace ", "Ace", None, "C4"],
            "rep_id": ["R1", "R1", "R2", "R1", "R1"],
        },
        "Visits": {"date": [date(YEAR, 1, 2)], "rep_id": ["R1"], "customer_id": ["c2"], "kind": ["call"]},
    }
    logs = issued(tmp_path, rows).files
    mine, other = (log_tables(log.path) for log in logs)
    assert {row["customer_id"]: row["customer"] for row in mine["MyCustomers"]} == {
        "C1": "Ace (C1)", "C2": "ace (C2)", "C4": "C4", "C5": "C4 (C5)"
    }  # fmt: skip
    assert [row["customer"] for row in other["MyCustomers"]] == ["Ace"]
    assert mine["Visits"][0]["customer_id"] == "ace (C2)"


def test_ids_that_no_file_may_be_called(tmp_path: Path) -> None:
    ids = ["华东/01:a", "华东\\01?a", "CON", "x" * 300, "R-01. ", "r\u202e1"]
    rows: Rows = {"Reps": {"rep_id": ids, "rep": ["Ana"] * len(ids)}}
    done = issued(tmp_path, rows)
    names = [log.path.name for log in done.files]
    assert names == [
        "visit_log_华东_01_a.xlsx",
        "visit_log_华东_01_a_2.xlsx",
        "visit_log_CON.xlsx",
        f"visit_log_{'x' * 40}.xlsx",
        "visit_log_R-01.xlsx",
        "visit_log_r_1.xlsx",
    ]
    assert [log_settings(log.path)["rep_id"] for log in done.files] == [each.strip() for each in ids]
    # A part of the reps get the same names.
    alone = issue(tmp_path / "plan.xlsx", tmp_path / "one", wish(), reps=["华东\\01?a"])
    assert [log.path.name for log in alone.files] == ["visit_log_华东_01_a_2.xlsx"]


def test_a_log_that_is_there_is_kept(tmp_path: Path, small: Rows) -> None:
    book, folder = plan_of(tmp_path, small), tmp_path / "logs"
    first = issue(book, folder, wish(), reps=["R2"]).files[0].path
    first.write_bytes(b"filled in by a rep")
    done = issue(book, folder, wish())
    assert ([log.rep_id for log in done.files], [log.rep_id for log in done.kept]) == (["R1"], ["R2"])
    assert first.read_bytes() == b"filled in by a rep"
    assert not list(folder.glob("*backups"))

    assert issue(book, folder, wish(), reps=["bo"], replace=True).files == []
    earlier = replace(wish(), at=wish().at - timedelta(days=1))
    blank = issue(book, tmp_path / "other", earlier, reps=["bo"]).files[0].path.read_bytes()
    first.write_bytes(blank)
    again = issue(book, folder, wish(), reps=["bo"], replace=True)
    [log] = again.files
    assert log.backup is not None
    assert log.backup.parent == folder / "visit_log_R2.xlsx.salesplan-backups"
    assert log.backup.read_bytes() == blank
    assert log_settings(log.path)["rep_id"] == "R2"
    assert not list(folder.rglob("*.tmp"))
    assert issue(book, folder, wish(), reps=["bo"], replace=True).files[0].backup is None  # the same bytes


def test_nothing_is_touched_when_a_log_to_be_replaced_is_open(tmp_path: Path, small: Rows) -> None:
    book, folder = plan_of(tmp_path, small), tmp_path / "logs"
    paths = [log.path for log in issue(book, folder, wish()).files]
    before = [path.read_bytes() for path in paths]
    (folder / f"~${paths[1].name}").write_bytes(b"\3Ana")
    with pytest.raises(FileInUse, match="Ana"):
        issue(book, folder, wish(), replace=True)
    assert [path.read_bytes() for path in paths] == before


def test_places_that_take_no_log(tmp_path: Path, small: Rows) -> None:
    book = plan_of(tmp_path, small)
    with pytest.raises(NotWritable):
        issue(book, book, wish())
    same = book.rename(tmp_path / "visit_log_R1.xlsx")
    with pytest.raises(UsageError, match="the plan itself"):
        issue(same, tmp_path, wish(), replace=True)


def test_a_dry_run_writes_nothing(tmp_path: Path, small: Rows) -> None:
    book = plan_of(tmp_path, small)
    done = issue(book, tmp_path / "logs", wish(dry_run=True))
    assert [(log.rep_id, log.customers) for log in done.files] == [("R1", 2), ("R2", 0)]
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_errors_in_the_plan_stop_the_logs_unless_partial(tmp_path: Path, small: Rows) -> None:
    small["Customers"]["rep_id"][1] = "R9"
    book = plan_of(tmp_path, small)
    done = issue(book, tmp_path / "logs", wish())
    assert (done.files, done.kept) == ([], [])
    assert "C104" in codes(done)
    assert not (tmp_path / "logs").exists()
    done = issue(book, tmp_path / "logs", wish(partial=True))
    assert [log.customers for log in done.files] == [1, 0]


def test_reps_are_chosen_by_id_or_name(tmp_path: Path) -> None:
    rows: Rows = {
        "Reps": {
            "rep_id": ["R1", "R2", "R3", "R4", "R5"],
            "rep": ["Ana", "Bo", "Bo", "Di", "Ed"],
            "start_date": [None, None, None, date(YEAR, 12, 31), date(YEAR + 1, 1, 1)],
            "end_date": [date(YEAR - 1, 12, 31), date(YEAR, 1, 1), None, None, None],
        }
    }
    book = plan_of(tmp_path, rows)
    asked = wish(dry_run=True)
    assert [log.rep_id for log in issue(book, tmp_path, asked).files] == ["R2", "R3", "R4"]
    assert [log.rep_id for log in issue(book, tmp_path, asked, reps=["di ", "r3"]).files] == ["R3", "R4"]
    done = issue(book, tmp_path, asked, reps=["ana"])
    assert (done.files, codes(done)) == ([], ["L202", "L207"])
    with pytest.raises(SeveralReps, match="R2, R3"):
        issue(book, tmp_path, asked, reps=["Bo"])
    with pytest.raises(UnknownName, match="did you mean 'R1'"):
        issue(book, tmp_path, asked, reps=["R-1"])


def visited(small: Rows) -> Rows:
    """Let both reps have logged visits, some of which the first may not see any more."""
    small["Customers"]["rep_id"] = ["R1", "R2", None]
    made = [
        # day, rep, customer, kind, amount, entry
        (date(YEAR, 2, 3), "R1", "C1", "visit", 500.25, "KDTW-007"),
        (date(YEAR, 1, 9), "r1", "C1", "call", None, None),
        (date(YEAR, 2, 4), "R1", "C3", "joint", 99.99, None),
        (date(YEAR, 2, 5), "R1", "C2", "visit", 7777.77, "KDTW-008"),
        (date(YEAR, 2, 6), "R1", "gone", "visit", 8888.88, None),
        (date(YEAR - 1, 12, 31), "R1", "C1", "visit", 1.0, None),
        (date(YEAR, 2, 3), "R2", "C1", "visit", 2.0, "KDTW-009"),
    ]
    keys = ("date", "rep_id", "customer_id", "kind", "amount", "entry")
    small["Visits"] = {key: [row[at] for row in made] for at, key in enumerate(keys)}
    return small


def test_visits_that_the_plan_has_are_in_the_log(tmp_path: Path, small: Rows) -> None:
    done = issued(tmp_path, visited(small))
    assert [log.visits for log in done.files] == [3, 0]
    # The visit of last year is in no log of this year; those to others' customers are left out, and told of.
    left_out = [(finding.cell, finding.facts["count"]) for finding in done.findings if finding.code == "L208"]
    assert left_out == [("A5", 2), ("A6", 1)]
    first, second = (log_tables(log.path)["Visits"] for log in done.files)
    assert [(row["date"], row["customer_id"], row["kind"], row["amount"]) for row in first[:3]] == [
        (date(YEAR, 1, 9), "Ace", "call", None),
        (date(YEAR, 2, 3), "Ace", "visit", 500.25),
        (date(YEAR, 2, 4), "Core (C3)", "joint visit", 99.99),
    ]
    assert first[1]["entry"] == "KDTW-007"
    assert all(row["date"] is None for row in second)
    quota = log_tables(done.files[0].path)["MyQuota"]
    assert [(row["ordered"], row["visits"]) for row in quota[:3]] == [(0, 1), (600.24, 2), (0, 0)]


def test_entries_are_unlike_and_stay(tmp_path: Path, small: Rows) -> None:
    rows = visited(small)
    book = plan_of(tmp_path, rows)
    first = [row["entry"] for row in log_tables(issue(book, tmp_path / "a", wish()).files[0].path)["Visits"]]
    later = wish(at=datetime(YEAR, 4, 1))
    again = [row["entry"] for row in log_tables(issue(book, tmp_path / "b", later).files[0].path)["Visits"]]
    assert len(set(first)) == len(first) == 103
    assert first[:3] == again[:3]
    assert not set(first[3:]) & set(again[3:])
    assert all(len(entry) == 8 and entry[4] == "-" and entry[5:].isdigit() for entry in first)
    # Letters that the plan's visits have are not given to new rows, even at the same moment.
    rows["Visits"]["entry"][3] = first[50]
    plan_of(tmp_path, rows)
    third = [row["entry"] for row in log_tables(issue(book, tmp_path / "c", wish()).files[0].path)["Visits"]]
    assert first[50] not in third
    assert {entry[:4] for entry in third[3:]} & {entry[:4] for entry in first[3:]} == set()


def test_the_same_entry_twice_in_the_plan_is_given_once(tmp_path: Path, small: Rows) -> None:
    rows = visited(small)
    rows["Visits"]["entry"] = ["KDTW-007"] * 7
    entries = [row["entry"] for row in log_tables(issued(tmp_path, rows).files[0].path)["Visits"]]
    assert len(set(entries)) == len(entries)


def test_there_are_rows_enough_to_fill_in(tmp_path: Path) -> None:
    rows = rated_company(3, each=60)
    blank = []
    for log in issued(tmp_path, rows).files:
        owed = sum(
            visits
            for visits, owner in zip(rows["Customers"]["visits_a_year"], rows["Customers"]["rep_id"], strict=True)
            if owner == log.rep_id
        )
        found = sum(row["date"] is None for row in log_tables(log.path)["Visits"])
        assert 1.5 * owed <= found < 1.5 * owed + 50
        blank.append(found)
    assert max(blank) > 300
    rows["Customers"]["visits_a_year"] = [50] * 180
    log = issued(tmp_path / "many", rows).files[0]
    assert len(log_tables(log.path)["Visits"]) - log.visits == 999


def test_the_order_of_the_plans_rows_does_not_matter(tmp_path: Path) -> None:
    rows = rated_company(6)
    rows["Visits"]["date"] = [date(YEAR, 1, 7)] * len(rows["Visits"]["date"])
    rows["Customers"]["next_visit"] = [date(YEAR, 4, 1)] * len(rows["Customers"]["customer_id"])
    mixed = {name: dict(columns) for name, columns in rows.items()}
    for name, columns in mixed.items():
        order = list(range(len(next(iter(columns.values())))))
        Random(7).shuffle(order)
        mixed[name] = {key: [values[at] for at in order] for key, values in columns.items()}
    one, other = issued(tmp_path / "one", rows), issued(tmp_path / "other", mixed)
    for log in one.files:
        assert log.path.read_bytes() == (tmp_path / "other" / "logs" / log.path.name).read_bytes()
    assert {log.rep_id for log in one.files} == {log.rep_id for log in other.files}


@pytest.mark.parametrize("language", LANGUAGES)
def test_logs_speak_the_plans_language(tmp_path: Path, small: Rows, language: str) -> None:
    rows = visited(small)
    rows["Customers"]["tier"] = ["prospect", "潜在客户", "A"]
    rows["Contacts"] = {"customer_id": ["C1"], "contact": ["李伟"], "role": ["采购"], "wants": ["价格"]}
    done = issued(tmp_path, rows, language=language)
    log = done.files[0].path
    assert violations(log.read_bytes()) == []
    assert log_settings(log)["language"] == language
    tables = log_tables(log)
    assert tables["Visits"][0]["kind"] == label_of(VISITS["kind"].choices, "call", language)
    prospect = {"en": "prospect", "zh-Hans": "潜在客户", "zh-Hant": "潛在客戶"}[language]
    people = "李伟 (采购): 价格" if language == "en" else "李伟（采购）：价格"
    assert (tables["MyCustomers"][0]["tier"], tables["MyCustomers"][0]["contacts"]) == (prospect, people)
    other = issue(tmp_path / "plan.xlsx", tmp_path / "en", wish(language="en"))
    assert log_tables(other.files[0].path)["Visits"][0]["kind"] == "call"
