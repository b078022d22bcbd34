"""Quotas from last year plus growth: the whole, from frames to frames."""

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.bounds import growth_bounds
from salesplan.planning.bridge import build_bridge
from salesplan.planning.growth import Grown, grow
from salesplan.planning.ledger import Ledger, attributed
from salesplan.planning.money import grown
from salesplan.planning.months import into_months
from salesplan.planning.overrides import find_overrides, not_whole
from salesplan.planning.plan import Attributed, Company, QuotaPlan, Standing
from salesplan.planning.ramp import carried
from salesplan.planning.results import quota_frame, region_frame, team_frame
from salesplan.planning.roster import Roster, active_roster
from salesplan.planning.season import seasons
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import OverAssignment, Pins, Split, split
from salesplan.planning.split_findings import split_findings
from salesplan.planning.weights import Weights, weigh
from salesplan.planning.wording import amount_text, percent_text

_MUCH_OVER = 0.20


def plan_quotas(
    *,
    growth: pd.DataFrame,
    ramp: pd.DataFrame,
    reps: pd.DataFrame,
    customers: pd.DataFrame,
    sales: pd.DataFrame,
    region_quota: pd.DataFrame,
    team_quota: pd.DataFrame,
    quota: pd.DataFrame,
    settings: PlanSettings,
) -> QuotaPlan:
    """Plan the quotas of a year: last year plus growth, split from the company down to each rep's months.

    Parameters
    ----------
    growth, ramp, reps, customers, sales
        The inputs, by their tables' column keys; the index is the sheet's row. Text is blank as ``""``, dates are
        datetime64, numbers float64, money Int64 in minor units, the ledger's revenue Int64 in grains.
    region_quota, team_quota, quota
        The quotas as they stand; only identity, override and reason are read.
    settings
        The plan's settings.

    Returns
    -------
    QuotaPlan
        Every level adds up: children's finals to their parent's final with over-assignment, months to the final,
        the bridge's steps to the final. The order of the input rows changes nothing, and planning again with the
        result changes nothing.

    Raises
    ------
    AmountsTooLarge
        If the sales cannot be summed exactly.

    Examples
    --------
    >>> blank = pd.DataFrame({name: [] for name in ("region", "team", "rep_id", "dimension", "value", "month", "share",
    ...     "adjustment", "customer_id", "industry", "channel", "tier")})
    >>> reps = pd.DataFrame({"rep_id": ["R-01"], "rep": ["Ana"], "region": ["North"], "team": ["East"]})
    >>> sales = pd.DataFrame({"month": pd.to_datetime(["2026-03-01"]), "customer_id": [""], "rep_id": ["R-01"],
    ...     "product_line": [""], "channel": [""], "revenue": pd.array([1_000_000_00_0000], dtype="Int64")})
    >>> plan = plan_quotas(growth=blank, ramp=blank, reps=reps, customers=blank, sales=sales, region_quota=blank,
    ...     team_quota=blank, quota=blank, settings=PlanSettings(plan_year=2027, growth=0.10))
    >>> plan.company.target
    110000000
    """
    return plan_on(
        attribute(reps, customers, sales, settings),
        growth=growth,
        ramp=ramp,
        customers=customers,
        region_quota=region_quota,
        team_quota=team_quota,
        quota=quota,
        settings=settings,
    )


def attribute(reps: pd.DataFrame, customers: pd.DataFrame, sales: pd.DataFrame, settings: PlanSettings) -> Attributed:
    """Find who is planned for, and whose every sale was: the part of planning that depends on no assumption.

    Parameters
    ----------
    reps, customers, sales
        As `plan_quotas` takes them.
    settings
        Only the plan year and the currency are read.

    Raises
    ------
    AmountsTooLarge
        If the sales cannot be summed exactly.
    """
    everybody, findings = active_roster(reps, settings.plan_year)
    ledger = attributed(sales, customers, everybody, settings)
    return Attributed(everybody, ledger, [*findings, *ledger.findings])


def plan_on(
    known: Attributed,
    *,
    growth: pd.DataFrame,
    ramp: pd.DataFrame,
    customers: pd.DataFrame,
    region_quota: pd.DataFrame,
    team_quota: pd.DataFrame,
    quota: pd.DataFrame,
    settings: PlanSettings,
    in_full: bool = True,
) -> QuotaPlan:
    """Plan the quotas of a year on sales that are attributed already; else as `plan_quotas`.

    Parameters
    ----------
    known
        From `attribute`, for the same customers, plan year and currency.
    in_full
        Whether months and bridge are wanted: without them a plan takes a third of the time.
    """
    everybody, ledger = known.roster, known.ledger
    amounts, growth_findings = grow(
        ledger.base_rows, growth, customers, everybody, settings.growth, settings.price_change
    )
    stand = _standing(everybody, ledger, amounts, ramp, settings)
    weights, weight_findings = weigh(stand.roster, stand.grown.base, stand.has_history, stand.ramp, settings)
    overrides, override_findings = find_overrides(region_quota, team_quota, quota, stand.roster, settings)
    over = OverAssignment.of(settings)
    target = _target(int(amounts.base.sum()), settings)
    bounds = growth_bounds(stand.roster, stand.grown.last_year, stand.has_history, settings, settings.unit)
    planned = split(target, stand.roster, weights.full, bounds, overrides.pins, over, settings.unit)
    final = planned.reps.shared.final
    months, month_findings = (
        into_months(final, stand.roster, stand.carries, stand.seasons, settings) if in_full else (None, [])
    )
    return QuotaPlan(
        region_frame(stand.roster, stand.grown, planned, overrides.regions),
        team_frame(stand.roster, stand.grown, planned, overrides.teams),
        quota_frame(stand.roster, stand.grown, planned, overrides.reps, months, settings),
        _bridge(target, stand, weights, overrides.pins, over, planned, settings) if in_full else pd.DataFrame(),
        [
            *known.findings,
            *growth_findings,
            *_target_findings(ledger, amounts, settings),
            *weight_findings,
            *_ramp_findings(stand),
            *override_findings,
            *split_findings(stand.roster, planned, settings),
            *month_findings,
        ],
        _company(stand.grown, planned, target, settings),
        tuple(stand.seasons.company.tolist()),
        stand,
    )


def _bridge(
    target: int,
    stand: Standing,
    weights: Weights,
    pins: Pins,
    over: OverAssignment,
    planned: Split,
    settings: PlanSettings,
) -> pd.DataFrame:
    """Explain every final, to the cent."""
    bounds = growth_bounds(stand.roster, stand.grown.last_year, stand.has_history, settings, 1)
    return build_bridge(target, stand.roster, stand.grown, weights, bounds, pins, over, planned)


def _standing(
    everybody: Roster, ledger: Ledger, amounts: Grown, ramp: pd.DataFrame, settings: PlanSettings
) -> Standing:
    """Drop the sales that no rep has where there are none, and find what each member carries."""
    roster = everybody if ledger.rows_of_base_year[-1] else everybody.without_unassigned()
    count = len(roster.members)
    return Standing(
        roster,
        Grown(amounts.last_year[:count], amounts.with_market[:count], amounts.base[:count]),
        ledger.has_history[:count],
        ledger.monthly[:count],
        carried(ramp, roster, settings.plan_year),
        seasons(ledger.monthly, roster.team_of, len(roster.teams), settings),
    )


def _target(base: int, settings: PlanSettings) -> int:
    """Take the typed target, else the base in whole units."""
    if settings.company_target is not None:
        return settings.company_target
    return int(grown(np.array([max(base, 0)]), 0, settings.unit)[0])


def _company(amounts: Grown, planned: Split, target: int, settings: PlanSettings) -> Company:
    allocated = int(planned.regions.shared.final.sum())
    return Company(
        last_year=int(amounts.last_year.sum()),
        with_market=int(amounts.with_market.sum()),
        base=int(amounts.base.sum()),
        target=target,
        typed=settings.company_target is not None,
        allocated=allocated,
        gap=allocated - int(planned.regions.totals[0]),
        over_assignment=settings.over_assignment,
    )


def _target_findings(ledger: Ledger, amounts: Grown, settings: PlanSettings) -> list[Finding]:
    """Report a year without sales, and a target, unit or over-assignment that is out of the ordinary."""
    findings = []
    target = settings.company_target
    if target is None and not ledger.rows_of_base_year.any():
        findings.append(kinds.NO_SALES.at("Sales", year=settings.base_year))
    if target is not None and not (amounts.base > 0).any():
        findings.append(kinds.EVEN.at("Sales", year=settings.base_year))
    if target is not None and target % settings.unit:
        findings.append(kinds.TARGET_NOT_WHOLE.at("Settings", None, "company_target", **not_whole(target, settings)))
    planned = int((amounts.base > 0).sum())
    total = int(amounts.base.sum()) if target is None else target
    if planned and 0 < total < settings.unit * planned:
        unit, average = (amount_text(amount, settings.currency) for amount in (settings.unit, total // planned))
        findings.append(kinds.UNIT_TOO_COARSE.at("Settings", None, "rounding_unit", unit=unit, value=average))
    if settings.over_assignment > _MUCH_OVER + 1e-9:
        share = percent_text(settings.over_assignment)
        findings.append(kinds.OVER_ASSIGNED.at("Settings", None, "over_assignment_rep", share=share))
    return findings


def _ramp_findings(stand: Standing) -> list[Finding]:
    """Say how many full quotas new reps and part years take out."""
    capacity = stand.roster.heads
    lost = capacity * (1 - stand.ramp)
    count = int((lost > 1e-9).sum())
    if not count:
        return []
    return [
        kinds.RAMPED.at("Reps", None, "start_date", count=count, lost=f"{lost.sum():.1f}", full=f"{capacity.sum():g}")
    ]
