"""Where the rows of an open table go: runs taken out, totals, tables below, formulas that follow or cannot."""

from pathlib import Path

import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table, TableColumn

from salesplan.errors import WriteRefused
from salesplan.workbook.live import LiveWorkbook
from salesplan.workbook.writes import KEEP, Formula
from tests.live.books import (
    MARK,
    YELLOW,
    add_table,
    area_of,
    block,
    can_move,
    everything,
    lines,
    made,
    opened,
    write,
    written,
)
from tests.live.program import IN_EXCEL

pytestmark = pytest.mark.live
ours_alone = pytest.mark.skipif(IN_EXCEL, reason="Excel tells no calls")

TOTAL = ["Total", None, "=SUBTOTAL(109,T[amount])", None]


def test_rows_go_in_two_places_and_each_that_stays_keeps_its_own(app: xw.App, tmp_path: Path) -> None:
    book = made(lines("ABCDEFG"))
    book["Data"]["C9"].fill = MARK
    with opened(app, book, tmp_path) as there:
        write(there, written("T", [0, 3, 5, 6], amount=[1, 4, 6, 7]))
        assert area_of(there) == "B3:E7"
        assert block(there, "B4:E8") == [
            ["i1", "A", 1, "my A"],
            ["i4", "D", 4, "my D"],
            ["i6", "F", 6, "my F"],
            ["i7", "G", 7, "my G"],
            [None] * 4,
        ]
        assert [row for row in range(3, 12) if there.sheets["Data"].range((row, 3)).color == YELLOW] == [6]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([0, 1, 2, None, None], ["A", "B", "C", None, None]),
        ([0, 2], ["A", "C"]),
        ([0, 2, None], ["A", "C", None]),
        ([2, 0], ["C", "A"]),
    ],
    ids=["growing", "shrinking", "going and coming", "turning"],
)
def test_a_totals_row_stays_the_last_and_adds_up_all(
    app: xw.App, tmp_path: Path, rows: list[int | None], names: list[str | None]
) -> None:
    book = made([*lines("ABC"), TOTAL], totalsRowCount=1)
    book["Data"]["B12"] = "below"
    with opened(app, book, tmp_path) as there:
        write(there, written("T", rows, amount=[2] * len(rows)))
        last = 4 + len(rows)
        assert area_of(there) == f"B3:E{last}"
        assert there.sheets["Data"].tables["T"].show_totals
        assert [row[1:3] for row in block(there, f"B4:E{last - 1}")] == [[name, 2] for name in names]
        assert block(there, f"B{last}:D{last}") == [["Total", None, 2 * len(rows)]]
        assert [cell for [cell] in block(there, f"B{last + 1}:B20") if cell] == ["below"]


def test_two_tables_one_below_the_other_both_grow(app: xw.App, tmp_path: Path) -> None:
    book = made(lines("AB"))
    add_table(book, "Data", "U", 7, lines("XY"))
    with opened(app, book, tmp_path) as there:
        writes = (written(name, [0, 1, None, None, None], id=[KEEP, KEEP, *"cde"], amount=[*range(5)]) for name in "TU")
        write(there, *writes)
        assert area_of(there) == "B3:E8"
        assert [row[:3] for row in block(there, "B4:E8")] == [
            ["i1", "A", 0],
            ["i2", "B", 1],
            ["c", None, 2],
            ["d", None, 3],
            ["e", None, 4],
        ]
        place = area_of(there, "U")
        assert [row[:3] for row in block(there, place)] == [
            ["id", "name", "amount"],
            ["i1", "X", 0],
            ["i2", "Y", 1],
            ["c", None, 2],
            ["d", None, 3],
            ["e", None, 4],
        ]


def test_what_rows_leave_behind_below_a_table_is_gone_with_its_formats(app: xw.App, tmp_path: Path) -> None:
    book = made(lines("ABCD"))
    for cell in ("D6", "D7"):
        book["Data"][cell].number_format = "0.000"
        book["Data"][cell].fill = MARK
    with opened(app, book, tmp_path) as there:
        write(there, written("T", [3, 0], amount=[4, 1]))  # turned: no rows are taken out
        assert area_of(there) == "B3:E5"
        assert block(there, "B6:E7") == [[None] * 4] * 2
        left = there.sheets["Data"]["D6:D7"]
        assert (left.number_format, left.color) == ("General", None)


@pytest.mark.parametrize("rows", [[0, 1, 2, None, None], [0, 2, None, None]], ids=["coming", "going and coming"])
def test_a_formula_of_the_users_own_reads_its_own_row_in_new_ones(
    app: xw.App, tmp_path: Path, rows: list[int | None]
) -> None:
    own = [[*line[:3], f"=D{row}*2"] for row, line in enumerate(lines("ABC"), 4)]
    with opened(app, made(own), tmp_path) as there:
        write(there, written("T", rows, amount=[*range(1, len(rows) + 1)]))
        assert [row[3] for row in block(there, f"B4:E{3 + len(rows)}")] == [at * 2 for at in range(1, len(rows) + 1)]
        assert there.sheets["Data"]["E7"].formula == "=D7*2"


def test_a_new_row_between_others_has_the_formula_of_its_place(app: xw.App, tmp_path: Path) -> None:
    own = [[*line[:3], f"=D{row}*2"] for row, line in enumerate(lines("AB"), 4)]
    with opened(app, made(own), tmp_path) as there:
        write(there, written("T", [0, None, 1], amount=[1, 2, 3]))
        assert block(there, "E5") == [[4]]


def test_a_formula_that_moves_with_its_row_reads_that_row(app: xw.App, tmp_path: Path) -> None:
    own = [[*line[:3], f"=D{row}*2"] for row, line in enumerate(lines("ABC"), 4)]
    with opened(app, made(own), tmp_path) as there:
        assert can_move(there, 2, 1, 0)
        write(there, written("T", [2, 1, 0], amount=[30, 20, 10]))
        assert [row[3] for row in block(there, "B4:E6")] == [60, 40, 20]


def test_one_number_typed_into_a_column_of_formulas_stays(app: xw.App, tmp_path: Path) -> None:
    with opened(app, made(lines("ABCD")), tmp_path) as there:
        mixed = [7, Formula("D5*2"), "typed", Formula("D7*2")]
        write(there, written("T", [0, 1, 2, 3], mine=mixed))
        assert [row[0] for row in block(there, "E4:E7")] == [7, 40, "typed", 80]
        write(there, written("T", [3, 1, 2, 0], mine=[KEEP] * 4))
        assert block(there, "E6:E7") == [["typed"], [7]]


@ours_alone
def test_formulas_go_first_for_excel_may_fill_the_column_with_them(app: xw.App, tmp_path: Path) -> None:
    with opened(app, made(lines("ABCD")), tmp_path) as there:
        app.impl.engine.writes.clear()
        write(there, written("T", [0, 1, 2, 3], mine=[7, Formula("D5*2"), "typed", Formula("D7*2")]))
        done = [(made.address, made.kind) for made in app.impl.engine.writes if made.address[0] == "E"]
    assert done == [("E5", "formula"), ("E7", "formula"), ("E4", "value"), ("E6", "value")]


def test_a_table_without_a_header_row_is_not_written(app: xw.App, tmp_path: Path) -> None:
    book = made(lines("AB"))
    for row in lines("CD"):
        book["Other"].append(row)
    bare = Table(displayName="Bare", ref="A1:D2", headerRowCount=0)
    bare.tableColumns = [TableColumn(id=number, name=f"c{number}") for number in range(1, 5)]
    book["Other"].add_table(bare)
    with opened(app, book, tmp_path) as there:
        assert LiveWorkbook(there).book.table("Bare").columns == ("Column1", "Column2", "Column3", "Column4")
        before = everything(there)
        with pytest.raises(
            WriteRefused, match=r"'Other'!A1 begins table Bare, which shows no headers; switch its header"
        ):
            write(there, written("Bare", [0, 1], Column3=[1, 2]))
        assert everything(there) == before
