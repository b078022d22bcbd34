"""What install does, what it leaves alone, and what it says where it cannot."""

from pathlib import Path

import pytest

from salesplan.host.excel_setup.doctor import doctor
from salesplan.host.excel_setup.install import Outcome, Step, install
from salesplan.host.excel_setup.plan_file import MODULE, PlanFile
from tests.host.excel_setup.computers import ADD_IN, EXCEL_KEY, Computer, linux, mac, plan, windows, write


def done(computer: Computer, book: Path | None = None, *, dry_run: bool = False) -> dict[str, Step]:
    opened = PlanFile.open(book) if book else None
    return {step.name: step for step in install(computer.system, opened, dry_run=dry_run)}


def outcomes(steps: dict[str, Step]) -> dict[str, str]:
    return {name: str(step.outcome) for name, step in steps.items()}


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_windows_is_set_up_and_a_second_time_left_alone(tmp_path: Path) -> None:
    computer, book = windows(tmp_path), plan(tmp_path / "plans" / "plan_2027.xlsx")
    assert set(outcomes(done(computer, book)).values()) == {"done"}
    assert computer.conf.read_bytes() == f'"INTERPRETER_WIN","{computer.python}"\r\n'.encode()
    assert computer.add_in.read_bytes() == ADD_IN
    assert book.with_suffix(".py").read_text("utf-8") == MODULE
    assert not any(check.stops for check in doctor(computer.system, PlanFile.open(book)))
    before = files(tmp_path)
    assert set(outcomes(done(computer, book)).values()) == {"there"}
    assert files(tmp_path) == before
    assert computer.ran == ["addin install"]


def test_a_mac_is_set_up(tmp_path: Path) -> None:
    computer = mac(tmp_path)
    assert outcomes(done(computer)) == {"interpreter": "done", "add-in": "done", "script": "there"}
    computer.script.unlink()
    assert outcomes(done(computer)) == {"interpreter": "there", "add-in": "there", "script": "done"}
    assert computer.ran == ["addin install", "runpython install"]
    assert computer.conf.read_bytes() == f'"INTERPRETER_MAC","{computer.python}"\n'.encode()


def test_a_dry_run_says_it_all_and_changes_nothing(tmp_path: Path) -> None:
    computer, book = mac(tmp_path), plan(tmp_path / "a.xlsx")
    before = files(tmp_path)
    steps = done(computer, book, dry_run=True)
    assert set(outcomes(steps).values()) == {"to do"}
    assert list(steps) == ["interpreter", "add-in", "script", "module"]
    assert "addin install" in steps["add-in"].text.en
    assert files(tmp_path) == before
    assert not computer.home.exists()
    assert computer.ran == []


def test_linux_stays_as_it_is(tmp_path: Path) -> None:
    computer, book = linux(tmp_path), plan(tmp_path / "a.xlsx")
    before = files(tmp_path)
    assert outcomes(done(computer, book)) == {"system": "failed"}
    assert files(tmp_path) == before


def test_without_excel_or_xlwings_nothing_is_begun(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    computer.registry.pop((EXCEL_KEY, ""))
    computer.versions.clear()
    assert outcomes(done(computer)) == {"excel": "failed", "xlwings": "failed"}
    assert not computer.conf.exists()


def test_other_settings_stay_and_the_file_is_kept(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    before = b'"PYTHONPATH","C:\\mine"\r\n"INTERPRETER_WIN","C:\\old\\python.exe"\r\n"SHOW CONSOLE","True"\r\n'
    write(computer.conf, before)
    step = done(computer)["interpreter"]
    assert "xlwings.conf.bak" in step.text.en
    assert computer.conf.with_name("xlwings.conf.bak").read_bytes() == before
    assert computer.conf.read_bytes() == before.replace(b"C:\\old\\python.exe", str(computer.python).encode())


def test_letters_that_the_settings_cannot_hold(tmp_path: Path) -> None:
    computer = windows(tmp_path / "张三")
    computer.encoding = "cp1252"
    step = done(computer)["interpreter"]
    assert step.outcome is Outcome.FAILED
    assert "plain letters" in step.text.en
    assert not computer.conf.exists()
    computer.encoding = "cp936"
    assert done(computer)["interpreter"].outcome is Outcome.DONE
    assert "张三" in computer.conf.read_bytes().decode("gbk")
    assert done(computer)["interpreter"].outcome is Outcome.THERE


def test_settings_that_cannot_be_written(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    write(computer.conf.parent)  # a file where the folder should be
    step = done(computer)["interpreter"]
    assert step.outcome is Outcome.FAILED
    assert str(computer.conf.parent) in step.text.en


def test_an_add_in_that_did_not_arrive_has_failed(tmp_path: Path) -> None:
    computer = mac(tmp_path)
    computer.breaks = True
    steps = done(computer)
    assert outcomes(steps) == {"interpreter": "done", "add-in": "failed", "script": "failed"}
    assert "close Excel" in steps["add-in"].text.en
    assert "quit Excel and try again" in steps["add-in"].text.en


def test_an_older_add_in_is_replaced(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    write(computer.add_in, b"older")
    assert done(computer)["add-in"].outcome is Outcome.DONE
    assert computer.add_in.read_bytes() == ADD_IN


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_module_of_another_is_never_overwritten(tmp_path: Path, dry_run: bool) -> None:
    module = write(tmp_path / "a.py", b"import pandas\n")
    step = done(windows(tmp_path), plan(tmp_path / "a.xlsx"), dry_run=dry_run)["module"]
    assert step.outcome is Outcome.FAILED
    assert "left alone" in step.text.en
    assert module.read_bytes() == b"import pandas\n"


def test_a_name_that_cannot_be_used_gets_no_module(tmp_path: Path) -> None:
    step = done(windows(tmp_path), plan(tmp_path / "my plan.xlsx"))["module"]
    assert step.outcome is Outcome.FAILED
    assert "my_plan.xlsx" in step.text.en
    assert list(tmp_path.glob("*.py")) == []
