"""Small workbooks for tests, and an independent reading of what a sheet's XML says."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from openpyxl.utils.cell import coordinate_to_tuple

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "workbooks"

STYLES = (
    f'{DECLARED}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"><alignment wrapText="1"/></xf>'
    '<xf numFmtId="4" fontId="0"/></cellXfs></styleSheet>'
)


class Cell(NamedTuple):
    """What a sheet's XML says of one cell."""

    style: str | None
    kind: str
    formula: str | None
    value: str | None


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts as a plain archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relationships(*items: tuple[str, str, str]) -> str:
    """Word a part of relationships: id, kind, target."""
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{RELATED}/{kind}" Target="{target}"/>' for id_, kind, target in items
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE_RELATED}">{lines}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Word a worksheet around its rows."""
    return f'{DECLARED}<worksheet xmlns="{MAIN}" xmlns:r="{RELATED}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def table(name: str, ref: str, headers: list[str], *, attributes: str = "", inside: str = "", columns: str = "") -> str:
    """Word a Table's part."""
    listed = columns or "".join(f'<tableColumn id="{at}" name="{header}"/>' for at, header in enumerate(headers, 1))
    return (
        f'{DECLARED}<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="{ref}"{attributes}>'
        f'<autoFilter ref="{ref}"/>{inside}<tableColumns count="{len(headers)}">{listed}</tableColumns></table>'
    )


def book_parts(
    sheets: Mapping[str, str | bytes],
    *,
    tables: Mapping[str, list[str]] | None = None,
    names: str = "",
    calc: str = "",
    properties: str = "",
) -> dict[str, str | bytes]:
    """Give the parts of a workbook: sheet name to XML; ``tables`` is sheet name to the XML of its Tables."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
    }
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = (
        f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">{properties}<sheets>{listed}</sheets>'
        f"<definedNames>{names}</definedNames>{calc}</workbook>"
    )
    targets = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    parts["xl/_rels/workbook.xml.rels"] = relationships(*targets, ("rIdS", "styles", "styles.xml"))
    parts["xl/styles.xml"] = STYLES
    number = 0
    for at, (name, xml) in enumerate(sheets.items(), 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = xml
        related = []
        for content in (tables or {}).get(name, []):
            number += 1
            parts[f"xl/tables/table{number}.xml"] = content.replace(' id="1"', f' id="{number}"', 1)
            related.append((f"rId{number}", "table", f"../tables/table{number}.xml"))
        if related:
            parts[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = relationships(*related)
    return parts


def cells_of(xml: bytes) -> dict[tuple[int, int], Cell]:
    """Read a worksheet with the standard parser: position to what the cell says."""
    found = {}
    row = 0
    for element in ElementTree.fromstring(xml).iter():
        name = _local(element)
        if name == "row":
            row = int(element.get("r") or row + 1)
            column = 0
        elif name == "c":
            place = element.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            assert place is None or coordinate_to_tuple(place)[0] == row, place
            assert (row, column) not in found, place
            found[row, column] = Cell(
                element.get("s"), element.get("t", "n"), _text(element, "f"), _text(element, "v", "is")
            )
    return found


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(cell: ElementTree.Element, *names: str) -> str | None:
    for child in cell:
        if _local(child) in names:
            return "".join(child.itertext())
    return None
