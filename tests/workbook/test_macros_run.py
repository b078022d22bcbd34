"""What the macros do: run by an interpreter of VBA, in an Excel that stands in for the real one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salesplan.words import LANGUAGES
from salesplan.workbook.build_words import SET_UP
from tests.workbook.macro_books import built, macros, source

excel = pytest.importorskip("pyopenvba.apps.excel", reason="pyOpenVBA runs the macros")

pytestmark = pytest.mark.flow

CANNOT_RUN = 1004
ENGLISH_LETTERS_ONLY = """
Public Function Asc(ByVal letter As String) As Integer
    If AscW(letter) > 255 Then Asc = 63 Else Asc = AscW(letter)
End Function
"""


class Stage:
    """An Excel in which the add-in's macros are ours to answer."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.called: list[tuple[str, list[object]]] = []

    def answer(self, answer: Callable[[], object]) -> None:
        """Let something answer the macros of other workbooks."""
        own = self.app.interpreter.run

        def run(name: str, arguments: list[object]) -> object:
            if "!" not in name:
                return own(name, arguments)
            self.called.append((name, arguments))
            return answer()

        self.app.interpreter.run = run

    @property
    def said(self) -> list[str]:
        return [text for _, text, _, _ in self.app.dialogs]


def planned(folder: Path, language: str = "en") -> Stage:
    path = folder / "plan.xlsm"
    path.write_bytes(built(language))
    return Stage(excel.ExcelApplication.open(path))


def refuse() -> None:
    """Say what Excel says of a macro that it does not find."""
    values = pytest.importorskip("pyopenvba.interpreter._values")
    raise values.error(CANNOT_RUN, "Cannot run the macro 'xlwings.xlam!RunPython'.")


@pytest.mark.parametrize("macro", macros())
def test_a_macro_has_the_add_in_run_its_entry(macro: str, tmp_path: Path) -> None:
    stage = planned(tmp_path)
    stage.answer(lambda: None)
    stage.app.run(macro)
    entry = "run_" + macro.removeprefix("Salesplan").lower()
    assert stage.called == [
        ("xlwings.xlam!RunPython", [f"import salesplan.excel.entries; salesplan.excel.entries.{entry}()"])
    ]
    assert stage.said == []


def test_the_plan_is_the_active_workbook_while_it_runs(tmp_path: Path) -> None:
    stage = planned(tmp_path)
    plan, other = stage.app.workbook, stage.app.add_workbook()
    stage.app.activate_workbook(other)
    active: list[object] = []
    stage.answer(lambda: active.append(stage.app.workbook))
    stage.app.run("SalesplanQuota")
    assert active == [plan]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_add_in_it_says_what_to_do(language: str, tmp_path: Path) -> None:
    stage = planned(tmp_path, language)
    stage.answer(refuse)
    stage.app.run("SalesplanQuota")
    assert stage.said == [SET_UP.said(language)]


def test_letters_that_a_box_cannot_show_are_not_shown(tmp_path: Path) -> None:
    stage = planned(tmp_path, "zh-Hans")
    stage.app.add_module(ENGLISH_LETTERS_ONLY, name="CodePage")
    stage.answer(refuse)
    stage.app.run("SalesplanQuota")
    (said,) = stage.said
    assert said.isascii()
    assert "salesplan excel install" in said


def test_in_a_workbook_that_is_no_plan_it_says_so_in_english() -> None:
    stage = Stage(excel.ExcelApplication())
    stage.app.add_workbook()
    stage.app.add_module(source(), name="Salesplan")
    stage.answer(refuse)
    stage.app.run("SalesplanQuota")
    assert [text.isascii() and "salesplan excel install" in text for text in stage.said] == [True]


def test_another_failure_is_told_as_it_is(tmp_path: Path) -> None:
    stage = planned(tmp_path)
    stage.app.add_workbook().name = "xlwings.xlam"
    stage.answer(refuse)
    stage.app.run("SalesplanQuota")
    assert stage.said == ["Cannot run the macro 'xlwings.xlam!RunPython'."]
