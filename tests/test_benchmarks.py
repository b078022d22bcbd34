"""The benchmarks run and both ways agree; how fast they are is no test."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.customer_rows import inputs, judged
from benchmarks.margins import Margins
from benchmarks.measure import BenchmarkFailed, cost, work_cost
from benchmarks.our_customers import evaluated
from benchmarks.scenario_rows import compared, typed
from benchmarks.score_rows import inputs as score_inputs
from benchmarks.score_rows import judged as judged_scores
from benchmarks.usual_scores import scored
from benchmarks.usual_two_way import split
from salesplan.planning.two_way import split_two_ways
from salesplan.tables.customers import LIFECYCLES

pytestmark = [
    pytest.mark.flow,
    pytest.mark.skipif(sys.platform == "win32", reason="the costs of a process are taken with os.wait4"),
]


@pytest.mark.parametrize(
    ("case", "lines"),
    [("a", 3), ("b", 3), ("c", 3), ("d", 2), ("e", 3), ("f", 6), ("g", 3)]
    + [pytest.param(case, lines, marks=pytest.mark.long) for case, lines in (("h", 10), ("i", 14))],
)
def test_each_case_runs_and_both_ways_agree(case: str, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    main([case, "--quick"])
    machine, head, *rest = capsys.readouterr().out.splitlines()
    assert "1 runs each" in machine
    assert head.split() == ["salesplan", "usual", "way"]
    assert len(rest) == lines
    assert rest[0].startswith(f"({case})")
    for result in rest[2 :: 5 if case == "h" else 3] if case in "abefghi" else ():
        assert result.endswith("same")


def test_sizes_and_runs_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    main(["e", "--quick", "--customers", "300", "--runs", "2"])
    machine, _, first, *_ = capsys.readouterr().out.splitlines()
    assert "2 runs each" in machine
    assert first.startswith("(e) 300 customers, 3,000 sales rows")


def test_scorecards_have_a_size_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    main(["g", "--quick", "--reps", "25"])
    assert capsys.readouterr().out.splitlines()[2].startswith("(g) 25 reps × 10 KPIs × 12 months")


def test_the_compared_scenarios_are_of_several_kinds() -> None:
    changed = [set(typed(number)) - {"growth"} for number in compared(50)]
    assert changed == [{"growth_cap"}, {"over_assignment_rep"}, {"price_change"}]


def test_an_unknown_case_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["x"])
    assert "there is no case x" in capsys.readouterr().err


def test_a_process_that_fails_is_no_result() -> None:
    with pytest.raises(BenchmarkFailed, match="ended with 3:\nalas"):
        cost([sys.executable, "-c", "print('alas'); raise SystemExit(3)"])


def test_work_is_timed_by_who_does_it() -> None:
    done = work_cost([sys.executable, "-c", "print('0.25 3: abc')"], runs=2)
    assert (done.seconds, done.said) == (0.25, "3: abc")


def test_customers_are_judged_one_by_one() -> None:
    result = evaluated(inputs(300))
    # Prospects, stages and overdue visits all occur, or the two ways would agree too easily.
    assert set(result["tier"]) == {"A", "B", "C", "prospect"}
    assert set(result["lifecycle"]) == {stage.key for stage in LIFECYCLES}
    assert 0 < result["overdue"].notna().sum() < 300
    assert result["last_visit"].isna().any()
    other = result.copy()
    other.loc[other.index[7], "rfm"] = "000"
    assert judged(result) == judged(result.copy()) != judged(other)


def test_scorecards_are_judged_one_by_one() -> None:
    result = scored(score_inputs(100))
    # Every grade occurs, and all totals differ, or the two ways would agree too easily.
    assert len(result) == 1_200
    assert set(result["grade"]) >= {"B", "C", "D"}
    assert result["total"].nunique() > 900
    assert result["collection"].isna().any()
    other = result.copy()
    other.loc[other.index[7], "total"] += 0.01
    assert judged_scores(result) == judged_scores(result.sample(frac=1, random_state=1)) != judged_scores(other)


def test_the_peak_is_that_of_the_process_itself() -> None:
    # A program begun by a large one has its peak, until it has one of its own: measured as benchmarks are, from a small one.
    measured = "import sys; from benchmarks.measure import cost; print(cost([sys.executable, '-c', sys.argv[1]]).mib)"
    command = [sys.executable, "-c", measured, "b = bytearray(400 * 2**20)"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert 400 < float(said.stdout) < 450


def test_one_unit_at_a_time_misses_margins_that_can_be_met() -> None:
    # January has one too many and February one too few; a unit gets there only by way of March.
    given = Margins(np.array([1, 1]), np.array([0, 1, 1]), np.array([[1.0, 0.0, 0.9], [0.0, 0.9, 1.0]]))
    _, missed = split(given)
    assert any(missed)
    table, misses = split_two_ways(given.rows, given.columns, given.seed)
    assert table.tolist() == [[0, 0, 1], [0, 1, 0]]
    assert not misses.any()


def test_it_is_run_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks", "--help"], capture_output=True, text=True, check=True)
    assert "--quick" in done.stdout
