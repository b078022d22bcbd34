"""Workbooks of one sheet that are put into others in tests."""

import io
from datetime import date
from typing import Any

import xlsxwriter

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
DAY = date(2027, 3, 31)


def donor(
    name: str = "Review",
    *,
    charts: int = 2,
    picture: bool = False,
    extra: str = "",
    options: dict[str, Any] | None = None,
) -> bytes:
    """Build a sheet with texts, formulas, formats, rules, links, charts and names; ``extra`` is one more text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    sheet = book.add_worksheet(name)
    own = "'" + name.replace("'", "''") + "'"
    head = book.add_format({"bold": True, "bg_color": "#17324D", "font_color": "#FFFFFF", "border": 1})
    points = book.add_format({"num_format": '0.0 "points"', "align": "right"})
    box = book.add_format({"bg_color": "#FFF9DB", "locked": False, "text_wrap": True, "border": 2})
    low = book.add_format({"font_color": "#9C1C28", "num_format": '0.000 "x"'})
    sheet.set_column("B:C", 18, points)
    sheet.set_row(6, 30, head)
    sheet.write("A1", "monthly|2027-03", head)
    sheet.write("B1", "R&D <north>", head)
    sheet.write_rich_string("C1", "a ", book.add_format({"bold": True}), " b", "c")
    sheet.write("A2", extra or None)
    sheet.write_row("B3", [1, 2.5, 4])
    sheet.write_formula("B4", f"SUM({own}!B3:D3)", points, 7.5)
    sheet.write_formula("C4", '"x"&B1', None, "xR&D <north>")
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_datetime("B5", DAY, dated)
    sheet.write_formula("C5", '"in "&"time"', dated, "in time")
    sheet.write("A8", "actions|2027-03|R-01")
    sheet.merge_range("B8:D10", "call back", box)
    sheet.conditional_format("B3:D3", {"type": "cell", "criteria": "<", "value": 2, "format": low})
    sheet.conditional_format("B3:D3", {"type": "data_bar"})
    sheet.write_url("A12", f"internal:{own}!A1", string="top")
    sheet.write_url("A13", "https://example.org/", string="more")
    for at in range(charts):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={own}!$B$3:$D$3", "name": f"={own}!$B$1"})
        sheet.insert_chart(14, at * 8, chart)
    if picture:
        sheet.insert_image("H1", "dot.png", {"image_data": io.BytesIO(PIXEL)})
    book.define_name("review_kind", f"={own}!$A$1")
    sheet.print_area("A1:D13")
    sheet.repeat_rows(0)
    sheet.set_h_pagebreaks([10])
    sheet.protect()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
