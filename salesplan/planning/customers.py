"""Customers evaluated: the whole, from frames to frames."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.arrays import Flags, Floats, Ints, sums_of
from salesplan.planning.credit_moves import credit_moves
from salesplan.planning.customer_metrics import customer_metrics
from salesplan.planning.lifecycle import lifecycle_table
from salesplan.planning.move_log import log_moves
from salesplan.planning.moves import last_tiers, move_tiers
from salesplan.planning.names import NOWHERE, coded, first_of_each, folded, texts
from salesplan.planning.ownership import ownership_findings
from salesplan.planning.pareto import pareto
from salesplan.planning.purchases import Purchases, purchases
from salesplan.planning.ratings import rate
from salesplan.planning.settings import CustomerSettings
from salesplan.planning.tier_rules import TierRules, read_rules, usual_tiers
from salesplan.planning.tiers import plain_tiers
from salesplan.tables.tiers import PROSPECT_ROWS


@dataclass(frozen=True, slots=True)
class CustomerPlan:
    """The customers, evaluated.

    Attributes
    ----------
    customers
        The table Customers with its computed columns; those of visits as they came.
    tiers, pareto, lifecycle, metrics, moves
        The tables Tiers, Pareto, Lifecycle, CustomerMetrics and Moves.
    findings
        What is wrong in the data.
    """

    customers: pd.DataFrame
    tiers: pd.DataFrame
    pareto: pd.DataFrame
    lifecycle: pd.DataFrame
    metrics: pd.DataFrame
    moves: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)


def evaluate_customers(
    *,
    customers: pd.DataFrame,
    sales: pd.DataFrame,
    tiers: pd.DataFrame,
    reps: pd.DataFrame,
    moves: pd.DataFrame,
    settings: CustomerSettings,
) -> CustomerPlan:
    """Rate customers by what they bought in the twelve months up to a day, and say who moved.

    Parameters
    ----------
    customers, sales, tiers, reps, moves
        The tables by their column keys; the index is the sheet's row. Text is blank as ``""``, dates are datetime64,
        numbers float64, money Int64 in minor units, the ledger's revenue Int64 in grains. An empty ``tiers`` takes
        the usual A, B, C.
    settings
        The day, the margin and the currency.

    Returns
    -------
    CustomerPlan
        Every customer has one tier, or is a prospect. The order of the rows changes nothing, and evaluating again
        with the result, as of the same day, changes nothing.

    Raises
    ------
    AmountsTooLarge
        If the sales cannot be summed exactly.
    """
    rules, rule_findings = read_rules(tiers)
    bought, shown, sales_findings = purchases(customers, sales, settings.as_of, settings.currency)
    plain = plain_tiers(bought.amount, bought.bought, rules, settings.currency)
    last, last_findings = last_tiers(customers, rules, settings.as_of)
    moved = move_tiers(plain, last, bought.amount, rules, settings.tier_margin)
    credit, credit_findings = credit_moves(customers, settings.as_of)
    tier = _called(moved.place, rules)
    ratings, rating_findings = rate(customers, bought, tier.tolist(), best_tier=rules.names[0])
    visits = _visits_a_year(moved.place, ratings["priority"], rules)
    computed = {
        "amount": pd.array(shown.amount, dtype="Int64"),
        "share": np.where(shown.bought, _of_total(shown.amount, shown), np.nan),
        "tier": tier,
        "last_tier": _called(last.place, rules),
        "move": moved.move.array,
        **{str(key): ratings[key].array for key in ratings},
        "visits_a_year": visits,
        "last_credit": credit.last.array,
        "evaluated_credit": customers["credit"].array,
        "evaluated_on": np.full(len(customers), np.datetime64(settings.as_of, "s")),
    }
    evaluated = customers.assign(**computed)
    group = _group(moved.place, ratings["priority"], rules)
    counts = _counting(customers)
    return CustomerPlan(
        evaluated,
        _tier_table(tiers, group[counts], shown.only(counts), rules),
        pareto(shown),
        lifecycle_table(ratings["lifecycle"].iloc[counts], shown.only(counts)),
        customer_metrics(shown, settings.currency),
        log_moves(moves, evaluated, moved.boundary, credit.changed, settings.as_of),
        [
            *rule_findings,
            *_data_findings(bought, settings),
            *_unplanned(tiers, group[counts], rules),
            *sales_findings,
            *last_findings,
            *rating_findings,
            *credit_findings,
            *ownership_findings(customers, reps, settings.as_of),
        ],
    )


def _counting(customers: pd.DataFrame) -> Ints:
    """Give the places of the rows that are customers: the first of each id."""
    ids = coded(customers["customer_id"])
    return np.sort(first_of_each(ids.codes, len(ids.keys)))


def _unplanned(tiers: pd.DataFrame, group: Ints, rules: TierRules) -> list[Finding]:
    """Report prospects of a priority for which Tiers has no row, and so no visits."""
    named = set(map(folded, texts(tiers, "tier")))
    missing = [
        name
        for place, name in enumerate(PROSPECT_ROWS, start=rules.prospect)
        if named and folded(name) not in named and (group == place).any()
    ]
    return [kinds.PROSPECTS_UNPLANNED.at("Tiers", None, "tier", names=", ".join(missing))] if missing else []


def _called(place: Ints, rules: TierRules) -> Any:
    """Give places their names; `NOWHERE`, counted from the end, is blank."""
    return pd.array([*rules.names, ""], dtype="str").take(place)


def _of_total(amounts: Ints, bought: Purchases) -> Floats:
    """Give amounts as shares of all positive ones; blank where there are none."""
    total = int(bought.amount[bought.amount > 0].sum())
    return amounts / total if total else np.full(amounts.shape, np.nan)


def _priority_places(priority: "pd.Series[Any]") -> Ints:
    """Give the row of P1 … P4 that a customer has as a prospect; without priority the last."""
    return priority.fillna(len(PROSPECT_ROWS)).to_numpy(dtype=np.int64) - 1


def _visits_a_year(place: Ints, priority: "pd.Series[Any]", rules: TierRules) -> Floats:
    cadence = np.array([*(tier.visits_a_year for tier in rules.tiers), *rules.prospect_visits])
    return np.asarray(cadence[_group(place, priority, rules)], dtype=np.float64)


def _group(place: Ints, priority: "pd.Series[Any]", rules: TierRules) -> Ints:
    """Give each customer's tier, prospects by priority behind the last."""
    return place + np.where(place == rules.prospect, _priority_places(priority), 0)


def _tier_table(tiers: pd.DataFrame, group: Ints, bought: Purchases, rules: TierRules) -> pd.DataFrame:
    """Fill the table Tiers in: how many customers each row has, and what they bought."""
    table = usual_tiers() if tiers.empty else tiers
    names = [*rules.names[:-1], *PROSPECT_ROWS]
    count = np.bincount(group, minlength=len(names))
    amount = sums_of(bought.amount, group, len(names))
    rows = coded(table["tier"])
    known = rows.places_in({folded(name): number for number, name in enumerate(names)})
    known[pd.Series(known).duplicated().to_numpy()] = NOWHERE  # of rows with the same name the first counts
    there: Flags = known != NOWHERE
    count, amount = np.where(there, count[known], 0), np.where(there, amount[known], 0)
    return table.assign(
        customers=pd.array(count, dtype="Int64"),
        customers_share=count / group.size if group.size else np.nan,
        amount=pd.array(amount, dtype="Int64"),
        amount_share=_of_total(amount, bought),
        visits=count * table["visits_a_year"],
    )


def _data_findings(bought: Purchases, settings: CustomerSettings) -> list[Finding]:
    if not bought.amount.size:
        return [kinds.NO_CUSTOMERS.at("Customers")]
    if not (bought.amount > 0).any():
        return [kinds.NO_PURCHASES.at("Sales", None, "month", month=f"{settings.as_of:%Y-%m}")]
    return []
