"""What the measures of fairness say to a manager."""

from typing import Final

from salesplan.words import Words

GROWTH: Final = Words(
    "The middle 80 % of {count} reps are asked for growth between {low} % and {high} %.",
    "{count} 名销售代表中，居中 80% 的增长要求介于 {low}% 与 {high}% 之间。",
    "{count} 名業務代表中，居中 80% 的成長要求介於 {low}% 與 {high}% 之間。",
)
SAME_GROWTH: Final = Words(
    "The middle 80 % of {count} reps are all asked for the same growth, {low} %.",
    "{count} 名销售代表中，居中 80% 的增长要求相同，均为 {low}%。",
    "{count} 名業務代表中，居中 80% 的成長要求相同，均為 {low}%。",
)
NO_GROWTH: Final = Words(
    "No data: fewer than two reps with sales last year are there for the whole of both years.",
    "无数据：去年有销售且两年均全年在职的销售代表不足两名。",
    "無資料：去年有銷售且兩年均全年在職的業務代表不足兩名。",
)

POTENTIAL: Final = Words(
    "For the same potential, one rep in ten is asked for at least {times} times as much as another one in ten.",
    "同等潜力下，配额最高的一成人所承担的至少是最低一成人的 {times} 倍。",
    "同等潛力下，配額最高的一成人所承擔的至少是最低一成人的 {times} 倍。",
)
SAME_POTENTIAL: Final = Words(
    "For the same potential, nearly all reps are asked for the same.",
    "同等潜力下，几乎所有销售代表的配额相同。",
    "同等潛力下，幾乎所有業務代表的配額相同。",
)
POTENTIAL_DIFFERS: Final = Words(
    "Draw a rep at random, twice: for the same potential, the two quotas differ on average by {share} % of the average quota.",
    "同等潜力下，随机抽取两次（可为同一人），配额平均相差平均配额的 {share}%。",
    "同等潛力下，隨機抽取兩次（可為同一人），配額平均相差平均配額的 {share}%。",
)
NO_POTENTIAL: Final = Words(
    "No data: fewer than two reps with a potential carry a full year's quota.",
    "无数据：有潜力值且承担全年配额的销售代表不足两名。",
    "無資料：有潛力值且承擔全年配額的業務代表不足兩名。",
)

QUOTAS_DIFFER: Final = Words(
    "Draw a rep at random, twice: the two quotas differ on average by {share} % of the average quota.",
    "随机抽取两次（可为同一人），配额平均相差平均配额的 {share}%。",
    "隨機抽取兩次（可為同一人），配額平均相差平均配額的 {share}%。",
)
NO_QUOTAS: Final = Words(
    "No data: fewer than two reps have a quota.",
    "无数据：有配额的销售代表不足两名。",
    "無資料：有配額的業務代表不足兩名。",
)

CAPPED: Final = Words("The cap holds down the quotas of {names}.", "受上限约束：{names}。", "受上限約束：{names}。")
NOBODY_CAPPED: Final = Words("The cap holds nobody's quota down.", "无人受上限约束。", "無人受上限約束。")
NO_CAP: Final = Words("There is no cap.", "未设上限。", "未設上限。")
FLOORED: Final = Words("The floor holds up the quotas of {names}.", "受下限约束：{names}。", "受下限約束：{names}。")
NOBODY_FLOORED: Final = Words("The floor holds nobody's quota up.", "无人受下限约束。", "無人受下限約束。")
NO_FLOOR: Final = Words("There is no floor.", "未设下限。", "未設下限。")
BETWEEN_NAMES: Final = Words(", ", "、", "、")
MORE: Final = Words(" and {count} more", "等，另有 {count} 人", "等，另有 {count} 人")

LARGER_EASIER: Final = Words(
    "Larger reps find their quota easier (rank correlation {rho}).",
    "规模大的销售代表更容易完成配额（等级相关系数 {rho}）。",
    "規模大的業務代表更容易達成配額（等級相關係數 {rho}）。",
)
SMALLER_EASIER: Final = Words(
    "Smaller reps find their quota easier (rank correlation {rho}).",
    "规模小的销售代表更容易完成配额（等级相关系数 {rho}）。",
    "規模小的業務代表更容易達成配額（等級相關係數 {rho}）。",
)
SIZE_IS_NOTHING: Final = Words(
    "Quotas are no easier or harder for larger reps (rank correlation {rho}).",
    "配额难易与规模大小无明显关系（等级相关系数 {rho}）。",
    "配額難易與規模大小無明顯關係（等級相關係數 {rho}）。",
)
NO_SIZES: Final = Words(
    "No data: fewer than three reps have a quota and sales last year.",
    "无数据：有配额且去年有销售的销售代表不足三名。",
    "無資料：有配額且去年有銷售的業務代表不足三名。",
)
