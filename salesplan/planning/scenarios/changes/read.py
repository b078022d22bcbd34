"""Scenarios as finance types them, read into changes; and a plan with the changes of a scenario applied."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from unicodedata import normalize

import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.names import folded, texts
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.scenarios.changes.cells import SCENARIOS, is_filled, typed_cells
from salesplan.planning.scenarios.changes.frames import shaped
from salesplan.planning.scenarios.changes.rates import (
    SCENARIO_RAMP,
    SCENARIO_RATES,
    ramp_findings,
    rates_findings,
    scaled,
)
from salesplan.planning.scenarios.changes.segments import (
    ADJUSTMENTS,
    Segments,
    adjustment_findings,
    with_adjustments,
)
from salesplan.planning.scenarios.changes.settings import setting_findings
from salesplan.planning.scenarios.changes.staff import with_heads
from salesplan.planning.scenarios.changes.staff_checks import HEADS, KnownReps, heads_findings
from salesplan.planning.scenarios.scenario import Frames, PlanInputs, Scenario
from salesplan.tables.model import Setting
from salesplan.tables.scenarios import OWN_CHANGES, PLAN_NAME, SAME_FOR_ALL
from salesplan.tables.scenarios import SCENARIOS as TABLE
from salesplan.tables.settings import SETTINGS
from salesplan.tables.units import currency as currency_of
from salesplan.words import ENGLISH, nearest_words

_SIDES: Final = (ADJUSTMENTS, HEADS, SCENARIO_RAMP, SCENARIO_RATES)
_OWN: Final = frozenset(setting.key for setting in OWN_CHANGES)


def name_key(name: str) -> str:
    """Give the name of a scenario as it is matched: whatever its case, width and blanks.

    Examples
    --------
    >>> name_key(" Two  more ＲＥＰＳ")
    'two more reps'
    """
    return " ".join(normalize("NFKC", name).casefold().split())


_PLAN_KEYS: Final = frozenset(name_key(name) for name in PLAN_NAME.every())


@dataclass(frozen=True, slots=True)
class Read:
    """The scenarios of a workbook.

    Attributes
    ----------
    scenarios
        Those that can be computed, in the order of the sheet.
    failed
        Name and row of those in whose rows something is wrong, in that order. A row without a name of its own is not
        among them: the findings tell of it.
    findings
        What is wrong, in the tables of the scenarios' workbook.
    """

    scenarios: list[Scenario]
    failed: list[tuple[str, int]]
    findings: list[Finding]


def read_scenarios(
    frames: Frames,
    plan: PlanInputs,
    *,
    settings_of: Sequence[Setting] = (*SETTINGS, *OWN_CHANGES),
    currency: str,
    language: str = ENGLISH,
    faulty: Collection[tuple[str, int]] = (),
) -> Read:
    """Read what finance typed into scenarios; one in which something is wrong leaves the others as they are.

    Parameters
    ----------
    frames
        Scenarios: ``scenario`` (text), and a column a change, its cells as they were found (None where blank); and
        Adjustments, Heads, ScenarioRamp, ScenarioRates, whose column ``scenario`` says where a row belongs. The index is
        the sheet's row, and the order of the rows changes nothing.
    plan
        The plan that they change.
    settings_of
        What the columns of Scenarios can be.
    faulty
        Table and row of rows that have errors already, as a cell that could not be read: their scenario fails, and nothing
        more is said of them.

    Returns
    -------
    Read
        Names are matched whatever their case and width. Findings F104 to F127, K151 to K155 of rates, and those of
        settings (D101 and following) in the cells of Scenarios.
    """
    sheet = frames[SCENARIOS].sort_index(kind="stable")
    rows, findings = _named(sheet)
    names = {name_key(name): name for name in rows.values()}
    sides, about_sides = _sides(frames, names, faulty)
    findings += about_sides
    cells = typed_cells(sheet.loc[list(rows)], settings_of, currency=currency_of(currency), language=language)
    plan_year = int(plan.settings["plan_year"])
    checks = _Checks(plan, plan_year, Segments(plan, plan_year), KnownReps(plan.frames["Reps"]))
    read = Read([], [], findings)
    by_row = _by_row(cells.findings)
    for (row, name), changes in zip(rows.items(), cells.changes, strict=True):
        scenario = Scenario(name, row, changes, *(sides[side].get(name_key(name)) for side in _SIDES))
        found = [*by_row.get(row, ()), *checks.findings(scenario, faulty)]
        read.findings.extend(found)
        if errors(found) or row in cells.flawed or _is_faulty(scenario, faulty):
            read.failed.append((name, row))
        else:
            read.scenarios.append(scenario)
    return read


def _named(sheet: pd.DataFrame) -> tuple[dict[int, str], list[Finding]]:
    """Find the rows that have a name of their own; of the same name the first has it."""
    rows: dict[int, str] = {}
    first: dict[str, int] = {}
    findings: list[Finding] = []
    changes = sheet.drop(columns=["scenario", "note"], errors="ignore")
    says = [any(map(is_filled, cells)) for cells in changes.itertuples(index=False)]
    for row, name, says_something in zip(map(int, sheet.index), texts(sheet, "scenario"), says, strict=True):
        key = name_key(name)
        if not key:
            findings += [kinds.WITHOUT_NAME.at(SCENARIOS, row, "scenario")] if says_something else []
        elif key in _PLAN_KEYS:
            findings.append(kinds.NAMED_LIKE_PLAN.at(SCENARIOS, row, "scenario", name=name))
        elif key in first:
            findings.append(kinds.NAMED_TWICE.at(SCENARIOS, row, "scenario", name=name, first=first[key]))
        else:
            first[key] = row
            rows[row] = name
    return rows, findings


_Sides: TypeAlias = dict[str, dict[str, pd.DataFrame]]
"""The rows of each side table, by the key of the scenario that they belong to."""


def _sides(
    frames: Frames, names: Mapping[str, str], faulty: Collection[tuple[str, int]]
) -> tuple[_Sides, list[Finding]]:
    """Part the rows of the side tables by scenario; those of no scenario count nowhere."""
    sides: _Sides = {}
    findings: list[Finding] = []
    for table in _SIDES:
        frame = frames[table].sort_index(kind="stable")
        keys = [name_key(name) for name in texts(frame, "scenario")]
        places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            places[key].append(place)
        rows = frame.drop(columns="scenario", errors="ignore")
        sides[table] = {key: rows.iloc[own] for key, own in places.items() if key in names}
        for place in (place for key, own in places.items() if key not in names for place in own):
            row, name = int(frame.index[place]), str(frame["scenario"].iloc[place])
            if (table, row) not in faulty:
                near = nearest_words(name, list(names.values()))
                findings.append(kinds.UNKNOWN_SCENARIO.at(table, row, "scenario", name=name.strip(), near=near))
    return sides, findings


def _by_row(findings: Sequence[Finding]) -> dict[int | None, list[Finding]]:
    by_row: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_row[finding.row].append(finding)
    return by_row


@dataclass(frozen=True, slots=True)
class _Checks:
    """What scenarios are checked against: the plan, its segments and its reps."""

    plan: PlanInputs
    plan_year: int
    segments: Segments
    reps: KnownReps

    def findings(self, scenario: Scenario, faulty: Collection[tuple[str, int]]) -> list[Finding]:
        """Find what is wrong with a scenario besides its cells; of rows that are faulty already nothing is said."""
        found = setting_findings(scenario, self.plan)
        if scenario.growth is not None:
            found += adjustment_findings(scenario.growth, scenario.heads, self.segments)
        if scenario.heads is not None:
            found += heads_findings(scenario.heads, self.reps, self.plan_year)
        if scenario.ramp is not None:
            found += ramp_findings(scenario.ramp)
        if scenario.rates is not None:
            bands = scenario.changes.get("payout_bands", self.plan.settings.get("payout_bands"))
            found += rates_findings(scenario.rates, flat=bands == "flat")
        return [finding for finding in found if (finding.table, finding.row) not in faulty]


def _is_faulty(scenario: Scenario, faulty: Collection[tuple[str, int]]) -> bool:
    """Tell whether a row of a scenario is faulty already."""
    typed = zip(_SIDES, (scenario.growth, scenario.heads, scenario.ramp, scenario.rates), strict=True)
    rows = {(side, int(row)) for side, frame in typed if frame is not None for row in frame.index}
    return not rows.isdisjoint(faulty) or (SCENARIOS, scenario.row) in faulty


def unknown_columns(headers: Sequence[str], *, language: str = ENGLISH) -> list[tuple[str, Finding]]:
    """Find the headers of Scenarios that mean nothing, or nothing that a scenario can change.

    Parameters
    ----------
    headers
        All headers as they are written.
    language
        In which the nearest known one is said.

    Returns
    -------
    list[tuple[str, Finding]]
        Each such header with its finding, which has no row: F101 for one that is no setting, F102 for settings that cannot
        differ between scenarios, F103 for those that change nothing in them.

    Examples
    --------
    >>> for header, finding in unknown_columns(["Scenario", "growth", "Market grwth", "Currency"]):
    ...     print(header, finding.code, finding.message())
    Market grwth F101 the column “Market grwth” is no setting of the plan, so it changes nothing; nearest is “Market growth”
    Currency F102 Currency cannot differ between scenarios, so the column is not used
    """
    changeable = (*TABLE.columns, *TABLE.more)
    known = [name for column in changeable for name in (column.key, column.label.said(language))]
    found = []
    for header in headers:
        if not header.strip() or any(column.named(header) for column in changeable):
            continue
        setting = next((setting for setting in SETTINGS if _means(header, setting)), None)
        if setting is None:
            near = nearest_words(header, known)
            finding = kinds.UNKNOWN_COLUMN.at(SCENARIOS, None, "", header=header.strip(), near=near)
        elif setting.key in SAME_FOR_ALL:
            finding = kinds.SAME_FOR_ALL_SCENARIOS.at(SCENARIOS, None, setting.key, label=setting.label)
        else:
            finding = kinds.CHANGES_NO_RESULT.at(SCENARIOS, None, setting.key, label=setting.label)
        found.append((header, finding))
    return found


def _means(header: str, setting: Setting) -> bool:
    return folded(header) in {folded(name) for name in (setting.key, *setting.label.every())}


def applied(plan: PlanInputs, scenario: Scenario, plan_year: int) -> PlanInputs:
    """Give a plan as it is with the changes of a scenario; the plan stays as it is.

    Parameters
    ----------
    plan
        Its settings, and Growth, Reps, Ramp and Rates among its frames.
    scenario
        One without errors, from `read_scenarios`, or made of changes alone.

    Returns
    -------
    PlanInputs
        Tables that do not change are the very objects of ``plan``. In the others rows of the plan keep their index, and
        those that the scenario adds have that of the table in which they were typed (hires the row of Scenarios). What
        stands in the plan is replaced, so that applying settings, adjustments, named reps, ramp and rates to the result
        again changes nothing; hires, reps without an id and a change of payouts go on top each time.

    Examples
    --------
    >>> plan = PlanInputs({}, {"growth": 0.1, "growth_cap": 0.2})
    >>> applied(plan, Scenario("No cap", 5, {"growth_cap": None}), 2027).settings
    {'growth': 0.1, 'growth_cap': None}
    """
    changes = scenario.changes
    frames = dict(plan.frames)
    if scenario.growth is not None:
        frames["Growth"] = with_adjustments(frames["Growth"], scenario.growth)
    hires = int(changes.get("hires") or 0)
    if scenario.heads is not None or hires:
        language = str(plan.settings.get("language") or ENGLISH)
        frames["Reps"] = with_heads(
            frames["Reps"], scenario.heads, hires, plan_year, row=scenario.row, language=language
        )
    if scenario.ramp is not None:
        frames["Ramp"] = shaped(scenario.ramp, frames["Ramp"])
    if scenario.rates is not None:
        frames["Rates"] = shaped(scenario.rates, frames["Rates"])
    if changes.get("payout_change"):
        frames["Rates"] = scaled(frames["Rates"], float(changes["payout_change"]))
    settings = {key: value for key, value in changes.items() if key not in _OWN}
    return PlanInputs(frames, {**plan.settings, **settings})
