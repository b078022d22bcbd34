"""The findings that reading a table or a setting can give."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

ERROR_VALUE: Final = Kind(
    "D101",
    Severity.ERROR,
    Words("{label} is the error {value}", "{label} 为错误值 {value}", "{label} 為錯誤值 {value}"),
    Words("repair the formula, or type the value", "修正公式或直接填写数值", "修正公式或直接填寫數值"),
)
NOT_A_NUMBER: Final = Kind(
    "D102",
    Severity.ERROR,
    Words(
        "{label} is the text “{value}”; a number belongs here",
        "{label} 是文本“{value}”，此处应为数字",
        "{label} 是文字「{value}」，此處應為數字",
    ),
    Words("type a number, or clear the cell", "填写数字或清空单元格", "填寫數字或清空儲存格"),
)
NUMBER_AS_TEXT: Final = Kind(
    "D103",
    Severity.WARNING,
    Words(
        "{label} is a number stored as text, “{value}”; it was read as {read}",
        "{label} 是以文本存储的数字“{value}”，已按 {read} 读取",
        "{label} 是以文字儲存的數字「{value}」，已按 {read} 讀取",
    ),
    Words("convert it to a number", "转换为数字", "轉換為數字"),
)
NOT_A_DATE: Final = Kind(
    "D104",
    Severity.ERROR,
    Words(
        "{label} is “{value}”; a date belongs here",
        "{label} 为“{value}”，此处应为日期",
        "{label} 為「{value}」，此處應為日期",
    ),
    Words("type a date such as 2026-03-31", "填写日期，如 2026-03-31", "填寫日期，如 2026-03-31"),
)
REQUIRED: Final = Kind(
    "D105",
    Severity.ERROR,
    Words("{label} is blank", "{label} 为空", "{label} 為空"),
    Words("fill it in, or delete the row", "请填写，或删除该行", "請填寫，或刪除該列"),
)
OUT_OF_RANGE: Final = Kind(
    "D106",
    Severity.ERROR,
    Words(
        "{label} is {value}; it must be {limits}", "{label} 为 {value}，应{limits}", "{label} 為 {value}，應{limits}"
    ),
    Words("type a value in that range", "填写该范围内的值", "填寫該範圍內的值"),
)
DUPLICATE: Final = Kind(
    "D107",
    Severity.ERROR,
    Words(
        "{label} “{value}” is there twice, first in row {first}",
        "{label}“{value}”重复，首次出现在第 {first} 行",
        "{label}「{value}」重複，首次出現在第 {first} 列",
    ),
    Words("delete or rename one of the two", "删除或更改其中之一", "刪除或更改其中之一"),
)
NOT_A_CHOICE: Final = Kind(
    "D108",
    Severity.ERROR,
    Words(
        "{label} is “{value}”; nearest is “{near}”",
        "{label} 为“{value}”，最接近的是“{near}”",
        "{label} 為「{value}」，最接近的是「{near}」",
    ),
    Words("choose one of: {choices}", "请选择：{choices}", "請選擇：{choices}"),
)
NOT_WHOLE: Final = Kind(
    "D109",
    Severity.ERROR,
    Words(
        "{label} is {value}; a whole number belongs here",
        "{label} 为 {value}，应为整数",
        "{label} 為 {value}，應為整數",
    ),
    Words("type a whole number", "填写整数", "填寫整數"),
)
MORE_LIKE_IT: Final = Kind(
    "D110",
    Severity.WARNING,
    Words(
        "{count} more cells of {label} are like this [{like}]",
        "{label} 还有 {count} 个单元格有同样问题 [{like}]",
        "{label} 還有 {count} 個儲存格有同樣問題 [{like}]",
    ),
    Words("put the first ones right and check again", "先改正前面的，再次检查", "先改正前面的，再次檢查"),
)
NO_VALUE: Final = Kind(
    "D111",
    Severity.ERROR,
    Words("{label} is a formula without a value", "{label} 是没有计算结果的公式", "{label} 是沒有計算結果的公式"),
    Words(
        "open the workbook in Excel, let it calculate and save it",
        "在 Excel 中打开、计算并保存",
        "在 Excel 中開啟、計算並儲存",
    ),
)
FINER_THAN_MINOR: Final = Kind(
    "D112",
    Severity.WARNING,
    Words(
        "{label} is {value}; it was read as {read}",
        "{label} 为 {value}，已按 {read} 读取",
        "{label} 為 {value}，已按 {read} 讀取",
    ),
    Words(
        "type no more decimals than the currency has", "小数位数不要超过币种的小数位", "小數位數不要超過幣別的小數位"
    ),
)
POINT_IN_DOUBT: Final = Kind(
    "D113",
    Severity.WARNING,
    Words(
        "{label} has only numbers such as {value}; the point was read as a decimal point",
        "{label} 全为 {value} 这样的数字；其中的点按小数点读取",
        "{label} 全為 {value} 這樣的數字；其中的點按小數點讀取",
    ),
    Words(
        "if it parts thousands, export without it and load again",
        "如果是千位分隔符，请导出时去掉并重新载入",
        "如果是千位分隔符，請匯出時去掉並重新載入",
    ),
)
UNKNOWN_REFERENCE: Final = Kind(
    "C104",
    Severity.ERROR,
    Words(
        "{label} “{value}” is not in {table}{near}",
        "{label}“{value}”不在 {table} 中{near}",
        "{label}「{value}」不在 {table} 中{near}",
    ),
    Words("correct it, clear it, or add it to {table}", "更正、清空，或加入 {table}", "更正、清空，或加入 {table}"),
)
UNKNOWN_IN_LEDGER: Final = Kind(
    "C105",
    Severity.WARNING,
    Words(
        "{label} “{value}” is not in {table}{near}; {count} rows have it",
        "{label}“{value}”不在 {table} 中{near}，共 {count} 行",
        "{label}「{value}」不在 {table} 中{near}，共 {count} 列",
    ),
    Words(
        "add it to {table}, or correct it; as it is, these rows belong to nobody there",
        "加入 {table} 或更正；否则这些行不归属任何人",
        "加入 {table} 或更正；否則這些列不歸屬任何人",
    ),
)
SETTING_BLANK: Final = Kind(
    "S101",
    Severity.ERROR,
    Words("setting {label} is blank", "设置“{label}”为空", "設定「{label}」為空"),
    Words("fill it in on the Settings sheet", "请在设置表中填写", "請在設定表中填寫"),
)
SEASON_BLANK: Final = Kind(
    "S104",
    Severity.ERROR,
    Words(
        "the season source is “typed”, but no share is typed",
        "季节来源为“手工”，但未填写任何份额",
        "季節來源為「手工」，但未填寫任何份額",
    ),
    Words(
        "type shares of the months, or choose another source",
        "填写各月份额，或选择其他来源",
        "填寫各月份額，或選擇其他來源",
    ),
)
SETTING_FORM: Final = Kind(
    "S103",
    Severity.ERROR,
    Words(
        "{label} is “{value}”; this belongs here: {unit}",
        "{label} 为“{value}”，此处应填：{unit}",
        "{label} 為「{value}」，此處應填：{unit}",
    ),
    Words("type it as the help beside it says", "请按旁边的说明填写", "請按旁邊的說明填寫"),
)
SETTING_MISSING: Final = Kind(
    "S102",
    Severity.WARNING,
    Words(
        "there is no setting {key} in this workbook; {value} was used",
        "工作簿中没有设置 {key}，已采用 {value}",
        "活頁簿中沒有設定 {key}，已採用 {value}",
    ),
    Words("give its cell the defined name {key}", "为其单元格定义名称 {key}", "為其儲存格定義名稱 {key}"),
)
