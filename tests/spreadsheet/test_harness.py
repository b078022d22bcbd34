import subprocess
import tempfile
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from . import libreoffice
from .compare import cell_values, formula_mismatches, formulas, same
from .ironcalc_engine import IronCalcFailed, recalculated_by_ironcalc
from .libreoffice import Typed, convert_to_pdf, edited_in_libreoffice, pages_as_png, recalculated_by_libreoffice


def workbook(path: Path, *, cached: object = 30) -> Path:
    """A small workbook by XlsxWriter, with a Table; ``cached`` is what the sum claims to be."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("My data")
    sheet.write_row("A1", ["Proposed", "Override", "Final"])
    sheet.write_row("A2", [10, None])
    sheet.write_row("A3", [20, None])
    formula = '=IF([@Override]="",[@Proposed],[@Override])'
    columns = [{"header": "Proposed"}, {"header": "Override"}, {"header": "Final", "formula": formula}]
    sheet.add_table("A1:C3", {"name": "Quota", "columns": columns})
    for row, value in enumerate((10, 20), start=1):
        sheet.write_formula(
            row,
            2,
            '=IF(Quota[[#This Row],[Override]]="",Quota[[#This Row],[Proposed]],Quota[[#This Row],[Override]])',
            None,
            value,
        )
    sheet.write_formula("E1", "=SUM(Quota[Final])", None, cached)
    sheet.write_formula("E2", '=IF(E1>0,"","x")', None, "")
    sheet.write_formula("E3", "=DATE(2026,3,1)", book.add_format({"num_format": "yyyy-mm-dd"}), 46082)
    sheet.write_formula("E4", "=E1>0", None, True)
    book.close()
    return path


@pytest.mark.live
def test_right_values_are_confirmed_and_wrong_ones_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    right, wrong = workbook(tmp_path / "a" / "x.xlsx"), workbook(tmp_path / "x.xlsx", cached=31)
    done = recalculated_by_libreoffice([right, wrong], tmp_path / "out")
    assert formula_mismatches(right, done[right]) == []
    assert formula_mismatches(wrong, done[wrong]) == [("My data", "E1", "=SUM(Quota[Final])", 31, 30)]


@pytest.mark.flow
def test_ironcalc_confirms_and_finds_the_same(tmp_path: Path) -> None:
    right, wrong = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx", cached=31)
    assert formula_mismatches(right, recalculated_by_ironcalc(right)) == []
    assert [found.cell for found in formula_mismatches(wrong, recalculated_by_ironcalc(wrong))] == ["E1"]


def test_typing_in_ironcalc_moves_the_formulas(tmp_path: Path) -> None:
    values = recalculated_by_ironcalc(workbook(tmp_path / "a.xlsx"), {("My data", "B3"): 25})
    assert (values["My data", "C3"], values["My data", "E1"]) == (25, 35)


@pytest.mark.live
def test_typing_in_libreoffice_moves_the_formulas(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx")
    edits: dict[tuple[str, str], Typed] = {
        ("My data", "B3"): 25,
        ("My data", "G1"): "007",
        ("My data", "G2"): date(2026, 1, 2),
        ("My data", "A1"): None,
    }
    values = cell_values(edited_in_libreoffice(book, edits, tmp_path / "b.xlsx"))
    assert (values["My data", "C3"], values["My data", "E1"], values["My data", "G1"]) == (25, 35, "007")
    assert values["My data", "G2"] == 46024
    assert ("My data", "A1") not in values
    assert ("My data", "B3") not in cell_values(book)


@pytest.mark.live
def test_pages(tmp_path: Path) -> None:
    pages = pages_as_png(convert_to_pdf(workbook(tmp_path / "a.xlsx"), tmp_path), tmp_path / "png")
    assert len(pages) == 1
    assert pages[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.live
def test_a_file_that_is_no_workbook_is_missing_from_the_answer(tmp_path: Path) -> None:
    good, bad = workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    assert set(recalculated_by_libreoffice([bad, good], tmp_path / "out")) == {good}


def running_under(folder: Path) -> list[str]:
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if "soffice" in line and str(folder) in line]


@pytest.mark.live
@pytest.mark.parametrize("seconds", [libreoffice.SECONDS, 0.3])
def test_nothing_is_left_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(libreoffice, "SECONDS", seconds)
    in_time = seconds > 1
    with nullcontext() if in_time else pytest.raises(subprocess.TimeoutExpired):
        assert recalculated_by_libreoffice(workbook(tmp_path / "a.xlsx"), tmp_path / "out")
    time.sleep(0.2)
    assert not running_under(tmp_path)


def test_ironcalc_says_what_it_cannot_read(tmp_path: Path) -> None:
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"nothing")
    with pytest.raises(IronCalcFailed, match=r"b\.xlsx: "):
        recalculated_by_ironcalc(bad)


def test_formulas_are_found_array_formulas_too(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("S")
    sheet.write_array_formula("A1:A1", "{=SUM(B1:B2*2)}", None, 0)
    sheet.write_string("A2", "=no formula")
    book.close()
    assert formulas(tmp_path / "a.xlsx") == {("S", "A1"): "=SUM(B1:B2*2)"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (None, "", True),
        (1.0, 1.0000005, True),
        (1.0, 1.00001, False),
        (0, 1e-12, True),
        (0, None, False),
        ("A", "a", False),
        (True, 1, True),
        (date(2026, 3, 1), 46082, True),
        ("1", 1, False),
        ("#N/A", None, False),
    ],
)
def test_what_counts_as_the_same(one: object, other: object, alike: bool) -> None:
    assert same(one, other) is alike


def test_openpyxl_opens_what_is_made_here(tmp_path: Path) -> None:
    assert openpyxl.load_workbook(workbook(tmp_path / "a.xlsx"))["My data"].tables["Quota"].ref == "A1:C3"
