"""The rules that a workbook must keep for Excel to open it without an offer to repair it.

They are those of ECMA-376 (parts 1 and 2) and of Excel's published limits, as far as salesplan's workbooks come near
them. Each broken rule is one line: the part, the place in it, and what is wrong.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import ParseError, iterparse

from tests.workbook.excel_book import RELATIONSHIPS, ExcelBook, Sheet, area_of, children, out_of_order, said
from tests.workbook.excel_formulas import parsed
from tests.workbook.excel_looks import broken_charts, broken_drawings, broken_styles
from tests.workbook.excel_sheets import broken_sheets
from tests.workbook.excel_tables import broken_tables

_ORDER: Final = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
_SHEET_NAME: Final = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")
_NAME: Final = re.compile(r"[^\W\d]|[\\_]|(?:[^\W\d]|[\\_])[\w.\\?]{1,254}")
_LIKE_A_CELL: Final = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*|C[0-9]*|R[0-9]*C[0-9]*", re.IGNORECASE)
_RESERVED: Final = frozenset(
    f"_xlnm.{name}".casefold()
    for name in ("Print_Area", "Print_Titles", "Criteria", "_FilterDatabase", "Extract", "Database", "Sheet_Title")
)
_CONTENT: Final = {
    "worksheet": "worksheet+xml",
    "table": "table+xml",
    "styles": "styles+xml",
    "sharedStrings": "sharedStrings+xml",
    "chart": "chart+xml",
    "drawing": "drawing+xml",
    "calcChain": "calcChain+xml",
}
_LANGUAGE_OF_DATES: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")

Rule = Callable[[ExcelBook], Iterator[str]]


def violations(data: bytes) -> list[str]:
    """Give every rule that a workbook breaks, worded; empty for a workbook that Excel opens."""
    book = ExcelBook(data)
    rules: tuple[Rule, ...] = (
        broken_entries,
        broken_xml,
        broken_relations,
        broken_workbook,
        broken_names,
        broken_properties,
        broken_calculation_chain,
        broken_sheets,
        broken_tables,
        broken_styles,
        broken_drawings,
        broken_charts,
    )
    found = [line for rule in rules for line in rule(book)]
    return list(dict.fromkeys(book.faults + found))


def broken_entries(book: ExcelBook) -> Iterator[str]:
    """Check the archive and the content types."""
    for name, count in Counter(item.filename.casefold() for item in book.entries).items():
        if count > 1:
            yield f"{name} is in the archive {count} times"
    for item in book.entries:
        if item.compress_type not in (0, 8) or item.flag_bits & 1 or "\\" in item.filename:
            yield f"{item.filename} is packed in a way that Excel does not read"
    types = book.root("[Content_Types].xml")
    defaults = {item.get("Extension", "").casefold() for item in children(types, "Default")}
    overrides = [item.get("PartName", "").lstrip("/") for item in children(types, "Override")]
    for part, count in Counter(name.casefold() for name in overrides).items():
        if count > 1:
            yield f"[Content_Types].xml lists {part} {count} times"
        if part not in {name.casefold() for name in book.parts}:
            yield f"[Content_Types].xml lists {part}, which is not there"
    typed = {name.casefold() for name in overrides}
    for part in book.parts:
        extension = part.rpartition(".")[2].casefold()
        if part != "[Content_Types].xml" and part.casefold() not in typed and extension not in defaults:
            yield f"{part} has no content type"


def broken_xml(book: ExcelBook) -> Iterator[str]:
    """Check that all XML is well-formed, in UTF-8 or UTF-16, without a DTD, and declares what its root says to ignore."""
    for part, data in book.parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        head = data[:200].decode("latin-1")
        encoding = re.search(r"<\?xml[^>]*encoding=[\"']([^\"']+)", head)
        if encoding and encoding[1].casefold() not in ("utf-8", "utf-16", "us-ascii"):
            yield f"{part} is encoded as {encoding[1]}"
        if b"<!DOCTYPE" in data:
            yield f"{part} has a document type declaration"
        book.root(part)
        for prefix in _undeclared(data):
            yield f"{part} says to ignore {prefix!r}, a prefix that it does not declare"


def _undeclared(data: bytes) -> set[str]:
    declared: set[str] = set()
    try:
        for event, item in iterparse(BytesIO(data), ("start-ns", "start")):
            if event == "start-ns":
                declared.add(item[0])
            else:
                ignored = next((value for name, value in item.attrib.items() if name.endswith("}Ignorable")), "")
                return set(ignored.split()) - declared
    except ParseError:
        pass  # said already
    return set()


def broken_relations(book: ExcelBook) -> Iterator[str]:
    """Check that relationships lead somewhere, ids in parts have one, and no part stands alone."""
    reached: set[str] = set()
    folded = {name.casefold() for name in book.parts}
    types = children(book.root("[Content_Types].xml"), "Override")
    typed = {item.get("PartName", "").lstrip("/").casefold(): item.get("ContentType", "") for item in types}
    open_parts = [""]
    while open_parts:
        part = open_parts.pop()
        for item in book.relations(part).values():
            if item.external or item.target.startswith("#"):
                continue
            if item.target.casefold() not in folded:
                yield f"{part or 'the package'} points at {item.target}, which is not there"
            elif not typed.get(item.target.casefold(), "").endswith(_CONTENT.get(item.kind, "")):
                yield f"{item.target} is a {item.kind}, and its content type is of another"
            if item.target not in reached and item.target in book.parts:
                reached.add(item.target)
                open_parts.append(item.target)
    for part in book.parts:
        if part != "[Content_Types].xml" and not part.endswith((".rels", "/")) and part not in reached:
            yield f"{part} belongs to nothing"
        if part.endswith(".xml") and part in reached:
            yield from _dangling(book, part)


def _dangling(book: ExcelBook, part: str) -> Iterator[str]:
    known = book.relations(part)
    for element in book.root(part).iter():
        for name, value in element.attrib.items():
            if RELATIONSHIPS in name and value and value not in known:
                yield f"{part} refers to {value}, which is no relationship of it"


def broken_workbook(book: ExcelBook) -> Iterator[str]:
    """Check the workbook part: order, sheets, views."""
    root = book.root(book.workbook)
    if wrong := out_of_order(root, _ORDER):
        yield f"workbook: <{wrong}> is out of order"
    sheets = children(root, "sheets", "sheet")
    for key in ("name", "sheetId"):
        for value, count in Counter(item.get(key, "").casefold() for item in sheets).items():
            if count > 1:
                yield f"workbook: {count} sheets have the {key} {value!r}"
    for item in sheets:
        if not _SHEET_NAME.fullmatch(item.get("name", "")) or item.get("name", "").casefold() == "history":
            yield f"workbook: {item.get('name')!r} is no name for a sheet"
    shown = [item.get("state", "visible") == "visible" for item in sheets]
    if not any(shown):
        yield "workbook: no sheet is visible"
    for view in children(root, "bookViews", "workbookView"):
        if not int(view.get("activeTab", "0")) < len(sheets):
            yield "workbook: the active sheet is not there"
    selected = [
        sheet.name
        for sheet in book.sheets
        if any(view.get("tabSelected") in ("1", "true") for view in children(sheet.root, "sheetViews", "sheetView"))
    ]
    if len(selected) > 1:
        yield f"workbook: the sheets {', '.join(selected)} are selected together"


def broken_names(book: ExcelBook) -> Iterator[str]:
    """Check the defined names, and the Tables' names, which share their space."""
    for table in book.tables:
        if not _NAME.fullmatch(table.name) or _LIKE_A_CELL.fullmatch(table.name):
            yield f"table {table.name!r} has no name for a table"
    taken = Counter(("", table.name.casefold()) for table in book.tables)
    for name in book.names:
        label, scope = name.get("name", ""), name.get("localSheetId", "")
        taken[scope, label.casefold()] += 1
        if label.casefold().startswith("_xlnm.") and label.casefold() not in _RESERVED:
            yield f"name {label} is reserved"
        elif not _NAME.fullmatch(label) or _LIKE_A_CELL.fullmatch(label):
            yield f"name {label!r} is no name"
        if scope and int(scope) >= len(children(book.root(book.workbook), "sheets", "sheet")):
            yield f"name {label} belongs to a sheet that is not there"
        for fault in parsed(said(name), book).faults:
            yield f"name {label} {fault}"
    for (_, label), count in taken.items():
        if count > 1:
            yield f"name {label} is given {count} times"


def broken_properties(book: ExcelBook) -> Iterator[str]:
    """Check the document's properties."""
    for part in book.related("", "core-properties"):
        root = book.root(part)
        for tag, count in Counter(item.tag for item in root).items():
            if count > 1:
                yield f"{part}: {tag} is given {count} times"
        for item in (*children(root, "created"), *children(root, "modified")):
            if not _LANGUAGE_OF_DATES.fullmatch(said(item)):
                yield f"{part}: {item.tag} is {said(item)!r}, no date"
    for part in book.related("", "extended-properties"):
        for vector in book.root(part).iter("vector"):
            if int(vector.get("size", "0")) != len(vector):
                yield f"{part}: a list of {len(vector)} says it has {vector.get('size')}"


def broken_calculation_chain(book: ExcelBook) -> Iterator[str]:
    """Check that each cell in the calculation chain has a formula."""
    ids = [item.get("sheetId", "") for item in children(book.root(book.workbook), "sheets", "sheet")]
    computed = dict(zip(ids, map(_computed, book.sheets), strict=False))
    for part in book.related(book.workbook, "calcChain"):
        sheet_id = ""
        for item in children(book.root(part), "c"):
            sheet_id = item.get("i", sheet_id)
            if item.get("r", "") not in computed.get(sheet_id, ()):
                yield f"{part}: {item.get('r')} of sheet {sheet_id} has no formula"


def _computed(sheet: Sheet) -> set[str]:
    """Give the cells that have a formula, or a share in an array's."""
    found = set()
    for cell in sheet.cells.values():
        if (formula := cell.formula) is None:
            continue
        found.add(cell.element.get("r", ""))
        area = area_of(formula.get("ref", "")) if formula.get("t") == "array" else None
        if area:
            found |= {str(other.element.get("r")) for place, other in sheet.cells.items() if area.holds(*place)}
    return found
