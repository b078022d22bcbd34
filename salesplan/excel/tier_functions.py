"""The function of tiers: A, B, C by what customers bought."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import nan
from string import ascii_uppercase
from typing import Final

import numpy as np
import pandas as pd
from xlwings import arg, func

from salesplan.excel.amounts import exact, in_proportion
from salesplan.excel.answers import answered
from salesplan.excel.arguments import CATEGORY, RANGE, Number, Word
from salesplan.excel.cells import Argument, BadArgument, ExcelError
from salesplan.findings import Severity
from salesplan.planning.tier_rules import TierRules, read_rules, usual_tiers
from salesplan.planning.tiers import plain_tiers
from salesplan.tables.tiers import RULES

_AMOUNTS: Final = Number(name="amounts", like="120,000")
_CUSTOMER_AMOUNT: Final = Number(name="customer_amount", like="120,000")
_RULE: Final = Word("rule", RULES)
_CUTS: Final = {
    "share": Number(name="cuts", like="80%", least=0),
    "amount": Number(name="cuts", like="100,000", least=0),
    "count": Number(name="cuts", like="20", least=0),
}
_NO_DECIMALS: Final = "JPY"
"""A currency whose amounts are whole, as these are once they are scaled."""


@func(category=CATEGORY)
@arg(
    "amounts",
    doc="What every customer bought, returns taken off. Blank = no customer; 0 = one who bought nothing: the last tier.",
    **RANGE,
)
@arg("customer_amount", doc="The amounts, out of amounts, whose tiers are wanted; those of all if left out.", **RANGE)
@arg("rule", doc="share: of revenue before the customer (if left out); amount: bought; count: rank.", **RANGE)
@arg(
    "cuts", doc="Where each tier ends, from the best down: 80% and 95% for A, B and C by share (if left out).", **RANGE
)
@answered
def sp_tier(
    amounts: Argument, customer_amount: Argument = None, rule: Argument = None, cuts: Argument = None
) -> Argument:
    """Rate customers by what they bought: A is the best tier, the last takes the rest.

    Equal amounts share a tier. The rules are those of the sheet Tiers; a plan's customers may stay in last period's tier.
    """
    rules = _rules(_RULE.one(rule), cuts)
    every = _AMOUNTS.read(amounts)
    there = [place for place, amount in enumerate(every.values) if amount is not None]
    bought = [amount for amount in every.values if amount is not None]
    tiers = _tiers(bought, rules)
    if customer_amount is None:
        by_place = dict(zip(there, tiers, strict=True))
        return every.laid_out([by_place.get(place) for place in range(len(every.values))])
    return _of_customers(customer_amount, dict(zip(map(exact, bought), tiers, strict=True)))


def _tiers(amounts: list[float], rules: TierRules) -> list[str]:
    """Rate amounts with all their decimals: by share and by rank only their proportions count, and a cut is scaled alike."""
    scaled, places = in_proportion(amounts)
    scale = Fraction(10) ** places
    cuts = [replace(tier, cut=tier.cut * scale) if tier.rule == "amount" and tier.cut else tier for tier in rules.tiers]
    everyone = np.ones(len(scaled), dtype=np.bool_)
    plain = plain_tiers(
        np.array(scaled, dtype=np.int64), everyone, replace(rules, tiers=tuple(cuts)), currency=_NO_DECIMALS
    )
    return [rules.names[place] for place in plain.place.tolist()]


def _of_customers(customer_amount: Argument, by_amount: dict[Decimal, str]) -> Argument:
    """Look the tiers of some customers up by their amounts, as equal amounts share a tier."""
    asked = _CUSTOMER_AMOUNT.read(customer_amount)
    tiers = [None if amount is None else by_amount.get(exact(amount)) for amount in asked.values]
    for at, (amount, tier) in enumerate(zip(asked.values, tiers, strict=True)):
        if amount is not None and tier is None:
            reason = f"{asked.called(at)} must be one of the amounts (it is {amount:,.15g})"
            raise BadArgument(ExcelError.NOT_FOUND, reason)
    return asked.laid_out(tiers)


def _rules(rule: str, cuts: Argument) -> TierRules:
    """Make the rules of tiers A, B, C … by the cuts.

    Raises
    ------
    BadArgument
        If the cuts are none that tiers can have.
    """
    if cuts is None and rule == RULES[0].key:
        return read_rules(usual_tiers())[0]
    given = _CUTS[rule].all_of(cuts)
    ends, most = given.values, len(ascii_uppercase) - 1
    if len(ends) > most:
        raise BadArgument(ExcelError.VALUE, f"cuts must be {most} cells at most (it is {given.shape_text})")
    names = list(ascii_uppercase[: len(ends) + 1])
    table = {"tier": names, "rule": [rule] * len(names), "cut": [*ends, nan], "visits_a_year": [0.0] * len(names)}
    rules, findings = read_rules(pd.DataFrame(table))
    wrong = next((finding for finding in findings if finding.severity is not Severity.INFO), None)
    if wrong:
        raise BadArgument(ExcelError.NUMBER, f"cuts: {wrong.message()}; {wrong.fix()}")
    return rules
