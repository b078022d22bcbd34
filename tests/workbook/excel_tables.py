"""What Excel asks of Tables (ECMA-376 part 1, 18.5)."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tests.workbook.excel_book import Area, ExcelBook, Table, area_of, child, children, out_of_order, said
from tests.workbook.excel_formulas import parsed

_ORDER: Final = "autoFilter sortState tableColumns tableStyleInfo extLst"
_STYLED: Final = ("dataDxfId", "headerRowDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId")
_TEXTS: Final = ("s", "str", "inlineStr")


def broken_tables(book: ExcelBook) -> Iterator[str]:
    """Check all Tables, by themselves and against each other."""
    for key in ("id", "name", "displayName"):
        for value, count in Counter(table.root.get(key, "").casefold() for table in book.tables).items():
            if count > 1 or not value:
                yield f"{count} tables have the {key} {value!r}"
    for part, count in Counter(table.part for table in book.tables).items():
        if count > 1:
            yield f"{part} stands on {count} sheets"
    for table in book.tables:
        for words in (*_frame(table), *_columns(book, table), *_rows(book, table), *_neighbours(book, table)):
            yield f"table {table.name}: {words}"


def _frame(table: Table) -> Iterator[str]:
    root, area = table.root, table.area
    if wrong := out_of_order(root, _ORDER):
        yield f"<{wrong}> is out of order"
    if not root.get("id", "").isdecimal() or int(root.get("id", "0")) < 1:
        yield f"its id is {root.get('id')!r}"
    if table.data.bottom < table.data.top:
        yield "it has no row for data"
    filters = child(root, "autoFilter")
    if filters is None:
        return
    if area_of(filters.get("ref", "")) != area._replace(bottom=table.data.bottom):
        yield f"its filter is on {filters.get('ref')}, the table on {root.get('ref')}"
    for column in children(filters, "filterColumn"):
        if not int(column.get("colId", "0")) <= area.right - area.left:
            yield f"it filters by column {column.get('colId')}, which it does not have"


def _columns(book: ExcelBook, table: Table) -> Iterator[str]:
    wide = table.area.right - table.area.left + 1
    block = child(table.root, "tableColumns")
    if block is None or not len(block) == int(block.get("count", "-1")) == wide:
        yield f"it is {wide} columns wide and lists {len(table.columns)}"
    for value, count in Counter(name.casefold() for name in table.columns).items():
        if count > 1:
            yield f"{count} columns are called {value!r}"
    for number, count in Counter(item.get("id") for item in block or ()).items():
        if count > 1:
            yield f"{count} columns have the id {number}"
    formats = _count_of_formats(book)
    for item in (table.root, *(block or ())):
        for key in _STYLED:
            if int(item.get(key, "-1")) >= formats:
                yield f"its {key} {item.get(key)} is not there"
    if table.root.get("headerRowCount", "1") == "0":
        return
    for at, name in enumerate(table.columns):
        cell = table.sheet.cells.get((table.area.top, table.area.left + at))
        if cell is None or cell.kind not in _TEXTS:
            yield f"the header over column {name!r} is no text"
        elif book.text(cell) != name:
            yield f"column {name!r} has the header {book.text(cell)!r}"
        elif not name or len(name) > 255:
            yield f"{name!r} is no header"


def _count_of_formats(book: ExcelBook) -> int:
    return sum(len(children(book.root(part), "dxfs", "dxf")) for part in book.related(book.workbook, "styles"))


def _rows(book: ExcelBook, table: Table) -> Iterator[str]:
    for at, item in enumerate(children(table.root, "tableColumns", "tableColumn")):
        stated = child(item, "calculatedColumnFormula")
        if stated is None:
            continue
        text, column = said(stated), table.area.left + at
        for fault in parsed(text, book, table.sheet.name).faults:
            yield f"the formula of column {item.get('name')!r} {fault}"
        if stated.get("array"):
            continue
        other = [
            row
            for row in range(table.data.top, table.data.bottom + 1)
            if _formula(table, row, column) not in (text, "shared")
        ]
        if other:
            yield f"column {item.get('name')!r} has another formula, or none, in {len(other)} rows, the first is {other[0]}"


def _formula(table: Table, row: int, column: int) -> str:
    cell = table.sheet.cells.get((row, column))
    formula = cell.formula if cell else None
    if formula is None:
        return ""
    return said(formula) or formula.get("t", "")


def _neighbours(book: ExcelBook, table: Table) -> Iterator[str]:
    for other in book.tables:
        if other.part != table.part and other.sheet.part == table.sheet.part and other.area.meets(table.area):
            yield f"it overlaps table {other.name}"
    for merged in children(table.sheet.root, "mergeCells", "mergeCell"):
        area = area_of(merged.get("ref", ""))
        if area and area.meets(table.area):
            yield f"cells {merged.get('ref')} in it are merged"
    for cell in table.sheet.cells.values():
        formula = cell.formula
        if formula is None or formula.get("t") != "array" or not table.area.holds(cell.row, cell.column):
            continue
        area = area_of(formula.get("ref", "")) or Area(1, 1, 1, 2)
        if area.size > 1:
            yield f"the array formula {formula.get('ref')} reaches over several cells of it"
