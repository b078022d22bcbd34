"""What xlwings is told of functions and macros: on Linux its decorators swallow any mistake, so it is looked for here."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any, Final

import pytest

import salesplan.excel
from salesplan.excel import functions
from salesplan.excel.arguments import CATEGORY, RANGE
from tests.excel.on_windows import CALLS

MODULES: Final = sorted(Path(salesplan.excel.__file__).parent.glob("*.py"))
ROOT: Final = Path(salesplan.excel.__file__).parents[2]
MOST_SHOWN: Final = 255
MACROS: Final = ("check", "quota", "tier", "score", "scenario", "explain", "plan_all")

_OF_ARGUMENTS: Final = {"convert", "ndim", "numbers", "dates", "empty", "transpose", "err_to_str"}
KEYWORDS: Final = {
    "func": {"category", "volatile", "call_in_wizard", "async_mode"},
    "script": {"name", "include", "exclude", "button", "show_taskpane"},
    "arg": {"doc", "vba", *_OF_ARGUMENTS},
    "ret": {"convert", "expand", "transpose", "index", "header"},
}
"""What xlwings' decorators know; anything else they pass over without a word."""

VBA_WORDS: Final = """
    and as boolean byref byval call case const currency date decimal declare dim do double each else elseif empty end enum
    erase error event exit false for friend function get global gosub goto if imp implements in integer is let lib like
    long loop lset me mod new next not nothing null object on option optional or paramarray preserve print private property
    public put raiseevent redim resume return rset select set single static stop string sub then to true type until
    variant wend while with withevents write xor
"""
"""No argument can be called by one of these."""


def decorators(source: str) -> Iterator[tuple[ast.FunctionDef, ast.expr, str]]:
    """Give each decorator of xlwings with its function and its name."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for decorator in function.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in KEYWORDS:
                    yield function, decorator, name


def mistakes(source: str) -> list[str]:
    """Find decorators with keywords that xlwings does not know, and arguments that the function does not have."""
    found = []
    for function, decorator, name in decorators(source):
        if not isinstance(decorator, ast.Call):
            continue
        known = KEYWORDS[name] | {None}  # None stands for **RANGE
        found += [f"{function.name}: {name}({key.arg}=)" for key in decorator.keywords if key.arg not in known]
        if name == "arg":
            (called,) = [ast.literal_eval(given) for given in decorator.args]
            if called not in {parameter.arg for parameter in function.args.args}:
                found.append(f"{function.name}: no argument {called}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_decorators_name_what_there_is(path: Path) -> None:
    assert mistakes(path.read_text("utf-8")) == []


def test_mistakes_in_decorators_are_found() -> None:
    source = '@xw.func(catgory="x")\n@arg("grwth", doc="...", ndims=2, **RANGE)\ndef target(growth): ...'
    assert mistakes(source) == ["target: func(catgory=)", "target: arg(ndims=)", "target: no argument grwth"]


def test_every_argument_is_documented_as_a_range() -> None:
    assert RANGE.keys() <= KEYWORDS["arg"]
    documented: dict[str, list[str]] = {}
    for path in MODULES:
        for function, decorator, name in decorators(path.read_text("utf-8")):
            if name == "arg" and isinstance(decorator, ast.Call):
                assert {key.arg for key in decorator.keywords} == {"doc", None}
                documented.setdefault(function.name, []).append(ast.literal_eval(decorator.args[0]))
    assert documented == {name: list(signature(getattr(functions, name)).parameters) for name in functions.__all__}


def on_windows(*modules: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Load modules with xlwings' own decorators of Windows, in a process of their own."""
    command = [sys.executable, "-m", "tests.excel.on_windows", *modules]
    path = {"PYTHONPATH": f"{folder}:{ROOT}"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=path)


@pytest.fixture(scope="module")
def told() -> Any:
    """Give what xlwings for Windows knows of the functions and macros, and what calls through it answer."""
    done = on_windows("salesplan.excel.functions", "salesplan.excel.macros")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.flow
def test_excel_shows_every_function_with_all_its_arguments(told: Any) -> None:
    known = told["salesplan.excel.functions"]["functions"]
    assert {each["name"] for each in known} == set(functions.__all__)
    for each in known:
        assert (each["sub"], each["category"], each["converts"]) == (False, CATEGORY, True)
        assert 20 < len(each["doc"]) <= MOST_SHOWN
        assert "\n" not in each["doc"]
        parameters = signature(getattr(functions, each["name"])).parameters
        assert [argument["name"] for argument in each["arguments"]] == list(parameters)
        for argument in each["arguments"]:
            assert 10 < len(argument["doc"]) <= MOST_SHOWN
            assert not argument["doc"].startswith("Positional argument")
            assert argument["optional"] == (parameters[argument["name"]].default is None)
            assert (argument["converts"], argument["options"]) == (True, sorted(RANGE))


@pytest.mark.flow
def test_macros_are_subs_that_say_what_they_do(told: Any) -> None:
    known = told["salesplan.excel.macros"]["functions"]
    assert sorted(each["name"] for each in known) == sorted(MACROS)
    for each in known:
        assert each["sub"]
        assert 20 < len(each["doc"]) <= MOST_SHOWN
        assert [argument["name"] for argument in each["arguments"]] == ["book"]


@pytest.mark.flow
def test_the_vba_declares_what_formulas_call(told: Any) -> None:
    vba = told["salesplan.excel.functions"]["vba"]
    for name in functions.__all__:
        parameters = signature(getattr(functions, name)).parameters
        declared = ", ".join(f"Optional {key}" if each.default is None else key for key, each in parameters.items())
        assert f"Function {name}({declared})\n" in vba
        assert f'CallUDF("salesplan.excel.functions", "{name}", Array({", ".join(parameters)}), ThisWorkbook' in vba
        assert not {name, *parameters} & set(VBA_WORDS.split())
    assert vba.count("\nEnd Function") == len(functions.__all__)


@pytest.mark.flow
def test_a_call_through_excel_answers_what_a_direct_one_does(told: Any) -> None:
    assert len(told["calls"]) == len(CALLS)
    for each in told["calls"]:
        assert each["by_excel"] == each["direct"], each["call"]
        assert "Traceback" not in each["by_excel"]


@pytest.mark.flow
def test_xlwings_for_windows_refuses_an_argument_that_there_is_not(tmp_path: Path) -> None:
    source = (ROOT / "salesplan" / "excel" / "quota_functions.py").read_text("utf-8")
    (tmp_path / "mistaken.py").write_text(source.replace('@arg("growth"', '@arg("grwth"'), "utf-8")
    done = on_windows("mistaken", folder=tmp_path)
    assert done.returncode != 0
    assert "Invalid argument name 'grwth'" in done.stderr
