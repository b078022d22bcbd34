"""The findings of quota planning: what can be wrong, and how to put it right."""

from dataclasses import replace
from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

NO_SALES: Final = Kind(
    "Q101",
    Severity.ERROR,
    Words("there are no sales in {year}", "{year} 年没有销售数据", "{year} 年沒有銷售資料"),
    Words(
        "load the sales of {year} into Sales, or type a company target",
        "将 {year} 年的销售载入 Sales，或填写公司目标",
        "將 {year} 年的銷售載入 Sales，或填寫公司目標",
    ),
)
NO_REPS: Final = Kind(
    "Q102",
    Severity.ERROR,
    Words("no rep is employed in {year}", "{year} 年没有在职销售代表", "{year} 年沒有在職業務代表"),
    Words(
        "fill in Reps, or mend start and end dates",
        "填写销售代表表，或更正入职和离职日期",
        "填寫業務代表表，或更正到職和離職日期",
    ),
)
OVERRIDE_NEGATIVE: Final = Kind(
    "Q103",
    Severity.ERROR,
    Words("the override is {value}", "调整值为 {value}", "調整值為 {value}"),
    Words("type 0 or more, or clear it", "填写 0 或以上，或清空", "填寫 0 或以上，或清空"),
)
OVERRIDE_NOWHERE: Final = Kind(
    "Q104",
    Severity.ERROR,
    Words(
        "there is an override of {value} for {name}, which is not in the plan{near}",
        "{name} 有调整值 {value}，但不在计划中{near}",
        "{name} 有調整值 {value}，但不在計畫中{near}",
    ),
    Words(
        "move the override to the right row, or clear it",
        "将调整值移到正确的行，或清空",
        "將調整值移到正確的列，或清空",
    ),
)
OVERRIDE_NOT_WHOLE: Final = Kind(
    "Q105",
    Severity.WARNING,
    Words(
        "the override {value} is no whole multiple of the rounding unit {unit}",
        "调整值 {value} 不是取整单位 {unit} 的整数倍",
        "調整值 {value} 不是取整單位 {unit} 的整數倍",
    ),
    Words("type {nearest}", "填写 {nearest}", "填寫 {nearest}"),
)
TARGET_NOT_WHOLE: Final = Kind(
    "Q106",
    Severity.WARNING,
    Words(
        "the company target {value} is no whole multiple of the rounding unit {unit}",
        "公司目标 {value} 不是取整单位 {unit} 的整数倍",
        "公司目標 {value} 不是取整單位 {unit} 的整數倍",
    ),
    Words("type {nearest}", "填写 {nearest}", "填寫 {nearest}"),
)
GROWTH_NOWHERE: Final = Kind(
    "Q107",
    Severity.WARNING,
    Words(
        "the {dimension} “{value}” occurs nowhere, so the adjustment does nothing{near}",
        "{dimension}“{value}”未出现过，此调整无效{near}",
        "{dimension}「{value}」未出現過，此調整無效{near}",
    ),
    Words("type the value as it is in the data", "按数据中的写法填写取值", "按資料中的寫法填寫取值"),
)
GROWTH_BELOW: Final = Kind(
    "Q108",
    Severity.ERROR,
    Words(
        "with this adjustment some sales grow by {rate}, which is below -100 %",
        "加上此调整后部分销售的增长率为 {rate}，低于 -100 %",
        "加上此調整後部分銷售的成長率為 {rate}，低於 -100 %",
    ),
    Words("raise the adjustments that add up to it", "提高相加的各项调整", "提高相加的各項調整"),
)
GROWTH_DIMENSION: Final = Kind(
    "Q109",
    Severity.ERROR,
    Words(
        "there is no dimension “{value}”{near}",
        "没有维度“{value}”{near}",
        "沒有維度「{value}」{near}",
    ),
    Words("use one of {known}", "使用 {known} 之一", "使用 {known} 之一"),
)
GROWTH_INCOMPLETE: Final = Kind(
    "Q110",
    Severity.WARNING,
    Words(
        "the adjustment lacks a value or a percentage, so it does nothing",
        "此调整缺少取值或百分比，无效",
        "此調整缺少取值或百分比，無效",
    ),
    Words("fill the row in, or clear it", "填完整此行，或清空", "填完整此列，或清空"),
)
BASE_NOT_POSITIVE: Final = Kind(
    "Q111",
    Severity.WARNING,
    Words(
        "{name} has a base of {value}, so it has no share of the company's target by sales",
        "{name} 的基数为 {value}，因此按销售额分不到公司目标",
        "{name} 的基數為 {value}，因此按銷售額分不到公司目標",
    ),
    Words(
        "check the sales, or override the quota",
        "检查销售数据，或填写配额调整值",
        "檢查銷售資料，或填寫配額調整值",
    ),
)
NO_POTENTIAL: Final = Kind(
    "Q112",
    Severity.WARNING,
    Words(
        "potential is to weigh {share}, but no rep has one, so it weighs nothing",
        "潜力权重为 {share}，但没有销售代表填写潜力，因此不计",
        "潛力權重為 {share}，但沒有業務代表填寫潛力，因此不計",
    ),
    Words(
        "fill in potential in Reps, or set the potential weight to 0 %",
        "在 Reps 填写潜力，或将潜力权重设为 0 %",
        "在 Reps 填寫潛力，或將潛力權重設為 0 %",
    ),
)
NO_GROUP_TYPED: Final = Kind(
    "Q113",
    Severity.WARNING,
    Words(
        '{name} has no {column}, and is planned under "(none)"',
        "{name} 没有填写 {column}，归入“（无）”",
        "{name} 沒有填寫 {column}，歸入「（無）」",
    ),
    Words("fill it in", "请填写", "請填寫"),
)
SALES_WITHOUT_MONTH: Final = Kind(
    "Q114",
    Severity.WARNING,
    Words(
        "{count} sales rows have no month and are left out, {value} in all; this is the first",
        "{count} 行销售没有月份，未计入，共 {value}；这是第一行",
        "{count} 列銷售沒有月份，未計入，共 {value}；這是第一列",
    ),
    Words("fill in the month", "填写月份", "填寫月份"),
)
SALES_WITHOUT_REVENUE: Final = Kind(
    "Q115",
    Severity.WARNING,
    Words(
        "{count} sales rows have no revenue and count as 0; this is the first",
        "{count} 行销售没有销售额，按 0 计；这是第一行",
        "{count} 列銷售沒有銷售額，按 0 計；這是第一列",
    ),
    Words("fill in the revenue", "填写销售额", "填寫銷售額"),
)
SALES_TOO_LATE: Final = Kind(
    "Q116",
    Severity.INFO,
    Words(
        "{count:,} sales rows lie in {year} or later and play no part in this plan",
        "{count:,} 行销售在 {year} 年或以后，与本计划无关",
        "{count:,} 列銷售在 {year} 年或以後，與本計畫無關",
    ),
    Words(""),
)
UNASSIGNED_SALES: Final = Kind(
    "Q117",
    Severity.WARNING,
    Words(
        "{count:,} sales rows of {year} reach no active rep and are planned as Unassigned, {value} in all; this is the first",
        "{year} 年有 {count:,} 行销售没有在职销售代表，列为“未分配”，共 {value}；此为第一行",
        "{year} 年有 {count:,} 列銷售沒有在職業務代表，列為「未分配」，共 {value}；此為第一列",
    ),
    Words(
        "give their customers an owner in Customers, or the rows a rep who is in Reps",
        "在客户表中为客户指定负责人，或在销售行填写销售代表表中的人员",
        "在客戶表中為客戶指定負責人，或在銷售列填寫業務代表表中的人員",
    ),
)
OVER_ASSIGNED: Final = Kind(
    "Q118",
    Severity.WARNING,
    Words(
        "over all levels the quotas exceed the company's target by {share}, which is above 20 %",
        "各级合计超额分配 {share}，高于 20 %",
        "各級合計超額分配 {share}，高於 20 %",
    ),
    Words("lower the over-assignments", "降低超额分配", "降低超額分配"),
)
BOUNDS_GIVE_WAY: Final = Kind(
    "Q119",
    Severity.WARNING,
    Words(
        "in {name} the bounds on growth leave no room: they give way by {value} in all",
        "{name} 的增长上下限无法满足，合计放宽 {value}",
        "{name} 的成長上下限無法滿足，合計放寬 {value}",
    ),
    Words(
        "widen the floor or the cap, or change the target or the overrides",
        "放宽上下限，或调整目标、调整值",
        "放寬上下限，或調整目標、調整值",
    ),
)
COMPANY_BOUNDS_GIVE_WAY: Final = replace(
    BOUNDS_GIVE_WAY,
    message=Words(
        "in the whole company the bounds on growth leave no room: they give way by {value} in all",
        "全公司的增长上下限无法满足，合计放宽 {value}",
        "全公司的成長上下限無法滿足，合計放寬 {value}",
    ),
)
PINS_MISS: Final = Kind(
    "Q120",
    Severity.WARNING,
    Words(
        "in {name} the overrides alone leave a gap of {value} to the total",
        "{name} 的调整值已使合计与总额相差 {value}",
        "{name} 的調整值已使合計與總額相差 {value}",
    ),
    Words(
        "change or clear an override, or override the total above",
        "修改或清空某个调整值，或调整上级总额",
        "修改或清空某個調整值，或調整上級總額",
    ),
)
COMPANY_PINS_MISS: Final = replace(
    PINS_MISS,
    message=Words(
        "the overrides of regions alone miss the company's target by {value}",
        "仅各区域调整值之和就与公司目标相差 {value}",
        "僅各區域調整值之和就與公司目標相差 {value}",
    ),
    fix=Words(
        "change or clear an override, or type another company target",
        "修改或清空某个调整值，或填写其他公司目标",
        "修改或清空某個調整值，或填寫其他公司目標",
    ),
)
NO_MONTH: Final = Kind(
    "Q121",
    Severity.WARNING,
    Words(
        "{name} has a quota but no month of {year} to carry it, so it is spread over the whole year",
        "{name} 有配额但 {year} 年没有可承担的月份，因此分到全年",
        "{name} 有配額但 {year} 年沒有可承擔的月份，因此分到全年",
    ),
    Words(
        "check start date, end date and Ramp, or clear the override",
        "检查入职、离职日期和 Ramp，或清空调整值",
        "檢查到職、離職日期和 Ramp，或清空調整值",
    ),
)
MONTHS_MISS: Final = Kind(
    "Q122",
    Severity.WARNING,
    Words(
        "the company's months cannot follow its season, for lack of reps who work in them: {months}",
        "部分月份在职人员不足，公司月度目标无法符合季节性：{months}",
        "部分月份在職人員不足，公司月度目標無法符合季節性：{months}",
    ),
    Words(
        "mend start and end dates, the Ramp table or the season",
        "更正入职和离职日期、Ramp 表或季节性",
        "更正到職和離職日期、Ramp 表或季節性",
    ),
)
RAMPED: Final = Kind(
    "Q123",
    Severity.INFO,
    Words(
        "reps that carry part of the year only: {count}; of {full} full quotas {lost} fall to the others",
        "{count} 名销售代表只承担部分年度：{full} 份完整配额中缺 {lost} 份，由其他人分担",
        "{count} 名業務代表只承擔部分年度：{full} 份完整配額中缺 {lost} 份，由其他人分擔",
    ),
    Words(""),
)
EVEN: Final = Kind(
    "Q124",
    Severity.WARNING,
    Words(
        "there are no sales in {year} to share the company target by, so every rep weighs the same",
        "{year} 年没有销售可作为分配依据，因此每位销售代表权重相同",
        "{year} 年沒有銷售可作為分配依據，因此每位業務代表權重相同",
    ),
    Words(
        "load the sales of {year} into Sales",
        "将 {year} 年的销售载入 Sales",
        "將 {year} 年的銷售載入 Sales",
    ),
)
OVERRIDE_WITHOUT_REASON: Final = Kind(
    "Q125",
    Severity.WARNING,
    Words(
        "the override {value} has no reason beside it",
        "调整值 {value} 没有填写原因",
        "調整值 {value} 沒有填寫原因",
    ),
    Words("type why in the Reason column", "请在“调整原因”列说明", "請在「調整原因」欄說明"),
)
WITHOUT_HISTORY: Final = Kind(
    "Q126",
    Severity.WARNING,
    Words(
        "{name} has no sales of their own, and is planned from {value}, the others' median",
        "{name} 没有自己的销售记录，按其他人的中位数 {value} 计划",
        "{name} 沒有自己的銷售記錄，按其他人的中位數 {value} 計畫",
    ),
    Words(
        "if that is not meant, set Rep without history to zero or a number, mend the owners in Customers, or override",
        "如非本意，请将“无历史业绩者”设为 zero 或数字、更正客户负责人，或填写调整值",
        "如非本意，請將「無歷史業績者」設為 zero 或數字、更正客戶負責人，或填寫調整值",
    ),
)
ENDS_BEFORE_START: Final = Kind(
    "Q127",
    Severity.ERROR,
    Words(
        "{name} ends before the start date",
        "{name} 的离职日期早于入职日期",
        "{name} 的離職日期早於到職日期",
    ),
    Words("mend one of the two dates", "请更正其中一个日期", "請更正其中一個日期"),
)
UNIT_TOO_COARSE: Final = Kind(
    "Q128",
    Severity.WARNING,
    Words(
        "the rounding unit {unit} is larger than an average quota, {value}, so that many become 0",
        "取整单位 {unit} 大于平均配额 {value}，许多配额会变为 0",
        "取整單位 {unit} 大於平均配額 {value}，許多配額會變為 0",
    ),
    Words("choose a smaller rounding unit", "请选择更小的取整单位", "請選擇更小的取整單位"),
)
