"""Commands on a plan with macros keep these, and the buttons, byte for byte."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.flow.company import REPS, SALES, filled, rows, salesplan, type_in, typed_settings
from tests.workbook.books import zipped
from tests.workbook.excel_rules import violations
from tests.workbook.macro_books import buttons, parts

pytestmark = pytest.mark.flow

KEPT = ("vbaProject", "xl/drawings/vmlDrawing", "xl/drawings/drawing1", "xl/ctrlProps/", "xl/charts/chart1.")
"""Parts by the beginning or a piece of their names; the first drawing and chart are those of the first sheet."""
QUOTA_SHEET = "xl/worksheets/sheet5.xml"
"""The sheet Quota."""
RELATIONS = "xl/worksheets/_rels/sheet5.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CONTROLS = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><controls>'
    '<control shapeId="2049" r:id="rId99" name="Button 1"/></controls></mc:Choice></mc:AlternateContent>'
)
"""How Excel saves a button, besides its drawing."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A plan with macros, filled in, not yet planned."""
    path = tmp_path / "plan.xlsm"
    salesplan("new", "plan", path, "--year", 2027)
    return typed_settings(filled(path, Reps=REPS, Sales=SALES), as_of=date(2026, 12, 31))


def kept(book: Path) -> dict[str, bytes]:
    return {name: part for name, part in parts(book.read_bytes()).items() if any(piece in name for piece in KEPT)}


def code_names(book: Path) -> list[str]:
    found = (re.search(rb'codeName="(Sheet\d+|ThisWorkbook)"', part) for part in parts(book.read_bytes()).values())
    return sorted(name[1].decode() for name in found if name)


def saved_by_excel(book: Path) -> Path:
    """Give the button of the sheet Quota the part that Excel adds for it."""
    found = dict(parts(book.read_bytes()))
    found["xl/ctrlProps/ctrlProp1.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        b'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="Button" lockText="1"/>'
    )
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/relationships/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/>'
    found[RELATIONS] = found[RELATIONS].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    kind = '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
    types = "[Content_Types].xml"
    found[types] = found[types].replace(b"</Types>", kind.encode() + b"</Types>")
    found[QUOTA_SHEET] = found[QUOTA_SHEET].replace(b"<tableParts", CONTROLS.encode() + b"<tableParts", 1)
    book.write_bytes(zipped(found))
    return book


def test_one_is_told_what_buttons_need(tmp_path: Path) -> None:
    done = salesplan("new", "plan", tmp_path / "plan.xlsm")
    assert "salesplan excel install" in done.output
    assert "excel install" not in salesplan("new", "plan", tmp_path / "plan.xlsx").output


COMMANDS: Sequence[Sequence[object]] = (
    ("check",),
    ("quota",),
    ("tier",),
    ("score", "--period", "2026-12"),
    ("run",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_keeps_macros_and_buttons(command: Sequence[object], book: Path) -> None:
    before, names, placed = kept(book), code_names(book), list(buttons(book.read_bytes()))
    assert len(before) >= 5
    assert len(placed) == 8
    salesplan(command[0], book, *command[1:])
    assert kept(book) == before
    assert code_names(book) == names
    assert list(buttons(book.read_bytes())) == placed
    assert violations(book.read_bytes()) == []
    assert b"sheet.macroEnabled.main+xml" in parts(book.read_bytes())["[Content_Types].xml"]


def test_what_excel_adds_to_a_button_is_kept(book: Path) -> None:
    saved_by_excel(book)
    before = kept(book)
    assert "xl/ctrlProps/ctrlProp1.xml" in before
    salesplan("quota", book)
    type_in(book, "Quota", "R1", override=500_000, reason="a key account")
    salesplan("quota", book)
    assert kept(book) == before
    assert CONTROLS.encode() in parts(book.read_bytes())[QUOTA_SHEET]
    assert {row["rep_id"]: row["final"] for row in rows(book, "Quota")}["R1"] == 500_000
    assert violations(book.read_bytes()) == []


def test_a_copy_keeps_them_too_and_its_ending(book: Path) -> None:
    copy = book.with_name("copy.xlsm")
    salesplan("quota", book, "--out", copy)
    assert kept(copy) == kept(book)
    done = salesplan("quota", book, "--out", book.with_name("copy.xlsx"), code=2)
    assert "must end in .xlsm" in done.output


def test_a_sheet_that_is_put_in_leaves_them(book: Path) -> None:
    before, names = kept(book), code_names(book)
    salesplan("review", book, "--period", "2026-12", "--no-pdf")
    assert kept(book) == before
    assert code_names(book) == names
    assert violations(book.read_bytes()) == []
