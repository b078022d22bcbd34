"""The findings of evaluating customers: what can be wrong, and how to put it right."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

UNKNOWN_CUSTOMERS: Final = Kind(
    "T101",
    Severity.WARNING,
    Words(
        "{count} sales rows, {value} in all, name customers who are not in Customers; the first is “{name}”",
        "{count} 行销售共 {value}，其客户不在客户表中；第一个是“{name}”",
        "{count} 列銷售共 {value}，其客戶不在客戶表中；第一個是「{name}」",
    ),
    Words(
        "add them to Customers, or correct the IDs in Sales",
        "将其加入客户表，或更正销售记录中的编号",
        "將其加入客戶表，或更正銷售記錄中的編號",
    ),
)
NO_PURCHASES: Final = Kind(
    "T102",
    Severity.WARNING,
    Words(
        "no customer bought anything in the twelve months up to {month}",
        "截至 {month} 的十二个月内没有客户采购",
        "截至 {month} 的十二個月內沒有客戶採購",
    ),
    Words(
        "load the sales with their customer IDs, or set As of to a day that the sales reach",
        "载入带客户编号的销售记录，或将截至日期改到有销售的日期",
        "載入帶客戶編號的銷售記錄，或將截至日期改到有銷售的日期",
    ),
)
NO_CUSTOMERS: Final = Kind(
    "T103",
    Severity.WARNING,
    Words("there are no customers to rate", "没有可评定的客户", "沒有可評定的客戶"),
    Words("load them into Customers", "请将客户载入客户表", "請將客戶載入客戶表"),
)
RULE_MISSING: Final = Kind(
    "T104",
    Severity.ERROR,
    Words(
        "tier {name} has the cut {value}, but no rule",
        "等级 {name} 有界限 {value} 但没有规则",
        "等級 {name} 有界限 {value} 但沒有規則",
    ),
    Words(
        "choose share, amount or count; or clear the cut, and the tier takes the rest",
        "选择累计占比、金额或数量；或清空界限，使其接收其余客户",
        "選擇累計占比、金額或數量；或清空界限，使其接收其餘客戶",
    ),
)
SHARE_TOO_LARGE: Final = Kind(
    "T105",
    Severity.ERROR,
    Words(
        "the share of tier {name} is cut at {value}, which is more than 100 % (a share of 1)",
        "等级 {name} 的累计占比界限为 {value}，超过 100%（即 1）",
        "等級 {name} 的累計占比界限為 {value}，超過 100%（即 1）",
    ),
    Words(
        "type a percentage such as 80 %, or choose the rule amount or count",
        "填写百分比，如 80%，或选择金额、数量规则",
        "填寫百分比，如 80%，或選擇金額、數量規則",
    ),
)
CUT_LIKE_SHARE: Final = Kind(
    "T123",
    Severity.ERROR,
    Words(
        "tier {name} is cut by {rule} at {value}, which looks like a share",
        "等级 {name} 的规则为{rule}，界限却是 {value}，像是占比",
        "等級 {name} 的規則為{rule}，界限卻是 {value}，像是占比",
    ),
    Words(
        "type an amount or a number of customers, or choose the rule share",
        "填写金额或客户数，或选择累计占比规则",
        "填寫金額或客戶數，或選擇累計占比規則",
    ),
)
PROSPECTS_UNPLANNED: Final = Kind(
    "T124",
    Severity.WARNING,
    Words(
        "Tiers has no row {names}, so prospects of that priority are not visited",
        "等级规则表缺少 {names}，该优先级的潜在客户不安排拜访",
        "等級規則表缺少 {names}，該優先順序的潛在客戶不安排拜訪",
    ),
    Words(
        "add the row, with 0 visits a year if that is meant",
        "请补上该行；如属本意，年拜访次数填 0",
        "請補上該列；如屬本意，年拜訪次數填 0",
    ),
)
CUT_NOT_PAST: Final = Kind(
    "T106",
    Severity.WARNING,
    Words(
        "nobody gets tier {name}: its cut {value} takes no more than that of {better}, {before}",
        "无客户归入等级 {name}：其界限 {value} 并不比 {better} 的 {before} 更宽",
        "無客戶歸入等級 {name}：其界限 {value} 並不比 {better} 的 {before} 更寬",
    ),
    Words(
        "from the best tier down, shares and counts rise and amounts fall",
        "由高到低，占比和数量应递增，金额应递减",
        "由高到低，占比和數量應遞增，金額應遞減",
    ),
)
AFTER_THE_REST: Final = Kind(
    "T107",
    Severity.WARNING,
    Words(
        "nobody gets tier {name}: {rest} above it has no cut and takes the rest",
        "无客户归入等级 {name}：其上方的 {rest} 没有界限，已接收其余客户",
        "無客戶歸入等級 {name}：其上方的 {rest} 沒有界限，已接收其餘客戶",
    ),
    Words(
        "give {rest} a cut, or delete {name}",
        "为 {rest} 设置界限，或删除 {name}",
        "為 {rest} 設定界限，或刪除 {name}",
    ),
)
NO_REST: Final = Kind(
    "T108",
    Severity.INFO,
    Words(
        "every tier has a cut, so the last, {name}, takes the rest",
        "每个等级都有界限，其余客户归入最后一级 {name}",
        "每個等級都有界限，其餘客戶歸入最後一級 {name}",
    ),
    Words("clear its cut if that is meant", "如属本意，请清空其界限", "如屬本意，請清空其界限"),
)
NO_CADENCE: Final = Kind(
    "T109",
    Severity.WARNING,
    Words(
        "{name} has no visits a year, so its customers are not visited",
        "{name} 没有年拜访次数，其客户不安排拜访",
        "{name} 沒有年拜訪次數，其客戶不安排拜訪",
    ),
    Words(
        "type how often to visit, such as 12 or 4; 0 if never",
        "填写拜访频次，如 12 或 4；不拜访填 0",
        "填寫拜訪頻次，如 12 或 4；不拜訪填 0",
    ),
)
NO_TIERS: Final = Kind(
    "T110",
    Severity.INFO,
    Words(
        "Tiers names no tier, so the usual ones are taken: {names}",
        "等级规则表中没有等级，采用默认等级：{names}",
        "等級規則表中沒有等級，採用預設等級：{names}",
    ),
    Words("type tiers of your own in Tiers", "可在等级规则表中自定等级", "可在等級規則表中自訂等級"),
)
NAMED_PROSPECT: Final = Kind(
    "T111",
    Severity.ERROR,
    Words(
        "no tier can be called “{name}”: that is who never bought",
        "等级不能命名为“{name}”：它指从未采购的客户",
        "等級不能命名為「{name}」：它指從未採購的客戶",
    ),
    Words(
        "give it another name; P1 to P4 hold the visits of prospects",
        "请改名；潜在客户的拜访频次填在 P1 至 P4",
        "請改名；潛在客戶的拜訪頻次填在 P1 至 P4",
    ),
)
UNKNOWN_LAST_TIER: Final = Kind(
    "T112",
    Severity.WARNING,
    Words(
        "{count} customers had the tier “{name}”, which is not in Tiers; they are rated as if for the first time",
        "{count} 个客户原等级“{name}”不在等级规则表中，按首次评定处理",
        "{count} 個客戶原等級「{name}」不在等級規則表中，按首次評定處理",
    ),
    Words(
        "nothing to do if the tier was renamed or deleted on purpose",
        "如等级是有意改名或删除的，则无需处理",
        "如等級是有意改名或刪除的，則無需處理",
    ),
)
MORE_UNKNOWN_LAST_TIERS: Final = more_like_it("T113")
EVALUATED_LATER: Final = Kind(
    "T114",
    Severity.ERROR,
    Words(
        "{count} customers were rated as of {later} already, which is after {as_of}: going back would mix up who moved",
        "{count} 个客户已按更晚的日期 {later} 评定过（本次为 {as_of}）：退回更早日期会打乱等级变动",
        "{count} 個客戶已按更晚的日期 {later} 評定過（本次為 {as_of}）：退回更早日期會打亂等級變動",
    ),
    Words(
        "set As of to {later} or later, or clear it",
        "请将截至日期设为 {later} 或之后，或清空",
        "請將截至日期設為 {later} 或之後，或清空",
    ),
)
CREDIT_FELL: Final = Kind(
    "T115",
    Severity.WARNING,
    Words(
        "the credit of {name} fell from {last} to {now}",
        "{name} 的信用等级由 {last} 降为 {now}",
        "{name} 的信用等級由 {last} 降為 {now}",
    ),
    Words(
        "agree on terms and limits with its owner; note them in Moves",
        "与负责人商定账期和额度，并记入等级变动表",
        "與負責人商定帳期和額度，並記入等級變動表",
    ),
)
MORE_CREDITS_FELL: Final = more_like_it("T116")
NO_OWNER: Final = Kind(
    "T117",
    Severity.WARNING,
    Words("{name} has no owner", "{name} 没有负责人", "{name} 沒有負責人"),
    Words("type a rep ID", "请填写销售编号", "請填寫業務編號"),
)
MORE_WITHOUT_OWNER: Final = more_like_it("T118")
OWNER_LEFT: Final = Kind(
    "T119",
    Severity.WARNING,
    Words(
        "{name} left on {day} and still owns {count} customers, {customer} the first",
        "{name} 已于 {day} 离职，仍负责 {count} 个客户，第一个是 {customer}",
        "{name} 已於 {day} 離職，仍負責 {count} 個客戶，第一個是 {customer}",
    ),
    Words("hand the customers over to other reps", "请将客户移交给其他销售代表", "請將客戶移交給其他業務代表"),
)
MORE_OWNERS_LEFT: Final = more_like_it("T120")
TWO_OWNERS: Final = Kind(
    "T121",
    Severity.WARNING,
    Words(
        "“{name}” has two owners: {id} belongs to {owner}, and {other_id} in row {other_row} to {other}",
        "“{name}”有两位负责人：{id} 归 {owner}，第 {other_row} 行的 {other_id} 归 {other}",
        "「{name}」有兩位負責人：{id} 歸 {owner}，第 {other_row} 列的 {other_id} 歸 {other}",
    ),
    Words(
        "if they are one customer, give both the same owner, or keep one row",
        "如为同一客户，请统一负责人或只保留一行",
        "如為同一客戶，請統一負責人或只保留一列",
    ),
)
MORE_WITH_TWO_OWNERS: Final = more_like_it("T122")
