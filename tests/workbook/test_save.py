"""Saving: whole whatever happens, never over somebody else's work."""

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan.errors import ChangedMeanwhile, FileInUse, NotWritable
from salesplan.workbook.backups import NEWEST_KEPT
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from tests.workbook.books import book_parts, sheet, zipped

PART = "xl/worksheets/sheet1.xml"
CHANGED: dict[str, bytes | None] = {PART: b"<worksheet><sheetData/></worksheet>"}


@pytest.fixture
def package(tmp_path: Path) -> Package:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(book_parts({"Plan": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})))
    return Package.open(path)


def folder(package: Package) -> list[str]:
    return sorted(item.name for item in package.path.parent.iterdir())


def test_the_new_workbook_is_there_and_the_old_one_beside_it(package: Package) -> None:
    package.path.chmod(0o640)
    saved = save(package, CHANGED)
    assert Package.open(saved.path).read(PART) == CHANGED[PART]
    assert saved.path.stat().st_mode & 0o777 == 0o640
    assert saved.backup is not None
    assert saved.backup.read_bytes() == package.data
    assert saved.backup.parent.name == "plan.xlsx.salesplan-backups"
    assert folder(package) == ["plan.xlsx", "plan.xlsx.salesplan-backups"]


def test_nothing_changed_writes_nothing(package: Package) -> None:
    assert save(package, {}).backup is None
    assert folder(package) == ["plan.xlsx"]


def test_the_newest_backups_stay_and_the_first_of_the_day_and_other_files_too(package: Package) -> None:
    backups = package.path.with_name("plan.xlsx.salesplan-backups")
    backups.mkdir()
    (backups / "mine.txt").write_text("x")
    made = []
    for at in range(NEWEST_KEPT + 3):
        made.append(save(package, {PART: b"<worksheet><sheetData/></worksheet>" + b" " * at}).backup)
        package = Package.open(package.path)
    names = {path.name for path in (made[0], *made[-NEWEST_KEPT:]) if path}
    assert {item.name for item in backups.iterdir()} == {*names, "mine.txt"}


def test_a_copy_leaves_the_workbook_alone(package: Package, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    saved = save(package, CHANGED, to=copy)
    assert saved.backup is None
    assert package.path.read_bytes() == package.data
    copy.chmod(0o600)
    again = save(package, {}, to=copy)
    assert copy.read_bytes() == package.written({})
    assert copy.stat().st_mode & 0o777 == 0o600
    assert again.backup is not None


def test_links_are_followed(package: Package, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(package.path)
    save(Package.open(link), CHANGED)
    assert link.is_symlink()
    assert Package.open(package.path).read(PART) == CHANGED[PART]
    (tmp_path / "~$link.xlsx").write_bytes(b"")
    with pytest.raises(FileInUse):
        save(Package.open(link), CHANGED)


def test_all_is_flushed_and_private_until_it_is_in_place(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fsync
    flushed = []

    def watched(handle: int) -> None:
        mode = os.fstat(handle).st_mode
        flushed.append("folder" if stat.S_ISDIR(mode) else oct(stat.S_IMODE(mode)))
        honest(handle)

    monkeypatch.setattr(os, "fsync", watched)
    save(package, CHANGED, backup=False)
    assert flushed == ["0o600", "folder"]


def excel_lock(user: str) -> bytes:
    data = bytearray(165)
    data[0] = len(user)
    data[1 : 1 + len(user)] = user.encode("ascii")
    data[55] = len(user)
    data[57 : 57 + 2 * len(user)] = user.encode("utf-16-le")
    return bytes(data)


@pytest.mark.parametrize(
    ("lock", "content", "who"),
    [
        ("~$plan.xlsx", excel_lock("Mei Lin"), "by Mei Lin;"),
        ("~$plan.xlsx", b"\x03Bob" + b" " * 20, "by Bob;"),
        ("~$plan.xlsx", b"", "open elsewhere;"),
        (".~lock.plan.xlsx#", b",mei,desk-7,01.02.2026 10:00,file:///x;", "by mei on desk-7;"),
        (".~lock.plan.xlsx#", "梅,mei,,x,y;".encode(), "by 梅;"),
    ],
)
def test_an_open_workbook_is_left_alone(package: Package, lock: str, content: bytes, who: str) -> None:
    (package.path.parent / lock).write_bytes(content)
    with pytest.raises(FileInUse, match=who):
        save(package, CHANGED)
    assert package.path.read_bytes() == package.data
    assert folder(package) == sorted([lock, "plan.xlsx"])


def test_a_copy_that_is_open_is_left_alone(package: Package, tmp_path: Path) -> None:
    (tmp_path / "~$copy.xlsx").write_bytes(b"")
    with pytest.raises(FileInUse):
        save(package, CHANGED, to=tmp_path / "copy.xlsx")


def test_a_read_only_workbook_is_left_alone(package: Package) -> None:
    package.path.chmod(0o444)
    with pytest.raises(NotWritable, match="read-only"):
        save(package, CHANGED)
    assert folder(package) == ["plan.xlsx"]


def test_a_workbook_that_is_somebody_elses_is_left_alone(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotWritable, match="read-only"):
        save(package, CHANGED)
    assert folder(package) == ["plan.xlsx"]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"else"), lambda path: path.unlink()])
def test_a_workbook_that_changed_meanwhile_is_left_alone(package: Package, change: Callable[[Path], object]) -> None:
    change(package.path)
    with pytest.raises(ChangedMeanwhile):
        save(package, CHANGED)
    assert not package.path.exists() or package.path.read_bytes() == b"else"


def test_a_change_in_the_last_moment_is_noticed(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fsync

    def meddling(handle: int) -> None:
        honest(handle)
        package.path.write_bytes(b"else")

    monkeypatch.setattr(os, "fsync", meddling)
    with pytest.raises(ChangedMeanwhile):
        save(package, CHANGED, backup=False)
    assert package.path.read_bytes() == b"else"
    assert folder(package) == ["plan.xlsx"]


def test_a_folder_that_is_not_there(package: Package, tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="no folder"):
        save(package, CHANGED, to=tmp_path / "none" / "copy.xlsx")
    with pytest.raises(NotWritable, match="it is a folder"):
        save(package, CHANGED, to=tmp_path)


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "no right to write"), (errno.EIO, "could not be written")],
)
def test_a_failing_system_leaves_the_old_workbook(
    package: Package, monkeypatch: pytest.MonkeyPatch, step: str, call: int, number: int, says: str
) -> None:
    """Fail at the first file that is written (the backup) or at the second (the workbook itself)."""
    honest = getattr(os, step)
    calls = 0

    def failing(*given: object, **more: object) -> object:
        nonlocal calls
        # A flushed folder is no file; its failure may pass.
        calls += not (step == "open" and given[1] == os.O_RDONLY) and not (
            step == "fsync" and os.path.isdir(f"/proc/self/fd/{given[0]}")
        )
        if calls == call:
            raise OSError(number, os.strerror(number))
        return honest(*given, **more)

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(NotWritable, match=says):
        save(package, CHANGED)
    assert package.path.read_bytes() == package.data
    assert not [name for name in folder(package) if name.endswith(".tmp")]


WRITER = """
import sys
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
number = 0
while True:
    number += 1
    save(Package.open(sys.argv[1]), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData/></worksheet>" + b" " * number}, backup=number % 2 == 0)
    if number == 1:
        print("writing", flush=True)
"""


def test_killed_at_any_moment_the_workbook_is_whole(package: Package) -> None:
    chance = random.Random(7)
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(package.path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() / 20)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=10)
        writer.stdout.close()
        whole = Package.open(package.path)
        for part in whole.parts:
            whole.read(part)
        assert whole.read(PART).startswith(b"<worksheet>")
    backups = package.path.with_name("plan.xlsx.salesplan-backups")
    for backup in backups.glob("plan.*.xlsx"):
        Package.open(backup)
