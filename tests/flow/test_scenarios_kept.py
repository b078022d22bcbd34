"""What people made of a plan and of the workbook of its scenarios stays theirs, whatever is written there."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from salesplan.host.scenarios.compare import compare
from salesplan.host.wish import Wish
from salesplan.workbook.writes import CellWrite, Formula
from tests.flow.company import Row, as_json, put, salesplan, typed_settings
from tests.flow.scenario_company import REPS, names_in, retyped, rows, scenarios, told, with_column
from tests.flow.scenario_variants import asked, quotas
from tests.flow.test_bad_data import with_openpyxl

MORE: Final[list[Row]] = [{"scenario": "More", "growth": 0.2}]
TWO: Final[list[Row]] = [*MORE, {"scenario": "Less", "growth": 0.02}]


def formulas(book: Path, sheet: str, *cells: str) -> list[Any]:
    """Give what stands in cells: formulas as such."""
    opened = openpyxl.load_workbook(book)[sheet]
    return [opened[cell].value for cell in cells]


def sheet_names(book: Path) -> list[str]:
    return list(openpyxl.load_workbook(book, read_only=True).sheetnames)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


# Files


def test_no_copy_is_written_over_a_file_that_is_read(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)
    (tmp_path / "link.xlsx").symlink_to(book)
    ledger = Path(copyfile(plan, tmp_path / "ledger.xlsx"))
    before = files(tmp_path)
    for arguments in (
        ("scenario", plan, book, "--out", tmp_path / "." / "plan.xlsx"),
        ("scenario", plan, book, "--sales", ledger, "--out", ledger),
        ("scenario", "adopt", "More", plan, book, "--out", book),
        ("scenario", "adopt", "More", plan, book, "--out", tmp_path / "link.xlsx"),
    ):
        assert "is only read; name another file" in salesplan(*arguments, code=2).stderr
        assert files(tmp_path) == before


def test_scenarios_of_another_plan_stop_even_where_errors_do_not(plan: Path, tmp_path: Path) -> None:
    for book in (
        scenarios(tmp_path / "year", MORE, year=2028),
        scenarios(tmp_path / "currency", MORE, currency="EUR"),
    ):
        before = book.read_bytes()
        assert "[F137]" in salesplan("scenario", plan, book, "--partial", code=2).stderr
        assert book.read_bytes() == before


@pytest.mark.parametrize(("first", "second"), [("book", "plan"), ("plan", "plan"), ("book", "book")])
def test_workbooks_taken_for_each_other(plan: Path, tmp_path: Path, first: str, second: str) -> None:
    given = {"plan": plan, "book": scenarios(tmp_path, MORE)}
    said = salesplan("scenario", given[first], given[second], code=2).stderr
    assert "the first file is the plan, the second its scenarios (salesplan new scenarios FILE" in said
    assert ("holds no scenarios" in said) == (second == "plan")


def test_a_table_that_is_gone_is_had_from_a_new_workbook_of_its_kind(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)
    with_openpyxl(lambda opened: opened.remove(opened["Movers"]))(book)
    assert "has no table Movers" in (said := salesplan("scenario", plan, book).stderr)
    assert "make a new workbook with salesplan new scenarios" in said


def test_a_mistyped_command_and_options_that_exclude_each_other(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)
    assert "Did you mean 'adopt'?" in salesplan("scenario", "adpt", "More", plan, book, code=2).stderr
    sought = ("scenario", plan, book, "--seek", "growth", "--until", "company_final=1200000")
    for option in (("--by-rep", tmp_path / "reps.csv"), ("--out", tmp_path / "c.xlsx"), ("--partial",), ("--dry-run",)):
        said = salesplan(*sought, *option, code=2).stderr
        assert f"with --seek nothing is written; leave out {option[0]}" in " ".join(said.split())


# The file of all reps


def test_the_file_of_reps_is_told_and_replaced_only_where_it_is_one(plan: Path, tmp_path: Path) -> None:
    book, file = scenarios(tmp_path, [*MORE, {"scenario": "=SUM(1)", "growth": 0.1}]), tmp_path / "quotas_by_rep.csv"
    assert f"wrote {file}" in salesplan("scenario", plan, book, "--by-rep", file).stderr
    lines = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    assert {line[0] for line in lines[1:]} == {"Plan", "More", "'=SUM(1)"}
    written = as_json("scenario", plan, book, "--by-rep", file, "--lang", "zh-Hans")["written"]
    assert written[-1] == {"file": "quotas_by_rep.csv", "rows": len(lines) - 1}
    assert file.read_text("utf-8-sig").startswith("方案,")
    salesplan("scenario", plan, book, "--by-rep", file)
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()

    others = {"list.csv": b"Scenario,Rep ID\n1,2\n", "blank.csv": b"\nkept\n", "odd.csv": b"PK\0\xff\n"}
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
        assert "holds something else" in salesplan("scenario", plan, book, "--by-rep", tmp_path / name, code=2).stderr
        assert (tmp_path / name).read_bytes() == content


def test_the_file_of_reps_is_none_that_is_read(plan: Path, tmp_path: Path) -> None:
    book, ledger = scenarios(tmp_path, MORE), tmp_path / "ledger.csv"
    ledger.write_text("month,rep_id,revenue\n2026-02-15,R1,5\n")
    said = salesplan("scenario", plan, book, "--sales", ledger, "--by-rep", ledger, code=2).stderr
    assert "ledger.csv is read itself" in said


def test_the_file_of_reps_waits_for_the_workbook(plan: Path, tmp_path: Path) -> None:
    book, file = scenarios(tmp_path, MORE), tmp_path / "reps.csv"
    salesplan("scenario", plan, book, "--by-rep", file)
    before = files(tmp_path)
    retyped(book, TWO)
    lock = tmp_path / ".~lock.scenarios.xlsx#"
    lock.write_text("Ann,ann,desk,now,p")
    assert "it is open elsewhere by Ann" in salesplan("scenario", plan, book, "--by-rep", file, code=3).stderr
    lock.unlink()
    late = salesplan("scenario", plan, book, "--by-rep", file, "--out", tmp_path / "copy.xls", code=2)
    assert "must end in .xlsx" in late.stderr
    assert "wrote" not in salesplan("scenario", plan, book, "--by-rep", file, "--dry-run").stderr
    assert file.read_bytes() == before["reps.csv"]
    assert as_json("scenario", plan, book, "--by-rep", file, "--dry-run")["written"] == []
    assert not [name for name in files(tmp_path) if name.endswith(".tmp")]


# Adopting


def test_only_what_differs_is_typed_into_growth(plan: Path, tmp_path: Path) -> None:
    with_column(plan, "Growth", "Agreed by")
    put(
        plan,
        [
            CellWrite("Growth", 5, 4, "as agreed with Ann"),
            CellWrite("Growth", 5, 5, "Ann"),
            CellWrite("Growth", 6, 3, Formula("-1/50", -0.02)),
            CellWrite("Growth", 6, 5, "Bob"),
        ],
    )
    sides: Mapping[str, list[Row]] = {
        "Adjustments": [
            {"scenario": "More", "dimension": "industry", "value": "FOOD", "adjustment": -0.02},
            {"scenario": "More", "dimension": "Region", "value": " south", "adjustment": 0.08},
            {"scenario": "More", "dimension": "channel", "value": "web", "adjustment": 0.03, "note": "new shop"},
        ]
    }
    book = scenarios(tmp_path, MORE, sides)
    salesplan("scenario", plan, book)
    said = salesplan("scenario", "adopt", "More", plan, book).stderr
    assert "adopted More: Market growth 20 %, Growth 2 rows" in said
    assert quotas(plan) == asked(book)["More"]
    opened = openpyxl.load_workbook(plan)["Growth"]
    assert [[cell.value for cell in line[:5]] for line in opened["A5:E7"]] == [
        ["region", "South", 0.08, "as agreed with Ann", "Ann"],
        ["industry", "food", "=-1/50", None, "Bob"],
        ["channel", "web", 0.03, "new shop", None],
    ]
    again = salesplan("scenario", "adopt", "More", plan, book).stderr
    assert "nothing in the plan differs" in again
    sides["Adjustments"][2]["adjustment"] = 0.04
    retyped(book, MORE, sides)
    assert "adopted More: Growth 1 row" in salesplan("scenario", "adopt", "More", plan, book).stderr
    retyped(book, [{"scenario": "More", "growth": 0.2, "company_target": 1_300_000}], sides)
    assert as_json("scenario", "adopt", "More", plan, book)["rows"] == {}


def test_of_reps_only_the_cells_that_change_are_typed(plan: Path, tmp_path: Path) -> None:
    put(plan, [CellWrite("Reps", 8, 10, Formula("2*200000", 400_000)), CellWrite("Reps", 8, 4, Formula('"C"', "C"))])
    heads: list[Row] = [
        {"scenario": "More", "rep_id": "r4", "capacity": 0.8},
        {"scenario": "More", "rep_id": "X9", "rep": "Xi", "region": "north ", "team": "b"},
    ]
    book = scenarios(tmp_path, MORE, {"Heads": heads})
    salesplan("scenario", plan, book)
    assert "Reps 2 rows" in salesplan("scenario", "adopt", "More", plan, book).stderr
    assert quotas(plan) == asked(book)["More"]
    at = openpyxl.load_workbook(plan)["Reps"]
    assert (at["A8"].value, at["H8"].value, at["J8"].value, at["D8"].value) == ("R4", 0.8, "=2*200000", '="C"')
    new = rows(plan, "Reps")[-1]
    assert (new["rep_id"], new["region"], new["team"]) == ("X9", "North", "B")
    assert len(rows(plan, "Reps")) == len(REPS) + 1


def test_bands_and_months_that_stay_keep_their_notes(plan: Path, tmp_path: Path) -> None:
    put(plan, [CellWrite("Rates", 5, 3, Formula("1/100", 0.01))])
    before = rows(plan, "Rates")
    sides: Mapping[str, list[Row]] = {
        "ScenarioRates": [
            {"scenario": "More", "from": low, "to": high, "rate": rate, "bonus": bonus}
            for low, high, rate, bonus in ((0, 0.5, 0.01, None), (0.5, 0.8, 0.015, None), (0.8, 1.2, 0.02, 500))
        ],
        "ScenarioRamp": [{"scenario": "More", "month": month, "share": month / 4} for month in (1, 2, 3)],
    }
    book = scenarios(tmp_path, MORE, sides)
    salesplan("scenario", plan, book)
    salesplan("scenario", "adopt", "More", plan, book)
    assert quotas(plan) == asked(book)["More"]
    after = rows(plan, "Rates")
    assert [(row["from"], row["to"], row["rate"], row["bonus"]) for row in after] == [
        (0, 0.5, 0.01, None),
        (0.5, 0.8, 0.015, None),
        (0.8, 1.2, 0.02, 500),
    ]
    assert [row["note"] for row in after] == [before[0]["note"], None, before[1]["note"]]
    assert formulas(plan, "Rates", "C5") == ["=1/100"]
    assert [(row["month"], row["share"]) for row in rows(plan, "Ramp")] == [(1, 0.25), (2, 0.5), (3, 0.75)]
    assert "Rates" not in as_json("scenario", "adopt", "More", plan, book)["rows"]


def test_a_row_that_cannot_go_is_emptied(plan: Path, tmp_path: Path) -> None:
    sides = {"ScenarioRamp": [{"scenario": "More", "month": 2, "share": 0.5}]}
    months = [row["row"] for row in rows(plan, "Ramp")]
    with_openpyxl(lambda opened: opened.create_sheet("Notes").__setitem__("A1", f"=Ramp!B{months[0]}"))(plan)
    book = scenarios(tmp_path, MORE, sides)
    salesplan("scenario", plan, book)
    salesplan("scenario", "adopt", "More", plan, book)
    assert [row["share"] for row in rows(plan, "Ramp") if row["month"]] == [0.5]
    assert quotas(plan) == asked(book)["More"]


def test_what_would_come_on_top_is_said(plan: Path, tmp_path: Path) -> None:
    line: Row = {"scenario": "More", "payout_change": 0.1, "margin_change": 0.02, "hires": 1}
    book = scenarios(tmp_path, [line])
    said = salesplan("scenario", "adopt", "More", plan, book).stderr
    found = [line for line in said.splitlines() if "[F154]" in line]
    assert [line.split(" [F154]")[0] for line in found] == [
        f"info: scenarios.xlsx 'Scenarios'!{cell}" for cell in ("N5", "O5", "P5")
    ]
    retyped(book, [line], {"ScenarioRates": [{"scenario": "More", "from": 0, "rate": 0.02}]})
    assert said.count("[F154]") == 3
    assert salesplan("scenario", "adopt", "More", plan, book).stderr.count("[F154]") == 2


def test_payouts_cannot_change_where_there_are_no_rates(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, [{"scenario": "Pay", "payout_change": 0.1}])
    empty = Path(copyfile(plan, tmp_path / "empty.xlsx"))
    salesplan("load", empty, "Rates", _no_rates(tmp_path), "--replace")
    assert "[F155] empty.xlsx has no rates" in salesplan("scenario", "adopt", "Pay", empty, book).stderr
    with_openpyxl(lambda opened: opened.remove(opened["Rates"]))(plan)
    before = plan.read_bytes()
    assert "[F152] plan.xlsx has no place for Rates" in salesplan("scenario", "adopt", "Pay", plan, book, code=1).stderr
    assert plan.read_bytes() == before


def _no_rates(folder: Path) -> Path:
    file = folder / "rates.csv"
    file.write_text("from,to,rate,bonus\n")
    return file


@pytest.mark.parametrize("year", [None, "soon"])
def test_a_plan_without_a_year_has_nothing_adopted(plan: Path, tmp_path: Path, year: str | None) -> None:
    typed_settings(plan, plan_year=year)
    book, before = scenarios(tmp_path, MORE), plan.read_bytes()
    for options in ([], ["--partial"]):
        said = salesplan("scenario", "adopt", "More", plan, book, *options, code=1).stderr
        assert "plan.xlsx 'Settings'!B5 [" in said
        assert "nothing was written" in said
    assert plan.read_bytes() == before
    assert as_json("scenario", "adopt", "More", plan, book, code=1)["settings"] == {}


# Results


def test_results_come_in_the_order_of_the_sheet(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)
    salesplan("scenario", plan, book)
    retyped(book, [{"scenario": "Before", "growth": 0.05}, *TWO[::-1], {"scenario": "Bad", "growth": "x"}])
    salesplan("scenario", plan, book, code=1)
    assert names_in(book, "Results") == ["Plan", "Before", "Less", "More", "Bad"]
    computed = names_in(book, "Results")[:-1]
    for table in ("Attainment", "ResultsByRegion", "ResultsByRep", "Fairness"):
        assert names_in(book, table) == computed, table
    reps = [row["rep_id"] for row in rows(book, "ResultsByRep")]
    assert reps == reps[: len(reps) // 4] * 4
    fresh = scenarios(tmp_path / "fresh", [{"scenario": "Before", "growth": 0.05}, *TWO[::-1]])
    salesplan("scenario", plan, fresh)
    assert told(book, "ResultsByRep") == told(fresh, "ResultsByRep")

    salesplan("scenario", plan, book, "--lang", "zh-Hans", code=1)
    assert names_in(book, "Results") == ["计划", "Before", "Less", "More", "Bad"]
    retyped(book, MORE)
    salesplan("scenario", plan, book)
    assert names_in(book, "ResultsByRep") == ["Plan", "More"]
    assert len(rows(book, "Results")) == 2


def test_what_is_typed_beside_results_goes_along(plan: Path, tmp_path: Path) -> None:
    book = with_column(scenarios(tmp_path, TWO), "Results", "Mine")
    for table in ("ResultsByRep", "Attainment"):
        with_column(book, table, "Mine")
    salesplan("scenario", plan, book)
    for table, sheet, marks in (
        ("Results", "Results", {"Plan": "ours", "More": "take it", "Less": "never"}),
        ("ResultsByRep", "By rep", {"Less": "too much"}),
    ):
        cells = rows(book, table)
        at = list(cells[0]).index("Mine")
        typed = [row for row in cells if row["scenario"] in marks]
        put(book, [CellWrite(sheet, row["row"], at, marks[row["scenario"]]) for row in typed])
    retyped(book, [{"scenario": "New", "growth": 0.3}, *MORE])
    said = salesplan("scenario", plan, book, "--lang", "zh-Hant").stderr
    assert said.count("[W105]") == 2
    assert "W101" not in said
    found = rows(book, "Results")
    assert [(row["scenario"], row["Mine"]) for row in found] == [
        ("計畫", "ours"),
        ("New", None),
        ("More", "take it"),
        ("Less", "never"),
    ]
    left = found[-1]
    assert (left["company_final"], left["state"], left["notes"]) == (None, None, None)
    column = list(left).index("change")
    lines = openpyxl.load_workbook(book)["Results"]
    assert all(str(lines.cell(row["row"], column).value).startswith("=") for row in found)
    reps = rows(book, "ResultsByRep")
    assert [row["scenario"] for row in reps[-8:]] == ["Less"] * 8
    assert {row["Mine"] for row in reps[-8:]} == {"too much"}
    assert {row["Mine"] for row in reps[:-8]} == {None}
    again = {table: told(book, table) for table in ("Results", "ResultsByRep")}
    salesplan("scenario", plan, book, "--lang", "zh-Hant")
    assert {table: told(book, table) for table in again} == again


def test_a_formula_that_reads_a_row_keeps_it_in_its_place(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, TWO)
    salesplan("scenario", plan, book)
    with_openpyxl(lambda opened: opened.create_sheet("Mine").__setitem__("A1", "=Results!A7"))(without_comparison(book))
    retyped(book, MORE)
    salesplan("scenario", plan, book)
    assert formulas(book, "Mine", "A1") == ["=Results!A7"]
    assert [row["scenario"] for row in rows(book, "Results")] == ["Plan", "More", None]
    assert "W105" not in {row["code"] for row in rows(book, "Findings")}


def test_a_failed_scenario_says_what_is_wrong_with_it_in_another_table(plan: Path, tmp_path: Path) -> None:
    heads: list[Row] = [
        {"scenario": "Worse", "rep_id": "R1", "capacity": "half"},
        {"scenario": "bad ", "region": "Nroth", "team": "A"},
        {"scenario": "Bad", "region": "North", "team": None},
    ]
    book = scenarios(tmp_path, [*MORE, {"scenario": "Bad"}, {"scenario": "Worse"}], {"Heads": heads})
    salesplan("scenario", plan, book, code=1)
    notes = {row["scenario"]: row["notes"] for row in rows(book, "Results")}
    assert notes["Bad"].startswith("Heads!D6: there is no region “Nroth”")
    assert notes["Worse"].startswith("Heads!H5: Capacity is the text “half”")


def test_progress_moves_while_years_are_drawn(plan: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    book = scenarios(tmp_path, TWO)
    wish = Wish(command="scenario", at=datetime(2026, 12, 1), dry_run=True)
    compare(plan, book, wish, progress=lambda *step: steps.append(step))
    done, names = [step[0] for step in steps[1:]], [step[2] for step in steps[1:]]
    assert done == sorted(done)
    assert (names[0], names[-1]) == ("Plan", "back-test")
    assert len({at for at, name in zip(done, names, strict=True) if name == "simulation"}) > 1
    assert {step[1] for step in steps[1:]} == {done[-1] + 1}


# The page that compares


def without_comparison(book: Path) -> Path:
    """Take the page away, whose charts the test's own program cannot keep."""
    with_openpyxl(lambda opened: opened.remove(opened["Comparison"]))(book)
    return book


def names_of(book: Path) -> dict[str, str]:
    return {name: str(found.attr_text) for name, found in openpyxl.load_workbook(book).defined_names.items()}


def test_no_sheet_of_somebody_else_is_taken_for_the_comparison(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)

    def misled(opened: openpyxl.Workbook) -> None:
        opened.create_sheet("Board")["A1"] = "our notes"
        opened.defined_names["salesplan_comparison"] = DefinedName("salesplan_comparison", attr_text="Board!$A$1")

    with_openpyxl(misled)(book)
    salesplan("scenario", plan, book)
    assert formulas(book, "Board", "A1") == ["our notes"]
    assert names_of(book)["salesplan_comparison"].replace("'", "") == "Comparison!$A$1"
    before = sheet_names(book)
    salesplan("scenario", plan, book)
    assert sheet_names(book) == before


def test_the_comparison_is_found_again_without_its_name(plan: Path, tmp_path: Path) -> None:
    book = scenarios(tmp_path, MORE)
    salesplan("scenario", plan, book)

    def unnamed(opened: openpyxl.Workbook) -> None:
        del opened.defined_names["salesplan_comparison"]
        opened["Comparison"].title = "Side by side"

    with_openpyxl(unnamed)(book)
    before = sheet_names(book)
    retyped(book, TWO)
    salesplan("scenario", plan, book)
    assert sheet_names(book) == before
    assert names_of(book)["salesplan_comparison"] == "'Side by side'!$A$1"
    assert "Less" in [cell.value for line in openpyxl.load_workbook(book)["Side by side"].iter_rows() for cell in line]
