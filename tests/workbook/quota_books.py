"""A workbook with one table, Quota in B3:E..., and what is wanted below it, around it and hanging on it."""

from pathlib import Path

from salesplan.workbook.apply import edited
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.package import Package
from salesplan.workbook.writes import TableWrite
from tests.workbook.books import Cell, book_parts, cells_of, relationships, sheet, table, zipped

SHEET = "xl/worksheets/sheet1.xml"
HEADERS = ["id", "amount", "twice", "plus"]
CALCULATED = (
    '<tableColumn id="1" name="id"/><tableColumn id="2" name="amount"/><tableColumn id="3" name="twice"/><tableColumn id="4" name="plus">'
    "<calculatedColumnFormula>Quota[[#This Row],[amount]]+1</calculatedColumnFormula></tableColumn>"
)
Parts = dict[str, str | bytes]


def quota_rows(height: int, *, first: int = 4) -> str:
    """Word a header row and data rows: id, amount, twice the amount by address, one more by column."""
    cells = "".join(
        f'<c r="{letter}{first - 1}" t="inlineStr"><is><t>{header}</t></is></c>'
        for letter, header in zip("BCDE", HEADERS, strict=True)
    )
    rows = [f'<row r="{first - 1}">{cells}</row>']
    for at in range(height):
        row = first + at
        rows.append(
            f'<row r="{row}" ht="20" customHeight="1"><c r="B{row}" s="2" t="inlineStr"><is><t>r{at}</t></is></c>'
            f'<c r="C{row}" s="1"><v>{at * 10}</v></c><c r="D{row}"><f>C{row}*2</f><v>{at * 20}</v></c>'
            f'<c r="E{row}" s="2"><f>Quota[[#This Row],[amount]]+1</f><v>{at * 10 + 1}</v></c></row>'
        )
    return "".join(rows)


def quota_parts(
    height: int = 3, *, below: str = "", after: str = "", totals: bool = False, inside: str = "", **more: str
) -> Parts:
    """Give a workbook with the table Quota in B3:E..., and what is wanted below and around it."""
    end = 3 + height + totals
    quota = table(
        "Quota",
        f"B3:E{end}",
        HEADERS,
        columns=CALCULATED,
        inside=inside,
        attributes=' totalsRowCount="1"' if totals else "",
    )
    if totals:
        quota = quota.replace(f'<autoFilter ref="B3:E{end}"', f'<autoFilter ref="B3:E{end - 1}"')
    other = more.pop("other", "")
    sheets = {"Plan": sheet(quota_rows(height) + below, before='<dimension ref="B3:E9"/>', after=after)} | (
        {"Other": other} if other else {}
    )
    return book_parts(sheets, tables={"Plan": [quota]}, names=more.pop("names", ""))


def package_of(tmp_path: Path, parts: Parts) -> Package:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(parts))
    return Package.open(path)


def after(tmp_path: Path, parts: Parts, write: TableWrite) -> tuple[dict[tuple[int, int], Cell], TableInfo, str]:
    """Write a table: the sheet's cells, the table, and the sheet's XML afterwards."""
    package = package_of(tmp_path, parts)
    result = Package(package.path, package.written(edited(package, [write])))
    return cells_of(result.read(SHEET)), Book.of(result).table(write.table), result.read(SHEET).decode()


def column(cells: dict[tuple[int, int], Cell], number: int, first: int = 4, last: int = 99) -> list[str | None]:
    """Give what a column holds: its formulas, or else its values."""
    return [
        cell.formula or cell.value for (row, at), cell in sorted(cells.items()) if at == number and first <= row <= last
    ]


def related(parts: Parts, kind: str, name: str, content: str) -> Parts:
    """Let the plan's sheet point at one more part."""
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    more = relationships((kind, kind, f"../{name}")).split("<Relationships", 1)[1].split(">", 1)[1]
    return parts | {rels: str(parts[rels]).replace("</Relationships>", more), f"xl/{name}": content}


def comments_at(parts: Parts, ref: str) -> Parts:
    comments = f'<comments><commentList><comment ref="{ref}"/></commentList></comments>'
    return related(parts, "comments", "comments1.xml", comments)


def second_table(parts: Parts, ref: str) -> Parts:
    return related(parts, "table", "tables/second.xml", table("Second", ref, ["a"]))


def drawn(parts: Parts, *, first: int, last: int) -> Parts:
    """Lay a picture over columns B and C of some rows."""
    corners = "".join(
        f"<xdr:{corner}><xdr:col>{column}</xdr:col><xdr:row>{row - 1}</xdr:row></xdr:{corner}>"
        for corner, column, row in (("from", 1, first), ("to", 2, last))
    )
    drawing = f'<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor>{corners}</xdr:twoCellAnchor></xdr:wsDr>'
    return related(parts, "drawing", "drawings/drawing1.xml", drawing)


TOTALS = '<row r="7"><c r="B7" t="inlineStr"><is><t>Total</t></is></c><c r="C7"><f>SUBTOTAL(109,C4:C6)</f><v>30</v></c><c r="G7"><v>1</v></c></row>'
