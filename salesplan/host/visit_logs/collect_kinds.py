"""The findings that collecting visit logs can give."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

_SEND_XLSX: Final = Words(
    "open it and save it as an Excel workbook (.xlsx)",
    "请打开后另存为 Excel 工作簿（.xlsx）",
    "請開啟後另存為 Excel 活頁簿（.xlsx）",
)
ASK_REP: Final = Words(
    "correct it in the log and collect again",
    "请在记录表中更正后重新汇总",
    "請在記錄表中更正後重新彙總",
)
_NOTHING: Final = Words("nothing needs to be done", "无需处理", "無需處理")

# Files.

NO_LOGS: Final = Kind(
    "L301",
    Severity.WARNING,
    Words("there is no visit log in {folder}", "文件夹 {folder} 中没有拜访记录表", "資料夾 {folder} 中沒有拜訪記錄表"),
    Words(
        "put the logs that came back there, as .xlsx files",
        "请将收回的记录表（.xlsx）放入该文件夹",
        "請將收回的記錄表（.xlsx）放入該資料夾",
    ),
)
OTHER_ENDING: Final = Kind(
    "L302",
    Severity.ERROR,
    Words("a file ending in {ending} is not read", "不读取以 {ending} 结尾的文件", "不讀取以 {ending} 結尾的檔案"),
    _SEND_XLSX,
)
UNREADABLE: Final = Kind(
    "L303",
    Severity.ERROR,
    Words("{problem}", "无法读取：{problem}", "無法讀取：{problem}"),
    Words("{fix}", "{fix}", "{fix}"),
)
NOT_A_LOG: Final = Kind(
    "L304",
    Severity.WARNING,
    Words("this is no visit log", "这不是拜访记录表", "這不是拜訪記錄表"),
    Words("take it out of the folder", "请将其移出该文件夹", "請將其移出該資料夾"),
)
OTHER_PLAN: Final = Kind(
    "L305",
    Severity.INFO,
    Words(
        "this is a plan or a blank log; it was passed over",
        "这是计划工作簿或空白记录表，已跳过",
        "這是計畫活頁簿或空白記錄表，已略過",
    ),
    _NOTHING,
)
NO_REP: Final = Kind(
    "L306",
    Severity.ERROR,
    Words(
        "the log does not say whose it is (setting rep_id)",
        "记录表未注明属于谁（设置 rep_id）",
        "記錄表未註明屬於誰（設定 rep_id）",
    ),
    Words(
        "type the rep's id on its Settings sheet",
        "请在其设置表中填写销售编号",
        "請在其設定表中填寫業務編號",
    ),
)
UNKNOWN_REP: Final = Kind(
    "L307",
    Severity.ERROR,
    Words(
        "the log is of “{rep}”, who is not in Reps{near}",
        "记录表属于“{rep}”，不在销售代表表中{near}",
        "記錄表屬於「{rep}」，不在業務代表表中{near}",
    ),
    Words(
        "correct the id on its Settings sheet, or add the rep to Reps",
        "请更正其设置表中的编号，或将该代表加入销售代表表",
        "請更正其設定表中的編號，或將該代表加入業務代表表",
    ),
)
OTHER_YEAR: Final = Kind(
    "L308",
    Severity.ERROR,
    Words(
        "the log is for {year}, the plan for {planned}; nothing was taken from it",
        "记录表为 {year} 年度，计划为 {planned} 年度；未采用其中内容",
        "記錄表為 {year} 年度，計畫為 {planned} 年度；未採用其中內容",
    ),
    Words(
        "collect it into the plan of that year",
        "请汇总到该年度的计划中",
        "請彙總到該年度的計畫中",
    ),
)
OTHER_CURRENCY: Final = Kind(
    "L309",
    Severity.ERROR,
    Words(
        "the log is in {currency}, the plan in {planned}; nothing was taken from it",
        "记录表币种为 {currency}，计划为 {planned}；未采用其中内容",
        "記錄表幣別為 {currency}，計畫為 {planned}；未採用其中內容",
    ),
    Words(
        "issue the logs anew in the plan's currency",
        "请按计划币种重新发放记录表",
        "請按計畫幣別重新發放記錄表",
    ),
)
NO_TABLE: Final = Kind(
    "L310",
    Severity.ERROR,
    Words(
        "no sheet has the headers {headers} in one row",
        "没有任何工作表在同一行中有表头 {headers}",
        "沒有任何工作表在同一列中有標題 {headers}",
    ),
    Words(
        "put the headers back, or copy the rows into the log that was issued",
        "请恢复表头，或将各行复制到发放的记录表中",
        "請恢復標題，或將各列複製到發放的記錄表中",
    ),
)
COLUMN_GONE: Final = Kind(
    "L311",
    Severity.WARNING,
    Words(
        "the column {label} is gone; what the plan has there stays",
        "缺少“{label}”列；计划中的内容保持不变",
        "缺少「{label}」欄；計畫中的內容保持不變",
    ),
    Words("put the header back if it was renamed", "如已改名，请恢复表头", "如已改名，請恢復標題"),
)
TABLE_GONE: Final = Kind(
    "L312",
    Severity.INFO,
    Words(
        "the Excel table is gone; the rows under the headers in row {row} were read",
        "Excel 表格已丢失；已读取第 {row} 行表头下的各行",
        "Excel 表格已遺失；已讀取第 {row} 列標題下的各列",
    ),
    _NOTHING,
)
NAMES_GONE: Final = Kind(
    "L313",
    Severity.INFO,
    Words(
        "the defined names are gone; whose log it is was read from the sheet {sheet}",
        "已定义的名称已丢失；所属信息取自工作表“{sheet}”",
        "已定義的名稱已遺失；所屬資訊取自工作表「{sheet}」",
    ),
    _NOTHING,
)
COPY: Final = Kind(
    "L314",
    Severity.INFO,
    Words("the file is the same as {other}", "该文件与 {other} 完全相同", "該檔案與 {other} 完全相同"),
    _NOTHING,
)
OTHER_REPS_NAME: Final = Kind(
    "L340",
    Severity.ERROR,
    Words(
        "the log says rep {rep}, but beside it the name of {other}; nothing was taken from it",
        "记录表注明销售编号 {rep}，姓名却是 {other}；未采用其中内容",
        "記錄表註明業務編號 {rep}，姓名卻是 {other}；未採用其中內容",
    ),
    Words(
        "put back the id that the log was issued with; if it is right, clear the name",
        "请恢复发放时的编号；如编号无误，请清空姓名",
        "請恢復發放時的編號；如編號無誤，請清空姓名",
    ),
)
OTHER_REPS_VISITS: Final = Kind(
    "L341",
    Severity.ERROR,
    Words(
        "the log says rep {rep}, but the plan has its visits under {other} ({count}); nothing was taken from it",
        "记录表注明销售编号 {rep}，但其拜访在计划中属于 {other}（{count} 次）；未采用其中内容",
        "記錄表註明業務編號 {rep}，但其拜訪在計畫中屬於 {other}（{count} 次）；未採用其中內容",
    ),
    Words(
        "put back the id that the log was issued with; if the visits were given to {other} in the plan, issue a new log",
        "请恢复发放时的编号；如已在计划中将这些拜访转给 {other}，请重新发放记录表",
        "請恢復發放時的編號；如已在計畫中將這些拜訪轉給 {other}，請重新發放記錄表",
    ),
)
MORE_SHEETS: Final = Kind(
    "L342",
    Severity.WARNING,
    Words(
        "{sheets} holds visits, too; they were read",
        "{sheets} 中也有拜访，已一并读取",
        "{sheets} 中也有拜訪，已一併讀取",
    ),
    Words(
        "keep all visits on one sheet, and delete the copies",
        "请将拜访集中填在一张工作表中，并删除副本",
        "請將拜訪集中填在一張工作表中，並刪除副本",
    ),
)

# Rows.

WRONG_YEAR: Final = Kind(
    "L321",
    Severity.ERROR,
    Words(
        "{label} is {value}, not in {year}", "{label} 为 {value}，不在 {year} 年", "{label} 為 {value}，不在 {year} 年"
    ),
    ASK_REP,
)
IN_FUTURE: Final = Kind(
    "L322",
    Severity.ERROR,
    Words(
        "{label} is {value}, which is yet to come",
        "{label} 为 {value}，尚未到来",
        "{label} 為 {value}，尚未到來",
    ),
    Words(
        "correct the date, or collect again after that day",
        "请更正日期，或在该日之后再汇总",
        "請更正日期，或在該日之後再彙總",
    ),
)
FAR_OFF: Final = Kind(
    "L323",
    Severity.WARNING,
    Words(
        "{label} is {value}, more than two years away",
        "{label} 为 {value}，相差两年以上",
        "{label} 為 {value}，相差兩年以上",
    ),
    Words("look whether the year is right", "请核对年份", "請核對年份"),
)
ALONE: Final = Kind(
    "L324",
    Severity.INFO,
    Words(
        "a joint visit, but nobody joined it",
        "联合拜访，但未填写同行人",
        "聯合拜訪，但未填寫同行人",
    ),
    Words("fill in who came along", "请填写同行人", "請填寫同行人"),
)
UNKNOWN_CUSTOMER: Final = Kind(
    "L325",
    Severity.ERROR,
    Words(
        "there is no customer “{value}”{near}",
        "没有客户“{value}”{near}",
        "沒有客戶「{value}」{near}",
    ),
    Words(
        "choose one from the list, or add the customer to the plan",
        "请从列表中选择，或将该客户加入计划",
        "請從清單中選擇，或將該客戶加入計畫",
    ),
)
NAMESAKES: Final = Kind(
    "L326",
    Severity.ERROR,
    Words(
        "several customers are called “{value}”: {ids}",
        "有多个客户名为“{value}”：{ids}",
        "有多個客戶名為「{value}」：{ids}",
    ),
    Words("choose one from the list, or type its id", "请从列表中选择，或填写编号", "請從清單中選擇，或填寫編號"),
)
MOVED: Final = Kind(
    "L327",
    Severity.INFO,
    Words(
        "customer {customer} belongs to {owner}, not to this rep; the visit was taken",
        "客户 {customer} 由 {owner} 负责，不归该代表；已采用该拜访",
        "客戶 {customer} 由 {owner} 負責，不歸該代表；已採用該拜訪",
    ),
    _NOTHING,
)
OWNERLESS: Final = Kind(
    "L328",
    Severity.INFO,
    Words(
        "customer {customer} belongs to nobody now; the visit was taken",
        "客户 {customer} 现无人负责；已采用该拜访",
        "客戶 {customer} 現無人負責；已採用該拜訪",
    ),
    _NOTHING,
)
NAME_OF_ANOTHER: Final = Kind(
    "L343",
    Severity.WARNING,
    Words(
        "the log's list offers “{value}” as {meant}, which was taken; the plan now calls {other} so",
        "记录表的列表中“{value}”指 {meant}，已按此采用；计划中该名称现为 {other}",
        "記錄表的清單中「{value}」指 {meant}，已按此採用；計畫中該名稱現為 {other}",
    ),
    Words(
        "look whether it is the right one, and issue the log anew",
        "请核对是否正确，并重新发放记录表",
        "請核對是否正確，並重新發放記錄表",
    ),
)

MORE: Final = more_like_it("L339")
