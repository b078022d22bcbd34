"""Cells that handouts change, the sheet of conflicts and its choices, in a plan as people have it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Final

import pytest

from salesplan.host.handouts.cells import Cell, Current, cells_write
from salesplan.host.handouts.choices import Resolved, choices, resolve
from salesplan.host.handouts.conflicts import conflict_writes
from salesplan.host.opened import OpenedPlan
from salesplan.store.records import Conflict, Handout
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.workbook.build import build
from salesplan.workbook.writes import CellWrite, Scalar
from tests.flow.company import REPS as REP_ROWS
from tests.flow.company import by, company, everything, put, rows, salesplan, tables, write_csv
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc

pytestmark = pytest.mark.flow

AT: Final = datetime(2026, 11, 2, 9, 30)
NORTH: Final = Handout(id="abcdefghijkl", by="team", region="North", team="A", manager="Li", sent_at=AT)
TABLES: Final = (REPS, REGION_QUOTA, TEAM_QUOTA, QUOTA, CUSTOMERS, CONFLICTS)
REPS_LEFT: Final = [row for row in REP_ROWS if row["rep_id"] != "R5"]
SHEETS: Final = ("Start", "Region quota", "Team quota", "Quota")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    customers = [{"customer_id": "0012", "customer": "Ace", "rep_id": "R1", "intent": "high", "credit": "A"}]
    settings = {"over_assignment_rep": 0.05, "company_target": 1_200_000}
    book = company(tmp_path_factory.mktemp("planned"), Customers=customers, settings=settings)
    salesplan("quota", book)
    return book


@pytest.fixture
def book(planned: Path, tmp_path: Path) -> Path:
    return Path(copyfile(planned, tmp_path / planned.name))


def opened_plan(book: Path) -> OpenedPlan:
    return OpenedPlan(book, SALES_PLAN, TABLES)


def conflict(
    each: str, column: str = "override", *, table: str = "Quota", key: str = '["r1"]', **texts: str
) -> Conflict:
    said = {"sent": "", "current": "", "returned": "300000"} | texts
    return Conflict(
        id=each,
        handout=NORTH.id,
        table=table,
        key=key,
        name="Ana (R1)",
        column=column,
        returned_by="Li",
        returned_at=AT,
        file="north.xlsx",
        **said,
    )


def listed(book: Path, conflicts: Sequence[Conflict]) -> bool:
    """Bring the sheet up to date; tell whether that took a write."""
    writes = conflict_writes(opened_plan(book), conflicts, {NORTH.id: NORTH})
    put(book, writes)
    return bool(writes)


def choose(book: Path, chosen: Mapping[str, Scalar]) -> None:
    """Type choices, each with a note, as a person does."""
    found = opened_plan(book).found[CONFLICTS.name]
    places = {header: column for column, header in enumerate(found.info.columns, start=found.info.area.first_column)}
    shown = {row["id"]: row["row"] for row in rows(book, CONFLICTS.name)}
    put(
        book,
        [
            CellWrite(found.info.sheet, shown[each], places[found.headers[key]], value)
            for each, choice in chosen.items()
            for key, value in (("choice", choice), ("note", f"note {each}"))
        ],
    )


def resolved(book: Path, conflicts: Sequence[Conflict]) -> Resolved:
    opened = opened_plan(book)
    return resolve(opened, conflicts, Current(opened.frames, opened.currency))


def test_cells_are_written_with_what_formulas_come_to_and_nothing_else(book: Path) -> None:
    before = everything(book)
    opened = opened_plan(book)
    first, second = opened.frames["Quota"].index[:2]
    ace = ("Customers", opened.frames["Customers"].index[0], '["0012"]', "Ace")
    cells = [
        Cell("Quota", first, '["r1"]', "Ana", "override", "", "300000.5", "R1"),
        Cell("Quota", second, '["r2"]', "Bo", "reason", "", "=1+1", "R2"),
        Cell("TeamQuota", opened.frames["TeamQuota"].index[0], '["north", "a"]', "A", "override", "", "700000"),
        Cell(*ace, "intent", "high", "low", "R1"),
        Cell(*ace, "credit", "A", "", "R1"),
    ]
    writes, after = cells_write(opened, cells)
    put(book, writes)
    assert opened_plan(book).frames["Quota"]["override"].tolist() == after["Quota"]["override"].tolist()
    quota, customers = tables(book, "Quota", "Customers")
    assert [row["override"] for row in quota[:2]] == [300_000.5, None]
    assert (quota[0]["final"], quota[1]["reason"]) == (300_000.5, "=1+1")
    assert (customers[0]["intent"], customers[0]["credit"], customers[0]["customer_id"]) == ("low", None, "0012")
    now = everything(book)
    moved = {cell for cell in before.keys() | now.keys() if before.get(cell) != now.get(cell)}
    live = {cell for cell in moved if str(before.get(cell, ("", ""))[1]).startswith("=")}
    assert len(moved - live) == len(cells)
    assert all(before[cell][1] == now[cell][1] for cell in live)
    assert {sheet for sheet, _ in live} == set(SHEETS)
    assert [wrong for wrong in formula_mismatches(book, recalculated_by_ironcalc(book)) if wrong.sheet in SHEETS] == []


def test_a_row_that_is_no_longer_planned_gets_no_formulas_back(book: Path) -> None:
    salesplan("load", book, "Quota", write_csv(book.with_name("typed.csv"), [{"rep_id": "R5", "reason": "leaves"}]))
    salesplan("load", book, "Reps", write_csv(book.with_name("reps.csv"), REPS_LEFT), "--replace")
    salesplan("quota", book)
    before = by(rows(book, "Quota"), "rep_id")["R5"]
    opened = opened_plan(book)
    first = opened.frames["Quota"].index[0]
    put(book, cells_write(opened, [Cell("Quota", first, '["r1"]', "Ana", "override", "", "300000", "R1")])[0])
    assert by(rows(book, "Quota"), "rep_id")["R5"] == before
    assert (before["reason"], before["final"]) == ("leaves", None)


def test_a_plan_made_before_there_was_such_a_sheet_gets_it_with_the_first_conflict(tmp_path: Path) -> None:
    sheets = tuple(sheet for sheet in SALES_PLAN.sheets if sheet.table is not CONFLICTS)
    settings = {"plan_year": 2027, "currency": "CNY", "language": "zh-Hans"}
    old = tmp_path / "plan.xlsx"
    old.write_bytes(build(replace(SALES_PLAN, sheets=sheets), language="zh-Hans", settings=settings))
    assert not listed(old, [])
    assert listed(old, [conflict("c1")])
    assert not listed(old, [conflict("c1")])
    (shown,) = rows(old, "Conflicts")
    assert (shown["id"], shown["table"], shown["column"], shown["choice"]) == ("c1", "销售配额", "调整值", None)
    choose(old, {"c1": "保留"})
    assert [each.text for each in choices(opened_plan(old), [conflict("c1", current="7")])[0]] == ["7"]


def test_the_sheet_shows_the_open_ones_and_keeps_what_was_typed(book: Path) -> None:
    first, second = (
        conflict("c1"),
        conflict("c2", "intent", table="Customers", key='["0012"]', sent="high", current="low", returned=""),
    )
    assert listed(book, [first, second])
    shown = by(rows(book, "Conflicts"), "id")
    assert (shown["c1"]["returned"], shown["c1"]["team"], shown["c1"]["manager"]) == (300_000, "North / A", "Li")
    assert (shown["c2"]["sent"], shown["c2"]["current"], shown["c2"]["returned"]) == ("high", "low", None)
    assert (shown["c2"]["table"], shown["c2"]["column"], shown["c2"]["returned_at"]) == ("Customers", "Intent", AT)
    choose(book, {"c2": "take"})
    kept = book.read_bytes()
    assert not listed(book, [second, first])
    assert book.read_bytes() == kept
    assert listed(book, [second, conflict("c3")])
    shown = by(rows(book, "Conflicts"), "id")
    assert shown.keys() == {"c2", "c3"}
    assert (shown["c2"]["choice"], shown["c2"]["note"], shown["c3"]["choice"]) == ("take", "note c2", None)
    assert listed(book, [])
    assert not listed(book, [])
    assert [row["id"] for row in rows(book, "Conflicts")] == [None]


CHOICES: Final[dict[Scalar, str | None]] = {
    "keep": None,
    "采纳": "300000",
    "250,000": "250000",
    260_000: "260000",
    "None": "",
}


def test_choices_are_applied_in_any_language_and_refused_where_they_do_not_fit(book: Path) -> None:
    reps = ["r1", "r2", "r3", "r4", "r5"]
    open_now = [conflict(f"c{rep}", key=f'["{rep}"]') for rep in reps]
    more = [
        conflict("bad", key='["r1"]', column="override", table="TeamQuota"),
        conflict("owner", "rep_id", table="Customers", key='["0012"]', sent="R1", current="R1", returned="R2"),
        conflict("strange", "rep_id", table="Customers", key='["0012"]', sent="R1", current="R1", returned="R2"),
        conflict("low", "intent", table="Customers", key='["0012"]', current="high", returned=""),
        conflict("moved", "credit", table="Customers", key='["0012"]', current="B", returned="C"),
        conflict("open", "potential", table="Customers", key='["0012"]'),
        conflict("text", "override", key='["r5"]'),
    ]
    typed_choices: dict[str, Scalar] = dict(zip([each.id for each in open_now], CHOICES, strict=True))
    typed_choices |= {"owner": "r3", "strange": "R9", "low": "低", "moved": "take", "text": "a lot"}
    every = [*open_now, *more]
    listed(book, every)
    choose(book, typed_choices)
    done = resolved(book, every)
    taken = {(cell.table, cell.key, cell.column): cell.after for cell in done.taken}
    wanted = {
        ("Quota", f'["{rep}"]', "override"): said for rep, said in zip(reps, CHOICES.values(), strict=True) if said
    }
    assert taken == wanted | {("Customers", '["0012"]', "rep_id"): "R3", ("Customers", '["0012"]', "intent"): "low"}
    assert [each.id for each in done.still_open] == ["strange", "moved", "open", "text"]
    assert next(each for each in done.still_open if each.id == "moved").current == "A"
    assert sorted(finding.code for finding in done.findings) == ["H335", "H335", "H336", "H337"]
    assert all(finding.sheet == "Conflicts" and finding.cell for finding in done.findings)
    assert {each.text for each in done.seen if each.table == "Quota"} == {"300000"}
    assert "note cr1" in [each.said().rpartition("; ")[2] for each in done.settled]


def test_two_conflicts_about_one_cell_are_settled_by_the_same_choice_only(book: Path) -> None:
    twice = [conflict("c1", returned="300000"), conflict("c2", returned="400000")]
    listed(book, twice)
    choose(book, {"c1": "take", "c2": "take"})
    done = resolved(book, twice)
    assert ([cell.after for cell in done.taken], [each.id for each in done.still_open]) == (["300000"], ["c2"])
    listed(book, list(reversed(twice)))
    choose(book, {"c1": "take", "c2": ""})
    (left,) = resolved(book, list(reversed(twice))).still_open
    assert (left.id, left.current) == ("c2", "300000")
    same = [replace(each, returned="300000") for each in twice]
    assert [each.still_open for each in (resolved(book, same), resolved(book, same[1:]))] == [[], [same[1]]]
    choose(book, {"c2": 300_000})
    assert [len(resolved(book, twice).settled), len(resolved(book, twice).taken)] == [2, 1]


def test_of_a_conflict_that_stands_twice_the_first_choice_counts(book: Path) -> None:
    listed(book, [conflict("c1"), conflict("c2")])
    choose(book, {"c1": "keep", "c2": "take"})
    found = opened_plan(book).found[CONFLICTS.name].info
    second = by(rows(book, CONFLICTS.name), "id")["c2"]["row"]
    put(book, [CellWrite(found.sheet, second, found.area.first_column, "c1")])
    assert [each.text for each in choices(opened_plan(book), [conflict("c1", current="7")])[0]] == ["7"]
