"""``python -m scripts.macros [--check]``: make the VBA project of the plan's macros anew, or say that it is out of date.

It is made from ``salesplan.bas`` by pyOpenVBA: the module, and what Excel has in every project, an empty module for the
workbook and one for each sheet. Excel compiles it when it opens the workbook.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from salesplan.tables.plan import SALES_PLAN
from salesplan.words import ENGLISH
from salesplan.workbook.build import build
from salesplan.workbook.build_macros import PROJECT, SOURCE

MODULE: Final = "Salesplan"
_PART: Final = "xl/vbaProject.bin"


class CannotBuild(Exception):
    """The library that makes VBA projects is missing."""


def project() -> bytes:
    """Make the VBA project.

    Raises
    ------
    CannotBuild
        If pyOpenVBA is not installed.
    """
    if find_spec("pyopenvba") is None:
        raise CannotBuild("pyOpenVBA is not installed; it is among the packages of the dev group")
    from pyopenvba import ExcelFile

    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsm"
        path.write_bytes(build(SALES_PLAN, language=ENGLISH, settings={}))
        with ExcelFile(path) as book:
            book.add_vba_project().add_module(MODULE, SOURCE.read_bytes().decode("ascii"))
            book.save()
        with ZipFile(path) as package:
            return package.read(_PART)


def modules(made: bytes) -> dict[str, str]:
    """Give the sources in a VBA project by module: what counts of it, as its bytes may be packed in many ways."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import parse_vba_project

    return {module.name: module.source for module in parse_vba_project(CFB.from_bytes(made)).modules}


def renewed(*, check: bool) -> bool:
    """Say whether the project in the package was out of date; it is written anew unless this is but a check.

    Raises
    ------
    CannotBuild
        If pyOpenVBA is not installed.
    """
    made = project()
    if PROJECT.exists() and modules(PROJECT.read_bytes()) == modules(made):
        return False
    if not check:
        PROJECT.write_bytes(made)
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the project or check it; gives 1 where a check found it out of date, or it could not be made."""
    parser = argparse.ArgumentParser(prog="python -m scripts.macros", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if it is out of date")
    given = parser.parse_args(arguments)
    try:
        stale = renewed(check=given.check)
    except CannotBuild as reason:
        print(reason, file=sys.stderr)
        return 1
    if given.check:
        print(f"out of date: {PROJECT.name}" if stale else "all is up to date")
        return int(stale)
    print(f"wrote {PROJECT.name}" if stale else "all is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
