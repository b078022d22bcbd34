"""IronCalc: recalculation in a process of its own, since a workbook can make it panic."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

SECONDS: Final = 120
Value = str | float | bool | None


class IronCalcFailed(AssertionError):
    """IronCalc could not read or calculate a workbook."""


def recalculated_by_ironcalc(
    path: Path, edits: Mapping[tuple[str, str], str | float] | None = None
) -> dict[tuple[str, str], Value]:
    """Recalculate a workbook, after typing values into cells if ``edits`` gives any.

    Gives the value of every cell that is not empty, by sheet and cell. Skips the test where IronCalc is not
    installed.

    Raises
    ------
    IronCalcFailed
        If it panics, refuses the workbook or takes too long.
    """
    if importlib.util.find_spec("ironcalc") is None:
        pytest.skip("ironcalc is not installed")
    typed = [[sheet, cell, value] for (sheet, cell), value in (edits or {}).items()]
    try:
        said = subprocess.run(
            [sys.executable, __file__, path], input=json.dumps(typed), text=True, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise IronCalcFailed(f"{path.name}: IronCalc took more than {SECONDS} s") from error
    if said.returncode:
        raise IronCalcFailed(f"{path.name}: {said.stderr.strip()}")
    return {(sheet, cell): value for sheet, cell, value in json.loads(said.stdout)}


def calculate(path: str, edits: list[list[Any]]) -> list[tuple[str, str, Value]]:
    """Load, type, evaluate, and list the cells; runs in the process of its own."""
    import ironcalc
    from openpyxl.utils import coordinate_to_tuple, get_column_letter

    model = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
    sheets = [properties["name"] for properties in model.get_worksheets_properties()]
    for sheet, cell, value in edits:
        row, column = coordinate_to_tuple(cell)
        model.set_user_input(sheets.index(sheet), row, column, str(value))
    model.evaluate()
    return [
        (sheets[sheet], f"{get_column_letter(column)}{row}", model.get_cell_value(sheet, row, column))
        for sheet, row, column in model.get_all_cells()
    ]


if __name__ == "__main__":
    json.dump(calculate(sys.argv[1], json.load(sys.stdin)), sys.stdout)
