"""A plan with macros in a real spreadsheet program: the modules are there, and each button runs its macro."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from salesplan.host.blank import write_blank
from salesplan.words import Words
from salesplan.workbook.build_macros import ON_SHEETS, ON_START
from salesplan.workbook.build_words import START
from tests.flow.company import REPS, SALES, filled, salesplan
from tests.spreadsheet.libreoffice import saved_as_ods
from tests.workbook.macro_books import source

pytestmark = pytest.mark.live

FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SCRIPT = "{urn:oasis:names:tc:opendocument:xmlns:script:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
LIBRARY = "Basic/VBAProject"
MODULE = "Salesplan"
QUOTA = Words("Quota", "销售配额", "業務配額")


def test_libreoffice_lists_the_modules_and_the_buttons_macros(tmp_path: Path) -> None:
    blank = write_blank("plan", tmp_path / "blank.xlsm", year=2027, language="zh-Hans")
    planned = write_blank("plan", tmp_path / "planned.xlsm", year=2027)
    salesplan("quota", filled(planned, Reps=REPS, Sales=SALES))
    opened = saved_as_ods([blank, planned], tmp_path / "opened")
    for book, language in ((blank, "zh-Hans"), (planned, "en")):
        with ZipFile(opened[book]) as package:
            assert modules(package) == {MODULE, "ThisWorkbook", *(f"Sheet{n}" for n in range(1, sheets(package) + 1))}
            assert source().replace("\r\n", "\n").partition("\n")[2].strip() in code(package)
            wanted = [(START.said(language), button) for button in ON_START]
            wanted += [(QUOTA.said(language), button) for button in ON_SHEETS["Quota"]]
            assert list(buttons(package)) == [
                (sheet, button.caption.said(language), button.macro) for sheet, button in wanted
            ]


def modules(package: ZipFile) -> set[str]:
    """Give the names of the modules of the VBA project."""
    names = (Path(name) for name in package.namelist())
    return {name.stem for name in names if name.parent == Path(LIBRARY) and name.stem != "script-lb"}


def code(package: ZipFile) -> str:
    """Give the source of the macros as the program sees it."""
    return ElementTree.fromstring(package.read(f"{LIBRARY}/{MODULE}.xml")).text or ""


def sheets(package: ZipFile) -> int:
    return sum(1 for _ in _content(package).iter(f"{TABLE}table"))


def buttons(package: ZipFile) -> Iterator[tuple[str, str, str]]:
    """Give sheet, caption and macro of each button."""
    for sheet in _content(package).iter(f"{TABLE}table"):
        for button in sheet.iter(f"{FORM}button"):
            (listener,) = button.iter(f"{SCRIPT}event-listener")
            macro = urlsplit(listener.get(LINK, "")).path
            assert macro.startswith(f"VBAProject.{MODULE}.")
            yield sheet.get(f"{TABLE}name", ""), button.get(f"{FORM}label", ""), macro.rpartition(".")[2]


def _content(package: ZipFile) -> ElementTree.Element:
    return ElementTree.fromstring(package.read("content.xml"))
