"""Plans with macros: what is in their VBA project, and that buttons and macros fit each other."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesplan.errors import UsageError
from salesplan.host.blank import write_blank
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.words import ENGLISH, LANGUAGES
from salesplan.workbook.build import build
from salesplan.workbook.build_macros import ON_SHEETS, ON_START, PROJECT
from salesplan.workbook.build_words import SPLIT_QUOTAS
from scripts.macros import renewed
from tests.workbook.excel_rules import violations
from tests.workbook.macro_books import built, buttons, macros, parts, source

pytestmark = pytest.mark.flow

MODULE = "Salesplan"
languages = pytest.mark.parametrize(
    "language", [ENGLISH, *(pytest.param(other, marks=pytest.mark.flow) for other in LANGUAGES if other != ENGLISH)]
)


def modules(data: bytes) -> dict[str, str]:
    """Give the sources in a workbook by module, as olevba reads them."""
    olevba = pytest.importorskip("oletools.olevba", reason="oletools reads VBA projects")
    found = olevba.VBA_Parser("plan.xlsm", data=data).extract_macros()
    return {name.rpartition(".")[0]: code for _, _, name, code in found}


def test_the_source_is_what_the_vba_editor_imports() -> None:
    assert source().splitlines()[0] == f'Attribute VB_Name = "{MODULE}"'
    assert source().count("\n") == source().count("\r\n")


def test_the_project_is_made_of_the_source() -> None:
    pytest.importorskip("pyopenvba", reason="pyOpenVBA makes VBA projects")
    assert not renewed(check=True), "run: python -m scripts.macros"


def test_no_source_but_ours_is_in_it() -> None:
    found = modules(built())
    assert found.pop(MODULE).replace("\r\n", "\n").strip() == source().replace("\r\n", "\n").strip()
    for name, code in found.items():
        assert all(line.startswith("Attribute VB_") for line in code.splitlines() if line), name


def test_each_sheet_has_its_module_and_no_other_has() -> None:
    markup = {name: part.decode() for name, part in parts(built()).items() if name.endswith(".xml")}
    named = re.findall(r'<workbookPr[^>]* ?codeName="(\w+)"', markup["xl/workbook.xml"])
    sheets = [part for name, part in markup.items() if name.startswith("xl/worksheets/sheet")]
    named += [found[1] for part in sheets if (found := re.search(r'<sheetPr codeName="(\w+)"', part))]
    assert len(named) == len(sheets) + 1
    assert set(modules(built())) == {MODULE, *named}


@languages
def test_the_start_sheet_says_which_button_splits_the_quotas(language: str) -> None:
    start = load_workbook(BytesIO(built(language))).worksheets[0]
    said = [str(cell.value) for row in start.iter_rows() for cell in row]
    (step,) = [text for text in said if "salesplan quota sales_plan.xlsm" in text]
    assert SPLIT_QUOTAS.said(language) in step
    assert step in [words.said(language).format(file="sales_plan.xlsm") for words in SALES_PLAN.steps_with_buttons]
    assert len(SALES_PLAN.steps_with_buttons) == len(SALES_PLAN.steps)


def test_it_refers_to_no_add_in() -> None:
    vba = pytest.importorskip("pyopenvba.vba", reason="pyOpenVBA reads VBA projects")
    cfb = pytest.importorskip("pyopenvba.cfb")
    project = vba.parse_vba_project(cfb.CFB.from_bytes(PROJECT.read_bytes()))
    assert {reference.name for reference in project.references} == {"stdole", "Office"}


def test_each_macro_has_a_button_and_each_button_a_macro() -> None:
    assert {macro.removeprefix("[0]!") for macro, _, _ in buttons(built())} == set(macros())
    assert "SalesplanExplain" not in {button.macro for button in ON_START}  # nothing to select on that sheet


def test_each_macro_runs_an_entry_that_is_there() -> None:
    pytest.importorskip("xlwings")
    from salesplan.excel import entries

    called = re.findall(r'RunEntry "(\w+)"', source())
    assert len(called) == len(macros())
    for entry in called:
        assert callable(getattr(entries, entry))


@languages
def test_captions_are_in_the_workbooks_language(language: str) -> None:
    wanted = [button.caption.said(language) for button in (*ON_START, *ON_SHEETS["Quota"])]
    assert [caption for _, caption, _ in buttons(built(language))] == wanted


@languages
def test_excel_would_open_it(language: str) -> None:
    assert violations(built(language)) == []
    types = parts(built(language))["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.sheet.macroEnabled.main+xml" in types


def test_buttons_stand_over_empty_cells_side_by_side() -> None:
    book = load_workbook(BytesIO(built()), keep_vba=True)
    found = list(buttons(built()))
    for sheet, places in (("Start", found[: len(ON_START)]), ("Quota", found[len(ON_START) :])):
        for _, caption, (left, top, right, bottom) in places:
            assert top == bottom
            under = [book[sheet].cell(top + 1, column + 1).value for column in range(left, right + 1)]
            assert not any(under), caption


def test_a_plan_without_macros_has_no_trace_of_them(tmp_path: Path) -> None:
    plain = write_blank("plan", tmp_path / "plan.xlsx", year=2027).read_bytes()
    assert not [name for name in parts(plain) if "vba" in name.casefold() or "vml" in name]
    assert b"codeName" not in parts(plain)["xl/worksheets/sheet1.xml"]


def test_the_ending_decides(tmp_path: Path) -> None:
    made = write_blank("plan", tmp_path / "plan.XLSM", year=2027)
    assert "xl/vbaProject.bin" in parts(made.read_bytes())
    start = load_workbook(made, keep_vba=True)["Start"]
    said = " ".join(str(cell.value) for row in start.iter_rows() for cell in row)
    assert "salesplan quota sales_plan.xlsm" in said
    with pytest.raises(UsageError, match=r"must end in \.xlsx or \.xlsm"):
        write_blank("plan", tmp_path / "plan.xlsb", year=2027)


@pytest.mark.parametrize("kind", ["scenarios", "visit-log"])
def test_only_plans_have_macros(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"must end in \.xlsx$"):
        write_blank(kind, tmp_path / "book.xlsm", year=2027)


def test_a_kind_without_macros_is_not_built_with_them() -> None:
    with pytest.raises(ValueError, match="scenarios has no macros"):
        build(SCENARIO_BOOK, language="en", settings={}, macros=True)
