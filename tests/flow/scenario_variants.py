"""Scenarios beside what a person would type into a plan to have the same: what both give must be the same quotas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from salesplan.workbook.writes import Scalar
from tests.flow.company import YEAR, Row, salesplan, typed_settings, write_csv
from tests.flow.scenario_company import Rows, rows


@dataclass(frozen=True, slots=True)
class Variant:
    """One change of a plan.

    Attributes
    ----------
    changes
        The cells of its row of Scenarios.
    sides
        Its rows in the side tables.
    settings
        What is typed into the plan's settings for the same.
    loaded
        What is loaded into tables of the plan for the same; rows of Reps update, others come in place of all.
    """

    changes: Mapping[str, Scalar] = field(default_factory=dict)
    sides: Mapping[str, Rows] = field(default_factory=dict)
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    loaded: Mapping[str, Rows] = field(default_factory=dict)


def same(**settings: Scalar) -> Variant:
    """Make a variant that is typed alike in both workbooks."""
    return Variant(changes=settings, settings=settings)


def typed_into(plan: Path, variant: Variant) -> Path:
    """Type a variant into a plan, and plan its quotas."""
    for table, lines in variant.loaded.items():
        file = write_csv(plan.with_name(f"{table}.csv"), lines)
        salesplan("load", plan, table, file, *([] if table == "Reps" else ["--replace"]))
    typed_settings(plan, **variant.settings)
    salesplan("quota", plan)
    return plan


def typed_rows(variants: Mapping[str, Variant]) -> tuple[list[Row], dict[str, list[Row]]]:
    """Give the rows in which variants are typed as scenarios, each named like its key: of Scenarios, and of other tables."""
    sides: dict[str, list[Row]] = {}
    for name, variant in variants.items():
        for table, lines in variant.sides.items():
            sides.setdefault(table, []).extend({"scenario": name, **line} for line in lines)
    return [{"scenario": name, **each.changes} for name, each in variants.items()], sides


def quotas(plan: Path) -> dict[str, dict[Any, Any]]:
    """Give what a plan asks for, by level and who it is asked of."""
    return {
        "regions": {row["region"]: row["final"] for row in rows(plan, "RegionQuota")},
        "teams": {(row["region"], row["team"]): row["final"] for row in rows(plan, "TeamQuota")},
        "reps": {row["rep_id"] or "": row["final"] for row in rows(plan, "Quota")},
    }


def asked(book: Path) -> dict[str, dict[str, dict[Any, Any]]]:
    """Give what each scenario asks for, in the shape of `quotas`."""
    found: dict[str, dict[str, dict[Any, Any]]] = {
        row["scenario"]: {"regions": {}, "teams": {}, "reps": {}} for row in rows(book, "Results")
    }
    for row in rows(book, "ResultsByRegion"):
        level, who = ("teams", (row["region"], row["team"])) if row["team"] else ("regions", row["region"])
        found[row["scenario"]][level][who] = row["final"]
    for row in rows(book, "ResultsByRep"):
        found[row["scenario"]]["reps"][row["rep_id"] or ""] = row["final"]
    return found


SETTINGS: Final = {
    "growth": same(growth=0.15),
    "falling": same(growth=-0.2),
    "target": same(company_target=1_500_000),
    "target of 0": same(company_target=0),
    "floor and cap": same(growth_floor=0.05, growth_cap=0.15),
    "potential": same(potential_weight=0.5),
    "all by potential": same(potential_weight=1),
    "over-assigned": same(over_assignment_region=0.02, over_assignment_team=0.03, over_assignment_rep=0.05),
    "dearer": same(price_change=0.03),
    "cheaper and more": same(price_change=-0.1, growth=0.3),
    "stretch": same(stretch=0.25),
    "even": same(season_source="even"),
    "new rep weighs nothing": same(new_rep_share=0),
    "new rep weighs 80 %": same(new_rep_share=0.8),
    "rounded coarsely": same(rounding_unit=5_000),
    "several": same(growth=0.12, growth_cap=0.25, over_assignment_rep=0.04, potential_weight=0.3, price_change=0.01),
}
ADDED: Final = ("Rep without history", "rounding_unit")
"""Settings that a blank workbook of scenarios has no columns for: one by its label, one by its key."""

_NO_SOUTH: Final = [
    {"dimension": "region", "value": " SOUTH", "adjustment": 0},
    {"dimension": "team", "value": "A", "adjustment": 0.04},
]
_RAMP: Final = [{"month": month, "share": share} for month, share in enumerate((0, 0, 0.1, 0.5, 0.7, 1), 1)]
_JANUARY: Final = f"{YEAR}-01-01"


def _new(number: int, region: str, team: str, start: str = _JANUARY) -> Row:
    return {"rep_id": f"NEW-{number}", "rep": f"New rep {number}", "region": region, "team": team, "start_date": start}


def _heads(typed: Rows, loaded: Rows) -> Variant:
    return Variant(sides={"Heads": typed}, loaded={"Reps": loaded})


_LEAVES: Final = {"rep_id": "R1", "end_date": date(YEAR, 6, 30)}
_MOVES: Final = {"rep_id": "R3", "region": "South", "team": "C", "ability": 1.25}
_COMES: Final = {"rep_id": "R9", "rep": "Ida", "region": "North", "team": "A", "start_date": date(YEAR, 2, 1)}
PEOPLE: Final = {
    "one leaves": _heads([_LEAVES], [_LEAVES]),
    "one moves": _heads([_MOVES | {"rep_id": "r3 "}], [_MOVES]),
    "half time": _heads([{"rep_id": "R4", "capacity": 0.5}], [{"rep_id": "R4", "capacity": 0.5}]),
    "one comes": _heads([_COMES], [_COMES]),
    "a new team": _heads([_COMES | {"team": "D"}], [_COMES | {"team": "D"}]),
    "two come": _heads([{"region": "south", "team": "c", "count": 2}], [_new(1, "South", "C"), _new(2, "South", "C")]),
    "comes and goes": _heads([_LEAVES, _COMES], [_LEAVES, _COMES]),
    # Teams A and B have two heads, C has two and a half.
    "hired": Variant(
        {"hires": 3}, loaded={"Reps": [_new(1, "North", "A"), _new(2, "North", "B"), _new(3, "South", "C")]}
    ),
}
TABLES: Final = {
    "segments": Variant(
        sides={"Adjustments": _NO_SOUTH},
        loaded={"Growth": [_NO_SOUTH[1], {"dimension": "industry", "value": "food", "adjustment": -0.02}]},
    ),
    "ramp": Variant(sides={"ScenarioRamp": _RAMP}, loaded={"Ramp": _RAMP}),
}
VARIANTS: Final[dict[str, Variant]] = {"nothing": Variant(), **SETTINGS, **PEOPLE, **TABLES}
BOUNDED: Final[dict[str, Scalar]] = {"company_target": 1_150_000, "growth_cap": 0.15, "growth_floor": 0.12}
"""Settings of a plan in which a scenario can take something away."""
FREED: Final[dict[str, Variant]] = {
    "no target": Variant({"company_target": "none"}, settings={"company_target": None}),
    "no cap": Variant({"growth_cap": "None "}, settings={"growth_cap": None}),
    "no floor": Variant({"growth_floor": "无"}, settings={"growth_floor": None}),
    "nothing of all": Variant(
        {"company_target": "無", "growth_cap": "none", "growth_floor": "none", "growth": 0.2},
        settings={"company_target": None, "growth_cap": None, "growth_floor": None, "growth": 0.2},
    ),
    "another target": same(company_target=1_250_000),
    "another cap": same(growth_cap=0.5),
}
