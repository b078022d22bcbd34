"""Visits: what reps logged, how it stands against the cadence, what to follow up."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, moment, money, number, option, percent, text
from salesplan.tables.model import Column, Table
from salesplan.tables.quota import MONTHS, QUOTA
from salesplan.words import Words

KINDS_OF_VISIT: Final = (
    option("visit", "visit", "拜访", "拜訪"),
    option("call", "call", "电话", "電話"),
    option("joint", "joint visit", "联合拜访", "聯合拜訪"),
)
"""A call is logged, but is no visit: it does not count for the cadence."""

STAGES: Final = (
    option("prospect", "prospect found", "发现潜客", "發現潛客"),
    option("contact", "first contact", "初次接触", "初次接觸"),
    option("needs", "needs analysed", "需求分析", "需求分析"),
    option("proposal", "solution proposed", "提交方案", "提交方案"),
    option("follow_up", "follow-up", "跟进", "跟進"),
    option("won", "won", "赢单", "贏單"),
    option("lost", "lost", "丢单", "丟單"),
)

RESULTS: Final = (
    option("order", "order", "下单", "下單"),
    option("quote", "quote wanted", "要求报价", "要求報價"),
    option("progress", "progress", "有进展", "有進展"),
    option("none", "nothing new", "无进展", "無進展"),
    option("refused", "refused", "拒绝", "拒絕"),
    option("absent", "not met", "未见到", "未見到"),
)

REPORTED: Final = (
    text(
        "contact",
        ("Contact", "联系人", "聯絡人"),
        ("Whom you met.", "见了谁。", "見了誰。"),
        width=18,
    ),
    text(
        "joined_by",
        ("Joined by", "同行人", "同行人"),
        ("Who came along on a joint visit.", "联合拜访的同行者。", "聯合拜訪的同行者。"),
        width=18,
    ),
    choice(
        "stage",
        ("Stage", "阶段", "階段"),
        ("Where the sale stands.", "销售进展到哪一步。", "銷售進展到哪一步。"),
        STAGES,
        width=17,
    ),
    choice(
        "result",
        ("Result", "结果", "結果"),
        ("What came of it.", "这次的结果。", "這次的結果。"),
        RESULTS,
        width=14,
    ),
    money(
        "amount",
        ("Order amount", "订单金额", "訂單金額"),
        ("Of an order; blank = none.", "订单金额；无订单留空。", "訂單金額；無訂單留空。"),
        minimum=0,
        width=14,
    ),
    date(
        "quote_sent",
        ("Quote sent on", "报价日期", "報價日期"),
        ("Day on which a quote was sent.", "报价发出日期。", "報價發出日期。"),
        width=13,
    ),
    text(
        "complaint",
        ("Complaint", "投诉", "投訴"),
        (
            "What the customer complained of; acted on the same day.",
            "客户投诉内容，当天处理。",
            "客戶投訴內容，當天處理。",
        ),
        width=28,
    ),
    text(
        "next_step",
        ("Next step", "下一步", "下一步"),
        ("What was promised.", "承诺的下一步。", "承諾的下一步。"),
        width=28,
    ),
    date(
        "next_date",
        ("By", "下一步日期", "下一步日期"),
        ("Until when the next step is promised.", "下一步的承诺日期。", "下一步的承諾日期。"),
        width=13,
    ),
    text("note", ("Note", "备注", "備註"), ("Anything else.", "其他。", "其他。"), width=40),
)
"""What a rep says about a visit."""

DATE: Final = date(
    "date",
    ("Date", "日期", "日期"),
    ("Day of the visit.", "拜访日期。", "拜訪日期。"),
    identity=True,
    required=True,
    width=13,
)

KIND: Final = choice(
    "kind",
    ("Kind", "方式", "方式"),
    (
        "Visit, call, or a visit together with somebody.",
        "拜访、电话，或与他人同行的拜访。",
        "拜訪、電話，或與他人同行的拜訪。",
    ),
    KINDS_OF_VISIT,
    identity=True,
    required=True,
    width=12,
)

VISITS: Final = Table(
    "Visits",
    Words("a logged visit or call", "一次登记的拜访或电话", "一次登記的拜訪或電話"),
    Words(
        "What reps logged. visits collect brings it in from their visit logs; you may also type or load it.",
        "销售代表登记的拜访。由 visits collect 从拜访记录表汇总，也可直接填写或载入。",
        "業務代表登記的拜訪。由 visits collect 從拜訪記錄表彙總，也可直接填寫或載入。",
    ),
    (
        DATE,
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            ("Who made the visit.", "拜访人。", "拜訪人。"),
            identity=True,
            required=True,
            refers="Reps.rep_id",
        ),
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("Who was visited.", "拜访的客户。", "拜訪的客戶。"),
            identity=True,
            required=True,
            refers="Customers.customer_id",
            width=14,
        ),
        KIND,
        *REPORTED,
        text(
            "customer",
            ("Customer", "客户名称", "客戶名稱"),
            ("Its name when the log was collected.", "汇总时的客户名称。", "彙總時的客戶名稱。"),
            computed=True,
            width=28,
        ),
        text(
            "entry",
            ("Entry", "条目", "條目"),
            (
                "The row of the visit log; a corrected row keeps it.",
                "拜访记录表中的条目号；更正后不变。",
                "拜訪記錄表中的條目號；更正後不變。",
            ),
            computed=True,
            width=12,
        ),
        text(
            "log",
            ("Log", "来源文件", "來源檔案"),
            ("The file that it came from.", "来源文件名。", "來源檔案名稱。"),
            computed=True,
            width=26,
        ),
        moment(
            "saved_at",
            ("Saved at", "保存时间", "儲存時間"),
            ("When that log was last saved.", "该记录表最后保存时间。", "該記錄表最後儲存時間。"),
            computed=True,
            width=18,
        ),
        text(
            "taken",
            ("Taken", "读取指纹", "讀取指紋"),
            (
                "What the log said when it was read; tells a correction by the rep from one made here.",
                "读取时的内容指纹，用于区分销售代表的更正与此处的修改。",
                "讀取時的內容指紋，用於區分業務代表的更正與此處的修改。",
            ),
            computed=True,
            width=14,
        ),
    ),
    optional=True,
    record=True,
)


def _count(key: str, label: tuple[str, str, str], about: tuple[str, str, str], **rest: object) -> Column:
    """Declare a computed count with a total above it."""
    return integer(key, label, about, computed=True, total=True, **rest)


def _said(label: Words) -> tuple[str, str, str]:
    return label.en, label.hans, label.hant


VISIT_STATUS: Final = Table(
    "VisitStatus",
    Words("a rep and their visits in a period", "一名销售代表在一段时期内的拜访", "一名業務代表在一段時期內的拜訪"),
    Words(
        "Planned against made, in the period shown. Planned: due by the cadence of the customers' tiers.",
        "所示时期内计划与实际拜访。计划：按客户等级应拜访的次数。",
        "所示時期內計畫與實際拜訪。計畫：按客戶等級應拜訪的次數。",
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
            ("Visits due in the period by cadence.", "时期内按频次应拜访次数。", "時期內按頻次應拜訪次數。"),
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
            ("Own customers visited in the period.", "时期内拜访过的自有客户。", "時期內拜訪過的自有客戶。"),
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
            ("Strike rate on planned", "计划成单率", "計畫成單率"),
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
                "时期内在职的工作日，按国家日历。",
                "時期內在職的工作日，按國家行事曆。",
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
        "Complaints not yet acted on, quotes without an answer after three days, promised steps that are due.",
        "尚未处理的投诉、三天未回复的报价、到期的承诺事项。",
        "尚未處理的投訴、三天未回覆的報價、到期的承諾事項。",
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
