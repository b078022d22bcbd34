"""How likely scenarios are: attainment, the year month by month, what it hangs on, and whether quotas are fair."""

from dataclasses import replace
from typing import Final

from salesplan.tables.columns import choice, integer, money, number, option, percent, text
from salesplan.tables.model import Column, Table
from salesplan.tables.scenario_columns import (
    EXPECTED_PAYOUT,
    EXPECTED_SALES,
    NAME,
    PERCENTILES,
    amount,
    attained,
    percentile,
)
from salesplan.tables.scenario_results import MARK
from salesplan.words import Words

MEASURES: Final = (
    option("growth_spread", "spread of growth asked", "增长要求的离散度", "成長要求的離散度"),
    option("potential_spread", "spread of quota ÷ potential", "配额与潜力之比的离散度", "配額與潛力之比的離散度"),
    option("gini_potential", "Gini of quota ÷ potential", "配额与潜力之比的基尼系数", "配額與潛力之比的吉尼係數"),
    option("gini_quota", "Gini of quotas", "配额的基尼系数", "配額的吉尼係數"),
    option("capped", "reps held down by a cap", "触及上限人数", "觸及上限人數"),
    option("floored", "reps held up by a floor", "触及下限人数", "觸及下限人數"),
    option(
        "size_correlation",
        "attainment against size",
        "预计达成率与规模的相关性",
        "預計達成率與規模的相關性",
    ),
)
"""The measures of fairness."""

MOST_DRIVERS: Final = 12
"""The rows of Sensitivity."""


def _share(key: str, label: tuple[str, str, str], about: tuple[str, str, str]) -> Column:
    return percent(key, label, about, computed=True, width=11)


ATTAINMENT: Final = Table(
    "Attainment",
    Words("a scenario and how likely it is", "一个方案及其达成可能性", "一個方案及其達成可能性"),
    Words(
        "How likely each scenario is to be reached: expected sales and their range, simulated from each rep's history.",
        "各方案达成的可能性：预计销售额及其区间，根据各人历史模拟。",
        "各方案達成的可能性：預計銷售額及其區間，根據各人歷史模擬。",
    ),
    (
        NAME,
        amount(
            "company_quota",
            ("Company's target", "公司目标", "公司目標"),
            ("Imposed, or last year plus growth.", "指定的目标，或去年加增长。", "指定的目標，或去年加成長。"),
        ),
        EXPECTED_SALES,
        attained("company_quota"),
        _share(
            "chance",
            ("Chance of the target", "目标达成可能性", "目標達成可能性"),
            ("Share of simulated years that reach it.", "模拟中达到目标的年份占比。", "模擬中達到目標的年份占比。"),
        ),
        *(percentile(key) for key in ("p10", "p50", "p90")),
        integer("reps", ("Reps", "人数", "人數"), ("With a quota.", "有配额的人数。", "有配額的人數。"), computed=True),
        _share(
            "share_at_quota",
            ("Reps at quota", "达标人数占比", "達標人數占比"),
            (
                "Share of reps who reach theirs, on average; 60 to 70 % is usually aimed at.",
                "平均有多少比例的人完成配额；通常以 60% 至 70% 为宜。",
                "平均有多少比例的人完成配額；通常以 60% 至 70% 為宜。",
            ),
        ),
        _share(
            "share_p10",
            ("In a bad year", "达标占比 (差年份)", "達標占比 (差年份)"),
            (
                "Share of reps at quota: in one year of ten it is no higher.",
                "达标人数占比：十年中有一年不高于此数。",
                "達標人數占比：十年中有一年不高於此數。",
            ),
        ),
        _share(
            "share_p90",
            ("In a good year", "达标占比 (好年份)", "達標占比 (好年份)"),
            (
                "Share of reps at quota: in one year of ten it is no lower.",
                "达标人数占比：十年中有一年不低于此数。",
                "達標人數占比：十年中有一年不低於此數。",
            ),
        ),
        integer(
            "too_hard",
            ("Too hard", "过难人数", "過難人數"),
            ("Reps whose chance is below 40 %.", "可能性低于 40% 的人数。", "可能性低於 40% 的人數。"),
            computed=True,
        ),
        integer(
            "too_easy",
            ("Too easy", "过易人数", "過易人數"),
            ("Reps whose chance is above 80 %.", "可能性高于 80% 的人数。", "可能性高於 80% 的人數。"),
            computed=True,
        ),
        EXPECTED_PAYOUT,
        replace(MARK, label=Words("The quotas are", "配额难度", "配額難度")),
    ),
    optional=True,
)


def _band(key: str, low: str, high: str) -> Column:
    """Declare the height of a band of the fan; the bands stand on each other."""
    names = f"{low.upper()} – {high.upper()}"
    return money(
        key,
        (names, names, names),
        ("A band of the chart.", "图中的一个区间。", "圖中的一個區間。"),
        formula=f'IF([@{high}]="","",[@{high}]-[@{low}])',
    )


OUTLOOK: Final = Table(
    "Outlook",
    Words("a month of the plan year", "计划年度的一个月", "計畫年度的一個月"),
    Words(
        "Sales from January to the end of each month, in the scenario that the setting Scenario shown names.",
        "自一月起的累计销售额；方案由设置“显示的方案”指定。",
        "自一月起的累計銷售額；方案由設定「顯示的方案」指定。",
    ),
    (
        integer(
            "month",
            ("Month", "月份", "月份"),
            ("1 = January … 12 = December.", "1 为一月……12 为十二月。", "1 為一月……12 為十二月。"),
            identity=True,
            computed=True,
        ),
        replace(NAME, identity=False, help=Words("The one that is shown.", "所显示的方案。", "所顯示的方案。")),
        amount("last_year", ("Last year", "去年", "去年"), ("Up to the month.", "截至当月累计。", "截至當月累計。")),
        amount("quota", ("Quota", "配额", "配額"), ("Up to the month.", "截至当月累计。", "截至當月累計。")),
        *(percentile(key) for key in PERCENTILES),
        money(
            "band_low",
            ("Below P10", "低于 P10", "低於 P10"),
            ("What the bands of the chart stand on.", "图中各区间的起点。", "圖中各區間的起點。"),
            formula='IF([@p10]="","",[@p10])',
        ),
        _band("band_mid1", "p10", "p25"),
        _band("band_mid2", "p25", "p75"),
        _band("band_mid3", "p75", "p90"),
    ),
    given=tuple((month,) for month in range(1, 13)),
    optional=True,
    fixed=True,
)


def _moved(
    key: str, name: tuple[str, str, str], about: tuple[str, str, str], *, is_share: bool = False
) -> tuple[Column, ...]:
    """Declare a result one step down, as it is, and one step up."""
    declare = percent if is_share else money
    sides = {
        "low": ("step down", "减一步", "減一步"),
        "now": ("now", "现值", "現值"),
        "high": ("step up", "加一步", "加一步"),
    }
    return tuple(
        declare(
            f"{key}_{side}",
            (f"{name[0]}, {said[0]}", f"{name[1]} {said[1]}", f"{name[2]} {said[2]}"),
            about,
            computed=True,
            width=15,
        )
        for side, said in sides.items()
    )


def _moves(key: str, result: str, about: tuple[str, str, str], *, is_share: bool = False) -> tuple[Column, ...]:
    """Declare what a step down and a step up change in a result; the names of a chart's series."""
    declare = percent if is_share else money
    sides = {"low": ("Step down", "减一步", "減一步"), "high": ("Step up", "加一步", "加一步")}
    if is_share:
        sides = {
            "low": ("Change of the chance, step down", "可能性变动 减一步", "可能性變動 減一步"),
            "high": ("Change of the chance, step up", "可能性变动 加一步", "可能性變動 加一步"),
        }
    return tuple(
        declare(
            f"{key}_{side}",
            said,
            about,
            formula=f'IF(OR([@{result}_{side}]="",[@{result}_now]=""),"",[@{result}_{side}]-[@{result}_now])',
            width=16,
        )
        for side, said in sides.items()
    )


SENSITIVITY: Final = Table(
    "Sensitivity",
    Words("a driver, one step down and up", "一个驱动因素增减一步", "一個驅動因素增減一步"),
    Words(
        "What one step of each driver does to the scenario shown, the most telling first. Steps: Drivers.",
        "各驱动因素变动一步对所显示方案的影响，影响最大者在前；步长见“驱动因素”表。",
        "各驅動因素變動一步對所顯示方案的影響，影響最大者在前；步長見「驅動因素」表。",
    ),
    (
        integer(
            "rank",
            ("Rank", "名次", "名次"),
            ("1 = moves quotas most.", "1 = 对配额影响最大。", "1 = 對配額影響最大。"),
            identity=True,
            computed=True,
            width=8,
        ),
        *(
            text(key, label, about, computed=True, width=width)
            for key, label, about, width in (
                ("driver", ("Driver", "驱动因素", "驅動因素"), ("What is moved.", "变动的因素。", "變動的因素。"), 30),
                ("step", ("Step", "步长", "步長"), ("From Drivers.", "来自“驱动因素”表。", "來自「驅動因素」表。"), 12),
                (
                    "at",
                    ("Now", "现值", "現值"),
                    ("In the scenario shown.", "所显示方案中的值。", "所顯示方案中的值。"),
                    14,
                ),
                (
                    "low",
                    ("Down to", "减至", "減至"),
                    ("Blank = cannot go down.", "空 = 无法再减。", "空 = 無法再減。"),
                    14,
                ),
                (
                    "high",
                    ("Up to", "增至", "增至"),
                    ("Blank = cannot go up.", "空 = 无法再增。", "空 = 無法再增。"),
                    14,
                ),
            )
        ),
        *_moved(
            "final",
            ("Reps' quotas", "配额合计", "配額合計"),
            ("Of all reps together.", "所有销售代表合计。", "所有業務代表合計。"),
        ),
        *_moves(
            "change",
            "final",
            ("Change of the reps' quotas.", "销售代表配额的变动。", "業務代表配額的變動。"),
        ),
        money(
            "swing",
            ("Swing", "变动幅度", "變動幅度"),
            ("From the lowest to the highest of the three.", "三个值中最低与最高之差。", "三個值中最低與最高之差。"),
            formula='IF([@final_now]="","",MAX([@change_low],[@change_high],0)-MIN([@change_low],[@change_high],0))',
        ),
        *_moved(
            "chance",
            ("Chance", "可能性", "可能性"),
            ("Of the company's target.", "达到公司目标的可能性。", "達到公司目標的可能性。"),
            is_share=True,
        ),
        *_moves(
            "chance_change",
            "chance",
            (
                "Chance after the step less the chance now: from 40 % to 45 % is +5 %.",
                "变动后的可能性减去现值：由 40% 升至 45% 为 +5%。",
                "變動後的可能性減去現值：由 40% 升至 45% 為 +5%。",
            ),
            is_share=True,
        ),
        *_moved(
            "payout",
            ("Expected payout", "提成与奖金", "佣金與獎金"),
            ("Of all reps together.", "所有销售代表合计。", "所有業務代表合計。"),
        ),
    ),
    given=tuple((rank,) for rank in range(1, MOST_DRIVERS + 1)),
    optional=True,
    fixed=True,
)

FAIRNESS: Final = Table(
    "Fairness",
    Words("a measure of how fair a scenario is", "衡量方案公平性的一项指标", "衡量方案公平性的一項指標"),
    Words(
        "Whether the quotas ask alike of everybody, in figures and in words.",
        "配额对各人的要求是否均衡：数字与说明。",
        "配額對各人的要求是否均衡：數字與說明。",
    ),
    (
        NAME,
        choice(
            "measure",
            ("Measure", "指标", "指標"),
            ("What is measured.", "衡量的内容。", "衡量的內容。"),
            MEASURES,
            identity=True,
            computed=True,
            width=30,
        ),
        number(
            "value", ("Value", "数值", "數值"), ("Blank = no data.", "空 = 无数据。", "空 = 無資料。"), computed=True
        ),
        number(
            "plan_value",
            ("In the plan", "计划中", "計畫中"),
            ("The same of the plan.", "计划的同一数值。", "計畫的同一數值。"),
            computed=True,
        ),
        text(
            "said",
            ("What it says", "说明", "說明"),
            ("In plain words.", "用通俗的话说明。", "用通俗的話說明。"),
            computed=True,
            width=90,
        ),
    ),
    optional=True,
)

BACK_TEST: Final = Table(
    "BackTest",
    Words(
        "reps of like size in the last full year",
        "上一完整年度中规模相近的销售代表",
        "上一完整年度中規模相近的業務代表",
    ),
    Words(
        "What the last full year would have come to, had it been planned in the same way from the year before: is the method fair?",
        "如以同样方法根据再上一年制定上一完整年度的配额，会有怎样的达成率：检验方法是否公平。",
        "如以同樣方法根據再上一年制定上一完整年度的配額，會有怎樣的達成率：檢驗方法是否公平。",
    ),
    (
        integer(
            "size",
            ("Size", "规模组", "規模組"),
            (
                "1 = the smallest quotas … 5 = the largest; 0, shown as “all” = all reps.",
                "1 = 配额最小的一组……5 = 最大的一组；0（显示为“全部”）= 所有人。",
                "1 = 配額最小的一組……5 = 最大的一組；0（顯示為「全部」）= 所有人。",
            ),
            identity=True,
            computed=True,
            width=13,
        ),
        integer("reps", ("Reps", "人数", "人數"), ("In the group.", "该组人数。", "該組人數。"), computed=True),
        amount("smallest", ("Smallest quota", "最小配额", "最小配額"), ("In the group.", "该组中。", "該組中。")),
        amount("largest", ("Largest quota", "最大配额", "最大配額"), ("In the group.", "该组中。", "該組中。")),
        amount("quota", ("Quotas", "配额合计", "配額合計"), ("Of the group.", "该组合计。", "該組合計。")),
        amount(
            "sales", ("Sales", "销售额合计", "銷售額合計"), ("What it sold.", "该组实际销售额。", "該組實際銷售額。")
        ),
        percent(
            "attainment",
            ("Attainment", "达成率", "達成率"),
            ("Sales ÷ quotas.", "销售额 ÷ 配额。", "銷售額 ÷ 配額。"),
            formula='IF([@quota]=0,"",[@sales]/[@quota])',
            width=12,
        ),
        integer(
            "at_quota",
            ("At quota", "达标人数", "達標人數"),
            ("Reps who would have reached it.", "会完成配额的人数。", "會完成配額的人數。"),
            computed=True,
        ),
        percent(
            "share_at_quota",
            ("Reps at quota", "达标人数占比", "達標人數占比"),
            ("At quota ÷ reps.", "达标人数 ÷ 人数。", "達標人數 ÷ 人數。"),
            formula='IF([@reps]=0,"",[@at_quota]/[@reps])',
            width=12,
        ),
        percent(
            "middle",
            ("Middle attainment", "达成率中位数", "達成率中位數"),
            ("Half of the reps were above it.", "半数人高于此数。", "半數人高於此數。"),
            computed=True,
            width=12,
        ),
        text(
            "said",
            ("What it says", "说明", "說明"),
            ("In plain words.", "用通俗的话说明。", "用通俗的話說明。"),
            computed=True,
            width=96,
            lines=4,
        ),
    ),
    optional=True,
)
