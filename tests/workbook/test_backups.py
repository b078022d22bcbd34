"""Backups kept by the rule, listed, and put back byte for byte."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from salesplan.errors import ChangedMeanwhile, FileInUse, NotAWorkbook
from salesplan.workbook.backups import DAYS_KEPT, NEWEST_KEPT, backed_up, backups_of, clear_unfinished, kept, restore
from tests.workbook.books import book_parts, sheet, zipped


def book(value: int) -> bytes:
    return zipped(book_parts({"Plan": sheet(f'<row r="1"><c r="A1"><v>{value}</v></c></row>')}))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book(1))
    return path


def names(days: int, a_day: int) -> list[Path]:
    return [Path(f"p.202703{day:02d}-0{turn}0000-001.xlsx") for day in range(1, days + 1) for turn in range(a_day)]


@pytest.mark.parametrize(("days", "a_day", "expected"), [(1, 9, 9), (1, 10, 10), (2, 9, 11), (20, 1, 14), (30, 9, 23)])
def test_how_many_are_kept(days: int, a_day: int, expected: int) -> None:
    paths = names(days, a_day)
    chosen = kept(paths)
    assert len(chosen) == expected
    assert chosen >= set(paths[-NEWEST_KEPT:]) | set(paths[::a_day][-DAYS_KEPT:])


def test_restored_byte_for_byte_with_what_stood_there_kept(plan: Path) -> None:
    first = backed_up(plan)
    plan.write_bytes(book(2))
    copy = restore(plan, first, first.read_bytes())
    assert plan.read_bytes() == book(1)
    assert copy is not None
    assert copy.read_bytes() == book(2)
    assert [each.path for each in backups_of(plan)] == [first, copy]


def test_the_one_restored_is_not_pushed_out_nor_the_present_kept_twice(plan: Path) -> None:
    made = []
    for value in range(NEWEST_KEPT + 1):
        plan.write_bytes(book(value))
        made.append(backed_up(plan))
    # The first is the first of the day, the second the oldest of the newest ten.
    assert restore(plan, made[1], made[1].read_bytes()) == made[-1]
    plan.write_bytes(book(99))
    restore(plan, made[1], made[1].read_bytes())
    assert {made[0], made[1]} <= {each.path for each in backups_of(plan)}


@pytest.mark.parametrize("present", [None, b"", b"no workbook"])
def test_a_plan_that_is_gone_or_no_workbook(plan: Path, present: bytes | None) -> None:
    first = backed_up(plan)
    plan.unlink()
    if present is not None:
        plan.write_bytes(present)
    copy = restore(plan, first, first.read_bytes())
    assert plan.read_bytes() == book(1)
    assert (copy.read_bytes() if copy else None) == present


def test_nothing_is_put_over_what_is_open_or_changes_or_from_a_damaged_backup(plan: Path) -> None:
    first = backed_up(plan)
    plan.write_bytes(book(2))
    with pytest.raises(NotAWorkbook):
        restore(plan, first, first.read_bytes()[:200])

    def other() -> None:
        raise ChangedMeanwhile(plan)

    with pytest.raises(ChangedMeanwhile):
        restore(plan, first, first.read_bytes(), ready=other)
    plan.with_name("~$plan.xlsx").write_bytes(b"")
    with pytest.raises(FileInUse):
        restore(plan, first, first.read_bytes())
    assert plan.read_bytes() == book(2)
    assert not [path for path in plan.parent.iterdir() if path.suffix == ".tmp"]


def test_times_are_of_the_name_also_when_it_was_copied(plan: Path) -> None:
    (plan.parent / "plan.xlsx.salesplan-backups").mkdir()
    copied = plan.parent / "plan.xlsx.salesplan-backups" / "plan.20270301-090000-001.xlsx"
    copied.write_bytes(b"x")
    (copied.parent / "plan.20271399-990000-001.xlsx").write_bytes(b"x")
    (copied.parent / "mine.xlsx").write_bytes(b"x")
    os.utime(copied, (0, 0))
    assert [(each.at, each.size) for each in backups_of(plan)] == [(datetime(2027, 3, 1, 9), 1)]
    moment = datetime(2027, 3, 1, 9, 0, 0, 250_000)
    os.utime(copied, (moment.timestamp(), moment.timestamp()))
    assert backups_of(plan)[0].at == moment


def test_what_killed_runs_left_goes_and_nothing_else(plan: Path) -> None:
    copy = backed_up(plan)
    left = [path.with_name(f".{path.name}.0123abcd.tmp") for path in (plan, copy)]
    others = [plan.with_name(".other.xlsx.0123abcd.tmp"), copy.with_name("mine.tmp")]
    for path in (*left, *others):
        path.write_bytes(b"cut off")
    clear_unfinished(plan)
    assert [path for path in (plan, copy, *left, *others) if path.exists()] == [plan, copy, *others]


def test_trying_again_makes_no_more_copies(plan: Path) -> None:
    plan.write_bytes(book(0))
    first = backed_up(plan)
    plan.write_bytes(book(1))
    made = [backed_up(plan) for _ in range(NEWEST_KEPT + 2)]
    assert [each.path for each in backups_of(plan)] == [first, made[-1]]
    assert made[-1].read_bytes() == plan.read_bytes()
