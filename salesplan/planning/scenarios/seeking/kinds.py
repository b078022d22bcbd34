"""The findings of drivers and goal seek, and the words of its answers."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

NOT_A_DRIVER: Final = Kind(
    "F145",
    Severity.WARNING,
    Words(
        "“{name}” is nothing that can be moved in steps{near}",
        "“{name}”不是可按步长变动的因素{near}",
        "「{name}」不是可按步長變動的因素{near}",
    ),
    Words(
        "choose a driver from the list, or delete the row",
        "从列表中选择驱动因素，或删除该行",
        "從清單中選擇驅動因素，或刪除該列",
    ),
)
NO_STEP: Final = Kind(
    "F146",
    Severity.WARNING,
    Words(
        "the step of {label} moves nothing, so it is left out of Sensitivity",
        "“{label}”的步长不产生变动，未列入敏感度分析",
        "「{label}」的步長不產生變動，未列入敏感度分析",
    ),
    Words("type a step of {least} or more", "步长须不小于 {least}", "步長須不小於 {least}"),
)
NOT_FOUND: Final = Kind(
    "F161",
    Severity.WARNING,
    Words(
        "no “{driver}” from {first} to {last} was found that gives “{result}” of {target}; the closest is {value}, which gives {reached}",
        "“{driver}”在 {first} 至 {last} 之间未找到使“{result}”为 {target} 的值；最接近的是 {value}，结果为 {reached}",
        "「{driver}」在 {first} 至 {last} 之間未找到使「{result}」為 {target} 的值；最接近的是 {value}，結果為 {reached}",
    ),
    Words(
        "ask for what can be reached, or move another driver",
        "换一个可达到的目标，或改用其他驱动因素",
        "換一個可達到的目標，或改用其他驅動因素",
    ),
)
JUMPED: Final = Kind(
    "F164",
    Severity.WARNING,
    Words(
        "no “{driver}” was found that gives “{result}” of {target}: it jumps over it, {low} gives {reached_low} and {high} gives {reached_high}",
        "未找到能使“{result}”为 {target} 的“{driver}”：{low} 得 {reached_low}，{high} 得 {reached_high}",
        "未找到能使「{result}」為 {target} 的「{driver}」：{low} 得 {reached_low}，{high} 得 {reached_high}",
    ),
    Words("take one of the two", "请在两者中选择其一", "請在兩者中選擇其一"),
)
NO_INFLUENCE: Final = Kind(
    "F162",
    Severity.WARNING,
    Words(
        "“{result}” does not depend on “{driver}”: it is {reached} throughout, not {target}",
        "“{result}”不随“{driver}”变化：始终为 {reached}，而非 {target}",
        "「{result}」不隨「{driver}」變化：始終為 {reached}，而非 {target}",
    ),
    Words("move another driver", "改用其他驱动因素", "改用其他驅動因素"),
)
NO_RESULT: Final = Kind(
    "F163",
    Severity.WARNING,
    Words(
        "“{result}” has no value at any “{driver}” that was tried, from {first} to {last}",
        "“{driver}”在 {first} 至 {last} 之间的所有试算值下，“{result}”均无结果",
        "「{driver}」在 {first} 至 {last} 之間的所有試算值下，「{result}」均無結果",
    ),
    Words(
        "see the findings of the plan, and choose a result that it has",
        "查看计划的检查结果，并选择有数值的结果",
        "檢視計畫的檢查結果，並選擇有數值的結果",
    ),
)

FOUND: Final = Words(
    "“{driver}” at {value} gives “{result}” of {reached}",
    "“{driver}”为 {value} 时，“{result}”为 {reached}",
    "「{driver}」為 {value} 時，「{result}」為 {reached}",
)
FOUND_NEARLY: Final = Words(
    "“{driver}” at {value} gives “{result}” of {reached}; exactly {target} was not found",
    "“{driver}”为 {value} 时，“{result}”为 {reached}；未找到恰为 {target} 的值",
    "「{driver}」為 {value} 時，「{result}」為 {reached}；未找到恰為 {target} 的值",
)
OTHERS: Final = Words(
    "; it comes to {target} again, or passes it, {count} times at values farther away",
    "；在更远的取值处，还会 {count} 次达到或越过 {target}",
    "；在更遠的取值處，還會 {count} 次達到或越過 {target}",
)
NOT_SET: Final = Words("not set", "未设置", "未設定")
