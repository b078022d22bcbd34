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
_ASK_REP: Final = Words(
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
    Words("{fix}"),
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

# Rows.

WRONG_YEAR: Final = Kind(
    "L321",
    Severity.ERROR,
    Words(
        "{label} is {value}, not in {year}", "{label} 为 {value}，不在 {year} 年", "{label} 為 {value}，不在 {year} 年"
    ),
    _ASK_REP,
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
        "customer {customer} belongs to {owner} now; the visit was taken",
        "客户 {customer} 现由 {owner} 负责；已采用该拜访",
        "客戶 {customer} 現由 {owner} 負責；已採用該拜訪",
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

# Rows that are there more than once.

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
    Severity.INFO,
    Words(
        "an older version of what the plan has from {log}; it was not taken",
        "这是计划中来自 {log} 的内容的旧版本，未采用",
        "這是計畫中來自 {log} 的內容的舊版本，未採用",
    ),
    _NOTHING,
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
    Words("delete the row if it was a mistake", "如属误填，请删除该行", "如屬誤填，請刪除該列"),
)
COLLIDES: Final = Kind(
    "L337",
    Severity.ERROR,
    Words(
        "the plan has another visit of that day, customer and kind (row {row}); this one was not taken",
        "计划中已有同日期、客户和方式的另一次拜访（第 {row} 行）；未采用本行",
        "計畫中已有同日期、客戶和方式的另一次拜訪（第 {row} 列）；未採用本列",
    ),
    _ASK_REP,
)
OTHER_VISIT: Final = Kind(
    "L338",
    Severity.WARNING,
    Words(
        "the row held another visit when it was last collected: {before}; it was changed to this one",
        "上次汇总时该行为另一次拜访：{before}；已改为本次",
        "上次彙總時該列為另一次拜訪：{before}；已改為本次",
    ),
    Words(
        "if both were made, type this one into a row of its own",
        "如两次均有，请将本次另填一行",
        "如兩次均有，請將本次另填一列",
    ),
)
MORE: Final = more_like_it("L339")
