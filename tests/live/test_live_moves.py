"""What keeps the rows of an open table in their place, and what is noticed when it changes while salesplan works."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName

from salesplan.errors import ChangedMeanwhile
from salesplan.workbook.live import LiveWorkbook
from salesplan.workbook.writes import NameWrite
from tests.live.books import block, can_move, everything, lines, made, opened, write, written

pytestmark = pytest.mark.live


def named(book: openpyxl.Workbook, name: str, area: str, sheet: str = "") -> openpyxl.Workbook:
    """Define a name of the workbook, or of a sheet."""
    names = book[sheet].defined_names if sheet else book.defined_names
    names[name] = DefinedName(name, attr_text=area)
    return book


def with_formula(cell: str, formula: str, sheet: str = "Data") -> openpyxl.Workbook:
    """Make a workbook whose table T is in B3:E7, with a formula."""
    book = made(lines("ABCD"))
    book[sheet][cell] = formula
    return book


@pytest.mark.parametrize("sheet", ["", "Other"], ids=["of the workbook", "of a sheet"])
def test_a_name_onto_a_single_row_keeps_it(app: xw.App, tmp_path: Path, sheet: str) -> None:
    with opened(app, named(made(lines("ABCD")), "best", "Data!$B$6:$E$6", sheet), tmp_path) as there:
        assert not can_move(there, 0, 1, 3)
        assert not can_move(there, 0, 2, 3)
        assert can_move(there, 0, 1, 2, None)
        assert can_move(there, 1, 0, 2, 3)


def test_a_name_onto_all_rows_or_another_sheet_keeps_none(app: xw.App, tmp_path: Path) -> None:
    book = named(named(made(lines("ABCD")), "all", "Data!$B$4:$E$7"), "elsewhere", "Other!$B$6")
    with opened(app, book, tmp_path) as there:
        assert can_move(there, 0, 2, 3)


def test_names_that_excel_keeps_itself_keep_no_row(app: xw.App, tmp_path: Path) -> None:
    book = made(lines("ABCD"))
    book["Data"].print_area = "A1:K5"
    with opened(app, book, tmp_path) as there:
        assert [name.name.rpartition("!")[2] for name in there.names] == ["Print_Area"]
        assert can_move(there, 0, 2, 3)


@pytest.mark.parametrize(
    ("formula", "rows", "can"),
    [
        ("=D5+1", (0, 2, 3), False),
        ("=D5+1", (0, 1, 2), True),
        ("=D6+1", (0, 2, 3), True),
        ("=SUM(D4:D7)", (0, 2, 3), True),
        ("=SUM(D4:D6)", (1, 0, 3, 2), False),
    ],
    ids=["its row goes", "another row goes", "its own row", "all rows", "rows are turned"],
)
def test_a_formula_in_a_row_that_moves_must_be_able_to_follow(
    app: xw.App, tmp_path: Path, formula: str, rows: tuple[int, ...], can: bool
) -> None:
    with opened(app, with_formula("E6", formula), tmp_path) as there:
        assert can_move(there, *rows) is can


def test_a_formula_in_a_row_that_goes_keeps_nothing(app: xw.App, tmp_path: Path) -> None:
    with opened(app, with_formula("E6", "=D5+1"), tmp_path) as there:
        assert can_move(there, 0, 3)


def test_a_formula_on_the_same_sheet_beside_the_table_keeps_its_row(app: xw.App, tmp_path: Path) -> None:
    with opened(app, with_formula("H5", "=D6+1"), tmp_path) as there:
        assert not can_move(there, 0, 2, 3)
        assert can_move(there, 1, 0, 2, 3)


@pytest.mark.parametrize("title", ["Data", "Bob's plan"])
def test_the_names_of_sheets_stand_beside_the_workbooks_own(app: xw.App, tmp_path: Path, title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    book = made(lines("AB"), sheet=title)
    named(book, "growth", f"{quoted}!$H$1", title)
    named(book, "growth", "Other!$A$1")
    named(book, "local", f"{quoted}!$H$2", title)
    with opened(app, book, tmp_path) as there:
        found = {(name.sheet, name.name): str(name.area) for name in LiveWorkbook(there).book.names}
        assert found == {(title, "growth"): "H1", ("", "growth"): "A1", (title, "local"): "H2"}
        write(there, NameWrite("growth", 0.1), NameWrite("local", 0.2))
        assert block(there, "H1:H2", title) == [[None], [0.2]]
        assert block(there, "A1", "Other") == [[0.1]]


def repointed(book: xw.Book) -> None:
    book.names["growth"].refers_to = "=Other!$A$2"


def pushed_down(book: xw.Book) -> None:
    book.sheets["Data"].range("A1:K2").insert("down")


def renamed(book: xw.Book) -> None:
    book.sheets["Data"].range("D3").value = "Amount of all"


def new_sheet(book: xw.Book) -> None:
    book.sheets.add("New")


@pytest.mark.parametrize("change", [repointed, pushed_down, renamed, new_sheet])
def test_what_was_not_read_but_is_elsewhere_meanwhile_stops_the_writing(
    app: xw.App, tmp_path: Path, change: Callable[[xw.Book], None]
) -> None:
    with opened(app, named(made(lines("AB")), "growth", "Other!$A$1"), tmp_path) as there:
        live = LiveWorkbook(there)
        change(there)
        after = everything(there)
        with pytest.raises(ChangedMeanwhile, match="nothing was written; run again"):
            live.put([NameWrite("growth", 0.1), written("T", [0, 1], amount=[1, 2])])
        assert everything(there) == after


@pytest.mark.parametrize("formula", ["=RAND()", "=T[[#This Row],[amount]]*RAND()"])
def test_what_a_formula_of_the_users_own_comes_to_may_change(app: xw.App, tmp_path: Path, formula: str) -> None:
    with opened(app, made([[*line[:3], formula] for line in lines("AB")]), tmp_path) as there:
        live = LiveWorkbook(there)
        before = live.content(live.book.table("T")).columns
        app.calculate()
        assert block(there, "E4") != [[before["mine"][0]]]
        live.put([written("T", [0, 1], amount=[1, 2])])
        assert block(there, "D4:D5") == [[1], [2]]


def test_what_is_typed_beside_such_a_column_is_noticed(app: xw.App, tmp_path: Path) -> None:
    with opened(app, made([[*line[:3], "=RAND()"] for line in lines("AB")]), tmp_path) as there:
        live = LiveWorkbook(there)
        live.content(live.book.table("T"))
        there.sheets["Data"]["C5"].value = "somebody else"
        with pytest.raises(ChangedMeanwhile):
            live.put([written("T", [0, 1], amount=[1, 2])])
        assert block(there, "D4:D5") == [[10], [20]]
