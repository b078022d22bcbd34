"""The visit log: the workbook that a rep fills in and sends back."""

from dataclasses import replace
from typing import Final

from salesplan.tables.columns import integer, money, month, text
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.model import Figure, Holds, Owner, Setting, Sheet, Table, WorkbookPlan
from salesplan.tables.settings import SETTINGS
from salesplan.tables.visits import DATE, KIND, REPORTED, VISITS
from salesplan.words import Words

MY_CUSTOMERS: Final = Table(
    "MyCustomers",
    Words("one of the rep's customers", "一个负责的客户", "一個負責的客戶"),
    Words(
        "Whom to visit, and when. Red: the visit is overdue; amber: due within two weeks.",
        "应拜访谁、何时拜访。红色：已逾期；琥珀色：两周内到期。",
        "應拜訪誰、何時拜訪。紅色：已逾期；琥珀色：兩週內到期。",
    ),
    (
        text(
            "customer",
            ("Customer", "客户", "客戶"),
            (
                "As the list in Visits offers it: the name, and the id where two have the same.",
                "拜访表下拉列表中的写法：名称；同名时附编号。",
                "拜訪表下拉清單中的寫法：名稱；同名時附編號。",
            ),
            identity=True,
            computed=True,
            width=28,
        ),
        replace(CUSTOMERS["customer_id"], owner=CUSTOMERS["amount"].owner, identity=False, required=False),
        replace(
            CUSTOMERS["tier"],
            seeded=False,
            help=Words(
                "By what the customer buys: A is the highest; prospect = never bought.",
                "按采购额评定，A 为最高；从未采购的为潜在客户。",
                "按採購額評定，A 為最高；從未採購的為潛在客戶。",
            ),
        ),
        CUSTOMERS["customer_class"],
        CUSTOMERS["priority"],
        replace(CUSTOMERS["visits_a_year"], total=False),
        CUSTOMERS["last_visit"],
        CUSTOMERS["next_visit"],
        text(
            "contacts",
            ("Contacts", "联系人", "聯絡人"),
            (
                "Who they are, and what each of them wants.",
                "联系人及其关注点。",
                "聯絡人及其關注點。",
            ),
            computed=True,
            width=60,
        ),
    ),
)

MY_QUOTA: Final = Table(
    "MyQuota",
    Words("a month and the rep's quota in it", "一个月份及当月配额", "一個月份及當月配額"),
    Words(
        "Your quota by month, and the orders that you have logged so far.",
        "各月配额，以及至今登记的订单。",
        "各月配額，以及至今登記的訂單。",
    ),
    (
        month(
            "month",
            ("Month", "月份", "月份"),
            ("Its first day.", "当月第一天。", "當月第一天。"),
            identity=True,
            computed=True,
            width=14,
        ),
        money(
            "quota", ("Quota", "配额", "配額"), ("To reach.", "目标。", "目標。"), computed=True, total=True, width=18
        ),
        money(
            "ordered",
            ("Orders logged", "已登记订单", "已登記訂單"),
            ("From the sheet Visits.", "来自拜访表。", "來自拜訪表。"),
            formula='SUMIFS(Visits[amount],Visits[date],">="&[@month],Visits[date],"<"&EDATE([@month],1))',
            total=True,
            width=18,
        ),
        integer(
            "visits",
            ("Visits logged", "已登记拜访", "已登記拜訪"),
            ("From the sheet Visits, calls included.", "来自拜访表，含电话。", "來自拜訪表，含電話。"),
            formula='COUNTIFS(Visits[date],">="&[@month],Visits[date],"<"&EDATE([@month],1))',
            total=True,
            width=16,
        ),
    ),
)

_BLANK_ROWS: Final = 100

_LOGGED_COLUMNS: Final = (
    DATE,
    replace(
        VISITS["customer_id"],
        label=MY_CUSTOMERS["customer"].label,
        help=Words(
            "One of your customers: from the list if there is one, or an ID or full name.",
            "您的客户：有列表时从中选择，也可填写客户编号或全名。",
            "您的客戶：有清單時從中選擇，也可填寫客戶編號或全名。",
        ),
        refers="MyCustomers.customer",
        unknown=Words(
            "It is not among your customers by name. Choose one from the list; an ID or another customer's full "
            "name is taken, too.",
            "列表中没有该名称。请从列表中选择；填写客户编号或其他客户的全名也可以。",
            "清單中沒有該名稱。請從清單中選擇；填寫客戶編號或其他客戶的全名也可以。",
        ),
        width=28,
    ),
    KIND,
    *REPORTED,
    replace(VISITS["entry"], help=Words("Leave it as it is.", "请勿修改。", "請勿修改。")),
)

LOGGED: Final = Table(
    "Visits",
    Words("a visit or call", "一次拜访或电话", "一次拜訪或電話"),
    Words(
        "One row a visit or call. Choose from the lists; leave blank what does not apply. Save, and send the file back.",
        "每次拜访或电话填一行。从列表中选择，不适用的留空。保存后发回即可。",
        "每次拜訪或電話填一列。從清單中選擇，不適用的留空。儲存後寄回即可。",
    ),
    _LOGGED_COLUMNS,
    given=((None,) * len(_LOGGED_COLUMNS),) * _BLANK_ROWS,
)

_OF_PLAN: Final = {setting.key: setting for setting in SETTINGS}

_FACTS: Final = (
    Setting(
        key="rep_id",
        label=Words("Rep ID", "销售编号", "業務編號"),
        help=Words(
            "Whose log this is. The file may be renamed; this says whose it is.",
            "本记录表属于谁。文件可改名，以此为准。",
            "本記錄表屬於誰。檔案可改名，以此為準。",
        ),
        unit=Words(""),
        holds=Holds.TEXT,
        required=True,
    ),
    Setting(
        key="rep",
        label=Words("Rep", "销售代表", "業務代表"),
        help=Words("Name.", "姓名。", "姓名。"),
        unit=Words(""),
        holds=Holds.TEXT,
    ),
    replace(
        _OF_PLAN["plan_year"],
        label=Words("Year", "年度", "年度"),
        help=Words(
            "The year that this log is for: visits of other years belong into another log.",
            "本记录表适用的年度；其他年度的拜访请填入相应的记录表。",
            "本記錄表適用的年度；其他年度的拜訪請填入相應的記錄表。",
        ),
    ),
    _OF_PLAN["currency"],
    Setting(
        key="issued_on",
        label=Words("Issued on", "发放日期", "發放日期"),
        help=Words(
            "Customers, dates and quotas are of this day.",
            "客户、日期和配额以此日为准。",
            "客戶、日期和配額以此日為準。",
        ),
        unit=Words("date", "日期", "日期"),
        holds=Holds.DATE,
    ),
    _OF_PLAN["language"],
)

LOG_SETTINGS: Final = tuple(replace(setting, owner=Owner.SALESPLAN) for setting in _FACTS)
"""What the issue of a log says of it; in a blank log the rep types what is missing."""

_STEPS: Final = (
    Words(
        "Go to the sheet Visits and fill in a row for each visit or call: date, customer and kind at least.",
        "在“拜访”表中，每次拜访或电话填一行：至少填写日期、客户和方式。",
        "在「拜訪」表中，每次拜訪或電話填一列：至少填寫日期、客戶和方式。",
    ),
    Words(
        "Whom to visit next is on My customers; what to reach is on My quota.",
        "下一步拜访谁见“我的客户”；目标见“我的配额”。",
        "下一步拜訪誰見「我的客戶」；目標見「我的配額」。",
    ),
    Words(
        "Typed something wrong? Correct it in its row and send the file again; the correction is taken.",
        "填错了？直接在原行更正并重新发回，以更正为准。",
        "填錯了？直接在原列更正並重新寄回，以更正為準。",
    ),
    Words(
        "Save and send the file back as an Excel workbook (.xlsx). You may rename it.",
        "保存为 Excel 工作簿（.xlsx）并发回，文件名可更改。",
        "儲存為 Excel 活頁簿（.xlsx）並寄回，檔名可更改。",
    ),
)

VISIT_LOG: Final = WorkbookPlan(
    kind="visit-log",
    file="visit_log.xlsx",
    title=Words("Visit log", "拜访记录", "拜訪記錄"),
    settings=LOG_SETTINGS,
    figures=(
        Figure(
            key="my_quota",
            label=Words("My quota", "我的配额", "我的配額"),
            holds=Holds.MONEY,
            formula="SUM(MyQuota[quota])",
            of="MyQuota.quota",
        ),
        Figure(
            key="my_orders",
            label=Words("Orders logged", "已登记订单", "已登記訂單"),
            holds=Holds.MONEY,
            formula="SUM(Visits[amount])",
            of="Visits.amount",
        ),
    ),
    sheets=(
        Sheet(Words("Visits", "拜访", "拜訪"), LOGGED),
        Sheet(Words("My customers", "我的客户", "我的客戶"), MY_CUSTOMERS),
        Sheet(Words("My quota", "我的配额", "我的配額"), MY_QUOTA),
    ),
    steps=_STEPS,
    front="Visits",
)
"""``visit_log.xlsx``, a rep's workbook."""
