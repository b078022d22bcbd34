"""What can be wrong between a plan and the workbook of its scenarios."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

OTHER_FACT: Final = Kind(
    "F137",
    Severity.ERROR,
    Words(
        "{label} is {value} here, but {planned} in {plan}; scenarios are compared with their plan",
        "此处{label}为 {value}，而 {plan} 中为 {planned}；方案只能与其计划比较",
        "此處{label}為 {value}，而 {plan} 中為 {planned}；方案只能與其計畫比較",
    ),
    Words(
        "type {planned} here, or take the plan that these scenarios are for",
        "请在此填写 {planned}，或使用这些方案所属的计划",
        "請在此填寫 {planned}，或使用這些方案所屬的計畫",
    ),
)
FOCUS_UNKNOWN: Final = Kind(
    "F138",
    Severity.WARNING,
    Words(
        "there is no scenario “{name}” to show{near}; the plan is shown",
        "没有可显示的方案“{name}”{near}；改为显示计划",
        "沒有可顯示的方案「{name}」{near}；改為顯示計畫",
    ),
    Words("type the name of a scenario, or leave it blank", "请填写方案名称或留空", "請填寫方案名稱或留空"),
)
FEW_BY_REP: Final = Kind(
    "F139",
    Severity.INFO,
    Words(
        "reps are listed for {listed} of {count} scenarios: all of them would take {rows} rows",
        "销售代表明细只列出 {count} 个方案中的 {listed} 个：全部列出需要 {rows} 行",
        "業務代表明細只列出 {count} 個方案中的 {listed} 個：全部列出需要 {rows} 列",
    ),
    Words(
        "raise the setting rows_by_rep, or have them all in a file with --by-rep quotas_by_rep.csv",
        "可提高设置 rows_by_rep，或用 --by-rep quotas_by_rep.csv 将全部明细存为文件",
        "可提高設定 rows_by_rep，或用 --by-rep quotas_by_rep.csv 將全部明細存為檔案",
    ),
)
FEW_BY_TEAM: Final = Kind(
    "F157",
    Severity.INFO,
    Words(
        "teams are listed for {listed} of {count} scenarios, regions for all: more rows than {most} are too many for the sheet",
        "团队明细只列出 {count} 个方案中的 {listed} 个，区域全部列出：超过 {most} 行的表过大",
        "團隊明細只列出 {count} 個方案中的 {listed} 個，區域全部列出：超過 {most} 列的表過大",
    ),
    Words(
        "put fewer scenarios into one workbook to have their teams",
        "如需各方案的团队明细，请将方案分到多个工作簿",
        "如需各方案的團隊明細，請將方案分到多個活頁簿",
    ),
)
NO_SCENARIOS: Final = Kind(
    "F140",
    Severity.INFO,
    Words(
        "no scenarios are typed: only the plan itself is shown",
        "未填写任何方案：仅显示计划本身",
        "未填寫任何方案：僅顯示計畫本身",
    ),
    Words("type a row for each scenario", "每个方案填写一行", "每個方案填寫一列"),
)
NOT_COPIED: Final = Kind(
    "F151",
    Severity.INFO,
    Words(
        "{label} was not copied: it says what the market is believed to give, not what is asked of anybody",
        "未复制{label}：它是对市场的预期，而不是对任何人的要求",
        "未複製{label}：它是對市場的預期，而不是對任何人的要求",
    ),
    Words(
        "to go on expecting it, type Expected growth {value} on the sheet Settings of {book}",
        "如需继续按此预期，请在 {book} 的“设置”中填写预计增长率 {value}",
        "如需繼續按此預期，請在 {book} 的「設定」中填寫預計成長率 {value}",
    ),
)
BELIEF_MOVES: Final = Kind(
    "F153",
    Severity.INFO,
    Words(
        "the plan now asks for another growth, and its scenarios take what it asks for what is expected",
        "计划要求的增长已改变，此后其方案将以此作为预期",
        "計畫要求的成長已改變，此後其方案將以此作為預期",
    ),
    Words(
        "to keep what was expected, type Expected growth {before} on the sheet Settings of {book}",
        "如需保留原有预期，请在 {book} 的“设置”中填写预计增长率 {before}",
        "如需保留原有預期，請在 {book} 的「設定」中填寫預計成長率 {before}",
    ),
)
EXPECTED_TOO: Final = Kind(
    "F156",
    Severity.INFO,
    Words(
        "what scenarios expect follows {names} of their plan, so it has moved with it",
        "方案的预期以其计划的 {names} 为准，已随之改变",
        "方案的預期以其計畫的 {names} 為準，已隨之改變",
    ),
    Words(
        "run salesplan scenario again to see it",
        "请再次运行 salesplan scenario 查看",
        "請再次執行 salesplan scenario 查看",
    ),
)
ON_TOP: Final = Kind(
    "F154",
    Severity.INFO,
    Words(
        "{label} is in the plan now; adopted again, this would come on top",
        "{label}已写入计划；再次采用会在此基础上叠加",
        "{label}已寫入計畫；再次採用會在此基礎上疊加",
    ),
    Words(
        "clear it here if you adopt this scenario again",
        "如需再次采用该方案，请先清空此单元格",
        "如需再次採用該方案，請先清空此儲存格",
    ),
)
NO_RATES: Final = Kind(
    "F155",
    Severity.WARNING,
    Words(
        "{plan} has no rates, so {label} changes nothing in it",
        "{plan} 中没有费率，因此{label}不产生任何变化",
        "{plan} 中沒有費率，因此{label}不產生任何變化",
    ),
    Words(
        "type bands on the plan's sheet Rates, or in Scenario rates",
        "请在计划的“提成费率”表或“方案费率”表中填写区间",
        "請在計畫的「佣金費率」表或「方案費率」表中填寫區間",
    ),
)
NO_PLACE: Final = Kind(
    "F152",
    Severity.ERROR,
    Words(
        "{plan} has no place for {name}, which the scenario changes",
        "{plan} 中没有 {name}，而该方案要更改它",
        "{plan} 中沒有 {name}，而該方案要更改它",
    ),
    Words(
        "make a new plan with salesplan new plan, and load your tables into it",
        "请用 salesplan new plan 新建计划并载入您的表",
        "請用 salesplan new plan 新建計畫並載入您的表",
    ),
)
PAGE_STAYS: Final = Kind(
    "F158",
    Severity.INFO,
    Words(
        "the page {page} is as it was: a workbook that is open takes no new page; its formulas follow the scenarios on it",
        "“{page}”页保持原样：打开着的工作簿不能放入新页；其公式会随页上的方案更新",
        "「{page}」頁保持原樣：開啟中的活頁簿不能放入新頁；其公式會隨頁上的方案更新",
    ),
    Words(
        "to make it anew, save and close the workbook and run salesplan scenario on the file",
        "如需重新生成，请保存并关闭工作簿，再对该文件运行 salesplan scenario",
        "如需重新產生，請儲存並關閉活頁簿，再對該檔案執行 salesplan scenario",
    ),
)
