"""Growth: by how much each sale is expected to grow, and the base that makes.

``g`` of a sales row = market growth + Σ of the adjustments that match it; base = Σ amount × (1 + g) × (1 + price change),
computed in whole numbers: rows of the same rep and the same growth are summed first, and only the result is rounded, so that the
members' bases add up to the company's to the cent.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import Ints, sums_of
from salesplan.planning.ledger import BaseRows
from salesplan.planning.money import GRAINS, MILLION, millionths, whole_parts
from salesplan.planning.names import NOWHERE, Coded, coded, folded, group_key, texts
from salesplan.planning.roster import Roster
from salesplan.planning.wording import percent_text
from salesplan.tables import inputs
from salesplan.words import nearest_words

_LABELS = {dimension.key: dimension.label for dimension in inputs.DIMENSIONS}
DIMENSIONS = tuple(_LABELS)
"""What adjustments can go by."""

_BY_GROUP = frozenset({"region", "team"})


@dataclass(frozen=True, slots=True)
class Grown:
    """Last year, and what growth makes of it; minor units by member, each column adding up to its rounded total.

    Attributes
    ----------
    last_year
        The sales of the base year.
    with_market
        Last year grown by market growth alone, at the prices of the plan year.
    base
        Last year grown by market growth and adjustments, at the prices of the plan year.
    """

    last_year: Ints
    with_market: Ints
    base: Ints


@dataclass(frozen=True, slots=True)
class _Adjustment:
    """One row of Growth: its dimension, the value's key, percentage points in millionths."""

    row: int
    dimension: str
    key: str
    value: str
    rate: int


def grow(
    rows: BaseRows, growth: pd.DataFrame, customers: pd.DataFrame, roster: Roster, market: float, price: float = 0.0
) -> tuple[Grown, list[Finding]]:
    """Compute last year and base of every member.

    Parameters
    ----------
    rows
        The attributed rows of the base year.
    growth
        dimension, value (text), adjustment (fraction); several that match a row add up.
    customers
        industry, channel, tier (text), in the order that ``rows`` refers to.
    market
        Market growth, as a fraction.
    price
        By how much prices change on top of it, as a fraction.

    Returns
    -------
    Grown
        The three columns of amounts.
    list[Finding]
        Adjustments that are incomplete, match nothing, or take growth below -100 % (which then counts as -100 %).
    """
    adjustments, findings = _adjustments(growth)
    known = _known(rows, customers, roster) if adjustments else {}
    findings += [finding for adjustment in adjustments for finding in _unmatched(adjustment, known)]
    rates = _rates(rows, adjustments, customers, roster) + millionths(market)
    if rates.size and rates.min() < -MILLION:
        findings.append(_below(adjustments, int(rates.min())))
    prices = MILLION + millionths(price)
    return _grown(rows, np.maximum(rates, -MILLION), len(roster.members), millionths(market), prices), findings


def _grown(rows: BaseRows, rates: Ints, members: int, market: int, prices: int) -> Grown:
    """Grow last year, and round; who has no adjustment is rounded alike with and without.

    ``prices`` are those of the plan year, in millionths of last year's.
    """
    last = sums_of(rows.grains, rows.owner, members).tolist()
    by_market = [amount * (MILLION + market) * prices for amount in last]
    exact = [amount * prices for amount in _grown_exactly(rows, rates, members)]
    whole = GRAINS * MILLION * MILLION
    with_market = whole_parts(by_market, whole)
    alike = [
        amount if before == after else None
        for amount, before, after in zip(with_market.tolist(), by_market, exact, strict=True)
    ]
    return Grown(whole_parts(last, GRAINS), with_market, whole_parts(exact, whole, alike))


def _grown_exactly(rows: BaseRows, rates: Ints, members: int) -> list[int]:
    """Sum amount × (1 + rate) by member, in millionths of a grain; the products exceed 64 bits."""
    code, different = pd.factorize(rates)
    sums = sums_of(rows.grains, rows.owner * max(different.size, 1) + code, members * max(different.size, 1))
    factors = [MILLION + int(rate) for rate in different]
    by_member = sums.reshape(members, -1).tolist()
    return [
        sum(amount * factor for amount, factor in zip(amounts, factors, strict=True) if amount) if factors else 0
        for amounts in by_member
    ]


def _rates(rows: BaseRows, adjustments: list[_Adjustment], customers: pd.DataFrame, roster: Roster) -> Ints:
    """Add up, for each row, the adjustments that match it."""
    by_value: dict[str, dict[str, int]] = {dimension: defaultdict(int) for dimension in DIMENSIONS}
    for adjustment in adjustments:
        by_value[adjustment.dimension][adjustment.key] += adjustment.rate
    rates = _of_members(by_value, roster)[rows.owner]
    if by_value["industry"] or by_value["tier"]:
        of_customer = _of_names(by_value["industry"], coded(customers["industry"]))
        of_customer = of_customer + _of_names(by_value["tier"], coded(customers["tier"]))
        rates = rates + np.append(of_customer, 0)[rows.customer]
    if by_value["product_line"]:
        rates = rates + _of_names(by_value["product_line"], rows.product_line)
    if by_value["channel"]:
        of_customer = np.append(_of_names(by_value["channel"], coded(customers["channel"])), 0)
        own = _of_names(by_value["channel"], rows.channel)
        rates = rates + np.where(rows.channel.codes != NOWHERE, own, of_customer[rows.customer])
    return rates


def _of_members(by_value: dict[str, dict[str, int]], roster: Roster) -> Ints:
    """Add up, for each member, the adjustments of its region, team and id."""
    region, team, rep = by_value["region"], by_value["team"], by_value["rep_id"]
    return np.array(
        [
            region.get(region_key, 0) + team.get(team_key, 0) + rep.get(key, 0)
            for (region_key, team_key), key in zip(roster.groups, roster.keys, strict=True)
        ],
        dtype=np.int64,
    )


def _of_names(by_value: dict[str, int], names: Coded) -> Ints:
    return names.values([by_value.get(key, 0) for key in names.keys], 0)


def _adjustments(growth: pd.DataFrame) -> tuple[list[_Adjustment], list[Finding]]:
    """Read the table's rows; wholly blank ones are none."""
    adjustments: list[_Adjustment] = []
    findings: list[Finding] = []
    rates = growth["adjustment"].to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    for row, dimension, value, rate in zip(
        growth.index.tolist(), texts(growth, "dimension"), texts(growth, "value"), rates, strict=True
    ):
        missing = rate != rate
        if missing and not (dimension or value):
            continue
        if folded(dimension) not in DIMENSIONS and dimension:
            near, known = nearest_words(dimension, DIMENSIONS), ", ".join(DIMENSIONS)
            findings.append(
                kinds.GROWTH_DIMENSION.at("Growth", int(row), "dimension", value=dimension, near=near, known=known)
            )
        elif missing or not dimension or not value:
            findings.append(kinds.GROWTH_INCOMPLETE.at("Growth", int(row), "adjustment" if missing else "value"))
        else:
            adjustments.append(_Adjustment(int(row), *segment_key(dimension, value), value, millionths(rate)))
    return adjustments, findings


def segment_key(dimension: str, value: str) -> tuple[str, str]:
    """Give dimension and value of a segment as they are matched.

    Examples
    --------
    >>> segment_key("Industry", " FOOD ")
    ('industry', 'food')
    """
    key = group_key(value) if folded(dimension) in _BY_GROUP else folded(value)
    return folded(dimension), key


def _known(rows: BaseRows, customers: pd.DataFrame, roster: Roster) -> dict[str, set[str]]:
    """Give the values that occur, by dimension."""
    return {
        "region": {region for region, _ in roster.groups},
        "team": {team for _, team in roster.groups},
        "rep_id": set(filter(None, roster.keys)),
        "industry": set(coded(customers["industry"]).keys),
        "tier": set(coded(customers["tier"]).keys),
        "channel": set(coded(customers["channel"]).keys) | set(rows.channel.keys),
        "product_line": set(rows.product_line.keys),
    }


def _unmatched(adjustment: _Adjustment, known: dict[str, set[str]]) -> list[Finding]:
    values = known[adjustment.dimension]
    if adjustment.key in values:
        return []
    return [
        kinds.GROWTH_NOWHERE.at(
            "Growth",
            adjustment.row,
            "value",
            dimension=_LABELS[adjustment.dimension],
            value=adjustment.value,
            near=nearest_words(adjustment.value, sorted(values)),
        )
    ]


def _below(adjustments: list[_Adjustment], rate: int) -> Finding:
    """Report growth below -100 % at the lowest adjustment."""
    lowest = min(adjustments, key=lambda adjustment: adjustment.rate)
    return kinds.GROWTH_BELOW.at("Growth", lowest.row, "adjustment", rate=percent_text(rate / MILLION))
