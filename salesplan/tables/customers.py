"""Customers: who buys, how they are rated, who stands behind them."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, money, number, option, percent, text
from salesplan.tables.model import Table
from salesplan.words import Words

PROSPECT: Final = Words("prospect", "潜在客户", "潛在客戶")
"""The tier of who never bought."""

PROSPECT_ROWS: Final = ("P1", "P2", "P3", "P4")
"""The rows of Tiers that hold the cadence of prospects, by priority."""

MOVES_OF_TIER: Final = (
    option("new", "new", "新评", "新評"),
    option("up", "up", "上升", "上升"),
    option("down", "down", "下降", "下降"),
    option("held", "held", "保留", "保留"),
    option("same", "same", "不变", "不變"),
)
"""What became of a tier since the last evaluation; held: past the boundary, but by no more than the margin."""

SEGMENTS: Final = (
    option("champions", "champions", "核心客户", "核心客戶"),
    option("loyal", "loyal", "忠诚客户", "忠誠客戶"),
    option("promising", "promising", "潜力客户", "潛力客戶"),
    option("new", "newcomers", "新近客户", "新近客戶"),
    option("attention", "need attention", "需要关注", "需要關注"),
    option("cannot_lose", "cannot lose", "不可流失", "不可流失"),
    option("at_risk", "at risk", "流失风险", "流失風險"),
    option("asleep", "asleep", "沉睡客户", "沉睡客戶"),
)

CLASSES: Final = (
    option("key", "key", "重点客户", "重點客戶"),
    option("general", "general", "一般客户", "一般客戶"),
    option("potential", "potential", "潜力客户", "潛力客戶"),
)

LIFECYCLES: Final = (
    option("prospect", "prospect", "潜在", "潛在"),
    option("new", "new", "新客户", "新客戶"),
    option("growing", "growing", "成长", "成長"),
    option("steady", "steady", "稳定", "穩定"),
    option("declining", "declining", "下滑", "下滑"),
    option("dormant", "dormant", "休眠", "休眠"),
    option("lost", "lost", "流失", "流失"),
)

RULES: Final = (
    option("share", "share", "累计占比", "累計占比"),
    option("amount", "amount", "金额", "金額"),
    option("count", "count", "数量", "數量"),
)

CUSTOMERS: Final = Table(
    "Customers",
    Words("a customer", "一个客户", "一個客戶"),
    Words(
        "Who buys, and which rep owns them. The owner's quota carries the customer's sales. Grey: how tier rates them.",
        "谁在购买，归哪位销售代表。客户的销售额计入其负责人。灰色列由 tier 评定。",
        "誰在購買，歸哪位業務代表。客戶的銷售額計入其負責人。灰色欄由 tier 評定。",
    ),
    (
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("Unique; text, leading zeros kept.", "唯一；文本，保留前导零。", "唯一；文字，保留前導零。"),
            identity=True,
            required=True,
            width=14,
        ),
        text("customer", ("Customer", "客户名称", "客戶名稱"), ("Name.", "名称。", "名稱。"), width=30),
        text(
            "rep_id",
            ("Owner (rep ID)", "负责人编号", "負責人編號"),
            (
                "The rep who owns the customer. Blank = nobody: sales go to the rep of the sales row.",
                "负责该客户的销售代表。留空 = 无人：销售额计入销售行上的销售代表。",
                "負責該客戶的業務代表。留空 = 無人：銷售額計入銷售列上的業務代表。",
            ),
            refers="Reps.rep_id",
            width=16,
        ),
        text("region", ("Region", "区域", "區域"), ("Where the customer is.", "客户所在区域。", "客戶所在區域。")),
        text(
            "industry",
            ("Industry", "行业", "行業"),
            ("Trade of the customer.", "客户所属行业。", "客戶所屬行業。"),
            width=16,
        ),
        text("size", ("Size", "规模", "規模"), ("Such as small, large.", "如大、中、小。", "如大、中、小。")),
        text(
            "channel",
            ("Channel", "渠道", "通路"),
            ("How the customer is served.", "服务客户的渠道。", "服務客戶的通路。"),
            width=16,
        ),
        money(
            "potential",
            ("Potential", "潜力金额", "潛力金額"),
            ("What the customer could buy in a year.", "客户一年可能的采购额。", "客戶一年可能的採購額。"),
            minimum=0,
        ),
        choice(
            "intent",
            ("Intent", "意向", "意向"),
            ("How willing the customer is to buy.", "客户购买意愿。", "客戶購買意願。"),
            (option("high", "high", "高", "高"), option("low", "low", "低", "低")),
        ),
        text(
            "credit",
            ("Credit", "信用等级", "信用等級"),
            ("Credit standing: A, B, C …", "信用评级：A、B、C……", "信用評級：A、B、C……"),
        ),
        date(
            "first_purchase",
            ("First purchase", "首次采购", "首次採購"),
            ("Day of the first order.", "首单日期。", "首單日期。"),
            width=14,
        ),
        money(
            "amount",
            ("Amount", "采购额", "採購額"),
            (
                "Revenue in the twelve months up to the setting As of.",
                "截至日期之前十二个月的销售额。",
                "截至日期之前十二個月的銷售額。",
            ),
            computed=True,
            total=True,
            width=16,
        ),
        percent(
            "share",
            ("Share", "占比", "占比"),
            ("Of what all customers bought.", "占全部客户采购额的比例。", "占全部客戶採購額的比例。"),
            computed=True,
        ),
        text(
            "tier",
            ("Tier", "等级", "等級"),
            (
                "By purchase amount and the rules on the sheet Tiers; prospect = never bought.",
                "按采购额和“等级规则”评定；从未采购的为潜在客户。",
                "按採購額和「等級規則」評定；從未採購的為潛在客戶。",
            ),
            computed=True,
            seeded=True,
        ),
        text(
            "last_tier",
            ("Last tier", "上期等级", "上期等級"),
            ("The tier at the evaluation before.", "上一次评定的等级。", "上一次評定的等級。"),
            computed=True,
        ),
        choice(
            "move",
            ("Move", "变动", "變動"),
            (
                "Up or down since the evaluation before. Held: past the boundary, but not by more than the margin.",
                "与上次评定相比的升降。保留：虽越过界限，但未超过余量。",
                "與上次評定相比的升降。保留：雖越過界限，但未超過餘量。",
            ),
            MOVES_OF_TIER,
            computed=True,
        ),
        integer(
            "recency",
            ("Months since purchase", "距上次采购月数", "距上次採購月數"),
            ("Months since the last purchase.", "距最近一次采购的月数。", "距最近一次採購的月數。"),
            computed=True,
            width=13,
        ),
        integer(
            "frequency",
            ("Purchase months", "采购月数", "採購月數"),
            (
                "In how many of the twelve months the customer bought.",
                "十二个月中有采购的月数。",
                "十二個月中有採購的月數。",
            ),
            computed=True,
            width=12,
        ),
        text(
            "rfm",
            ("RFM", "RFM", "RFM"),
            (
                "Quintiles of recency, frequency and amount, 5 = best.",
                "最近、频次、金额的五分位得分，5 为最好。",
                "最近、頻次、金額的五分位得分，5 為最好。",
            ),
            computed=True,
        ),
        choice(
            "segment",
            ("Segment", "客群", "客群"),
            ("What the RFM scores say.", "由 RFM 得分得出的客群。", "由 RFM 得分得出的客群。"),
            SEGMENTS,
            computed=True,
            width=16,
        ),
        choice(
            "customer_class",
            ("Class", "分类", "分類"),
            (
                "Key: tier A, bought in half of the months, credit B or better. Potential: prospect, or below 20 % of its potential.",
                "重点：A 级、半数月份有采购、信用不低于 B。潜力：潜在客户，或采购不足其潜力的 20%。",
                "重點：A 級、半數月份有採購、信用不低於 B。潛力：潛在客戶，或採購不足其潛力的 20%。",
            ),
            CLASSES,
            computed=True,
            width=12,
        ),
        choice(
            "lifecycle",
            ("Lifecycle", "生命周期", "生命週期"),
            (
                "From the last twelve months against the twelve before.",
                "由最近十二个月与之前十二个月比较得出。",
                "由最近十二個月與之前十二個月比較得出。",
            ),
            LIFECYCLES,
            computed=True,
            width=12,
        ),
        integer(
            "priority",
            ("Priority", "优先级", "優先級"),
            (
                "1 = high potential and high intent … 4 = neither.",
                "1 = 潜力和意向都高 …… 4 = 都不高。",
                "1 = 潛力和意向都高 …… 4 = 都不高。",
            ),
            computed=True,
        ),
        number(
            "visits_a_year",
            ("Visits a year", "年拜访次数", "年拜訪次數"),
            ("The cadence of its tier.", "该等级的拜访频次。", "該等級的拜訪頻次。"),
            computed=True,
            total=True,
        ),
        date(
            "last_visit",
            ("Last visit", "上次拜访", "上次拜訪"),
            ("The last visit logged.", "最近一次登记的拜访。", "最近一次登記的拜訪。"),
            computed=True,
        ),
        date(
            "next_visit",
            ("Next visit", "下次拜访", "下次拜訪"),
            ("When the next visit is due.", "下次应拜访日期。", "下次應拜訪日期。"),
            computed=True,
        ),
        integer(
            "overdue",
            ("Days overdue", "逾期天数", "逾期天數"),
            (
                "Days since the visit was due; blank = not overdue.",
                "应拜访日期已过天数；空 = 未逾期。",
                "應拜訪日期已過天數；空 = 未逾期。",
            ),
            computed=True,
        ),
        text(
            "last_credit",
            ("Last credit", "上期信用", "上期信用"),
            ("The credit at the evaluation before.", "上一次评定时的信用等级。", "上一次評定時的信用等級。"),
            computed=True,
        ),
        text(
            "evaluated_credit",
            ("Evaluated credit", "评定信用", "評定信用"),
            ("The credit at this evaluation.", "本次评定时的信用等级。", "本次評定時的信用等級。"),
            computed=True,
        ),
        date(
            "evaluated_on",
            ("Evaluated as of", "评定日期", "評定日期"),
            (
                "The day up to which the tier was computed. A later one makes this tier the last.",
                "等级评定的截至日期；日期更晚时，本等级即成为上期等级。",
                "等級評定的截至日期；日期更晚時，本等級即成為上期等級。",
            ),
            computed=True,
        ),
    ),
)

CONTACTS: Final = Table(
    "Contacts",
    Words("a person at a customer", "客户的一位联系人", "客戶的一位聯絡人"),
    Words(
        "Who decides at a customer, and what each of them wants. Goes into the visit log of the customer's rep.",
        "客户方由谁决策，各自关心什么。会写入负责人的拜访记录表。",
        "客戶方由誰決策，各自關心什麼。會寫入負責人的拜訪記錄表。",
    ),
    (
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("From Customers.", "来自客户表。", "來自客戶表。"),
            identity=True,
            required=True,
            refers="Customers.customer_id",
            width=14,
        ),
        text(
            "contact",
            ("Contact", "联系人", "聯絡人"),
            ("Name.", "姓名。", "姓名。"),
            identity=True,
            required=True,
            width=22,
        ),
        text(
            "role",
            ("Role", "职务", "職務"),
            ("Such as buyer, owner, user.", "如采购、老板、使用者。", "如採購、老闆、使用者。"),
            width=20,
        ),
        text(
            "wants",
            ("Wants", "关注点", "關注點"),
            ("What matters to them.", "此人最关心什么。", "此人最關心什麼。"),
            width=40,
        ),
        choice(
            "influence",
            ("Influence", "影响力", "影響力"),
            ("On the decision to buy.", "对采购决定的影响。", "對採購決定的影響。"),
            (
                option("high", "high", "高", "高"),
                option("medium", "medium", "中", "中"),
                option("low", "low", "低", "低"),
            ),
        ),
        text("note", ("Note", "备注", "備註"), ("Anything else.", "其他。", "其他。"), width=40),
    ),
    optional=True,
)

TIERS: Final = Table(
    "Tiers",
    Words("a tier's rule and cadence", "一个等级的规则和拜访频次", "一個等級的規則和拜訪頻次"),
    Words(
        "From the best tier down; a customer gets the first whose rule it meets, the last without a cut takes the rest. P1 … P4: prospects by priority.",
        "由高到低；客户归入第一个符合规则的等级，最后一级不设界限，接收其余客户。P1 … P4：按优先级的潜在客户。",
        "由高到低；客戶歸入第一個符合規則的等級，最後一級不設界限，接收其餘客戶。P1 … P4：按優先級的潛在客戶。",
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

_ADVICE: Final = (
    option(
        "prospect",
        "qualify, and win by priority",
        "甄别并按优先级开发",
        "甄別並按優先級開發",
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
                "两个等级之间的金额；超过“等级余量”才算越过。",
                "兩個等級之間的金額；超過「等級餘量」才算越過。",
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
