"""The outlook: the plan year month by month, and the range in which its sales are likely to be."""

from typing import Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Ints
from salesplan.planning.money import rounded
from salesplan.planning.scenarios.likely.simulation import Likely
from salesplan.planning.scenarios.rows import rows_of, shown_name
from salesplan.planning.scenarios.scenario import Planned
from salesplan.tables.quota import MONTHS
from salesplan.tables.scenario_likely import OUTLOOK
from salesplan.words import ENGLISH

_QUANTILES: Final = ("p10", "p25", "p50", "p75", "p90")


def outlook(planned: Planned, likely: Likely, language: str = ENGLISH) -> pd.DataFrame:
    """Add up a scenario's year from January to the end of each month.

    Parameters
    ----------
    planned
        The scenario.
    likely
        Its simulation.
    language
        Of the plan's name.

    Returns
    -------
    pd.DataFrame
        Twelve rows, the columns of Outlook; all amounts are cumulative, and sales that no rep has are among them. Last
        year's are rounded once summed. A quantile of the year falls into months by the company's season, rounded half
        up, so that December has the year's own; what the months of a year have to do with each other is not modelled.
        The bands are the heights between the quantiles, which stand on each other in a chart.
    """
    last_year = rounded(planned.plan.standing.monthly[:, 0].sum(axis=0).cumsum())
    quota = planned.plan.quota[list(MONTHS)].to_numpy(dtype=np.int64).sum(axis=0).cumsum()
    to_month = np.cumsum(planned.plan.season)
    p10, p25, p50, p75, p90 = (_so_far(getattr(likely, key), to_month / to_month[-1]) for key in _QUANTILES)
    return rows_of(
        OUTLOOK,
        len(MONTHS),
        {
            "month": range(1, len(MONTHS) + 1),
            "scenario": shown_name(planned.scenario, language),
            "last_year": last_year,
            "quota": quota,
            **dict(zip(_QUANTILES, (p10, p25, p50, p75, p90), strict=True)),
            "band_low": p10,
            "band_mid1": p25 - p10,
            "band_mid2": p75 - p25,
            "band_mid3": p90 - p75,
        },
    )


def _so_far(year: int, shares: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Ints:
    return np.floor(year * shares + 0.5).astype(np.int64)
