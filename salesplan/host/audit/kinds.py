"""What is wrong with a log of changes."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

LOG_BROKEN: Final = Kind(
    "H401",
    Severity.ERROR,
    Words(
        "the log was tampered with: entry {number} {breach}; it cannot be relied on from there on",
        "变更日志被改动过：第 {number} 条{breach}；从该条起不可信",
        "變更日誌被改動過：第 {number} 條{breach}；從該條起不可信",
    ),
    Words(
        "put {store} back from a copy of the folder that was made before, and ask who can write there",
        "请从此前的文件夹备份中恢复 {store}，并查明谁有写入权限",
        "請從此前的資料夾備份中還原 {store}，並查明誰有寫入權限",
    ),
)
RUN_MISSING: Final = Kind(
    "H402",
    Severity.ERROR,
    Words(
        "the log has no entry of the run of {at} ({command}, log {code}), which this workbook lists",
        "工作簿列有 {at} 的运行（{command}，日志 {code}），但变更日志中没有它的任何条目",
        "活頁簿列有 {at} 的執行（{command}，日誌 {code}），但變更日誌中沒有它的任何條目",
    ),
    Words(
        "the log is not this workbook's, or entries were taken out: put the {store} back that belongs to it",
        "日志不属于本工作簿，或条目已被删除：请放回对应的 {store}",
        "日誌不屬於本活頁簿，或條目已被刪除：請放回對應的 {store}",
    ),
)
RUN_DIFFERS: Final = Kind(
    "H403",
    Severity.ERROR,
    Words(
        "the entries of the run of {at} ({command}, log {code}), from entry {number} on, are not those that it wrote",
        "{at} 的运行（{command}，日志 {code}）自第 {number} 条起的条目与当时写入的不一致",
        "{at} 的執行（{command}，日誌 {code}）自第 {number} 條起的條目與當時寫入的不一致",
    ),
    Words(
        "put {store} back from a copy of the folder that was made before, and ask who can write there",
        "请从此前的文件夹备份中恢复 {store}，并查明谁有写入权限",
        "請從此前的資料夾備份中還原 {store}，並查明誰有寫入權限",
    ),
)
LOG_GONE: Final = Kind(
    "H404",
    Severity.ERROR,
    Words(
        "this workbook lists runs that are in a log, the last of {at} ({command}), but there is no log beside it",
        "工作簿列有记入变更日志的运行（最近一次：{at}，{command}），但旁边没有日志文件",
        "活頁簿列有記入變更日誌的執行（最近一次：{at}，{command}），但旁邊沒有日誌檔案",
    ),
    Words(
        "put {store} back into its folder; a copy of a plan has its history where the plan itself is",
        "请将 {store} 放回其文件夹；副本的变更历史在原计划所在处",
        "請將 {store} 放回其資料夾；副本的變更歷史在原計畫所在處",
    ),
)
CUT_OFF: Final = Kind(
    "H405",
    Severity.INFO,
    Words(
        "the run of {at} ({command}, log {code}) was cut off before its entries were in the log",
        "{at} 的运行（{command}，日志 {code}）在写入日志前中断",
        "{at} 的執行（{command}，日誌 {code}）在寫入日誌前中斷",
    ),
    Words(
        "nothing is lost: the next command that writes into this workbook puts them in",
        "内容没有丢失：下一个写入本工作簿的命令会补记",
        "內容沒有遺失：下一個寫入本活頁簿的命令會補記",
    ),
)
BEGAN_LATER: Final = Kind(
    "H406",
    Severity.WARNING,
    Words(
        "this log begins at {at}: {count:,} earlier runs that this workbook lists are in a log that is not here",
        "本日志始于 {at}：工作簿所列更早的 {count:,} 次运行记录在别处的日志中",
        "本日誌始於 {at}：活頁簿所列更早的 {count:,} 次執行記錄在別處的日誌中",
    ),
    Words(
        "if the workbook was copied or renamed, look beside the first one; if not, somebody took the log away",
        "如果工作簿是复制或改名而来，请到原文件旁查看；否则说明日志被人移走",
        "如果活頁簿是複製或改名而來，請到原檔案旁檢視；否則說明日誌被人移走",
    ),
)
NOT_LISTED: Final = Kind(
    "H407",
    Severity.WARNING,
    Words(
        "runs in the log that this workbook does not list: {count:,}, the first of {at} ({command}), from entry {number} on",
        "变更日志中有 {count:,} 次运行未列在本工作簿中，最早的一次为 {at}（{command}），自第 {number} 条起",
        "變更日誌中有 {count:,} 次執行未列在本活頁簿中，最早的一次為 {at}（{command}），自第 {number} 條起",
    ),
    Words(
        "if an earlier copy was put in place of the workbook by hand, or lines were deleted here, that is why; if not, somebody "
        "put entries into {store}",
        "如果曾手动用较早的副本替换工作簿，或删除过此表的行，即为此原因；否则说明有人向 {store} 添加了条目",
        "如果曾手動用較早的副本取代活頁簿，或刪除過此表的列，即為此原因；否則說明有人向 {store} 新增了條目",
    ),
)
BREACHES: Final = {
    "changed": Words("was changed", "被修改", "被修改"),
    "missing": Words("is missing", "缺失", "缺失"),
    "added": Words("was added", "为外部添加", "為外部新增"),
    "moved": Words("was moved", "被移动过", "被移動過"),
}
"""How an entry can be wrong, by `salesplan.store.log.Breach`; in another place than it was written, too."""
