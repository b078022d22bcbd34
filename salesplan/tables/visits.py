"""Visits: what reps logged."""

from typing import Final

from salesplan.tables.columns import choice, date, moment, money, option, text
from salesplan.tables.model import Table
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
        ("Due by", "下一步日期", "下一步日期"),
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
