"""Reviews in real programs: printed a page a rep, recalculated to what they show, typed into and taken up."""

import re
from pathlib import Path
from shutil import copyfile, which
from subprocess import run

import openpyxl
import pytest

from tests.flow.company import rows, salesplan
from tests.flow.score_company import cards, on, review, scored_company
from tests.spreadsheet.compare import formula_mismatches, formulas
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import edited_in_libreoffice, recalculated_by_libreoffice

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = scored_company(tmp_path_factory.mktemp("company"))
    review(book, "--period", "2027-01")
    review(book, "--period", "2027-W05")
    return book


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("demos")
    for language in ("en", "zh-Hans"):
        salesplan("demo", folder / language, "--lang", language)
    return {language: folder / language / "sales_plan.xlsx" for language in ("en", "zh-Hans")}


def page_count(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def texts(pdf: Path) -> list[str]:
    """Give the text of each page."""
    program = which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = run([program, "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_page_a_rep(demos: dict[str, Path], tmp_path: Path, language: str) -> None:
    book, pdf = Path(copyfile(demos[language], tmp_path / "plan.xlsx")), tmp_path / "review.pdf"
    salesplan("review", book, "--period", "2026-Q4", "--pdf", pdf)
    reps = [row["rep"] for row in rows(book, "Scorecard") if row["period"] == "2026-Q4"]
    assert page_count(pdf) == len(reps) > 20
    found = texts(pdf)
    assert len(found) == len(reps)
    assert [rep for rep in reps if sum(rep in page for page in found) != 1] == []
    assert all("2026-Q4" in page for page in found)
    assert not any("#" + error in page for page in found for error in ("NAME", "REF", "VALUE", "N/A", "DIV"))


def test_only_who_is_asked_for_and_the_short_form(company: Path, tmp_path: Path) -> None:
    book = Path(copyfile(company, tmp_path / "plan.xlsx"))
    on("2027-04-05", "review", book, "--period", "2027-01", "--rep", "R1", "--rep", "Di", "--pdf", tmp_path / "two.pdf")
    assert page_count(tmp_path / "two.pdf") == 2
    on("2027-04-05", "review", book, "--period", "2027-W05")
    (beside,) = set(tmp_path.glob("*.pdf")) - {tmp_path / "two.pdf"}
    assert page_count(beside) == 1


def test_ironcalc_computes_what_the_pages_show(company: Path) -> None:
    on_pages = {sheet for sheet, _ in formulas(company)}
    assert {"Review", "Scorecard", "Payouts", "Tracking"} <= on_pages
    assert formula_mismatches(company, recalculated_by_ironcalc(company)) == []


def test_libreoffice_computes_what_the_pages_show(company: Path, tmp_path: Path) -> None:
    assert formula_mismatches(company, recalculated_by_libreoffice(company, tmp_path)[company]) == []


def test_typed_and_saved_in_libreoffice_it_is_taken_up(company: Path, tmp_path: Path) -> None:
    """What is agreed shows at once where it is typed on the Scorecard, and is kept where it is typed in a box."""
    book = Path(copyfile(company, tmp_path / "plan.xlsx"))
    sheet = openpyxl.load_workbook(book)["Review"]
    boxes = {cell.value.split("|")[2]: f"B{cell.row}" for cell in sheet["A"] if str(cell.value).startswith("actions|")}
    card = cards(book, "2027-01")["R2"]
    column = openpyxl.utils.get_column_letter(list(card).index("actions"))
    typed = {("Review", boxes["R1"]): "call Ace", ("Scorecard", f"{column}{card['row']}"): "collect from Best"}
    saved = edited_in_libreoffice(book, typed, tmp_path / "saved.xlsx")
    assert openpyxl.load_workbook(saved, data_only=True)["Review"][boxes["R2"]].value == "collect from Best"
    review(saved, "--period", "2027-02")
    found = cards(saved, "2027-01")
    assert (found["R1"]["actions"], found["R2"]["actions"]) == ("call Ace", "collect from Best")
    assert {found[rep]["actions"] for rep in ("R3", "R4", "R5")} == {None}
