"""Workbooks of one sheet that are put into others in tests."""

import io
from collections.abc import Mapping
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


def table_donor(
    name: str = "Listed", *, table: str = "Listed", names: Mapping[str, str] | None = None, date1904: bool = False
) -> bytes:
    """Build a sheet with a Table, its total, drop-downs, guards, rules, links and names; ``names`` are more of these."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": date1904})
    sheet = book.add_worksheet(name)
    own = "'" + name.replace("'", "''") + "'"
    amount = book.add_format({"num_format": "0.0000", "bg_color": "#DDF0E3"})
    dated = book.add_format({"num_format": "yyyy/mm/dd"})
    columns: list[dict[str, Any]] = [
        {"header": "what"},
        {"header": "amount", "format": amount},
        {"header": "twice", "formula": f"{table}[[#This Row],[amount]]*2+{own}!$H$1", "format": amount},
        {"header": "day", "format": dated},
    ]
    rows = [["=1+1", 1.5, 3, DAY], ["R&D", 2, 4, DAY]]
    sheet.add_table("A4:D6", {"name": table, "columns": columns, "data": rows, "style": "Table Style Light 1"})
    sheet.write_string("A5", "=1+1")
    for row, value in ((4, 3), (5, 4)):
        sheet.write_formula(row, 2, f"{table}[[#This Row],[amount]]*2+{own}!$H$1", amount, value)
        sheet.write_datetime(row, 3, DAY, dated)
    sheet.write_url("A1", f"internal:{own}!A4", string="Listed")
    sheet.write_formula("B3", f"SUBTOTAL(109,{table}[amount])", amount, 3.5)
    sheet.data_validation("A5:A6", {"validate": "list", "source": ["=1+1", "R&D"]})
    sheet.conditional_format(
        "B5:B6", {"type": "formula", "criteria": "=$B5>1", "format": book.add_format({"bg_color": "#F8D7DA"})}
    )
    sheet.freeze_panes(4, 1)
    sheet.repeat_rows(0, 3)
    for label, target in {"total_listed": f"={own}!$B$3", **(names or {})}.items():
        book.define_name(label, target)
    book.close()
    return out.getvalue()
