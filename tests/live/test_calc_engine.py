"""The stand-in for Excel on whole workbooks: formulas go back in as they came out, blocks are one message, all ends."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import xlwings as xw

from tests.live.calc.sample import small_book
from tests.live.calc.session import calc

pytestmark = pytest.mark.live


SAMPLE = Path(__file__).resolve().parents[2] / "workbooks" / "zh-Hans" / "quota_scenarios.xlsx"


@pytest.fixture(scope="module")
def app() -> Iterator[xw.App]:
    with calc() as started:
        yield started


def lines(block: Any) -> list[list[Any]]:
    """A range's formulas as rows, one cell's as well."""
    return [list(row) for row in block] if isinstance(block, tuple | list) else [[block]]


def protected(value: Any) -> Any:
    """A value as it may be entered: Excel must not read a text anew."""
    return f"'{value}" if isinstance(value, str) else value


def test_what_a_real_workbook_holds_goes_back_in_as_it_came_out(app: xw.App, tmp_path: Path) -> None:
    book = app.books.open(copyfile(SAMPLE, tmp_path / SAMPLE.name))
    entered = {"formula": 0, "value": 0}
    for table in (table for sheet in book.sheets for table in sheet.tables):
        body: Any = table.data_body_range
        values = body.options(ndim=2, err_to_str=True).value
        formulas = lines(body.formula)
        for place in range(body.shape[1]):
            texts = [line[place] for line in formulas]
            if all(text.startswith("=") for text in texts):
                body[:, place].formula = [[text] for text in texts]
                entered["formula"] += len(texts)
            elif not any(text.startswith("=") for text in texts):
                body[:, place].value = [[protected(line[place])] for line in values]
                entered["value"] += len(texts)
        assert lines(body.formula) == formulas, table.name
        assert body.options(ndim=2, err_to_str=True).value == values, table.name
    book.close()
    assert min(entered.values()) > 500


def test_large_blocks_are_one_message(app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, asked = app.impl.engine.client, []
    ask = client.ask

    def counted(operation: str, *rest: Any) -> Any:
        asked.append(operation)
        return ask(operation, *rest)

    monkeypatch.setattr(client, "ask", counted)
    block = [[float(row * column) if column % 3 else f"t{row}" for column in range(12)] for row in range(8_000)]
    place = app.books.open(small_book(tmp_path / "small.xlsx")).sheets["Values"]["E1"]
    asked.clear()
    place.value = block
    assert place.resize(8_000, 12).value == block
    assert asked == ["kinds", "write", "read"]


def running(group: int) -> list[str]:
    """The processes of a group that still run; one that has ended may linger until its parent asks."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue  # it ended meanwhile
        state, _, its_group = rest.split()[:3]
        if int(its_group) == group and state != "Z":
            found.append(name)
    return found


def test_all_ends_with_the_session(tmp_path: Path) -> None:
    before = xw.engines.active
    with calc() as started:
        pid = started.pid
        started.books.open(small_book(tmp_path / "small.xlsx"))
        assert xw.apps.active == started
        assert running(pid)
    assert running(pid) == []
    assert xw.engines.active is before
    assert not list(tmp_path.glob(".~lock*"))
