"""The stand-in for Excel shows what Excel would, and is strict where Calc would do otherwise."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlwings as xw

from tests.live.calc.errors import CalcError, StrictError
from tests.live.calc.sample import DAY, small_book
from tests.live.calc.session import calc

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def app() -> Iterator[xw.App]:
    with calc() as started:
        yield started


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    app.impl.engine.writes.clear()
    opened = app.books.open(small_book(tmp_path / "small.xlsx"))
    yield opened
    app.calculation = "automatic"
    opened.close()


@pytest.fixture
def plan(book: xw.Book) -> xw.Sheet:
    return book.sheets["Plan"]


@pytest.fixture
def loose(app: xw.App) -> Iterator[None]:
    app.impl.engine.strict = False
    yield
    app.impl.engine.strict = True


def quota(sheet: xw.Sheet) -> Any:
    return sheet.tables["Quota"]


def rows(formulas: Any) -> list[list[str]]:
    """Formulas of a range as lists; an engine gives tuples or lists."""
    return [list(row) for row in formulas]


def test_values_are_read_as_excel_gives_them(book: xw.Book) -> None:
    column = book.sheets["Values"]["B1:B10"].value
    time = dt.datetime(1899, 12, 30, 12)
    assert column == [0.08, "north", True, False, DAY, time, Decimal("12.3457"), "001", True, None]
    assert [type(value) for value in column[2:4]] == [bool, bool]


def test_errors_are_texts_if_asked_for_and_nothing_if_not(book: xw.Book) -> None:
    errors = book.sheets["Values"]["B11:B16"]
    assert errors.options(err_to_str=True).value == ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!", "#NUM!"]
    assert errors.value == [None] * 6


def test_shapes_and_blanks_are_as_xlwings_options_say(book: xw.Book) -> None:
    values = book.sheets["Values"]
    assert values["B1"].options(ndim=2).value == [[0.08]]
    assert values["B9:C10"].options(empty="").value == [[True, ""], ["", ""]]


def test_a_block_is_written_as_it_reads(book: xw.Book) -> None:
    place = book.sheets["Values"]["E1"]
    block = [["a", 1.5, None], [True, False, DAY], ["", dt.datetime(2027, 1, 5, 12), Decimal("2.5")]]
    place.value = block
    assert place.resize(3, 3).value == [["a", 1.5, None], [True, False, DAY], [None, dt.datetime(2027, 1, 5, 12), 2.5]]
    assert place.offset(1, 2).number_format == "m/d/yyyy"
    assert place.offset(1, 0).number_format == "General"
    assert place.offset(1, 0).formula == "TRUE"


def test_one_value_fills_a_range_and_none_empties_it(book: xw.Book) -> None:
    cells = book.sheets["Values"]["E1:F2"]
    cells.value = 7.0
    assert cells.value == [[7.0, 7.0], [7.0, 7.0]]
    cells.value = None
    assert cells.value == [[None, None], [None, None]]
    assert book.sheets["Values"].used_range.address == "$A$1:$B$16"


@pytest.mark.parametrize("text", ["001", "1-2", "TRUE", "=A1", "#N/A", "-", "plain", "'quoted"])
def test_an_apostrophe_keeps_a_text(book: xw.Book, text: str) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.value = f"'{text}"
    assert cell.value == text
    assert cell.formula == text


RETYPED = [
    *("001", "1.5", "-3", "+4", "1,000", "1e5", "1E-3", ".5", "12 %", "$5", "€ 5.20", "5 €", "(12)", " 12 "),
    *("1-2", "3/4", "2027-01-05", "5.1.2027", "1/5/27 10:30", "5-Jan", "Jan 27", "march 5, 2027", "2027年1月5日"),
    *("10:30", "1:02:03", "3 PM", "true", "FALSE", "#N/A", "#DIV/0!", "=A1", "=", "+x", "-x", "@home"),
]


@pytest.mark.parametrize("text", RETYPED)
def test_a_text_that_excel_would_retype_is_refused(book: xw.Book, text: str) -> None:
    cells = book.sheets["Values"]["D1:E2"]
    with pytest.raises(StrictError, match="Values!E2: "):
        cells.value = [["a", "b"], ["c", text]]
    assert cells.value == [[None, None], [None, None]]
    cells.number_format = "@"
    cells.value = text
    assert cells.value == [[text, text], [text, text]]


@pytest.mark.parametrize(
    "text", ["-", "a", "C-001", "Q1 2027", "Market 12", "1-2-3-4", "2027 plan", "x=1", "North/South"]
)
def test_a_text_that_excel_leaves_is_taken(book: xw.Book, text: str) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.value = text
    assert cell.value == text


REFUSED: list[Any] = [
    *(np.float64(1.5), np.int64(1), np.bool_(True), np.str_("a"), pd.NA, pd.NaT, pd.Timestamp("2027-01-05"), {1}),
    *(2**31, -(2**31) - 1, float("nan"), float("inf"), Decimal("NaN"), "x" * 32_768),
    *(dt.datetime(2027, 1, 5, tzinfo=dt.UTC), dt.date(1899, 12, 31)),
]


@pytest.mark.parametrize("value", REFUSED, ids=lambda value: f"{type(value).__name__} {value}"[:30])
def test_what_com_or_excel_refuses_is_refused(book: xw.Book, value: Any) -> None:
    with pytest.raises(StrictError, match="Values!E1: "):
        book.sheets["Values"]["E1"].value = [[value]]


@pytest.mark.parametrize("value", [5.0, 5, True, DAY])
def test_a_text_cell_would_make_a_text_of_it(book: xw.Book, value: Any) -> None:
    with pytest.raises(StrictError, match=r"Values!B8: .*format @"):
        book.sheets["Values"]["B8"].value = value


@pytest.mark.parametrize("rows", [[[1.0, 2.0], [3.0]], [[1.0], [2.0, 3.0]]])
def test_ragged_rows_are_refused(book: xw.Book, rows: list[list[float]]) -> None:
    with pytest.raises(StrictError, match="rows of 1 and 2"):
        book.sheets["Values"]["E1:F2"].raw_value = rows


@pytest.mark.usefixtures("loose")
def test_what_is_not_strict_takes_a_text_as_calc_does(book: xw.Book) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.value = "1-2"
    assert cell.value == "1-2"
    cell.value = np.float64(1.5)
    assert cell.value == 1.5


FORMULAS = [
    ("=SUM(Quota[Final])", 1400.0),
    ("=SUM(Quota[Others' share])".replace("' ", "'' "), 6.0),
    ("=SUM(Quota[[Base]:[Final]])", 2006.0),
    ("=ROWS(Quota)", 3.0),
    ("=COUNTA(Quota[#Headers])", 4.0),
    ("=ROWS(Quota[#All])", 4.0),
    ("=COUNTA(Quota[[#All],[Rep]])", 4.0),
    ('=SUMIFS(Quota[Final],Quota[Rep],"Ben")', 400.0),
    ('=INDEX(Quota[Base],MATCH("Cai",Quota[Rep],0))', 300.0),
    ("=SUM(SUM({1,2;3,4}),1)", 11.0),
    ("=SUM((A1,$B$4:$B$5))", 300.0),
    ("=Values!$B$1*100+rate", 8.08),
    ('=IF(Values!B3,"a,b;c","d")', "a,b;c"),
    ('=HYPERLINK("#Plan!A1","go")', "go"),
    ("=IFERROR(1/0,-1)", -1.0),
    ("=EOMONTH(46392,0)", 46418.0),
    ("=SUMPRODUCT(--(Quota[Base]>150),Quota[Base])", 500.0),
]


@pytest.mark.parametrize(("formula", "value"), FORMULAS)
def test_a_formula_says_what_excel_says_and_reads_the_same(plan: xw.Sheet, formula: str, value: Any) -> None:
    cell = plan["H1"]
    cell.formula = formula
    cell.number_format = "General"
    assert cell.value == (pytest.approx(value) if isinstance(value, float) else value)
    assert cell.formula == formula


def test_other_spellings_are_understood(plan: xw.Sheet) -> None:
    plan["H4"].formula = "=quota[@Base]+Quota[@[Others'' share]]"
    assert plan["H4"].value == 101.0
    assert plan["H4"].formula == "=Quota[[#This Row],[Base]]+Quota[[#This Row],[Others'' share]]"
    plan["H1"].formula = "=TRUE"
    truth: object = plan["H1"].value
    assert truth is True
    plan["H1"].formula = "=SUM(9:9)+COUNTA($A:$A)"
    assert plan["H1"].value == 5.0


def test_formulas_and_constants_go_into_one_block(plan: xw.Sheet) -> None:
    plan["I1"].formula = [["=1+1", "5", "text"], ["=A9", "", "TRUE"], ["=A9", 2.5, None]]
    assert plan["I1:K3"].value == [[2.0, 5.0, "text"], ["below", None, True], ["below", 2.5, None]]
    assert rows(plan["I1:K2"].formula) == [["=1+1", "5", "text"], ["=A9", "", "TRUE"]]


def test_one_formula_fills_a_range_as_excel_fills_it(plan: xw.Sheet) -> None:
    plan["I4:J5"].formula = "=$B4+C$4"
    assert rows(plan["I4:J5"].formula) == [["=$B4+C$4", "=$B4+D$4"], ["=$B5+C$4", "=$B5+D$4"]]


WRONG = [
    *("=XLOOKUP(1,A1:A2,B1:B2)", "=sum(FILTER(A1:A2,B1:B2))", "=LET(x,1,x)", "=UNIQUE(A1:A2)", "=_xlfn.CONCAT(1)"),
    *("=SUM(Nope[a])", "=[@Base]", "=SUM(Quota[Base)", "=1+", "=SUM(A1 B2", "=(1"),
    *("=1+" * 3000 + "1", f'=LEN("{"x" * 256}")', "1-2", "@x"),
]


@pytest.mark.parametrize("formula", WRONG, ids=lambda formula: formula[:20])
def test_a_formula_that_would_not_be_what_excel_makes_of_it_is_refused(plan: xw.Sheet, formula: str) -> None:
    with pytest.raises(StrictError, match="Plan!"):
        plan["H1"].formula = formula


def test_a_text_cell_would_show_the_formula(book: xw.Book) -> None:
    with pytest.raises(StrictError, match="Values!B8"):
        book.sheets["Values"]["B8"].formula = "=1+1"


def test_a_comparison_forgets_that_it_was_one(book: xw.Book) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.formula = "=AND(1,0)"
    assert cell.value is False
    cell.formula = "=1-1"
    assert cell.value == 0.0
    assert cell.value is not False
    assert cell.number_format == "General"


def test_a_table_has_its_parts(book: xw.Book) -> None:
    table: Any = quota(book.sheets["Plan"])
    totals: Any = book.sheets["Totals"].tables["Counts"]
    assert [found.name for found in book.sheets["Plan"].tables] == ["Quota"]
    assert table.range.address == "$A$3:$D$6"
    assert table.header_row_range.value == ["Rep", "Base", "Others' share", "Final"]
    assert table.data_body_range.address == "$A$4:$D$6"
    assert (table.show_headers, table.show_totals, table.totals_row_range) == (True, False, None)
    assert totals.data_body_range.address == "$B$3:$C$4"
    assert totals.totals_row_range.address == "$B$5:$C$5"
    assert totals.show_totals
    assert book.sheets["Plan"]["B5"].table == table
    assert book.sheets["Plan"]["A9"].table is None


def test_formulas_follow_a_table_that_grows_and_shrinks(plan: xw.Sheet) -> None:
    table = quota(plan)
    table.resize(plan["A3:D8"])
    plan["A7"].value = [["Dee", 400.0, 4.0], ["Eve", 500.0, 5.0]]
    plan["D7:D8"].formula = "=Quota[[#This Row],[Base]]*Quota[[#This Row],[Others'' share]]"
    assert plan["G1:G2"].value == [5500.0, 5.0]
    table.resize(plan["A3:D5"])
    assert plan["G1:G2"].value == [500.0, 2.0]
    assert plan["D4:D8"].options(err_to_str=True).value == [100.0, 400.0, "#VALUE!", "#VALUE!", "#VALUE!"]
    plan["A6:D8"].clear_contents()
    assert plan["G1:G2"].value == [500.0, 2.0]
    assert table.data_body_range.address == "$A$4:$D$5"


@pytest.mark.parametrize("address", ["A4:D6", "A2:D6", "A3:D3", "F3:G6"])
def test_a_resize_that_excel_refuses_is_refused(plan: xw.Sheet, address: str) -> None:
    with pytest.raises(StrictError, match="Quota"):
        quota(plan).resize(plan[address])


def test_deleted_rows_shrink_a_table_and_pull_up_what_is_below(plan: xw.Sheet) -> None:
    plan["A4:D4"].delete("up")
    assert quota(plan).range.address == "$A$3:$D$5"
    assert plan["A4:A8"].value == ["Ben", "Cai", None, None, "below"]
    assert plan["G1:G2"].value == [1300.0, 2.0]


def test_a_table_whose_rows_are_all_deleted_keeps_a_blank_one(plan: xw.Sheet) -> None:
    quota(plan).data_body_range.delete("up")
    assert quota(plan).range.address == "$A$3:$D$4"
    assert quota(plan).data_body_range is None
    assert plan["A4:D4"].value == [None] * 4
    plan["A4"].value = "Ann"
    assert quota(plan).data_body_range.address == "$A$4:$D$4"


def test_inserted_rows_grow_a_table_and_look_like_those_above(plan: xw.Sheet) -> None:
    plan["A5:D6"].insert("down")
    assert quota(plan).range.address == "$A$3:$D$8"
    assert plan["A4:A11"].value == ["Ann", None, None, "Ben", "Cai", None, None, "below"]
    assert plan["B5:B6"].number_format == "#,##0"
    assert plan["B5"].color == (0xFF, 0xEE, 0xCC)


@pytest.mark.parametrize("address", ["A4:C4", "B1:B2", "A3:D4"])
def test_cells_of_a_part_of_a_table_are_not_shifted(plan: xw.Sheet, address: str) -> None:
    with pytest.raises(StrictError, match="table Quota"):
        plan[address].delete("up")


def test_formats_are_filled_down_with_validations_and_rules(plan: xw.Sheet, tmp_path: Path) -> None:
    plan["A6:D6"].autofill(plan["A6:D8"], "fill_formats")
    assert plan["B4:B8"].number_format == "#,##0"
    assert plan["A7:D8"].value == [[None] * 4] * 2
    assert plan["A4:B4"].number_format is None
    plan.book.save(tmp_path / "filled.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Plan"]
    assert {str(found.sqref) for found in saved.data_validations.dataValidation} == {"A4:A8"}
    assert [str(found.sqref) for found in saved.conditional_formatting] == ["B4:B8"]


def test_names_are_excels(book: xw.Book) -> None:
    assert [name.name for name in book.names] == ["factor", "Plan!local", "rate"]
    assert book.names["rate"].refers_to == "=Values!$B$1"
    assert book.names["rate"].refers_to_range.value == 0.08
    assert [name.name for name in book.sheets["Plan"].names] == ["Plan!local"]
    assert "rate" in book.names
    assert "nothing" not in book.names
    with pytest.raises(CalcError, match="no range"):
        _ = book.names["factor"].refers_to_range
    book.names.add("total", "=SUM(Quota[Final])")
    book.sheets["Plan"]["H1"].formula = "=total"
    assert book.sheets["Plan"]["H1"].value == 1400.0
    book.names["total"].delete()
    assert "total" not in book.names


def test_sheets_are_found_added_hidden_and_looked_at(book: xw.Book, app: xw.App) -> None:
    assert [sheet.name for sheet in book.sheets] == ["Values", "Plan", "Totals"]
    assert book.sheets["plan"].index == 2
    assert "Plan" in book.sheets
    with pytest.raises(CalcError, match="no sheet 'Gone'"):
        _ = book.sheets["Gone"]
    added = book.sheets.add("New", after=book.sheets["Values"])
    assert (added.index, book.sheets.active.name) == (2, "New")
    added.visible = False
    assert not added.visible
    book.sheets["Plan"].activate()
    book.sheets["Plan"]["B4:C5"].select()
    assert app.selection == book.sheets["Plan"]["B4:C5"]
    assert book.selection == app.selection


def test_notes_are_found_and_added(book: xw.Book) -> None:
    assert [(note.location.address, note.text) for note in book.notes] == [("$B$1", "growth of the market")]
    book.sheets["Plan"]["A9"].add_note("why")
    note: Any = book.sheets["Plan"]["A9"].note
    assert note.text == "why"
    note.delete()
    assert len(book.notes) == 1
    assert list(book.sheets["Plan"].comments) == []


def test_calculation_waits_while_it_is_manual(app: xw.App, plan: xw.Sheet) -> None:
    app.calculation = "manual"
    plan["B4"].value = 1000.0
    assert plan["G1"].value == 1400.0
    app.calculate()
    assert plan["G1"].value == 2300.0
    plan["B4"].value = 100.0
    app.calculation = "automatic"
    assert plan["G1"].value == 1400.0
    with pytest.raises(CalcError, match="sometimes"):
        app.calculation = "sometimes"


def test_the_app_remembers_what_it_is_told(app: xw.App) -> None:
    with app.properties(screen_updating=False, enable_events=False, status_bar="working"):
        assert (app.screen_updating, app.enable_events, app.status_bar) == (False, False, "working")
    assert (app.screen_updating, app.enable_events, app.status_bar) == (True, True, False)
    app.impl.answers.append("no")
    assert [app.alert("Sure?", "salesplan", "yes_no"), app.alert("Done")] == ["no", "ok"]
    assert [alert.prompt for alert in app.impl.alerts] == ["Sure?", "Done"]


def test_writes_are_noted_and_can_be_made_to_fail(app: xw.App, plan: xw.Sheet) -> None:
    engine = app.impl.engine
    plan["H1:H2"].value = [[1.0], [2.0]]
    engine.fail_after(2, RuntimeError("pulled the plug"))
    plan["H3"].formula = "=1"
    with pytest.raises(RuntimeError, match="pulled"):
        plan["H4"].clear_contents()
    plan["H5"].number_format = "0.0"
    assert [tuple(write) for write in engine.writes] == [
        ("Plan", "H1:H2", "value"),
        ("Plan", "H3", "formula"),
        ("Plan", "H5", "number_format"),
    ]


def test_books_are_open_side_by_side_and_saved(app: xw.App, book: xw.Book, tmp_path: Path) -> None:
    other = app.books.open(small_book(tmp_path / "other.xlsx"))
    assert [found.name for found in app.books] == ["small.xlsx", "other.xlsx"]
    assert app.books.active == other
    book.activate()
    assert xw.books.active == book
    assert app.books.open(tmp_path / "other.xlsx") == other
    other.sheets["Plan"]["H1"].value = 42.0
    other.save()
    other.close()
    assert openpyxl.load_workbook(tmp_path / "other.xlsx")["Plan"]["H1"].value == 42
    assert xw.Book(str(tmp_path / "small.xlsx")) == book


def test_a_macro_finds_its_caller(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)
    assert xw.Book.caller().sheets["Plan"]["A9"].value == "below"


def test_large_blocks_are_one_message(app: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    client, asked = app.impl.engine.client, []
    ask = client.ask

    def counted(operation: str, *rest: Any) -> Any:
        asked.append(operation)
        return ask(operation, *rest)

    monkeypatch.setattr(client, "ask", counted)
    block = [[float(row * column) if column % 3 else f"t{row}" for column in range(12)] for row in range(8_000)]
    place = book.sheets["Values"]["E1"]
    asked.clear()
    place.value = block
    assert place.resize(8_000, 12).value == block
    assert asked == ["kinds", "write", "read"]


def running(group: int) -> list[str]:
    """The processes of a group that still run; one that has ended may linger until its parent asks."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue  # it ended meanwhile
        state, _, its_group = rest.split()[:3]
        if int(its_group) == group and state != "Z":
            found.append(name)
    return found


def test_all_ends_with_the_session(tmp_path: Path) -> None:
    before = xw.engines.active
    with calc() as started:
        pid = started.pid
        started.books.open(small_book(tmp_path / "small.xlsx"))
        assert xw.apps.active == started
        assert running(pid)
    assert running(pid) == []
    assert xw.engines.active is before
    assert not list(tmp_path.glob(".~lock*"))
