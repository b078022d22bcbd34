"""Rows of the scenarios' tables, with the dtypes of their columns."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.scenarios.scenario import PLAN, Scenario
from salesplan.tables.model import Holds, Table
from salesplan.tables.scenarios import PLAN_NAME
from salesplan.words import ENGLISH

_DTYPES: Final = {
    Holds.MONEY: "Int64",
    Holds.INTEGER: "Int64",
    Holds.PERCENT: "float64",
    Holds.NUMBER: "float64",
    Holds.MONTH: "datetime64[s]",
}


def rows_of(table: Table, count: int, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Give rows of a table: all its columns, those that are not given blank.

    Parameters
    ----------
    count
        The number of rows.
    columns
        By key: a value for each row, or one for all of them.

    Examples
    --------
    >>> from salesplan.tables.incentives import RATES
    >>> rows = rows_of(RATES, 2, {"from": [0.0, 0.8], "bonus": [None, 100], "note": "paid"})
    >>> rows["bonus"].tolist(), rows["note"].tolist(), rows["rate"].tolist()
    ([<NA>, 100], ['paid', 'paid'], [nan, nan])
    """
    index = pd.RangeIndex(count)
    blanks = {key: _DTYPES.get(table[key].holds, "str") for key in table.keys}
    return pd.DataFrame(
        {
            key: pd.Series(columns.get(key, "" if dtype == "str" else None), index=index, dtype=dtype)
            for key, dtype in blanks.items()
        },
        index=index,
    )


def shown_name(scenario: Scenario, language: str = ENGLISH) -> str:
    """Give the name of a scenario as tables show it.

    Examples
    --------
    >>> shown_name(Scenario("Ambitious")), shown_name(Scenario(), "zh-Hans")
    ('Ambitious', '计划')
    """
    return PLAN_NAME.said(language) if scenario.name == PLAN else scenario.name


def over_each(parts: "Floats | Ints", wholes: "Floats | Ints") -> Floats:
    """Divide; NaN where there is nothing to divide by, as the sheet's formulas leave the cell blank.

    Examples
    --------
    >>> over_each(np.array([1, 1]), np.array([4, 0])).tolist()
    [0.25, nan]
    """
    quotients = np.full(wholes.size, np.nan)
    np.divide(parts, wholes, out=quotients, where=wholes != 0)
    return quotients
