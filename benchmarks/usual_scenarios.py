"""``python -m benchmarks.usual_scenarios PLAN COPY NUMBER``: a scenario's settings typed into a copy of the plan.

The usual way of planning scenarios: a copy each, and ``salesplan quota`` on it. Typing is not measured.
"""

import sys
from pathlib import Path
from shutil import copyfile

from benchmarks.scenario_rows import typed
from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from salesplan.workbook.writes import NameWrite


def main(plan: Path, copy: Path, number: int) -> None:
    """Copy the plan, and type."""
    copyfile(plan, copy)
    package = Package.open(copy)
    save(package, edited(package, [NameWrite(key, value) for key, value in typed(number).items()]), backup=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
