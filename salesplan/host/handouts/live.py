"""The columns that sheets compute by formula: reading leaves them out, and a value beside a formula may be old."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from salesplan.planning.scoring.history import changes
from salesplan.planning.standing import QUOTAS, live_columns

Frames = Mapping[str, pd.DataFrame]


def with_live_columns(frames: Frames, settings: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Give the tables of quotas and Scorecard with what their formulas make of the other cells as they are now.

    Parameters
    ----------
    frames
        Typed rows by table: the quotas, Scorecard, and any others.
    settings
        The plan's settings by key, typed.
    """
    live = live_columns({name: frames[name] for name in QUOTAS}, settings) | {
        "Scorecard": _of_scores(frames["Scorecard"])
    }
    return {name: frame.assign(**live[name]) if name in live else frame for name, frame in frames.items()}


def _of_scores(scorecard: pd.DataFrame) -> pd.DataFrame:
    """Compute variance and change as the sheet does.

    Examples
    --------
    >>> money = {"quota": pd.array([100, None], "Int64"), "revenue": pd.array([90, 80], "Int64")}
    >>> found = _of_scores(pd.DataFrame(money | {"total": [70.5, 60.0], "previous": [70.0, None]}))
    >>> found["variance"].tolist(), found["change"].tolist()
    ([-10, <NA>], [0.5, nan])
    """
    totals = (scorecard[key].to_numpy(dtype="float64", na_value=float("nan")) for key in ("total", "previous"))
    return pd.DataFrame(
        {"variance": scorecard["revenue"].fillna(0) - scorecard["quota"], "change": changes(*totals)},
        index=scorecard.index,
    )
