"""Every change of what people typed, through salesplan, is in the log, and the log shows when it was tampered with."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

import pytest

from salesplan.store.log import entries, run_code, verify
from salesplan.store.records import Change, Entry
from salesplan.store.store import Store, store_path
from salesplan.store.who import user
from salesplan.tables.model import Owner
from salesplan.words import LANGUAGES
from tests.flow.company import (
    REPS,
    Row,
    as_json,
    column,
    company,
    declaration,
    parts,
    rows,
    salesplan,
    type_in,
    typed_settings,
    write_csv,
)
from tests.flow.scenario_company import scenarios

Where = tuple[str, str]
Changes = dict[Where, tuple[str, str]]
_CUSTOMERS: Final[list[Row]] = [
    {
        "customer_id": "C1",
        "customer": "Acme",
        "rep_id": "R1",
        "potential": 1000,
        "tier": "A",
        "first_purchase": "2026-01-05",
    },
    {"customer_id": "007", "customer": "华联", "rep_id": "R2", "potential": 2000.5, "credit": "B"},
]


def load(plan: Path, table: str, table_rows: list[Row], *options: str) -> None:
    salesplan("load", plan, table, write_csv(plan.with_name(f"{table}.csv"), table_rows), *options)


def logged(plan: Path) -> list[Entry]:
    with Store.open(plan, make=False) as store:
        assert verify(store) is None
        return entries(store)


def history(plan: Path, *options: object, code: int = 0) -> list[Row]:
    found: list[Row] = as_json("history", plan, *options, code=code)["tables"]["History"]
    return found


def codes(plan: Path, code: int) -> list[str]:
    return [finding["code"] for finding in as_json("history", plan, code=code)["findings"]]


def typed(plan: Path, table: str) -> dict[Where, str]:
    """Give what people typed, by row and column, as the log would say it; read by openpyxl."""
    declared = declaration(table)
    human = [each.key for each in declared if each.owner is Owner.PERSON or each.seeded]
    found = {}
    for row in rows(plan, table):
        key = json.dumps([str(row[part]).casefold() for part in declared.identity], ensure_ascii=False)
        for name in human:
            if (value := row.get(name)) not in (None, ""):
                found[key, name] = said(value)
    return found


def said(value: Any) -> str:
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def differences(before: Mapping[Where, str], after: Mapping[Where, str]) -> Changes:
    pairs = {where: (before.get(where, ""), after.get(where, "")) for where in before.keys() | after.keys()}
    return {where: pair for where, pair in pairs.items() if pair[0] != pair[1]}


def told(found: list[Entry]) -> Changes:
    """Give cells out of entries, those of rows that come or go too."""
    cells: Changes = {}
    for entry in found:
        if entry.column:
            cells[entry.key, entry.column] = (entry.before, entry.after)
            continue
        for key, text in json.loads(entry.before or "{}").items():
            cells[entry.key, key] = (text, "")
        for key, text in json.loads(entry.after or "{}").items():
            cells[entry.key, key] = ("", text)
    return cells


def test_the_log_says_exactly_what_a_load_changed(tmp_path: Path) -> None:
    plan = company(tmp_path, language="zh-Hant")
    steps: list[tuple[str, list[Row], list[str]]] = [
        ("Customers", _CUSTOMERS, []),
        ("Customers", [{"customer_id": "c1", "potential": 1500, "tier": "B", "rep_id": "R1"}], []),
        ("Customers", [_CUSTOMERS[1], {"customer_id": "C9", "customer": "=1+1", "rep_id": "R3"}], ["--replace"]),
        ("Reps", [REPS[0] | {"team": "Z", "manager": "Mo"}, *REPS[2:]], ["--replace"]),
        ("Ramp", [{"month": 1, "share": 0.25}, {"month": 2, "share": 0.5}], ["--replace"]),
        ("Contacts", [{"customer_id": "007", "contact": "Li", "role": "buyer"}], []),
    ]
    for table, table_rows, options in steps:
        before, known = typed(plan, table), len(logged(plan))
        load(plan, table, table_rows, *options)
        assert told(logged(plan)[known:]) == differences(before, typed(plan, table)), table
    known = len(logged(plan))
    load(plan, "Contacts", [{"customer_id": "007", "contact": "Li", "role": "buyer"}])
    assert len(logged(plan)) == known


def test_who_and_about_whom(tmp_path: Path) -> None:
    plan = company(tmp_path, Customers=_CUSTOMERS)
    load(plan, "Customers", [{"customer_id": "C1", "rep_id": "R5"}])
    (entry,) = logged(plan)[-1:]
    assert (entry.name, entry.column, entry.rep_id) == ("Acme (C1)", "rep_id", "R5")
    assert (entry.by, entry.through, entry.command, entry.note) == (user(), user(), "load Customers", "Customers.csv")
    for rep in ("R1", "ana", "R5", " ed "):
        assert history(plan, "--rep", rep)[-1]["after"] == "R5"
    assert all(line["rep_id"] == "R2" for line in history(plan, "--rep", "Bo"))
    assert history(plan, "--by", user().upper()) == history(plan)
    assert history(plan, "--by", "nobody") == history(plan, "--since", "2200-01-01") == []
    salesplan("history", plan, "--rep", "R99", code=2)


def test_one_cell_however_it_is_named(planned: Path) -> None:
    type_in(planned, "Quota", "R2", override=150_000, reason="new")
    load(planned, "Quota", [{"rep_id": "R2", "override": 160_000}, {"rep_id": "R1", "override": 0}])
    sheet_row = next(row["row"] for row in rows(planned, "Quota") if row["rep_id"] == "R2")
    headers = list(rows(planned, "Quota")[0])[1:]
    address = f"{chr(65 + headers.index('override'))}{sheet_row}"
    ways = [f"Quota!{address}", f"'quota'!$A{address}".replace("$A", "$"), "Quota/r2/override", "Quota/Bo/Override"]
    for way in ways:
        found = history(planned, "--cell", way)
        assert [(line["before"], line["after"]) for line in found] == [("150000", "160000")], way
    assert history(planned, "--cell", "Settings/growth") == []
    for wrong in (
        "Quota",
        "Quota!A1",
        "Quota!ZZZ9",
        "Nowhere!A1",
        "Quota/R77/override",
        "Sales/x/revenue",
        "Settings/x",
    ):
        salesplan("history", planned, "--cell", wrong, code=2)


def test_no_log_where_nobody_typed(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    salesplan("new", "plan", plan)
    salesplan("check", plan, code=1)
    assert not store_path(plan).exists()
    assert "has no log" in salesplan("history", plan).stderr
    assert as_json("history", plan)["log"] is False


def test_computing_copying_and_trying_log_nothing(filled: Path) -> None:
    salesplan("quota", filled)
    copy = filled.with_name("copy.xlsx")
    salesplan(
        "load", filled, "Quota", write_csv(filled.with_name("q.csv"), [{"rep_id": "R1", "override": 5}]), "--dry-run"
    )
    salesplan("load", filled, "Quota", filled.with_name("q.csv"), "--out", copy)
    assert not store_path(filled).exists()
    assert not store_path(copy).exists()


def test_many_rows_are_one_entry(tmp_path: Path) -> None:
    plan = company(tmp_path)
    many = [{"month": "2026-05-01", "rep_id": "R1", "revenue": number} for number in range(1200)]
    load(plan, "Sales", many, "--append")
    (entry,) = logged(plan)[-1:]
    assert (entry.table, entry.key, entry.column, entry.before) == ("Sales", "", "", "")
    assert json.loads(entry.after)["rows"] == 1200
    assert "1,200 rows" in salesplan("history", plan).stdout
    known = len(logged(plan))
    load(plan, "Sales", [*many[:-1], many[0] | {"revenue": 7777}], "--append")
    load(plan, "Sales", list(reversed(many)), "--replace")
    gone = json.loads(logged(plan)[-1].before)
    assert (len(logged(plan)) - known, gone["rows"]) == (2, 1200 + 12)


def test_rows_without_identity_are_a_heap(tmp_path: Path) -> None:
    plan = company(tmp_path)
    growth = [{"dimension": "region", "value": name, "adjustment": 0.1} for name in ("North", "North", "South")]
    load(plan, "Growth", growth)
    known = len(logged(plan))
    load(plan, "Growth", [growth[2], growth[0], growth[1] | {"adjustment": 0.2}], "--replace")
    came, went = logged(plan)[known + 1], logged(plan)[known]
    assert (went.before.count("0.1"), went.after, came.before, came.after.count("0.2")) == (1, "", "", 1)
    assert len(logged(plan)) == known + 2


def test_an_adopted_scenario_is_logged_settings_and_rows(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2, "season_source": "even"}])
    assert typed_settings(plan, growth=0.05) == plan
    salesplan("scenario", "adopt", "More", plan, book)
    found = {entry.key: (entry.before, entry.after) for entry in logged(plan) if entry.table == "Settings"}
    assert found["growth"] == ("0.05", "0.2")
    assert found["season_source"][1] == "even"
    assert history(plan, "--cell", "Settings/growth")[-1]["what"].startswith("Settings / ")
    assert any(entry.command == "log begins" for entry in logged(plan))


def test_it_reads_while_the_plan_is_open_and_in_every_language(filled: Path) -> None:
    load(filled, "Reps", [{"rep_id": "R1", "team": "B"}])
    filled.with_name("~$plan.xlsx").write_bytes(b"")
    before = store_path(filled).read_bytes()
    for language in LANGUAGES:
        shown = salesplan("history", filled, "--lang", language).output
        assert "Ana (R1)" in shown
        assert "A → B" in shown
    assert store_path(filled).read_bytes() == before


# What is tampered with.


def tampered(plan: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change the log by other means than salesplan's."""
    with closing(sqlite3.connect(store_path(plan))) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        change(connection)
        connection.commit()


@pytest.fixture(scope="module")
def _changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = company(tmp_path_factory.mktemp("changed"))
    load(plan, "Reps", [{"rep_id": "R1", "team": "B"}, {"rep_id": "R2", "team": "B"}])
    load(plan, "Reps", [{"rep_id": "R1", "team": "C"}])
    assert codes(plan, 0) == []
    return plan


@pytest.fixture
def changed(_changed: Path, tmp_path: Path) -> Path:
    """A plan with a log, of one's own."""
    copyfile(store_path(_changed), store_path(tmp_path / "plan.xlsx"))
    return Path(copyfile(_changed, tmp_path / "plan.xlsx"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE log SET after = 'X' WHERE seq = 3", "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)"],
)
def test_a_changed_log_shows(changed: Path, statement: str) -> None:
    known = len(history(changed))
    tampered(changed, lambda connection: connection.execute(statement))
    assert "H401" in codes(changed, 1)
    assert len(history(changed, code=1)) >= known - 1
    assert "tampered" in salesplan("history", changed, code=1).stderr


def test_a_log_that_was_made_anew_does_not_fit_the_runs(changed: Path) -> None:
    kept = logged(changed)

    def rebuilt(found: list[Entry]) -> None:
        store_path(changed).unlink()
        with Store.open(changed, make=True) as store:
            store.remember(Change(run="", entries=tuple(found)))

    rebuilt([replace(entry, after="Q") if entry.seq == len(kept) else entry for entry in kept])
    assert codes(changed, 1) == ["H403"]
    rebuilt([entry for entry in kept if entry.run != kept[-1].run])
    assert codes(changed, 1) == ["H402"]
    last = [entry for entry in kept if entry.run == kept[-1].run]
    rebuilt([*last, *(entry for entry in kept if entry not in last)])
    assert codes(changed, 1) == ["H401"]
    rebuilt([kept[1], *last, kept[0], *(entry for entry in kept[2:] if entry not in last)])
    assert "H401" in codes(changed, 1)
    rebuilt([*kept, replace(last[0], after="Z", run="0" * 12)])
    assert codes(changed, 1) == ["H401"]
    more = replace(last[0], after="Z")
    rebuilt([*kept, replace(more, run=run_code([more]))])
    assert codes(changed, 0) == ["H407"]
    rebuilt(kept)
    assert codes(changed, 0) == []
    store_path(changed).unlink()
    assert codes(changed, 1) == ["H404"]


def test_a_plan_put_back_by_hand_shows_and_one_put_back_by_salesplan_does_not(changed: Path) -> None:
    earlier = changed.read_bytes()
    load(changed, "Reps", [{"rep_id": "R1", "team": "D"}])
    now = Path(copyfile(changed, changed.with_name("now.xlsx")))
    changed.write_bytes(earlier)
    assert codes(changed, 0) == ["H407"]
    copyfile(now, changed)
    salesplan("backup", "restore", changed)
    assert changed.read_bytes() == earlier
    load(changed, "Reps", [{"rep_id": "R1", "team": "E"}])
    assert codes(changed, 0) == []


def test_a_copy_begins_a_log_of_its_own_and_says_so(changed: Path) -> None:
    copy = Path(copyfile(changed, changed.with_name("version 2.xlsx")))
    assert codes(copy, 1) == ["H404"]
    load(copy, "Reps", [{"rep_id": "R1", "team": "D"}])
    assert codes(copy, 0) == ["H406"]
    assert [line["after"] for line in history(copy)][1:] == ["D"]


# Killed in the middle.


class Killed(BaseException):
    pass


@pytest.mark.parametrize("method", ["prepare", "finish"])
def test_killed_between_plan_and_log(changed: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    before, known = parts(changed), logged(changed)

    def killed(*given: object, **named: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Store, method, killed)
        csv = write_csv(changed.with_name("r.csv"), [{"rep_id": "R3", "team": "Q"}])
        with pytest.raises(Killed):
            salesplan("load", changed, "Reps", csv)
    assert (parts(changed) == before) == (method == "prepare")
    assert codes(changed, 0) == (["H405"] if method == "finish" else [])
    salesplan("quota", changed)
    assert codes(changed, 0) == []
    new = logged(changed)[len(known) :]
    assert [(entry.key, entry.after) for entry in new] == ([('["r3"]', "Q")] if method == "finish" else [])
    assert run_code(new) == new[0].run if new else True
    assert column(rows(changed, "Reps"), "team")["R3"] == ("Q" if method == "finish" else "B")
