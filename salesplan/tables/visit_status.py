"""Visits planned against visits made: by rep, by month, and what to follow up."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, money, number, option, percent, text
from salesplan.tables.model import Column, Table
from salesplan.tables.quota import MONTHS, QUOTA
from salesplan.words import Words


def _count(key: str, label: tuple[str, str, str], about: tuple[str, str, str], **rest: object) -> Column:
    """Declare a computed count with a total above it."""
    return integer(key, label, about, computed=True, total=True, **rest)


def _said(label: Words) -> tuple[str, str, str]:
    return label.en, label.hans, label.hant


VISIT_STATUS: Final = Table(
    "VisitStatus",
    Words("a rep and their visits in a period", "一名销售代表在一段期间内的拜访", "一名業務代表在一段期間內的拜訪"),
    Words(
        "Planned against made, in the period shown. Planned: due by the cadence of the customers' tiers.",
        "所示期间内计划与实际拜访。计划：按客户等级应拜访的次数。",
        "所示期間內計畫與實際拜訪。計畫：按客戶等級應拜訪的次數。",
    ),
    (
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            (
                "From Reps; blank = customers without owner.",
                "来自销售代表表；空 = 无负责人的客户。",
                "來自業務代表表；空 = 無負責人的客戶。",
            ),
            identity=True,
            computed=True,
            width=10,
        ),
        text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=22),
        date("period_from", ("From", "起", "起"), ("First day.", "起始日。", "起始日。"), computed=True, width=12),
        date(
            "period_to", ("To", "止", "止"), ("Last day that counts.", "截止日。", "截止日。"), computed=True, width=12
        ),
        _count(
            "customers",
            ("Customers", "客户数", "客戶數"),
            ("Customers owned.", "负责的客户数。", "負責的客戶數。"),
        ),
        _count(
            "planned",
            ("Planned", "计划", "計畫"),
            ("Visits due in the period by cadence.", "期间内按频次应拜访次数。", "期間內按頻次應拜訪次數。"),
        ),
        _count(
            "made",
            ("Made", "实际", "實際"),
            (
                "Visits logged; joint ones count, calls do not.",
                "登记的拜访次数；含联合拜访，不含电话。",
                "登記的拜訪次數；含聯合拜訪，不含電話。",
            ),
        ),
        _count(
            "kept",
            ("Planned and made", "计划内完成", "計畫內完成"),
            (
                "Planned visits that were made; more to one customer do not stand in for another.",
                "已完成的计划拜访；对同一客户多拜访不能抵其他客户。",
                "已完成的計畫拜訪；對同一客戶多拜訪不能抵其他客戶。",
            ),
        ),
        percent(
            "adherence",
            ("Adherence", "计划完成率", "計畫完成率"),
            ("Planned and made ÷ planned.", "计划内完成 ÷ 计划。", "計畫內完成 ÷ 計畫。"),
            formula='IF([@planned]=0,"",[@kept]/[@planned])',
        ),
        _count(
            "covered",
            ("Covered", "已覆盖", "已覆蓋"),
            ("Own customers visited in the period.", "期间内拜访过的自有客户。", "期間內拜訪過的自有客戶。"),
        ),
        percent(
            "coverage",
            ("Coverage", "覆盖率", "覆蓋率"),
            ("Covered ÷ customers.", "已覆盖 ÷ 客户数。", "已覆蓋 ÷ 客戶數。"),
            formula='IF([@customers]=0,"",[@covered]/[@customers])',
        ),
        _count(
            "overdue",
            ("Overdue", "逾期", "逾期"),
            ("Customers whose next visit is past.", "下次拜访日期已过的客户。", "下次拜訪日期已過的客戶。"),
        ),
        _count(
            "orders",
            ("Visits with order", "有订单拜访", "有訂單拜訪"),
            ("Visits that brought an order.", "带来订单的拜访次数。", "帶來訂單的拜訪次數。"),
        ),
        percent(
            "strike_rate",
            ("Strike rate", "成单率", "成單率"),
            ("Visits with order ÷ made.", "有订单拜访 ÷ 实际。", "有訂單拜訪 ÷ 實際。"),
            formula='IF([@made]=0,"",[@orders]/[@made])',
        ),
        percent(
            "strike_rate_planned",
            ("Strike rate on planned", "成单率（按计划）", "成單率（按計畫）"),
            ("Visits with order ÷ planned.", "有订单拜访 ÷ 计划。", "有訂單拜訪 ÷ 計畫。"),
            formula='IF([@planned]=0,"",[@orders]/[@planned])',
        ),
        money(
            "order_amount",
            ("Order amount", "订单金额", "訂單金額"),
            ("Of the orders logged, by visit or call.", "登记的订单金额，含电话。", "登記的訂單金額，含電話。"),
            computed=True,
            total=True,
        ),
        _count("calls", ("Calls", "电话", "電話"), ("Calls logged.", "登记的电话次数。", "登記的電話次數。")),
        _count(
            "joint",
            ("Joint visits", "联合拜访", "聯合拜訪"),
            ("Of those made.", "其中联合拜访。", "其中聯合拜訪。"),
        ),
        integer(
            "working_days",
            ("Working days", "工作日", "工作日"),
            (
                "In the period, while employed; by the country's calendar.",
                "期间内在职的工作日，按国家日历。",
                "期間內在職的工作日，按國家行事曆。",
            ),
            computed=True,
        ),
        number(
            "visits_a_day",
            ("Visits per working day", "每工作日拜访", "每工作日拜訪"),
            ("Made ÷ working days.", "实际 ÷ 工作日。", "實際 ÷ 工作日。"),
            formula='IF([@working_days]=0,"",ROUND([@made]/[@working_days],2))',
            width=12,
        ),
        number(
            "owed",
            ("Owed a year", "全年应访", "全年應訪"),
            (
                "Visits that the cadence asks for in the plan year.",
                "计划年度按频次应拜访次数。",
                "計畫年度按頻次應拜訪次數。",
            ),
            computed=True,
            total=True,
        ),
        number(
            "capacity",
            ("Capacity a year", "全年能力", "全年能力"),
            (
                "Visits a day × working days of the plan year × the rep's capacity.",
                "每日拜访次数 × 计划年度工作日 × 人力系数。",
                "每日拜訪次數 × 計畫年度工作日 × 人力係數。",
            ),
            computed=True,
            total=True,
        ),
        percent(
            "workload",
            ("Workload", "负荷", "負荷"),
            (
                "Owed ÷ capacity; above 100 % it cannot be done.",
                "应访 ÷ 能力；超过 100% 无法完成。",
                "應訪 ÷ 能力；超過 100% 無法完成。",
            ),
            formula='IF([@capacity]=0,"",[@owed]/[@capacity])',
        ),
    ),
    optional=True,
)

VISIT_PLAN: Final = Table(
    "VisitPlan",
    Words("a rep and the visits due in each month", "一名销售代表及各月应拜访次数", "一名業務代表及各月應拜訪次數"),
    Words(
        "When visits fall due in the plan year, from the last visit on by cadence.",
        "计划年度内各月应拜访次数，自上次拜访起按频次推算。",
        "計畫年度內各月應拜訪次數，自上次拜訪起按頻次推算。",
    ),
    (
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            (
                "From Reps; blank = customers without owner.",
                "来自销售代表表；空 = 无负责人的客户。",
                "來自業務代表表；空 = 無負責人的客戶。",
            ),
            identity=True,
            computed=True,
            width=10,
        ),
        text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=22),
        *(
            _count(month, _said(QUOTA[month].label), ("Visits due.", "应拜访次数。", "應拜訪次數。"), width=8)
            for month in MONTHS
        ),
        number(
            "year",
            ("Year", "全年", "全年"),
            ("All months.", "各月合计。", "各月合計。"),
            formula="+".join(f"[@{key}]" for key in MONTHS),
            total=True,
        ),
    ),
    optional=True,
)

FOLLOW_UP_KINDS: Final = (
    option("complaint", "complaint", "投诉", "投訴"),
    option("quote", "quote without answer", "报价未回复", "報價未回覆"),
    option("next_step", "next step due", "下一步到期", "下一步到期"),
)

FOLLOW_UPS: Final = Table(
    "FollowUps",
    Words("something to follow up", "一项待跟进事项", "一項待跟進事項"),
    Words(
        "Complaints, quotes without an answer, promised steps. A later entry takes a complaint or step off; a quote also needs a result.",
        "待处理的投诉、未回复的报价、到期的承诺。此后再次登记拜访或电话，投诉和下一步即移出；报价还需登记结果。",
        "待處理的投訴、未回覆的報價、到期的承諾。此後再次登記拜訪或電話，投訴和下一步即移出；報價還需登記結果。",
    ),
    (
        choice(
            "kind",
            ("What", "事项", "事項"),
            ("Complaint, quote or next step.", "投诉、报价或下一步。", "投訴、報價或下一步。"),
            FOLLOW_UP_KINDS,
            computed=True,
            width=22,
        ),
        date(
            "due", ("Due", "应办日期", "應辦日期"), ("When it was due.", "应办理日期。", "應辦理日期。"), computed=True
        ),
        integer(
            "days",
            ("Days late", "已过天数", "已過天數"),
            ("Since then; 0 = today.", "至今天数；0 = 今天。", "至今天數；0 = 今天。"),
            computed=True,
        ),
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            ("Who is to act.", "由谁办理。", "由誰辦理。"),
            computed=True,
            width=10,
        ),
        text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=20),
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("For whom.", "客户。", "客戶。"),
            computed=True,
            width=14,
        ),
        text("customer", ("Customer", "客户名称", "客戶名稱"), ("Name.", "名称。", "名稱。"), computed=True, width=28),
        text("contact", ("Contact", "联系人", "聯絡人"), ("Whom.", "找谁。", "找誰。"), computed=True, width=18),
        date(
            "since",
            ("Logged on", "登记日期", "登記日期"),
            ("The visit that it comes from.", "来自哪次拜访。", "來自哪次拜訪。"),
            computed=True,
        ),
        text(
            "words",
            ("In their words", "原文", "原文"),
            ("What the rep wrote.", "销售代表所写内容。", "業務代表所寫內容。"),
            computed=True,
            width=50,
        ),
    ),
    optional=True,
)
