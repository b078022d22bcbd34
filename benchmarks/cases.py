"""The comparisons: how each side is run, and what came of it."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from shutil import copyfile, copytree, rmtree

from benchmarks.log_files import BLANK, COLLECTED
from benchmarks.measure import Cost, cost, median_cost, work_cost
from benchmarks.scenario_rows import compared


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the jobs are, and how often each is run."""

    reps: int = 5_000
    sales_rows: int = 200_000
    two_way_reps: int = 10_000
    customers: int = 100_000
    logs: int = 50
    scored_reps: int = 10_000
    scenarios: int = 50
    handouts: int = 60
    runs: int = 3
    short_runs: int = 15


_SALES_ROWS_A_LOG = 30
_VISITS_A_LOG = 20
_REPS_A_HANDOUT = 50
_SALES_ROWS_A_REP = 10
_ROWS_A_HANDOUT = 5 * _REPS_A_HANDOUT
"""A rep has four customers."""
_SMALL_COMPANY = 17, 3_800
"""Reps and sales rows: as many as AdventureWorks has, its web shop left out."""

QUICK = Sizes(
    reps=60,
    sales_rows=1_500,
    two_way_reps=200,
    customers=1_000,
    logs=3,
    scored_reps=40,
    scenarios=9,
    handouts=2,
    runs=1,
    short_runs=1,
)
"""A smoke test's."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results: what, ours, the usual way, how they compare."""

    what: str
    ours: str
    usual: str
    compared: str


class DifferentResults(RuntimeError):
    """The two ways do not agree on what they computed, so their costs mean nothing."""

    def __init__(self, what: str, ours: str, usual: str) -> None:
        super().__init__(f"{what}: salesplan has {ours}, the usual way {usual}")


def _python(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]


def _plan(folder: Path, reps: int, sales_rows: int) -> Path:
    """Make the workbook that (a), (b) and (h) work on, once of each size, in a process of its own."""
    file = folder / f"company_{reps}.xlsx"
    if not file.exists():
        make = _python("benchmarks.company", file, "--reps", reps, "--sales", sales_rows)
        subprocess.run(make, check=True)
    return file


def _on_copies(
    what: str, folder: Path, sizes: Sizes, ours: Callable[[Path], list[str]], usual: Callable[[Path], list[str]]
) -> list[Line]:
    """Run both ways, each on a fresh copy of the workbook, and hold their results against each other."""
    plan = _plan(folder, sizes.reps, sizes.sales_rows)
    costs, results = [], []
    for name, way in (("ours.xlsx", ours), ("usual.xlsx", usual)):
        book = folder / name
        costs.append(median_cost(way(book), runs=sizes.runs, prepare=partial(copyfile, plan, book)))
        results.append(cost(_python("benchmarks.proposed", book)).said)
    return _agreed(what, costs, "    rows: sum of proposals", results)


def quota(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare the whole job: read the plan, compute, write it back."""
    return _on_copies(
        f"(a) quota: {sizes.reps:,} reps, {sizes.sales_rows:,} sales rows",
        folder,
        sizes,
        lambda book: _python("salesplan", "quota", book),
        lambda book: _python("benchmarks.usual_quota", book),
    )


def write(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare writing alone: one Quota table into the same workbook."""
    return _on_copies(
        f"(b) {sizes.reps:,} rows of Quota written into that workbook",
        folder,
        sizes,
        lambda book: _python("benchmarks.our_write", book, sizes.reps),
        lambda book: _python("benchmarks.usual_write", book, sizes.reps),
    )


def two_way(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare the two-way split; there is no workbook."""
    ours, usual = (
        median_cost(_python(module, sizes.two_way_reps), runs=sizes.runs)
        for module in ("benchmarks.our_two_way", "benchmarks.usual_two_way")
    )
    what = f"(c) two-way split: {sizes.two_way_reps:,} reps × 12 months"
    return [*_time_and_memory(what, ours, usual), Line("    units that months miss", ours.said, usual.said, "")]


def start(folder: Path, sizes: Sizes) -> list[Line]:
    """Measure how long the command line takes to say anything."""
    help_page, nothing, pandas = (
        median_cost(command, runs=sizes.short_runs).seconds
        for command in (
            _python("salesplan", "--help"),
            [sys.executable, "-c", "pass"],
            [sys.executable, "-c", "import pandas"],
        )
    )
    ours = f"{help_page:.3f} s"
    return [
        Line("(d) salesplan --help against python -c pass", ours, f"{nothing:.3f} s", f"{help_page - nothing:+.3f} s"),
        Line("    against python -c 'import pandas'", ours, f"{pandas:.3f} s", f"{pandas / help_page:.1f} × faster"),
    ]


def customers(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare evaluating customers and planning their visits, from frames to frames; there is no workbook."""
    what = f"(e) {sizes.customers:,} customers, {10 * sizes.customers:,} sales rows"
    costs = [
        work_cost(_python(module, sizes.customers), runs=sizes.runs)
        for module in ("benchmarks.our_customers", "benchmarks.usual_customers")
    ]
    return _agreed(what, costs, "    customers: tier, stage, visits", [done.said for done in costs])


def logs(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare handing out visit logs, and collecting them once they are filled in."""
    plan, blank = folder / "company_of_logs.xlsx", folder / BLANK
    make = _python("benchmarks.company", plan, "--reps", sizes.logs, "--sales", _SALES_ROWS_A_LOG * sizes.logs)
    subprocess.run([*make, "--blank-log", str(blank)], check=True)
    return [*_issued(plan, sizes), *_collected(plan, sizes)]


def _issued(plan: Path, sizes: Sizes) -> list[Line]:
    what = f"(f) {sizes.logs:,} visit logs handed out"
    costs, results = [], []
    for way in ("our_logs", "usual_logs"):
        out = plan.with_name(way)
        command = _python(f"benchmarks.{way}", "issue", plan, out)
        costs.append(median_cost(command, runs=sizes.runs, prepare=partial(_emptied, out)))
        results.append(cost(_python("benchmarks.logs_read", "customers", out)).said)
    return _agreed(what, costs, "    logs: customers in them", results)


def _collected(plan: Path, sizes: Sizes) -> list[Line]:
    what = f"    {sizes.logs:,} logs of {_VISITS_A_LOG} visits collected"
    filled = plan.with_name("our_logs")
    subprocess.run(_python("benchmarks.filled_logs", filled, _VISITS_A_LOG), check=True)
    costs, results = [], []
    for way, result in (("our_logs", "plan.xlsx"), ("usual_logs", COLLECTED)):
        book = plan.with_name("plan.xlsx")
        command = _python(f"benchmarks.{way}", "collect", book, filled)
        costs.append(median_cost(command, runs=sizes.runs, prepare=partial(copyfile, plan, book)))
        results.append(cost(_python("benchmarks.logs_read", "visits", plan.with_name(result))).said)
    return _agreed(what, costs, "    visits: sum of orders", results)


def scores(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare scoring reps month by month for a year, from frames to frames; there is no workbook."""
    what = f"(g) {sizes.scored_reps:,} reps × 10 KPIs × 12 months"
    costs = [
        work_cost(_python(module, sizes.scored_reps), runs=sizes.runs)
        for module in ("benchmarks.our_scores", "benchmarks.usual_scores")
    ]
    return _agreed(what, costs, "    scorecards: total, rank, grade", [done.said for done in costs])


def scenarios(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare many scenarios in one go with a copy of the plan for each, in a small company and in a large one."""
    small, large = _SMALL_COMPANY, (sizes.reps, sizes.sales_rows)
    return [*_scenarios("(h)", folder, sizes, *small), *_scenarios("   ", folder, sizes, *large)]


def _scenarios(mark: str, folder: Path, sizes: Sizes, reps: int, sales_rows: int) -> list[Line]:
    plan, count, fewer = _plan(folder, reps, sales_rows), sizes.scenarios, max(1, sizes.scenarios // 5)
    book = plan.with_name("scenarios.xlsx")
    few = _compared_at_once(plan, book, fewer, 1)
    ours = _compared_at_once(plan, book, count, sizes.runs)
    usual = _planned_on_copies(plan, count, sizes.runs)
    what = f"{mark} {count:,} scenarios: {reps:,} reps, {sales_rows:,} sales rows"
    results = [cost(_python("benchmarks.scenarios_read", "results", book, count)).said, usual.said]
    once, copied = (f"{way.seconds / count:.2f} s" for way in (ours, usual))
    return [
        *_agreed(what, [ours, usual], "    scenarios: quotas of regions and reps", results),
        Line(f"    each; usual: the mean of {len(compared(count))} copies, × {count:,}", once, copied, ""),
        Line(
            f"    peak memory of {fewer:,} scenarios",
            f"{few.mib:.0f} MiB",
            "",
            f"{count:,} take {ours.mib / few.mib:.0%}",
        ),
    ]


def _compared_at_once(plan: Path, book: Path, count: int, runs: int) -> Cost:
    """Measure so many scenarios in one run."""
    blank = plan.with_name(f"scenarios_{count}.xlsx")
    subprocess.run(_python("benchmarks.our_scenarios", blank, count), check=True)
    return median_cost(_python("salesplan", "scenario", plan, book), runs=runs, prepare=partial(copyfile, blank, book))


def _planned_on_copies(plan: Path, count: int, runs: int) -> Cost:
    """Measure some of the scenarios, a run each, as if it were all of them."""
    copies, costs = [], []
    for number in compared(count):
        copies.append(plan.with_name(f"copy_{number}.xlsx"))
        typing = _python("benchmarks.usual_scenarios", plan, copies[-1], number)
        prepare = partial(subprocess.run, typing, check=True)
        costs.append(median_cost(_python("salesplan", "quota", copies[-1]), runs=runs, prepare=prepare))
    seconds = count * sum(each.seconds for each in costs) / len(costs)
    said = cost(_python("benchmarks.scenarios_read", "copies", *copies)).said
    return Cost(seconds, max(each.mib for each in costs), said)


def handouts(folder: Path, sizes: Sizes) -> list[Line]:
    """Compare handing a plan out to its managers, and collecting it once they are done: a quarter as much, and all."""
    fewer, count = max(1, sizes.handouts // 4), sizes.handouts
    few, many = (_round_trips(folder, size, sizes.runs) for size in (fewer, count))
    lines = [*_handed_out("(i)", fewer, *few), *_handed_out("   ", count, *many)]
    for step, said in (("sent", "handed out"), ("back", "collected")):
        one, other = (
            [1000 * getattr(way, step).seconds / (size * _ROWS_A_HANDOUT) for way in ways]
            for size, ways in ((fewer, few), (count, many))
        )
        ours, usual = (f"{before:.2f}, {after:.2f} ms" for before, after in zip(one, other, strict=True))
        what = f"    a row {said}: {fewer:,} handouts, {count:,} handouts"
        lines.append(Line(what, ours, usual, f"{other[0] / one[0]:.0%} a row"))
    return lines


@dataclass(frozen=True, slots=True)
class _RoundTrip:
    """What handing out took, and collecting; each says what was in the files then."""

    sent: Cost
    back: Cost


def _round_trips(folder: Path, count: int, runs: int) -> tuple[_RoundTrip, _RoundTrip]:
    """Measure both ways, ours first, on a plan of so many teams."""
    reps, plan = count * _REPS_A_HANDOUT, folder / f"handouts_{count}" / "planned.xlsx"
    plan.parent.mkdir()
    teams = "--reps", reps, "--sales", _SALES_ROWS_A_REP * reps, "--team", _REPS_A_HANDOUT
    subprocess.run(_python("benchmarks.company", plan, *teams), check=True)
    cost(_python("salesplan", "quota", plan))
    return (
        _round_trip(plan, runs, ("salesplan", "handout"), ("salesplan", "collect")),
        _round_trip(plan, runs, ("benchmarks.usual_handouts", "split"), ("benchmarks.usual_handouts", "merge")),
    )


def _round_trip(plan: Path, runs: int, hand_out: tuple[str, str], collect: tuple[str, str]) -> _RoundTrip:
    """Measure one way, from a plan of which nothing was handed out; what is typed between is not measured."""
    work, returned = plan.with_name("work"), plan.with_name("returned")
    book, out = work / "plan.xlsx", work / "handouts"

    def fresh() -> None:
        _emptied(work)
        out.mkdir()
        copyfile(plan, book)

    sent = median_cost(_python(*hand_out, book, out), runs=runs, prepare=fresh)
    listed = cost(_python("benchmarks.handouts_read", "sent", out)).said
    subprocess.run(_python("benchmarks.filled_handouts", out), check=True)
    rmtree(returned, ignore_errors=True)
    copytree(work, returned)

    def as_returned() -> None:
        rmtree(work)
        copytree(returned, work)

    back = median_cost(_python(*collect, book, out), runs=runs, prepare=as_returned)
    merged = cost(_python("benchmarks.handouts_read", "merged", book)).said
    return _RoundTrip(replace(sent, said=listed), replace(back, said=merged))


def _handed_out(mark: str, count: int, ours: _RoundTrip, usual: _RoundTrip) -> list[Line]:
    reps = count * _REPS_A_HANDOUT
    what = f"{mark} {count:,} handouts: {reps:,} reps, {4 * reps:,} customers"
    sent, back = [ours.sent, usual.sent], [ours.back, usual.back]
    return [
        *_agreed(what, sent, "    workbooks: reps + customers", [each.said for each in sent]),
        *_agreed("    collected", back, "    overrides: their sum + potentials", [each.said for each in back]),
    ]


def _emptied(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _agreed(what: str, costs: Sequence[Cost], result: str, results: Sequence[str]) -> list[Line]:
    """Show costs, ours first, of ways whose results are the same."""
    ours, usual = results
    if ours != usual:
        raise DifferentResults(what, ours, usual)
    return [*_time_and_memory(what, *costs), Line(result, ours, usual, "same")]


def _time_and_memory(what: str, ours: Cost, usual: Cost) -> list[Line]:
    faster, share = usual.seconds / ours.seconds, ours.mib / usual.mib
    compared = f"{faster:.1f} × faster" if faster >= 1 else f"{1 / faster:.1f} × slower"
    return [
        Line(what, f"{ours.seconds:.2f} s", f"{usual.seconds:.2f} s", compared),
        Line("    peak memory", f"{ours.mib:.0f} MiB", f"{usual.mib:.0f} MiB", f"{share:.0%} of it"),
    ]


CASES: dict[str, Callable[[Path, Sizes], Sequence[Line]]] = {
    "a": quota,
    "b": write,
    "c": two_way,
    "d": start,
    "e": customers,
    "f": logs,
    "g": scores,
    "h": scenarios,
    "i": handouts,
}
