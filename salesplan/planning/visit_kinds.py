"""The findings of visits: what can be wrong, and how to put it right."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

UNKNOWN_COUNTRY: Final = Kind(
    "V101",
    Severity.WARNING,
    Words(
        "the country “{value}” is not known; Monday to Friday count as working days, without holidays",
        "未知的国家或地区“{value}”；按周一至周五计工作日，不计节假日",
        "未知的國家或地區「{value}」；按週一至週五計工作日，不計節假日",
    ),
    Words(
        "type its two letters, such as CN or US{near}",
        "填写两位字母代码，如 CN、US{near}",
        "填寫兩位字母代碼，如 TW、US{near}",
    ),
)
MAKE_UP_UNKNOWN: Final = Kind(
    "V102",
    Severity.INFO,
    Words(
        "no make-up workdays of {country} are known for {year}, unlike the years before; its working days are an estimate",
        "{country} {year} 年的调休上班日尚无数据（往年有）；该年工作日为估计值",
        "{country} {year} 年的補班日尚無資料（往年有）；該年工作日為估計值",
    ),
    Words(
        "once they are announced, update the package holidays and run again",
        "公布后更新 holidays 软件包并再次运行",
        "公布後更新 holidays 套件並再次執行",
    ),
)
VISITS_LATER: Final = Kind(
    "V103",
    Severity.INFO,
    Words(
        "{count} rows are dated after {as_of} and do not count yet",
        "{count} 行的日期晚于 {as_of}，暂不计入",
        "{count} 列的日期晚於 {as_of}，暫不計入",
    ),
    Words("set a later As of to count them", "如需计入，请设置更晚的截至日期", "如需計入，請設定更晚的截至日期"),
)
NO_CADENCE: Final = Kind(
    "V104",
    Severity.WARNING,
    Words(
        "no customer has visits a year, so no visits are planned",
        "没有客户有年拜访次数，因此没有计划拜访",
        "沒有客戶有年拜訪次數，因此沒有計畫拜訪",
    ),
    Words(
        "run salesplan tier first, and see that Tiers says visits a year",
        "先运行 salesplan tier，并检查等级规则表中的年拜访次数",
        "先執行 salesplan tier，並檢查等級規則表中的年拜訪次數",
    ),
)
OVERLOADED: Final = Kind(
    "V105",
    Severity.WARNING,
    Words(
        "{name} owes {owed} visits a year and can make {capacity}",
        "{name} 全年应拜访 {owed} 次，能力为 {capacity} 次",
        "{name} 全年應拜訪 {owed} 次，能力為 {capacity} 次",
    ),
    Words(
        "give customers to other reps, or ask for fewer visits in Tiers",
        "将部分客户转给他人，或在等级规则表中降低拜访频次",
        "將部分客戶轉給他人，或在等級規則表中降低拜訪頻次",
    ),
)
MORE_OVERLOADED: Final = more_like_it("V106")
NOBODY_JOINED: Final = Kind(
    "V107",
    Severity.INFO,
    Words(
        "{count} joint visits do not say who joined; they count as joint all the same",
        "{count} 次联合拜访未填写同行人；仍计为联合拜访",
        "{count} 次聯合拜訪未填寫同行人；仍計為聯合拜訪",
    ),
    Words("fill in Joined by", "填写同行人", "填寫同行人"),
)
