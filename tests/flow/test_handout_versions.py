"""Which version of a handout counts, and what its state lets through: later and earlier ones, accepted, sent back."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from salesplan.host.audit.remembered import digest_of
from salesplan.store.records import Change, State
from salesplan.store.store import Store
from salesplan.workbook.writes import CellWrite
from tests.flow.company import as_json, by, company, put, rows, salesplan, type_in
from tests.flow.filled_logs import stamped
from tests.flow.round_edits import grids
from tests.flow.round_oracle import Value

pytestmark = pytest.mark.flow

NOON = datetime(2026, 6, 1, 12)
EVENING = datetime(2026, 6, 1, 18)
NIGHT = datetime(2026, 6, 1, 23)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Hand out a planned company into the folder ``out``."""
    made = company(tmp_path)
    salesplan("quota", made)
    salesplan("handout", made, tmp_path / "out")
    return made


def back(
    plan: Path, at: datetime, *, name: str = "a.xlsx", handout: str = "handout_A.xlsx", **overrides: Value
) -> Path:
    """Let a manager return a handout with overrides of some reps, saved at some time; give its folder."""
    folder = plan.with_name("back")
    folder.mkdir(exist_ok=True)
    file = Path(shutil.copy(plan.with_name("out") / handout, folder / name))
    quota = grids(file, ["Quota"])["Quota"]
    cells = {rep: quota.place((rep,), "override") for rep in overrides}
    put(file, [CellWrite(quota.sheet, *cells[rep], value) for rep, value in overrides.items()])
    stamped(file, at)
    return folder


def overrides(plan: Path) -> dict[str, Any]:
    """Give the overrides of the plan by rep."""
    typed = {rep: row["override"] for rep, row in by(rows(plan, "Quota"), "rep_id").items()}
    return {rep: value for rep, value in typed.items() if value is not None}


def states(plan: Path) -> dict[str, str]:
    """Give the state of each handout by its team."""
    return {each["team"]: each["state"] for each in as_json("handout", "status", plan)["handouts"]}


def codes(document: dict[str, Any]) -> set[str]:
    """Give the codes of the findings that are of files."""
    return {finding["code"] for finding in document["findings"] if str(finding["workbook"]).endswith("a.xlsx")}


def test_the_version_that_was_saved_last_counts_however_they_come(plan: Path) -> None:
    back(plan, NOON, name="older a.xlsx", R1=100_000.0, R2=90_000.0)
    folder = back(plan, EVENING, R1=120_000.0)
    assert "H305" in codes(as_json("collect", plan, folder))
    assert overrides(plan) == {"R1": 120_000}
    shutil.rmtree(folder)
    assert "H306" in codes(as_json("collect", plan, back(plan, NOON, R1=100_000.0)))
    assert overrides(plan) == {"R1": 120_000}
    salesplan("collect", plan, back(plan, NIGHT, R1=130_000.0))
    assert overrides(plan) == {"R1": 130_000}


def test_of_an_accepted_handout_nothing_is_taken_until_it_is_sent_back(plan: Path) -> None:
    salesplan("collect", plan, back(plan, NOON, R1=100_000.0))
    salesplan("handout", "accept", plan, "A")
    folder = back(plan, EVENING, R1=120_000.0)
    assert "H307" in codes(as_json("collect", plan, folder))
    assert (overrides(plan), states(plan)["A"]) == ({"R1": 100_000}, "accepted")
    salesplan("handout", "send-back", plan, "A", "--comment", "once more")
    assert states(plan)["A"] == "sent back"
    salesplan("collect", plan, folder)
    assert (overrides(plan), states(plan)["A"]) == ({"R1": 120_000}, "returned")


def test_a_handout_that_nobody_saved_is_not_returned(plan: Path) -> None:
    kept = plan.read_bytes()
    salesplan("collect", plan, plan.with_name("out"))
    assert (plan.read_bytes(), set(states(plan).values())) == (kept, {"sent"})


def test_what_an_earlier_round_says_counts_and_the_later_is_held_against_it(plan: Path) -> None:
    folder = back(plan, NOON, R1=100_000.0)
    type_in(plan, "Quota", "R2", override=90_000)
    salesplan("handout", plan, plan.with_name("out"), "--for", "A", "--replace")
    back(plan, EVENING, name="newer a.xlsx", R1=120_000.0)
    done = as_json("collect", plan, folder)
    assert codes(done) == {"H308"}
    assert [(each["current"], each["returned"]) for each in done["conflicts"]] == [("100000", "120000")]
    assert overrides(plan) == {"R1": 100_000, "R2": 90_000}


def test_conflicts_of_other_handouts_stay(plan: Path) -> None:
    folder = back(plan, NOON, R1=100_000.0)
    type_in(plan, "Quota", "R1", override=110_000)
    assert len(as_json("collect", plan, folder)["conflicts"]) == 1
    shutil.rmtree(folder)
    folder = back(plan, NOON, name="c.xlsx", handout="handout_C.xlsx", R4=80_000.0)
    assert len(as_json("collect", plan, folder)["conflicts"]) == 1
    assert overrides(plan) == {"R1": 110_000, "R4": 80_000}


def test_an_error_in_the_plan_stops_all_of_it_unless_it_may_be_partial(plan: Path) -> None:
    folder = back(plan, NOON, R1=100_000.0)
    type_in(plan, "Quota", "R2", override="many")
    salesplan("collect", plan, folder, code=1)
    assert (overrides(plan), states(plan)["A"]) == ({"R2": "many"}, "sent")
    salesplan("collect", plan, folder, "--partial", code=1)
    assert overrides(plan) == {"R1": 100_000, "R2": "many"}


def test_what_a_killed_collect_had_written_does_not_undo_a_decision(plan: Path) -> None:
    with Store.open(plan, make=False) as store:
        handout = next(each for each in store.handouts() if each.team == "A")
        returned = Change(run="", handouts=(replace(handout, state=State.RETURNED),))
        store.prepare(returned, before="", after=digest_of(plan))
    salesplan("handout", "send-back", plan, "A", "--comment", "more")
    assert states(plan)["A"] == "sent back"
    salesplan("collect", plan, plan.with_name("out"))
    assert states(plan)["A"] == "sent back"
