"""What finance types into the scenarios workbook: scenarios as rows of changes, and their side tables."""

from dataclasses import replace
from typing import Final

from salesplan.tables.columns import choice, integer, number, text
from salesplan.tables.incentives import RATES
from salesplan.tables.inputs import GROWTH, RAMP, REPS
from salesplan.tables.model import Choice, Column, Holds, Setting, Table
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words

PLAN_NAME: Final = Words("Plan", "计划", "計畫")
"""What the plan itself is called among scenarios."""

NONE_WORDS: Final = Words("none", "无", "無")
"""Typed into a scenario, it takes a setting's value away: no cap, no company target."""

SAME_FOR_ALL: Final = ("plan_year", "currency", "language", "country", "as_of")
"""Settings of the plan that cannot differ between scenarios."""

WITHOUT_EFFECT: Final = ("tier_margin", "visits_a_day", "focus_lines")
"""Settings of the plan that change nothing that scenarios show."""

OWN_CHANGES: Final = (
    Setting(
        key="expected_growth",
        label=Words("Expected growth", "预计增长率", "預計成長率"),
        help=Words(
            "What the market is believed to give, whatever is asked. Blank = the plan's market growth.",
            "预计市场实际能带来的增长，与所要求的增长无关。留空 = 计划的市场增长率。",
            "預計市場實際能帶來的成長，與所要求的成長無關。留空 = 計畫的市場成長率。",
        ),
        unit=Words("%", "%", "%"),
        holds=Holds.PERCENT,
        minimum=-1,
        maximum=10,
    ),
    Setting(
        key="hires",
        label=Words("More reps", "增加人数", "增加人數"),
        help=Words(
            "Reps more from 1 January of the plan year, shared out over the teams by their heads. For people by name: Heads.",
            "自计划年度 1 月 1 日起增加的销售代表人数，按各团队人数分配。如需指定人员，请填“人员变动”表。",
            "自計畫年度 1 月 1 日起增加的業務代表人數，按各團隊人數分配。如需指定人員，請填「人員變動」表。",
        ),
        unit=Words("reps", "人", "人"),
        holds=Holds.INTEGER,
        minimum=0,
        maximum=10_000,
    ),
    Setting(
        key="payout_change",
        label=Words("Payout change", "提成变动", "佣金變動"),
        help=Words(
            "All rates and bonuses × (1 + this). For other bands: Scenario rates.",
            "所有费率和奖金 ×（1 + 此值）。如需改变区间，请填“方案费率”表。",
            "所有費率和獎金 ×（1 + 此值）。如需改變區間，請填「方案費率」表。",
        ),
        unit=Words("%", "%", "%"),
        holds=Holds.PERCENT,
        minimum=-1,
        maximum=10,
    ),
    Setting(
        key="margin_change",
        label=Words("Margin change", "毛利率变动", "毛利率變動"),
        help=Words(
            "Percentage points on the margin rate, besides what a price change does to it.",
            "毛利率增减的百分点，不含价格变动带来的影响。",
            "毛利率增減的百分點，不含價格變動帶來的影響。",
        ),
        unit=Words("percentage points", "百分点", "百分點"),
        holds=Holds.PERCENT,
        minimum=-1,
        maximum=1,
    ),
)
"""What a scenario can change besides the plan's settings."""

_USUAL: Final = (
    "growth",
    "expected_growth",
    "price_change",
    "company_target",
    "growth_floor",
    "growth_cap",
    "potential_weight",
    "over_assignment_region",
    "over_assignment_team",
    "over_assignment_rep",
    "stretch",
    "season_source",
    "hires",
    "payout_change",
    "margin_change",
)
_WITHOUT_BLANK: Final = {
    "expected_growth": Words(
        "What the market is believed to give, whatever is asked.",
        "预计市场实际能带来的增长，与所要求的增长无关。",
        "預計市場實際能帶來的成長，與所要求的成長無關。",
    ),
    "company_target": Words(
        "An amount to impose on everybody; none = last year plus growth.",
        "以该金额为准向下分解；填“无” = 按去年加增长计算。",
        "以該金額為準向下分解；填「無」 = 按去年加成長計算。",
    ),
    "growth_floor": Words(
        "No rep with a full last year gets less than last year × (1 + this); none = no floor.",
        "去年满一年者，配额不低于去年 ×（1 + 此值）；填“无” = 不设下限。",
        "去年滿一年者，配額不低於去年 ×（1 + 此值）；填「無」 = 不設下限。",
    ),
    "growth_cap": Words(
        "No rep with a full last year gets more than last year × (1 + this); none = no cap.",
        "去年满一年者，配额不高于去年 ×（1 + 此值）；填“无” = 不设上限。",
        "去年滿一年者，配額不高於去年 ×（1 + 此值）；填「無」 = 不設上限。",
    ),
    "margin_rate": Words(
        "Margin ÷ sales before price and margin change; none = the base year's.",
        "价格与毛利率变动前的毛利 ÷ 销售额；填“无” = 基准年毛利率。",
        "價格與毛利率變動前的毛利 ÷ 銷售額；填「無」 = 基準年毛利率。",
    ),
}
"""The help of settings whose own says what a blank means in the plan."""


def _change(setting: Setting) -> Column:
    """Declare the column of a change: its cells mean something only beside the plan's settings."""
    about = _WITHOUT_BLANK.get(setting.key, setting.help)
    return Column(
        key=setting.key,
        label=setting.label,
        help=Words(
            f"Blank = as in the plan. {about.en}",
            f"留空 = 与计划相同。{about.said('zh-Hans')}",
            f"留空 = 與計畫相同。{about.said('zh-Hant')}",
        ),
        holds=setting.holds,
        minimum=setting.minimum,
        maximum=setting.maximum,
        choices=setting.choices,
        raw=True,
    )


_CHANGEABLE: Final = {
    setting.key: setting for setting in (*SETTINGS, *OWN_CHANGES) if setting.key not in SAME_FOR_ALL + WITHOUT_EFFECT
}
_NOTE: Final = text("note", ("Note", "备注", "備註"), ("Anything else.", "其他说明。", "其他說明。"), width=40)

SCENARIOS: Final = Table(
    "Scenarios",
    Words("a scenario: changes to the plan", "一个方案：对计划的若干改动", "一個方案：對計畫的若干改動"),
    Words(
        "A row a scenario. Blank = as in the plan; none = no such value. Any other setting of the plan may be a column, headed by its name.",
        "一行一个方案。留空 = 与计划相同；“无” = 取消该值。计划的其他设置也可加为一列，以设置名为列标题。",
        "一列一個方案。留空 = 與計畫相同；「無」 = 取消該值。計畫的其他設定也可加為一欄，以設定名為欄標題。",
    ),
    (
        text(
            "scenario",
            ("Scenario", "方案", "方案"),
            ("A name of your own; each once.", "自定名称，不可重复。", "自訂名稱，不可重複。"),
            identity=True,
            width=32,
        ),
        *(_change(_CHANGEABLE[key]) for key in _USUAL),
        _NOTE,
    ),
    given=(
        (
            Words("Ambitious", "进取", "進取"),
            0.15,
            *(None,) * 14,
            Words(
                "15 % growth asked, expectations as in the plan",
                "要求增长 15%，预期与计划相同",
                "要求成長 15%，預期與計畫相同",
            ),
        ),
        (
            Words("Cautious", "稳健", "穩健"),
            0.05,
            *(None,) * 14,
            Words(
                "5 % asked, expectations as in the plan", "要求增长 5%，预期与计划相同", "要求成長 5%，預期與計畫相同"
            ),
        ),
        (
            Words("Two more reps", "增加两人", "增加兩人"),
            *(None,) * 12,
            2,
            *(None,) * 2,
            Words("The same growth with two reps more", "增长不变，增加两名销售代表", "成長不變，增加兩名業務代表"),
        ),
    ),
    more=tuple(_change(setting) for key, setting in _CHANGEABLE.items() if key not in _USUAL),
)

SCENARIO: Final = text(
    "scenario",
    ("Scenario", "方案", "方案"),
    ("Which one, from Scenarios.", "来自“方案”表。", "來自「方案」表。"),
    required=True,
    refers="Scenarios.scenario",
    width=32,
)
"""The column of a side table that says which scenario a row belongs to."""

ADJUSTMENTS: Final = Table(
    "Adjustments",
    Words("a scenario's adjustment for one segment", "某方案对某一细分的调整", "某方案對某一細分的調整"),
    Words(
        "Instead of the plan's Growth rows of the same segment; others stay. 0 % takes one out.",
        "取代计划“增长调整”中同一细分的各行，其余不变；填 0% 即取消该调整。",
        "取代計畫「成長調整」中同一細分的各列，其餘不變；填 0% 即取消該調整。",
    ),
    (SCENARIO, *GROWTH),
    optional=True,
)

_REP_COLUMNS: Final = ("rep", "region", "team", "start_date", "end_date", "capacity", "ability", "potential")

HEADS: Final = Table(
    "Heads",
    Words("a rep who comes, leaves or changes", "一名入职、离职或变动的销售代表", "一名到職、離職或變動的業務代表"),
    Words(
        "A rep ID of the plan: that rep changes, and blank cells stay as they are. A new ID, or none: a new rep, who needs region and team.",
        "填计划中已有的销售编号 = 该人变动，空白处不变；填新编号或不填 = 新增人员，须填区域和团队。",
        "填計畫中已有的業務編號 = 該人變動，空白處不變；填新編號或不填 = 新增人員，須填區域和團隊。",
    ),
    (
        SCENARIO,
        replace(
            REPS["rep_id"],
            help=Words(
                "Of the plan, or a new one; blank = new reps, as many as count says.",
                "计划中的编号或新编号；留空 = 新增“人数”所示的人员。",
                "計畫中的編號或新編號；留空 = 新增「人數」所示的人員。",
            ),
            identity=False,
            required=False,
        ),
        *(replace(REPS[key], total=False) for key in _REP_COLUMNS),
        integer(
            "count",
            ("Count", "人数", "人數"),
            (
                "How many new reps like this; only without a rep ID. Blank = 1.",
                "新增几名同样的人员；仅在未填编号时有效。留空 = 1。",
                "新增幾名同樣的人員；僅在未填編號時有效。留空 = 1。",
            ),
            minimum=1,
            maximum=10_000,
        ),
        _NOTE,
    ),
    optional=True,
)

SCENARIO_RAMP: Final = Table(
    "ScenarioRamp",
    Words("a month of tenure in a scenario", "某方案中入职后的一个月", "某方案中到職後的一個月"),
    Words(
        "Instead of the plan's whole Ramp, in the scenarios that have rows here.",
        "在此有行的方案，以这些行取代计划的整个爬坡表。",
        "在此有列的方案，以這些列取代計畫的整個爬坡表。",
    ),
    (SCENARIO, replace(RAMP["month"], identity=False), RAMP["share"]),
    optional=True,
)

SCENARIO_RATES: Final = Table(
    "ScenarioRates",
    Words("a band of attainment in a scenario", "某方案中的一个达成区间", "某方案中的一個達成區間"),
    Words(
        "Instead of the plan's whole Rates, in the scenarios that have rows here.",
        "在此有行的方案，以这些行取代计划的整个提成费率表。",
        "在此有列的方案，以這些列取代計畫的整個佣金費率表。",
    ),
    (SCENARIO, *(replace(RATES[key], identity=False) for key in ("from", "to", "rate", "bonus"))),
    optional=True,
)

_NUMERIC: Final = (Holds.PERCENT, Holds.MONEY, Holds.INTEGER, Holds.NUMBER)
STEPPED: Final = tuple(
    Choice(setting.key, setting.label) for setting in _CHANGEABLE.values() if setting.holds in _NUMERIC
)
"""The changes that can be made in steps."""

DRIVERS: Final = Table(
    "Drivers",
    Words("a driver and its step", "一个驱动因素及其步长", "一個驅動因素及其步長"),
    Words(
        "What Sensitivity moves, one at a time, down and up by its step.",
        "敏感度分析逐一变动的因素，每次按步长增减。",
        "敏感度分析逐一變動的因素，每次按步長增減。",
    ),
    (
        choice(
            "driver",
            ("Driver", "驱动因素", "驅動因素"),
            ("What is moved.", "变动的因素。", "變動的因素。"),
            STEPPED,
            identity=True,
            required=True,
            width=30,
        ),
        number(
            "step",
            ("Step", "步长", "步長"),
            (
                "By how much: 0.01 = one percentage point; of the company target, 1 % of it; of reps, how many.",
                "变动多少：0.01 = 一个百分点；公司目标则为其 1%；人数则为几人。",
                "變動多少：0.01 = 一個百分點；公司目標則為其 1%；人數則為幾人。",
            ),
            required=True,
            minimum=0,
        ),
    ),
    given=(
        ("growth", 0.01),
        ("expected_growth", 0.01),
        ("price_change", 0.01),
        ("company_target", 0.01),
        ("growth_floor", 0.01),
        ("growth_cap", 0.01),
        ("potential_weight", 0.1),
        ("over_assignment_rep", 0.01),
        ("hires", 1),
        ("payout_change", 0.05),
        ("margin_change", 0.01),
    ),
    optional=True,
)
