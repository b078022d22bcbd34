"""What reading a handout that came back finds wrong with its tables, rows and cells."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

_NOTHING: Final = Words("nothing needs to be done", "无需处理", "無需處理")
_ASK_HEAD_OFFICE: Final = Words(
    "if the change is wanted, make it in the plan",
    "如确需改动，请直接在计划中修改",
    "如確需改動，請直接在計畫中修改",
)

# The workbook and its tables.

NO_ID: Final = Kind(
    "H201",
    Severity.ERROR,
    Words(
        "the workbook does not say which handout it is; nothing was taken from it",
        "工作簿未注明是哪一份下发表；未采纳其中任何内容",
        "活頁簿未註明是哪一份下發表；未採納其中任何內容",
    ),
    Words(
        "put the handout's code back on its Settings sheet, or copy the edits into the workbook that was handed out",
        "请在其设置表中恢复下发编号，或将改动复制到原下发的工作簿中",
        "請在其設定表中恢復下發編號，或將改動複製到原下發的活頁簿中",
    ),
)
NAMES_GONE: Final = Kind(
    "H202",
    Severity.INFO,
    Words(
        "the defined names are gone; which handout it is was read from the sheet {sheet}",
        "已定义的名称已丢失；下发编号取自工作表“{sheet}”",
        "已定義的名稱已遺失；下發編號取自工作表「{sheet}」",
    ),
    _NOTHING,
)
TABLE_GONE: Final = Kind(
    "H203",
    Severity.INFO,
    Words(
        "the Excel table {table} is gone; the rows under the headers in row {row} were read",
        "Excel 表格 {table} 已丢失；已读取第 {row} 行表头下的各行",
        "Excel 表格 {table} 已遺失；已讀取第 {row} 列標題下的各列",
    ),
    _NOTHING,
)
NO_TABLE: Final = Kind(
    "H204",
    Severity.WARNING,
    Words(
        "there is no table {table}, nor a row with the headers {headers}; what the plan has there stays",
        "没有表格 {table}，也没有任何一行含有表头 {headers}；计划中的内容保持不变",
        "沒有表格 {table}，也沒有任何一列含有標題 {headers}；計畫中的內容保持不變",
    ),
    Words(
        "put the sheet or its headers back if there is anything to take from it",
        "如其中有需要采纳的内容，请恢复该工作表或其表头",
        "如其中有需要採納的內容，請恢復該工作表或其標題",
    ),
)
COLUMN_GONE: Final = Kind(
    "H205",
    Severity.WARNING,
    Words(
        "the column {label} is gone; what the plan has there stays",
        "缺少“{label}”列；计划中的内容保持不变",
        "缺少「{label}」欄；計畫中的內容保持不變",
    ),
    Words("put the header back if it was renamed", "如已改名，请恢复表头", "如已改名，請恢復標題"),
)
OTHER_SHEET: Final = Kind(
    "H206",
    Severity.WARNING,
    Words(
        "this sheet looks like {table}, too, and says something else than the sheet {sheet}, which was read",
        "本表看起来也是 {table}，但与已读取的工作表“{sheet}”内容不同",
        "本表看起來也是 {table}，但與已讀取的工作表「{sheet}」內容不同",
    ),
    Words(
        "bring what is wanted together on the sheet {sheet}, and delete the copy",
        "请将需要的内容集中到工作表“{sheet}”，并删除副本",
        "請將需要的內容集中到工作表「{sheet}」，並刪除副本",
    ),
)
FORMULAS_GONE: Final = Kind(
    "H207",
    Severity.INFO,
    Words(
        "the formulas of {table} are gone, as after saving values only; computed columns are not taken anyway",
        "{table} 的公式已丢失（如仅保存了数值）；计算列本来就不会采纳",
        "{table} 的公式已遺失（如僅儲存了數值）；計算欄本來就不會採納",
    ),
    _NOTHING,
)

# Rows.

ROW_WITHOUT_ID: Final = Kind(
    "H211",
    Severity.WARNING,
    Words(
        "something is typed in a row without {label}; it was not taken",
        "在没有“{label}”的行中填写了内容；未采纳",
        "在沒有「{label}」的列中填寫了內容；未採納",
    ),
    Words("type it into the row that it is meant for", "请填写到对应的行中", "請填寫到對應的列中"),
)
ROW_TWICE: Final = Kind(
    "H212",
    Severity.ERROR,
    Words(
        "{label} “{value}” is there {count} times; nothing was taken from any of these rows",
        "{label}“{value}”出现 {count} 次；这些行均未采纳",
        "{label}「{value}」出現 {count} 次；這些列均未採納",
    ),
    Words(
        "put the id back as it was, or delete the copied row, and collect again",
        "请恢复原编号或删除复制的行，然后重新收回",
        "請恢復原編號或刪除複製的列，然後重新收回",
    ),
)
STRANGER: Final = Kind(
    "H213",
    Severity.WARNING,
    Words(
        "{label} “{value}” was not in the handout; the row was not taken",
        "下发表中没有{label}“{value}”；未采纳该行",
        "下發表中沒有{label}「{value}」；未採納該列",
    ),
    Words(
        "put the id back if it was changed; new rows are added in the plan",
        "如编号被改动请恢复；新增的行请在计划中添加",
        "如編號被改動請恢復；新增的列請在計畫中新增",
    ),
)
MISSING: Final = Kind(
    "H214",
    Severity.INFO,
    Words(
        "rows that were handed out are not here: {count} ({names}); they stay in the plan as they are",
        "下发过的 {count} 行不在此处（{names}）；计划中保持不变",
        "下發過的 {count} 列不在此處（{names}）；計畫中保持不變",
    ),
    _NOTHING,
)

# Cells.

FIXED_CELL: Final = Kind(
    "H221",
    Severity.WARNING,
    Words(
        "{name}: {label} was “{sent}” and is “{value}” here, which is not for the manager to change; it was not taken",
        "{name}：“{label}”原为“{sent}”，此处为“{value}”，不属于经理可改的内容；未采纳",
        "{name}：「{label}」原為「{sent}」，此處為「{value}」，不屬於經理可改的內容；未採納",
    ),
    _ASK_HEAD_OFFICE,
)
TYPED_OVER: Final = Kind(
    "H222",
    Severity.WARNING,
    Words(
        "{name}: “{value}” was typed over the formula of {label}; it was not taken",
        "{name}：“{label}”的公式被“{value}”覆盖；未采纳",
        "{name}：「{label}」的公式被「{value}」覆蓋；未採納",
    ),
    Words(
        "a quota is changed in the column Override, not in the computed ones",
        "请在“调整值”列修改配额，不要改动计算列",
        "請在「調整值」欄修改配額，不要改動計算欄",
    ),
)
MORE: Final = more_like_it("H239")
