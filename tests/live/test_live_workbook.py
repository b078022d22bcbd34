"""Tables of an open workbook written: rows come, go and move, the user's cells stay, and failing halfway leaves nothing."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from salesplan.errors import ChangedMeanwhile, UsageError, WriteRefused
from salesplan.workbook.live import ExcelRefused, LiveWorkbook
from salesplan.workbook.writes import KEEP, CellWrite, Formula, NameWrite, TableWrite, Write
from tests.live.program import IN_EXCEL

pytestmark = pytest.mark.live
ours_alone = pytest.mark.skipif(
    IN_EXCEL, reason="Excel tells no calls, and cannot be made to fail in the middle of one"
)

HEADERS = ("id", "name", "amount", "double", "mine")
ROWS = [("001", "Ana", 10, "=T[[#This Row],[amount]]*2", "a"), ("002", "Ben", 20, "=T[[#This Row],[amount]]*2", "b")]
ROWS += [("003", "Chen", 30, "=T[[#This Row],[amount]]*2", "c"), ("004", "Dana", 40, "=T[[#This Row],[amount]]*2", "d")]
YELLOW = (255, 255, 0)
SETTINGS = ("calculation", "screen_updating", "enable_events")


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    """A table T in B3:F7 with a marked row 5, a cell beside it, one below it, and a total on another sheet."""
    made = openpyxl.Workbook()
    sheet = made.create_sheet("Data", 0)
    for row, cells in enumerate((HEADERS, *ROWS), 3):
        for column, cell in enumerate(cells, 2):
            place = sheet.cell(row, column, cell)
            place.number_format = {2: "@", 4: "#,##0.00"}.get(column, "General")
    sheet["C5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["H5"], sheet["B9"] = "beside", "below"
    sheet.add_table(Table(displayName="T", ref="B3:F7"))
    made["Sheet"]["A1"], made["Sheet"]["A2"] = "=SUM(T[amount])", "total"
    made.defined_names["growth"] = DefinedName("growth", attr_text="Sheet!$B$1")
    path = tmp_path / "book.xlsx"
    made.save(path)
    opened = app.books.open(path)
    yield opened
    opened.close()


def put(book: xw.Book, *writes: Write) -> None:
    LiveWorkbook(book).put(writes)


def table(book: xw.Book) -> list[list[object]]:
    info = LiveWorkbook(book).book.table("T")
    area = info.data
    cells = book.sheets["Data"].range((area.first_row, area.first_column), (area.last_row, area.last_column))
    return [list(row) for row in cells.options(ndim=2).value]


def everything(book: xw.Book) -> dict[str, list[list[object]]]:
    """Give all values and formulas, and where the table is."""
    found: dict[str, Any] = {}
    for sheet in book.sheets:
        cells = sheet.range("A1:K40")
        found[sheet.name] = cells.options(ndim=2, err_to_str=True).value
        found[f"{sheet.name}, formulas"] = cells.formula
    found["T"] = [[book.sheets["Data"].tables["T"].range.address]]
    return found


def written(**columns: list[Any]) -> TableWrite:
    rows = tuple(columns.pop("rows"))
    return TableWrite("T", rows, columns)


@ours_alone
def test_only_the_computed_cells_are_written(app: xw.App, book: xw.Book) -> None:
    before = everything(book)
    app.impl.engine.writes.clear()
    put(book, written(rows=[0, 1, 2, 3], amount=[1, KEEP, 3.5, None]))
    assert {write.address for write in app.impl.engine.writes if write.sheet == "Data"} <= {"D4", "D6:D7"}
    assert [row[2] for row in table(book)] == [1, 20, 3.5, None]
    assert book.sheets["Sheet"]["A1"].value == 24.5
    assert book.sheets["Data"]["D6"].number_format == "#,##0.00"
    put(book, written(rows=[0, 1, 2, 3], amount=[10, 20, 30, 40]))
    assert everything(book) == before


def test_new_rows_look_like_the_others_and_have_the_formulas(book: xw.Book) -> None:
    put(book, written(rows=[0, 1, 2, 3, None], id=[KEEP] * 4 + ["005"], amount=[KEEP] * 4 + [50]))
    assert table(book)[-1] == ["005", None, 50, 100, None]
    data = book.sheets["Data"]
    assert (data["B8"].number_format, data["D8"].number_format) == ("@", "#,##0.00")
    assert data["B9"].value == "below"
    assert book.sheets["Sheet"]["A1"].value == 150


def test_what_is_in_the_way_of_a_growing_table_moves_down(book: xw.Book) -> None:
    put(book, written(rows=[0, 1, 2, 3, None, None, None], id=[KEEP] * 4 + ["005", "006", "007"]))
    assert [row[0] for row in table(book)] == ["001", "002", "003", "004", "005", "006", "007"]
    data = book.sheets["Data"]
    assert [row for row in range(1, 20) if data.range((row, 2)).value == "below"] == [12]
    assert data["H5"].value == "beside"


def test_rows_that_go_take_their_formats_along(book: xw.Book) -> None:
    book.sheets["Data"]["B9"].clear_contents()
    put(book, written(rows=[0, 2, 3], amount=[11, 33, 44]))
    assert [row[:3] + row[4:] for row in table(book)] == [
        ["001", "Ana", 11, "a"],
        ["003", "Chen", 33, "c"],
        ["004", "Dana", 44, "d"],
    ]
    data = book.sheets["Data"]
    assert data["C5"].color != YELLOW
    assert data["H5"].value == "beside"
    assert book.sheets["Sheet"]["A1"].value == 88


def test_above_something_else_contents_move_and_formats_stay(book: xw.Book) -> None:
    put(book, written(rows=[0, 2, 3], amount=[11, 33, 44]))
    assert [row[1:3] for row in table(book)] == [["Ana", 11], ["Chen", 33], ["Dana", 44]]
    data = book.sheets["Data"]
    assert (data["B9"].value, data["H5"].value, data["C5"].color) == ("below", "beside", YELLOW)


def test_who_joins_as_another_leaves_is_in_every_total(book: xw.Book) -> None:
    book.sheets["Sheet"]["C1"].formula = "=SUM(Data!$D$4:$D$7)"
    put(book, written(rows=[0, 2, 3, None], id=["001", "003", "004", "005"], amount=[10, 30, 40, 50]))
    assert book.sheets["Sheet"]["C1"].formula == "=SUM(Data!$D$4:$D$7)"
    assert book.sheets["Sheet"]["C1"].value == 130


def test_a_marked_row_that_moves_up_stays_marked(book: xw.Book) -> None:
    book.sheets["Data"]["B9"].clear_contents()
    put(book, written(rows=[1, 2, 3], amount=[20, 30, 40]))
    data = book.sheets["Data"]
    assert (data["C4"].value, data["C4"].color) == ("Ben", YELLOW)
    assert data["C5"].color != YELLOW


def test_rows_in_another_order_keep_what_is_typed_beside_them(book: xw.Book) -> None:
    put(book, written(rows=[3, None, 0], id=["004", "009", "001"], amount=[40, 90, 10]))
    assert table(book) == [["004", "Dana", 40, 80, "d"], ["009", None, 90, 180, None], ["001", "Ana", 10, 20, "a"]]
    assert book.sheets["Data"]["B9"].value == "below"
    assert book.sheets["Sheet"]["A1"].value == 140


def test_a_formula_that_shows_nothing_is_in_the_way_too(book: xw.Book) -> None:
    book.sheets["Data"]["C8"].formula = '=IF(1=1,"","x")'
    put(book, written(rows=[0, 1, 2, 3, None], id=["001", "002", "003", "004", "005"]))
    data = book.sheets["Data"]
    assert table(book)[-1][:2] == ["005", None]
    assert (data["C9"].formula, data["B10"].value) == ('=IF(1=1,"","x")', "below")


def test_formulas_follow_their_rows(book: xw.Book) -> None:
    for row in range(4, 8):
        book.sheets["Data"].range((row, 6)).formula = f"=D{row}*{row}"
    put(book, written(rows=[3, 0, None], id=["004", "001", "009"], amount=[40, 10, 90]))
    assert [row[4] for row in table(book)] == [280, 40, None]


@pytest.mark.parametrize("first", ["=400000+50000", "a"])
def test_what_one_person_typed_is_nobody_elses(book: xw.Book, first: str) -> None:
    """A formula in the first row makes no column calculated; what stands below it is typed."""
    book.sheets["Data"]["F4"].formula = first
    live = LiveWorkbook(book)
    assert "mine" not in live.book.table("T").calculated
    put(book, written(rows=[0, 1, 2, 3, None], id=["001", "002", "003", "004", "005"]))
    assert table(book)[-1][4] is None


def test_a_table_without_rows_keeps_an_empty_one_with_its_formulas(book: xw.Book) -> None:
    put(book, TableWrite("T", (), {"amount": []}))
    assert [cell for cell in table(book)[0] if cell] == []
    assert len(table(book)) == 1
    put(book, written(rows=[0, None], id=["001", "002"], amount=[5, 6]))
    assert [row[3] for row in table(book)] == [10, 12]


def test_texts_stay_texts(book: xw.Book) -> None:
    said = ["=1+1", "1-2", "007", "TRUE"]
    put(book, written(rows=[0, 1, 2, 3], name=said, id=["01", "02", "=03", "4-4"]))
    assert [row[:2] for row in table(book)] == [["01", "=1+1"], ["02", "1-2"], ["=03", "007"], ["4-4", "TRUE"]]


def test_names_and_single_cells(book: xw.Book) -> None:
    put(book, NameWrite("growth", Formula("SUM(T[amount])/2", 50)), CellWrite("data", 12, 8, "12 May"))
    assert book.sheets["Sheet"]["B1"].value == 50
    assert book.sheets["Data"]["H12"].value == "12 May"


def test_a_row_that_is_read_or_has_a_note_cannot_go(app: xw.App, book: xw.Book, tmp_path: Path) -> None:
    live = LiveWorkbook(book)
    assert live.can_move(live.book.table("T"), (0, 2, 3))
    book.sheets["Sheet"]["C1"].formula = "=Data!D5+1"
    assert not live.can_move(live.book.table("T"), (0, 2, 3))
    assert live.can_move(live.book.table("T"), (0, 1, 2))
    book.sheets["Sheet"]["C1"].formula = "=SUM(Data!D4:D7)"
    assert live.can_move(live.book.table("T"), (0, 2, 3))
    path = tmp_path / "noted.xlsx"
    noted = openpyxl.load_workbook(tmp_path / "book.xlsx")
    noted["Data"]["C6"].comment = Comment("why?", "me")
    noted.save(path)
    other = app.books.open(path)
    with_note = LiveWorkbook(other)
    assert not with_note.can_move(with_note.book.table("T"), (0, 2, 3))
    assert with_note.can_move(with_note.book.table("T"), (0, 1, 2))
    other.close()


GROWING = written(rows=[0, 1, 2, 3, None, None, None], id=[*"abcdefg"], amount=[*range(7)])
SHRINKING = written(rows=[0, 3], amount=[1, 2], name=["x", Formula('"y"')])
TURNING = written(rows=[3, None, 0], id=["4", "9", "1"])


@ours_alone
@pytest.mark.parametrize("write", [GROWING, SHRINKING, TURNING], ids=["growing", "shrinking", "turning"])
@pytest.mark.parametrize("mode", [pytest.param("automatic", marks=pytest.mark.long), "manual"])
def test_failing_in_the_middle_leaves_all_as_it_was(app: xw.App, book: xw.Book, write: TableWrite, mode: str) -> None:
    """Each of the calls that change the workbook fails once; the last time all of them pass."""
    app.calculation = mode
    before, settings = everything(book), [getattr(app, name) for name in SETTINGS]
    writes = (NameWrite("growth", 0.1), write, CellWrite("Data", 20, 2, "said"))
    for calls in count(1):
        app.impl.engine.fail_after(calls, xw.XlwingsError("pulled the plug"))
        try:
            put(book, *writes)
        except ExcelRefused as refused:
            said = str(refused)
        else:
            break
        assert "Excel did not do it (pulled the plug)" in said
        app.calculate()  # Excel does it as formulas are entered, whatever the mode
        assert everything(book) == before, calls
        assert [getattr(app, name) for name in SETTINGS] == settings
    assert calls > 6
    assert everything(book) != before
    assert [getattr(app, name) for name in SETTINGS] == settings
    app.impl.engine.fail_never()
    app.calculation = "automatic"


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [("Data", "D5", 21), ("Data", "B8", None), ("Sheet", "B1", 0.2), ("Data", "F4", "typed")],
)
def test_typing_meanwhile_stops_the_writing(book: xw.Book, sheet: str, cell: str, value: object) -> None:
    live = LiveWorkbook(book)
    live.content(live.book.table("T"))
    live.named_cells(["growth"])
    if cell == "B8":
        book.sheets[sheet].range("B4:F4").insert("down")
    else:
        book.sheets[sheet][cell].value = value
    after = everything(book)
    with pytest.raises(ChangedMeanwhile, match="nothing was written; run again"):
        live.put([written(rows=[0, 1, 2, 3], amount=[1, 2, 3, 4])])
    assert everything(book) == after


def test_typing_elsewhere_stops_nothing(book: xw.Book) -> None:
    live = LiveWorkbook(book)
    live.content(live.book.table("T"))
    book.sheets["Data"]["H5"].value = "moved on"
    live.put([written(rows=[0, 1, 2, 3], amount=[1, 2, 3, 4])])
    assert [row[2] for row in table(book)] == [1, 2, 3, 4]


def test_a_filtered_table_is_not_written(app: xw.App, book: xw.Book, tmp_path: Path) -> None:
    path = tmp_path / "filtered.xlsx"
    made = openpyxl.load_workbook(tmp_path / "book.xlsx")
    table_filter = AutoFilter("B3:F7")
    table_filter.add_filter_column(1, ["Ana"])
    made["Data"].tables["T"].autoFilter = table_filter
    for row in (5, 6, 7):
        made["Data"].row_dimensions[row].hidden = True
    made.save(path)
    opened = app.books.open(path)
    before = everything(opened)
    with pytest.raises(WriteRefused, match=r"'Data'!B3 begins table T, of which a filter hides rows; clear the filter"):
        put(opened, written(rows=[0, 1, 2, 3], amount=[1, 2, 3, 4]))
    assert everything(opened) == before
    opened.close()


def test_a_copy_is_not_for_an_open_workbook(book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="save a copy of it there"):
        LiveWorkbook(book).put([], to=tmp_path / "copy.xlsx")
