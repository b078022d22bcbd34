"""The findings of reading scenarios: what finance typed that cannot be meant, and how to put it right."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

UNKNOWN_COLUMN: Final = Kind(
    "F101",
    Severity.WARNING,
    Words(
        "the column “{header}” is no setting of the plan, so it changes nothing{near}",
        "列“{header}”不是计划的设置，不起作用{near}",
        "欄「{header}」不是計畫的設定，不起作用{near}",
    ),
    Words(
        "head it with a setting's name as it stands on the plan's Settings sheet, or keep what it says under Note",
        "列标题请使用计划“设置”表中的名称，说明文字请写在“备注”列",
        "欄標題請使用計畫「設定」表中的名稱，說明文字請寫在「備註」欄",
    ),
)
SAME_FOR_ALL_SCENARIOS: Final = Kind(
    "F102",
    Severity.WARNING,
    Words(
        "{label} cannot differ between scenarios, so the column is not used",
        "各方案的“{label}”必须相同，此列未采用",
        "各方案的「{label}」必須相同，此欄未採用",
    ),
    Words(
        "set it in the plan, and delete the column",
        "请在计划中设置，并删除此列",
        "請在計畫中設定，並刪除此欄",
    ),
)
CHANGES_NO_RESULT: Final = Kind(
    "F103",
    Severity.INFO,
    Words(
        "{label} changes nothing that scenarios show, so the column is not used",
        "“{label}”不影响方案的任何结果，此列未采用",
        "「{label}」不影響方案的任何結果，此欄未採用",
    ),
    Words("delete the column", "可删除此列", "可刪除此欄"),
)
WITHOUT_NAME: Final = Kind(
    "F104",
    Severity.ERROR,
    Words("this scenario has no name", "此方案没有名称", "此方案沒有名稱"),
    Words("name it, or clear the row", "请填写名称，或清空此行", "請填寫名稱，或清空此列"),
)
NAMED_TWICE: Final = Kind(
    "F105",
    Severity.ERROR,
    Words(
        "the scenario “{name}” is there twice, first in row {first}; only the first is computed",
        "方案“{name}”重复，首次出现在第 {first} 行；只计算第一个",
        "方案「{name}」重複，首次出現在第 {first} 列；只計算第一個",
    ),
    Words("rename or delete one of the two", "请更名或删除其中之一", "請更名或刪除其中之一"),
)
NAMED_LIKE_PLAN: Final = Kind(
    "F106",
    Severity.ERROR,
    Words(
        "“{name}” is what the plan itself is called among the results",
        "“{name}”在结果中指计划本身",
        "「{name}」在結果中指計畫本身",
    ),
    Words("give the scenario another name", "请为方案另取名称", "請為方案另取名稱"),
)
UNKNOWN_SCENARIO: Final = Kind(
    "F107",
    Severity.ERROR,
    Words(
        "there is no scenario “{name}”, so this row counts nowhere{near}",
        "没有方案“{name}”，此行不起作用{near}",
        "沒有方案「{name}」，此列不起作用{near}",
    ),
    Words(
        "type a name that stands in Scenarios",
        "请填写“方案”表中的名称",
        "請填寫「方案」表中的名稱",
    ),
)
INCOMPLETE: Final = Kind(
    "F108",
    Severity.ERROR,
    Words(
        "this row lacks something: {missing}",
        "此行缺少：{missing}",
        "此列缺少：{missing}",
    ),
    Words("fill it in, or clear the row", "请填写，或清空此行", "請填寫，或清空此列"),
)
CANNOT_BE_NONE: Final = Kind(
    "F109",
    Severity.ERROR,
    Words(
        "{label} cannot be without a value",
        "“{label}”不能没有值",
        "「{label}」不能沒有值",
    ),
    Words(
        "type a value (0 is one), or clear the cell for that of the plan",
        "请填写数值（可为 0），或清空以采用计划的值",
        "請填寫數值（可為 0），或清空以採用計畫的值",
    ),
)
LIKE_POINTS: Final = Kind(
    "F110",
    Severity.WARNING,
    Words(
        "{label} is read as {read}",
        "“{label}”按 {read} 读取",
        "「{label}」按 {read} 讀取",
    ),
    Words(
        "if it was meant in points, type {points}",
        "如本意为百分点，请填写 {points}",
        "如本意為百分點，請填寫 {points}",
    ),
)
FLOOR_ABOVE_CAP: Final = Kind(
    "F111",
    Severity.ERROR,
    Words(
        "with this change the least growth is {floor} and the most is {cap}",
        "按此改动，增长下限为 {floor}，上限为 {cap}",
        "按此變更，成長下限為 {floor}，上限為 {cap}",
    ),
    Words(
        "let the least be no more than the most; none takes the plan's away",
        "下限不得高于上限；填“无”可取消计划的限制",
        "下限不得高於上限；填「無」可取消計畫的限制",
    ),
)
NO_TYPED_SEASON: Final = Kind(
    "F112",
    Severity.ERROR,
    Words(
        "the season is to be the typed one, but the plan's Season sheet has no typed shares",
        "季节来源为“手工”，但计划的“季节”表未填写份额",
        "季節來源為「手工」，但計畫的「季節」表未填寫份額",
    ),
    Words(
        "type shares into the plan's Season sheet, or choose another source",
        "请在计划的“季节”表中填写份额，或选择其他来源",
        "請在計畫的「季節」表中填寫份額，或選擇其他來源",
    ),
)
MARGIN_OUT_OF_RANGE: Final = Kind(
    "F113",
    Severity.ERROR,
    Words(
        "with this change the margin is {rate} of sales; it must be between 0 % and 100 %",
        "按此改动，毛利率为 {rate}，应在 0 % 与 100 % 之间",
        "按此變更，毛利率為 {rate}，應在 0 % 與 100 % 之間",
    ),
    Words(
        "type the percentage points by which the margin rate changes, such as -2 %",
        "请填写毛利率增减的百分点，如 -2 %",
        "請填寫毛利率增減的百分點，如 -2 %",
    ),
)
TARGET_OF_NOTHING: Final = Kind(
    "F114",
    Severity.WARNING,
    Words(
        "the company target is 0, so every quota without an override is 0",
        "公司目标为 0，所有未经调整的配额均为 0",
        "公司目標為 0，所有未經調整的配額均為 0",
    ),
    Words(
        "clear the cell for the plan's target; none plans last year plus growth",
        "清空则采用计划的目标；填“无”则按去年加增长计算",
        "清空則採用計畫的目標；填「無」則按去年加成長計算",
    ),
)
UNKNOWN_SEGMENT: Final = Kind(
    "F115",
    Severity.ERROR,
    Words(
        "the {dimension} “{value}” occurs nowhere in the plan{near}",
        "计划中没有{dimension}“{value}”{near}",
        "計畫中沒有{dimension}「{value}」{near}",
    ),
    Words(
        "type the value as it is in the plan",
        "请按计划中的写法填写取值",
        "請按計畫中的寫法填寫取值",
    ),
)
SEGMENT_TWICE: Final = Kind(
    "F116",
    Severity.WARNING,
    Words(
        "the {dimension} “{value}” has an adjustment in row {first} already; the two add up",
        "{dimension}“{value}”在第 {first} 行已有调整，两者相加",
        "{dimension}「{value}」在第 {first} 列已有調整，兩者相加",
    ),
    Words("if only one was meant, clear the other", "如只应有一项，请清空另一项", "如只應有一項，請清空另一項"),
)
MONTH_TWICE: Final = Kind(
    "F117",
    Severity.ERROR,
    Words(
        "month {month} of tenure is there twice in this scenario, first in row {first}",
        "此方案中入职第 {month} 月重复，首次出现在第 {first} 行",
        "此方案中到職第 {month} 月重複，首次出現在第 {first} 列",
    ),
    Words("clear one of the two", "请清空其中之一", "請清空其中之一"),
)
REP_TWICE: Final = Kind(
    "F118",
    Severity.ERROR,
    Words(
        "{name} is there twice in this scenario, first in row {first}",
        "{name} 在此方案中重复，首次出现在第 {first} 行",
        "{name} 在此方案中重複，首次出現在第 {first} 列",
    ),
    Words("say all of it in one row", "请合并为一行", "請合併為一列"),
)
NEEDS_GROUP: Final = Kind(
    "F119",
    Severity.ERROR,
    Words(
        "{name} is not in the plan, and a new rep needs a region and a team{near}",
        "{name}不在计划中，新增人员须填区域和团队{near}",
        "{name}不在計畫中，新增人員須填區域和團隊{near}",
    ),
    Words(
        "type region and team, or the ID as it is in the plan",
        "请填写区域和团队，或改用计划中的编号",
        "請填寫區域和團隊，或改用計畫中的編號",
    ),
)
UNKNOWN_REGION: Final = Kind(
    "F120",
    Severity.ERROR,
    Words(
        "there is no region “{region}” in the plan{near}",
        "计划中没有区域“{region}”{near}",
        "計畫中沒有區域「{region}」{near}",
    ),
    Words("type a region of the plan", "请填写计划中的区域", "請填寫計畫中的區域"),
)
NEW_TEAM: Final = Kind(
    "F121",
    Severity.WARNING,
    Words(
        "the region “{region}” has no team “{team}” in the plan, so it becomes a new team{near}",
        "计划中区域“{region}”没有团队“{team}”，将作为新团队{near}",
        "計畫中區域「{region}」沒有團隊「{team}」，將作為新團隊{near}",
    ),
    Words(
        "if it is no new team, type one of the plan", "如非新团队，请填写计划中的团队", "如非新團隊，請填寫計畫中的團隊"
    ),
)
COUNT_OF_ONE: Final = Kind(
    "F122",
    Severity.ERROR,
    Words(
        "{name} is one rep, but the count is {count}",
        "{name} 为一人，但人数为 {count}",
        "{name} 為一人，但人數為 {count}",
    ),
    Words(
        "clear the count; for more reps like this, add a row without a rep ID",
        "请清空人数；如需多名同样的人员，另加一行且不填编号",
        "請清空人數；如需多名同樣的人員，另加一列且不填編號",
    ),
)
STARTS_TOO_LATE: Final = Kind(
    "F123",
    Severity.ERROR,
    Words(
        "{name} would start on {day}, after the plan year {year}",
        "{name}的入职日期 {day} 晚于计划年度 {year}",
        "{name}的到職日期 {day} 晚於計畫年度 {year}",
    ),
    Words("type a day no later than {last}", "请填写不晚于 {last} 的日期", "請填寫不晚於 {last} 的日期"),
)
ENDS_TOO_EARLY: Final = Kind(
    "F124",
    Severity.ERROR,
    Words(
        "{name} would leave on {day}, before the plan year {year}",
        "{name}的离职日期 {day} 早于计划年度 {year}",
        "{name}的離職日期 {day} 早於計畫年度 {year}",
    ),
    Words(
        "type {first} or later; capacity 0 for who is gone by then: no quota, and the customers stay",
        "请填写 {first} 或之后的日期；届时已离职者可将人力系数填 0：无配额，客户保留",
        "請填寫 {first} 或之後的日期；屆時已離職者可將人力係數填 0：無配額，客戶保留",
    ),
)
ENDS_FIRST: Final = Kind(
    "F125",
    Severity.ERROR,
    Words(
        "{name} would leave on {end}, before starting on {start}",
        "{name}的离职日期 {end} 早于入职日期 {start}",
        "{name}的離職日期 {end} 早於到職日期 {start}",
    ),
    Words("mend one of the two dates", "请更正其中一个日期", "請更正其中一個日期"),
)
STARTED_BEFORE: Final = Kind(
    "F126",
    Severity.WARNING,
    Words(
        "{name} is new, but starts on {day}, before the plan year {year}: the ramp counts from there",
        "{name}为新增人员，但入职日期 {day} 早于计划年度 {year}：爬坡期自该日起算",
        "{name}為新增人員，但到職日期 {day} 早於計畫年度 {year}：爬坡期自該日起算",
    ),
    Words("clear the date for 1 January", "清空则按 1 月 1 日", "清空則按 1 月 1 日"),
)
CHANGES_NOTHING: Final = Kind(
    "F127",
    Severity.INFO,
    Words(
        "this row changes nothing of {name} in the plan year",
        "此行未改变 {name} 在计划年度的任何情况",
        "此列未改變 {name} 在計畫年度的任何情況",
    ),
    Words("type what changes, or clear the row", "请填写变动内容，或清空此行", "請填寫變動內容，或清空此列"),
)
