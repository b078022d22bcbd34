"""From the computed tables of the scenarios workbook to what the comparison shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from salesplan.tables.model import Column, Holds, Table, label_of
from salesplan.tables.quota import QUOTA
from salesplan.tables.scenario_likely import ATTAINMENT, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import RESULTS
from salesplan.tables.units import Currency
from salesplan.words import ENGLISH
from salesplan.workbook.compare_data import (
    MOST_SHOWN,
    Comparison,
    Month,
    Row,
    Section,
    Shown,
    Standing,
    Step,
    Subject,
    Value,
)
from salesplan.workbook.compare_words import LABELS

_FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure that is compared: of which table, under which heading, how written, whether more is better."""

    table: Table
    key: str
    section: Section
    shown: Shown = Shown.AMOUNT
    more_is_better: bool = False


LINES: Final = (
    _Line(RESULTS, "company_last_year", Section.QUOTAS),
    _Line(RESULTS, "company_base", Section.QUOTAS),
    _Line(RESULTS, "company_quota", Section.QUOTAS),
    _Line(RESULTS, "company_final", Section.QUOTAS),
    _Line(RESULTS, "change", Section.QUOTAS, Shown.CHANGE),
    _Line(RESULTS, "change_share", Section.QUOTAS, Shown.SIGNED_SHARE),
    _Line(RESULTS, "growth", Section.QUOTAS, Shown.SIGNED_SHARE),
    _Line(RESULTS, "reps_final", Section.QUOTAS),
    _Line(RESULTS, "over_assignment", Section.QUOTAS, Shown.SIGNED_SHARE),
    _Line(RESULTS, "expected_sales", Section.LIKELY, more_is_better=True),
    _Line(ATTAINMENT, "expected_attainment", Section.LIKELY, Shown.SHARE, more_is_better=True),
    _Line(ATTAINMENT, "chance", Section.LIKELY, Shown.CHANCE, more_is_better=True),
    _Line(ATTAINMENT, "p10", Section.LIKELY, more_is_better=True),
    _Line(ATTAINMENT, "p50", Section.LIKELY, more_is_better=True),
    _Line(ATTAINMENT, "p90", Section.LIKELY, more_is_better=True),
    _Line(ATTAINMENT, "share_at_quota", Section.LIKELY, Shown.CHANCE),
    _Line(ATTAINMENT, "mark", Section.LIKELY, Shown.MARK),
    _Line(RESULTS, "heads", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "ramped_heads", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "heads_needed", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "heads_gap", Section.PEOPLE, Shown.GAP),
    _Line(RESULTS, "expected_payout", Section.MONEY),
    _Line(RESULTS, "payout_at_quota", Section.MONEY),
    _Line(RESULTS, "cost_of_sales", Section.MONEY, Shown.FINE_SHARE),
    _Line(RESULTS, "margin", Section.MONEY),
    _Line(RESULTS, "raised", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "lowered", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "capped", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "floored", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "pinned", Section.MOVED, Shown.COUNT),
)
"""What is compared, in the order of the sheet."""

_LEFT_OVER: Final = "sales_gap"
"""The row after the expected sales: what they are above or below the target."""

_OF_THE_TARGET: Final = ("company_base", "company_final")
"""Figures that are the target unless something stands in the way."""
_SAME: Final = 0.0005
"""A part of the target that nobody would see."""


def compared(
    frames: Mapping[str, pd.DataFrame],
    *,
    title: str,
    plan_year: int,
    language: str,
    currency: Currency,
    changes: Mapping[str, str],
    focus: str = "",
    draws: int,
    correlation: float,
    notes: Sequence[str] = (),
) -> Comparison:
    """Put what was computed side by side.

    Parameters
    ----------
    frames
        Results, Attainment, Outlook and Sensitivity by name, as a run gives them: a row a scenario, the plan first;
        money in minor units. All but Results may be missing; a figure that nobody has is left out.
    title
        Of the plan.
    changes
        For each scenario, by name, what it changes, in words.
    focus
        The scenario that Outlook and Sensitivity are of; empty for the plan.
    draws, correlation
        How the years were simulated.
    notes
        What else is to be said of this run.
    """
    cards = _records(frames.get(RESULTS.name))
    shown = _with_room(cards)
    likely = {record["scenario"]: record for record in _records(frames.get(ATTAINMENT.name))}
    records = {RESULTS.name: shown, ATTAINMENT.name: [likely.get(record["scenario"], {}) for record in shown]}
    rows = _with_gap([_row(line, records[line.table.name], currency, language) for line in LINES], language)
    steps = _steps(frames.get(SENSITIVITY.name), currency)
    return Comparison(
        title=title,
        plan_year=plan_year,
        language=language,
        currency=currency,
        subjects=tuple(_subject(record, changes) for record in shown),
        rows=_telling(rows),
        standings=tuple(_standing(record, likely.get(record["scenario"], {}), currency) for record in cards),
        more=len(cards) - len(shown),
        drivers=steps["change"],
        chance_drivers=steps["chance_change"],
        months=tuple(_months(frames.get(OUTLOOK.name), currency, language)),
        focus=focus,
        draws=draws,
        correlation=correlation,
        notes=tuple(notes),
    )


def _records(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    records = [] if frame is None else frame.to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _with_room(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choose the plan and the scenarios that get a column, in their order: those that were computed rather than failed ones."""
    places = sorted(range(1, len(cards)), key=lambda place: cards[place]["state"] == _FAILED)
    return cards[:1] + [cards[place] for place in sorted(places[:MOST_SHOWN])]


def _standing(record: Mapping[str, Any], likely: Mapping[str, Any], currency: Currency) -> Standing:
    return Standing(
        name=record["scenario"],
        failed=record["state"] == _FAILED,
        target=_number(record["company_quota"], RESULTS["company_quota"], currency),
        sales=_number(record["expected_sales"], RESULTS["expected_sales"], currency),
        chance=_number(likely.get("chance"), ATTAINMENT["chance"], currency),
        share=_number(likely.get("share_at_quota"), ATTAINMENT["share_at_quota"], currency),
    )


def _with_gap(rows: list[Row], language: str) -> list[Row]:
    """Put what expected sales are above or below the target behind them."""
    of = {row.key: row for row in rows}
    sales, target = of["expected_sales"], of["company_quota"]
    gap = Row(
        section=sales.section,
        key=_LEFT_OVER,
        label=LABELS[_LEFT_OVER].said(language),
        values=tuple(map(_less, sales.values, target.values)),
        shown=Shown.CHANGE,
        more_is_better=True,
        less=(sales.key, target.key),
    )
    at = rows.index(sales) + 1
    return [*rows[:at], gap, *rows[at:]]


def _less(one: Value, other: Value) -> float | None:
    return one - other if isinstance(one, float) and isinstance(other, float) else None


def _telling(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Leave out the figures that nobody has, and those that only repeat the target."""
    (target,) = (row for row in rows if row.key == "company_quota")
    return tuple(
        row
        for row in rows
        if any(value is not None for value in row.values)
        and not (row.key in _OF_THE_TARGET and all(map(_is_same, row.values, target.values)))
    )


def _is_same(one: Value, other: Value) -> bool:
    """Tell whether two amounts look the same; two unknown ones are."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _SAME * abs(other)
    return one == other


def _subject(record: Mapping[str, Any], changes: Mapping[str, str]) -> Subject:
    name = record["scenario"]
    failed = str(record["notes"]) if record["state"] == _FAILED else ""
    return Subject(name, changes.get(name, ""), failed)


def _row(line: _Line, records: Sequence[Mapping[str, Any]], currency: Currency, language: str) -> Row:
    column = line.table[line.key]
    return Row(
        section=line.section,
        key=line.key,
        label=LABELS.get(line.key, column.label).said(language),
        values=tuple(_value(record.get(line.key), column, currency, language) for record in records),
        shown=line.shown,
        more_is_better=line.more_is_better,
        live=f"{line.table.name}.{line.key}",
    )


def _value(value: Any, column: Column, currency: Currency, language: str = ENGLISH) -> Value:
    """Give what a cell shows: amounts in units of the currency, None for what is blank."""
    if value is None or value is pd.NA or value != value or value == "":
        return None
    if isinstance(value, str):
        return label_of(column.choices, value, language)
    return int(value) / currency.minor if column.holds is Holds.MONEY else float(value)


def _steps(frame: pd.DataFrame | None, currency: Currency) -> dict[str, tuple[Step, ...]]:
    """Give the drivers that move a result, by the first words of its columns; the one that swings it most first."""
    return {name: _moving(name, _records(frame), currency) for name in ("change", "chance_change")}


def _moving(name: str, records: Sequence[Mapping[str, Any]], currency: Currency) -> tuple[Step, ...]:
    steps = []
    for row, record in enumerate(records, start=1):
        sides = (f"{name}_low", f"{name}_high")
        low, high = (_number(record[key], SENSITIVITY[key], currency) for key in sides)
        steps.append(Step(_driver(record), low, high, row))
    return tuple(sorted((step for step in steps if step.low or step.high), key=lambda step: (-_swing(step), step.row)))


def _swing(step: Step) -> float:
    ends = (0.0, step.low or 0.0, step.high or 0.0)
    return round(max(ends) - min(ends), 9)


def _driver(record: Mapping[str, Any]) -> str:
    """Name a driver with its step."""
    return f"{record['driver']} ± {record['step']}" if record["step"] else str(record["driver"])


def _months(frame: pd.DataFrame | None, currency: Currency, language: str) -> list[Month]:
    months = []
    for record in _records(frame):
        figures = {
            key: _number(record[key], OUTLOOK[key], currency)
            for key in ("last_year", "quota", "p10", "p25", "p50", "p75", "p90")
        }
        if figures["p50"] is not None:
            months.append(Month(label=_month_name(record["month"], language), **figures))
    return months


def _number(value: Any, column: Column, currency: Currency) -> float | None:
    found = _value(value, column, currency)
    return None if isinstance(found, str) else found


def _month_name(month: int, language: str) -> str:
    return QUOTA[f"m{month:02d}"].label.said(language)
