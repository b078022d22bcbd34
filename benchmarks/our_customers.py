"""``python -m benchmarks.our_customers COUNT``: customers evaluated and their visits planned, by salesplan.

Prints the seconds that it took from frames to frames, and what became of the customers.
"""

import sys
from datetime import date
from time import perf_counter

import pandas as pd

from benchmarks.customer_rows import EVALUATED, PLAN_YEAR, TODAY, Inputs, inputs, judged
from salesplan.planning.customers import evaluate_customers
from salesplan.planning.settings import CustomerSettings, VisitSettings
from salesplan.planning.visits import plan_visits


def evaluated(given: Inputs) -> pd.DataFrame:
    """Rate the customers, and hold the visits against their cadence."""
    rated = evaluate_customers(
        customers=given.customers,
        sales=given.sales,
        tiers=given.tiers,
        reps=given.reps,
        moves=given.moves,
        settings=CustomerSettings(as_of=EVALUATED),
    )
    period = VisitSettings(as_of=TODAY, first=date(PLAN_YEAR, 1, 1), last=TODAY, plan_year=PLAN_YEAR)
    return plan_visits(customers=rated.customers, reps=given.reps, visits=given.visits, settings=period).customers


if __name__ == "__main__":
    made = inputs(int(sys.argv[1]))
    begun = perf_counter()
    result = evaluated(made)
    print(f"{perf_counter() - begun:.3f} {judged(result)}")
