"""What is wrong with a scenario is a finding in its cell; that scenario fails, and the others are computed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from salesplan.workbook.writes import Scalar
from tests.flow.company import REPS as FEW_REPS
from tests.flow.company import SALES as FEW_SALES
from tests.flow.company import YEAR, Row, as_json, company, salesplan, type_in, typed_settings, write_csv
from tests.flow.scenario_company import NO_SIDES, Rows, names_in, places, rows, scenarios, settings_of, told
from tests.flow.test_bad_data import error_value, formula, with_openpyxl

SOUND: Final[list[Row]] = [{"scenario": "Sound", "growth": 0.2}]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A scenario with one thing wrong.

    Attributes
    ----------
    place
        Sheet, column and code of what is told about it.
    message, fix
        Words of that.
    changes
        The cells of its row of Scenarios.
    sides
        Its rows in other tables; it is the last of them that is wrong.
    edit
        What else is done to that cell.
    """

    place: tuple[str, str, str]
    message: str
    fix: str
    changes: Mapping[str, Scalar] = field(default_factory=dict)
    sides: Mapping[str, Rows] = field(default_factory=lambda: NO_SIDES)
    edit: Callable[[str, str], Callable[[Path], object]] | None = None


def head(**cells: Scalar) -> Mapping[str, Rows]:
    return {"Heads": [cells]}


def segment(dimension: str, value: str, adjustment: Scalar = 0.1) -> Mapping[str, Rows]:
    return {"Adjustments": [{"dimension": dimension, "value": value, "adjustment": adjustment}]}


def error(value: str) -> Callable[[str, str], Callable[[Path], object]]:
    return lambda sheet, cell: error_value(sheet, cell, value)


WRONG: Final = {
    "floor above cap": Wrong(
        ("Scenarios", "F", "F111"), "least growth is 30 % and the most is 10 %", "let the least", {"growth_floor": 0.3, "growth_cap": 0.1}
    ),
    "text for a number": Wrong(("Scenarios", "B", "D102"), "Market growth is the text “lots”", "type a number", {"growth": "lots"}),
    "error value": Wrong(("Scenarios", "D", "D101"), "Price change is the error #N/A", "repair", edit=error("#N/A")),
    "error in a side table": Wrong(
        ("Heads", "H", "D101"), "Capacity is the error #REF!", "repair", sides=head(rep_id="R1"), edit=error("#REF!")
    ),
    "not calculated": Wrong(
        ("Scenarios", "B", "D111"), "without a value", "open the workbook", edit=lambda sheet, cell: formula(sheet, cell, "=1/10")
    ),
    "negative target": Wrong(("Scenarios", "E", "D106"), "Company target is -5", "in that range", {"company_target": -5}),
    "out of range": Wrong(("Scenarios", "H", "D106"), "Weight of potential is 2", "in that range", {"potential_weight": 2}),
    "no such choice": Wrong(("Scenarios", "M", "D108"), "“weekly”", "choose one of", {"season_source": "weekly"}),
    "half a rep": Wrong(("Scenarios", "N", "D109"), "More reps is 1.5", "whole number", {"hires": 1.5}),
    "cannot be none": Wrong(
        ("Scenarios", "B", "F109"), "Market growth cannot be without a value", "type a value", {"growth": "none"}
    ),
    "no typed season": Wrong(("Scenarios", "M", "F112"), "has no typed shares", "type shares", {"season_source": "typed"}),
    "margin beyond all": Wrong(
        ("Scenarios", "P", "F113"), "between 0 % and 100 %", "percentage points", {"margin_change": 0.95}
    ),
    "unknown region of a rep": Wrong(
        ("Heads", "D", "F120"), "no region “Nroth”", "type a region of the plan", sides=head(rep_id="X1", region="Nroth", team="A")
    ),
    "unknown rep": Wrong(("Heads", "D", "F119"), "R11 is not in the plan", "type region and team", sides=head(rep_id="R11")),
    "no team": Wrong(("Heads", "E", "F119"), "needs a region and a team", "type region and team", sides=head(region="North", count=2)),
    "starts too late": Wrong(
        ("Heads", "F", "F123"), "Ana (R1) would start on 2028-03-01", "no later than 2027-12-31",
        sides=head(rep_id="R1", start_date=date(YEAR + 1, 3, 1)),
    ),
    "left before": Wrong(
        ("Heads", "G", "F124"), "would leave on 2026-03-01", "2027-01-01 or later", sides=head(rep_id="R1", end_date=date(YEAR - 1, 3, 1))
    ),
    "leaves before starting": Wrong(
        ("Heads", "G", "F125"), "before starting on 2027-03-01", "mend one", sides=head(rep_id="R6", end_date=date(YEAR, 2, 1))
    ),
    "no date": Wrong(("Heads", "G", "D104"), "End date is “soon”", "type a date", sides=head(rep_id="R1", end_date="soon")),
    "many of one": Wrong(("Heads", "K", "F122"), "the count is 3", "clear the count", sides=head(rep_id="R1", count=3)),
    "a rep twice": Wrong(
        ("Heads", "B", "F118"), "is there twice in this scenario", "in one row",
        sides={"Heads": [{"rep_id": rep, "capacity": 0.5} for rep in ("R1", "r1")]},
    ),
    "unknown segment": Wrong(
        ("Adjustments", "C", "F115"), "“Nroth” occurs nowhere", "as it is in the plan", sides=segment("region", "Nroth")
    ),
    "half an adjustment": Wrong(
        ("Adjustments", "D", "D105"), "Adjustment is blank", "fill it in", sides=segment("region", "North", None)
    ),
    "too low an adjustment": Wrong(
        ("Adjustments", "D", "Q108"), "below -100 %", "raise the adjustments", sides=segment("region", "South", -1.2)
    ),
    "a month twice": Wrong(
        ("Scenario ramp", "B", "F117"), "month 1 of tenure is there twice", "clear one",
        sides={"ScenarioRamp": [{"month": 1, "share": share} for share in (0, 0.5)]},
    ),
    "bands that overlap": Wrong(
        ("Scenario rates", "B", "K151"), "the band from 30 % begins inside the band before it", "let each band begin",
        sides={"ScenarioRates": [{"from": low, "to": low + 0.5, "rate": 0.1} for low in (0, 0.3)]},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What came of comparing wrong scenarios.

    Attributes
    ----------
    cells
        The cell of each that is wrong.
    terminal
        The lines on the terminal that tell of errors.
    """

    book: Path
    cells: Mapping[str, str]
    stdout: str
    terminal: Sequence[str]


@pytest.fixture(scope="module")
def all_wrong(plan_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A workbook in which everything is wrong but one scenario, compared; names in side tables are written otherwise."""
    cells: dict[str, str] = {}
    lines: list[Row] = [*SOUND]
    sides: dict[str, list[Row]] = {}
    for name, wrong in WRONG.items():
        lines.append({"scenario": name, **wrong.changes})
        last = len(lines)
        for table, typed in wrong.sides.items():
            side = sides.setdefault(table, [])
            side += [{"scenario": f" {name.upper()}", **line} for line in typed]
            last = len(side)
        cells[name] = f"{wrong.place[1]}{last + 4}"
    book = scenarios(tmp_path_factory.mktemp("wrong"), lines, sides)
    for name, wrong in WRONG.items():
        if wrong.edit:
            wrong.edit(wrong.place[0], cells[name])(book)
    before = plan_kept.read_bytes()
    said = salesplan("scenario", plan_kept, book, code=1)
    assert plan_kept.read_bytes() == before
    return Told(book, cells, said.stdout, [line for line in said.stderr.splitlines() if line.startswith("error")])


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scenario_is_told_in_its_cell(all_wrong: Told, name: str) -> None:
    wrong = WRONG[name]
    sheet, _, code = wrong.place
    start = f"error: scenarios.xlsx '{sheet}'!{all_wrong.cells[name]} [{code}]"
    [line] = [line for line in all_wrong.terminal if line.startswith(start)]
    assert wrong.message in line
    assert wrong.fix in line.split(wrong.message)[1]
    [row] = told(all_wrong.book, "Results", name)
    assert row["state"] == "failed"
    assert row["notes"]
    assert {key for key, value in row.items() if value is not None} == {"state", "notes"}


def test_wrong_scenarios_fail_alone(all_wrong: Told) -> None:
    book = all_wrong.book
    assert places(book) == {
        f"'{wrong.place[0]}'!{all_wrong.cells[name]} {wrong.place[2]}" for name, wrong in WRONG.items()
    }
    assert len(all_wrong.terminal) == len(WRONG)
    assert f"not computed: {', '.join(WRONG)}" in all_wrong.stdout
    assert names_in(book, "Results") == ["Plan", "Sound", *WRONG]
    for table in ("ResultsByRegion", "ResultsByRep", "Attainment", "Fairness"):
        assert names_in(book, table) == ["Plan", "Sound"], table
    assert names_in(book, "Movers") == ["Sound"]
    [plan], [sound] = told(book, "Results", "Plan"), told(book, "Results", "Sound")
    assert (plan["state"], sound["state"], sound["notes"]) == ("computed", "computed", None)
    assert sound["company_final"] > plan["company_final"]


def test_json_names_the_cells_as_well(plan: Path, tmp_path: Path) -> None:
    wrong = [WRONG["floor above cap"], WRONG["text for a number"]]
    lines: list[Row] = [{"scenario": "Bad", **wrong[0].changes}, {"scenario": "Worse", **wrong[1].changes}]
    book = scenarios(tmp_path, [*SOUND, *lines])
    document = as_json("scenario", plan, book, code=1)
    found = [each for each in document["findings"] if each["severity"] == "error"]
    assert {(each["workbook"], each["sheet"], each["cell"], each["code"]) for each in found} == {
        ("scenarios.xlsx", "Scenarios", "F6", "F111"),
        ("scenarios.xlsx", "Scenarios", "B7", "D102"),
    }
    assert [row["state"] for row in document["tables"]["Results"]] == ["computed", "computed", "failed", "failed"]
    assert {row["scenario"] for row in document["tables"]["Attainment"]} == {"Plan", "Sound"}


def test_rows_of_no_scenario_leave_all_others_alone(plan: Path, tmp_path: Path) -> None:
    lines: list[Row] = [
        *SOUND,
        {"scenario": " SOUND", "growth": 0.3},
        {"growth": 0.1},
        {"scenario": "计划"},
        {"note": "a thought"},
    ]
    sides: dict[str, Rows] = {
        "Heads": [{"scenario": "Sund", "rep_id": "R1", "capacity": 0.5}],
        "Adjustments": [{"dimension": "region", "value": "South", "adjustment": 1}],
    }
    book = scenarios(tmp_path, lines, sides)
    said = salesplan("scenario", plan, book, code=1)
    assert places(book) == {
        "'Scenarios'!A6 F105",
        "'Scenarios'!A7 F104",
        "'Scenarios'!A8 F106",
        "'Heads'!A5 F107",
        "'Adjustments'!A5 D105",
    }
    assert "there is no scenario “Sund”, so this row counts nowhere; nearest is “Sound”" in said.stderr
    assert names_in(book, "Results") == ["Plan", "Sound"]
    [sound] = told(book, "Results", "Sound")
    assert sound["growth"] == pytest.approx(sound["company_final"] / sound["company_last_year"] - 1)
    assert sound["company_final"] > sound["plan_final"]


def test_columns_that_cannot_be_used(plan: Path, tmp_path: Path) -> None:
    headers = ["Plan year", "Market grwth", "Tier margin", "Comment", "New", "币种"]
    line: Row = {"scenario": "Odd", "growth": 0.2} | dict.fromkeys(headers, 3)
    book = scenarios(tmp_path, [line], columns=headers)
    said = salesplan("scenario", plan, book)
    warned = {(row["cell"], row["code"]) for row in rows(book, "Findings") if row["sheet"] == "Scenarios"}
    assert warned == {("R4", "F102"), ("S4", "F101"), ("T4", "F103"), ("U4", "F101"), ("V4", "F101"), ("W4", "F102")}
    assert "“Market grwth” is no setting of the plan, so it changes nothing; nearest is “Market growth”" in said.stderr
    assert [row["growth"] for row in told(book, "Results")][1] == pytest.approx(0.204, abs=0.002)


def test_drivers_that_cannot_be_moved(plan: Path, tmp_path: Path) -> None:
    drivers: list[Row] = [
        {"driver": "Market growth", "step": 0.02},
        {"driver": "grwth", "step": 0.01},
        {"driver": "hires", "step": 0.2},
        {"driver": "增长上限", "step": 0.01},
    ]
    book = scenarios(tmp_path, SOUND, {"Drivers": drivers})
    salesplan("scenario", plan, book, code=1)
    assert places(book) == {"'Drivers'!A6 D108"}
    assert "'Drivers'!B7 F146" in places(book, "warning")
    moved = [row["driver"] for row in rows(book, "Sensitivity") if row["driver"]]
    assert moved == ["Market growth", "Most growth"]
    assert names_in(book, "Results") == ["Plan", "Sound"]


def test_the_scenario_to_show_is_not_there(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, SOUND, settings={"focus": "Sond"})
    said = salesplan("scenario", plan, book)
    assert "[F138] there is no scenario “Sond” to show; nearest is “Sound”; the plan is shown" in said.stderr
    assert names_in(book, "Outlook") == ["Plan"]
    typed_settings(book, focus=" sound")
    salesplan("scenario", plan, book)
    assert names_in(book, "Outlook") == ["Sound"]
    assert "F138" not in {row["code"] for row in rows(book, "Findings")}


@pytest.mark.parametrize(
    ("made", "key", "message"),
    [
        ({"year": YEAR + 1}, "plan_year", "[F137] Plan year is 2028 here, but 2027 in plan.xlsx"),
        ({"currency": "CNY"}, "currency", "[F137] Currency is CNY here, but USD in plan.xlsx"),
        ({"settings": {"draws": 5}}, "draws", "[D106] Draws is 5; it must be between 100 and 1,000,000"),
        ({"settings": {"seed": None}}, "seed", "[S101] setting Seed is blank"),
        ({"settings": {"correlation": 1.1}}, "correlation", "[D106] Correlation is 1.1; it must be between 0 and 1"),
        ({"settings": {"spread": "wide"}}, "spread", "[D102] Spread is the text “wide”"),
    ],
)
def test_a_workbook_that_does_not_fit_its_plan(
    plan: Path, tmp_path: Path, made: Mapping[str, Any], key: str, message: str
) -> None:
    book = scenarios(tmp_path, SOUND, **made)
    before = plan.read_bytes(), book.read_bytes()
    said = salesplan("scenario", plan, book, code=1)
    [(sheet, cell)] = openpyxl.load_workbook(book).defined_names[key].destinations
    assert f"error: scenarios.xlsx '{sheet}'!{cell.replace('$', '')} {message}" in said.stderr
    assert "nothing was written" in said.stderr
    assert said.stdout == ""
    assert (plan.read_bytes(), book.read_bytes()) == before


def test_a_workbook_without_scenarios_shows_the_plan(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path)
    said = salesplan("scenario", plan, book)
    assert "[F140] no scenarios are typed" in said.stderr
    assert names_in(book, "Results") == names_in(book, "Attainment") == ["Plan"]


def test_a_workbook_without_side_tables(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, SOUND)
    whole = scenarios(tmp_path / "whole", SOUND)

    def take_away(opened: openpyxl.Workbook) -> None:
        for name in ("Adjustments", "Heads", "Scenario ramp", "Scenario rates", "Drivers", "Fairness", "Back-test"):
            del opened[name]

    with_openpyxl(take_away)(book)
    said = salesplan("scenario", plan, book)
    assert "this workbook has no table Fairness, BackTest" in said.stderr
    salesplan("scenario", plan, whole)
    for table in ("Results", "ResultsByRep", "Attainment"):
        assert told(book, table) == told(whole, table)
    assert [row["driver"] for row in rows(book, "Sensitivity") if row["driver"]] == []


def test_an_error_in_the_plan_stops_all(plan: Path, tmp_path: Path) -> None:
    type_in(plan, "Reps", "R1", capacity="lots")
    book, file = scenarios(tmp_path, SOUND), tmp_path / "reps.csv"
    before = plan.read_bytes(), book.read_bytes()
    for command in (("scenario", plan, book, "--by-rep", file), ("scenario", "adopt", "sound", plan, book)):
        said = salesplan(*command, code=1)
        assert "error: plan.xlsx 'Reps'!H5 [D102] Capacity is the text “lots”" in said.stderr
        assert "nothing was written" in said.stderr
    assert "[D102]" in salesplan("scenario", plan, book, "--seek", "growth", "--until", "growth=20%", code=1).stderr
    assert not file.exists()
    assert (plan.read_bytes(), book.read_bytes()) == before

    salesplan("scenario", plan, book, "--partial", "--by-rep", file, code=1)
    assert plan.read_bytes() == before[0]
    assert names_in(book, "Results") == ["Plan", "Sound"]
    [found] = [row for row in rows(book, "Findings") if row["severity"] == "error"]
    assert (found["sheet"], found["cell"], found["code"]) == ("[plan.xlsx]Reps", "H5", "D102")
    assert file.exists()


def load_growth(plan: Path, row: Row) -> None:
    salesplan("load", plan, "Growth", write_csv(plan.with_name("more.csv"), [row]), "--append")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda plan: typed_settings(plan, plan_year=YEAR + 3), "Q101"),
        (lambda plan: load_growth(plan, {"dimension": "team", "value": "A", "adjustment": -1.2}), "Q108"),
    ],
)
def test_an_error_that_planning_finds_in_the_plan_stops_all(
    plan: Path, tmp_path: Path, edit: Callable[[Path], object], code: str
) -> None:
    file = tmp_path / "reps.csv"
    salesplan("scenario", plan, scenarios(tmp_path / "sound"), "--by-rep", file)
    edit(plan)
    book = scenarios(tmp_path, SOUND, year=settings_of(plan)["plan_year"])
    before = plan.read_bytes(), book.read_bytes(), file.read_bytes()
    said = salesplan("scenario", plan, book, "--by-rep", file, code=1)
    assert f"error: plan.xlsx '{'Sales' if code == 'Q101' else 'Growth'}'!" in said.stderr
    assert f"[{code}]" in said.stderr
    assert "nothing was written" in said.stderr
    assert f"[{code}]" in salesplan("scenario", plan, book, "--seek", "growth", "--until", "growth=20%", code=1).stderr
    assert (plan.read_bytes(), book.read_bytes(), file.read_bytes()) == before
    salesplan("scenario", plan, book, "--partial", code=1)
    assert names_in(book, "Results") == ["Plan", "Sound"]


def test_the_two_workbooks_mixed_up(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, SOUND)
    before = plan.read_bytes(), book.read_bytes()
    assert (
        "plan.xlsx holds no scenarios: the first file is the plan" in salesplan("scenario", book, plan, code=2).stderr
    )
    assert "scenarios.xlsx holds scenarios, not a plan" in salesplan("scenario", book, book, code=2).stderr
    assert "plan.xlsx holds no scenarios" in salesplan("scenario", plan, plan, code=2).stderr
    assert (plan.read_bytes(), book.read_bytes()) == before


@pytest.mark.parametrize("which", ["no sales", "one rep", "returns alone"])
def test_odd_companies(tmp_path: Path, which: str) -> None:
    reps, sales = FEW_REPS, [*FEW_SALES]
    if which == "one rep":
        reps, sales = FEW_REPS[:1], [row for row in FEW_SALES if row["rep_id"] == "R1"]
    if which != "one rep":
        sales = [row | {"revenue": 0 if which == "no sales" else -row["revenue"]} for row in FEW_SALES]
    plan = company(tmp_path, reps=reps, sales=sales)
    lines: list[Row] = [
        {"scenario": "More", "growth": 0.2},
        {"scenario": "Target", "company_target": 500_000},
        {"scenario": "Hires", "hires": 2, "price_change": 0.05},
        {"scenario": "Pay", "payout_change": 0.5, "margin_change": 0.1},
    ]
    book = scenarios(tmp_path, lines)
    salesplan("scenario", plan, book)
    found = {row["scenario"]: row for row in told(book, "Results")}
    assert {row["state"] for row in found.values()} == {"computed"}
    assert found["Target"]["company_final"] == 500_000
    assert found["Pay"]["change"] == 0
    for row in told(book, "Attainment"):
        assert row["chance"] is None or 0 <= row["chance"] <= 1


NAMES: Final = (
    "=SUM(1)",
    "\"quoted\" 'single'",
    "x" * 300,
    "emoji 🚀 📈",
    "+1",
    "<b>&amp;",
    "12",
    "#REF!",
    "]brackets[ # @",
    "{name} {0} %s",
    "a\nb",
)


def test_any_name_is_a_name(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, [{"scenario": name, "growth": at / 100} for at, name in enumerate(NAMES)])
    said = salesplan("scenario", plan, book)
    assert names_in(book, "Results") == names_in(book, "Attainment") == ["Plan", *NAMES]
    assert "xxx… " in said.stdout
    assert "x" * 50 not in said.stdout
    assert {row["state"] for row in told(book, "Results")} == {"computed"}
    typed_settings(book, focus=NAMES[0])
    salesplan("scenario", plan, book)
    assert names_in(book, "Outlook") == [NAMES[0]]
    for name in NAMES[:3]:
        assert name in salesplan("scenario", "adopt", name, plan, book, "--dry-run").stderr
