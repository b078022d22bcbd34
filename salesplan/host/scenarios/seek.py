"""Goal seek: the value of one setting that makes a plan, or a scenario, reach a result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from salesplan.bindings.scenario import Progress, scenario_engine, scenario_simulation
from salesplan.errors import UsageError
from salesplan.findings import Finding, errors
from salesplan.host.opened import Outside, path_of
from salesplan.host.scenarios.adopt import named
from salesplan.host.scenarios.books import opened_books
from salesplan.host.wish import Wish
from salesplan.planning.scenarios.compare import evaluated
from salesplan.planning.scenarios.results.figures import SIMULATED
from salesplan.planning.scenarios.scenario import PLAN, Figures, Scenario
from salesplan.planning.scenarios.seeking.drivers import Value, driver_named, present_values
from salesplan.planning.scenarios.seeking.goals import parse_goal
from salesplan.planning.scenarios.seeking.seek import MOST_TRIES, seek
from salesplan.planning.scenarios.seeking.sought import Sought
from salesplan.workbook.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Answer:
    """What a goal seek came to.

    Attributes
    ----------
    scenario
        Within which it was sought; "" for the plan.
    found
        The answer; None where the plan has errors.
    findings
        What stood in the way, and what is wrong with the plan.
    language
        In which to answer.
    """

    scenario: str
    found: Sought | None
    findings: list[Finding]
    language: str


def sought(
    plan: Path | Workbook,
    book: Path | Workbook,
    wish: Wish,
    driver: str,
    until: str,
    *,
    within: str | None = None,
    outside: Sequence[Outside] = (),
    progress: Progress = lambda done, count, name: None,
) -> Answer:
    """Find the value of a driver that reaches a goal; nothing is written.

    Parameters
    ----------
    plan, book
        The plan, and the workbook of its scenarios, whose settings say how chance is computed.
    driver
        A setting, by key or label.
    until
        The result and its value, such as ``company_final=12000000``.
    within
        A scenario; None seeks within the plan.

    Raises
    ------
    UnknownName
        When there is no such driver, result or scenario.
    UsageError
        When the goal is none, or the scenario has errors.
    WorkbookError
        When one of the workbooks cannot be read.
    """
    progress(0, 1, path_of(plan).name)
    books = opened_books(plan, book, wish, outside)
    settings, language = books.settings, books.book.language
    goal = parse_goal(until, settings["currency"] or "")
    if not books.is_usable:
        return Answer(within or PLAN, None, errors(books.findings), language)
    scenario = named(within, books) if within else Scenario(PLAN)
    engine = scenario_engine(books.plan.frames, settings)
    if wrong := errors(engine.findings):
        return Answer(scenario.name, None, books.placed(wrong), language)
    unit = engine.plan.settings.unit
    moved = driver_named(driver, currency=settings["currency"], unit=unit)
    # Planning alone takes a tenth of the time that drawing thousands of years takes.
    evaluate = evaluated(engine, scenario, scenario_simulation(settings) if goal.result in SIMULATED else None)
    present = evaluate([{}])[0]
    if present is None:
        raise UsageError(f"the scenario {scenario.name!r} cannot be computed; see its findings")
    tries = 0

    def figures_at(value: Value) -> Figures | None:
        nonlocal tries
        progress(tries, MOST_TRIES, moved.text(value))
        tries += 1
        return evaluate([{moved.key: value}])[0]

    now = moved.present(present_values(settings, scenario.changes), present)
    found = seek(moved, goal, figures_at, now=now, unit=unit)
    place = ("Scenarios", scenario.row, "scenario") if within else ("", None, "")
    placed = [replace(each, table=place[0], row=place[1], column=place[2]) for each in found.findings()]
    return Answer(scenario.name, found, books.placed(placed), language)
