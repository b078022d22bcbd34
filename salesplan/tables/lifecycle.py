"""Lifecycle: the stages of customers' lives, and measures of how customers stay."""

from typing import Final

from salesplan.tables.columns import choice, integer, money, number, option, percent
from salesplan.tables.customers import LIFECYCLES
from salesplan.tables.model import Table
from salesplan.words import Words

_ADVICE: Final = (
    option(
        "prospect",
        "qualify, and win by priority",
        "甄别并按优先级开发",
        "甄別並按優先順序開發",
    ),
    option("new", "welcome, and secure the second order", "做好首单服务，争取第二单", "做好首單服務，爭取第二單"),
    option("growing", "supply, and ask what else they buy", "保障供应，挖掘更多需求", "保障供應，挖掘更多需求"),
    option("steady", "keep the cadence, widen the range", "保持拜访频次，扩大品类", "保持拜訪頻次，擴大品類"),
    option("declining", "find out why, before it is dormant", "尽快查明原因，防止休眠", "盡快查明原因，防止休眠"),
    option("dormant", "visit with an offer to come back", "带方案上门，促其恢复采购", "帶方案上門，促其恢復採購"),
    option(
        "lost",
        "ask why once, then let go or win anew",
        "了解原因一次，再决定放弃或重新开发",
        "了解原因一次，再決定放棄或重新開發",
    ),
)

LIFECYCLE: Final = Table(
    "Lifecycle",
    Words("a stage of customers' lives", "客户生命周期的一个阶段", "客戶生命週期的一個階段"),
    Words(
        "How many customers are in each stage, what they buy, and what the stage asks for.",
        "各阶段的客户数、采购额，以及该阶段应做什么。",
        "各階段的客戶數、採購額，以及該階段應做什麼。",
    ),
    (
        choice(
            "stage",
            ("Stage", "阶段", "階段"),
            ("Of the lifecycle.", "生命周期阶段。", "生命週期階段。"),
            LIFECYCLES,
            identity=True,
            computed=True,
            width=14,
        ),
        integer(
            "customers",
            ("Customers", "客户数", "客戶數"),
            ("How many are in it.", "该阶段的客户数。", "該階段的客戶數。"),
            computed=True,
            total=True,
        ),
        percent(
            "customers_share",
            ("Share of customers", "客户占比", "客戶占比"),
            ("Of all customers.", "占全部客户的比例。", "占全部客戶的比例。"),
            computed=True,
            width=13,
        ),
        money(
            "amount",
            ("Amount", "采购额", "採購額"),
            ("In the last twelve months.", "最近十二个月。", "最近十二個月。"),
            computed=True,
            total=True,
            width=16,
        ),
        money(
            "amount_before",
            ("Twelve months before", "之前十二个月", "之前十二個月"),
            ("In the twelve months before those.", "再之前十二个月的采购额。", "再之前十二個月的採購額。"),
            computed=True,
            total=True,
            width=16,
        ),
        choice(
            "advice",
            ("What it asks for", "应做什么", "應做什麼"),
            ("What to do with them.", "对这些客户应做什么。", "對這些客戶應做什麼。"),
            _ADVICE,
            computed=True,
            width=44,
        ),
    ),
    given=tuple((stage.key, None, None, None, None, stage.key) for stage in LIFECYCLES),
    optional=True,
)

METRICS: Final = (
    option("retention", "retention", "客户保留率", "客戶保留率"),
    option("loyalty", "loyalty", "忠诚客户销售占比", "忠誠客戶銷售占比"),
    option("repeat", "repeat purchase", "重复购买率", "重複購買率"),
    option("acquisition", "acquisition", "新客户率", "新客戶率"),
    option("reactivation", "reactivation", "唤回率", "喚回率"),
    option("churn", "churn", "流失率", "流失率"),
)

_MEANINGS: Final = (
    option(
        "retention",
        "customers who bought in the twelve months before and again in the last twelve ÷ those who bought before",
        "前十二个月购买且最近十二个月再次购买的客户 ÷ 前十二个月购买的客户",
        "前十二個月購買且最近十二個月再次購買的客戶 ÷ 前十二個月購買的客戶",
    ),
    option(
        "loyalty",
        "what customers of both windows bought in the last twelve months ÷ what all bought",
        "两个窗口都购买的客户最近十二个月的采购额 ÷ 全部采购额",
        "兩個窗口都購買的客戶最近十二個月的採購額 ÷ 全部採購額",
    ),
    option(
        "repeat",
        "customers who bought in two months or more ÷ those who bought in the last twelve",
        "在两个以上月份购买的客户 ÷ 最近十二个月购买的客户",
        "在兩個以上月份購買的客戶 ÷ 最近十二個月購買的客戶",
    ),
    option(
        "acquisition",
        "customers whose first purchase is in the last twelve months ÷ those who bought in them",
        "最近十二个月首次购买的客户 ÷ 最近十二个月购买的客户",
        "最近十二個月首次購買的客戶 ÷ 最近十二個月購買的客戶",
    ),
    option(
        "reactivation",
        "customers who bought long ago, not in the twelve months before, and again now ÷ those who bought in the last twelve",
        "更早购买过、前十二个月未购买、最近十二个月恢复购买的客户 ÷ 最近十二个月购买的客户",
        "更早購買過、前十二個月未購買、最近十二個月恢復購買的客戶 ÷ 最近十二個月購買的客戶",
    ),
    option(
        "churn",
        "customers who bought in the twelve months before and not since ÷ those who bought before",
        "前十二个月购买、之后未再购买的客户 ÷ 前十二个月购买的客户",
        "前十二個月購買、之後未再購買的客戶 ÷ 前十二個月購買的客戶",
    ),
)

CUSTOMER_METRICS: Final = Table(
    "CustomerMetrics",
    Words("a measure of how customers stay", "一项客户留存指标", "一項客戶留存指標"),
    Words(
        "Retention, loyalty, repeat purchase and acquisition over the last two windows of twelve months.",
        "最近两个十二个月窗口的保留、忠诚、重复购买和新增。",
        "最近兩個十二個月窗口的保留、忠誠、重複購買和新增。",
    ),
    (
        choice(
            "metric",
            ("Measure", "指标", "指標"),
            ("What is measured.", "衡量的内容。", "衡量的內容。"),
            METRICS,
            identity=True,
            computed=True,
            width=22,
        ),
        number("part", ("Part", "分子", "分子"), ("The numerator.", "分子。", "分子。"), computed=True, width=16),
        number("whole", ("Of", "分母", "分母"), ("The denominator.", "分母。", "分母。"), computed=True, width=16),
        percent(
            "rate",
            ("Rate", "比率", "比率"),
            ("Part ÷ of.", "分子 ÷ 分母。", "分子 ÷ 分母。"),
            formula='IF([@whole]=0,"",[@part]/[@whole])',
        ),
        choice(
            "meaning",
            ("What it is", "含义", "含義"),
            ("In words.", "文字说明。", "文字說明。"),
            _MEANINGS,
            computed=True,
            width=90,
        ),
    ),
    given=tuple((metric.key, None, None, None, metric.key) for metric in METRICS),
    optional=True,
)
