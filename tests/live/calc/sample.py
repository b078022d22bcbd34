"""A small workbook with one of each thing that the engine shows."""

import datetime as dt
from pathlib import Path

import xlsxwriter

DAY = dt.datetime(2027, 1, 5)


def small_book(path: Path) -> Path:
    """Make a workbook: sheet 'Values' with a value of each sort, 'Plan' with a table, 'Totals' with one that has totals."""
    with xlsxwriter.Workbook(path) as book:
        _values(book)
        _plan(book)
        _totals(book)
        book.define_name("rate", "=Values!$B$1")
        book.define_name("factor", "=0.5")
        book.define_name("'Plan'!local", "=Plan!$A$1")
    return path


def _values(book: xlsxwriter.Workbook) -> None:
    """One value of each sort in column B, named in column A."""
    sheet = book.add_worksheet("Values")
    as_day = book.add_format({"num_format": "yyyy-mm-dd"})
    as_time = book.add_format({"num_format": "hh:mm"})
    as_money = book.add_format({"num_format": "[$$-409]#,##0.00"})
    as_text = book.add_format({"num_format": "@"})
    sheet.write_column("A1", ("number", "text", "yes", "no", "day", "time", "money", "id", "comparison", "empty text"))
    sheet.write("B1", 0.08)
    sheet.write("B2", "north")
    sheet.write("B3", True)
    sheet.write("B4", False)
    sheet.write("B5", DAY, as_day)
    sheet.write("B6", 0.5, as_time)
    sheet.write("B7", 12.34567, as_money)
    sheet.write("B8", "001", as_text)
    sheet.write("B9", "=B1<1", None, True)
    sheet.write("B10", '=""', None, "")
    for row, formula in enumerate(("=1/0", "=NA()", "=nothing", "=#REF!", '=1+"a"', "=10^1000"), start=10):
        sheet.write(row, 0, "error")
        sheet.write(row, 1, formula, None, 0)
    sheet.write_comment("B1", "growth of the market")


def _plan(book: xlsxwriter.Workbook) -> None:
    """A table of three reps from A3, a sum beside it, a cell below it."""
    sheet = book.add_worksheet("Plan")
    money = book.add_format({"num_format": "#,##0", "bg_color": "#FFEECC"})
    final = "Quota[[#This Row],[Base]]*Quota[[#This Row],[Others'' share]]"
    columns = [
        {"header": "Rep"},
        {"header": "Base", "format": money},
        {"header": "Others' share"},
        {"header": "Final", "formula": f"={final}"},
    ]
    rows = [["Ann", 100, 1], ["Ben", 200, 2], ["Cai", 300, 3]]
    sheet.add_table("A3:D6", {"name": "Quota", "columns": columns, "data": rows})
    sheet.data_validation("A4:A6", {"validate": "list", "source": ["Ann", "Ben", "Cai"]})
    red = book.add_format({"bg_color": "#FF0000"})
    sheet.conditional_format("B4:B6", {"type": "cell", "criteria": ">", "value": 250, "format": red})
    sheet.write("G1", "=SUM(Quota[Final])", None, 1400)
    sheet.write("G2", "=ROWS(Quota[Final])", None, 3)
    sheet.write("A9", "below")


def _totals(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Totals")
    columns = [{"header": "k"}, {"header": "n", "total_function": "sum"}]
    sheet.add_table("B2:C5", {"name": "Counts", "columns": columns, "data": [["a", 1], ["b", 2]], "total_row": True})
