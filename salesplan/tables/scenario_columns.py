"""The columns that results of scenarios share: whose they are, what is expected, the range of sales."""

from typing import Final

from salesplan.tables.columns import money, percent, text
from salesplan.tables.model import Column
from salesplan.words import SIMPLIFIED, TRADITIONAL, Words

NAME: Final = text(
    "scenario",
    ("Scenario", "方案", "方案"),
    (
        "From Scenarios; the plan itself comes first.",
        "来自“方案”表；首行为计划本身。",
        "來自「方案」表；首列為計畫本身。",
    ),
    identity=True,
    computed=True,
    width=32,
)
"""The column of a computed table that says which scenario a row is of."""

EXPECTED_SALES: Final = money(
    "expected_sales",
    ("Expected sales", "预计销售额", "預計銷售額"),
    ("What the market is believed to give.", "预计市场实际能带来的销售额。", "預計市場實際能帶來的銷售額。"),
    computed=True,
)
EXPECTED_PAYOUT: Final = money(
    "expected_payout",
    ("Expected payout", "预计提成与奖金", "預計佣金與獎金"),
    (
        "Of a year, on average over good and bad ones.",
        "全年提成与奖金，按好坏年份平均。",
        "全年佣金與獎金，按好壞年份平均。",
    ),
    computed=True,
)


def amount(key: str, label: tuple[str, str, str], about: tuple[str, str, str]) -> Column:
    """Declare a column of computed amounts."""
    return money(key, label, about, computed=True)


def attained(quota: str) -> Column:
    """Declare the column of expected sales held against a quota."""
    return percent(
        "expected_attainment",
        ("Expected attainment", "预计达成率", "預計達成率"),
        ("Expected sales ÷ quota.", "预计销售额 ÷ 配额。", "預計銷售額 ÷ 配額。"),
        formula=f'IF([@{quota}]=0,"",[@expected_sales]/[@{quota}])',
        width=12,
    )


_NAMED: Final = {
    "p10": Words("Bad year (P10)", "差年份 (P10)", "差年份 (P10)"),
    "p50": Words("Middling year (P50)", "一般年份 (P50)", "一般年份 (P50)"),
    "p90": Words("Good year (P90)", "好年份 (P90)", "好年份 (P90)"),
}
"""The percentiles that have a name besides their number."""

PERCENTILES: Final = {
    "p10": ("Sales are below this in one year of ten.", "十年中有一年低于此数。", "十年中有一年低於此數。"),
    "p25": ("Sales are below this in one year of four.", "四年中有一年低于此数。", "四年中有一年低於此數。"),
    "p50": ("Sales are as often above this as below.", "高于与低于此数的可能性各半。", "高於與低於此數的可能性各半。"),
    "p75": ("Sales are above this in one year of four.", "四年中有一年高于此数。", "四年中有一年高於此數。"),
    "p90": ("Sales are above this in one year of ten.", "十年中有一年高于此数。", "十年中有一年高於此數。"),
}


def percentile(key: str) -> Column:
    """Declare the column of an amount that sales stay below in so many years of a hundred.

    Examples
    --------
    >>> percentile("p10").label.en, percentile("p25").label.en
    ('Bad year (P10)', 'P25')
    """
    label = _NAMED.get(key, Words(key.upper()))
    return amount(key, (label.en, label.said(SIMPLIFIED), label.said(TRADITIONAL)), PERCENTILES[key])
