"""The cells of a sheet that a defined name marks, wherever people have moved it and whatever they call it."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesplan.errors import NotAWorkbook
from salesplan.workbook.blocks import Position, expanded, shared_formulas
from salesplan.workbook.cells import OldCell
from salesplan.workbook.formulas import references
from salesplan.workbook.locate import Sheet
from salesplan.workbook.markup import Malformed
from salesplan.workbook.read import WorkbookReader
from salesplan.workbook.sheet_xml import SheetXml


@dataclass(frozen=True, slots=True)
class Placed:
    """What a cell shows, "" if nothing, and the text of its formula without ``=``, "" if it has none."""

    value: object = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class AnchoredSheet:
    """A sheet that was found by its anchor: its name, and by row and column, from 1, each cell that is not blank."""

    name: str
    cells: dict[Position, Placed]

    def __getitem__(self, place: Position) -> Placed:
        return self.cells.get(place, Placed())

    def texts(self, column: int) -> dict[int, str]:
        """Give the texts of a column, from 1, by row, from the top."""
        found = {row: cell.value for (row, at), cell in self.cells.items() if at == column}
        return {row: value for row, value in sorted(found.items()) if isinstance(value, str) and value}


def anchored_sheet(reader: WorkbookReader, anchor: str) -> AnchoredSheet | None:
    """Read the sheet that a defined name of the whole workbook points at.

    Returns
    -------
    AnchoredSheet or None
        None where there is no such name, or it points at no worksheet that is there.

    Raises
    ------
    NotAWorkbook
        If the sheet cannot be read.
    """
    sheet = _sheet(reader, anchor)
    if sheet is None:
        return None
    values = {
        (row, column): value
        for row, line in enumerate(reader.grid(sheet.name), 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }
    formulas = dict(_formulas(reader, sheet))
    places = sorted(values.keys() | formulas.keys())
    return AnchoredSheet(sheet.name, {at: Placed(values.get(at, ""), formulas.get(at, "")) for at in places})


def marked_sheet(reader: WorkbookReader, anchor: str, mark: str) -> str:
    """Find the sheet that holds a text beginning with a mark, somewhere: the anchored one before others.

    Sheets with Tables hold none, and may be long.

    Returns
    -------
    str
        Its name; "" where there is none.
    """
    anchored = _sheet(reader, anchor)
    with_tables = {table.sheet for table in reader.book.tables.values()}
    others = [sheet for sheet in reader.book.sheets if sheet.kind == "worksheet" and sheet.name not in with_tables]
    for sheet in [anchored, *others] if anchored else others:
        cells = (cell for line in reader.grid(sheet.name) for cell in line)
        if any(isinstance(cell, str) and cell.startswith(mark) for cell in cells):
            return sheet.name
    return ""


def _sheet(reader: WorkbookReader, anchor: str) -> Sheet | None:
    for name in reader.book.names:
        if name.name.casefold() != anchor.casefold() or name.sheet:
            continue
        target = next((found.sheet.casefold() for found in references(name.text)), "")
        found = (sheet for sheet in reader.book.sheets if sheet.name.casefold() == target)
        return next((sheet for sheet in found if sheet.kind == "worksheet"), None)
    return None


def _formulas(reader: WorkbookReader, sheet: Sheet) -> Iterator[tuple[Position, str]]:
    try:
        xml = SheetXml(reader.package.read(sheet.part))
        groups = shared_formulas(xml)
        for row, column, cell in (expanded(xml, groups) if groups else xml).all_cells():
            if b"f" in cell and (formula := OldCell(cell).formula):
                yield (row, column), formula
    except Malformed as error:
        raise NotAWorkbook(
            reader.package.path, f"its sheet {sheet.name!r} cannot be read ({error})", "save it in Excel"
        ) from error
