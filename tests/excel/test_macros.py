"""Macros: what they do with a workbook, and what a message box then says. Excel is pretended."""

import inspect
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from salesplan.bindings import BINDINGS
from salesplan.errors import WorkbookError
from salesplan.excel import asked, entries, macros, messages, work
from salesplan.excel.messages import Message
from salesplan.excel.selected import RUNS_WITH, fitting, rep_at
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.live import ExcelRefused
from salesplan.workbook.read import WorkbookReader
from tests.flow.company import company, rows, salesplan, type_cells, type_in, typed_settings
from tests.flow.scenario_company import scenario_company, scenarios

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
AT = datetime(2027, 4, 1)
BUSY = xw.XlwingsError("Excel is busy")
MACROS = ("check", "quota", "tier", "score", "scenario", "explain", "plan_all")


class Sheet:
    """A sheet of a pretended Excel."""

    def __init__(self, name: str) -> None:
        self.name, self.visible, self.activated = name, True, False

    def activate(self) -> None:
        self.activated = True


class Sheets(dict[str, Sheet]):
    """Its sheets, made as they are asked for."""

    active = Sheet("Nowhere")

    def __missing__(self, name: str) -> Sheet:
        return self.setdefault(name, Sheet(name))


class Books(list["Book"]):
    """The open workbooks, by name."""

    def __getitem__(self, name: Any) -> Any:
        return next(book for book in self if book.path.name == name)


class App:
    """A pretended Excel that keeps what its message boxes said."""

    def __init__(self) -> None:
        self.books = Books()
        self.engine = SimpleNamespace(type="desktop")
        self.boxes: list[tuple[str, str, str]] = []
        self.opens_boxes = True

    def alert(self, prompt: str, title: str, *, mode: str) -> None:
        if not self.opens_boxes:
            raise BUSY
        self.boxes.append((prompt, title, mode))


class Book:
    """An open workbook that is a file."""

    def __init__(self, app: App, path: Path) -> None:
        self.app, self.path, self.sheets = app, path, Sheets()
        self.selection: Any = None
        self.activated = False
        app.books.append(self)

    def activate(self) -> None:
        self.activated = True


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let open workbooks be files, and the time stand still."""
    monkeypatch.setattr(asked, "LiveWorkbook", lambda book: WorkbookReader(book.path))
    monkeypatch.setattr(asked, "_now", lambda: AT)


def boxed(book: Any, macro: Callable[[Any], None]) -> tuple[str, str]:
    """Run a macro, and give what its only box says, and how."""
    macro(book)
    [(text, title, mode)] = book.app.boxes
    book.app.boxes.clear()
    assert title == "salesplan"
    return text, mode


def test_each_macro_asks_for_what_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, str]] = []
    monkeypatch.setattr(macros, "answer", lambda book, macro: told.append((book, macro)))
    for name in MACROS:
        getattr(macros, name)("the book")
    assert told == [("the book", name) for name in MACROS]
    assert set(asked._ASKED) == set(MACROS)


def test_each_entry_runs_its_macro_on_the_workbook_of_the_button(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, str]] = []
    for module in (macros, entries):
        monkeypatch.setattr(module, "answer", lambda book, macro: told.append((book, macro)))
    monkeypatch.setattr(xw.Book, "caller", lambda: "the button's")
    for name in ("run_check", "run_quota", "run_tier", "run_score", "run_scenario", "run_explain", "run_all", "main"):
        getattr(entries, name)()
    assert told == [("the button's", name) for name in (*MACROS, "")]


def test_a_macro_takes_the_workbook_alone() -> None:
    for name in MACROS:
        parameters = inspect.signature(getattr(macros, name), eval_str=True).parameters
        assert [parameter.annotation for parameter in parameters.values()] == [xw.Book]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_what_fits_a_sheet_follows_from_its_tables(language: str) -> None:
    plan = WorkbookReader(TEMPLATES / f"sales_plan.{language}.xlsx")
    fits = {sheet.table.name: fitting(plan, sheet.name.said(language)) for sheet in SALES_PLAN.sheets}
    assert {table for table, macro in fits.items() if macro == "quota"} == {
        *("RegionQuota", "TeamQuota", "Quota", "Bridge", "Season", "Growth", "Ramp")
    }
    assert (fits["Customers"], fits["VisitStatus"], fits["Moves"]) == ("tier",) * 3
    assert (fits["Scorecard"], fits["Tracking"], fits["KPIs"]) == ("score",) * 3
    assert (fits["Findings"], fits["Runs"]) == ("check", "plan_all")
    assert fitting(plan, "a sheet of my own") == "plan_all"


def test_what_fits_scenarios_is_their_comparison() -> None:
    assert fitting(WorkbookReader(TEMPLATES / "quota_scenarios.en.xlsx"), "Findings") == "scenario"


def test_what_stops_salesplan_is_a_box_and_what_is_unexpected_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(App(), TEMPLATES / "sales_plan.zh-Hans.xlsx")

    def fail(problem: Exception) -> Callable[..., Any]:
        def failing(*_: object, **__: object) -> Any:
            raise problem

        return failing

    monkeypatch.setattr(work, "planned", fail(WorkbookError("plan.xlsx", "it is protected", "unprotect it")))
    assert boxed(book, macros.quota) == ("salesplan 未能完成：\n\nplan.xlsx: it is protected; unprotect it", "critical")
    monkeypatch.setattr(asked, "LiveWorkbook", fail(WorkbookError("plan.xlsx", "it is gone", "open it")))
    assert boxed(book, macros.quota) == ("salesplan could not do this:\n\nplan.xlsx: it is gone; open it", "critical")
    monkeypatch.setattr(asked, "LiveWorkbook", fail(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        boxed(book, macros.quota)


def refusing(*_: object) -> Any:
    raise BUSY


@pytest.mark.parametrize(
    ("target", "name", "macro"),
    [(Sheets, "active", ""), (Book, "selection", "explain"), (App, "engine", "scenario"), (App, "books", "scenario")],
)
def test_what_excel_refuses_is_a_box(
    target: type, name: str, macro: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(App(), Path(copyfile(TEMPLATES / "sales_plan.zh-Hans.xlsx", tmp_path / "plan.xlsx")))
    monkeypatch.setattr(target, name, property(refusing, lambda *_: None), raising=False)
    text, mode = boxed(book, lambda book: asked.answer(book, macro))
    assert text.startswith(
        "salesplan 未能完成：\n\nplan.xlsx: Excel did not do it (Excel is busy); finish what you are"
    )
    assert mode == "critical"


def test_a_workbook_of_which_excel_tells_nothing_is_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "LiveWorkbook", refusing)
    text, _ = boxed(Book(App(), TEMPLATES / "sales_plan.en.xlsx"), macros.check)
    assert text.startswith("salesplan could not do this:\n\nworkbook: Excel did not do it (Excel is busy); ")


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a plan of which the check has findings to show."""
    book = Book(App(), TEMPLATES / "sales_plan.en.xlsx")
    told = Message("Odd.", workbook=book.path.name, sheet="Findings")
    monkeypatch.setattr(work, "checked", lambda *_, **__: told)
    return book


def test_a_sheet_that_is_hidden_stays_so(checked: Book) -> None:
    checked.sheets["Findings"].visible = False
    assert boxed(checked, macros.check) == ("Odd.", "info")
    assert not checked.sheets["Findings"].activated
    checked.sheets["Findings"].visible = True
    boxed(checked, macros.check)
    assert checked.sheets["Findings"].activated


@pytest.mark.parametrize("problem", [BUSY, KeyError("plan.xlsx")])
def test_what_was_done_is_told_where_its_sheet_cannot_be_shown(
    checked: Book, problem: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise problem

    monkeypatch.setattr(Sheet, "activate", fail)
    assert boxed(checked, macros.check) == ("Odd.", "info")


def test_where_excel_opens_no_box_the_last_words_are_the_message(checked: Any) -> None:
    """What a program that failed said last, xlwings shows in a box of its own."""
    checked.app.opens_boxes = False
    with pytest.raises(SystemExit) as ended:
        asked.answer(checked, "check")
    assert ended.value.code == "Odd."


def test_a_table_that_is_missing_is_told() -> None:
    text, mode = boxed(Book(App(), TEMPLATES / "quota_scenarios.en.xlsx"), macros.quota)
    assert "there is no table" in text
    assert mode == "critical"


def test_the_other_workbook_is_looked_for_among_the_open_ones() -> None:
    app = App()
    plan = Book(app, TEMPLATES / "sales_plan.en.xlsx")
    assert "its scenarios are not open" in boxed(plan, macros.scenario)[0]
    for language in ("zh-Hans", "zh-Hant"):
        Book(app, TEMPLATES / f"quota_scenarios.{language}.xlsx")
    assert "open: quota_scenarios.zh-Hans.xlsx, quota_scenarios.zh-Hant.xlsx." in boxed(plan, macros.scenario)[0]
    alone = Book(App(), TEMPLATES / "quota_scenarios.zh-Hans.xlsx")
    assert "对应的计划没有打开" in boxed(alone, macros.scenario)[0]


def test_a_workbook_that_does_not_let_itself_be_asked_is_not_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    app, tried = App(), []
    plan = Book(app, TEMPLATES / "sales_plan.en.xlsx")
    shut, mute = (Book(app, Path(name)) for name in ("shut.xlsx", "mute.xlsx"))
    Book(app, TEMPLATES / "quota_scenarios.zh-Hans.xlsx")
    Book(app, TEMPLATES / "quota_scenarios.zh-Hant.xlsx")

    def opened(book: Book) -> WorkbookReader:
        tried.append(book)
        if book is shut:
            raise ExcelRefused(book.path, "busy")
        if book is mute:
            raise BUSY
        return WorkbookReader(book.path)

    monkeypatch.setattr(asked, "LiveWorkbook", opened)
    assert "open: quota_scenarios.zh-Hans.xlsx, quota_scenarios.zh-Hant.xlsx." in boxed(plan, macros.scenario)[0]
    assert tried == list(app.books)  # its own but once


@pytest.mark.parametrize(
    ("book", "told"),
    [
        ("sales_plan.en", "Scenarios are compared in Excel for Windows or Mac"),
        ("quota_scenarios.zh-Hans", "方案比较仅适用于"),
        ("sales_plan.zh-Hant", "方案比較僅適用於"),
    ],
)
def test_where_one_workbook_alone_is_seen_scenarios_are_not_compared(book: str, told: str) -> None:
    app = App()
    app.engine.type = "remote"
    text, mode = boxed(Book(app, TEMPLATES / f"{book}.xlsx"), macros.scenario)
    assert text.startswith(told)
    assert mode == "critical"


def test_without_a_selection_there_is_nobody_to_explain() -> None:
    book = Book(App(), TEMPLATES / "sales_plan.en.xlsx")
    assert boxed(book, macros.explain)[0].startswith("Select a cell in a rep's row first")


@pytest.fixture(scope="module")
def _planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = company(
        tmp_path_factory.mktemp("company"),
        Customers=[{"customer_id": "C1", "rep_id": "R4"}, {"customer_id": "C2", "rep_id": ""}],
    )
    salesplan("quota", book)
    return book


@pytest.fixture
def plan(_planned: Path, tmp_path: Path) -> Path:
    return Path(copyfile(_planned, tmp_path / "plan.xlsx"))


@pytest.mark.flow
def test_the_rep_of_a_row_is_found_in_any_table(plan: Path) -> None:
    reader = WorkbookReader(plan)
    for table in ("Quota", "Bridge"):
        found = reader.book.tables[table.casefold()]
        reps = [rep_at(reader, found.sheet, row, 99) for row in found.data.rows()]
        assert reps == ["R1", "R2", "R3", "R4", "R5", "Unassigned"]
    owned = reader.book.tables["customers"]
    assert [rep_at(reader, owned.sheet, row, 1) for row in owned.data.rows()][:2] == ["R4", None]
    quota = reader.book.tables["quota"]
    assert rep_at(reader, quota.sheet, quota.header_row, 1) is None
    assert rep_at(reader, quota.sheet, quota.last_row + 1, 1) is None
    assert rep_at(reader, "Team quota", reader.book.tables["teamquota"].first_row, 1) is None


def test_of_two_tables_in_a_row_the_one_that_the_cell_is_in_counts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for name, start, rep in (("Customers", "A1", "R1"), ("Quota", "AZ1", "R2")):
        table = SALES_PLAN.table(name)
        top = sheet[start]
        for place, column in enumerate(table):
            top.offset(0, place).value = column.label.en
        top.offset(1, table.keys.index("rep_id")).value = rep
        ref = f"{start}:{top.offset(1, len(table.keys) - 1).coordinate}"
        sheet.add_table(openpyxl.worksheet.table.Table(displayName=table.excel_name, ref=ref))
    book.save(tmp_path / "plan.xlsx")
    reader = WorkbookReader(tmp_path / "plan.xlsx")
    first, second = (reader.book.tables[name].area for name in ("customers", "quota"))
    for area, rep in ((first, "R1"), (second, "R2")):
        assert {rep_at(reader, sheet.title, 2, column) for column in area.columns()} == {rep}


@pytest.mark.flow
def test_an_override_is_taken_and_told(plan: Path) -> None:
    type_in(plan, "Quota", "R1", override=500_000)
    text, mode = boxed(Book(App(), plan), macros.quota)
    assert text.splitlines()[0] == (
        "Quotas are written for 5 reps: 1,100,000 USD in all (10 % over last year), 66,000 USD of it unassigned. "
        "1 override holds."
    )
    assert mode == "info"
    assert sum(row["final"] for row in rows(plan, "Quota")) == 1_100_000


@pytest.mark.flow
@pytest.mark.parametrize("macro", MACROS[:4])
def test_errors_are_listed_in_the_workbook_and_nothing_else_is_written(plan: Path, macro: str) -> None:
    found = WorkbookReader(plan).book.tables["sales"]
    type_cells(plan, found.sheet, {f"{cell_of(plan, 'Sales', 'revenue')}": "a lot"})
    before = {table: rows(plan, table) for table in ("Quota", "Bridge", "Scorecard", "Runs")}
    book = Book(App(), plan)
    text, mode = boxed(book, getattr(macros, macro))
    assert "1 error must be put right first." in text
    assert f"on the sheet “Sales” in cell {cell_of(plan, 'Sales', 'revenue')}: " in text
    assert mode == "critical"
    assert book.sheets["Findings"].activated
    assert {table: rows(plan, table) for table in before} == before
    assert [row["severity"] for row in rows(plan, "Findings")][:1] == ["error"]


def cell_of(book: Path, table: str, key: str) -> str:
    """Give the address of the first cell of a column."""
    reader = WorkbookReader(book)
    return reader.table(SALES_PLAN.table(table))[0].cell(reader.book.tables[table.casefold()].first_row, key)


@pytest.mark.flow
def test_the_quota_of_a_row_is_explained(plan: Path) -> None:
    quota = WorkbookReader(plan).book.tables["quota"]
    said = work.explained(WorkbookReader(plan), quota.sheet, quota.first_row, 1, at=AT)
    assert "Ana (R1), North / A: quota 440,000.00\n400,000.00 Last year" in said.text
    assert not said.is_critical
    last = work.explained(WorkbookReader(plan), quota.sheet, quota.last_row, 1, at=AT)
    assert "Unassigned: quota 66,000.00" in last.text


@pytest.mark.flow
def test_an_explanation_tells_what_the_sheet_has_still(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(plan, "Quota", "R1", override=500_000)
    quota = WorkbookReader(plan).book.tables["quota"]

    def told(row: int) -> str:
        return work.explained(WorkbookReader(plan), quota.sheet, quota.first_row + row, 1, at=AT).text

    assert "Bo (R2), North / A: quota 160,000.00" in told(1)
    assert told(1).endswith(
        "\n\nOn the sheet “Quota” this quota is still 220,000.00: split quotas to bring it up to date."
    )
    assert "On the sheet" not in told(0)
    assert "On the sheet" not in told(2)
    assert "On the sheet" not in told(5)
    monkeypatch.setattr(messages, "MOST", 100)
    assert told(2).endswith("… the sheet “Bridge” has all of it.")
    assert told(0).endswith("…")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a plan without customers, of which nothing is computed yet."""
    return company(tmp_path)


@pytest.mark.flow
def test_a_rep_who_is_not_on_the_sheet_of_quotas_yet_is_told(bare: Path) -> None:
    reps = WorkbookReader(bare).book.tables["reps"]
    said = work.explained(WorkbookReader(bare), reps.sheet, reps.first_row, 1, at=AT).text
    assert "Ana (R1), North / A: quota 440,000.00" in said
    assert said.endswith("This quota is not on the sheet “Quota” yet: split quotas to write it there.")


@pytest.mark.flow
def test_a_rep_who_has_no_quota_is_told(plan: Path) -> None:
    type_in(plan, "Reps", "R5", end_date=datetime(2026, 6, 30))
    reps = WorkbookReader(plan).book.tables["reps"]
    said = work.explained(WorkbookReader(plan), reps.sheet, reps.last_row, 1, at=AT)
    assert said.text.startswith("R5 has no quota in this plan")


@pytest.mark.flow
def test_a_plan_with_settings_not_filled_in_explains_nothing(plan: Path) -> None:
    quota = WorkbookReader(plan).book.tables["quota"]
    typed_settings(plan, **dict.fromkeys(setting.key for setting in SALES_PLAN.settings))
    said = work.explained(WorkbookReader(plan), quota.sheet, quota.first_row, 1, at=AT)
    assert said.text.startswith("Nothing could be computed: the settings are not filled in.")


@pytest.mark.flow
def test_what_a_plan_has_no_rows_for_is_passed_over(bare: Path) -> None:
    text, _ = boxed(Book(App(), bare), macros.plan_all)
    assert text.startswith("Quotas are written for 5 reps")
    assert "customers" not in text


@pytest.mark.flow
def test_the_last_month_that_is_over_is_scored_though_nobody_has_a_quota_in_it(bare: Path) -> None:
    assert "2027-03 is scored: no rep is ranked." in boxed(Book(App(), bare), macros.score)[0]


@pytest.mark.flow
def test_all_of_a_plan_is_run_in_order(plan: Path) -> None:
    text, _ = boxed(Book(App(), plan), macros.plan_all)
    assert [line.split()[1:4] for line in text.splitlines()[:2]] == [
        ["customers", "are", "rated:"],
        ["are", "written", "for"],
    ]
    assert [row["command"] for row in rows(plan, "Runs")][-1] == "run"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("both")
    return scenario_company(folder), scenarios(folder, [{"scenario": "More", "growth": 0.2}])


@pytest.mark.flow
@pytest.mark.parametrize("active", [0, 1])
def test_scenarios_are_compared_from_either_workbook(both: tuple[Path, Path], tmp_path: Path, active: int) -> None:
    app = App()
    books = [Book(app, Path(copyfile(path, tmp_path / path.name))) for path in both]
    text, mode = boxed(books[active], macros.scenario)
    assert text.startswith("1 scenario is compared with the plan, which asks for ")
    assert "The results are in scenarios.xlsx." in text
    assert mode == "info"
    assert books[0].path.read_bytes() == both[0].read_bytes()


@pytest.mark.flow
def test_an_error_in_the_plan_is_shown_in_the_workbook_of_the_scenarios(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    app = App()
    plan, other = (Book(app, Path(copyfile(path, tmp_path / path.name))) for path in both)
    type_cells(plan.path, "Sales", {cell_of(plan.path, "Sales", "revenue"): "a lot"})
    before = plan.path.read_bytes()
    text, _ = boxed(plan, macros.scenario)
    assert "The first, in plan.xlsx on the sheet “Sales” in cell" in text
    assert other.activated
    assert other.sheets["Findings"].activated
    assert "Findings" not in plan.sheets
    assert plan.path.read_bytes() == before


@pytest.mark.flow
def test_main_does_what_fits_the_active_sheet(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(App(), plan)
    monkeypatch.setattr(xw.Book, "caller", lambda: book)
    book.sheets.active = Sheet("Findings")
    assert boxed(book, lambda _: entries.main())[0].startswith("No errors: the plan can be computed.")
    book.sheets.active = Sheet("Team quota")
    assert boxed(book, lambda _: entries.main())[0].startswith("Quotas are written for 5 reps")


def test_every_binding_of_a_plan_has_a_macro() -> None:
    assert {name for names in RUNS_WITH.values() for name in names} == {binding.name for binding in BINDINGS}
