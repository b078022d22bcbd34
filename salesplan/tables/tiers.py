"""Tiers: their rules and cadence, what they bring, who moved between them."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, money, number, option, percent, text
from salesplan.tables.customers import MOVES_OF_TIER
from salesplan.tables.model import Table
from salesplan.words import Words

PROSPECT_ROWS: Final = ("P1", "P2", "P3", "P4")
"""The rows of Tiers that hold the cadence of prospects, by priority."""

RULES: Final = (
    option("share", "share", "累计占比", "累計占比"),
    option("amount", "amount", "金额", "金額"),
    option("count", "count", "数量", "數量"),
)

TIERS: Final = Table(
    "Tiers",
    Words("a tier's rule and cadence", "一个等级的规则和拜访频次", "一個等級的規則和拜訪頻次"),
    Words(
        "From the best tier down; a customer gets the first whose rule it meets, the last without a cut takes the rest. P1 … P4: prospects by priority.",
        "由高到低；客户归入第一个符合规则的等级，最后一级不设界限，接收其余客户。P1 … P4：按优先级的潜在客户。",
        "由高到低；客戶歸入第一個符合規則的等級，最後一級不設界限，接收其餘客戶。P1 … P4：按優先順序的潛在客戶。",
    ),
    (
        text(
            "tier",
            ("Tier", "等级", "等級"),
            (
                "A, B, C or your own; P1 to P4 for prospects.",
                "A、B、C 或自定；P1 至 P4 为潜在客户。",
                "A、B、C 或自訂；P1 至 P4 為潛在客戶。",
            ),
            identity=True,
            required=True,
        ),
        choice(
            "rule",
            ("Rule", "规则", "規則"),
            (
                "share: cumulative share of revenue before the customer; amount: what it bought; count: its rank.",
                "累计占比：该客户之前的累计销售占比；金额：其采购额；数量：其排名。",
                "累計占比：該客戶之前的累計銷售占比；金額：其採購額；數量：其排名。",
            ),
            RULES,
            width=12,
        ),
        number(
            "cut",
            ("Cut", "界限", "界限"),
            (
                "share: below this (80 %); amount: this much or more; count: this many customers. Blank = the rest.",
                "累计占比：低于此值（80%）；金额：不低于此值；数量：前多少名。留空 = 其余。",
                "累計占比：低於此值（80%）；金額：不低於此值；數量：前多少名。留空 = 其餘。",
            ),
            minimum=0,
        ),
        number(
            "visits_a_year",
            ("Visits a year", "年拜访次数", "年拜訪次數"),
            (
                "How often to visit: 12 = monthly, 4 = quarterly.",
                "拜访频次：12 = 每月，4 = 每季度。",
                "拜訪頻次：12 = 每月，4 = 每季。",
            ),
            minimum=0,
            maximum=366,
        ),
        integer(
            "customers",
            ("Customers", "客户数", "客戶數"),
            ("How many are in the tier.", "该等级的客户数。", "該等級的客戶數。"),
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
            ("What they bought in the twelve months.", "十二个月的采购额。", "十二個月的採購額。"),
            computed=True,
            total=True,
            width=16,
        ),
        percent(
            "amount_share",
            ("Share of amount", "采购额占比", "採購額占比"),
            ("Of what all customers bought.", "占全部采购额的比例。", "占全部採購額的比例。"),
            computed=True,
            width=13,
        ),
        number(
            "visits",
            ("Visits owed a year", "全年应拜访次数", "全年應拜訪次數"),
            ("Customers × visits a year.", "客户数 × 年拜访次数。", "客戶數 × 年拜訪次數。"),
            computed=True,
            total=True,
            width=14,
        ),
    ),
    given=(
        ("A", "share", 0.80, 12, None, None, None, None, None),
        ("B", "share", 0.95, 4, None, None, None, None, None),
        ("C", "share", None, 2, None, None, None, None, None),
        ("P1", None, None, 12, None, None, None, None, None),
        ("P2", None, None, 4, None, None, None, None, None),
        ("P3", None, None, 2, None, None, None, None, None),
        ("P4", None, None, 1, None, None, None, None, None),
    ),
    optional=True,
)

SLICES: Final = 20
"""The rows of Pareto: each 5 % more of the customers."""

PARETO: Final = Table(
    "Pareto",
    Words("the best customers up to a share of all", "前若干比例的客户", "前若干比例的客戶"),
    Words(
        "How much of the revenue the best customers bring: the first 5 % of them, the first 10 %, and so on.",
        "前 5%、前 10%……的客户带来多少销售额。",
        "前 5%、前 10%……的客戶帶來多少銷售額。",
    ),
    (
        percent(
            "best",
            ("Best customers", "前若干客户", "前若干客戶"),
            ("Share of all customers who bought.", "占有采购客户的比例。", "占有採購客戶的比例。"),
            identity=True,
            computed=True,
            width=15,
        ),
        integer(
            "customers",
            ("Customers", "客户数", "客戶數"),
            ("How many that is.", "即多少个客户。", "即多少個客戶。"),
            computed=True,
        ),
        money(
            "amount",
            ("Amount", "采购额", "採購額"),
            ("What they bought together.", "其采购额合计。", "其採購額合計。"),
            computed=True,
            width=16,
        ),
        percent(
            "share",
            ("Cumulative share", "累计占比", "累計占比"),
            ("Of what all customers bought.", "占全部采购额的比例。", "占全部採購額的比例。"),
            computed=True,
            width=14,
        ),
        percent(
            "gained",
            ("Added by these", "本段占比", "本段占比"),
            ("What this slice adds.", "本段新增的占比。", "本段新增的占比。"),
            computed=True,
            width=14,
        ),
    ),
    given=tuple((round(place / SLICES, 2), None, None, None, None) for place in range(1, SLICES + 1)),
    optional=True,
)

MOVES: Final = Table(
    "Moves",
    Words("a customer whose rating moved", "一个评级变动的客户", "一個評級變動的客戶"),
    Words(
        "Who changed tier or credit at each evaluation; the evaluations before are kept. A falling level wants a talk.",
        "每次评定中等级或信用变动的客户；保留历次评定。等级下降的需跟进。",
        "每次評定中等級或信用變動的客戶；保留歷次評定。等級下降的需跟進。",
    ),
    (
        date(
            "as_of",
            ("Evaluated as of", "评定日期", "評定日期"),
            ("The evaluation.", "哪次评定。", "哪次評定。"),
            identity=True,
            computed=True,
            width=15,
        ),
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("From Customers.", "来自客户表。", "來自客戶表。"),
            identity=True,
            computed=True,
            width=14,
        ),
        text("customer", ("Customer", "客户名称", "客戶名稱"), ("Name.", "名称。", "名稱。"), computed=True, width=30),
        text(
            "rep_id",
            ("Owner (rep ID)", "负责人编号", "負責人編號"),
            ("Who owns the customer.", "负责人。", "負責人。"),
            computed=True,
            width=16,
        ),
        text(
            "last_tier",
            ("Last tier", "上期等级", "上期等級"),
            ("Before.", "之前。", "之前。"),
            computed=True,
        ),
        text("tier", ("Tier", "等级", "等級"), ("Now.", "现在。", "現在。"), computed=True),
        choice(
            "move",
            ("Move", "变动", "變動"),
            ("Up, down, or held by the margin.", "上升、下降，或因余量保留。", "上升、下降，或因餘量保留。"),
            MOVES_OF_TIER,
            computed=True,
        ),
        money(
            "amount",
            ("Amount", "采购额", "採購額"),
            ("In the twelve months.", "十二个月的采购额。", "十二個月的採購額。"),
            computed=True,
            width=16,
        ),
        money(
            "boundary",
            ("Boundary", "界限金额", "界限金額"),
            (
                "The amount between the two tiers; to cross it takes more than the setting Tier margin.",
                "两个等级之间的金额；超过“等级容差”才算越过。",
                "兩個等級之間的金額；超過「等級容差」才算越過。",
            ),
            computed=True,
            width=16,
        ),
        text(
            "last_credit",
            ("Last credit", "上期信用", "上期信用"),
            ("Before.", "之前。", "之前。"),
            computed=True,
        ),
        text("credit", ("Credit", "信用等级", "信用等級"), ("Now.", "现在。", "現在。"), computed=True),
        text(
            "follow_up",
            ("Agreed", "跟进措施", "跟進措施"),
            ("What was agreed; yours to fill in.", "约定的措施，由您填写。", "約定的措施，由您填寫。"),
            width=40,
        ),
    ),
    optional=True,
)
