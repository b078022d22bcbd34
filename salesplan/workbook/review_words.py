"""What review pages say besides the labels of the tables."""

from typing import Final

from salesplan.words import Words

MONTHLY_SHEET: Final = Words("Review", "绩效回顾", "績效回顧")
WEEKLY_SHEET: Final = Words("Weekly summary", "周报", "週報")
MONTHLY_HELP: Final = Words(
    "One printed page a rep. Type in the yellow boxes only: all else is written anew by the next review.",
    "每名销售代表一页。请只在黄色框中填写，其余内容在下次生成时更新。",
    "每名業務代表一頁。請只在黃色框中填寫，其餘內容在下次產生時更新。",
)
WEEKLY_HELP: Final = Words(
    "One line a rep. All of it is written anew by the next review.",
    "每名销售代表一行，全部内容在下次生成时更新。",
    "每名業務代表一列，全部內容在下次產生時更新。",
)
HEADING: Final = Words("{sheet} {period}", "{period} {sheet}", "{period} {sheet}")
MEASURED_TO: Final = Words("Measured to {day}", "统计至 {day}", "統計至 {day}")
MEASURED_AND_SOLD_TO: Final = Words(
    "Visits to {day}, sales of the month to {sold}",
    "拜访至 {day}，当月销售至 {sold}",
    "拜訪至 {day}，當月銷售至 {sold}",
)
NO_REPS: Final = Words("There is nobody to review.", "没有可回顾的销售代表。", "沒有可回顧的業務代表。")

RANKED: Final = Words("{rank} of {of}", "{rank} / {of}", "{rank} / {of}")
THIS_PERIOD: Final = Words("Results", "业绩", "業績")
YEAR_SO_FAR: Final = Words("{year} so far", "{year} 年至今", "{year} 年至今")
QUOTA_DUE: Final = Words("Quota due", "应完成配额", "應完成配額")
QUOTA_OF_YEAR: Final = Words("Quota of the whole year", "全年配额", "全年配額")
NEEDED: Final = Words("Still needed for the year", "全年尚需", "全年尚需")
NEEDED_A_MONTH: Final = Words("Needed per month", "每月尚需", "每月尚需")
THE_YEAR: Final = Words("The year", "全年", "全年")
PAYOUT: Final = Words("Payout", "提成与奖金", "佣金與獎金")
MONTHS_CHART: Final = Words("Revenue and quota by month", "各月销售额与配额", "各月銷售額與配額")
TOTALS_CHART: Final = Words("Total score", "总分走势", "總分走勢")

MEASURED: Final = Words(
    "{share} of the weights have data; the others’ are shared out",
    "有数据的权重占 {share}，其余权重已分摊",
    "有資料的權重占 {share}，其餘權重已分攤",
)
BAR: Final = Words("100 = target", "100 = 达标", "100 = 達標")
COUNTED: Final = Words("Counted", "计入权重", "計入權重")
NO_DATA: Final = Words("no data", "无数据", "無資料")
NO_TARGET: Final = Words("no target", "无目标值", "無目標值")
NO_KPIS: Final = Words("No KPI is defined.", "未定义指标。", "未定義指標。")

VISITS: Final = Words("Visits", "拜访", "拜訪")
NO_VISITS: Final = Words("No visits are recorded in the plan.", "计划中没有拜访记录。", "計畫中沒有拜訪記錄。")
MADE: Final = Words("Made", "已拜访", "已拜訪")
KEPT: Final = Words("Planned visits made", "按计划完成", "按計畫完成")
ORDERS: Final = Words("With an order", "其中成单", "其中成單")
COVERED: Final = Words("Customers seen", "已拜访客户", "已拜訪客戶")
OVERDUE: Final = Words("Customers overdue", "逾期未访客户", "逾期未訪客戶")
A_DAY: Final = Words("{rate} per working day", "每工作日 {rate}", "每工作日 {rate}")
OF: Final = Words("of {whole}: {share}", "共 {whole}：{share}", "共 {whole}：{share}")

OPEN_ITEMS: Final = Words("Open receivables", "未收款", "未收款")
NO_OPEN_ITEMS: Final = Words("Nothing is open.", "没有未收款。", "沒有未收款。")
DUE_MONTH: Final = Words("Due", "到期", "到期")
MONTHS_LATE: Final = Words("Months late", "逾期月数", "逾期月數")
OPEN: Final = Words("Open", "未收", "未收")
MORE: Final = Words("{count} more", "其余 {count} 笔", "其餘 {count} 筆")

FOLLOW_UPS: Final = Words("To follow up", "待跟进", "待跟進")
NO_FOLLOW_UPS: Final = Words("Nothing is waiting.", "没有待跟进事项。", "沒有待跟進事項。")
MORE_FOLLOW_UPS: Final = Words("and {count} more", "另有 {count} 项", "另有 {count} 項")

ASKS: Final = {
    "on_target": Words("Sales on target", "销售已达标", "銷售已達標"),
    "talk": Words("Talk about activity and attitude", "面谈：活动量与态度", "面談：活動量與態度"),
    "train": Words("Train a skill", "培训：提升能力", "培訓：提升能力"),
    "review": Words("Review quota and territory", "复核配额与区域", "檢討配額與區域"),
    "unclear": Words("Unclear: figures are missing", "不明：缺少数据", "不明：缺少資料"),
}
"""What a diagnosis asks for, by its key."""
NO_DIAGNOSIS: Final = Words(
    "No quota to hold sales against, no diagnosis", "无配额可对照，不作诊断", "無配額可對照，不作診斷"
)

BEFORE: Final = Words("Agreed last time ({period})", "上次约定（{period}）", "上次約定（{period}）")
AGREED: Final = Words(
    "Agreed actions: who does what by when", "约定事项：责任人、措施、完成时间", "約定事項：負責人、措施、完成時間"
)
SIGNATURES: Final = (
    Words("Rep", "销售代表", "業務代表"),
    Words("Manager", "经理", "經理"),
    Words("Date", "日期", "日期"),
)

WEEK_MADE: Final = Words("Visits\nmade", "拜访", "拜訪")
WEEK_PLANNED: Final = Words("Visits\nplanned", "计划\n拜访", "計畫\n拜訪")
WEEK_A_DAY: Final = Words("Visits\na day", "日均\n拜访", "日均\n拜訪")
WEEK_OVERDUE: Final = Words("Customers\noverdue", "逾期\n客户", "逾期\n客戶")
WEEK_FOLLOW_UPS: Final = Words("To\nfollow up", "待\n跟进", "待\n跟進")
WEEK_OPEN: Final = Words("Open\nreceivables", "未收款", "未收款")
NEXT: Final = Words("What to do next", "下一步", "下一步")
NOTE: Final = Words("Notes by hand", "手写备注", "手寫備註")
ALL: Final = Words("All", "合计", "合計")
NO_TEAM: Final = Words("No team", "无团队", "無團隊")
DUE_ON: Final = Words(
    "{kind}, {customer}, due {day}", "{kind}：{customer}，{day} 到期", "{kind}：{customer}，{day} 到期"
)
WAITING: Final = Words("{kind}, {customer}", "{kind}：{customer}", "{kind}：{customer}")
COLLECT: Final = Words("collect {amount} from {customer}", "向{customer}收款 {amount}", "向{customer}收款 {amount}")
SEE: Final = Words("see {count} overdue customers", "拜访 {count} 家逾期客户", "拜訪 {count} 家逾期客戶")
STEPS_BETWEEN: Final = Words("; ", "；", "；")
