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
    Better,
    Comparison,
    Month,
    Row,
    Section,
    Shown,
    Step,
    Subject,
    Value,
)
from salesplan.workbook.compare_words import LABELS

_FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure that is compared: of which table, under which heading, how written, which way better."""

    table: Table
    key: str
    section: Section
    shown: Shown = Shown.AMOUNT
    better: Better = Better.NEITHER


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
    _Line(RESULTS, "expected_sales", Section.LIKELY, better=Better.HIGHER),
    _Line(ATTAINMENT, "expected_attainment", Section.LIKELY, Shown.SHARE, Better.HIGHER),
    _Line(ATTAINMENT, "chance", Section.LIKELY, Shown.CHANCE, Better.HIGHER),
    _Line(ATTAINMENT, "p10", Section.LIKELY, better=Better.HIGHER),
    _Line(ATTAINMENT, "p50", Section.LIKELY, better=Better.HIGHER),
    _Line(ATTAINMENT, "p90", Section.LIKELY, better=Better.HIGHER),
    _Line(ATTAINMENT, "share_at_quota", Section.LIKELY, Shown.CHANCE),
    _Line(ATTAINMENT, "mark", Section.LIKELY, Shown.MARK),
    _Line(RESULTS, "heads", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "ramped_heads", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "heads_needed", Section.PEOPLE, Shown.HEADS),
    _Line(RESULTS, "heads_gap", Section.PEOPLE, Shown.GAP),
    _Line(RESULTS, "expected_payout", Section.MONEY),
    _Line(RESULTS, "payout_at_quota", Section.MONEY),
    _Line(RESULTS, "cost_of_sales", Section.MONEY, Shown.FINE_SHARE, Better.LOWER),
    _Line(RESULTS, "margin", Section.MONEY, better=Better.HIGHER),
    _Line(RESULTS, "raised", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "lowered", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "capped", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "floored", Section.MOVED, Shown.COUNT),
    _Line(RESULTS, "pinned", Section.MOVED, Shown.COUNT),
)
"""What is compared, in the order of the sheet."""


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
    shown = cards[: MOST_SHOWN + 1]
    likely = {record["scenario"]: record for record in _records(frames.get(ATTAINMENT.name))}
    records = {RESULTS.name: shown, ATTAINMENT.name: [likely.get(record["scenario"], {}) for record in shown]}
    rows = [_row(line, records[line.table.name], currency, language) for line in LINES]
    return Comparison(
        title=title,
        plan_year=plan_year,
        language=language,
        currency=currency,
        subjects=tuple(_subject(record, changes) for record in shown),
        rows=tuple(row for row in rows if any(value is not None for value in row.values)),
        more=len(cards) - len(shown),
        drivers=tuple(_steps(frames.get(SENSITIVITY.name), currency)),
        months=tuple(_months(frames.get(OUTLOOK.name), currency, language)),
        focus=focus,
        draws=draws,
        correlation=correlation,
        notes=tuple(notes),
    )


def _records(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    records = [] if frame is None else frame.to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


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
        better=line.better,
        live=f"{line.table.name}.{line.key}",
    )


def _value(value: Any, column: Column, currency: Currency, language: str = ENGLISH) -> Value:
    """Give what a cell shows: amounts in units of the currency, None for what is blank."""
    if value is None or value is pd.NA or value != value or value == "":
        return None
    if isinstance(value, str):
        return label_of(column.choices, value, language)
    return int(value) / currency.minor if column.holds is Holds.MONEY else float(value)


def _steps(frame: pd.DataFrame | None, currency: Currency) -> list[Step]:
    """Give the drivers that move the reps' quotas; those that do not come last in their table."""
    steps = []
    for record in _records(frame):
        low, high = (_number(record[key], SENSITIVITY[key], currency) for key in ("change_low", "change_high"))
        if not (low or high):
            break
        steps.append(Step(_driver(record), low, high))
    return steps


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
