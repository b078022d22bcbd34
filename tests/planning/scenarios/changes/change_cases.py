"""Plans and scenarios as they are read from workbooks, written down in a few words."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeAlias

import pandas as pd

from salesplan.planning.scenarios.changes.read import Read, read_scenarios
from salesplan.planning.scenarios.scenario import PlanInputs, Scenario
from salesplan.tables.conform import Rows, conform
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.incentives import RATES
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES, SEASON
from salesplan.tables.model import Table
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scenarios import ADJUSTMENTS, HEADS, SCENARIO_RAMP, SCENARIO_RATES, SCENARIOS
from salesplan.tables.settings import SETTINGS
from salesplan.tables.units import currency
from salesplan.words import LANGUAGES

Cells: TypeAlias = Sequence[dict[str, Any]]

YEAR: Final = 2027
_REPS: Final = (
    {"rep_id": "R-01", "rep": "Ana", "region": "North", "team": "East", "potential": 900},
    {"rep_id": "R-02", "rep": "Ben", "region": "North", "team": "East", "start_date": "2026-03-01"},
    {"rep_id": "R-03", "rep": "Cai", "region": "South", "team": "West", "capacity": 0.5},
)
_SALES: Final = tuple(
    {"rep_id": rep_id, "month": f"{year}-0{month}-01", "revenue": 1000 * (place + 1), "margin": 300 * (place + 1)}
    | {"product_line": line, "channel": "direct"}
    for place, (rep_id, line) in enumerate((("R-01", "Tools"), ("R-02", "Paint"), ("R-03", "Tools")))
    for year in (2025, 2026)
    for month in (1, 5, 9)
)
_CUSTOMERS: Final = ({"customer_id": "C-1", "rep_id": "R-01", "industry": "Steel", "tier": "A"},)
_RATES: Final = (
    {"from": 0.0, "to": 1.0, "rate": 0.01},
    {"from": 1.0, "rate": 0.03, "bonus": 10.05},
)


def frame(table: Table, cells: Cells) -> pd.DataFrame:
    """Type rows as they are typed when a workbook is read: row numbers from 5."""
    grown = table.grown({key for row in cells for key in row})
    rows = Rows({key: [row.get(key) for row in cells] for key in grown.keys}, range(5, 5 + len(cells)))
    return conform(grown, rows, currency=currency("CNY"), from_text=True).frame


def plan(
    *,
    growth: Cells = (),
    season: Cells = (),
    reps: Cells = _REPS,
    sales: Cells = _SALES,
    rates: Cells = _RATES,
    ramp: Cells = ({"month": 1, "share": 0.5},),
    quota: Cells = (),
    **settings: Any,
) -> PlanInputs:
    """Give a plan of three reps for 2027; its settings are the usual ones where nothing is said."""
    tables = {GROWTH: growth, SEASON: season, REPS: reps, SALES: sales, RATES: rates, RAMP: ramp}
    tables |= {REGION_QUOTA: (), TEAM_QUOTA: (), QUOTA: quota}
    frames = {table.name: _frame_of_plan(table, cells) for table, cells in tables.items()}
    usual = {setting.key: setting.default for setting in SETTINGS} | {"plan_year": YEAR, "rounding_unit": 100_00}
    return PlanInputs(frames | {"Customers": _frame_of_plan(CUSTOMERS, _CUSTOMERS)}, usual | settings)


_FRAMES: Final[dict[tuple[str, str], pd.DataFrame]] = {}


def _frame_of_plan(table: Table, cells: Cells) -> pd.DataFrame:
    """Type the rows of a plan, which nobody changes, once."""
    key = table.name, repr(cells)
    if key not in _FRAMES:
        _FRAMES[key] = frame(table, cells)
    return _FRAMES[key]


def book(
    scenarios: Cells, *, adjustments: Cells = (), heads: Cells = (), ramp: Cells = (), rates: Cells = ()
) -> dict[str, pd.DataFrame]:
    """Give the tables of a workbook of scenarios."""
    sides = {ADJUSTMENTS: adjustments, HEADS: heads, SCENARIO_RAMP: ramp, SCENARIO_RATES: rates}
    tables = {SCENARIOS: scenarios, **sides}
    return {table.name: frame(table, cells) if cells else _empty(table) for table, cells in tables.items()}


@cache
def _empty(table: Table) -> pd.DataFrame:
    return frame(table, ())


def read(frames: dict[str, pd.DataFrame], known: PlanInputs | None = None, **rest: Any) -> Read:
    """Read scenarios on a plan; each finding can be said in every language."""
    done = read_scenarios(frames, known or plan(), currency="CNY", **rest)
    assert all(finding.line(language) for finding in done.findings for language in LANGUAGES)
    return done


def one(known: PlanInputs, changes: dict[str, Any], **side_tables: Cells) -> Scenario:
    """Read one scenario, named S, in which nothing is wrong."""
    named = {name: [{"scenario": "S", **row} for row in rows] for name, rows in side_tables.items()}
    done = read(book([{"scenario": "S", **changes}], **named), known)
    assert not done.failed, [finding.line() for finding in done.findings]
    return done.scenarios[0]


def lines(done: Read) -> list[str]:
    """Give the findings in words."""
    return [finding.line() for finding in done.findings]


def codes(done: Read) -> list[str]:
    """Give the findings' codes."""
    return [finding.code for finding in done.findings]


def places(done: Read) -> list[tuple[str, str, int | None, str]]:
    """Give code, table, row and column of the findings."""
    return [(finding.code, finding.table, finding.row, finding.column) for finding in done.findings]
