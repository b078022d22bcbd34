"""The macros on workbooks that are open in a spreadsheet program, as a manager uses them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import xlwings as xw

from salesplan.excel import asked, entries, macros, messages
from salesplan.tables.model import Owner
from salesplan.tables.workbooks import table_named
from salesplan.workbook.found import FoundTable
from salesplan.workbook.read import WorkbookReader
from tests.live.program import IN_EXCEL

pytestmark = pytest.mark.live

SAMPLES = Path(__file__).resolve().parents[2] / "workbooks"
AT = datetime(2027, 1, 15, 9, 30)
MINE = [["my own note", 1.5], ["=1+1 is two", 7.0]]


class Open:
    """A workbook of the sample company, of one's own, open; its cells are found as the file has them."""

    def __init__(self, app: xw.App, file: Path) -> None:
        self.layout = WorkbookReader(file)
        self.book = app.books.open(file)

    def column(self, table: str, key: str) -> list[Any]:
        """Give a column of a table as it stands now, blank = None."""
        found = self.layout.table(table_named(table))[0]
        values = self._body(found).options(ndim=2, err_to_str=True).value
        place = (found.info.column_of(found.headers[key]) or 0) - found.info.area.first_column
        return [line[place] for line in values]

    def cell(self, table: str, key: str, row: int = 0) -> xw.Range:
        """Give a cell of a table, by its data row from 0."""
        found = self.layout.table(table_named(table))[0]
        return self.book.sheets[found.info.sheet].range(found.cell(found.info.first_row + row, key))

    def typed(self, *tables: str) -> dict[tuple[str, str], list[Any]]:
        """Give what people typed into tables."""
        return {
            (table, key): self.column(table, key)
            for table in tables
            for key in self.layout.table(table_named(table))[0].headers
            if table_named(table)[key].owner is Owner.PERSON
        }

    def formats(self, table: str) -> list[str | None]:
        """Give the number formats of a table's columns, None where they differ."""
        found = self.layout.table(table_named(table))[0]
        body = self._body(found)
        return [body[:, place].number_format for place in range(len(found.info.columns))]

    def _body(self, found: FoundTable) -> xw.Range:
        body = self.book.sheets[found.info.sheet].tables[found.info.name].data_body_range
        assert body is not None
        return body


class Desk:
    """A spreadsheet program, and what its message boxes said."""

    def __init__(self, app: xw.App, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.boxes: list[str] = []
        self._open: dict[str, Open] = {}

    def opened(self, kind: str, language: str = "en") -> Open:
        """Open a sample workbook; once, for it takes long."""
        name = f"{kind}.{language}.xlsx"
        if name not in self._open:
            copyfile(SAMPLES / language / f"{kind}.xlsx", self.folder / name)
            self._open[name] = Open(self.app, self.folder / name)
        return self._open[name]

    def clear(self) -> None:
        for opened in self._open.values():
            opened.book.close()

    def said(self) -> str:
        """Give what the only message box said since the last time."""
        [text] = self.boxes
        self.boxes.clear()
        return text

    def state(self) -> tuple[Any, ...]:
        return self.app.calculation, self.app.screen_updating, self.app.enable_events


@pytest.fixture(scope="module")
def _desk(app: xw.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    there = Desk(app, tmp_path_factory.mktemp("desk"))
    yield there
    there.clear()


@pytest.fixture
def desk(_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    def alert(_: xw.App, prompt: str, title: str, *, mode: str) -> None:
        assert title == "salesplan"
        assert mode in ("info", "critical")
        assert len(prompt) <= messages.MOST
        _desk.boxes.append(prompt)

    _desk.boxes.clear()
    monkeypatch.setattr(xw.App, "alert", alert)
    monkeypatch.setattr(asked, "_now", lambda: AT)
    return _desk


def test_scenarios_are_compared_between_two_open_workbooks(desk: Desk) -> None:
    scenarios = desk.opened("quota_scenarios")
    macros.scenario(scenarios.book)
    assert "their plan is not open" in desk.said()

    plan = desk.opened("sales_plan")
    growth = scenarios.cell("Scenarios", "growth")
    growth.value = 0.25
    before, quotas = scenarios.column("Results", "company_final"), plan.column("Quota", "final")
    macros.scenario(plan.book)
    assert desk.said().startswith("7 scenarios are compared with the plan, which asks for 53,052,100 USD: ")
    after = scenarios.column("Results", "company_final")
    assert after[0] == before[0]
    assert after[1] > before[1]
    assert growth.value == 0.25
    assert plan.column("Quota", "final") == quotas
    assert plan.column("Runs", "command")[-1] != "scenario"


@pytest.mark.parametrize(
    ("language", "held"),
    [
        pytest.param("en", "2 overrides hold.", marks=pytest.mark.long),
        ("zh-Hans", "2 个调整值生效。"),
    ],
)
def test_an_override_is_typed_and_the_others_take_the_difference(desk: Desk, language: str, held: str) -> None:
    plan = desk.opened("sales_plan", language)
    mine = plan.book.sheets.add("Mine", after=plan.book.sheets[-1])
    mine.range("A1:A2").number_format = "@"
    mine.range("A1:B2").value = MINE
    proposed, teams, total = (
        plan.column("Quota", "proposed"),
        plan.column("Quota", "team"),
        plan.column("Quota", "final"),
    )
    override = float(round(total[3] * 1.2))
    plan.cell("Quota", "override", 3).value = override
    tables = ("Quota", "TeamQuota", "RegionQuota", "Growth", "Season", "Reps", "Customers")
    typed, formats, state = plan.typed(*tables), plan.formats("Quota"), desk.state()

    macros.quota(plan.book)

    assert held in desk.said()
    assert plan.column("Quota", "final")[3] == override
    assert sum(plan.column("Quota", "final")) == pytest.approx(sum(total))
    after = plan.column("Quota", "proposed")
    team = [row for row, name in enumerate(teams) if name == teams[3] and row != 3]
    assert team
    assert all(after[row] < proposed[row] for row in team)
    assert plan.typed(*tables) == typed
    assert plan.formats("Quota") == formats
    assert mine.range("A1:B2").value == MINE
    assert mine.range("A1").number_format == "@"
    assert desk.state() == state
    assert plan.column("Runs", "command")[-1] == "quota"


def test_tiers_and_scores_come_into_the_open_workbook(desk: Desk) -> None:
    plan = desk.opened("sales_plan", "zh-Hans")
    tiers = plan.column("Customers", "tier")
    plan.cell("Customers", "tier").resize(len(tiers), 1).clear_contents()
    macros.tier(plan.book)
    assert desk.said().startswith("已评定 168 个客户：")
    assert plan.column("Customers", "tier") == tiers
    macros.score(plan.book)
    assert "已为 2026-12 评分：23 人中 23 人有排名" in desk.said()
    scored = zip(plan.column("Scorecard", "period"), plan.column("Scorecard", "rank"), strict=True)
    assert sorted(rank for period, rank in scored if period == "2026-12") == list(range(1, 24))


def test_a_broken_cell_is_found_and_shown(desk: Desk) -> None:
    plan = desk.opened("sales_plan")
    broken = plan.cell("Reps", "capacity", 2)
    sound, broken.value = broken.value, "much"
    quotas = plan.column("Quota", "final")
    address = broken.get_address(row_absolute=False, column_absolute=False)
    for macro, begins in (
        (macros.check, "The plan cannot be computed yet: 1 error must be put right first."),
        (macros.quota, "Nothing was computed: 1 error must be put right first."),
    ):
        plan.book.sheets[0].activate()
        macro(plan.book)
        said = desk.said()
        assert said.startswith(begins)
        assert f"The first, on the sheet “Reps” in cell {address}: " in said
        assert plan.book.sheets.active.name == "Findings"
        assert (plan.column("Findings", "sheet")[0], plan.column("Findings", "cell")[0]) == ("Reps", address)
    assert plan.column("Quota", "final") == quotas
    assert broken.value == "much"
    broken.value = sound


def test_the_selected_rep_is_explained(desk: Desk) -> None:
    plan = desk.opened("sales_plan", "zh-Hans")
    finals = dict(zip(plan.column("Quota", "rep_id"), plan.column("Quota", "final"), strict=True))
    for table, key in (("Quota", "m03"), ("Customers", "customer")):
        row, rep = [(at, rep) for at, rep in enumerate(plan.column(table, "rep_id")) if rep][4]
        cell = plan.cell(table, key, row)
        cell.sheet.activate()
        cell.select()
        macros.explain(plan.book)
        said = desk.said()
        assert f"({rep})，" in said
        assert f"配额 {finals[rep]:,.2f}" in said
    plan.book.sheets[0].activate()
    plan.book.sheets[0].range("A1").select()
    macros.explain(plan.book)
    assert desk.said().startswith("请先选中某位销售代表所在行的单元格")


def test_main_does_what_fits_the_active_sheet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = desk.opened("sales_plan")
    monkeypatch.setattr(xw.Book, "caller", lambda: plan.book)
    for sheet, begins in (
        ("Findings", "No errors: the plan can be computed."),
        ("Bridge", "Quotas are written for 24 reps"),
    ):
        plan.book.sheets[sheet].activate()
        entries.main()
        assert desk.said().startswith(begins)


@pytest.mark.skipif(IN_EXCEL, reason="Excel does not fail on demand")
def test_a_failure_in_the_middle_leaves_the_program_and_the_plan_as_they_were(desk: Desk) -> None:
    plan = desk.opened("sales_plan")
    plan.cell("Quota", "override", 3).value = 1_000_000.0
    proposed, state = plan.column("Quota", "proposed"), desk.state()
    desk.app.engine.impl.fail_after(60, xw.XlwingsError("the sheet is protected"))
    macros.quota(plan.book)
    assert "the sheet is protected" in desk.said()
    assert desk.state() == state
    assert plan.column("Quota", "proposed") == proposed
    assert plan.cell("Quota", "override", 3).value == 1_000_000.0
