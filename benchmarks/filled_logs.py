"""``python -m benchmarks.filled_logs FOLDER VISITS``: so many visits typed into each log of a folder, as a rep would."""

import sys
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.company import YEAR

_FIRST_ROW = 5


def fill(file: Path, visits: int) -> None:
    """Type visits to the log's own customers in turn, one a week, every fourth with an order."""
    workbook = load_workbook(file)
    sheet = workbook["Visits"]
    column = {cell.value: cell.column for cell in sheet[_FIRST_ROW - 1]}
    own = [row[0].value for row in workbook["My customers"].iter_rows(min_row=_FIRST_ROW) if row[0].value]
    for number in range(visits if own else 0):
        typed = {
            "Date": date(YEAR, 1, 5) + timedelta(weeks=number),
            "Customer": own[number % len(own)],
            "Kind": "call" if number % 10 == 9 else "visit",
            "Result": "order" if number % 4 == 0 else "progress",
            "Order amount": 1000 + 10 * number if number % 4 == 0 else None,
            "Next step": "send the quote" if number % 3 == 0 else None,
        }
        for header, value in typed.items():
            sheet.cell(_FIRST_ROW + number, column[header], value)
    workbook.save(file)


if __name__ == "__main__":
    for log in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        fill(log, int(sys.argv[2]))
