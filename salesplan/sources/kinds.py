"""The findings that reading a file from outside can give."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

ROW_TOO_LONG: Final = Kind(
    "L101",
    Severity.ERROR,
    Words(
        "{count} rows have more cells than there are headers (rows {rows}; left over there: {values})",
        "{count} 行的单元格多于表头（第 {rows} 行；多出的内容：{values}）",
        "{count} 列的儲存格多於標題（第 {rows} 列；多出的內容：{values}）",
    ),
    Words(
        "put quotes round a value that holds the delimiter, or add the missing header",
        "含分隔符的值请加引号，或补上缺少的表头",
        "含分隔符號的值請加引號，或補上缺少的標題",
    ),
)
ROW_TOO_SHORT: Final = Kind(
    "L102",
    Severity.WARNING,
    Words(
        "{count} rows have fewer cells than there are headers (rows {rows}); the rest was taken as blank",
        "{count} 行的单元格少于表头（第 {rows} 行）；其余按空白处理",
        "{count} 列的儲存格少於標題（第 {rows} 列）；其餘按空白處理",
    ),
    Words("look at these rows in the file", "请检查文件中的这些行", "請檢查檔案中的這些列"),
)
UNREADABLE: Final = Kind(
    "L103",
    Severity.ERROR,
    Words(
        "{count} rows have no readable {label} ({examples}); they are not counted",
        "{count} 行的{label}无法读取（{examples}），未计入",
        "{count} 列的{label}無法讀取（{examples}），未計入",
    ),
    Words(
        "put them right in the file, or leave them out with [skip] in the mapping",
        "请在文件中改正，或在映射文件的 [skip] 中排除",
        "請在檔案中改正，或在對應檔的 [skip] 中排除",
    ),
)
UNREADABLE_DETAIL: Final = Kind(
    "L104",
    Severity.WARNING,
    Words(
        "{count} rows have no readable {label} ({examples}); it was taken as blank",
        "{count} 行的{label}无法读取（{examples}），按空白处理",
        "{count} 列的{label}無法讀取（{examples}），按空白處理",
    ),
    Words("put them right in the file", "请在文件中改正", "請在檔案中改正"),
)
REFUSED_LINES: Final = Kind(
    "L105",
    Severity.ERROR,
    Words(
        "{count} lines do not have the form of the others (lines {rows}); they are not counted",
        "{count} 行与其他行格式不符（第 {rows} 行），未计入",
        "{count} 列與其他列格式不符（第 {rows} 列），未計入",
    ),
    Words(
        "put them right in the file: each line needs one cell a header",
        "请在文件中改正：每行的单元格数应与表头一致",
        "請在檔案中改正：每列的儲存格數應與標題一致",
    ),
)
