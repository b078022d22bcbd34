"""A scenario told in words."""

import pandas as pd
import pytest

from salesplan.planning.scenarios.changes.words import changes_text
from salesplan.planning.scenarios.scenario import Scenario


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Market growth 12 %; rows of Heads: 2"),
        ("zh-Hans", "市场增长率 12%；人员变动 2 行"),
        ("zh-Hant", "市場成長率 12%；人員變動 2 列"),
    ],
)
def test_rows_of_heads_are_counted_as_rows(language: str, said: str) -> None:
    heads = pd.DataFrame({"rep_id": [None, "R-01"], "count": [3, None]})
    scenario = Scenario("Three more, one leaves", changes={"growth": 0.12}, heads=heads)
    assert changes_text(scenario, currency="CNY", language=language) == said
