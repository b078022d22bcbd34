"""``--live``: the command line on workbooks that are open, which are found by their names, written and not saved."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest
import xlwings as xw

from salesplan.workbook.live import LiveWorkbook
from tests.flow.company import salesplan

pytestmark = pytest.mark.live

WROTE = "wrote into plan.xlsx, which is open in Excel: save it there, or close it without saving to go back"


@pytest.mark.parametrize("arguments", [["quota"], ["check"], ["explain", "R1"]])
def test_no_workbook_is_open(app: xw.App, arguments: list[str]) -> None:
    assert len(app.books) == 0
    said = salesplan(arguments[0], "--live", *arguments[1:], code=3).stderr
    assert said.startswith("error: Excel has no workbook open; ")
    assert "run without --live" in said


@pytest.mark.parametrize(("command", "missing"), [("quota", "BOOK"), ("check", "BOOK"), ("explain", "REP")])
def test_without_a_workbook_and_live_the_use_is_wrong(command: str, missing: str) -> None:
    assert f"Missing argument '{missing}'." in salesplan(command, code=2).stderr


QUOTAS = [44_000, 66_000, 110_000, 220_000, 220_000, 440_000]


@pytest.fixture(scope="module")
def plan(app: xw.App, _kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Book]:
    """The small company's plan, not planned yet; opened once, for it takes long."""
    book = app.books.open(copyfile(_kept["filled"], tmp_path_factory.mktemp("open") / "plan.xlsx"))
    yield book
    book.close()


def finals(book: xw.Book) -> list[float]:
    """Give the quotas that stand in an open plan."""
    live = LiveWorkbook(book)
    return sorted(cell for cell in live.content(live.book.table("quota")).columns["Final"] if isinstance(cell, float))


def test_the_open_plan_is_planned_checked_and_explained(plan: xw.Book) -> None:
    file = Path(plan.fullname)
    before = file.read_bytes()
    assert salesplan("quota", "--live", "--dry-run").stderr.splitlines()[-1] == "dry run: nothing was written"
    assert finals(plan) == [0]
    assert salesplan("quota", "--live").stderr.splitlines()[-1] == WROTE
    assert finals(plan) == QUOTAS
    assert salesplan("check", "--live", "PLAN").stdout.splitlines()[-1] == "plan.xlsx: warning: 1"
    for name in ([], ["plan"], ["plan.xlsx"], [file]):
        assert "Ana (R1), North / A: quota 440,000.00" in salesplan("explain", "--live", *name, "R1").stdout
    assert file.read_bytes() == before
    assert [found.name for found in file.parent.iterdir()] == ["plan.xlsx"]


@pytest.fixture
def others(app: xw.App, tmp_path: Path) -> Iterator[list[Path]]:
    """Two workbooks of one name but for their endings, and one of another, open."""
    files = [tmp_path / "twin.xlsx", tmp_path / "twin.xlsm", tmp_path / "lone.xlsx"]
    books = []
    for file in files:
        openpyxl.Workbook().save(file)
        books.append(app.books.open(file))
    yield files
    for book in books:
        book.close()


def test_names_of_open_workbooks(others: list[Path], tmp_path: Path) -> None:
    unknown = salesplan("quota", "--live", "sales", code=2).stderr
    assert "there is no open workbook 'sales'" in unknown
    assert all(file.name in unknown for file in others)
    assert "several open workbooks are called twin" in salesplan("quota", "--live", "twin", code=2).stderr
    assert "no open workbook" in salesplan("quota", "--live", tmp_path / "c" / "twin.xlsx", code=2).stderr
    assert "twin.xlsm" in salesplan("quota", "--live", others[1], code=3).stderr  # found, and no plan
    assert "lone.xlsx" in salesplan("quota", "--live", code=3).stderr
    said = salesplan("quota", "--live", "--out", tmp_path / "copy.xlsx", code=2).stderr
    assert "save a copy of an open workbook in Excel" in said
