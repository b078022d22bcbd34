from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.flow.conftest import _kept, filled, planned
from tests.live.program import program

__all__ = ["_kept", "filled", "planned"]


@pytest.fixture(scope="session")
def app() -> Iterator[xw.App]:
    """One spreadsheet program for all tests; each closes the workbooks that it opens."""
    with program() as started:
        yield started
