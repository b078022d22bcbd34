"""Tables as reading a workbook types them, made in memory."""

from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Table
from salesplan.tables.units import currency

_FIRST_ROW: Final = 5

Values = np.ndarray[Any, Any]


def frame_of(table: Table, count: int, **given: Values) -> pd.DataFrame:
    """Make a typed frame of a table; columns that are not given are blank.

    Examples
    --------
    >>> from salesplan.tables.inputs import REPS
    >>> made = frame_of(REPS, 2, rep_id=np.array(["R1", "R2"], dtype=object))
    >>> made["rep_id"].to_dict(), made["team"].tolist()
    ({5: 'R1', 6: 'R2'}, ['', ''])
    """
    blank = conform(table, Rows({}, []), currency=currency("CNY")).frame
    frame = blank.reindex(pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + count, name="row"))
    columns = {key: _column(frame[key], given.get(key)) for key in table.keys}
    return pd.DataFrame(columns, index=frame.index)


def _column(blank: "pd.Series[Any]", values: Values | None) -> "pd.Series[Any]":
    if values is not None:
        return pd.Series(values, index=blank.index).astype(blank.dtype)
    return blank.fillna("") if isinstance(blank.dtype, pd.StringDtype) else blank
