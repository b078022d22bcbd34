"""KPIs and actuals written down in a few words, and scored."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.periods import Period
from salesplan.planning.scoring.facts import Facts, Reps
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.grading import grade
from salesplan.planning.scoring.kpis import Kpis, read_kpis
from salesplan.tables.conform import Rows, conform
from salesplan.tables.scoring import KPIS
from salesplan.tables.units import currency
from tests.planning.scoring.score_cases import typed, usual_names

FIRST_ROW = 5
_PERIOD = Period.of("2027-03")


def read(table: Any, *rows: dict[str, Any]) -> pd.DataFrame:
    """Read rows as they stand on a sheet, from row 5 on."""
    columns = {key: [row.get(key) for row in rows] for key in table.keys}
    return conform(table, Rows(columns, range(FIRST_ROW, FIRST_ROW + len(rows))), currency=currency("CNY")).frame


def kpi(name: str, weight: Any, target: Any = None, **rest: Any) -> dict[str, Any]:
    """Give a row of KPIs."""
    return {"kpi": name, "weight": weight, "target": target, **rest}


def kpis_of(*rows: dict[str, Any]) -> Kpis:
    """Read rows of KPIs that have no errors, as they are once they are read from a sheet."""
    kpis, _ = read_kpis(typed(KPIS, *rows))
    assert kpis is not None
    return kpis


def facts_of(count: int, months: float = 1) -> Facts:
    """Give the facts of so many reps, R-01, R-02 … in rows 5, 6 …, of whom nothing is known."""
    none, zero = np.full(count, np.nan), np.zeros(count, dtype=np.int64)
    names = tuple(f"R-{number:02}" for number in range(1, count + 1))
    blank = ("",) * count
    reps = Reps(names, blank, blank, blank, zero + np.arange(FIRST_ROW, FIRST_ROW + count), zero == 1)
    return Facts(
        period=_PERIOD,
        measured_to=date(2027, 3, 31),
        sold_to=date(2027, 3, 31),
        months=months,
        reps=reps,
        quota=zero,
        full_quota=zero,
        has_quota=zero == 1,
        margin_quota=none,
        revenue=zero,
        margin=none,
        revenue_before=none,
        focus=none,
        due=none,
        collected=none,
        open=none,
        owned=none,
        active=none,
        active_owned=none,
        new=none,
        visits=None,
        ratings={},
    )


def scored(
    rows: Sequence[dict[str, Any]], actual: Sequence[Sequence[float | None]], months: float = 1
) -> tuple[Graded, list[Finding]]:
    """Score actuals, a row a rep, by KPIs and the usual grades; None is no data."""
    values = np.array(actual, dtype=np.float64).reshape(len(actual), len(rows))
    return grade(facts_of(len(actual), months), kpis_of(*rows), values, usual_names())


def listed(values: Any) -> list[Any]:
    """Give an array as lists, None for NaN."""
    found = np.asarray(values, dtype=np.float64).astype(object)
    found[np.isnan(values)] = None
    return list(found.tolist())


def lines(findings: Sequence[Finding], code: str) -> list[str]:
    """Give the findings of one code as people read them."""
    return [finding.line() for finding in findings if finding.code == code]
