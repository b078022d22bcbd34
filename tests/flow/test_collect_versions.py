"""Collecting visit logs: corrections, versions of a log, and what stands in the plan already."""

from datetime import date, datetime, timedelta

import pytest

from salesplan.cli import clock
from salesplan.findings import Severity
from salesplan.host.loading import fill
from salesplan.host.visit_logs.issue import Issued, issue
from salesplan.host.wish import Wish
from tests.flow.company import salesplan
from tests.flow.filled_logs import COLLECTED, YEAR, FilledLog, issue_logs, repacked, stamped, typed
from tests.flow.visit_company import (
    DAY,
    EARLY,
    LATE,
    VISIT,
    Columns,
    Company,
    codes,
    company,
    correct,
    counts,
    made,
    the,
)

__all__ = ["company", "made"]


# Corrections, and versions.


def test_a_correction_is_taken_with_cleared_cells(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, at=EARLY)
    company.collect()
    correct(path, LATE, customer_id="Best", date=date(YEAR, 2, 4), kind="call", amount=None, contact="Mo")
    done = company.collect()
    assert counts(done) == (0, 1, 0, 0)
    (visit,) = company.visits()
    assert (visit["customer_id"], visit["customer"], visit["kind"]) == ("C2", "Best", "call")
    assert (visit["amount"], visit["contact"], visit["note"]) == (None, "Mo", "first")
    assert visit["saved_at"] == LATE
    assert codes(done) == ["L338"]
    assert counts(company.collect()) == (0, 0, 1, 0)


def test_an_older_version_sent_late_is_not_taken(company: Company) -> None:
    path = company.only()
    typed(path, VISIT | {"note": "as corrected"}, at=LATE)
    company.collect()
    correct(path, EARLY, note="as first typed")
    before = company.plan.read_bytes()
    done = company.collect()
    assert counts(done) == (0, 0, 0, 0)
    assert (codes(done), done.files[0].left_out) == (["L334"], 1)
    assert "Note as first typed → as corrected" in the(done, "L334").message()
    assert company.plan.read_bytes() == before


def test_of_two_versions_the_later_counts_row_by_row(company: Company) -> None:
    path = company.only()
    other = path.with_stem("from my phone")
    typed(path, VISIT, VISIT | {"date": date(YEAR, 2, 5)}, at=LATE)
    typed(path, at=LATE)
    log = FilledLog(path)
    row = log.top + 1
    log.type(row, note="older")
    log.type(row + 5, **VISIT | {"date": date(YEAR, 2, 8)})
    log.save(at=EARLY, to=other)
    done = company.collect()
    assert sorted((visit["date"].day, visit["note"]) for visit in company.visits()) == [
        (3, "first"),
        (5, "first"),
        (8, "first"),
    ]
    superseded = the(done, "L333")
    assert (superseded.workbook, superseded.cell) == ("from my phone.xlsx", log.cell(row, "date"))
    assert f"visit_log_R1.xlsx 'Visits'!{log.cell(row, 'date')}" in superseded.message()
    assert the(done, "L336").workbook == "from my phone.xlsx"
    assert counts(company.collect())[:2] == (0, 0)


def test_a_visit_that_was_taken_out_of_the_log_stays(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, VISIT | {"date": date(YEAR, 2, 5)}, at=EARLY)
    company.collect()
    log = FilledLog(path)
    row = log.free - 1
    log.type(row, **dict.fromkeys(VISIT))
    log.save(at=LATE)
    done = company.collect()
    assert counts(done) == (0, 0, 1, 0)
    gone = the(done, "L336")
    (there,) = [visit for visit in company.visits() if visit["date"].day == 5]
    assert (gone.workbook, gone.sheet, gone.cell) == ("plan.xlsx", "Visits", f"A{there['row']}")


def test_a_row_without_entry_that_becomes_another_leaves_the_old_one_and_says_so(company: Company) -> None:
    log = FilledLog(company.only())
    under = log.type(log.bottom + 1, **VISIT)
    log.save(at=EARLY)
    company.collect()
    log.type(under, date=date(YEAR, 2, 4))
    log.save(at=LATE)
    done = company.collect()
    assert counts(done) == (1, 0, 0, 0)
    assert the(done, "L336").cell == f"A{company.visits()[0]['row']}"


def test_a_log_that_was_saved_by_nobody_has_its_files_time(company: Company) -> None:
    path = company.only()
    typed(path, VISIT)

    def unsaved(name: str, data: bytes) -> bytes:
        if name != "docProps/core.xml":
            return data
        begin, end = data.index(b"<dcterms:modified"), data.index(b"</dcterms:modified>") + len(b"</dcterms:modified>")
        return data[:begin] + data[end:]

    repacked(path, unsaved)
    import os

    os.utime(path, (LATE.timestamp(), LATE.timestamp()))
    company.collect()
    assert company.visits()[0]["saved_at"] == LATE


def test_a_clock_that_is_fast_shuts_nobody_out(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, at=datetime(YEAR + 3, 1, 1))
    company.collect()
    assert company.visits()[0]["saved_at"] == COLLECTED
    correct(path, COLLECTED + timedelta(hours=1), note="corrected")
    assert counts(company.collect(at=COLLECTED + timedelta(days=1))) == (0, 1, 0, 0)


def test_a_row_copied_with_its_entry_is_a_visit_of_its_own(company: Company) -> None:
    log = FilledLog(company.only())
    first = log.add(**VISIT)
    entry = log.sheet.cell(first, log.columns["entry"]).value
    log.add(**VISIT | {"date": date(YEAR, 2, 9)})
    log.type(first + 1, entry=entry)
    log.save(at=EARLY)
    assert counts(company.collect()) == (2, 0, 0, 0)
    assert counts(company.collect()) == (0, 0, 2, 0)
    correct(log.path, LATE, first, note="corrected")
    assert counts(company.collect()) == (0, 1, 1, 0)
    assert [visit["note"] for visit in company.visits()] == ["corrected", "first"]


def test_rows_that_were_sorted_without_their_entries_change_places(company: Company) -> None:
    log = FilledLog(company.only())
    days = [date(YEAR, 2, day) for day in (3, 4, 5)]
    places = [log.add(**VISIT | {"date": day, "note": str(day)}) for day in days]
    log.save(at=EARLY)
    company.collect()
    for row, day in zip(places, [days[1], days[2], days[0]], strict=True):
        log.type(row, date=day, note=str(day))
    log.save(at=LATE)
    done = company.collect()
    assert done.refused == 0
    assert sorted((visit["date"].date(), visit["note"]) for visit in company.visits()) == [
        (day, str(day)) for day in days
    ]
    assert counts(company.collect())[:2] == (0, 0)


# Against what stands in the plan.


def test_what_a_manager_changed_stays_until_the_rep_changes_it(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, at=EARLY)
    company.collect()
    row = company.visits()[0]["row"]
    company.edit(row, amount=250)
    assert counts(company.collect()) == (0, 0, 1, 0)
    assert company.visits()[0]["amount"] == 250
    correct(path, LATE, amount=120)
    done = company.collect()
    assert company.visits()[0]["amount"] == 120
    both = the(done, "L335")
    assert "Order amount 250.00 → 120.00" in both.message()
    assert both.cell == FilledLog(path).cell(FilledLog(path).free - 1, "amount")
    assert counts(company.collect()) == (0, 0, 1, 0)


def test_what_both_changed_alike_is_agreed_without_a_word(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, at=EARLY)
    company.collect()
    row = company.visits()[0]["row"]
    company.edit(row, amount=120)
    correct(path, LATE, amount=120)
    done = company.collect()
    assert counts(done) == (0, 0, 1, 0)
    assert codes(done) == []
    # From now on the log says what the plan has: a later change in the plan is the manager's alone.
    company.edit(row, amount=300)
    assert counts(company.collect()) == (0, 0, 1, 0)
    assert company.visits()[0]["amount"] == 300


def test_the_terminal_says_that_what_is_agreed_was_written(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: COLLECTED)
    typed(company.only(), VISIT, at=EARLY)
    here: Columns = {"date": [DAY], "rep_id": ["R1"], "customer_id": ["C1"], "kind": ["visit"], "note": ["first"]}
    fill(company.plan, "Visits", here | {"amount": [100]}, Wish(command="load", at=COLLECTED))
    said = salesplan("visits", "collect", company.plan, company.folder).stderr
    assert "wrote " in said
    assert "nothing new" not in said
    before = company.plan.read_bytes()
    assert "nothing new" in salesplan("visits", "collect", company.plan, company.folder).stderr
    assert company.plan.read_bytes() == before


def test_a_visit_typed_in_the_plan_is_found_by_what_it_is(company: Company) -> None:
    typed_here: Columns = {
        "date": [DAY],
        "rep_id": ["r1"],
        "customer_id": ["c1"],
        "kind": ["visit"],
        "note": ["typed here"],
    }
    fill(company.plan, "Visits", typed_here, Wish(command="load", at=COLLECTED))
    typed(company.only(), VISIT)
    done = company.collect()
    assert counts(done) == (0, 1, 0, 0)
    assert "typed here → first" in the(done, "L335").message()
    assert [visit["note"] for visit in company.visits()] == ["first"]


def test_a_log_issued_again_goes_on_where_the_first_stopped(company: Company) -> None:
    path = company.only()
    fill(
        company.plan,
        "Visits",
        {"date": [date(YEAR, 1, 8)], "rep_id": ["R1"], "customer_id": ["C2"], "kind": ["call"]},
        Wish(command="load", at=COLLECTED),
    )
    typed(path, VISIT, at=EARLY)
    company.collect()
    company.edit(next(visit["row"] for visit in company.visits() if visit["note"] == "first"), contact="Mo")
    path.unlink()
    again = issue_logs(company.plan, company.folder / "again", at=datetime(YEAR, 3, 9))["R1"]
    stamped(again, LATE)
    done = company.collect()
    assert counts(done) == (0, 0, 2, 0)
    assert codes(done) == []
    log = FilledLog(again)
    (row,) = [at for at in range(log.top + 1, log.free) if log.sheet.cell(at, log.columns["kind"]).value == "call"]
    log.type(row, date=date(YEAR, 1, 9))
    log.save(at=datetime(YEAR, 4, 2))
    done = company.collect()
    assert (counts(done), codes(done)) == ((0, 1, 1, 0), ["L338"])
    assert sorted(visit["date"].date() for visit in company.visits()) == [date(YEAR, 1, 9), DAY]


def test_a_visit_typed_in_the_plan_is_corrected_in_the_log_that_shows_it(company: Company) -> None:
    typed_here: Columns = {"date": [DAY], "rep_id": ["R1"], "customer_id": ["C2"], "kind": ["call"]}
    fill(company.plan, "Visits", typed_here, Wish(command="load", at=COLLECTED))
    company.only().unlink()
    log = FilledLog(issue_logs(company.plan, company.folder)["R1"])
    log.type(log.free - 1, date=DAY + timedelta(days=1))
    log.save(at=LATE)
    assert counts(company.collect()) == (0, 1, 0, 0)
    assert [visit["date"].date() for visit in company.visits()] == [DAY + timedelta(days=1)]


def test_a_row_that_would_be_there_twice_is_refused(company: Company) -> None:
    path = company.only()
    typed(path, VISIT, at=EARLY)
    company.collect()
    other: Columns = {"date": [date(YEAR, 2, 5)], "rep_id": ["R1"], "customer_id": ["C1"], "kind": ["visit"]}
    fill(company.plan, "Visits", other, Wish(command="load", at=COLLECTED))
    correct(path, LATE, date=date(YEAR, 2, 5))
    before = company.plan.read_bytes()
    done = company.collect()
    assert (counts(done), codes(done)) == ((0, 0, 0, 1), ["L337"])
    assert company.plan.read_bytes() == before


def test_columns_and_texts_of_ones_own_stay_with_their_visits(company: Company) -> None:
    typed(company.logs["R1"], VISIT)
    company.collect()
    company.edit(company.visits()[0]["row"], contact="@me")
    typed(company.logs["R2"], VISIT)
    company.collect()
    assert [(visit["rep_id"], visit["contact"]) for visit in company.visits()] == [("R1", "@me"), ("R2", None)]


# Issued again.


def test_a_log_with_visits_that_the_plan_lacks_is_not_replaced(company: Company) -> None:
    path = company.logs["R1"]
    typed(path, VISIT, VISIT | {"date": date(YEAR, 2, 28)}, {"note": "no date"}, at=EARLY)
    before = path.read_bytes()
    for dry in (True, False):
        done = issue_again(company, dry_run=dry)
        assert [log.rep_id for log in done.kept] == ["R1"]
        assert [log.rep_id for log in done.files] == ["R2", "R3"]
        (found,) = [finding for finding in done.findings if finding.code.startswith("L21")]
        assert (found.code, found.severity, found.sheet) == ("L212", Severity.ERROR, "Reps")
        assert "3 visits in visit_log_R1.xlsx of Ana" in found.message()
        assert path.read_bytes() == before


def test_a_log_that_was_collected_is_replaced_without_a_word(company: Company) -> None:
    path = company.logs["R1"]
    typed(path, VISIT, at=EARLY)
    company.collect()
    company.edit(company.visits()[0]["row"], amount=250)
    done = issue_again(company)
    assert (done.kept, [finding.code for finding in done.findings if finding.code.startswith("L2")]) == ([], QUIET)
    correct(path, LATE, note="corrected")
    assert [log.rep_id for log in issue_again(company).kept] == ["R1"]


def test_what_cannot_be_read_or_is_anothers_is_not_replaced(company: Company) -> None:
    company.logs["R2"].write_bytes(b"not a workbook")
    log = FilledLog(company.logs["R1"])
    log.add(**VISIT)
    log.set("rep_id", "R3")
    log.save()
    done = issue_again(company)
    assert [log.rep_id for log in done.kept] == ["R1", "R2"]
    found = [finding for finding in done.findings if finding.severity is Severity.ERROR]
    assert sorted(finding.code for finding in found) == ["L213", "L214"]


QUIET = ["L201", "L202", "L206", "L205"]
"""What is said of the company's plan in any case."""


def issue_again(company: Company, *, dry_run: bool = False) -> Issued:
    wish = Wish(command="visits issue", at=COLLECTED, dry_run=dry_run)
    return issue(company.plan, company.folder, wish, replace=True)
