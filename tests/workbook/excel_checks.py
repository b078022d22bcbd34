"""What Excel asks of data validations and conditional formats (ECMA-376 part 1, 18.3.1.32 and 18.3.1.18)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from tests.workbook.excel_book import Area, ExcelBook, Sheet, areas_of, child, children, said, unescaped
from tests.workbook.excel_formulas import parsed

_KINDS: Final = ("none", "whole", "decimal", "list", "date", "time", "textLength", "custom")
_COMPARED: Final = ("whole", "decimal", "date", "time", "textLength")
_LIMITS: Final = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
_LONGEST_LIST: Final = 255
_FORMULAS: Final = {"expression": (1, 1), "cellIs": (1, 2)}


def broken_validations(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    """Check the validations of a sheet."""
    seen: list[Area] = []
    for item in children(sheet.root, "dataValidations", "dataValidation"):
        where = f"the validation of {item.get('sqref')}"
        areas = areas_of(item.get("sqref", ""))
        if areas is None:
            yield f"{where} is for no cells"
            continue
        if any(area.meets(other) for area in areas for other in seen):
            yield f"{where} overlaps another"
        seen += areas
        for words in _validation(book, sheet, item):
            yield f"{where} {words}"


def _validation(book: ExcelBook, sheet: Sheet, item: Element) -> Iterator[str]:
    kind = item.get("type", "none")
    if kind not in _KINDS:
        yield f"is of the type {kind!r}"
    for key, most in _LIMITS.items():
        if len(unescaped(item.get(key, ""))) > most:
            yield f"has a longer {key} than {most} characters"
    first, second = said(child(item, "formula1")), said(child(item, "formula2"))
    if kind != "none" and not first:
        yield "has no condition"
    if kind in _COMPARED and item.get("operator", "between") in ("between", "notBetween") and not second:
        yield "has one bound only"
    if kind == "custom" and first == "FALSE" and item.get("allowBlank") in ("1", "true"):
        yield "refuses everything but blanks"
    for text in filter(None, (first, second)):
        if kind == "list" and text.startswith('"'):
            yield from _list(text)
            continue
        yield from parsed(text, book, sheet.name, tables=False).faults


def _list(text: str) -> Iterator[str]:
    if not re.fullmatch(r'"(?:[^"]|"")*"', text):
        yield f"lists {text}"
    elif len(text) - 2 > _LONGEST_LIST:
        yield f"lists more than {_LONGEST_LIST} characters"
    elif not all(piece.strip() for piece in text[1:-1].split(",")):
        yield f"lists a blank: {text}"


def broken_formats(book: ExcelBook, sheet: Sheet) -> Iterator[str]:
    """Check the conditional formats of a sheet."""
    looks = sum(len(children(book.root(part), "dxfs", "dxf")) for part in book.related(book.workbook, "styles"))
    rules = children(sheet.root, "conditionalFormatting", "cfRule")
    for priority, count in Counter(item.get("priority", "") for item in rules).items():
        if count > 1 or not priority.isdecimal() or int(priority) < 1:
            yield f"{count} conditional formats have the priority {priority!r}"
    for block in children(sheet.root, "conditionalFormatting"):
        where = f"the conditional format of {block.get('sqref')}"
        if areas_of(block.get("sqref", "")) is None or not children(block, "cfRule"):
            yield f"{where} is for no cells, or has no rule"
        for rule in children(block, "cfRule"):
            if int(rule.get("dxfId", "-1")) >= looks:
                yield f"{where} has the look {rule.get('dxfId')}, which is not there"
            formulas = [said(item) for item in children(rule, "formula")]
            least, most = _FORMULAS.get(rule.get("type", ""), (0, 3))
            if not least <= len(formulas) <= most:
                yield f"{where} has {len(formulas)} formulas"
            for text in formulas:
                for fault in parsed(text, book, sheet.name, tables=False).faults:
                    yield f"{where} {fault}"
