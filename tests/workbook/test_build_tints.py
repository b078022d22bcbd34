"""What turns green, amber or red in a workbook while it is used, and how its numbers look."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.incentives import PAYOUTS, RATES
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.model import Owner, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA
from salesplan.tables.scorecard import RANK_SENSITIVITY, SCORECARD, SCORES
from salesplan.tables.scoring import KPIS, QUOTA_HISTORY, RATINGS
from salesplan.tables.tiers import MOVES, TIERS
from salesplan.tables.tracking import TRACKING
from salesplan.tables.visit_status import FOLLOW_UPS, VISIT_PLAN, VISIT_STATUS
from salesplan.tables.visits import VISITS
from salesplan.workbook.build import build

FIRST = 5
RED, AMBER, BLUE, GREEN = "FFF8D7DA", "FFFDE9D0", "FFDCEAF7", "FFDDF0E3"


@cache
def opened() -> Workbook:
    return load_workbook(BytesIO(build(SALES_PLAN, language="zh-Hans", settings={"plan_year": 2027})))


def cell_of(table: Table, key: str) -> Any:
    name = next(sheet.name.hans for sheet in SALES_PLAN.sheets if sheet.table is table)
    return opened()[name].cell(FIRST, table.keys.index(key) + 1)


def rules(table: Table, key: str, above: int = 0) -> dict[str, Any]:
    """Give the conditional formats of a column, or of its total two rows above, by their condition, without the cell."""
    cell = cell_of(table, key).offset(row=-above)
    found = [
        rule for area in cell.parent.conditional_formatting if cell.coordinate in area.sqref for rule in area.rules
    ]
    return {
        rule.formula[0].replace(f"${cell.coordinate}", "#").replace(cell.coordinate, "#"): rule.dxf
        for rule in found
        if rule.type == "expression"
    }


def fill(look: Any) -> str:
    return str(look.fill.bgColor.rgb)


@pytest.mark.parametrize(
    ("table", "key", "choice", "colour"),
    [
        (CUSTOMERS, "move", "up", GREEN),
        (CUSTOMERS, "move", "down", RED),
        (MOVES, "move", "held", AMBER),
        (CUSTOMERS, "lifecycle", "growing", GREEN),
        (LIFECYCLE, "stage", "lost", RED),
        (LIFECYCLE, "stage", "dormant", AMBER),
        (CUSTOMERS, "segment", "cannot_lose", RED),
        (CUSTOMERS, "customer_class", "key", BLUE),
        (FOLLOW_UPS, "kind", "complaint", RED),
        (FOLLOW_UPS, "kind", "quote", AMBER),
        (VISITS, "stage", "won", GREEN),
        (VISITS, "result", "order", GREEN),
        (QUOTA, "bound", "pin", AMBER),
        (SCORECARD, "diagnosis", "on_target", GREEN),
        (SCORECARD, "diagnosis", "talk", AMBER),
        (SCORECARD, "diagnosis", "train", BLUE),
        (SCORECARD, "diagnosis", "review", RED),
        (SCORECARD, "recognition", "best", GREEN),
        (RANK_SENSITIVITY, "top_changes", "yes", AMBER),
    ],
)
def test_a_choice_has_its_colour_in_whatever_language(table: Table, key: str, choice: str, colour: str) -> None:
    labels = next(each.label for each in table[key].choices if each.key == choice).every()
    (look,) = [
        look for rule, look in rules(table, key).items() if all(f'#="{said}"' in rule for said in (choice, *labels))
    ]
    assert fill(look) == colour


@pytest.mark.parametrize(
    ("table", "key", "limit"), [(CUSTOMERS, "overdue", 0), (VISIT_STATUS, "overdue", 0), (VISIT_STATUS, "workload", 1)]
)
def test_too_much_is_red(table: Table, key: str, limit: int) -> None:
    assert fill(rules(table, key)[f"AND(ISNUMBER(#),#>{limit})"]) == RED


def test_growth_alone_of_the_ratios_is_green_above_nothing() -> None:
    green = "AND(ISNUMBER(#),#>0)"
    assert green in rules(QUOTA, "growth")
    for table, key in ((VISIT_STATUS, "adherence"), (VISIT_STATUS, "strike_rate"), (CUSTOMER_METRICS, "rate")):
        assert rules(table, key) == {}


def test_the_best_tier_stands_out_where_salesplan_says_it() -> None:
    assert fill(rules(CUSTOMERS, "tier")['#="A"']) == BLUE
    assert '#="A"' not in rules(TIERS, "tier")


@pytest.mark.parametrize("key", ["sent", "current", "returned"])
def test_what_cells_of_any_column_say_is_shown_as_it_is(key: str) -> None:
    assert cell_of(CONFLICTS, key).number_format == "#,##0.00;[Red]-#,##0.00;0"
    [(condition, look)] = rules(CONFLICTS, key).items()
    assert (condition, look.numFmt.formatCode) == ("AND(ISNUMBER(#),#=ROUND(#,0))", "#,##0;[Red]-#,##0;0")
    assert (cell_of(CONFLICTS, key).alignment.wrapText, cell_of(CONFLICTS, "id").alignment.vertical) == (True, "top")


def test_a_cut_looks_like_what_its_rule_makes_it() -> None:
    rule = cell_of(TIERS, "rule").coordinate
    shown = {
        word: look.numFmt.formatCode
        for condition, look in rules(TIERS, "cut").items()
        for word in ("累计占比", "金额", "数量")
        if f'${rule}="{word}"' in condition
    }
    assert shown["累计占比"].startswith("0.0%")
    assert shown["金额"].startswith("#,##0;")
    assert "数量" not in shown


@pytest.mark.parametrize(("table", "key"), [(KPIS, "target"), (SCORES, "target"), (SCORES, "actual")])
def test_what_is_measured_in_percent_is_shown_so(table: Table, key: str) -> None:
    unit = cell_of(table, "unit").coordinate
    found = list(rules(table, key).items())
    condition, look = next(each for each in found if each[1].numFmt)
    assert all(f'${unit}="{said}"' in condition for said in ("percent", "百分比"))
    assert not any(f'${unit}="{said}"' in condition for said in ("number", "per_month", "数值", "每月数量"))
    assert look.numFmt.formatCode.startswith("0.0%")
    # The first that fits counts: 100 % is no whole number.
    assert [rule for rule, _ in found if "ROUND" in rule] == [rule for rule, _ in found[1:]]
    assert len(found) == (1 if table is KPIS else 2)


@pytest.mark.parametrize("key", ["target_attainment_score", "growth_score", "total"])
def test_good_and_bad_points_differ(key: str) -> None:
    looks = rules(SCORECARD, key)
    weak = 70 if key == "total" else 60
    assert looks["AND(ISNUMBER(#),#>=100)"].font.color.rgb == "FF1E7B45"
    assert looks[f"AND(ISNUMBER(#),#<{weak})"].font.color.rgb == "FF9C1C28"


def test_a_grade_of_any_name_has_the_colour_of_its_total() -> None:
    total = cell_of(SCORECARD, "total").coordinate
    looks = rules(SCORECARD, "grade")
    assert fill(looks[f"AND(ISNUMBER(${total}),${total}>=100)"]) == GREEN
    assert fill(looks[f"AND(ISNUMBER(${total}),${total}<70)"]) == RED


def test_the_first_three_ranks_stand_out() -> None:
    looks = rules(SCORECARD, "rank")
    assert [(rule, fill(look)) for rule, look in looks.items()] == [
        ("AND(ISNUMBER(#),#<=1)", GREEN),
        ("AND(ISNUMBER(#),#<=3)", BLUE),
    ]


@pytest.mark.parametrize("table", [TRACKING, PAYOUTS])
def test_what_is_behind_is_told_from_what_is_ahead(table: Table) -> None:
    looks = rules(table, "attainment")
    assert looks["AND(ISNUMBER(#),#>=1)"].font.color.rgb == "FF1E7B45"
    assert looks["AND(ISNUMBER(#),#<0.9)"].font.color.rgb == "FF9C1C28"


@pytest.mark.parametrize(("table", "key"), [(SCORECARD, "total"), (SCORES, "score")])
def test_points_have_bars_from_none_to_the_most(table: Table, key: str) -> None:
    cell = cell_of(table, key)
    bars = [
        rule.dataBar
        for area in cell.parent.conditional_formatting
        if cell.coordinate in area.sqref
        for rule in area.rules
        if rule.type == "dataBar"
    ]
    assert [[(limit.type, limit.val) for limit in bar.cfvo] for bar in bars] == [[("num", 0), ("num", 120)]]


def test_weights_that_do_not_add_up_are_red_above_their_column() -> None:
    ((condition, look),) = rules(KPIS, "weight", above=2).items()
    assert condition == "AND(#<>0,ROUND(#,6)<>100,ROUND(#,6)<>1)"
    assert fill(look) == RED
    assert rules(RATES, "rate", above=2) == {}


@pytest.mark.parametrize(("table", "key"), [(CONTACTS, "contact"), (VISITS, "rep_id"), (CUSTOMERS, "customer_id")])
def test_a_begun_row_shows_what_it_lacks(table: Table, key: str) -> None:
    typed = [column.key for column in table if column.owner is Owner.PERSON]
    first, last = (cell_of(table, each).coordinate for each in (typed[0], typed[-1]))
    begun = [rule for rule in rules(table, key) if "COUNTA" in rule]
    assert [rule.replace("#", f"${cell_of(table, key).coordinate}") for rule in begun] == [
        f'AND(${cell_of(table, key).coordinate}="",COUNTA(${first}:${last})>0)'
    ]


@pytest.mark.parametrize(
    ("table", "key", "shown"),
    [
        (VISIT_STATUS, "visits_a_day", "0.00"),
        (VISIT_STATUS, "owed", "#,##0;"),
        (VISIT_STATUS, "planned", "#,##0;"),
        (VISIT_STATUS, "adherence", "0.0%"),
        (VISIT_PLAN, "m01", "#,##0;"),
        (VISIT_PLAN, "year", "#,##0;"),
        (TIERS, "visits", "#,##0;"),
        (VISITS, "amount", "#,##0.00;"),
        (CUSTOMERS, "amount", "#,##0;"),
        (TIERS, "cut", "General"),
        (CUSTOMERS, "visits_a_year", "General"),
        (CUSTOMERS, "recency", "#,##0;"),
        (CUSTOMER_METRICS, "part", "#,##0;"),
        (SCORECARD, "total", "0.00"),
        (SCORECARD, "previous", "0.00"),
        (SCORECARD, "change", "+0.00;[Red]-0.00;0.00"),
        (SCORECARD, "variance", '#,##0;[Red]-#,##0;"–"'),
        (SCORECARD, "collection_score", "0.0"),
        (SCORECARD, "collection_actual", "0.0%"),
        (SCORECARD, "satisfaction_actual", "0.00"),
        (SCORECARD, "new_customers_actual", "#,##0;"),
        (SCORES, "score", "0.00"),
        (SCORES, "weight", "General"),
        (SCORES, "points", "0.00"),
        (SCORES, "actual", "#,##0.00"),
        (RANK_SENSITIVITY, "moved", "+General;-General;0"),
        (PAYOUTS, "payout", "#,##0.00;"),
        (PAYOUTS, "revenue", "#,##0;"),
        (TRACKING, "raise", "+0.0%;-0.0%;0.0%"),
        (KPIS, "weight", "General"),
        (RATINGS, "period", "@"),
        (QUOTA_HISTORY, "period", "@"),
    ],
)
def test_numbers_have_the_decimals_that_they_need(table: Table, key: str, shown: str) -> None:
    look = cell_of(table, key).number_format
    assert look == shown or (shown.endswith(";") and look.startswith(shown)) or look.startswith(shown + ";")


def test_long_words_of_a_choice_are_wrapped() -> None:
    for table, key in ((CUSTOMER_METRICS, "meaning"), (LIFECYCLE, "advice")):
        assert cell_of(table, key).alignment.wrap_text
        assert cell_of(table, key).number_format == "General"


def test_what_people_type_is_wrapped_where_rows_are_high() -> None:
    assert cell_of(SCORECARD, "actions").alignment.wrap_text
    assert cell_of(SCORECARD, "actions").number_format == "@"
    assert not cell_of(QUOTA, "reason").alignment.wrap_text


@pytest.mark.parametrize(
    ("table", "frozen"),
    [
        *((CUSTOMERS, "C"), (VISIT_STATUS, "C"), (VISIT_PLAN, "C"), (MOVES, "D"), (TIERS, "B"), (LIFECYCLE, "B")),
        *((SCORECARD, "D"), (SCORES, "E"), (PAYOUTS, "D"), (TRACKING, "E"), (RANK_SENSITIVITY, "E"), (KPIS, "B")),
    ],
)
def test_what_tells_rows_apart_stays_in_view(table: Table, frozen: str) -> None:
    assert cell_of(table, table.keys[0]).parent.freeze_panes == f"{frozen}{FIRST}"
