"""``python -m benchmarks.our_scenarios FILE COUNT``: a workbook of so many scenarios, not yet computed."""

import sys
from pathlib import Path

from benchmarks.company import YEAR
from benchmarks.scenario_rows import name_of, typed
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.words import ENGLISH
from salesplan.workbook.build import build


def main(file: Path, count: int) -> None:
    """Write the workbook, with the settings and drivers that a blank one has."""
    rows = [typed(number) for number in range(1, count + 1)]
    columns: dict[str, list[object]] = {
        key: [row.get(key) for row in rows] for key in dict.fromkeys(key for row in rows for key in row)
    }
    names: list[object] = [name_of(number) for number in range(1, count + 1)]
    settings = {"plan_year": YEAR, "currency": "USD"}
    file.write_bytes(
        build(SCENARIO_BOOK, language=ENGLISH, settings=settings, rows={"Scenarios": {"scenario": names, **columns}})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
