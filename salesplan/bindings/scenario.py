"""Scenarios: a plan under other assumptions, compared with it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from salesplan.bindings.binding import Binding, Frames, Outcome
from salesplan.bindings.quota import QUOTA_BINDING, plan_settings
from salesplan.findings import errors
from salesplan.planning.scenarios.changes.read import Read, read_scenarios
from salesplan.planning.scenarios.compare import ByRep, Compared, Wanted, compare
from salesplan.planning.scenarios.engine import Engine
from salesplan.planning.scenarios.likely.simulation import Simulation
from salesplan.planning.scenarios.scenario import PlanInputs
from salesplan.planning.scenarios.seeking.drivers import read_drivers
from salesplan.tables.incentives import RATES
from salesplan.tables.scenario_likely import ATTAINMENT, BACK_TEST, FAIRNESS, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import MOVERS, RESULTS, RESULTS_BY_REGION, RESULTS_BY_REP
from salesplan.tables.scenarios import ADJUSTMENTS, DRIVERS, HEADS, SCENARIO_RAMP, SCENARIO_RATES, SCENARIOS
from salesplan.tables.settings import SETTINGS

PLAN_TABLES: Final = (*QUOTA_BINDING.reads, RATES)
"""The tables of a plan that scenarios start from."""

TYPED_TABLES: Final = (SCENARIOS, ADJUSTMENTS, HEADS, SCENARIO_RAMP, SCENARIO_RATES, DRIVERS)
"""The tables in which scenarios are typed."""

Progress = Callable[[int, int, str], None]
"""Called with the number of pieces that are done, of how many, and the name of the next."""


def plan_inputs(frames: Frames, settings: Mapping[str, Any]) -> PlanInputs:
    """Give what a plan is computed from, out of all frames and settings."""
    return PlanInputs(
        {table.name: frames[table.name] for table in PLAN_TABLES},
        {setting.key: settings[setting.key] for setting in SETTINGS},
    )


def typed_scenarios(frames: Frames, settings: Mapping[str, Any], faulty: Collection[tuple[str, int]] = ()) -> Read:
    """Read the scenarios that are typed.

    Parameters
    ----------
    faulty
        Rows, by table and row, in which a cell could not be read: their scenarios fail.
    """
    return read_scenarios(
        {table.name: frames[table.name] for table in TYPED_TABLES},
        plan_inputs(frames, settings),
        currency=settings["currency"],
        language=settings["language"],
        faulty=faulty,
    )


def scenario_engine(frames: Frames, settings: Mapping[str, Any]) -> Engine:
    """Give the engine that plans scenarios, with the plan planned."""
    inputs = plan_inputs(frames, settings)
    return Engine(inputs, plan_settings, spread=settings["spread"], expected_growth=settings["expected_growth"])


def scenario_simulation(settings: Mapping[str, Any]) -> Simulation:
    """Say how chance is computed."""
    return Simulation(int(settings["draws"]), int(settings["seed"]), float(settings["correlation"]))


def compare_scenarios(
    frames: Frames,
    settings: Mapping[str, Any],
    *,
    faulty: Collection[tuple[str, int]] = (),
    progress: Progress = lambda done, count, name: None,
    by_rep: ByRep | None = None,
    in_spite: bool = True,
) -> Outcome:
    """Compare scenarios with their plan.

    Parameters
    ----------
    frames
        The tables of the plan and those in which scenarios are typed.
    settings
        The plan's, and those of the scenarios' workbook.
    faulty
        Rows in which a cell could not be read.
    progress
        Called before each piece of work.
    by_rep
        Takes the reps' rows of each scenario, as soon as they are there.
    in_spite
        Compare even where planning finds errors in the plan; else no table is computed then.
    """
    read = typed_scenarios(frames, settings, faulty)
    engine = scenario_engine(frames, settings)
    if errors(engine.findings) and not in_spite:
        return Outcome({}, [*read.findings, *engine.findings])
    drivers, about_drivers = read_drivers(
        frames["Drivers"], currency=settings["currency"], unit=engine.plan.settings.unit
    )
    wanted = Wanted(
        simulation=scenario_simulation(settings),
        focus=settings["focus"] or "",
        rows_by_rep=int(settings["rows_by_rep"]),
        drivers=drivers,
        language=settings["language"],
    )
    done = compare(engine, read, wanted, progress=progress, by_rep=by_rep)
    findings = [*read.findings, *about_drivers]
    findings += [finding for finding in done.findings if finding not in findings]
    return Outcome(done.frames, findings, _key_figures(done), result=done)


def _key_figures(done: Compared) -> dict[str, int]:
    """Give what is asked of the company: in the plan, and in the scenarios that ask most and least."""
    asked = [int(known["company_final"] or 0) for known in done.figures.values()]
    return {"plan_quota": asked[0], "highest_quota": max(asked), "lowest_quota": min(asked)}


def _scenario(frames: Frames, settings: Mapping[str, Any]) -> Outcome:
    return compare_scenarios(frames, settings)


SCENARIO_BINDING: Final = Binding(
    "scenario",
    _scenario,
    reads=(*PLAN_TABLES, *TYPED_TABLES),
    writes=(
        RESULTS,
        RESULTS_BY_REGION,
        MOVERS,
        RESULTS_BY_REP,
        ATTAINMENT,
        OUTLOOK,
        SENSITIVITY,
        FAIRNESS,
        BACK_TEST,
    ),
)
