"""The cost of a whole process: its time and its peak memory.

Uses `os.wait4`, which Linux and macOS have. Keep this module, and whoever calls it, free of large imports: a child
counts the memory of the process that it was forked from as its own peak.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, and the last line that it printed."""

    seconds: float
    mib: float
    said: str


class BenchmarkFailed(RuntimeError):
    """A measured process did not end well."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {code}:\n{output[-4000:]}")


def cost(command: Sequence[str]) -> Cost:
    """Run a command once.

    Raises
    ------
    BenchmarkFailed
        If it does not end with 0.

    Examples
    --------
    >>> cost([sys.executable, "-c", "print('done')"]).said
    'done'
    """
    begun = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - begun
    if process.returncode:
        raise BenchmarkFailed(command, process.returncode, output)
    return Cost(seconds, usage.ru_maxrss * _MAXRSS_UNIT / 2**20, output.rstrip().rpartition("\n")[2])


def median_cost(command: Sequence[str], *, runs: int, prepare: Callable[[], object] = lambda: None) -> Cost:
    """Run a command several times, each after ``prepare`` (which is not measured), and take the medians."""
    costs = []
    for _ in range(runs):
        prepare()
        costs.append(cost(command))
    return Cost(median(run.seconds for run in costs), median(run.mib for run in costs), costs[-1].said)


def work_cost(command: Sequence[str], *, runs: int) -> Cost:
    """Run a command several times that says itself, before the rest of its last line, how many seconds its work took."""
    costs = [cost(command) for _ in range(runs)]
    said = [run.said.partition(" ") for run in costs]
    return Cost(median(float(seconds) for seconds, _, _ in said), median(run.mib for run in costs), said[-1][2])
