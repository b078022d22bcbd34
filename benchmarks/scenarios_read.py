"""``python -m benchmarks.scenarios_read results BOOK COUNT`` or ``copies COPY…``: the quotas of the compared scenarios.

Prints how many there are and a sum that differs as soon as the regions' or the reps' quotas of any one do. Reads the
files by its own means, so that it is a judge of both ways.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from benchmarks.logs_read import column
from benchmarks.scenario_rows import compared, name_of


def of_results(book: Path, count: int) -> list[str]:
    """Give the quotas of the compared scenarios, from the workbook of all."""
    names, regions, reps = (
        column(book, "Results", header) for header in ("Scenario", "Regions' quotas", "Reps' quotas")
    )
    by_name = {name: _said(region, rep) for name, region, rep in zip(names, regions, reps, strict=True)}
    return [by_name[name_of(number)] for number in compared(count)]


def of_copy(plan: Path) -> str:
    """Give the quotas of one scenario, from its copy of the plan."""
    return _said(_sum(column(plan, "Region quota", "Final")), _sum(column(plan, "Quota", "Final")))


def _sum(cells: Iterable[object]) -> float:
    return sum(cell for cell in cells if isinstance(cell, float))


def _said(regions: object, reps: object) -> str:
    return f"{regions:.2f}|{reps:.2f}"


if __name__ == "__main__":
    _, what, *files = sys.argv
    found = of_results(Path(files[0]), int(files[1])) if what == "results" else [of_copy(Path(file)) for file in files]
    print(f"{len(found)}: {crc32('; '.join(found).encode()):08x}")
