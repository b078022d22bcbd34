"""The findings of tracking: what keeps a rep's year from being held against a quota."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

NO_QUOTA_OF_YEAR: Final = Kind(
    "K171",
    Severity.WARNING,
    Words(
        "nobody has a quota for {year}, the year of {as_of}, so there is nothing to track sales against",
        "{year} 年（截至日期 {as_of}）没有任何配额，无法对比进度",
        "{year} 年（截至日期 {as_of}）沒有任何配額，無法對比進度",
    ),
    Words(
        "run salesplan quota for the plan year, fill in Quota history, or set As of to a day of a planned year",
        "请先运行 salesplan quota，或填写历史配额表，或将截至日期设在计划年度内",
        "請先執行 salesplan quota，或填寫歷史配額表，或將截至日期設在計畫年度內",
    ),
)
UNASSIGNED_THIS_YEAR: Final = Kind(
    "K172",
    Severity.WARNING,
    Words(
        "sales of {year} of {value} in all reach no rep of Reps and count for nobody",
        "{year} 年有共 {value} 的销售找不到销售代表，不计入任何人",
        "{year} 年有共 {value} 的銷售找不到業務代表，不計入任何人",
    ),
    Words(
        "type the rep of these sales, or give their customers an owner who is in Reps",
        "在销售行填写销售代表，或在客户表中为其客户指定负责人",
        "在銷售列填寫業務代表，或在客戶表中為其客戶指定負責人",
    ),
)
