"""What collecting handouts finds wrong with whole files."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

NO_HANDOUTS: Final = Kind(
    "H301",
    Severity.WARNING,
    Words(
        "there is no handout in {folder}",
        "文件夹 {folder} 中没有下发表",
        "資料夾 {folder} 中沒有下發表",
    ),
    Words(
        "give the folder in which the workbooks lie that came back",
        "请指定存放收回文件的文件夹",
        "請指定存放收回檔案的資料夾",
    ),
)
UNREADABLE: Final = Kind(
    "H302",
    Severity.ERROR,
    Words(
        "nothing of this file was taken: {problem}",
        "未采纳该文件的任何内容：{problem}",
        "未採納該檔案的任何內容：{problem}",
    ),
    Words("{fix}; or ask for the file again", "{fix}；或请对方重新发送", "{fix}；或請對方重新傳送"),
)
UNKNOWN_HANDOUT: Final = Kind(
    "H303",
    Severity.ERROR,
    Words(
        "nothing of this file was taken: this plan did not hand it out (handout {handout})",
        "未采纳该文件的任何内容：它不是由本计划下发的（下发编号 {handout}）",
        "未採納該檔案的任何內容：它不是由本計畫下發的（下發編號 {handout}）",
    ),
    Words(
        "collect it into the plan that it came from; if the plan was renamed or moved, bring its .salesplan.db along under "
        "the new name",
        "请收回到下发它的计划；若计划已改名或移动，请将其 .salesplan.db 文件一并移动并相应改名",
        "請收回到下發它的計畫；若計畫已改名或移動，請將其 .salesplan.db 檔案一併移動並相應改名",
    ),
)
OTHER_PART: Final = Kind(
    "H304",
    Severity.ERROR,
    Words(
        "nothing of this file was taken: its code is that of the handout of {part}, but it says that it is of {said}",
        "未采纳该文件的任何内容：其下发编号属于 {part}，但文件自称属于 {said}",
        "未採納該檔案的任何內容：其下發編號屬於 {part}，但檔案自稱屬於 {said}",
    ),
    Words(
        "put the code back as it was handed out, or copy the edits into the workbook that was handed out",
        "请恢复下发时的编号，或将改动复制到原下发的文件中",
        "請恢復下發時的編號，或將改動複製到原下發的檔案中",
    ),
)
SUPERSEDED: Final = Kind(
    "H305",
    Severity.WARNING,
    Words(
        "nothing of this file was taken: {other} is a later version of the same handout; cells in which this one says "
        "otherwise: {count}, of which this is the first",
        "未采纳该文件的任何内容：{other} 是同一下发表的较新版本，与其有 {count} 个单元格不同，此为首个",
        "未採納該檔案的任何內容：{other} 是同一下發表的較新版本，與其有 {count} 個儲存格不同，此為首個",
    ),
    Words(
        "if two people filled in the handout, bring their cells together in one file",
        "若由两人分别填写，请将内容合并到一个文件",
        "若由兩人分別填寫，請將內容合併到一個檔案",
    ),
)
OLDER: Final = Kind(
    "H306",
    Severity.WARNING,
    Words(
        "nothing of this file was taken: a version saved at {at} was collected before; cells in which this one says "
        "otherwise: {count}, of which this is the first",
        "未采纳该文件的任何内容：此前已收回 {at} 保存的较新版本；有 {count} 个单元格不同，此为首个",
        "未採納該檔案的任何內容：此前已收回 {at} 儲存的較新版本；有 {count} 個儲存格不同，此為首個",
    ),
    Words(
        "put what is still wanted into the newest version, save it, and collect that",
        "请将仍需要的内容填入最新版本，保存后重新收回",
        "請將仍需要的內容填入最新版本，儲存後重新收回",
    ),
)
ACCEPTED: Final = Kind(
    "H307",
    Severity.WARNING,
    Words(
        "nothing of this file was taken: its part was accepted; cells in it that are new: {count}",
        "未采纳该文件的任何内容：该部分已接受，而文件中有 {count} 个新填单元格",
        "未採納該檔案的任何內容：該部分已接受，而檔案中有 {count} 個新填儲存格",
    ),
    Words(
        "to take them after all, run handout send-back for it, and collect again",
        "如仍需采纳，请对其运行 handout send-back，然后重新收回",
        "如仍需採納，請對其執行 handout send-back，然後重新收回",
    ),
)
REPLACED: Final = Kind(
    "H308",
    Severity.INFO,
    Words(
        "it is an earlier handout; {newer} was sent since. What is new in it was taken",
        "这是较早的下发表；此后已下发 {newer}。其中的新内容已采纳",
        "這是較早的下發表；此後已下發 {newer}。其中的新內容已採納",
    ),
    Words("look whether both say the same", "请核对两者是否一致", "請核對兩者是否一致"),
)
OTHER_FILE: Final = Kind(
    "H309",
    Severity.INFO,
    Words("it is no handout", "不是下发表", "不是下發表"),
    Words("nothing to do", "无需处理", "無需處理"),
)
OTHER_ENDING: Final = Kind(
    "H310",
    Severity.ERROR,
    Words(
        "nothing of this file was taken: it was saved as {ending}",
        "未采纳该文件的任何内容：它被保存为 {ending}",
        "未採納該檔案的任何內容：它被儲存為 {ending}",
    ),
    Words(
        "open it and save it as an Excel workbook (.xlsx)",
        "请打开并另存为 Excel 工作簿（.xlsx）",
        "請開啟並另存為 Excel 活頁簿（.xlsx）",
    ),
)
OPEN_CONFLICTS: Final = Kind(
    "H311",
    Severity.WARNING,
    Words(
        "cells that were changed both in the plan and by managers: {count}; the plan's value stays until you choose",
        "计划与经理双方都改动的单元格：{count} 个；选择之前保留计划中的值",
        "計畫與經理雙方都改動的儲存格：{count} 個；選擇之前保留計畫中的值",
    ),
    Words(
        "fill in the choices on this sheet, and run collect --resolve",
        "请在本表填写选择，然后运行 collect --resolve",
        "請在本表填寫選擇，然後執行 collect --resolve",
    ),
)
GAPS: Final = Kind(
    "H312",
    Severity.INFO,
    Words(
        "targets that are not met by the sum of what is below them: {count}, for example {first} ({gap})",
        "目标与其下级合计不符：{count} 个，例如 {first}（{gap}）",
        "目標與其下級合計不符：{count} 個，例如 {first}（{gap}）",
    ),
    Words(
        "run quota: it keeps what was typed and rebalances the others",
        "请运行 quota：保留已填写的值并重新平衡其余部分",
        "請執行 quota：保留已填寫的值並重新平衡其餘部分",
    ),
)
