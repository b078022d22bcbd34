"""Real spreadsheet programs agree with what is written into a workbook of scenarios, and what is typed in them is compared."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.flow.company import Row, salesplan
from tests.flow.relabel import by_keys, in_language, relabelled, reordered
from tests.flow.scenario_company import retyped, scenario_company, scenarios, told
from tests.flow.scenario_variants import ADDED, VARIANTS, asked, typed_rows
from tests.flow.test_scenarios import COMPUTED
from tests.spreadsheet.compare import Mismatch, formula_mismatches, formulas
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import edited_in_libreoffice, recalculated_by_libreoffice

pytestmark = pytest.mark.live

LANGUAGES = ("en", "zh-Hans")
NAMES = (
    *(f"small {language}" for language in LANGUAGES),
    *(f"demo {language}" for language in LANGUAGES),
    "nothing sold",
)
BY_OPENPYXL = ("small", "keys", "chinese", "shuffled")
"""Books whose columns were added, renamed or moved by it."""
ODD: list[Row] = [
    {"scenario": "=SUM(1)", "growth": 0.3},
    {"scenario": "floor above cap", "growth_floor": 0.3, "growth_cap": 0.1},
    {"scenario": "目标 0", "company_target": 0},
]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Workbooks of scenarios of every sort, compared; some of their scenarios failed."""
    folder = tmp_path_factory.mktemp("books")
    made: dict[str, Path] = {}
    for language in LANGUAGES:
        plan = scenario_company(folder / f"small-{language}", language=language)
        lines, sides = typed_rows(VARIANTS)
        book = scenarios(plan.parent, [*lines, *ODD], sides, columns=ADDED, language=language)
        salesplan("scenario", plan, book, code=1)
        salesplan("demo", folder / language, "--lang", language)
        made |= {f"small {language}": book, f"demo {language}": folder / language / "quota_scenarios.xlsx"}
    return made | {"nothing sold": nothing_sold(folder / "nothing")}


def nothing_sold(folder: Path) -> Path:
    """Compare scenarios of a plan in which every ratio is one to nothing."""
    plan = scenario_company(folder, sales=[{"month": "2026-05-15", "rep_id": "R1", "revenue": 0}])
    book = scenarios(folder, [{"scenario": "Target", "company_target": 900_000}, {"scenario": "More", "growth": 0.3}])
    salesplan("scenario", plan, book)
    return book


def mismatches(name: str, book: Path, recalculated: Path | Mapping[tuple[str, str], Any]) -> list[Mismatch]:
    """Compare formulas; where openpyxl changed the headers, it left the titles of the start sheet without a value."""
    found = formula_mismatches(book, recalculated)
    return [each for each in found if each.cached is not None] if name.split()[0] in BY_OPENPYXL else found


@pytest.mark.parametrize("name", NAMES)
def test_ironcalc_computes_every_cached_value(books: dict[str, Path], name: str) -> None:
    assert len(formulas(books[name])) > 100
    assert mismatches(name, books[name], recalculated_by_ironcalc(books[name])) == []


def test_libreoffice_computes_every_cached_value(books: dict[str, Path], tmp_path: Path) -> None:
    assert books.keys() == set(NAMES)
    done = recalculated_by_libreoffice(books.values(), tmp_path)
    assert {name: mismatches(name, book, done[book])[:5] for name, book in books.items()} == {
        name: [] for name in books
    }


def test_formulas_follow_headers_and_columns_that_a_user_changed(tmp_path: Path) -> None:
    ways: dict[str, Callable[[Path], Path]] = {
        "keys": lambda book: relabelled(book, by_keys),
        "chinese": lambda book: relabelled(book, in_language("zh-Hant")),
        "shuffled": lambda book: reordered(book, seed=7),
    }
    plan = scenario_company(tmp_path)
    wanted = scenarios(tmp_path, [{"scenario": "More", "growth": 0.2}])
    salesplan("scenario", plan, wanted)
    books = []
    for way, change in ways.items():
        book = change(scenarios(tmp_path / way))
        retyped(book, [{"scenario": "More", "growth": 0.2}])
        salesplan("scenario", plan, book)
        assert [sorted(row.items()) for row in told(book, "Results")] == [
            sorted(row.items()) for row in told(wanted, "Results")
        ]
        assert mismatches(way, book, recalculated_by_ironcalc(book)) == []
        books.append(book.rename(tmp_path / f"{way}.xlsx"))
    done = recalculated_by_libreoffice(books, tmp_path / "out")
    assert {book.stem: mismatches(book.stem, book, done[book]) for book in books} == {way: [] for way in ways}


def test_scenarios_typed_in_libreoffice_and_computed_in_its_file(tmp_path: Path) -> None:
    """Typed, saved, computed, saved again and computed again: the same figures as without it."""
    plan = scenario_company(tmp_path)
    lines, sides = typed_rows({name: VARIANTS[name] for name in ("growth", "segments", "comes and goes", "hired")})
    wanted, blank = (
        scenarios(tmp_path, lines, sides),
        scenarios(tmp_path / "typed", [{"scenario": "growth"}, *lines[1:]], sides),
    )
    salesplan("scenario", plan, wanted)
    saved = edited_in_libreoffice(blank, {("Scenarios", "B5"): 0.15}, tmp_path / "saved.xlsx")
    salesplan("scenario", plan, saved)
    assert asked(saved) == asked(wanted)
    assert {table: told(saved, table) for table in COMPUTED} == {table: told(wanted, table) for table in COMPUTED}
    assert formula_mismatches(saved, recalculated_by_ironcalc(saved)) == []
    again = edited_in_libreoffice(saved, {("Scenarios", "B5"): 0.2}, tmp_path / "again.xlsx")
    salesplan("scenario", plan, again)
    [before], [after] = told(saved, "Results", "growth"), told(again, "Results", "growth")
    assert after["company_final"] > before["company_final"]
    assert told(again, "Results", "hired") == told(saved, "Results", "hired")
    assert formula_mismatches(again, recalculated_by_libreoffice(again, tmp_path / "out")[again]) == []
