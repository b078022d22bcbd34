"""What turns green, amber or red in a workbook while it is used, and how its numbers look."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.model import Owner, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA
from salesplan.tables.tiers import MOVES, TIERS
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


def rules(table: Table, key: str) -> dict[str, Any]:
    """Give the conditional formats of a column by their condition, without the cell."""
    cell = cell_of(table, key)
    found = [
        rule for area in cell.parent.conditional_formatting if cell.coordinate in area.sqref for rule in area.rules
    ]
    return {rule.formula[0].replace(f"${cell.coordinate}", "#"): rule.dxf for rule in found}


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
    ],
)
def test_numbers_have_the_decimals_that_they_need(table: Table, key: str, shown: str) -> None:
    look = cell_of(table, key).number_format
    assert look == shown or (shown.endswith(";") and look.startswith(shown)) or look.startswith(shown + ";")


def test_long_words_of_a_choice_are_wrapped() -> None:
    for table, key in ((CUSTOMER_METRICS, "meaning"), (LIFECYCLE, "advice")):
        assert cell_of(table, key).alignment.wrap_text
        assert cell_of(table, key).number_format == "General"


@pytest.mark.parametrize(
    ("table", "frozen"),
    [(CUSTOMERS, "C"), (VISIT_STATUS, "C"), (VISIT_PLAN, "C"), (MOVES, "D"), (TIERS, "B"), (LIFECYCLE, "B")],
)
def test_what_tells_rows_apart_stays_in_view(table: Table, frozen: str) -> None:
    assert cell_of(table, table.keys[0]).parent.freeze_panes == f"{frozen}{FIRST}"
