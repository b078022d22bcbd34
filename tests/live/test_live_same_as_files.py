"""The same plan computed in its file and where it is open: the same values in every table."""

import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlwings as xw

from salesplan.bindings import BINDINGS
from salesplan.host.run import Report, run
from salesplan.host.scenarios.compare import compare
from salesplan.host.wish import Wish
from salesplan.workbook.live import LiveWorkbook
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.workbook import Workbook
from tests.flow.company import salesplan
from tests.flow.test_adventureworks import DATA, MAPS

pytestmark = pytest.mark.live

_AT = datetime(2027, 7, 15, 9, 30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    salesplan("demo", folder, "--lang", "zh-Hans")
    return folder


@pytest.fixture(scope="module")
def adventureworks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not DATA.is_dir():
        pytest.skip("the AdventureWorks data is not beside the repository")
    plan = tmp_path_factory.mktemp("adventureworks") / "aw.xlsx"
    salesplan("new", "plan", plan, "--year", 2014, "--currency", "USD")
    for table, file, mapping in (
        ("Reps", "SalesPersonNames.csv", "reps"),
        ("Reps", "Sales.SalesPerson.csv", "territories"),
        ("Reps", "HumanResources.Employee.csv", "start_dates"),
        ("Sales", "Sales.SalesOrderHeader.csv", "sales"),
        ("QuotaHistory", "Sales.SalesPersonQuotaHistory.csv", "quotas"),
    ):
        salesplan("load", plan, table, DATA / file, "--map", MAPS / f"{mapping}.toml")
    return plan


def computed(source: Path | Workbook, wish: Wish) -> Report:
    report = run(source, BINDINGS, wish, where_due=True)
    assert report.saved
    return report


def values(workbook: Workbook) -> dict[str, dict[str, list[object]]]:
    """Give what stands in every table, by table and header."""
    return {name: workbook.content(info).columns for name, info in workbook.book.tables.items()}


def differences(one: Workbook, other: Workbook) -> list[tuple[object, ...]]:
    left, right = values(one), values(other)
    assert left.keys() == right.keys()
    found: list[tuple[object, ...]] = []
    for table, columns in left.items():
        assert columns.keys() == right[table].keys(), table
        for header, cells in columns.items():
            there = right[table][header]
            if len(cells) != len(there):
                found.append((table, header, len(cells), len(there)))
            found += [
                (table, header, row, cell, same)
                for row, (cell, same) in enumerate(zip(cells, there, strict=False))
                if not alike(cell, same)
            ]
    return found


def alike(one: object, other: object) -> bool:
    """Tell whether two cells are the same; what a formula gives may differ in its last digit."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == pytest.approx(other, rel=1e-12, abs=1e-9)
    return day(one) == day(other)


def day(cell: object) -> object:
    """Give a day as the moment it begins with, which is how an open workbook tells it."""
    return datetime.combine(cell, time()) if type(cell) is date else cell


def same_both_ways(app: xw.App, plan: Path, wish: Wish) -> LiveWorkbook:
    """Compute a plan in a copy of its file and where it is open, and compare all of it; gives the open one."""
    file = plan.with_name(f"{plan.stem}_in_file.xlsx")
    shutil.copy(plan, file)
    before = plan.read_bytes()
    book = app.books.open(plan)
    in_file, in_excel = computed(file, wish), computed(LiveWorkbook(book), wish)
    assert lines(in_excel) == lines(in_file, file.name, plan.name)
    opened = LiveWorkbook(book)
    assert differences(WorkbookReader(file), opened) == []
    assert plan.read_bytes() == before
    return opened


def lines(report: Report, old: str = "", new: str = "") -> list[str]:
    """Give the findings of a report, one file name put for another."""
    return [finding.line().replace(old, new) for finding in report.findings]


def test_demo(app: xw.App, demo: Path) -> None:
    opened = same_both_ways(app, demo / "sales_plan_before.xlsx", Wish(command="run", at=_AT))
    opened.opened.close()


def test_scenarios(app: xw.App, demo: Path) -> None:
    file = demo / "in_file.xlsx"
    shutil.copy(demo / "quota_scenarios.xlsx", file)
    book = app.books.open(demo / "quota_scenarios.xlsx")
    wish = Wish(command="scenario", at=_AT)
    in_file = compare(demo / "sales_plan.xlsx", file, wish)
    in_excel = compare(demo / "sales_plan.xlsx", LiveWorkbook(book), wish)
    expected = lines(in_file, file.name, "quota_scenarios.xlsx")
    missed = [finding.code for finding in in_excel.findings if finding.line() not in expected]
    assert missed == ["F158"]
    left = {"findings", "runs"}
    assert [found for found in differences(WorkbookReader(file), LiveWorkbook(book)) if found[0] not in left] == []
    book.close()


@pytest.mark.long
def test_adventureworks(app: xw.App, adventureworks: Path) -> None:
    opened = same_both_ways(app, adventureworks, Wish(command="run", at=datetime(2014, 1, 15)))
    columns = values(opened)["quota"].values()
    assert 47_984_700 in [sum(cell for cell in column if isinstance(cell, float)) for column in columns]
    opened.opened.close()
