"""Customers: who buys, how they are rated, who stands behind them."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, money, number, option, percent, text
from salesplan.tables.model import Table
from salesplan.words import Words

PROSPECT: Final = Words("prospect", "潜在客户", "潛在客戶")
"""The tier of who never bought."""

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
    option("promising", "promising", "有望客户", "有望客戶"),
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
            ("Priority", "优先级", "優先順序"),
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
    record=True,
)
