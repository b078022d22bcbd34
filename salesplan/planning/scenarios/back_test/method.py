"""The back-test: what the method would have asked for in the last full year, held against what was sold in it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Ints, months_of
from salesplan.planning.ledger import Ledger, attributed
from salesplan.planning.money import rounded
from salesplan.planning.names import NOWHERE, coded
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.quota import attribute, plan_on
from salesplan.planning.roster import Roster, active_roster, day_of
from salesplan.planning.scenarios.back_test import words
from salesplan.planning.scenarios.back_test.rows import Reached, by_size
from salesplan.planning.scenarios.scenario import Frames
from salesplan.planning.settings import PlanSettings
from salesplan.words import ENGLISH


def back_test(frames: Frames, settings: PlanSettings, *, language: str = ENGLISH) -> tuple[pd.DataFrame, list[Finding]]:
    """Plan the year before the plan year from the year before that, by the same settings, and see who would have reached it.

    What is typed for the plan year alone plays no part: the company's target, the overrides and a change of prices are
    of another year. Territories are those of today in both years, so that a customer who changed hands counts for the new owner in
    quota and sales alike. The quotas know nothing of the year that they are tested on but one thing: a rep who sold
    nothing in either year is taken for not there, and left out.

    Parameters
    ----------
    frames
        Reps, Customers, Sales, Growth and Ramp of the plan, by the tables' column keys.
    settings
        The plan's.
    language
        Of the sentences.

    Returns
    -------
    DataFrame
        size (0: all reps; then bands by size of quota, 1 the smallest), reps, smallest and largest quota, quota and
        sales in all, attainment = sales ÷ quota, at_quota (reps whose sales reach their quota), share_at_quota, middle
        (the median rep's attainment), said (in words). Five bands of as many reps as possible each, the sizes differing
        by one at most, or fewer, so that each has two reps or more; one band alone is left out. Equal quotas go by region,
        team and id. No rows without sales in either year.
    list[Finding]
        F141 a year without sales, F142 years of unequal length, F143 who is not measured, F144 nobody is.

    Raises
    ------
    AmountsTooLarge
        If the sales cannot be summed exactly.

    Notes
    -----
    Whether size matters is judged by Spearman's rank correlation of quota and attainment over the reps employed for both
    whole years, as others have quotas that rest on a part of a year. Without any relation it has the standard deviation
    1/√(n − 1) (Kendall, *Rank Correlation Methods*); it counts from 1.96 of these, and from 0.1. As a good year
    makes the next quota large and is rarely repeated, a slightly negative one is to be expected of the fairest method.

    Examples
    --------
    >>> reps = pd.DataFrame({"rep_id": ["R-1", "R-2"], "rep": "", "region": "North", "team": "East"}, index=[5, 6])
    >>> sales = pd.DataFrame({"month": pd.to_datetime(["2025-03-01", "2025-03-01", "2026-03-01", "2026-03-01"]),
    ...     "customer_id": "", "rep_id": ["R-1", "R-2"] * 2, "product_line": "", "channel": "",
    ...     "revenue": pd.array([1_000_00_0000, 3_000_00_0000, 1_200_00_0000, 3_000_00_0000], dtype="Int64")})
    >>> blank = pd.DataFrame({key: pd.array([], dtype="str") for key in ("customer_id", "rep_id", "industry",
    ...     "channel", "tier", "dimension", "value")} | {key: pd.array([], "float64") for key in ("adjustment", "month", "share")})
    >>> frames = {"Reps": reps, "Sales": sales, "Customers": blank, "Growth": blank, "Ramp": blank}
    >>> rows, _ = back_test(frames, PlanSettings(plan_year=2027, growth=0.1))
    >>> rows[["quota", "sales", "at_quota"]].to_dict("records")
    [{'quota': 440000, 'sales': 420000, 'at_quota': 1}]
    """
    tested = settings.base_year
    years = {"before": tested - 1, "tested": tested}
    there, _ = active_roster(frames["Reps"], tested)
    sold = attributed(frames["Sales"], frames["Customers"], there, settings)
    for place, year in ((1, tested - 1), (0, tested)):
        if not sold.monthly[:, place].any():
            return by_size(Reached.nobody(), tested, language), [words.NO_HISTORY.at("Sales", year=year, tested=tested)]
    idle = _idle(there, sold)
    plan = _planned(frames, replace(settings, plan_year=tested, company_target=None, price_change=0.0), idle)
    everybody = _reached(plan, _sales(there, sold), tested)
    measured = everybody.those(everybody.quota > 0)
    without = everybody.quota.size - measured.quota.size
    findings = _unequal(sold, years)
    if idle or without:
        findings.append(words.NOT_MEASURED.at("Reps", idle=len(idle), without=without, **years))
    if not measured.quota.size:
        findings.append(words.NOBODY_MEASURED.at("Sales", **years))
    return by_size(measured, tested, language), findings


def _idle(there: Roster, sold: Ledger) -> list[str]:
    """Give the keys of the reps without sales in either year."""
    sells: Flags = np.asarray(sold.monthly[:, :2].any(axis=(1, 2)), dtype=np.bool_)
    return [key for place, member in enumerate(there.members) if (key := member.key) and not sells[place]]


def _planned(frames: Frames, settings: PlanSettings, idle: list[str]) -> QuotaPlan:
    """Plan the year from what was known before it."""
    reps, sales = frames["Reps"], frames["Sales"]
    present = coded(reps["rep_id"]).places_in(dict.fromkeys(idle, 0)) == NOWHERE
    # A blank month is the smallest number; it is left out by who attributes the sales.
    earlier = months_of(sales["month"]) < (settings.plan_year - 1970) * 12
    overrides = pd.DataFrame()
    return plan_on(
        attribute(reps[present], frames["Customers"], sales[earlier], settings),
        growth=frames["Growth"],
        ramp=frames["Ramp"],
        customers=frames["Customers"],
        region_quota=overrides,
        team_quota=overrides,
        quota=overrides,
        settings=settings,
        in_full=False,
    )


def _sales(there: Roster, sold: Ledger) -> dict[str, int]:
    """Give the sales of the tested year in minor units, by the rep's key."""
    amounts: Ints = rounded(sold.monthly[:, 0].sum(axis=1))
    return dict(zip((member.key for member in there.members), amounts.tolist(), strict=True))


def _reached(plan: QuotaPlan, sales: Mapping[str, int], tested: int) -> Reached:
    """Put beside each rep's quota what was sold, and what the quota rests on."""
    members = plan.standing.roster.members
    reps = np.array([bool(member.key) for member in members], dtype=np.bool_)
    first, last = day_of(tested - 1, 1, 1), day_of(tested, 12, 31)
    late = np.array([first < member.start < day_of(tested, 1, 1) for member in members], dtype=np.bool_)
    whole = np.array([member.start <= first and member.end >= last for member in members], dtype=np.bool_)
    known = plan.standing.has_history
    everybody = Reached(
        quota=plan.quota["final"].to_numpy(dtype=np.int64),
        sales=np.array([sales[member.key] for member in members], dtype=np.int64),
        whole=whole & known,
        part=late & known,
        new=~known,
    )
    return everybody.those(reps)


def _unequal(sold: Ledger, years: Mapping[str, int]) -> list[Finding]:
    """Report two years whose sales do not begin and end in the same months."""
    then, first = (_span(sold.monthly[:, place]) for place in (0, 1))
    if first == then:
        return []
    return [words.PART_YEAR.at("Sales", None, "month", first=first, then=then, **years)]


def _span(monthly: Ints) -> str:
    """Say from which month to which a year's sales are, of members × 12 amounts."""
    months = np.flatnonzero(monthly.any(axis=0)) + 1
    return f"{months[0]}–{months[-1]}"
