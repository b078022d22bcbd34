"""A new workbook put on the disk as a whole, beside or in place of another."""

import os
import stat
from pathlib import Path

import pytest

from salesplan.errors import ChangedMeanwhile, FileInUse, NotWritable
from salesplan.workbook.save import put


@pytest.fixture
def like(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"plan")
    path.chmod(0o640)
    return path


def test_a_new_file_has_the_mode_of_another(tmp_path: Path, like: Path) -> None:
    target = tmp_path / "log.xlsx"
    saved = put(target, b"new", replace=False, like=like)
    assert (saved.path, saved.backup, target.read_bytes()) == (target, None, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"plan.xlsx", "log.xlsx"}


def test_what_stands_there_is_replaced_only_when_asked_and_kept(tmp_path: Path, like: Path) -> None:
    target = tmp_path / "log.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(ChangedMeanwhile):
        put(target, b"new", replace=False, like=like)
    assert target.read_bytes() == b"old"
    saved = put(target, b"new", replace=True, like=like)
    assert saved.backup is not None
    assert (target.read_bytes(), saved.backup.read_bytes()) == (b"new", b"old")


def test_a_crash_leaves_the_old_file(tmp_path: Path, like: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "log.xlsx"
    target.write_bytes(b"old")
    done = os.replace

    def crash(source: Path, goal: Path) -> None:
        if goal == target:
            raise OSError(5, "input/output error")
        done(source, goal)

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(NotWritable):
        put(target, b"new", replace=True, like=like)
    assert target.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*tmp"))


def test_places_that_take_no_file(tmp_path: Path, like: Path) -> None:
    with pytest.raises(NotWritable, match="no folder"):
        put(tmp_path / "none" / "log.xlsx", b"", replace=False, like=like)
    with pytest.raises(NotWritable, match="is a folder"):
        put(tmp_path, b"", replace=True, like=like)
    (tmp_path / ".~lock.log.xlsx#").write_text("Ana,ana,pc")
    with pytest.raises(FileInUse, match="Ana"):
        put(tmp_path / "log.xlsx", b"", replace=False, like=like)
