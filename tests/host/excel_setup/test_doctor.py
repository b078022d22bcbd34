"""What the doctor says of a computer where all is in place, and of one where something is not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan.errors import NotAWorkbook
from salesplan.host.excel_setup.check import Check, State
from salesplan.host.excel_setup.doctor import doctor
from salesplan.host.excel_setup.install import install
from salesplan.host.excel_setup.plan_file import PlanFile
from salesplan.words import LANGUAGES
from salesplan.workbook.excel_names import FUNCTIONS
from tests.host.excel_setup.computers import (
    EXCEL_KEY,
    POLICY_KEY,
    TRUST_KEY,
    Computer,
    linux,
    mac,
    plan,
    windows,
    write,
)

UDF = ("UDF MODULES", FUNCTIONS)
Break = Callable[[Computer], object]


def looked_at(computer: Computer, book: Path | None = None) -> dict[str, Check]:
    return {check.name: check for check in doctor(computer.system, PlanFile.open(book) if book else None)}


def set_up(computer: Computer) -> Computer:
    assert not any(step.outcome == "failed" for step in install(computer.system))
    return computer


def states(checks: dict[str, Check], state: State) -> set[str]:
    return {name for name, check in checks.items() if check.state is state}


def test_windows_with_everything_in_place(tmp_path: Path) -> None:
    computer = set_up(windows(tmp_path))
    book = plan(tmp_path / "plans" / "plan_2027.xlsx", UDF)
    write(book.with_suffix(".py"), b"from salesplan.excel.entries import main\n")
    checks = looked_at(computer, book)
    assert {check.state for check in checks.values()} == {State.OK}
    assert {"add-in", "interpreter", "trust", "sheet", "name", "module", "folder", "blocked"} < set(checks)


def test_a_mac_with_everything_in_place(tmp_path: Path) -> None:
    checks = looked_at(set_up(mac(tmp_path)))
    assert states(checks, State.UNKNOWN) == {"permission"}
    assert states(checks, State.MISSING) == set()
    assert "script" in checks
    assert not {"functions", "trust"} & set(checks)


def test_an_add_in_of_another_version_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    computer = set_up(windows(tmp_path))
    installed, own = computer.add_in, tmp_path / "env" / "xlwings" / "addin" / "xlwings.xlam"
    installed.write_bytes(own.read_bytes()[::-1])
    os.utime(installed, ns=(own.stat().st_atime_ns, own.stat().st_mtime_ns))
    assert states(looked_at(computer), State.MISSING) == {"add-in"}


def test_a_new_computer_lacks_what_install_does(tmp_path: Path) -> None:
    assert states(looked_at(windows(tmp_path / "w")), State.MISSING) == {"add-in", "interpreter"}
    assert states(looked_at(mac(tmp_path / "m")), State.MISSING) == {"add-in", "interpreter", "script"}


def test_linux_is_told_of_the_other_commands_and_of_the_plan(tmp_path: Path) -> None:
    checks = looked_at(linux(tmp_path), plan(tmp_path / "plan_2027.xlsx"))
    assert checks["system"].stops
    assert "salesplan quota" in checks["system"].text.en
    assert {"python", "name", "module"} < set(checks)
    assert not {"excel", "add-in", "interpreter", "blocked"} & set(checks)


@pytest.mark.parametrize(
    ("breaks", "name", "said"),
    [
        (lambda computer: computer.registry.pop((EXCEL_KEY, "")), "excel", "install Microsoft Excel"),
        (lambda computer: computer.versions.clear(), "xlwings", 'pip install "salesplan[excel]"'),
        (lambda computer: computer.modules.pop("win32com"), "bridge", "pywin32 is not installed"),
        (lambda computer: computer.add_in.unlink(), "add-in", "salesplan excel install"),
        (lambda computer: computer.add_in.write_bytes(b"older"), "add-in", "another version"),
        (lambda computer: computer.conf.unlink(), "interpreter", "does not say which"),
        (
            lambda computer: computer.conf.write_bytes(b'"INTERPRETER_WIN","C:\\x\\python.exe"'),
            "interpreter",
            "C:\\x\\",
        ),
    ],
)
def test_what_is_missing_is_found(tmp_path: Path, breaks: Break, name: str, said: str) -> None:
    computer = set_up(windows(tmp_path))
    breaks(computer)
    checks = looked_at(computer)
    assert checks[name].stops
    assert said in checks[name].text.en


def test_what_only_functions_need_stops_nothing(tmp_path: Path) -> None:
    computer = set_up(windows(tmp_path))
    computer.registry.pop((TRUST_KEY, "AccessVBOM"))
    computer.versions["xlwings"] = "0.38.0"  # whose library is not there
    checks = looked_at(computer, plan(tmp_path / "a.xlsx"))
    assert states(checks, State.MISSING) == {"trust", "functions", "sheet", "module"}
    assert not any(checks[name].stops for name in ("trust", "functions", "sheet"))


def test_an_administrator_decides_over_functions(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    computer.registry[POLICY_KEY, "AccessVBOM"] = "0"
    assert looked_at(computer)["trust"].state is State.MISSING


def test_a_python_of_the_store_is_doubted(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    computer.python = tmp_path / "Microsoft" / "WindowsApps" / "python.exe"
    assert looked_at(computer)["python"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ('"INTERPRETER_WIN","{env}/Scripts/pythonw.exe"', True),
        ('"interpreter_win","{ENV}\\scripts\\PYTHON.EXE"', True),
        ('"INTERPRETER","{env}/Scripts/python.exe"', True),
        ('"INTERPRETER_WIN","%Env%/Scripts/python.exe"', True),
        ('"INTERPRETER_WIN","%NOWHERE%/Scripts/python.exe"', False),
        ('"INTERPRETER_WIN","{env}/python.exe"', False),
        ('"INTERPRETER_WIN","python"', False),
        ('"INTERPRETER_MAC","{env}/Scripts/python.exe"', False),
    ],
)
def test_the_python_of_salesplan_under_its_names(tmp_path: Path, line: str, is_right: bool) -> None:
    computer = windows(tmp_path)
    env = str(tmp_path / "env")
    computer.environment["ENV"] = env
    write(computer.conf, line.format(env=env, ENV=env.upper()).encode())
    assert (looked_at(computer)["interpreter"].state is State.OK) == is_right


def test_a_conda_environment_is_named(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    computer.environment |= {
        "CONDA_PREFIX": str(tmp_path / "env"),
        "CONDA_DEFAULT_ENV": "planning",
        "CONDA_EXE": str(tmp_path / "conda" / "Scripts" / "conda.exe"),
    }
    assert looked_at(set_up(computer))["interpreter"].state is State.OK
    assert f'"CONDA PATH","{tmp_path / "conda"}"\r\n"CONDA ENV","planning"' in computer.conf.read_bytes().decode()
    write(computer.conf, computer.conf.read_bytes().replace(b"planning", b"base"))
    assert "base" in looked_at(computer)["interpreter"].text.en


def test_the_plans_own_settings_count_more(tmp_path: Path) -> None:
    computer = set_up(windows(tmp_path))
    by_sheet = plan(tmp_path / "one" / "a.xlsx", UDF, ("interpreter_win", "C:\\other\\python.exe"))
    check = looked_at(computer, by_sheet)["interpreter"]
    assert check.stops
    assert "a.xlsx xlwings.conf names another one, C:\\other\\python.exe" in check.text.en
    by_folder = plan(tmp_path / "two" / "a.xlsx", UDF)
    beside = write(tmp_path / "two" / "xlwings.conf", b'"INTERPRETER_WIN","C:\\third\\python.exe"')
    assert str(beside) in looked_at(computer, by_folder)["interpreter"].text.en
    both = plan(tmp_path / "two" / "b.xlsx", ("INTERPRETER_WIN", str(computer.python)))
    assert looked_at(computer, both)["interpreter"].state is State.OK


@pytest.mark.parametrize(
    ("stem", "better"),
    [
        ("sales plan", "sales_plan"),
        ("sales-plan (2)", "sales_plan_2"),
        ("2027", "plan_2027"),
        ("sales_plan.zh-Hans", "sales_plan_zh_Hans"),
        ("class", "plan_class"),
        ("销售 计划（终）", "销售_计划_终"),
        ("ｐlan", "plan"),
        ("json", "json_plan"),
        ("---", "plan"),
    ],
)
def test_a_name_that_python_cannot_use(tmp_path: Path, stem: str, better: str) -> None:
    computer = windows(tmp_path)
    computer.modules["json"] = tmp_path / "lib" / "json" / "__init__.py"
    check = looked_at(computer, plan(tmp_path / f"{stem}.xlsx"))["name"]
    assert check.stops
    assert check.text.en.endswith(f" {better}.xlsx")
    assert looked_at(computer, plan(tmp_path / f"{better}.xlsx"))["name"].state is State.OK


def test_the_file_beside_a_plan_does_not_take_its_name(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    computer.modules["a"] = tmp_path / "a.py"
    assert looked_at(computer, plan(tmp_path / "a.xlsx"))["name"].state is State.OK


def test_a_plan_with_buttons_needs_no_run_main(tmp_path: Path) -> None:
    name = looked_at(windows(tmp_path), plan(tmp_path / "sales plan.xlsm"))["name"]
    module = looked_at(windows(tmp_path), plan(tmp_path / "a.xlsm"))["module"]
    assert name.state is module.state is State.MISSING
    assert not name.stops
    assert not module.stops


def test_the_module_is_looked_for_once_the_name_is_right(tmp_path: Path) -> None:
    assert "module" not in looked_at(windows(tmp_path), plan(tmp_path / "my plan.xlsx"))
    book = plan(tmp_path / "my folder" / "a.xlsx")
    assert looked_at(windows(tmp_path), book)["module"].text.en.endswith(f'salesplan excel install "{book}"')


def test_another_type_of_workbook(tmp_path: Path) -> None:
    assert looked_at(windows(tmp_path), plan(tmp_path / "a.xltx"))["type"].stops


@pytest.mark.parametrize(
    "text",
    [
        "import pandas\n",
        "# from salesplan.excel.entries import main\n",
        "from salesplan.excel.entries import maintain\n",
    ],
)
def test_a_module_of_another(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.py", text.encode())
    check = looked_at(windows(tmp_path), plan(tmp_path / "a.xlsx"))["module"]
    assert check.stops
    assert "is not salesplan's" in check.text.en


def test_a_folder_where_the_module_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.py").mkdir()
    assert looked_at(windows(tmp_path), plan(tmp_path / "a.xlsx"))["module"].stops


def test_the_sheet_of_settings(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    right = plan(tmp_path / "a.xlsx", ("PYTHONPATH", ""), ("Udf Modules", f"mine; {FUNCTIONS}"), sheet="XLWINGS.conf")
    assert looked_at(computer, right)["sheet"].state is State.OK
    other = plan(tmp_path / "b.xlsx", ("UDF MODULES", "mine"))
    assert f"write {FUNCTIONS} beside UDF MODULES" in looked_at(computer, other)["sheet"].text.en
    beyond = plan(tmp_path / "c.xlsx", ("A", "1"), ("", ""), UDF)  # Excel stops at the first blank
    assert looked_at(computer, beyond)["sheet"].state is State.MISSING
    assert "add a sheet" in looked_at(computer, plan(tmp_path / "d.xlsx"))["sheet"].text.en


def test_folders_in_the_cloud(tmp_path: Path) -> None:
    computer = windows(tmp_path)
    named = plan(tmp_path / "OneDrive - Firm" / "a.xlsx")
    assert looked_at(computer, named)["folder"].state is State.UNKNOWN
    told = plan(tmp_path / "Synced" / "deep" / "a.xlsx")
    assert looked_at(computer, told)["folder"].state is State.OK
    computer.environment["OneDriveCommercial"] = str(tmp_path / "Synced")
    assert looked_at(computer, told)["folder"].state is State.UNKNOWN


@pytest.mark.parametrize(("zone", "state"), [("3", State.MISSING), ("4", State.MISSING), ("1", State.OK)])
def test_a_file_from_the_web_is_blocked(tmp_path: Path, zone: str, state: State) -> None:
    book = plan(tmp_path / "a.xlsm")
    write(tmp_path / "a.xlsm:Zone.Identifier", f"[ZoneTransfer]\r\nZoneId={zone}\r\n".encode())
    assert looked_at(windows(tmp_path), book)["blocked"].state is state


def test_a_plan_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        PlanFile.open(write(tmp_path / "a.xlsx", b"no workbook"))


@pytest.mark.parametrize("make", [windows, mac, linux])
def test_every_sentence_is_there_in_every_language(tmp_path: Path, make: Callable[[Path], Computer]) -> None:
    """English is plain letters, so that every console shows it."""
    computer = make(tmp_path)
    for book in (
        plan(tmp_path / "sales plan.xlsx"),
        plan(tmp_path / "b.xltx"),
        plan(tmp_path / "OneDrive" / "a.xlsm", UDF),
    ):
        for check in looked_at(computer, book).values():
            assert check.title.en.isascii()
            assert check.text.en.isascii()
            for language in LANGUAGES:
                assert "{" not in check.text.said(language)
