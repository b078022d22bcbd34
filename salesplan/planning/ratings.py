"""Ratings of customers beside the tier: RFM, class, lifecycle and priority."""

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.customer_class import Texts, customer_class, priority
from salesplan.planning.lifecycle import lifecycle
from salesplan.planning.purchases import Purchases
from salesplan.planning.rfm import rfm


def rate(
    customers: pd.DataFrame, purchases: Purchases, tier: Texts, *, best_tier: str = "A"
) -> tuple[pd.DataFrame, list[Finding]]:
    """Rate customers by all that does not make their tier.

    Parameters
    ----------
    customers
        potential (Int64, minor units), intent (key), credit (text).
    purchases
        What they bought, in the same order.
    tier
        Their tiers, in the same order.
    best_tier
        The tier of key customers: the first of Tiers.

    Returns
    -------
    ratings
        Indexed like ``customers``: recency, frequency (Int64), rfm, segment (see `rfm`), customer_class
        (see `customer_class`), lifecycle (see `lifecycle`), priority (Int64, see `priority`). Every customer has a
        class and a stage.
    findings
        T151 and T152: credits that are no grade.
    """
    classes, findings = customer_class(customers, purchases, tier, best_tier)
    ratings = rfm(purchases).assign(
        customer_class=classes, lifecycle=lifecycle(purchases), priority=priority(customers)
    )
    return ratings.set_axis(customers.index), findings
