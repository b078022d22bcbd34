"""The commands ``salesplan excel doctor`` and ``install``: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salesplan.cli import main
from salesplan.host.excel_setup import system
from tests.host.excel_setup.computers import Computer, linux, plan, windows, write


def salesplan(*arguments: object, code: int = 0, charset: str = "utf-8") -> Result:
    done = CliRunner(charset=charset).invoke(main, ["excel", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    made = windows(tmp_path)
    monkeypatch.setattr(system, "this_system", lambda: made.system)
    return made


def test_missing_things_are_listed_then_installed(computer: Computer, tmp_path: Path) -> None:
    book = plan(tmp_path / "plan_2027.xlsx")
    before = salesplan("doctor", book, code=1)
    assert "missing  xlwings' add-in in Excel: Excel does not have it" in before.stdout
    assert before.stderr == "missing and needed: 3\n"
    dry = salesplan("install", book, "--dry-run")
    assert dry.stdout.startswith("would: write this Python into ")
    assert dry.stderr == "dry run: nothing was changed\n"
    assert not computer.conf.exists()
    after = salesplan("install", book)
    steps, _, checks = after.stdout.partition("\n\n")
    assert [line.partition(":")[0] for line in steps.splitlines()] == ["done"] * 3
    assert checks.startswith("ok       Operating system: Windows")
    assert after.stderr == "all that is needed is there\n"
    assert salesplan("doctor", book).stdout == checks


def test_json_is_one_document(computer: Computer, tmp_path: Path) -> None:
    document = json.loads(salesplan("install", plan(tmp_path / "a.xlsx"), "--json").stdout)
    assert [step["outcome"] for step in document["steps"]] == ["done"] * 3
    (sheet,) = [check for check in document["checks"] if check["name"] == "sheet"]
    assert (sheet["state"], sheet["needed"]) == ("missing", False)
    assert json.loads(salesplan("doctor", "--json").stdout)["checks"][0]["state"] == "ok"


def test_a_failed_step_is_exit_code_1(computer: Computer, tmp_path: Path) -> None:
    book = plan(tmp_path / "a.xlsx")
    write(tmp_path / "a.py", b"mine = 1\n")
    assert "not done: a.py is there and is not salesplan's" in salesplan("install", book, code=1).stdout
    assert salesplan("install", book, "--dry-run", code=1).stderr == "dry run: nothing was changed\n"


def test_the_language_of_the_computer(computer: Computer) -> None:
    computer.language = "zh_TW"
    assert "作業系統：Windows" in salesplan("doctor", code=1).stdout
    assert "操作系统：Windows" in salesplan("doctor", "--lang", "zh-Hans", code=1).stdout
    computer.language = "de_DE"
    assert "Operating system: Windows" in salesplan("doctor", code=1).stdout


def test_a_console_without_chinese_gets_english(computer: Computer, tmp_path: Path) -> None:
    computer.language = "zh_CN.UTF-8"
    computer.python = write(tmp_path / "张" / "python.exe")
    said = salesplan("doctor", code=1, charset="ascii").stdout
    assert "Operating system: Windows" in said
    assert "/?/python.exe" in said
    assert json.loads(salesplan("doctor", "--json", code=1, charset="ascii").stdout)


def test_a_plan_that_cannot_be_read_is_exit_code_3(computer: Computer, tmp_path: Path) -> None:
    assert "error: a.xlsx" in salesplan("doctor", tmp_path / "a.xlsx", code=3).stderr
    salesplan("install", write(tmp_path / "b.xlsx", b"no workbook"), code=3)
    assert not computer.conf.exists()


def test_linux_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = linux(tmp_path).system
    monkeypatch.setattr(system, "this_system", lambda: made)
    said = salesplan("install", code=1).stdout
    assert said.startswith("not done: Excel runs on Windows and on the Mac, not here")
    assert "missing  Operating system" in said


def test_this_computer_is_described() -> None:
    described = system.this_system()
    assert described.module_file("click") is not None
    assert described.version_of("click")
    assert described.run([str(described.python), "-c", "import sys; print('x'); sys.exit(3)"]) == system.Ran(3, "x")
    assert described.run(["no-such-program"]).code == 1


def test_a_file_in_the_current_folder_takes_no_name_from_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python finds it from here; Excel starts Python elsewhere."""
    file = write(tmp_path / "here" / "quotas_of_2027.py")
    monkeypatch.syspath_prepend(file.parent)
    monkeypatch.chdir(tmp_path)
    assert system.module_file(file.stem) == file
    monkeypatch.chdir(file.parent)
    assert system.module_file(file.stem) is None


@pytest.mark.flow
def test_the_doctor_imports_neither_pandas_nor_xlwings() -> None:
    code = (
        "import sys; from salesplan.cli import main\n"
        "try: main(['excel', 'doctor'])\n"
        "except SystemExit: pass\n"
        "assert not {'pandas', 'numpy', 'xlwings'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
