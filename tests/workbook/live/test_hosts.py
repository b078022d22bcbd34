import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from salesplan.workbook.live import hosts
from salesplan.workbook.live.hosts import NOT_OFFERED, ExcelRefused, PartlyWritten, host_of, in_plain_words, path_of
from salesplan.workbook.live.undo import Undo
from salesplan.workbook.live.values import read_block

PLAN = Path("plan.xlsx")


class Cells:
    """A range of Excel for Mac: error values are blank, and only what is shown tells them."""

    def __init__(self, values: list[list[object]], shown: object) -> None:
        self.shape = (len(values), len(values[0]))
        self.api = SimpleNamespace(string_value=SimpleNamespace(get=lambda: shown))
        self.sheet = SimpleNamespace(book=book("desktop"))
        self._values = values

    def options(self, *, ndim: int, err_to_str: bool, empty: str) -> SimpleNamespace:
        assert not err_to_str, "xlwings fails with it on a Mac"
        return SimpleNamespace(value=[["" if value is None else value for value in row] for row in self._values])


def book(engine: str) -> Any:
    return SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(type=engine)))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([[1.0, None], [None, "x"]], [["1", "#N/A"], ["", "x"]]),
        ([[1.0, None]], [["1", "#N/A"]]),
        ([[1.0, None]], ["1", "#N/A"]),
        ([[None]], "#N/A"),
    ],
)
def test_error_values_are_told_by_what_is_shown_on_a_mac(
    values: list[list[object]], shown: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    cells: Any = Cells(values, shown)
    read = read_block(cells)
    assert [cell for row in read for cell in row].count("#N/A") == 1
    assert (len(read), len(read[0])) == cells.shape
    assert read[0][0] == (values[0][0] or "#N/A")


def test_lite_and_server_are_other_hosts() -> None:
    assert host_of(book("desktop")) is hosts.DESKTOP
    assert host_of(book("remote")) is hosts.REMOTE


def test_a_workbook_in_an_unknown_cloud_folder_is_called_by_its_name() -> None:
    class InCloud:
        name = "plan.xlsx"

        @property
        def fullname(self) -> str:
            raise xw.XlwingsError("no such SharePoint folder")

    unknown: Any = InCloud()
    assert path_of(unknown) == PLAN


def test_what_excel_says_itself_is_found_among_its_numbers() -> None:
    class Refusal(xw.XlwingsError):
        excepinfo = (0, "Microsoft Excel", "The sheet is protected. ", "xlmain11.chm", 0, -2146827284)

    with (
        pytest.raises(ExcelRefused, match=r"plan\.xlsx: Excel did not do it \(The sheet is protected\.\); finish"),
        in_plain_words(PLAN),
    ):
        raise Refusal(-2147352567, "Exception occurred.")


def failing(done: list[str], name: str, problem: type[Exception] | None = None) -> Callable[[], None]:
    def step() -> None:
        done.append(name)
        if problem:
            raise problem(name)

    return step


def fail_after(*steps: Callable[[], None]) -> None:
    with Undo(PLAN) as undo:
        for step in steps:
            undo.by(step)
        raise xw.XlwingsError("why")


def test_a_step_that_cannot_be_taken_back_does_not_keep_the_others() -> None:
    done: list[str] = []
    second = failing(done, "second", NOT_OFFERED)
    with pytest.raises(PartlyWritten, match=r"failed in the middle \(why\).*close the workbook without") as raised:
        fail_after(failing(done, "first"), second, failing(done, "third"))
    assert done == ["third", "second", "first"]
    assert isinstance(raised.value.__cause__, xw.XlwingsError)


def test_what_went_well_is_not_taken_back() -> None:
    done: list[str] = []
    with Undo(PLAN) as undo:
        undo.by(failing(done, "step"))
    assert done == []
