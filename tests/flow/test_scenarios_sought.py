"""Goal seek on files: the value that a bisection by hand finds, verified, and nothing written."""

from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

import pytest

from tests.flow.company import Row, as_json, salesplan, typed_settings
from tests.flow.scenario_company import names_in, rows, scenarios, told


def sought(plan: Path, book: Path, driver: str, until: str, *options: object, code: int = 0) -> dict[str, Any]:
    """Seek a goal with ``--json``; both workbooks must stay as they are, to the byte."""
    before = plan.read_bytes(), book.read_bytes()
    document = as_json("scenario", plan, book, "--seek", driver, "--until", until, *options, code=code)
    assert (plan.read_bytes(), book.read_bytes()) == before
    assert document["written"] == []
    found: dict[str, Any] = document["sought"]
    return found | {"findings": document["findings"]}


def answer(plan: Path, book: Path, **changes: Any) -> dict[str, Any]:
    """Type a scenario into a fresh workbook, compute it, and give all its results."""
    typed: dict[str, Any] = {"scenario": "Answer", **changes}
    folder = Path(mkdtemp(dir=book.parent))
    fresh = scenarios(folder, [typed], settings={"draws": 1_000})
    salesplan("scenario", plan, fresh)
    [results], [attained] = told(fresh, "Results", "Answer"), told(fresh, "Attainment", "Answer")
    return results | attained


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of scenarios; few years are drawn."""
    lines: list[Row] = [{"scenario": "More", "growth": 0.2}, {"scenario": "Bad", "growth": "lots"}]
    return scenarios(tmp_path / "book", lines, settings={"draws": 1_000})


def planned_by_hand(plan: Path, growth: float) -> float:
    """Plan a copy with another growth, and add up the regions' quotas."""
    copy = Path(copyfile(plan, plan.with_name("by-hand.xlsx")))
    typed_settings(copy, growth=growth)
    salesplan("quota", copy)
    return float(sum(row["final"] for row in rows(copy, "RegionQuota")))


def test_growth_is_what_a_bisection_by_hand_finds(plan: Path, book: Path) -> None:
    target = 1_200_000
    low, high = 0.1, 1.0  # the least growth that reaches the target, to a thousandth of a point
    while high - low > 0.00001:
        middle = round((low + high) / 2, 6)
        low, high = (middle, high) if planned_by_hand(plan, middle) < target else (low, middle)
    found = sought(plan, book, "growth", f"company_final={target}")
    assert found["solved"] is True
    assert found["exact"] is True
    assert (found["driver"], found["result"], found["scenario"]) == ("growth", "company_final", "")
    assert planned_by_hand(plan, found["value"]) == target == found["reached"]
    # Quotas are whole hundreds, so a ten-thousandth of growth is what tells one from the next.
    assert found["value"] == pytest.approx(high, abs=0.0001)
    assert answer(plan, book, growth=found["value"])["company_final"] == target


@pytest.mark.parametrize(
    ("driver", "until", "nearly"),
    [
        ("Market growth", "Regions' quotas=1,000,000", 0),
        ("price_change", "company_final=1100000", 0),
        ("growth", "chance=60%", 0.001),
        ("company_target", "share_at_quota=50%", 0.0005),
        ("growth", "heads_gap=0", 0.05),
        ("over_assignment_rep", "over_assignment=5%", 0.0005),
        ("payout_change", "expected_payout=25000", 100),
        ("margin_change", "margin=300000", 100),
    ],
)
def test_an_answer_typed_as_a_scenario_gives_the_goal(
    plan: Path, book: Path, driver: str, until: str, nearly: float
) -> None:
    found = sought(plan, book, driver, until)
    results = answer(plan, book, **{found["driver"]: found["value"]})
    assert results[found["result"]] == pytest.approx(found["reached"], rel=1e-9)
    assert abs(results[found["result"]] - found["target"]) <= nearly


def test_whole_reps_are_sought(plan: Path, book: Path) -> None:
    """Nobody can hire half a rep: what the numbers below and above the goal give is said, and it is so."""
    found = sought(plan, book, "hires", "heads_gap=1", code=1)
    assert found["solved"] is False
    fewer, more = (answer(plan, book, hires=hires)["heads_gap"] for hires in (1, 2))
    assert fewer < 1 < more
    assert f"1 gives {fewer:.2f} and 2 gives {more:.2f}" in found["findings"][-1]["message"]


def test_within_a_scenario(plan: Path, book: Path) -> None:
    found = sought(plan, book, "price_change", "company_final=1200000", "--in", " more")
    assert (found["scenario"], found["solved"]) == ("More", True)
    assert answer(plan, book, growth=0.2, price_change=found["value"])["company_final"] == 1_200_000


def test_no_solution_is_said(plan: Path, book: Path) -> None:
    out_of_reach = sought(plan, book, "potential_weight", "company_final=2000000", code=1)
    assert (out_of_reach["solved"], out_of_reach["value"]) == (False, None)
    assert [each["code"] for each in out_of_reach["findings"]] == ["F162"]
    beyond = sought(plan, book, "growth", "company_final=90000000000", code=1)
    assert beyond["solved"] is False
    assert [each["code"] for each in beyond["findings"]] == ["F161"]
    said = salesplan("scenario", plan, book, "--seek", "stretch", "--until", "chance=99%", code=1)
    assert "does not depend on" in said.stderr
    assert said.stdout == ""


def test_the_answer_on_the_terminal(plan: Path, book: Path) -> None:
    said = salesplan("scenario", plan, book, "--seek", "growth", "--until", "company_final=1200000")
    assert said.stdout.startswith("“Market growth” at 2")
    assert "gives “Regions' quotas” of 1,200,000.00" in said.stdout
    assert "verified by planning with it once more" in said.stderr
    assert "nothing was written" in said.stderr
    chinese = salesplan(
        "scenario", plan, book, "--seek", "市场增长率", "--until", "区域配额合计=120万", "--lang", "zh-Hans", code=2
    )
    assert "120万" in chinese.stderr
    chinese = salesplan(
        "scenario", plan, book, "--seek", "市场增长率", "--until", "区域配额合计=1200000", "--lang", "zh-Hans"
    )
    assert "“区域配额合计”为 1,200,000.00" in chinese.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--seek", "grwth", "--until", "company_final=1"], "growth"),
        (["--seek", "season_source", "--until", "company_final=1"], "season_source"),
        (["--seek", "growth", "--until", "company_finl=1"], "company_final"),
        (["--seek", "growth", "--until", "company_final"], "RESULT=VALUE"),
        (["--seek", "growth", "--until", "company_final=lots"], "is no number"),
        (["--seek", "growth", "--until", "chance=60"], "60%"),
        (["--seek", "growth"], "go together"),
        (["--until", "company_final=1"], "go together"),
        (["--in", "More"], "--seek"),
        (["--seek", "growth", "--until", "company_final=1", "--in", "Mroe"], "More"),
        (["--seek", "growth", "--until", "company_final=1", "--in", "Bad"], "[D102]"),
    ],
)
def test_what_cannot_be_asked(plan: Path, book: Path, options: list[str], said: str) -> None:
    before = plan.read_bytes(), book.read_bytes()
    assert said in salesplan("scenario", plan, book, *options, code=2).stderr
    assert (plan.read_bytes(), book.read_bytes()) == before
    assert names_in(book, "Results") == []
