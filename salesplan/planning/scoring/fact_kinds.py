"""The findings of the facts that reps are scored by: quotas, ratings, sales, receivables."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

_NAME_A_PERIOD: Final = Words(
    "type a month as 2027-03, a quarter as 2027-Q1 or a year as 2027",
    "填写月份（2027-03）、季度（2027-Q1）或年份（2027）",
    "填寫月份（2027-03）、季度（2027-Q1）或年份（2027）",
)

NO_QUOTAS: Final = Kind(
    "K121",
    Severity.WARNING,
    Words(
        "no rep has a quota in {periods}, so there is no attainment",
        "{periods} 没有任何销售代表有配额，因此没有达成率",
        "{periods} 沒有任何業務代表有配額，因此沒有達成率",
    ),
    Words(
        "run salesplan quota for the plan year, or fill in Quota history for other years",
        "计划年度请先运行 salesplan quota；其他年度请填写历史配额表",
        "計畫年度請先執行 salesplan quota；其他年度請填寫歷史配額表",
    ),
)
QUOTA_PERIOD_UNREADABLE: Final = Kind(
    "K122",
    Severity.ERROR,
    Words(
        "there is no period “{value}”, so this quota has no months",
        "没有期间“{value}”，该配额无法归入月份",
        "沒有期間「{value}」，該配額無法歸入月份",
    ),
    _NAME_A_PERIOD,
)
MORE_QUOTA_PERIODS_UNREADABLE: Final = more_like_it("K123")
QUOTA_OF_A_WEEK: Final = Kind(
    "K124",
    Severity.ERROR,
    Words(
        "the quota is for the week {value}; quotas are for months, quarters or years",
        "该配额针对周 {value}；配额只能针对月、季度或年",
        "該配額針對週 {value}；配額只能針對月、季度或年",
    ),
    _NAME_A_PERIOD,
)
MORE_QUOTAS_OF_WEEKS: Final = more_like_it("K125")
QUOTA_TWICE: Final = Kind(
    "K126",
    Severity.ERROR,
    Words(
        "{name} has two quotas for {month}: this one for {value}, and the one for {other} in row {row}",
        "{name} 在 {month} 有两项配额：本行（{value}）与第 {row} 行（{other}）",
        "{name} 在 {month} 有兩項配額：本列（{value}）與第 {row} 列（{other}）",
    ),
    Words(
        "keep the months or the longer period, and delete the other",
        "保留月份或较长期间之一，删除另一项",
        "保留月份或較長期間之一，刪除另一項",
    ),
)
MORE_QUOTAS_TWICE: Final = more_like_it("K127")
RATING_PERIOD_UNREADABLE: Final = Kind(
    "K128",
    Severity.ERROR,
    Words(
        "there is no period “{value}”, so this rating counts nowhere",
        "没有期间“{value}”，该评分无法计入",
        "沒有期間「{value}」，該評分無法計入",
    ),
    Words(
        "type a month as 2027-03, a quarter as 2027-Q1, a week as 2027-W14 or a year as 2027",
        "填写月份（2027-03）、季度（2027-Q1）、周（2027-W14）或年份（2027）",
        "填寫月份（2027-03）、季度（2027-Q1）、週（2027-W14）或年份（2027）",
    ),
)
MORE_RATING_PERIODS_UNREADABLE: Final = more_like_it("K129")
RATING_UNKNOWN: Final = Kind(
    "K130",
    Severity.WARNING,
    Words(
        "“{value}” is no KPI, so its ratings count nowhere{near}",
        "“{value}”不是指标，其评分不计入{near}",
        "「{value}」不是指標，其評分不計入{near}",
    ),
    Words(
        "add a row for it to KPIs, or correct the name",
        "在指标表中为其新增一行，或更正名称",
        "在指標表中為其新增一列，或更正名稱",
    ),
)
MORE_RATINGS_UNKNOWN: Final = more_like_it("K131")
RATING_OF_MEASURED: Final = Kind(
    "K132",
    Severity.WARNING,
    Words(
        "{name} is computed from the data, so ratings of it are not used",
        "{name}由数据计算得出，其评分不使用",
        "{name}由資料計算得出，其評分不使用",
    ),
    Words(
        "delete them; to score a judgement of your own, give it another name in KPIs",
        "删除该评分；如需自行评定，请在指标表中使用另一名称",
        "刪除該評分；如需自行評定，請在指標表中使用另一名稱",
    ),
)
MORE_RATINGS_OF_MEASURED: Final = more_like_it("K133")
FOCUS_LINE_UNSOLD: Final = Kind(
    "K134",
    Severity.WARNING,
    Words(
        "no sale is of the focus product line “{value}”{near}",
        "没有任何销售属于重点产品线“{value}”{near}",
        "沒有任何銷售屬於重點產品線「{value}」{near}",
    ),
    Words(
        "write it as in the column Product line of Sales",
        "按销售记录“产品线”列的写法填写",
        "依銷售記錄「產品線」欄的寫法填寫",
    ),
)
COLLECTED_ABOVE_DUE: Final = Kind(
    "K135",
    Severity.WARNING,
    Words(
        "{collected} was collected of {due} due; the excess counts against what else is open",
        "应收 {due}，已收 {collected}；超出部分抵减其他未收款",
        "應收 {due}，已收 {collected}；超出部分抵減其他未收款",
    ),
    Words("correct one of the two", "更正其中之一", "更正其中之一"),
)
MORE_COLLECTED_ABOVE_DUE: Final = more_like_it("K136")
DUE_NEGATIVE: Final = Kind(
    "K137",
    Severity.INFO,
    Words(
        "{count:,} amounts due are negative; they count as credits",
        "{count:,} 笔应收款为负，按贷项冲减",
        "{count:,} 筆應收款為負，依貸項沖減",
    ),
    Words("nothing to do if they are", "若属实则无需处理", "若屬實則無需處理"),
)
SALES_LATER: Final = Kind(
    "K138",
    Severity.INFO,
    Words(
        "{count:,} sales rows are of months after {month} and do not count yet",
        "{count:,} 行销售的月份晚于 {month}，暂不计入",
        "{count:,} 列銷售的月份晚於 {month}，暫不計入",
    ),
    Words("set a later As of to count them", "如需计入，请设置更晚的截至日期", "如需計入，請設定更晚的截至日期"),
)
DUE_TO_NOBODY: Final = Kind(
    "K139",
    Severity.WARNING,
    Words(
        "{count:,} amounts due, {value} in all, reach no rep of Reps, so nobody is measured by them",
        "{count:,} 笔应收款共 {value}，找不到负责的销售代表，因此未计入任何人",
        "{count:,} 筆應收款共 {value}，找不到負責的業務代表，因此未計入任何人",
    ),
    Words(
        "name the rep, or a customer that has an owner",
        "填写销售编号，或填写有负责人的客户",
        "填寫業務編號，或填寫有負責人的客戶",
    ),
)
NO_SALES: Final = Kind(
    "K140",
    Severity.WARNING,
    Words(
        "there are no sales of {periods} in the ledger; everybody's actual is 0",
        "台账中没有 {periods} 的销售，所有人的实际均为 0",
        "台帳中沒有 {periods} 的銷售，所有人的實際均為 0",
    ),
    Words(
        "load the sales of that period into Sales, and score it again",
        "将该期间的销售载入销售记录后重新评分",
        "將該期間的銷售載入銷售記錄後重新評分",
    ),
)
MONTH_RUNS: Final = Kind(
    "K141",
    Severity.INFO,
    Words(
        "{as_of} lies inside {month}: all sales of that month in the ledger count, against the part of its quota that is due by then",
        "{as_of} 在 {month} 月中：台账中该月的销售全部计入，配额则按截至该日应完成部分计",
        "{as_of} 在 {month} 月中：台帳中該月的銷售全部計入，配額則依截至該日應完成部分計",
    ),
    Words(
        "As of should be the day up to which the ledger goes",
        "“截至日期”应与台账数据的截止日一致",
        "「截至日期」應與台帳資料的截止日一致",
    ),
)
RATING_IN_POINTS: Final = Kind(
    "K142",
    Severity.WARNING,
    Words(
        "the rating of {name}, {value}, is read as {read}",
        "{name} 的评分 {value} 按 {read} 处理",
        "{name} 的評分 {value} 依 {read} 處理",
    ),
    Words(
        "type {read}, or choose another unit in KPIs",
        "请填写 {read}，或在指标表中选择其他单位",
        "請填寫 {read}，或在指標表中選擇其他單位",
    ),
)
MORE_RATINGS_IN_POINTS: Final = more_like_it("K143")
JUDGED_OUT_OF_RANGE: Final = Kind(
    "K144",
    Severity.WARNING,
    Words(
        "{name} is rated {value}; ratings of it go from 1 to 5",
        "{name} 评分为 {value}，应在 1 至 5 之间",
        "{name} 評分為 {value}，應在 1 至 5 之間",
    ),
    Words("type 1 to 5", "请填写 1 至 5", "請填寫 1 至 5"),
)
MORE_JUDGED_OUT_OF_RANGE: Final = more_like_it("K145")
MARGIN_IN_PART: Final = Kind(
    "K146",
    Severity.WARNING,
    Words(
        "only {share} of the revenue of {name} in {period} carries a margin, so margin attainment is too low",
        "{name} 在 {period} 的销售额仅 {share} 有毛利，毛利达成率因此偏低",
        "{name} 在 {period} 的銷售額僅 {share} 有毛利，毛利達成率因此偏低",
    ),
    Words(
        "load the margins of the other sales, too",
        "请补录其余销售的毛利",
        "請補錄其餘銷售的毛利",
    ),
)
MORE_MARGINS_IN_PART: Final = more_like_it("K147")
