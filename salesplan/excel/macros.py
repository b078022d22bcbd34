"""Macros: each takes the workbook that is open, works on it, and says in a message box what came of it.

xlwings Lite and xlwings Server offer them to users by themselves; on the desktop, buttons call `salesplan.excel.entries`.
"""

import xlwings as xw
from xlwings import script

from salesplan.excel.asked import answer


@script
def check(book: xw.Book) -> None:
    """Find all that is wrong in the open plan, and list it on its sheet of findings."""
    answer(book, "check")


@script
def quota(book: xw.Book) -> None:
    """Split the quotas of the open plan anew."""
    answer(book, "quota")


@script
def tier(book: xw.Book) -> None:
    """Rate the customers of the open plan, and say when to visit them."""
    answer(book, "tier")


@script
def score(book: xw.Book) -> None:
    """Score the reps of the open plan in the last month that is over, and track its year so far."""
    answer(book, "score")


@script
def scenario(book: xw.Book) -> None:
    """Compare the open scenarios with the open plan, and write the results into the workbook of the scenarios."""
    answer(book, "scenario")


@script
def explain(book: xw.Book) -> None:
    """Say why the quota of the rep in the selected row is what it is."""
    answer(book, "explain")


@script
def plan_all(book: xw.Book) -> None:
    """Run all planning functions on the open plan, in their order."""
    answer(book, "plan_all")
