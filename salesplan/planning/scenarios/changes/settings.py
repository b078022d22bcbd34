"""Changed settings that do not fit what the plan says, each fine by itself."""

from salesplan.findings import Finding
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.scenarios.changes.cells import SCENARIOS
from salesplan.planning.scenarios.margins import base_margin_rate, changed_margin_rate
from salesplan.planning.scenarios.scenario import PlanInputs, Scenario
from salesplan.planning.wording import percent_text


def setting_findings(scenario: Scenario, plan: PlanInputs) -> list[Finding]:
    """Find what is wrong with a scenario's settings once they stand among those of the plan.

    Returns
    -------
    list[Finding]
        Errors, each in a cell that the scenario types: a floor above the cap (F111), a typed season that the plan has not
        (F112), a margin that is no share of sales (F113).
    """
    changes = scenario.changes
    settings = {**plan.settings, **changes}
    findings = []
    floor, cap = settings.get("growth_floor"), settings.get("growth_cap")
    typed = next((key for key in ("growth_floor", "growth_cap") if changes.get(key) is not None), None)
    if typed and floor is not None and cap is not None and floor > cap:
        texts = {"floor": percent_text(floor), "cap": percent_text(cap)}
        findings.append(kinds.FLOOR_ABOVE_CAP.at(SCENARIOS, scenario.row, typed, **texts))
    if changes.get("season_source") == "typed" and not _has_typed_season(plan):
        findings.append(kinds.NO_TYPED_SEASON.at(SCENARIOS, scenario.row, "season_source"))
    rate = None
    if changes.get("margin_change"):
        last_year = base_margin_rate(plan.frames["Sales"], int(settings["plan_year"]))
        rate = changed_margin_rate(changes, plan.settings, last_year)
    if rate is not None and not 0 <= rate <= 1:
        findings.append(kinds.MARGIN_OUT_OF_RANGE.at(SCENARIOS, scenario.row, "margin_change", rate=percent_text(rate)))
    return findings


def _has_typed_season(plan: PlanInputs) -> bool:
    season = plan.frames.get("Season")
    return season is not None and bool((season["share"].fillna(0) > 0).any())
