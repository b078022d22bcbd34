"""``python -m benchmarks.usual_write BOOK ROWS``: a Quota table into a workbook, by openpyxl's load and save."""

import sys
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.quota_rows import FORMULAS, HEADERS, quota_rows

_HEADER_ROW = 4


def main(book: Path, count: int) -> None:
    """Write the rows in place of the one that a blank plan has."""
    workbook = load_workbook(book)
    sheet = workbook["Quota"]
    columns = {cell.value: cell.column for cell in sheet[_HEADER_ROW]}
    for number, row in enumerate(quota_rows(count), start=_HEADER_ROW + 1):
        for key, value in row.items():
            sheet.cell(number, columns[HEADERS[key]]).value = f"={FORMULAS[key]}" if key in FORMULAS else value
    table = sheet.tables["Quota"]
    first, last = table.ref.split(":")
    table.ref = f"{first}:{last.rstrip('0123456789')}{_HEADER_ROW + count}"
    workbook.save(book)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
