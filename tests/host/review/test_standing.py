"""Which sheet holds the pages of the review before, and which must not be replaced."""

from pathlib import Path

import pytest

from salesplan.errors import WriteRefused
from salesplan.host.review.standing import standing
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.review_data import Kind
from tests.workbook.books import book_parts, sheet, zipped

MARKED = '<definedName name="review_pages">Mine!$A$1</definedName>'
BROKEN = '<definedName name="review_pages">Mine!#REF!</definedName>'


def found(folder: Path, *texts: tuple[str, str], name: str = "", kind: Kind = Kind.MONTHLY) -> tuple[str, bool] | None:
    """Give the sheet that is found in a book with one more, whose first rows hold texts by column."""
    rows = "".join(
        f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for row, (column, text) in enumerate(texts, 1)
    )
    plain = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    path = folder / "plan.xlsx"
    path.write_bytes(zipped(book_parts({"Plan": plain, "Mine": sheet(rows)}, names=name)))
    there = standing(WorkbookReader(path), kind)
    return (there.sheet.name, there.marked) if there else None


@pytest.mark.parametrize("text", ["monthly|2027-03", "actions|2027-03|R1", "shown|"])
@pytest.mark.parametrize("column", ["A", "C"])
def test_pages_are_known_by_their_name_and_what_they_hold(tmp_path: Path, text: str, column: str) -> None:
    assert found(tmp_path, ("A", "help"), (column, text), name=MARKED) == ("Mine", True)


@pytest.mark.parametrize("name", ["", BROKEN, MARKED.replace("Mine", "Gone")])
def test_without_a_name_they_are_known_by_what_they_hold(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, ("A", "monthly|2027-03"), name=name) == ("Mine", False)
    assert found(tmp_path, ("A", "my months"), name=name) is None


@pytest.mark.parametrize("text", ["months of work", "weekly|2027-W14"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WriteRefused, match=r"'Mine'!A1 .* name review_pages .*; delete the name review_pages"):
        found(tmp_path, ("A", text), name=MARKED)


def test_each_form_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    weekly = MARKED.replace("review_pages", "review_weekly")
    assert found(tmp_path, ("A", "weekly|2027-W14"), name=weekly, kind=Kind.WEEKLY) == ("Mine", True)
    assert found(tmp_path, ("A", "monthly|2027-03"), kind=Kind.WEEKLY) is None
    with pytest.raises(WriteRefused, match="review_weekly"):
        found(tmp_path, ("A", "monthly|2027-03"), name=weekly, kind=Kind.WEEKLY)
