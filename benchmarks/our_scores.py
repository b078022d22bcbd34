"""``python -m benchmarks.our_scores COUNT``: the reps' scorecards for twelve months, by salesplan.

Prints the seconds that it took from frames to frames, and what became of the reps.
"""

import sys
from time import perf_counter

import pandas as pd

from benchmarks.frames import frame_of
from benchmarks.score_rows import COUNTRY, FOCUS, MARGIN_RATE, TODAY, YEAR, Inputs, inputs, judged
from salesplan.planning.periods import Period
from salesplan.planning.scoring.scorecard import score_reps
from salesplan.planning.settings import ScoreSettings
from salesplan.tables.incentives import PAYOUTS, RATES
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.scoring import GRADES, QUOTA_HISTORY


def scored(given: Inputs) -> pd.DataFrame:
    """Score every month of the year by the usual grades."""
    settings = ScoreSettings(
        as_of=TODAY,
        period=Period.of(f"{YEAR}-12"),
        since=Period.of(f"{YEAR}-01"),
        plan_year=YEAR,
        country=COUNTRY,
        focus_lines=FOCUS,
        margin_rate=MARGIN_RATE,
    )
    return score_reps(
        kpis=given.kpis,
        grades=frame_of(GRADES, 0),
        ratings=given.ratings,
        receivables=given.receivables,
        reps=given.reps,
        customers=given.customers,
        sales=given.sales,
        quota=given.quota,
        quota_history=frame_of(QUOTA_HISTORY, 0),
        visits=given.visits,
        rates=frame_of(RATES, 0),
        scorecard=frame_of(SCORECARD, 0),
        payouts=frame_of(PAYOUTS, 0),
        settings=settings,
    ).frames[SCORECARD.name]


if __name__ == "__main__":
    made = inputs(int(sys.argv[1]))
    begun = perf_counter()
    result = scored(made)
    print(f"{perf_counter() - begun:.3f} {judged(result)}")
