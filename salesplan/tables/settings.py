"""The plan's settings: one defined name each, on the Settings sheet."""

from typing import Final

from salesplan.tables.columns import option
from salesplan.tables.model import Holds, Setting
from salesplan.words import LANGUAGES, Words

_YEAR = Words("year", "年", "年")
_SHARE = Words("%", "%", "%")
_AMOUNT = Words("currency", "货币金额", "貨幣金額")
_NONE = Words("")

MEDIAN: Final = "median"
ZERO: Final = "zero"

SETTINGS: Final = (
    Setting(
        key="plan_year",
        label=Words("Plan year", "计划年度", "計畫年度"),
        help=Words(
            "The year being planned. The year before it is the base: its sales are 'last year'.",
            "要制定计划的年度。其前一年为基准年，基准年的销售额即“去年”。",
            "要制定計畫的年度。其前一年為基準年，基準年的銷售額即「去年」。",
        ),
        unit=_YEAR,
        holds=Holds.INTEGER,
        minimum=1990,
        maximum=2200,
        required=True,
    ),
    Setting(
        key="currency",
        label=Words("Currency", "币种", "幣別"),
        help=Words(
            "Three-letter code, such as CNY or USD. All amounts in this workbook are in it.",
            "三位字母代码，如 CNY、USD。本工作簿所有金额均以此计。",
            "三位字母代碼，如 TWD、USD。本活頁簿所有金額均以此計。",
        ),
        unit=Words("ISO 4217 code", "ISO 4217 代码", "ISO 4217 代碼"),
        holds=Holds.TEXT,
        default="CNY",
        pattern=r"\s*[A-Za-z]{3}\s*",
        required=True,
    ),
    Setting(
        key="growth",
        label=Words("Market growth", "市场增长率", "市場成長率"),
        help=Words(
            "Expected growth over last year, for everybody. The Growth sheet adds to it or takes from it by segment.",
            "预期比去年增长多少，适用于所有人。可在“增长调整”表中按细分增减。",
            "預期比去年成長多少，適用於所有人。可在「成長調整」表中按細分增減。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.10,
        minimum=-1,
        maximum=10,
        required=True,
    ),
    Setting(
        key="company_target",
        label=Words("Company target", "公司目标", "公司目標"),
        help=Words(
            "Leave blank to plan last year plus growth. Type an amount to impose it on everybody.",
            "留空则按去年加增长计算；填写金额则以该金额为准向下分解。",
            "留空則按去年加成長計算；填寫金額則以該金額為準向下分解。",
        ),
        unit=_AMOUNT,
        holds=Holds.MONEY,
        minimum=0,
    ),
    Setting(
        key="rounding_unit",
        label=Words("Rounding unit", "取整单位", "取整單位"),
        help=Words(
            "Quotas are whole multiples of this amount.",
            "配额均为该金额的整数倍。",
            "配額均為該金額的整數倍。",
        ),
        unit=_AMOUNT,
        holds=Holds.MONEY,
        default=100,
        minimum=0.001,
        required=True,
    ),
    Setting(
        key="growth_floor",
        label=Words("Least growth", "增长下限", "成長下限"),
        help=Words(
            "No rep with a full last year gets less than last year × (1 + this). Blank = no floor; -5 % allows a cut of 5 %.",
            "去年满一年的销售代表，配额不低于去年 ×（1 + 此值）。留空为不设下限；-5% 表示最多下调 5%。",
            "去年滿一年的業務代表，配額不低於去年 ×（1 + 此值）。留空為不設下限；-5% 表示最多下調 5%。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        minimum=-1,
        maximum=10,
    ),
    Setting(
        key="growth_cap",
        label=Words("Most growth", "增长上限", "成長上限"),
        help=Words(
            "No rep with a full last year gets more than last year × (1 + this). Blank = no cap.",
            "去年满一年的销售代表，配额不高于去年 ×（1 + 此值）。留空为不设上限。",
            "去年滿一年的業務代表，配額不高於去年 ×（1 + 此值）。留空為不設上限。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        minimum=-1,
        maximum=10,
    ),
    Setting(
        key="potential_weight",
        label=Words("Weight of potential", "潜力权重", "潛力權重"),
        help=Words(
            "How far quotas follow market potential instead of last year: 0 % = last year only, 100 % = potential only.",
            "配额在多大程度上依据市场潜力而非去年业绩：0% 只看去年，100% 只看潜力。",
            "配額在多大程度上依據市場潛力而非去年業績：0% 只看去年，100% 只看潛力。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.0,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="over_assignment_region",
        label=Words("Over-assignment to regions", "区域超额分配", "區域超額分配"),
        help=Words(
            "By how much the regions' quotas together exceed the company's, on purpose.",
            "各区域配额之和有意超出公司目标的比例。",
            "各區域配額之和有意超出公司目標的比例。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.0,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="over_assignment_team",
        label=Words("Over-assignment to teams", "团队超额分配", "團隊超額分配"),
        help=Words(
            "By how much a region's teams together exceed the region, on purpose.",
            "区域内各团队配额之和有意超出区域配额的比例。",
            "區域內各團隊配額之和有意超出區域配額的比例。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.0,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="over_assignment_rep",
        label=Words("Over-assignment to reps", "销售代表超额分配", "業務代表超額分配"),
        help=Words(
            "By how much a team's reps together exceed the team, on purpose.",
            "团队内各销售代表配额之和有意超出团队配额的比例。",
            "團隊內各業務代表配額之和有意超出團隊配額的比例。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.0,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="stretch",
        label=Words("Stretch", "挑战目标加成", "挑戰目標加成"),
        help=Words(
            "The ideal target is the final quota plus this.",
            "挑战（理想）目标 = 最终配额 ×（1 + 此值）。",
            "挑戰（理想）目標 = 最終配額 ×（1 + 此值）。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.10,
        minimum=0,
        maximum=10,
        required=True,
    ),
    Setting(
        key="new_rep_share",
        label=Words("Rep without history", "无历史业绩者", "無歷史業績者"),
        help=Words(
            "What a rep without any sales weighs: median (of the team), zero, or a number (0.8 = 80 % of that median).",
            "没有任何销售记录者的权重：median（团队中位数）、zero（零），或一个数字（0.8 = 中位数的 80%）。",
            "沒有任何銷售記錄者的權重：median（團隊中位數）、zero（零），或一個數字（0.8 = 中位數的 80%）。",
        ),
        unit=Words("median, zero or a number", "median、zero 或数字", "median、zero 或數字"),
        holds=Holds.CHOICE,
        also=Holds.NUMBER,
        default=MEDIAN,
        minimum=0,
        choices=(option(MEDIAN, "median", "中位数", "中位數"), option(ZERO, "zero", "零", "零")),
    ),
    Setting(
        key="season_source",
        label=Words("Season source", "季节来源", "季節來源"),
        help=Words(
            "How a year falls into months: history (up to three years), even, working_days, or typed (shares on the Season sheet).",
            "全年如何分到各月：history（最多三年历史）、even（平均）、working_days（按工作日）或 typed（在“季节”表中填写）。",
            "全年如何分到各月：history（最多三年歷史）、even（平均）、working_days（按工作日）或 typed（在「季節」表中填寫）。",
        ),
        unit=_NONE,
        holds=Holds.CHOICE,
        default="history",
        choices=(
            option("history", "history", "历史", "歷史"),
            option("even", "even", "平均", "平均"),
            option("working_days", "working days", "工作日", "工作日"),
            option("typed", "typed", "手工", "手工"),
        ),
    ),
    Setting(
        key="tier_margin",
        label=Words("Tier margin", "等级容差", "等級容差"),
        help=Words(
            "A customer leaves its tier only when it is past the boundary amount by more than this.",
            "客户采购额越过等级界限超过此比例时，才变更等级。",
            "客戶採購額越過等級界限超過此比例時，才變更等級。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        default=0.10,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="visits_a_day",
        label=Words("Visits a day", "每日拜访次数", "每日拜訪次數"),
        help=Words(
            "How many visits a full-time rep can make on a working day: what the workload is held against.",
            "全职销售代表每个工作日可完成的拜访次数，用于衡量负荷。",
            "全職業務代表每個工作日可完成的拜訪次數，用於衡量負荷。",
        ),
        unit=Words("visits", "次", "次"),
        holds=Holds.NUMBER,
        default=4,
        minimum=0,
        maximum=100,
    ),
    Setting(
        key="country",
        label=Words("Country", "国家或地区", "國家或地區"),
        help=Words(
            "Two letters, such as CN or US: whose holidays and make-up workdays make the calendar of visits.",
            "两位字母代码，如 CN、US：按其节假日和调休计算工作日。",
            "兩位字母代碼，如 TW、US：按其節假日和補班計算工作日。",
        ),
        unit=Words("ISO 3166 code", "ISO 3166 代码", "ISO 3166 代碼"),
        holds=Holds.TEXT,
        default="CN",
        pattern=r"\s*[A-Za-z]{2}\s*",
    ),
    Setting(
        key="focus_lines",
        label=Words("Focus product lines", "重点产品线", "重點產品線"),
        help=Words(
            "Product lines whose share of revenue is the KPI Product mix, with commas between them. Blank = not measured.",
            "用于计算“重点产品占比”的产品线，以逗号分隔。留空 = 不衡量。",
            "用於計算「重點產品占比」的產品線，以逗號分隔。留空 = 不衡量。",
        ),
        unit=Words("names", "名称", "名稱"),
        holds=Holds.TEXT,
    ),
    Setting(
        key="margin_rate",
        label=Words("Margin rate", "毛利率", "毛利率"),
        help=Words(
            "Margin quota = quota × this. Blank = the company's rate in the twelve months before the year that is scored.",
            "毛利配额 = 配额 × 此值。留空 = 所评年度之前十二个月的公司毛利率。",
            "毛利配額 = 配額 × 此值。留空 = 所評年度之前十二個月的公司毛利率。",
        ),
        unit=_SHARE,
        holds=Holds.PERCENT,
        minimum=0,
        maximum=1,
    ),
    Setting(
        key="payout_bands",
        label=Words("Payout bands", "提成方式", "佣金方式"),
        help=Words(
            "marginal: each rate pays for the sales within its band; flat: the rate of the band reached pays for all sales.",
            "marginal（分段）：各费率只适用于该区间内的销售额；flat（全额）：按所达区间的费率计全部销售额。",
            "marginal（分段）：各費率只適用於該區間內的銷售額；flat（全額）：依所達區間的費率計全部銷售額。",
        ),
        unit=_NONE,
        holds=Holds.CHOICE,
        default="marginal",
        choices=(option("marginal", "marginal", "分段", "分段"), option("flat", "flat", "全额", "全額")),
    ),
    Setting(
        key="as_of",
        label=Words("As of", "截至日期", "截至日期"),
        help=Words(
            "The day that counts as today. Blank = the last day of the base year; for visits, today, within the plan year.",
            "计算时视为“今天”的日期。留空为基准年最后一天；拜访按当天计，不晚于计划年度末。",
            "計算時視為「今天」的日期。留空為基準年最後一天；拜訪按當天計，不晚於計畫年度末。",
        ),
        unit=Words("date", "日期", "日期"),
        holds=Holds.DATE,
    ),
    Setting(
        key="language",
        label=Words("Language", "语言", "語言"),
        help=Words(
            "The language of what salesplan writes here: en, zh-Hans or zh-Hant.",
            "salesplan 写入内容所用语言：en、zh-Hans 或 zh-Hant。",
            "salesplan 寫入內容所用語言：en、zh-Hans 或 zh-Hant。",
        ),
        unit=_NONE,
        holds=Holds.CHOICE,
        default="en",
        choices=tuple(option(language, language) for language in LANGUAGES),
    ),
)
