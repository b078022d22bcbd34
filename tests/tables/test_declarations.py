"""What must hold of every declared table, setting and figure."""

import re

import pytest

from salesplan.tables.columns import number, text
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.incentives import PAYOUTS, RATES
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES
from salesplan.tables.model import OWN, Column, Holds, Owner, Table, written_formula
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import BRIDGE, QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scorecard import DIAGNOSES, RANK_SENSITIVITY, SCORECARD, SCORES
from salesplan.tables.scoring import GRADES, KPIS, MEASURED, MEASURES, QUOTA_HISTORY, RATINGS, RECEIVABLES, UNITS
from salesplan.tables.tracking import TRACKING
from salesplan.words import LANGUAGES, Words

BOOKS = (SALES_PLAN, SCENARIO_BOOK)
TABLES = {table.name: table for book in BOOKS for table in book.tables}
SETTING_KEYS = {setting.key for book in BOOKS for setting in book.settings}
tables = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)

CONTRACT = {
    GROWTH: "dimension value adjustment note",
    RAMP: "month share",
    REPS: "rep_id rep region team manager start_date end_date capacity ability potential email",
    CUSTOMERS: "customer_id customer rep_id region industry size channel potential intent credit first_purchase",
    SALES: "month customer_id rep_id product_line channel revenue margin units",
    REGION_QUOTA: "region last_year base proposed override reason final growth allocated gap",
    TEAM_QUOTA: "region team last_year base proposed override reason final growth allocated gap",
    QUOTA: "region team rep_id rep last_year base proposed override reason final growth stretch bound "
    "m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 q1 q2 q3 q4 check",
    BRIDGE: "rep_id rep last_year market_growth adjustments company_target potential_ability ramp_capacity "
    "over_assignment floor_cap other_pins rounding own_override final",
    KPIS: "kpi label weight target unit direction floor cap",
    GRADES: "grade from meaning",
    RATINGS: "period rep_id kpi value",
    RECEIVABLES: "month rep_id customer_id due collected",
    QUOTA_HISTORY: "period rep_id quota margin",
    RATES: "from to rate bonus",
    PAYOUTS: "period rep_id quota revenue attainment commission bonus payout explained",
    RANK_SENSITIVITY: "period kpi label moved weight top top_changes ranks_changed largest",
    TRACKING: "rep_id rep as_of quota due actual variance attainment projected needed months_left raise check note",
    SCORES: "period rep_id kpi weight actual target unit ratio score counted points",
    SCORECARD: "period rep_id quota revenue variance rank total grade measured previous change recognition diagnosis "
    "evidence actions " + " ".join(f"{kpi}_actual {kpi}_score" for kpi in MEASURED),
}

CARD = Table(
    "Scorecard",
    Words("a rep"),
    Words("How each did."),
    (
        text("rep_id", ("Rep ID", "编号", "編號"), ("Who.", "谁。", "誰。")),
        number("growth_score", ("Growth: score", "增长得分", "成長得分"), ("Points.", "得分。", "得分。")),
    ),
    grows=(
        number(f"{OWN}_actual", (f"{OWN} actual", f"{OWN}实际", f"{OWN}實際"), ("Rated.", "评定。", "評定。")),
        number(f"{OWN}_score", (f"{OWN} score", f"{OWN}得分", f"{OWN}得分"), ("Points.", "得分。", "得分。")),
    ),
)
"""A table to which users may add columns."""


def words(item: Column) -> tuple[Words, ...]:
    return (item.label, item.help, *(choice.label for choice in item.choices))


@pytest.mark.parametrize(("table", "keys"), CONTRACT.items(), ids=lambda value: getattr(value, "name", ""))
def test_the_columns_of_the_contract_are_there(table: Table, keys: str) -> None:
    assert set(keys.split()) <= set(table.keys)


def test_the_settings_of_the_contract_are_there() -> None:
    contract = (
        "plan_year currency growth company_target rounding_unit growth_floor growth_cap potential_weight "
        "over_assignment_region over_assignment_team over_assignment_rep stretch new_rep_share as_of language"
    )
    assert set(contract.split()) <= {setting.key for setting in SALES_PLAN.settings}


def test_the_standard_scorecard_is_made_of_the_measures_that_weigh_something() -> None:
    shipped = [measure for measure in MEASURES if measure.weight]
    assert [row[0] for row in KPIS.given] == [measure.key for measure in shipped]
    assert sum(measure.weight for measure in shipped) == 100
    assert len(MEASURED) == len(MEASURES)
    assert {measure.unit for measure in MEASURES} <= {unit.key for unit in UNITS}
    for measure in MEASURES:
        assert 0 <= measure.floor < 1 < measure.cap, measure.key
        assert SCORECARD[f"{measure.key}_actual"].holds is (
            Holds.PERCENT if measure.unit == "percent" else Holds.NUMBER
        )


@pytest.mark.parametrize(
    ("said", "hans", "hant"),
    [
        (GRADES["grade"].label, "评级", "等第"),
        (SCORECARD["grade"].label, "评级", "等第"),
        (SCORECARD["variance"].label, "差额", "差額"),
        (TRACKING["variance"].label, "差额", "差額"),
        (MEASURED["collection"], "回款率", "收款率"),
        (MEASURED["growth"], "同比增长", "年增率"),
        (MEASURED["active_customers"], "活跃客户数", "往來客戶數"),
        (MEASURED["breadth"], "客户覆盖面", "客戶涵蓋率"),
        (next(choice.label for choice in DIAGNOSES if choice.key == "review"), "复核配额", "檢討配額"),
    ],
    ids=lambda said: getattr(said, "en", said),
)
def test_chinese_is_that_of_the_trade(said: Words, hans: str, hant: str) -> None:
    assert (said.hans, said.hant) == (hans, hant)


@tables
def test_a_table_is_said_in_every_language(table: Table) -> None:
    given = [cell for row in table.given for cell in row if isinstance(cell, Words)]
    columns = [each for column in (*table, *table.grows, *table.more) for each in words(column)]
    for said in (table.row, table.help, *given, *columns):
        assert all((said.en, said.hans, said.hant)), said
    assert all(len(row) <= len(table.columns) for row in table.given)


@tables
@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_of_a_table_differ_and_lead_back(table: Table, language: str) -> None:
    labels = [column.label.said(language) for column in (*table, *table.more)]
    assert len(set(labels)) == len(labels)
    for column in table:
        assert table.column_for(f"  {column.label.said(language).upper()} ") is column
        assert table.column_for(column.key.upper()) is column


@tables
def test_a_formula_names_columns_and_settings_that_exist(table: Table) -> None:
    headers = {each.name: {known.key: known.label.en for known in each} for each in TABLES.values()}
    for column in table:
        formula = written_formula(column.formula, table.name, headers)
        names = set(re.findall(r"\b[a-z_]{4,}\b", re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", formula)))
        assert names <= SETTING_KEYS, column.key
        assert (column.owner is Owner.SHEET) == bool(column.formula), column.key


@tables
def test_a_reference_leads_to_an_identity(table: Table) -> None:
    for target, _, key in (column.refers.partition(".") for column in table if column.refers):
        assert TABLES[target][key].identity


@tables
def test_a_choice_has_values_and_nothing_else_has(table: Table) -> None:
    for column in table:
        assert (column.holds is Holds.CHOICE) == bool(column.choices), column.key


def test_a_header_with_marks_is_escaped_in_a_formula() -> None:
    assert written_formula("[@x]", "T", {"T": {"x": "Net [#]'s"}}) == "T[[#This Row],[Net '['#']''s]]"


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("nps_actual", "nps_actual"),
        (" NPS Score ", "nps_score"),
        ("NPS (net): score", "nps_net_score"),
        ("净推荐值得分", "净推荐值_score"),
        ("净推荐值 实际", "净推荐值_actual"),
        ("淨推薦值實際", "淨推薦值_actual"),
        ("nps_得分", "nps_score"),
    ],
)
def test_a_header_of_a_user_s_own_becomes_a_column(header: str, key: str) -> None:
    grown = CARD.grown(["Rep ID", header])
    assert grown.keys == (*CARD.keys, key)
    assert grown.column_for(header) is grown[key]
    assert (grown[key].holds, grown[key].label.en) == (Holds.NUMBER, header.strip())
    assert grown.grown(["Rep ID", header]) is grown


@pytest.mark.parametrize(
    "header",
    ["score", "得分", " actual", "underscore", "Factual", "Scores", "My notes", "growth score", "--score", "- score"],
)
def test_another_header_stays_the_user_s(header: str) -> None:
    assert CARD.grown([header]) is CARD


def test_two_headers_of_one_key_become_one_column() -> None:
    assert CARD.grown(["NPS_score", "NPS score"]).keys == (*CARD.keys, "nps_score")


def test_a_table_that_does_not_grow_stays_what_it_is() -> None:
    assert REPS.grown(["nps_score", "nps_actual"]) is REPS
