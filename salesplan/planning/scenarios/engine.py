"""Planning scenarios one after another on one plan, whose workbook is read once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.growth import grow
from salesplan.planning.plan import Attributed, QuotaPlan
from salesplan.planning.quota import attribute, plan_on
from salesplan.planning.scenarios.changes.read import applied
from salesplan.planning.scenarios.likely.doubts import doubts, far_above, part_years
from salesplan.planning.scenarios.likely.expected import Expected, expected_sales
from salesplan.planning.scenarios.likely.spread import Spreads, spreads
from salesplan.planning.scenarios.margins import base_margin_rate, changed_margin_rate
from salesplan.planning.scenarios.scenario import PLAN, Frames, PlanInputs, Planned, Scenario
from salesplan.planning.scoring.rates import read_rates
from salesplan.planning.settings import PlanSettings

PlanSettingsOf = Callable[[Mapping[str, Any], pd.DataFrame], PlanSettings]
"""Gives planning its settings, from those of a workbook and its Season table."""

_TYPED_IN: Final = {"Growth": "Adjustments", "Reps": "Heads", "Ramp": "ScenarioRamp", "Rates": "ScenarioRates"}
"""The table of the scenarios' workbook in which what stands in a plan's table may have been typed."""

_FAR_BELOW: Final = 2**24
"""Is added to the rows that a scenario types, which tells them from the plan's own of the same number."""


class Engine:
    """Plans scenario after scenario: sales are attributed once for each roster, spreads are found once.

    Parameters
    ----------
    inputs
        The plan.
    settings_of
        Gives planning its settings.
    spread
        The spread of everybody, where it is typed; None finds it in history.
    expected_growth
        What the market is believed to give, where that is not the growth that the plan asks for.

    Attributes
    ----------
    plan : Planned
        The plan itself.
    findings : list of Finding
        What is wrong in the plan, and about its spreads.
    """

    def __init__(
        self,
        inputs: PlanInputs,
        settings_of: PlanSettingsOf,
        *,
        spread: float | None = None,
        expected_growth: float | None = None,
    ) -> None:
        self._inputs = inputs
        self._settings_of = settings_of
        self._spread = spread
        self._known: list[tuple[pd.DataFrame, Attributed]] = []
        self._believed_last: tuple[Attributed, float, float, Ints] | None = None
        self._believes = expected_growth
        self._company_spread = 0.0
        self._spreads: dict[str, float] = {}
        self._settings = settings_of(inputs.settings, inputs.frames["Season"])
        self._margin_rate = base_margin_rate(inputs.frames["Sales"], self._settings.plan_year)
        self._seen: set[tuple[str, str, int | None, str]] = set()
        self.plan, self.findings = self._planned(Scenario(PLAN))
        standing = self.plan.plan.standing
        spread_of, about = spreads(standing, self._settings, typed=spread)
        self._spreads = dict(zip(_keys(self.plan.plan), spread_of.of.tolist(), strict=True))
        self._company_spread = spread_of.company
        self.plan = replace(self.plan, spread=spread_of.of, others_spread=spread_of.company)
        self.findings += doubts(self.plan)
        far = far_above(self.plan)
        self._far = {key for key, is_far in zip(_keys(self.plan.plan), far.tolist(), strict=True) if is_far}
        self._seen = {_place(finding) for finding in self.findings}
        self.findings += [*about, *part_years(self.plan)]

    @property
    def frames(self) -> Frames:
        """The tables of the plan."""
        return self._inputs.frames

    @property
    def settings(self) -> Mapping[str, Any]:
        """The settings of the plan, as they are typed, and the growth that is expected."""
        return {**self._inputs.settings, "expected_growth": self._believes}

    def planned(self, scenario: Scenario, *, in_full: bool = False) -> tuple[Planned, list[Finding]]:
        """Plan a scenario.

        Parameters
        ----------
        scenario
            What is changed.
        in_full
            Whether months are wanted, too.

        Returns
        -------
        Planned
        list of Finding
            What is wrong with it that is not wrong with the plan, the first of each kind, in the cells of the scenarios'
            workbook.

        Raises
        ------
        UnusableSetting
            If a changed setting has a value that no plan can be computed with.
        """
        planned, findings = self._planned(scenario, in_full=in_full)
        own = [finding for finding in findings if _place(finding) not in self._seen]
        own += doubts(planned, but=self._far)
        first = {finding.code: finding for finding in reversed(own)}
        return planned, [_of_scenario(finding, scenario) for finding in reversed(first.values())]

    def _planned(self, scenario: Scenario, *, in_full: bool = False) -> tuple[Planned, list[Finding]]:
        changed = applied(self._inputs, _told_apart(scenario), self._settings.plan_year)
        frames = changed.frames
        settings = self._settings_of(changed.settings, frames["Season"])
        known = self._attributed(frames["Reps"], settings)
        plan = plan_on(
            known,
            growth=frames["Growth"],
            ramp=frames["Ramp"],
            customers=frames["Customers"],
            region_quota=frames["RegionQuota"],
            team_quota=frames["TeamQuota"],
            quota=frames["Quota"],
            settings=settings,
            in_full=in_full,
        )
        flat = changed.settings["payout_bands"] == "flat"
        rates, about_rates = read_rates(frames["Rates"], flat=flat)
        expected = self._expected(scenario, known, plan, settings)
        planned = Planned(
            scenario=scenario,
            plan=plan,
            settings=settings,
            expected=expected.own,
            others=expected.others,
            spread=self._spread_of(plan, settings),
            others_spread=self._company_spread,
            margin_rate=changed_margin_rate(scenario.changes, self._inputs.settings, self._margin_rate),
            rates=() if errors(about_rates) else rates,
            flat=flat,
        )
        return planned, [*plan.findings, *about_rates]

    def _attributed(self, reps: pd.DataFrame, settings: PlanSettings) -> Attributed:
        """Attribute the sales, once for each table of reps; the last few are kept, as scenarios come in all orders."""
        for kept, known in self._known:
            if kept is reps:
                return known
        known = attribute(reps, self._inputs.frames["Customers"], self._inputs.frames["Sales"], settings)
        # The plan's own comes first, and stays.
        self._known = [*self._known[:1], (reps, known)]
        return known

    def _expected(self, scenario: Scenario, known: Attributed, plan: QuotaPlan, settings: PlanSettings) -> Expected:
        """Give what the market is believed to give, whatever the scenario asks for."""
        believed = scenario.changes.get("expected_growth", self._believes)
        market = self._settings.growth if believed is None else float(believed)
        base = self._grown(known, market, settings.price_change)
        # What a rep without history weighs in the quotas is asked; what is expected of one is as in the plan.
        return expected_sales(plan.standing, base[: len(plan.standing.roster.members)], self._settings)

    def _grown(self, known: Attributed, market: float, price: float) -> Ints:
        """Grow last year by the plan's adjustments and a market; the last result is kept, as most scenarios believe the same."""
        if self._believed_last is not None:
            of, *last, base = self._believed_last
            if of is known and last == [market, price]:
                return base
        frames = self._inputs.frames
        grown, _ = grow(known.ledger.base_rows, frames["Growth"], frames["Customers"], known.roster, market, price)
        self._believed_last = known, market, price, grown.base
        return grown.base

    def _spread_of(self, plan: QuotaPlan, settings: PlanSettings) -> Floats:
        """Give each member the spread that it has in the plan; who is new gets that of the team."""
        keys = _keys(plan)
        if all(key in self._spreads for key in keys):
            return np.array([self._spreads[key] for key in keys], dtype=np.float64)
        if not self._spreads:
            return np.zeros(len(keys))
        found: Spreads = spreads(plan.standing, settings, typed=self._spread)[0]
        return np.array(
            [self._spreads.get(key, own) for key, own in zip(keys, found.of.tolist(), strict=True)], dtype=np.float64
        )


def _keys(plan: QuotaPlan) -> Sequence[str]:
    return plan.standing.roster.keys


def _place(finding: Finding) -> tuple[str, str, int | None, str]:
    """Say what a finding is about, whatever the amounts in it."""
    return finding.code, finding.table, finding.row, finding.column


def _told_apart(scenario: Scenario) -> Scenario:
    """Move what a scenario types to rows that no plan has; hires have none."""
    return replace(
        scenario,
        row=None,
        growth=_far_below(scenario.growth),
        heads=_far_below(scenario.heads),
        ramp=_far_below(scenario.ramp),
        rates=_far_below(scenario.rates),
    )


def _far_below(typed: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if typed is None else typed.set_axis(typed.index + _FAR_BELOW)


def _of_scenario(finding: Finding, scenario: Scenario) -> Finding:
    """Move a finding to the cell of the scenario that it is about."""
    if finding.row is not None and finding.row >= _FAR_BELOW:
        return replace(finding, table=_TYPED_IN[finding.table], row=finding.row - _FAR_BELOW)
    column = finding.column if finding.table == "Settings" and finding.column in scenario.changes else "scenario"
    return replace(finding, table="Scenarios", row=scenario.row, column=column)
