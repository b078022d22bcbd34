"""``python -m benchmarks.filled_handouts FOLDER``: what managers type into the workbooks of a folder, whoever made them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_EVERY: Final = 5
"""One rep in so many gets an override and its reason, one customer in so many another potential."""


def fill(file: Path) -> None:
    """Type into some rows: by the number in their ids, so that they are the same in whatever workbook they stand."""
    book = load_workbook(file)
    _type(book["Quota"], "Rep ID", lambda number: {"Override": 1_000_000 + number, "Reason": f"agreed, {number}"})
    _type(book["Customers"], "Customer ID", lambda number: {"Potential": 50_000 + number})
    book.save(file)


def _type(sheet: Worksheet, key: str, typed: Callable[[int], dict[str, object]]) -> None:
    header = next(row for row in sheet.iter_rows() if key in [cell.value for cell in row])
    places = {cell.value: cell.column - 1 for cell in header}
    for row in sheet.iter_rows(min_row=header[0].row + 1):
        number = int("".join(filter(str.isdecimal, str(row[places[key]].value))) or 1)
        if number % _EVERY == 0:
            for column, value in typed(number).items():
                row[places[column]].value = value


if __name__ == "__main__":
    for handout in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        fill(handout)
