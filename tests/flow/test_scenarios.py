"""Scenarios compared with their plan, as whole runs on files: the same quotas as the plan would have, and nothing else touched."""

import csv
import random
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Final

import openpyxl
import pytest

from salesplan.workbook.writes import CellWrite
from tests.flow.company import SALES as FEW_SALES
from tests.flow.company import Row, as_json, everything, parts, put, salesplan, typed_settings
from tests.flow.scenario_company import (
    CUSTOMERS,
    GROWTH,
    REPS,
    SALES,
    names_in,
    places,
    retyped,
    rows,
    scenario_company,
    scenarios,
    settings_of,
    told,
    with_column,
)
from tests.flow.scenario_variants import ADDED, BOUNDED, FREED, VARIANTS, asked, quotas, same, typed_into, typed_rows

COMPUTED: Final = (
    "Results",
    "ResultsByRegion",
    "ResultsByRep",
    "Movers",
    "Attainment",
    "Outlook",
    "Sensitivity",
    "Fairness",
    "BackTest",
)
BY_SCENARIO: Final = ("Results", "ResultsByRegion", "ResultsByRep", "Attainment", "Fairness")
TYPED_ALIKE: Final = (
    "growth",
    "price_change",
    "company_target",
    "growth_floor",
    "growth_cap",
    "potential_weight",
    "over_assignment_region",
    "over_assignment_team",
    "over_assignment_rep",
    "stretch",
    "season_source",
    "new_rep_share",
    "rounding_unit",
)
"""Settings that are typed in both workbooks."""
SAMPLE_VARIANTS: Final = {
    "growth": same(growth=0.2),
    "target": same(company_target=60_000_000),
    "bounded": same(growth_floor=0, growth_cap=0.15),
    "several": same(growth=0.12, potential_weight=0.4, over_assignment_team=0.02, price_change=-0.03, stretch=0),
}


def compared(plan: Path, book: Path, *options: object, code: int = 0) -> Path:
    """Compare the scenarios of a workbook; the plan must stay as it is, to the byte."""
    before = plan.read_bytes()
    salesplan("scenario", plan, book, *options, code=code)
    assert plan.read_bytes() == before
    return book


def as_in_the_plan(plan: Path) -> tuple[list[Row], dict[str, list[Row]]]:
    """Type a scenario that says all that the plan says."""
    typed = {key: "none" if value is None else value for key, value in settings_of(plan).items()}
    changes = {key: typed[key] for key in TYPED_ALIKE}
    own = {"expected_growth": typed["growth"], "hires": 0, "payout_change": 0, "margin_change": 0}
    tables = {"Adjustments": "Growth", "Heads": "Reps", "ScenarioRamp": "Ramp", "ScenarioRates": "Rates"}
    keys = {
        "Adjustments": ("dimension", "value", "adjustment"),
        "Heads": ("rep_id", "rep", "region", "team", "start_date", "end_date", "capacity", "ability", "potential"),
        "ScenarioRamp": ("month", "share"),
        "ScenarioRates": ("from", "to", "rate", "bonus"),
    }
    lines: list[Row] = [{"scenario": "Typed", **changes, **own}, {"scenario": "Blank"}]
    return lines, {
        side: [{"scenario": "Typed"} | {key: row[key] for key in keys[side]} for row in rows(plan, table)]
        for side, table in tables.items()
    }


@pytest.fixture(scope="module", params=["small", "sample"])
def unchanged(request: pytest.FixtureRequest, plan_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of scenarios that change nothing, compared."""
    folder = tmp_path_factory.mktemp("unchanged")
    plan = plan_kept if request.param == "small" else request.getfixturevalue("sample") / "sales_plan.xlsx"
    return compared(plan, scenarios(folder, *as_in_the_plan(plan), columns=ADDED))


@pytest.mark.parametrize("name", ["Blank", "Typed"])
def test_a_scenario_that_is_the_plan_differs_in_nothing(unchanged: Path, name: str) -> None:
    for table in BY_SCENARIO:
        of_plan = told(unchanged, table, "Plan")
        assert len(of_plan) > 0, table
        as_findings = [row | {"notes": None} for row in told(unchanged, table, name)] if table == "Results" else None
        assert (as_findings or told(unchanged, table, name)) == of_plan, table
    for table in ("Results", "ResultsByRegion", "ResultsByRep"):
        assert {row["change"] for row in told(unchanged, table, name)} == {0}
        assert {row["change_share"] for row in told(unchanged, table, name)} <= {0, None, ""}
    assert names_in(unchanged, "Movers") == []
    assert names_in(unchanged, "Outlook") == ["Plan"]


def test_what_is_typed_as_in_the_plan_is_said_to_change_nothing(unchanged: Path) -> None:
    assert places(unchanged) == set()
    said = [row for row in rows(unchanged, "Findings") if row["code"] == "F127"]
    assert said
    assert {row["sheet"] for row in said} == {"Heads"}


@pytest.fixture(scope="module")
def variants(plan_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("variants")
    return compared(plan_kept, scenarios(folder, *typed_rows(VARIANTS), columns=ADDED))


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plan that has a company target, a floor and a cap, and of scenarios without them."""
    folder = tmp_path_factory.mktemp("bounded")
    plan = scenario_company(folder, settings=BOUNDED)
    compared(plan, scenarios(folder, *typed_rows(FREED)))
    return folder


@pytest.fixture(scope="module")
def of_the_sample(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample-variants")
    return compared(sample / "sales_plan.xlsx", scenarios(folder, *typed_rows(SAMPLE_VARIANTS)))


def is_asked(book: Path, name: str, plan: Path) -> None:
    """Hold what a scenario asks for to what a plan asks for: of the company, and of everybody."""
    wanted = quotas(plan)
    assert asked(book)[name] == wanted
    [row] = told(book, "Results", name)
    assert row["state"] == "computed"
    assert row["company_final"] == pytest.approx(sum(wanted["regions"].values()), abs=0.001)
    assert row["reps_final"] == pytest.approx(sum(wanted["reps"].values()), abs=0.001)
    assert row["pinned"] == sum(1 for each in rows(plan, "Quota") if each["bound"] == "pin" and each["rep_id"])


@pytest.mark.parametrize("name", VARIANTS)
def test_a_scenario_asks_what_the_plan_asks_with_it_typed_in(variants: Path, plan: Path, name: str) -> None:
    is_asked(variants, name, typed_into(plan, VARIANTS[name]))


@pytest.mark.parametrize("name", FREED)
def test_none_takes_away_what_the_plan_sets(bounded: Path, tmp_path: Path, name: str) -> None:
    copy = Path(copyfile(bounded / "plan.xlsx", tmp_path / "plan.xlsx"))
    is_asked(bounded / "scenarios.xlsx", name, typed_into(copy, FREED[name]))


@pytest.mark.parametrize("name", SAMPLE_VARIANTS)
def test_the_same_of_the_sample_company(of_the_sample: Path, sample: Path, tmp_path: Path, name: str) -> None:
    copy = Path(copyfile(sample / "sales_plan.xlsx", tmp_path / "plan.xlsx"))
    is_asked(of_the_sample, name, typed_into(copy, SAMPLE_VARIANTS[name]))


def test_variants_are_told_apart(variants: Path, bounded: Path) -> None:
    """What the tests above compare is not everywhere the same."""
    for book, few in ((variants, {"nothing", "stretch"}), (bounded / "scenarios.xlsx", set())):
        found = asked(book)
        of_plan = found.pop("Plan")
        assert {name for name, quota in found.items() if quota["reps"] == of_plan["reps"]} == few


def test_running_again_changes_nothing_but_the_log(sample: Path, tmp_path: Path) -> None:
    plan, book = sample / "sales_plan.xlsx", Path(copyfile(sample / "quota_scenarios.xlsx", tmp_path / "book.xlsx"))
    compared(plan, book)
    first, drawn = everything(book, but=["Runs"]), parts(book)
    compared(plan, book)
    assert everything(book, but=["Runs"]) == first
    again = parts(book)
    differing = {name for name in drawn.keys() | again.keys() if drawn.get(name) != again.get(name)}
    assert not {name for name in differing if "chart" in name or "drawing" in name or "media" in name}
    assert len(rows(book, "Runs")) == 3
    assert len({row["inputs"] for row in rows(book, "Runs")}) == 1


def test_a_scenario_that_is_taken_out_leaves_all_tables(plan: Path, tmp_path: Path) -> None:
    two: list[Row] = [{"scenario": "Kept", "growth": 0.2}, {"scenario": "Dropped", "growth": -0.1}]
    book = compared(plan, scenarios(tmp_path, two, settings={"focus": "Dropped"}))
    assert all("Dropped" in names_in(book, table) for table in (*BY_SCENARIO, "Movers", "Outlook"))
    retyped(book, two[:1])
    compared(plan, book)
    assert all("Dropped" not in names_in(book, table) for table in (*BY_SCENARIO, "Movers", "Outlook"))
    assert names_in(book, "Results") == ["Plan", "Kept"]
    assert "W101" not in {row["code"] for row in rows(book, "Findings")}


def test_no_order_of_rows_changes_a_figure(variants: Path, tmp_path: Path) -> None:
    dice = random.Random(3)

    def shuffled(table: list[Row]) -> list[Row]:
        return dice.sample(table, len(table))

    plan = scenario_company(
        tmp_path, reps=shuffled(REPS), sales=shuffled(SALES), Customers=shuffled(CUSTOMERS), Growth=shuffled(GROWTH)
    )
    lines, sides = typed_rows(VARIANTS)
    typed = shuffled(lines), {table: shuffled(side) for table, side in sides.items()}
    book = compared(plan, scenarios(tmp_path, *typed, columns=ADDED))

    def figures(of: Path) -> dict[str, list[str]]:
        return {table: sorted(repr(sorted(row.items(), key=str)) for row in told(of, table)) for table in COMPUTED}

    assert figures(book) == figures(variants)


def test_the_seed_says_which_luck_is_drawn(plan: Path, tmp_path: Path) -> None:
    book = compared(plan, scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}]))
    first = {table: told(book, table) for table in COMPUTED}
    typed_settings(book, seed=2)
    compared(plan, book)
    second = {table: told(book, table) for table in COMPUTED}
    drawn = {"chance", "p10", "p50", "p90", "share_p10", "share_p90"}
    for before, after in zip(first["Attainment"], second["Attainment"], strict=True):
        assert before["p50"] != after["p50"]
        assert {key for key in before if before[key] != after[key]} <= drawn
    for table in ("Results", "ResultsByRegion", "ResultsByRep", "Movers", "Fairness", "BackTest"):
        assert first[table] == second[table]
    typed_settings(book, seed=1)
    compared(plan, book)
    assert {table: told(book, table) for table in COMPUTED} == first


def test_all_reps_are_in_the_csv_file_whatever_the_sheet_holds(plan: Path, tmp_path: Path) -> None:
    lines: list[Row] = [
        {"scenario": name, "growth": growth} for name, growth in (("A", 0.1), ("B", 0.2), ("C, “D”", 0.3))
    ]
    book, file = scenarios(tmp_path, lines), tmp_path / "reps.csv"
    compared(plan, book, "--by-rep", file)
    whole = told(book, "ResultsByRep")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        listed = list(csv.DictReader(opened))
    assert [(row["Scenario"], row["Rep ID"], float(row["Quota"])) for row in listed] == [
        (row["scenario"], row["rep_id"] or "", row["final"]) for row in whole
    ]
    assert len(listed) == 4 * (len(REPS) + 1)
    before = file.read_bytes()

    typed_settings(book, rows_by_rep=len(REPS) * 2 + 5)
    compared(plan, book, "--by-rep", file)
    assert file.read_bytes() == before
    assert names_in(book, "ResultsByRep") == ["Plan", "A"]
    assert told(book, "ResultsByRep") == whole[: 2 * (len(REPS) + 1)]
    [said] = [row for row in rows(book, "Findings") if row["code"] == "F139"]
    assert "listed for 2 of 4 scenarios: all of them would take 32 rows" in said["message"]
    assert openpyxl.load_workbook(book)[said["sheet"]][said["cell"]].value == 19

    typed_settings(book, rows_by_rep=0)
    compared(plan, book)
    assert names_in(book, "ResultsByRep") == []
    assert names_in(book, "Attainment") == ["Plan", "A", "B", "C, “D”"]


@pytest.mark.parametrize("target", ["reps.xlsx", "reps", "plan.xlsx", "scenarios.xlsx", "customers.csv"])
def test_the_file_for_the_reps_takes_the_place_of_nothing_else(plan: Path, tmp_path: Path, target: str) -> None:
    book = scenarios(tmp_path)
    (tmp_path / "customers.csv").write_text("customer_id,customer\nC1,Ace\n")
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    said = salesplan("scenario", plan, book, "--by-rep", tmp_path / target, code=2)
    assert target in said.stderr
    assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_the_terminal_and_json_tell_the_same(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}, {"scenario": "Bad", "growth": "x"}])
    before = book.read_bytes()
    document = as_json("scenario", plan, book, "--dry-run", code=1)
    assert book.read_bytes() == before
    said = salesplan("scenario", plan, book, "--out", tmp_path / "copy.xlsx", code=1)
    assert book.read_bytes() == before
    assert names_in(tmp_path / "copy.xlsx", "Results") == ["Plan", "More", "Bad"]
    assert document["written"] == []
    assert [row["scenario"] for row in document["tables"]["Results"]] == ["Plan", "More", "Bad"]
    assert (
        document["tables"]["Results"][1]["company_final"] == told(tmp_path / "copy.xlsx", "Results")[1]["company_final"]
    )
    assert "not computed: Bad" in said.stdout
    assert "More" in said.stdout


OWN: Final[Mapping[str, str]] = {"Results": "What came of it", "By rep": "Leute"}


def arranged(folder: Path) -> Path:
    """Make a workbook of scenarios that finance has made its own: notes, a column, sheets renamed and moved, a filter."""
    book = scenarios(folder, [{"scenario": "More", "growth": 0.2}, {"scenario": "Less", "growth": -0.1}])
    opened = openpyxl.load_workbook(book)
    opened["Results"]["AH2"], opened["Results"]["AH3"] = "ask Ana", "=Mine!A1*2"
    opened["Scenarios"]["A20"] = "below the table"
    opened["By rep"].tables["ResultsByRep"].autoFilter.add_filter_column(0, ["More"])
    sheet = opened.create_sheet("Mine", 0)
    sheet["A1"] = 21
    for old, new in OWN.items():
        opened[old].title = new
        for name in opened.defined_names.values():
            name.attr_text = name.attr_text.replace(f"{old}!", f"'{new}'!").replace(f"'{old}'!", f"'{new}'!")
    opened.save(book)
    return book


def test_what_finance_adds_to_the_workbook_stays(plan: Path, tmp_path: Path) -> None:
    book = compared(plan, arranged(tmp_path))
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames[0] == "Mine"
    assert set(OWN.values()) <= set(opened.sheetnames)
    assert (opened["What came of it"]["AH2"].value, opened["What came of it"]["AH3"].value) == ("ask Ana", "=Mine!A1*2")
    assert "below the table" in [cell.value for line in opened["Scenarios"].iter_rows() for cell in line]
    [column] = opened["Leute"].tables["ResultsByRep"].autoFilter.filterColumn
    assert column.colId == 0
    assert names_in(book, "Results") == ["Plan", "More", "Less"]
    mine = parts(book)
    compared(plan, book)
    assert parts(book).keys() == mine.keys()
    assert openpyxl.load_workbook(book)["Mine"]["A1"].value == 21


def test_a_column_that_moved(plan: Path, tmp_path: Path) -> None:
    """Finance has the note first."""
    book = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}])
    opened = openpyxl.load_workbook(book)
    sheet = opened["Scenarios"]
    table = sheet.tables["Scenarios"]
    width = len(table.tableColumns)
    for line in (4, 5):
        cells = sheet[line][:width]
        for cell, value in zip(cells, [cells[-1].value, *(each.value for each in cells[:-1])], strict=True):
            cell.value = value
    table.tableColumns = [table.tableColumns[-1], *table.tableColumns[:-1]]
    opened.save(book)
    compared(plan, book)
    assert list(rows(book, "Scenarios")[0])[1:3] == ["note", "scenario"]
    [more] = told(book, "Results", "More")
    assert more["company_final"] > more["plan_final"]


def test_marks_beside_results_stay_with_their_scenario(plan: Path, tmp_path: Path) -> None:
    blank = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}])
    book = compared(plan, with_column(blank, "Results", "My mark"))
    marked = next(row for row in rows(book, "Results") if row["scenario"] == "More")
    put(book, [CellWrite("Results", int(marked["row"]), list(marked).index("My mark"), "take this one")])
    retyped(book, [{"scenario": "Before", "growth": 0}, {"scenario": "More", "growth": 0.3}])
    compared(plan, book)
    assert [(row["scenario"], row["My mark"]) for row in rows(book, "Results")] == [
        ("Plan", None),
        ("Before", None),
        ("More", "take this one"),
    ]


def test_many_scenarios(plan: Path, tmp_path: Path) -> None:
    """All are there, in their order, though the terminal does not show them all."""
    lines: list[Row] = [{"scenario": f"s{at}", "growth": at / 1000} for at in range(60)]
    book = scenarios(tmp_path, lines, settings={"draws": 100})
    said = salesplan("scenario", plan, book)
    assert names_in(book, "Results") == ["Plan", *(line["scenario"] for line in lines)]
    assert names_in(book, "Attainment") == names_in(book, "ResultsByRep") == names_in(book, "Results")
    assert "and 31 more in the workbook" in said.stdout
    finals = [row["company_final"] for row in told(book, "Results")[1:]]
    assert finals == sorted(finals)


@pytest.mark.parametrize(
    ("currency", "language", "unit"), [("JPY", "en", 100), ("KWD", "en", 0.5), ("TWD", "zh-Hant", 10)]
)
def test_other_currencies_and_languages(tmp_path: Path, currency: str, language: str, unit: float) -> None:
    plan = scenario_company(
        tmp_path, currency=currency, language=language, sales=FEW_SALES, settings={"rounding_unit": unit}
    )
    typed = [{"scenario": "更多", "growth": 0.2, "growth_cap": "無"}, {"scenario": "目標", "company_target": 900_000}]
    book = compared(plan, scenarios(tmp_path, typed, currency=currency, language=language))
    [more], [target] = told(book, "Results", "更多"), told(book, "Results", "目標")
    assert target["company_quota"] == 900_000
    copy = Path(copyfile(plan, tmp_path / "copy.xlsx"))
    typed_settings(copy, growth=0.2)
    salesplan("quota", copy)
    assert more["company_final"] == sum(row["final"] for row in rows(copy, "RegionQuota"))
    assert names_in(book, "Results")[0] == ("計畫" if language == "zh-Hant" else "Plan")
    assert {row["state"] for row in told(book, "Results")} == {"已計算" if language == "zh-Hant" else "computed"}
