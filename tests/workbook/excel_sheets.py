"""What Excel asks of worksheets (ECMA-376 part 1, 18.3): their order, rows, cells, formulas and views."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element

from tests.workbook.excel_book import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Cell,
    ExcelBook,
    Sheet,
    area_of,
    areas_of,
    child,
    children,
    column_number,
    out_of_order,
    related_id,
    said,
    unescaped,
)
from tests.workbook.excel_checks import broken_formats, broken_validations
from tests.workbook.excel_formulas import Parsed, parsed

_ORDER: Final = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
_KINDS: Final = ("n", "s", "str", "inlineStr", "b", "e", "d")
_ERRORS: Final = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
)
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][-+]?[0-9]+)?")
_LONGEST: Final = 32_767
_HIGHEST: Final = 409.5
_MOST_LINKS: Final = 65_530
_COUNTED: Final = {
    "mergeCells": "mergeCell",
    "dataValidations": "dataValidation",
    "tableParts": "tablePart",
    "rowBreaks": "brk",
    "colBreaks": "brk",
}


def broken_sheets(book: ExcelBook) -> Iterator[str]:
    """Check all worksheets."""
    for sheet in book.sheets:
        if sheet.root.tag != "worksheet":
            continue
        rules = (_frame, _rows, _cells, _formulas, _views, _columns, _merges, _links, _prints)
        for rule in (*rules, broken_validations, broken_formats):
            for words in rule(book, sheet):
                yield f"sheet {sheet.name!r}: {words}"


def _frame(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    if wrong := out_of_order(sheet.root, _ORDER):
        yield f"<{wrong}> is out of order"
    for tag, count in Counter(item.tag for item in sheet.root).items():
        if count > 1 and tag not in ("conditionalFormatting", "AlternateContent"):
            yield f"<{tag}> is there {count} times"
    for block, item in _COUNTED.items():
        for found in children(sheet.root, block):
            if found.get("count") and int(found.get("count", "0")) != len(children(found, item)):
                yield f"<{block}> says it has {found.get('count')}, and has {len(children(found, item))}"
            if not children(found, item) and block != "tableParts":
                yield f"<{block}> is empty"
    related = {item.id: item.target for item in book.relations(sheet.part).values() if item.kind == "table"}
    parts = [related_id(item) for item in children(sheet.root, "tableParts", "tablePart")]
    if set(parts) != set(related):
        yield f"it has the tables {sorted(related.values())} and lists {len(parts)}"
    dimension = child(sheet.root, "dimension")
    area = area_of(dimension.get("ref", "")) if dimension is not None else Area(1, 1, LAST_ROW, LAST_COLUMN)
    if area is None or any(not area.holds(*place) for place in sheet.cells):
        yield "its dimension does not hold all cells"


def _rows(_: ExcelBook, sheet: Sheet) -> Iterator[str]:
    last = 0
    for line in children(sheet.root, "sheetData", "row"):
        row = int(line.get("r") or last + 1)
        if not last < row <= LAST_ROW:
            yield f"row {row} comes after row {last}"
        last = row
        if not 0 <= float(line.get("ht", "0")) <= _HIGHEST:
            yield f"row {row} is {line.get('ht')} points high"
        if not re.fullmatch(r"(\d+:\d+(\s\d+:\d+)*)?", line.get("spans", "")):
            yield f"row {row} spans {line.get('spans')!r}"
        column = 0
        for element in children(line, "c"):
            place = element.get("r")
            found = re.fullmatch(r"([A-Z]{1,3})([0-9]+)", place or "")
            at = column_number(found[1]) if found else column + 1
            if place is not None and (found is None or int(found[2]) != row):
                yield f"row {row} holds the cell {place!r}"
            if not column < at <= LAST_COLUMN:
                yield f"row {row} holds {place!r} out of order"
            column = at


def _cells(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    formats = sum(len(children(book.root(part), "cellXfs", "xf")) for part in book.related(book.workbook, "styles"))
    strings = len(book.strings)
    has_metadata = bool(book.related(book.workbook, "sheetMetadata"))
    for cell in sheet.cells.values():
        where = f"cell {cell.element.get('r')}"
        if int(cell.element.get("s", "0")) >= max(formats, 1):
            yield f"{where} has the format {cell.element.get('s')}, which is not there"
        if (cell.element.get("cm") or cell.element.get("vm")) and not has_metadata:
            yield f"{where} refers to metadata that the workbook does not have"
        if out_of_order(cell.element, "f v is extLst") or len({item.tag for item in cell.element}) < len(cell.element):
            yield f"{where} holds {[item.tag for item in cell.element]}"
        for words in _value(cell, strings):
            yield f"{where} {words}"
        for text in cell.element.iter("t"):
            plain = text.text or ""
            if plain != plain.strip() and not any(name.endswith("}space") for name in text.attrib):
                yield f"{where} would lose the blanks around {plain!r}"


def _value(cell: Cell, strings: int) -> Iterator[str]:
    element, kind = cell.element, cell.kind
    value = child(element, "v")
    text = said(value)
    if kind not in _KINDS:
        yield f"is of the type {kind!r}"
    elif kind == "inlineStr":
        if child(element, "is") is None or value is not None or cell.formula is not None:
            yield "is an inline text, and holds something else"
        elif len(unescaped(said(child(element, "is")))) > _LONGEST:
            yield "holds a text that is too long"
    elif child(element, "is") is not None:
        yield f"is of the type {kind!r} and holds an inline text"
    elif kind == "str":
        if len(unescaped(text)) > _LONGEST:
            yield "holds a text that is too long"
    elif not text and cell.formula is not None:
        return  # not computed yet
    elif value is None:
        if kind in ("s", "e", "b"):
            yield f"is of the type {kind!r} without a value"
    elif kind == "s" and not (text.isdecimal() and int(text) < strings):
        yield f"is the shared text {text!r}, which is not there"
    elif kind == "b" and text not in ("0", "1"):
        yield f"is the truth value {text!r}"
    elif kind == "e" and text not in _ERRORS:
        yield f"is the error {text!r}"
    elif kind == "n" and not (_NUMBER.fullmatch(text.strip()) and math.isfinite(float(text))):
        yield f"is the number {text!r}"


def _formulas(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    @cache
    def read(text: str, inside: str) -> Parsed:
        return parsed(text, book, sheet.name, inside=inside)

    own = [table for table in book.tables if table.sheet.part == sheet.part]
    masters: dict[str, Area | None] = {}
    for cell in sheet.cells.values():
        formula = cell.formula
        if formula is None or formula.get("t") == "dataTable":
            continue
        where, text = f"cell {cell.element.get('r')}", said(formula)
        if formula.get("t") == "shared":
            group = formula.get("si", "")
            if text:
                masters[group] = area_of(formula.get("ref", ""))
            elif not (masters.get(group) or Area(0, 0, 0, 0)).holds(cell.row, cell.column):
                yield f"{where} shares the formula {group!r}, which does not reach it"
            if not text:
                continue
        if formula.get("t") == "array" and not (area_of(formula.get("ref", "")) or Area(0, 0, 0, 0)).holds(
            cell.row, cell.column
        ):
            yield f"{where} has an array formula for {formula.get('ref')!r}"
        result = read(text, next((table.name for table in own if table.area.holds(cell.row, cell.column)), ""))
        for fault in result.faults:
            yield f"{where}: the formula {fault}"
        for name in result.this_row:
            table = book.table(name)
            if table and not (table.sheet.part == sheet.part and table.data.top <= cell.row <= table.data.bottom):
                yield f"{where} asks for its own row of table {name}, beside which it does not stand"


def _views(_: ExcelBook, sheet: Sheet) -> Iterator[str]:
    for view in children(sheet.root, "sheetViews", "sheetView"):
        if wrong := out_of_order(view, "pane selection pivotSelection extLst"):
            yield f"<{wrong}> is out of order in its view"
        panes = [item.get("pane", "topLeft") for item in children(view, "selection")]
        if len(set(panes)) < len(panes):
            yield "a pane of it has two selections"
        for pane in children(view, "pane"):
            wanted = {(True, True): "bottomRight", (True, False): "topRight", (False, True): "bottomLeft"}
            split = wanted.get((bool(pane.get("xSplit")), bool(pane.get("ySplit"))), "topLeft")
            if pane.get("activePane", "topLeft") != split and pane.get("state") == "frozen":
                yield f"its panes are frozen, and {pane.get('activePane')} is active"
            if area_of(pane.get("topLeftCell", "A1")) is None:
                yield f"its pane begins at {pane.get('topLeftCell')!r}"
        for item in children(view, "selection"):
            active, areas = area_of(item.get("activeCell", "A1")), areas_of(item.get("sqref", "A1"))
            if active is None or areas is None or not any(area.holds(active.top, active.left) for area in areas):
                yield f"it selects {item.get('sqref')!r} around {item.get('activeCell')!r}"


def _columns(_: ExcelBook, sheet: Sheet) -> Iterator[str]:
    last = 0
    for item in children(sheet.root, "cols", "col"):
        first, end = int(item.get("min", "0")), int(item.get("max", "0"))
        if not last < first <= end <= LAST_COLUMN:
            yield f"the width of columns {first} to {end} follows that of {last}"
        if not 0 <= float(item.get("width", "9")) <= 255:
            yield f"column {first} is {item.get('width')} wide"
        last = end


def _merges(_: ExcelBook, sheet: Sheet) -> Iterator[str]:
    seen: list[Area] = []
    for item in children(sheet.root, "mergeCells", "mergeCell"):
        area = area_of(item.get("ref", ""))
        if area is None or area.size < 2 or any(area.meets(other) for other in seen):
            yield f"the merged cells {item.get('ref')!r} are no area of their own"
        else:
            seen.append(area)


def _links(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    links = children(sheet.root, "hyperlinks", "hyperlink")
    if len(links) > _MOST_LINKS:
        yield f"it has {len(links)} links"
    for item in links:
        if area_of(item.get("ref", "")) is None:
            yield f"a link stands at {item.get('ref')!r}"
        place = item.get("location", "")
        if not place and not related_id(item):
            yield f"the link at {item.get('ref')} leads nowhere"
        if place and not related_id(item) and (faults := parsed(place, book, sheet.name).faults):
            yield f"the link at {item.get('ref')} leads to {place}, which {faults[0]}"
        if any(len(item.get(key, "")) > 255 for key in ("tooltip", "location")):
            yield f"the link at {item.get('ref')} says too much"


def _prints(_: ExcelBook, sheet: Sheet) -> Iterator[str]:
    for item in children(sheet.root, "headerFooter"):
        for line in item:
            if len(said(line)) > 255 or not _is_header(said(line)):
                yield f"its {line.tag} is {said(line)!r}"
    for item in children(sheet.root, "pageSetup"):
        if not _within(item, "scale", 10, 400) or not _within(item, "fitToWidth", 0, 32_767):
            yield "its page set-up is out of bounds"


def _is_header(text: str) -> bool:
    return (
        re.fullmatch(r'(?:[^&]|&(?:[LCRPNDTFAZGBIUESXYOH& ]|"[^"]*"|[0-9]+|K[0-9A-F]{6}|K[0-9]{2}[+-][0-9]{3}))*', text)
        is not None
    )


def _within(item: Element, key: str, least: int, most: int) -> bool:
    return least <= int(item.get(key, str(max(least, 1)))) <= most
