"""What the program is like while it is written into, what hosts lack, and what is left when taking back is refused."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName

from salesplan.errors import ChangedMeanwhile
from salesplan.workbook.live import ExcelRefused, LiveWorkbook
from salesplan.workbook.live.hosts import NOT_OFFERED, PartlyWritten
from salesplan.workbook.live.moves import can_move as rows_can_move
from salesplan.workbook.writes import CellWrite, NameWrite
from tests.live.books import area_of, block, can_move, everything, lines, made, opened, write, written
from tests.live.calc.app import CalcApp
from tests.live.calc.cells import CalcRange
from tests.live.calc.engine import CalcEngine
from tests.live.calc.sheet import CalcSheet
from tests.live.calc.tables import CalcFilter
from tests.live.program import IN_EXCEL

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(IN_EXCEL, reason="Excel tells no calls, and does not go without what it has"),
]

SETTINGS = ("calculation", "screen_updating", "enable_events")
GROWING = written("T", [0, 1, None, None], amount=[1, 2, 3, 4])


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    """Table T in B3:E5, a cell below it that is in the way, and the name growth on another sheet."""
    plain = made(lines("AB"))
    plain["Data"]["B7"], plain["Other"]["A1"] = "below", 0.05
    plain["Other"]["B1"] = "=SUM(T[amount])"
    plain.defined_names["growth"] = DefinedName("growth", attr_text="Other!$A$1")
    with opened(app, plain, tmp_path) as there:
        yield there


def state(app: xw.App) -> list[Any]:
    return [getattr(app, setting) for setting in SETTINGS]


def watched(app: xw.App, monkeypatch: pytest.MonkeyPatch, look: Callable[[int, str], object]) -> None:
    """Let a function see each call that writes, by its number from 1 and its kind, before it is done."""
    engine: CalcEngine = app.impl.engine
    note, calls = engine.writing, 0

    def writing(area: Any, kind: str) -> None:
        nonlocal calls
        calls += 1
        look(calls, kind)
        note(area, kind)

    monkeypatch.setattr(engine, "writing", writing)


@pytest.mark.parametrize("found", [("automatic", True, True), ("manual", False, False), ("semiautomatic", True, False)])
def test_excel_is_still_while_it_is_written_into(
    app: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch, found: tuple[str, bool, bool]
) -> None:
    seen = []
    for setting, value in zip(SETTINGS, found, strict=True):
        setattr(app, setting, value)
    try:
        watched(app, monkeypatch, lambda *_: seen.append(state(app)))
        write(book, NameWrite("growth", 0.1), GROWING)
        assert len(seen) > 3
        assert [each for each in seen if each != ["manual", False, False]] == []
        assert state(app) == list(found)
    finally:
        app.calculation, app.screen_updating, app.enable_events = "automatic", True, True


def test_excel_is_as_it_was_after_a_refusal(app: xw.App, book: xw.Book) -> None:
    live = LiveWorkbook(book)
    live.named_cells(["growth"])
    book.sheets["Other"]["A1"].value = 0.5
    with pytest.raises(ChangedMeanwhile):
        live.put([GROWING])
    assert state(app) == ["automatic", True, True]


def refused(calls: Collection[int]) -> Callable[[int, str], None]:
    """Let the writing calls of these numbers be refused."""

    def look(call: int, _: str) -> None:
        if call in calls:
            raise xw.XlwingsError(f"call {call} is refused")

    return look


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_step_back_that_is_refused_keeps_none_of_the_others(
    app: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The last of three cells is not written, and then one of the three is not taken back."""
    watched(app, monkeypatch, refused((3, 3 + step)))
    with pytest.raises(
        PartlyWritten, match=r"\(call 3 is refused\), and not all .* taken back; close the workbook without"
    ):
        write(book, NameWrite("growth", "growth"), CellWrite("Other", 5, 1, "said"), CellWrite("Other", 6, 1, "too"))
    found = [block(book, cell, "Other")[0][0] for cell in ("A1", "A5", "A6")]
    stayed = {3: ["growth", None, None], 2: [0.05, "said", None], 1: [0.05, None, None]}
    assert found == stayed[step]
    assert state(app) == ["automatic", True, True]


def test_what_is_all_taken_back_says_that_nothing_was_done(
    app: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(book)
    watched(app, monkeypatch, refused((2,)))
    with pytest.raises(ExcelRefused, match=r"Excel did not do it \(call 2 is refused\)"):
        write(book, NameWrite("growth", 0.1), CellWrite("Other", 5, 1, "said"))
    assert everything(book) == before


def _lacks(*_: object) -> NoReturn:
    raise NOT_OFFERED("this engine does not read it")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program go without what xlwings Lite and Server do not offer."""
    for kind, what in ((CalcRange, "formula"), (CalcRange, "number_format")):
        monkeypatch.setattr(kind, what, property(_lacks, getattr(kind, what).fset))
    for app, setting in ((CalcApp, "screen_updating"), (CalcApp, "enable_events"), (CalcApp, "calculation")):
        monkeypatch.setattr(app, setting, property(_lacks, _lacks), raising=False)
    for thing, what in ((CalcSheet, "notes"), (CalcSheet, "comments"), (CalcFilter, "criteria")):
        monkeypatch.setattr(thing, what, property(_lacks))


@pytest.fixture
def remote(book: xw.Book, lacking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be what xlwings Lite and Server are, with a workbook open."""
    monkeypatch.setattr(CalcEngine, "type", "remote")


@pytest.mark.usefixtures("remote")
def test_a_host_that_tells_little_is_read(book: xw.Book) -> None:
    live = LiveWorkbook(book)
    info = live.book.table("T")
    assert (info.calculated, info.filtered, live.calculates) == ({}, False, True)
    assert live.content(info).columns["amount"] == [10, 20]
    assert [name.name for name in live.book.names] == ["growth"]


@pytest.mark.usefixtures("remote")
def test_a_host_that_tells_little_is_written(book: xw.Book) -> None:
    write(
        book,
        NameWrite("growth", 0.1),
        CellWrite("Other", 5, 1, "=1+1"),
        written("T", [0, 1, None, None], id=["i1", "007", "x", "1-2"], amount=[1, 2, 3, 4]),
    )
    assert area_of(book) == "B3:E7"
    assert [row[:3] for row in block(book, "B4:E7")] == [
        ["i1", "A", 1],
        ["007", "B", 2],
        ["x", None, 3],
        ["1-2", None, 4],
    ]
    assert block(book, "A1:A5", "Other") == [[0.1], [None], [None], [None], ["=1+1"]]
    assert [cell for [cell] in block(book, "B8:B16") if cell] == ["below"]


@pytest.mark.usefixtures("remote")
def test_no_row_moves_where_a_host_tells_no_formulas(book: xw.Book) -> None:
    assert can_move(book, 0, 1)
    assert can_move(book, 0, 1, None)
    assert not can_move(book, 0)
    assert not can_move(book, 1)
    assert not can_move(book, 1, 0)
    assert not can_move(book, 0, None)
    assert not can_move(book, 0, None, 1)


@pytest.mark.usefixtures("remote")
def test_typing_meanwhile_is_noticed_on_any_host(book: xw.Book) -> None:
    live = LiveWorkbook(book)
    live.content(live.book.table("T"))
    book.sheets["Data"]["C5"].value = "somebody else"
    with pytest.raises(ChangedMeanwhile):
        live.put([GROWING])


def test_notes_that_a_host_does_not_tell_keep_no_row(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("notes", "comments"):
        monkeypatch.setattr(CalcSheet, kind, property(_lacks))
    live = LiveWorkbook(book)
    assert rows_can_move(book, live.book, live.book.table("T"), (1, 0))
