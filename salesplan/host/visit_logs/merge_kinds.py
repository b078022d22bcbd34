"""The findings of rows of visit logs against each other, and against what the plan has."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.host.visit_logs.collect_kinds import ASK_REP
from salesplan.words import Words

TWICE: Final = Kind(
    "L331",
    Severity.WARNING,
    Words(
        "the same as {first}; it was taken once",
        "与 {first} 相同，只采用一次",
        "與 {first} 相同，只採用一次",
    ),
    Words("clear one of the two rows", "请清空其中一行", "請清空其中一列"),
)
TWICE_DIFFERENT: Final = Kind(
    "L332",
    Severity.ERROR,
    Words(
        "the same day, customer and kind as {first}, with something else in it; only {first} was taken",
        "日期、客户和方式与 {first} 相同但内容不同；只采用 {first}",
        "日期、客戶和方式與 {first} 相同但內容不同；只採用 {first}",
    ),
    Words(
        "put both into one row, or clear one of them", "请合并为一行，或清空其中一行", "請合併為一列，或清空其中一列"
    ),
)
SUPERSEDED: Final = Kind(
    "L333",
    Severity.WARNING,
    Words(
        "{newer}, saved later, says something else; that one was taken",
        "后保存的 {newer} 内容不同，已采用后者",
        "後儲存的 {newer} 內容不同，已採用後者",
    ),
    Words("look whether the later one is right", "请核对后者是否正确", "請核對後者是否正確"),
)
OLDER: Final = Kind(
    "L334",
    Severity.WARNING,
    Words(
        "saved earlier than what the plan has from {log}; not taken (log → plan): {changes}",
        "保存时间早于计划中来自 {log} 的内容，未采用（记录表 → 计划）：{changes}",
        "儲存時間早於計畫中來自 {log} 的內容，未採用（記錄表 → 計畫）：{changes}",
    ),
    Words(
        "if the log is right, correct the visit in the plan, or save the log again and collect",
        "如记录表正确，请在计划中更正，或重新保存记录表后再汇总",
        "如記錄表正確，請在計畫中更正，或重新儲存記錄表後再彙總",
    ),
)
BOTH_CHANGED: Final = Kind(
    "L335",
    Severity.WARNING,
    Words(
        "changed in the plan and in the log; the log counts: {changes}",
        "计划与记录表均有修改，以记录表为准：{changes}",
        "計畫與記錄表均有修改，以記錄表為準：{changes}",
    ),
    Words("look whether the log is right", "请核对记录表是否正确", "請核對記錄表是否正確"),
)
GONE: Final = Kind(
    "L336",
    Severity.INFO,
    Words(
        "{log} no longer has this visit; it was kept",
        "{log} 中已没有这次拜访；已保留",
        "{log} 中已沒有這次拜訪；已保留",
    ),
    Words(
        "if it was a mistake, delete it in the plan, and in the log or take the older logs out of the folder: "
        "what a log still has comes back",
        "如属误填，请在计划中删除，并在记录表中删除或将旧记录表移出文件夹：记录表中仍有的拜访会再次汇入",
        "如屬誤填，請在計畫中刪除，並在記錄表中刪除或將舊記錄表移出資料夾：記錄表中仍有的拜訪會再次匯入",
    ),
)
COLLIDES: Final = Kind(
    "L337",
    Severity.ERROR,
    Words(
        "the plan has another visit of that day, customer and kind (row {row}); this one was not taken",
        "计划中已有同日期、客户和方式的另一次拜访（第 {row} 行）；未采用本行",
        "計畫中已有同日期、客戶和方式的另一次拜訪（第 {row} 列）；未採用本列",
    ),
    ASK_REP,
)
OTHER_VISIT: Final = Kind(
    "L338",
    Severity.WARNING,
    Words(
        "another day or customer than in the plan: {before} was changed to {after}",
        "日期或客户与计划不同：{before} 已改为 {after}",
        "日期或客戶與計畫不同：{before} 已改為 {after}",
    ),
    Words(
        "if both were made, type this one into a row of its own",
        "如两次均有，请将本次另填一行",
        "如兩次均有，請將本次另填一列",
    ),
)
ON_TWO_DEVICES: Final = Kind(
    "L345",
    Severity.WARNING,
    Words(
        "{newer}, saved later, has another day or customer in the same row; both were taken",
        "后保存的 {newer} 在同一行中的日期或客户不同；两者均已采用",
        "後儲存的 {newer} 在同一列中的日期或客戶不同；兩者均已採用",
    ),
    Words(
        "if it was one visit that was corrected, delete this one in the plan, and take this file out of the folder",
        "如为同一次拜访的更正，请在计划中删除本次，并将该文件移出文件夹",
        "如為同一次拜訪的更正，請在計畫中刪除本次，並將該檔案移出資料夾",
    ),
)
NOT_AS_ISSUED: Final = Kind(
    "L346",
    Severity.WARNING,
    Words(
        "the plan no longer has this visit as it was issued; it was not taken",
        "计划中已没有发放时的这次拜访；未采用",
        "計畫中已沒有發放時的這次拜訪；未採用",
    ),
    Words(
        "correct it in the plan; if it is a visit of its own, type it into a blank row of the log",
        "请在计划中更正；如确为另一次拜访，请填入记录表的空白行",
        "請在計畫中更正；如確為另一次拜訪，請填入記錄表的空白列",
    ),
)
