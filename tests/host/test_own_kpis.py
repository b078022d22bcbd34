"""Columns for people's own KPIs on the Scorecard: filled like the declared ones, kept as history, never taken away."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import replaced
from salesplan.tables.columns import number
from salesplan.tables.model import WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.apply import edited
from salesplan.workbook.build import build
from salesplan.workbook.save import save

pytestmark = pytest.mark.flow

ADDED = ("NPS actual", "nps_score", "Budget score")


def plan_with(*headers: str) -> WorkbookPlan:
    """Declare the plan as if people had added columns to the Scorecard."""
    added = tuple(number(f"added{at}", (header,) * 3, ("Mine.",) * 3) for at, header in enumerate(headers))
    card = replace(SCORECARD, columns=(*SCORECARD.columns, *added))
    sheets = tuple(replace(each, table=card) if each.table is SCORECARD else each for each in SALES_PLAN.sheets)
    return replace(SALES_PLAN, sheets=sheets)


@pytest.fixture
def scored(tmp_path: Path) -> OpenedPlan:
    """A plan in which two reps were scored in two months, with columns that people added."""
    rows: dict[str, list[Any]] = {
        "period": ["2027-01", "2027-01", "2027-02", "2027-02"],
        "rep_id": ["R-01", "R-02", "R-01", "R-02"],
        "total": [90.5, 80.25, 91, 81],
        "actions": [None, "call", None, None],
        "added0": [7, 8, 9, 10],
        "added1": [70, 80, 90, 100],
        "added2": [1, 2, 3, 4],
    }
    path = tmp_path / "plan.xlsx"
    path.write_bytes(build(plan_with(*ADDED), language="en", settings={"plan_year": 2027}, rows={"Scorecard": rows}))
    return opened(path)


def opened(path: Path) -> OpenedPlan:
    return OpenedPlan(path, SALES_PLAN, [SCORECARD])


def written(plan: OpenedPlan, frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Write a scorecard; give periods, reps, and the added columns as the sheet then has them."""
    write, _ = replaced(plan, "Scorecard", frame)
    save(plan.file.package, edited(plan.file.package, [write]), backup=False)
    sheet = openpyxl.load_workbook(plan.path)["Scorecard"]
    lines = list(sheet.iter_rows(min_row=4, values_only=True))
    places = [lines[0].index(header) for header in ("Period", "Rep ID", *ADDED)]
    return [tuple(line[place] for place in places) for line in lines[1:]]


def test_added_columns_are_read_with_the_others_and_without_a_complaint(scored: OpenedPlan) -> None:
    frame = scored.frames["Scorecard"]
    assert frame["nps_actual"].tolist() == [7, 8, 9, 10]
    assert frame["budget_score"].tolist() == [1, 2, 3, 4]
    assert scored.findings == []


def test_what_is_scored_is_filled_in_and_what_was_stays(scored: OpenedPlan) -> None:
    frame = scored.frames["Scorecard"].reset_index(drop=True)
    again = frame.drop(columns="budget_score")
    again.loc[2:, "nps_score"] = [95, np.nan]
    more = again.iloc[[0]].assign(period="2027-03", nps_actual=11, nps_score=110)
    assert written(scored, pd.concat([again, more], ignore_index=True)) == [
        ("2027-01", "R-01", 7, 70, 1),
        ("2027-01", "R-02", 8, 80, 2),
        ("2027-02", "R-01", 9, 95, 3),
        ("2027-02", "R-02", 10, None, 4),
        ("2027-03", "R-01", 11, 110, None),
    ]


def test_the_history_of_a_kpi_that_is_gone_stays(scored: OpenedPlan) -> None:
    frame = scored.frames["Scorecard"].reset_index(drop=True)
    lines = written(scored, frame.drop(columns=["nps_actual", "nps_score", "budget_score"]))
    assert [line[2:] for line in lines] == [(7, 70, 1), (8, 80, 2), (9, 90, 3), (10, 100, 4)]


def test_a_row_goes_with_its_figures_but_not_with_what_a_person_put_in_a_column_of_their_own(
    scored: OpenedPlan,
) -> None:
    frame = scored.frames["Scorecard"].reset_index(drop=True)
    _, left = replaced(scored, "Scorecard", frame.drop(index=3))
    assert left == []
    _, left = replaced(scored, "Scorecard", frame.drop(index=3, columns="budget_score"))
    assert left == [8]


def test_added_columns_are_not_missed_where_they_are_not(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(build(SALES_PLAN, language="en", settings={"plan_year": 2027}))
    plan = opened(path)
    assert plan.found["Scorecard"].own == frozenset()
    assert set(plan.frames["Scorecard"]) == set(SCORECARD.keys)
