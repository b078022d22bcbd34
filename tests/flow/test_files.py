"""Files that cannot be read or written: said with the way out, exit code 3, and the file is as it was."""

import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesplan.workbook import read
from salesplan.workbook.apply import edited
from tests.flow.company import FINAL, column, filled, rows, salesplan, type_in

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def excel_lock(book: Path) -> None:
    name = b"\x06Ana Bo" + bytes(48)
    book.with_name(f"~${book.name}").write_bytes(name + b"\x06\x00" + "Ana Bo".encode("utf-16-le") + bytes(100))


def office_lock(book: Path) -> None:
    lock = book.with_name(f".~lock.{book.name}#")
    lock.write_text("Ana Bo,ana,laptop,01.02.2027 10:00,file:///home/ana;", encoding="utf-8")


@pytest.mark.parametrize("lock", [excel_lock, office_lock])
@pytest.mark.parametrize("command", ["quota", "run"])
def test_open_elsewhere(planned: Path, lock: Callable[[Path], None], command: str) -> None:
    lock(planned)
    before = planned.read_bytes()
    said = salesplan(command, planned, code=3)
    assert "error: plan.xlsx: it is open elsewhere by Ana Bo" in said.stderr
    assert "close it and run again" in said.stderr
    assert planned.read_bytes() == before


def test_open_elsewhere_can_still_be_read_and_copied(planned: Path) -> None:
    excel_lock(planned)
    before = planned.read_bytes()
    salesplan("quota", planned, "--dry-run")
    salesplan("explain", planned, "R1")
    copy = planned.with_name("copy.xlsx")
    salesplan("quota", planned, "--out", copy)
    assert column(rows(copy, "Quota"), "final") == FINAL
    said = salesplan("check", planned)
    assert "the Findings sheet was not written" in said.stderr
    assert "1 warning" in said.stdout or "warning: 1" in said.stdout
    assert planned.read_bytes() == before


def test_load_into_a_file_that_is_open(planned: Path) -> None:
    office_lock(planned)
    before = planned.read_bytes()
    file = planned.with_name("reps.csv")
    file.write_text("rep_id,rep\nR9,Zoe\n", encoding="utf-8")
    assert "open elsewhere" in salesplan("load", planned, "Reps", file, code=3).stderr
    assert planned.read_bytes() == before


def test_read_only(planned: Path) -> None:
    planned.chmod(stat.S_IRUSR)
    before = planned.read_bytes()
    said = salesplan("quota", planned, code=3)
    assert "plan.xlsx: it is read-only; take off its write protection, or write a copy (--out)" in said.stderr
    assert planned.read_bytes() == before
    assert stat.S_IMODE(planned.stat().st_mode) == stat.S_IRUSR


def test_changed_meanwhile(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves a new version while quotas are being computed: theirs stays."""
    theirs = planned.with_name("theirs.xlsx")
    theirs.write_bytes(planned.read_bytes())
    type_in(theirs, "Quota", "R1", override=1)

    def meanwhile(*arguments: Any) -> dict[str, bytes | None]:
        os.replace(theirs, planned)
        return edited(*arguments)

    monkeypatch.setattr(read, "edited", meanwhile)
    said = salesplan("quota", planned, code=3)
    assert "it was changed while salesplan was working; nothing was written; run again" in said.stderr
    assert {row["override"] for row in rows(planned, "Quota")} == {1, None}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ENCRYPTED, "it is encrypted with a password; take the password off"),
        (OLE, "the old .xls kind; open it in Excel and save it as .xlsx"),
        (b"", "it is no Excel workbook"),
        (b"month,rep_id,revenue\n", "it is no Excel workbook; give an .xlsx or .xlsm file"),
        (b"PK\x03\x04" + bytes(500), ""),
    ],
    ids=["encrypted", "xls", "empty", "text", "damaged zip"],
)
def test_no_workbook(tmp_path: Path, content: bytes, said: str) -> None:
    book = tmp_path / "plan.xlsx"
    book.write_bytes(content)
    for command in (("quota", book), ("check", book), ("explain", book, "R1"), ("load", book, "Reps", book)):
        done = salesplan(*command, code=3)
        assert done.stderr.startswith("error: plan.xlsx: ")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert book.read_bytes() == content
    assert list(tmp_path.iterdir()) == [book]


def test_half_a_workbook(planned: Path) -> None:
    planned.write_bytes(planned.read_bytes()[:-300])
    assert salesplan("quota", planned, code=3).stderr.startswith("error: plan.xlsx: ")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert "plan.xlsx" in salesplan("quota", tmp_path / "plan.xlsx", code=3).stderr
    assert "is a directory" in salesplan("quota", tmp_path, code=2).stderr


def changed(book: Path, change: Callable[[Any], object]) -> bytes:
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(book)
    return book.read_bytes()


def renamed(opened: Any, table: str, old: str, new: str) -> None:
    """Rename a header."""
    sheet = next(sheet for sheet in opened.worksheets if table in sheet.tables)
    found = sheet.tables[table]
    for at, column_ in enumerate(found.tableColumns):
        if column_.name == old:
            column_.name = new
            sheet[found.ref][0][at].value = new


def test_a_table_is_missing(planned: Path) -> None:
    before = changed(planned, lambda opened: opened["Reps"].tables.pop("Reps"))
    said = salesplan("quota", planned, code=3)
    assert "there is no table 'Reps' (tables there: " in said.stderr
    assert planned.read_bytes() == before


def test_a_table_has_another_name(planned: Path) -> None:
    def rename(opened: Any) -> None:
        table = opened["Reps"].tables.pop("Reps")
        table.name = table.displayName = "Rep"
        opened["Reps"].add_table(table)

    before = changed(planned, rename)
    assert "rename table 'Rep' to 'Reps'" in salesplan("quota", planned, code=3).stderr
    assert planned.read_bytes() == before


def test_a_column_that_must_be_there_is_missing(planned: Path) -> None:
    before = changed(planned, lambda opened: renamed(opened, "Sales", "Revenue", "Revenues"))
    said = salesplan("quota", planned, code=3)
    assert "'Sales' table Sales has no column 'revenue'" in said.stderr
    assert "rename column 'Revenues' to 'revenue'" in said.stderr
    assert planned.read_bytes() == before


def test_a_formula_needs_a_column_that_is_missing(planned: Path) -> None:
    before = changed(planned, lambda opened: renamed(opened, "Quota", "Override", "Mine"))
    said = salesplan("quota", planned, code=3)
    assert "'Quota' table Quota has no column 'override'" in said.stderr
    assert planned.read_bytes() == before


def test_two_headers_mean_the_same(planned: Path) -> None:
    before = changed(planned, lambda opened: renamed(opened, "Reps", "Manager", "销售编号"))
    said = salesplan("quota", planned, code=3)
    assert "'Reps'!A4 and 'Reps'!E4 are both the column 'rep_id'; rename or delete one of them" in said.stderr
    assert planned.read_bytes() == before


def test_columns_that_nothing_needs_may_go(planned: Path) -> None:
    """A plan without e-mail, stretch and margin is still a plan."""
    for table, header in (("Reps", "E-mail"), ("Quota", "Stretch"), ("Sales", "Margin"), ("Bridge", "Check")):
        changed(planned, partial(renamed, table=table, old=header, new=f"my {header}"))
    type_in(planned, "Quota", "R1", override=500_000)
    salesplan("quota", planned)
    assert column(rows(planned, "Quota"), "final") == FINAL | {"R1": 500_000, "R2": 160_000}


def test_no_findings_and_run_log_sheet(planned: Path) -> None:
    def remove(opened: Any) -> None:
        del opened["Findings"], opened["Runs"]

    changed(planned, remove)
    salesplan("quota", planned)
    salesplan("check", planned)
    filled(planned, Reps=[{"rep_id": "R1", "rep": "Anna"}])
    assert rows(planned, "Reps")[0]["rep"] == "Anna"


def test_a_backup_of_each_version_is_kept(filled: Path) -> None:
    first = filled.read_bytes()
    salesplan("quota", filled)
    second = filled.read_bytes()
    salesplan("quota", filled)
    folder = filled.with_name("plan.xlsx.salesplan-backups")
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [first, second]
    assert sorted(path.name for path in filled.parent.iterdir()) == ["plan.xlsx", folder.name]
