"""Which sheet of a plan holds the pages of the review before."""

from dataclasses import dataclass
from typing import Final

from salesplan.errors import WriteRefused
from salesplan.host.review.boxes import is_key, is_mark
from salesplan.workbook.graft_read import AnchoredSheet, Placed, anchored_sheet
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.review_data import Kind

ANCHORS: Final = {Kind.MONTHLY: "review_pages", Kind.WEEKLY: "review_weekly"}
"""The defined names by which the sheets of reviews are found again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sheet of review pages, and whether its defined name still marks it, so that it can be replaced."""

    sheet: AnchoredSheet
    marked: bool


def standing(reader: WorkbookReader, kind: Kind) -> Standing | None:
    """Find the pages of the review before: by their defined name, else by what the sheet says of itself.

    Raises
    ------
    WriteRefused
        If the name leads to a sheet that holds no such pages, which must not be replaced.
    """
    name = ANCHORS[kind]
    sheet = anchored_sheet(reader, name)
    if sheet is None:
        unmarked = _unmarked(reader) if kind is Kind.MONTHLY else None  # only these have boxes
        return Standing(unmarked, marked=False) if unmarked else None
    if not _holds_pages(sheet, kind):
        raise WriteRefused(
            reader.package.path,
            sheet.name,
            "A1",
            f"is where the defined name {name} leads, but holds no review that could be replaced",
            f"delete the name {name} in the Name Manager",
        )
    return Standing(sheet, marked=True)


def _holds_pages(sheet: AnchoredSheet, kind: Kind) -> bool:
    """Say whether a sheet is what its name promises, even where columns were put in or taken away."""
    values = [cell.value for cell in sheet.cells.values()]
    if any(isinstance(value, str) and value.startswith(f"{kind}|") for value in values):
        return True
    return kind is Kind.MONTHLY and any(is_key(value) or is_mark(value) for value in values)


def _unmarked(reader: WorkbookReader) -> AnchoredSheet | None:
    """Find pages that lost their name; sheets with Tables hold none, and may be long."""
    with_tables = {table.sheet for table in reader.book.tables.values()}
    for sheet in reader.book.sheets:
        if sheet.kind != "worksheet" or sheet.name in with_tables:
            continue
        cells = {
            (row, column): Placed(value)
            for row, line in enumerate(reader.grid(sheet.name), 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }
        found = AnchoredSheet(sheet.name, cells)
        if _holds_pages(found, Kind.MONTHLY):
            return found
    return None
