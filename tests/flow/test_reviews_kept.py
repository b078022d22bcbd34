"""Reviews lose nothing: no file, no text of a box, no sheet of one's own, whatever was done to the workbook."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from salesplan.host.printing import NoPrinter, Printed, PrintFailed
from salesplan.workbook.writes import CellWrite, Formula, Scalar
from tests.flow import score_company
from tests.flow.company import put
from tests.flow.score_company import agree, cards, on, review, said_as_json, score

made, plan = score_company.made, score_company.plan

JANUARY, FEBRUARY = ("--period", "2027-01"), ("--period", "2027-02")
PRINT = "salesplan.host.printing.print_pdf"


@pytest.fixture(scope="module")
def _once(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Path(copyfile(made, tmp_path_factory.mktemp("kept") / "plan.xlsx"))
    review(book, *JANUARY)
    return book


@pytest.fixture
def reviewed(_once: Path, tmp_path: Path) -> Path:
    """The company's plan with January's review, of one's own."""
    return Path(copyfile(_once, tmp_path / "plan.xlsx"))


def lines(book: Path, sheet: str = "Review") -> list[list[Any]]:
    found: list[list[Any]] = CalamineWorkbook.from_path(str(book)).get_sheet_by_name(sheet).to_python()
    return found


def row_of(book: Path, rep: str, period: str = "2027-01") -> int:
    """Give the row of a rep's box."""
    return next(row for row, line in enumerate(lines(book), 1) if line[0] == f"actions|{period}|{rep}")


def shown(book: Path, rep: str) -> str:
    return str(lines(book)[row_of(book, rep) - 1][1])


def type_box(book: Path, rep: str, text: Scalar | Formula, column: int = 2) -> Path:
    return put(book, [CellWrite("Review", row_of(book, rep), column, text)])


def actions(book: Path, rep: str = "R1") -> Any:
    return cards(book, "2027-01")[rep]["actions"]


def without_row(book: Path, rep: str) -> Path:
    """Let a rep's row of January be one of another year."""
    return put(book, [CellWrite("Scorecard", cards(book, "2027-01")[rep]["row"], 1, "2026-01")])


def by_hand(book: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    changed = openpyxl.load_workbook(book)
    change(changed)
    changed.save(book)
    return book


def on_pages(change: Callable[[Worksheet], object]) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: (change(book["Review"]), None)[1]


# The PDF.


def prints(book: bytes, to: Path) -> Printed:
    to.write_bytes(b"%PDF-")
    return Printed(to, "a stand-in")


@pytest.fixture
def printer() -> Iterator[None]:
    with patch(PRINT, prints), patch("salesplan.host.printing.can_print", lambda: True):
        yield


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize(
    ("name", "said"),
    [("plan.xlsx", "the workbook"), ("copy.xlsx", "the workbook"), ("x.doc", ".pdf"), ("no/x.pdf", "no folder")],
)
def test_a_pdf_that_would_destroy_something_is_refused_before_anything_is_done(
    plan: Path, tmp_path: Path, name: str, said: str
) -> None:
    before = plan.read_bytes()
    output = on(
        "2027-04-05", "review", plan, *JANUARY, "--out", tmp_path / "copy.xlsx", "--pdf", tmp_path / name, code=2
    )
    assert said in output
    assert plan.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


@pytest.mark.usefixtures("printer")
def test_the_pages_of_a_few_do_not_take_the_place_of_everybodys(plan: Path, tmp_path: Path) -> None:
    for reps in ((), ("R1",), ("di", "R1"), ("R1", "R2", "R3", "R4")):
        on("2027-04-05", "review", plan, *JANUARY, *(part for rep in reps for part in ("--rep", rep)))
    assert {path.name for path in tmp_path.glob("*.pdf")} == {
        "plan-review-2027-01.pdf",
        "plan-review-2027-01-R1.pdf",
        "plan-review-2027-01-R1-R4.pdf",
        "plan-review-2027-01-4-reps.pdf",
    }


def failed(book: bytes, to: Path) -> Printed:
    raise PrintFailed(to, "LibreOffice", "ended with code 1")


def test_a_failure_to_print_is_a_note_after_the_ranking(plan: Path) -> None:
    with patch(PRINT, failed):
        said = on("2027-04-05", "review", plan, *JANUARY)
    assert said.index("Ana") < said.index("wrote") < said.index("reps reviewed in 2027-01: 5") < said.index("note: ")
    assert "LibreOffice ended with code 1" in said
    assert row_of(plan, "R1")


def test_a_failure_to_print_where_it_was_asked_for_is_an_error_after_the_ranking(plan: Path, tmp_path: Path) -> None:
    with patch(PRINT, failed), patch("salesplan.host.printing.can_print", lambda: True):
        said = on("2027-04-05", "review", plan, *JANUARY, "--pdf", tmp_path / "x.pdf", code=3)
    assert said.index("Ana") < said.index("error: the plan was written, but the PDF was not: ")
    assert row_of(plan, "R1")


def test_json_stays_one_document_where_nothing_prints(plan: Path, tmp_path: Path) -> None:
    with patch(PRINT, side_effect=NoPrinter()), patch("salesplan.host.printing.can_print", lambda: True):
        document = said_as_json("review", plan, *JANUARY)
        assert (document["pages"], document["pdf"]) == (5, None)
        document = said_as_json("review", plan, *JANUARY, "--pdf", tmp_path / "x.pdf", code=3)
        assert (document["pages"], document["pdf"]) == (5, None)
    with patch(PRINT, prints):
        document = said_as_json("review", plan, *JANUARY)
    assert document["pdf"] == str(tmp_path / "plan-review-2027-01.pdf")


def test_a_pdf_where_nothing_can_print_is_refused_before_anything_is_done(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    with patch("salesplan.host.printing.can_print", lambda: False):
        said = on("2027-04-05", "review", plan, *JANUARY, "--pdf", tmp_path / "x.pdf", code=3)
    assert "there is no LibreOffice" in said
    assert plan.read_bytes() == before


# What was typed.


@pytest.mark.parametrize("kind", [JANUARY, ("--period", "2027-W05")])
def test_without_a_column_for_what_is_agreed_it_is_said_which(reviewed: Path, kind: tuple[str, str]) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        sheet = book["Scorecard"]
        cell = next(cell for cell in sheet[4] if cell.value == "Agreed actions")
        cell.value = "To do"
        sheet.tables["Scorecard"].tableColumns[cell.column - 1].name = "To do"

    before = by_hand(reviewed, rename).read_bytes()
    assert "has no column 'Agreed actions'" in review(reviewed, *kind, code=3)
    assert reviewed.read_bytes() == before


def test_what_is_typed_replaces_what_the_box_showed(reviewed: Path) -> None:
    for text in ("call C-10", "call C-1", "recall the goods", "call"):
        type_box(reviewed, "R1", text)
        review(reviewed, *JANUARY)
        assert (actions(reviewed), shown(reviewed, "R1")) == (text, text)


def test_changed_in_the_box_and_on_the_scorecard_both_stay(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call C-10")
    review(reviewed, *JANUARY)
    agree(reviewed, "2027-01", "R1", "visit C-10")
    type_box(reviewed, "R1", "visit C-1")
    review(reviewed, *FEBRUARY)
    assert actions(reviewed) == "visit C-10\nvisit C-1"


def test_changed_on_the_scorecard_alone_counts_what_it_says(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call")
    review(reviewed, *JANUARY)
    agree(reviewed, "2027-01", "R1", "visit")
    review(reviewed, *JANUARY)
    assert (actions(reviewed), shown(reviewed, "R1")) == ("visit", "visit")


def test_a_formula_that_goes_on_from_the_pages_own_counts_as_typed(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    review(reviewed, *JANUARY)
    cell = openpyxl.load_workbook(reviewed)["Review"].cell(row_of(reviewed, "R1"), 2)
    type_box(reviewed, "R1", Formula(f'{str(cell.value)[1:]}&" by Friday"', "call Ace by Friday"))
    review(reviewed, *JANUARY)
    assert actions(reviewed) == "call Ace by Friday"


def test_with_errors_in_spite_of_which_it_is_written_the_pages_stay(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    type_box(reviewed, "R2", "visit Best")
    without_row(reviewed, "R1")
    said = review(reviewed, *FEBRUARY, "--partial", code=1)
    assert "[R101]" in said
    assert "[R104] the sheet Review was left as it is" in said
    assert "reps reviewed" not in said
    assert len(cards(reviewed, "2027-02")) == 5
    assert (shown(reviewed, "R1"), shown(reviewed, "R2")) == ("call Ace", "visit Best")
    agree(reviewed, "2027-01", "R2", "see Best")
    review(reviewed, *FEBRUARY, "--partial", code=1)
    assert actions(reviewed, "R2") == "see Best"  # not joined with what still stands in the box
    score(reviewed, *JANUARY)  # so that there is a row again
    review(reviewed, *JANUARY)
    assert (actions(reviewed), actions(reviewed, "R2")) == ("call Ace", "see Best\nvisit Best")


def test_the_short_form_leaves_boxes_alone(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    without_row(reviewed, "R1")
    review(reviewed, "--period", "2027-W05")
    review(reviewed, *JANUARY, "--weekly")
    assert shown(reviewed, "R1") == "call Ace"
    assert actions(reviewed) is None
    review(reviewed, *JANUARY)
    assert actions(reviewed) == "call Ace"


def test_a_box_that_was_taken_apart_keeps_all_its_cells(reviewed: Path) -> None:
    row = row_of(reviewed, "R1")

    def take_apart(sheet: Worksheet) -> None:
        for area in [area for area in sheet.merged_cells.ranges if area.min_row == row]:
            sheet.unmerge_cells(str(area))
        sheet.cell(row, 2).value, sheet.cell(row, 5).value = "first", "second"

    review(by_hand(reviewed, on_pages(take_apart)), *FEBRUARY)
    assert actions(reviewed) == "first\nsecond"


def test_a_column_put_in_before_the_keys_does_not_matter(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    review(by_hand(reviewed, on_pages(lambda sheet: sheet.insert_cols(1))), *FEBRUARY)
    assert actions(reviewed) == "call Ace"
    assert lines(reviewed)[0][0] == "monthly|2027-02"


def test_pages_without_keys_are_left(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    before = by_hand(reviewed, on_pages(lambda sheet: sheet.delete_cols(1))).read_bytes()
    assert "[R102] the keys in the hidden column A of the sheet Review are gone" in review(reviewed, *FEBRUARY, code=1)
    assert reviewed.read_bytes() == before
    review(reviewed, *FEBRUARY, "--partial", code=1)
    assert "call Ace" in str(lines(reviewed))


def test_more_than_a_cell_holds_is_refused(reviewed: Path) -> None:
    agree(reviewed, "2027-01", "R1", "x" * 20_000)
    before = type_box(reviewed, "R1", "y" * 20_000).read_bytes()
    said = review(reviewed, *FEBRUARY, code=1)
    assert (
        f"[R103] what was agreed with R1 in 2027-01 has 40,001 characters with what is typed in B{row_of(reviewed, 'R1')}"
        in said
    )
    assert reviewed.read_bytes() == before


# The sheet.


def test_a_name_that_leads_to_a_sheet_of_ones_own_is_refused(plan: Path) -> None:
    def own(book: openpyxl.Workbook) -> None:
        book.create_sheet("My plan")["A1"] = "months of work"
        book.defined_names["review_pages"] = DefinedName("review_pages", attr_text="'My plan'!$A$1")

    before = by_hand(plan, own).read_bytes()
    assert "delete the name review_pages" in review(plan, *JANUARY, code=3)
    assert plan.read_bytes() == before


@pytest.mark.parametrize("text", [None, "Review!#REF!"])
def test_pages_that_lost_their_name_are_read_and_left(reviewed: Path, text: str | None) -> None:
    def lose(book: openpyxl.Workbook) -> None:
        if text:
            book.defined_names["review_pages"].attr_text = text
        else:
            del book.defined_names["review_pages"]

    type_box(reviewed, "R1", "call Ace")
    said = review(by_hand(reviewed, lose), *FEBRUARY)
    assert "[R105] the sheet Review holds review pages" in said
    assert "on the sheet Review 2" in said
    assert actions(reviewed) == "call Ace"
    assert shown(reviewed, "R1") == "call Ace"
    assert lines(reviewed, "Review 2")[0][0] == "monthly|2027-02"
    assert "R105" not in review(reviewed, *FEBRUARY)
