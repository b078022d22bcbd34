"""What travels in the wheel, and what does not."""

import ast
import os
import subprocess
import sys
import tomllib
from email.parser import Parser
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

import salesplan
from salesplan.tables.workbooks import WORKBOOKS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        # A fixed moment: the same sources make the same wheel.
        env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
    )
    (built,) = folder.glob("*.whl")
    return ZipFile(built)


def metadata(wheel: ZipFile) -> tuple[str, str]:
    """Give the folder of the wheel's metadata, and the metadata."""
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return name.partition("/")[0], wheel.read(name).decode()


def test_the_package_and_nothing_beside_it(wheel: ZipFile) -> None:
    info, _ = metadata(wheel)
    assert {name.partition("/")[0] for name in wheel.namelist()} == {"salesplan", info}
    assert not [name for name in wheel.namelist() if "__pycache__" in name]


def test_every_module_travels(wheel: ZipFile) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "salesplan").rglob("*.py")}
    assert modules <= set(wheel.namelist())


def test_the_templates_travel_as_they_are(wheel: ZipFile) -> None:
    templates = sorted((ROOT / "templates").glob("*.xlsx"))
    assert len(templates) >= len(WORKBOOKS)
    for template in templates:
        assert wheel.read(f"salesplan/templates/{template.name}") == template.read_bytes()


def test_the_licence_and_the_readme_travel(wheel: ZipFile) -> None:
    info, text = metadata(wheel)
    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    said = Parser().parsestr(text)
    assert said["License-Expression"] == "MIT"
    assert said["Requires-Python"] == ">=3.11"
    assert said["Version"] == salesplan.__version__
    assert (ROOT / "README.md").read_text("utf-8").strip() in text


def test_the_command_is_installed(wheel: ZipFile) -> None:
    info, _ = metadata(wheel)
    assert "salesplan = salesplan.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()


def test_every_library_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    asked = {line.partition(">")[0].lower().replace("-", "_") for line in needed}
    assert imported_libraries() <= asked | {"msoffcrypto"}  # which comes with msoffcrypto-tool
    assert "msoffcrypto_tool" in asked


def imported_libraries() -> set[str]:
    """Give the libraries that the package's modules import."""
    found: set[str] = set()
    for path in (ROOT / "salesplan").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"salesplan"}
