"""What people fill in or load: growth, ramp, season, reps, sales."""

from typing import Final

from salesplan.tables.columns import choice, date, integer, ledger, money, month, number, option, percent, text
from salesplan.tables.model import Table
from salesplan.words import Words

DIMENSIONS: Final = (
    option("region", "region", "区域", "區域"),
    option("team", "team", "团队", "團隊"),
    option("rep_id", "rep", "销售代表", "業務代表"),
    option("industry", "industry", "行业", "行業"),
    option("product_line", "product line", "产品线", "產品線"),
    option("channel", "channel", "渠道", "通路"),
    option("tier", "tier", "客户等级", "客戶等級"),
)

GROWTH: Final = Table(
    "Growth",
    Words("an adjustment of growth for one segment", "对某一细分的增长调整", "對某一細分的成長調整"),
    Words(
        "Percentage points added to market growth for a segment. Several that match the same sales add up.",
        "在市场增长率之上按细分增减的百分点；同一笔销售匹配多项时相加。",
        "在市場成長率之上按細分增減的百分點；同一筆銷售符合多項時相加。",
    ),
    (
        choice(
            "dimension",
            ("Dimension", "维度", "維度"),
            ("What the segment is a part of.", "按什么划分细分。", "按什麼劃分細分。"),
            DIMENSIONS,
            required=True,
            width=16,
        ),
        text(
            "value",
            ("Value", "取值", "取值"),
            (
                "Which region, team, rep id, industry, product line, channel or tier.",
                "具体的区域、团队、销售编号、行业、产品线、渠道或等级。",
                "具體的區域、團隊、業務編號、行業、產品線、通路或等級。",
            ),
            required=True,
            width=24,
        ),
        percent(
            "adjustment",
            ("Adjustment", "调整", "調整"),
            (
                "Percentage points on top of market growth; negative for a weak segment.",
                "在市场增长率之上增减的百分点；需求弱的细分填负数。",
                "在市場成長率之上增減的百分點；需求弱的細分填負數。",
            ),
            required=True,
            minimum=-2,
            maximum=10,
        ),
        text("note", ("Note", "备注", "備註"), ("Why.", "原因。", "原因。"), width=40),
    ),
    listed="GrowthBySegment",
)

RAMP: Final = Table(
    "Ramp",
    Words("a month of a new rep's tenure", "新人入职后的一个月", "新人到職後的一個月"),
    Words(
        "The share of a full quota that a new rep carries in each month. After the last row: 100 %.",
        "新人入职后每个月承担完整配额的比例；最后一行之后为 100%。",
        "新人到職後每個月承擔完整配額的比例；最後一列之後為 100%。",
    ),
    (
        integer(
            "month",
            ("Month of tenure", "入职第几月", "到職第幾月"),
            ("1 is the month in which the rep starts.", "1 为入职当月。", "1 為到職當月。"),
            identity=True,
            required=True,
            minimum=1,
            maximum=60,
            width=16,
        ),
        percent(
            "share",
            ("Share carried", "承担比例", "承擔比例"),
            ("Share of a full quota, 0 % to 100 %.", "完整配额的比例，0% 到 100%。", "完整配額的比例，0% 到 100%。"),
            required=True,
            minimum=0,
            maximum=1,
            width=16,
        ),
    ),
    given=tuple(zip(range(1, 6), (0.0, 0.25, 0.5, 0.75, 1.0), strict=True)),
)

SEASON: Final = Table(
    "Season",
    Words("a month of the year", "一年中的一个月", "一年中的一個月"),
    Words(
        "The share of a year that falls in each month. Typed shares count when the setting Season source is 'typed'.",
        "各月占全年的份额。设置“季节来源”为“手工”时采用填写的份额。",
        "各月占全年的份額。設定「季節來源」為「手工」時採用填寫的份額。",
    ),
    (
        integer(
            "month",
            ("Month", "月份", "月份"),
            ("1 = January … 12 = December.", "1 为一月……12 为十二月。", "1 為一月……12 為十二月。"),
            identity=True,
            required=True,
            minimum=1,
            maximum=12,
        ),
        percent(
            "share",
            ("Typed share", "填写份额", "填寫份額"),
            (
                "Only for season source 'typed'; only the proportions count.",
                "仅在季节来源为“手工”时使用；只看比例。",
                "僅在季節來源為「手工」時使用；只看比例。",
            ),
            minimum=0,
            maximum=1,
            width=16,
        ),
        percent(
            "used",
            ("Share used", "采用份额", "採用份額"),
            ("The company's season that the plan uses.", "计划采用的公司季节份额。", "計畫採用的公司季節份額。"),
            computed=True,
            width=16,
        ),
    ),
    given=tuple((month, None, None) for month in range(1, 13)),
    optional=True,
)

REPS: Final = Table(
    "Reps",
    Words("a rep", "一名销售代表", "一名業務代表"),
    Words(
        "Who sells. Region and team make the levels of the plan.",
        "谁在销售。区域和团队构成计划的层级。",
        "誰在銷售。區域和團隊構成計畫的層級。",
    ),
    (
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            ("Unique; text, leading zeros kept.", "唯一；文本，保留前导零。", "唯一；文字，保留前導零。"),
            identity=True,
            required=True,
        ),
        text(
            "rep",
            ("Rep", "销售代表", "業務代表"),
            ("Name.", "姓名。", "姓名。"),
            width=22,
        ),
        text(
            "region",
            ("Region", "区域", "區域"),
            ("The level below the company.", "公司之下的一级。", "公司之下的一級。"),
            width=16,
        ),
        text(
            "team",
            ("Team", "团队", "團隊"),
            ("The level below the region.", "区域之下的一级。", "區域之下的一級。"),
            width=16,
        ),
        text(
            "manager",
            ("Manager", "经理", "經理"),
            ("Whom the rep reports to.", "汇报对象。", "匯報對象。"),
            width=18,
        ),
        date(
            "start_date",
            ("Start date", "入职日期", "到職日期"),
            (
                "Blank = has been here all along. Decides the ramp.",
                "留空 = 一直在职。决定爬坡期。",
                "留空 = 一直在職。決定爬坡期。",
            ),
        ),
        date(
            "end_date",
            ("End date", "离职日期", "離職日期"),
            (
                "Blank = stays. No quota after that month.",
                "留空 = 在职。该月之后无配额。",
                "留空 = 在職。該月之後無配額。",
            ),
        ),
        number(
            "capacity",
            ("Capacity", "人力系数", "人力係數"),
            (
                "1 = full time, 0.5 = half; blank = 1.",
                "1 = 全职，0.5 = 半职；留空 = 1。",
                "1 = 全職，0.5 = 半職；留空 = 1。",
            ),
            minimum=0,
            maximum=1000,
        ),
        number(
            "ability",
            ("Ability", "能力系数", "能力係數"),
            (
                "1 = as expected, 1.1 = 10 % more; blank = 1.",
                "1 = 符合预期，1.1 = 高 10%；留空 = 1。",
                "1 = 符合預期，1.1 = 高 10%；留空 = 1。",
            ),
            minimum=0,
            maximum=1000,
        ),
        money(
            "potential",
            ("Potential", "市场潜力", "市場潛力"),
            (
                "Market potential of the territory, in the plan's currency.",
                "辖区市场潜力，以计划币种计。",
                "轄區市場潛力，以計畫幣別計。",
            ),
            minimum=0,
            total=True,
        ),
        text("email", ("E-mail", "电子邮件", "電子郵件"), ("Address.", "地址。", "地址。"), width=28),
    ),
)

SALES: Final = Table(
    "Sales",
    Words(
        "sales of a customer or rep in a month, by product line and channel",
        "某客户或销售代表某月的销售，按产品线和渠道",
        "某客戶或業務代表某月的銷售，按產品線和通路",
    ),
    Words(
        "The ledger: the base year and, for the season, up to two years before it. Load it from your system.",
        "销售台账：基准年，以及用于季节性的之前最多两年。可从系统导出后载入。",
        "銷售台帳：基準年，以及用於季節性的之前最多兩年。可從系統匯出後載入。",
    ),
    (
        month(
            "month",
            ("Month", "月份", "月份"),
            ("Any date in the month.", "当月任一日期。", "當月任一日期。"),
            required=True,
        ),
        text(
            "customer_id",
            ("Customer ID", "客户编号", "客戶編號"),
            ("Who bought; may be blank.", "购买者；可留空。", "購買者；可留空。"),
            width=14,
        ),
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            (
                "Who sold; counts when the customer has no owner.",
                "销售人；客户无负责人时以此为准。",
                "銷售人；客戶無負責人時以此為準。",
            ),
            refers="Reps.rep_id",
        ),
        text(
            "product_line",
            ("Product line", "产品线", "產品線"),
            ("Which products.", "产品类别。", "產品類別。"),
            width=18,
        ),
        text("channel", ("Channel", "渠道", "通路"), ("How it was sold.", "销售渠道。", "銷售通路。"), width=16),
        ledger(
            "revenue",
            ("Revenue", "销售额", "銷售額"),
            ("Returns are negative.", "退货为负数。", "退貨為負數。"),
            required=True,
            total=True,
            width=16,
        ),
        ledger("margin", ("Margin", "毛利", "毛利"), ("Gross margin.", "毛利额。", "毛利額。"), total=True, width=16),
        number("units", ("Units", "数量", "數量"), ("Pieces sold.", "销售数量。", "銷售數量。")),
    ),
    record=True,
)
