"""What reps are measured by: KPIs, grades, managers' ratings, receivables, quotas of other years."""

from dataclasses import dataclass
from typing import Final

from salesplan.tables.columns import choice, money, month, number, option, percent, text
from salesplan.tables.model import Table
from salesplan.words import Words

UNITS: Final = (
    option("percent", "percent", "百分比", "百分比"),
    option("number", "number", "数值", "數值"),
    option("per_month", "number a month", "每月数量", "每月數量"),
)
"""A target of a number a month is multiplied by the months gone by; the others hold for any period."""

DIRECTIONS: Final = (
    option("higher", "higher is better", "越高越好", "越高越好"),
    option("lower", "lower is better", "越低越好", "越低越好"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the standard scorecard.

    Attributes
    ----------
    key, label
        Its key in KPIs, and its words.
    unit
        A key of `UNITS`.
    weight, target
        In a new plan; one of weight 0 is not among its KPIs, but may be added to them. Without a target it is the median.
    floor, cap
        The shares of the target that earn 0 points, and 120.
    computed
        salesplan computes it from the data; else it comes from Ratings.
    """

    key: str
    label: Words
    unit: str
    weight: float = 0
    target: float | None = None
    floor: float = 0.5
    cap: float = 1.2
    computed: bool = True


MEASURES: Final = (
    Measure("target_attainment", Words("Target attainment", "目标达成率", "目標達成率"), "percent", 30, 1.0),
    Measure("margin_attainment", Words("Margin attainment", "毛利达成率", "毛利達成率"), "percent", 10, 1.0),
    Measure("collection", Words("Collection", "回款率", "收款率"), "percent", 10, 0.95),
    Measure("visits_a_day", Words("Visits per working day", "日均拜访", "日均拜訪"), "number", 10, 3),
    Measure("active_customers", Words("Active customers", "活跃客户数", "往來客戶數"), "number", 10),
    Measure("breadth", Words("Breadth", "客户覆盖面", "客戶涵蓋率"), "percent", 10, 0.6),
    Measure("product_mix", Words("Product mix", "重点产品占比", "重點產品占比"), "percent", 5, 0.3),
    Measure("satisfaction", Words("Satisfaction", "客户满意度", "客戶滿意度"), "number", 5, 4.5, computed=False),
    Measure("new_customers", Words("New customers", "新增客户", "新增客戶"), "per_month", 5, 1),
    # Growth lies around its target by whole multiples: none of it earns nothing, twice the target the most.
    Measure("growth", Words("Growth", "同比增长", "年增率"), "percent", 5, 0.1, floor=0.0, cap=2.0),
)
"""The measures of the standard scorecard: to add one, add a row here, and its function to `salesplan.planning.scoring.measures`."""

MEASURED: Final = {measure.key: measure.label for measure in MEASURES}
COMPUTED: Final = frozenset(measure.key for measure in MEASURES if measure.computed)

JUDGED: Final = {
    "skill": Words("Skill", "能力", "能力"),
    "attitude": Words("Attitude", "态度", "態度"),
}
"""What a manager rates beside the KPIs, 1 to 5: shown with the diagnosis, and weighed only where KPIs has such a row."""

_PERIOD: Final = ("Period", "期间", "期間")
_REP: Final = ("Rep ID", "销售编号", "業務編號")
_NOTE: Final = text("note", ("Note", "备注", "備註"), ("Anything else.", "其他说明。", "其他說明。"), width=40)

KPIS: Final = Table(
    "KPIs",
    Words("a measure, its weight and its scale", "一项指标及其权重和尺度", "一項指標及其權重和尺度"),
    Words(
        "What a rep's score is made of. Weights add up to exactly 100. Your own measure: a new row here, and its values in Ratings.",
        "销售代表得分的构成。权重合计必须正好为 100。自定指标：在此新增一行，并在“评分”中填写数值。",
        "業務代表得分的構成。權重合計必須正好為 100。自訂指標：在此新增一列，並在「評分」中填寫數值。",
    ),
    (
        text(
            "kpi",
            ("KPI", "指标", "指標"),
            (
                "The key of a measure that salesplan computes, or a name of your own whose values stand in Ratings.",
                "系统计算的指标代码，或自定名称（数值填在“评分”中）。",
                "系統計算的指標代碼，或自訂名稱（數值填在「評分」中）。",
            ),
            identity=True,
            required=True,
            width=22,
        ),
        text(
            "label",
            ("Label", "名称", "名稱"),
            ("What people see.", "显示名称。", "顯示名稱。"),
            width=24,
        ),
        number(
            "weight",
            ("Weight", "权重", "權重"),
            (
                "Points of 100. All weights add up to exactly 100.",
                "百分制权重，合计必须正好为 100。",
                "百分制權重，合計必須正好為 100。",
            ),
            required=True,
            minimum=0,
            maximum=100,
            total=True,
        ),
        number(
            "target",
            ("Target", "目标值", "目標值"),
            (
                "What earns 100 points. Blank = the median of all reps.",
                "得 100 分的值。留空 = 全体销售代表的中位数。",
                "得 100 分的值。留空 = 全體業務代表的中位數。",
            ),
            minimum=0,
        ),
        choice(
            "unit",
            ("Unit", "单位", "單位"),
            (
                "percent (100 %), a number, or a number a month, which grows with the period.",
                "百分比（100%）、数值，或每月数量（随期间长短增减）。",
                "百分比（100%）、數值，或每月數量（隨期間長短增減）。",
            ),
            UNITS,
            width=16,
        ),
        choice(
            "direction",
            ("Direction", "方向", "方向"),
            ("Whether more is better; blank = yes.", "是否越高越好；留空 = 是。", "是否越高越好；留空 = 是。"),
            DIRECTIONS,
            width=16,
        ),
        percent(
            "floor",
            ("Floor", "零分线", "零分線"),
            (
                "The share of the target that earns 0 points; blank = 0 %.",
                "得 0 分时占目标的比例；留空 = 0%。",
                "得 0 分時占目標的比例；留空 = 0%。",
            ),
            minimum=0,
            maximum=0.99,
        ),
        percent(
            "cap",
            ("Cap", "封顶线", "封頂線"),
            (
                "The share of the target that earns 120 points, the most; blank = 120 %.",
                "得最高分 120 分时占目标的比例；留空 = 120%。",
                "得最高分 120 分時占目標的比例；留空 = 120%。",
            ),
            minimum=1.01,
            maximum=10,
        ),
    ),
    given=tuple(
        (each.key, each.label, each.weight, each.target, each.unit, "higher", each.floor, each.cap)
        for each in MEASURES
        if each.weight
    ),
    optional=True,
)

GRADES: Final = Table(
    "Grades",
    Words("a grade", "一个评级", "一個等第"),
    Words(
        "A rep gets the grade with the highest score that the total reaches.",
        "按总分所达到的最高分数线评级。",
        "依總分所達到的最高分數線評定等第。",
    ),
    (
        text(
            "grade", ("Grade", "评级", "等第"), ("Its name.", "评级名称。", "等第名稱。"), identity=True, required=True
        ),
        number(
            "from",
            ("From", "分数线", "分數線"),
            ("The least total that earns it.", "获得该评级的最低总分。", "獲得該等第的最低總分。"),
            required=True,
            minimum=0,
            maximum=120,
        ),
        text(
            "meaning",
            ("Meaning", "含义", "含義"),
            ("What it asks for.", "含义与要求。", "含義與要求。"),
            width=44,
        ),
    ),
    given=(
        (
            "S",
            110,
            Words("outstanding: recognise, pass on how it is done", "卓越：表彰并推广经验", "卓越：表彰並推廣經驗"),
        ),
        ("A", 100, Words("on target", "达成目标", "達成目標")),
        ("B", 85, Words("close: one or two things to work on", "接近目标：有一两项需改进", "接近目標：有一兩項需改進")),
        ("C", 70, Words("behind: a plan with the manager", "落后：与经理制定改进计划", "落後：與經理制定改進計畫")),
        ("D", 0, Words("far behind: weekly follow-up", "严重落后：每周跟进", "嚴重落後：每週跟進")),
    ),
    optional=True,
)

RATINGS: Final = Table(
    "Ratings",
    Words("a manager's rating of a rep", "经理对销售代表的一项评分", "經理對業務代表的一項評分"),
    Words(
        "Skill and attitude (1 to 5), customers' satisfaction, and every measure of your own in KPIs.",
        "能力与态度（1 至 5 分）、客户满意度，以及“指标”中您自定的各项指标。",
        "能力與態度（1 至 5 分）、客戶滿意度，以及「指標」中您自訂的各項指標。",
    ),
    (
        text(
            "period",
            _PERIOD,
            (
                "2027-03, 2027-Q1 or 2027. A quarter without its own rating takes the mean of its months'.",
                "2027-03、2027-Q1 或 2027。季度未单独评分时取其各月平均。",
                "2027-03、2027-Q1 或 2027。季度未單獨評分時取其各月平均。",
            ),
            identity=True,
            required=True,
            width=12,
        ),
        text(
            "rep_id",
            _REP,
            ("Who is rated.", "被评人。", "被評人。"),
            identity=True,
            required=True,
            refers="Reps.rep_id",
        ),
        text(
            "kpi",
            ("KPI", "指标", "指標"),
            (
                "skill, attitude, satisfaction, or your own KPI.",
                "skill（能力）、attitude（态度）、satisfaction（满意度）或自定指标。",
                "skill（能力）、attitude（態度）、satisfaction（滿意度）或自訂指標。",
            ),
            identity=True,
            required=True,
            width=20,
        ),
        number("value", ("Value", "数值", "數值"), ("The rating.", "评分。", "評分。"), required=True),
        _NOTE,
    ),
    optional=True,
    record=True,
)

RECEIVABLES: Final = Table(
    "Receivables",
    Words("an amount due and what was collected of it", "一笔应收款及其回款", "一筆應收款及其回款"),
    Words(
        "What fell due in a month, and how much of it has been collected.",
        "某月到期应收款及其已收回金额。",
        "某月到期應收款及其已收回金額。",
    ),
    (
        month(
            "month",
            ("Month due", "到期月份", "到期月份"),
            ("Any date in the month.", "当月任一日期。", "當月任一日期。"),
            required=True,
        ),
        text(
            "rep_id",
            _REP,
            (
                "Who is to collect; blank = the customer's owner.",
                "负责回款者；留空 = 客户负责人。",
                "負責回款者；留空 = 客戶負責人。",
            ),
            refers="Reps.rep_id",
        ),
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("Who owes it.", "欠款客户。", "欠款客戶。"),
            width=14,
            refers="Customers.customer_id",
        ),
        money(
            "due",
            ("Due", "应收", "應收"),
            ("Amount due.", "应收金额。", "應收金額。"),
            required=True,
            total=True,
            width=16,
        ),
        money(
            "collected",
            ("Collected", "已收", "已收"),
            ("Of that, so far; blank = nothing.", "其中已收；留空 = 未收。", "其中已收；留空 = 未收。"),
            total=True,
            width=16,
        ),
    ),
    optional=True,
    record=True,
)

QUOTA_HISTORY: Final = Table(
    "QuotaHistory",
    Words("a quota that was given outside of this plan", "本计划之外给定的一项配额", "本計畫之外給定的一項配額"),
    Words(
        "Quotas of earlier years, or as agreed elsewhere. Where a month has one here, it counts instead of the plan's.",
        "往年或另行约定的配额。某月在此填写的，以此为准。",
        "往年或另行約定的配額。某月在此填寫的，以此為準。",
    ),
    (
        text(
            "period",
            _PERIOD,
            (
                "2026-03, 2026-Q1 or 2026; a date means its month. A longer one is spread evenly over its months.",
                "2026-03、2026-Q1 或 2026；日期视为所在月份。较长期间平均分到各月。",
                "2026-03、2026-Q1 或 2026；日期視為所在月份。較長期間平均分到各月。",
            ),
            identity=True,
            required=True,
            width=12,
        ),
        text(
            "rep_id",
            _REP,
            ("Whose quota.", "谁的配额。", "誰的配額。"),
            identity=True,
            required=True,
            refers="Reps.rep_id",
        ),
        money(
            "quota",
            ("Quota", "配额", "配額"),
            ("Of revenue.", "销售额配额。", "銷售額配額。"),
            required=True,
            minimum=0,
            total=True,
            width=16,
        ),
        money(
            "margin",
            ("Margin quota", "毛利配额", "毛利配額"),
            (
                "Of gross margin; blank = quota × the setting Margin rate.",
                "毛利配额；留空 = 配额 × 设置“毛利率”。",
                "毛利配額；留空 = 配額 × 設定「毛利率」。",
            ),
            minimum=0,
            total=True,
            width=16,
        ),
        _NOTE,
    ),
    optional=True,
    record=True,
)
