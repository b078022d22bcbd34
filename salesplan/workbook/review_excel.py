"""A workbook printed by Excel itself, through xlwings where a user has installed it.

It runs as a program of its own (``python -m salesplan.workbook.review_excel book.xlsx book.pdf``), so that an Excel
that hangs or fails takes nothing else with it. Only the free part of xlwings is used.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_SYSTEMS: Final = ("win32", "darwin")


def has_excel(system: str = sys.platform) -> bool:
    """Say whether Excel may be asked: xlwings is installed, on a system that Excel runs on.

    Examples
    --------
    >>> has_excel("linux")
    False
    """
    return system in _SYSTEMS and find_spec("xlwings") is not None


def print_by_excel(book: Path, pdf: Path) -> None:
    """Open a workbook in an Excel that nobody sees, print it to a PDF, and close it."""
    xlwings = import_module("xlwings")
    with xlwings.App(visible=False, add_book=False) as excel:
        excel.display_alerts = False
        excel.books.open(book, update_links=False, read_only=True).to_pdf(pdf)


if __name__ == "__main__":
    print_by_excel(Path(sys.argv[1]), Path(sys.argv[2]))
