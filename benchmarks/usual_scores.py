"""``python -m benchmarks.usual_scores COUNT``: the reps' scorecards for twelve months, the way that it is usually done.

`groupby` sums sales, receivables and visits by rep and month, and a function that is applied to each row gives the points
of its KPIs, their total and the grade. It is written with care (no Python loop over sales, visits or receivables; rows
hold only what their function needs), and it is asked for less than salesplan: no plan of visits, no diagnosis with its
evidence, no payouts, no change and no recognition, no trend, no sensitivity of the ranking to the weights, no quotas of
other years, no weeks, quarters or months that are not over, no check of anything.

Prints the seconds that it took from frames to frames, and what became of the reps.
"""

import sys
from math import floor
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
from holidays import country_holidays

from benchmarks.score_rows import COUNTRY, FOCUS, KPI_ROWS, MARGIN_RATE, YEAR, Inputs, inputs, judged
from salesplan.tables.quota import MONTHS
from salesplan.tables.units import GRAINS_PER_MINOR

KEY = ["rep_id", "month"]
GRADES = {110: "S", 100: "A", 85: "B", 70: "C", 0: "D"}


def scored(given: Inputs) -> pd.DataFrame:
    """Give every rep a total, a rank and a grade in every month of the year."""
    cards = quotas(given.quota)
    for measured in (
        sold(given.sales),
        collected(given.receivables),
        visited(given.visits),
        buyers(given.sales, given.customers),
        newcomers(given.sales),
        satisfied(given.ratings),
    ):
        cards = cards.merge(measured, on=KEY, how="left")
    counts = ["revenue", "focus", "margin", "before", "made", "active_customers", "active_owned", "new_customers"]
    cards[counts] = cards[counts].fillna(0)
    owned = given.customers.groupby("rep_id").size().rename("owned")
    cards = cards.merge(owned, on="rep_id", how="left")
    cards = measures(cards)
    cards["target_active"] = cards.groupby("month")["active_customers"].transform("median")
    cards[["total", "grade"]] = cards[[*KPI_ROWS, "target_active"]].apply(graded, axis=1, result_type="expand")
    cards["rank"] = cards.groupby("month")["total"].rank(method="min", ascending=False)
    cards["period"] = cards["month"].dt.strftime("%Y-%m")
    return cards


def quotas(quota: pd.DataFrame) -> pd.DataFrame:
    """Give a row a rep and month."""
    long = quota.melt("rep_id", list(MONTHS), "month", "quota")
    number = long["month"].map({key: place for place, key in enumerate(MONTHS, start=1)})
    long["month"] = pd.to_datetime({"year": YEAR, "month": number, "day": 1})
    return long.astype({"quota": "float64"})


def sold(sales: pd.DataFrame) -> pd.DataFrame:
    """Sum up what each rep sold in each month, and in the same month a year before."""
    focus = sales["revenue"].where(sales["product_line"].isin(FOCUS), 0)
    monthly = sales.assign(focus=focus).groupby(KEY, as_index=False)[["revenue", "margin", "focus"]].sum()
    before = monthly[[*KEY, "revenue"]].rename(columns={"revenue": "before"})
    before["month"] += pd.DateOffset(years=1)
    return monthly.merge(before, on=KEY, how="outer")


def collected(receivables: pd.DataFrame) -> pd.DataFrame:
    """Sum up what fell due and what was collected of it."""
    return receivables.groupby(KEY, as_index=False)[["due", "collected"]].sum()


def visited(visits: pd.DataFrame) -> pd.DataFrame:
    """Count the visits of each rep in each month; calls are none."""
    made = visits[visits["kind"].isin(["visit", "joint"])]
    month = made["date"].dt.to_period("M").dt.to_timestamp().rename("month")
    return made.groupby([made["rep_id"], month]).size().rename("made").reset_index()


def buyers(sales: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Count the customers who bought of each rep, and those of them whom the rep owns."""
    of_rep = sales.groupby([*KEY, "customer_id"], as_index=False)["revenue"].sum()
    bought = of_rep[of_rep["revenue"] > 0]
    active = bought.groupby(KEY).size().rename("active_customers").reset_index()
    owned = bought.merge(customers[["customer_id", "rep_id"]], on=["customer_id", "rep_id"])
    active_owned = owned.groupby(KEY).size().rename("active_owned").reset_index()
    counted: pd.DataFrame = active.merge(active_owned, on=KEY, how="outer")
    return counted


def newcomers(sales: pd.DataFrame) -> pd.DataFrame:
    """Count the customers who never bought before, for the rep who sold most to them in that month."""
    monthly = sales.groupby(["customer_id", "month"], as_index=False)["revenue"].sum()
    first = monthly[monthly["revenue"] > 0].groupby("customer_id", as_index=False)["month"].min()
    of_rep = sales.merge(first, on=["customer_id", "month"]).groupby(["customer_id", *KEY])["revenue"].sum()
    ranked = of_rep.reset_index().sort_values(["revenue", "rep_id"], ascending=[False, True])
    return ranked.drop_duplicates("customer_id").groupby(KEY).size().rename("new_customers").reset_index()


def satisfied(ratings: pd.DataFrame) -> pd.DataFrame:
    """Give the ratings by month."""
    month = pd.to_datetime(ratings["period"], format="%Y-%m").astype("datetime64[s]")
    return pd.DataFrame({"rep_id": ratings["rep_id"], "month": month, "satisfaction": ratings["value"]})


def measures(cards: pd.DataFrame) -> pd.DataFrame:
    """Divide; blank where there is nothing to divide by."""
    month = cards["month"].to_numpy(dtype="datetime64[M]")
    free = list(country_holidays(COUNTRY, years=YEAR))
    days = np.busday_count(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]"), holidays=free)
    return cards.assign(
        target_attainment=cards["revenue"] / GRAINS_PER_MINOR / cards["quota"],
        margin_attainment=cards["margin"] / GRAINS_PER_MINOR / (cards["quota"] * MARGIN_RATE),
        collection=cards["collected"] / cards["due"],
        visits_a_day=cards["made"] / days,
        breadth=cards["active_owned"] / cards["owned"],
        product_mix=cards["focus"] / cards["revenue"].where(cards["revenue"] > 0),
        growth=cards["revenue"] / cards["before"].where(cards["before"] > 0) - 1,
    ).astype(dict.fromkeys(KPI_ROWS, "float64"))


def graded(row: "pd.Series[Any]") -> tuple[float, str]:
    """Add up the points of a rep's KPIs by their weights, and name the grade."""
    points, weights = 0.0, 0
    for kpi, (weight, goal) in KPI_ROWS.items():
        target = row["target_active"] if goal is None else goal
        if not np.isnan(row[kpi]) and target > 0:
            points += weight * score(row[kpi] / target)
            weights += weight
    if weights < 50:
        return np.nan, ""
    total = half_up(points / weights)
    return total, next(grade for least, grade in GRADES.items() if total >= least)


def score(ratio: float) -> float:
    """Give 0 points for half of the target, 100 for all of it and 120 for a fifth more, and no less or more than that."""
    points = 200 * (ratio - 0.5) if ratio < 1 else 100 * ratio
    return half_up(min(max(points, 0.0), 120.0))


def half_up(value: float) -> float:
    """Round to two decimals; a hair less than half is half."""
    return floor(100 * value + 0.5 + 1e-6) / 100


if __name__ == "__main__":
    made = inputs(int(sys.argv[1]))
    begun = perf_counter()
    result = scored(made)
    print(f"{perf_counter() - begun:.3f} {judged(result)}")
