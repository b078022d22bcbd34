"""What merging returned handouts, and settling their conflicts, finds in single rows and cells."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

_TYPE_IT: Final = Words(
    "if it is still wanted, type it into the plan",
    "如仍需要，请直接填入计划",
    "如仍需要，請直接填入計畫",
)

ROW_GONE: Final = Kind(
    "H331",
    Severity.WARNING,
    Words(
        "{name} is no longer in the plan; what was changed here was not taken: {edits}",
        "{name} 已不在计划中；此处的改动未采纳：{edits}",
        "{name} 已不在計畫中；此處的改動未採納：{edits}",
    ),
    _TYPE_IT,
)
ROW_ELSEWHERE: Final = Kind(
    "H332",
    Severity.WARNING,
    Words(
        "{name} no longer belongs to {part}; what was changed here was not taken: {edits}",
        "{name} 已不属于 {part}；此处的改动未采纳：{edits}",
        "{name} 已不屬於 {part}；此處的改動未採納：{edits}",
    ),
    _TYPE_IT,
)
NOT_OWN_REP: Final = Kind(
    "H333",
    Severity.WARNING,
    Words(
        "“{value}” is none of the reps of {part}; the owner of {name} was not changed",
        "“{value}”不是 {part} 的销售代表；{name} 的负责人未变",
        "「{value}」不是 {part} 的業務代表；{name} 的負責人未變",
    ),
    Words(
        "a manager can pass customers on to reps of their own{near}; other owners are typed into the plan",
        "经理只能在自己的销售代表之间调整客户{near}；其他调整请在计划中进行",
        "經理只能在自己的業務代表之間調整客戶{near}；其他調整請在計畫中進行",
    ),
)
NOT_AGAIN: Final = Kind(
    "H334",
    Severity.INFO,
    Words(
        "taken before, but put back in the plan since; the plan's value stays: {count} cells, first {name}",
        "此前已采纳、之后又在计划中改回的单元格：{count} 个（首个：{name}）；保留计划的值",
        "此前已採納、之後又在計畫中改回的儲存格：{count} 個（首個：{name}）；保留計畫的值",
    ),
    _TYPE_IT,
)
BAD_CHOICE: Final = Kind(
    "H335",
    Severity.ERROR,
    Words(
        "“{value}” is neither keep nor take, nor does it fit {column}; the conflict stays open",
        "“{value}”既不是“保留”或“采纳”，也不适合 {column}；该冲突仍未解决",
        "「{value}」既不是「保留」或「採納」，也不適合 {column}；該衝突仍未解決",
    ),
    Words("{fix}", "{fix}", "{fix}"),
)
CHANGED_AGAIN: Final = Kind(
    "H336",
    Severity.WARNING,
    Words(
        "{name}, {column}: the plan was changed from {before} to {now} after this list was made; the choice was not applied",
        "{name}，{column}：列表生成后计划已从 {before} 改为 {now}；未执行该选择",
        "{name}，{column}：清單產生後計畫已從 {before} 改為 {now}；未執行該選擇",
    ),
    Words(
        "look at the values as they are now, and run collect --resolve again",
        "请核对现在的值，然后重新运行 collect --resolve",
        "請核對現在的值，然後重新執行 collect --resolve",
    ),
)
NO_LONGER_THERE: Final = Kind(
    "H337",
    Severity.WARNING,
    Words(
        "{name} is no longer in the plan; the conflict about {column} was closed",
        "{name} 已不在计划中；关于 {column} 的冲突已关闭",
        "{name} 已不在計畫中；關於 {column} 的衝突已關閉",
    ),
    _TYPE_IT,
)
NO_SUCH_REP: Final = Words(
    "type the id of a rep of the plan{near}", "请填写计划中的销售编号{near}", "請填寫計畫中的業務編號{near}"
)
BLANK: Final = Words("blank", "空", "空")
"""How a cell that says nothing is called."""
