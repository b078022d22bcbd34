"""Rows that take the place of others, in a frame that keeps its columns and their types."""

from typing import Any

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags


def shaped(rows: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """Give rows the columns of another frame; what they do not have is blank.

    Examples
    --------
    >>> like = pd.DataFrame({"month": [1.0], "note": pd.array(["all"], dtype="str")})
    >>> shaped(pd.DataFrame({"month": [2.0], "own": [3]}), like).to_dict("list")
    {'month': [2.0], 'note': ['']}
    """
    return pd.DataFrame(
        {key: rows[key].array if key in rows else _blanks(like[key], len(rows)) for key in like.columns},
        index=rows.index,
    )


def _blanks(like: "pd.Series[Any]", count: int) -> "pd.Series[Any] | Any":
    if isinstance(like.dtype, pd.StringDtype) or like.dtype == object:
        return pd.array([""] * count, dtype="str")
    return pd.Series([None] * count, dtype=like.dtype).array


def in_place_of(frame: pd.DataFrame, rows: pd.DataFrame, replaced: Flags) -> pd.DataFrame:
    """Put rows in place of some of a frame's, behind those that stay; each keeps its index.

    Examples
    --------
    >>> frame = pd.DataFrame({"month": [1.0, 2.0]}, index=[5, 6])
    >>> in_place_of(frame, pd.DataFrame({"month": [3.0]}, index=[5]), np.array([True, False])).month.to_dict()
    {6: 2.0, 5: 3.0}
    """
    typed = shaped(rows, frame)
    kept = frame.iloc[np.flatnonzero(~replaced)]
    if not len(kept):
        return typed
    return pd.concat([kept, typed]) if len(typed) else kept
