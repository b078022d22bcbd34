"""What the back-test says: its sentences, and its findings."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import ENGLISH, Words

BETWEEN: Final = {ENGLISH: " "}
"""What stands between two sentences; nothing where a language is not named."""

PERCENT: Final = Words("{share} %", "{share}%", "{share}%")

ALL: Final = Words(
    "{count} of {reps} reps would have reached their quota for {year}; together they reached {share}, the median rep {middle}.",
    "{reps} 名销售代表中有 {count} 名本可完成 {year} 年配额；合计达成 {share}，中位数 {middle}。",
    "{reps} 名業務代表中有 {count} 名本可達成 {year} 年配額；合計達成 {share}，中位數 {middle}。",
)
BAND: Final = Words(
    "Size {size} of {sizes}: together they reached {share}; {count} of {reps} reps would have reached their quota.",
    "第 {size} 组（共 {sizes} 组，由小到大）：合计达成 {share}；{reps} 名中有 {count} 名本可完成配额。",
    "第 {size} 組（共 {sizes} 組，由小到大）：合計達成 {share}；{reps} 名中有 {count} 名本可達成配額。",
)
ENDS: Final = Words(
    "The {part} with the smallest quotas reached {first}, the {part} with the largest {last}.",
    "配额最小的{part}合计达成 {first}，最大的{part}合计达成 {last}。",
    "配額最小的{part}合計達成 {first}，最大的{part}合計達成 {last}。",
)
PARTS: Final = {
    2: Words("half", "一半", "一半"),
    3: Words("third", "三分之一", "三分之一"),
    4: Words("quarter", "四分之一", "四分之一"),
    5: Words("fifth", "五分之一", "五分之一"),
}
"""What one of so many bands is called."""

NO_SIGN: Final = Words(
    "Among the {count} reps employed for both whole years there is no sign that size matters (rank correlation {rho}): "
    "nothing to put right by size.",
    "在两年均全年在职的 {count} 名销售代表中，未见达成率与配额大小有关（等级相关系数 {rho}），无需按大小调整。",
    "在兩年均全年在職的 {count} 名業務代表中，未見達成率與配額大小有關（等級相關係數 {rho}），無需按大小調整。",
)
LARGER_EASIER: Final = Words(
    "Among the {count} reps employed for both whole years larger quotas were easier (rank correlation {rho}): try a scenario "
    "with adjustments that ask more of the large ones.",
    "在两年均全年在职的 {count} 名销售代表中，配额越大越容易完成（等级相关系数 {rho}）；可用方案试算增长调整，让配额大者多承担一些。",
    "在兩年均全年在職的 {count} 名業務代表中，配額越大越容易達成（等級相關係數 {rho}）；可用方案試算成長調整，讓配額大者多承擔一些。",
)
SMALLER_EASIER: Final = Words(
    "Among the {count} reps employed for both whole years smaller quotas were easier (rank correlation {rho}): try a scenario "
    "with some weight of potential, which may even them out.",
    "在两年均全年在职的 {count} 名销售代表中，配额越小越容易完成（等级相关系数 {rho}）；可用方案试算加入潜力权重，使之更均衡。",
    "在兩年均全年在職的 {count} 名業務代表中，配額越小越容易達成（等級相關係數 {rho}）；可用方案試算加入潛力權重，使之更均衡。",
)
LARGER_SEEM_EASIER: Final = Words(
    "Larger quotas came out easier, but {count} reps employed for both whole years are too few to be sure (rank correlation "
    "{rho}): look again next year.",
    "配额较大者看似更容易完成，但两年均全年在职的销售代表仅 {count} 名，不足以确定（等级相关系数 {rho}）；可先再观察一年。",
    "配額較大者看似更容易達成，但兩年均全年在職的業務代表僅 {count} 名，不足以確定（等級相關係數 {rho}）；可先再觀察一年。",
)
SMALLER_SEEM_EASIER: Final = Words(
    "Smaller quotas came out easier, but {count} reps employed for both whole years are too few to be sure (rank correlation "
    "{rho}): look again next year.",
    "配额较小者看似更容易完成，但两年均全年在职的销售代表仅 {count} 名，不足以确定（等级相关系数 {rho}）；可先再观察一年。",
    "配額較小者看似更容易達成，但兩年均全年在職的業務代表僅 {count} 名，不足以確定（等級相關係數 {rho}）；可先再觀察一年。",
)
TOO_FEW: Final = Words(
    "Reps employed for both whole years: {count}, too few to tell whether size matters.",
    "两年均全年在职的销售代表仅 {count} 名，不足以判断配额大小是否有影响。",
    "兩年均全年在職的業務代表僅 {count} 名，不足以判斷配額大小是否有影響。",
)
STARTED: Final = Words(
    "Those who started within {before} ({count}) reached {share}: their quotas rest on a part of that year.",
    "{before} 年内入职的 {count} 名合计达成 {share}：其配额仅依据该年的部分月份。",
    "{before} 年內到職的 {count} 名合計達成 {share}：其配額僅依據該年的部分月份。",
)
NEW: Final = Words(
    "Those without sales before {year} ({count}) reached {share}: their quotas rest on what others sold.",
    "{year} 年前没有销售的 {count} 名合计达成 {share}：其配额依据他人的业绩。",
    "{year} 年前沒有銷售的 {count} 名合計達成 {share}：其配額依據他人的業績。",
)

NO_HISTORY: Final = Kind(
    "F141",
    Severity.INFO,
    Words(
        "there are no sales in {year}, so how the method would have done in {tested} is not known",
        "{year} 年没有销售数据，因此无法检验该方法用于 {tested} 年的效果",
        "{year} 年沒有銷售資料，因此無法檢驗該方法用於 {tested} 年的效果",
    ),
    Words(
        "load the sales of {year} into Sales to have the back-test",
        "如需回测，请将 {year} 年的销售载入 Sales",
        "如需回測，請將 {year} 年的銷售載入 Sales",
    ),
)
PART_YEAR: Final = Kind(
    "F142",
    Severity.WARNING,
    Words(
        "the sales of {before} are of months {first} and those of {tested} of months {then}: the back-test compares unequal years",
        "{before} 年的销售为 {first} 月，{tested} 年的为 {then} 月：回测所比较的两年长短不一",
        "{before} 年的銷售為 {first} 月，{tested} 年的為 {then} 月：回測所比較的兩年長短不一",
    ),
    Words(
        "load the missing months, or do not rely on the back-test",
        "请补充缺少的月份，否则不要以回测为据",
        "請補上缺少的月份，否則不要以回測為據",
    ),
)
NOT_MEASURED: Final = Kind(
    "F143",
    Severity.INFO,
    Words(
        "not in the back-test: {idle} reps without sales in {before} and {tested}, {without} who would have had no quota for {tested}",
        "未纳入回测：{before} 年和 {tested} 年均无销售者 {idle} 名，{tested} 年不会有配额者 {without} 名",
        "未納入回測：{before} 年和 {tested} 年均無銷售者 {idle} 名，{tested} 年不會有配額者 {without} 名",
    ),
    Words(
        "start dates in Reps say who was not there yet",
        "可在销售代表表中填写入职日期，以说明谁当时尚未入职",
        "可在業務代表表中填寫到職日期，以說明誰當時尚未到職",
    ),
)
NOBODY_MEASURED: Final = Kind(
    "F144",
    Severity.INFO,
    Words(
        "no rep would have had a quota for {tested}, so there is nothing to hold the sales against",
        "{tested} 年不会有任何销售代表有配额，因此没有可对照的对象",
        "{tested} 年不會有任何業務代表有配額，因此沒有可對照的對象",
    ),
    Words(
        "see who owns the sales of {before}: start dates, customers' owners and rep IDs decide it",
        "请检查 {before} 年的销售归属：入职日期、客户归属和销售代表编号",
        "請檢查 {before} 年的銷售歸屬：到職日期、客戶歸屬和業務代表編號",
    ),
)
