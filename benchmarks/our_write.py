"""``python -m benchmarks.our_write BOOK ROWS``: a Quota table into a workbook, by salesplan."""

import sys
from pathlib import Path

from benchmarks.quota_rows import FORMULAS, HEADERS, quota_rows
from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from salesplan.workbook.writes import Formula, TableWrite


def main(book: Path, count: int) -> None:
    """Write the rows in place of the one that a blank plan has."""
    rows = quota_rows(count)
    columns = {
        HEADERS[key]: [Formula(FORMULAS[key], row[key]) if key in FORMULAS else row[key] for row in rows]
        for key in rows[0]
    }
    package = Package.open(book)
    write = TableWrite("Quota", (0, *[None] * (count - 1)), columns)
    save(package, edited(package, [write]), backup=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
