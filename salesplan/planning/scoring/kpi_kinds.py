"""The findings of KPIs, their weights and targets, and of grades."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

WEIGHTS_NOT_A_HUNDRED: Final = Kind(
    "K101",
    Severity.ERROR,
    Words(
        "the weights add up to {total}, not to 100",
        "权重合计为 {total}，不是 100",
        "權重合計為 {total}，不是 100",
    ),
    Words(
        "change them by {change} in all; weights are points of 100, such as 30",
        "合计请调整 {change}；权重按百分制填写，如 30",
        "合計請調整 {change}；權重依百分制填寫，如 30",
    ),
)
WEIGHTS_AS_PERCENT: Final = Kind(
    "K102",
    Severity.INFO,
    Words(
        "the weights add up to 1, so they are read as percentages: 0.3 is 30 points",
        "权重合计为 1，按百分比处理：0.3 即 30 分",
        "權重合計為 1，依百分比處理：0.3 即 30 分",
    ),
    Words("type 30 for 30 points", "30 分请填写 30", "30 分請填寫 30"),
)
TWICE: Final = Kind(
    "K103",
    Severity.ERROR,
    Words(
        "“{name}” is the same KPI as “{other}” in row {first}",
        "“{name}”与第 {first} 行的“{other}”是同一指标",
        "「{name}」與第 {first} 列的「{other}」是同一指標",
    ),
    Words("delete one of the two rows", "请删除其中一行", "請刪除其中一列"),
)
TARGET_IN_POINTS: Final = Kind(
    "K104",
    Severity.WARNING,
    Words(
        "the target of {name}, {value}, is read as {read}",
        "{name} 的目标值 {value} 按 {read} 处理",
        "{name} 的目標值 {value} 依 {read} 處理",
    ),
    Words(
        "type {read}, or choose another unit",
        "请填写 {read}，或选择其他单位",
        "請填寫 {read}，或選擇其他單位",
    ),
)
NO_KPIS: Final = Kind(
    "K105",
    Severity.INFO,
    Words(
        "KPIs names no measure, so the standard scorecard of {count} is taken",
        "指标表中没有指标，采用标准的 {count} 项",
        "指標表中沒有指標，採用標準的 {count} 項",
    ),
    Words("type KPIs of your own in KPIs", "可在指标表中自定指标", "可在指標表中自訂指標"),
)
LABEL_SHARED: Final = Kind(
    "K106",
    Severity.WARNING,
    Words(
        "two KPIs are called “{label}”, so nobody can tell them apart",
        "有两项指标同名“{label}”，无法区分",
        "有兩項指標同名「{label}」，無法區分",
    ),
    Words("give one of them another label", "请更改其中一项的名称", "請更改其中一項的名稱"),
)
ALMOST_KNOWN: Final = Kind(
    "K107",
    Severity.WARNING,
    Words(
        "“{name}” is no measure that salesplan computes, so it has values from Ratings only",
        "“{name}”不是系统计算的指标，只取“评分”中的数值",
        "「{name}」不是系統計算的指標，只取「評分」中的數值",
    ),
    Words(
        "type {near} if that is meant, or give it a name that is less alike",
        "如指 {near}，请改为该代码；否则请换一个不易混淆的名称",
        "如指 {near}，請改為該代碼；否則請換一個不易混淆的名稱",
    ),
)
TARGET_IS_MEDIAN: Final = Kind(
    "K108",
    Severity.INFO,
    Words(
        "{name} has no target, so the median of the reps, {value}, earns 100 points",
        "{name} 没有目标值，以全体销售代表的中位数 {value} 为 100 分",
        "{name} 沒有目標值，以全體業務代表的中位數 {value} 為 100 分",
    ),
    Words("type a target to hold it fixed", "如需固定，请填写目标值", "如需固定，請填寫目標值"),
)
TARGET_IS_ZERO: Final = Kind(
    "K109",
    Severity.WARNING,
    Words(
        "{name} has a target of 0, against which more cannot be measured; its weight is shared out",
        "{name} 的目标值为 0，无法计算比率，其权重分摊到其他指标",
        "{name} 的目標值為 0，無法計算比率，其權重分攤到其他指標",
    ),
    Words(
        "type a target above 0, or give it the weight 0",
        "请填写大于 0 的目标值，或将权重设为 0",
        "請填寫大於 0 的目標值，或將權重設為 0",
    ),
)
NO_DATA: Final = Kind(
    "K110",
    Severity.INFO,
    Words(
        "no rep has data for {name} in {period}; its weight {weight} is shared out",
        "{period} 没有销售代表有 {name} 的数据，其权重 {weight} 分摊到其他指标",
        "{period} 沒有業務代表有 {name} 的資料，其權重 {weight} 分攤到其他指標",
    ),
    Words(
        "fill in the data that it is made of, or give it the weight 0",
        "请补充所需数据，或将权重设为 0",
        "請補充所需資料，或將權重設為 0",
    ),
)
TOO_LITTLE: Final = Kind(
    "K111",
    Severity.WARNING,
    Words(
        "{name} has data for {measured} of the weights in {period}, less than half, so no total and no rank",
        "{name} 在 {period} 只有 {measured} 的权重有数据，不足一半，因此没有总分和名次",
        "{name} 在 {period} 只有 {measured} 的權重有資料，不足一半，因此沒有總分和名次",
    ),
    Words(
        "fill in what is missing; Scores shows it",
        "请补充所缺数据，见“得分明细”",
        "請補充所缺資料，見「得分明細」",
    ),
)
MORE_TOO_LITTLE: Final = more_like_it("K112")
NO_GRADES: Final = Kind(
    "K113",
    Severity.INFO,
    Words(
        "Grades names no grade, so the usual ones are taken: {names}",
        "评级表中没有评级，采用默认评级：{names}",
        "等第表中沒有等第，採用預設等第：{names}",
    ),
    Words("type grades of your own in Grades", "可在“评级”表中自定", "可在等第表中自訂等第"),
)
NO_LOWEST_GRADE: Final = Kind(
    "K114",
    Severity.WARNING,
    Words(
        "the lowest grade, {name}, begins at {value}; a total below it gets no grade",
        "最低评级 {name} 从 {value} 开始，低于该分数的总分没有评级",
        "最低等第 {name} 從 {value} 開始，低於該分數的總分沒有等第",
    ),
    Words("add a grade from 0", "请添加从 0 开始的评级", "請新增從 0 開始的等第"),
)
SAME_FROM: Final = Kind(
    "K115",
    Severity.ERROR,
    Words(
        "the grades {name} and {other} both begin at {value}",
        "评级 {name} 与 {other} 都从 {value} 开始",
        "等第 {name} 與 {other} 都從 {value} 開始",
    ),
    Words("let each grade begin at a total of its own", "请为每个评级设置不同的分数线", "請為每個等第設定不同的分數線"),
)
OTHER_UNIT: Final = Kind(
    "K116",
    Severity.WARNING,
    Words(
        "{name} is measured as {unit}; {typed} is not used",
        "{name} 的单位为{unit}，所选{typed}不采用",
        "{name} 的單位為{unit}，所選{typed}不採用",
    ),
    Words("choose {unit}, and look at the target", "请选择{unit}，并检查目标值", "請選擇{unit}，並檢查目標值"),
)
