"""Collecting visit logs when it is not plain whose a log is, what it is called, or which customer it means."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import copy
from typing import Any

import openpyxl
import pytest

from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.visit_logs.collect_kinds import OTHER_REPS_NAME, OTHER_REPS_VISITS
from salesplan.host.wish import Wish
from salesplan.workbook.writes import Value
from tests.flow.company import type_cells
from tests.flow.filled_logs import COLLECTED, YEAR, FilledLog, issue_logs, typed
from tests.flow.issued_company import log_tables
from tests.flow.visit_company import (
    REPS,
    VISIT,
    Columns,
    Company,
    codes,
    company,
    counts,
    made,
    the,
)

__all__ = ["company", "made"]

SECOND = VISIT | {"date": date(YEAR, 2, 4), "customer_id": "Best"}


def retype(company: Company, sheet: str, changes: Mapping[Any, Value]) -> None:
    """Type into the cells of the plan that hold something; those of other columns stay as they are."""
    cells = [cell for line in openpyxl.load_workbook(company.plan)[sheet].iter_rows() for cell in line]
    found = {cell.coordinate: changes[cell.value] for cell in cells if cell.value in changes}
    assert found
    type_cells(company.plan, sheet, found)


def company_of(folder: Path, customers: Columns) -> Company:
    """Make a company with customers of its own, and issue its logs."""
    plan = write_blank("plan", folder / "plan.xlsx", year=YEAR, currency="USD")
    fill(plan, "Reps", REPS, Wish(command="load", at=COLLECTED))
    fill(plan, "Customers", customers, Wish(command="load", at=COLLECTED))
    issue_logs(plan, folder / "logs")
    return Company(folder)


# What the file is called.


@pytest.mark.skipif(os.name == "nt", reason="the names of Windows are no bytes")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"\xb0\xdd\xb7\xc3.xlsx", "拜访.xlsx"),
        ("拜访.xlsx".encode(), "拜访.xlsx"),
        (b"\xff.xlsx", "\ufffd.xlsx"),
        (b"a\nb\x01.xlsx", "a\ufffdb\ufffd.xlsx"),
        (b"\xb0\xdd/a.xlsx", "拜/a.xlsx"),
    ],
)
def test_any_name_of_a_file_can_be_printed_and_written(company: Company, raw: bytes, shown: str) -> None:
    path = company.only()
    typed(path, VISIT)
    target = os.path.join(os.fsencode(company.folder), raw)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(path, target)
    except OSError:
        pytest.skip("this disk does not take such names")
    done = company.collect()
    assert [file.name for file in done.files] == [shown]
    assert company.visits()[0]["log"] == shown
    assert counts(company.collect()) == (0, 0, 1, 0)


@pytest.mark.skipif(os.name == "nt", reason="the names of Windows are no bytes")
def test_two_names_that_print_alike_are_two_files(company: Company) -> None:
    path = company.only()
    for name, visit in ((b"a\x01.xlsx", VISIT), (b"a\x02.xlsx", SECOND)):
        copy(path, company.folder.parent / "open.xlsx")
        typed(company.folder.parent / "open.xlsx", visit)
        os.rename(company.folder.parent / "open.xlsx", os.path.join(os.fsencode(company.folder), name))
    path.unlink()
    assert [file.name for file in company.collect().files] == ["a\ufffd.xlsx", "a\ufffd.xlsx (2)"]


# Whose log it is.


def test_the_id_of_a_rep_beside_the_name_of_another_is_refused(company: Company) -> None:
    log = FilledLog(company.only())
    cell = log.set("rep_id", "R2")
    log.add(**VISIT)
    log.save()
    done = company.collect()
    found = the(done, OTHER_REPS_NAME.code)
    assert (found.workbook, found.cell, done.added) == ("visit_log_R1.xlsx", cell, 0)
    assert "Ana (R1)" in found.message()


@pytest.mark.parametrize(("before", "after"), [("Ana", "Anna"), ("Bo", "Ana")])
def test_a_rep_may_be_renamed_or_have_a_namesake(company: Company, before: str, after: str) -> None:
    typed(company.only(), VISIT)
    retype(company, "Reps", {before: after})
    assert counts(company.collect()) == (1, 0, 0, 0)


def test_visits_that_the_plan_has_under_another_rep_are_not_taken_again(company: Company) -> None:
    typed(company.only(), VISIT, SECOND)
    company.collect()
    log = FilledLog(company.logs["R1"])
    cell = log.set("rep_id", "R2")
    log.set("rep", None)
    log.save()
    done = company.collect()
    found = the(done, OTHER_REPS_VISITS.code)
    assert (found.cell, done.files[0].state, len(company.visits())) == (cell, "faulty", 2)
    assert "R1 (2)" in found.message()


def test_entries_that_are_alike_by_chance_prove_nothing(company: Company) -> None:
    typed(company.only(), VISIT)
    company.collect()
    entry = company.visits()[0]["entry"]
    issue_logs(company.plan, company.folder.parent / "more")
    typed(company.folder.parent / "more" / "visit_log_R2.xlsx", VISIT | {"entry": entry}, to=company.folder / "r2.xlsx")
    assert counts(company.collect()) == (1, 0, 1, 0)


# Which customer is meant.


@pytest.mark.parametrize(
    "changes",
    [
        {"Ace": "Acme Holding"},
        {"Ace": "Best", "Best": "Ace"},
        {"Best": "Ace"},
        {"Ace": "Twin"},
    ],
)
def test_a_choice_means_the_customer_that_was_offered(company: Company, changes: Mapping[Any, Value]) -> None:
    typed(company.only(), VISIT, SECOND)
    retype(company, "Customers", changes)
    done = company.collect()
    assert {visit["date"].day: visit["customer_id"] for visit in company.visits()} == {3: "C1", 4: "C2"}
    assert codes(done) == (["L343", "L343"] if len(changes) == 2 else [])


def chosen(
    folder: Path, ids: Sequence[str], names: Sequence[str], *, list_gone: bool
) -> tuple[list[str], list[object]]:
    """Choose each customer that the drop-down offers: what is found to be wrong, and which visits are not of it."""
    few = company_of(folder, {"customer_id": [*ids], "customer": [*names], "rep_id": ["R1"] * len(ids)})
    offered = {row["customer"]: row["customer_id"] for row in log_tables(few.only())["MyCustomers"] if row["customer"]}
    assert sorted(map(str, offered.values())) == sorted(ids)
    log = FilledLog(few.logs["R1"])
    for place, label in enumerate(offered):
        log.add(**VISIT | {"date": date(YEAR, 2, 1 + place), "customer_id": label})
    if list_gone:
        del log.book[next(sheet.title for sheet in log.book.worksheets if "MyCustomers" in sheet.tables)]
    log.save()
    done = few.collect()
    pairs = zip(few.visits(), offered.values(), strict=False)
    return codes(done), [customer_id for visit, customer_id in pairs if visit["customer_id"] != customer_id]


NAMESAKES = [
    (["C1", "C2", "C3", "C4"], ["华东（上海）", "华东(上海)", "Ace Ltd", "Ace  Ltd"]),
    (["D(1)", "D(2)"], ["Twin", "Twin"]),
    (["C1", "C１"], ["Ace", "Ace"]),
    (["C1", "C2", "C3"], ["C2", "C1", ""]),
]


@pytest.mark.parametrize(
    ("ids", "names"),
    [*NAMESAKES, (["C1", "C2", "C3"], ["Foo (C2)", "Foo", "Foo"]), (["C", "B) (C"], ["A (B)", "A"])],
)
def test_every_choice_that_is_offered_is_taken(tmp_path: Path, ids: Sequence[str], names: Sequence[str]) -> None:
    assert chosen(tmp_path, ids, names, list_gone=False) == ([], [])


@pytest.mark.parametrize(("ids", "names"), NAMESAKES)
def test_choices_are_understood_without_the_list(tmp_path: Path, ids: Sequence[str], names: Sequence[str]) -> None:
    assert chosen(tmp_path, ids, names, list_gone=True) == ([], [])


def test_a_list_in_disorder_is_no_hindrance(company: Company) -> None:
    log = FilledLog(company.only())
    log.add(**VISIT)
    sheet = next(sheet for sheet in log.book.worksheets if "MyCustomers" in sheet.tables)
    top = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "Customer")
    sheet.cell(top, 3).value = "Customer ID"
    sheet.tables["MyCustomers"].tableColumns[2].name = "Customer ID"
    log.save()
    assert counts(company.collect()) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("ids", "owners", "said", "meant"),
    [
        (["007", "7"], ["R1", "R2"], 7, "007"),
        (["007", "7"], ["R1", "R2"], "7", "7"),
        (["007", "7"], ["R1", "R1"], 7, "7"),
        (["007", "7"], ["R2", "R1"], 7, "7"),
        (["0017", "C2"], ["R1", "R1"], 17, "0017"),
        (["07", "007"], ["R1", "R1"], 7, None),
        (["C1", "7"], ["R1", "R2"], 7, "7"),
    ],
)
def test_a_number_has_lost_its_zeros(
    tmp_path: Path, ids: list[object], owners: list[object], said: object, meant: str | None
) -> None:
    few = company_of(tmp_path, {"customer_id": ids, "customer": ["Mine", "Theirs"], "rep_id": owners})
    typed(few.only(), VISIT | {"customer_id": said})
    few.collect()
    assert [visit["customer_id"] for visit in few.visits()] == ([meant] if meant else [])


def test_what_only_formats_does_not_matter(company: Company) -> None:
    typed(company.only(), VISIT | {"customer_id": "\u200bAce\ufeff"})
    done = company.collect()
    assert (codes(done), company.visits()[0]["customer_id"]) == ([], "C1")


# Which sheets.


def test_a_second_sheet_is_named_once(company: Company) -> None:
    log = FilledLog(company.only())
    log.add(**VISIT)
    copied = log.book.copy_worksheet(log.sheet)
    copied.title = "February"
    copied.cell(log.free - 1, log.columns["date"]).value = datetime(YEAR, 2, 4)
    log.book.move_sheet(copied, -len(log.book.worksheets))
    log.save()
    done = company.collect()
    assert (codes(done), the(done, "L342").sheet, done.added) == (["L342"], "February", 2)
