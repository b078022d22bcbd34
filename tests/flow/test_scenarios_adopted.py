"""A scenario adopted: typed into the plan, which then asks what the scenario asked; pins and all else stay."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

import openpyxl
import pytest

from tests.flow.company import Row, as_json, salesplan, type_in
from tests.flow.scenario_company import (
    GROWTH,
    REASON,
    REPS,
    names_in,
    rows,
    scenario_company,
    scenarios,
    settings_of,
)
from tests.flow.scenario_variants import ADDED, BOUNDED, FREED, VARIANTS, asked, quotas, typed_rows
from tests.flow.test_bad_data import with_openpyxl

ADOPTED: Final = (
    "nothing",
    "growth",
    "target of 0",
    "floor and cap",
    "even",
    "dearer",
    "new rep weighs 80 %",
    "rounded coarsely",
    "several",
    "one leaves",
    "one moves",
    "a new team",
    "comes and goes",
    "two come",
    "hired",
    "segments",
    "ramp",
)
HIRED_AGAIN: Final = {"two come", "hired"}
TYPED: Final = ("Reps", "Growth", "Ramp", "Rates", "Customers", "Sales")


def adopt(name: str, plan: Path, book: Path, *options: object, code: int = 0) -> str:
    """Adopt a scenario; its workbook must stay as it is, to the byte."""
    before = book.read_bytes()
    said = salesplan("scenario", "adopt", name, plan, book, *options, code=code)
    assert book.read_bytes() == before
    return said.stderr


def typed(plan: Path, *but: str) -> dict[str, Any]:
    """Give what people typed into a plan: settings, input tables, overrides and their reasons."""
    found: dict[str, Any] = {table: rows(plan, table) for table in TYPED if table not in but}
    found |= {key: value for key, value in settings_of(plan).items() if key not in but}
    return found | {"pins": [(row["rep_id"], row["override"], row["reason"]) for row in rows(plan, "Quota")[:2]]}


def changed(plan: Path, before: Path) -> set[str]:
    """Name the input tables and settings that are not as they were."""
    now, then = typed(plan), typed(before)
    return {key for key in now.keys() | then.keys() if now.get(key) != then.get(key)}


@pytest.fixture(scope="module")
def compared(plan_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = scenarios(tmp_path_factory.mktemp("adopted"), *typed_rows(VARIANTS), columns=ADDED)
    salesplan("scenario", plan_kept, book)
    return book


@pytest.mark.parametrize("name", ADOPTED)
def test_the_plan_asks_what_the_scenario_asked(plan: Path, plan_kept: Path, compared: Path, name: str) -> None:
    variant = VARIANTS[name]
    adopt(f" {name.upper()}", plan, compared)
    assert quotas(plan) == asked(compared)[name]
    assert changed(plan, plan_kept) == variant.settings.keys() | variant.loaded.keys()
    assert {key: settings_of(plan)[key] for key in variant.settings} == variant.settings
    [pinned] = [row for row in rows(plan, "Quota") if row["override"] is not None]
    assert (pinned["rep_id"], pinned["override"], pinned["reason"]) == ("R2", 260_000, REASON)
    assert (pinned["bound"], pinned["final"]) == ("pin", 260_000)


@pytest.mark.parametrize("name", ["several", "one moves", "comes and goes", "segments", "ramp", "two come", "hired"])
def test_adopted_twice_is_adopted_once_but_for_who_is_hired(plan: Path, compared: Path, name: str) -> None:
    adopt(name, plan, compared)
    first = Path(copyfile(plan, plan.with_name("first.xlsx")))
    said = adopt(name, plan, compared)
    assert changed(plan, first) == ({"Reps"} if name in HIRED_AGAIN else set())
    if name not in HIRED_AGAIN:
        assert "nothing in the plan differs" in said
        assert quotas(plan) == asked(compared)[name]


@pytest.mark.parametrize("name", FREED)
def test_what_a_scenario_takes_away_is_cleared(tmp_path: Path, name: str) -> None:
    plan = scenario_company(tmp_path, settings=BOUNDED)
    book = scenarios(tmp_path, *typed_rows({name: FREED[name]}))
    salesplan("scenario", plan, book)
    adopt(name, plan, book)
    assert quotas(plan) == asked(book)[name]
    assert {key: settings_of(plan)[key] for key in FREED[name].settings} == FREED[name].settings


def test_every_scenario_of_the_sample_company(sample: Path, tmp_path: Path) -> None:
    book = sample / "quota_scenarios.xlsx"
    wanted = asked(book)
    names = [name for name in names_in(book, "Results") if name != "Plan"]
    assert len(names) > 5
    for name in names:
        plan = Path(copyfile(sample / "sales_plan.xlsx", tmp_path / "plan.xlsx"))
        before = [(row["override"], row["reason"]) for row in rows(plan, "Quota") if row["override"]]
        adopt(name, plan, book)
        assert quotas(plan) == wanted[name], name
        assert [(row["override"], row["reason"]) for row in rows(plan, "Quota") if row["override"]] == before


def test_what_is_typed_where(plan: Path, plan_kept: Path, tmp_path: Path) -> None:
    sides: Mapping[str, list[Row]] = {
        "Adjustments": [
            {"scenario": "All", "dimension": "Region", "value": "south", "adjustment": 0, "note": "as agreed"},
            {"scenario": "All", "dimension": "channel", "value": "web", "adjustment": 0.03},
        ],
        "Heads": [
            {"scenario": "All", "rep_id": "r1", "ability": 1.1},
            {"scenario": "All", "region": "North", "team": "A", "rep": "Kim", "count": 2},
        ],
        "ScenarioRamp": [{"scenario": "All", "month": 1, "share": 0.5}, {"scenario": "All", "month": 2, "share": 1}],
        "ScenarioRates": [
            {"scenario": "All", "from": 0, "to": 1, "rate": 0.02},
            {"scenario": "All", "from": 1, "rate": 0.05, "bonus": 1_500},
        ],
    }
    line: Row = {"scenario": "All", "growth": 0.12, "growth_cap": 0.4, "expected_growth": 0.2, "payout_change": 0.1}
    book = scenarios(tmp_path, [line | {"margin_change": -0.02, "note": "for the board"}], sides)
    salesplan("scenario", plan, book)
    said = adopt("all", plan, book)
    assert "[F151] Expected growth was not copied" in said
    assert "adopted All: Market growth 12 %, Most growth 40 %, Margin rate" in said
    assert changed(plan, plan_kept) == {"growth", "growth_cap", "margin_rate", "Growth", "Reps", "Ramp", "Rates"}

    growth = {(row["dimension"], row["value"].casefold()): row["adjustment"] for row in rows(plan, "Growth")}
    assert growth == {("region", "south"): 0, ("industry", "food"): -0.02, ("channel", "web"): 0.03}
    assert len(rows(plan, "Growth")) == 3
    reps = {row["rep_id"]: row for row in rows(plan, "Reps")}
    assert list(reps) == [*(rep["rep_id"] for rep in REPS), "NEW-1", "NEW-2"]
    assert (reps["R1"]["ability"], reps["R1"]["rep"], reps["R1"]["potential"]) == (1.1, "Ana", 300_000)
    assert (reps["NEW-1"]["rep"], reps["NEW-2"]["rep"], reps["NEW-2"]["team"]) == ("Kim 1", "Kim 2", "A")
    assert [(row["month"], row["share"]) for row in rows(plan, "Ramp")] == [(1, 0.5), (2, 1)]
    rates = [(row["from"], row["to"], row["rate"], row["bonus"]) for row in rows(plan, "Rates")]
    assert rates == [(0, 1, 0.022, None), (1, None, 0.055, 1_650)]
    [margin] = [row["margin"] / row["reps_final"] for row in rows(book, "Results") if row["scenario"] == "All"]
    assert settings_of(plan)["margin_rate"] == pytest.approx(margin, abs=1e-6)
    assert quotas(plan) == asked(book)["All"]


def test_a_backup_a_copy_and_a_dry_run(plan: Path, tmp_path: Path) -> None:
    book, copy = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}]), tmp_path / "copy.xlsx"
    before = plan.read_bytes()
    said = adopt("More", plan, book, "--dry-run")
    assert "More would change: Market growth 20 %" in said
    assert "dry run: nothing was written" in said
    assert plan.read_bytes() == before
    adopt("More", plan, book, "--out", copy)
    assert plan.read_bytes() == before
    assert (settings_of(plan)["growth"], settings_of(copy)["growth"]) == (0.1, 0.2)
    document = as_json("scenario", "adopt", "More", plan, book)
    assert (document["scenario"], document["settings"], document["rows"]) == ("More", {"growth": 0.2}, {})
    assert document["tables"]["Quota"]
    assert quotas(plan) == quotas(copy)
    [backup] = (tmp_path / "plan.xlsx.salesplan-backups").iterdir()
    assert backup.read_bytes() == before
    assert rows(plan, "Runs")[-1]["command"] == "scenario adopt"


def test_a_scenario_that_is_not_there(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, [{"scenario": "Ambitious", "growth": 0.2}])
    before = plan.read_bytes()
    said = adopt("Ambitous", plan, book, code=2)
    assert "there is no scenario 'Ambitous'" in said
    assert "Ambitious" in said.split("Ambitous", 1)[1]
    assert plan.read_bytes() == before


def test_a_scenario_with_errors(plan: Path, tmp_path: Path) -> None:
    lines: list[Row] = [
        {"scenario": "Bad", "growth_floor": 0.3, "growth_cap": 0.1},
        {"scenario": "Good", "growth": 0.2},
    ]
    sides: Mapping[str, list[Row]] = {"Heads": [{"scenario": "Worse", "rep_id": "R1", "end_date": "soon"}]}
    book = scenarios(tmp_path, [*lines, {"scenario": "Worse"}], sides)
    before = plan.read_bytes()
    assert "'Scenarios'!F5 [F111]" in adopt("bad", plan, book, code=2)
    assert "'Heads'!G5 [D104]" in adopt("worse", plan, book, code=2)
    assert plan.read_bytes() == before
    adopt("good", plan, book)
    assert settings_of(plan)["growth"] == 0.2


@pytest.mark.parametrize("other", [{"year": 2028}, {"currency": "EUR"}])
def test_a_scenario_of_another_plan(plan: Path, tmp_path: Path, other: Mapping[str, Any]) -> None:
    book = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}], **other)
    before = plan.read_bytes()
    assert "[F137]" in adopt("More", plan, book, code=2)
    assert plan.read_bytes() == before


def test_an_older_plan_has_no_cell_for_what_is_new(plan: Path, tmp_path: Path) -> None:
    with_openpyxl(lambda opened: opened.defined_names.pop("price_change"))(plan)
    book = scenarios(tmp_path, [{"scenario": "Dearer", "price_change": 0.03}, {"scenario": "More", "growth": 0.2}])
    before = plan.read_bytes()
    salesplan("scenario", plan, book)
    said = adopt("Dearer", plan, book, code=1)
    assert "[F152] plan.xlsx has no place for price_change, which the scenario changes" in said
    assert "nothing was written" in said
    assert plan.read_bytes() == before
    adopt("More", plan, book)
    assert quotas(plan) == asked(book)["More"]


def test_a_plan_without_rates_has_no_place_for_them(plan: Path, tmp_path: Path) -> None:
    def take_away(opened: openpyxl.Workbook) -> None:
        del opened["Rates"]

    with_openpyxl(take_away)(plan)
    sides: Mapping[str, list[Row]] = {"ScenarioRates": [{"scenario": "Pay", "from": 0, "rate": 0.03}]}
    book = scenarios(tmp_path, [{"scenario": "Pay"}], sides)
    before = plan.read_bytes()
    salesplan("scenario", plan, book)
    assert {row["expected_payout"] is None for row in rows(book, "Results")} == {True, False}
    assert "has no place for Rates" in adopt("Pay", plan, book, code=1)
    assert plan.read_bytes() == before


def test_pins_of_teams_and_other_cells_of_a_rep_stay(plan: Path, tmp_path: Path) -> None:
    type_in(plan, "TeamQuota", ("North", "B"), override=250_000, reason="two big tenders")
    salesplan("quota", plan)
    book = scenarios(
        tmp_path,
        [{"scenario": "More", "growth": 0.2}],
        {"Heads": [{"scenario": "More", "rep_id": "R4", "capacity": 0.8}]},
    )
    salesplan("scenario", plan, book)
    adopt("More", plan, book)
    [team] = [row for row in rows(plan, "TeamQuota") if row["team"] == "B"]
    assert (team["override"], team["reason"], team["final"]) == (250_000, "two big tenders", 250_000)
    [rep] = [row for row in rows(plan, "Reps") if row["rep_id"] == "R4"]
    assert (rep["rep"], rep["capacity"], rep["potential"]) == ("Di", 0.8, 400_000)
    assert quotas(plan) == asked(book)["More"]
    assert [row["value"] for row in rows(plan, "Growth")] == [row["value"] for row in GROWTH]
