"""``python -m benchmarks [a b c d e f g h i] [--quick]``: measure, and print a table."""

import argparse
import os
import platform
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cases import CASES, QUICK, Line, Sizes

_GIVEN = ("customers", "logs", "scored_reps", "scenarios", "handouts", "runs")
"""Of `Sizes`, what may be said on the command line."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the chosen cases, all of them when none is named."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="What salesplan costs, and the usual way."
    )
    parser.add_argument(
        "cases",
        nargs="*",
        metavar="CASE",
        help="a quota, b write, c two-way split, d --help, e customers, f visit logs, g scorecards, h scenarios, "
        "i handouts to managers",
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, one run: to see that it works, not how fast")
    parser.add_argument("--customers", type=int, metavar="N", help="of case e; ten times as many sales rows")
    parser.add_argument("--logs", type=int, metavar="N", help="of case f")
    parser.add_argument(
        "--reps", type=int, metavar="N", dest="scored_reps", help="of case g; a hundred times as many sales rows"
    )
    parser.add_argument("--scenarios", type=int, metavar="N", help="of case h")
    parser.add_argument("--handouts", type=int, metavar="N", help="of case i, of 50 reps each")
    parser.add_argument("--runs", type=int, metavar="N", help="how often each way is run")
    given = parser.parse_args(arguments)
    unknown = set(given.cases) - set(CASES)
    if unknown:
        parser.error(f"there is no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    asked = {name: value for name in _GIVEN if (value := getattr(given, name)) is not None}
    sizes = replace(QUICK if given.quick else Sizes(), **asked)
    print(
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores; {sizes.runs} runs each, medians"
    )
    _print(Line("", "salesplan", "usual way", ""))
    with TemporaryDirectory() as folder:
        for name in given.cases or CASES:
            for line in CASES[name](Path(folder), sizes):
                _print(line)


def _print(line: Line) -> None:
    print(f"{line.what:<54}{line.ours:>26}{line.usual:>26}   {line.compared}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
