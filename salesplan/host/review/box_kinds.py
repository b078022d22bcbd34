"""What can be wrong with what people typed into review pages."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

NO_ROW: Final = Kind(
    "R101",
    Severity.ERROR,
    Words(
        "what was agreed with {rep_id} in {period} (“{text}”, {cell} of the sheet {sheet}) has no row on the Scorecard to be kept in",
        "{rep_id} 在 {period} 的约定（“{text}”，“{sheet}”表 {cell}）在“记分卡”中没有对应行，无法保存",
        "{rep_id} 在 {period} 的約定（「{text}」，「{sheet}」表 {cell}）在「計分卡」中沒有對應列，無法保存",
    ),
    Words(
        "score that period again, or copy the text elsewhere and clear the box",
        "请重新为该期间评分，或将文字另存后清空该框",
        "請重新為該期間評分，或將文字另存後清空該框",
    ),
)
NO_KEYS: Final = Kind(
    "R102",
    Severity.ERROR,
    Words(
        "the keys in the hidden column A of the sheet {sheet} are gone: what is typed there cannot be told apart",
        "“{sheet}”表隐藏的 A 列中的标识已被删除：无法区分其中填写的内容属于谁",
        "「{sheet}」表隱藏的 A 欄中的標識已被刪除：無法區分其中填寫的內容屬於誰",
    ),
    Words(
        "copy what is typed there to the Scorecard, and delete the sheet",
        "请将其中填写的内容复制到“记分卡”，并删除该表",
        "請將其中填寫的內容複製到「計分卡」，並刪除該表",
    ),
)
TOO_LONG: Final = Kind(
    "R103",
    Severity.ERROR,
    Words(
        "what was agreed with {rep_id} in {period} has {count:,} characters with what is typed in {cell} of the sheet "
        "{sheet}; a cell holds {most:,}",
        "{rep_id} 在 {period} 的约定加上“{sheet}”表 {cell} 中填写的内容共 {count:,} 个字符；一个单元格最多 {most:,} 个",
        "{rep_id} 在 {period} 的約定加上「{sheet}」表 {cell} 中填寫的內容共 {count:,} 個字元；一個儲存格最多 {most:,} 個",
    ),
    Words("shorten it here or there", "请缩短其中一处", "請縮短其中一處"),
)
SHEET_LEFT: Final = Kind(
    "R104",
    Severity.WARNING,
    Words(
        "the sheet {sheet} was left as it is: not all that is typed there has a place on the Scorecard",
        "“{sheet}”表保持原样：其中填写的内容尚不能全部保存到“记分卡”",
        "「{sheet}」表保持原樣：其中填寫的內容尚不能全部保存到「計分卡」",
    ),
    Words(
        "put the errors of that sheet right, and review again",
        "请改正该表的错误后重新生成",
        "請改正該表的錯誤後重新產生",
    ),
)
NAME_GONE: Final = Kind(
    "R105",
    Severity.WARNING,
    Words(
        "the sheet {sheet} holds review pages, but the name {name} does not mark it any more: what is typed there was "
        "taken over, the new pages are on a sheet of their own",
        "“{sheet}”表是绩效回顾，但名称 {name} 已不再指向它：其中填写的内容已保存，新的页面放在另一张表中",
        "「{sheet}」表是績效回顧，但名稱 {name} 已不再指向它：其中填寫的內容已保存，新的頁面放在另一張表中",
    ),
    Words("delete the sheet {sheet}", "请删除“{sheet}”表", "請刪除「{sheet}」表"),
)
