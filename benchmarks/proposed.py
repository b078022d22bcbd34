"""``python -m benchmarks.proposed BOOK``: the rows of a plan's Quota sheet, and what their proposals add up to.

Reads the file by its own means, so that it is a judge of both ways.
"""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

_HEADER_ROW = 4


def proposed(book: Path) -> tuple[int, float]:
    """Count the rows of the Quota sheet that have a proposal, and add the proposals up."""
    grid = CalamineWorkbook.from_path(book).get_sheet_by_name("Quota").to_python(skip_empty_area=False)
    place = grid[_HEADER_ROW - 1].index("Proposed")
    amounts = [cell for row in grid[_HEADER_ROW:] if isinstance(cell := row[place], float)]
    return len(amounts), sum(amounts)


if __name__ == "__main__":
    count, total = proposed(Path(sys.argv[1]))
    print(f"{count:,}: {total:,.2f}")
