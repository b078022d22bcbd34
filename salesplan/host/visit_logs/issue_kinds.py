"""The findings of issuing visit logs."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

NO_TIERS: Final = Kind(
    "L201",
    Severity.WARNING,
    Words(
        "the customers were never evaluated: the logs show no tiers",
        "客户尚未评定：记录表中没有等级",
        "客戶尚未評定：記錄表中沒有等級",
    ),
    Words(
        "run tier and visits status first, then issue the logs",
        "请先运行 tier 和 visits status，再发放记录表",
        "請先執行 tier 和 visits status，再發放記錄表",
    ),
)
NO_DATES: Final = Kind(
    "L211",
    Severity.WARNING,
    Words(
        "no customer has a next visit yet: the logs do not say who is due when",
        "客户尚无下次拜访日期：记录表中不显示何时应拜访谁",
        "客戶尚無下次拜訪日期：記錄表中不顯示何時應拜訪誰",
    ),
    Words(
        "run visits status first, then issue the logs",
        "请先运行 visits status，再发放记录表",
        "請先執行 visits status，再發放記錄表",
    ),
)
NO_QUOTAS: Final = Kind(
    "L202",
    Severity.WARNING,
    Words(
        "there are no quotas yet: the logs show none",
        "尚无配额：记录表中的配额为空",
        "尚無配額：記錄表中的配額為空",
    ),
    Words("run quota first, then issue the logs", "请先运行 quota，再发放记录表", "請先執行 quota，再發放記錄表"),
)
REP_WITHOUT_QUOTA: Final = Kind(
    "L203",
    Severity.WARNING,
    Words("{rep} has no quota; the log shows none", "{rep} 没有配额；记录表中为空", "{rep} 沒有配額；記錄表中為空"),
    Words("run quota, then issue the log again", "运行 quota 后重新发放", "執行 quota 後重新發放"),
)
QUOTA_MOVED: Final = Kind(
    "L204",
    Severity.WARNING,
    Words(
        "the quota of {rep} was changed since it was split; the log shows the months from before",
        "{rep} 的配额在分解后有改动；记录表中仍为之前的各月配额",
        "{rep} 的配額在分解後有改動；記錄表中仍為之前的各月配額",
    ),
    Words("run quota, then issue the log again", "运行 quota 后重新发放", "執行 quota 後重新發放"),
)
NO_CUSTOMERS: Final = Kind(
    "L205",
    Severity.INFO,
    Words(
        "{rep} has no customers; the log lists none",
        "{rep} 没有负责的客户；记录表中客户为空",
        "{rep} 沒有負責的客戶；記錄表中客戶為空",
    ),
    Words("give them customers in Customers", "请在客户表中分配客户", "請在客戶表中分配客戶"),
)
NOBODYS: Final = Kind(
    "L206",
    Severity.INFO,
    Words(
        "{count} customers have no owner; they are in no log",
        "{count} 个客户没有负责人，不在任何记录表中",
        "{count} 個客戶沒有負責人，不在任何記錄表中",
    ),
    Words("name their owners in Customers", "请在客户表中填写负责人", "請在客戶表中填寫負責人"),
)
NOT_EMPLOYED: Final = Kind(
    "L207",
    Severity.WARNING,
    Words(
        "{rep} is not employed in {year}; there is no log for them",
        "{rep} 在 {year} 年不在职；未发放记录表",
        "{rep} 在 {year} 年不在職；未發放記錄表",
    ),
    Words("mend start and end dates", "请更正入职和离职日期", "請更正到職和離職日期"),
)
LEFT_OUT: Final = Kind(
    "L208",
    Severity.INFO,
    Words(
        "{count} visits of {rep} are not in the log: the customers are not theirs any more, or unknown",
        "{rep} 的 {count} 次拜访未列入记录表：客户已不归其负责，或不在客户表中",
        "{rep} 的 {count} 次拜訪未列入記錄表：客戶已不歸其負責，或不在客戶表中",
    ),
    Words("correct those visits in the plan", "如需更正，请直接在计划中修改", "如需更正，請直接在計畫中修改"),
)
_COLLECT_FIRST: Final = Words(
    "run visits collect first, then issue with --replace",
    "请先运行 visits collect，再以 --replace 发放",
    "請先執行 visits collect，再以 --replace 發放",
)
NOT_COLLECTED: Final = Kind(
    "L212",
    Severity.ERROR,
    Words(
        "{count} visits in {log} of {rep} are not in the plan, or otherwise; it was not replaced",
        "{rep} 的 {log} 中有 {count} 次拜访不在计划中或内容不同；未替换",
        "{rep} 的 {log} 中有 {count} 次拜訪不在計畫中或內容不同；未替換",
    ),
    _COLLECT_FIRST,
)
UNREADABLE_LOG: Final = Kind(
    "L213",
    Severity.ERROR,
    Words(
        "{log} of {rep} cannot be read, so nobody knows what is in it; it was not replaced: {problem}",
        "无法读取 {rep} 的 {log}，内容未知；未替换：{problem}",
        "無法讀取 {rep} 的 {log}，內容未知；未替換：{problem}",
    ),
    Words("move it out of the folder, then issue again", "请移出该文件夹后重新发放", "請移出該資料夾後重新發放"),
)
OTHER_LOG: Final = Kind(
    "L214",
    Severity.ERROR,
    Words(
        "{log} has {count} visits, but is not the log of {rep} for this plan; it was not replaced",
        "{log} 中有 {count} 次拜访，但不是本计划中 {rep} 的记录表；未替换",
        "{log} 中有 {count} 次拜訪，但不是本計畫中 {rep} 的記錄表；未替換",
    ),
    Words("move it out of the folder, then issue again", "请移出该文件夹后重新发放", "請移出該資料夾後重新發放"),
)
MORE: Final = more_like_it("L210")
