"""Typed columns as their cells get them."""

import pandas as pd

from salesplan.host.writing import cells_of
from salesplan.tables.scenarios import SCENARIOS
from salesplan.tables.units import currency

CNY = currency("CNY")


def test_cells_of_a_raw_column_are_written_as_they_were_found() -> None:
    found = pd.Series(["none", 0.05, None, "ten", 1, True, float("nan")], dtype=object)
    for key in ("growth", "company_target", "season_source"):
        assert SCENARIOS[key].raw
        cells = cells_of(SCENARIOS[key], found, currency=CNY, language="zh-Hans")
        assert cells == ["none", 0.05, None, "ten", 1, True, None]
        assert [type(cell) for cell in cells[:2]] == [str, float]
