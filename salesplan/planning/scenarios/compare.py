"""Scenarios compared with their plan: the whole, from what was typed to the rows of results."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.scenarios import compare_kinds as kinds
from salesplan.planning.scenarios.back_test.method import back_test
from salesplan.planning.scenarios.changes.read import Read, name_key
from salesplan.planning.scenarios.engine import Engine
from salesplan.planning.scenarios.likely.simulation import Case, Likely, Simulation, simulate
from salesplan.planning.scenarios.results.by_region import by_region
from salesplan.planning.scenarios.results.by_rep import by_rep as reps_of
from salesplan.planning.scenarios.results.by_rep import movers
from salesplan.planning.scenarios.results.company import attainment_row_of, failed_row, results_row_of
from salesplan.planning.scenarios.results.fairness import fairness
from salesplan.planning.scenarios.results.figures import figures, simulated
from salesplan.planning.scenarios.results.outlook import outlook
from salesplan.planning.scenarios.rows import rows_of, shown_name
from salesplan.planning.scenarios.scenario import PLAN, Figures, Planned, Scenario
from salesplan.planning.scenarios.seeking.drivers import Driver, present_values
from salesplan.planning.scenarios.seeking.sensitivity import sensitivity, steps
from salesplan.planning.settings import UnusableSetting
from salesplan.tables.scenario_likely import OUTLOOK
from salesplan.tables.scenario_results import RESULTS_BY_REP

_NOBODY: Final = "\0"
"""The key of what is expected of nobody in particular; no rep has it."""

_DRAWING: Final = 20
"""The pieces of work that drawing many years counts as."""

MOST_GROUPS: Final = 20_000
"""Rows of regions and teams beyond which further scenarios have their regions alone: nobody reads more in a sheet."""

ByRep: TypeAlias = Callable[[pd.DataFrame], None]
"""Takes the reps' rows of one scenario."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of pieces that are done, of how many, and the name of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a comparison.

    Attributes
    ----------
    simulation
        How chance is computed.
    focus
        The scenario whose outlook and sensitivity are shown; "" for the plan, which also is where there is no such one.
    rows_by_rep
        The most rows of ResultsByRep: whole scenarios, as many as fit.
    drivers
        What sensitivity moves.
    language
        Of what is said.
    """

    simulation: Simulation
    focus: str = PLAN
    rows_by_rep: int = 20_000
    drivers: Sequence[Driver] = ()
    language: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a comparison.

    Attributes
    ----------
    frames
        The computed tables by name.
    findings
        What is wrong with the plan and each scenario that was computed.
    figures
        The figures of the plan and of each scenario that was computed, by the name that tables show.
    scenarios
        The plan and the scenarios that were read.
    focus
        The one that Outlook and Sensitivity are of.
    by_rep_listed
        How many of those are in ResultsByRep.
    by_rep_rows
        How many rows all of them have.
    teams_listed
        How many of those have their teams in ResultsByRegion; all have their regions.
    """

    frames: dict[str, pd.DataFrame]
    findings: list[Finding]
    figures: dict[str, Figures]
    scenarios: tuple[Scenario, ...]
    focus: Scenario
    by_rep_listed: int
    by_rep_rows: int
    teams_listed: int


def compare(
    engine: Engine,
    read: Read,
    wanted: Wanted,
    *,
    progress: Progress = lambda done, count, name: None,
    by_rep: ByRep | None = None,
) -> Compared:
    """Plan scenarios and hold each against its plan.

    The plan comes first, then the scenarios in the order of their sheet, those that failed in their places. One is in
    memory at a time, whatever their number; of the others, what is drawn of their reps.

    Parameters
    ----------
    engine
        Of the plan.
    read
        The scenarios that were typed.
    wanted
        What is wanted.
    progress
        Called before each piece of work.
    by_rep
        Takes the reps' rows of the plan and each scenario that was computed, one after another.

    Returns
    -------
    Compared
        A scenario that changes nothing has the figures of the plan, to the last digit. The order of all input rows
        changes nothing but the order of scenarios.
    """
    scenarios = [Scenario(PLAN), *read.scenarios]
    focus = next((each for each in scenarios if name_key(each.name) == name_key(wanted.focus)), scenarios[0])
    pieces = _Pieces(len(scenarios) + 2 + _DRAWING, progress)
    rows = _Rows(engine.plan, wanted, by_rep)
    for scenario in scenarios:
        pieces.begin(shown_name(scenario, wanted.language))
        rows.take(_planned(engine, scenario))
    rows.fail(read)
    pieces.begin(kinds.SENSITIVITY.said(wanted.language))
    values = present_values(engine.settings, focus.changes)
    present = rows.figures.get(shown_name(focus, wanted.language))
    moves = [_changed(engine, focus, change) for change in steps(wanted.drivers, values, present)] if present else []
    moved = rows.draw(moves, pieces.parts(_DRAWING, kinds.SIMULATION.said(wanted.language)))
    present = rows.figures.get(shown_name(focus, wanted.language))
    table = sensitivity(wanted.drivers, values, present, lambda changes: moved, language=wanted.language)
    rows.add("Sensitivity", table)
    if (likely := rows.likely.get(focus.name)) is not None:
        rows.add("Outlook", outlook(engine.planned(focus, in_full=True)[0], likely, wanted.language))
    pieces.begin(kinds.BACK_TEST.said(wanted.language))
    tested, about_test = back_test(engine.frames, engine.plan.settings, language=wanted.language)
    rows.add("BackTest", tested)
    return rows.compared(read, focus, [*engine.findings, *about_test])


def case_of(planned: Planned) -> Case:
    """Give what is simulated of a scenario: its members, and what is expected of nobody in particular as of one more."""
    return Case(
        keys=(*planned.plan.standing.roster.keys, _NOBODY),
        expected=np.append(planned.expected, planned.others.sum()),
        spread=np.append(planned.spread, planned.others_spread),
        quota=np.append(planned.final, 0),
        target=planned.plan.company.target,
        is_rep=np.append(planned.is_rep, False),
    )


def evaluated(
    engine: Engine, scenario: Scenario, simulation: Simulation | None
) -> Callable[[Sequence[Mapping[str, Any]]], list[Figures | None]]:
    """Give what tells the figures of a scenario with something more changed: of several changes at once.

    Parameters
    ----------
    scenario
        From which the changes start.
    simulation
        How chance is computed; None leaves the figures out that come of it.

    Returns
    -------
    callable
        From mappings of key to typed value to figures, None where nothing can be planned.
    """

    def figures_of(changes: Sequence[Mapping[str, Any]]) -> list[Figures | None]:
        return _drawn([_changed(engine, scenario, each) for each in changes], simulation)

    return figures_of


@dataclass(frozen=True, slots=True)
class _Drawable:
    """The figures of a scenario but for those that come of luck, and what is to be drawn; None where nothing can be planned."""

    figures: Figures | None
    case: Case | None


def _changed(engine: Engine, scenario: Scenario, change: Mapping[str, Any]) -> _Drawable:
    """Plan a scenario with something more changed."""
    planned = _planned(engine, replace(scenario, changes={**scenario.changes, **change})).planned
    if planned is None:
        return _Drawable(None, None)
    return _Drawable(figures(planned, engine.plan), case_of(planned))


def _drawn(some: Sequence[_Drawable], simulation: Simulation | None) -> list[Figures | None]:
    """Draw the years of all of them with the same luck, and give all figures."""
    if simulation is None:
        return [each.figures for each in some]
    likely = iter(simulate([each.case for each in some if each.case is not None], simulation))
    return [None if each.figures is None else each.figures | simulated(next(likely)) for each in some]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A scenario that was tried: planned, or not for what its findings say."""

    scenario: Scenario
    planned: Planned | None
    findings: list[Finding]


def _planned(engine: Engine, scenario: Scenario) -> _Tried:
    """Plan a scenario; one that cannot be planned fails alone."""
    if scenario.name == PLAN and not scenario.changes:
        return _Tried(scenario, engine.plan, [])
    try:
        planned, findings = engine.planned(scenario)
    except UnusableSetting as problem:
        column = problem.setting if problem.setting in scenario.changes else "scenario"
        return _Tried(scenario, None, [kinds.UNUSABLE.at("Scenarios", scenario.row, column, problem=str(problem))])
    return _Tried(scenario, None if errors(findings) else planned, findings)


class _Pieces:
    """The pieces of work, counted."""

    def __init__(self, count: int, progress: Progress) -> None:
        self._count = count
        self._done = 0
        self._progress = progress

    def begin(self, name: str) -> None:
        self._progress(self._done, self._count, name)
        self._done += 1

    def parts(self, pieces: int, name: str) -> Callable[[int, int], None]:
        """Begin work that counts as some pieces; gives what is told how far it is."""
        before = self._done
        self._progress(before, self._count, name)
        self._done += pieces

        def tell(done: int, count: int) -> None:
            self._progress(before + done * pieces // max(count, 1), self._count, name)

        return tell


@dataclass(slots=True)
class _Rows:
    """The rows of all tables, as scenario after scenario is done."""

    plan: Planned
    wanted: Wanted
    by_rep: ByRep | None
    figures: dict[str, Figures] = field(default_factory=dict)
    likely: dict[str, Likely] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    results: dict[str, pd.DataFrame] = field(default_factory=dict)
    listed: int = 0
    rows: int = 0
    _frames: dict[str, list[pd.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    teams_listed: int = 0
    _kept: int = 0
    _groups: int = 0
    _cases: dict[str, tuple[_Tried, Case]] = field(default_factory=dict)

    def add(self, table: str, frame: pd.DataFrame) -> None:
        """Add rows of a table."""
        self._frames[table].append(frame)

    def take(self, tried: _Tried) -> None:
        """Add the rows of a scenario for which no luck is needed, and keep what is to be drawn."""
        self.findings += tried.findings
        name, language = shown_name(tried.scenario, self.wanted.language), self.wanted.language
        if tried.planned is None:
            self.results[name] = failed_row(name, errors(tried.findings)[0].message(language))
            return
        self.figures[name] = figures(tried.planned, self.plan)
        self._cases[name] = replace(tried, planned=None), case_of(tried.planned)
        self._take_groups(by_region(tried.planned, self.plan, language))
        self.add("Movers", movers(tried.planned, self.plan, language=language))
        self.add("Fairness", fairness(tried.planned, self.plan, language))
        self._take_reps(reps_of(tried.planned, self.plan, language))

    def draw(self, more: Sequence[_Drawable], tell: Callable[[int, int], None]) -> list[Figures | None]:
        """Draw the years of all scenarios with the same luck, and add the rows that come of it.

        Gives the figures of what else is to be drawn along: luck is drawn but once.
        """
        cases = [case for _, case in self._cases.values()] + [each.case for each in more if each.case is not None]
        drawn = iter(simulate(cases, self.wanted.simulation, tell))
        for name, (tried, _) in self._cases.items():
            likely = next(drawn)
            known = self.figures[name] | simulated(likely)
            self.figures[name] = known
            self.likely[tried.scenario.name] = likely
            self.results[name] = results_row_of(tried.scenario, known, len(tried.findings), self.wanted.language)
            self.add("Attainment", attainment_row_of(tried.scenario, known, self.wanted.language))
        return [None if each.figures is None else each.figures | simulated(next(drawn)) for each in more]

    def _take_groups(self, frame: pd.DataFrame) -> None:
        """Keep the rows of regions and, while they fit, of teams."""
        with_teams = self._groups + len(frame) <= MOST_GROUPS
        self.teams_listed += with_teams
        kept = frame if with_teams else frame[frame["team"] == ""]
        self.add("ResultsByRegion", kept)
        self._groups += len(kept)

    def _take_reps(self, frame: pd.DataFrame) -> None:
        """Hand on the reps' rows, and keep them while they fit."""
        if self.by_rep is not None:
            self.by_rep(frame)
        self.rows += len(frame)
        if self._kept + len(frame) <= self.wanted.rows_by_rep:
            self.add("ResultsByRep", frame)
            self._kept += len(frame)
            self.listed += 1

    def fail(self, read: Read) -> None:
        """Add the rows of the scenarios that could not be read."""
        wrong = {finding.row: finding for finding in reversed(errors(read.findings)) if finding.table == "Scenarios"}
        for name, row in read.failed:
            why = (
                wrong[row].message(self.wanted.language)
                if row in wrong
                else kinds.IN_A_SIDE_TABLE.said(self.wanted.language)
            )
            self.results[name] = failed_row(name, why)

    def compared(self, read: Read, focus: Scenario, findings: list[Finding]) -> Compared:
        """Give the tables; Results in the order of the sheet."""
        row_of = {each.name: each.row or 0 for each in read.scenarios} | dict(read.failed)
        for name in sorted(self.results, key=lambda name: row_of.get(name, -1)):
            self.add("Results", self.results[name])
        frames = {table: pd.concat(parts, ignore_index=True) for table, parts in self._frames.items()}
        frames.setdefault(RESULTS_BY_REP.name, rows_of(RESULTS_BY_REP, 0, {}))
        # What was shown before is not that of a scenario that failed.
        frames.setdefault(OUTLOOK.name, rows_of(OUTLOOK, 12, {"month": range(1, 13)}))
        return Compared(
            frames,
            [*findings, *self.findings],
            self.figures,
            (Scenario(PLAN), *read.scenarios),
            focus,
            self.listed,
            self.rows,
            self.teams_listed,
        )
