"""Imports point one way, and only the rooms that should know a library know it."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import salesplan

PACKAGE = Path(salesplan.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

ALLOWED = {
    "words": set(),
    "findings": {"words"},
    "errors": {"words"},
    "tables": {"words", "findings", "errors", "tables"},
    "planning": {"words", "findings", "errors", "tables", "planning"},
    "workbook": {"words", "findings", "errors", "tables", "workbook"},
    "sources": {"words", "findings", "errors", "tables", "workbook", "sources"},
    "store": {"words", "errors", "store"},
    "bindings": {"findings", "errors", "planning", "tables", "bindings"},
    "host": {"words", "findings", "errors", "tables", "workbook", "sources", "planning", "bindings", "store", "host"},
    "excel": {"words", "findings", "errors", "tables", "workbook", "planning", "bindings", "host", "excel"},
    "cli": {"words", "findings", "errors", "tables", "workbook", "planning", "bindings", "store", "host", "cli"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Which rooms a room may import from."""

OFFICE_LIBRARIES = {"openpyxl", "msoffcrypto", "xlsxwriter", "python_calamine", "xlwings", "zipfile", "xml"}


@cache
def imported(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = {name.split(".")[1] for name in imported(path) if name.startswith("salesplan.")}
    assert own <= ALLOWED[room(path)] | {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_workbook_and_the_sources_know_office_files(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)} & OFFICE_LIBRARIES
    if room(path) == "workbook":
        return
    libraries -= {"sources": {"python_calamine"}, "excel": {"xlwings"}}.get(room(path), set())
    assert not libraries


def test_planning_knows_no_clock_and_no_file() -> None:
    for path in MODULES:
        if room(path) != "planning":
            continue
        text = path.read_text("utf-8")
        assert "datetime.now" not in text, path
        assert "date.today" not in text, path
        assert not {"pathlib", "os", "time"} & imported(path), path


def test_nothing_of_xlwings_pro_is_imported() -> None:
    """The licence of what is under ``xlwings.pro`` does not fit; ``xlwings.server`` is made of it."""
    for folder in ("salesplan", "scripts", "benchmarks", "tests"):
        for path in (PACKAGE.parent / folder).rglob("*.py"):
            of_xlwings = [name.split(".")[1:2] for name in imported(path) if name.startswith("xlwings.")]
            assert not [part for part in of_xlwings if part in (["pro"], ["server"])], path


def test_help_imports_no_pandas() -> None:
    code = "import sys; sys.argv = ['salesplan', '--help']\nfrom salesplan.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\nassert 'pandas' not in sys.modules and 'numpy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "quota" in done.stdout
