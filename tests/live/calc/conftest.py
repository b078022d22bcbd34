"""One LibreOffice for the engine's tests, and a small workbook open in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.calc.sample import small_book
from tests.live.calc.session import calc


@pytest.fixture(scope="package")
def app() -> Iterator[xw.App]:
    with calc() as started:
        yield started


@pytest.fixture(scope="package")
def lasting(app: xw.App, tmp_path_factory: pytest.TempPathFactory) -> xw.Sheet:
    return app.books.open(small_book(tmp_path_factory.mktemp("lasting") / "lasting.xlsx")).sheets["Plan"]


@pytest.fixture
def scratch(lasting: xw.Sheet) -> Iterator[xw.Sheet]:
    """A sheet that stays open from test to test; columns H to K are for writing."""
    yield lasting
    lasting["H1:K4"].clear()


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    app.impl.engine.writes.clear()
    opened = app.books.open(small_book(tmp_path / "small.xlsx"))
    yield opened
    app.calculation = "automatic"
    opened.close()


@pytest.fixture
def plan(book: xw.Book) -> xw.Sheet:
    return book.sheets["Plan"]
