"""Real spreadsheet programs agree with what salesplan wrote, and what is typed in them is planned with."""

from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest

from tests.flow.company import (
    FINAL,
    REPS,
    SALES,
    Row,
    by,
    column,
    company,
    rows,
    salesplan,
    tables,
    type_in,
    write_csv,
)
from tests.flow.company import filled as put_in
from tests.flow.relabel import by_keys, in_language, relabelled, reordered
from tests.spreadsheet.compare import formula_mismatches, formulas
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import edited_in_libreoffice, recalculated_by_libreoffice

pytestmark = pytest.mark.live

HERE = Path(__file__).resolve()
DATA = HERE.parents[3] / "shared" / "data" / "adventureworks"
MAPS = HERE.parents[2] / "docs" / "adventureworks"
REASON = "key account moves in April"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Planned workbooks of every sort, overrides and adjustments included."""
    folder = tmp_path_factory.mktemp("books")
    made = {"small": company(folder / "small", settings={"over_assignment_rep": 0.05, "over_assignment_team": 0.013})}
    salesplan("quota", made["small"])
    for language in ("en", "zh-Hans"):
        salesplan("demo", folder / language, "--lang", language)
        made[f"demo {language}"] = folder / language / "sales_plan.xlsx"
    if DATA.is_dir():
        made["adventureworks"] = adventureworks(folder / "aw.xlsx")
    return made


def adventureworks(book: Path) -> Path:
    salesplan("new", "plan", book, "--year", 2014, "--currency", "USD")
    for file, mapping in (
        ("SalesPersonNames.csv", "reps.toml"),
        ("Sales.SalesPerson.csv", "territories.toml"),
        ("HumanResources.Employee.csv", "start_dates.toml"),
    ):
        salesplan("load", book, "Reps", DATA / file, "--map", MAPS / mapping)
    salesplan("load", book, "Sales", DATA / "Sales.SalesOrderHeader.csv", "--map", MAPS / "sales.toml")
    salesplan("load", book, "Customers", DATA / "Sales.Customer.csv", "--map", MAPS / "customers.toml")
    salesplan("tier", book)
    salesplan("quota", book)
    return book


@pytest.mark.parametrize("name", ["small", "demo en"])
def test_ironcalc_computes_every_cached_value(books: dict[str, Path], name: str) -> None:
    book = books[name]
    assert len(formulas(book)) > 100
    assert formula_mismatches(book, recalculated_by_ironcalc(book)) == []


def test_libreoffice_computes_every_cached_value(books: dict[str, Path], tmp_path: Path) -> None:
    done = recalculated_by_libreoffice(books.values(), tmp_path)
    assert done.keys() == set(books.values())
    assert {name: formula_mismatches(book, done[book])[:5] for name, book in books.items()} == {
        name: [] for name in books
    }


@pytest.mark.long
def test_formulas_follow_headers_and_columns_that_a_user_changed(tmp_path: Path) -> None:
    ways = {
        "keys": lambda book: relabelled(book, by_keys),
        "chinese": lambda book: relabelled(book, in_language("zh-Hant")),
        "shuffled": lambda book: reordered(book, seed=7),
    }
    books = [tmp_path / f"{way}.xlsx" for way in ways]
    for book in books:
        salesplan("new", "plan", book, "--year", 2027, "--currency", "USD")
        ways[book.stem](book)
        put_in(book, Reps=REPS, Sales=SALES)
        salesplan("quota", book)
        type_in(book, "Quota", "R1", override=500_000)
        salesplan("quota", book)
        assert column(rows(book, "Quota"), "final") == FINAL | {"R1": 500_000, "R2": 160_000}
    done = recalculated_by_libreoffice(books, tmp_path / "out")
    # openpyxl, which changed the headers, left the two titles of the start sheet without a value.
    differing = {
        book.stem: [found for found in formula_mismatches(book, done[book]) if found.cached is not None]
        for book in books
    }
    assert differing == {way: [] for way in ways}


def test_rows_that_stayed_for_what_was_typed_count_nowhere(planned: Path) -> None:
    """A rep who is gone, with an override still standing: totals are those of the plan."""
    type_in(planned, "Quota", "R3", override=90_000, reason="on leave")
    type_in(planned, "TeamQuota", ("North", "B"), override=90_000)
    file = write_csv(planned.with_name("reps.csv"), [rep for rep in REPS if rep["rep_id"] != "R3"])
    salesplan("load", planned, "Reps", file, "--replace")
    salesplan("quota", planned, "--partial", code=1)
    assert formula_mismatches(planned, recalculated_by_ironcalc(planned)) == []
    assert named(planned, "total_Quota_final") == named(planned, "total_TeamQuota_final") == 1_100_000


def cell(book: Path, table: str, identity: str | tuple[str, str], key: str) -> tuple[str, str]:
    """Give sheet and address of a cell, by its row's identity and its column's key."""
    keys = {"Quota": ("rep_id",), "TeamQuota": ("region", "team"), "RegionQuota": ("region",)}[table]
    found = by(rows(book, table), *keys)[identity]
    at = [name for name in found if name != "row"].index(key) + 1
    sheet = next(sheet for sheet in openpyxl.load_workbook(book).worksheets if table in sheet.tables)
    return sheet.title, sheet.cell(found["row"], at).coordinate


def named(book: Path, name: str) -> float:
    opened = openpyxl.load_workbook(book, data_only=True)
    [(sheet, address)] = opened.defined_names[name].destinations
    return float(str(opened[sheet][address.replace("$", "")].value))


def test_an_override_typed_in_libreoffice_moves_the_sheet_and_then_the_plan(planned: Path, tmp_path: Path) -> None:
    """Typed, saved and planned again in the file that LibreOffice wrote."""
    edits: dict[tuple[str, str], float | str] = {
        cell(planned, "Quota", "R1", "override"): 500_000,
        cell(planned, "Quota", "R1", "reason"): REASON,
    }
    saved = edited_in_libreoffice(planned, edits, tmp_path / "saved.xlsx")
    quotas, teams = tables(saved, "Quota", "TeamQuota")
    row, team = by(quotas, "rep_id")["R1"], by(teams, "region", "team")["North", "A"]
    assert (row["final"], row["stretch"], row["growth"], row["check"]) == (500_000, 550_000, 0.25, -60_000)
    assert (team["final"], team["allocated"], team["gap"]) == (660_000, 720_000, 60_000)
    assert named(saved, "total_Quota_final") == 1_160_000
    assert named(saved, "total_TeamQuota_gap") == 60_000

    salesplan("quota", saved)
    quotas, teams, bridge = tables(saved, "Quota", "TeamQuota", "Bridge")
    pinned = by(quotas, "rep_id")["R1"]
    assert column(quotas, "final") == FINAL | {"R1": 500_000, "R2": 160_000}
    assert (pinned["override"], pinned["reason"], pinned["bound"]) == (500_000, REASON, "pin")
    assert all(row["gap"] == 0 for row in teams)
    assert by(bridge, "rep_id")["R2"]["other_pins"] == -60_000
    assert formula_mismatches(saved, recalculated_by_ironcalc(saved)) == []
    again = recalculated_by_libreoffice(saved, tmp_path / "again")[saved]
    assert formula_mismatches(saved, again) == []


def test_an_override_of_a_region_and_a_team_moves_their_gaps(planned: Path, tmp_path: Path) -> None:
    edits = {
        cell(planned, "RegionQuota", "North", "override"): 800_000,
        cell(planned, "TeamQuota", ("South", "C"), "override"): 300_000,
    }
    saved = edited_in_libreoffice(planned, edits, tmp_path / "saved.xlsx")
    regions, teams = tables(saved, "RegionQuota", "TeamQuota")
    found = by(regions, "region")
    assert (found["North"]["final"], found["North"]["gap"], found["South"]["gap"]) == (800_000, -30_000, 36_000)
    assert by(teams, "region", "team")["South", "C"]["gap"] == -36_000
    assert named(saved, "company_final") == 1_130_000


def test_the_same_typed_in_ironcalc(planned: Path) -> None:
    override = cell(planned, "Quota", "R1", "override")
    values = recalculated_by_ironcalc(planned, {override: 500_000})
    for key, expected in (("final", 500_000), ("stretch", 550_000), ("growth", 0.25), ("check", -60_000)):
        assert values[cell(planned, "Quota", "R1", key)] == pytest.approx(expected)
    assert values[cell(planned, "TeamQuota", ("North", "A"), "gap")] == pytest.approx(60_000)


def test_an_override_cleared_in_libreoffice_lets_go(planned: Path, tmp_path: Path) -> None:
    override = cell(planned, "Quota", "R2", "override")
    typed = edited_in_libreoffice(planned, {override: 100_000}, tmp_path / "typed.xlsx")
    salesplan("quota", typed)
    assert column(rows(typed, "Quota"), "final") == FINAL | {"R1": 560_000, "R2": 100_000}
    cleared = edited_in_libreoffice(typed, {override: None}, tmp_path / "cleared.xlsx")
    salesplan("quota", cleared)
    assert column(rows(cleared, "Quota"), "final") == FINAL


def test_the_demo_after_libreoffice_saved_it(books: dict[str, Path], tmp_path: Path) -> None:
    """A whole plan through LibreOffice and back: the same inputs give the same quotas, reasons are still there."""
    before = Path(copyfile(books["demo en"], tmp_path / "before.xlsx"))
    saved = edited_in_libreoffice(before, {}, tmp_path / "saved.xlsx")
    salesplan("quota", saved)

    def told(book: Path) -> list[Row]:
        return [
            {key: row[key] for key in ("rep_id", "last_year", "proposed", "override", "reason", "final", "m01", "m12")}
            for row in rows(book, "Quota")
        ]

    assert told(saved) == told(before)
    assert any(row["reason"] for row in told(saved))
