"""Comparisons of made-up scenarios, for tests and for looking at."""

from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

import pandas as pd

from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenario_likely import ATTAINMENT, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import RESULTS
from salesplan.tables.scenarios import PLAN_NAME
from salesplan.tables.units import currency
from salesplan.workbook.apply import edited
from salesplan.workbook.build import build
from salesplan.workbook.compare_data import Comparison
from salesplan.workbook.compare_rows import compared
from salesplan.workbook.compare_sheet import ANCHOR, SHEET_NAME, comparison_sheet
from salesplan.workbook.package import Package
from salesplan.workbook.writes import SheetGraft

FAILED: Final = 4
"""The place of the scenario that cannot be computed, where there are so many."""

_MINOR: Final = 100
_LAST_YEAR: Final = 1_148_732_500
"""In minor units."""
_SPREAD: Final = 0.09
_REPS: Final = 24
_MONTHS: Final = (70, 128, 221, 305, 388, 490, 566, 640, 733, 815, 905, 1000)
"""Thousandths of the year up to the end of each month."""


@dataclass(frozen=True)
class Made:
    """A scenario: what it is called and changes in a language, and the figures that the others follow from."""

    name: str
    changes: str
    quota: float
    sales: float
    heads: float = 23.5
    payout: float = 0.034


_WHY: Final = {
    "en": "the cap of 2 % and the floor of 5 % leave no room for the target",
    "zh-Hans": "上限 2% 低于下限 5%，无法分配目标",
    "zh-Hant": "上限 2% 低於下限 5%，無法分配目標",
}
_EN: Final = (
    Made("Ambitious", "Growth 15 %", 1.15, 1.08),
    Made("Cautious", "Growth 5 %; expected growth 5 %", 1.05, 1.05),
    Made("Two more reps", "More reps 2", 1.08, 1.125, 25.5),
    Made("Cap of 2 %", "Most growth 2 %; least growth 5 %", 0, 0),
    Made("Price +3 %, no hires in the second half of the year", "Price change 3 %; Heads: 1 row", 1.08, 1.11),
    Made("Payout up", "Payout change 10 %", 1.08, 1.08, payout=0.0374),
    Made("Flat", "Growth 0 %", 1.0, 1.08),
    Made("Board's target", "Company target 14,000,000", 1.2187, 1.08),
    Made("North first", "Adjustments: 3 rows; over-assignment of reps 5 %", 1.08, 1.081),
    Made("Two leave in June", "Heads: 2 rows", 1.08, 1.04, 22.4),
    Made("By potential", "Weight of potential 60 %", 1.08, 1.08),
    Made("Everything together", "Growth 12 %; price change 2 %; more reps 3; payout change 5 %", 1.12, 1.16, 26.5),
    Made("One too many", "Growth 9 %", 1.09, 1.08),
)
_CHINESE: Final = {
    "zh-Hans": (
        ("进取方案", "市场增长率 15%"),
        ("稳健方案", "市场增长率 5%；预计增长率 5%"),
        ("增加两名销售", "增加人数 2"),
        ("上限 2%", "增长上限 2%；增长下限 5%"),
        ("提价 3% 且下半年不再招聘新人", "价格变动 3%；人员变动 1 行"),
        ("提高提成", "提成变动 10%"),
        ("零增长", "市场增长率 0%"),
        ("董事会目标", "公司目标 14,000,000"),
        ("优先华北", "增长调整 3 行；销售代表超额分配 5%"),
        ("六月两人离职", "人员变动 2 行"),
        ("按潜力分配", "潜力权重 60%"),
        ("全部措施合并", "市场增长率 12%；价格变动 2%；增加人数 3；提成变动 5%"),
        ("再多一个", "市场增长率 9%"),
    ),
}
_CHINESE["zh-Hant"] = (
    ("進取方案", "市場成長率 15%"),
    ("穩健方案", "市場成長率 5%；預計成長率 5%"),
    ("增加兩名業務", "增加人數 2"),
    ("上限 2%", "成長上限 2%；成長下限 5%"),
    ("提價 3% 且下半年不再招募新人", "價格變動 3%；人員變動 1 列"),
    ("提高佣金", "佣金變動 10%"),
    ("零成長", "市場成長率 0%"),
    ("董事會目標", "公司目標 14,000,000"),
    ("優先北區", "成長調整 3 列；業務代表超額分配 5%"),
    ("六月兩人離職", "人員變動 2 列"),
    ("按潛力分配", "潛力權重 60%"),
    ("全部措施合併", "市場成長率 12%；價格變動 2%；增加人數 3；佣金變動 5%"),
    ("再多一個", "市場成長率 9%"),
)


def made(count: int, language: str = "en") -> list[Made]:
    """Give the plan and some scenarios."""
    scenarios = list(_EN[:count])
    if language != "en":
        texts = _CHINESE[language]
        scenarios = [
            Made(name, said, each.quota, each.sales, each.heads, each.payout)
            for each, (name, said) in zip(scenarios, texts, strict=False)
        ]
    return [Made(PLAN_NAME.said(language), "", 1.08, 1.08), *scenarios]


def _results(each: Made, plan: Made, language: str) -> dict[str, Any]:
    record: dict[str, Any] = dict.fromkeys(RESULTS.keys)
    record |= {"scenario": each.name, "state": "computed", "notes": "", "plan_final": _amount(plan.quota)}
    if not each.quota:
        return record | {"state": "failed", "notes": _WHY[language]}
    final, sales, before = _amount(each.quota), _amount(each.sales), record["plan_final"]
    reps, needed = final + final // 50, each.quota / plan.sales * 21.72
    payout = round(sales * each.payout)
    moved = _REPS - 3 if each.quota > plan.quota else 0
    return record | {
        "company_last_year": _LAST_YEAR,
        "company_base": final,
        "company_quota": final,
        "company_final": final,
        "change": final - before,
        "change_share": (final - before) / before,
        "growth": final / _LAST_YEAR - 1,
        "reps_final": reps,
        "company_gap": 0,
        "over_assignment": reps / final - 1,
        "raised": moved,
        "lowered": _REPS - 4 if each.quota < plan.quota else 0,
        "capped": 1,
        "floored": 2,
        "pinned": 1,
        "heads": each.heads,
        "ramped_heads": each.heads - 1.25,
        "heads_needed": needed,
        "heads_gap": round(each.heads - 1.25 - needed, 1),
        "margin": round(reps * 0.31),
        "payout_at_quota": round(final * each.payout),
        "expected_sales": sales,
        "expected_payout": payout,
        "cost_of_sales": payout / sales,
    }


def _attainment(each: Made) -> dict[str, Any]:
    record: dict[str, Any] = dict.fromkeys(ATTAINMENT.keys) | {"scenario": each.name, "mark": ""}
    if not each.quota:
        return record
    quota, sales = _amount(each.quota), _amount(each.sales)
    ratio = quota / sales - 1
    share = 1 - NormalDist().cdf(ratio / (_SPREAD * sqrt(3)))
    return record | {
        "company_quota": quota,
        "expected_sales": sales,
        "expected_attainment": sales / quota,
        "chance": round(1 - NormalDist().cdf(ratio / _SPREAD), 4),
        "p10": round(sales * 0.89),
        "p50": round(sales * 0.996),
        "p90": round(sales * 1.117),
        "reps": _REPS,
        "share_at_quota": round(share, 4),
        "share_p10": round(share * 0.6, 4),
        "share_p90": round(min(share * 1.4, 1), 4),
        "too_hard": 3,
        "too_easy": 2,
        "expected_payout": round(sales * each.payout),
        "mark": next(mark for most, mark in _MARKS if share < most),
    }


_MARKS: Final = ((0.4, "too_hard"), (0.6, "hard"), (0.7, "as_it_should_be"), (0.8, "easy"), (2, "too_easy"))
_DRIVERS: Final = {
    "en": ("Market growth", "Company target", "Price change", "Most growth", "Weight of potential"),
    "zh-Hans": ("市场增长率", "公司目标", "价格变动", "增长上限", "潜力权重"),
    "zh-Hant": ("市場成長率", "公司目標", "價格變動", "成長上限", "潛力權重"),
}


def _sensitivity(language: str) -> list[dict[str, Any]]:
    now = 1_260_000_000
    moves = ((-12_100_000, 12_300_000), (-9_800_000, 9_800_000), (-6_000_000, 6_050_000), (None, 2_400_000), (0, 0))
    chances = ((0.0625, -0.0625), (0.125, -0.125), (0.0, 0.0), (None, 0.0), (-0.03125, 0.25))
    blank: dict[str, Any] = dict.fromkeys(SENSITIVITY.keys)
    return [
        blank
        | {
            "rank": rank,
            "driver": driver,
            "step": "1 %",
            "at": "8 %",
            "low": "" if low is None else "7 %",
            "high": "9 %",
            "final_low": None if low is None else now + low,
            "final_now": now,
            "final_high": now + high,
            "change_low": low,
            "change_high": high,
            "swing": max(low or 0, high, 0) - min(low or 0, high, 0),
            "chance_low": None if less is None else 0.5 + less,
            "chance_now": 0.5,
            "chance_high": 0.5 + more,
            "chance_change_low": less,
            "chance_change_high": more,
        }
        for rank, (driver, (low, high), (less, more)) in enumerate(
            zip(_DRIVERS[language], moves, chances, strict=True), 1
        )
    ]


def _outlook(name: str) -> list[dict[str, Any]]:
    sales, quota = _amount(1.08), _amount(1.08)
    records = []
    for month, part in enumerate(_MONTHS, 1):
        levels = {key: round(sales * part / 1000 * by) for key, by in _LEVELS.items()}
        records.append(
            {
                "month": month,
                "scenario": name,
                "last_year": round(_LAST_YEAR * part / 1000),
                "quota": round(quota * part / 1000),
                **levels,
                "band_low": levels["p10"],
                "band_mid1": levels["p25"] - levels["p10"],
                "band_mid2": levels["p75"] - levels["p25"],
                "band_mid3": levels["p90"] - levels["p75"],
            }
        )
    return records


_LEVELS: Final = {"p10": 0.89, "p25": 0.94, "p50": 0.996, "p75": 1.057, "p90": 1.117}


def _amount(factor: float) -> int:
    """Give a part of last year in minor units, to the thousand."""
    return round(_LAST_YEAR * factor / 100_000) * 100_000


def frames(count: int, language: str = "en") -> dict[str, pd.DataFrame]:
    """Give the computed tables of the plan and some scenarios; the failed one has no row of how likely it is."""
    scenarios = made(count, language)
    tables: dict[str, list[dict[str, Any]]] = {
        RESULTS.name: [_results(each, scenarios[0], language) for each in scenarios],
        ATTAINMENT.name: [_attainment(each) for each in scenarios if each.quota],
        SENSITIVITY.name: _sensitivity(language),
        OUTLOOK.name: _outlook(scenarios[0].name),
    }
    return {name: pd.DataFrame(records, dtype=object) for name, records in tables.items()}


def comparison(count: int, language: str = "en", **more: Any) -> Comparison:
    """Give a comparison of the plan and some scenarios."""
    facts: dict[str, Any] = {
        "title": SCENARIO_BOOK.title.said(language),
        "plan_year": 2027,
        "language": language,
        "currency": currency("CNY"),
        "changes": {each.name: each.changes for each in made(count, language)},
        "draws": 10_000,
        "correlation": 0.3,
    }
    return compared(frames(count, language), **(facts | more))


def headers(language: str = "en") -> dict[str, dict[str, str]]:
    """Give the headers of a blank scenarios workbook by table and key."""
    return {table.name: {column.key: column.label.said(language) for column in table} for table in SCENARIO_BOOK.tables}


def book(count: int, language: str = "en") -> bytes:
    """Build a scenarios workbook with the computed tables and the comparison in it."""
    tables = frames(count, language)
    rows = {name: {key: list(_typed(frame, name, key)) for key in frame.columns} for name, frame in tables.items()}
    settings = {"plan_year": 2027, "currency": "CNY"}
    finals = [value / _MINOR for value in tables[RESULTS.name]["company_final"] if value]
    figures = {"plan_quota": finals[0], "highest_quota": max(finals), "lowest_quota": min(finals)}
    package = Package(
        Path("quota_scenarios.xlsx"),
        build(SCENARIO_BOOK, language=language, settings=settings, rows=rows, figures=figures),
    )
    sheet = comparison_sheet(comparison(count, language), live=headers(language))
    graft = SheetGraft(SHEET_NAME.said(language), ANCHOR, sheet, SCENARIO_BOOK.sheets[0].name.said(language))
    return package.written(edited(package, [graft]))


def _typed(frame: pd.DataFrame, name: str, key: str) -> list[Any]:
    """Give a column as people type it: amounts in units of the currency."""
    column = SCENARIO_BOOK.table(name)[key]
    money = column.holds.value == "money"
    return [value / _MINOR if money and value is not None else value for value in frame[key]]
