"""Small companies to score, written down in a few words."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Floats
from salesplan.planning.money import GRAINS
from salesplan.planning.periods import Period
from salesplan.planning.scoring.facts import Facts, Reps, VisitFacts
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.grades import Grades, read_grades
from salesplan.planning.scoring.grading import grade
from salesplan.planning.scoring.kpis import Kpis, read_kpis
from salesplan.planning.scoring.scorecard import Scored, score_reps
from salesplan.planning.settings import ScoreSettings
from salesplan.tables.model import Holds, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scoring import GRADES, KPIS

Row: TypeAlias = Mapping[str, Any]

_DTYPES: Final = {
    Holds.TEXT: "str",
    Holds.CHOICE: "str",
    Holds.MONEY: "Int64",
    Holds.LEDGER: "Int64",
    Holds.INTEGER: "Int64",
    Holds.NUMBER: "float64",
    Holds.PERCENT: "float64",
    Holds.DATE: "datetime64[s]",
    Holds.MONTH: "datetime64[s]",
    Holds.MOMENT: "datetime64[s]",
}


def typed(table: Table | str, *rows: Row) -> pd.DataFrame:
    """Make a typed frame as it is read from a sheet: row numbers from 5, blanks where nothing is given.

    Amounts are in minor units, those of the ledger in grains.
    """
    declared = SALES_PLAN.table(table) if isinstance(table, str) else table
    return _filled(declared, rows) if rows else _empty(declared.name).copy()


@cache  # most tables of a case are empty
def _empty(name: str) -> pd.DataFrame:
    return _filled(SALES_PLAN.table(name), ())


def _filled(declared: Table, rows: Sequence[Row]) -> pd.DataFrame:
    unknown = {key for row in rows for key in row} - set(declared.keys)
    assert not unknown, f"{declared.name} has no {unknown}"
    columns = {}
    for column in declared:
        dtype = _DTYPES[column.holds]
        blank = "" if dtype == "str" else None
        columns[column.key] = pd.Series([row.get(column.key, blank) for row in rows], dtype=dtype).array
    return pd.DataFrame(columns, index=pd.RangeIndex(5, 5 + len(rows)))


def kpi(key: str, weight: float, target: float | None = 1.0, unit: str = "number", **more: Any) -> Row:
    """Give a row of KPIs."""
    return {"kpi": key, "weight": weight, "target": target, "unit": unit, **more}


ATTAINMENT: Final = kpi("target_attainment", 50, 1.0, "percent")


def kpis(*rows: Row) -> Kpis:
    """Read KPIs."""
    read, findings = read_kpis(typed(KPIS, *rows))
    assert read is not None, [finding.line() for finding in findings]
    return read


def rep(rep_id: str, quota: int | None = 1000, revenue: int = 500, **more: Any) -> Row:
    """Give a rep's facts: amounts in whole units; ``made``, ``planned``, ``kept``, ``orders``, ``covered``, ``days``, ``owned``."""
    return {"rep_id": rep_id, "quota": quota, "revenue": revenue, **more}


def facts(
    *reps: Row, period: str = "2027-03", months: float = 1.0, ratings: Mapping[str, Sequence[float]] | None = None
) -> Facts:
    """Give the facts of a period; without ``made`` of any rep there are no visits at all."""
    named = Period.of(period)
    size = len(reps)

    def floats(key: str, blank: float = np.nan) -> Floats:
        return np.array([row.get(key, blank) for row in reps], dtype=np.float64)

    def texts(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, "") for row in reps)

    quota = np.array([100 * (row["quota"] or 0) for row in reps], dtype=np.int64)
    nothing = np.full(size, np.nan)
    return Facts(
        period=named,
        measured_to=named.last,
        sold_to=named.last,
        months=months,
        reps=Reps(
            texts("rep_id"),
            texts("rep"),
            texts("team"),
            texts("region"),
            np.arange(5, 5 + size),
            np.array([bool(row.get("left")) for row in reps], dtype=np.bool_),
        ),
        quota=quota,
        full_quota=quota,
        has_quota=np.array([row["quota"] is not None for row in reps], dtype=np.bool_),
        margin_quota=nothing,
        revenue=np.array([row["revenue"] * 100 * GRAINS for row in reps], dtype=np.int64),
        margin=nothing,
        revenue_before=nothing,
        focus=nothing,
        due=nothing,
        collected=nothing,
        open=nothing,
        owned=floats("owned"),
        active=nothing,
        active_owned=nothing,
        new=nothing,
        visits=VisitFacts(
            made=floats("made", 0),
            planned=floats("planned", 0),
            kept=floats("kept", 0),
            orders=floats("orders", 0),
            covered=floats("covered", 0),
            overdue=floats("overdue", 0),
            working_days=floats("days", 20),
        )
        if any("made" in row for row in reps)
        else None,
        ratings={key: np.array(values, dtype=np.float64) for key, values in (ratings or {}).items()},
    )


@cache
def usual_names() -> Grades:
    """Give the usual grades."""
    names, _ = read_grades(typed(GRADES))
    assert names is not None
    return names


def graded(known: Facts, read: Kpis, actual: Sequence[Sequence[float]]) -> Graded:
    """Score what was measured, a row a rep, by the usual grades."""
    return grade(known, read, np.array(actual, dtype=np.float64), usual_names())[0]


_TABLES: Final = {
    "kpis": "KPIs",
    "grades": "Grades",
    "ratings": "Ratings",
    "receivables": "Receivables",
    "reps": "Reps",
    "customers": "Customers",
    "sales": "Sales",
    "quota": "Quota",
    "quota_history": "QuotaHistory",
    "visits": "Visits",
    "rates": "Rates",
    "scorecard": "Scorecard",
    "payouts": "Payouts",
}


def company(**rows: Sequence[Row]) -> dict[str, pd.DataFrame]:
    """Give the tables that reps are scored by, typed; those that are not given are empty."""
    assert rows.keys() <= _TABLES.keys()
    return {key: typed(table, *rows.get(key, ())) for key, table in _TABLES.items()}


def sold(month: str, rep_id: str, units: int, customer_id: str = "C-1", **more: Any) -> Row:
    """Give a row of Sales, its revenue in whole units."""
    return {
        "month": f"{month}-01",
        "rep_id": rep_id,
        "customer_id": customer_id,
        "revenue": units * 100 * GRAINS,
        **more,
    }


def score(
    tables: Mapping[str, pd.DataFrame], period: str, since: str = "", as_of: str = "2027-12-31", language: str = "en"
) -> Scored:
    """Score a company."""
    return score_reps(
        **tables,
        settings=ScoreSettings(
            as_of=date.fromisoformat(as_of),
            period=Period.of(period),
            since=Period.of(since) if since else None,
            plan_year=2027,
            country="US",
        ),
        language=language,
    )


def again(tables: Mapping[str, pd.DataFrame], done: Scored) -> dict[str, pd.DataFrame]:
    """Give the tables with what was scored written into them."""
    return {**tables, "scorecard": done.frames["Scorecard"], "payouts": done.frames["Payouts"]}
