"""Collecting visit logs, case by case: which files, whose, which rows, which customer, and what is written."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from salesplan.errors import ColumnMissing, TableMissing, UsageError
from salesplan.host.blank import write_blank
from salesplan.host.visit_logs.collect import collect
from salesplan.host.wish import Wish
from salesplan.planning.listed import MOST_LISTED
from tests.flow.company import rows, type_cells, typed_settings
from tests.flow.filled_logs import COLLECTED, YEAR, FilledLog, typed
from tests.flow.visit_company import (
    DAY,
    EARLY,
    VISIT,
    Company,
    codes,
    company,
    counts,
    made,
    the,
)

__all__ = ["company", "made"]


# Which files.


def test_what_is_no_log_is_passed_over(company: Company) -> None:
    company.only()
    folder = company.folder
    for name in ("~$visit_log_R1.xlsx", ".~lock.visit_log_R1.xlsx#", ".hidden.xlsx", "notes.txt"):
        (folder / name).write_bytes(b"x")
    backups = folder / "visit_log_R1.xlsx.salesplan-backups"
    backups.mkdir()
    (backups / "visit_log_R1.20270101-000000-001.xlsx").write_bytes(b"x")
    openpyxl.Workbook().save(folder / "other.xlsx")
    write_blank("plan", folder / "next_plan.xlsx", year=YEAR + 1)
    write_blank("visit-log", folder / "blank.xlsx", year=YEAR)
    done = company.collect()
    assert {file.name: (str(file.state), file.rows) for file in done.files} == {
        "visit_log_R1.xlsx": ("read", 0),
        "other.xlsx": ("passed over", 0),
        "next_plan.xlsx": ("passed over", 0),
        "blank.xlsx": ("passed over", 0),
    }
    assert codes(done) == ["L304", "L305", "L305"]
    assert the(done, "L304").workbook == "other.xlsx"


def test_the_plan_may_lie_among_the_logs(company: Company) -> None:
    typed(company.only(), VISIT)
    company.plan = company.plan.rename(company.folder / "plan.xlsx")
    done = company.collect()
    assert ([file.name for file in done.files], counts(done)) == (["visit_log_R1.xlsx"], (1, 0, 0, 0))
    assert counts(company.collect()) == (0, 0, 1, 0)


def test_no_folder_and_an_empty_one(company: Company, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        collect(company.plan, tmp_path / "nowhere", Wish(command="collect", at=COLLECTED))
    (tmp_path / "empty").mkdir()
    done = collect(company.plan, tmp_path / "empty", Wish(command="collect", at=COLLECTED))
    assert codes(done) == ["L301"]
    assert done.saved is None


def test_a_far_cell_does_not_end_the_program(company: Company) -> None:
    log = FilledLog(company.logs["R1"])
    log.add(**VISIT)
    log.sheet["XFD1048576"] = "x"
    log.save()
    done = company.collect()
    assert "XFD1048576" in the(done, "L303").message()
    assert (the(done, "L303").workbook, done.added) == ("visit_log_R1.xlsx", 0)


def test_a_number_too_large_for_a_date_does_not_end_the_program(company: Company) -> None:
    log = FilledLog(company.logs["R1"])
    log.add(**VISIT | {"date": -310_101_199_001_011_234})
    log.save()
    typed(company.logs["R2"], VISIT)
    done = company.collect()
    assert (the(done, "L303").workbook, done.added) == ("visit_log_R1.xlsx", 1)


def test_progress_is_told_of_every_file(company: Company) -> None:
    told: list[tuple[int, int, str]] = []
    collect(
        company.plan,
        company.folder,
        Wish(command="collect", at=COLLECTED),
        progress=lambda done, count, name: told.append((done, count, name)),
    )
    names = ["visit_log_R1.xlsx", "visit_log_R2.xlsx", "visit_log_R3.xlsx", ""]
    assert told == [(place, 3, name) for place, name in enumerate(names)]


# Whose.


def test_a_renamed_log_is_still_its_reps(company: Company) -> None:
    typed(company.only("R2"), VISIT, to=company.folder / "sub" / "visit_log_R1.xlsx")
    company.logs["R2"].unlink()
    done = company.collect()
    (visit,) = company.visits()
    assert (visit["rep_id"], visit["customer_id"]) == ("R2", "C4")
    assert (visit["log"], done.files[0].rep_id) == ("sub/visit_log_R1.xlsx", "R2")


def test_a_log_that_says_neither_year_nor_currency_is_taken(company: Company) -> None:
    log = FilledLog(company.only())
    log.set("plan_year", None)
    log.set("currency", None)
    log.add(**VISIT)
    log.save()
    assert counts(company.collect()) == (1, 0, 0, 0)


# Which rows.


def test_a_row_says_everything(company: Company) -> None:
    everything = VISIT | {
        "kind": "joint visit",
        "contact": "Li Wei",
        "joined_by": "Mo",
        "stage": "won",
        "result": "order",
        "amount": 12.34,
        "quote_sent": DAY,
        "complaint": "late",
        "next_step": "call",
        "next_date": DAY + timedelta(days=3),
    }
    typed(company.only(), everything, at=EARLY)
    company.collect()
    (visit,) = company.visits()
    wanted = everything | {"customer_id": "C1", "rep_id": "R1", "customer": "Ace", "log": "visit_log_R1.xlsx"}
    there = {key: value.date() if key in ("date", "quote_sent", "next_date") else value for key, value in visit.items()}
    assert wanted.items() <= there.items()
    assert visit["saved_at"] == EARLY
    assert len(visit["taken"]) == 12
    assert visit["entry"].endswith("-001")


def test_a_visit_of_today_has_been_made(company: Company) -> None:
    typed(company.only(), VISIT | {"date": COLLECTED.date()}, VISIT | {"date": COLLECTED.date() + timedelta(days=1)})
    done = company.collect()
    assert (counts(done), codes(done)) == ((1, 0, 0, 1), ["L322"])


def test_times_of_day_do_not_matter(company: Company) -> None:
    typed(company.only(), VISIT | {"date": datetime(YEAR, 2, 3, 14, 30)}, VISIT | {"note": "other"})
    assert codes(company.collect()) == ["L332"]
    (visit,) = company.visits()
    assert visit["date"] == datetime(YEAR, 2, 3)


def test_a_copied_sheet_is_read_too(company: Company) -> None:
    log = FilledLog(company.only())
    log.add(**VISIT)
    copy = log.book.copy_worksheet(log.sheet)
    copy.title = "February"
    row = log.free - 1
    copy.cell(row, log.columns["note"]).value = None
    copy.cell(row, log.columns["date"]).value = date(YEAR, 2, 4)
    copy.cell(row + 5, log.columns["note"]).value = "no date"
    log.save()
    done = company.collect()
    assert sorted(visit["date"].day for visit in company.visits()) == [3, 4]
    missing = [finding for finding in done.findings if finding.code == "D105"]
    assert {(finding.sheet, finding.cell) for finding in missing} == {
        ("February", log.cell(row + 5, key)) for key in ("date", "customer_id", "kind")
    }


def test_many_wrong_rows_are_all_refused_and_some_listed(company: Company) -> None:
    log = FilledLog(company.only())
    for turn in range(150):
        day = date(YEAR, 1, 5) + timedelta(days=turn)
        log.type(log.top + 1 + turn, date=day, customer_id="Best", kind="visit", amount=-1)
    log.type(log.top + 151, **VISIT)
    log.save()
    done = company.collect()
    assert counts(done) == (1, 0, 0, 150)
    assert codes(done).count("D106") == MOST_LISTED
    assert "L339" in codes(done)


def test_rows_under_another_table_are_not_taken(company: Company) -> None:
    log = FilledLog(company.only())
    log.add(**VISIT)
    top = log.bottom + 3
    for place, header in enumerate(("Mine", "Yours")):
        log.sheet.cell(top, 1 + place).value = header
        log.sheet.cell(top + 1, 1 + place).value = "text"
    log.sheet.add_table(openpyxl.worksheet.table.Table(displayName="Mine", ref=f"A{top}:B{top + 1}"))
    log.save()
    assert codes(company.collect()) == []


# Which customer.


@pytest.mark.parametrize(
    ("said", "meant", "code"),
    [
        ("Ace", "C1", ""),
        (" aCE ", "C1", ""),
        ("Ａｃｅ", "C1", ""),
        ("c2", "C2", ""),
        ("Best （C2）", "C2", ""),
        ("An old name (C2)", "C2", ""),
        ("Cosmos", "C3", "L327"),
        ("Delta", "C5", "L328"),
        ("Twin (C7)", "C7", ""),
        ("Twin", "", "L326"),
        ("Bets", "", "L325"),
        ("C99", "", "L325"),
    ],
)
def test_a_customer_as_people_type_it(company: Company, said: str, meant: str, code: str) -> None:
    log = FilledLog(company.only())
    row = log.add(**VISIT | {"customer_id": said})
    log.save()
    done = company.collect()
    assert [visit["customer_id"] for visit in company.visits()] == ([meant] if meant else [])
    assert codes(done) == ([code] if code else [])
    if code:
        assert the(done, code).cell == log.cell(row, "customer_id")
    if said == "Bets":
        assert "Best" in the(done, code).message()


def test_a_renamed_customer_is_known_by_the_name_it_had(company: Company) -> None:
    path = company.only()
    typed(path, VISIT | {"customer_id": "Best"})
    company.collect()
    sheet = openpyxl.load_workbook(company.plan)["Customers"]
    (cell,) = [cell for line in sheet.iter_rows() for cell in line if cell.value == "Best"]
    type_cells(company.plan, "Customers", {cell.coordinate: "Best Holdings"})
    assert counts(company.collect()) == (0, 0, 1, 0)
    typed(path, VISIT | {"customer_id": "Best", "date": date(YEAR, 2, 9)})
    assert counts(company.collect()) == (1, 0, 1, 0)


# What is written.


def test_dry_run_and_copy(company: Company, tmp_path: Path) -> None:
    typed(company.only(), VISIT)
    before = company.plan.read_bytes()
    dry = company.collect(dry_run=True)
    assert (counts(dry), dry.saved) == ((1, 0, 0, 0), None)
    assert {write.table for write in dry.writes if hasattr(write, "table")} >= {"Visits", "VisitStatus", "FollowUps"}
    copied = company.collect(out=tmp_path / "copy.xlsx")
    assert copied.saved is not None
    assert company.plan.read_bytes() == before
    assert [row["note"] for row in rows(tmp_path / "copy.xlsx", "Visits") if row["date"]] == ["first"]
    company.collect()
    company.collect(out=tmp_path / "same.xlsx")
    assert (tmp_path / "same.xlsx").read_bytes() == company.plan.read_bytes()


def test_an_error_in_the_plan_itself_stops_it_unless_partial(company: Company) -> None:
    typed(company.only(), VISIT)
    sheet = openpyxl.load_workbook(company.plan)["Customers"]
    (cell,) = [cell for line in sheet.iter_rows() for cell in line if cell.value == "Delta"]
    type_cells(company.plan, "Customers", {f"C{cell.row}": "R99"})
    before = company.plan.read_bytes()
    done = company.collect()
    assert (done.saved, done.added) == (None, 1)
    assert company.plan.read_bytes() == before
    assert company.collect(partial=True).saved
    assert len(company.visits()) == 1


def test_a_plan_without_a_year_takes_nothing(company: Company) -> None:
    typed(company.only(), VISIT)
    typed_settings(company.plan, plan_year=None)
    done = company.collect()
    assert (done.files, done.saved) == ([], None)
    assert "S101" in [finding.code for finding in done.findings]


def test_a_plan_without_a_place_for_visits_is_refused(company: Company) -> None:
    book = openpyxl.load_workbook(company.plan)
    columns: Sequence[openpyxl.worksheet.table.TableColumn] = book["Visits"].tables["Visits"].tableColumns
    (taken,) = [column for column in columns if column.name == "Taken"]
    taken.name = "Mine"
    book.save(company.plan)
    with pytest.raises(ColumnMissing, match="taken"):
        company.collect()
    del book["Visits"].tables["Visits"]
    book.save(company.plan)
    with pytest.raises(TableMissing, match="Visits"):
        company.collect()


def test_findings_speak_the_plans_language(company: Company) -> None:
    typed(company.only(), VISIT | {"customer_id": "Bets", "amount": -1})
    done = company.collect(language="zh-Hans")
    assert "订单金额" in the(done, "D106").message("zh-Hans")
