"""KPIs and actuals written down in a few words, and scored."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.grading import grade
from salesplan.planning.scoring.kpis import Kpis, read_kpis
from salesplan.tables.conform import Rows, conform
from salesplan.tables.scoring import KPIS
from salesplan.tables.units import currency
from tests.planning.scoring.score_cases import facts, rep, typed, usual_names

FIRST_ROW = 5


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


def facts_of(count: int, months: float = 1.0) -> Facts:
    """Give the facts of so many reps, R-01, R-02 … in rows 5, 6 …, of whom nothing is known."""
    return facts(*(rep(f"R-{number:02}", None, 0) for number in range(1, count + 1)), months=months)


def scored(
    rows: Sequence[dict[str, Any]], actual: Sequence[Sequence[float | None]], months: float = 1.0
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
