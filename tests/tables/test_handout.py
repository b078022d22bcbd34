"""The declaration of handouts: derived from the plan's, with nothing to type but what a manager may change."""

import re

import pytest

from salesplan.tables.handout import HANDOUT_NEEDED, HANDOUT_SETTINGS, MANAGERS_MAY, Part, handout_plan, may_change
from salesplan.tables.model import Owner
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scorecard import SCORECARD


@pytest.mark.parametrize("part", Part)
def test_what_a_manager_may_change_is_all_that_is_typed(part: Part) -> None:
    for table in handout_plan(part).tables:
        typed = [column for column in table if column.owner is Owner.PERSON]
        assert tuple(column.key for column in typed) == may_change(part, table.name)
        assert all(column.clears for column in typed)


@pytest.mark.parametrize("part", Part)
def test_columns_are_those_of_the_plan(part: Part) -> None:
    for table in handout_plan(part).tables:
        plan = SALES_PLAN.table(table.name)
        assert (table.excel_name, table.identity) == (plan.excel_name, plan.identity)
        assert set(table.keys) <= set(plan.keys)
        assert all(column.label == plan[column.key].label for column in table)
        assert all(column.holds is plan[column.key].holds for column in table)
        assert [column.key for column in table if column.formula] == [c.key for c in plan if c.formula]


@pytest.mark.parametrize("part", Part)
def test_formulas_need_nothing_that_a_handout_has_not(part: Part) -> None:
    plan = handout_plan(part)
    names = {setting.key for setting in plan.settings} | {figure.key for figure in plan.figures}
    formulas = [column.formula for table in plan.tables for column in table]
    for formula in [*formulas, *(figure.formula for figure in plan.figures)]:
        for table, key in re.findall(r"\b([A-Z]\w*)\[(\w+)\]", formula):
            assert key in plan.table(table).keys
        words = re.sub(r'"[^"]*"|\w+\[\w+\]|\[@\w+\]', "", formula)
        assert set(re.findall(r"\b[a-z]\w*\b", words)) <= names, formula


@pytest.mark.parametrize("part", Part)
def test_a_table_without_its_name_is_known_by_columns_that_no_other_has_together(part: Part) -> None:
    plan = handout_plan(part)
    for table in plan.tables:
        needed = set(HANDOUT_NEEDED[table.name])
        alike = [other.name for other in plan.tables if needed <= set(other.keys)]
        assert alike == ([table.name] if table.name != "RegionQuota" else ["RegionQuota", "TeamQuota"])


@pytest.mark.parametrize("part", Part)
def test_helps_speak_of_nothing_that_a_manager_has_not(part: Part) -> None:
    plan = handout_plan(part)
    sheets = {sheet.name.en for sheet in SALES_PLAN.sheets} - {sheet.name.en for sheet in plan.sheets}
    strange = {"salesplan", "From Reps", *(f"sheet {name}" for name in sheets), "setting As of"}
    for column in (column for table in plan.tables for column in table):
        assert not [word for word in strange if word in column.help.en], column.key


def test_references_stay_within_the_handout() -> None:
    for part in Part:
        plan = handout_plan(part)
        refers = [column.refers for table in plan.tables for column in table if column.refers]
        assert refers == ["Quota.rep_id"]
    assert set(MANAGERS_MAY) <= {table.name for table in handout_plan(Part.REGION).tables}


def test_every_fact_is_a_fact_and_no_news() -> None:
    assert all(setting.owner is Owner.SALESPLAN and setting.quiet for setting in HANDOUT_SETTINGS)


def test_a_users_own_kpis_come_along() -> None:
    grown = SCORECARD.grown(["NPS actual", "NPS score"])
    assert {"nps_actual", "nps_score"} <= set(handout_plan(Part.TEAM, grown).table("Scorecard").keys)
