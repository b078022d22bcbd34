"""``python -m benchmarks.usual_customers COUNT``: customers evaluated and visits due, the way that it is usually done.

`groupby` sums the sales, and a function that is applied to each row names tier, scores, stage and next visit. It is
written with care (rows hold only the columns that their function needs, ranks and shares are taken by column), and it is
asked for less than salesplan: no tiers of last time to hold on to, no segments, classes, measures of the company or
lists of moves, no status, plan and workload of the reps, nothing to follow up, no check of anything.

Prints the seconds that it took from frames to frames, and what became of the customers.
"""

import sys
from time import perf_counter
from typing import Any

import pandas as pd

from benchmarks.customer_rows import CADENCE, EVALUATED, PLAN_YEAR, TODAY, Inputs, inputs, judged
from salesplan.tables.units import GRAINS_PER_MINOR

_LAST = pd.Timestamp(EVALUATED.replace(day=1))
_NEVER_VISITED = pd.Timestamp(PLAN_YEAR - 1, 12, 31)


def evaluated(given: Inputs) -> pd.DataFrame:
    """Rate the customers, and say when each is to be visited next."""
    customers = given.customers[["customer_id", "potential", "intent"]].merge(
        bought(given.sales), on="customer_id", how="left"
    )
    customers["ever"] = customers["amount"].notna()
    customers[["amount", "before", "frequency"]] = customers[["amount", "before", "frequency"]].fillna(0)
    customers["since"] = months_ago(customers["last"])
    customers["known"] = months_ago(customers["first"])
    customers["tier"] = tiers(customers)
    customers["rfm"] = rfm(customers)
    customers["lifecycle"] = customers[["ever", "since", "known", "amount", "before"]].apply(stage, axis=1)
    customers["priority"] = priorities(customers)
    last_visit = visits_made(given.visits).groupby("customer_id")["date"].max().rename("last_visit")
    customers = customers.merge(last_visit, on="customer_id", how="left")
    customers["next_visit"] = customers[["tier", "priority", "last_visit"]].apply(next_visit, axis=1)
    late = (pd.Timestamp(TODAY) - customers["next_visit"]).dt.days
    customers["overdue"] = late.where(late > 0).astype("Int64")
    return customers


def bought(sales: pd.DataFrame) -> pd.DataFrame:
    """Sum the sales by customer: two windows of twelve months, and in which months it bought."""
    monthly = sales[sales["month"] <= _LAST].groupby(["customer_id", "month"], as_index=False)["revenue"].sum()
    window = monthly["month"] > _LAST - pd.DateOffset(months=12)
    earlier = (monthly["month"] > _LAST - pd.DateOffset(months=24)) & ~window
    positive = monthly["revenue"] > 0
    by_customer = monthly["customer_id"]
    months = monthly["month"].where(positive).groupby(by_customer)
    amounts = {
        "amount": monthly["revenue"].where(window, 0).groupby(by_customer).sum(),
        "before": monthly["revenue"].where(earlier, 0).groupby(by_customer).sum(),
    }
    minor = {name: (amount + GRAINS_PER_MINOR // 2) // GRAINS_PER_MINOR for name, amount in amounts.items()}
    frequency = (window & positive).groupby(by_customer).sum()
    return pd.DataFrame({**minor, "frequency": frequency, "first": months.min(), "last": months.max()}).reset_index()


def months_ago(months: "pd.Series[Any]") -> "pd.Series[Any]":
    """Count the months since a month; a thousand where there is none."""
    ago: pd.Series[Any] = 12 * (_LAST.year - months.dt.year) + _LAST.month - months.dt.month
    return ago.fillna(1000)


def tiers(customers: pd.DataFrame) -> "pd.Series[Any]":
    """Give each customer its tier by the cumulative share before it; equal amounts share a tier."""
    amount = customers.loc[customers["amount"] > 0, "amount"].sort_values(ascending=False)
    before = (amount.cumsum() - amount).groupby(amount).transform("min") / amount.sum()

    def tier(row: "pd.Series[Any]") -> str:
        if not row["ever"]:
            return "prospect"
        if row["share"] < 0.80:
            return "A"
        return "B" if row["share"] < 0.95 else "C"

    return customers[["ever"]].assign(share=before.astype(float)).apply(tier, axis=1)


def rfm(customers: pd.DataFrame) -> "pd.Series[Any]":
    """Score those who bought by recency, frequency and amount."""
    buyers = customers[customers["ever"]]
    scores = pd.DataFrame(
        {
            "recency": quintile(-buyers["since"]),
            "frequency": quintile(buyers["frequency"]),
            "amount": quintile(buyers["amount"]),
        }
    )
    joined = scores.apply(lambda row: f"{row['recency']}{row['frequency']}{row['amount']}", axis=1)
    return joined.reindex(customers.index, fill_value="")


def quintile(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """Score values by their fifth; equal values share a score."""
    return ((values.rank() - 0.5) * 5 // len(values) + 1).astype(int)


def stage(row: "pd.Series[Any]") -> str:
    """Name the stage of a customer's life."""
    if not row["ever"]:
        return "prospect"
    if row["since"] >= 18:
        return "lost"
    if row["since"] >= 6:
        return "dormant"
    if row["known"] < 12:
        return "new"
    if row["before"] <= 0:
        grown, shrunk = row["amount"] > 0, row["amount"] < row["before"]
    else:
        grown, shrunk = 5 * row["amount"] > 6 * row["before"], 5 * row["amount"] < 4 * row["before"]
    return "growing" if grown else "declining" if shrunk else "steady"


def priorities(customers: pd.DataFrame) -> "pd.Series[Any]":
    """Give each customer a priority by potential and intent."""
    median = customers["potential"].median()

    def priority(row: "pd.Series[Any]") -> str:
        above, high = row["potential"] > median, row["intent"] == "high"
        return f"P{4 - 2 * above - high}"

    return customers[["potential", "intent"]].apply(priority, axis=1)


def visits_made(visits: pd.DataFrame) -> pd.DataFrame:
    """Leave out calls, visits at which nobody was met, and what is not yet."""
    made = visits["kind"].isin(["visit", "joint"]) & (visits["result"] != "absent")
    return visits[made & (visits["date"] <= pd.Timestamp(TODAY))]


def next_visit(row: "pd.Series[Any]") -> pd.Timestamp:
    """Say when a customer is to be visited next, by the cadence of its tier."""
    cadence = CADENCE[row["priority"] if row["tier"] == "prospect" else row["tier"]]
    anchor = _NEVER_VISITED if pd.isna(row["last_visit"]) else row["last_visit"]
    return anchor + pd.DateOffset(months=12 // cadence)


if __name__ == "__main__":
    made = inputs(int(sys.argv[1]))
    begun = perf_counter()
    result = evaluated(made)
    print(f"{perf_counter() - begun:.3f} {judged(result.astype({'next_visit': 'datetime64[s]'}))}")
