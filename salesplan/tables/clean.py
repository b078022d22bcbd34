"""Clean columns, of numbers and blanks alone, read at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def plain_floats(cells: Sequence[object], *, from_text: bool) -> np.ndarray[Any, np.dtype[np.float64]] | None:
    """Turn a column of numbers and blanks into floats at once; None when some cell is neither."""
    sorts = set(map(type, cells))
    if sorts <= {float, int}:
        return np.array(cells, dtype=np.float64)
    if sorts <= {float, int, type(None)}:
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    if sorts == {str} and from_text and _all_plain(cells):
        try:
            return np.array([cell or "nan" for cell in cells], dtype=np.float64)
        except ValueError:
            return None
    if str in sorts and sorts <= {float, int, type(None), str} and all(not c for c in cells if type(c) is str):
        return np.array([np.nan if cell is None or cell == "" else cell for cell in cells], dtype=np.float64)
    return None


def _all_plain(cells: Sequence[object]) -> bool:
    """Tell whether texts hold only digits, points and signs, so that float() cannot read a word into them."""
    return not set("".join(map(str, cells))) - set("0123456789.-")
