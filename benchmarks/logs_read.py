"""``python -m benchmarks.logs_read visits BOOK`` or ``customers FOLDER``: what was collected, or handed out.

Reads the files by its own means, so that it is a judge of both ways.
"""

import sys
from itertools import chain
from pathlib import Path

from python_calamine import CalamineWorkbook


def column(book: Path, sheet: str, header: str) -> list[object]:
    """Give the cells under a header, wherever on the sheet it stands."""
    grid = CalamineWorkbook.from_path(book).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    top, place = next((row, cells.index(header)) for row, cells in enumerate(grid) if header in cells)
    return [cells[place] for cells in grid[top + 1 :]]


def visits(book: Path) -> str:
    """Count the visits, and add up the amounts of their orders."""
    amounts = column(book, "Visits", "Order amount")
    total = sum(amount for amount in amounts if isinstance(amount, float))
    return f"{sum(map(bool, column(book, 'Visits', 'Date'))):,}: {total:,.2f}"


def customers(folder: Path) -> str:
    """Count the logs, and the customers in them."""
    listed = [column(file, "My customers", "Customer ID") for file in sorted(folder.glob("*.xlsx"))]
    return f"{len(listed):,}: {sum(map(bool, chain(*listed))):,}"


if __name__ == "__main__":
    judge = {"visits": visits, "customers": customers}[sys.argv[1]]
    print(judge(Path(sys.argv[2])))
