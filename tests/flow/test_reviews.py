"""Review sheets from the command line: one sheet, made anew, and nothing lost that people typed."""

from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from shutil import copyfile
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from python_calamine import CalamineWorkbook

from salesplan.host.printing import NoPrinter, Printed
from salesplan.workbook.writes import CellWrite, Formula
from tests.flow import score_company
from tests.flow.company import by, everything, parts, put, salesplan, type_in
from tests.flow.score_company import REPS, agree, cards, on, replaced, review, rows, said_as_json, score
from tests.spreadsheet.compare import formulas

made, plan = score_company.made, score_company.plan

JANUARY, FEBRUARY = ("--period", "2027-01"), ("--period", "2027-02")


@pytest.fixture(scope="module")
def _once(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Path(copyfile(made, tmp_path_factory.mktemp("reviewed") / "plan.xlsx"))
    review(book, *JANUARY)
    return book


@pytest.fixture
def reviewed(_once: Path, tmp_path: Path) -> Path:
    """The company's plan with January's review, of one's own."""
    return Path(copyfile(_once, tmp_path / "plan.xlsx"))


def lines(book: Path, sheet: str = "Review") -> list[list[Any]]:
    """Give what a sheet shows, row by row."""
    found: list[list[Any]] = CalamineWorkbook.from_path(str(book)).get_sheet_by_name(sheet).to_python()
    return found


def keyed(book: Path, sheet: str = "Review") -> dict[str, int]:
    """Give the rows of a sheet by what column A says of them."""
    return {line[0]: row for row, line in enumerate(lines(book, sheet), 1) if line[0]}


def shown(book: Path) -> dict[str, str]:
    """Give what the boxes show, by rep."""
    return {line[0].split("|")[2]: line[1] for line in lines(book) if line[0].startswith("actions|")}


def all_text(book: Path, sheet: str = "Review") -> str:
    return "\n".join(str(value) for line in lines(book, sheet) for value in line if value != "")


def sheets(book: Path) -> list[str]:
    return CalamineWorkbook.from_path(str(book)).sheet_names


def type_box(book: Path, rep: str, text: str, *, sheet: str = "Review") -> Path:
    """Type into the box of a rep, as a manager does."""
    return put(book, [CellWrite(sheet, keyed(book, sheet)[f"actions|2027-01|{rep}"], 2, text)])


def changed_by_hand(book: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    changed = openpyxl.load_workbook(book)
    change(changed)
    changed.save(book)
    return book


# The sheet.


def test_a_page_a_rep_beside_the_scorecard(reviewed: Path) -> None:
    names = sheets(reviewed)
    assert names.count("Review") == 1
    assert names[names.index("Scorecard") + 1] == "Review"
    assert [key for key in keyed(reviewed) if key.startswith("page|")] == [
        f"page|2027-01|{rep}"
        for rep in ("R5", "R1", "R2", "R3", "R4")  # by region and team; without one first
    ]
    text = all_text(reviewed)
    assert "Review 2027-01" in text
    assert "Di" in text
    assert set(shown(reviewed).values()) == {""}
    assert all(card["actions"] is None for card in cards(reviewed, "2027-01").values())


def test_a_review_scores_as_score_does(plan: Path, reviewed: Path) -> None:
    score(plan, *JANUARY)
    names = ("Scorecard", "Scores", "RankSensitivity", "Payouts", "Tracking")
    assert [rows(plan, name) for name in names] == [rows(reviewed, name) for name in names]


def test_reviewed_again_there_is_one_sheet_and_no_part_more(reviewed: Path) -> None:
    before, cells = parts(reviewed), everything(reviewed, but=["Runs"])
    review(reviewed, *JANUARY)
    after = parts(reviewed)
    assert after.keys() == before.keys()
    assert everything(reviewed, but=["Runs"]) == cells
    differing = {name for name in after if after[name] != before[name]}
    assert len(differing) == 2  # the run log's sheet and its table
    review(reviewed, *FEBRUARY)
    assert parts(reviewed).keys() == before.keys()
    assert sheets(reviewed).count("Review") == 1


def test_a_sheet_that_was_renamed_and_moved_is_still_replaced(reviewed: Path) -> None:
    def rename_and_move(book: openpyxl.Workbook) -> None:
        book["Review"].title = "Talks & more"
        book.move_sheet("Talks & more", -book.index(book["Talks & more"]))
        book.defined_names["review_pages"].attr_text = "'Talks & more'!$A$1"

    changed_by_hand(reviewed, rename_and_move)
    type_box(reviewed, "R1", "call Ace", sheet="Talks & more")
    said = review(reviewed, *FEBRUARY)
    assert "on the sheet Talks & more" in said
    assert sheets(reviewed)[0] == "Talks & more"
    assert "Review" not in sheets(reviewed)
    assert "page|2027-02|R1" in keyed(reviewed, "Talks & more")
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "call Ace"


def test_a_sheet_of_ones_own_called_review_is_left_alone(plan: Path) -> None:
    changed_by_hand(plan, lambda book: book.create_sheet("Review").cell(3, 3, "mine"))
    review(plan, *JANUARY)
    assert "mine" in all_text(plan)
    assert "page|2027-01|R1" in keyed(plan, "Review 2")


def test_a_deleted_sheet_comes_back(reviewed: Path) -> None:
    def delete(book: openpyxl.Workbook) -> None:
        del book["Review"]

    changed_by_hand(reviewed, delete)
    review(reviewed, *JANUARY)
    assert sheets(reviewed).count("Review") == 1
    assert "page|2027-01|R1" in keyed(reviewed)


def test_what_people_drew_elsewhere_stays_byte_for_byte(plan: Path) -> None:
    def draw(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Mine")
        for row, amount in enumerate((3, 1, 2), 1):
            sheet.cell(row, 1, amount)
        chart = LineChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
        sheet.add_chart(chart, "C3")
        sheet["A1"].comment = Comment("from the meeting", "Mo")

    changed_by_hand(plan, draw)
    before = parts(plan)
    review(plan, *JANUARY)
    review(plan, *FEBRUARY)
    after = parts(plan)
    drawn = [name for name in before if any(kind in name for kind in ("chart", "drawing", "comment"))]
    assert len(drawn) >= 3
    assert {name for name in drawn if after.get(name) != before[name]} == set()


WRITTEN = ("Review", "Scorecard", "Scores", "Rank sensitivity", "Payouts", "Tracking")
BESIDE = ("Visit status", "Visit plan", "Follow-up", "Findings", "Runs")


def test_other_tables_and_typed_cells_stay(reviewed: Path) -> None:
    type_in(reviewed, "QuotaHistory", ("2027-Q1", "R1"), note="as agreed")
    agree(reviewed, "2027-01", "R1", "call Ace")
    before = everything(reviewed, but=[*WRITTEN, *BESIDE])
    review(reviewed, *FEBRUARY)
    assert everything(reviewed, but=[*WRITTEN, *BESIDE]) == before
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "call Ace"


# What is agreed.


def test_what_was_typed_in_a_box_is_kept_and_shown_again(reviewed: Path) -> None:
    type_box(reviewed, "R2", "collect from Best by the 10th")
    review(reviewed, *FEBRUARY)
    assert cards(reviewed, "2027-01")["R2"]["actions"] == "collect from Best by the 10th"
    text = all_text(reviewed)
    assert "collect from Best by the 10th" in text
    assert "2027-01" in text
    assert shown(reviewed)["R2"] == ""
    review(reviewed, *JANUARY)
    assert shown(reviewed)["R2"] == "collect from Best by the 10th"
    assert cards(reviewed, "2027-01")["R2"]["actions"] == "collect from Best by the 10th"


def test_a_box_of_the_same_period_is_kept_too(reviewed: Path) -> None:
    type_box(reviewed, "R1", "one")
    review(reviewed, *JANUARY)
    assert (shown(reviewed)["R1"], cards(reviewed, "2027-01")["R1"]["actions"]) == ("one", "one")
    type_box(reviewed, "R1", "one and two")
    review(reviewed, *JANUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "one and two"


def test_typed_in_a_box_and_on_the_scorecard_both_stay(reviewed: Path) -> None:
    agree(reviewed, "2027-01", "R1", "from the sheet")
    type_box(reviewed, "R1", "from the box")
    review(reviewed, *JANUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "from the sheet\nfrom the box"
    assert shown(reviewed)["R1"] == "from the sheet\nfrom the box"
    review(reviewed, *JANUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "from the sheet\nfrom the box"


def test_what_looks_like_a_formula_stays_text(reviewed: Path) -> None:
    texts = {"R1": "=1+1", "R2": "+49 30 123", "R3": "- call Ace", "R4": "@Ana: call", "R5": "a & <b>\ntwo"}
    before, rows_of = formulas(reviewed).keys(), keyed(reviewed)
    put(reviewed, [CellWrite("Review", rows_of[f"actions|2027-01|{rep}"], 2, text) for rep, text in texts.items()])
    review(reviewed, *JANUARY)
    assert {rep: card["actions"] for rep, card in cards(reviewed, "2027-01").items()} == texts
    assert shown(reviewed) == texts
    assert formulas(reviewed).keys() == before
    review(reviewed, *FEBRUARY)
    assert [text for text in texts.values() if text not in all_text(reviewed)] == []


def test_boxes_of_reps_who_are_not_printed_this_time_are_kept(reviewed: Path) -> None:
    type_box(reviewed, "R2", "for Bo")
    said = review(reviewed, *FEBRUARY, "--rep", "ana", "--rep", "r4")
    assert "reps reviewed in 2027-02: 2" in said
    assert list(shown(reviewed)) == ["R1", "R4"]
    assert cards(reviewed, "2027-01")["R2"]["actions"] == "for Bo"
    assert len(cards(reviewed, "2027-02")) == 5


def test_what_was_agreed_with_a_rep_who_is_gone_is_not_lost(reviewed: Path) -> None:
    type_box(reviewed, "R3", "hand over Ace")
    replaced(reviewed, "Reps", [rep for rep in REPS if rep["rep_id"] != "R3"])
    review(reviewed, *FEBRUARY)
    assert cards(reviewed, "2027-01")["R3"]["actions"] == "hand over Ace"


def test_a_rep_who_is_gone_and_whose_period_is_scored_again(reviewed: Path) -> None:
    type_box(reviewed, "R3", "hand over Ace")
    replaced(reviewed, "Reps", [rep for rep in REPS if rep["rep_id"] != "R3"])
    review(reviewed, *JANUARY)
    assert cards(reviewed, "2027-01")["R3"]["actions"] == "hand over Ace"
    assert cards(reviewed, "2027-01")["R3"]["total"] is None


def test_a_box_without_a_row_on_the_scorecard_stops_it(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    place = cards(reviewed, "2027-01")["R1"]["row"]
    put(reviewed, [CellWrite("Scorecard", place, 1, "2026-01")])
    before = reviewed.read_bytes()
    said = review(reviewed, *FEBRUARY, code=1)
    assert "[R101] what was agreed with R1 in 2027-01" in said
    assert "call Ace" in said
    assert reviewed.read_bytes() == before


def test_without_a_column_for_what_is_agreed_nothing_is_done(reviewed: Path) -> None:
    def delete(book: openpyxl.Workbook) -> None:
        sheet = book["Scorecard"]
        cell = next(cell for cell in sheet[4] if cell.value == "Agreed actions")
        cell.value = "To do"
        sheet.tables["Scorecard"].tableColumns[cell.column - 1].name = "To do"

    changed_by_hand(reviewed, delete)
    type_box(reviewed, "R1", "call Ace")
    before = reviewed.read_bytes()
    assert "Agreed actions" in review(reviewed, *FEBRUARY, code=3)
    assert reviewed.read_bytes() == before


def test_scoring_leaves_boxes_for_the_next_review(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    score(reviewed, *FEBRUARY)
    assert shown(reviewed)["R1"] == "call Ace"
    review(reviewed, *FEBRUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "call Ace"


@pytest.mark.parametrize(("value", "kept"), [("call Ace", "call Ace"), (None, '="call "&"Ace"')])
def test_a_formula_of_ones_own_in_a_box_is_not_thrown_away(reviewed: Path, value: str | None, kept: str) -> None:
    row = keyed(reviewed)["actions|2027-01|R1"]
    put(reviewed, [CellWrite("Review", row, 2, Formula('"call "&"Ace"', value))])
    review(reviewed, *FEBRUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == kept


# The short form.


def test_a_week_gets_the_short_form(reviewed: Path) -> None:
    type_box(reviewed, "R1", "call Ace")
    said = review(reviewed, "--period", "2027-W05")
    assert "reps reviewed in 2027-W05: 5, on the sheet Weekly summary" in said
    text = all_text(reviewed, "Weekly summary")
    assert "2027-W05" in text
    assert all(rep["rep"] in text for rep in REPS)
    assert "page|2027-01|R1" in keyed(reviewed)  # January's pages are still there, with what is typed in them
    assert cards(reviewed, "2027-01")["R1"]["actions"] is None
    assert shown(reviewed)["R1"] == "call Ace"


def test_either_form_may_be_asked_for(plan: Path) -> None:
    assert "on the sheet Review" in review(plan, "--period", "2027-W05", "--monthly")
    assert "on the sheet Weekly summary" in review(plan, *JANUARY, "--weekly")
    assert {"Review", "Weekly summary"} <= set(sheets(plan))


# Who, how many, and what is printed.


@pytest.mark.parametrize(("name", "near"), [("Anna", "Ana"), ("R11", "R1")])
def test_an_unknown_rep_is_refused_with_the_nearest(plan: Path, name: str, near: str) -> None:
    before = plan.read_bytes()
    said = review(plan, *JANUARY, "--rep", name, code=2)
    assert f"there is no rep {name!r}; did you mean {near!r}?" in said
    assert plan.read_bytes() == before


def test_more_pages_than_anybody_prints_are_refused(plan: Path) -> None:
    before = plan.read_bytes()
    with patch("salesplan.host.review.run.MOST_PAGES", 4):
        said = review(plan, *JANUARY, code=2)
        assert "5 pages" in said
        assert "--weekly" in said
        assert plan.read_bytes() == before
        assert "2027-01: 5" in review(plan, *JANUARY, "--weekly")
        assert "2027-01: 1" in review(plan, *JANUARY, "--rep", "R1")


def printing(done: list[Path]) -> Callable[[bytes, Path], Printed]:
    def printed(book: bytes, to: Path) -> Printed:
        assert book.startswith(b"PK")
        to.write_bytes(b"%PDF-")
        done.append(to)
        return Printed(to, "a stand-in")

    return printed


def test_a_pdf_lies_beside_the_workbook_or_where_it_is_wanted(plan: Path, tmp_path: Path) -> None:
    done: list[Path] = []
    with patch("salesplan.host.printing.print_pdf", printing(done)):
        said = on("2027-04-05", "review", plan, *JANUARY)
        assert done[0].name in said
        on("2027-04-05", "review", plan, "--period", "2027-W05", "--out", tmp_path / "copy.xlsx")
        on("2027-04-05", "review", plan, *JANUARY, "--pdf", tmp_path / "here.pdf")
        on("2027-04-05", "review", plan, *JANUARY, "--no-pdf")
        on("2027-04-05", "review", plan, *JANUARY, "--dry-run")
        on("2027-04-05", "review", plan, *JANUARY, "--pdf", tmp_path / "here.pdf", "--no-pdf", code=2)
    pages, summary, here = done
    assert (pages.parent, summary.parent, here) == (plan.parent, tmp_path, tmp_path / "here.pdf")
    assert pages.name.startswith("plan")
    assert "2027-01" in pages.name
    assert summary.name.startswith("copy")
    assert "2027-W05" in summary.name


def test_without_a_program_that_prints_the_sheet_is_made_and_it_is_said(plan: Path, tmp_path: Path) -> None:
    with patch("salesplan.host.printing.print_pdf", side_effect=NoPrinter()):
        said = on("2027-04-05", "review", plan, *JANUARY)
        assert "there is no LibreOffice" in said
        assert "reps reviewed in 2027-01: 5" in said
        assert "page|2027-01|R1" in keyed(plan)
        assert "there is no LibreOffice" in on(
            "2027-04-05", "review", plan, *FEBRUARY, "--pdf", tmp_path / "x.pdf", code=3
        )
    assert not (tmp_path / "x.pdf").exists()


def test_a_dry_run_writes_nothing(plan: Path) -> None:
    before = plan.read_bytes()
    review(plan, *JANUARY, "--dry-run")
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == ["plan.xlsx"]


def test_json_has_the_pages_beside_the_tables(plan: Path) -> None:
    document = said_as_json("review", plan, *JANUARY, "--no-pdf")
    assert (document["pages"], document["pdf"]) == (5, None)
    assert {"Scorecard", "Payouts", "Tracking"} <= set(document["tables"])
    assert by(document["tables"]["Scorecard"], "rep_id")["R1"]["total"] == 105


@pytest.mark.parametrize("where", ["salesplan.workbook.read.save", "os.replace", "os.fsync"])
def test_a_crash_leaves_the_file_as_it_was(reviewed: Path, where: str) -> None:
    type_box(reviewed, "R1", "call Ace")
    before = reviewed.read_bytes()
    with patch(where, side_effect=OSError(ENOSPC, "no room")), pytest.raises(AssertionError):
        review(reviewed, *FEBRUARY)
    assert reviewed.read_bytes() == before
    review(reviewed, *FEBRUARY)
    assert cards(reviewed, "2027-01")["R1"]["actions"] == "call Ace"


def test_a_review_in_chinese(plan: Path) -> None:
    said = review(plan, *JANUARY, "--lang", "zh-Hans")
    assert "绩效回顾" in said
    type_box(plan, "R1", "每周拜访两家客户", sheet="绩效回顾")
    review(plan, *FEBRUARY, "--lang", "zh-Hant")
    assert cards(plan, "2027-01")["R1"]["actions"] == "每周拜访两家客户"
    assert "每周拜访两家客户" in all_text(plan, "绩效回顾")


def test_without_a_period_it_is_the_last_month_that_is_over(plan: Path) -> None:
    assert "reps reviewed in 2027-03" in review(plan)


def test_the_two_forms_exclude_each_other(plan: Path) -> None:
    assert "exclude each other" in salesplan("review", plan, "--weekly", "--monthly", code=2).stderr
