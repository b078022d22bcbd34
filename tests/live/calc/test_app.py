"""The program, its workbooks, sheets and names; what a test may ask of the engine."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.live.calc.errors import CalcError
from tests.live.calc.sample import small_book

pytestmark = pytest.mark.live


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
    assert [found.name for found in app.books][-2:] == ["small.xlsx", "other.xlsx"]
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
