"""Customers rated: tiers, RFM, class, lifecycle, priority, cadence."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from salesplan.bindings.binding import Binding, Frames, Outcome, or_default, typed_as_of
from salesplan.planning.customers import evaluate_customers
from salesplan.planning.settings import CustomerSettings
from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.tiers import MOVES, PARETO, TIERS


def customer_settings(settings: Mapping[str, Any], customers: pd.DataFrame) -> CustomerSettings:
    """Give the evaluation of customers its settings, from the workbook's.

    Where no day is typed, it is of the last day of the base year, or of the evaluation that the customers have
    already, if that is later: who leaves the day open does not ask to go back.
    """
    usual = pd.Timestamp(int(settings["plan_year"]) - 1, 12, 31)
    evaluated = customers["evaluated_on"].max()
    return CustomerSettings(
        as_of=typed_as_of(settings) or (usual if pd.isna(evaluated) else max(usual, evaluated)).date(),
        tier_margin=or_default(settings, "tier_margin"),
        currency=settings["currency"],
    )


def _tier(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    done = evaluate_customers(
        customers=frames["Customers"],
        sales=frames["Sales"],
        tiers=frames["Tiers"],
        reps=frames["Reps"],
        moves=frames["Moves"],
        settings=customer_settings(settings, frames["Customers"]),
    )
    computed = {
        "Customers": done.customers,
        "Pareto": done.pareto,
        "Lifecycle": done.lifecycle,
        "CustomerMetrics": done.metrics,
        "Moves": done.moves,
    }
    if len(frames["Tiers"]):  # the usual rules count for an empty table, but they are nobody's to write into it
        computed["Tiers"] = done.tiers
    return Outcome(computed, done.findings, result=done)


TIER_BINDING: Final = Binding(
    "tier",
    _tier,
    reads=(TIERS, REPS, CUSTOMERS, CONTACTS, SALES, MOVES),
    writes=(CUSTOMERS, TIERS, PARETO, LIFECYCLE, CUSTOMER_METRICS, MOVES),
    about=CUSTOMERS,
)
