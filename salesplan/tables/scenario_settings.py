"""The settings of the scenarios workbook: what it must have in common with the plan, and how chance is computed."""

from dataclasses import replace
from typing import Final

from salesplan.tables.model import Holds, Setting
from salesplan.tables.scenarios import OWN_CHANGES
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words


def _of_the_plan(key: str, about: Words) -> Setting:
    return replace(next(setting for setting in SETTINGS if setting.key == key), help=about)


SCENARIO_SETTINGS: Final = (
    _of_the_plan(
        "plan_year",
        Words(
            "The year being planned: that of the plan that is compared with.",
            "要制定计划的年度，须与所比较的计划一致。",
            "要制定計畫的年度，須與所比較的計畫一致。",
        ),
    ),
    _of_the_plan(
        "currency",
        Words(
            "Three-letter code, such as CNY or USD: that of the plan.",
            "三位字母代码，如 CNY、USD，须与计划一致。",
            "三位字母代碼，如 TWD、USD，須與計畫一致。",
        ),
    ),
    replace(
        next(setting for setting in OWN_CHANGES if setting.key == "expected_growth"),
        help=Words(
            "What the market is believed to give, in the plan and in all scenarios that say nothing else. Blank = the plan's market growth.",
            "预计市场实际能带来的增长，适用于计划和未另行填写的方案。留空 = 计划的市场增长率。",
            "預計市場實際能帶來的成長，適用於計畫和未另行填寫的方案。留空 = 計畫的市場成長率。",
        ),
    ),
    Setting(
        key="draws",
        label=Words("Draws", "模拟次数", "模擬次數"),
        help=Words(
            "How many years are simulated for the company. More is smoother and slower.",
            "对公司全年销售模拟多少次；次数越多结果越平滑，用时越长。",
            "對公司全年銷售模擬多少次；次數越多結果越平滑，用時越長。",
        ),
        unit=Words("years", "次", "次"),
        holds=Holds.INTEGER,
        default=10_000,
        minimum=100,
        maximum=1_000_000,
        required=True,
    ),
    Setting(
        key="seed",
        label=Words("Seed", "随机种子", "隨機種子"),
        help=Words(
            "The same seed gives the same figures, to the last digit. Another one shows how much is chance.",
            "种子相同则结果完全相同；换一个种子可看出随机性的影响。",
            "種子相同則結果完全相同；換一個種子可看出隨機性的影響。",
        ),
        unit=Words("whole number", "整数", "整數"),
        holds=Holds.INTEGER,
        default=1,
        minimum=0,
        maximum=2_147_483_647,
        required=True,
    ),
    Setting(
        key="correlation",
        label=Words("Correlation", "相关系数", "相關係數"),
        help=Words(
            "How far all reps have good and bad years together: 0 = each for itself, 1 = all alike. It widens the company's range.",
            "各销售代表同好同坏的程度：0 = 互不相关，1 = 完全同步。数值越大，公司结果的区间越宽。",
            "各業務代表同好同壞的程度：0 = 互不相關，1 = 完全同步。數值越大，公司結果的區間越寬。",
        ),
        unit=Words("0 to 1", "0 到 1", "0 到 1"),
        holds=Holds.NUMBER,
        default=0.3,
        minimum=0,
        maximum=1,
        required=True,
    ),
    Setting(
        key="spread",
        label=Words("Spread", "波动幅度", "波動幅度"),
        help=Words(
            "By how much a rep's sales of a year spread around what is expected. Blank = from each rep's history.",
            "销售代表全年销售额围绕预期的波动幅度。留空 = 根据各人历史估计。",
            "業務代表全年銷售額圍繞預期的波動幅度。留空 = 根據各人歷史估計。",
        ),
        unit=Words("%", "%", "%"),
        holds=Holds.PERCENT,
        minimum=0,
        maximum=3,
    ),
    Setting(
        key="focus",
        label=Words("Scenario shown", "显示的方案", "顯示的方案"),
        help=Words(
            "The scenario that Outlook and Sensitivity show. Blank = the plan.",
            "“展望”和“敏感度”所显示的方案。留空 = 计划。",
            "「展望」和「敏感度」所顯示的方案。留空 = 計畫。",
        ),
        unit=Words("a name from Scenarios", "“方案”表中的名称", "「方案」表中的名稱"),
        holds=Holds.TEXT,
    ),
    Setting(
        key="rows_by_rep",
        label=Words("Rows by rep", "人员明细行数", "人員明細列數"),
        help=Words(
            "The most rows that By rep gets: whole scenarios, as many as fit.",
            "“按人员”表最多的行数；按完整方案写入，放不下的方案略去。",
            "「按人員」表最多的列數；按完整方案寫入，放不下的方案略去。",
        ),
        unit=Words("rows", "行", "列"),
        holds=Holds.INTEGER,
        default=20_000,
        minimum=0,
        maximum=1_000_000,
        required=True,
    ),
    _of_the_plan(
        "language",
        Words(
            "The language of what salesplan writes here: en, zh-Hans or zh-Hant.",
            "salesplan 写入内容所用语言：en、zh-Hans 或 zh-Hant。",
            "salesplan 寫入內容所用語言：en、zh-Hans 或 zh-Hant。",
        ),
    ),
)
